"""Välitä! – Visa omtanke! desktop: an offline material kit for vocational education."""

__version__ = "0.1.0"
APP_ID = "fi.valita.Valita"
"""What desktops call the program: its desktop file, its icons, its bundle on macOS."""
