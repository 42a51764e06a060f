"""Find items by what a person types, each language by its own rules.

The door of the package: nothing else in it is meant to be imported from outside.
"""

from valita_desktop.library.search.engine import Search
from valita_desktop.library.search.model import Doc, Excerpt, Hit, Results, Span

__all__ = ["Doc", "Excerpt", "Hit", "Results", "Search", "Span"]
