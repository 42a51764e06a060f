"""What a person writes about materials: notes, and when they used which."""
