"""What a document holds is what the text says, block for block."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest

from tests.documents.drafts import ITEMS, draft, lines
from tests.handouts import samples
from valita_desktop.content import blocks
from valita_desktop.content.model import LANGS, Lang
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
