"""The editors' side: from source folders to a feed."""
