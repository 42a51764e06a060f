"""``valita library``: a folder with the materials for everybody, prepared and looked at.

For whoever looks after many computers; docs/admin-guide.md says how it is used.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import SharedBuiltAnswer, SharedFolder, SharedStateAnswer
from valita_desktop.cli.arguments import add_command, add_family, tell
from valita_desktop.i18n import _

if TYPE_CHECKING:
    import argparse

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.settings import Settings
    from valita_desktop.sync.shared import SharedState


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    steps = add_family(commands, "library", _("a folder with the materials for everybody"))
    told = _("prepare the folder, or bring it up to date")
    build = add_command(steps, "build", told, _build, SharedBuiltAnswer)
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument(
        "--from", dest="source", metavar="URL|FOLDER|FILE", help=_("from here instead")
    )
    add_command(steps, "status", _("see how the folder stands"), _status, SharedStateAnswer)


def _build(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app

    app.open_library(shared=settings.shared_library).close()
    done = app.update_service().share(arguments.folder, arguments.source or "")
    folder = str(arguments.folder)
    told = _("{folder}: release {seq}, {size} kB.")
    told = told.format(folder=folder, seq=done.seq, size=-(-done.size // 1000))
    answer = SharedBuiltAnswer(folder=folder, release=done.seq, size=done.size)
    return tell(arguments, answer, [told])


def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    """Exit code 1 where a shared folder is set and cannot be reached."""
    from valita_desktop import app
    from valita_desktop.sync.shared import state

    given = settings.shared_library
    with closing(app.usable_library(given)) as library:
        here = library.seq
    there = state(Path(given)) if given else None
    shared = SharedFolder(given, there.seq, there.ready) if there else None
    lines = [_("The materials here are release {seq}.").format(seq=here), *_told(there)]
    reached = there is None or there.seq > 0
    return tell(arguments, SharedStateAnswer(shared=shared, release=here), lines, good=reached)


def _told(shared: SharedState | None) -> list[str]:
    if shared is None:
        return [_("No shared folder is set.")]
    if not shared.seq:
        return [_("The shared folder cannot be reached. The materials here are in use.")]
    if shared.ready:
        first = _("A first start here takes its materials ready-made.")
    else:
        first = _("A first start here imports its materials.")
    return [_("The shared folder has release {seq}.").format(seq=shared.seq), first]
