"""The lemma dictionaries, made ready when the project is built.

`simplemma` carries, for each language, every inflected form with its base form. Loading
that takes seconds and hundreds of megabytes; here it becomes one read-only trie a
language, which opens in milliseconds. Only `build_tries` may import `simplemma`: the
running program never does.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import marisa_trie

from valita_desktop.content.model import LANGS
from valita_desktop.library.search.tokens import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
FORMAT = 1
"""Counts up when the meaning of the files changes; other formats are not read."""

SEPARATOR = "\t"
_STRIP_BASE = ord("0")
_LEAST_FORMS = 2
"""A base form with fewer inflected forms is not entered as a form of itself: the sources
have some inflected forms among their base forms by mistake."""


def build_tries(target: Path) -> None:
    """Write ``fi.marisa``, ``sv.marisa``, their manifest and their NOTICE.

    Takes half a minute and 1 GB of memory. The manifest is written last: without it
    nothing is read, so a build that was cut short leaves no half files in use.

    Args:
        target: The folder, made if it is not there.

    Raises:
        ImportError: `simplemma` is not installed.
        OSError: The folder cannot be written to.
    """
    from importlib.metadata import version

    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    target.mkdir(parents=True, exist_ok=True)
    (target / MANIFEST).unlink(missing_ok=True)
    release = version("simplemma")
    files = {}
    for lang in LANGS:
        pairs = DefaultDictionaryFactory().get_dictionary(lang)
        data = marisa_trie.Trie(_entries(pairs)).tobytes()
        (target / f"{lang}.marisa").write_bytes(data)
        files[f"{lang}.marisa"] = {"size": len(data), "crc32": zlib.crc32(data)}
    (target / "NOTICE").write_text(_NOTICE.format(version=release), encoding="utf-8")
    manifest = {"format": FORMAT, "simplemma": release, "files": files}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def encoded(form: str, lemma: str) -> str:
    """A form and its lemma as one entry: the form, how many letters to drop, what to add."""
    unlike = (place for place, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b)
    common = next(unlike, min(len(form), len(lemma)))
    return f"{form}{SEPARATOR}{chr(_STRIP_BASE + len(form) - common)}{lemma[common:]}"


def decoded(form: str, entry: str) -> str:
    """The lemma in an entry of this form."""
    edit = entry[len(form) + 1 :]
    keep = len(form) - (ord(edit[0]) - _STRIP_BASE)
    return form[:keep] + edit[1:]


def _entries(pairs: Mapping[str, str]) -> Iterator[str]:
    forms = Counter(map(normal, pairs.values()))
    for form, lemma in pairs.items():
        yield encoded(normal(form), normal(lemma))
    for lemma, count in forms.items():
        if count >= _LEAST_FORMS:
            yield encoded(lemma, lemma)


_NOTICE = """\
fi.marisa and sv.marisa hold inflected word forms and their base forms in Finnish and
Swedish, derived from the dictionaries of simplemma {version} by Adrien Barbaresi
(https://github.com/adbar/simplemma, code under the MIT licence).

simplemma names these sources of its data, for all its languages together:

- Lemmatization lists by Michal Mechura, https://github.com/michmech/lemmatization-lists,
  Open Database License 1.0, https://opendatacommons.org/licenses/odbl/1-0/
- Wiktionary, packaged by the Kaikki project, https://kaikki.org/,
  Creative Commons Attribution-ShareAlike,
  https://creativecommons.org/licenses/by-sa/4.0/
- FreeLing, https://github.com/TALP-UPC/FreeLing
- spaCy lookups data, https://github.com/explosion/spacy-lookups-data
- UniMorph, https://unimorph.github.io/, Creative Commons Attribution-ShareAlike
- Wikinflection corpus by Eleni Metheniti,
  https://github.com/lenakmeth/Wikinflection-Corpus, Creative Commons Attribution 4.0

Changes made: letter case and apostrophes removed, every base form entered as a form of
itself, stored as a trie. These two files, and they alone, may be passed on under the same
share-alike terms (Open Database License 1.0 / CC BY-SA 4.0). They are data that the
program reads; the program's own licence is not touched by them.
"""
