"""What an item is: records, typed blocks, the Markdown dialect, source folders."""
