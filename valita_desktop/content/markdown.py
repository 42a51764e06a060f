"""From the Markdown of the editors to typed blocks.

The dialect is CommonMark without raw HTML, with tables, task lists and the fenced
containers of docs/editor-guide.md. There is one way to write each block, and what is not
understood is an error that names its line: nothing is dropped or guessed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from valita_desktop.content import containers
from valita_desktop.content.blocks import (
    Block,
    BulletList,
    Checklist,
    Document,
    Heading,
    Image,
    NumberedList,
    Paragraph,
    Part,
    PartRole,
    Step,
    Steps,
    Table,
    plain,
)
from valita_desktop.content.inline import GAP, inline, line_of, shield_gaps
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.blocks import Inline

PART_ROLES: tuple[PartRole, ...] = ("facilitator", "sheet")
_FENCE = re.compile(r"^ {0,3}(:{3,})\s*(\S*)")
_MINUTES = re.compile(r"^\s*\((\d{1,3}) min\)")
_HEADING_LEVELS = (1, 2, 3)
_KNOWN = frozenset((*PART_ROLES, *containers.NAMES))


def parse(markdown: str) -> Document:
    """Read a text of an item.

    Text outside of the parts ``:::: facilitator`` and ``:::: sheet`` makes one part
    ``page``; a text has either parts or a page.

    Args:
        markdown: The whole text; any line ends; may be empty.

    Returns:
        The parts in the order they are written; no parts for an empty text.

    Raises:
        ContentError: Something is not of the dialect; tells its line.

    Source:
        CommonMark 0.31; GitHub Flavored Markdown, tables and task lists.
    """
    for forbidden in ("\0", GAP):
        if forbidden in markdown:
            line = markdown[: markdown.index(forbidden)].count("\n") + 1
            raise ContentError(ContentErrorCode.MARKUP, f"U+{ord(forbidden):04X}", line=line)
    root = SyntaxTreeNode(_parser().parse(_nest_fences(shield_gaps(markdown))))
    parts: list[Part] = []
    loose: list[SyntaxTreeNode] = []
    for node in root.children:
        name = containers.name_of(node)
        if name in PART_ROLES:
            parts.append(Part(_new_role(name, parts, node), _blocks(node.children)))
        else:
            loose.append(node)
    if parts and loose:
        raise ContentError(ContentErrorCode.OUTSIDE_PART, line=line_of(loose[0]))
    return tuple(parts) if parts or not loose else (Part("page", _blocks(loose)),)


@lru_cache(maxsize=256)
def parsed(markdown: str) -> Document:
    """`parse` with a memory: who shows, checks and prints one text reads it once.

    256 texts are more than a packet of a term; blocks never change, so they can be shared.

    Raises:
        ContentError: Something is not of the dialect; tells its line.
    """
    return parse(markdown)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(tasklists_plugin)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # a bad link is an error here
    # One rule for all names: each rule is tried on every line.
    return parser.use(container_plugin, name="named", validate=_is_known)


def _is_known(opening: str, _colons: str) -> bool:
    return containers.name_in(opening) in _KNOWN


def _any_link(url: str) -> bool:
    return bool(url)


def _nest_fences(markdown: str) -> str:
    """Give every fence colons by its depth, so that fences of one length nest as drawn."""
    lines = markdown.splitlines()
    fences = _fences(lines)
    deepest = max((depth for _, depth in fences), default=0)
    for number, depth in fences:
        lines[number] = ":" * (3 + deepest - depth) + lines[number].lstrip().lstrip(":")
    return "\n".join(lines)


def _fences(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Line number (from 0) and depth of every opening and closing fence.

    Raises:
        ContentError: A container is never closed, or something is closed that is not open.
    """
    fences: list[tuple[int, int]] = []
    opened: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        colons, name = found.groups() if found else ("", "")
        if name:
            opened.append((number, colons, name))
            fences.append((number, len(opened)))
        elif colons and not opened:
            raise ContentError(ContentErrorCode.UNKNOWN_BLOCK, colons, line=number + 1)
        elif colons:
            if opened[-1][1] != colons:
                break
            fences.append((number, len(opened)))
            opened.pop()
    if opened:
        number, _, name = opened[-1]
        raise ContentError(ContentErrorCode.NOT_CLOSED, name, line=number + 1)
    return fences


