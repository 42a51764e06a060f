"""The keys of the window, as one table that the window connects and the help page shows.

Single letters are never keys: they belong to the search.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from valita_desktop.i18n import N_, _


class Key(NamedTuple):
    """Keys of the window and what they do, as the help page lists them.

    Attributes:
        action: Name of what is done, without spaces.
        keys: In Qt's portable writing; any of them does it.
        name: For people.
    """

    action: str
    keys: tuple[str, ...]
    name: str


KEYS: tuple[Key, ...] = (
    Key("search", ("Ctrl+F", "Ctrl+K", "Ctrl+L"), N_("Search; or just begin to type")),
    Key("back", ("Alt+Left",), N_("Back")),
    Key("forward", ("Alt+Right",), N_("Forward")),
    Key("favourite", ("Ctrl+D",), N_("Add to favourites or take away")),
    Key("add", ("Ctrl+Return", "Ctrl+Enter"), N_("Add to a lesson packet")),
    Key("present", ("F5",), N_("Present to a class")),
    Key("present_here", ("Shift+F5",), N_("Present from the step in view")),
    Key("content", ("Ctrl+Shift+L",), N_("Materials in the other language")),
    Key("larger", ("Ctrl++", "Ctrl+="), N_("Larger text")),
    Key("smaller", ("Ctrl+-",), N_("Smaller text")),
    Key("normal", ("Ctrl+0",), N_("Text at its usual size")),
    Key("region", ("F6",), N_("Next region of the window")),
    Key("region_back", ("Shift+F6",), N_("Previous region of the window")),
    Key("help", ("F1",), N_("Help and keys")),
    Key("undo", ("Ctrl+Z",), N_("Take back what was done last")),
    Key("escape", ("Esc",), N_("Close the message, empty the search, go back where it began")),
    Key("settings", ("Ctrl+,",), N_("Settings")),
    Key("full_screen", ("F11",), N_("Full screen")),
    Key("quit", ("Ctrl+Q",), N_("Quit")),
)
"""What keys do on every page; Alt+1, Alt+2… are the entries of the sidebar."""

ITEM_KEYS: tuple[Key, ...] = (
    Key("print", ("Ctrl+P",), N_("Print the item")),
    Key("save", ("Ctrl+Shift+S",), N_("Save the item as a PDF")),
    Key("edit", ("Ctrl+E",), N_("Edit the item in Word or LibreOffice")),
    Key("part", ("Ctrl+Tab", "Ctrl+Shift+Tab"), N_("Guide or sheet")),
    Key("beside", ("Ctrl+Shift+B",), N_("Both languages side by side")),
    Key("find", ("F3",), N_("Find on the page, next")),
    Key("find_back", ("Shift+F3",), N_("Find on the page, previous")),
)
"""What the page of an item does with keys besides."""

LIST_KEYS: tuple[Key, ...] = (
    Key("choose", ("Up", "Down"), N_("The row above, the row below")),
    Key("open", ("Return",), N_("Open the row; from the search field too")),
    Key("menu", ("Menu", "Shift+F10"), N_("What can be done with the row")),
    Key("print_row", ("Ctrl+P",), N_("Print the row")),
    Key("scroll", ("PgUp", "PgDown", "Home", "End"), N_("Scroll; from the search field too")),
)
"""What lists of items do with keys."""

LINE_KEYS: tuple[Key, ...] = (
    Key("move", ("Alt+Up", "Alt+Down"), N_("Move the line up, move it down")),
    Key("remove", ("Del",), N_("Take the line out")),
)
"""What the lines of a packet, and of the log of use, do with keys."""

PRINT_KEYS: tuple[Key, ...] = (
    Key("zoom", ("Ctrl++", "Ctrl+-", "Ctrl+0"), N_("A larger, a smaller, the usual preview")),
    Key("save_pdf", ("Ctrl+Shift+S",), N_("Save as a PDF")),
)
"""What the print dialog does with keys."""

PRESENT_KEYS: tuple[Key, ...] = (
    Key("next", ("Right", "PgDown", "Space"), N_("Next page")),
    Key("previous", ("Left", "PgUp"), N_("Previous page")),
    Key("ends", ("Home", "End"), N_("First page, last page")),
    Key("step", ("1", "9"), N_("A step by its number")),
    Key("dark", ("B", "."), N_("Dark screen, and back")),
    Key("timer", ("T",), N_("Start the timer of the step, pause it, go on")),
    Key("minutes", ("+", "-"), N_("A minute more, a minute less")),
    Key("language", ("L", "Ctrl+Shift+L"), N_("The same step in the other language")),
    Key("leave", ("F5", "Esc"), N_("Stop presenting")),
)
"""What keys do while something is presented; a presenter’s remote sends some of them."""


KEY_GROUPS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (N_("Everywhere"), KEYS),
    (N_("In lists"), LIST_KEYS),
    (N_("On the page of an item"), ITEM_KEYS),
    (N_("In a packet and in the log of use"), LINE_KEYS),
    (N_("When printing"), PRINT_KEYS),
    (N_("While presenting"), PRESENT_KEYS),
)
"""All keys by where they work, as the help page lists them."""

_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "-": "−", "Del": "Delete"}
_NAMES = {
    "Return": N_("Enter"),
    "Space": N_("Space bar"),
    "PgUp": N_("Page Up"),
    "PgDown": N_("Page Down"),
    "Menu": N_("Menu key"),
    "Shift": N_("Shift"),
}
"""What is written on keyboards of the Nordic countries, where it is not Qt's name."""


def key_name(keys: str) -> str:
    """Keys as keyboards say them in the language of the window; on a Mac, by its signs."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    parts = keys.removesuffix("++").split("+") if keys != "+" else []
    plus = ["+"] if keys == "+" or keys.endswith("++") else []
    named = [_(_NAMES[part]) if part in _NAMES else _SIGNS.get(part, part) for part in parts]
    return "+".join((*named, *plus))
