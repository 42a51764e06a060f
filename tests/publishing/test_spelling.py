"""Spelling by the computer's own dictionaries, in both languages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.content.test_source import change
from tests.makers import source_folder
from valita_desktop.errors import ContentErrorCode
from valita_desktop.publishing import spelling
from valita_desktop.publishing.check import check
from valita_desktop.publishing.spelling import SpellChecker, WrittenWord, allow_list, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from valita_desktop.content.model import Lang


def doubtful(
    lang: Lang, words: Iterable[WrittenWord], allowed: frozenset[str] = frozenset()
) -> set[WrittenWord] | None:
    with SpellChecker(lang, allowed) as checker:
        checker.ask(words)
        return checker.doubtful()


def installed(lang: Lang) -> bool:
    return doubtful(lang, ()) is not None


def unknown_words(lang: Lang, words: set[str], allowed: frozenset[str] = frozenset()) -> set[str]:
    found = doubtful(lang, (WrittenWord(word, word, word) for word in words), allowed)
    assert found is not None
    return {word.bare for word in found}


needs_finnish = pytest.mark.skipif(not installed("fi"), reason="voikkospell is not installed")
needs_swedish = pytest.mark.skipif(not installed("sv"), reason="hunspell is not installed")


@needs_finnish
def test_finnish_words_in_all_their_forms_are_known() -> None:
    words = {"kuukausibudjetissani", "työpaikkaohjaajalle", "opiskeluhuollon", "öisin", "viikkoo"}

    assert unknown_words("fi", words) == {"viikkoo"}


@needs_swedish
def test_swedish_words_are_known() -> None:
    words = {"studerande", "hyresavtalet", "månadsbudget", "studerannde"}

    assert unknown_words("sv", words) == {"studerannde"}


@needs_finnish
def test_a_word_with_a_hyphen_is_known_by_its_parts() -> None:
    assert unknown_words("fi", {"HOKS-keskustelu"}, frozenset({"hoks"})) == set()


@needs_finnish
def test_allowed_words_are_accepted_whatever_their_case() -> None:
    assert unknown_words("fi", {"Opo", "OPO"}, frozenset({"opo"})) == set()


@needs_finnish
@needs_swedish
@pytest.mark.parametrize("named", ["sv_FI.UTF-8", "POSIX", "xx_XX"])
def test_the_language_of_the_computer_does_not_matter(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", named)

    assert unknown_words("fi", {"yötyö", "yötyyö"}) == {"yötyyö"}
    assert unknown_words("sv", {"åtgärd", "åttgärd"}) == {"åttgärd"}


def checkers_that(does: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for both spell-checkers; returns a tree of two items to check."""
    for name in ("voikkospell", "hunspell"):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    source_folder(folder / "tree", "m10", fi="Toinen", sv="Andra")
    return source_folder(folder / "tree").parent.parent


of_a_shell = pytest.mark.skipif(os.name == "nt", reason="the spell-checkers are of a shell")


