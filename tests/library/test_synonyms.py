"""Everyday words find what the materials call otherwise."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.library.test_store import release
from tests.makers import item
from valita_desktop import app, paths
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LANGS, Item, Kind, Text
from valita_desktop.library.store import Library
from valita_desktop.library.tables import synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang


def test_a_list_is_read_from_its_table() -> None:
    document = parse(
        "Johdanto.\n\n| Arkisana | Löytää |\n|---|---|\n| fyrkka | raha |\n"
        "| lintsaus | poissaolo, aamu |"
    )

    assert synonyms(document) == {"fyrkka": ("raha",), "lintsaus": ("poissaolo", "aamu")}


def list_of(lang: Lang, *rows: str, version: int = 1) -> Item:
    """An item that is a list of synonyms in one language, as rows of its table."""
    table = "\n".join(("| Arkisana | Löytää |", "|---|---|", *rows))
    made = item(f"synonyms-{lang}", version=version)
    return Item(
        record=msgspec.structs.replace(made.record, kind=Kind.SYNONYMS),
        texts={lang: Text(title="Synonyymit", summary="", markdown=table)},
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a material in both languages, and lists of synonyms for it."""
    with closing(Library(tmp_path / "content.db")) as opened:
        opened.apply(release(1, item(), FINNISH, SWEDISH))
        yield opened


FINNISH = list_of("fi", "| fyrkka | raha |")
SWEDISH = list_of("sv", "| stålar | pengar |")


def found(library: Library, word: str, lang: Lang) -> list[str]:
    return [hit.id for hit in library.search(word, lang).hits]


def test_a_list_of_synonyms_works_from_its_release_on(library: Library) -> None:
    assert found(library, "fyrkka", "fi") == ["m09"]
    assert found(library, "stålar", "sv") == ["m09"]


def test_a_changed_list_takes_the_place_of_the_one_before(library: Library) -> None:
    changed = list_of("fi", "| hynä | raha |", version=2)

    library.apply(release(2, changed, keep=(item(), SWEDISH)))

    assert found(library, "hynä", "fi") == ["m09"]
    assert found(library, "fyrkka", "fi") == []
    assert found(library, "stålar", "sv") == ["m09"]


def test_a_withdrawn_list_of_synonyms_no_longer_works(library: Library) -> None:
    library.apply(release(2, deleted=("synonyms-fi",), keep=(item(), SWEDISH)))

    assert found(library, "fyrkka", "fi") == []
    assert found(library, "stålar", "sv") == ["m09"]


@pytest.mark.parametrize(
    ("word", "lang", "found"),
    [
        ("fyrkka", "fi", "m09"),
        ("kämppä", "fi", "m13"),
        ("terkkari", "fi", "m41"),
        ("stålar", "sv", "m09"),
        ("lya", "sv", "m13"),
        ("skolsköterska", "sv", "m41"),
    ],
)
@pytest.mark.usefixtures("kit")
def test_an_everyday_word_finds_the_material(word: str, lang: Lang, found: str) -> None:
    with closing(app.open_library()) as library:
        assert found in [hit.id for hit in library.search(word, lang).hits]


@pytest.mark.parametrize("lang", LANGS)
def test_every_everyday_word_of_the_kit_leads_somewhere(made_library: Path, lang: Lang) -> None:
    source = paths.data_root() / f"resources/content/synonyms/synonyms-{lang}/{lang}.md"
    pairs = synonyms(parse(source.read_text("utf-8")))
    with closing(Library(made_library)) as library:
        lost = [word for word in pairs if not any(_direct(library, word, lang))]
        nowhere = [
            term
            for terms in pairs.values()
            for term in terms
            if not any(_direct(library, term, lang))
        ]

    assert (lost, nowhere) == ([], [])


def _direct(library: Library, word: str, lang: Lang) -> Iterator[str]:
    results = library.search(word, lang)
    if not results.suggestion:
        yield from (hit.id for hit in results.hits if hit.lang == lang and not hit.related)


@pytest.mark.parametrize("lang", LANGS)
def test_no_everyday_word_stands_twice(lang: Lang) -> None:
    source = paths.data_root() / f"resources/content/synonyms/synonyms-{lang}/{lang}.md"
    words = [line.split("|")[1].strip() for line in source.read_text("utf-8").splitlines()[2:]]

    assert sorted(set(words)) == sorted(words)
