"""Signs as paper shows them: what differs from another only by its width or its breaks is that.

Nearly every text has ordinary signs only; one look tells, and it is drawn as it stands. Of all
others each sign is drawn, exchanged for its like, or left out where it has no shape of its
own; what then has no shape in any face is told by `shapeless`.

Source:
    Unicode Standard Annex 14 (line breaking), 15 (compatibility), 51 (emoji without a picture
    for a sequence are shown one by one, flags by their letters).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
BREAK_CHANCE = "\u200b"

_UNUSUAL = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u00ff–—\u2018-\u201a“”„†‡•…‰\u2039\u203a€−ŠšŽžŒœ]"
)
_SPACES = dict.fromkeys("\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008", " ") | (
    dict.fromkeys("\u2009\u200a\u205f\u3000", " ") | dict.fromkeys("\u2007\u202f", "\u00a0")
)
_LINE_ENDS = dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_BEFORE_BREAKING = str.maketrans({**_SPACES, **_LINE_ENDS, "\u2010": "-", "\ufeff": "\u2060"})
_GLUED = re.compile("\u2060+ +\u2060*| +\u2060+")
_NO_SHAPE = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""Variation selectors, the frame of a keycap, colours of skin."""

_FLAGS = range(0x1F1E6, 0x1F200)
_REMEMBERED = 4096


def is_ordinary(text: str) -> bool:
    """Whether a text is drawn just as it stands, from our own letters."""
    return _UNUSUAL.search(text) is None


def breakable(text: str) -> str:
    """A text whose lines can be broken: spaces, hyphens and line ends of one kind each.

    A soft hyphen, U+2011 and U+200B stay, for they tell where a line breaks; a space beside
    U+2060 becomes one that does not break.
    """
    return _GLUED.sub("\u00a0", composed(text).translate(_BEFORE_BREAKING))


def printable(text: str) -> str:
    """A text as it is drawn; a soft hyphen is not, unless a line was broken there."""
    return text if is_ordinary(text) else "".join(map(_drawn, composed(text)))


def on_one_line(text: str) -> str:
    """`printable` of a title or a line of the footer."""
    return printable(text).replace("\n", " ")


def shapeless(text: str) -> Iterator[tuple[bool, str]]:
    """A text as it is drawn, cut where signs that no face has begin and end; true for those."""
    for has, chars in groupby(printable(text), fonts.drawable):
        yield not has, "".join(chars)


def lacking(text: str) -> list[str]:
    """The signs of a text that have no shape, each once, in order."""
    if is_ordinary(text):
        return []
    each_once = "".join(dict.fromkeys(composed(text.replace("\n", " "))))
    shown = shapeless(each_once)
    return list(dict.fromkeys(sign for lacks, run in shown if lacks for sign in run))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(sign: str) -> str:
    known = _LINE_ENDS.get(sign) or _SPACES.get(sign)
    if known or sign == "\n":
        return known or sign
    if sign in "\u2010\u2011":
        return "-"
    if unicodedata.category(sign) in ("Cc", "Cf") or _NO_SHAPE.match(sign):
        return ""
    if ord(sign) in _FLAGS:
        return chr(ord("A") + ord(sign) - _FLAGS.start)
    if fonts.drawable(sign):
        return sign
    like = unicodedata.normalize("NFKC", sign)
    return like if all(map(fonts.drawable, like)) else sign
