"""From the HTML of a web page to the Markdown of the texts, for drafts.

`page_tree` brings the page into the shape of the dialect and markdownify walks it; the rules
here say how each thing is written. What comes out never holds HTML, and no character of the
page's text becomes markup by accident.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from bs4.element import Tag
from markdownify import MarkdownConverter

from valita_desktop.content.inline import is_target
from valita_desktop.letters import composed
from valita_desktop.publishing.page_tree import TICK, LeftOut, soup_of, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_HTML = 2_000_000
"""Letters of a page."""
MOST_TAGS = 20_000
MOST_PICTURES = 1000
DEEPEST = 100
"""Elements in each other: each is a few calls in each other."""
_MOST_COLUMNS = 50
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_BREAK, _CELL, _ROW, _WRITTEN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_EDGE = f" \t\n{_BREAK}"
_MARK = {"strong": ("\ufdd6", "\ufdd7", "**"), "em": ("\ufdd8", "\ufdd9", "*")}
_OURS = dict.fromkeys(range(0xFDD0, 0xFDF0))
"""Signs that stand for marks, and begin what is written already, until a line is whole.

Source:
    Unicode 17, section 23.7: noncharacters, which no text holds.
"""
_SPECIAL = re.compile(r"(\\(?![^\W_])|[`*_\[\]<>|]|&(?=#?\w+;)|~(?=~)|(?<=<)!(?=--))")
_GAP = re.compile(r"(?:\\_){4,}")
_LEADING = re.compile(r"^(#{1,6}(?:\s|$)|[-+](?:\s|$)|\d+[.)](?:\s|$)|:::|>|(?:=+|[- ]+)$)")
_HEADING_END = re.compile(r"(^|\s)(#+)$")
_SHOWN = re.compile(r"(?:tel:|ftp:|mailto:|(?=https?:)|(?=/))([^?#\s].*)", re.IGNORECASE)
"""Addresses that the dialect has no link for, but an editor wants to see."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ITEM = re.compile(r"- |\d+\. ")
_BREAKS = re.compile(rf"\s*{_BREAK}\s*")
_LARGEST_HEADING = 2


class FoundPicture(NamedTuple):
    """What has become of a picture of a page.

    Attributes:
        name: The name that the text calls it by.
        note: What the editor is told under it; ``""`` where it is there.
    """

    name: str
    note: str = ""


def markdown(
    html: str,
    picture: Callable[[str], FoundPicture] | None = None,
    left_out: Callable[[LeftOut, str], str] | None = None,
    base: str = "",
) -> str:
    """The Markdown of a piece of HTML.

    Args:
        html: As a browser would take it; it need not be well formed. Not `too_much`.
        picture: Finds a picture by its address; by default all are left out.
        left_out: Is told what the dialect has no place for and its address; the words that it
            gives back stand there. By default the address alone.
        base: Address of the page, for links that are relative.

    Returns:
        Paragraphs, lists, tables and headings, an empty line between them; ``""`` where
        there is nothing to read.
    """
    soup = soup_of(html)
    tidy(soup, base, left_out or _address_alone)
    lines = _Converter(picture).convert_soup(soup).splitlines()
    blocks = re.split(r"\n{2,}", "\n".join(line.rstrip() for line in lines).strip())
    kept = [block for block in (_one(block) for block in blocks) if block]
    return composed("\n\n".join(kept) + "\n") if kept else ""


def too_much(html: str) -> bool:
    """Whether a page has more in it, or deeper in each other, than a draft is made of."""
    if len(html) > MOST_HTML or html.count("<") > MOST_TAGS:
        return True
    if len(_PICTURE.findall(html)) > MOST_PICTURES:
        return True
    try:
        level: list[Tag] = [soup_of(html)]
    except RecursionError:
        return True
    for _depth in range(DEEPEST):
        level = [each for tag in level for each in tag.children if isinstance(each, Tag)]
    return bool(level)


def text(html: str) -> str:
    """The plain text of a piece of HTML, in one line."""
    return composed(re.sub(r"\s+", " ", soup_of(html).get_text()).strip())


def heading(words: str) -> str:
    """Plain words as the dialect writes them in a heading."""
    return _HEADING_END.sub(r"\1\\\2", _escaped(" ".join(words.split())))


def _escaped(words: str) -> str:
    plain = _SPECIAL.sub(r"\\\1", words.translate(_OURS))
    return _GAP.sub(lambda found: found.group().replace("\\", ""), plain)


def _address_alone(_what: LeftOut, address: str) -> str:
    return address


