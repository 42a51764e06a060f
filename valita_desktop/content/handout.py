"""What is to go on paper, said without a word of PDF.

Cheap to import: the command line and the window build a `Handout` here and ask `why_not`
before they offer a layout. Nothing in this module may import reportlab or pikepdf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from valita_desktop.content import blocks, markdown
from valita_desktop.content.model import LANGS, LISTED_KINDS, Item, Kind, Lang, Topic
from valita_desktop.errors import LayoutErrorCode
from valita_desktop.i18n import N_, UiLang, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop import settings

MAX_PIECES = 1000
"""Most pieces of one handout, copies counted: a term's worth for a whole school."""


class Layout(StrEnum):
    """How a handout is laid out; the values are the words of the command line."""

    SHEET = "sheet"
    LARGE = "large"
    EASY = "easy"
    CARDS = "cards"
    BOOKLET = "booklet"
    SIDE_BY_SIDE = "side-by-side"
    FORM = "form"
    N_UP = "n-up"
    PACKET = "packet"


class Paper(StrEnum):
    """The paper that goes into the printer."""

    A4 = "A4"
    A5 = "A5"
    A3 = "A3"


class PartChoice(StrEnum):
    """Which parts of an item to print; ``ALL`` is the facilitator's part, then the sheet."""

    STUDENT = "student"
    FACILITATOR = "facilitator"
    ALL = "all"


@dataclass(frozen=True)
class School:
    """Whose paper it is.

    Attributes:
        name: Printed in the footer; ``""`` prints none.
        logo: PNG or JPEG for the header; empty is none. What is not a picture is left out.
        contacts: The school's own people by `blocks.ContactRole`; who is missing is a blank.
    """

    name: str = ""
    logo: bytes = b""
    contacts: Mapping[str, settings.Contact] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """One item on paper.

    Attributes:
        item: The item, with all its words.
        lang: Language to print; an item without it is printed in the other one.
        part: Which parts of it.
        copies: How many times it is printed in a row.
        layout: How it is laid out in a packet, one of `IN_PACKET`; elsewhere the handout's
            layout counts.
    """

    item: Item
    lang: Lang
    part: PartChoice = PartChoice.STUDENT
    copies: int = 1
    layout: Layout = Layout.SHEET


@dataclass(frozen=True)
class Handout:
    """Everything that decides the bytes of a PDF: equal handouts give equal bytes.

    Attributes:
        pieces: What to print, in order; never empty.
        layout: How.
        paper: On what.
        low_ink: Leave out fills and use thinner strokes.
        school: Whose paper it is.
        facts: Items of kind ``fact`` by id, for the facts tables.
        images: Bytes of the items' pictures by their SHA-256.
        title: Title of a packet; ``""`` takes the first item's.
        missing: Titles of what a packet should hold but the library no longer does; its
            cover tells them.
        per_page: Cards (2, 4, 8) or pages (2, 4) on one side; 0 chooses by itself.
    """

    pieces: tuple[Piece, ...]
    layout: Layout = Layout.SHEET
    paper: Paper = Paper.A4
    low_ink: bool = False
    school: School = field(default_factory=School)
    facts: Mapping[str, Item] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    missing: tuple[str, ...] = ()
    per_page: int = 0


PAPERS: dict[Layout, tuple[Paper, ...]] = {
    Layout.SHEET: (Paper.A4, Paper.A5, Paper.A3),
    Layout.LARGE: (Paper.A4, Paper.A3),
    Layout.EASY: (Paper.A4, Paper.A5, Paper.A3),
    Layout.CARDS: (Paper.A4,),
    Layout.BOOKLET: (Paper.A4, Paper.A3),
    Layout.SIDE_BY_SIDE: (Paper.A4, Paper.A3),
    Layout.FORM: (Paper.A4, Paper.A5),
    Layout.N_UP: (Paper.A4, Paper.A3),
    Layout.PACKET: (Paper.A4, Paper.A5),
}
"""Papers that a layout can be printed on; the first is the usual one."""

IN_PACKET = (
    Layout.SHEET,
    Layout.LARGE,
    Layout.EASY,
    Layout.CARDS,
    Layout.SIDE_BY_SIDE,
    Layout.FORM,
)
"""Layouts that the pieces of a packet can have."""

PRINT_ONLY = (Layout.BOOKLET, Layout.N_UP)
"""Layouts whose pages are cut up and turned for the printer, so they carry no tags."""

_PARTS: dict[PartChoice, tuple[blocks.PartRole, ...]] = {
    PartChoice.STUDENT: ("sheet",),
    PartChoice.FACILITATOR: ("facilitator",),
    PartChoice.ALL: ("facilitator", "sheet"),
}

_FILLED_IN = (
    blocks.Checklist,
    blocks.FillTable,
    blocks.Lines,
    blocks.AnswerBox,
    blocks.WeekGrid,
    blocks.YearGrid,
    blocks.Wheel,
    blocks.Scale,
    blocks.Circles,
    blocks.Hand,
    blocks.Timeline,
    blocks.Flow,
)

