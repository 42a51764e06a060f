"""``valita library``: a folder with the materials for everybody, prepared and looked at.

For whoever looks after many computers; docs/admin-guide.md says how it is used.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.arguments import (
    DONE,
    PERSONS_ERROR,
    add_command,
    add_family,
    print_json,
)
from valita_desktop.i18n import _

if TYPE_CHECKING:
    import argparse

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.settings import Settings


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    steps = add_family(commands, "library", _("a folder with the materials for everybody"))
    build = add_command(steps, "build", _("prepare the folder, or bring it up to date"), _build)
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument(
        "--from", dest="source", metavar="URL|FOLDER|FILE", help=_("from here instead")
    )
    build.add_argument("--json", action="store_true", help=_("as JSON"))
    status = add_command(steps, "status", _("see how the folder stands"), _status)
    status.add_argument("--json", action="store_true", help=_("as JSON"))


def _build(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app

    app.open_library(shared=settings.shared_library).close()
    done = app.update_service().share(arguments.folder, arguments.source or "")
    if arguments.json:
        print_json({"folder": str(arguments.folder), "release": done.seq, "size": done.size})
    else:
        told = _("{folder}: release {seq}, {size} kB.")
        size = -(-done.size // 1000)
        print(told.format(folder=arguments.folder, seq=done.seq, size=size))
    return DONE


def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    """Exit code 1 where a shared folder is set and cannot be reached."""
    from valita_desktop import app
    from valita_desktop.sync.shared import state

    given = settings.shared_library
    with closing(app.usable_library(given)) as library:
        here = library.seq
    there = state(Path(given)) if given else None
    if arguments.json:
        told = {"release": there.seq, "ready": there.ready} if there else None
        print_json({"folder": given or None, "shared": told, "release": here})
    else:
        print(_("The materials here are release {seq}.").format(seq=here))
        if there is None:
            print(_("No shared folder is set."))
        elif there.seq:
            print(_("The shared folder has release {seq}.").format(seq=there.seq))
            print(_first_start(ready=there.ready))
        else:
            print(_("The shared folder cannot be reached. The materials here are in use."))
    return PERSONS_ERROR if there and not there.seq else DONE


def _first_start(*, ready: bool) -> str:
    if ready:
        return _("A first start here takes its materials ready-made.")
    return _("A first start here imports its materials.")
