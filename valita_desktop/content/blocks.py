"""Typed blocks: the one document model of the kit.

Screen, PDF, office documents and search text all come from these blocks, so a block says
what a thing *is* (a checklist, a week grid), never how it looks. Every block is immutable.
Values that never change hold no cycles, so none of them is the garbage collector's
business (``gc=False``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CalloutKind = Literal["tip", "warning", "help"]
PartRole = Literal["page", "facilitator", "sheet"]
ContactRole = Literal[
    "social-worker",
    "psychologist",
    "nurse",
    "counsellor",
    "special-teacher",
    "group-tutor",
    "dormitory",
    "other",
]


class Span(msgspec.Struct, frozen=True, gc=False):
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


class Blank(msgspec.Struct, frozen=True, gc=False):
    """A gap in running text to write in.

    Attributes:
        chars: Width in characters as the author drew it with underscores; at least 4.
    """

    chars: int


Inline = tuple[Span | Blank, ...]

_PICTOGRAM = re.compile("([\U0001f300-\U0001faff⌚⏰⏳☀☎☕⚖⚠⛔✂✉✋✏❄❤⭐])\ufe0f? +")


class BlockBase(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What the types of `Block` have in common: where a block stands and what it holds.

    Two blocks that say the same are equal, wherever they stand.

    Attributes:
        line: Line of its text that it begins on, from 1; 0 where it was not read from one.
    """

    line: int = 0

    @property
    def fillable(self) -> bool:
        """Whether there is anything to write, tick or colour in it."""
        return False

    @property
    def children(self) -> tuple[Block, ...]:
        """The blocks inside it, in reading order."""
        return ()

    def _told(self) -> tuple[object, ...]:
        """The values of its fields but for ``line``, which stands last."""
        return tuple(getattr(self, name) for name in self.__struct_fields__[:-1])

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BlockBase) or type(self) is not type(other):
            return NotImplemented
        return self._told() == other._told()

    @override
    def __hash__(self) -> int:
        return hash((type(self), self._told()))

    @override
    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._told()))})"


class _Fillable(BlockBase, frozen=True, gc=False):
    """A block that is there to be filled in."""

    @property
    @override
    def fillable(self) -> bool:
        return True


def _has_gap(inline: Inline) -> bool:
    return any(isinstance(span, Blank) for span in inline)


class Heading(BlockBase, frozen=True, gc=False):
    """A heading; level 1 is the title of a sheet, 2 and 3 structure the text."""

    level: Literal[1, 2, 3]
    text: Inline


class Paragraph(BlockBase, frozen=True, gc=False):
    """Running text, with gaps to fill in where the author drew them."""

    text: Inline

    @property
    @override
    def fillable(self) -> bool:
        return _has_gap(self.text)


class BulletList(BlockBase, frozen=True, gc=False):
    """Items in no order."""

    items: tuple[Inline, ...]

    @property
    @override
    def fillable(self) -> bool:
        return any(map(_has_gap, self.items))


class NumberedList(BlockBase, frozen=True, gc=False):
    """Items in order, numbered from ``start``: a list may go on where the last one ended."""

    items: tuple[Inline, ...]
    start: int = 1

    @property
    @override
    def fillable(self) -> bool:
        return any(map(_has_gap, self.items))


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of what to do.

    Attributes:
        title: A few words.
        minutes: How long it takes; 0 = not said.
        text: What to do.
        in_words: Title or text say the minutes themselves, in words of their own.
    """

    title: str
    minutes: int
    text: Inline
    in_words: bool = False

    @property
    def shown_minutes(self) -> int:
        """The minutes to show beside the title; 0 where there are none or the words say them."""
        return 0 if self.in_words else self.minutes


class Steps(BlockBase, frozen=True, gc=False):
    """What to do, in order, numbered from ``start``."""

    steps: tuple[Step, ...]
    start: int = 1

    @property
    def minutes(self) -> int:
        """Minutes of all steps together."""
        return sum(step.minutes for step in self.steps)

    @property
    @override
    def fillable(self) -> bool:
        return any(_has_gap(step.text) for step in self.steps)


class Checklist(_Fillable, frozen=True, gc=False):
    """Boxes to tick."""

    items: tuple[Inline, ...]


class Callout(BlockBase, frozen=True, gc=False):
    """A box that stands out: a tip, a warning to the facilitator, or where to get help."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]

    @property
    @override
    def fillable(self) -> bool:
        return any(block.fillable for block in self.blocks)

    @property
    @override
    def children(self) -> tuple[Block, ...]:
        return self.blocks


