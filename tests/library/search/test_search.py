"""What a teacher types finds what is meant, and says what is only near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library.search.conftest import KIT
from valita_desktop.content.model import LANGS
from valita_desktop.library.search import Doc, Search, finder
from valita_desktop.library.search.lemmas import Lemmas
from valita_desktop.library.search.morphology import Analyser

if TYPE_CHECKING:
    import sqlite3

    from tests.library.search.conftest import Ids
    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.morphology import FormReading


@pytest.mark.parametrize(
    ("query", "lang", "item"),
    [
        # inflected
        ("kiusaamisesta", "fi", "bully"),
        ("kiusata", "fi", "bully"),
        ("säännöistä", "fi", "bully"),
        ("nukut", "fi", "sleep"),
        ("opettajille", "fi", "caring"),
        ("rahakin", "fi", "budget"),
        ("reglerna", "sv", "bully"),
        ("sova", "sv", "sleep"),
        ("vaknat", "sv", "sleep"),
        ("lärares", "sv", "caring"),
        ("hyror", "sv", "budget"),
        # inside of compounds
        ("kone", "fi", "budget"),
        ("pesukone", "fi", "budget"),
        ("päiväkirja", "fi", "sleep"),
        ("terveys", "fi", "caring"),
        ("räkning", "sv", "budget"),
        ("dagböcker", "sv", "sleep"),
        ("ungdom", "sv", "caring"),
        # half-typed
        ("kuuka", "fi", "budget"),
        ("häir", "fi", "bully"),
        ("terveydenh", "fi", "caring"),
        ("trakass", "sv", "bully"),
        ("månadsb", "sv", "budget"),
        # without dots
        ("valita", "fi", "caring"),
        ("paivakirja", "fi", "sleep"),
        ("hairinta", "fi", "bully"),
        ("somn", "sv", "sleep"),
        ("manadsbudget", "sv", "budget"),
        ("larare", "sv", "caring"),
        # misspelt
        ("kuukausibudjeti", "fi", "budget"),
        ("kiusaamnien", "fi", "bully"),
        ("terveydehnoitaja", "fi", "caring"),
        ("mobbnning", "sv", "bully"),
        ("månadsbugdet", "sv", "budget"),
        # half-typed and without dots
        ("paivak", "fi", "sleep"),
        ("hairin", "fi", "bully"),
        ("somnda", "sv", "sleep"),
        ("halsova", "sv", "caring"),
        # several words, a question
        ("puhelinlasku ja vuokra", "fi", "budget"),
        ("miten kiusaamiseen puututaan", "fi", "bully"),
        ("vad gör man när någon mobbas", "sv", "bully"),
        # case endings after a colon
        ("EU", "fi", "caring"),
        ("eu", "sv", "caring"),
    ],
)
def test_item_is_found_first(direct: Ids, query: str, lang: Lang, item: str) -> None:
    assert direct(query, lang)[:1] == [item]


@pytest.mark.parametrize(
    ("query", "lang", "item"),
    [("mobbning", "fi", "bully"), ("omtanke", "fi", "caring"), ("nukkua", "sv", "sleep")],
)
def test_word_of_the_other_language_finds_the_twin(
    search: Search, query: str, lang: Lang, item: str
) -> None:
    (hit,) = search.search(query, lang).hits

    assert (hit.id, hit.lang, hit.related) == (item, lang, False)


def test_twin_stands_below_what_was_found_in_the_language_asked_for(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("both", "fi", "Stressi", body="Jännitys."),
            Doc("both", "sv", "Stress", body="Plan."),
            Doc("here", "fi", "Plan Suomi", body="Plan on järjestö."),
        ]
    )

    assert [(hit.id, hit.related) for hit in search.search("plan", "fi").hits] == [
        ("here", False),
        ("both", True),
    ]


def test_item_without_a_text_in_the_language_is_found_in_the_other(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("only", "sv", "Studerandekår")])

    assert [(hit.id, hit.lang) for hit in search.search("studerandekår", "fi").hits] == [
        ("only", "sv")
    ]


def test_title_outranks_keywords_summary_and_body(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("body", "fi", "Yksi", body="Tässä on ruoka."),
            Doc("summary", "fi", "Kaksi", summary="Tässä on ruoka."),
            Doc("keywords", "fi", "Kolme", keywords=("ruoka",)),
            Doc("title", "fi", "Ruoka"),
        ]
    )

    found = [hit.id for hit in search.search("ruoka", "fi").hits]

    assert found == ["title", "keywords", "summary", "body"]


def test_equal_hits_stand_in_the_order_of_the_themes(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put(Doc(f"item-{n}", "fi", "Ruoka", order=9 - n) for n in range(3))

    found = [hit.id for hit in search.search("ruoka", "fi").hits]

    assert found == ["item-2", "item-1", "item-0"]


def test_word_itself_stands_before_compounds_with_it(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("compound", "fi", "Kiusaaminen", body="Kouluruoka, koulutie."),
            Doc("word", "fi", "Opas", body="Pitkä teksti, jossa kerran mainitaan koulu."),
        ]
    )

    assert [hit.id for hit in search.search("koulu", "fi").hits] == ["word", "compound"]


def test_word_at_the_end_of_an_unknown_compound_is_found_after_the_word_itself(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("compound", "fi", "Ohje", body="Abibileet."),
            Doc("word", "fi", "Opas", body="Bileet."),
        ]
    )

    assert [(hit.id, hit.related) for hit in search.search("bileet", "fi").hits] == [
        ("word", False),
        ("compound", False),
    ]


@pytest.mark.parametrize(
    ("query", "found"), [("hupsis", ["inside"]), ("psis", ["inside"]), ("sis", [])]
)
def test_unknown_word_is_found_inside_another_where_it_is_long_enough(
    connection: sqlite3.Connection, query: str, found: list[str]
) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("inside", "fi", "Opas", body="Megahupsis.")])

    assert [hit.id for hit in search.search(query, "fi").hits] == found


@pytest.mark.parametrize(("query", "found"), [("vu", ["budget"]), ("v", [])])
def test_two_letters_begin_a_word_and_one_does_not(
    direct: Ids, query: str, found: list[str]
) -> None:
    assert direct(query) == found


def test_word_that_very_many_have_is_found_in_titles_first(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "_MOST_RANKED", 1)
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("body-1", "fi", "Opas", body="Ruoka, ruoka ja ruoka."),
            Doc("body-2", "fi", "Opas", body="Ruoka.", order=1),
            Doc("title", "fi", "Ruoka", order=2),
        ]
    )

    assert [hit.id for hit in search.search("ruoka", "fi").hits] == ["title", "body-1", "body-2"]
    assert [hit.id for hit in search.search("ruoka", "fi", 1).hits if not hit.related] == ["title"]


def test_dots_that_are_typed_are_meant(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("other", "sv", "Guide", body="En miljon kronor."),
            Doc("meant", "sv", "Guide", body="Man värnar om en god miljö."),
        ]
    )

    assert [hit.id for hit in search.search("miljön", "sv").hits] == ["meant"]


def test_form_without_dots_finds_its_base_form_and_the_dotted_word(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("base", "sv", "Guide", body="Man ska inte tvinga någon."),
            Doc("dotted", "sv", "Guide", body="Utan tvång."),
        ]
    )

    assert {hit.id for hit in search.search("tvang", "sv").hits} == {"base", "dotted"}


def test_half_typed_word_that_is_a_form_of_another_finds_both(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put(Doc(f"end-{n}", "fi", "Opas", body="Työ loppuu ajallaan.") for n in range(12))
    search.put([Doc("trip", "fi", "Opas", body="Loppumatka kuljettiin kävellen.")])

    assert "trip" in [hit.id for hit in search.search("loppuma", "fi", 10).hits if not hit.related]


@pytest.mark.parametrize("query", ["kerata", "kerää", "keraat", "keätä"])
def test_word_that_is_only_another_reading_is_found_however_it_is_typed(
    query: str, connection: sqlite3.Connection
) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("gather", "fi", "Opas", body="Ryhmä keräsi toiveita.")])

    assert [hit.id for hit in search.search(query, "fi").hits] == ["gather"]


def test_derived_words_stand_below_the_divider(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("noun", "fi", "Opas", body="Opettaminen."),
            Doc("verb", "fi", "Opas", body="Opetetaan yhdessä."),
        ]
    )

    assert [(hit.id, hit.related) for hit in search.search("opettaminen", "fi").hits] == [
        ("noun", False),
        ("verb", True),
    ]


def test_derived_words_stand_above_where_there_is_nothing_else(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("verb", "sv", "Guide", body="Man mobbar ingen.")])

    assert [(hit.id, hit.related) for hit in search.search("mobbning", "sv").hits] == [
        ("verb", False)
    ]


def test_misspelt_query_comes_back_mended(search: Search) -> None:
    assert search.search("oma kuukausibudjeti!", "fi").suggestion == "oma kuukausibudjetti!"


def test_word_that_is_found_is_left_as_it_was_typed(search: Search) -> None:
    mended = search.search("vuokran kuukausibudjeti", "fi")

    assert mended.suggestion == "vuokran kuukausibudjetti"
    assert [hit.id for hit in mended.hits] == ["budget"]


def test_no_spelling_is_proposed_that_would_find_nothing(search: Search) -> None:
    assert search.search("uni kuukausibudjeti", "fi").suggestion == ""


def test_query_that_finds_something_is_not_mended(search: Search) -> None:
    assert search.search("kuukausibudjetti", "fi").suggestion == ""


def test_nonsense_finds_nothing(search: Search) -> None:
    results = search.search("qwxzqwxz", "fi")

    assert not results.hits
    assert results.suggestion == ""


def test_everyday_word_finds_the_subject_term(search: Search) -> None:
    search.set_synonyms("fi", {"köyhyys": ("raha",)})

    assert [hit.id for hit in search.search("köyhyydestä", "fi").hits] == ["budget"]


def test_subject_term_of_two_words_must_be_there_whole(search: Search) -> None:
    search.set_synonyms("fi", {"yksinäisyys": ("ulkopuolelle jättäminen",)})
    search.put([Doc("half", "fi", "Opas", body="Ulkopuolelle mentiin.")])

    assert [hit.id for hit in search.search("yksinäisyys", "fi").hits] == ["bully"]


def test_synonyms_of_a_language_are_replaced(search: Search) -> None:
    search.set_synonyms("fi", {"köyhyys": ("raha",)})
    search.set_synonyms("fi", {})

    assert not search.search("köyhyys", "fi").hits


def test_no_more_hits_than_asked_for(search: Search) -> None:
    assert len([hit for hit in search.search("ja", "fi", 1).hits if not hit.related]) == 1


def test_related_hits_stand_after_all_others(search: Search) -> None:
    for query in ("k", "ku", "ryhmä", "sopia", "näkyä"):
        marks = [hit.related for hit in search.search(query, "fi").hits]
        assert marks == sorted(marks)


def test_hits_come_with_falling_scores(search: Search) -> None:
    scores = [hit.score for hit in search.search("yhdessä", "fi").hits]

    assert scores == sorted(scores, reverse=True)


def test_searching_needs_no_write(search: Search, connection: sqlite3.Connection) -> None:
    connection.commit()
    connection.execute("PRAGMA query_only = ON")

    assert search.search("kiusaaminen", "fi").hits


def test_kit_is_found_by_every_one_of_its_keywords(direct: Ids) -> None:
    for doc in KIT:
        for keyword in doc.keywords:
            assert doc.id in direct(keyword, doc.lang), keyword


def test_everyday_expression_of_two_words_finds_the_subject_term(search: Search) -> None:
    search.set_synonyms("fi", {"jäädä yksin": ("ulkopuolelle jättäminen",)})

    assert [hit.id for hit in search.search("jäänyt yksin", "fi").hits] == ["bully"]
    assert [hit.id for hit in search.search("jäänyt yksin säännöt", "fi").hits] == ["bully"]


def test_subject_term_of_two_words_is_found_in_any_form(search: Search) -> None:
    search.set_synonyms("fi", {"fudis": ("kallis pesukone",)})
    search.put([Doc("forms", "fi", "Opas", body="Kalliissa pesukoneissa.")])

    assert [hit.id for hit in search.search("fudis", "fi").hits] == ["forms"]


def test_expression_that_is_not_there_whole_means_nothing(search: Search, direct: Ids) -> None:
    search.set_synonyms("fi", {"ryhmä sopii": ("raha",)})

    assert direct("sopii") == ["bully"]


def test_words_beside_an_expression_must_be_there_too(search: Search, direct: Ids) -> None:
    search.set_synonyms("fi", {"aivan yksin": ("ulkopuolelle jättäminen",)})

    assert direct("aivan yksin unipäiväkirja") == ["sleep"]


def test_expression_adds_to_what_its_words_find(search: Search) -> None:
    search.set_synonyms("fi", {"ryhmä sopii": ("raha",)})

    assert [hit.id for hit in search.search("ryhmä sopii", "fi").hits] == ["bully", "budget"]


@pytest.mark.parametrize(
    ("query", "lang", "item"),
    [
        ("rahankäyttö", "fi", "budget"),
        ("uniongelmista", "fi", "sleep"),
        ("työpaikkakiusaaminen", "fi", "bully"),
        ("sömnproblem", "sv", "sleep"),
        ("mobbningsfall", "sv", "bully"),
    ],
)
def test_compound_that_nothing_has_stands_for_its_words(
    search: Search, query: str, lang: Lang, item: str
) -> None:
    results = search.search(query, lang)

    assert results.hits[0].id == item
    assert results.suggestion == ""


def test_half_typed_form_finds_the_other_forms_of_its_word(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("form", "fi", "Opas", body="Laske ensi vuoden budjetin loppusumma."),
            Doc("word", "fi", "Opas", body="Budjetti tehdään yhdessä."),
        ]
    )

    assert {hit.id for hit in search.search("budjeti", "fi").hits} == {"form", "word"}


def test_one_slip_is_likelier_than_a_word_with_it_inside(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("slip", "fi", body="Tyynyt."), Doc("inside", "fi", body="Tyytynyt.")])

    results = search.search("tynyt", "fi")

    assert [hit.id for hit in results.hits] == ["slip"]
    assert results.suggestion == "tyynyt"


def test_slip_that_could_be_a_rare_form_finds_both(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("form", "fi", body="Ottama."), Doc("slip", "fi", body="Ottaminen.")])

    assert [hit.id for hit in search.search("ottaminne", "fi").hits] == ["form", "slip"]


def test_letter_left_out_is_likelier_than_one_taken_for_another(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("left out", "sv", body="Skolbarn."), Doc("other", "sv", body="Skolan.")])

    assert search.search("skolban", "sv").hits[0].id == "left out"


def test_two_words_that_the_texts_have_as_one_find_it_first(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    one = Doc("one", "sv", body="Vanvård är något annat, som har en längre text.")
    search.put([Doc("both", "sv", body="Van vid vård."), one])

    assert [hit.id for hit in search.search("van vård", "sv").hits] == ["one", "both"]


def test_two_words_without_a_blank_are_found_as_two(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("names", "sv", body="Lucas Cranach."), Doc("other", "sv", body="Lukas.")])

    assert [hit.id for hit in search.search("lucascranach", "sv").hits] == ["names"]


def test_beginning_of_what_a_text_is_about_stands_before_a_word_that_all_have(
    connection: sqlite3.Connection,
) -> None:
    search = Search(connection)
    search.create()
    about = Doc("about", "fi", body="Koulutus koulutuksen koulutukseen koulutuksesta.")
    search.put([about, *(Doc(f"d{n}", "fi", body="Koulu alkaa.") for n in range(30))])

    assert search.search("koulu", "fi").hits[0].id == "about"
    assert search.search("koulu alkaa", "fi").hits[0].id != "about"


def test_the_first_search_reads_what_was_kept_and_analyses_only_what_was_typed(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Search(connection)
    made.create()
    made.put([Doc("money", "fi", "Rahan kanssa", body="Kuukauden raha.")])
    everyday = [f"sana{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(250)]
    made.set_synonyms("fi", dict.fromkeys(everyday, ("raha",)))
    made.settle()
    analysers = {lang: Analyser(lang, Lemmas(lang)) for lang in LANGS}
    asked: list[str] = []
    read = analysers["fi"].read

    def note(form: str) -> FormReading:
        asked.append(form)
        return read(form)

    monkeypatch.setattr(analysers["fi"], "read", note)
    found = Search(connection, analysers.__getitem__).search(everyday[7], "fi")

    assert [hit.id for hit in found.hits] == ["money"]
    assert set(asked) == {everyday[7], "raha"}


_TYPED = ("kuukausib", "hairin", "nukut", "zzzqqx", "trakass", "mobbning", "rahat eivät riitä")


def test_what_is_typed_is_not_taken_apart_until_something_is_shown(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Search(connection)
    made.create()
    made.put(KIT)
    made.settle()
    analysers = {lang: Analyser(lang, Lemmas(lang)) for lang in LANGS}
    search = Search(connection, analysers.__getitem__)
    for each in analysers.values():
        monkeypatch.setattr(each, "analyse", pytest.fail)

    assert any(search.search(typed, lang).hits for typed in _TYPED for lang in LANGS)


@pytest.mark.parametrize(
    ("typed", "lang", "most"), [("kuukausib", "fi", 2), ("mob", "sv", 1), ("vä", "fi", 1)]
)
def test_what_was_found_whole_is_not_asked_for_again(
    search: Search, connection: sqlite3.Connection, typed: str, lang: Lang, most: int
) -> None:
    search.search("x", lang)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    found = search.search(typed, lang)

    assert found.hits
    assert sum(" MATCH " in statement for statement in asked) <= most
