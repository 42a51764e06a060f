"""The words of the house, and how long and heavy texts may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LANGS
from valita_desktop.errors import ContentErrorCode
from valita_desktop.publishing import language
from valita_desktop.publishing.language import easy_findings, readability, term_findings

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang


def told(lang: Lang, text: str) -> list[tuple[ContentErrorCode, str]]:
    return [(error.code, error.detail) for error in term_findings(parse(text), lang)]


@pytest.mark.parametrize(
    ("lang", "text", "detail"),
    [
        ("sv", "Alla elever fyller i.", "elever → studerande"),
        ("sv", "Gå till Skolsköterskan.", "Skolsköterska → hälsovårdare"),
        ("sv", "Ett årshjul för läsåret.", "årshjul → årsklocka"),
        ("sv", "Din studievägledare hjälper.", "studievägledar → studiehandledare"),
        ("fi", "Jokainen oppilas täyttää.", "oppilas → opiskelija"),
    ],
)
def test_a_word_of_elsewhere_is_told_with_ours(lang: Lang, text: str, detail: str) -> None:
    assert told(lang, text) == [(ContentErrorCode.GLOSSARY, detail)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", "Studerande och elevhälsans namn i lagen om elev- och studerandevård."),
        ("fi", "Oppilas- ja opiskelijahuoltolaki (1287/2013) sekä oppilaitos."),
        ("sv", "Reliefen och televisionen."),
    ],
)
def test_names_of_laws_and_longer_words_are_left_alone(lang: Lang, text: str) -> None:
    assert [detail for _, detail in told(lang, text)] in ([], ["elevhälsa → studerandevård"])


def test_law_words_at_the_wrong_law_are_told() -> None:
    found = told("sv", "Lagen 1325/2014 gäller jämställdhet.")

    assert [problem for problem, _ in found] == [ContentErrorCode.LAW_WORDS]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", "Lagen 1325/2014 gäller likabehandling."),
        ("sv", "Jämställdhetslagen 609/1986 och diskrimineringslagen 1325/2014."),
        ("fi", "Tasa-arvolaki 609/1986 velvoittaa."),
        ("fi", "Yhdenvertaisuuslaki 1325/2014 ja tasa-arvo."),
    ],
)
def test_law_words_at_their_own_law_are_not(lang: Lang, text: str) -> None:
    assert told(lang, text) == []


def test_easy_language_has_no_long_sentences() -> None:
    (error,) = easy_findings(parse("yksi " * 21 + "loppu."))

    assert error.code is ContentErrorCode.LONG_SENTENCE


def test_easy_language_has_no_long_words() -> None:
    (error,) = easy_findings(parse("Tämä on järjestelmällistämättömyys" + "kin" * 3 + "."))

    assert error.code is ContentErrorCode.LONG_WORD


def test_a_long_word_is_not_hidden_by_its_soft_hyphens() -> None:
    (error,) = easy_findings(parse("järjestelmäl\u00adlistämättö\u00admyyskin"))

    assert (error.code, error.detail) == (
        ContentErrorCode.LONG_WORD,
        "järjestelmällistämättömyyskin",
    )


def test_a_word_of_sweden_is_not_hidden_by_its_soft_hyphens() -> None:
    found = told("sv", "Skol\u00adsköterskan kommer.")

    assert found == [(ContentErrorCode.GLOSSARY, "Skolsköterska → hälsovårdare")]


def test_an_easy_text_passes() -> None:
    assert list(easy_findings(parse("Nuku hyvin.\n\nMene ajoissa nukkumaan."))) == []


def test_lix_counts_sentence_length_and_long_words() -> None:
    found = readability(parse("Du kan skriva. Vi läser veckoplanen."), "sv")

    assert (found.words, found.sentence, found.long_words, found.lix) == (6, 3.0, 16.7, 20)


def test_figures_of_any_kind_are_no_words() -> None:
    assert readability(parse("½ ⅓ 20 m² ① yksi"), "fi").words == 2


def test_a_text_without_words_weighs_nothing() -> None:
    assert readability(parse(""), "sv").lix == 0


@pytest.mark.parametrize("lang", LANGS)
def test_what_tells_that_a_text_holds_no_wrong_term_finds_each_by_itself(lang: Lang) -> None:
    for wrong, _right in language._TERMS[lang]:
        assert wrong.pattern.startswith(language._BEGINS)
        assert "|" not in re.sub(r"\([^)]*\)", "", wrong.pattern), "alternatives stand in brackets"
        word = re.sub(r"\(\?!.*?\)$|\\b", "", wrong.pattern)
        word = re.sub(r"\((\w+).*\)\??", r"\1", word).upper()
        assert wrong.search(f"x {word}.")
        assert language._SUSPECT[lang].search(f"x {word}.")
        assert not language._SUSPECT[lang].search(f"xx{word}.")
