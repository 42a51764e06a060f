"""Everyday words find what the materials call otherwise."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop import app
from valita_desktop.content.markdown import parse
from valita_desktop.library.tables import synonyms

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang


def test_a_list_is_read_from_its_table() -> None:
    document = parse(
        "| Arkisana | Löytää |\n|---|---|\n| fyrkka | raha |\n| lintsaus | poissaolo, aamu |"
    )

    assert synonyms(document) == {"fyrkka": ("raha",), "lintsaus": ("poissaolo", "aamu")}


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
