"""A document that somebody brought, as the few kinds of things that documents are made of.

DOCX and ODT are read into paragraphs and tables that know what they are; here these become the
elements that `plan` makes of an item, so that both can be compared. What does not come along
as it was is counted by its kind: nothing is lost without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import msgspec

from valita_desktop.content.blocks import Inline, Span
from valita_desktop.content.inline import is_target
from valita_desktop.content.pictures import prepared
from valita_desktop.documents.elements import (
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
)
from valita_desktop.errors import ContentError, LossCode
from valita_desktop.letters import composed, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ListKind = Literal["bullets", "numbers", "checks"]
Losses = Counter[LossCode]
Found = Span | PictureElement

_BOX = re.compile(r"^\s*[☐□❑❏☑☒]\s*")
_TICKED = re.compile(r"^\s*[☑☒]")
_BULLET = re.compile(r"^\s*[•●▪◦‣]\s*|^\s*·[ \t]+|^\s*[-–—][ \t]+(?=\w)")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SPACES = re.compile(r"[ \t]+")
_FORM = re.compile(r"[.…]{6,}")
"""Dots that somebody has typed to be written on."""
GAP = "_" * 20
"""What is drawn where a document has a line to write on without underscores."""


@dataclass(frozen=True)
class ListPlace:
    """Where a paragraph stands in a list.

    Attributes:
        kind: What its items bear.
        level: How many lists it is inside of, from 0.
        number: Of an item of ``numbers``.
        label: What stands before the words where it is no number of a list that we have.
    """

    kind: ListKind
    level: int = 0
    number: int = 0
    label: str = ""


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph as it was found.

    Attributes:
        text: Its words.
        role: What it is, where the style says so.
        heading: Level of a heading from 1; 0 is none.
        place: Where it stands in a list.
        new_page: It begins one.
        pictures: Those in it, in order.
    """

    text: Inline
    role: ParagraphRole = ParagraphRole.BODY
    heading: int = 0
    place: ListPlace | None = None
    new_page: bool = False
    pictures: tuple[PictureElement, ...] = ()


@dataclass(frozen=True)
class ReadTable:
    """A table as it was found, its merged cells repeated as empty ones.

    Attributes:
        rows: Each as long as the longest.
        header: Whether the first row names the columns.
        pictures: Those in its cells.
    """

    rows: tuple[tuple[Inline, ...], ...]
    header: bool = False
    pictures: tuple[PictureElement, ...] = ()


@dataclass(frozen=True)
class ReadDocument:
    """What a document says.

    Attributes:
        elements: Its things, in order.
        title: What it says that it is called; ``""`` where it does not.
        language: The language that it says it is in, as ``fi-FI``; ``""`` where it does not.
        mark: Which texts of which item it was written from, as `origin.mark_of` writes it.
        losses: What did not come along as it was.
    """

    elements: tuple[DocumentElement, ...]
    title: str = ""
    language: str = ""
    mark: str = ""
    losses: Losses = field(default_factory=Counter)


def elements_of(
    things: Iterable[ReadParagraph | ReadTable], losses: Losses
) -> tuple[DocumentElement, ...]:
    """What a document is made of.

    Args:
        things: Its paragraphs and tables, in order.
        losses: Is told what does not come along.
    """
    made: list[DocumentElement] = []
    items: list[ReadParagraph] = []
    for thing in things:
        paragraph = _listed(thing, losses) if isinstance(thing, ReadParagraph) else None
        if paragraph and paragraph.place and paragraph.place.level:
            losses[LossCode.NESTED] += 1
        if items and not (paragraph and paragraph.place and _goes_on(items, paragraph)):
            made.append(_list(items))
            items = []
        if paragraph is None:
            made += _table(thing) if isinstance(thing, ReadTable) else ()
            continue
        if paragraph.new_page and made and not isinstance(made[-1], BreakElement):
            made.append(BreakElement())
        if paragraph.place and paragraph.text:
            items.append(paragraph)
        else:
            made += _paragraph(paragraph)
    return (*made, *([_list(items)] if items else ()))


def tidy(spans: Iterable[Span], losses: Losses) -> Inline:
    """The words of a line, neighbours of one style joined.

    Args:
        spans: As they were found.
        losses: Is told of signs that no other typeface knows.
    """
    joined: list[Span] = []
    for span in spans:
        text = seen(composed(span.text))
        if _PRIVATE.search(text):
            losses[LossCode.SIGNS] += 1
            text = _PRIVATE.sub("", text)
        text = _SPACES.sub(" ", text.replace("\r", "\n"))
        last = joined[-1] if joined else None
        if last and (span.strong, span.emphasis, span.href) == (
            last.strong, last.emphasis, last.href,
        ):  # fmt: skip
            joined[-1] = msgspec.structs.replace(last, text=last.text + text)
        elif text:
            joined.append(msgspec.structs.replace(span, text=text))
    if joined:
        joined[0] = msgspec.structs.replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = msgspec.structs.replace(joined[-1], text=joined[-1].text.rstrip())
    drawn = (msgspec.structs.replace(each, text=_FORM.sub(GAP, each.text)) for each in joined)
    return tuple(each for each in drawn if each.text)


def linked(pieces: list[Found], address: str, losses: Losses) -> list[Found]:
    """Pieces that lead to an address; where the dialect has no such link, it is told in words.

    Args:
        pieces: What leads there.
        address: Where; ``""`` is a place of the document itself.
        losses: Is told of addresses that are no links any longer.
    """
    words = "".join(each.text for each in pieces if isinstance(each, Span)).strip()
    if not address or not words:
        return pieces
    if is_target(address):
        return [
            msgspec.structs.replace(each, href=address) if isinstance(each, Span) else each
            for each in pieces
        ]
    losses[LossCode.LINKS] += 1
    told = address.removeprefix("mailto:").removeprefix("tel:")
    return pieces if told in words else [*pieces, Span(f" ({told})")]


