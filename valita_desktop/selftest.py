"""Does everything work on this computer? What IT runs after it has installed the program.

Each check does the real thing, in a folder of its own where it writes, and none needs a
display.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop import app, i18n, logs, paths
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_
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
        ok: It works.
        detail: A few words on what was seen.
        ms: How long it took.
    """

    name: str
    label: str
    ok: bool
    detail: str
    ms: int


class _FailedError(Exception):
    """A check found something wrong; the text says what."""


def run() -> tuple[Check, ...]:
    """Try everything once; never raises for what a computer may lack."""
    checks = [
        _check("fonts", N_("Fonts"), _fonts),
        _check("catalogues", N_("Languages"), _catalogues),
    ]
    opened: list[Library] = []

    def materials() -> str:
        opened.append(app.open_library())
        damage = opened[0].damaged()
        if damage:
            raise _FailedError(damage)
        return f"{len(opened[0].rows())}"

    checks.append(_check("library", N_("Materials"), materials))
    checks.append(_check("dictionaries", N_("Dictionaries of the search"), _dictionaries))
    checks.append(_check("user-data", N_("Own data"), _user_data))
    if opened:
        library = opened[0]
        with closing(library):
            for lang in LANGS:
                checks.append(_check(f"search-{lang}", N_("Search"), _Search(library, lang)))
                checks.append(_check(f"pdf-{lang}", N_("Printing to PDF"), _Pdf(library, lang)))
    return tuple(checks)


def _check(name: str, label: str, attempt: Callable[[], str]) -> Check:
    started = time.perf_counter()
    try:
        ok, detail = True, attempt()
    except (ValitaError, _FailedError, OSError, ImportError) as error:
        ok, detail = False, logs.without_folders(str(error))
    return Check(name, label, ok, detail, round((time.perf_counter() - started) * 1000))


def _fonts() -> str:
    for face in FONT_FACES:
        file = paths.resources() / "fonts" / f"{face}.ttf"
        with file.open("rb") as stream:
            if stream.read(4) != _TRUETYPE:
                raise _FailedError(file.name)
    return f"{len(FONT_FACES)}"


def _catalogues() -> str:
    for lang in i18n.UI_LANGS:
        file = paths.catalogues() / lang / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
        if lang != i18n.SOURCE_LANG and not file.is_file():
            raise _FailedError(lang)
    return ", ".join(i18n.UI_LANGS)


def _dictionaries() -> str:
    """Without them the search still works, but finds less: on this computer they must be there."""
    from valita_desktop.library.search.lemmas import NONE, Lemmas

    for lang in LANGS:
        if Lemmas(lang).signature == NONE:
            raise _FailedError(lang)
    return ", ".join(LANGS)


def _user_data() -> str:
    """Open it, and see that the data of an earlier version could be brought to this one."""
    from valita_desktop.library import migrations

    if migrations.rehearse() != migrations.NEWEST:
        raise _FailedError("migrations")
    with closing(app.open_user_data()) as data:
        return f"{len(data.favourites())}"


class _Search:
    """Find an item by the title it has in a language."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._library, self._lang = library, lang

    def __call__(self) -> str:
        row = next(row for row in self._library.rows() if row.kind is Kind.MATERIAL)
        found = self._library.search(row.title(self._lang), self._lang, 5)
        if row.id not in [hit.id for hit in found.hits]:
            raise _FailedError(row.id)
        return f"{len(found.hits)}"


class _Pdf:
    """Make a sheet of an item in a language."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._library, self._lang = library, lang

    def __call__(self) -> str:
        from valita_desktop.handouts import pdf

        row = next(row for row in self._library.rows() if row.kind is Kind.MATERIAL)
        order = app.Order((row.id,), app.langs_of(self._lang))
        data = pdf.render(app.handout(self._library, order, Settings()))
        if not data.startswith(b"%PDF-"):
            raise _FailedError(row.id)
        return f"{len(data) // 1024} kB"
