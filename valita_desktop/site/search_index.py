"""What `site.js` searches in: the words of each item as the dictionary has them.

The window's own analyser makes it, so that a browser needs no dictionary: it finds base forms, the
words in compounds and, where the dictionary knows none, stems. What the texts themselves call
a word otherwise than its base form begins (*unta* – *uni*) is told beside them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.library.search.morphology import analyser
from valita_desktop.library.search.tokens import folded
from valita_desktop.library.search.tokens import words as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.content.model import Lang

_SHORTEST = 3


@dataclass(frozen=True)
class SearchIndex:
    """The file that the pages of a language search in; called, it is made.

    Attributes:
        lang: The language.
        said: What is to be found by, by item.
    """

    lang: Lang
    said: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its name in the site."""
        return f"{self.lang}/search.json"

    @property
    def told(self) -> str:
        """Everything that it follows from: the words, and how they are understood."""
        return f"{analyser(self.lang).signature}\n{self.said}"

    def __call__(self) -> bytes:
        """Its bytes."""
        return search_index(self.said, self.lang)


def search_index(said: Mapping[str, str], lang: Lang) -> bytes:
    """The index of a language as JSON.

    ``items`` has their ids; ``words`` of each word, without dots and rings, the places of its
    items among them, with blanks between; ``forms`` the words that a form stands for where one
    does not begin the other.

    Args:
        said: What is to be found by, by item.
        lang: Its language.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(said.values()):
        for form in {word for word in words_of(text) if len(word) >= _SHORTEST}:
            places.setdefault(form, []).append(place)
    words: dict[str, set[int]] = {}
    forms: dict[str, set[str]] = {}
    for form, its in places.items():
        known, (parts, tails) = analyser(lang).read(form), analyser(lang).within(form)
        base = {folded(each) for each in (*known.lemmas, *known.others)}
        within = {folded(each) for each in (*parts, *tails)}
        for word in base | within | {analyser(lang).stem(form)}:
            words.setdefault(word, set()).update(its)
        shown = folded(form)
        if changed := {each for each in base if not _meet(shown, each)}:
            forms.setdefault(shown, set()).update(changed)
    analyser(lang).forget()
    told = {
        "items": list(said),
        "words": {word: " ".join(map(str, sorted(words[word]))) for word in sorted(words)},
        "forms": {form: " ".join(sorted(forms[form])) for form in sorted(forms)},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
