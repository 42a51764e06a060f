"""The list of items, with its facets."""