class _Converter(MarkdownConverter):
    """markdownify, with each thing written as the dialect has it."""

    def __init__(self, picture: Callable[[str], FoundPicture] | None) -> None:
        super().__init__(heading_style="atx", bullets="-")
        self._picture = picture

    def escape(self, text: str, parent_tags: set[str]) -> str:
        ticks = text.startswith(TICK) and "li" in parent_tags
        return TICK + _escaped(text) if ticks else _escaped(text)

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:
        words = " ".join(text.replace(_BREAK, " ").split())
        if "li" in parent_tags:
            opening, closing, _ = _MARK["strong"]
            return f"{_BREAK}{opening}{words}{closing}{_BREAK}" if words else ""
        mark, words = "##" if n <= _LARGEST_HEADING else "###", _HEADING_END.sub(r"\1\\\2", words)
        return (
            f"\n\n{_WRITTEN}{mark} {words}\n\n"
            if words and "_inline" not in parent_tags
            else f" {words} "
        )

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        line = " ".join(text.split())
        if "_inline" in parent_tags:
            return f" {line} "
        return f"{_BREAK}{line}{_BREAK}" if "li" in parent_tags else f"\n\n{line}\n\n"

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        return f"{_BREAK}{text}{_BREAK}" if "li" in parent_tags else f"\n\n{text.strip()}\n\n"

    def _marked(self, el: Any, text: str, parent_tags: set[str]) -> str:
        opening, closing, _ = _MARK[el.name]
        if el.name in parent_tags or not text.strip(_EDGE):
            return text
        words = text.strip(_EDGE)
        before, after = text[: -len(text.lstrip(_EDGE))], text[len(text.rstrip(_EDGE)) :]
        return f"{before}{opening}{words}{closing}{after}"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        address = _written_address(str(el.get("href") or "").strip())
        words = " ".join(text.replace(_BREAK, " ").split())
        shown = _SHOWN.match(unquote(address))
        if not words or "a" in parent_tags:
            return text
        if is_target(address):
            left, right = text[: -len(text.lstrip())], text[len(text.rstrip()) :]
            return f"{left}[{words}]({address}){right}"
        if shown and shown[1] != words:
            return f"{text.rstrip()} ({self.escape(shown[1], parent_tags)})"
        return text

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("src") or "")
        if not self._picture or not address:
            return ""
        found = self._picture(address)
        alt, caption, note = (
            _SPECIAL.sub(r"\\\1", " ".join(words.split()))
            for words in (str(el.get("alt") or ""), str(el.get("title") or ""), found.note)
        )
        title = ' "{}"'.format(caption.replace('"', '\\"')) if caption else ""
        return f"\n\n{_WRITTEN}![{alt}]({found.name}{title})\n\n{note}\n\n"

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        number = _number(el) if el.parent is not None and el.parent.name == "ol" else 0
        mark = f"{number}." if number or el.parent.name == "ol" else "-"
        if "_inline" in parent_tags:
            words = " ".join(text.replace(TICK, "☐ ").split()).removesuffix(";")
            return f" {mark} {words};" if mark != "-" else f" {words};"
        own, *inner = text.strip().strip(_BREAK).split("\n")
        own = _BREAKS.sub(_BREAK, own).strip(_BREAK).replace(TICK, "[ ] " * (mark == "-") or "☐ ")
        lines = [
            f"{_WRITTEN}{mark} {own}",
            *(f"{' ' * (len(mark) + 1)}{line}" for line in inner if line),
        ]
        return "\n".join(lines) + "\n" if own or inner else "\n"

    def convert_list(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip().removesuffix(';')} "
        # What follows a list in a list is a line of its own, else it joins the last item.
        return f"\n{text.rstrip()}\n" if "li" in parent_tags else f"\n\n{text}\n"

    def _cell(self, el: Any, text: str, parent_tags: set[str]) -> str:
        wide = str(el.get("colspan", "1"))
        more = min(int(wide), _MOST_COLUMNS) - 1 if wide.isascii() and wide.isdigit() else 0
        words = " ".join(text.replace(_BREAK, " ").replace(_CELL, " ").replace(_ROW, " ").split())
        return f"{_CELL}{words}" + _CELL * max(0, more)

    def convert_tr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"{_ROW}{text.strip()}"

    def convert_table(self, el: Any, text: str, parent_tags: set[str]) -> str:
        before, *rows = text.split(_ROW)
        if "_inline" in parent_tags or "li" in parent_tags:
            return " ".join(text.replace(_CELL, " ").replace(_ROW, f" {_BREAK} ").split())
        cells = [[cell.strip() for cell in row.split(_CELL)[1:]] for row in rows]
        square = list(zip(*zip_longest(*filter(None, cells), fillvalue=""), strict=True))
        lines = [f"| {' | '.join(row)} |" for row in square]
        lines[1:1] = ["|" + " --- |" * len(square[0])] if square else []
        return f"\n\n{before.strip()}\n\n{_WRITTEN}" + "\n".join(lines) + "\n\n"

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"{_BREAK}{text}"

    def convert_hr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return "" if "li" in parent_tags else "\n\n"

    def _as_words(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return text

    convert_article = convert_section = convert_blockquote = convert_div
    convert_figcaption = convert_caption = convert_dt = convert_dd = convert_div
    convert_summary = convert_details = convert_legend = convert_address = convert_div
    convert_strong = convert_em = _marked
    convert_ul = convert_ol = convert_list
    convert_td = convert_th = _cell
    convert_video = _as_words


def _written_address(address: str) -> str:
    """An address as it stands in a link: no blanks, and brackets only in pairs."""
    depth = lowest = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        lowest = min(lowest, depth)
    brackets = "" if depth or lowest else "()"
    written = quote(address, safe=f":/?#[]@!$&'*+,;=%~{brackets}")
    return _SCHEME.sub(lambda found: found[0].lower(), written, count=1)


def _number(item: Tag) -> int:
    """The number that an item of a list has on the page; a reversed list counts down to one."""
    before = [each for each in item.find_previous_siblings("li") if isinstance(each, Tag)]
    around = item.parent
    down = around is not None and around.has_attr("reversed")
    way = -1 if down else 1
    for steps, each in enumerate((item, *before)):
        if (value := _whole(each, "value")) is not None:
            return value + way * steps
    start = _whole(around, "start") if around is not None else None
    if start is None:
        start = 1 + len(before) + len(item.find_next_siblings("li")) if down else 1
    return start + way * len(before)


def _whole(tag: Tag, name: str) -> int | None:
    """An attribute as a whole number; None where it is none."""
    given = str(tag.get(name, ""))
    return int(given[:6]) if given.isascii() and given.isdigit() else None


def _one(block: str) -> str:
    """A block as the dialect has it; what is not written already begins no other block."""
    lines = [re.sub(r"(?<=\S) +", " ", line.rstrip()) for line in block.split("\n") if line.strip()]
    written, lines = block.startswith(_WRITTEN), [line.replace(_WRITTEN, "") for line in lines]
    if not written:
        return _paragraph(_marks_written(" ".join(line.strip() for line in lines)))
    if lines[0].startswith("!["):
        return "\n".join(lines)
    lines = list(map(_marks_written, lines))
    if _ITEM.match(lines[0]):
        # A list in a list stays one, for `check` to tell of it.
        lines = list(map(_item, lines))
    return "\n".join(lines)


def _item(line: str) -> str:
    """A line of a list; its further lines are indented as its words."""
    indent = len(line) - len(line.lstrip())
    found = _ITEM.match(line, indent)
    start = found.end() if found else indent
    own, *more = [part for part in _BREAKS.split(line[start:]) if part.strip()] or [""]
    further = (" " * start + _plain_start(part) for part in more)
    return "\\\n".join([line[:start] + _plain_start(own), *further])


def _paragraph(line: str) -> str:
    """A paragraph whose lines end where they were ended."""
    return "\\\n".join(_plain_start(part) for part in _BREAKS.split(line) if part.strip())


def _plain_start(line: str) -> str:
    """A line whose beginning is not read as the beginning of a block."""
    line = line.replace(TICK, "☐ ")
    found = _LEADING.match(line)
    if not found:
        return line
    return re.sub(r"^(\d+)", r"\1\\", line) if line[0].isdigit() else "\\" + line


def _marks_written(line: str) -> str:
    """A line with its marks where the dialect reads them: not between letters, not at a blank."""
    line = re.sub(r"!(?=\[)", r"\\!", line)
    for opening, closing, mark in _MARK.values():
        line = line.replace(closing + opening, "")
        line = re.sub(rf"([^\W_])({opening})([^\w\s{_BREAK}]+)", r"\1\3\2", line)
        line = re.sub(
            rf"{opening}([\"”“»’'(])([^{closing}]*)(?={closing}[^\W_])", rf"\1{opening}\2", line
        )
        line = re.sub(rf"([^\w\s{_BREAK}]+)({closing})(?=[^\W_])", r"\2\1", line)
        pieces = re.split(f"([{opening}{closing}])", line)
        for at in range(1, len(pieces) - 3, 4):
            inner = pieces[at + 1]
            before, after = pieces[at - 1][-1:], pieces[at + 3][:1]
            refused = before.isdigit() or after.isdigit() or (before.isalnum() and after.isalnum())
            pieces[at] = pieces[at + 2] = "" if refused or not inner.strip() else mark
        line = "".join(pieces)
    return line
