"""Colours, letters, icons."""
