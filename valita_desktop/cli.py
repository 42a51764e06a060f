"""The command line: the same trips as the window, without a display.

Exit codes: 0 done · 1 a person's error, said in one line on stderr in their language ·
2 wrong usage or a bug. Nothing here loads QtGui but `window`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from valita_desktop import (
    __version__,
    cli_own,
    cli_packet,
    cli_publish,
    cli_sync,
    cli_write,
    paths,
)
from valita_desktop import settings as settings_module
from valita_desktop.content.model import LANGS, LISTED_KINDS, Kind, Lang, Season, Theme
from valita_desktop.content.seasons import season_on
from valita_desktop.errors import UsageError, ValitaError
from valita_desktop.i18n import (
    N_,
    _,
    ngettext,
    set_language,
    system_content_language,
    system_language,
)
from valita_desktop.messages.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

    from valita_desktop.library.rows import Row
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)
_Code = TypeVar("_Code", bound="StrEnum")

DONE, PERSONS_ERROR, USAGE_OR_BUG = 0, 1, 2
ARGPARSE_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
)
"""What argparse says of itself, for our catalogues."""
_DEBUG = "VALITA_DEBUG"
_MOST_HITS = 1000
_NOW = "now"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those it was started with by default.

    Returns:
        The exit code.
    """
    _speak_utf8()
    argparse._ = _  # type: ignore[attr-defined]  # it looks its words up there, in no catalogue
    settings = settings_module.load(lang=system_content_language())
    set_language(settings.ui_language or system_language())
    logging.basicConfig(
        level=logging.DEBUG if os.environ.get(_DEBUG) else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace, Settings], int] = arguments.run
        return run(arguments, settings)
    except ValitaError as error:
        log.debug("refused", exc_info=True)
        print(sentence(error), file=sys.stderr)
        return PERSONS_ERROR
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:
        log.debug("fault", exc_info=True)
        print(f"{sentence(error)} ({type(error).__name__}: {error})", file=sys.stderr)
        return USAGE_OR_BUG


def window(argv: Sequence[str] | None = None) -> int:
    """Open the window; without a display say so and do the main job headless instead."""
    from valita_desktop import desktop  # late: only this command draws

    return desktop.main(sys.argv[1:] if argv is None else argv)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the person's language."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(_("See {command} --help.").format(command=self.prog), file=sys.stderr)
        raise SystemExit(USAGE_OR_BUG)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="valita", description=_("Välitä! – Visa omtanke!: materials for vocational teachers.")
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"valita {__version__}",
        help=_("show the version and exit"),
    )
    commands = parser.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), required=True, dest="command"
    )
    adders = (_add_list, _add_show, _add_search, _add_print, cli_write.add, cli_packet.add)
    for add in (*adders, cli_sync.add, cli_own.add, cli_publish.add, _add_selftest):
        add(commands)
    return parser


_Commands = Any
"""What argparse calls ``_SubParsersAction``; it has no public name."""


def _add_list(commands: _Commands) -> None:
    parser = commands.add_parser("list", help=_("list the materials"))
    parser.add_argument("--kind", help=_("only this kind: {kinds}").format(kinds=_words(Kind)))
    parser.add_argument("--theme", help=_("only this theme: {themes}").format(themes=_words(Theme)))
    parser.add_argument("--lang", help=_("only what there is in this language: fi or sv"))
    parser.add_argument(
        "--season",
        help=_("only what suits this season, or now: {seasons}").format(seasons=_words(Season)),
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_list)


def _add_show(commands: _Commands) -> None:
    parser = commands.add_parser("show", help=_("show one material"))
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--lang", help=_("language of the content: fi or sv"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_show)


def _add_search(commands: _Commands) -> None:
    parser = commands.add_parser("search", help=_("find materials by words"))
    parser.add_argument("query", metavar="QUERY", nargs="+")
    parser.add_argument("--lang", help=_("language of the content: fi or sv"))
    parser.add_argument("--limit", type=int, default=20, help=_("at most so many (20)"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_search)


def _add_print(commands: _Commands) -> None:
    parser = commands.add_parser("print", help=_("make a PDF of one or more materials"))
    parser.add_argument("ids", metavar="ID", nargs="+")
    parser.add_argument("--lang", help=_("language: fi, sv or both"))
    parser.add_argument(
        "--layout",
        default="sheet",
        help=_("sheet, large, easy, cards, booklet, side-by-side, form, n-up or packet"),
    )
    parser.add_argument("--paper", default="A4", help=_("paper: A4, A5 or A3"))
    parser.add_argument("--part", default="student", help=_("part: student, facilitator or all"))
    parser.add_argument("--low-ink", action="store_true", help=_("save ink"))
    parser.add_argument("--source", type=Path, help=_("take the materials from this source folder"))
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=_("the PDF file to write; - is stdout")
    )
    parser.set_defaults(run=_print)


