"""From the Markdown of the editors to typed blocks.

The dialect is CommonMark without raw HTML, with tables, task lists and the fenced
containers of docs/editor-guide.md. There is one way to write each block, and what is not
understood is an error that names its line: nothing is dropped or guessed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin

from valita_desktop.content import containers, limits, marks
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
    Span,
    Step,
    Steps,
    Table,
    plain,
)
from valita_desktop.content.fences import KNOWN, LINE_END, PART_ROLES, prepare
from valita_desktop.content.inline import GAP, inline, line_of, unshielded
from valita_desktop.content.inline_marks import BOX
from valita_desktop.content.minutes import timed
from valita_desktop.content.pictures import name_of
from valita_desktop.content.tree import LINE, Node
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from valita_desktop.content.blocks import Inline

_DEEPEST_HEADING = 3
_MARK = re.compile(rf"[\n\\`*_\[\]<&~{GAP}]")
"""What the rules of CommonMark for the inside of a line begin with, and what `inline_marks` may
tell of: words without any are words and nothing else."""
_OF_WORDS = ("inline", LINE)
_LONGEST_DETAIL = 1000
_BY_CONTENT = (ContentErrorCode.WRONG_CONTENT, ContentErrorCode.EMPTY)


class Reading(NamedTuple):
    """What a text says, as far as it could be read.

    Attributes:
        document: The parts in the order they are written; what is wrong is left out of them.
        mistakes: What is not of the dialect, in order of line, at most one a line; of a text that
            is too much to be read, only that.
    """

    document: Document
    mistakes: tuple[ContentError, ...]


def read(markdown: str) -> Reading:
    """Read a text of an item, and all that is wrong with it.

    Text outside of the parts ``:::: facilitator`` and ``:::: sheet`` makes one part
    ``page``; a text has either parts or a page.

    Args:
        markdown: The whole text; any line ends; may be empty.

    Source:
        CommonMark 0.31; GitHub Flavored Markdown, tables and task lists.
    """
    markdown = LINE_END.sub("\n", markdown)
    too_much = limits.too_much(markdown)
    if too_much:
        return Reading((), (too_much,))
    lines, mistakes, whole = prepare(markdown)
    # A line end behind the last line: the rule of containers looks one sign further than it may.
    root = Node.of(_parser().parse("\n".join((*lines, ""))))
    mistakes += marks.mistakes(root, lines)
    parts: list[Part] = []
    loose: list[Node] = []
    for node in root.children:
        name = containers.name_of(node)
        if name not in PART_ROLES:
            loose.append(node)
        elif any(part.role == name for part in parts):
            mistakes.append(ContentError(ContentErrorCode.PART_UNKNOWN, name, line=line_of(node)))
        else:
            role: PartRole = "sheet" if name == "sheet" else "facilitator"
            parts.append(Part(role, _blocks(node.children, mistakes)))
            if node.info.strip() != name:
                mistakes.append(
                    ContentError(ContentErrorCode.UNKNOWN_OPTION, node.info, line=line_of(node))
                )
    if parts and loose and whole:
        mistakes.append(ContentError(ContentErrorCode.OUTSIDE_PART, line=line_of(loose[0])))
    if loose and not parts:
        parts.append(Part("page", _blocks(loose, mistakes)))
    return Reading(tuple(parts), one_a_line(mistakes))


def parse(markdown: str) -> Document:
    """Read a text that must be right.

    Args:
        markdown: As in `read`.

    Returns:
        The parts in the order they are written; no parts for an empty text.

    Raises:
        ContentError: Something is not of the dialect; tells its line.
    """
    return _right(read(markdown))


@lru_cache(maxsize=256)
def remembered(markdown: str) -> Reading:
    """`read` with a memory: who shows, checks and prints one text reads it once.

    256 texts are more than a packet of a term; blocks never change, so they can be shared.
    """
    return _brought.pop(markdown, None) or read(markdown)


_brought: dict[str, Reading] = {}
"""What another process has read, until it is asked for."""


def remember(markdown: str, reading: Reading) -> None:
    """Take over what another process has read, so that nobody reads it again here."""
    _brought[markdown] = reading


def parsed(markdown: str) -> Document:
    """`parse` with the memory of `remembered`.

    Raises:
        ContentError: Something is not of the dialect; tells its line.
    """
    return _right(remembered(markdown))


def one_a_line(mistakes: Iterable[ContentError]) -> tuple[ContentError, ...]:
    """Mistakes in order of line, of each line the kind that was found first, with all its words."""
    kept: dict[int, ContentError] = {}
    for each in mistakes:
        first = kept.setdefault(each.line, each)
        room = len(first.detail) < _LONGEST_DETAIL
        if first.code is each.code and room and each.detail not in first.detail:
            words = f"{first.detail} · {each.detail}"
            kept[each.line] = ContentError(each.code, words, line=each.line)
    return tuple(sorted(kept.values(), key=lambda each: each.line))


def _right(reading: Reading) -> Document:
    for mistake in reading.mistakes:
        raise ContentError(mistake.code, mistake.detail, line=mistake.line)
    return reading.document


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables, without what would swallow words; escapes stay apart from words."""
    parser = MarkdownIt("commonmark").enable("table")
    # Line ends are one sign already, and no text has the sign that `normalize` would replace.
    parser.disable(["normalize", "fence", "reference", "html_block", "text_join"])
    parser.validateLink = _any_link  # type: ignore[method-assign]  # a bad link is an error here
    parser.core.ruler.at("inline", _read_inlines)
    parser.block.ruler.before("table", "line", _line_by_itself)
    # One rule for all names: each rule is tried on every line.
    return parser.use(container_plugin, name="named", validate=_is_known)


