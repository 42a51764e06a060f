"""The kit's own materials on paper, all of them, in both languages."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import page
import pytest

from resources.generated import ROOT
from tests.handouts import samples
from tests.handouts.expected import Expected
from tests.handouts.reading import Shown, pages, said
from valita_desktop.content import source
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
    parts_of,
    why_not,
)
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS, LISTED_KINDS, Item, Kind, Lang
from valita_desktop.handouts import pdf


@cache
def kit() -> dict[str, Item]:
    found = [
        source.load_item(folder).item for folder in source.item_folders(ROOT / "resources/content")
    ]
    return {item.id: item for item in found}


def listed() -> list[Item]:
    return [item for item in kit().values() if item.record.kind in LISTED_KINDS]


@cache
def printed(item_id: str, lang: Lang, layout: Layout, part: PartChoice) -> bytes:
    return pdf.render(handout(item_id, lang, layout, part))


def handout(item_id: str, lang: Lang, layout: Layout, part: PartChoice) -> Handout:
    facts = {item.id: item for item in kit().values() if item.record.kind is Kind.FACT}
    piece = Piece(kit()[item_id], lang, part)
    return Handout((piece,), layout, school=samples.SCHOOL, facts=facts)


def every(layout: Layout, part: PartChoice, lang: Lang) -> dict[str, bytes]:
    return {
        item.id: printed(item.id, lang, layout, part)
        for item in listed()
        if why_not(item, lang, layout, Paper.A4, part) is None
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_students_sheet_of_a_material_is_one_page(lang: Lang) -> None:
    long = {
        name: pdf.page_count(data)
        for name, data in every(Layout.SHEET, PartChoice.STUDENT, lang).items()
        if kit()[name].record.kind is Kind.MATERIAL and pdf.page_count(data) > 1
    }
    assert long == {}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("layout", [each for each, spec in LAYOUTS.items() if spec.tried])
def test_pages_are_counted_without_drawing_as_they_are_drawn(layout: Layout, lang: Lang) -> None:
    part = PartChoice.STUDENT
    drawn = {name: pdf.page_count(data) for name, data in every(layout, part, lang).items()}

    assert drawn
    assert {name: pdf.pages(handout(name, lang, layout, part)) for name in drawn} == drawn


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.LARGE, Layout.SIDE_BY_SIDE, Layout.FORM])
def test_every_item_is_pdf_ua(layout: Layout, lang: Lang) -> None:
    failed = {
        name: page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1).rules.failed
        for name, data in every(layout, PartChoice.ALL, lang).items()
    }
    assert failed
    assert {name: count for name, count in failed.items() if count} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_is_read_word_for_word(lang: Lang) -> None:
    facts = {item.id: item for item in kit().values() if item.record.kind is Kind.FACT}
    expected = Expected(lang, facts, samples.SCHOOL.contacts)
    wrong = {}
    for name, data in every(Layout.SHEET, PartChoice.STUDENT, lang).items():
        heard = [(each.tag, each.words) for each in said(data)]
        at = 0
        for part in parts_of(kit()[name], lang, PartChoice.STUDENT):
            for words in expected.of(part.blocks):
                if words not in heard[at:] and words[0] not in ("H1", "H2", "H3"):
                    wrong[name] = words
                elif words in heard[at:]:
                    at = heard.index(words, at) + 1
    assert wrong == {}


@pytest.mark.parametrize("lang", LANGS)
def test_large_print_of_every_item_is_large_and_whole(lang: Lang) -> None:
    poor = {
        name: found
        for name, data in every(Layout.LARGE, PartChoice.ALL, lang).items()
        if (found := [*_small(data), *_split(data)])
    }
    assert poor == {}


def _shown(data: bytes) -> list[Shown]:
    return [each for found in pages(data) for each in found.shown]


def _small(data: bytes) -> list[str]:
    return [each.words for each in _shown(data) if each.size < 18]


def _split(data: bytes) -> list[str]:
    return [
        one.words
        for one, other in pairwise(_shown(data))
        if one.mcid == other.mcid >= 0
        and other.y < one.y - 1
        and not one.words.endswith((" ", "-", "–", "/"))
    ]
