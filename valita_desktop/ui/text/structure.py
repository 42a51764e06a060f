"""What a written document consists of, for whoever hears it: headings, lists, tables, links.

A `DocumentWriter` says in the format of each paragraph, table and drawing what it is; `read`
finds it there again. So what is read aloud cannot differ from what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtGui import QTextBlock, QTextFormat, QTextTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QTextDocument, QTextFragment, QTextFrame

    from valita_desktop.content.model import Lang

_FIRST = QTextFormat.Property.UserProperty.value
LANGUAGE, LIST, ITEM, ALT_TEXT, HEADS = range(_FIRST + 2, _FIRST + 7)
"""Properties of formats: the language of a paragraph or a table, the number of the list and of
its item that a paragraph belongs to, what a drawing says, which cells of a table are `Heads`."""

_SPOKEN = str.maketrans({"\u2028": " ", "\u00a0": " "})


class Heads(Enum):
    """Which cells of a table are headers of others: the first row, the first column, or both."""

    ABOVE = "above"
    BESIDE = "beside"
    BOTH = "both"


class PassageKind(Enum):
    """What a `Passage` is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    FIGURE = "figure"
    LINK = "link"


@dataclass(frozen=True)
class Passage:
    """A piece of a document, from one position to another.

    Attributes:
        kind: What it is.
        start, end: Positions in the document.
        words: What it says; of a list and a table nothing, for what is in them says it.
        lang: The language of the words.
        level: Of a heading, from 1.
        href: Where a link leads.
        table: Of a table.
        inside: Items of a list, links of a paragraph.
    """

    kind: PassageKind
    start: int
    end: int
    words: str
    lang: Lang
    level: int = 0
    href: str = ""
    table: QTextTable | None = None
    inside: tuple[Passage, ...] = ()


class Cells(NamedTuple):
    """A table as rows of words, without its headers.

    Attributes:
        above: Headers of the columns; empty where there are none.
        beside: Headers of the rows; empty where there are none.
        rows: The rest.
    """

    above: list[str]
    beside: list[str]
    rows: list[list[str]]


def read(document: QTextDocument) -> list[Passage]:
    """What a document consists of, in reading order."""
    found: list[Passage] = []
    for number, run in groupby(_flat(document.rootFrame().begin()), key=_list_of):
        if number:
            found.append(_list(cast("Iterable[QTextBlock]", run)))
        else:
            found.extend(filter(None, map(_passage, run)))
    return found


def cells(table: QTextTable) -> Cells:
    """What stands in the cells of a table."""
    heads = Heads(table.format().stringProperty(HEADS))
    words = [
        [_cell(table, row, column) for column in range(table.columns())]
        for row in range(table.rows())
    ]
    top = words.pop(0) if heads is not Heads.BESIDE else []
    if heads is Heads.ABOVE:
        return Cells(top, [], words)
    return Cells(top[1:], [row[0] for row in words], [row[1:] for row in words])


def _flat(each: QTextFrame.iterator) -> Iterator[QTextBlock | QTextTable]:
    """Paragraphs and tables; of what only looks like a table, the words in its cells."""
    while not each.atEnd():
        frame = cast("QTextFrame | None", each.currentFrame())
        if frame is None:
            yield each.currentBlock()
        elif not isinstance(frame, QTextTable):
            yield from _flat(frame.begin())
        elif frame.format().hasProperty(HEADS):
            yield frame
        else:
            for row in range(frame.rows()):
                for column in range(frame.columns()):
                    yield from _flat(frame.cellAt(row, column).begin())
        each += 1


def _list_of(thing: QTextBlock | QTextTable) -> int:
    return 0 if isinstance(thing, QTextTable) else thing.blockFormat().intProperty(LIST)


def _passage(thing: QTextBlock | QTextTable) -> Passage | None:
    if isinstance(thing, QTextTable):
        first, last = thing.firstPosition(), thing.lastPosition()
        return Passage(PassageKind.TABLE, first, last, "", _lang(thing.format()), table=thing)
    words = _words(thing)
    if not words:
        return None
    form = thing.blockFormat()
    level = form.headingLevel()
    kind = PassageKind.HEADING if level else PassageKind.PARAGRAPH
    if thing.text() == "\ufffc":
        kind = PassageKind.FIGURE
    return Passage(
        kind, thing.position(), _end(thing), words, _lang(form), level, inside=_links(thing)
    )


def _list(blocks: Iterable[QTextBlock]) -> Passage:
    items = []
    for _number, run in groupby(blocks, key=lambda block: block.blockFormat().intProperty(ITEM)):
        several = list(run)
        words = " ".join(filter(None, map(_words, several))).removeprefix("• ")
        links = tuple(link for block in several for link in _links(block))
        lang = _lang(several[0].blockFormat())
        start, end = several[0].position(), _end(several[-1])
        items.append(Passage(PassageKind.ITEM, start, end, words, lang, inside=links))
    first, last = items[0], items[-1]
    return Passage(PassageKind.LIST, first.start, last.end, "", first.lang, inside=tuple(items))


def _links(block: QTextBlock) -> tuple[Passage, ...]:
    found: list[Passage] = []
    lang = _lang(block.blockFormat())
    for piece in _fragments(block):
        href = piece.charFormat().anchorHref()
        if not href:
            continue
        start, words = piece.position(), piece.text()
        if found and found[-1].href == href and found[-1].end == start:  # bold words in a link
            start, words = found[-1].start, found.pop().words + words
        end = piece.position() + piece.length()
        found.append(
            Passage(PassageKind.LINK, start, end, words.translate(_SPOKEN), lang, href=href)
        )
    return tuple(found)


def _cell(table: QTextTable, row: int, column: int) -> str:
    blocks = _flat(table.cellAt(row, column).begin())
    return " ".join(filter(None, (_words(each) for each in blocks if isinstance(each, QTextBlock))))


def _words(block: QTextBlock) -> str:
    said = (
        piece.charFormat().stringProperty(ALT_TEXT) or piece.text() for piece in _fragments(block)
    )
    return "".join(said).translate(_SPOKEN).replace("\ufffc", "").strip()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    each = block.begin()
    while not each.atEnd():
        yield each.fragment()
        each += 1


def _end(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _lang(form: QTextFormat) -> Lang:
    return cast("Lang", form.stringProperty(LANGUAGE))
