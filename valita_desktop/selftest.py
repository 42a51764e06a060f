"""Does everything work on this computer? What IT runs after it has installed the program.

Each check does the real thing, in a folder of its own where it writes, and none needs a
display.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import app, i18n, logs, papers, paths
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _, ngettext
from valita_desktop.messages.errors import message
from valita_desktop.messages.system import why
from valita_desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.library.store import Library

FONT_FACES = (
    *(f"AtkinsonHyperlegibleNext-{weight}" for weight in ("Regular", "RegularItalic", "Medium")),
    *(f"AtkinsonHyperlegibleNext-{weight}" for weight in ("SemiBold", "Bold", "BoldItalic")),
    "ValitaSigns-Regular",
    "ValitaSigns-Bold",
)
_TRUETYPE = b"\x00\x01\x00\x00"


@dataclass(frozen=True)
class Check:
    """One thing that was tried.

    Attributes:
        name: Its code.
        label: Message id of what it is called.
        purpose: Message id of what it is for.
        remedy: Message id of what to do where it fails.
        ok: It works.
        detail: A few words on what was seen, or why it failed, in the person's language.
        ms: How long it took.
    """

    name: str
    label: str
    purpose: str
    remedy: str
    ok: bool
    detail: str
    ms: int


@dataclass(frozen=True)
class _Told:
    """What people are told of a check; message ids, as `Check` has them."""

    label: str
    purpose: str
    remedy: str


_INSTALL = N_("Install the program again, over this one; own data stay.")
_TOLD = {
    "fonts": _Told(N_("Fonts"), N_("The letters of the window and of printed sheets."), _INSTALL),
    "catalogues": _Told(
        N_("Languages"),
        N_("The words of the program, in the languages that it can be set to."),
        _INSTALL,
    ),
    "library": _Told(
        N_("Materials"),
        N_("The materials that are shown, found and printed."),
        N_("Start the program once with an internet connection, or install it again."),
    ),
    "shared-folder": _Told(
        N_("Shared folder"),
        N_("The folder that the materials for everybody come from."),
        N_("See that the person may read the folder. Until then the materials here are in use."),
    ),
    "dictionaries": _Told(
        N_("Dictionaries of the search"),
        N_("Find a material by any form of a word, in both languages."),
        _INSTALL,
    ),
    "user-data": _Told(
        N_("Own data"),
        N_("Favourites, lesson packets and notes, and that they can be kept here."),
        N_("See that the person may write into the data folder and that the disk has room."),
    ),
    "search": _Told(
        N_("Search"),
        N_("A material is found by its title."),
        N_("Go back to the materials of before: valita update --revert."),
    ),
    "pdf": _Told(
        N_("Printing to PDF"),
        N_("A sheet is made as it would be printed."),
        N_("Install the program again. If that does not help, send the log file to the network."),
    ),
}


class _FailedError(Exception):
    """A check found something wrong; the text says what, in the person's language."""


def run(shared: str = "") -> tuple[Check, ...]:
    """Try everything once; never raises for what a computer may lack.

    Args:
        shared: The folder with the materials for everybody; ``""`` is none.
    """
    checks = [_check("fonts", _fonts), _check("catalogues", _catalogues)]
    opened: list[Library] = []

    def materials() -> str:
        opened.append(app.open_library(shared=shared))
        damage = opened[0].damaged()
        if damage:
            raise _FailedError(_("The materials are damaged: {what}.").format(what=damage))
        count = len(opened[0].rows())
        return ngettext("{n} material", "{n} materials", count).format(n=count)

    checks.append(_check("library", materials))
    if shared:
        checks.append(_check("shared-folder", partial(_shared_folder, shared)))
    checks.append(_check("dictionaries", _dictionaries))
    checks.append(_check("user-data", _user_data))
    if opened:
        library = opened[0]
        with closing(library):
            for lang in LANGS:
                checks.append(_check(f"search-{lang}", _Search(library, lang)))
                checks.append(_check(f"pdf-{lang}", _Pdf(library, lang)))
    return tuple(checks)


