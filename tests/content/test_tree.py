"""Tokens as a tree, beside the tree that markdown-it has."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from valita_desktop.content.tree import Node

TEXT = """# Otsikko *korostus*

- yksi ![kuva](a.png "nimi")
- kaksi
  1. sisällä

> lainaus [linkki](https://a.fi)
> jatkuu

| a | b |
|---|---|
| c | **d** |

***
"""
FIELDS = ("type", "content", "info", "markup", "tag", "attrs", "is_root")


@pytest.mark.parametrize("text", [TEXT, "", "yksi", "***"])
def test_the_tree_is_that_of_markdown_it(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    ours, theirs = list(Node.of(tokens).walk()), list(SyntaxTreeNode(tokens).walk())

    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        if not one.is_root:
            assert [getattr(one, name) for name in FIELDS] == [
                getattr(other, name) for name in FIELDS
            ]
            assert tuple(one.map or ()) == (other.map or ())
            assert [each.parent and each.parent.type for each in (one, other)] == [
                other.parent and other.parent.type
            ] * 2
        before, wanted = one.previous_sibling, other.previous_sibling
        assert (before.type if before else "") == (wanted.type if wanted else "")
