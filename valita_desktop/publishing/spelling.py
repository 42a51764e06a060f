"""Spelling, by the spell-checkers of the computer: Voikko for Finnish, hunspell for Swedish.

They are programs of their own, so nothing of theirs is part of this one; where one is not
installed, or has no dictionary, its language is not checked and the report says so. Each is
started once and looks words up while the texts are still being read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import lru_cache
from typing import IO, TYPE_CHECKING, NamedTuple, Self

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
_SURE = "ja"
"""A word of both languages: who does not know it has no dictionary."""

_UNSEEN = "\u00ad\u200b\u2060"
_IN_WORD = rf"(?:\w|[{_UNSEEN}])"
_TOKEN = re.compile(rf"{_IN_WORD}+(?:[-\u2010\u2011'\u2019\u02bc:.]{_IN_WORD}+)*[-\u2010\u2011.]?")
_ADDRESS = re.compile(
    r"\S*(?:://|www\.|@)\S*|(?<!\w)#\w+|(?:\w[\w-]*\.)+(?:fi|ax|se|eu|com|org|net)\b\S*"
)
_PERHAPS_ADDRESS = re.compile(r"[@#]|://|www\.|\.(?:fi|ax|se|eu|com|org|net)\b")
"""What an address cannot be without; found far faster, and in most texts not at all."""
_ENDING = re.compile(r":[^\W\d_]{1,6}(?=[-.]|$)")
_APART = "\n" * 4
"""Between texts; as long as `_AFTER_FIGURE` looks back."""
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


def words_of(texts: Iterable[str]) -> Iterator[WrittenWord]:
    """The words of some texts that a dictionary can judge, in order, each once.

    Addresses, units after a figure, formulas, case endings after a colon and words in other
    letters than Latin ones are none.
    """
    text = _APART.join(_without_addresses(each) for each in texts)
    tokens: dict[str, None] = {}
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token in tokens:
            continue
        is_unit, _ = _token(token)
        if not is_unit or not _AFTER_FIGURE.search(text, max(0, found.start() - 4), found.start()):
            tokens[token] = None
    for token in tokens:
        yield from _token(token)[1]


def _without_addresses(text: str) -> str:
    if not _PERHAPS_ADDRESS.search(text):
        return text
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)


class SpellChecker:
    """A spell-checker at work: it is asked as words are found, and tells at the end.

    Words that `allow_list` names are accepted, whatever their case and the ending after their
    colon or hyphen. A word with hyphens is known if all its parts are, and any word if it is
    known with what it goes with.

    Args:
        lang: The language of the words.
        allowed: Words to accept, in lower case.

    Attributes:
        lang: The language.
    """

    def __init__(self, lang: Lang, allowed: frozenset[str] = frozenset()) -> None:
        self.lang = lang
        self._allowed = allowed
        self._words: set[WrittenWord] = set()
        self._asked: set[str] = set()
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self._process = _started(lang, self._told)
        self._send({_SURE})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End it, whether it has told or not."""
        if self._process and self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()
            self._process.kill()
            self._process.wait()
        self._told.close()

    def ask(self, words: Iterable[WrittenWord]) -> None:
        """Have some words looked up; those that were asked before are remembered."""
        fresh = set(words) - self._words
        self._words |= fresh
        asked = {each for word in fresh if not self._allows(word.bare) for each in _forms(word)}
        self._send({each for each in asked - self._asked if not self._allows(each)})

    def doubtful(self) -> set[WrittenWord] | None:
        """The words that nothing knows; ``None`` where this computer cannot tell."""
        refused = self._refused()
        if refused is None:
            return None
        return {word for word in self._words if self._is_doubtful(word, refused)}

    def _allows(self, word: str) -> bool:
        return word.lower() in self._allowed

    def _is_doubtful(self, word: WrittenWord, refused: set[str]) -> bool:
        if self._allows(word.bare) or not {word.bare, word.whole} <= refused:
            return False
        return any(part in refused for part in word.bare.split("-"))

    def _send(self, words: set[str]) -> None:
        self._asked |= words
        if self._process and self._process.stdin and words:
            with suppress(OSError):  # it has died; how is seen at the end
                self._process.stdin.write("".join(f"{each}\n" for each in words).encode())

    def _refused(self) -> set[str] | None:
        if not self._process or not self._process.stdin:
            return None
        try:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
            if self._process.wait(_PATIENCE):
                return None
        except subprocess.TimeoutExpired:
            return None
        self._told.seek(0)
        lines = self._told.read().decode("utf-8", "replace").splitlines()
        if self.lang == "fi":  # voikkospell: "C: known" or "W: unknown", a word a line
            lines = [line[3:] for line in lines if line.startswith("W: ")]
        return None if _SURE in lines else set(lines)


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


def _started(lang: Lang, told: IO[bytes]) -> subprocess.Popen[bytes] | None:
    """The program of a language; ``None`` where there is none."""
    program, *options = _TOOLS[lang]
    path = shutil.which(program)
    if path is None:
        return None
    with suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - a fixed program, words on its standard input
            [path, *options],
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": _LOCALE},
        )
    return None


@lru_cache(maxsize=32768)
def _token(written: str) -> tuple[bool, tuple[WrittenWord, ...]]:
    """Whether a token is a unit where it follows a figure, and its words where it is none."""
    whole = bare(written).translate(_APOSTROPHES)
    head = _ENDING.sub("", whole)
    shown = written.rstrip("-\u2010\u2011.")
    words = tuple(WrittenWord(each, whole, shown) for each in _judged(head))
    return head.rstrip(".-").lower() in _UNITS, words


def _forms(word: WrittenWord) -> Iterator[str]:
    """What to look up of a word: by itself, with what it goes with, each part of it."""
    yield word.bare
    yield word.whole
    if "-" in word.bare:
        yield from (part for part in word.bare.split("-") if part)


def _judged(head: str) -> Iterator[str]:
    """The words of a token: compounds as one where no figure is in them."""
    for piece in head.strip("-.").split("."):
        parts = [piece] if _LATIN.fullmatch(piece) else piece.split("-")
        yield from (each for each in parts if _LATIN.fullmatch(each) and len(each) > 1)
