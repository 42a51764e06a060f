"""Every type of block can be read on the screen, printed, and written into a document."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, get_args

import pytest

from tests.documents.drafts import lines
from tests.every_block import CONTACTS, FACT_ID, every_block, fact
from tests.handouts import samples
from tests.handouts.reading import said
from valita_desktop.content.blocks import Block, Cut, Paragraph, Part, Span, words
from valita_desktop.content.handout import School
from valita_desktop.content.layouts import Layout, Paper
from valita_desktop.content.model import LANGS
from valita_desktop.documents.plan import PLANNERS, Draft
from valita_desktop.handouts.blocks import BUILDERS
from valita_desktop.handouts.blocks.context import RenderContext
from valita_desktop.handouts.layouts import style_for
from valita_desktop.handouts.pdfwriter.canvas import Canvas
from valita_desktop.handouts.sections.paging import paged
from valita_desktop.i18n import catalogue
from valita_desktop.ui.text.blocks import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from valita_desktop.content.model import Lang

TABLES = pytest.mark.parametrize(
    "table", [WRITERS, BUILDERS, PLANNERS], ids=["reader", "paper", "documents"]
)


@TABLES
def test_every_type_of_block_has_its_function(table: Mapping[type, object]) -> None:
    assert set(table) == set(get_args(Block))


@TABLES
def test_each_function_is_for_its_own_type(table: Mapping[type, Callable[..., object]]) -> None:
    taken = {
        kind.__name__: parameter.annotation.removeprefix("blocks.")
        for kind, function in table.items()
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name.strip("_") == "block"
    }

    assert taken == {kind.__name__: kind.__name__ for kind in table}


def heard(block: Block) -> str:
    """All that a block says on paper to a screen reader."""
    context = RenderContext(
        style_for(Layout.SHEET, Paper.A4), catalogue("fi"), "fi", samples.PROJECT,
        School(contacts=CONTACTS), FACTS, {}, BUILDERS,
    )  # fmt: skip
    canvas = Canvas("Kaikki", "fi")
    for page in paged(context.boxes(canvas.root, [block]), context, loose=0):
        canvas.begin_page(context.style.page)
        page.draw(canvas, *context.style.frame[::3], context.style.width)
        canvas.end_page()
    return " ".join(each.words for each in said(canvas.finish()))


def written(block: Block) -> str:
    """All that a block says in a document to change."""
    draft = Draft(samples.PROJECT, "fi", (Part("page", (block,)),), FACTS, {}, CONTACTS)
    return " ".join(lines((draft,)))


FACTS = {FACT_ID: fact()}
EVERY_BLOCK = every_block("fi")


@pytest.mark.parametrize("tell", [heard, written])
@pytest.mark.parametrize("block", EVERY_BLOCK, ids=[type(each).__name__ for each in EVERY_BLOCK])
def test_every_block_tells_all_its_words(block: Block, tell: Callable[[Block], str]) -> None:
    told = tell(block)

    assert [word for text in words(block) for word in text.split() if word not in told] == []


def test_a_line_to_cut_along_is_seen_on_paper_and_not_heard() -> None:
    assert heard(Cut()) == ""
    assert heard(Paragraph((Span("Lappu"),))) == "Lappu"


@pytest.mark.parametrize("lang", LANGS)
def test_the_sample_has_every_block(lang: Lang) -> None:
    assert {type(block) for block in every_block(lang)} == set(get_args(Block))
