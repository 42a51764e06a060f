"""What the steps of an item use, and what its record says is needed.

A teacher packs by the record, three minutes before class. Only things whose words leave no
doubt are looked for; what a step means otherwise stays with the editors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content.blocks import Steps, plain
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Lang, Text
    from valita_desktop.content.source import SourceText


class _Thing(NamedTuple):
    """A thing: what it is called, words of steps that use it, words of needs that provide it."""

    name: str
    used: re.Pattern[str]
    there: re.Pattern[str]


def _things(*lines: tuple[str, str, str]) -> tuple[_Thing, ...]:
    return tuple(
        _Thing(name, re.compile(used, re.IGNORECASE), re.compile(there, re.IGNORECASE))
        for name, used, there in lines
    )


_THINGS: dict[Lang, tuple[_Thing, ...]] = {
    "fi": _things(
        ("taulu", r"\btaulu(?:lla|lle|lta|un)\b", "taulu|näyttö|projektori"),
        ("sakset", r"\b(?:leikatk|leikkaa\b|leikkaavat|saksi)", "saks|leikat"),
        ("teippiä", r"\bteip(?:pi|at|paa)", "teip"),
        ("liimaa", r"\bliima(?:a|at|tkaa|lla)\b", "liima"),
        ("tusseja", r"\btuss", "tuss"),
        ("tarralappuja", r"\b(?:tarra|liima)lap", "lap"),
        ("laskin", r"\blaskim", "laskin|puhelin"),
        ("noppa", r"\bnop(?:pa|an|alla|at)\b", "nop"),
        ("narua", r"\bnaru", "naru"),
        ("projektori", r"\bheijasta|\bprojektor|\bvalkokan", "projek|tykki|näyttö|kone|kangas"),
    ),
    "sv": _things(
        ("tavla", r"\b(?:på|vid|till|från) tavlan\b", "tavla|skärm|projektor"),
        ("sax", r"\bklipp(?:er|a)?\b|\bsax", "sax|klippt"),
        ("tejp", r"\btejp", "tejp"),
        ("lim", r"\blim(?:ma|mar)?\b", r"\blim"),
        ("tuschpennor", r"\btusch", "tusch"),
        ("klisterlappar", r"\bklisterlapp", "lapp"),
        ("räknare", r"\bräknaren?\b", "räknare|telefon"),
        ("tärning", r"\btärning", "tärning"),
        ("snöre", r"\bsnöre", "snöre"),
        ("projektor", r"\bprojektor|\b(?:på|till) duken\b", "projektor|skärm|dator|duk"),
    ),
}


def needs_errors(text: SourceText, words: Text) -> Iterator[ContentError]:
    """Things that the facilitator's steps use and the record does not name.

    Args:
        text: A text of an item.
        words: What the record says of it in that language.
    """
    needs = ", ".join(words.needs)
    told: set[str] = set()
    for part in text.document:
        for block in part.blocks if part.role == "facilitator" else ():
            for step in block.steps if isinstance(block, Steps) else ():
                for thing in _THINGS[text.lang]:
                    said = f"{step.title} {plain(step.text)}"
                    if thing.name in told or not thing.used.search(said):
                        continue
                    told.add(thing.name)
                    if not thing.there.search(needs):
                        line = text.line_of(step.title, block)
                        code = ContentErrorCode.NEEDS
                        yield ContentError(code, thing.name, line=line, path=text.path)
