"""``valita print``: put materials on paper."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import PrintedAnswer
from valita_desktop.cli.arguments import add_command, one_of, output_of, put_out_pdf, words_of
from valita_desktop.content.labels import coded
from valita_desktop.content.layouts import Layout, Paper, PartChoice
from valita_desktop.i18n import _

if TYPE_CHECKING:
    import argparse

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.content.handout import Handout
    from valita_desktop.papers import Order
    from valita_desktop.settings import Settings


def add(commands: Commands) -> None:
    """Add the command to the program's."""
    told = _("make a PDF of one or more materials")
    parser = add_command(commands, "print", told, _print, PrintedAnswer)
    parser.add_argument("ids", metavar="ID", nargs="+")
    parser.add_argument("--lang", help=_("language: fi, sv or both"))
    layouts, papers, parts = coded(Layout, _), words_of(Paper), coded(PartChoice, _)
    parser.add_argument(
        "--layout", default="sheet", help=_("one of: {words}").format(words=layouts)
    )
    parser.add_argument("--paper", default="A4", help=_("one of: {words}").format(words=papers))
    parser.add_argument("--part", default="student", help=_("one of: {words}").format(words=parts))
    parser.add_argument("--low-ink", action="store_true", help=_("save ink"))
    parser.add_argument("--source", type=Path, help=_("take the materials from this source folder"))
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=_("the PDF file to write; - is stdout")
    )


def _print(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import papers

    output_of(arguments)  # before any work
    order = papers.Order(
        ids=tuple(arguments.ids),
        langs=papers.langs_of(arguments.lang or settings.content_language),
        layout=one_of("layout", arguments.layout, Layout),
        paper=one_of("paper", arguments.paper.upper(), Paper),
        part=one_of("part", arguments.part, PartChoice),
        low_ink=arguments.low_ink,
    )
    if arguments.source:
        from valita_desktop import app

        handout = app.handout_of_source(arguments.source, order, settings)
    else:
        handout = papers.without_stores(order, settings) or _by_stores(order, settings)
    from valita_desktop.handouts import pdf

    return put_out_pdf(arguments, pdf.render(handout))


def _by_stores(order: Order, settings: Settings) -> Handout:
    """The handout as the library gives it, which is made or mended for it where it must be."""
    from valita_desktop import app

    with closing(app.whole_library(settings)) as library:
        return app.handout(library, order, settings)
