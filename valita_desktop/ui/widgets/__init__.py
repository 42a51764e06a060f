"""Widgets that know nothing of materials."""
