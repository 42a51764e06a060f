"""Spelling, by the spell-checkers of the computer: Voikko for Finnish, hunspell for Swedish.

They are programs of their own, so nothing of theirs is part of this one; where one is not
installed, or has no dictionary, its language is not checked and the report says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.letters import bare, composed
from valita_desktop.paths import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang

_TOOLS: dict[Lang, tuple[str, ...]] = {
    "fi": ("voikkospell",),
    "sv": ("hunspell", "-d", "sv_FI", "-i", "utf-8", "-l"),
}
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'"})
_LOCALE = "C.UTF-8"
"""voikkospell dies of a locale that is named but not installed, and reads words by it."""
_PATIENCE = 120.0

_UNSEEN = "\u00ad\u200b\u2060"
_IN_WORD = rf"(?:\w|[{_UNSEEN}])"
_TOKEN = re.compile(rf"{_IN_WORD}+(?:[-\u2010\u2011'\u2019\u02bc:.]{_IN_WORD}+)*[-\u2010\u2011.]?")
_ADDRESS = re.compile(
    r"\S*(?:://|www\.|@)\S*|(?<!\w)#\w+|(?:\w[\w-]*\.)+(?:fi|ax|se|eu|com|org|net)\b\S*"
)
_ENDING = re.compile(r":[^\W\d_]{1,6}(?=[-.]|$)")
_MOST_BYTES = 4_000_000
_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff'-]+", re.IGNORECASE)
_AFTER_FIGURE = re.compile(r"(?:[\d²³¼-¾\u2150-\u215e]x?[\s°]{0,2}|[/°€])$")
_UNITS = frozenset((
    "ms", "s", "min", "h", "t", "tim", "d", "v", "pv", "vk", "kk", "mån", "år",
    "hlö", "pers", "kpl", "st",
    "krm", "tl", "tsk", "rkl", "msk", "ml", "cl", "dl", "l", "mg", "g", "hg", "kg",
    "mm", "cm", "dm", "m", "km", "ha", "j", "kj", "mj", "cal", "kcal", "w", "kw", "kwh", "mwh",
    "a", "mah",
    "hz", "khz", "mhz", "ghz", "pa", "hpa", "kpa", "bar", "db", "mol",
    "b", "kb", "mb", "gb", "tb", "px",
    "c", "k", "f", "e", "eur", "snt",
))  # fmt: skip
"""What a figure is followed by, in small letters: no dictionary has them all."""


def installed(lang: Lang) -> bool:
    """Can this language be checked on this computer, with its dictionary?"""
    try:
        return not _refused(lang, {"ja"})
    except (OSError, subprocess.SubprocessError):
        return False


class WrittenWord(NamedTuple):
    """A word to look up.

    Attributes:
        bare: Its letters, with hyphens and apostrophes between them.
        whole: With the figure, the full stop or the hyphen that it goes with: ``15-vuotias``,
            ``esim.``, ``hälso-``. Dictionaries know some words only so.
        written: As its text has it, with soft hyphens.
    """

    bare: str
    whole: str
    written: str


def words_of(text: str) -> Iterator[WrittenWord]:
    """The words of a text that a dictionary can judge.

    Addresses, units after a figure, formulas, case endings after a colon and words in other
    letters than Latin ones are none.
    """
    text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    for found in _TOKEN.finditer(text):
        written = found.group()
        whole = bare(written).translate(_APOSTROPHES)
        head = _ENDING.sub("", whole)
        before = text[max(0, found.start() - 4) : found.start()]
        if head.rstrip(".-").lower() in _UNITS and _AFTER_FIGURE.search(before):
            continue
        for each in _judged(head):
            yield WrittenWord(each, whole, written.rstrip("-\u2010\u2011."))


def doubtful(lang: Lang, words: Iterable[WrittenWord], allowed: frozenset[str]) -> set[WrittenWord]:
    """As `unknown_words`, of words with what they go with: known either way is known.

    Args:
        lang: Their language, which must be `installed`.
        words: As `words_of` gives them.
        allowed: Words to accept, in lower case.
    """
    every = set(words)
    unknown = unknown_words(lang, {word.bare for word in every}, allowed)
    left = {word for word in every if word.bare in unknown}
    wholes = _refused(lang, {word.whole for word in left if word.whole != word.bare})
    return {word for word in left if word.whole in (word.bare, *wholes)}


def unknown_words(lang: Lang, words: Iterable[str], allowed: frozenset[str]) -> set[str]:
    """The words that neither the spell-checker nor the allow-list knows.

    A word with hyphens is known if all its parts are; the allow-list takes no account of
    case, nor of the ending after a colon or hyphen.

    Args:
        lang: Their language, which must be `installed`.
        words: Any words.
        allowed: Words to accept, in lower case.
    """
    asked = {word for word in words if word.lower() not in allowed}
    doubtful = _refused(lang, asked)
    parts = {part for word in doubtful for part in word.split("-") if part}
    bad = _refused(lang, {part for part in parts if part.lower() not in allowed})
    return {word for word in doubtful if any(part in bad for part in word.split("-"))}


def allow_list(source: Path, lang: Lang) -> frozenset[str]:
    """The words of ``words.<lang>.txt`` in a source tree, in lower case; ``#`` comments.

    Raises:
        ContentError: The file cannot be read.
    """
    file = source / f"words.{lang}.txt"
    if not file.is_file():
        return frozenset()
    try:
        lines = composed(read_text(file, _MOST_BYTES)).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(ContentErrorCode.UNREADABLE, str(error), path=file) from error
    return frozenset(line.split("#")[0].strip().lower() for line in lines) - {""}


def _judged(head: str) -> Iterator[str]:
    """The words of a token: compounds as one where no figure is in them."""
    for piece in head.strip("-.").split("."):
        parts = [piece] if _LATIN.fullmatch(piece) else piece.split("-")
        yield from (each for each in parts if _LATIN.fullmatch(each) and len(each) > 1)


def _refused(lang: Lang, words: set[str]) -> set[str]:
    if not words:
        return set()
    program, *options = _TOOLS[lang]
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(program)
    answer = subprocess.run(  # noqa: S603 - a fixed program, words on its standard input
        [path, *options],
        input="\n".join(sorted(words)),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": _LOCALE},
        timeout=_PATIENCE,
        check=True,
    ).stdout
    if lang == "fi":  # voikkospell: "C: known" or "W: unknown", a word a line
        return {line[3:] for line in answer.splitlines() if line.startswith("W: ")}
    return {line for line in answer.splitlines() if line}