class Table(BlockBase, frozen=True, gc=False):
    """A table to read; every row is as long as the header."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


class FillTable(_Fillable, frozen=True, gc=False):
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


class Lines(_Fillable, frozen=True, gc=False):
    """Empty lines to write on."""

    count: int


class AnswerBox(_Fillable, frozen=True, gc=False):
    """A framed space to write or draw in, as high as ``lines`` writing lines."""

    lines: int
    prompt: Inline = ()


class Result(BlockBase, frozen=True, gc=False):
    """A framed line that the sheet leads to, such as a sum."""

    text: Inline

    @property
    @override
    def fillable(self) -> bool:
        return _has_gap(self.text)


class WeekGrid(_Fillable, frozen=True, gc=False):
    """A week to fill in: days across from Monday, ``rows`` down; ``days`` is 5 or 7."""

    rows: tuple[Inline, ...]
    days: Literal[5, 7] = 7


class YearGrid(_Fillable, frozen=True, gc=False):
    """A year to fill in: months down from ``start`` (1-12), ``columns`` across."""

    columns: tuple[Inline, ...]
    start: int = 8


class Wheel(_Fillable, frozen=True, gc=False):
    """A wheel of sectors, each to be coloured from the middle out on 1..``scale``."""

    sectors: tuple[str, ...]
    scale: int = 5


class Scale(_Fillable, frozen=True, gc=False):
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


class Cards(BlockBase, frozen=True, gc=False):
    """Cards to cut out."""

    cards: tuple[Card, ...]


class Circles(_Fillable, frozen=True, gc=False):
    """Circles inside each other to write in, named from the middle out; 2 to 4."""

    labels: tuple[str, ...]


class Hand(_Fillable, frozen=True, gc=False):
    """The outline of a hand; one label a finger, from the thumb."""

    fingers: tuple[str, str, str, str, str]


class Timeline(_Fillable, frozen=True, gc=False):
    """A line of points in time with room to write at each."""

    points: tuple[str, ...]


class Flow(_Fillable, frozen=True, gc=False):
    """Boxes joined by arrows, each with a label and room to write."""

    boxes: tuple[Inline, ...]


class Contacts(BlockBase, frozen=True, gc=False):
    """The school's own contacts for these roles: filled from settings, else blanks."""

    roles: tuple[ContactRole, ...]


class Facts(BlockBase, frozen=True, gc=False):
    """Dated facts (a phone number, opening hours) by the id of their item."""

    ids: tuple[str, ...]


class Image(BlockBase, frozen=True, gc=False):
    """A picture of the item's own folder; ``alt`` is never empty."""

    src: str
    alt: str
    caption: Inline = ()


class PageBreak(BlockBase, frozen=True, gc=False):
    """What follows starts a new page on paper and a new page when presented."""


class Cut(BlockBase, frozen=True, gc=False):
    """A line across to cut the paper along: what follows is a slip of its own."""


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
    | Cut
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

    @property
    def title(self) -> Heading | None:
        """The heading that it begins with as its title, if it does."""
        first = self.blocks[0] if self.blocks else None
        return first if isinstance(first, Heading) and first.level == 1 else None

    @property
    def fillable(self) -> bool:
        """Whether there is anything to write, tick or colour in it."""
        return any(block.fillable for block in self.blocks)


Document = tuple[Part, ...]


def plain(inline: Inline) -> str:
    """The words of a line without style; a gap becomes one space."""
    return "".join(span.text if isinstance(span, Span) else " " for span in inline).strip()


def pictogram(inline: Inline) -> tuple[str, Inline]:
    """The picture sign that a line begins with, and the rest; ``""`` where it begins with words.

    Whoever shows a line sets the sign larger than its letters. It is a sign like any other: it is
    copied, found and read aloud by the name that a screen reader has for it in its language.
    """
    first = inline[0] if inline else None
    found = _PICTOGRAM.match(first.text) if isinstance(first, Span) else None
    if found is None or not isinstance(first, Span):
        return "", inline
    rest = msgspec.structs.replace(first, text=first.text[found.end() :])
    return found[1], ((rest, *inline[1:]) if rest.text else inline[1:])


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with all that they hold, each before what is in it."""
    for block in blocks:
        yield block
        yield from every_block(block.children)


def blocks_of(document: Document) -> Iterator[Block]:
    """Every block of a document, those inside others too, in reading order."""
    for part in document:
        yield from every_block(part.blocks)


def words(block: Block) -> Iterator[str]:
    """Every text that a block shows a reader, in reading order (for search and checks).

    The fields of a block stand in reading order; codes and file names are not shown.
    """
    found: list[str] = []
    _gather(block, found)
    return iter(found)


def spans(block: Block) -> Iterator[Span]:
    """The runs of words of a block in no order, without those of its children."""
    todo: list[object] = [getattr(block, name) for name in block.__struct_fields__]
    while todo:
        thing = todo.pop()
        if isinstance(thing, Span):
            yield thing
        elif isinstance(thing, tuple):
            todo.extend(thing)
        elif isinstance(thing, msgspec.Struct) and not isinstance(thing, BlockBase):
            todo.extend(getattr(thing, name) for name in thing.__struct_fields__)


_RUN = (Span, Blank)
_NOT_SHOWN = frozenset({"kind", "src", "ids", "roles"})


def _gather(thing: object, into: list[str]) -> None:
    if isinstance(thing, str):
        into.append(thing)
    elif isinstance(thing, tuple):
        # Most have one run, or begin with something else.
        runs = bool(thing) and isinstance(thing[0], _RUN)
        if runs and (len(thing) == 1 or all(isinstance(each, _RUN) for each in thing)):
            into.append(plain(thing))
        else:
            for each in thing:
                _gather(each, into)
    elif isinstance(thing, msgspec.Struct):
        for name in _shown(type(thing)):
            _gather(getattr(thing, name), into)


@cache
def _shown(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in _NOT_SHOWN)
