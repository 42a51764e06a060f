"""``valita policy`` and ``valita settings``: what holds on this computer, and who decided it.

Settings go out in the form of policies.json, so that what was set up on one computer is the
machine defaults of three hundred.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from valita_desktop import paths, settings
from valita_desktop.cli.answers import (
    FilesAnswer,
    PolicyAnswer,
    PolicyMistakeTold,
    SettingTold,
    TakenSettingsAnswer,
)
from valita_desktop.cli.arguments import (
    DONE,
    STDOUT,
    add_command,
    add_family,
    put_out,
    tell,
)
from valita_desktop.errors import PolicyMistakeCode, SettingsFileError
from valita_desktop.i18n import N_, _, system_content_language
from valita_desktop.messages.policy import mistake_sentence
from valita_desktop.policy import policy
from valita_desktop.policy.place import Rank
from valita_desktop.policy.sources import FileSource
from valita_desktop.policy.values import PolicyMistake, understood, written
from valita_desktop.settings import SettingsFile, declared, with_values

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.policy.policy import SettingReport
    from valita_desktop.settings import Settings

_SOURCES = {
    "policy": N_("machine policy"),
    "default": N_("machine default"),
    "person": N_("person"),
    "built-in": N_("built in"),
}
_STATES = {"locked": N_("locked"), "preset": N_("preset"), "free": N_("free")}


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    told = _("tell what holds of the settings, and who decided it")
    parser = add_command(commands, "policy", told, _policy, PolicyAnswer, FilesAnswer)
    parser.add_argument(
        "--templates", type=Path, metavar="DIR", help=_("write what policies are made with")
    )
    parser.add_argument("--report", action="store_true", help=_("tell it; this is the default"))
    family = add_family(commands, "settings", _("take the settings out, or in"))
    told = _("write the settings into a file")
    parser = add_command(family, "export", told, _export, FilesAnswer)
    parser.add_argument(
        "file", metavar="FILE", help=_("{stdout} writes to the terminal").format(stdout=STDOUT)
    )
    told = _("take the settings of a file")
    parser = add_command(family, "import", told, _import, TakenSettingsAnswer)
    parser.add_argument("file", type=Path, metavar="FILE")


def _policy(arguments: argparse.Namespace, now: Settings) -> int:
    if arguments.templates:
        return _write_templates(arguments)
    held = policy.read()
    lines = held.report(now, settings.chosen_names())
    good = not held.mistakes
    answer = PolicyAnswer(
        ok=good,
        settings=tuple(SettingTold(**msgspec.to_builtins(each)) for each in lines),
        mistakes=_mistakes_told(held.mistakes),
    )
    code = tell(arguments, answer, _lines(lines), good=good)
    _tell_mistakes(held.mistakes)
    return code


def _write_templates(arguments: argparse.Namespace) -> int:
    from valita_desktop.policy import templates

    made = {str(arguments.templates / name): data for name, data in templates.files().items()}
    for name, data in made.items():
        paths.write_whole(Path(name), data)
    return tell(arguments, FilesAnswer(files=tuple(made)), made)


def _export(arguments: argparse.Namespace, now: Settings) -> int:
    text = json.dumps(written(now), ensure_ascii=False, indent=2)
    if not put_out(f"{text}\n".encode(), arguments.file):
        return DONE  # what was asked for is JSON itself
    told = _("{file}: the settings are in it.").format(file=arguments.file)
    return tell(arguments, FilesAnswer(files=(arguments.file,)), [told])


def _import(arguments: argparse.Namespace, now: Settings) -> int:
    file: Path = arguments.file
    values, mistakes = understood(_read(file), str(file))
    held = policy.read()
    for name, setting in declared().items():
        locked = held.decisions[name].locked if name in held.decisions else setting.by_policy_only
        if name in values and locked and values.pop(name) != getattr(now, name):
            where = held.decisions[name].where if name in held.decisions else Rank.POLICY
            mistakes.append(PolicyMistake(PolicyMistakeCode.LOCKED, where, setting.key))
    after = with_values(now, values)
    start = settings.beginning(system_content_language(), held.ruling)
    SettingsFile(now, start=start).save(after)
    taken = [declared()[name].key for name in values if getattr(after, name) != getattr(now, name)]
    answer = TakenSettingsAnswer(
        ok=not mistakes, changed=tuple(taken), mistakes=_mistakes_told(mistakes)
    )
    told = _("Changed: {keys}.") if taken else _("Nothing was changed.")
    code = tell(arguments, answer, [told.format(keys=", ".join(taken))], good=not mistakes)
    _tell_mistakes(mistakes)
    return code


def _read(file: Path) -> dict[str, object]:
    """The keys of a file of settings.

    Raises:
        SettingsFileError: It cannot be read.
    """
    try:
        paths.open_regular(file).close()  # one that is not there is no empty one
        return dict(FileSource(file, Rank.DEFAULT).read())
    except OSError as error:
        told = str(error.strerror or error)
        raise SettingsFileError(file, PolicyMistakeCode.UNREADABLE, told) from error
    except ValueError as error:
        raise SettingsFileError(file, PolicyMistakeCode.DAMAGED, str(error)) from error


def _lines(lines: Sequence[SettingReport]) -> Iterator[str]:
    rows = [
        (each.key, _value(each.value), _(_STATES[each.state]), _(_SOURCES[each.source]), each.where)
        for each in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _value(value: object) -> str:
    """A value in the form in which it is written."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def _tell_mistakes(mistakes: Sequence[PolicyMistake]) -> None:
    for each in mistakes:
        print(_sentence(each), file=sys.stderr)


def _mistakes_told(mistakes: Sequence[PolicyMistake]) -> tuple[PolicyMistakeTold, ...]:
    return tuple(
        PolicyMistakeTold(**msgspec.to_builtins(each), message=_sentence(each)) for each in mistakes
    )


def _sentence(each: PolicyMistake) -> str:
    return mistake_sentence(each.code, each.where, each.key, each.detail)
