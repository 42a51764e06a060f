"""What goes into the search and what comes out of it.

Plain values: nothing here knows the database, the languages' rules or the window.
"""

from __future__ import annotations

from dataclasses import dataclass

from valita_desktop.content.model import Lang

Span = tuple[int, int]


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
    """

    id: str
    lang: Lang
    title: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    order: int = 0


@dataclass(frozen=True)
class Hit:
    """A found item.

    Attributes:
        id: The item's id.
        lang: The language of ``title`` and ``snippet``.
        title: As in the document.
        snippet: A piece of the summary or the body around the words found, one line.
        marks: What to highlight in ``snippet``: start and end in code points.
        title_marks: The same for ``title``.
        score: Larger is better; comparable within one search only.
        related: Belongs below the divider: near what was asked, not it.
    """

    id: str
    lang: Lang
    title: str
    snippet: str
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...]
    score: float
    related: bool


@dataclass(frozen=True)
class Results:
    """What a search gave.

    Attributes:
        hits: Best first; all related hits stand after all others.
        suggestion: The query with its spelling mended, for "did you mean"; ``""`` if
            there is nothing to mend.
    """

    hits: tuple[Hit, ...] = ()
    suggestion: str = ""
