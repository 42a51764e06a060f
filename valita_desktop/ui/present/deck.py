"""What a class sees of a material, step by step.

The class sees the title, the steps of the lesson by their names, the cards, the student's
sheet, and the questions that a lesson closes with. It never sees what is said to the
facilitator: the words of the steps, warnings, keys and good advice are notes. Which is which
is decided by the blocks alone, so that both languages show the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace as replace_struct

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Block, Heading, Inline, Part, Span, plain
from valita_desktop.content.handout import PartChoice, parts_of
from valita_desktop.content.labels import MINUTES, OUT_OF_DATE, fact_words
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS
from valita_desktop.i18n import N_, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from valita_desktop.content.blocks import PartRole
    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.content.model import Item, Lang

_MOST_LINES = 2
_MOST_BLANK_ROWS = 2
_MONTHS = 12
_FOR_PAPER = blocks.PageBreak | blocks.Cut
_END = 1_000_000
"""Behind every step of a block."""
CLOSING = N_("To close")


class SlideKind(Enum):
    """What a slide is."""

    TITLE = auto()
    STEP = auto()
    CARD = auto()
    TEXT = auto()
    CLOSING = auto()


class Place(NamedTuple):
    """Where a slide stands in a show: the same in both languages, and in the order of the show.

    Attributes:
        piece: Which item of the show.
        part: 0 its title, 1 the lesson, 2 the sheet or the text, 3 the questions that close.
        block: Which block of the part.
        inside: Which step or side of a card of the block.
    """

    piece: int
    part: int = 0
    block: int = 0
    inside: int = 0


@dataclass(frozen=True)
class Slide:
    """One step of a show.

    Attributes:
        place: Where it stands.
        kind: What it is.
        lang: The language of its words.
        heading: What it is called.
        blocks: What the class sees under the heading; empty where the heading says it all.
        minutes: How long it takes; 0 has no timer.
        number: Which of its kind it is in its item, from 1.
        of: How many of its kind the item has.
        notes: What is said to the facilitator.
        starts: Which block of its part each of ``blocks`` begins at.
    """

    place: Place
    kind: SlideKind
    lang: Lang
    heading: str
    blocks: tuple[Block, ...] = ()
    minutes: int = 0
    number: int = 1
    of: int = 1
    notes: tuple[Block, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Deck:
    """All slides of a show, each item in one language.

    Attributes:
        slides: In order; never empty.
        items: The items, in the order of the show.
    """

    slides: tuple[Slide, ...]
    items: tuple[Item, ...]

    def find(self, place: Place) -> int:
        """The slide at a place, or the last one before it."""
        before = [number for number, each in enumerate(self.slides) if each.place <= place]
        return before[-1] if before else 0

    def in_view(self, role: PartRole, block: int) -> Place:
        """The slide of what somebody reads: its section of the sheet, or what comes next.

        Args:
            role: The part of the first item that is read.
            block: Which block of it is at the top.
        """
        begin = Place(0, 1, block)
        if role != "facilitator":
            here = self.slides[self.find(Place(0, 2, block, _END))].place
            if here >= Place(0, 2):
                return here
            begin = Place(0, 2)  # its title is the heading of its first slide
        after = (each.place for each in self.slides if each.place >= begin)
        return next(after, self.slides[-1].place)


@dataclass(frozen=True)
class Show:
    """What is presented: a deck, and the same in the other languages of its items.

    Attributes:
        own: Each item in the language that it was chosen in.
        other: Each item in its other language; in its own where it has just one.
        source: Where facts, pictures and the school's contacts are.
    """

    own: Deck
    other: Deck
    source: Handout


def show(handout: Handout) -> Show:
    """What a class is shown of what would be printed; each item once.

    Raises:
        ContentError: The text of an item is not as docs/editor-guide.md says.
    """
    pieces: dict[str, Piece] = {}
    for piece in handout.pieces:
        pieces.setdefault(piece.item.id, piece)
    chosen = list(pieces.values())
    facts = _Facts(handout.facts, dt.datetime.now().astimezone().date())
    own = [piece.item.text(piece.lang)[0] for piece in chosen]
    other = [
        next((each for each in LANGS if each != lang and each in piece.item.texts), lang)
        for piece, lang in zip(chosen, own, strict=True)
    ]
    return Show(_deck(chosen, own, facts), _deck(chosen, other, facts), handout)


@dataclass(frozen=True)
class _Facts:
    """The dated facts that texts refer to, as they are today."""

    items: Mapping[str, Item]
    today: dt.date

    def told(self, block: blocks.Facts, lang: Lang) -> Iterator[Block]:
        """Each in a line: what it is, and the number; of one that has run out, when it did."""
        for item in (self.items[each] for each in block.ids if each in self.items):
            text, until = item.text(lang)[1], item.record.valid_until
            said = fact_words(text)
            if until and until < self.today:
                words = catalogue(lang)
                said = (Span(words.gettext(OUT_OF_DATE).format(date=words.date(until))),)
            yield blocks.Paragraph((Span(f"{text.title} ", strong=True), *said))


def _deck(pieces: Sequence[Piece], langs: Sequence[Lang], facts: _Facts) -> Deck:
    slides: list[Slide] = []
    for number, (piece, lang) in enumerate(zip(pieces, langs, strict=True)):
        slides += _numbered(list(_item_slides(piece, lang, number, facts)))
    return Deck(tuple(slides), tuple(piece.item for piece in pieces))


def _numbered(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Count the slides of each kind and part; both sides of a card are one."""
    keys = [(each.kind, each.place.part) for each in slides]
    fronts = [each.kind is not SlideKind.CARD or not each.place.inside % 2 for each in slides]
    for position, (slide, key) in enumerate(zip(slides, keys, strict=True)):
        same = [front for other, front in zip(keys, fronts, strict=True) if other == key]
        before = [
            front
            for other, front in zip(keys[: position + 1], fronts, strict=False)
            if other == key
        ]
        yield replace(slide, number=sum(before), of=sum(same))


