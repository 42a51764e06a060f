from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.handouts import samples
from tests.handouts.test_boxes import Block
from valita_desktop.content.handout import School
from valita_desktop.content.layouts import Layout, Paper
from valita_desktop.handouts.blocks import BUILDERS
from valita_desktop.handouts.blocks.context import RenderContext
from valita_desktop.handouts.boxes.style import STEPS_DOWN
from valita_desktop.handouts.layouts import style_for
from valita_desktop.handouts.sections.paging import on_one_page
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.handouts.boxes.box import Box
    from valita_desktop.handouts.pdfwriter.structure import Element


def laid(heights: Mapping[float, float]) -> tuple[float, int, list[float]]:
    """Letters that were taken, pages, and the letters that were tried, for these heights."""
    style = style_for(Layout.SHEET, Paper.A4)
    tried: list[float] = []

    def build(context: RenderContext, element: Element) -> list[Box]:
        del element
        tried.append(context.style.body)
        half = heights[context.style.body] / 2 * style.height
        return [Block(half), Block(half)]

    context = RenderContext(
        style, catalogue("fi"), "fi", samples.PROJECT, School(), {}, {}, BUILDERS
    )
    taken, _, pages = on_one_page(context, build, STEPS_DOWN)
    return taken.style.body, len(pages), tried


@pytest.mark.parametrize(
    ("heights", "letters"),
    [
        ({14: 0.9, 13: 0.8, 12: 0.7}, 14),
        ({14: 1.2, 13: 0.98, 12: 0.8}, 13),  # fewer lines: shorter than in proportion to letters
        ({14: 1.05, 13: 0.98, 12: 0.96}, 13),
        ({14: 1.3, 13: 1.02, 12: 0.98}, 12),
    ],
)
def test_a_sheet_takes_the_largest_letters_that_keep_it_on_its_page(
    heights: dict[float, float], letters: float
) -> None:
    taken, pages, _ = laid(heights)

    assert (taken, pages) == (letters, 1)


def test_what_no_letters_keep_on_a_page_goes_on_in_the_usual_ones() -> None:
    taken, pages, tried = laid({14: 1.5, 13: 1.4, 12: 1.3})

    assert (taken, pages) == (12, 2)
    assert tried == [14, 12]  # what does not fit in the smallest fits in none
