"""From the HTML of a web page to the Markdown of the texts, for drafts.

Keeps headings, paragraphs, lists, tables, emphasis, links and pictures; everything else
becomes plain text or nothing. What comes out never holds HTML, and no character of the
page's text becomes markup by accident.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

_SKIPPED = {"script", "style", "iframe", "noscript", "svg", "form", "template", "head"}
_BLOCKS = {"p", "div", "section", "article", "blockquote", "figure", "figcaption", "pre", "hr"}
_HEADINGS = {f"h{level}": "##" if level <= 2 else "###" for level in range(1, 7)}  # noqa: PLR2004
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_LEADING = re.compile(r"^(#{1,6}\s|[-+]\s|\d+[.)]\s|:::|>|={3,}$)")
_ALLOWED = ("https://", "mailto:")


def markdown(html: str, picture: Callable[[str], str] | None = None) -> str:
    """The Markdown of a piece of HTML.

    Args:
        html: As a browser would take it; it need not be well formed.
        picture: Gives the file name of a picture by its address, ``""`` to leave it out;
            by default all are left out.
    """
    page = _Page(picture)
    page.feed(html)
    page.close()
    page.end_block()
    return "\n\n".join(page.blocks) + "\n" if page.blocks else ""


def text(html: str) -> str:
    """The plain text of a piece of HTML, in one line."""
    page = _Page(None)
    page.feed(html)
    page.close()
    page.end_block()
    plain = re.sub(r"\\(.)", r"\1", " ".join(page.blocks))
    return re.sub(r"\s+", " ", re.sub(r"[*#]+", "", plain)).strip()


class _Page(HTMLParser):
    """Gathers blocks as the tags go by."""

    def __init__(self, picture: Callable[[str], str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._picture = picture
        self._line = ""
        self._prefix = ""
        self._skip = 0
        self._lists: list[str] = []
        self._items: list[str] = []
        self._rows: list[list[str]] = []
        self._href = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins."""
        given = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._skip += 1
        elif tag in _HEADINGS:
            self.end_block()
            self._prefix = f"{_HEADINGS[tag]} "
        elif tag in _BLOCKS and not self._lists and not self._rows:
            self.end_block()
        elif tag in _MARKS:
            self._line += _MARKS[tag]
        elif tag == "br":
            self._line += " "
        else:
            self._start_other(tag, given)

    def _start_other(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            if not self._lists:
                self.end_block()
            self._lists.append(tag)
        elif tag == "li":
            self._end_item()
        elif tag == "tr":
            if not self._rows:
                self.end_block()
            self._rows.append([])
        elif tag == "a" and given.get("href", "").startswith(_ALLOWED):
            self._href = given["href"]
            self._line += "["
        elif tag == "img":
            self._image(given)

    @override
    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends."""
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag in _MARKS:
            self._line = _closed(self._line, _MARKS[tag])
        elif tag == "a" and self._href:
            self._line += f"]({self._href})"
            self._href = ""
        elif tag in _HEADINGS or (tag in _BLOCKS and not self._lists and not self._rows):
            self.end_block()
        else:
            self._end_other(tag)

    def _end_other(self, tag: str) -> None:
        if tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._taken())
        elif tag == "table":
            self._end_table()
        elif tag in ("ul", "ol") and self._lists:
            self._end_item()
            kind = self._lists.pop()
            if not self._lists:
                self._end_list(kind)

    @override
    def handle_data(self, data: str) -> None:
        """Take text, with whatever would be markup in it made plain."""
        if not self._skip:
            self._line += _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        """End the paragraph or heading at hand."""
        prefix, line = self._prefix, self._taken()
        self._prefix = ""
        if line:
            self.blocks.append(prefix + (line if prefix else _plain_start(line)))

    def _taken(self) -> str:
        line, self._line = self._line.strip(), ""
        return line

    def _end_item(self) -> None:
        line = self._taken()
        if line:
            self._items.append(_plain_start(line))

    def _end_list(self, kind: str) -> None:
        marks = [f"{n}." if kind == "ol" else "-" for n in range(1, len(self._items) + 1)]
        lines = [f"{mark} {item}" for mark, item in zip(marks, self._items, strict=True)]
        self._items = []
        if lines:
            self.blocks.append("\n".join(lines))

    def _end_table(self) -> None:
        rows = [row for row in self._rows if row]
        self._rows = []
        if not rows:
            return
        width = max(map(len, rows))
        filled = [row + [""] * (width - len(row)) for row in rows]
        lines = ["| " + " | ".join(row) + " |" for row in filled]
        lines.insert(1, "|" + "---|" * width)
        self.blocks.append("\n".join(lines))

    def _image(self, given: dict[str, str]) -> None:
        name = self._picture(given.get("src", "")) if self._picture else ""
        if name and not self._lists and not self._rows:
            self.end_block()
            alt = _SPECIAL.sub(r"\\\1", given.get("alt", "").strip())
            self.blocks.append(f"![{alt}]({name})")


def _closed(line: str, mark: str) -> str:
    """Close an emphasis; one with nothing in it is taken back."""
    head, _, inside = line.rpartition(mark)
    if not inside.strip():
        return head + inside
    return head + mark + inside.strip() + mark + (" " if inside.endswith(" ") else "")


def _plain_start(line: str) -> str:
    """A line whose beginning is not read as the beginning of a block."""
    found = _LEADING.match(line)
    if not found:
        return line
    if line[0].isdigit():
        return re.sub(r"^(\d+)", r"\1\\", line)
    return "\\" + line
