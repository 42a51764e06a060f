"""From a post as it stands in WordPress's own file to the HTML that its site would show.

The file holds what an editor typed: paragraphs without tags, short codes in square brackets,
blocks in comments. A short code that nobody knows stays as it was typed, for the editor to see.

Source:
    WordPress, `wpautop` and "Shortcodes"; Block Editor Handbook, "Markup representation".
"""

from __future__ import annotations

import html
import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from valita_desktop.publishing.page_tree import PART_TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = re.compile(r"<!--\s+wp:([a-z0-9/_-]+)\s+(\{.*?\}\s+)?/-->", re.DOTALL)
_BLOCKS = "<!-- wp:"
_SHARED = re.compile(r"<!--\s+wp:block\s+\{\s*\"ref\"\s*:\s*(\d{1,15})\s*\}\s+/-->")
_MOST_FROM_BLOCKS = 500_000
_CUT = re.compile(r"<!--\s*(?:more|nextpage|noteaser)\b.*?-->", re.DOTALL)
_WITHOUT_WORDS = frozenset(("spacer", "separator", "more", "nextpage"))
_WHOLE = re.compile(
    r"(<(pre|p|h[1-6]|li|td|th|dt|dd|figcaption|caption|summary|script|style|figure)\b.*?</\2\s*>)",
    re.DOTALL | re.IGNORECASE,
)
"""What gets no paragraphs inside."""
_TAG = re.compile(
    r"(</?(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|"
    r"h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|"
    rf"video|audio|object|{PART_TAG})\b[^>]*>)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)", re.IGNORECASE)
_SHORT_CODE = re.compile(r"\[(embed|audio|video|gallery)\b([^\]]*)\](?:([^\[]*)\[/\1\])?")
_OPTION = re.compile(r"([a-z0-9_]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv")


def rendered(
    raw: str,
    pictures: Mapping[int, str],
    attached: tuple[int, ...] = (),
    blocks: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """The HTML of a post.

    Args:
        raw: As it stands in the file.
        pictures: Addresses of the site's pictures by their numbers.
        attached: The numbers of those that belong to this post: a gallery of no others.
        blocks: What is written once for several posts, by number; one inside another stays told.
    """
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    raw = _with_blocks(_CUT.sub("\n\n", raw), blocks)
    raw = _BLOCK.sub(_part, _CUT.sub("\n\n", raw))
    raw = _CAPTION.sub(_captioned, raw)
    raw = _SHORT_CODE.sub(lambda found: _short_code(found, pictures, attached), raw)
    return raw if _BLOCKS in raw else _in_paragraphs(raw)


def _with_blocks(raw: str, blocks: Mapping[int, str]) -> str:
    """A post with what stands in it by number; no more than a person would read."""
    left = _MOST_FROM_BLOCKS

    def block(found: re.Match[str]) -> str:
        nonlocal left
        held = blocks.get(int(found[1]), "")
        if not held or len(held) > left:
            return found[0]
        left -= len(held)
        return held

    return _SHARED.sub(block, raw)


def _part(found: re.Match[str]) -> str:
    """A block that the site fills in when it is shown."""
    name, options = found[1], found[2]
    if name in _WITHOUT_WORDS:
        return ""
    try:
        told = json.loads(options) if options else {}
    except (ValueError, RecursionError):
        told = {}
    more = next((str(told[key]) for key in ("url", "ref", "text") if told.get(key)), "")
    return f'<{PART_TAG} data="{html.escape(f"{name} {more}".strip())}"></{PART_TAG}>'


def _captioned(found: re.Match[str]) -> str:
    picture = _PICTURE.match(found[2])
    if not picture:
        return found[2]
    words = found[2][picture.end() :].strip() or _options(found[1]).get("caption", "")
    return f"<figure>{picture[1]}<figcaption>{words}</figcaption></figure>"


def _short_code(
    found: re.Match[str], pictures: Mapping[int, str], attached: tuple[int, ...]
) -> str:
    name, options, held = found[1], _options(found[2]), (found[3] or "").strip()
    if name == "gallery":
        return _gallery(found[0], options, pictures, attached)
    address = held or next((options[key] for key in _MEDIA if options.get(key)), "")
    if not address:
        return found[0]
    written = html.escape(html.unescape(address))
    if name == "embed":
        return f"<p>{written}</p>"
    return f'<{name} src="{written}"></{name}>'


def _gallery(
    written: str, options: Mapping[str, str], pictures: Mapping[int, str], attached: tuple[int, ...]
) -> str:
    told = re.findall(r"\d{1,15}", options.get("ids") or options.get("include") or "")
    numbers = list(map(int, told)) or list(attached)
    shown = [f'<img src="{html.escape(pictures[n])}" alt="">' for n in numbers if n in pictures]
    missing = f"<p>{written}</p>" if not numbers or len(shown) < len(numbers) else ""
    return "".join(shown) + missing


def _options(written: str) -> dict[str, str]:
    return {name: one or two or three for name, one, two, three in _OPTION.findall(written)}


def _in_paragraphs(raw: str) -> str:
    """Empty lines part paragraphs, and other line ends are line ends."""
    pieces = _WHOLE.split(raw)
    told = []
    for at in range(0, len(pieces), 3):
        told += [_paragraphs(pieces[at]), *pieces[at + 1 : at + 2]]
    return "".join(told)


def _paragraphs(words: str) -> str:
    chunks = re.split(r"\n[^\S\n]*\n", _TAG.sub(r"\n\n\1\n\n", words))
    return "".join(_paragraph(chunk.strip()) for chunk in chunks)


def _paragraph(chunk: str) -> str:
    if not chunk or _TAG.fullmatch(chunk):
        return chunk
    return f"<p>{chunk.replace(chr(10), '<br>')}</p>"
