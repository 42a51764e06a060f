from __future__ import annotations

import io

import page
import pikepdf
import pytest

from tests.handouts import referee, samples
from tests.handouts.making import ITEMS, Case, cases, complaints, made
from tests.handouts.reading import pages
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS
from valita_desktop.handouts import pdf
from valita_desktop.handouts.pdfwriter.fonts import FAMILY, SIGNS

ALL = list(cases())
TAGGED = [layout for layout, spec in LAYOUTS.items() if not spec.print_only]


def of(layout: Layout) -> list[Case]:
    return [case for case in ALL if case.layout is layout]


def failures(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{each.rule_id} {each.message}" for each in report.failures]


@pytest.mark.parametrize("layout", TAGGED)
def test_every_template_language_and_profile_is_pdf_ua(layout: Layout) -> None:
    assert complaints(of(layout), lambda case: failures(made(case))) == {}


def test_a_referee_takes_every_layout_and_language_for_pdf_ua() -> None:
    why = referee.missing()
    if why:
        pytest.skip(why)
    seen: dict[tuple[Layout, str], Case] = {}
    chosen = [case for case in ALL if seen.setdefault((case.layout, case.lang), case) is case]
    files = {str(case): made(case) for case in chosen}
    files["every block"] = pdf.render(
        Handout(
            tuple(Piece(item, "sv", PartChoice.ALL) for item in ITEMS.values()),
            Layout.PACKET,
            facts=samples.FACTS,
            images=samples.IMAGES,
        )
    )

    verdicts = referee.verdicts(files)

    assert verdicts.keys() == files.keys()
    assert [f"{name}: {verdict}" for name, verdict in verdicts.items() if verdict != "ok"] == []


@pytest.mark.parametrize("lang", LANGS)
def test_title_language_and_metadata_are_the_items(lang: str) -> None:
    case = next(each for each in ALL if each.lang == lang and each.item_id == "m09")
    with pikepdf.open(io.BytesIO(made(case))) as document:
        title = {"fi": "Kuukausibudjetti", "sv": "Månadsbudget"}[lang]
        assert document.Root.Lang == lang
        assert document.docinfo["/Title"] == title
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("layout", TAGGED)
def test_every_font_is_embedded_and_says_its_characters(layout: Layout) -> None:
    assert complaints(of(layout), poor_fonts) == {}


def poor_fonts(case: Case) -> list[str]:
    with pikepdf.open(io.BytesIO(made(case))) as document:
        fonts = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        ]
        found = [
            str(font.BaseFont)
            for font in fonts
            if "/FontFile2" not in font.FontDescriptor
            or "/ToUnicode" not in font
            or not any(family in str(font.BaseFont) for family in (FAMILY, SIGNS))
        ]
        if not fonts:
            found.append("no font at all")
    unknown = [s.words for each in pages(made(case)) for s in each.shown if "\ufffd" in s.words]
    return found + unknown


@pytest.mark.parametrize("layout", [each for each in TAGGED if each is not Layout.CARDS])
def test_the_outline_leads_to_the_titles(layout: Layout) -> None:
    assert complaints(of(layout), lambda case: not titles(case)) == {}


def titles(case: Case) -> list[str]:
    with (
        pikepdf.open(io.BytesIO(made(case))) as document,
        document.open_outline() as outline,
    ):
        return [str(entry.title) for entry in outline.root]
