"""What a text was found by: the words of a search, and where they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Span = tuple[int, int]
"""Start and end in code points, end excluded."""


class Sought(NamedTuple):
    """The words that led to a text.

    Attributes:
        words: As they were typed.
        marks: Finds them in a text whatever their endings, in order.
    """

    words: str
    marks: Callable[[str], Sequence[Span]]
