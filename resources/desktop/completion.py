"""What shells complete of the command line, made of the parser by shtab.

Words that can be given are offered, files and folders where one is named, and the ids of the
materials on this computer, which a shell asks for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import shtab

from valita_desktop import i18n
from valita_desktop.cli.arguments import every_command
from valita_desktop.cli.documents import FORMATS
from valita_desktop.cli.program import parser
from valita_desktop.content.layouts import Layout, Paper, PartChoice
from valita_desktop.content.model import LANGS, Kind, Theme
from valita_desktop.library.fields import OPTIONS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

Shell = Literal["bash", "zsh", "fish"]
SHELLS: tuple[Shell, ...] = ("bash", "zsh", "fish")
_WORDS: Mapping[str, Iterable[str]] = {
    "LANG": (*LANGS, "both"),
    "LAYOUT": Layout,
    "PAPER": Paper,
    "PART": PartChoice,
    "FORMAT": FORMATS,
    "KIND": Kind,
    "THEME": Theme,
    **{option.name.upper(): option.choices for option in OPTIONS if option.name != "lang"},
}
_ASKED = "valita list 2>/dev/null | cut -d' ' -f1"
_IDS = {
    "bash": "_valita_ids",
    "zsh": "_valita_ids",
    "fish": f"({_ASKED})",
    "preamble": {
        "bash": f"""_valita_ids() {{
  [ -n "${{_VALITA_IDS-}}" ] || _VALITA_IDS=$({_ASKED})
  compgen -W "$_VALITA_IDS" -- "$1"
}}""",
        "zsh": f"""_valita_ids() {{
  (( ${{+_VALITA_IDS}} )) || typeset -ga _VALITA_IDS=(${{(f)"$({_ASKED})"}})
  compadd -a _VALITA_IDS
}}""",
    },
}
_OFFERED = {
    "FILE": shtab.FILE,
    "DIR": shtab.DIRECTORY,
    "FOLDER": shtab.DIRECTORY,
    "OUT": shtab.DIRECTORY,
    "SOURCE": shtab.DIRECTORY,
    "URL": shtab.FILE,
    "ID": _IDS,
}
FREE = {"COPIES", "DATE", "EDITOR", "FROM", "LIMIT", "N", "NAME", "NEW", "PACKET", "QUERY", "SEQ"}
FREE |= {"PATH", "TITLE", "TITLE_FI", "TITLE_SV", "TO", "TYPE"}
"""Placeholders for what no shell can know."""


def script(shell: Shell) -> str:
    """The completion of ``valita`` for a shell, with English descriptions."""
    before = i18n.current().lang
    i18n.set_language("en")
    try:
        with i18n.standard_library_words("en"):
            return str(shtab.complete(offering(parser()), shell))
    finally:
        i18n.set_language(before)


def offering(whole: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A parser in English that knows what its arguments offer; the same one."""
    for command in every_command(whole):
        for action in command._actions:  # noqa: SLF001 - argparse tells nobody of them
            if action.nargs == 0 or isinstance(action.choices, dict):
                continue
            key = str(action.metavar).rpartition("|")[2]
            if key in _WORDS:
                action.choices = tuple(map(str, _WORDS[key]))
            elif key in _OFFERED:
                action.complete = _OFFERED[key]  # type: ignore[attr-defined]
    return whole
