"""Words are led to their base forms and taken apart."""

from __future__ import annotations

import pytest

from valita_desktop.library.search.morphology import analyser


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        # clitics and possessives
        ("koulussakin", "koulu"),
        ("muistatko", "muistaa"),
        ("ystäväänsä", "ystävä"),
        ("kuviaan", "kuva"),
        ("lähtiessämme", "lähteä"),
        # participles that are not listed
        ("koskevien", "koskea"),
        ("noudattamat", "noudattaa"),
        ("sijaitsevaa", "sijaita"),
        ("luokitelleet", "luokitella"),
        ("verrattavista", "verrata"),
        ("alkaneen", "alkaa"),
        # comparison
        ("tuoreimman", "tuore"),
        # compounds that are not listed
        ("arkiromantiikkaa", "arkiromantiikka"),
        ("koulukuraattorimme", "koulukuraattori"),
    ],
)
def test_unlisted_finnish_form_is_led_to_its_base_form(form: str, lemma: str) -> None:
    assert lemma in analyser("fi").analyse(form).lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("kiusaa", "kiusata"),
        ("lukemassa", "lukea"),
        ("suhteessa", "suhde"),
        ("istuin", "istua"),
        ("ymmärtääkseni", "ymmärtää"),
        ("aiheuttamaa", "aiheuttaa"),
        ("hävinneet", "hävitä"),
        ("kenkien", "kenkä"),
        ("iloisia", "iloinen"),
    ],
)
def test_finnish_homograph_has_its_other_base_form(form: str, lemma: str) -> None:
    assert lemma in analyser("fi").analyse(form).others


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("vågade", "våga"),
        ("händer", "hand"),
        ("glatt", "glad"),
        ("steg", "stiga"),
        ("bror", "broder"),
        ("gruvarbetarförbundets", "gruvarbetarförbund"),
    ],
)
def test_swedish_homograph_has_its_other_base_form(form: str, lemma: str) -> None:
    found = analyser("sv").analyse(form)

    assert lemma in found.lemmas + found.others


@pytest.mark.parametrize(
    ("lang", "form", "parts"),
    [
        ("fi", "pyykinpesukoneella", {"pyykki", "pesu", "kone", "pesukone"}),
        ("fi", "terveydenhoitaja", {"terveys", "hoitaja"}),
        ("fi", "naisjohtajat", {"nainen", "johtaja"}),
        ("fi", "yötyö", {"yö", "työ"}),
        ("sv", "skivbolagen", {"skiva", "bolag"}),
        ("sv", "utbildningsstyrelsen", {"utbildning", "styrelse"}),
        ("sv", "kyrkogårdar", {"kyrka", "gård"}),
        ("sv", "flygbolagen", {"flyg", "flyga", "bolag"}),
        ("sv", "ryggsmärtor", {"rygg", "smärta"}),
        ("sv", "produktionsökningar", {"produktion", "ökning"}),
    ],
)
def test_compound_is_taken_apart(lang: str, form: str, parts: set[str]) -> None:
    assert parts <= set(analyser("sv" if lang == "sv" else "fi").analyse(form).parts)


@pytest.mark.parametrize("form", ["välittäminen", "kouluissa", "mahdollisuus", "opettaja"])
def test_simple_word_is_not_taken_apart(form: str) -> None:
    assert analyser("fi").analyse(form).parts == ()


@pytest.mark.parametrize(
    ("lang", "word", "base"),
    [
        ("fi", "välittäminen", "välittää"),
        ("fi", "opettaja", "opettaa"),
        ("fi", "turvallisuus", "turvallinen"),
        ("fi", "häirintä", "häiritä"),
        ("fi", "siivous", "siivota"),
        ("fi", "väsymys", "väsyä"),
        ("fi", "suunnitelma", "suunnitella"),
        ("sv", "mobbning", "mobba"),
        ("sv", "studerande", "studera"),
        ("sv", "trygghet", "trygg"),
        ("fi", "budjetointi", "budjetoida"),
        ("fi", "budjetointi", "budjetti"),
        ("fi", "budjetoiminen", "budjetti"),
        ("fi", "kommentoida", "kommentti"),
        ("fi", "vuokraaminen", "vuokra"),
        ("fi", "pelaaja", "peli"),
        ("fi", "stressata", "stressi"),
        ("fi", "suunnittelu", "suunnitella"),
        ("fi", "kuuntelu", "kuunnella"),
        ("fi", "muutos", "muuttaa"),
        ("fi", "masennus", "masentaa"),
        ("fi", "velkaantuminen", "velka"),
        ("fi", "haku", "hakea"),
        ("fi", "rasistinen", "rasismi"),
        ("fi", "huijari", "huijata"),
        ("sv", "budgetering", "budget"),
        ("sv", "planera", "plan"),
        ("sv", "spelande", "spel"),
        ("sv", "lånare", "lån"),
        ("sv", "motivation", "motivera"),
        ("sv", "diskussion", "diskutera"),
        ("sv", "rasist", "rasism"),
    ],
)
def test_derived_word_knows_its_base(lang: str, word: str, base: str) -> None:
    assert base in analyser("sv" if lang == "sv" else "fi").analyse(word).relatives


@pytest.mark.parametrize(
    ("lang", "word", "stranger"),
    [("sv", "resa", "res"), ("sv", "fara", "far"), ("fi", "pelätä", "peli")],
)
def test_word_of_another_family_is_not_taken_for_its_base(
    lang: str, word: str, stranger: str
) -> None:
    assert stranger not in analyser("sv" if lang == "sv" else "fi").analyse(word).relatives


def test_noun_in_ly_is_no_participle() -> None:
    assert "riittää" not in analyser("fi").analyse("riitely").others


def test_name_has_a_stem_that_its_forms_share() -> None:
    finnish = analyser("fi")

    assert finnish.analyse("granlundin").stem == finnish.stem("granlund")


def test_hyphen_parts_a_compound_where_it_stands() -> None:
    found = analyser("fi").analyse("levy-yhtiön")

    assert found.form == "levyyhtiön"
    assert {"levy", "yhtiö"} <= set(found.parts)


@pytest.mark.parametrize(
    ("lang", "form", "apart"),
    [
        ("fi", "nukkumisvaikeuksista", ("nukkuminen", "vaikeus")),
        ("fi", "vuokra-asunnon", ("vuokra", "asunto")),
        ("sv", "pengaproblemen", ("pengar", "problem")),
        ("fi", "koulu", ()),
    ],
)
def test_compound_is_the_words_that_it_is_made_of(
    lang: str, form: str, apart: tuple[str, ...]
) -> None:
    assert analyser("sv" if lang == "sv" else "fi").apart(form) == apart


@pytest.mark.parametrize("word", ["112", "a4", "2020-luvulla", "x", "ω"])
def test_any_word_can_be_analysed(word: str) -> None:
    for lang in ("fi", "sv"):
        assert "-" not in analyser(lang).analyse(word).form
