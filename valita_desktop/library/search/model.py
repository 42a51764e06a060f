"""What goes into the search and what comes out of it.

Plain values: nothing here knows the database, the languages' rules or the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from typing_extensions import override

from valita_desktop.content.model import Lang

Span = tuple[int, int]
"""Start and end in code points, end excluded."""


@dataclass(frozen=True)
class Doc:
    """One item in one language, as plain text.

    The Finnish and the Swedish text of an item are two documents with the same ``id``:
    twins.

    Attributes:
        id: The item's id.
        lang: The language of the words.
        title: One line; weighs most.
        keywords: What people would look for.
        summary: One or two sentences.
        body: The text without its markup; weighs least.
        order: Breaks ties, smallest first (the order of the themes).
        source: Bytes that hold these words too, where whoever gives the document keeps them and
            gives them again when they are asked for; only what is not in them is kept.
    """

    id: str
    lang: Lang
    title: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    order: int = 0
    source: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True)
class Excerpt:
    """What is shown of a found item, with what to highlight.

    Attributes:
        snippet: A piece of the summary or the body around the words found, one line.
        marks: What to highlight in ``snippet``.
        title_marks: What to highlight in the title.
    """

    snippet: str = ""
    marks: tuple[Span, ...] = ()
    title_marks: tuple[Span, ...] = ()


def _no_marks(_text: str) -> tuple[Span, ...]:
    return ()


class Hit(msgspec.Struct, frozen=True, eq=False):
    """A found item.

    The excerpt is made when it is first asked for: a list shows a dozen of fifty.

    Attributes:
        id: The item's id.
        lang: The language of ``title`` and ``snippet``.
        title: As in the document.
        score: Larger is better; comparable within one search only.
        related: Belongs below the divider: near what was asked, not it. Never so where
            nothing stands above.
        excerpt: Makes the excerpt, the same each time.
        mark: Finds in any text in the language of the hit what it was found by, in order.
    """

    id: str
    lang: Lang
    title: str
    score: float = 0.0
    related: bool = False
    excerpt: Callable[[], Excerpt] = Excerpt
    mark: Callable[[str], tuple[Span, ...]] = _no_marks

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hit) and self._told() == other._told()

    @override
    def __hash__(self) -> int:
        return hash(self._told())

    def _told(self) -> tuple[str, str, str, float, bool]:
        """All but how it is shown."""
        return self.id, self.lang, self.title, self.score, self.related

    @property
    def snippet(self) -> str:
        """A piece of the summary or the body around the words found, one line."""
        return self.excerpt().snippet

    @property
    def marks(self) -> tuple[Span, ...]:
        """What to highlight in ``snippet``."""
        return self.excerpt().marks

    @property
    def title_marks(self) -> tuple[Span, ...]:
        """What to highlight in ``title``."""
        return self.excerpt().title_marks


@dataclass(frozen=True)
class Results:
    """What a search gave.

    Attributes:
        hits: Best first; all related hits stand after all others.
        suggestion: The query with its spelling mended, for "did you mean"; ``""`` if
            there is nothing to mend. The hits are then those of the suggestion.
    """

    hits: tuple[Hit, ...] = ()
    suggestion: str = ""
