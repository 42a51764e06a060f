"""The text of an item as a document: blocks written, laid out and painted."""