def _line_by_itself(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A paragraph of one line that begins with a letter, which is what most of a text is.

    No other rule takes such a line, so none is asked.
    """
    first = state.bMarks[start] + state.tShift[start]
    if silent or not state.src[first : first + 1].isalpha() or state.is_code_block(start):
        return False
    if start + 1 < end and not state.isEmpty(start + 1):
        return False
    state.line = start + 1
    paragraph = state.push(LINE, "", 0)
    paragraph.content = state.src[first : state.eMarks[start]].strip()
    paragraph.map = [start, state.line]
    return True


def _read_inlines(state: StateCore) -> None:
    """Read the words of blocks; those without any mark, which are most, are read already."""
    for token in state.tokens:
        if token.type in _OF_WORDS and _MARK.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _is_known(opening: str, _colons: str) -> bool:
    return containers.name_in(opening) in KNOWN


def _any_link(url: str) -> bool:
    return bool(url)


def _blocks(nodes: Sequence[Node], mistakes: list[ContentError]) -> tuple[Block, ...]:
    """Blocks of nodes; one that is wrong is told and left out."""
    blocks: list[Block] = []
    for node in nodes:
        if node.plain:
            blocks.append(Paragraph((Span(node.plain),), line=line_of(node)))
            continue
        try:
            block = _block(node, mistakes)
        except ContentError as error:
            if not (error.code in _BY_CONTENT and _told_inside(node, mistakes)):
                mistakes.append(error)
            continue
        if block is not None:
            blocks.append(msgspec.structs.replace(block, line=line_of(node)))
    return tuple(blocks)


def _told_inside(node: Node, mistakes: Iterable[ContentError]) -> bool:
    """Whether what a container holds was told already, so that it may yet be what it should."""
    first, last = node.map or (0, 0)
    return any(first + 1 < each.line <= last for each in mistakes)


def _block(node: Node, mistakes: list[ContentError]) -> Block | None:
    """The block of a node; none for what `marks` has told already."""
    match node.type:
        case "heading":
            level = min(int(node.tag[1:]), _DEEPEST_HEADING)
            return Heading(level, inline(node.children))  # type: ignore[arg-type]  # 1 to 3
        case "paragraph":
            return _paragraph(node)
        case "bullet_list" | "ordered_list":
            return _bullets(node) if node.type == "bullet_list" else _numbers(node)
        case "table":
            return Table(*containers.table_cells(node))
        case kind if kind.startswith("container_"):
            return _container(node, mistakes)
        case _:
            return None


def _container(node: Node, mistakes: list[ContentError]) -> Block:
    name = containers.name_of(node)
    if name in PART_ROLES:
        raise ContentError(ContentErrorCode.PART_UNKNOWN, name, line=line_of(node))
    if name not in containers.CALLOUTS:
        return containers.block(containers.read_fence(node))
    inside = _blocks(node.children, mistakes)
    return containers.callout(containers.read_fence(node), inside)


def _paragraph(node: Node) -> Block:
    spans = node.children[0].children
    if len(spans) == 1 and spans[0].type == "image":
        return _image(spans[0])
    return Paragraph(inline(node.children))


def _image(node: Node) -> Image:
    alt, name = plain(inline(node.children)) or node.content, name_of(str(node.attrs["src"]))
    title = unshielded(str(node.attrs.get("title", "")))
    return Image(name, alt.strip(), containers.text(title))


def _bullets(node: Node) -> BulletList | Checklist:
    items = containers.list_items(node)
    boxes = [BOX.match(containers.leading_text(item)) for item in items]
    if not any(boxes):
        return BulletList(items)
    if not all(boxes):
        raise ContentError(ContentErrorCode.WRONG_CONTENT, "[ ]", line=line_of(node))
    return Checklist(tuple(map(_unboxed, items)))


def _unboxed(item: Inline) -> Inline:
    words = containers.leading_text(item)
    return containers.with_leading_text(item, BOX.sub("", words, count=1).lstrip())


def _numbers(node: Node) -> NumberedList | Steps:
    items = containers.list_items(node)
    start = int(node.children[0].info)
    titles = [bool(item) and getattr(item[0], "strong", False) for item in items]
    if not any(titles):
        return NumberedList(items, start)
    if not all(titles):
        raise ContentError(ContentErrorCode.MIXED_STEPS, line=line_of(node))
    return Steps(tuple(_step(item, line_of(node)) for item in items), start)


def _step(item: Inline, line: int) -> Step:
    """``**Title** (5 min). What to do`` or ``**Title.** What to do``."""
    title, rest = containers.titled(item, line)
    words = containers.leading_text(rest)
    found = timed(title, words, plain(rest)[len(words) :])
    text = containers.with_leading_text(rest, found.text)
    if found.minutes and words.strip() and not found.text:  # the time had a style of its own
        left = containers.leading_text(text)
        text = containers.with_leading_text(text, left.lstrip(".:,; "))
    return Step(found.title, found.minutes, text, found.in_words)
