"""Every word of the program exists in Finnish, Swedish and English."""

from __future__ import annotations

import re
import string
from functools import cache
from typing import TYPE_CHECKING

import pytest

from resources import catalogues

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

UPDATE = "run: python -m resources.catalogues"


@cache
def template() -> Catalog:
    return catalogues.template()


@cache
def messages(lang: str) -> list[Message]:
    return [message for message in catalogues.read(lang) if message.id]


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """Context and English words, the plural too."""
    return message.context, words(message.id)


def words(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def fields(text: str) -> set[str]:
    """Names in braces, as `str.format` will look for them."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_catalogue_has_exactly_the_words_of_the_sources(lang: str) -> None:
    found = {key(message) for message in template() if message.id}

    assert {key(message) for message in messages(lang)} == found, UPDATE


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_updating_a_catalogue_that_is_up_to_date_changes_nothing(lang: str, tmp_path: Path) -> None:
    for one in catalogues.LANGS:
        copy = catalogues.path(one, tmp_path)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(catalogues.path(one).read_bytes())
    (tmp_path / "resources").mkdir()
    for folder in catalogues.SOURCES:
        (tmp_path / folder).symlink_to(catalogues.ROOT / folder)

    catalogues.update(tmp_path)

    written = catalogues.path(lang, tmp_path).read_text("utf-8")
    assert written == catalogues.path(lang).read_text("utf-8"), UPDATE


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_no_word_is_left_untranslated(lang: str) -> None:
    missing = [message.id for message in messages(lang) if not all(words(message.string))]

    assert missing == []


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_no_translation_is_a_guess(lang: str) -> None:
    assert [message.id for message in messages(lang) if message.fuzzy] == []


@pytest.mark.parametrize(
    ("lang", "word"), [("fi", r"\b[Aa]r(?:kk|ki|ke)"), ("sv", r"\b[Aa]rk(?:et|en)?\b")]
)
def test_what_is_handed_out_is_called_as_everywhere_and_not_by_its_paper(
    lang: str, word: str
) -> None:
    """*Moniste* and *blad*; paper is told of only where it has two sides."""
    of_handouts = [each for each in messages(lang) if re.search(r"every sheet", words(each.id)[0])]

    assert len(of_handouts) >= 4
    assert [each.id for each in of_handouts if re.search(word, words(each.string)[0])] == []


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_translations_keep_the_fields_of_the_original(lang: str) -> None:
    wrong = [
        (message.id, translation)
        for message in messages(lang)
        for translation in words(message.string)
        if fields(translation) != fields(words(message.id)[-1])
    ]

    assert wrong == []


@pytest.mark.parametrize("lang", catalogues.LANGS)
def test_translations_keep_space_and_line_breaks_at_their_ends(lang: str) -> None:
    wrong = [
        (original, translation)
        for message in messages(lang)
        for original, translation in zip(words(message.id), words(message.string), strict=False)
        if ends(original) != ends(translation)
    ]

    assert wrong == []


def ends(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
