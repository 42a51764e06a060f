"""Spelling, by the spell-checkers of the computer: Voikko for Finnish, hunspell for Swedish.

They are programs of their own, so nothing of theirs is part of this one; where one is not
installed, or has no dictionary, its language is not checked and the report says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from valita_desktop.content.model import Lang

_TOOLS: dict[Lang, tuple[str, ...]] = {
    "fi": ("voikkospell",),
    "sv": ("hunspell", "-d", "sv_FI", "-i", "utf-8", "-l"),
}
_LOCALE = "C.UTF-8"
"""voikkospell dies of a locale that is named but not installed, and reads words by it."""
_PATIENCE = 120.0


def installed(lang: Lang) -> bool:
    """Can this language be checked on this computer, with its dictionary?"""
    try:
        return not _refused(lang, {"ja"})
    except (OSError, subprocess.SubprocessError):
        return False


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
        lines = composed(file.read_text(encoding="utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(ContentErrorCode.UNREADABLE, str(error), path=file) from error
    return frozenset(line.split("#")[0].strip().lower() for line in lines) - {""}


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
