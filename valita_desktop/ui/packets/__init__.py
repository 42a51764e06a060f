"""The page of lesson packets."""
