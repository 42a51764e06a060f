"""What was found is shown and marked where it stands in the text as it was written."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest

from valita_desktop.library.search import Doc, Hit, Search
from valita_desktop.library.search.snippet import LONGEST_SNIPPET


def found(doc: Doc, query: str) -> Hit:
    search = Search(sqlite3.connect(":memory:"))
    search.create()
    search.put([doc])
    (hit,) = search.search(query, doc.lang).hits
    return hit


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("Koulukiusaaminen loppuu, kun KIUSAAMISEEN puututaan.", "kiusaaminen", 2),
        ("EU:n tuki ja eu-hanke", "eu", 2),
        ("Hyvä elä\u00admän\u00adhallinta", "elämänhallinta", 1),
        ("Vaa’an lukema", "vaaan", 1),
        ("😀😀 arki 😀 arjen", "arki", 2),
        ("Levy-yhtiön ja muun yhtiön", "yhtiö", 2),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, query: str, words: int) -> None:
    hit = found(Doc("x", "fi", "Otsikko", body=text), query)

    assert len(marked(hit)) == words
    assert all(part and part in hit.snippet for part in marked(hit))


def test_mark_covers_the_whole_word_with_its_ending() -> None:
    hit = found(Doc("x", "fi", "Otsikko", body="Tästä EU:n tuki alkaa."), "eu")

    assert marked(hit) == ["EU:n"]


def test_title_has_its_own_marks() -> None:
    hit = found(Doc("x", "sv", "Så ingriper vi mot mobbning", body="Text."), "mobbningen")

    assert [hit.title[start:end] for start, end in hit.title_marks] == ["mobbning"]


def test_irregular_forms_are_marked() -> None:
    assert marked(found(Doc("x", "sv", "Rubrik", body="Hon gick hem."), "gå")) == ["gick"]


def test_forms_that_part_early_from_their_word_are_marked() -> None:
    hit = found(Doc("x", "fi", "Otsikko", body="Lasten oikeudet, lapsen etu."), "lapsi")

    assert marked(hit) == ["Lasten", "lapsen"]


def test_long_text_is_shown_from_its_beginning_where_the_word_is_there() -> None:
    hit = found(Doc("x", "fi", "Otsikko", body="Nyt arki alkaa. " + "Täytettä. " * 40), "arki")

    assert hit.snippet.startswith("Nyt arki alkaa.")
    assert hit.snippet.endswith("Täytettä. …")


def test_summary_is_shown_where_it_has_the_word() -> None:
    hit = found(Doc("x", "fi", "Otsikko", (), "Arki sujuu.", "Arki on tässäkin."), "arki")

    assert hit.snippet == "Arki sujuu."


def test_body_is_shown_where_the_summary_has_not_the_word() -> None:
    hit = found(Doc("x", "fi", "Otsikko", (), "Tiivistelmä.", "Alku.\nArki on tässä."), "arki")

    assert hit.snippet == "Alku. Arki on tässä."


def test_summary_is_shown_where_only_the_title_has_the_word() -> None:
    hit = found(Doc("x", "fi", "Arki", (), "Tiivistelmä.", "Teksti."), "arki")

    assert (hit.snippet, hit.marks) == ("Tiivistelmä.", ())


def test_long_text_is_cut_around_the_word() -> None:
    text = "Ensin jotain muuta. " * 40 + "Tässä on arki keskellä. " + "Lopuksi muuta. " * 40
    hit = found(Doc("x", "fi", "Otsikko", body=text), "arki")

    assert marked(hit) == ["arki"]
    assert len(hit.snippet) <= LONGEST_SNIPPET + 4
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")


def test_stretch_with_most_of_the_words_is_shown() -> None:
    text = "Raha on alussa. " + "Täytettä väliin. " * 30 + "Raha ja uni yhdessä." + " Loppu." * 50
    hit = found(Doc("x", "fi", "Otsikko", body=text), "uni raha")

    assert marked(hit) == ["Raha", "uni"]


def test_excerpt_is_one_line() -> None:
    hit = found(Doc("x", "fi", "Otsikko", body="Eka\nToka\r\narki\tja\u2028muu"), "arki")

    assert hit.snippet.splitlines() == [hit.snippet]


def test_decomposed_letters_are_marked_in_the_text_that_is_shown() -> None:
    text = unicodedata.normalize("NFD", "Tämä on päiväkirja.")
    hit = found(Doc("x", "fi", "Otsikko", body=text), "päiväkirja")

    assert [unicodedata.normalize("NFC", part) for part in marked(hit)] == ["päiväkirja"]


def test_a_hit_finds_in_any_text_what_it_was_found_by() -> None:
    hit = found(Doc("m", "fi", "Kuukausibudjetti", body="Tee budjetti."), "budjetti")
    text = "Oma budjettini auttaa: budjetin menot, ei muuta."

    assert [text[start:end] for start, end in hit.mark(text)] == ["budjettini", "budjetin"]
