"""The orders that a list can be in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCollator, QLocale

from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row

ORDERS: dict[str, str] = {
    "theme": N_("By theme"),
    "title": N_("By name"),
    "newest": N_("Newest first"),
    "shortest": N_("Shortest first"),
}

_LANGUAGES = {"fi": QLocale.Language.Finnish, "sv": QLocale.Language.Swedish}
_NO_TIME = 1_000_000


def in_order(rows: Sequence[Row], order: str, lang: Lang) -> list[Row]:
    """The rows in one of `ORDERS`; given in the order of the library.

    Names are sorted as their language sorts them (å, ä, ö last); what has no time is
    longer than all that has.
    """
    if order == "title":
        collator = QCollator(QLocale(_LANGUAGES[lang], QLocale.Country.Finland))
        return sorted(rows, key=lambda row: collator.sortKey(row.title(lang)))
    if order == "newest":
        return sorted(rows, key=lambda row: row.updated, reverse=True)
    if order == "shortest":
        return sorted(rows, key=lambda row: row.minutes or _NO_TIME)
    return list(rows)
