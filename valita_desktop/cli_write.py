"""``valita write``: a material as a document that can be changed, DOCX or ODT."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valita_desktop.errors import UsageError
from valita_desktop.i18n import _

if TYPE_CHECKING:
    import argparse

    from valita_desktop.settings import Settings

DONE = 0
FORMATS = ("docx", "odt")


def add(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the program's."""
    parser = commands.add_parser("write", help=_("write a material as a document to change"))
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--lang", help=_("language: fi, sv or both"))
    parser.add_argument("--part", default="all", help=_("part: student, facilitator or all"))
    parser.add_argument("--format", help=_("docx or odt; else as the file is called"))
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=_("the file to write")
    )
    parser.set_defaults(run=_write)


def _write(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app, paths
    from valita_desktop.content.handout import PartChoice

    kind = arguments.format or Path(arguments.output).suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise UsageError("format", kind, FORMATS)
    parts = {each.value: each for each in PartChoice}
    if arguments.part not in parts:
        raise UsageError("part", arguments.part, tuple(parts))
    langs = app.langs_of(arguments.lang or settings.content_language)
    with closing(app.open_library()) as library:
        drafts = app.drafts(library, arguments.id, langs, parts[arguments.part], settings)
    data = app.document(kind, drafts)
    if arguments.output == "-":
        sys.stdout.buffer.write(data)
        return DONE
    paths.write_whole(Path(arguments.output), data)
    print(_("{file}: {title}").format(file=arguments.output, title=drafts[0].title))
    return DONE
