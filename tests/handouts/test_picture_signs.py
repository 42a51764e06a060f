"""Picture signs on paper: larger than the letters, read with them, in every topic and theme."""

from __future__ import annotations

import pytest

from tests.handouts import samples
from tests.handouts.reading import Shown, pages, said
from tests.handouts.test_kit import kit
from valita_desktop.content import markdown
from valita_desktop.content.blocks import Image, Span, blocks_of, pictogram, words
from valita_desktop.content.handout import Handout, Layout, Piece
from valita_desktop.content.model import Item, Kind, Theme, Topic
from valita_desktop.handouts import pdf
from valita_desktop.handouts.sections.theme_band import SIGNS

LINES = ":::: sheet\n{line}\n::::\n"


def shown(line: str, layout: Layout = Layout.SHEET) -> dict[str, Shown]:
    """What is drawn of a line, by its words."""
    item = samples.item("m91", {"fi": ("Koe", LINES.format(line=line))})
    return {each.words.strip(): each for each in pages(pdf.render(_of(item, layout)))[0].shown}


def _of(item: Item, layout: Layout) -> Handout:
    return Handout((Piece(item, "fi"),), layout)


@pytest.mark.parametrize(
    "line",
    ["🎒 Reppu", "- 🎒 Reppu", "- [ ] 🎒 Reppu", "## 🎒 Reppu", "1. **🎒 Reppu.** Pakkaan."],
)
def test_a_sign_is_larger_than_its_letters_and_stands_before_them(line: str) -> None:
    found = shown(line)
    sign, word = found["🎒"], found["Reppu"]

    assert sign.size > word.size * 1.3
    assert sign.x + sign.size < word.x


def test_on_a_card_to_cut_out_the_sign_stands_above_the_word() -> None:
    found = shown(
        "::: cards\n- **😀 Ilo.** Mistä sen näkee?\n- **Suru.** Entä sen?\n:::", Layout.CARDS
    )

    assert found["😀"].y > found["Ilo"].y
    assert found["😀"].size > 2 * found["Ilo"].size
    assert found["Ilo"].size >= 18


def test_a_sign_is_read_with_its_words() -> None:
    item = samples.item("m91", {"fi": ("Koe", LINES.format(line="🎒 Reppu"))})

    spoken = said(pdf.render(_of(item, Layout.SHEET)))

    assert ("P", "🎒 Reppu") in [(each.tag, each.words) for each in spoken]


def test_topics_and_themes_have_signs_of_their_own() -> None:
    assert SIGNS.keys() == {*Topic, *Theme}
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_sixty_items_of_the_kit_have_a_picture_and_the_same_in_both_languages() -> None:
    found: dict[str, dict[str, int]] = {}
    for item in kit().values():
        if item.record.kind in (Kind.MATERIAL, Kind.PRACTICE):
            for lang, text in item.texts.items():
                count = _pictures(text.markdown) + _pictures(text.easy_markdown)
                found.setdefault(item.id, {})[lang] = count

    assert [each for each in found.items() if len(set(each[1].values())) > 1] == []
    assert sum(bool(each["fi"]) for each in found.values()) >= 60


def _pictures(text: str) -> int:
    every = list(blocks_of(markdown.parsed(text))) if text else []
    lines = [shown for block in every for shown in words(block)]
    return sum(isinstance(each, Image) for each in every) + sum(map(_has_sign, lines))


def _has_sign(line: str) -> bool:
    return bool(line) and bool(pictogram((Span(line),))[0])
