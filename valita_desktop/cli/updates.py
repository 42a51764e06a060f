"""``valita update``, ``export``, ``import`` and ``mirror``: materials from and to elsewhere.

Whatever is refused, the materials stay as they are, and it is said from when they are.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import ChangedAnswer, ExportedAnswer, UpdateAnswer
from valita_desktop.cli.arguments import add_command, tell
from valita_desktop.errors import MassWithdrawalError, UpdateError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.policy import policy
from valita_desktop.settings import usual_source

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.library.store import Edition
    from valita_desktop.settings import Settings
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.service import ApplyResult, UpdateService
    from valita_desktop.sync.updater import Update


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    _add_update(commands)
    _add_export(commands)
    _add_import(commands)
    _add_mirror(commands)


def _add_update(commands: Commands) -> None:
    told = _("fetch new materials")
    parser = add_command(commands, "update", told, _update, UpdateAnswer, ChangedAnswer)
    parser.add_argument("--check", action="store_true", help=_("only say what is new"))
    _source_of(parser)
    parser.add_argument(
        "--revert",
        "--previous",
        dest="revert",
        action="store_true",
        help=_("go back to the materials before the last change"),
    )
    parser.add_argument(
        "--allow-withdrawals", action="store_true", help=_("let more than a fifth go")
    )


def _add_export(commands: Commands) -> None:
    told = _("write the materials into one file")
    parser = add_command(commands, "export", told, _export, ExportedAnswer)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--since", type=int, default=0, metavar="SEQ", help=_("only what is new since a release")
    )
    _source_of(parser)


def _add_import(commands: Commands) -> None:
    told = _("take new materials from a file")
    parser = add_command(commands, "import", told, _import, UpdateAnswer, ChangedAnswer)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--check", action="store_true", help=_("only say what is in it"))
    parser.add_argument(
        "--allow-withdrawals", action="store_true", help=_("let more than a fifth go")
    )
    parser.set_defaults(revert=False)


def _add_mirror(commands: Commands) -> None:
    told = _("copy the whole feed into a folder")
    parser = add_command(commands, "mirror", told, _mirror, ExportedAnswer)
    parser.add_argument("folder", type=Path, metavar="DIR")
    _source_of(parser)


def _source_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="source", metavar="URL|FOLDER|FILE", help=_("from here instead")
    )


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    arguments.source = arguments.file
    return _update(arguments, settings)


def _update(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.sync.sources import DEFAULT_SOURCE

    if arguments.source:
        _require_allowed(arguments.source, settings)
    service = _service(settings)
    if arguments.revert:
        return _tell_changed(service.revert(), arguments)
    try:
        given = arguments.source or usual_source(settings) or DEFAULT_SOURCE
        return _updated(service, given, arguments)
    except UpdateError:
        print(_from_when(service.status().edition), file=sys.stderr)
        raise


def _require_allowed(given: str, settings: Settings) -> None:
    """See that materials may come from elsewhere.

    Raises:
        SettingLockedError: Whoever looks after this computer does not let them.
    """
    from valita_desktop.sync.sources import names_file

    if names_file(given):
        if not settings.import_allowed:
            policy.read().require_free("import_allowed")
    elif given != usual_source(settings):
        policy.read().require_free("update_source")


def _updated(service: UpdateService, given: str, arguments: argparse.Namespace) -> int:
    update = service.check_file(given)
    if arguments.check or not update:
        return _tell_update(update, service.status().edition, arguments)
    _tell_source(update)
    allow = arguments.allow_withdrawals
    try:
        with _progress_of(arguments) as progress:
            result = service.apply(update, progress, allow_withdrawals=allow)
    except MassWithdrawalError:
        print(_("To allow it: --allow-withdrawals."), file=sys.stderr)
        raise
    return _tell_changed(result, arguments)


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    done = _service(settings).export(arguments.file, arguments.source or "", arguments.since)
    told = _("{file}: release {seq}, {size} kB.")
    told = told.format(file=arguments.file, seq=done.seq, size=-(-done.size // 1000))
    return tell(arguments, _exported(arguments.file, done), [told])


def _mirror(arguments: argparse.Namespace, settings: Settings) -> int:
    done = _service(settings).mirror(arguments.folder, arguments.source or "")
    told = _("{folder}: release {seq}, {n} packs.")
    told = told.format(folder=arguments.folder, seq=done.seq, n=done.packs)
    return tell(arguments, _exported(arguments.folder, done), [told])


def _exported(path: Path, done: ExportResult) -> ExportedAnswer:
    return ExportedAnswer(path=str(path), seq=done.seq, packs=done.packs, size=done.size)


def _service(settings: Settings) -> UpdateService:
    """What updates the library of this computer, which is there from now on."""
    from valita_desktop import app

    app.open_library(shared=settings.shared_library).close()
    return app.update_service()


@contextmanager
def _progress_of(arguments: argparse.Namespace) -> Iterator[_TerminalProgress | None]:
    """What tells a person how far it is; nothing where none looks."""
    if arguments.json or not sys.stderr.isatty():
        yield None
        return
    progress = _TerminalProgress()
    try:
        yield progress
    finally:
        progress.end()


class _TerminalProgress:
    """Shows on the terminal how far an update is."""

    _said = ""

    def report(self, done: int, total: int) -> None:
        """So many bytes are here: of the pictures nobody knows before how many there are."""
        said = f"\r{min(100, done * 100 // max(total, 1)):3} %"
        if said != self._said:
            self._said = said
            print(said, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Whatever is said next stands in a line of its own."""
        if self._said:
            print(file=sys.stderr)

    def is_cancelled(self) -> bool:
        """Never: whoever wants to stop presses Ctrl+C."""
        return False


