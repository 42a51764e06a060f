"""``valita write``: a material as a document that can be changed, DOCX or ODT, or a web page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import WrittenAnswer
from valita_desktop.cli.arguments import DONE, add_command, one_of, output_of, put_out, tell
from valita_desktop.content.labels import coded
from valita_desktop.content.layouts import PartChoice
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _

if TYPE_CHECKING:
    import argparse

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.settings import Settings

FORMATS = ("docx", "odt", "html")


def add(commands: Commands) -> None:
    """Add the command to the program's."""
    told = _("write a material as a document to change")
    parser = add_command(commands, "write", told, _write, WrittenAnswer)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--lang", help=_("language: fi, sv or both"))
    parser.add_argument(
        "--part", default="all", help=_("one of: {words}").format(words=coded(PartChoice, _))
    )
    parser.add_argument("--format", help=_("docx, odt or html; else as the file is called"))
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=_("the file to write")
    )


def _write(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app, papers

    output = output_of(arguments)
    kind = arguments.format or Path(output).suffix.removeprefix(".").lower()
    if not kind:
        raise UsageError("ending", output, FORMATS)
    kind = one_of("format", kind, FORMATS)
    part = one_of("part", arguments.part, PartChoice)
    langs = papers.langs_of(arguments.lang or settings.content_language)
    with closing(app.whole_library(settings)) as library:
        drafts = app.drafts(library, arguments.id, langs, part, settings)
    data = app.document(kind, drafts)
    if not put_out(data, output):
        return DONE
    title = drafts[0].title
    answer = WrittenAnswer(file=output, format=kind, title=title)
    return tell(arguments, answer, [_("{file}: {title}").format(file=output, title=title)])
