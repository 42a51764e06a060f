"""The page of settings, and the first run."""
