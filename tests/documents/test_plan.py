"""What a document holds is what the text says, block for block."""

from __future__ import annotations

import pytest

from tests.documents.drafts import ITEMS, draft, lines
from tests.handouts import samples
from valita_desktop.content import blocks
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.documents.kinds import DocPicture, DocTable
from valita_desktop.documents.plan import Draft, plan, things


def joined(words: list[str]) -> str:
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("item_id", ITEMS)
def test_no_word_of_the_text_is_left_out(item_id: str, lang: Lang) -> None:
    made = draft(ITEMS[item_id], lang)
    told = joined(lines((made,)))
    alts = {thing.alt for thing in plan(made) if isinstance(thing, DocPicture)}

    wanted = [
        " ".join(words.split())
        for part in made.document
        for block in part.blocks
        for words in blocks.words(block)
    ]
    missing = [w for w in wanted if w and w not in alts and any(p not in told for p in w.split())]
    assert missing == []


@pytest.mark.parametrize("kind", list(blocks.Block.__args__))
def test_every_block_becomes_something(kind: type) -> None:
    assert things.dispatch(kind) is not things.dispatch(object)


def test_a_gap_is_as_wide_as_the_author_drew_it() -> None:
    assert any("_" * 12 in line for line in lines((draft(samples.BUDGET, "fi"),)))


def test_a_week_is_a_table_of_its_days() -> None:
    grids = [each for each in plan(draft(ITEMS["x-week"], "sv")) if isinstance(each, DocTable)]

    assert any(len(grid.header) == 8 for grid in grids)


def test_a_picture_without_bytes_leaves_its_words() -> None:
    bare = draft(ITEMS["x-flow"], "fi")
    bare = Draft(bare.item, bare.lang, bare.document)
    (alt,) = (b.alt for part in bare.document for b in part.blocks if isinstance(b, blocks.Image))

    assert alt in joined(lines((bare,)))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    import msgspec

    item = samples.PROJECT
    text = msgspec.structs.replace(item.texts["fi"], title="Hanke\x0b 1")
    odd = msgspec.structs.replace(item, texts={"fi": text})

    assert lines((draft(odd, "fi"),))[0] == "Hanke 1"