def _item_slides(piece: Piece, lang: Lang, number: int, facts: _Facts) -> Iterator[Slide]:
    text = piece.item.texts[lang]
    easy = LAYOUTS[piece.layout].easy and bool(text.easy_markdown)
    parts = parts_of(piece.item, lang, PartChoice.ALL, easy=easy)
    lesson = next((each for each in parts if each.role == "facilitator"), Part("facilitator", ()))
    closing = _closing(lesson)
    notes = _notes(lesson, closing)
    place = Place(number)
    agenda = _agenda(lesson, lang)
    yield Slide(place, SlideKind.TITLE, lang, text.title, agenda, notes=notes)
    for index, block in enumerate(lesson.blocks):
        here = Place(number, 1, index)
        if isinstance(block, blocks.Steps):
            yield from _lesson_steps(block, here, lang)
        elif isinstance(block, blocks.Cards):
            yield from _cards(block, here, lang, notes)
    for part in parts:
        if part.role != "facilitator":
            yield from _TextSlides(part, Place(number, 2), lang, notes, facts).all(text.title)
    if closing:
        first = min(closing)
        questions = tuple(lesson.blocks[index] for index in sorted(closing))
        heading = catalogue(lang).gettext(CLOSING)
        yield Slide(
            Place(number, 3, first),
            SlideKind.CLOSING,
            lang,
            heading,
            questions,
            notes=notes,
            starts=tuple(sorted(closing)),
        )


def _notes(lesson: Part, closing: frozenset[int]) -> tuple[Block, ...]:
    """What is said to the facilitator apart from the steps, without headings of nothing."""
    kept = [
        block
        for index, block in enumerate(lesson.blocks)
        if not isinstance(block, blocks.Steps | blocks.Cards | _FOR_PAPER) and index not in closing
    ]
    after = [*kept, Heading(3, ())][1:]
    return tuple(
        block
        for block, following in zip(kept, after, strict=False)
        if not isinstance(block, Heading) or not isinstance(following, Heading)
    )


def _agenda(lesson: Part, lang: Lang) -> tuple[Block, ...]:
    """The steps by their names, so that a class sees what is to come."""
    words = catalogue(lang)
    named = [
        (Span(f"{step.title} ", strong=True), Span(words.gettext(MINUTES).format(n=step.minutes)))
        if step.minutes
        else (Span(step.title, strong=True),)
        for block in lesson.blocks
        if isinstance(block, blocks.Steps)
        for step in block.steps
    ]
    return (blocks.NumberedList(tuple(named)),) if named else ()


def _closing(lesson: Part) -> frozenset[int]:
    """Lists of nothing but questions after the steps: they are asked of the class."""
    steps = [i for i, block in enumerate(lesson.blocks) if isinstance(block, blocks.Steps)]
    if not steps:
        return frozenset()
    return frozenset(
        index
        for index, block in enumerate(lesson.blocks)
        if index > steps[-1]
        and isinstance(block, blocks.BulletList)
        and all(plain(item).endswith("?") for item in block.items)
    )


def _lesson_steps(block: blocks.Steps, place: Place, lang: Lang) -> Iterator[Slide]:
    """Steps of a lesson: the class sees their names, the facilitator what to do."""
    for number, step in enumerate(block.steps):
        notes = (blocks.Paragraph(step.text),) if step.text else ()
        here = place._replace(inside=number)
        yield Slide(here, SlideKind.STEP, lang, step.title, (), step.minutes, notes=notes)


