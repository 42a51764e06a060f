"""Puts the commands together, and runs one.

Exit codes: 0 done · 1 a person's error, said in one line on stderr in their language ·
2 wrong usage or a bug. Nothing here loads QtGui but `window`.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from valita_desktop import __version__
from valita_desktop.cli import documents, items, own_data, packets, publish, updates
from valita_desktop.cli import settings as settings_family
from valita_desktop.cli.arguments import (
    DONE,
    PERSONS_ERROR,
    USAGE_OR_BUG,
    add_command,
    print_json,
)
from valita_desktop.console import plain_console
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import (
    N_,
    _,
    set_language,
    standard_library_words,
    system_content_language,
    system_language,
)
from valita_desktop.messages.errors import sentence
from valita_desktop.policy import policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.cli.arguments import Commands, Run
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those it was started with by default.

    Returns:
        The exit code.
    """
    with plain_console():
        return _run(argv)


def window(argv: Sequence[str] | None = None) -> int:
    """Open the window; without a display say so and do the main job headless instead."""
    from valita_desktop import desktop  # late: only this command draws

    return desktop.main(sys.argv[1:] if argv is None else argv)


def _run(argv: Sequence[str] | None) -> int:
    settings, _held = policy.load_settings(system_content_language())
    lang = settings.ui_language or system_language()
    set_language(lang)
    logging.basicConfig(
        level=logging.DEBUG if os.environ.get(_DEBUG) else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )
    # Pillow's own words on a picture of many dots; ours follow.
    warnings.filterwarnings("ignore", "Image size", RuntimeWarning)
    try:
        with standard_library_words(lang):
            arguments = _parser().parse_args(argv)
        run: Run = arguments.run
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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the person's language."""

    @override
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
    commands: Commands = parser.add_subparsers(
        title=_("Commands"),
        metavar=_("COMMAND"),
        required=True,
        dest="command",
        parser_class=_Parser,
    )
    for family in (items, documents, packets, updates, own_data, settings_family, publish):
        family.add(commands)
    _add_selftest(commands)
    return parser


def _add_selftest(commands: Commands) -> None:
    told = _("see that everything works on this computer")
    parser = add_command(commands, "selftest", told, _selftest)
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _selftest(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.selftest import run

    checks = run()
    good = all(check.ok for check in checks)
    if arguments.json:
        print_json(
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
