"""The page of updates."""
