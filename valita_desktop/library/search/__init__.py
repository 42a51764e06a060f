"""Find items by what a person types, each language by its own rules."""
