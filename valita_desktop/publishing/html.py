"""From the HTML of a web page to the Markdown of the texts, for drafts.

markdownify walks the page; the rules here say what the dialect has a place for: headings,
paragraphs, lists, tables, emphasis, links and pictures. Everything else becomes plain text
or nothing. What comes out never holds HTML, and no character of the page's text becomes
markup by accident.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

if TYPE_CHECKING:
    from collections.abc import Callable

_SKIPPED = ["script", "style", "iframe", "noscript", "svg", "form", "template", "head"]
_SPECIAL = re.compile(r"(\\(?![^\W_])|[`*_\[\]<>|]|&(?=#?\w+;)|~(?=~))")
_GAP = re.compile(r"(?:\\_){4,}")
_LEADING = re.compile(r"^(#{1,6}\s|[-+]\s|\d+[.)]\s|:::|>|={3,}$)")
_ALLOWED = ("https://", "mailto:")
_LEFT_OUT = re.compile(r"(?:tel:|(?=http://))(.+)")
"""Addresses that the dialect has no link for, but an editor wants to see."""
_ITEM = re.compile(r"- |\d+\. ")
_ITEM_LEADING = re.compile(r"^(\s*(?:-|\d+\.) )(\d*)(?=[.)]\s|[-+>#]\s)")
"""An item whose own words begin like an item."""
_LARGEST_HEADING = 2


def markdown(html: str, picture: Callable[[str], str] | None = None) -> str:
    """The Markdown of a piece of HTML.

    Args:
        html: As a browser would take it; it need not be well formed.
        picture: Gives the file name of a picture by its address, ``""`` to leave it out;
            by default all are left out.

    Returns:
        Paragraphs, lists, tables and headings, an empty line between them; ``""`` where
        there is nothing to read.
    """
    lines = _Converter(picture).convert_soup(_soup(html)).splitlines()
    blocks = re.split(r"\n{2,}", "\n".join(line.rstrip() for line in lines).strip())
    kept = [block for block in (_one(block) for block in blocks) if block]
    return "\n\n".join(kept) + "\n" if kept else ""


def text(html: str) -> str:
    """The plain text of a piece of HTML, in one line."""
    return re.sub(r"\s+", " ", _soup(html).get_text()).strip()


def _soup(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "html.parser")
    for skipped in soup(_SKIPPED):
        skipped.decompose()
    return soup


class _Converter(MarkdownConverter):
    """markdownify, with what the dialect lacks taken as plain text."""

    def __init__(self, picture: Callable[[str], str] | None) -> None:
        super().__init__(heading_style="atx", bullets="-")
        self._picture = picture

    def escape(self, text: str, parent_tags: set[str]) -> str:
        plain = _SPECIAL.sub(r"\\\1", text)
        return _GAP.sub(lambda found: found.group().replace("\\", ""), plain)

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:
        mark = "##" if n <= _LARGEST_HEADING else "###"
        words = " ".join(text.split())
        return f"\n\n{mark} {words}\n\n" if words and "_inline" not in parent_tags else text

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        line = " ".join(text.split())
        if "_inline" in parent_tags or "li" in parent_tags:
            return f" {line} "
        return f"\n\n{_plain_start(line)}\n\n"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        address = quote(str(el.get("href") or ""), safe=":/?#[]@!$&'*+,;=%~()")
        words = text.strip()
        left_out = _LEFT_OUT.match(unquote(address))
        if words and left_out and left_out[1] != words:
            return f"{text.rstrip()} ({self.escape(left_out[1], parent_tags)})"
        if not words or not address.startswith(_ALLOWED) or words.startswith("!["):
            return text
        return f"[{words}]({address})"

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        name = self._picture(str(el.get("src") or "")) if self._picture else ""
        if not name:
            return ""
        alt = _SPECIAL.sub(r"\\\1", str(el.get("alt") or "").strip())
        return f"\n\n![{alt}]({name})\n\n"

    def convert_list(self, el: Any, text: str, parent_tags: set[str]) -> str:
        # What follows a list in a list is a line of its own, else it joins the last item.
        return f"\n{text.rstrip()}\n" if "li" in parent_tags else f"\n\n{text}\n"

    convert_ul = convert_ol = convert_list

    def _as_paragraph(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def _as_words(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return text

    def _as_space(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return " "

    convert_blockquote = convert_figcaption = convert_pre = convert_dt = convert_dd = _as_paragraph
    convert_code = convert_kbd = convert_samp = convert_del = convert_s = convert_q = _as_words
    convert_sub = convert_sup = _as_words
    convert_br = convert_hr = _as_space


def _one(block: str) -> str:
    """A block as the dialect has it: a paragraph in one line that begins no other block."""
    lines = [re.sub(r"(?<=\S) +", " ", line.rstrip()) for line in block.split("\n") if line.strip()]
    if lines and _ITEM.match(lines[0]):
        # A list in a list stays one, for `check` to tell of it.
        return "\n".join(_ITEM_LEADING.sub(r"\1\2\\", line) for line in lines)
    lines = [line.strip() for line in lines]
    if not lines or lines[0].startswith(("## ", "### ", "|", "![")):
        return "\n".join(lines)
    return _plain_start(" ".join(lines))


def _plain_start(line: str) -> str:
    """A line whose beginning is not read as the beginning of a block."""
    found = _LEADING.match(line)
    if not found:
        return line
    return re.sub(r"^(\d+)", r"\1\\", line) if line[0].isdigit() else "\\" + line
