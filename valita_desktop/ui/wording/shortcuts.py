"""The keys of the window, as one table that the window connects and the help page shows.

Single letters are never keys: they belong to the search.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from valita_desktop.i18n import N_


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
    Key("settings", ("Ctrl+,",), N_("Settings")),
    Key("full_screen", ("F11",), N_("Full screen")),
    Key("quit", ("Ctrl+Q",), N_("Quit")),
)
"""What the window itself does with keys; Alt+1, Alt+2… are the entries of the sidebar."""

ITEM_KEYS: tuple[Key, ...] = (
    Key("print", ("Ctrl+P",), N_("Print the item")),
    Key("save", ("Ctrl+Shift+S",), N_("Save the item as a PDF")),
    Key("edit", ("Ctrl+E",), N_("Edit the item in Word or LibreOffice")),
    Key("beside", ("Ctrl+Shift+B",), N_("Both languages side by side")),
    Key("find", ("F3",), N_("Find on the page, next")),
    Key("find_back", ("Shift+F3",), N_("Find on the page, previous")),
)
"""What the page of an item does with keys besides."""

PRESENT_KEYS: tuple[Key, ...] = (
    Key("next", ("Right", "PgDown", "Space"), N_("Next page")),
    Key("previous", ("Left", "PgUp"), N_("Previous page")),
    Key("ends", ("Home", "End"), N_("First page, last page")),
    Key("step", ("1", "9"), N_("A step by its number")),
    Key("dark", ("B", "."), N_("Dark screen, and back")),
    Key("timer", ("T",), N_("Start the timer of the step, pause it, go on")),
    Key("minutes", ("+", "-"), N_("A minute more, a minute less")),
    Key("language", ("L",), N_("The same step in the other language")),
    Key("leave", ("F5", "Esc"), N_("Stop presenting")),
)
"""What keys do while something is presented; a presenter’s remote sends some of them."""


def key_name(keys: str) -> str:
    """Keys as this computer writes them, with arrows for the arrow keys."""
    native = QKeySequence.SequenceFormat.NativeText
    name = QKeySequence(keys).toString(native)
    for key, arrow in (("Left", "←"), ("Right", "→")):
        if keys.endswith(key):
            name = name.replace(QKeySequence(key).toString(native), arrow)
    return name
