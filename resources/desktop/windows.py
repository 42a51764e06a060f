"""What Windows is told of the program: kinds of files, the Start menu, where programs are found.

Data for the installers; nothing here touches a registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources.desktop import words
from valita_desktop import APP_ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resources.desktop.icons import Drawing
    from valita_desktop.i18n import UiLang

PROGRAM = "valita-desktop.exe"
CONSOLE = "valita.exe"
APP_USER_MODEL_ID = APP_ID
"""Windows keeps windows and the icon of the task bar together by it."""


@dataclass(frozen=True)
class ProgId:
    r"""A kind of file in the registry.

    Attributes:
        id: The key under ``Software\Classes``.
        suffix: With its dot; a key of its own that names ``id``.
        mime: Its ``Content Type``.
        label: What Explorer calls such a file, by language; a registry value holds one.
        verb: The verb that opens it; Windows has its own words for ``open``.
        verb_label: What its menu says, by language.
        drawing: Its icon.
        arguments: What follows the program in the command.
    """

    id: str
    suffix: str
    mime: str
    label: Mapping[UiLang, str]
    verb: str
    verb_label: Mapping[UiLang, str]
    drawing: Drawing
    arguments: str = '"%1"'


@dataclass(frozen=True)
class StartMenuEntry:
    """A link of the Start menu.

    Attributes:
        name: What it is called; the product’s name is the same in every language.
        comment: What it says under the mouse, by language.
        program: What it starts, in the folder of the program.
    """

    name: str
    comment: Mapping[UiLang, str]
    program: str = PROGRAM


PROG_IDS = tuple(
    ProgId(
        kind.windows,
        kind.suffix,
        kind.mime,
        words.said(kind.label),
        "open",
        words.said(words.OPEN),
        kind.drawing,
    )
    for kind in words.FILE_KINDS
)
START_MENU = StartMenuEntry(words.NAME, words.said(words.COMMENT))


def registry(folder: str, lang: UiLang) -> dict[tuple[str, str], str]:
    r"""The values under ``Software\Classes`` that make a double click open a file.

    Args:
        folder: Of the program, as the installer writes it (``[INSTALLDIR]``, ``$INSTDIR``),
            with what separates it from a name.
        lang: Of what people read.

    Returns:
        Keys and names of values (``""`` is the default one), with what they hold.
    """
    values: dict[tuple[str, str], str] = {}
    for each in PROG_IDS:
        opens = rf"{each.id}\shell\{each.verb}"
        values |= {
            (each.suffix, ""): each.id,
            (each.suffix, "Content Type"): each.mime,
            (rf"{each.suffix}\OpenWithProgids", each.id): "",
            (each.id, ""): each.label[lang],
            (rf"{each.id}\DefaultIcon", ""): f"{folder}{icon_file(each)}",
            (opens, ""): each.verb_label[lang],
            (rf"{opens}\command", ""): f'"{folder}{PROGRAM}" {each.arguments}',
        }
    return values


def icon_file(prog_id: ProgId) -> str:
    """What the icon of a kind of file is called in the folder of the program."""
    return f"{prog_id.suffix.removeprefix('.')}.ico"
