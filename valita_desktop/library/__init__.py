"""What is on this computer: the materials, the person's own things, the search."""
