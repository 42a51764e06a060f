"""Typed blocks: the one document model of the kit.

Screen, presentation, PDF, search text and JSON all come from these blocks, so a
block says what a thing *is* (a checklist, a week grid), never how it looks. Every
block is immutable and is told apart in JSON by its ``type``. Values that never change
hold no cycles, so none of them is the garbage collector's business (``gc=False``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

CalloutKind = Literal["tip", "warning", "help"]
PartRole = Literal["page", "facilitator", "sheet"]
ContactRole = Literal[
    "social-worker", "psychologist", "nurse", "counsellor", "group-tutor", "dormitory", "other"
]


class Span(msgspec.Struct, frozen=True, gc=False, tag="text", omit_defaults=True):
    r"""A run of words in one style.

    Attributes:
        text: The words, never empty; a line break inside is ``"\n"``.
        strong: Bold.
        emphasis: Italic.
        href: ``https:``, ``mailto:`` or ``item:ID`` target of a link; ``""`` is no link.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


class Blank(msgspec.Struct, frozen=True, gc=False, tag="blank"):
    """A gap in running text to write in.

    Attributes:
        chars: Width in characters as the author drew it with underscores; at least 4.
    """

    chars: int


Inline = tuple[Span | Blank, ...]


class Heading(msgspec.Struct, frozen=True, gc=False, tag="heading"):
    """A heading; level 1 is the title of a sheet, 2 and 3 structure the text."""

    level: Literal[1, 2, 3]
    text: Inline


class Paragraph(msgspec.Struct, frozen=True, gc=False, tag="paragraph"):
    """Running text, with gaps to fill in where the author drew them."""

    text: Inline


class BulletList(msgspec.Struct, frozen=True, gc=False, tag="bullets"):
    """Items in no order."""

    items: tuple[Inline, ...]


class NumberedList(msgspec.Struct, frozen=True, gc=False, tag="numbers"):
    """Items in order, numbered from 1."""

    items: tuple[Inline, ...]


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step: a short title, how long it takes (minutes, 0 = not said), what to do."""

    title: str
    minutes: int
    text: Inline


class Steps(msgspec.Struct, frozen=True, gc=False, tag="steps"):
    """What to do, in order."""

    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all steps together."""
        return sum(step.minutes for step in self.steps)


class Checklist(msgspec.Struct, frozen=True, gc=False, tag="checklist"):
    """Boxes to tick."""

    items: tuple[Inline, ...]


class Callout(msgspec.Struct, frozen=True, gc=False, tag="callout"):
    """A box that stands out: a tip, a warning to the facilitator, or where to get help."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]


class Table(msgspec.Struct, frozen=True, gc=False, tag="table"):
    """A table to read; every row is as long as the header."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


class FillTable(msgspec.Struct, frozen=True, gc=False, tag="fill-table"):
    """A table to write in.

    Attributes:
        header: Column titles.
        rows: Rows with some words in them, each as long as the header.
        blank_rows: Empty rows after those.
        total: Label of a last row for the sum; ``""`` is none.
    """

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    blank_rows: int = 0
    total: str = ""


class Lines(msgspec.Struct, frozen=True, gc=False, tag="lines"):
    """Empty lines to write on."""

    count: int


class AnswerBox(msgspec.Struct, frozen=True, gc=False, tag="answer"):
    """A framed space to write or draw in, as high as ``lines`` writing lines."""

    lines: int
    prompt: Inline = ()


class Result(msgspec.Struct, frozen=True, gc=False, tag="result"):
    """A framed line that the sheet leads to, such as a sum."""

    text: Inline


class WeekGrid(msgspec.Struct, frozen=True, gc=False, tag="week-grid"):
    """A week to fill in: days across from Monday, ``rows`` down; ``days`` is 5 or 7."""

    rows: tuple[Inline, ...]
    days: Literal[5, 7] = 7


class YearGrid(msgspec.Struct, frozen=True, gc=False, tag="year-grid"):
    """A year to fill in: months down from ``start`` (1-12), ``columns`` across."""

    columns: tuple[Inline, ...]
    start: int = 8


class Wheel(msgspec.Struct, frozen=True, gc=False, tag="wheel"):
    """A wheel of sectors, each to be coloured from the middle out on 1..``scale``."""

    sectors: tuple[str, ...]
    scale: int = 5


