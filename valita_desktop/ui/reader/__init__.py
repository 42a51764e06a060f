"""The text of an item, drawn as a document."""
