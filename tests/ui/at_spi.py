"""Run by the system's Python, which has gi: drives the window as a screen reader or a switch does.

Begins the accessibility bus and the program, takes one of the `TRIPS` by actions alone, prints
what it heard as a line of JSON and ends what it began. Whoever runs it gives it a display and a
session bus.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)  # the short names of gi
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_BEGIN = "import sys; from valita_desktop.__main__ import window; sys.exit(window())"
_PATIENCE, _PAUSE = 30.0, 0.05
_ANSWER_MS = 30_000
"""A busy computer: what takes longer than 0.8 s would be taken for a program that hangs."""
_MOST_CHILDREN = 400


class Heard:
    """Something that is in a window, as assistive technology knows it."""

    def __init__(self, thing: Any) -> None:  # noqa: ANN401 - gi has no types
        self.thing = thing

    @property
    def role(self) -> str:
        return str(self.thing.get_role_name())

    @property
    def name(self) -> str:
        return str(self.thing.get_name())

    @property
    def locale(self) -> str:
        return str(self.thing.get_object_locale())

    @property
    def level(self) -> str:
        return str((self.thing.get_attributes() or {}).get("level", ""))

    def has(self, *states: str) -> bool:
        now = self.thing.get_state_set()
        return all(now.contains(getattr(Atspi.StateType, state)) for state in states)

    def inside(self) -> Iterator[Heard]:
        """All that can be seen in it, in reading order."""
        for number in range(min(self.thing.get_child_count(), _MOST_CHILDREN)):
            child = self.thing.get_child_at_index(number)
            if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
                yield Heard(child)
                yield from Heard(child).inside()

    def find(self, role: str, name: str = "") -> Heard:
        """The first of a role whose name begins so; waits for it.

        Raises:
            LookupError: It is not there.
        """
        found: Heard = until(lambda: self.seen(role, name), f"{role} {name!r}")
        return found

    def seen(self, role: str, name: str = "") -> Heard | None:
        found = (each for each in self.inside() if each.role == role)
        return next((each for each in found if each.name.startswith(name)), None)

    def do(self, action: str) -> None:
        """Do an action of it, as a switch or a voice does.

        Raises:
            LookupError: It has no such action.
        """
        names = [self.thing.get_action_name(n) for n in range(self.thing.get_n_actions())]
        if action not in names:
            raise LookupError(f"{self.role} {self.name!r} can only {names}")
        self.thing.do_action(names.index(action))

    def fill(self, words: str) -> None:
        self.thing.get_editable_text_iface().set_text_contents(words)


def until(ask: Callable[[], Any], wanted: str, patience: float = _PATIENCE) -> Any:  # noqa: ANN401 - whatever is asked for
    """Ask again and again until there is an answer.

    Raises:
        LookupError: There is none.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(GLib.Error):  # it went away while we looked
            answer = ask()
            if answer:
                return answer
        time.sleep(_PAUSE)  # noqa: TID251 - another process tells nobody
    raise LookupError(f"there is no {wanted}")


def program() -> Heard:
    """The program, once its window is there."""

    def ask() -> Heard | None:
        desktop = Atspi.get_desktop(0)
        there = (desktop.get_child_at_index(n) for n in range(desktop.get_child_count()))
        return next((Heard(each) for each in there if each and each.get_child_count()), None)

    found: Heard = until(ask, "program")
    until(lambda: found.seen("frame"), "window")
    return found


def open_material(app: Heard, words: str) -> dict[str, Any]:
    """Find a material by words and open it by the action of its row; tells what the row said."""
    app.find("text").fill(words)
    row = app.find("list").find("list item")
    told = {"row": row.name, "row_language": row.locale}
    row.do("Press")
    app.find("document frame")
    return told


def teacher(app: Heard) -> dict[str, Any]:
    """Find a short exercise on money, show three steps, leave, print."""
    told = open_material(app, "budjetti 15 min")
    told["window"] = app.find("frame").name
    app.find("push button", "Esitä").do("Press")
    shown = until(lambda: _class_window(app), "show")
    shown.find("push button", "Seuraava").do("Press")
    told["steps"] = [_next_step(shown, number) for number in (1, 2, 3)]
    shown.find("push button", "Lopeta").do("Press")
    until(lambda: not _class_window(app), "end of the show")
    app.find("push button", "Tulosta").do("Press")
    dialog = app.find("dialog")
    told["dialog"] = dialog.name
    dialog.find("push button", "Tulosta").do("Press")
    dialog.find("push button", "Tulosta uudelleen")
    return told


