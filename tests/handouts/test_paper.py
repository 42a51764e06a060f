"""What paper shows: nothing in the margins, letters large and dark enough, little ink."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.handouts.making import Case, cases, complaints, made
from tests.handouts.reading import Shown, pages
from valita_desktop.content.handout import Layout, Paper, PartChoice
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.handouts.boxes.box import MM
from valita_desktop.handouts.boxes.style import landscape
from valita_desktop.handouts.layouts import style_for

if TYPE_CHECKING:
    from PIL.Image import Image

    from valita_desktop.handouts.pdfwriter.pdf_file import Area

DPI = 50
ALL = [*cases(), *cases(tagged=False)]
TAGGED = [layout for layout, spec in LAYOUTS.items() if not spec.print_only]
FRAMED = [layout for layout in TAGGED if layout is not Layout.CARDS]


def of(layout: Layout) -> list[Case]:
    return [case for case in ALL if case.layout is layout]


def shown(case: Case) -> list[Shown]:
    return [each for page in pages(made(case)) for each in page.shown]


@cache
def rasters(case: Case, dpi: int = DPI) -> tuple[Image, ...]:
    document = pypdfium2.PdfDocument(made(case))
    drawn = [
        page.render(scale=dpi / 72).to_pil().convert("L")
        for page in map(document.__getitem__, range(len(document)))
    ]
    document.close()
    return tuple(drawn)


def darkest(image: Image, box: Area) -> int:
    """The darkest dot in a part of a page given in points from its upper left corner."""
    pixels = tuple(round(each * DPI / 72) for each in box)
    cut = image.crop((pixels[0], pixels[1], pixels[2], pixels[3]))
    return next(level for level, count in enumerate(cut.histogram()) if count)


@pytest.mark.parametrize("layout", FRAMED)
def test_nothing_stands_in_the_margins(layout: Layout) -> None:
    assert complaints(of(layout), dark_margins) == {}


def dark_margins(case: Case) -> list[str]:
    style = style_for(case.layout, case.paper)
    if case.layout is Layout.SIDE_BY_SIDE:
        style = landscape(style)
    left, low, right, _ = style.frame
    found = []
    for image in rasters(case):
        width, height = image.width * 72 / DPI, image.height * 72 / DPI
        margins = {
            "left": (0, 0, left - 3, height),
            "right": (right + 3, 0, width, height),
            "top": (0, 0, width, 8 * MM),
            "bottom": (0, height - 5 * MM, width, height),
            "over the footer": (0, height - low + 3, width, height - low + 3 * MM),
        }
        found += [name for name, box in margins.items() if darkest(image, box) < 255]
    return found


def test_cards_leave_what_no_printer_prints() -> None:
    def dark_edges(case: Case) -> list[Area]:
        found: list[Area] = []
        for image in rasters(case):
            width, height = image.width * 72 / DPI, image.height * 72 / DPI
            edges: tuple[Area, ...] = (
                (0, 0, width, 4 * MM),
                (0, 0, 4 * MM, height),
                (width - 4 * MM, 0, width, height),
            )
            found += [edge for edge in edges if darkest(image, edge) < 255]
        return found

    assert complaints(of(Layout.CARDS), dark_edges) == {}


@pytest.mark.parametrize("layout", list(Layout))
def test_no_text_is_lighter_than_seven_to_one(layout: Layout) -> None:
    def pale(case: Case) -> list[str]:
        return [each.words for each in shown(case) if contrast(each.grey, paper=0.93) < 7]

    assert complaints(of(layout), pale) == {}


def contrast(ink: float, paper: float) -> float:
    """Contrast of two greys.  Source: WCAG 2.2, contrast ratio, relative luminance."""

    def luminance(grey: float) -> float:
        return grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4

    return (luminance(paper) + 0.05) / (luminance(ink) + 0.05)


def test_large_print_has_nothing_under_18_points() -> None:
    def small(case: Case) -> list[str]:
        return [each.words for each in shown(case) if each.size < 18]

    assert complaints(of(Layout.LARGE), small) == {}


def test_large_print_splits_no_word() -> None:
    def split(case: Case) -> list[str]:
        return [
            one.words
            for one, other in pairwise(shown(case))
            if one.mcid == other.mcid >= 0
            and other.y < one.y - 1
            and not one.words.endswith((" ", "-", "–"))
        ]

    assert complaints(of(Layout.LARGE), split) == {}


@pytest.mark.parametrize("layout", [each for each in TAGGED if each is not Layout.LARGE])
def test_no_text_is_under_9_points(layout: Layout) -> None:
    def small(case: Case) -> list[str]:
        return [each.words for each in shown(case) if each.size < 9]

    assert complaints(of(layout), small) == {}


def test_lines_in_easy_language_have_at_most_60_characters() -> None:
    def long(case: Case) -> list[str]:
        return [each.words for each in shown(case) if each.mcid >= 0 and len(each.words) > 61]

    assert complaints(of(Layout.EASY), long) == {}


def test_low_ink_covers_at_most_a_twentieth() -> None:
    def ink(case: Case) -> list[float]:
        shares = []
        for image in rasters(case, 150):
            histogram = image.histogram()
            dark = sum((255 - level) * count for level, count in enumerate(histogram)) / 255
            shares.append(dark / (image.width * image.height))
        return [share for share in shares if share > 0.05]

    saving = [case for case in ALL if case.low_ink and case.item_id != "x-flow"]  # has a picture
    assert complaints(saving, ink) == {}


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("paper", list(Paper))
def test_fills_are_at_most_a_tenth_grey(layout: Layout, paper: Paper) -> None:
    assert style_for(layout, paper).fill >= 0.9


@pytest.mark.parametrize("lang", LANGS)
def test_the_model_sheet_is_one_page(lang: Lang) -> None:
    assert len(rasters(Case("m09", lang, Layout.SHEET, part=PartChoice.STUDENT))) == 1
