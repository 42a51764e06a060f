"""Välitä! – Visa omtanke! desktop: an offline material kit for vocational education."""

__version__ = "0.1.0"
APP_ID = "fi.valita.Valita"
"""What desktops call the program: its desktop file, its icons, its bundle on macOS."""
PACKET_SUFFIX = ".valita-packet"
"""Of a lesson packet, and of own items, for a colleague."""
BUNDLE_SUFFIX = ".valita"
"""Of a file of materials."""
DOCUMENT_SUFFIXES = (".docx", ".odt")
"""Of files that can be documents; what they are is told by what is in them."""
