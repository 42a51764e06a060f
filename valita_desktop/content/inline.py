"""The words of one line: emphasis, links and gaps to write in.

Text is text: nothing in it is ever read as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

GAP = "\ue000"
_DRAWN_GAP = re.compile(r"_{4,}")
_GAP_RUN = re.compile(f"{GAP}+")
_LINK = re.compile(r"^(https://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|item:[a-z][a-z0-9-]*)$")


def line_of(node: SyntaxTreeNode) -> int:
    """Line of a node in its text, from 1; the line of its parent where it has none."""
    at: SyntaxTreeNode | None = node
    while at is not None and not at.is_root:
        if at.map:
            return at.map[0] + 1
        at = at.parent
    return 0


def shield_gaps(markdown: str) -> str:
    """Draw gaps with a private character, so that no Markdown reader takes them for emphasis."""
    return _DRAWN_GAP.sub(lambda gap: GAP * len(gap.group()), markdown)


def inline(nodes: Sequence[SyntaxTreeNode]) -> Inline:
    """Read inline nodes as spans and gaps; neighbours of one style are joined.

    Raises:
        ContentError: Raw HTML, an image inside a line, code, or a link that goes
            anywhere but to ``https:``, ``mailto:`` or ``item:``.
    """
    joined: list[Span | Blank] = []
    for span in _spans(nodes, Span("")):
        last = joined[-1] if joined else None
        if isinstance(span, Span) and isinstance(last, Span) and _same_style(span, last):
            joined[-1] = msgspec.structs.replace(last, text=last.text + span.text)
        else:
            joined.append(span)
    return _trimmed(joined)


def split_gaps(text: str, style: Span) -> Iterator[Span | Blank]:
    """Cut text at its shielded gaps."""
    at = 0
    for gap in _GAP_RUN.finditer(text):
        if gap.start() > at:
            yield msgspec.structs.replace(style, text=text[at : gap.start()])
        yield Blank(len(gap.group()))
        at = gap.end()
    if at < len(text):
        yield msgspec.structs.replace(style, text=text[at:])


_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def _spans(nodes: Sequence[SyntaxTreeNode], style: Span) -> Iterator[Span | Blank]:
    for node in nodes:
        if node.type in ("text", "text_special"):
            yield from split_gaps(node.content, style)
        elif node.type in _BREAKS:
            yield msgspec.structs.replace(style, text=_BREAKS[node.type])
        elif node.type != "html_inline" or "task-list-item-checkbox" not in node.content:
            yield from _spans(node.children, _style_of(node, style))


def _style_of(node: SyntaxTreeNode, style: Span) -> Span:
    """The style inside a node; what is not of the dialect is an error."""
    match node.type:
        case "inline":
            return style
        case "strong":
            return msgspec.structs.replace(style, strong=True)
        case "em":
            return msgspec.structs.replace(style, emphasis=True)
        case "link":
            return msgspec.structs.replace(style, href=_target(node))
        case "html_inline":
            raise ContentError(ContentErrorCode.RAW_HTML, node.content[:40], line=line_of(node))
        case "image":
            src = str(node.attrs.get("src", ""))
            raise ContentError(ContentErrorCode.IMAGE_INLINE, src, line=line_of(node))
        case _:
            raise ContentError(ContentErrorCode.MARKUP, node.type, line=line_of(node))


def _target(node: SyntaxTreeNode) -> str:
    href = str(node.attrs.get("href", ""))
    if not _LINK.match(href):
        raise ContentError(ContentErrorCode.LINK_TARGET, href[:80], line=line_of(node))
    return href


def _same_style(one: Span, other: Span) -> bool:
    return (one.strong, one.emphasis, one.href) == (other.strong, other.emphasis, other.href)


def _trimmed(spans: list[Span | Blank]) -> Inline:
    """Without blanks at either end and without empty spans."""
    if spans and isinstance(spans[0], Span):
        spans[0] = msgspec.structs.replace(spans[0], text=spans[0].text.lstrip())
    if spans and isinstance(spans[-1], Span):
        spans[-1] = msgspec.structs.replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(span for span in spans if isinstance(span, Blank) or span.text)
