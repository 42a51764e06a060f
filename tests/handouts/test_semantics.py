"""The judge that validators are not: what is read aloud is what the source says."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import pytest

from tests.handouts import samples
from tests.handouts.expected import Expected, Words, card_words
from tests.handouts.making import ITEMS, Case, cases, complaints, spoken
from tests.handouts.reading import squeezed
from valita_desktop.content import blocks
from valita_desktop.content.handout import Layout, PartChoice, parts_of
from valita_desktop.content.layouts import LAYOUTS, POSTER_LISTS
from valita_desktop.i18n import Catalogue, catalogue

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang

STRAIGHT = (Layout.SHEET, Layout.LARGE, Layout.EASY, Layout.PACKET)
ALL = list(cases())
TAGGED = [layout for layout, spec in LAYOUTS.items() if not spec.print_only]


def of(layout: Layout) -> list[Case]:
    return [case for case in ALL if case.layout is layout]


def expected(case: Case) -> list[Words]:
    item, words = ITEMS[case.item_id], catalogue(case.lang)
    found: list[Words] = []
    for part in parts_of(item, case.lang, case.part, easy=case.layout is Layout.EASY):
        found += _before(case, part, words)
        found += _of(case.lang, case.layout).of(part.blocks)
        if item.record.url:
            address = item.record.url
            found.append(("Figure", words.gettext("QR code: {address}").format(address=address)))
            short = address.removeprefix("https://www.")
            found.append(("P", f"{words.gettext('The same on the web')} {short}"))
    return found


def _of(lang: Lang, layout: Layout) -> Expected:
    narrow = layout in (Layout.LARGE, Layout.SIDE_BY_SIDE)
    return Expected(lang, samples.FACTS, samples.SCHOOL.contacts, wide=not narrow)


def _before(case: Case, part: blocks.Part, words: Catalogue) -> list[Words]:
    """What stands above the blocks: for a sheet nothing but the name line under its title."""
    text = ITEMS[case.item_id].text(case.lang)[1]
    if part.role == "sheet":
        return []
    found: list[Words] = []
    if part.role == "facilitator":
        found.append(("P", words.gettext("For the facilitator")))
    found += [("H1", text.title), ("P", text.summary)]
    minutes = words.gettext("{n} min").format(n=45)
    people = words.gettext("{min}–{max} people").format(min=1, max=24)
    return [
        *found,
        ("P", f"{words.gettext('Time')} {minutes}"),
        ("P", f"{words.gettext('Group')} {people}"),
        ("P", f"{words.gettext('You need')} {', '.join(text.needs)}"),
    ]


def without_furniture(found: list[Words], words: Catalogue) -> list[Words]:
    """What is read without the name line and the lines for notes, which no text has."""
    name, date = words.gettext("Name"), words.gettext("Date")
    notes = [("P", words.gettext("Notes")), ("Figure", words.gettext("Lines to write on"))]
    kept = [
        each
        for each in found
        if each not in (("P", f"{name} ____ {date} ____"), ("P", f"{name} ____"))
    ]
    for n in range(len(kept) - 1):
        if kept[n : n + 2] == notes:
            return kept[:n] + kept[n + 2 :]
    return kept


def read(case: Case) -> list[Words]:
    return [(each.tag, each.words) for each in spoken(case)]


@pytest.mark.parametrize("layout", STRAIGHT)
def test_structure_says_word_for_word_what_the_source_says(layout: Layout) -> None:
    assert complaints(of(layout), differences) == {}


def differences(case: Case) -> list[tuple[Words, Words]]:
    found = without_furniture(read(case), catalogue(case.lang))
    if case.layout is Layout.PACKET:
        found = found[-len(expected(case)) :]  # after the cover
    pairs = zip_longest(found, expected(case), fillvalue=("", "nothing"))
    return [(one, other) for one, other in pairs if one != other][:3]


@pytest.mark.parametrize("layout", TAGGED)
def test_every_word_of_the_source_is_read_in_order(layout: Layout) -> None:
    assert complaints(of(layout), unread_words) == {}


def unread_words(case: Case) -> list[str]:
    item = ITEMS[case.item_id]
    aloud = " ".join(each.words for each in spoken(case) if each.tag != "Form")
    aloud = squeezed(aloud.replace("____", " "))
    unread, at = [], 0
    for part in parts_of(item, case.lang, case.part, easy=case.layout is Layout.EASY):
        for words in chain.from_iterable(_plain(each) for each in _read_blocks(case, part)):
            found = aloud.find(words, at)
            if found < 0:
                unread.append(words)
            else:
                at = found + len(words)
    return unread


def _read_blocks(case: Case, part: blocks.Part) -> list[blocks.Block]:
    if case.layout is Layout.POSTER:
        lists = (*POSTER_LISTS, blocks.Image) if part.role == "sheet" else ()
        return [each for each in part.blocks if isinstance(each, lists)]
    if case.layout is not Layout.CARDS:
        return list(part.blocks)
    return [each for each in part.blocks if isinstance(each, blocks.Cards)]


def _plain(block: blocks.Block) -> list[str]:
    """Its words as they stand on paper, where the ends of a scale come first."""
    if isinstance(block, blocks.Scale):
        return [block.low, block.high, *map(blocks.plain, block.statements)]
    return [words for each in blocks.words(block) if (words := squeezed(each))]


@pytest.mark.parametrize("layout", TAGGED)
def test_everything_is_read_in_its_own_language(layout: Layout) -> None:
    def foreign(case: Case) -> set[str]:
        own = {"fi", "sv"} if layout is Layout.SIDE_BY_SIDE else {case.lang}
        return {each.lang for each in spoken(case)} ^ own

    assert complaints(of(layout), foreign) == {}


def test_side_by_side_reads_each_row_in_finnish_then_in_swedish() -> None:
    case = Case("m09", "fi", Layout.SIDE_BY_SIDE, part=PartChoice.STUDENT)
    item = ITEMS["m09"]
    (fi,), (sv,) = (parts_of(item, lang, case.part) for lang in ("fi", "sv"))
    rows: list[Words] = []
    for pair in zip(fi.blocks, sv.blocks, strict=True):
        for lang, block in zip(("fi", "sv"), pair, strict=True):
            rows += _of(lang, case.layout).of([block])  # type: ignore[arg-type]

    found = without_furniture(read(case), catalogue("fi"))

    assert without_furniture(found, catalogue("sv")) == rows


def test_a_card_is_read_with_its_back() -> None:
    case = Case("x-cards", "sv", Layout.CARDS, part=PartChoice.STUDENT)
    (part,) = parts_of(ITEMS["x-cards"], "sv", case.part)
    (cards,) = (each for each in part.blocks if isinstance(each, blocks.Cards))
    expected_words = [words for card in cards.cards for words in card_words(card)]

    assert read(case)[: len(expected_words)] == expected_words


def test_a_sheet_to_fill_in_has_a_line_for_the_name() -> None:
    (part,) = parts_of(ITEMS["x-flow"], "sv", PartChoice.STUDENT)
    words = catalogue("sv")
    line = ("P", f"{words.gettext('Name')} ____ {words.gettext('Date')} ____")

    assert part.fillable
    assert read(Case("x-flow", "sv", Layout.SHEET, part=PartChoice.STUDENT)).count(line) == 1


def test_a_sheet_on_a_sensitive_topic_asks_for_no_name() -> None:
    aloud = read(Case("x-hand", "fi", Layout.SHEET, part=PartChoice.STUDENT))
    name = catalogue("fi").gettext("Name")

    assert not any(words.startswith(name) for _, words in aloud)
