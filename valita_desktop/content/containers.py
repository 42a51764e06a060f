"""The fenced containers of the dialect, ``::: name options``, one function a block.

Every container says what it may hold; anything else in it is an error, and so is an
option it does not know.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, cast, get_args

import msgspec

from valita_desktop.content.blocks import (
    AnswerBox,
    Blank,
    Block,
    Callout,
    CalloutKind,
    Card,
    Cards,
    Circles,
    ContactRole,
    Contacts,
    Cut,
    Facts,
    FillTable,
    Flow,
    Hand,
    Inline,
    Lines,
    PageBreak,
    Result,
    Scale,
    Span,
    Timeline,
    WeekGrid,
    Wheel,
    YearGrid,
    plain,
)
from valita_desktop.content.inline import inline, line_of, unshielded
from valita_desktop.content.inline_marks import BOX, is_plain
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.tree import Node

CALLOUTS: tuple[CalloutKind, ...] = get_args(CalloutKind)
CONTACT_ROLES: tuple[ContactRole, ...] = get_args(ContactRole)
MAX_LINES = 40
MAX_TABLE_ROWS = 40
_FINGERS = 5
_TITLE_END = re.compile(r"(?<![.:])[.:]\s*$")
_TEXT_START = re.compile(r"^\s*[.:]?(?=\s|$)\s*")
_CARD_BACK = re.compile(r"(?<=\s)\|\|(?=\s)")


_QUOTE = re.compile(r"['\"]")


@dataclass(frozen=True)
class Fence:
    """A container as it was written.

    Attributes:
        name: The word after the colons.
        words: Further words of the opening line, in order.
        options: Its ``key=value`` pairs.
        node: What it holds.
        line: Line of its opening, from 1.
    """

    name: str
    node: Node
    line: int
    words: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    def error(self, problem: ContentErrorCode, detail: str = "") -> ContentError:
        """An error at this container."""
        return ContentError(
            problem, f"{self.name}: {detail}" if detail else self.name, line=self.line
        )

    def expect(self, *known: str, words: int = 0) -> None:
        """Refuse options and words that this container does not know.

        Args:
            known: The options that it knows; that they are there is not asked.
            words: How many further words its opening line may have.

        Raises:
            ContentError: There is another option, or one word more.
        """
        for key in self.options:
            if key not in known:
                raise self.error(ContentErrorCode.UNKNOWN_OPTION, key)
        if len(self.words) > words:
            raise self.error(ContentErrorCode.UNKNOWN_OPTION, self.words[words])

    def number(self, given: str, *, least: int, most: int) -> int:
        """A whole number within bounds.

        Args:
            given: As it was written; only the digits 0 to 9.
            least: The smallest that is allowed.
            most: The largest that is allowed.

        Raises:
            ContentError: It is no number, or is out of bounds.
        """
        if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
            raise self.error(ContentErrorCode.OPTION_VALUE, f"{given!r} ({least}-{most})")
        return int(given)

    def required(self, key: str) -> str:
        """An option that must be there and not be empty.

        Raises:
            ContentError: It is not there, or only blank.
        """
        if not self.options.get(key, "").strip():
            raise self.error(ContentErrorCode.OPTION_MISSING, key)
        return self.options[key]

    def bullets(self, *, least: int = 1, most: int = 99) -> tuple[Inline, ...]:
        """The items of the one bullet list that this container holds.

        Args:
            least: The fewest that are allowed.
            most: The most that are allowed.

        Raises:
            ContentError: It holds something else, an item is not one paragraph, or there are
                too few or too many.
        """
        held = self.node.children
        if len(held) != 1 or held[0].type != "bullet_list":
            raise self.error(ContentErrorCode.WRONG_CONTENT, "- …")
        items = list_items(held[0])
        if any(BOX.match(leading_text(item)) for item in items):
            raise self.error(ContentErrorCode.WRONG_CONTENT, "[ ]")
        if not least <= len(items) <= most:
            raise self.error(ContentErrorCode.WRONG_CONTENT, f"{len(items)} ({least}-{most})")
        return items

    def labels(self, *, least: int = 1, most: int = 99) -> tuple[str, ...]:
        """The same as plain words.

        Raises:
            ContentError: As `bullets`, or there is a gap.
        """
        items = self.bullets(least=least, most=most)
        if any(isinstance(span, Blank) for item in items for span in item):
            raise self.error(ContentErrorCode.PLAIN_WORDS, "____")
        return tuple(plain(item) for item in items)

    def paragraph(self, *, optional: bool = False) -> Inline:
        """The one paragraph that this container holds.

        Args:
            optional: It may hold nothing, which is an empty line.

        Raises:
            ContentError: It holds something else.
        """
        held = self.node.children
        if optional and not held:
            return ()
        if len(held) != 1 or held[0].type != "paragraph":
            raise self.error(ContentErrorCode.WRONG_CONTENT, "")
        return inline(held[0].children)

    def nothing(self) -> None:
        """Refuse any content.

        Raises:
            ContentError: The container holds something.
        """
        if self.node.children:
            raise self.error(ContentErrorCode.WRONG_CONTENT, "")


def name_of(node: Node) -> str:
    """Name of a container; ``""`` for any other node."""
    return name_in(node.info) if node.type.startswith("container_") else ""


def name_in(opening: str) -> str:
    """The name in the opening line of a fence, its colons left out."""
    return (opening.split(None, 1) or [""])[0]


def read_fence(node: Node) -> Fence:
    """Read a container's opening line.

    Raises:
        ContentError: A quotation mark on it is never closed, an option stands twice, or there
            are marks in words that are shown as they stand.
    """
    name, line, info = name_of(node), line_of(node), unshielded(node.info.strip())
    if not is_plain(node.info):
        raise ContentError(ContentErrorCode.PLAIN_WORDS, info, line=line)
    if name in CALLOUTS:
        return Fence(name, node, line, tuple(info.split()[1:]))
    if "\\" in info:  # it would be taken as the mark of a shell
        raise ContentError(ContentErrorCode.PLAIN_WORDS, info, line=line)
    try:
        _, *rest = shlex.split(info) if _QUOTE.search(info) else info.split()
    except ValueError:
        raise ContentError(ContentErrorCode.OPTION_VALUE, info, line=line) from None
    pairs = [word.split("=", 1) for word in rest if "=" in word]
    options = dict(pairs)
    for key in options:
        if sum(key == other for other, _ in pairs) > 1:
            raise ContentError(ContentErrorCode.OPTION_TWICE, key, line=line)
    return Fence(name, node, line, tuple(word for word in rest if "=" not in word), options)


def block(fence: Fence) -> Block:
    """The block that a container (not a callout, not a part) stands for.

    Raises:
        ContentError: Its options or what it holds are not what such a block may have.
    """
    return _MAKERS[fence.name](fence)


def callout(fence: Fence, blocks: tuple[Block, ...]) -> Callout:
    """A tip, warning or help box; the words of its opening line are its title.

    Args:
        fence: The container.
        blocks: What it holds, read already.

    Raises:
        ContentError: It holds nothing, or a callout, a page break or a line to cut along.
    """
    if not fence.node.children:
        raise fence.error(ContentErrorCode.EMPTY)
    if any(isinstance(inner, Callout | Cut | PageBreak) for inner in blocks):
        raise fence.error(ContentErrorCode.WRONG_CONTENT, "")
    return Callout(cast("CalloutKind", fence.name), " ".join(fence.words), blocks)


def text(words: str) -> Inline:
    """Plain words as a line."""
    return (Span(words),) if words else ()


def list_items(node: Node) -> tuple[Inline, ...]:
    """The items of a list, one line each: of each the first paragraph."""
    paragraphs = (
        next((each for each in item.children if each.type == "paragraph"), None)
        for item in node.children
    )
    return tuple(inline(each.children) if each else () for each in paragraphs)


def table_cells(node: Node) -> tuple[tuple[Inline, ...], tuple[tuple[Inline, ...], ...]]:
    """Header and rows of a table; every row is as long as the header.

    Raises:
        ContentError: There is no row, or the title of a column but the first is empty.
    """
    rows = [
        tuple(inline(cell.children) for cell in row.children)
        for section in node.children
        for row in section.children
    ]
    header, body = rows[0], tuple(rows[1:])
    if not body or not all(plain(cell) for cell in header[1:]):
        raise ContentError(ContentErrorCode.TABLE_SHAPE, line=line_of(node))
    return header, body


def titled(spans: Inline, line: int) -> tuple[str, Inline]:
    """The bold title that a line begins with, without its last dot or colon, and the rest.

    Args:
        spans: The line; where it does not begin bold, the title is ``""``.
        line: Line of the text that an error names.

    Raises:
        ContentError: There is a link in the title.
    """
    bold = tuple(takewhile(lambda span: isinstance(span, Span) and span.strong, spans))
    title = _TITLE_END.sub("", plain(bold))
    if any(isinstance(span, Span) and span.href for span in bold):
        raise ContentError(ContentErrorCode.PLAIN_WORDS, title, line=line)
    rest = spans[len(bold) :]
    return title, with_leading_text(rest, _TEXT_START.sub("", leading_text(rest))) if bold else rest


def leading_text(spans: Inline) -> str:
    """The words that a line begins with, without style; ``""`` if it begins otherwise."""
    first = spans[0] if spans else None
    return first.text if isinstance(first, Span) else ""


def with_leading_text(spans: Inline, words: str) -> Inline:
    """The same line beginning with other words."""
    if not spans or not isinstance(spans[0], Span):
        return spans
    changed = msgspec.structs.replace(spans[0], text=words)
    return (changed, *spans[1:]) if words else spans[1:]


def _fill_table(fence: Fence) -> FillTable:
    fence.expect("rows", "total")
    held = fence.node.children
    if len(held) != 1 or held[0].type != "table":
        raise fence.error(ContentErrorCode.WRONG_CONTENT, "| … |")
    header, rows = table_cells(held[0])
    wanted = fence.number(
        fence.options.get("rows", str(len(rows))), least=len(rows), most=MAX_TABLE_ROWS
    )
    return FillTable(header, rows, wanted - len(rows), fence.options.get("total", ""))


def _lines(fence: Fence) -> Lines:
    fence.expect(words=1)
    fence.nothing()
    return Lines(fence.number((*fence.words, "1")[0], least=1, most=MAX_LINES))


def _answer(fence: Fence) -> AnswerBox:
    fence.expect(words=1)
    lines = fence.number((*fence.words, "3")[0], least=1, most=MAX_LINES)
    return AnswerBox(lines, fence.paragraph(optional=True))


def _result(fence: Fence) -> Result:
    fence.expect()
    return Result(fence.paragraph())


def _week_grid(fence: Fence) -> WeekGrid:
    fence.expect("days")
    days = fence.options.get("days", "7")
    if days not in ("5", "7"):
        raise fence.error(ContentErrorCode.OPTION_VALUE, f"days={days} (5, 7)")
    return WeekGrid(fence.bullets(most=10), cast("Literal[5, 7]", int(days)))


def _year_grid(fence: Fence) -> YearGrid:
    fence.expect("start")
    start = fence.number(fence.options.get("start", "8"), least=1, most=12)
    return YearGrid(fence.bullets(most=5), start)


def _wheel(fence: Fence) -> Wheel:
    fence.expect("scale")
    scale = fence.number(fence.options.get("scale", "5"), least=3, most=10)
    return Wheel(fence.labels(least=4, most=12), scale)


def _scale(fence: Fence) -> Scale:
    fence.expect("low", "high", "steps")
    steps = fence.number(fence.options.get("steps", "5"), least=2, most=10)
    low, high = fence.required("low"), fence.required("high")
    return Scale(fence.bullets(most=24), low, high, steps)


def _cards(fence: Fence) -> Cards:
    fence.expect()
    cards = tuple(_card(item, fence.line) for item in fence.bullets(least=2, most=48))
    for card in cards:
        if not plain(card.text) or plain(card.text).startswith("||"):
            raise fence.error(ContentErrorCode.EMPTY, card.title)
    return Cards(cards)


def _card(item: Inline, line: int) -> Card:
    """``**Title.** words || back`` ; title and back may be left out."""
    title, item = titled(item, line) if len(item) > 1 else ("", item)
    for at, span in enumerate(item):
        back = _CARD_BACK.search(span.text) if isinstance(span, Span) else None
        if back and isinstance(span, Span):
            front = msgspec.structs.replace(span, text=span.text[: back.start()].rstrip())
            after = msgspec.structs.replace(span, text=span.text[back.end() :].lstrip())
            return Card(title, _told((*item[:at], front)), _told((after, *item[at + 1 :])))
    return Card(title, item)


def _told(spans: Inline) -> Inline:
    return tuple(span for span in spans if isinstance(span, Blank) or span.text)


def _circles(fence: Fence) -> Circles:
    fence.expect()
    return Circles(fence.labels(least=2, most=4))


def _hand(fence: Fence) -> Hand:
    fence.expect()
    thumb, index, middle, ring, little = fence.labels(least=_FINGERS, most=_FINGERS)
    return Hand((thumb, index, middle, ring, little))


def _timeline(fence: Fence) -> Timeline:
    fence.expect()
    return Timeline(fence.labels(least=2, most=13))


def _flow(fence: Fence) -> Flow:
    fence.expect()
    return Flow(fence.bullets(least=2, most=8))


def _contacts(fence: Fence) -> Contacts:
    fence.expect(words=len(CONTACT_ROLES))
    fence.nothing()
    for word in fence.words:
        if word not in CONTACT_ROLES:
            raise fence.error(ContentErrorCode.OPTION_VALUE, f"{word} ({', '.join(CONTACT_ROLES)})")
    if not fence.words:
        raise fence.error(ContentErrorCode.OPTION_MISSING, ", ".join(CONTACT_ROLES))
    return Contacts(cast("tuple[ContactRole, ...]", fence.words))


def _facts(fence: Fence) -> Facts:
    fence.expect(words=12)
    fence.nothing()
    if not fence.words:
        raise fence.error(ContentErrorCode.OPTION_MISSING, "id")
    for word in fence.words:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", word):
            raise fence.error(ContentErrorCode.OPTION_VALUE, word)
    return Facts(fence.words)


def _page_break(fence: Fence) -> PageBreak:
    fence.expect()
    fence.nothing()
    return PageBreak()


def _cut(fence: Fence) -> Cut:
    fence.expect()
    fence.nothing()
    return Cut()


_MAKERS: dict[str, Callable[[Fence], Block]] = {
    "fill-table": _fill_table,
    "lines": _lines,
    "answer": _answer,
    "result": _result,
    "week-grid": _week_grid,
    "year-grid": _year_grid,
    "wheel": _wheel,
    "scale": _scale,
    "cards": _cards,
    "circles": _circles,
    "hand": _hand,
    "timeline": _timeline,
    "flow": _flow,
    "contacts": _contacts,
    "facts": _facts,
    "page-break": _page_break,
    "cut": _cut,
}
NAMES: tuple[str, ...] = (*CALLOUTS, *_MAKERS)