def _tell_update(update: Update, edition: Edition, arguments: argparse.Namespace) -> int:
    answer = UpdateAnswer(
        update=bool(update),
        source=update.source,
        since=update.since,
        seq=update.seq,
        size=update.size,
        new=update.new,
        changed=update.changed,
        withdrawn=update.withdrawn,
        published=update.published,
    )
    if update and not arguments.json:
        _tell_source(update)
    nothing = [] if update else [_("There is nothing new."), _from_when(edition)]
    return tell(arguments, answer, nothing)


def _tell_source(update: Update) -> None:
    told = _("Release {seq}, signed by {signers}: {counts}, {size} kB.")
    print(
        told.format(
            seq=update.seq,
            signers=", ".join(update.signers),
            counts=_counts(update),
            size=-(-update.size // 1000),
        ),
        file=sys.stderr,
    )


def _counts(update: Update) -> str:
    if update.new is None:
        return ngettext("{n} item in all", "{n} items in all", update.items).format(n=update.items)
    return _("{new} new, {changed} changed, {withdrawn} withdrawn").format(
        new=update.new, changed=update.changed or 0, withdrawn=update.withdrawn or 0
    )


def _tell_changed(result: ApplyResult, arguments: argparse.Namespace) -> int:
    changed = result.changed
    answer = ChangedAnswer(
        seq=changed.seq,
        new=changed.new,
        changed=changed.changed,
        withdrawn=changed.withdrawn,
    )
    counts = _("{new} new, {changed} changed, {withdrawn} withdrawn.").format(
        new=len(changed.new), changed=len(changed.changed), withdrawn=len(changed.withdrawn)
    )
    return tell(arguments, answer, [counts, _from_when(result.status.edition)])


def _from_when(edition: Edition) -> str:
    """From when the materials here are."""
    if edition.published is None:
        return _("The materials here are release {seq}.").format(seq=edition.seq)
    date = current().day_of(edition.published)
    return _("The materials here are from {date} (release {seq}).").format(
        date=date, seq=edition.seq
    )
