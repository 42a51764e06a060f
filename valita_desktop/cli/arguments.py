"""What the families of commands share: exit codes, choices of words, what is put out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from valita_desktop import paths
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _, ngettext
from valita_desktop.messages.errors import sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from valita_desktop.library.userdata import UserData
    from valita_desktop.settings import Settings

    # argparse has no public name for what `add_subparsers` gives.
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
    Run: TypeAlias = Callable[[argparse.Namespace, Settings], int]

DONE, PERSONS_ERROR, USAGE_OR_BUG = 0, 1, 2
STDOUT = "-"
_LONGEST_TOLD = 40
"""Letters of an unknown word that are said back: a message stays one."""


_Word = TypeVar("_Word", bound=str)


def add_command(commands: Commands, name: str, told: str, run: Run) -> argparse.ArgumentParser:
    """Add a command to a family.

    Args:
        commands: The family.
        name: The word that calls it.
        told: What it does, for its help.
        run: Does it, and returns an exit code.
    """
    parser = commands.add_parser(name, help=told)
    parser.set_defaults(run=run)
    return parser


def add_family(commands: Commands, name: str, told: str) -> Commands:
    """Add a command that has commands of its own, ``valita NAME COMMAND``.

    Args:
        commands: Those that it stands among.
        name: The word that calls it.
        told: What the family is for, for its help.
    """
    parser = commands.add_parser(name, help=told)
    return parser.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), required=True, dest=f"{name}_command"
    )


def one_of(what: str, given: str, known: Iterable[_Word]) -> _Word:
    """The known word that was given.

    Args:
        what: What kind of word it is, as `UsageError` calls it.
        given: As the person wrote it.
        known: What could be given; codes are known by their values.

    Raises:
        UsageError: It is not known.
    """
    words = {str(each): each for each in known}
    if given not in words:
        raise UsageError(what, given[:_LONGEST_TOLD], tuple(words))
    return words[given]


def words_of(codes: Iterable[str]) -> str:
    """Codes as a help text lists them."""
    return ", ".join(map(str, codes))


def tell_recovery(own: UserData) -> None:
    """Say what was done for own data that were damaged or gone when they were opened."""
    if own.recovery is not None:
        print(sentence(own.recovery), file=sys.stderr)


def print_json(value: object) -> None:
    """Print a value for scripts."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def put_out(data: bytes, output: str) -> bool:
    """Write what was made to a file, or to stdout where that is asked for.

    Returns:
        Whether there is a file that can be told of.

    Raises:
        OutputError: The file cannot be written.
    """
    if output == STDOUT:
        sys.stdout.buffer.write(data)
        return False
    paths.write_whole(Path(output), data)
    return True


def put_out_pdf(data: bytes, output: str) -> None:
    """Write a PDF as `put_out` does, and tell how many pages it has."""
    if put_out(data, output):
        from valita_desktop.handouts import pdf

        pages = pdf.page_count(data)
        done = ngettext("{file}: {n} page", "{file}: {n} pages", pages)
        print(done.format(file=output, n=pages))
