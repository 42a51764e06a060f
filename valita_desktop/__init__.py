"""Välitä! – Visa omtanke! desktop: an offline material kit for vocational education."""

__version__ = "0.1.0"
