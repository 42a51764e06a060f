"""Signs inside a line that would not come out as they were written.

Every sign of a line is either a mark of the dialect that opens and closes, or a sign that is
shown. What is neither is told, with the way to write it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from valita_desktop.content.inline import GAP, is_target, target, unshielded
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from valita_desktop.content.tree import Node

MARKS = "\\`*_[]()<>|#-+.:!&=~"
"""The signs that a backslash makes plain; before any other, and before letters, it is a sign."""

BOX = re.compile(r"\[([ xX]?)\](?!\()")
"""A box at the beginning of an item; only an empty one with a blank in it is one to tick."""

_SHOWN = 60
_UNSEEN = re.compile("[\t\xa0\xad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]")
_QUOTED = re.compile(r"(\*{1,2})([\"”“»’'(])(.{1,200}?)([\"”“«»’')])\1(?=\w)")
_STARS = re.compile(r"\*")
_STARRED = re.compile(r"\S*\*\S*")
_FACE = re.compile(r"[^\s_]_[^\s./:,–—_-]|[^\s./:,–—_-]_[^\s_]")
_LOW_LINES = re.compile(r"_+")
_SUSPECT = re.compile(r"[*_~]|\]\(")
_NO_LINK = re.compile(r"\]\(([^)]*)")
_STRUCK = re.compile(r"~~(.*?)~~")
_PATH_END = re.compile(r"(?:\b[A-Za-z]:|\\[^\W_]\S*)\\$")
_DATE_SIGNS = re.compile(r"[\d\s./:,–—-]+")
_BREAK_AT_END = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_NOT_PLAIN = re.compile(
    r"\*\S|\S\*|`|\\[!-/:-@\[-`{-~]|~~|\]\(|<[A-Za-z/!]|&#?\w+;|(?<!\w)_|_(?!\w)"
)

_TAG = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
_HTML = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figure",
        "font",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "nobr",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "script",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
        "video",
        "wbr",
    ]
)
"""Names of tags: what stands in such signs otherwise is a place for a word, as in ``<nimi>``."""

_BREAKS = ("softbreak", "hardbreak")

Found = tuple[ContentErrorCode, str]


class _Place(NamedTuple):
    """A token in its line.

    Attributes:
        tokens: All tokens of the paragraph, cell, heading or item.
        at: Which of them it is.
        written: The line of the source that it stands on.
    """

    tokens: Sequence[Token]
    at: int
    written: str

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.tokens[self.at]

    def neighbour(self, step: int, at: int | None = None) -> str:
        """The words of the token before (-1) or after (1); ``""`` where there are none."""
        found = (self.at if at is None else at) + step
        inside = 0 <= found < len(self.tokens)
        return self.tokens[found].content if inside else ""

    def touching(self, step: int) -> str:
        """The sign that this token touches before (-1) or after (1); a blank at a line end."""
        found = self.at + step
        if not 0 <= found < len(self.tokens) or self.tokens[found].type in _BREAKS:
            return " "
        content = self.tokens[found].content
        return (content[-1] if step < 0 else content[0]) if content else "*"


def inline_mistakes(node: Node) -> Iterator[ContentError]:
    """What is wrong inside the words of a paragraph, a cell, a heading or an item.

    Args:
        node: A node of type ``inline``.
    """
    token = node.token
    if token is not None and token.map and token.children:
        written = token.content.split("\n")
        yield from _mistakes(token.children, written, token.map[0] + 1)
        if written[-1].endswith("\\") and _BREAK_AT_END.search(
            written[-1]
        ):  # nothing follows: it would be shown
            detail = arrow(written[-1], written[-1][:-1])
            line = token.map[0] + len(written)
            yield ContentError(ContentErrorCode.MARKUP, unshielded(detail), line=line)


def _mistakes(
    tokens: Sequence[Token], written: Sequence[str], first: int
) -> Iterator[ContentError]:
    line = first
    for at, each in enumerate(tokens):
        shown = written[min(line - first, len(written) - 1)]
        rule = _RULES.get(each.type)
        if rule:
            for code, detail in rule(_Place(tokens, at, shown)):
                yield ContentError(code, " ".join(unshielded(detail).splitlines()), line=line)
        if each.children:  # the description of a picture
            yield from _mistakes(each.children, (shown,), line)
        line += 1 if each.type in _BREAKS else each.content.count("\n")


def arrow(written: str, mended: str) -> str:
    """What is told of a mistake: what was written, and the way to write it."""
    if _UNSEEN.sub(" ", written).split() == mended.split():  # nobody would see what is meant
        written = _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", written)
    return f"{_short(written)} → {_short(mended)}"


def is_plain(words: str) -> bool:
    """Whether words that are shown as they stand hold no mark that somebody meant as one."""
    return GAP not in words and not _NOT_PLAIN.search(words)


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _text(place: _Place) -> Iterator[Found]:
    words = place.token.content
    if not _SUSPECT.search(words):
        return
    padded = f"{place.touching(-1)}{words}{place.touching(1)}"
    quoted = list(_QUOTED.finditer(words))
    for each in quoted:
        yield ContentErrorCode.EMPHASIS, arrow(each[0], each.expand(r"\2\1\3\1\4"))
    if not quoted:
        for each in _STARRED.finditer(words):
            stars = (each.start() + star.start() + 1 for star in _STARS.finditer(each[0]))
            if any(_touches(padded, star) for star in stars):
                yield ContentErrorCode.EMPHASIS, arrow(each[0], _STARS.sub(r"\\*", each[0]))
    for each in _NO_LINK.finditer(words):
        yield ContentErrorCode.LINK_TARGET, each[1]
    for each in _STRUCK.finditer(words):
        yield ContentErrorCode.MARKUP, arrow(each[0], each[1])
    yield from _low_lines(words, *(sign.isalnum() for sign in (padded[0], padded[-1])))


def _touches(padded: str, at: int) -> bool:
    """Whether a star stands at a word, where it could be a mark; in “2 * 3” it is a star."""
    return not (padded[at - 1].isspace() and padded[at + 1].isspace())


def _low_lines(words: str, begins_in_word: bool, ends_in_word: bool) -> Iterator[Found]:  # noqa: FBT001
    for run in _LOW_LINES.finditer(words):
        before = words[run.start() - 1].isalnum() if run.start() else begins_in_word
        after = words[run.end()].isalnum() if run.end() < len(words) else ends_in_word
        if before and after:
            continue
        near = words[max(0, run.start() - _SHOWN) : run.start()]
        lead = (re.findall(r"\S*\s?$", near) or [""])[0]
        face = words[max(0, run.start() - 1) : run.end() + 1]
        if len(run[0]) == 1 and (before or after or _FACE.fullmatch(face)):
            yield ContentErrorCode.EMPHASIS, arrow(f"{lead}_", f"{lead}\\_")
        else:
            yield ContentErrorCode.SHORT_GAP, arrow(f"{lead}{run[0]}", f"{lead}____")


def _emphasis(place: _Place) -> Iterator[Found]:
    opened = place.token
    close = place.at + 1
    while place.tokens[close].level > opened.level:
        close += 1
    inside = "".join(token.content for token in place.tokens[place.at + 1 : close])
    before, after = place.neighbour(-1)[-1:], place.neighbour(1, close)[:1]
    if "_" in opened.markup and not any(sign.isalpha() for sign in inside):
        yield _no_words(opened.markup, inside)
    elif "_" in opened.markup:
        star = "*" * len(opened.markup)
        written = f"{opened.markup}{inside}{opened.markup}"
        yield ContentErrorCode.EMPHASIS, arrow(written, f"{star}{inside}{star}")
    elif before.isdigit() or after.isdigit() or (before.isalnum() and after.isalnum()):
        written = f"{before}{opened.markup}{inside}{opened.markup}{after}"
        yield ContentErrorCode.EMPHASIS, arrow(written, _STARS.sub(r"\\*", written))


def _no_words(marks: str, inside: str) -> Found:
    """Gaps between the signs of a date or a time, ``__.__``, or a face, ``^_^ -_-``."""
    written = f"{marks}{inside}{marks}"
    if len(marks) == 1 and not _DATE_SIGNS.fullmatch(inside):
        return ContentErrorCode.EMPHASIS, arrow(written, f"\\_{inside}\\_")
    return ContentErrorCode.SHORT_GAP, arrow(written, f"____{inside}____")


def _code(place: _Place) -> Iterator[Found]:
    words, mark = place.token.content, place.token.markup
    yield ContentErrorCode.MARKUP, arrow(f"{mark}{words}{mark}", words)


def _html(place: _Place) -> Iterator[Found]:
    written = place.token.content
    tag = _TAG.match(written)
    if tag and tag[1].lower() not in _HTML:
        yield ContentErrorCode.RAW_HTML, arrow(written, f"\\{written}")
    else:
        yield ContentErrorCode.RAW_HTML, written[:40]


def _image(place: _Place) -> Iterator[Found]:
    if len(place.tokens) > 1:
        yield ContentErrorCode.IMAGE_INLINE, str(place.token.attrs.get("src", ""))


def _link(place: _Place) -> Iterator[Found]:
    href = target(str(place.token.attrs.get("href", "")))
    words = place.neighbour(1)
    if not is_target(href):
        yield ContentErrorCode.LINK_TARGET, unquote(href)[:80]
    elif place.token.markup == "autolink":
        yield ContentErrorCode.LOST_SIGN, arrow(f"<{words}>", f"[{words}]({href})")
    elif "title" in place.token.attrs:
        title = str(place.token.attrs["title"])
        yield ContentErrorCode.LOST_SIGN, arrow(f'({href} "{title}")', f"({href})")
    elif place.tokens[place.at + 1].type == "link_close":
        yield ContentErrorCode.EMPTY, f"[]({href})"


def _special(place: _Place) -> Iterator[Found]:
    token = place.token
    written, sign = token.markup, token.content
    if token.info == "entity":
        yield ContentErrorCode.LOST_SIGN, arrow(written, sign if sign.strip() else "␣")
    elif sign.endswith(GAP):
        yield ContentErrorCode.LOST_SIGN, arrow(f"\\{GAP * 4}", GAP * 4)
    elif sign != written and sign not in MARKS:
        yield ContentErrorCode.LOST_SIGN, arrow(written, f"\\{written}")
    elif sign == "\\" and place.neighbour(1)[:1].isalnum() and not place.neighbour(-1)[-1:].strip():
        word = place.neighbour(1).split(" ", 1)[0]
        yield ContentErrorCode.LOST_SIGN, arrow(f"\\\\{word}", f"\\\\\\\\{word}")


def _break(place: _Place) -> Iterator[Found]:
    found = _PATH_END.search(place.written)
    if found:
        yield ContentErrorCode.LOST_SIGN, arrow(found[0], f"{found[0]}\\")


_RULES: dict[str, Callable[[_Place], Iterator[Found]]] = {
    "text": _text,
    "em_open": _emphasis,
    "strong_open": _emphasis,
    "code_inline": _code,
    "html_inline": _html,
    "image": _image,
    "link_open": _link,
    "text_special": _special,
    "hardbreak": _break,
}
