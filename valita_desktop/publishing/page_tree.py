"""The tree of a web page, brought into the shape of the dialect before it is written down.

What a page does by tricks (a picture inside a link, a list straight in a list, a box that is a
form's) stands afterwards as the dialect has it; what the dialect has no place for is handed
to whoever asked, and their words stand where it was. No word of the page goes.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TICK = "\ufdd5"
"""Begins an item that is a box to tick; no page holds it."""
_NO_WORDS = ["script", "style", "template", "head", "noscript", "link", "meta"]
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
_WHOLE = frozenset(("ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6"))
"""What cannot be cut in two round a picture, which then follows it."""
_BLOCKS = [*_WHOLE, "p", "div", "blockquote", "section", "article", "figure"]
_CAPTION = "figcaption, .wp-caption-text, .gallery-caption, .blocks-gallery-item__caption"
_CAPTIONED = frozenset(("wp-caption", "gallery-item", "blocks-gallery-item"))
_CELLS = frozenset(("tbody", "thead", "tr", "td", "th"))
_SIGNS = frozenset(("emoji", "wp-smiley"))
_LAZY = ("data-src", "data-lazy-src", "data-orig-file", "data-original")
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|heic)(?:[?#].*)?$", re.IGNORECASE)
_MARKS = {"b": "strong", "i": "em", "cite": "em", "var": "em", "dfn": "em"}
_PLAIN = ["code", "kbd", "samp", "tt", "del", "s", "strike", "q", "ins", "u", "small", "big"]
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_FIGURES = re.compile(r"[-+−]?\d{1,3}[-+−]?")
_TYPED_TICK = re.compile(r"\s*(?:[□☐❏❑]|\[\s?\](?!\())\s*(?=\S)")


class LeftOut(StrEnum):
    """What of a page the dialect has no place for."""

    FRAME = "frame"
    VIDEO = "video"
    SOUND = "sound"
    FORM = "form"
    DRAWING = "drawing"
    PART = "part"


PART_TAG = "site-part"
"""What `raw_post` calls a block that only the site can fill in; no page has such an element."""
_LEFT_OUT = {
    PART_TAG: LeftOut.PART,
    "iframe": LeftOut.FRAME,
    "embed": LeftOut.FRAME,
    "object": LeftOut.FRAME,
    "video": LeftOut.VIDEO,
    "audio": LeftOut.SOUND,
    "form": LeftOut.FORM,
    "svg": LeftOut.DRAWING,
    "math": LeftOut.DRAWING,
    "canvas": LeftOut.DRAWING,
}
_ICON_OF = ["a", "button", "span", "label", "summary"]


def soup_of(html: str) -> BeautifulSoup:
    """The tree of a piece of HTML, without what never has words for a reader."""
    soup = BeautifulSoup(html, "lxml")
    for skipped in soup(_NO_WORDS):
        skipped.decompose()
    return soup


def tidy(soup: BeautifulSoup, base: str, left_out: Callable[[LeftOut, str], str]) -> None:
    """Bring a tree into the shape of the dialect.

    Args:
        soup: It is changed.
        base: Address of the page, which its links are relative to; ``""`` where it has none.
        left_out: Is told what the dialect has no place for, and its address or ``""``; what it
            gives back stands in its place.
    """
    for each in soup.find_all(string=lambda words: isinstance(words, Comment)):
        each.extract()
    _leave_out(soup, base, left_out)
    _mend_words(soup)
    _mend_lists(soup)
    _lift_pictures(soup)
    if base:
        for link in soup.find_all("a", href=True):
            link["href"] = _joined(base, str(link["href"]))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if address and address[0] != "#" else address
    except ValueError:  # it is no address at all
        return address


def _leave_out(soup: BeautifulSoup, base: str, left_out: Callable[[LeftOut, str], str]) -> None:
    for each in soup.find_all(list(_LEFT_OUT)):
        if each.decomposed or (each.name == "svg" and each.find_parent(_ICON_OF)):
            each.extract()
            continue
        words = left_out(_LEFT_OUT[each.name], _address_of(each, base))
        if words:
            note = soup.new_tag("p")
            note.string = words
            each.insert_before(note)
        each.decompose()


def _address_of(holder: Tag, base: str) -> str:
    """Where what is left out can be seen, or its name."""
    if holder.name == PART_TAG:
        return str(holder["data"])
    for each in (holder, *holder.find_all("source")):
        for name in ("src", "data-src", "data", "action"):
            if each.get(name):
                return _joined(base, str(each[name]).strip())
    return ""


def _mend_words(soup: BeautifulSoup) -> None:
    """One name for each mark; raised and lowered figures are signs; lines of `pre` are lines."""
    for each in soup.find_all(list(_MARKS)):
        each.name = _MARKS[each.name]
    for each in soup.find_all(["strong", "em"]):
        if each.find(_BLOCKS):
            _push_in(soup, each)
    for each in soup.find_all(["sup", "sub"]):
        _set_figures(each)
    for each in soup.find_all(_PLAIN):
        each.unwrap()
    for each in soup.find_all(["pre", "textarea"]):
        each.name = "p"
        for words in list(each.find_all(string=True)):
            words.replace_with(*_between(soup, str(words).strip("\n").split("\n")))


def _set_figures(held: Tag) -> None:
    words = held.get_text(strip=True)
    if _FIGURES.fullmatch(words):
        held.replace_with(words.translate(_RAISED if held.name == "sup" else _LOWERED))
    else:
        held.unwrap()


def _push_in(soup: BeautifulSoup, mark: Tag) -> None:
    """Bold or italic round whole blocks: round the words of each of them instead."""
    for words in list(mark.find_all(string=True)):
        if words.strip():
            words.wrap(soup.new_tag(mark.name))
    mark.unwrap()


def _between(soup: BeautifulSoup, lines: list[str]) -> list[Tag | NavigableString]:
    parts: list[Tag | NavigableString] = [NavigableString(lines[0])]
    for line in lines[1:]:
        parts += [soup.new_tag("br"), NavigableString(line)]
    return parts


def _mend_lists(soup: BeautifulSoup) -> None:
    """Everything in a list stands in an item of it, and a box to tick begins its item."""
    for holder in soup.find_all(["ul", "ol"]):
        for each in list(holder.children):
            if isinstance(each, Tag) and each.name == "li":
                continue
            if not isinstance(each, Tag) and not each.strip():
                continue
            before = each.find_previous_sibling("li")
            if isinstance(each, Tag) and each.name in ("ul", "ol") and before is not None:
                before.append(each.extract())
            else:
                each.wrap(soup.new_tag("li"))
    for item in soup.find_all("li"):
        _mend_item(item)


def _mend_item(item: Tag) -> None:
    first = next((each for each in item.descendants if _counts(each)), None)
    if isinstance(first, Tag) and str(first.get("type", "")).lower() == "checkbox":
        first.replace_with(TICK)
    elif isinstance(first, NavigableString) and _TYPED_TICK.match(first):
        first.replace_with(TICK + _TYPED_TICK.sub("", first, count=1))


def _counts(each: object) -> bool:
    """Whether something is the first that an item shows."""
    return bool(each.strip()) if isinstance(each, NavigableString) else _is_input(each)


def _is_input(each: object) -> bool:
    return isinstance(each, Tag) and each.name == "input"


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
