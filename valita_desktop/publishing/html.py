"""From the HTML of a web page to the Markdown of the texts, for drafts.

markdownify walks the page; the rules here say what the dialect has a place for: headings,
paragraphs, lists, tables, emphasis, links and pictures. Everything else becomes plain text
or nothing. What comes out never holds HTML, and no character of the page's text becomes
markup by accident.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdownify import MarkdownConverter

from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


MOST_HTML = 2_000_000
"""Letters of a page."""
MOST_TAGS = 20_000
MOST_PICTURES = 1000
DEEPEST = 100
"""Elements in each other: each is a few calls in each other."""
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
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
_ROOMS = frozenset(
    [
        "[document]",
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "figure",
    ]
)
"""What a picture may stand in; the dialect has it alone in its paragraph."""
_WHOLE = frozenset(("ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"))
"""What cannot be cut in two round a picture, which then follows it."""
_CAPTION = "figcaption, .wp-caption-text, .gallery-caption, .blocks-gallery-item__caption"
_CAPTIONED = frozenset(("wp-caption", "gallery-item", "blocks-gallery-item"))
_CELLS = frozenset(("tbody", "thead", "tr", "td", "th"))
_SIGNS = frozenset(("emoji", "wp-smiley"))
_LAZY = ("data-src", "data-lazy-src", "data-orig-file", "data-original")
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|heic)(?:[?#].*)?$", re.IGNORECASE)


def markdown(html: str, picture: Callable[[str], FoundPicture] | None = None) -> str:
    """The Markdown of a piece of HTML.

    Args:
        html: As a browser would take it; it need not be well formed. Not `too_much`.
        picture: Finds a picture by its address; by default all are left out.

    Returns:
        Paragraphs, lists, tables and headings, an empty line between them; ``""`` where
        there is nothing to read.
    """
    soup = _soup(html)
    _lift_pictures(soup)
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
        level: list[Tag] = [_soup(html)]
    except RecursionError:
        return True
    for _depth in range(DEEPEST):
        level = [each for tag in level for each in tag.children if isinstance(each, Tag)]
    return bool(level)


def text(html: str) -> str:
    """The plain text of a piece of HTML, in one line."""
    return composed(re.sub(r"\s+", " ", _soup(html).get_text()).strip())


def _soup(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "lxml")
    for skipped in soup(_SKIPPED):
        skipped.decompose()
    return soup


class FoundPicture(NamedTuple):
    """What has become of a picture of a page.

    Attributes:
        name: The name that the text calls it by.
        note: What the editor is told under it; ``""`` where it is there.
    """

    name: str
    note: str = ""


class _Converter(MarkdownConverter):
    """markdownify, with what the dialect lacks taken as plain text."""

    def __init__(self, picture: Callable[[str], FoundPicture] | None) -> None:
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
        if not words or not address.startswith(_ALLOWED):
            return text
        return f"[{words}]({address})"

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
        return f"\n\n![{alt}]({found.name}{title})\n\n{note}\n\n"

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


def _lift_pictures(soup: BeautifulSoup) -> None:
    """Give every picture a place of its own between paragraphs, with its caption as its title."""
    last: dict[int, tuple[Tag, Tag]] = {}
    for picture in soup.find_all("img"):
        if _SIGNS & set(picture.get_attribute_list("class")):
            picture.replace_with(str(picture.get("alt") or ""))
            continue
        picture["src"] = _address(picture)
        picture["title"] = _caption(picture)
        link = picture.find_parent("a")
        whole = [each for each in picture.parents if each.name in _WHOLE]
        if whole:
            held, outer = list(picture.parents), whole[-1]
            _, before = last.get(id(outer), (outer, outer))
            before.insert_after(picture.extract())
            last[id(outer)] = (outer, picture)
            _drop_empty(held)
        else:
            _cut_round(picture)
        if link is not None and not _PICTURE_FILE.search(str(link.get("href") or "")):
            _name_target(soup, picture, str(link.get("href") or ""))


def _address(picture: Tag) -> str:
    """Where a picture is, also where a page loads it only when it is scrolled to."""
    address = str(picture.get("src") or "").strip()
    lazy = next((str(picture[name]) for name in _LAZY if picture.get(name)), "")
    if lazy and (not address or address.startswith("data:")):
        return lazy
    return address or str(picture.get("srcset") or "").strip().partition(" ")[0]


def _caption(picture: Tag) -> str:
    """The words under a picture, which are taken away; none where they are of several."""
    for holder in picture.parents:
        own = holder.name == "figure" or _CAPTIONED & set(holder.get_attribute_list("class"))
        if own and len(holder.find_all("img")) == 1:
            beside = (each for each in holder.select(_CAPTION) if not each.find("img"))
            words = next(beside, None)
            if words is not None:
                return " ".join(words.extract().get_text(" ").split())
    return ""


def _cut_round(picture: Tag) -> None:
    """Cut paragraphs, emphasis and links in two where a picture stands in them."""
    while picture.parent is not None and picture.parent.name not in _ROOMS:
        holder = picture.parent
        rest = BeautifulSoup("", "html.parser").new_tag(holder.name, attrs=dict(holder.attrs))
        for each in list(picture.next_siblings):
            rest.append(each.extract())
        holder.insert_after(picture.extract(), rest)
        _drop_empty((rest, holder))


def _drop_empty(holders: Iterable[Tag]) -> None:
    """Take away what held nothing but a picture, from the innermost on."""
    for each in holders:
        bare = not each.get_text(strip=True) and not each.find(["img", "br", "hr"])
        if bare and each.name not in _CELLS | _ROOMS - {"figure"}:
            each.extract()


def _name_target(soup: BeautifulSoup, picture: Tag, target: str) -> None:
    """Where a picture led to, in words under it; the editor makes a link of them if need be."""
    if target:
        paragraph = soup.new_tag("p")
        paragraph.string = target
        picture.insert_after(paragraph)


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
