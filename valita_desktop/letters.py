"""Letters in the one form in which the program keeps, shows, prints and searches them.

Text comes decomposed (a and U+0308 for ä) from macOS, PDF readers and some keyboards. It is
composed at each door where words come in, never afterwards: the files of an editor, an item as
it is read from the library, settings, packets, drafts from the web, what is typed to be found.
What a feed holds stays as it was signed.

What a reader cannot see but what changes what is read (directions, zero widths, tags, fillers)
is taken out or refused at the doors where words come from somebody else; `UNSEEN` says what
that is, and which of it typography needs.

Source:
    Unicode Standard Annex 15 (NFC); the property Default_Ignorable_Code_Point of
    DerivedCoreProperties (Unicode 16); Annex 9 (directional formatting); Technical Report 36,
    section 2; Technical Standard 51 (emoji sequences).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"))
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_BARE = _UNSEEN | _HYPHENS
_DRESSED = re.compile(f"[{''.join(map(chr, _BARE))}]")
"""What `bare` changes; found far faster, and in most texts not at all."""
_STYLED = re.compile(
    "[\u3371-\u33df\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
"""Letters and figures joined, squared, wide, or bold by themselves, as the web likes them."""
_TO_CALL = re.compile(
    r"[+01](?<![\w+.,:/].)(?:(?<=\+)\d{2,3}|(?<=0)\d{1,3}|(?<=1)16(?= \d{3}\b))"
    r"(?: \d{2,4}){1,4}(?!\w|,\d)"
)
"""A number to call, as Finland writes it: ``09 2525 0111``, ``+358 40 123 4567``, ``116 006``."""
_FEWEST_FIGURES = 6
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")
"""An amount, as Finland writes it: ``7 000``."""
_USUAL = bytes(range(0xD9)) + b"\xe2"
"""Bytes of which no letter in `_STYLED` is, and no figure but 0 to 9: most texts have no others,
and that is found far faster than what they would need."""
_FIGURES = bytes.maketrans(b"123456789", b"0" * 9)

_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
)
_NONE = _IGNORABLE + _CONTROL
_EMOJI = "\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_NEEDED = "|".join(
    (
        rf"(?<![{_NONE}])\u00ad(?![{_NONE}])",  # a soft hyphen: where a word may be broken
        # may break, or not, beside a sign: ja/tai, 5-vuotias; within a word it is a hidden cut
        rf"(?<=[^\w\s{_NONE}])[\u200b\u2060](?![\s{_NONE}])",
        rf"(?<=[^\s{_NONE}])[\u200b\u2060](?=[^\w\s{_NONE}])",
        rf"(?<=[{_EMOJI}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)",
        rf"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])",
    )
)
UNSEEN = rf"[{_NONE}](?<!{_NEEDED})"
"""A regular expression for one character that nobody sees and nothing needs."""
ALL_SEEN = rf"^(?!(?s:.)*?{UNSEEN})"
"""The beginning of one for texts without any; what else shall be so follows."""
_JOINER = "\u034f"
"""Nobody sees it, yet it passes for a sign that is printed, and its bytes are usual ones."""
_PERHAPS = re.compile(f"[{_NONE}]")
"""Found far faster, and in most texts not at all."""

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device, whatever its ending.

    Source:
        Microsoft, "Naming Files, Paths, and Namespaces".
    """
    return bool(_DEVICE.match(name))


def first_unseen(text: str) -> str:
    """The first character that nobody sees and nothing needs; ``""`` where all is seen."""
    found = _unneeded().search(text) if _may_hide(text) else None
    return found[0] if found else ""


def seen(text: str) -> str:
    """A text without what nobody sees and nothing needs."""
    return _unneeded().sub("", text) if _may_hide(text) else text


def composed(text: str) -> str:
    """A text in NFC, its letters without a style of their own: ``\ufb01`` is *fi*.

    The groups of a number are kept together, ``7\u00a0000``, ``080\u00a0005\u00a0005``: it stays on
    one line, and of a number to call a voice reads its groups, not eighty million.
    """
    written = text.encode("utf-8", "surrogatepass")
    if written.translate(None, _USUAL):
        return _grouped(unicodedata.normalize("NFC", _STYLED.sub(_plain, text)))
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    return _grouped(whole) if b"0 00" in written.translate(_FIGURES) else whole


def bare(text: str) -> str:
    """A text as its words are looked at: hyphens of one kind, no signs that only tell breaks."""
    return text if text.isascii() or not _DRESSED.search(text) else text.translate(_BARE)


@cache
def _unneeded() -> re.Pattern[str]:
    """Compiled when a text perhaps has such a character: it takes 5 ms, and no start needs it."""
    return re.compile(UNSEEN)


def _may_hide(text: str) -> bool:
    """Whether there is a character that nobody sees, needed or not.

    Of those that Python prints, all but one are written with bytes that most texts have none of.
    """
    usual = not text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    if usual and _JOINER not in text and text.replace("\n", "").replace("\u00a0", "").isprintable():
        return False
    return bool(_PERHAPS.search(text))


def _grouped(text: str) -> str:
    called = _TO_CALL.sub(_together, text)
    return _THOUSANDS.sub(lambda found: found[0].replace(" ", "\u00a0"), called)


def _together(found: re.Match[str]) -> str:
    groups = found[0].split(" ")
    long = len("".join(groups).lstrip("+")) >= _FEWEST_FIGURES
    return ("\u00a0" if long else " ").join(groups)


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())
