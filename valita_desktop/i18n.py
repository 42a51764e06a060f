"""Words of the program in Finnish, Swedish and English; dates and lists as each writes them.

The language of the window (`set_language`, `_`) is not the language of the content:
whatever goes on paper is handed its own `Catalogue` and never uses the global one.
Strings are looked up when shown, so a switch of language needs no restart.
"""

from __future__ import annotations

import gettext
import locale
import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Literal

from valita_desktop import paths

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

UiLang = Literal["fi", "sv", "en"]
UI_LANGS: tuple[UiLang, ...] = ("fi", "sv", "en")
SOURCE_LANG: UiLang = "en"
"""The language of the msgids, which therefore has no catalogue."""

DOMAIN = "valita"
_LOCALES = {"fi": "fi", "sv": "sv_FI", "en": "en_GB"}


class Catalogue:
    """The program's words in one language.

    Attributes:
        lang: Which language.
    """

    def __init__(self, lang: UiLang) -> None:
        self.lang = lang
        self._translations: gettext.NullTranslations = gettext.translation(
            DOMAIN, str(paths.catalogues()), languages=[lang], fallback=True
        )

    def gettext(self, message: str) -> str:
        """The message in this language; the English msgid where it is missing."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for ``n`` things.

        Args:
            singular: English msgid of one thing.
            plural: English msgid of several; the language picks among its own forms by ``n``.
            n: How many; not put in, which ``format`` does.
        """
        return self._translations.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """The message where one English word has several translations."""
        return self._translations.pgettext(context, message)

    def date(self, day: dt.date) -> str:
        """A day as Finland writes it in both languages: ``24.11.2026``.

        English gets the same order with the month's name, ``24 Nov 2026``.
        Source: CLDR has ISO dates for sv_FI, so the pattern is given.
        """
        if self.lang != "en":  # nothing to look up: reading CLDR takes 15 ms
            return f"{day.day}.{day.month}.{day.year}"
        from babel.dates import format_date  # late: no start should wait for it

        return format_date(day, "d MMM y", locale=_LOCALES[self.lang])

    def day_of(self, moment: dt.datetime) -> str:
        """The day of a moment with its zone, by the clock of this computer; as `date`."""
        return self.date(moment.astimezone().date())

    def time(self, at: dt.datetime) -> str:
        """A time of day as the language writes it: ``9.05``, in English ``09:05``.

        Source: CLDR for fi and en_GB; Finland-Swedish writes ``9.05`` (Språkinstitutet), which
        CLDR's sv_FI does not.
        """
        if self.lang != "en":
            return f"{at.hour}.{at.minute:02}"
        from babel.dates import format_time

        return format_time(at, "HH:mm", locale=_LOCALES[self.lang])

    def number(self, value: float, *, decimals: int = 0) -> str:
        """A number with so many decimals: ``2,1``, in English ``2.1``.  Source: CLDR."""
        from babel.numbers import format_decimal

        pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return str(format_decimal(value, pattern, locale=_LOCALES[self.lang]))

    def weekday(self, index: int, *, short: bool = False) -> str:
        """Name of a day of the week, 0 is Monday; short is as in calendars (må, ti, on).

        Source: CLDR, stand-alone form.
        """
        from babel.dates import get_day_names

        width: Literal["short", "wide"] = "short" if short else "wide"
        return str(get_day_names(width, "stand-alone", _LOCALES[self.lang])[index])

    def month(self, number: int) -> str:
        """Name of a month, 1 is January.  Source: CLDR, stand-alone form."""
        from babel.dates import get_month_names

        return str(get_month_names("wide", "stand-alone", _LOCALES[self.lang])[number])


@cache
def catalogue(lang: UiLang) -> Catalogue:
    """The catalogue of a language, read once."""
    return Catalogue(lang)


class _Current:
    """Holds the one catalogue that the whole program speaks by."""

    catalogue: Catalogue | None = None


def set_language(lang: UiLang) -> None:
    """From now on the program speaks this language."""
    _Current.catalogue = catalogue(lang)


def current() -> Catalogue:
    """The catalogue of the window or the command line; English before `set_language`."""
    return _Current.catalogue or catalogue("en")


def _(message: str) -> str:
    """The message in the program's language, now."""
    return current().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for ``n`` things in the program's language, now; see `Catalogue.ngettext`.

    Args:
        singular: English msgid of one thing.
        plural: English msgid of several.
        n: How many.
    """
    return current().ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


@contextmanager
def standard_library_words(lang: UiLang) -> Iterator[None]:
    """While it lasts, what the standard library says of itself (argparse) is in a language.

    The standard library looks its words up in the process's current domain, for the language
    of the environment; both are put back.
    """
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(paths.catalogues()))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[1]


def system_language() -> UiLang:
    """The language of this computer if it is Finnish or Swedish, else English, else Finnish.

    A computer that speaks neither of the three is most likely in Finland: Finnish.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(":")[0]
        if value and value not in ("C", "POSIX", "C.UTF-8"):
            break
    else:
        value = locale.getlocale()[0] or ""
    prefix = value.lower()[:2]
    for lang in UI_LANGS:
        if prefix in (lang, {"fi": "fi", "sv": "sw", "en": "en"}[lang]):
            return lang
    return "fi"


def system_content_language() -> Literal["fi", "sv"]:
    """The language that materials open in where nobody has chosen: the computer's, else Finnish."""
    return "sv" if system_language() == "sv" else "fi"
