"""What the window calls a row: its kind, its time, its group, its languages.

Short forms for lists; `spoken` is the whole for those who hear it. Always in the language
of the window, whatever language the material is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content.labels import label
from valita_desktop.i18n import N_, _, ngettext
from valita_desktop.library.rows import Row
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from valita_desktop.content.model import Group, Lang, Record
    from valita_desktop.library.packets import TimeNeeded
    from valita_desktop.ui.style.theme import Palette, ThemeColours

LANG_NAMES: dict[Lang, str] = {"fi": N_("Finnish"), "sv": N_("Swedish")}
DOT = " · "

_HOURS_FROM = 120


def kind_name(row: Row) -> str:
    """The form of a material's sheet, else the kind of the item; of an own one also that."""
    name = _(label(row.format or row.kind))
    return DOT.join((_("Own"), name)) if row.own else name


def time_name(row: Row | Record) -> str:
    """How long it takes; ``""`` where time makes no sense."""
    if not row.minutes:
        return ""
    if row.per_day:
        return _("{n} min a day").format(n=row.minutes)
    return duration(row.minutes)


def duration(whole: int) -> str:
    """Minutes, or hours and minutes where those are many."""
    hours, minutes = divmod(whole, 60)
    if whole < _HOURS_FROM:
        return _("{n} min").format(n=whole)
    if not minutes:
        return _("{h} h").format(h=hours)
    return _("{h} h {n} min").format(h=hours, n=minutes)


def time_words(time: TimeNeeded) -> str:
    """How long several items take; ``""`` where that is not known of any."""
    parts = (duration(time.minutes), _("{n} min a day").format(n=time.a_day))
    return " + ".join(part for part, n in zip(parts, time, strict=False) if n)


def left_out(time: TimeNeeded) -> str:
    """What the time of several items leaves out; ``""`` where it leaves out nothing."""
    parts = []
    if time.untimed:
        told = ngettext("{n} without a time", "{n} without a time", time.untimed)
        parts.append(told.format(n=time.untimed))
    if time.gone:
        told = ngettext("{n} that is gone", "{n} that are gone", time.gone)
        parts.append(told.format(n=time.gone))
    return _("not counted: {parts}").format(parts=", ".join(parts)) if parts else ""


def group_name(group: Group | None) -> str:
    """How many take part; ``""`` where it is not said."""
    if group is None:
        return ""
    if group.max == group.min == 1:
        return _("1 person")
    return _("{min}–{max} people").format(min=group.min, max=group.max)


def facts(row: Row) -> str:
    """Time and group in one line."""
    return DOT.join(part for part in (time_name(row), group_name(row.group)) if part)


def only_lang(row: Row) -> str:
    """``FI`` or ``SV`` where it has no other language; ``""`` where it has both."""
    return row.langs[0].upper() if len(row.langs) == 1 else ""


def kind_and_lang(row: Row) -> str:
    """The kind of a row, and its language where it has but one."""
    return DOT.join(part for part in (kind_name(row), only_lang(row)) if part)


def withdrawn(item_id: str, title: str, lang: Lang) -> Row:
    """The stand-in of an item that has been withdrawn.

    Args:
        item_id: Its id.
        title: What it was called last.
        lang: The language of that.
    """
    return Row.placeholder(item_id, title, _("No longer among the materials."), lang)


def spoken(row: Row, lang: Lang) -> str:
    """A row as a screen reader says it."""
    languages = ", ".join(_(LANG_NAMES[one]) for one in row.langs)
    parts = (row.title(lang), kind_name(row), facts(row), languages, row.summary(lang))
    return ". ".join(part.rstrip(".") for part in parts if part)


def colours(palette: Palette, row: Row) -> ThemeColours:
    """The colours of a row's own theme; those of the first where it has none."""
    return palette.themes[theme.theme_number(row.themes)]