def _new_role(name: str, parts: Sequence[Part], node: SyntaxTreeNode) -> PartRole:
    role: PartRole = "sheet" if name == "sheet" else "facilitator"
    if any(part.role == role for part in parts):
        raise ContentError(ContentErrorCode.PART_UNKNOWN, name, line=line_of(node))
    return role


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(msgspec.structs.replace(_block(node), line=line_of(node)) for node in nodes)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return _heading(node)
        case "paragraph":
            return _paragraph(node)
        case "bullet_list":
            return _bullets(node)
        case "ordered_list":
            return _numbers(node)
        case "table":
            header, rows = containers.table_cells(node)
            return Table(header, rows)
        case "html_block":
            raise ContentError(
                ContentErrorCode.RAW_HTML, node.content.strip()[:40], line=line_of(node)
            )
        case kind if kind.startswith("container_"):
            return _container(node)
        case _:
            raise ContentError(ContentErrorCode.MARKUP, node.type, line=line_of(node))


def _container(node: SyntaxTreeNode) -> Block:
    name = containers.name_of(node)
    if name in PART_ROLES:
        raise ContentError(ContentErrorCode.PART_UNKNOWN, name, line=line_of(node))
    fence = containers.read_fence(node)
    if name in containers.CALLOUTS:
        return containers.callout(fence, _blocks(node.children))
    return containers.block(fence)


def _heading(node: SyntaxTreeNode) -> Heading:
    level = int(node.tag[1:])
    if level not in _HEADING_LEVELS:
        raise ContentError(ContentErrorCode.HEADING_LEVEL, str(level), line=line_of(node))
    return Heading(level, inline(node.children))  # type: ignore[arg-type]  # checked above


def _paragraph(node: SyntaxTreeNode) -> Block:
    content = node.children[0].content
    stray = _FENCE.match(content)
    if stray:
        raise ContentError(
            ContentErrorCode.UNKNOWN_BLOCK, stray.group(2) or ":::", line=line_of(node)
        )
    spans = node.children[0].children
    if len(spans) == 1 and spans[0].type == "image":
        return _image(spans[0], line_of(node))
    return Paragraph(inline(node.children))


def _image(node: SyntaxTreeNode, line: int) -> Image:
    src = unquote(str(node.attrs.get("src", "")))
    alt = node.content.strip()
    if not alt:
        raise ContentError(ContentErrorCode.IMAGE_ALT, src, line=line)
    if not re.fullmatch(r"[\w][\w.-]*\.(png|jpe?g)", src):
        raise ContentError(ContentErrorCode.IMAGE_TYPE, src, line=line)
    title = str(node.attrs.get("title", ""))
    return Image(src, alt, containers.text(title))


def _items(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    return containers.list_items(node)


def _bullets(node: SyntaxTreeNode) -> BulletList | Checklist:
    boxes = ["task-list-item" in str(item.attrs.get("class", "")) for item in node.children]
    if any(boxes) and not all(boxes):
        raise ContentError(ContentErrorCode.WRONG_CONTENT, "[ ]", line=line_of(node))
    return Checklist(_items(node)) if all(boxes) else BulletList(_items(node))


def _numbers(node: SyntaxTreeNode) -> NumberedList | Steps:
    items = _items(node)
    titled = [bool(item) and getattr(item[0], "strong", False) for item in items]
    if not any(titled):
        return NumberedList(items)
    if not all(titled):
        raise ContentError(ContentErrorCode.MIXED_STEPS, line=line_of(node))
    return Steps(tuple(_step(item) for item in items))


def _step(item: Inline) -> Step:
    """``**Title** (5 min). What to do`` or ``**Title.** What to do``."""
    title = plain(item[:1]).rstrip(".:")
    rest = item[1:]
    minutes = 0
    first = containers.leading_text(rest)
    found = _MINUTES.match(first)
    if found:
        minutes = int(found.group(1))
        first = first[found.end() :]
    return Step(title, minutes, containers.with_leading_text(rest, first.lstrip(" .:")))
