"""The main window: its frame and the way between the pages."""