def _check(name: str, attempt: Callable[[], str]) -> Check:
    told = _TOLD.get(name) or _TOLD[name.partition("-")[0]]
    started = time.perf_counter()
    try:
        ok, detail = True, attempt()
    except (ValitaError, _FailedError, OSError, ImportError) as error:
        ok, detail = False, logs.without_folders(_reason(error))
    ms = round((time.perf_counter() - started) * 1000)
    return Check(name, told.label, told.purpose, told.remedy, ok, detail, ms)


def _reason(error: Exception) -> str:
    """Why a check failed, in the person's language as far as it is known there."""
    if isinstance(error, ValitaError):
        return message(error).happened
    if isinstance(error, OSError) and error.strerror:
        return (
            f"{Path(error.filename).name}: {why(error.strerror)}"
            if error.filename
            else why(error.strerror)
        )
    return str(error)


def _shared_folder(shared: str) -> str:
    from valita_desktop.sync.shared import state

    there = state(Path(shared))
    if not there.seq:
        raise _FailedError(_("The shared folder cannot be reached. The materials here are in use."))
    return _("The shared folder has release {seq}.").format(seq=there.seq)


def _fonts() -> str:
    for face in FONT_FACES:
        file = paths.resources() / "fonts" / f"{face}.ttf"
        with file.open("rb") as stream:
            if stream.read(4) != _TRUETYPE:
                raise _FailedError(_("{file}: this is no font.").format(file=file.name))
    return ngettext("{n} font", "{n} fonts", len(FONT_FACES)).format(n=len(FONT_FACES))


def _catalogues() -> str:
    for lang in i18n.UI_LANGS:
        file = paths.catalogues() / lang / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
        if lang != i18n.SOURCE_LANG and not file.is_file():
            raise _FailedError(
                _("{language}: its words are missing.").format(language=_named(lang))
            )
    return ", ".join(map(_named, i18n.UI_LANGS))


def _dictionaries() -> str:
    """Without them the search still works, but finds less: on this computer they must be there."""
    from valita_desktop.library.search.lemmas import NONE, Lemmas

    for lang in LANGS:
        if Lemmas(lang).signature == NONE:
            raise _FailedError(_("{language}: no dictionary.").format(language=_named(lang)))
    return ", ".join(map(_named, LANGS))


def _named(lang: str) -> str:
    """A language as it is called within a sentence."""
    now = i18n.current()
    names = {
        "fi": now.pgettext("within a sentence", "Finnish"),
        "sv": now.pgettext("within a sentence", "Swedish"),
        "en": now.pgettext("within a sentence", "English"),
    }
    return names[lang]


def _user_data() -> str:
    """Open it, and see that the data of an earlier version could be brought to this one."""
    from valita_desktop.library import migrations

    if migrations.rehearse() != migrations.NEWEST:
        raise _FailedError(_("Own data of an earlier version could not be brought to this one."))
    with closing(app.open_user_data()) as data:
        count = len(data.favourites())
    told = ngettext("{n} favourite", "{n} favourites", count).format(n=count)
    if paths.network_home() is None:
        return told
    away = _("the home folder is on a network; own data are worked on here and kept there")
    return f"{told}; {away}"


class _Search:
    """Find an item by the title it has in a language."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._library, self._lang = library, lang

    def __call__(self) -> str:
        row = next(row for row in self._library.rows() if row.kind is Kind.MATERIAL)
        found = self._library.search(row.title(self._lang), self._lang, 5)
        if row.id not in [hit.id for hit in found.hits]:
            told = _("{language}: “{title}” was not found.")
            raise _FailedError(
                told.format(language=_named(self._lang), title=row.title(self._lang))
            )
        count = len(found.hits)
        hits = ngettext("{n} hit", "{n} hits", count).format(n=count)
        return f"{_named(self._lang)}, {hits}"


class _Pdf:
    """Make a sheet of an item in a language."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._library, self._lang = library, lang

    def __call__(self) -> str:
        from valita_desktop.handouts import pdf

        row = next(row for row in self._library.rows() if row.kind is Kind.MATERIAL)
        order = papers.Order((row.id,), papers.langs_of(self._lang))
        data = pdf.render(app.handout(self._library, order, Settings()))
        if not data.startswith(b"%PDF-"):
            raise _FailedError(_("{id}: no PDF was made.").format(id=row.id))
        return f"{_named(self._lang)}, {row.id}, {len(data) // 1024} kB"
