"""From parts of items to pages: what stands on them, in which order, and where."""