class Scale(msgspec.Struct, frozen=True, gc=False, tag="scale"):
    """Statements to answer on 1..``steps``; ``low`` and ``high`` name the ends."""

    statements: tuple[Inline, ...]
    low: str
    high: str
    steps: int = 5


class Card(msgspec.Struct, frozen=True, gc=False):
    """One card: a short title (may be ``""``), the words on it, and its back (may be empty)."""

    title: str
    text: Inline
    back: Inline = ()


class Cards(msgspec.Struct, frozen=True, gc=False, tag="cards"):
    """Cards to cut out."""

    cards: tuple[Card, ...]


class Circles(msgspec.Struct, frozen=True, gc=False, tag="circles"):
    """Circles inside each other to write in, named from the middle out; 2 to 4."""

    labels: tuple[str, ...]


class Hand(msgspec.Struct, frozen=True, gc=False, tag="hand"):
    """The outline of a hand; one label a finger, from the thumb."""

    fingers: tuple[str, str, str, str, str]


class Timeline(msgspec.Struct, frozen=True, gc=False, tag="timeline"):
    """A line of points in time with room to write at each."""

    points: tuple[str, ...]


class Flow(msgspec.Struct, frozen=True, gc=False, tag="flow"):
    """Boxes joined by arrows, each with a label and room to write."""

    boxes: tuple[Inline, ...]


class Contacts(msgspec.Struct, frozen=True, gc=False, tag="contacts"):
    """The school's own contacts for these roles: filled from settings, else blanks."""

    roles: tuple[ContactRole, ...]


class Facts(msgspec.Struct, frozen=True, gc=False, tag="facts"):
    """Dated facts (a phone number, opening hours) by the id of their item."""

    ids: tuple[str, ...]


class Image(msgspec.Struct, frozen=True, gc=False, tag="image"):
    """A picture of the item's own folder; ``alt`` is never empty."""

    src: str
    alt: str
    caption: Inline = ()


class PageBreak(msgspec.Struct, frozen=True, gc=False, tag="page-break"):
    """What follows starts a new page on paper and a new page when presented."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Steps
    | Checklist
    | Callout
    | Table
    | FillTable
    | Lines
    | AnswerBox
    | Result
    | WeekGrid
    | YearGrid
    | Wheel
    | Scale
    | Cards
    | Circles
    | Hand
    | Timeline
    | Flow
    | Contacts
    | Facts
    | Image
    | PageBreak
)


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of a text by who it is for.

    Attributes:
        role: ``facilitator`` for whoever leads, ``sheet`` for the student's paper,
            ``page`` for texts that are only read (themes, projects, events).
        blocks: What it says, in reading order. The position of a block in its part is
            its anchor: the same position holds the same thing in both languages.
    """

    role: PartRole
    blocks: tuple[Block, ...]


Document = tuple[Part, ...]

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Document)


def to_json(document: Document) -> bytes:
    """Encode a document; equal documents give equal bytes."""
    return _encoder.encode(document)


def from_json(data: bytes) -> Document:
    """Decode what `to_json` wrote.

    Raises:
        msgspec.ValidationError: The bytes are JSON but no document.
        msgspec.DecodeError: The bytes are not JSON.
    """
    return _decoder.decode(data)


def plain(inline: Inline) -> str:
    """The words of a line without style; a gap becomes one space."""
    return "".join(span.text if isinstance(span, Span) else " " for span in inline).strip()


def words(block: Block) -> Iterator[str]:
    """Every text that a block shows a reader, in reading order (for search and checks).

    The fields of a block stand in reading order; codes and file names are not shown.
    """
    yield from _words(block)


def spans(block: Block) -> Iterator[Span]:
    """Every run of words of a block, however deep in it, in no order."""
    todo: list[object] = [block]
    while todo:
        thing = todo.pop()
        if isinstance(thing, Span):
            yield thing
        elif isinstance(thing, tuple):
            todo.extend(thing)
        elif isinstance(thing, msgspec.Struct):
            todo.extend(getattr(thing, name) for name in thing.__struct_fields__)


_NOT_SHOWN = frozenset({"kind", "src", "ids", "roles"})


def _words(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        if thing and all(isinstance(each, Span | Blank) for each in thing):
            yield plain(thing)
        else:
            for each in thing:
                yield from _words(each)
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            if name not in _NOT_SHOWN:
                yield from _words(getattr(thing, name))
