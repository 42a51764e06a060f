"""The layouts of a handout: everything that is to be known of each without paper, in one place.

A new layout is a member of `Layout`, its `LayoutSpec` here, and what needs the paper itself
in `handouts.layouts`. The window, the command line, packets and the checks read these.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content import blocks
from valita_desktop.content.model import LANGS
from valita_desktop.errors import LayoutErrorCode
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from valita_desktop.content.model import Item, Lang


class Layout(StrEnum):
    """How a handout is laid out; the values are the words of the command line and of packets."""

    SHEET = "sheet"
    LARGE = "large"
    EASY = "easy"
    POSTER = "poster"
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


class Sides(StrEnum):
    """Which sides of the paper are printed; the values are those of IPP.

    Source: RFC 8011, 5.2.8.
    """

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


def _any_item(_item: Item, _lang: Lang) -> LayoutErrorCode | None:
    return None


def _any_text(_parts: blocks.Document) -> LayoutErrorCode | None:
    return None


def _one_side(_parts: blocks.Document) -> Sides:
    return Sides.ONE


class LayoutSpec(NamedTuple):
    """What is to be known of a layout; words are English message ids.

    Attributes:
        papers: What it can be printed on; the first is the usual one.
        name: What it is called where layouts are offered; ``""`` is never offered for one item.
        plain: What one gets, in a few words.
        icon: Name of its icon.
        help: One line for whoever stands at the printer; ``""`` is nothing to mind.
        in_packet: The pieces of a packet can have it.
        print_only: Its pages are cut up and turned for the printer, so they carry no tags.
        easy: It prints the text in easy language.
        every_language: It prints all languages, whichever is asked for.
        numbers_whole: Pages are numbered over the whole, not over each part.
        own_layouts: Each piece has a layout of its own.
        larger_letters: Letters of a sheet may be larger than they need while it stays one page.
        tried: A text can be too large for it; the other layouts are made of the pages of these.
        one_page: A sheet is promised to be one page.
        coded: A code in the corner of its pages leads to the web page of the item.
        usual_sides: How its parts are printed where nobody says otherwise.
        without_text: Why it makes no sense for an item, as far as that shows without its text.
        with_text: The same of the parts that are to be printed.
    """

    papers: tuple[Paper, ...]
    name: str = ""
    plain: str = ""
    icon: str = ""
    help: str = ""
    in_packet: bool = False
    print_only: bool = False
    easy: bool = False
    every_language: bool = False
    numbers_whole: bool = False
    own_layouts: bool = False
    larger_letters: bool = False
    tried: bool = False
    one_page: bool = False
    coded: bool = False
    usual_sides: Callable[[blocks.Document], Sides] = _one_side
    without_text: Callable[[Item, Lang], LayoutErrorCode | None] = _any_item
    with_text: Callable[[blocks.Document], LayoutErrorCode | None] = _any_text


def cards_of(parts: blocks.Document) -> Iterator[blocks.Card]:
    """Every card of some parts, in order."""
    for block in blocks.blocks_of(parts):
        if isinstance(block, blocks.Cards):
            yield from block.cards


def _needs_easy_text(item: Item, lang: Lang) -> LayoutErrorCode | None:
    return None if item.text(lang)[1].easy_markdown else LayoutErrorCode.NO_EASY_TEXT


def _needs_both_languages(item: Item, _lang: Lang) -> LayoutErrorCode | None:
    return None if all(each in item.texts for each in LANGS) else LayoutErrorCode.NO_OTHER_LANGUAGE


def _needs_cards(parts: blocks.Document) -> LayoutErrorCode | None:
    return None if any(True for _card in cards_of(parts)) else LayoutErrorCode.NO_CARDS


def _needs_room_to_fill(parts: blocks.Document) -> LayoutErrorCode | None:
    return None if any(each.fillable for each in parts) else LayoutErrorCode.NOTHING_TO_FILL


POSTER_LISTS = (blocks.Checklist, blocks.BulletList, blocks.NumberedList, blocks.Steps)
"""What makes a sheet worth a place on the wall."""


def _needs_a_list(parts: blocks.Document) -> LayoutErrorCode | None:
    every = (block for part in parts if part.role == "sheet" for block in part.blocks)
    lists = any(isinstance(block, POSTER_LISTS) for block in every)
    return None if lists else LayoutErrorCode.NO_LIST


def _behind_each_other(parts: blocks.Document) -> Sides:
    """Backs of cards lie behind their fronts when the paper is flipped on its long edge."""
    return Sides.LONG_EDGE if any(card.back for card in cards_of(parts)) else Sides.ONE


def _folded(_parts: blocks.Document) -> Sides:
    """A booklet is folded in the middle of its paper, so it is flipped on the short edge."""
    return Sides.SHORT_EDGE


LAYOUTS: dict[Layout, LayoutSpec] = {
    Layout.SHEET: LayoutSpec(
        (Paper.A4, Paper.A5, Paper.A3),
        N_("Sheet"),
        N_("The usual handout"),
        "file-text",
        in_packet=True,
        larger_letters=True,
        tried=True,
        coded=True,
        one_page=True,
    ),
    Layout.LARGE: LayoutSpec(
        (Paper.A4, Paper.A3),
        N_("Large print"),
        N_("18-point letters"),
        "type",
        in_packet=True,
        tried=True,
        coded=True,
    ),
    Layout.EASY: LayoutSpec(
        (Paper.A4, Paper.A5, Paper.A3),
        N_("Easy language"),
        N_("Short lines, easy words"),
        "feather",
        in_packet=True,
        easy=True,
        tried=True,
        coded=True,
        one_page=True,
        without_text=_needs_easy_text,
    ),
    Layout.POSTER: LayoutSpec(
        (Paper.A4, Paper.A3),
        N_("Poster"),
        N_("For the wall"),
        "presentation",
        in_packet=True,
        tried=True,
        with_text=_needs_a_list,
    ),
    Layout.CARDS: LayoutSpec(
        (Paper.A4,),
        N_("Cards"),
        N_("To be cut out"),
        "layers",
        N_("If the cards have backs, print on both sides and flip on the long edge."),
        in_packet=True,
        tried=True,
        usual_sides=_behind_each_other,
        with_text=_needs_cards,
    ),
    Layout.BOOKLET: LayoutSpec(
        (Paper.A4, Paper.A3),
        N_("Booklet"),
        N_("To be folded"),
        "book-open",
        N_("Print on both sides, flip on the short edge. Fold in the middle."),
        print_only=True,
        numbers_whole=True,
        usual_sides=_folded,
    ),
    Layout.SIDE_BY_SIDE: LayoutSpec(
        (Paper.A4, Paper.A3),
        N_("Finnish and Swedish"),
        N_("Beside each other"),
        "columns-2",
        in_packet=True,
        every_language=True,
        without_text=_needs_both_languages,
    ),
    Layout.FORM: LayoutSpec(
        (Paper.A4, Paper.A5),
        N_("Form"),
        N_("Filled in on the computer"),
        "file-pen",
        in_packet=True,
        larger_letters=True,
        with_text=_needs_room_to_fill,
    ),
    Layout.N_UP: LayoutSpec(
        (Paper.A4, Paper.A3),
        N_("Two on a page"),
        N_("Saves paper"),
        "copy",
        print_only=True,
        larger_letters=True,
    ),
    Layout.PACKET: LayoutSpec(
        (Paper.A4, Paper.A5), numbers_whole=True, own_layouts=True, larger_letters=True
    ),
}
"""Every layout, in the order they are offered."""

IN_PACKET = tuple(layout for layout, spec in LAYOUTS.items() if spec.in_packet)
"""Layouts that the pieces of a packet can have."""
