"""Words that several pages show."""
