"""How well words are found that are typed otherwise than the texts have them.

Usage: ``python -m tests.bench.variants [--set FILE] [--words N] [--json FILE]``. The words are
taken from the texts (of a set as `tests.bench.search` has them, without its own queries, or of
the shipped items line by line) and spoilt by rule: slips of every kind, missing dots, half of the
word, a clitic or a genitive, another form, a compound in two words, two words in one. Half of the
words, told by their checksum, are there to work with; the other half only to be measured.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from tests.bench import search_adapter
from tests.bench.search import _docs, shipped, tell
from valita_desktop import paths
from valita_desktop.content.model import LANGS
from valita_desktop.library.search.morphology import analyser
from valita_desktop.library.search.tokens import folded, words
from valita_desktop.library.search.tries import SEPARATOR, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from valita_desktop.content.model import Lang

    Texts = Sequence[Mapping[str, str]]
    Figures = dict[str, Any]

ANSWERS = 10
SHORTEST, LONGEST = 5, 24
_RARE = 10
"""A word in more texts than are answered cannot be told from others by recall."""

_SLIPS = ("swapped", "left out", "doubled", "other key", "key too many", "single", "two slips")
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_VOWELS_BACK = frozenset("aou")


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Measure, write the table and the JSON object, and return the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.variants", description=__doc__)
    parser.add_argument("--set", type=Path, help="texts and queries (JSON)")
    parser.add_argument("--words", type=int, default=300, help="words of each half and language")
    parser.add_argument("--json", type=Path, help="where to write the figures as well")
    parser.add_argument("--missed", action="store_true", help="name what the first half misses")
    chosen = parser.parse_args(arguments)
    texts, taken = _texts(chosen.set)
    search_adapter.index(texts)
    rows: dict[tuple[str, str], list[float]] = defaultdict(list)
    for lang in LANGS:
        for half, kind, query, relevant in _cases(texts, lang, taken, chosen.words):
            found = set(search_adapter.search(query, lang))
            recall = len(relevant & found) / min(ANSWERS, len(relevant))
            for name in (kind, "all"):
                rows[f"{lang} {half}", name].append(recall)
            if chosen.missed and half == "tuned" and recall < 1:
                print(f"missed {lang} {kind}: {query} {recall:.2f}")
    figures: Figures = defaultdict(dict)
    for (group, kind), recalls in rows.items():
        figures[group][kind] = {"recall": round(fmean(recalls), 4), "cases": len(recalls)}
    _write(figures)
    tell(figures, chosen.json)
    return figures


def _texts(file: Path | None) -> tuple[Texts, frozenset[str]]:
    """The texts to search in, and words that are not to be asked for."""
    if file:
        data = json.loads(file.read_text(encoding="utf-8"))
        queries = (words(case[key]) for case in data["cases"] for key in ("query", "lemma"))
        return data["docs"], frozenset(word for found in queries for word in found)
    lines = [
        {"id": f"{doc.id}-{doc.lang}-{number}", "lang": doc.lang, "text": line}
        for doc in _docs(list(shipped()))
        for number, line in enumerate((doc.title, doc.summary, *doc.body.split("\n")))
        if line.strip()
    ]
    return lines, frozenset()


def _cases(
    texts: Texts, lang: Lang, taken: frozenset[str], most: int
) -> Iterator[tuple[str, str, str, set[str]]]:
    """Half, kind, query and the ids of the texts that it should find."""
    held = _Held(texts, lang)
    chance = random.Random(11)
    forms = _forms(lang, {lemma for word in held.texts for lemma in held.lemmas(word)})
    fit = sorted(word for word in held.texts if held.is_fit(word, taken))
    chance.shuffle(fit)
    counts = {"tuned": 0, "unseen": 0}
    for word in fit:
        half = "unseen" if zlib.crc32(word.encode()) % 2 else "tuned"
        counts[half] += 1
        if counts[half] > most:
            continue
        for kind, query in _spoilt(word, lang, chance, forms):
            slip = kind in _SLIPS and held.analyse(query).listed  # another word: nobody can tell
            if query != word and query not in held.texts and not slip:
                yield half, kind, query, held.texts[word]
        second = held.next.get(word, "")
        if len(second) >= SHORTEST and second.isalpha() and word + second not in held.texts:
            relevant = held.texts[word] & held.texts[second]
            yield half, "two words in one", word + second, relevant


class _Held:
    """The words of the texts in one language.

    Attributes:
        texts: Ids of the texts that have a word.
        next: A word that stands after it somewhere.
    """

    def __init__(self, texts: Texts, lang: Lang) -> None:
        self.analyse = analyser(lang).analyse
        self.texts: dict[str, set[str]] = defaultdict(set)
        self.next: dict[str, str] = {}
        self._families: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            if text["lang"] == lang:
                found = words(text["text"])
                self.next |= dict(pairwise(found))
                for word in found:
                    self.texts[word].add(text["id"])
                    for lemma in self.lemmas(word):
                        self._families[lemma].add(text["id"])

    def lemmas(self, word: str) -> tuple[str, ...]:
        return self.analyse(word).lemmas

    def is_fit(self, word: str, taken: frozenset[str]) -> bool:
        """Whether a word can be asked for and told from others."""
        return (
            SHORTEST <= len(word) <= LONGEST
            and word.isalpha()
            and taken.isdisjoint((word, *self.lemmas(word)))
            and all(len(self._families[lemma]) <= _RARE for lemma in self.lemmas(word))
        )


def _spoilt(
    word: str, lang: Lang, chance: random.Random, forms: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """The word in every guise that it can have."""
    at = chance.randrange(1, len(word) - 1)
    yield "swapped", word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield "left out", word[:at] + word[at + 1 :]
    yield "doubled", word[:at] + word[at] + word[at:]
    yield "other key", word[:at] + _beside(word[at], chance) + word[at + 1 :]
    yield "key too many", word[:at] + _beside(word[at], chance) + word[at:]
    if any(a == b for a, b in pairwise(word)):
        twin = next(n for n in range(len(word) - 1) if word[n] == word[n + 1])
        yield "single", word[:twin] + word[twin + 1 :]
    if len(word) >= 9:
        other = (at + len(word) // 2) % (len(word) - 2) + 1
        twice = word[:other] + word[other + 1 :]
        here = min(at, len(twice) - 2)
        yield "two slips", twice[:here] + twice[here + 1] + twice[here] + twice[here + 2 :]
    half = word[: max(4, len(word) * chance.choice((6, 7, 8)) // 10)]
    yield "half-typed", half
    if folded(word) != word:
        yield "no dots", folded(word)
        yield "half-typed, no dots", folded(half)
    yield "ending", word + _ending(word, lang, chance)
    others = [one for lemma in analyser(lang).analyse(word).lemmas for one in forms.get(lemma, ())]
    if others:
        yield "other form", chance.choice(sorted(others))
    for seam in analyser(lang).seams(word)[:1]:
        yield "one word in two", f"{word[:seam]} {word[seam:]}"


def _ending(word: str, lang: Lang, chance: random.Random) -> str:
    """What may be put to the end of any form: a clitic in Finnish, a genitive in Swedish."""
    if lang == "sv":
        return "" if word.endswith("s") else "s"
    back = not _VOWELS_BACK.isdisjoint(word)
    return chance.choice(("kin", "ko" if back else "kö", "han" if back else "hän"))


def _beside(letter: str, chance: random.Random) -> str:
    for row in _KEYS:
        if letter in row:
            place = row.index(letter)
            near = [n for n in (place - 1, place + 1) if 0 <= n < len(row)]
            return row[chance.choice(near)]
    return "e"


def _forms(lang: Lang, lemmas: set[str]) -> dict[str, list[str]]:
    """The inflected forms of some base forms, from the dictionary of the program."""
    import marisa_trie

    trie = marisa_trie.Trie()
    trie.load(str(paths.resources() / "tries" / f"{lang}.marisa"))
    forms: dict[str, list[str]] = defaultdict(list)
    for entry in trie.keys():  # noqa: SIM118 - a trie is no dictionary
        form = entry.partition(SEPARATOR)[0]
        lemma = decoded(form, entry)
        if lemma in lemmas and form.isalpha():
            forms[lemma].append(form)
    return forms


def _write(figures: Figures) -> None:
    kinds = list(dict.fromkeys(kind for row in figures.values() for kind in row))
    print(f"{'recall among ten':24}" + "".join(f"{group:>12}" for group in figures))
    for kind in sorted(kinds, key=lambda kind: (kind == "all", kind)):
        cells = (row.get(kind, {}).get("recall") for row in figures.values())
        print(f"{kind:24}" + "".join(f"{'' if c is None else f'{c:.3f}':>12}" for c in cells))


if __name__ == "__main__":
    main()
