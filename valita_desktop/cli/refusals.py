"""Says why a command did not do what was asked: in a line for people, or as JSON for scripts.

Words go to stderr. JSON goes to stdout, where a script reads the answer too: with ``--json``
there is one document there, whatever happens.
"""

from __future__ import annotations

import logging
import re
import sys
from itertools import takewhile
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import ErrorAnswer, ErrorTold
from valita_desktop.cli.arguments import PERSONS_ERROR, USAGE_OR_BUG, print_json
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

COMMAND_LINE, FAULT = "command-line", "fault"


def wants_json(words: Sequence[str]) -> bool:
    """Whether JSON is asked for, told without a parser: it may be the parser that refuses."""
    options = takewhile("--".__ne__, words)
    return any(len(word) > len("--") and "--json".startswith(word) for word in options)


def refuse_words(problem: str, command: str, *, as_json: bool) -> int:
    """Say that the words of a command line do not fit together.

    Args:
        problem: What is wrong, in the person's language.
        command: Whose help tells more.
        as_json: To a script.

    Returns:
        The exit code.
    """
    told, todo = f"{command}: {problem}", _("See {command} --help.").format(command=command)
    if as_json:
        _print(ErrorTold(COMMAND_LINE, f"{told} {todo}", happened=told, works="", todo=todo))
    else:
        print(f"{told}\n{todo}", file=sys.stderr)
    return USAGE_OR_BUG


def refuse(error: Exception, *, as_json: bool) -> int:
    """Say what went wrong, and that it is a bug where it is one; the exit code."""
    bug = not isinstance(error, ValitaError)
    log.debug("fault" if bug else "refused", exc_info=error)
    told = message(error)
    detail = f"{type(error).__name__}: {error}" if bug else ""
    if as_json:
        code = FAULT if bug else code_of(error)
        reason = "" if bug else str(getattr(error, "code", ""))
        _print(ErrorTold(code, str(told), reason, *told, detail))
    else:
        print(f"{told} ({detail})" if bug else told, file=sys.stderr)
    return USAGE_OR_BUG if bug else PERSONS_ERROR


def code_of(error: Exception) -> str:
    """What scripts know an error by: ``ItemNotFoundError`` is ``item-not-found``."""
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _print(told: ErrorTold) -> None:
    print_json(ErrorAnswer(error=told))