def _add_selftest(commands: _Commands) -> None:
    parser = commands.add_parser("selftest", help=_("see that everything works on this computer"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_selftest)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.app import open_library

    kind = _code(Kind, "kind", arguments.kind)
    theme = _code(Theme, "theme", arguments.theme)
    season = _season(arguments.season)
    lang = _lang(arguments.lang, None)
    shown = lang or settings.content_language
    with closing(open_library()) as library:
        rows = [
            row
            for row in library.rows()
            if kind in (None, row.kind)
            and (theme is None or theme in row.themes)
            and (season is None or season in row.seasons)
            and (lang is None or lang in row.titles)
        ]
    if arguments.json:
        _print_json([_row_json(row, shown) for row in rows])
    else:
        for row in rows:
            print(f"{row.id:8} {'·'.join(row.langs):6} {row.title(shown)}")
    return DONE


def _row_json(row: Row, shown: Lang) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "themes": row.themes,
        "format": row.format,
        "topic": row.topic,
        "minutes": row.minutes,
        "seasons": row.seasons,
        "langs": row.langs,
        "easy": row.has_easy,
        "lang": row.lang(shown),
        "title": row.title(shown),
        "summary": row.summary(shown),
        "titles": row.titles,
        "version": row.version,
        "updated": row.updated.isoformat(),
    }


def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    import msgspec

    from valita_desktop.app import open_library

    wanted = _lang(arguments.lang, settings.content_language)
    with closing(open_library()) as library:
        item = library.item(arguments.id)
        lang, document = library.document(arguments.id, wanted)
    text = item.texts[lang]
    if lang != wanted:
        print(_("Not yet in this language; shown in the other one."), file=sys.stderr)
    if arguments.json:
        record = msgspec.to_builtins(item.record)
        words = msgspec.to_builtins(text)
        parts = msgspec.to_builtins(document)
        _print_json({**record, "lang": lang, "langs": item.langs, **words, "parts": parts})
    else:
        print(f"{text.title}\n\n{text.summary}\n\n{text.markdown.rstrip()}")
    return DONE


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.app import open_library

    lang = _lang(arguments.lang, settings.content_language)
    limit = max(1, min(arguments.limit, _MOST_HITS))
    with closing(open_library()) as library:
        found = library.search(" ".join(arguments.query), lang, limit)
    hits = found.hits[:limit]
    if arguments.json:
        keys = ("id", "lang", "title", "snippet", "score")
        _print_json([{key: getattr(hit, key) for key in keys} for hit in hits])
        return DONE
    for at, hit in enumerate(hits):
        if hit.related and not (at and hits[at - 1].related):
            print(f"— {_('Related')} —")
        print(f"{hit.id:8} {hit.title}\n         {hit.snippet}")
    if not hits:
        print(_("Nothing found."))
    if found.suggestion:
        print(_("Did you mean: {words}").format(words=found.suggestion))
    return DONE


def _print(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app
    from valita_desktop.content.handout import Layout, Paper, PartChoice

    if not arguments.output:
        print(_("Say where to save the PDF: -o FILE."), file=sys.stderr)
        return USAGE_OR_BUG
    layout = _code(Layout, "layout", arguments.layout) or Layout.SHEET
    order = app.Order(
        ids=tuple(arguments.ids),
        langs=app.langs_of(arguments.lang or settings.content_language),
        layout=layout,
        paper=_code(Paper, "paper", arguments.paper.upper()) or Paper.A4,
        part=_code(PartChoice, "part", arguments.part) or PartChoice.STUDENT,
        low_ink=arguments.low_ink,
    )
    if arguments.source:
        handout = app.handout_of_source(arguments.source, order, settings)
    else:
        with closing(app.open_library()) as library:
            handout = app.handout(library, order, settings)
    from valita_desktop.handouts import pdf

    data = pdf.render(handout)
    if arguments.output == "-":
        sys.stdout.buffer.write(data)
        return DONE
    paths.write_whole(Path(arguments.output), data)
    pages = pdf.page_count(data)
    done = ngettext("{file}: {n} page", "{file}: {n} pages", pages)
    print(done.format(file=arguments.output, n=pages))
    return DONE


def _selftest(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.selftest import run

    checks = run()
    good = all(check.ok for check in checks)
    if arguments.json:
        _print_json(
            {
                "ok": good,
                "version": __version__,
                "checks": [
                    {"name": c.name, "ok": c.ok, "detail": c.detail, "ms": c.ms} for c in checks
                ],
            }
        )
    else:
        for check in checks:
            print(f"{'✓' if check.ok else '✗'} {_(check.label)} {check.detail}".rstrip())
    return DONE if good else PERSONS_ERROR


def _code(codes: type[_Code], what: str, given: str | None) -> _Code | None:
    """The code that was given; a theme also by the id of its item (``t3``)."""
    if given is None:
        return None
    known = [code.value for code in codes]
    if what == "theme" and given[:1] == "t" and given[1:] in ("1", "2", "3", "4"):
        given = known[int(given[1:]) - 1]
    if what == "kind":
        known = [kind.value for kind in LISTED_KINDS]
    if given not in known:
        raise UsageError(what, given, tuple(known))
    return codes(given)


def _season(given: str | None) -> Season | None:
    if given == _NOW:
        return season_on(dt.datetime.now(tz=dt.UTC).astimezone().date())
    return _code(Season, "season", given)


def _lang(given: str | None, default: Lang | None) -> Any:  # noqa: ANN401 - Lang, or None where the default is
    for lang in LANGS:
        if given == lang:
            return lang
    if given is None:
        return default
    raise UsageError("lang", given, LANGS)


def _words(codes: type[StrEnum]) -> str:
    names = LISTED_KINDS if codes is Kind else tuple(codes)
    return ", ".join(names)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _speak_utf8() -> None:
    """Write UTF-8 wherever the console's own coding would fail on ä or –."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