_SENSITIVE = (
    Topic.SLEEP,
    Topic.MONEY,
    Topic.HEALTH,
    Topic.MIND,
    Topic.RELATIONSHIPS,
    Topic.SUBSTANCES,
)
"""Topics whose sheets carry no name: nobody should be known by a paper left on a desk."""

_HELP = {
    Layout.CARDS: N_("If the cards have backs, print on both sides and flip on the long edge."),
    Layout.BOOKLET: N_("Print on both sides, flip on the short edge. Fold in the middle."),
}


def printer_help(layout: Layout, lang: UiLang) -> str:
    """One line for whoever stands at the printer; ``""`` where there is nothing to mind."""
    return catalogue(lang).gettext(_HELP.get(layout, ""))


def parts_of(item: Item, lang: Lang, part: PartChoice, *, easy: bool = False) -> blocks.Document:
    """The parts of an item that a choice prints, in printing order.

    A kind without parts (theme, project, event) has one page, which every choice prints.

    Args:
        item: The item.
        lang: Language; the other one where the item lacks it.
        part: The choice.
        easy: Take the easy-language text, which may have fewer parts.

    Raises:
        ContentError: The item's text is not as docs/editor-guide.md says.
    """
    text = item.text(lang)[1]
    document = _parsed(text.easy_markdown if easy else text.markdown)
    pages = tuple(each for each in document if each.role == "page")
    by_role = {each.role: each for each in document}
    return pages or tuple(by_role[role] for role in _PARTS[part] if role in by_role)


def why_not(
    item: Item, lang: Lang, layout: Layout, paper: Paper, part: PartChoice
) -> LayoutErrorCode | None:
    """Why a layout makes no sense for an item; ``None`` where it does.

    Raises:
        ContentError: The item's text is not as docs/editor-guide.md says.
    """
    found = _missing(item, lang, layout, paper)
    if found is not None:
        return found
    parts = parts_of(item, lang, part, easy=layout is Layout.EASY)
    if not parts:
        return LayoutErrorCode.NO_SUCH_PART
    if layout is Layout.CARDS and not any(_cards(parts)):
        return LayoutErrorCode.NO_CARDS
    if layout is Layout.FORM and not any(fills_in(each.blocks) for each in parts):
        return LayoutErrorCode.NOTHING_TO_FILL
    return None


def _missing(item: Item, lang: Lang, layout: Layout, paper: Paper) -> LayoutErrorCode | None:
    """What can be told without reading the text."""
    if item.record.kind not in LISTED_KINDS:
        return LayoutErrorCode.NO_SUCH_PART
    if paper not in PAPERS[layout]:
        return LayoutErrorCode.PAPER
    if layout is Layout.SIDE_BY_SIDE and any(each not in item.texts for each in LANGS):
        return LayoutErrorCode.NO_OTHER_LANGUAGE
    if layout is Layout.EASY and not item.text(lang)[1].easy_markdown:
        return LayoutErrorCode.NO_EASY_TEXT
    return None


def fills_in(group: Iterable[blocks.Block]) -> bool:
    """Whether there is anything to write, tick or colour in these blocks."""
    return any(isinstance(each, _FILLED_IN) or any(_gaps(each)) for each in group)


def _gaps(block: blocks.Block) -> Iterator[blocks.Blank]:
    match block:
        case blocks.Paragraph() | blocks.Result():
            lines: Iterable[blocks.Inline] = (block.text,)
        case blocks.BulletList() | blocks.NumberedList():
            lines = block.items
        case blocks.Steps():
            lines = (step.text for step in block.steps)
        case blocks.Callout():
            for inner in block.blocks:
                yield from _gaps(inner)
            return
        case _:
            return
    for line in lines:
        yield from (span for span in line if isinstance(span, blocks.Blank))


def _cards(parts: blocks.Document) -> Iterator[blocks.Card]:
    for part in parts:
        for block in part.blocks:
            if isinstance(block, blocks.Cards):
                yield from block.cards


def name_labels(item: Item) -> tuple[str, ...]:
    """Message ids of what a sheet to fill in asks for at its top.

    No name where the topic is nobody else's business. Forms of practices are a group's and
    bring their own lines.
    """
    if item.record.kind is not Kind.MATERIAL:
        return ()
    return (N_("Date"),) if item.record.topic in _SENSITIVE else (N_("Name"), N_("Date"))


def has_backs(item: Item, lang: Lang, part: PartChoice) -> bool:
    """Whether an item's cards have something on their backs."""
    return any(card.back for card in _cards(parts_of(item, lang, part)))


def forget() -> None:
    """Empty the memory of texts that were read."""
    _parsed.cache_clear()


@lru_cache(maxsize=256)
def _parsed(text: str) -> blocks.Document:
    return markdown.parse(text) if text else ()
