"""Every word of the program exists in Finnish, Swedish and English."""

from __future__ import annotations

import string
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from resources.generated import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LANGS = ("fi", "sv", "en")
EXTRACT = "run: pybabel extract -F pyproject.toml (docs/architecture.md)"


@cache
def read(path: str, lang: str | None = None) -> Catalog:
    with (ROOT / "i18n" / path).open("rb") as file:
        return read_po(file, locale=lang)


def messages(lang: str) -> list[Message]:
    catalogue = read(f"{lang}/LC_MESSAGES/valita.po", lang)
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """Context and English words, the plural too."""
    return message.context, words(message.id)


def words(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def fields(text: str) -> set[str]:
    """Names in braces, as `str.format` will look for them."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_template_holds_exactly_the_words_of_the_sources() -> None:
    found = {
        (context, words(message))
        for _, _, message, _, context in extract_from_dir(
            ROOT / "valita_desktop", [("**.py", "python")]
        )
    }

    assert {key(message) for message in read("valita.pot") if message.id} == found, EXTRACT


@pytest.mark.parametrize("lang", LANGS)
def test_catalogue_has_the_words_of_the_template(lang: str) -> None:
    template = {key(message) for message in read("valita.pot") if message.id}

    assert {key(message) for message in messages(lang)} == template


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_is_left_untranslated(lang: str) -> None:
    missing = [message.id for message in messages(lang) if not all(words(message.string))]

    assert missing == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_translation_is_a_guess(lang: str) -> None:
    assert [message.id for message in messages(lang) if message.fuzzy] == []


@pytest.mark.parametrize("lang", LANGS)
def test_translations_keep_the_fields_of_the_original(lang: str) -> None:
    wrong = [
        (message.id, translation)
        for message in messages(lang)
        for translation in words(message.string)
        if fields(translation) != fields(words(message.id)[-1])
    ]

    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
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
