"""The window. The only package that draws."""
