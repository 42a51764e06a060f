"""Lines without marks go a shorter way, and come out as markdown-it reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_core import inline as every_inline

from resources.generated import ROOT
from valita_desktop.content import markdown
from valita_desktop.content.inline import GAP
from valita_desktop.content.tree import Node

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_PIECES = st.sampled_from([
    "Sana", "sana ja toinen", "å", "o", "1. ", "- ", "# ", "## ", "> ", "    ", "  ", " ", "\t",
    "*", "**", "_", "__", "`", "``", "[", "](", ")", "![", "<", ">", "&amp;", "&", "\\", "\\\n",
    "  \n", "\n", "\n\n", "\n\n", "===", "---", "| a | b |", "|---|---|", ":::: sheet\n", "::::\n",
    "::: tip\n", ":::\n", "https://a.fi", "<https://a.fi>", "\u00a0", "!", "~~", GAP,
])  # fmt: skip
_PARSER = markdown._parser()
_PLAIN = markdown._parser.__wrapped__().disable("line")
_PLAIN.core.ruler.at("inline", every_inline)


def tree(of: MarkdownIt, text: str) -> list[object]:
    """All that is known of a text once it is read: every node with what stands in it."""
    return [as_plain(node) for node in Node.of(of.parse(f"{text}\n")).children]


def as_plain(node: Node) -> tuple[object, ...]:
    said = (node.type, node.tag, node.content, node.info, node.markup, node.map, node.attrs)
    return (*said, [as_plain(each) for each in node.children])


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_is_read_as_without_the_shorter_way(text: str) -> None:
    assert tree(_PARSER, text) == tree(_PLAIN, text)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_is_read(text: str) -> None:
    reading = markdown.read(text)

    lines = text.count("\n") + 1
    assert all(0 < mistake.line <= lines for mistake in reading.mistakes)


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_every_text_of_the_kit_is_read_as_without_the_shorter_way(lang: str) -> None:
    texts = [file.read_text("utf-8") for file in ROOT.glob(f"resources/content/*/*/{lang}*.md")]

    assert len(texts) > 100
    for text in texts:
        assert tree(_PARSER, text) == tree(_PLAIN, text)
