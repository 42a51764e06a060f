"""A printer that does not print is told in the person's own words."""

from __future__ import annotations

import pytest

from valita_desktop import i18n
from valita_desktop.errors import PrinterError, PrinterErrorCode
from valita_desktop.messages.errors import sentence
from valita_desktop.messages.printers import needs_help, waiting, why_not_printing


@pytest.mark.parametrize("code", list(PrinterErrorCode))
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_code_has_its_own_words_and_leaves_saving(code: str, lang: i18n.UiLang) -> None:
    i18n.set_language(lang)
    words = {each: sentence(PrinterError("Koulu", "", each)) for each in PrinterErrorCode}

    assert "Koulu" in words[PrinterErrorCode(code)]
    assert "PDF" in words[PrinterErrorCode(code)]
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("keywords", "told"),
    [
        (("media-empty-error",), "paperi on loppu"),
        (("media-jam",), "paperi on juuttunut"),
        (("toner-empty-error", "cover-open"), "väriaine on loppu, kansi on auki"),
        (("offline-report",), "se ei ole päällä tai yhteydessä"),
        (("paused",), "joku on pysäyttänyt sen"),
        (("paused", "media-empty"), "paperi on loppu"),
    ],
)
def test_keywords_are_told_in_finnish(keywords: tuple[str, ...], told: str) -> None:
    i18n.set_language("fi")

    assert why_not_printing(keywords, "") == told


def test_who_stopped_a_queue_says_more_than_that_it_is_stopped() -> None:
    assert why_not_printing(("paused",), "paperi loppu") == "paperi loppu"


def test_what_cups_says_in_english_is_translated_and_all_else_kept() -> None:
    i18n.set_language("sv")

    assert why_not_printing((), "The printer may not exist or is unavailable at this time.") == (
        "den svarar inte"
    )
    assert why_not_printing((), "Vika 49.4C02.") == "Vika 49.4C02"


@pytest.mark.parametrize("keyword", ["media-low-warning", "toner-low-report", "media-empty-report"])
def test_what_is_only_told_stops_nobody(keyword: str) -> None:
    assert not needs_help((keyword,))
    assert why_not_printing((keyword,), "") == ""


def test_a_stopped_queue_without_a_reason_is_told_without_one() -> None:
    assert waiting("Koulu", "", stopped=True).startswith("The printer Koulu is stopped. ")
