"""Letters in the one form in which the program keeps, shows, prints and searches them.

Text comes decomposed (a and U+0308 for ä) from macOS, PDF readers and some keyboards. It is
composed at each door where words come in, never afterwards: the files of an editor, an item as
it is read from the library, settings, packets, drafts from the web, what is typed to be found.
What a feed holds stays as it was signed.

Source:
    Unicode Standard Annex 15 (NFC).
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"))
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_STYLED = re.compile(
    "[\u3371-\u33df\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
"""Letters and figures joined, squared, wide, or bold by themselves, as the web likes them."""
_TO_CALL = re.compile(
    r"(?<![\w+.,])(?=\+?(?:\d ?){6})"
    r"(?:\+\d{2,3}|0\d{1,3}|116(?= \d{3}\b))(?: \d{2,4}){1,4}(?!\w|,\d)"
)
"""A number to call, as Finland writes it: ``09 2525 0111``, ``+358 40 123 4567``, ``116 006``."""


def composed(text: str) -> str:
    """A text in NFC, its letters without a style of their own: ``\ufb01`` is *fi*.

    The groups of a number to call are kept together, ``080\u00a0005\u00a0005``: it stays on one
    line, and a voice reads it in its groups, not as eighty million.
    """
    whole = text if text.isascii() else unicodedata.normalize("NFC", _STYLED.sub(_plain, text))
    return _TO_CALL.sub(_together, whole)


def bare(text: str) -> str:
    """A text as its words are looked at: hyphens of one kind, no signs that only tell breaks."""
    return text if text.isascii() else text.translate(_UNSEEN | _HYPHENS)


def _together(found: re.Match[str]) -> str:
    return found.group().replace(" ", "\u00a0")


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())
