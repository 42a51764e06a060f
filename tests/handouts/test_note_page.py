"""A person's own note on paper: a page of its own, and never where students get it."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from tests.handouts.reading import pages, said, squeezed
from tests.makers import item
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.handouts import pdf
from valita_desktop.library.notebook import MAX_NOTE

NOTE = "Ensin pareittain.\nLuokka *214*\n\n# Ei otsikko\n- ei luettelo {fact:x} <b>"
PLAIN = Handout((Piece(item(), "fi", PartChoice.FACILITATOR),), both_sides=False)


def words(data: bytes) -> list[str]:
    return [squeezed(" ".join(each.words for each in one.shown)) for one in pages(data)]


def test_a_note_stands_on_a_page_of_its_own_as_it_was_written() -> None:
    before = words(pdf.render(PLAIN))
    *first, last = words(pdf.render(replace(PLAIN, note=NOTE)))

    assert first == before
    assert "Oma muistiinpano Kuukausibudjetti" in last
    for line in NOTE.split():
        assert line in last


def test_it_is_read_aloud_as_paragraphs() -> None:
    told = said(pdf.render(replace(PLAIN, note=NOTE)))

    assert [each.tag for each in told if "otsikko" in each.words] == ["P"]
    assert len([each for each in told if each.words.startswith("Ensin pareittain.")]) == 1


def test_the_licence_of_the_kit_is_not_put_under_it() -> None:
    *_, before, last = words(pdf.render(replace(PLAIN, note=NOTE)))

    assert "CC BY" in before
    assert "CC BY" not in last


def test_on_both_sides_it_begins_on_a_sheet_of_its_own() -> None:
    made = words(pdf.render(replace(PLAIN, note=NOTE, both_sides=True)))

    (at,) = [n for n, shown in enumerate(made) if "Oma muistiinpano" in shown]
    assert at % 2 == 0


@pytest.mark.parametrize("layout", [each for each, spec in LAYOUTS.items() if spec.print_only])
def test_what_is_cut_up_or_folded_has_none(layout: Layout) -> None:
    plain = replace(PLAIN, layout=layout)

    assert pdf.render(replace(plain, note=NOTE)) == pdf.render(plain)


@pytest.mark.parametrize("note", ["q" * MAX_NOTE, "q\n" * (MAX_NOTE // 2), "\t\n \n\u200f"])
def test_the_longest_and_the_emptiest_fit(note: str) -> None:
    data = pdf.render(replace(PLAIN, note=note))

    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert [each.message for each in report.failures] == []
    assert "".join(words(data)).count("q") == note.count("q")
