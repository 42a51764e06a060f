"""Brings docs/command-line.md and docs/schemas up to date with the parser and its answers.

``python -m resources.command_line`` after a change of a command, an option or an answer; what is
committed is what readers of the repository and admins see.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from resources.generated import ROOT
from valita_desktop import i18n
from valita_desktop.cli.answers import ErrorAnswer, VersionAnswer
from valita_desktop.cli.arguments import every_command
from valita_desktop.cli.program import PROGRAM, parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HEAD = """# The command line

`valita` does what the window does, without a display: for scripts, for the IT of a school, for
editors. The same is in `man valita` and in `valita COMMAND --help`, in Finnish, Swedish and
English. This page is made of the program itself (`python -m resources.command_line`).

## Exit codes

| Code | What it means |
|---|---|
| 0 | Done. Nothing found, and nothing new, is no error. |
| 1 | Not as it should be: an unknown material, no room to write, a mistake, a failed check. |
| 2 | The words of the command do not fit together, or the program has a bug. |
| 130 | Stopped by the person (Ctrl+C). |

## JSON

Every command takes `--json`, `valita --version` too. Then **stdout holds exactly one JSON
document, whatever happens**: the answer, or an error ([schema](schemas/error.json)). stderr may
hold notes for people; no script needs them. It is stdout for errors too, for what reads a
program's output (`ConvertFrom-Json`, `jq`, Ansible's `from_json`) reads that one, and PowerShell
turns what comes on stderr into errors of its own.

```json
{"error": {"code": "item-not-found", "message": "There is no item “zz” in the library. …", …}}
```

`code` is stable: the class of the error. `reason` says which of its reasons where it has several
(`no-cards`). `command-line` is wrong usage, `fault` a bug. `message` and its three parts
`happened`, `works`, `todo` are for people, in their language. A command that found mistakes
(`selftest`, `publish check`) gives its answer with `"ok": false` and ends with 1. Keys are added,
never renamed.

## Environment

| Variable | What it does |
|---|---|
| `LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG` | The language, where the settings name none. |
| `VALITA_HOME` | One folder for all that the program writes, instead of those of the system. |
| `VALITA_DEBUG` | Set to anything: what happened inside goes to stderr. |

## Commands
"""


def documents() -> dict[str, str]:
    """The page and the schemas, by their path in docs."""
    before = i18n.current().lang
    i18n.set_language("en")
    try:
        with i18n.standard_library_words("en"):
            whole = parser()
            pages = {"command-line.md": _page(whole)}
    finally:
        i18n.set_language(before)
    for answer in answers(whole):
        schema = {"$schema": _DIALECT, **msgspec.json.schema(answer)}
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        pages[f"schemas/{schema_name(answer)}.json"] = f"{text}\n"
    return pages


def answers(whole: argparse.ArgumentParser) -> tuple[Any, ...]:
    """Every type of answer of a command line, each once."""
    found: list[Any] = [ErrorAnswer, VersionAnswer]
    for command in every_command(whole):
        found += [each for each in command.get_default("answers") or () if each not in found]
    return tuple(found)


def schema_name(answer: Any) -> str:  # noqa: ANN401 - a type, or a list of one
    """What the schema of an answer is called: ``packet``, ``packet-head-list``."""
    held = get_args(answer)
    if held:
        return f"{schema_name(held[0])}-list"
    name = answer.__name__.removesuffix("Answer")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def update(root: Path = ROOT) -> None:
    """Write what has changed, and remove the schemas of answers that are gone."""
    pages = documents()
    folder = root / "docs/schemas"
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*.json"):
        if f"schemas/{file.name}" not in pages:
            file.unlink()
    for name, text in pages.items():
        (root / "docs" / name).write_text(text, "utf-8")


def _page(whole: argparse.ArgumentParser) -> str:
    return _HEAD + "\n".join(line for command in every_command(whole) for line in _told(command))


def _told(command: argparse.ArgumentParser) -> Iterator[str]:
    told = command.get_default("answers")
    if told is None:
        return
    usage = re.sub(r"\s+", " ", command.format_usage()).removeprefix("usage: ").strip()
    yield f"\n### `{command.prog}`\n\n{command.description}\n\n```\n{usage}\n```\n"
    rows = [_option(action) for action in command._actions]  # noqa: SLF001 - as argparse has them
    rows = [row for row in rows if row]
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows]) + "\n"
    links = (f"[{name}](schemas/{name}.json)" for name in map(schema_name, told))
    yield f"Answers with {' or '.join(links)}."


def _option(action: argparse.Action) -> str:
    if action.dest in ("help", "json"):
        return ""
    names = " ".join(action.option_strings) or str(action.metavar)
    value = "" if action.nargs == 0 or not action.option_strings else f" {_value(action)}"
    return f"| `{names}{value}` | {action.help or ''} |"


def _value(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper()).replace("|", "/")


if __name__ == "__main__":
    update()
    print(f"docs/command-line.md and docs/schemas of {PROGRAM}")
