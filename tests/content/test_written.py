"""What is written from blocks is read as the same blocks, whatever their words are."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.every_block import every_block
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import plain
from valita_desktop.content.markdown import parse, read
from valita_desktop.content.model import LANGS
from valita_desktop.content.written import WRITERS, markdown_of
from valita_desktop.paths import data_root

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang

KIT = sorted((data_root() / "resources/content").glob("*/*/*.md"))


def test_every_type_of_block_has_its_writer() -> None:
    assert set(WRITERS) == set(get_args(b.Block))


def test_the_kit_is_written_as_it_was_read() -> None:
    documents = {file: parse(file.read_text("utf-8")) for file in KIT}

    again = {file: read(markdown_of(document)) for file, document in documents.items()}

    assert len(documents) > 200
    assert [file for file, found in again.items() if found.mistakes] == []
    assert [file for file, found in again.items() if found.document != documents[file]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_block_is_read_as_it_was_written(lang: Lang) -> None:
    held = tuple(each for each in every_block(lang) if not isinstance(each, b.Cards))

    found = read(markdown_of((b.Part("page", held),)))

    assert found.mistakes == ()
    assert found.document == (b.Part("page", held),)


@pytest.mark.parametrize(
    "words",
    [
        "6. joulukuuta", "- 5 astetta", "+ 5", "# 1", "2*3*4", "a_b_c", "[x](y)", "<nimi>", "> 5",
        "&amp;", "a | b", "~~ ei", "::: tip", "===", "---", "C:\\kansio", "`koodi`", "1) ensin",
    ],
)  # fmt: skip
def test_words_stay_words(words: str) -> None:
    document = (b.Part("page", (b.Paragraph((b.Span(words),)),)),)

    found = read(markdown_of(document))

    assert (found.mistakes, found.document) == ((), document)


@given(
    st.lists(
        st.tuples(
            st.text('ab ä.,!?()"-_*\\[]<>|`#&~:+=1\n', min_size=1, max_size=8),
            st.booleans(),
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_word_is_lost_in_any_style(pieces: list[tuple[str, bool, bool]]) -> None:
    inline = tuple(b.Span(text, strong, emphasis) for text, strong, emphasis in pieces)
    words = "".join(text for text, _, _ in pieces)
    written = markdown_of((b.Part("page", (b.Paragraph(inline),)),))

    (document,) = read(written).document or (b.Part("page", ()),)

    told = "".join(plain(block.text) for block in document.blocks if isinstance(block, b.Paragraph))
    assert "".join(told.split()) == "".join(words.split())
