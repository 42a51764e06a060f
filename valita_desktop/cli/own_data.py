"""``valita own …``: a person's own data to keep, to carry away, to bring back, to report from.

Taking a file in adds to what is there; restoring a copy keeps what it replaces.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths
from valita_desktop.cli import own_items
from valita_desktop.cli.answers import KeptCopy, OwnExportAnswer, OwnImportAnswer, UseTold
from valita_desktop.cli.arguments import (
    CommandLineError,
    add_command,
    add_family,
    tell,
    tell_recovery,
)
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.messages.owndata import left_out, own_came

if TYPE_CHECKING:
    import argparse

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.library.notebook import MaterialUse
    from valita_desktop.settings import Settings


_JSON, _PAGE = (".json",), (".html", ".htm")


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    steps = add_family(commands, "own", _("your own favourites, notes and packets: keep, move"))
    told = _("write them into a file, .json or .html")
    out = add_command(steps, "export", told, _export, OwnExportAnswer)
    out.add_argument("file", type=Path, metavar="FILE")
    back = add_command(steps, "import", _("add what a .json file holds"), _import, OwnImportAnswer)
    back.add_argument("file", type=Path, metavar="FILE")
    add_command(steps, "backups", _("list the copies that were kept"), _backups, list[KeptCopy])
    restore = add_command(steps, "restore", _("go back to a copy"), _restore, KeptCopy)
    restore.add_argument("name", metavar="NAME")
    log = add_command(steps, "log", _("list when you used which material"), _log, list[UseTold])
    own_items.add(steps)
    log.add_argument("--csv", action="store_true", help=_("for a spreadsheet"))


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.library import owndata
    from valita_desktop.library.own_files import all_travelling

    ending = arguments.file.suffix.lower()
    if ending not in _JSON + _PAGE:
        raise UsageError("ending", arguments.file.name, _JSON + _PAGE)
    database = _database()
    if ending in _JSON:
        items = all_travelling(paths.own_dir())
        count = owndata.export_json(database, arguments.file, items)
        told = ngettext("{n} entry written.", "{n} entries written.", count).format(n=count)
        answer = OwnExportAnswer(file=str(arguments.file), entries=count, own_items=len(items))
        return tell(arguments, answer, [told])
    owndata.export_html(database, arguments.file, current(), _Titles(_titles(settings)))
    return tell(arguments, OwnExportAnswer(file=str(arguments.file)), [str(arguments.file)])


class _Titles:
    """Gives `owndata.export_html` the title of an item, ``""`` of one that is gone."""

    def __init__(self, titles: dict[str, str]) -> None:
        self._titles = titles

    def __call__(self, item_id: str) -> str:
        return self._titles.get(item_id, "")


def _titles(settings: Settings) -> dict[str, str]:
    """What the items of the library are called, by id."""
    from valita_desktop import app

    with closing(app.open_library(shared=settings.shared_library)) as library:
        app.add_own(library, settings)
        return {row.id: row.title(settings.content_language) for row in library.rows()}


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app

    with closing(app.open_library(shared=settings.shared_library)) as library:
        app.add_own(library, settings)
        taken = app.take_own_data(library, _database(), arguments.file)
    told = [ngettext("{n} new entry.", "{n} new entries.", taken.new).format(n=taken.new)]
    told += [own_came(taken.own_items)] if taken.own_items else []
    told += [left_out(taken.unsigned)] if taken.unsigned else []
    answer = OwnImportAnswer(new=taken.new, unsigned=taken.unsigned, own_items=taken.own_items)
    return tell(arguments, answer, told)


def _backups(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.library.backup import backups

    names = [copy.name for copy in backups(paths.data_dir() / "user.db")]
    return tell(arguments, [KeptCopy(name) for name in names], names)


def _restore(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.library.backup import backups, restore

    database = paths.data_dir() / "user.db"
    there = {copy.name: copy for copy in backups(database)}
    if arguments.name not in there:
        raise UsageError("copy", arguments.name, tuple(there))
    restore(database, there[arguments.name])
    told = _("Restored. What it replaced was kept as a copy too.")
    return tell(arguments, KeptCopy(arguments.name), [told])


def _log(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.library import use_list
    from valita_desktop.library.notebook import Notebook

    if arguments.csv and arguments.json:
        raise CommandLineError(_("Choose one of --csv and --json."))
    with closing(Notebook(_database())) as notebook:
        uses = notebook.uses()
    title_of = _Titles(_titles(settings))
    rows = use_list.table(uses, current(), title_of)
    if arguments.csv:
        return tell(arguments, None, [use_list.as_csv(rows).removesuffix("\n")])
    answer = [_told(use, title_of(use.item_id) or use.title) for use in uses]
    return tell(arguments, answer, (" · ".join(filter(None, row)) for row in rows[1:]))


def _told(use: MaterialUse, title: str) -> UseTold:
    return UseTold(
        id=use.id,
        item_id=use.item_id,
        title=title,
        day=use.day.isoformat(),
        group=use.group,
        participants=use.participants,
        remark=use.remark,
    )


def _database() -> Path:
    """The person's database, made ready, with what is in a home on a network."""
    from valita_desktop import app

    with closing(app.open_user_data()) as own:
        tell_recovery(own)
    return paths.data_dir() / "user.db"
