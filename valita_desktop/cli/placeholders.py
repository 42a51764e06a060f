"""What stands in a command line for what a person puts there: FILE, ID, PACKET.

The parser writes them in English and each once; here they get their names in the language of
now, and the positional ones a help text. Shells complete by them (`resources.desktop`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.cli.arguments import every_command
from valita_desktop.i18n import N_, _

if TYPE_CHECKING:
    import argparse

_BETWEEN = "|"
MEANINGS = {
    N_("COMMAND"): "",
    N_("DATE"): "",
    N_("DIR"): N_("a folder"),
    N_("EDITOR"): "",
    N_("FILE"): N_("a file"),
    N_("FOLDER"): N_("a folder"),
    N_("FORMAT"): "",
    N_("FROM"): N_("number of the line, from 1"),
    N_("ID"): N_("id of a material, as valita list tells it"),
    N_("KIND"): "",
    N_("LANG"): "",
    N_("LAYOUT"): "",
    N_("LIMIT"): "",
    N_("N"): N_("number of the line, from 1"),
    N_("NAME"): N_("a name"),
    N_("NEW"): "",
    N_("OUT"): N_("folder of the feed"),
    N_("PACKET"): N_("number or name of a lesson packet"),
    N_("PAPER"): "",
    N_("PART"): "",
    N_("PATH"): "",
    N_("QUERY"): N_("words to look for"),
    N_("SEASON"): "",
    N_("SEQ"): "",
    N_("SOURCE"): N_("folder of the source texts"),
    N_("THEME"): "",
    N_("TITLE"): N_("a title"),
    N_("TITLE_FI"): N_("title in Finnish"),
    N_("TITLE_SV"): N_("title in Swedish"),
    N_("TO"): N_("number of the line before which it goes"),
    N_("TYPE"): "",
    N_("URL"): N_("an address"),
    N_("WHOSE"): "",
}
"""Placeholders with what they mean; options say in their own help what they want."""


def name_placeholders(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Name the placeholders of a command line, and of all commands in it, in the language of now.

    Returns:
        The same parser.
    """
    for command in every_command(parser):
        for action in command._actions:  # noqa: SLF001 - argparse tells nobody of them
            if action.nargs != 0:
                _name(action)
    return parser


def _name(action: argparse.Action) -> None:
    keys = str(action.metavar or action.dest.upper()).split(_BETWEEN)
    action.metavar = _BETWEEN.join(map(_, keys))
    if not action.help:
        action.help = _(MEANINGS[keys[-1]])
