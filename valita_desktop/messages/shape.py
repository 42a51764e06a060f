"""What a person is told, in three parts.

Knows neither Qt nor the errors: it is only the shape.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override


class Message(NamedTuple):
    """A message in its three parts, each one or two whole sentences.

    Attributes:
        happened: What happened.
        works: What still works, or that nothing was lost.
        todo: What to do now.
    """

    happened: str
    works: str
    todo: str

    @override
    def __str__(self) -> str:
        """All three in one line."""
        return " ".join(part for part in self if part)
