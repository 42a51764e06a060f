"""The print dialog, and the ways to a printer."""
