"""What lays itself out on a page: text, tables, pictures, and the measures they share."""
