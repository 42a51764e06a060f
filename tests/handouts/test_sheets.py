"""A sheet for hands: rules to the margin, and why it is worth filling in before who does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.handouts import samples
from tests.handouts.reading import pages, said
from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
    School,
    why_not,
)
from valita_desktop.errors import LayoutErrorCode
from valita_desktop.handouts import pdf
from valita_desktop.handouts.boxes.box import MM
from valita_desktop.handouts.boxes.line_breaking import TextStyle
from valita_desktop.handouts.boxes.text import TextBox
from valita_desktop.handouts.pdfwriter.structure import Element
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang

WIDTH = 400.0


@pytest.mark.parametrize(
    ("line", "to_the_margin"),
    [
        ((Span("Tänään lisäksi: "), Blank(20)), True),
        ((Span("Vastaan: "), Blank(20), Span(" klo "), Blank(5)), False),
        ((Span("Avaimia on "), Blank(6)), False),
        ((Blank(20), Span(" auttaa minua.")), False),
    ],
)
def test_a_rule_for_words_runs_to_the_margin(line: Inline, *, to_the_margin: bool) -> None:
    box = TextBox(Element("P"), line, TextStyle(12, 16))
    box.measure(WIDTH)

    assert (box.widest == WIDTH) is to_the_margin


def test_lines_for_words_are_nine_millimetres_apart_and_give_way_to_eight() -> None:
    box = TextBox(Element("P"), (Span("Vastaan: "), Blank(20)), TextStyle(12, 16))
    assert box.measure(WIDTH) == pytest.approx(9 * MM)
    assert box.give()[0] == pytest.approx(1 * MM)

    box.flex(-1 * MM)
    assert box.height == pytest.approx(8 * MM)


def test_a_line_for_a_number_may_be_nearer() -> None:
    box = TextBox(Element("P"), (Span("Avaimia: "), Blank(5)), TextStyle(12, 16))

    assert box.measure(WIDTH) == pytest.approx(8 * MM)


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.SIDE_BY_SIDE])
def test_why_stands_between_the_title_and_the_name(layout: Layout) -> None:
    text = ":::: sheet\n# Koe\n\nNäin se helpottuu.\n\nVastaan: ________\n::::\n"
    swedish = text.replace("Näin se helpottuu", "Så blir det lättare")
    item = samples.item("m92", {"fi": ("Koe", text), "sv": ("Prov", swedish)}, topic=None)
    spoken = [each.words for each in said(pdf.render(Handout((Piece(item, "fi"),), layout)))]

    assert spoken.index("Koe") < spoken.index("Näin se helpottuu.")
    name = next(n for n, words in enumerate(spoken) if words.startswith("Nimi"))
    assert spoken.index("Näin se helpottuu.") < name


POSTER = """:::: sheet
# Ovelle

Kun illalla on valmista, aamulla ehtii.

Nimi: ____________

## Illalla

- [ ] Laitan vaatteet esille.

## Muistiin

::: lines 2
:::
::::
"""


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A3])
def test_a_poster_shows_what_is_done_in_letters_for_a_wall(paper: Paper) -> None:
    item = samples.item("m93", {"fi": ("Ovelle", POSTER)}, topic=None)
    data = pdf.render(Handout((Piece(item, "fi"),), Layout.POSTER, paper))
    spoken = [each.words for each in said(data)]
    sizes = {each.words.strip(): each.size for page in pages(data) for each in page.shown}

    assert {"Ovelle", "Illalla", "Laitan vaatteet esille."} <= set(spoken)
    assert not any("Nimi" in words or "Muistiin" in words for words in spoken)
    assert sizes["Laitan vaatteet esille."] >= 20


def test_a_sheet_without_a_list_makes_no_poster() -> None:
    item = samples.item("m94", {"fi": ("Koe", ":::: sheet\nHei.\n::::\n")})

    why = why_not(item, "fi", Layout.POSTER, Paper.A4, PartChoice.STUDENT)
    assert why is LayoutErrorCode.NO_LIST


def test_rows_for_contacts_stay_high_on_a_full_sheet() -> None:
    rows = "\n".join(f"- [ ] Asia {n}" for n in range(1, 24))
    text = f":::: sheet\n# Koe\n\n{rows}\n\n::: contacts nurse psychologist\n:::\n::::\n"
    item = samples.item("m95", {"fi": ("Koe", text)}, topic=None)
    (page,) = pages(pdf.render(Handout((Piece(item, "fi"),))))
    names = [each.y for each in page.shown if each.words in ("Terveydenhoitaja", "Psykologi")]

    assert names[0] - names[1] >= 8.5 * MM - 0.1


def test_the_special_teacher_of_the_school_stands_on_the_sheet() -> None:
    text = ":::: sheet\n# Koe\n\n::: contacts counsellor special-teacher\n:::\n::::\n"
    item = samples.item("m97", {"fi": ("Koe", text), "sv": ("Prov", text)})
    school = School(contacts={"special-teacher": Contact("Satu Esimerkki", "040 1")})

    titles: dict[Lang, str] = {"fi": "Erityisopettaja", "sv": "Speciallärare"}
    for lang, title in titles.items():
        (page,) = pages(pdf.render(Handout((Piece(item, lang),), school=school)))
        assert {title, "Satu Esimerkki"} <= {each.words for each in page.shown}
