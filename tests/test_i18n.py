"""The program speaks the language of the computer, and writes dates as Finland does."""

from __future__ import annotations

import datetime as dt

import pytest

from valita_desktop import i18n
from valita_desktop.i18n import UiLang, catalogue

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("named", "lang", "content"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi", "fi"),
        ({"LANG": "sv_FI.UTF-8"}, "sv", "sv"),
        ({"LANG": "sv_SE"}, "sv", "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en", "fi"),
        ({"LANG": "de_DE.UTF-8"}, "fi", "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "sv_FI.UTF-8"}, "sv", "sv"),
        ({"LANG": "fi_FI.UTF-8", "LANGUAGE": "sv:fi"}, "sv", "sv"),
        ({"LC_ALL": "C", "LANG": "sv_FI.UTF-8"}, "sv", "sv"),
    ],
)
def test_the_language_of_the_computer(
    named: dict[str, str], lang: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)

    assert (i18n.system_language(), i18n.system_content_language()) == (lang, content)


@pytest.mark.parametrize(
    ("lang", "written"), [("fi", "24.11.2026"), ("sv", "24.11.2026"), ("en", "24 Nov 2026")]
)
def test_a_date(lang: UiLang, written: str) -> None:
    assert catalogue(lang).date(dt.date(2026, 11, 24)) == written


@pytest.mark.parametrize(
    ("lang", "day", "month"),
    [("fi", "maanantai", "tammikuu"), ("sv", "måndag", "januari"), ("en", "Monday", "January")],
)
def test_names_of_days_and_months_stand_alone(lang: UiLang, day: str, month: str) -> None:
    assert (catalogue(lang).weekday(0), catalogue(lang).month(1)) == (day, month)


def test_paper_keeps_its_language_when_the_window_changes_its_own() -> None:
    paper = catalogue("sv")

    i18n.set_language("fi")

    assert (paper.gettext("Materials"), i18n._("Materials")) == ("Material", "Aineistot")


def test_a_word_without_translation_is_said_in_english() -> None:
    assert catalogue("fi").gettext("not in any catalogue") == "not in any catalogue"
