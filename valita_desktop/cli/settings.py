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
from valita_desktop.cli.arguments import (
    DONE,
    PERSONS_ERROR,
    STDOUT,
    add_command,
    add_family,
    print_json,
    put_out,
)
from valita_desktop.errors import PolicyMistakeCode, SettingsFileError
from valita_desktop.i18n import N_, _, system_content_language
from valita_desktop.messages.policy import mistake_sentence
from valita_desktop.policy import policy
from valita_desktop.policy.sources import FileSource, Rank
from valita_desktop.policy.values import PolicyMistake, understood, written
from valita_desktop.settings import SettingsFile, declared, with_values

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

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
    parser = add_command(commands, "policy", told, _policy)
    parser.add_argument(
        "--templates", type=Path, metavar="DIR", help=_("write what policies are made with")
    )
    parser.add_argument("--report", action="store_true", help=_("tell it; this is the default"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    family = add_family(commands, "settings", _("take the settings out, or in"))
    parser = add_command(family, "export", _("write the settings into a file"), _export)
    parser.add_argument(
        "file", metavar="FILE", help=_("{stdout} writes to the terminal").format(stdout=STDOUT)
    )
    parser = add_command(family, "import", _("take the settings of a file"), _import)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _policy(arguments: argparse.Namespace, now: Settings) -> int:
    if arguments.templates:
        return _write_templates(arguments.templates, as_json=arguments.json)
    held = policy.read()
    lines = held.report(now, settings.chosen_names())
    if arguments.json:
        print_json(
            {
                "ok": not held.mistakes,
                "settings": [msgspec.to_builtins(each) for each in lines],
                "mistakes": _as_json(held.mistakes),
            }
        )
    else:
        _tell(lines)
        _tell_mistakes(held.mistakes)
    return PERSONS_ERROR if held.mistakes else DONE


def _write_templates(folder: Path, *, as_json: bool) -> int:
    from valita_desktop.policy import templates

    files = templates.files()
    for name, data in files.items():
        paths.write_whole(folder / name, data)
    if as_json:
        print_json({"files": [str(folder / name) for name in files]})
    else:
        print("\n".join(str(folder / name) for name in files))
    return DONE


def _export(arguments: argparse.Namespace, now: Settings) -> int:
    text = json.dumps(written(now), ensure_ascii=False, indent=2)
    if put_out(f"{text}\n".encode(), arguments.file):
        print(_("{file}: the settings are in it.").format(file=arguments.file))
    return DONE


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
    if arguments.json:
        print_json({"ok": not mistakes, "changed": taken, "mistakes": _as_json(mistakes)})
    else:
        told = _("Changed: {keys}.") if taken else _("Nothing was changed.")
        print(told.format(keys=", ".join(taken)))
        _tell_mistakes(mistakes)
    return PERSONS_ERROR if mistakes else DONE


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


def _tell(lines: Sequence[SettingReport]) -> None:
    rows = [
        (each.key, _value(each.value), _(_STATES[each.state]), _(_SOURCES[each.source]), each.where)
        for each in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())


def _value(value: object) -> str:
    """A value in the form in which it is written."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def _tell_mistakes(mistakes: Sequence[PolicyMistake]) -> None:
    for each in mistakes:
        print(_sentence(each), file=sys.stderr)


def _as_json(mistakes: Sequence[PolicyMistake]) -> list[dict[str, str]]:
    return [{**msgspec.to_builtins(each), "message": _sentence(each)} for each in mistakes]


def _sentence(each: PolicyMistake) -> str:
    return mistake_sentence(each.code, each.where, each.key, each.detail)