@of_a_shell
@pytest.mark.parametrize(
    ("does", "cannot"),
    [
        ("exit 1", ("fi", "sv")),
        ("cat >/dev/null; exit 1", ("fi", "sv")),
        ("kill -9 $$", ("fi", "sv")),
        ("sed 's/^/W: /'", ("fi",)),  # knows no word of Finnish
        ("cat", ("sv",)),  # knows no word of Swedish
    ],
)
def test_a_spell_checker_that_fails_or_has_no_dictionary_checks_nothing(
    does: str, cannot: tuple[Lang, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = check(checkers_that(does, tmp_path, monkeypatch), spell=True)

    assert report.not_spelled == cannot
    assert report.errors == ()


@of_a_shell
def test_a_spell_checker_is_started_once_for_all_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "started"
    tree = checkers_that(f"echo >>'{told}'\ncat >/dev/null", tmp_path, monkeypatch)

    assert check(tree, spell=True).not_spelled == ()
    assert told.read_text("utf-8") == "\n\n"


def test_an_allow_list_has_comments(tmp_path: Path) -> None:
    (tmp_path / "words.fi.txt").write_text("# names\nWinNova  # the coordinator\n\n", "utf-8")

    assert allow_list(tmp_path, "fi") == {"winnova"}


@needs_swedish
def test_an_unknown_word_names_its_file_and_line(tmp_path: Path) -> None:
    source_folder(tmp_path, "m10", fi="Toinen", sv="Andra")
    change(source_folder(tmp_path), "Månad:", "Månnad:", "sv.md")

    found = [e for e in check(tmp_path, spell=True).errors if e.code is ContentErrorCode.SPELLING]

    assert [(e.detail, e.path.name if e.path else "", e.line) for e in found] == [
        ("Månnad", "sv.md", 11)
    ]


@needs_finnish
def test_a_word_is_told_of_every_file_and_of_its_first_line(tmp_path: Path) -> None:
    for name in ("m09", "m10"):
        folder = source_folder(tmp_path, name, fi=f"Otsikko {name}", sv=f"Rubrik {name}")
        change(folder, "Kuukausi:", "viikkoo\n\nYksi viikkoo.\n\nKuukausi:", "fi.md")

    found = [e for e in check(tmp_path, spell=True).errors if e.code is ContentErrorCode.SPELLING]

    assert [(e.path.parent.name[:3] if e.path else "", e.line) for e in found] == [
        ("m09", 11),
        ("m10", 11),
    ]


def test_a_figure_before_a_text_makes_no_unit_of_its_first_word() -> None:
    assert [word.bare for word in words_of(["Sivu 5", "min"])] == ["Sivu", "min"]


def bares(text: str) -> list[str]:
    return [word.bare for word in words_of([text])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("opiske\u00adlija\u00adhuolto, kysy\u00admys", ["opiskelijahuolto", "kysymys"]),
        ("½ dl, 1½ dl, 20 m², 3 m³, x⁻¹", []),
        ("25 °C, 10–12, 80 km/h, 5 min, 2\u00a0kpl, 9 €/kk", []),
        ("CO₂ ja H₂O, CO2", ["ja"]),
        ("e\u2011resepti tasa\u2010arvo", ["e-resepti", "tasa-arvo"]),
        ("vaa'an, vaa’an", ["vaa'an", "vaa'an"]),
        ("EU:n ja 5:nnen, YK:lle", ["EU", "ja", "YK"]),
        ("24/7, 1 000, s. 12, 3/4", []),
        ("https://www.kela.fi/x, www.fpa.fi, nimi@koulu.fi, kanta.fi, #sana", []),
        ("Помощь ja αβγ", ["ja"]),
        ("A4-arkki, 15-vuotias, ensi- ja", ["arkki", "vuotias", "ensi", "ja"]),
        ("sana\u2060sana ja väli\u200bsana", ["sanasana", "ja", "välisana"]),
        ("myyjä min", ["myyjä", "min"]),
        ("Loppu.Alku", ["Loppu", "Alku"]),
    ],
)
def test_only_what_a_dictionary_can_judge_is_a_word(text: str, words: list[str]) -> None:
    assert bares(text) == words


def test_a_word_keeps_what_it_goes_with_and_how_it_is_written() -> None:
    assert list(words_of(["15-vuo\u00adtias, hälso\u2011 esim."])) == [
        WrittenWord("vuotias", "15-vuotias", "15-vuo\u00adtias"),
        WrittenWord("hälso", "hälso-", "hälso"),
        WrittenWord("esim", "esim.", "esim"),
    ]


FINE = {
    "fi": "opiske\u00adlija\u00adhuolto, ½ dl, 20 m², 25 °C, 10–12, 80 km/h, CO₂, 1 000 €, s. 12, "
    "tasa\u2011arvo, EU:n, KELA:n, 24/7, vaa'an, vaa’an, 5:nnen, 2 kpl, 15-vuotias, "
    "15–17-vuotiaille, ja/tai, klo 9.30, mm., esim., n. 5 min, ks., 3/4, m/s, kWh, 2,5 dl, "
    "SORA-lain, 2020-luvulla, 50 %:n, A4-arkki, tv:n, ensi- ja toissijainen, www.kela.fi, π",
    "sv": "studerande\u00advård, ½ dl, 20 m², 25 °C, 10–12, 80 km/h, CO₂, 1 000 €, s. 12, jäm\u00ad"
    "ställd\u00adhet, EU:s, 24/7, 5:e, 2 st, 15-åring, 15–17-åringar, och/eller, kl. 9.30, t.ex., "
    "bl.a., osv., ca 5 min, kWh, 2020-talet, A4-ark, FN:s, för- och nackdelar, hälso\u2011 och "
    "sjukvård, mån.–fre., €/mån, nimi@koulu.fi",
}


@needs_finnish
@needs_swedish
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_soft_hyphens_figures_and_abbreviations_raise_no_false_alarm(lang: Lang) -> None:
    assert doubtful(lang, words_of([FINE[lang]])) == set()


@needs_finnish
def test_a_mistake_is_found_in_spite_of_soft_hyphens_and_figures() -> None:
    text = "opiske\u00adlilja\u00adhuolto 15-vuotiass viikkoo. 5 mim"

    found = doubtful("fi", words_of([text]))

    assert {word.bare for word in found or ()} == {
        "opiskeliljahuolto",
        "vuotiass",
        "viikkoo",
        "mim",
    }


@needs_finnish
def test_a_word_with_a_soft_hyphen_names_its_line_once(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Kuukausi:", "viik\u00adkoo\n\nviikkoo. Viik\u00adkoo\n\nKuukausi:", "fi.md")

    found = [e for e in check(tmp_path, spell=True).errors if e.code is ContentErrorCode.SPELLING]

    assert [(e.detail, e.line) for e in found] == [("viikkoo", 11), ("Viikkoo", 13)]


@pytest.mark.parametrize(
    "text",
    [
        "Katso https://valita.fi/x ja lue",
        "Skriv till a.b@valita.ax nu",
        "Merkki #yhdessä ja C#maj",
        "Sivu www.valita.fi, THL.fi ja valita.example.org/x",
        "www.ei ilman osoitetta.",
        "Lause.Toinen ja 3.se",
        "a://b",
        "Pelkkiä sanoja, tavuviiva-sana ja loppu.",
    ],
)
def test_what_tells_that_there_is_no_address_never_misses_one(text: str) -> None:
    after = spelling._ADDRESS.sub(lambda found: " " * len(found.group()), text)
    assert spelling._without_addresses(text) == after
    assert bool(spelling._PERHAPS_ADDRESS.search(text)) or not spelling._ADDRESS.search(text)