def _class_window(app: Heard) -> Heard | None:
    """What the class sees; the main window, which has buttons of the same names, stays behind."""
    windows = (app.thing.get_child_at_index(n) for n in range(app.thing.get_child_count()))
    heard = map(Heard, filter(None, windows))
    return next((each for each in heard if each.seen("push button", "Lopeta")), None)


def _next_step(shown: Heard, number: int) -> str:
    shown.find("label", f"Vaihe {number} ")
    name = shown.find("heading").name
    shown.find("push button", "Seuraava").do("Press")
    return name


def swedish(app: Heard) -> dict[str, Any]:
    """Read a Swedish material in a Finnish window: its headings, its links, a table."""
    told = open_material(app, "månadsbudget")
    window = app.find("push button", "Tulosta")
    guide, sheet = (each for each in app.inside() if each.role == "page tab")
    guide.do("Press")
    text = app.find("document frame")
    inside = list(text.inside())
    told["languages"] = {"window": window.locale, "text": text.locale}
    told["languages_inside"] = sorted({each.locale for each in inside if each.role in _READ})
    told["headings"] = [(each.level, each.name) for each in inside if each.role == "heading"]
    told["links"] = [each.name for each in inside if each.role == "link"]
    lists = [each for each in inside if each.role == "list"]
    told["items"] = [each.name for each in lists[0].inside() if each.role == "list item"]
    sheet.do("Press")
    told["table"] = _cells(app.find("document frame").find("table"))
    told["caret"] = text.thing.get_text_iface().get_text(0, 20)
    return told


_READ = ("heading", "paragraph", "list item", "link", "image")


def _cells(table: Heard) -> list[list[str]]:
    """Each cell with what heads its column, row by row."""
    iface = table.thing.get_table_iface()
    rows, columns = iface.get_n_rows(), iface.get_n_columns()
    told = []
    for row in range(rows):
        for column in range(columns):
            cell = iface.get_accessible_at(row, column)
            heads = cell.get_table_cell().get_column_header_cells()
            told.append([cell.get_name(), *(head.get_name() for head in heads)])
    return told


def pages(app: Heard) -> dict[str, Any]:
    """Go to every page by its button, then to a material: what the keyboard can reach there."""
    told: dict[str, Any] = {}
    _activate(app.find("frame"))
    entries = app.find("panel")
    names = [each.name for each in entries.inside() if each.role == "radio button"]
    for name in reversed(names):
        entries.find("radio button", name).do("Toggle")
        until(lambda name=name: app.find("frame").name.startswith(name), name)  # type: ignore[misc]
        told[app.find("frame").name] = _reachable(app)
        told["met"] = [*told.get("met", ()), _focused(app)]
    open_material(app, "budget" if "Etusivu" not in names else "budjetti")
    told["material"] = _reachable(app)
    told["met"].append(_focused(app))
    return told


def _activate(window: Heard) -> None:
    """Have the keyboard by a click beside everything: there is no window manager to give it."""
    area = window.thing.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    Atspi.generate_mouse_event(area.x + 2, area.y + area.height // 2, "b1c")
    until(lambda: window.has("ACTIVE"), "active window")


def _focused(app: Heard) -> tuple[str, str, str]:
    """What has the focus: its role, its level and its name."""

    def ask() -> Heard | None:
        return next((each for each in app.inside() if each.has("FOCUSED", "FOCUSABLE")), None)

    found: Heard = until(ask, "focus")
    return found.role, found.level, found.name


def _reachable(app: Heard) -> list[tuple[str, str]]:
    usable = [each for each in app.inside() if each.has("FOCUSABLE", "ENABLED")]
    return [(each.role, each.name) for each in usable if each.role != "table cell"]


TRIPS: dict[str, Callable[[Heard], dict[str, Any]]] = {
    "teacher": teacher,
    "swedish": swedish,
    "pages": pages,
}


def main() -> None:
    """Begin, take the trip, tell, end."""
    python, trip = sys.argv[1:]
    Atspi.set_timeout(_ANSWER_MS, _ANSWER_MS)
    begun = [
        subprocess.Popen([LAUNCHER, "--launch-immediately"], stderr=subprocess.DEVNULL),
        subprocess.Popen([python, "-c", _BEGIN]),
    ]
    try:
        told = TRIPS[trip](program())
        sys.stdout.write(f"\n{json.dumps(told)}\n")
    finally:
        for each in reversed(begun):
            each.terminate()
            each.wait()


if __name__ == "__main__":
    main()
