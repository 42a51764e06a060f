"""Puts the commands together, and runs one.

Exit codes: 0 done · 1 a person's error, said in one line in their language · 2 wrong usage or
a bug · 130 stopped by the person. Nothing here loads QtGui but `window`.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import platform
import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from typing_extensions import override

from valita_desktop import APP_ID, __version__
from valita_desktop.cli import families, refusals
from valita_desktop.cli.answers import CheckTold, SelftestAnswer, VersionAnswer
from valita_desktop.cli.arguments import (
    DONE,
    STOPPED,
    CommandLineError,
    add_command,
    print_json,
    tell,
)
from valita_desktop.cli.placeholders import name_placeholders
from valita_desktop.console import all_said, plain_console
from valita_desktop.errors import AnswerLostError
from valita_desktop.i18n import (
    N_,
    _,
    current,
    set_language,
    standard_library_words,
    system_content_language,
    system_language,
)
from valita_desktop.policy import policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.cli.arguments import Commands, Run
    from valita_desktop.selftest import Check
    from valita_desktop.settings import Settings

PROGRAM = "valita"

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
_SELFTEST = "selftest"
_NEW_THINGS = 10_000
"""Made since the last look for waste, untold 700: a twelfth less time for a check of the kit."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those it was started with by default.

    Returns:
        The exit code.
    """
    with plain_console(), _collecting_seldom():
        return _run(argv)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for waste less often: a command ends soon, and nearly all that it reads it keeps."""
    usual = gc.get_threshold()
    gc.set_threshold(_NEW_THINGS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(argv: Sequence[str] | None) -> int:
    logging.basicConfig(
        level=logging.DEBUG if os.environ.get(_DEBUG) else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )
    settings, _held = policy.load_settings(system_content_language())
    lang = settings.ui_language or system_language()
    set_language(lang)
    # Pillow's own words on a picture of many dots; ours follow.
    warnings.filterwarnings("ignore", "Image size", RuntimeWarning)
    words = sys.argv[1:] if argv is None else argv
    as_json = refusals.wants_json(words)
    command = PROGRAM
    try:
        with all_said(), standard_library_words(lang):
            arguments = parser(*words[:1], as_json=as_json).parse_args(words)
        command = arguments.command_line
        run: Run = arguments.run
        with all_said():
            return run(arguments, settings)
    except CommandLineError as error:
        return refusals.refuse_words(error.problem, error.command or command, as_json=as_json)
    except KeyboardInterrupt:
        return STOPPED
    except AnswerLostError as error:
        return refusals.refuse(error, as_json=False)  # what a script reads takes nothing more
    except Exception as error:  # noqa: BLE001 - whatever it is, a person is told
        return refusals.refuse(error, as_json=as_json)


class _Parser(argparse.ArgumentParser):
    """Leaves it to others how something is said that is wrong."""

    @override
    def error(self, message: str) -> NoReturn:
        raise CommandLineError(message, self.prog)


class _VersionAction(argparse.Action):
    """Tells the version at once; in JSON where ``const`` says so."""

    def __init__(self, option_strings: Sequence[str], dest: str, **named: Any) -> None:  # noqa: ANN401 - as argparse hands them on
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **named)

    @override
    def __call__(self, parser: argparse.ArgumentParser, *_arguments: object) -> NoReturn:
        if self.const:
            print_json(
                VersionAnswer(
                    name=PROGRAM,
                    id=APP_ID,
                    version=__version__,
                    python=platform.python_version(),
                    system=platform.platform(),
                    frozen=hasattr(sys, "frozen"),
                )
            )
        else:
            print(f"{PROGRAM} {__version__}")
        raise SystemExit(DONE)


def parser(command: str = "", *, as_json: bool = False) -> argparse.ArgumentParser:
    """The command line, in the language of now.

    What argparse says of itself needs `standard_library_words` around it.

    Args:
        command: The word that it begins with: only its family is read, as a command is there at
            once without those that nobody asks for. Whatever is none leaves all of them.
        as_json: Answer ``--version`` in JSON.
    """
    parser = _Parser(
        prog=PROGRAM, description=_("Välitä! – Visa omtanke!: materials for vocational teachers.")
    )
    parser.add_argument(
        "--version", action=_VersionAction, const=as_json, help=_("show the version and exit")
    )
    commands: Commands = parser.add_subparsers(
        title=_("Commands"),
        metavar="COMMAND",
        required=True,
        dest="command",
        parser_class=_Parser,
    )
    if command == _SELFTEST:
        _add_selftest(commands)
    elif command in families.OF:
        families.OF[command](commands)
    else:
        for add in families.EVERY:
            add(commands)
        _add_selftest(commands)
    return name_placeholders(parser)


def _add_selftest(commands: Commands) -> None:
    told = _("see that everything works on this computer")
    add_command(commands, _SELFTEST, told, _selftest, SelftestAnswer)


def _selftest(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import selftest

    checks = selftest.run(settings.shared_library)
    good = all(check.ok for check in checks)
    answer = SelftestAnswer(
        ok=good,
        version=__version__,
        language=current().lang,
        content_language=settings.content_language,
        checks=tuple(map(_check_told, checks)),
    )
    return tell(arguments, answer, _lines(answer), good=good)


def _check_told(check: Check) -> CheckTold:
    return CheckTold(
        name=check.name,
        label=_(check.label),
        purpose=_(check.purpose),
        ok=check.ok,
        detail=check.detail,
        remedy="" if check.ok else _(check.remedy),
        ms=check.ms,
    )


def _lines(answer: SelftestAnswer) -> Iterator[str]:
    for check in answer.checks:
        yield f"{'✓' if check.ok else '✗'} {check.label}: {check.detail}"
        yield f"    {check.purpose}"
        if check.remedy:
            yield f"  → {check.remedy}"
    yield _("Everything works.") if answer.ok else _("Something does not work; see ✗ above.")
