"""How long a step takes, in the forms that people write it.

A time alone in brackets behind the title is the time of the step and is shown as its minutes.
Any other form stays in the words as it was written, and counts where it says one time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 999
_READ, _NEAR = 2000, 40
"""Letters in which a time is looked for, and before it what makes it one of several."""
_PROPOSED = 10
_HEAD_WORDS = 6
_HEAD_END = re.compile(r"[.:–—](?:\s|$)")
_HOUR = 60
_HOURS = (
    r"(?P<h>(?:\d\s)?1/2|\d?\s?½|\d{1,2}(?:[.,]\d+)?)\s*"
    r"(?:h|t|tim\.?|tunti\w*|tunnin|timm\w*)(?!\w)"
)
_MINUTES = r"(?P<m>0?[1-9]\d{0,2})[\s-]*(?:min|minuut\w*|minut\w*)(?!\w)\.?"
_TIME = re.compile(
    rf"(?<![\d.,/])(?:{_HOURS}(?:\s*(?:ja|och)?\s*{_MINUTES})?|{_MINUTES.replace('m>', 'n>')})",
    re.IGNORECASE,
)
_ALONE = rf"\(\s*{_TIME.pattern}\s*\)"
_TITLE_END = re.compile(rf"\s*{_ALONE}\s*[.:]?\s*$", re.IGNORECASE)
_TEXT_START = re.compile(rf"\s*{_ALONE}\s*[.:,;]?(?=\s|$)\s*", re.IGNORECASE)
_ABOUT = (
    r"(?:noin|n\.|ca\.?|c:a|cirka|ungefär|omkring|enintään|max\.?|högst|yhteensä|yht\.|totalt|~|≈)"
)
_OPENING = re.compile(
    rf"[\s–—:,./|-]*(?:(?:kesto|aikaa?|tid|varaa aikaa|reservera)\b:?\s*)?{_ABOUT}?\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MORE = re.compile(r"\d\s*(?:[-–—+/x×*]|tai|eller|till|ja|och|(?:\w+\s)?[àá])\s*$")
_EACH = re.compile(r"\s*(?:/\s*[^\W\d]|per\b)")
_RANGE = re.compile(r"\d{1,3}\s*(?:[-–—+/x×*]|tai|eller|till)\s*(?=\d)")
_NUMBERS = {
    "yksi": 1, "yhden": 1, "kaksi": 2, "kahden": 2, "kolme": 3, "kolmen": 3, "neljä": 4, "viisi": 5,
    "viiden": 5, "kuusi": 6, "seitsemän": 7, "kahdeksan": 8, "yhdeksän": 9, "kymmenen": 10,
    "viisitoista": 15, "kaksikymmentä": 20, "kolmekymmentä": 30, "en": 1, "ett": 1, "två": 2,
    "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "femton": 15, "tjugo": 20, "trettio": 30,
}  # fmt: skip
_UNITS = {"min": 1, "tun": 60, "tim": 60, "var": 15, "kva": 15, "opp": 45, "lek": 45}
_COUNTED = re.compile(
    rf"\b(?:(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+)?"
    r"(?P<u>minuut|minut|tunti|tunnin|timm|vartti|vartin|kvart|oppitun|lektion)\w*",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"(\d{1,2})\s*(?:[x×*]|(?:\w+\s)?[àá])\s*(\d{1,3})\s*min", re.IGNORECASE)
_SUM = re.compile(r"(\d{1,3})\s*\+\s*(\d{1,3})\s*min", re.IGNORECASE)
_FROM_TO = re.compile(
    r"\s*\(?(?:klo|kl\.?)?\s*(\d{1,2})[.:](\d\d)\s*[–-]\s*(\d{1,2})[.:](\d\d)", re.IGNORECASE
)
_SHORT = re.compile(r"\s*(\d{1,3})(?:[.,]\d+\s*min\w*|\s*[\u2032'’])\s*", re.IGNORECASE)
_LONG = re.compile(r"\s*\((\d):([0-5]\d)\)")
_IN_WORDS = {
    90: re.compile(r"\b(?:puolitoista tuntia|en och en halv timm\w*)", re.IGNORECASE),
    30: re.compile(
        r"\b(?:puoli tuntia|puolen tunnin|puolisen tuntia|halv ?timm\w*)", re.IGNORECASE
    ),
    45: re.compile(r"\b(?:kolme varttia|tre kvart)\b", re.IGNORECASE),
    15: re.compile(r"\b(?:vartti|vartin|varttia|en kvart)\b", re.IGNORECASE),
}
_MINUTES_SAID = re.compile(r"\b(?:minuuttia|minuter)\b|\b0 ?min\b", re.IGNORECASE)


class Timed(NamedTuple):
    """A step with its time read.

    Attributes:
        title: The title.
        minutes: How long it takes; 0 = not said.
        text: The words after the title.
        in_words: Title or text still say the minutes.
    """

    title: str
    minutes: int
    text: str
    in_words: bool = False


def timed(title: str, text: str, after: str = "") -> Timed:
    """Find how long a step takes.

    Args:
        title: Its title, as it was written.
        text: The words that come after it, in one style.
        after: Those that come after these.
    """
    in_title, in_text = _TITLE_END.search(title), _TEXT_START.match(text)
    if in_title and not in_text and _fits(in_title):
        return Timed(title[: in_title.start()], _value(in_title), text)
    if in_text and not in_title and _fits(in_text):
        return Timed(title, _value(in_text), text[in_text.end() :])
    said = list(_said(title, (text + after)[:_READ]))
    counts = len(said) == 1 and said[0] is not None
    return Timed(title, said[0] or 0 if counts else 0, text, in_words=counts)


def unread(title: str, text: str) -> int:
    """Minutes to propose for a step that says a time which cannot be read; 0 where it says none.

    Args:
        title: Its title, without the minutes that were read.
        text: The words that come after it.
    """
    title, text = title[:_READ], text[:_READ]
    said = list(_said(title, text))
    if len(said) == 1 and said[0] is not None:
        return 0
    brackets = _BRACKETS.findall(text)
    places = (title, *brackets)
    if said:
        head = (*places, text[: text.find(".") + 1])
        found = [each for place in head for each in _TIME.finditer(place)]
        told = (_value(each) for each in reversed(found) if _fits(each))
        return next(_joined(places), next(told, _PROPOSED))
    words = (n for n, word in _IN_WORDS.items() for place in places if word.search(place))
    return next(words, 0) or next(_said_otherwise(title, text, brackets), 0)


def _joined(places: Iterable[str]) -> Iterator[int]:
    """Minutes of times that are multiplied or added."""
    for place in places:
        yield from (int(each[1]) * int(each[2]) for each in _PRODUCT.finditer(place))
        yield from (int(each[1]) + int(each[2]) for each in _SUM.finditer(place))


def _said_otherwise(title: str, text: str, brackets: Iterable[str]) -> Iterator[int]:
    """Minutes of times in words, from one time of the day to another, or with a sign."""
    for place in (title, text):
        found = _FROM_TO.match(place)
        if found and (place is title or found[0].lstrip().startswith("(")):
            first, last = (int(found[n]) * _HOUR + int(found[n + 1]) for n in (1, 3))
            yield from (n for n in (last - first,) if 0 < n <= MOST)
    length = _LONG.match(text)
    if length:
        yield int(length[1]) * _HOUR + int(length[2])
    for place in brackets:
        short, counted = _SHORT.fullmatch(place), _COUNTED.fullmatch(place.strip())
        if short:
            yield int(short[1]) or _PROPOSED
        if counted:
            number = (counted["n"] or "1").lower()
            yield (_NUMBERS.get(number) or int(number)) * _UNITS[counted["u"][:3].lower()]
    if any(_MINUTES_SAID.search(place) for place in (title, *brackets)):
        yield _PROPOSED


def without_time(title: str) -> str:
    """A title without a time that stands alone in brackets at its end."""
    return _TITLE_END.sub("", title)


def uncounted(text: str) -> int:
    """Minutes that an item without a title gives for itself; 0 where it gives none.

    They stand in brackets or in its first words.
    """
    text = text[:_READ]
    head = _HEAD_END.split(text, maxsplit=1)[0]
    heads = [head] if len(head.split()) <= _HEAD_WORDS else []
    every = (each for place in (*heads, *_BRACKETS.findall(text)) for each in _TIME.finditer(place))
    return next((_value(found) for found in every), 0)


def _said(title: str, text: str) -> Iterator[int | None]:
    """Every time that may be the step's, in minutes; None where it is one of several."""
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    ranged = _RANGE.match(text, at)
    begun = _TIME.match(text, ranged.end() if ranged else at)
    places = [title[:_READ], *_BRACKETS.findall(text)]
    for place in places:
        for found in _TIME.finditer(place):
            more = _MORE.search(place[max(0, found.start() - _NEAR) : found.start()])
            several = more or _EACH.match(place, found.end())
            yield _value(found) if _fits(found) and not several else None
    if begun:
        several = ranged or _EACH.match(text, begun.end())
        yield _value(begun) if _fits(begun) and not several else None


def _value(found: re.Match[str]) -> int:
    written = (found["h"] or "0").replace("1/2", "½").replace(",", ".")
    hours = float(written.replace("½", "").strip() or 0) + ("½" in written) / 2
    return round(hours * _HOUR) + int(found["m"] or found["n"] or 0)


def _fits(found: re.Match[str]) -> bool:
    return 0 < _value(found) <= MOST
