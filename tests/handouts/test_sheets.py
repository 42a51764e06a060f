"""A sheet for hands: rules to the margin, and why it is worth filling in before who does."""

from __future__ import annotations

import pytest

from tests.handouts import samples
from tests.handouts.reading import said
from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.content.handout import Handout, Layout, Piece
from valita_desktop.handouts import pdf
from valita_desktop.handouts.boxes.line_breaking import TextStyle
from valita_desktop.handouts.boxes.text import TextBox
from valita_desktop.handouts.pdfwriter.structure import Element

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


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.SIDE_BY_SIDE])
def test_why_stands_between_the_title_and_the_name(layout: Layout) -> None:
    text = ":::: sheet\n# Koe\n\nNäin se helpottuu.\n\nVastaan: ________\n::::\n"
    swedish = text.replace("Näin se helpottuu", "Så blir det lättare")
    item = samples.item("m92", {"fi": ("Koe", text), "sv": ("Prov", swedish)}, topic=None)
    spoken = [each.words for each in said(pdf.render(Handout((Piece(item, "fi"),), layout)))]

    assert spoken.index("Koe") < spoken.index("Näin se helpottuu.")
    name = next(n for n, words in enumerate(spoken) if words.startswith("Nimi"))
    assert spoken.index("Näin se helpottuu.") < name