def _cards(
    block: blocks.Cards, place: Place, lang: Lang, notes: tuple[Block, ...]
) -> Iterator[Slide]:
    """A card at a time; its back is seen when one goes on."""
    for number, card in enumerate(block.cards):
        sides = (card.text, card.back) if card.back else (card.text,)
        for side, words in enumerate(sides):
            here = place._replace(inside=2 * number + side)
            text = (blocks.Paragraph(words),) if words else ()
            yield Slide(here, SlideKind.CARD, lang, card.title, text, notes=notes)


@dataclass(frozen=True)
class _TextSlides:
    """A sheet or a text, from heading to heading; its steps and cards one at a time."""

    part: Part
    place: Place
    lang: Lang
    notes: tuple[Block, ...]
    facts: _Facts

    def all(self, heading: str) -> Iterator[Slide]:
        """Every slide; what stands before the first heading comes under this one."""
        gathered: list[tuple[int, Block]] = []
        for index, block in enumerate(self.part.blocks):
            here = self.place._replace(block=index)
            if isinstance(block, Heading | blocks.Steps | blocks.Cards | _FOR_PAPER):
                yield from self._text(heading, gathered)
                gathered = []
            if isinstance(block, Heading):
                heading = plain(block.text)
            elif isinstance(block, blocks.Steps):
                yield from _own_steps(block, here, self.lang, self.notes)
            elif isinstance(block, blocks.Cards):
                yield from _cards(block, here, self.lang, self.notes)
            elif not isinstance(block, _FOR_PAPER):
                gathered += [(index, each) for each in _for_class(block, self.lang, self.facts)]
        yield from self._text(heading, gathered)

    def _text(self, heading: str, gathered: Sequence[tuple[int, Block]]) -> Iterator[Slide]:
        if gathered:
            starts, seen = zip(*gathered, strict=True)
            here = self.place._replace(block=starts[0])
            kind, notes = SlideKind.TEXT, self.notes
            yield Slide(here, kind, self.lang, heading, seen, notes=notes, starts=starts)


def _own_steps(
    block: blocks.Steps, place: Place, lang: Lang, notes: tuple[Block, ...]
) -> Iterator[Slide]:
    """Steps of the student's own sheet, with their words."""
    for number, step in enumerate(block.steps):
        text = (blocks.Paragraph(step.text),) if step.text else ()
        here = place._replace(inside=number)
        yield Slide(here, SlideKind.STEP, lang, step.title, text, step.minutes, notes=notes)


def _for_class(block: Block, lang: Lang, facts: _Facts) -> tuple[Block, ...]:
    """A block as it is shown: without warnings, and without room that nobody writes in."""
    if isinstance(block, blocks.Callout):
        if block.kind == "warning":
            return ()
        inside = tuple(each for inner in block.blocks for each in _for_class(inner, lang, facts))
        return (replace_struct(block, blocks=inside),)
    if isinstance(block, blocks.Facts):
        return tuple(facts.told(block, lang))
    if isinstance(block, blocks.WeekGrid | blocks.YearGrid):
        return (_as_table(block, lang),)
    return _shorter(block)


def _shorter(block: Block) -> tuple[Block, ...]:
    if isinstance(block, blocks.Lines):
        return (blocks.Lines(min(block.count, _MOST_LINES)),)
    if isinstance(block, blocks.AnswerBox):
        prompt = (blocks.Paragraph(block.prompt),) if block.prompt else ()
        return (*prompt, blocks.Lines(min(block.lines, _MOST_LINES)))
    if isinstance(block, blocks.FillTable):
        empty = ((),) * len(block.header)
        blank = (empty,) * min(block.blank_rows, _MOST_BLANK_ROWS)
        return (replace_struct(block, rows=(*block.rows, *blank), blank_rows=0),)
    return (block,)


def _as_table(block: blocks.WeekGrid | blocks.YearGrid, lang: Lang) -> blocks.FillTable:
    """A grid as a table, which can go on over several pages."""
    words = catalogue(lang)
    empty: Inline = ()
    if isinstance(block, blocks.WeekGrid):
        across: tuple[Inline, ...] = tuple(
            (Span(words.weekday(day, short=True)),) for day in range(block.days)
        )
        down: tuple[Inline, ...] = block.rows
    else:
        across = block.columns
        months = [(block.start - 1 + number) % _MONTHS + 1 for number in range(_MONTHS)]
        down = tuple((Span(words.month(month).capitalize()),) for month in months)
    rows = tuple((name, *(empty,) * len(across)) for name in down)
    return blocks.FillTable(((), *across), rows)
