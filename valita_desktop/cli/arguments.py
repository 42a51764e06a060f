"""What the families of commands share: exit codes, choices of words, what is put out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import msgspec

from valita_desktop import paths
from valita_desktop.console import write_bytes
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _, ngettext
from valita_desktop.messages.errors import sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from valita_desktop.library.userdata import UserData
    from valita_desktop.settings import Settings

    # argparse has no public name for what `add_subparsers` gives.
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
    Run: TypeAlias = Callable[[argparse.Namespace, Settings], int]

DONE, PERSONS_ERROR, USAGE_OR_BUG, STOPPED = 0, 1, 2, 130
STDOUT = "-"
_LONGEST_TOLD = 40
"""Letters of an unknown word that are said back: a message stays one."""


_Word = TypeVar("_Word", bound=str)


class CommandLineError(Exception):
    """The words of the command line do not fit together.

    Attributes:
        problem: What is wrong, in the person's language.
        command: Whose help tells more; ``""`` until the parser that was used is known.
    """

    def __init__(self, problem: str, command: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.command = command


def add_command(
    commands: Commands,
    name: str,
    told: str,
    run: Run,
    *answers: Any,  # noqa: ANN401 - types, and lists of them
) -> argparse.ArgumentParser:
    """Add a command to a family, with ``--json``.

    Args:
        commands: The family.
        name: The word that calls it.
        told: What it does, for its help.
        run: Does it, and returns an exit code.
        answers: The types of `answers` that it may answer with.
    """
    parser = commands.add_parser(name, help=told, description=sentence_of(told))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, errors too"))
    parser.set_defaults(run=run, answers=answers, command_line=parser.prog)
    return parser


def every_command(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and, after it, those of all commands in it, in the order of its help.

    What a command does has the defaults ``run`` and ``answers``; a family of commands has none.
    """
    yield parser
    for action in parser._actions:  # noqa: SLF001 - argparse tells nobody of its commands
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from every_command(command)


def sentence_of(told: str) -> str:
    """A help text as a sentence of its own."""
    return f"{told[:1].upper()}{told[1:]}."


def add_family(commands: Commands, name: str, told: str) -> Commands:
    """Add a command that has commands of its own, ``valita NAME COMMAND``.

    Args:
        commands: Those that it stands among.
        name: The word that calls it.
        told: What the family is for, for its help.
    """
    parser = commands.add_parser(name, help=told, description=sentence_of(told))
    return parser.add_subparsers(
        title=_("Commands"), metavar="COMMAND", required=True, dest=f"{name}_command"
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


def tell(
    arguments: argparse.Namespace, answer: object, words: Iterable[str] = (), *, good: bool = True
) -> int:
    """Give a command's answer: as JSON where that is asked for, else in words.

    Args:
        arguments: What was asked.
        answer: Of one of the types that `add_command` was told.
        words: The same for people, a line each; not made for JSON.
        good: Whether the command found nothing to complain of.

    Returns:
        The exit code.
    """
    if arguments.json:
        print_json(answer)
    else:
        for line in words:
            print(line)
    return DONE if good else PERSONS_ERROR


def print_json(answer: object) -> None:
    """Print an answer for scripts."""
    print(json.dumps(msgspec.to_builtins(answer), ensure_ascii=False, indent=2, default=str))


def output_of(arguments: argparse.Namespace) -> str:
    """Where a command is to write what it makes.

    Raises:
        CommandLineError: Nobody says it, or the answer would stand in the middle of it.
    """
    output: str = arguments.output or ""
    if not output:
        raise CommandLineError(_("Say where to save the PDF: -o FILE."))
    if output == STDOUT and arguments.json:
        raise CommandLineError(_("With --json the answer takes stdout; name a file."))
    return output


def put_out(data: bytes, output: str) -> bool:
    """Write what was made to a file, or to stdout where that is asked for.

    Returns:
        Whether there is a file that can be told of.

    Raises:
        OutputError: The file cannot be written.
        AnswerLostError: Stdout cannot.
    """
    if output == STDOUT:
        write_bytes(data)
        return False
    paths.write_whole(Path(output), data)
    return True


def put_out_pdf(arguments: argparse.Namespace, data: bytes, missing: tuple[str, ...] = ()) -> int:
    """Write a PDF where `output_of` says, and tell how many pages it has.

    Args:
        arguments: What was asked.
        data: The PDF.
        missing: Titles that are not in it.

    Returns:
        The exit code.

    Raises:
        OutputError: The file cannot be written.
    """
    output = output_of(arguments)
    if not put_out(data, output):
        return DONE
    from valita_desktop.cli.answers import PrintedAnswer
    from valita_desktop.handouts import pdf

    pages = pdf.page_count(data)
    done = ngettext("{file}: {n} page", "{file}: {n} pages", pages)
    answer = PrintedAnswer(file=output, pages=pages, missing=missing)
    return tell(arguments, answer, [done.format(file=output, n=pages)])
