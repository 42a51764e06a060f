"""A material before a class: one step at a time, as large as the screen allows."""
