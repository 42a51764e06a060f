from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from msgspec.structs import replace

from tests import makers
from tests.handouts import samples
from tests.handouts.making import ITEMS
from valita_desktop.content import markdown
from valita_desktop.content.blocks import Span, plain
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
    name_labels,
    parts_of,
    printer_help,
    why_not,
)
from valita_desktop.content.labels import fact_words, facts_note
from valita_desktop.content.model import Text, Topic
from valita_desktop.errors import LayoutErrorCode, LayoutUnavailableError
from valita_desktop.handouts import pdf
from valita_desktop.i18n import catalogue

STUDENT, LEADER, BOTH = PartChoice.STUDENT, PartChoice.FACILITATOR, PartChoice.ALL
FINNISH_ONLY = samples.item("m90", {"fi": ("Koe", ":::: sheet\nHei.\n::::\n")})


@pytest.mark.parametrize(
    ("item_id", "layout", "paper", "part", "why"),
    [
        ("m09", Layout.SHEET, Paper.A4, STUDENT, None),
        ("m09", Layout.EASY, Paper.A4, STUDENT, None),
        ("m09", Layout.CARDS, Paper.A4, STUDENT, LayoutErrorCode.NO_CARDS),
        ("m09", Layout.BOOKLET, Paper.A5, STUDENT, LayoutErrorCode.PAPER),
        ("x-cards", Layout.CARDS, Paper.A4, STUDENT, None),
        ("x-cards", Layout.CARDS, Paper.A4, LEADER, LayoutErrorCode.NO_CARDS),
        ("x-cards", Layout.FORM, Paper.A4, STUDENT, LayoutErrorCode.NOTHING_TO_FILL),
        ("x-week", Layout.EASY, Paper.A4, STUDENT, LayoutErrorCode.NO_EASY_TEXT),
        ("p-esimerkki", Layout.SHEET, Paper.A3, STUDENT, None),
        ("p-esimerkki", Layout.SIDE_BY_SIDE, Paper.A4, BOTH, None),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused_with_the_reason(
    item_id: str, layout: Layout, paper: Paper, part: PartChoice, why: LayoutErrorCode | None
) -> None:
    assert why_not(ITEMS[item_id], "fi", layout, paper, part) is why


def test_side_by_side_needs_both_languages() -> None:
    why = why_not(FINNISH_ONLY, "fi", Layout.SIDE_BY_SIDE, Paper.A4, STUDENT)
    assert why is LayoutErrorCode.NO_OTHER_LANGUAGE


def test_a_part_that_is_not_there_is_refused() -> None:
    why = why_not(FINNISH_ONLY, "fi", Layout.SHEET, Paper.A4, LEADER)
    assert why is LayoutErrorCode.NO_SUCH_PART


def test_a_fact_is_never_printed_by_itself() -> None:
    why = why_not(samples.FACTS["f-112"], "fi", Layout.SHEET, Paper.A4, BOTH)
    assert why is LayoutErrorCode.NO_SUCH_PART


def test_rendering_what_makes_no_sense_says_why() -> None:
    with pytest.raises(LayoutUnavailableError) as refused:
        pdf.render(Handout((Piece(samples.BUDGET, "fi"),), Layout.CARDS))

    assert (refused.value.layout, refused.value.item_id) == ("cards", "m09")
    assert refused.value.code is LayoutErrorCode.NO_CARDS


def test_both_parts_are_the_facilitators_then_the_sheet() -> None:
    roles = [part.role for part in parts_of(samples.BUDGET, "sv", BOTH)]
    assert roles == ["facilitator", "sheet"]


def test_a_project_has_one_page_whatever_part_is_chosen() -> None:
    for part in PartChoice:
        assert [each.role for each in parts_of(samples.PROJECT, "fi", part)] == ["page"]


def test_a_gap_in_a_box_is_something_to_fill_in() -> None:
    item = samples.item("m91", {"fi": ("Koe", ":::: sheet\n::: tip\nNimi: ______\n:::\n::::\n")})
    (part,) = parts_of(item, "fi", STUDENT)

    assert part.fillable


@pytest.mark.parametrize(
    ("layout", "helped"), [(Layout.CARDS, True), (Layout.BOOKLET, True), (Layout.SHEET, False)]
)
def test_printers_are_helped_where_there_is_something_to_mind(
    layout: Layout, *, helped: bool
) -> None:
    assert bool(printer_help(layout, "sv")) == helped


def test_asking_what_can_be_printed_loads_no_pdf_engine() -> None:
    script = (
        "import sys, valita_desktop.content.handout;"
        "print([name for name in sys.modules if name.split('.')[0] in ('reportlab', 'pikepdf')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("sheet", "named", "asked"),
    [
        ("::: lines 2\n:::", True, ("Name", "Date")),
        ("::: lines 2\n:::", False, ()),  # nobody else's business, and nobody collects it
        ("Vain luettavaa.", True, ()),
        ("::: week-grid\n- Ilta\n:::", True, ("Name",)),  # a week is no one day
    ],
)
def test_a_sheet_asks_whose_it_is_and_when_only_where_that_is_of_use(
    sheet: str, *, named: bool, asked: tuple[str, ...]
) -> None:
    shared = makers.item()
    record = replace(shared.record, named=named, topic=Topic.STUDIES)
    (part,) = markdown.parse(f":::: sheet\n# Arkki\n\n{sheet}\n::::\n")

    assert name_labels(replace(shared, record=record), part) == asked


def test_a_sheet_on_a_tender_topic_asks_for_neither() -> None:
    shared = makers.item()
    record = replace(shared.record, topic=Topic.MIND)
    (part,) = markdown.parse(":::: sheet\n# Arkki\n\n::: lines 2\n:::\n::::\n")

    assert name_labels(replace(shared, record=record), part) == ()


def test_a_day_of_checking_is_told_only_where_every_fact_was_checked() -> None:
    day = dt.date(2026, 11, 24)
    fact = makers.item()
    checked = replace(fact, record=replace(fact.record, checked=day))
    site = replace(fact, record=replace(fact.record, checked=None, url="https://www.mieli.fi/x"))
    words = catalogue("en")

    assert facts_note([checked], words) == f"Checked {words.date(day)}"
    assert facts_note([checked, site, site], words) == "Look up what is current: mieli.fi"


def test_where_nobody_knows_where_to_look_nothing_is_promised() -> None:
    fact = makers.item()

    assert facts_note([replace(fact, record=replace(fact.record, url=""))], catalogue("en")) == ""


def test_the_hours_of_a_line_stand_beside_its_number() -> None:
    text = Text(title="Stöd", summary="116 006", hours="inte på natten")

    assert plain(fact_words(text)) == "116 006 (inte på natten)"


def test_each_of_two_numbers_stands_on_a_line_of_its_own_with_its_hours() -> None:
    two = "09 2525 0111 finska (dygnet runt), 09 2525 0112 svenska"
    said = fact_words(Text(title="Stöd", summary=two, hours="vissa tider"))

    assert plain(said).splitlines() == [
        "09 2525 0111 finska (dygnet runt),",
        "09 2525 0112 svenska (vissa tider)",
    ]
    beside = [each for each in said if isinstance(each, Span) and not each.strong]
    assert [each.text for each in beside] == [" (dygnet runt),\n", " (vissa tider)"]
