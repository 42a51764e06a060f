"""The words of one line: emphasis, links and gaps to write in.

Text is text: nothing in it is ever read as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from valita_desktop.content.blocks import Blank, Inline, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.content.tree import Node

GAP = "\ue000"
_DRAWN_GAP = re.compile(r"_{4,}")
_GAP_RUN = re.compile(f"{GAP}+")
_WORD = r"(?:[\w.!#$'*+/=^`{|}~-]|%[89A-Fa-f][\dA-Fa-f])+"
_LINK = re.compile(
    r"(https://[^\s/]+\S*|item:[a-z][a-z0-9-]*|"
    rf"mailto:{_WORD}@{_WORD}(?:\?(?:(?:subject=(?![^\s&]*%0[AaDd])|body=)[^\s&]*(?:&(?!$)|$))+)?)"
)
"""An e-mail carries an address, a subject and a body: nothing is copied to others or attached.

Source:
    RFC 6068, sections 2 and 7.
"""


def line_of(node: Node) -> int:
    """Line of a node in its text, from 1; the line of its parent where it has none."""
    at: Node | None = node
    while at is not None and not at.is_root:
        if at.map:
            return at.map[0] + 1
        at = at.parent
    return 0


def shield_gaps(markdown: str) -> str:
    """Draw gaps with a private character, so that no Markdown reader takes them for emphasis."""
    return _DRAWN_GAP.sub(lambda gap: GAP * len(gap.group()), markdown)


def inline(nodes: Sequence[Node]) -> Inline:
    """Read inline nodes as spans and gaps; neighbours of one style are joined.

    Where there is a gap, the line is one of a form: it ends where it was ended. What is not of
    the dialect is read as its words; `marks.mistakes` tells it.
    """
    plain = _plain_words(nodes)
    if plain is not None:
        return (Span(plain),) if plain else ()
    form = any(GAP in node.content for node in nodes if node.type == "inline")
    joined: list[Span | Blank] = []
    for span in _spans(nodes, Span(""), "\n" if form else " "):
        last = joined[-1] if joined else None
        if isinstance(span, Span) and isinstance(last, Span) and _same_style(span, last):
            joined[-1] = msgspec.structs.replace(last, text=last.text + span.text)
        else:
            joined.append(span)
    return _trimmed(joined)


def _plain_words(nodes: Sequence[Node]) -> str | None:
    """The words of a line that has nothing but words; ``None`` of any other."""
    if len(nodes) != 1 or nodes[0].type != "inline" or len(nodes[0].children) != 1:
        return None
    only = nodes[0].children[0]
    return only.content.strip() if only.type == "text" and GAP not in only.content else None


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


def unshielded(text: str) -> str:
    """Words with their gaps as underscores again."""
    return text.replace(GAP, "_")


def target(href: str) -> str:
    """Where a link leads, as it was written."""
    return href.replace(quote(GAP), "_")


def is_target(href: str) -> bool:
    """Whether the dialect has a link of this kind."""
    return bool(_LINK.fullmatch(href))


def _spans(nodes: Sequence[Node], style: Span, soft: str) -> Iterator[Span | Blank]:
    for node in nodes:
        match node.type:
            case "softbreak":
                yield msgspec.structs.replace(style, text=soft)
            case "hardbreak":
                yield msgspec.structs.replace(style, text="\n")
            case "inline" | "em" | "strong" | "link":
                yield from _spans(node.children, _style_of(node, style), soft)
            case _:
                yield from split_gaps(node.content, style)


def _style_of(node: Node, style: Span) -> Span:
    match node.type:
        case "strong":
            return msgspec.structs.replace(style, strong=True)
        case "em":
            return msgspec.structs.replace(style, emphasis=True)
        case "link":
            return msgspec.structs.replace(style, href=target(str(node.attrs.get("href", ""))))
        case _:
            return style


def _same_style(one: Span, other: Span) -> bool:
    return (one.strong, one.emphasis, one.href) == (other.strong, other.emphasis, other.href)


def _trimmed(spans: list[Span | Blank]) -> Inline:
    """Without blanks at either end and without empty spans."""
    if spans and isinstance(spans[0], Span):
        spans[0] = msgspec.structs.replace(spans[0], text=spans[0].text.lstrip())
    if spans and isinstance(spans[-1], Span):
        spans[-1] = msgspec.structs.replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(span for span in spans if isinstance(span, Blank) or span.text)