def pictured(data: bytes, alt: str, losses: Losses) -> Iterator[PictureElement]:
    """A picture of a document, where it is one that we can show.

    Args:
        data: Its bytes.
        alt: What it shows; ``""`` where nobody has said it.
        losses: Is told where it is none, and where nobody has said what it shows.
    """
    try:
        prepared(data, "")
    except ContentError:
        losses[LossCode.PICTURES] += 1
        return
    alt = " ".join(composed(alt).split())
    losses[LossCode.PICTURES_UNTOLD] += not alt
    yield PictureElement(data, alt, 0, 0)


def headed(text: Inline, place: ListPlace | None) -> Inline:
    """The words of a heading, with the number that its list gives it."""
    plain_text = tuple(Span(each.text) for each in text if isinstance(each, Span))
    if place is None or not text or not (place.label or place.kind == "numbers"):
        return plain_text
    return (Span(f"{place.label or f'{place.number}.'} "), *plain_text)


def joined(things: Iterable[ReadParagraph | ReadTable], losses: Losses) -> Inline:
    """The words of a cell in one line, its paragraphs on lines of their own."""
    spans: list[Span] = []
    for each in things:
        if isinstance(each, ReadTable):
            losses[LossCode.TABLES_IN_TABLES] += 1
            cells = [words_of(cell) for row in each.rows for cell in row if cell]
            told = [Span("\n".join(cells))] if cells else []
        else:
            told = [span for span in each.text if isinstance(span, Span)]
            if each.place and each.place.kind == "checks":
                told = [Span("☐ "), *told]
        if told:
            spans += [*([Span("\n")] if spans else []), *told]
    return tidy(spans, losses)


def words_of(inline: Inline) -> str:
    """The words of a line that was read."""
    return "".join(each.text for each in inline if isinstance(each, Span))


def grid(
    rows: Sequence[Sequence[tuple[Inline, int]]], losses: Losses
) -> tuple[tuple[Inline, ...], ...]:
    """Rows of one length: a wide cell is followed by empty ones.

    Args:
        rows: Cells with how many columns each is wide.
        losses: Is told of merged cells.
    """
    even = []
    for row in rows:
        cells: list[Inline] = []
        for inline, wide in row:
            cells += [inline, *([()] * (wide - 1))]
            losses[LossCode.MERGED] += wide > 1
        even.append(cells)
    most = max(map(len, even), default=0)
    whole = [(*row, *([()] * (most - len(row)))) for row in even]
    used = [n for n in range(most) if any(row[n] for row in whole)] or list(range(most))
    last = max(used, default=-1) if not whole or not any(whole[0]) else most - 1
    return tuple(tuple(row[: last + 1]) for row in whole if row)


def _listed(found: ReadParagraph, losses: Losses) -> ReadParagraph:
    """A paragraph with its place in a list, also where somebody has typed the sign of an item."""
    words = words_of(found.text)
    if found.heading or found.role is not ParagraphRole.BODY:
        return found
    box = _BOX.match(words)
    if box and words[box.end() :].strip():
        losses[LossCode.TICKED] += bool(_TICKED.match(words))
        place = ListPlace("checks", found.place.level if found.place else 0)
        return _with(found, _without(found.text, box.end()), place)
    typed = _BULLET.match(words) if found.place is None else None
    if typed and not found.pictures and "\n" not in words:
        dash = words.lstrip()[0] in "-–—"
        if not dash or not words.rstrip().endswith(("!", "?", "”", '"')):
            return _with(found, _without(found.text, typed.end()), ListPlace("bullets"))
    if found.place and found.place.label and found.text:
        label = Span(f"{found.place.label} ")
        place = ListPlace("bullets", found.place.level)
        return _with(found, (label, *found.text), place)
    return found


def _with(found: ReadParagraph, text: Inline, place: ListPlace) -> ReadParagraph:
    return ReadParagraph(text, found.role, 0, place, found.new_page, found.pictures)


def _without(inline: Inline, letters: int) -> Inline:
    """A line without its first letters."""
    rest: list[Span] = []
    for span in inline:
        if isinstance(span, Span):
            cut = span.text[letters:] if letters < len(span.text) else ""
            letters = max(0, letters - len(span.text))
            rest += [msgspec.structs.replace(span, text=cut)] if cut else []
    return tuple(rest)


def _goes_on(items: list[ReadParagraph], found: ReadParagraph) -> bool:
    """Whether a paragraph is the next item of a list."""
    first, last = items[-1].place, found.place
    if first is None or last is None or first.kind != last.kind or found.new_page:
        return False
    return last.kind != "numbers" or (first.level, first.number + 1) == (last.level, last.number)


def _list(items: list[ReadParagraph]) -> ListElement:
    place = items[0].place or ListPlace("bullets")
    texts = tuple(each.text for each in items)
    return ListElement(place.kind, texts, place.number if place.kind == "numbers" else 1)


def _paragraph(found: ReadParagraph) -> Iterator[DocumentElement]:
    if found.heading and found.text:
        yield HeadingElement(min(found.heading, 6), found.text)
    elif found.text or (found.role is ParagraphRole.LINE and not found.pictures):
        yield ParagraphElement(found.text, found.role)
    yield from found.pictures


def _table(found: ReadTable) -> Iterator[DocumentElement]:
    if found.rows and found.rows[0]:
        header, rows = (found.rows[0], found.rows[1:]) if found.header else ((), found.rows)
        if header and not rows:
            header, rows = (), found.rows
        yield TableElement(header, rows)
    yield from found.pictures
