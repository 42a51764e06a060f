"""What Linux is handed: packed trees, packages, and how they are tried in a bare system."""
