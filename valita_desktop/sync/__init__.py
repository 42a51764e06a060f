"""Bring the library up to a published feed, from wherever the feed is."""
