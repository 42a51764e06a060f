"""Manual pages, made of the parser of the command line: ``man valita`` in three languages.

A page for the program, one for each of its commands, one for the window.

Source:
    man(7) of groff and mandoc: the macros, and what must be escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resources.desktop import entries, words
from valita_desktop import __version__, i18n
from valita_desktop.cli.arguments import every_command
from valita_desktop.cli.program import PROGRAM, parser
from valita_desktop.i18n import N_, _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from valita_desktop.i18n import UiLang

_SECTION = "1"
EXIT_CODES = (
    ("0", N_("Done. Nothing found, and nothing new, is no error.")),
    ("1", N_("Something is not as it should be; what is told says what to do.")),
    ("2", N_("The words of the command do not fit together, or the program has a bug.")),
    ("130", N_("Stopped with Ctrl+C.")),
)
ENVIRONMENT = (
    ("LANGUAGE", N_("The language of what is told, where the settings name none; LANG as well.")),
    ("VALITA_HOME", N_("One folder for all that the program writes.")),
    ("VALITA_DEBUG", N_("Set to anything: what happens inside is told on stderr.")),
)
EXAMPLES = (
    ("valita search budjetti", N_("Find a material.")),
    ("valita print m09 --lang sv -o m09.pdf", N_("Make a PDF of a sheet in Swedish.")),
    ("valita selftest --json", N_("See that everything works, from a script.")),
)
_JSON_TOLD = N_(
    "With --json stdout holds one JSON document, whatever happens: the answer, or an error with "
    "its code."
)


def pages(lang: UiLang) -> dict[str, str]:
    """The pages in a language, by their names without a section: ``valita``, ``valita-print``."""
    before = i18n.current().lang
    i18n.set_language(lang)
    try:
        with i18n.standard_library_words(lang):
            whole = parser()
            told = {PROGRAM: _page(PROGRAM, _program(whole)), words.PROGRAM: _window_page()}
            for command in _commands(whole):
                name = command.prog.replace(" ", "-")
                told[name] = _page(name, _command(command))
    finally:
        i18n.set_language(before)
    return told


def _page(name: str, lines: Iterator[str]) -> str:
    day = next(entries.releases())[1]
    head = f'.TH {name.upper()} {_SECTION} {day} "{PROGRAM} {__version__}" "{words.NAME}"'
    return "\n".join([head, *lines]) + "\n"


def _program(whole: argparse.ArgumentParser) -> Iterator[str]:
    yield from _name(PROGRAM, _(words.GENERIC))
    yield from _heading(_("SYNOPSIS"))
    yield rf".B {PROGRAM} " + _roff(_usage(whole).removeprefix(PROGRAM).strip())
    yield from _heading(_("DESCRIPTION"))
    yield from _paragraphs(*words.DESCRIPTION, _JSON_TOLD)
    yield from _heading(_("COMMANDS"))
    for command in _commands(whole):
        page = _roff(command.prog.replace(" ", "-"))
        yield from (".TP", rf"\fB{page}\fR({_SECTION})", _roff(command.description or ""))
    yield from _heading(_("OPTIONS"))
    yield from _arguments(whole)
    yield from _listed(_("EXIT STATUS"), EXIT_CODES)
    yield from _listed(_("ENVIRONMENT"), ENVIRONMENT)
    yield from _listed(_("EXAMPLES"), EXAMPLES)
    yield from _see(words.PROGRAM, *(each.prog.replace(" ", "-") for each in _commands(whole)))


def _command(command: argparse.ArgumentParser) -> Iterator[str]:
    yield from _name(command.prog.replace(" ", "-"), (command.description or "").rstrip("."))
    steps = [each for each in every_command(command) if each.get_default("run")]
    steps = [] if steps == [command] else steps
    yield from _heading(_("SYNOPSIS"))
    for place, step in enumerate(steps or [command]):
        yield from [".br"] if place else []
        yield from (rf".B {_roff(step.prog)}", _roff(_usage(step).removeprefix(step.prog).strip()))
    yield from _heading(_("DESCRIPTION"))
    yield _roff(command.description or "")
    yield from (".PP", _roff(_(_JSON_TOLD)))
    yield from _heading(_("COMMANDS") if steps else _("OPTIONS"))
    for step in steps:
        yield rf'.SS "{_roff(step.prog)}"'
        yield _roff(step.description or "")
        yield from _arguments(step, within=True)
    if not steps:
        yield from _arguments(command)
    yield from _listed(_("EXIT STATUS"), EXIT_CODES)
    yield from _see(PROGRAM)


def _window_page() -> str:
    return _page(words.PROGRAM, _window())


def _window() -> Iterator[str]:
    yield from _name(words.PROGRAM, _(words.COMMENT))
    yield from _heading(_("SYNOPSIS"))
    file, page = _roff(_("FILE")), _roff(_("PAGE"))
    yield rf".B {_roff(words.PROGRAM)}"
    yield rf"[\fB\-\-page\fR \fI{page}\fR] [\fI{file}\fR ...]"
    yield from _heading(_("DESCRIPTION"))
    yield from _paragraphs(*words.DESCRIPTION, *words.FEATURES)
    yield from _heading(_("OPTIONS"))
    for kind in words.FILE_KINDS:
        yield from (".TP", rf"\fI*{_roff(kind.suffix)}\fR", _roff(_(kind.label)))
    pages = ", ".join(action.page for action in words.ACTIONS)
    yield from (".TP", rf"\fB\-\-page\fR \fI{page}\fR", _roff(pages))
    yield from _see(PROGRAM)


def _commands(whole: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The commands of a parser, without those of its families."""
    depth = whole.prog.count(" ") + 1
    yield from (each for each in every_command(whole) if each.prog.count(" ") == depth)


def _arguments(command: argparse.ArgumentParser, *, within: bool = False) -> Iterator[str]:
    for action in command._actions:  # noqa: SLF001 - argparse tells nobody of them
        if isinstance(action.choices, dict) or (within and action.dest in ("help", "json")):
            continue
        value = "" if action.nargs == 0 else rf" \fI{_roff(str(action.metavar))}\fR"
        named = ", ".join(rf"\fB{_roff(name)}\fR" for name in action.option_strings)
        yield from (".TP", f"{named}{value}".strip(), _roff(action.help or ""))


def _usage(command: argparse.ArgumentParser) -> str:
    return re.sub(r"\s+", " ", command.format_usage()).partition(": ")[2].strip()


def _paragraphs(*messages: str) -> Iterator[str]:
    for place, message in enumerate(messages):
        yield from [".PP"] if place else []
        yield _roff(_(message))


def _name(name: str, told: str) -> Iterator[str]:
    yield from _heading(_("NAME"))
    yield rf"{_roff(name)} \- {_roff(told)}"


def _listed(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield from _heading(title)
    for key, told in rows:
        yield from (".TP", rf"\fB{_roff(key)}\fR", _roff(_(told)))


def _see(*names: str) -> Iterator[str]:
    yield from _heading(_("SEE ALSO"))
    yield ", ".join(rf"\fB{_roff(name)}\fR({_SECTION})" for name in names)


def _heading(title: str) -> Iterator[str]:
    yield f'.SH "{_roff(title)}"'


def _roff(text: str) -> str:
    r"""A text as roff reads it: ``\`` and hyphens are what they are, no line begins a macro."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
