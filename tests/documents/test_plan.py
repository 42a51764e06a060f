"""What a document holds is what the text says, block for block."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest

from tests import pictures
from tests.documents.drafts import ITEMS, draft, lines, showing
from tests.handouts import samples
from valita_desktop.content import blocks
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.content.pictures import prepared
from valita_desktop.documents import docx, odt
from valita_desktop.documents.elements import PictureElement, TableElement
from valita_desktop.documents.plan import Draft, plan
from valita_desktop.documents.zip_parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable


def joined(words: list[str]) -> str:
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("item_id", ITEMS)
def test_no_word_of_the_text_is_left_out(item_id: str, lang: Lang) -> None:
    made = draft(ITEMS[item_id], lang)
    told = joined(lines((made,)))
    alts = {element.alt for element in plan(made) if isinstance(element, PictureElement)}

    wanted = [
        " ".join(words.split())
        for part in made.document
        for block in part.blocks
        for words in blocks.words(block)
    ]
    missing = [w for w in wanted if w and w not in alts and any(p not in told for p in w.split())]
    assert missing == []


def test_a_gap_is_as_wide_as_the_author_drew_it() -> None:
    assert any("_" * 12 in line for line in lines((draft(samples.BUDGET, "fi"),)))


def test_a_week_is_a_table_of_its_days() -> None:
    grids = [each for each in plan(draft(ITEMS["x-week"], "sv")) if isinstance(each, TableElement)]

    assert any(len(grid.header) == 8 for grid in grids)


@pytest.mark.parametrize("lang", LANGS)
def test_days_have_the_short_names_of_calendars(lang: Lang) -> None:
    grids = [each for each in plan(draft(ITEMS["x-week"], lang)) if isinstance(each, TableElement)]
    week = next(grid for grid in grids if len(grid.header) == 8)

    days = {"fi": "ma ti ke to pe la su", "sv": "må ti on to fr lö sö"}[lang]
    assert [blocks.plain(each) for each in week.header] == ["", *days.split()]


def test_letters_become_smaller_before_a_word_is_broken() -> None:
    def grid(*titles: str) -> TableElement:
        return TableElement(tuple(map(line, titles)), ((((),) * len(titles)),))

    assert grid("a", "b").columns(165).size == 12
    assert grid(*["vastuuhenkilö"] * 5).columns(165).size == 10
    assert grid(*["vastuuhenkilö"] * 7).columns(165).size == 8
    assert sum(grid(*["vastuuhenkilö"] * 20).columns(165).widths) == pytest.approx(165)


@pytest.mark.parametrize("heads", [True, False])
def test_columns_to_write_in_are_equal_and_names_have_room(heads: bool) -> None:  # noqa: FBT001 - a parameter
    rows = tuple((line(name), (), ()) for name in ("Uni ja lepo", "Liikunta"))
    first, *rest = (
        TableElement((line("Mitä"), line("a"), line("b")), rows, heads).columns(165).widths
    )

    assert rest[0] == pytest.approx(rest[1])
    assert first > 20


def test_statements_to_tick_get_the_room_that_the_boxes_do_not_need() -> None:
    grids = [
        e for e in plan(draft(ITEMS["x-scale"], "sv")) if isinstance(e, TableElement) and e.ticks
    ]

    first, *rest = grids[0].columns(165).widths

    assert first > 165 / 2
    assert min(rest) > 8


def line(words: str) -> blocks.Inline:
    return (blocks.Span(words),)


def test_a_picture_is_never_higher_than_a_page() -> None:
    (element,) = [
        each
        for each in plan(showing(pictures.saved(pictures.square(size=(400, 2000)))))
        if isinstance(each, PictureElement)
    ]

    assert (element.width, element.height) == pytest.approx((44, 220))


def test_a_drawing_is_as_large_as_on_paper() -> None:
    (element,) = [
        each
        for each in plan(showing(prepared(pictures.DRAWING, "a.svg").data))
        if isinstance(each, PictureElement)
    ]

    assert (element.width, element.height) == pytest.approx((50, 25), abs=0.1)


def test_a_picture_without_bytes_leaves_its_words() -> None:
    bare = draft(ITEMS["x-flow"], "fi")
    bare = Draft(bare.item, bare.lang, bare.document)
    (alt,) = (b.alt for part in bare.document for b in part.blocks if isinstance(b, blocks.Image))

    assert alt in joined(lines((bare,)))


ODD = "Hanke\x0b 1"


def odd_text() -> Draft:
    item = samples.PROJECT
    text = msgspec.structs.replace(item.texts["fi"], title=ODD, keywords=(ODD,))
    return draft(msgspec.structs.replace(item, texts={"fi": text}), "fi")


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert lines((odd_text(),))[0] == "Hanke 1"


@pytest.mark.parametrize("write", [docx.write, odt.write], ids=["docx", "odt"])
def test_a_document_with_such_characters_in_its_title_can_be_read(
    write: Callable[[tuple[Draft, ...]], bytes],
) -> None:
    parts = parts_of(write((odd_text(),)))

    for name, data in parts.items():
        if name.endswith(".xml"):
            ET.fromstring(data)  # noqa: S314 - it was made here
    assert any(
        b"Hanke 1" in data for name, data in parts.items() if "meta" in name or "core" in name
    )
