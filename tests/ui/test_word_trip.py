"""A material of the kit, changed in Word, used in class and handed on: how many clicks.

A click in a dialog of the computer's own (where to save, which file) counts as one, and so does a
file that is dropped, or opened by a double click. What is done in Word itself is not counted.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from tests.ui.office import Office
from tests.ui.test_brought_files import dropped_on
from valita_desktop.ui.own.bring import BringDialog, LossDialog
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QPushButton, QWidget
    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.own.services import OwnServices

CHANGES = {"Vanhempien luona": "Zumbatykin luona", "Kuukausibudjetti": "Meidän budjetti"}
"""Two lines that a teacher changes."""


class Trip(Office):
    """A teacher with Word, who says where files go by one click each.

    Attributes:
        folder: Where files are saved.
        saved: The last of them.
    """

    def __init__(self, qtbot: QtBot, folder: Path, lang: str) -> None:
        self.folder = folder
        self.saved = folder
        super().__init__(qtbot, self._with_dialogs, ui_language=lang)
        self.window.navigator.own.watch.look()  # type: ignore[union-attr]  # the window's own

    def save(self, _over: QWidget, proposed: Path) -> Path:
        """Save where it is proposed to."""
        self.clicks += 1
        self.saved = self.folder / proposed.name
        return self.saved

    def drop(self, file: Path) -> None:
        """Let a file fall on the window."""
        self.clicks += 1
        assert dropped_on(self.window, file)

    def own_link(self, name: str) -> QPushButton:
        """A link under the text, scrolled to as far as the text is laid out by then."""
        item = self.window.stack.item
        link: QPushButton = getattr(item.after, name)
        bar = item.reader.verticalScrollBar()

        def in_view() -> bool:
            bar.setValue(bar.maximum())
            return link.visibleRegion().contains(link.rect().center())

        self.qtbot.waitUntil(in_view)
        return link

    def _with_dialogs(self, own: OwnServices) -> OwnServices:
        return replace(own, ask_save=self.save)


@pytest.fixture
def trip(
    kit: Path,
    qtbot: QtBot,
    dressed: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Trip]:
    made = Trip(qtbot, tmp_path, getattr(request, "param", "fi"))
    item = made.window.stack.item
    save = replace(item._documents._services, ask_path=made.save, open_file=Path.exists)
    monkeypatch.setattr(item._documents, "_services", save)
    yield made
    made.close()


def in_word(file: Path) -> None:
    """Change two lines of a document and save it, as Word would."""
    document = docx.Document(str(file))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    places = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    for old, new in CHANGES.items():
        runs = [run for place in places for run in place.runs if old in run.text]
        assert runs
        for run in runs:
            run.text = run.text.replace(old, new)
    document.save(str(file))


def test_from_the_kit_by_word_to_the_class_and_to_a_colleague(
    trip: Trip, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trip.type("kuukausibudjetti")
    rows = trip.window.stack.library.list
    trip.click(rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center())
    trip.click(trip.window.stack.item.header.edit_button)
    in_word(trip.saved)
    trip.drop(trip.saved)

    item = trip.window.stack.item
    assert trip.window.findChildren(LossDialog) == []
    assert "Zumbatykin luona" in item.reader.toPlainText()
    trip.click(item.header.present_button)
    shown = trip.class_window()
    assert shown is not None
    assert "Meidän budjetti" in shown.windowTitle()
    trip.click(shown.controls.leave_button)
    trip.click(item.header.print_button)
    dialog = trip.dialog()
    trip.click(dialog.print_button)
    dialog.reject()
    assert [job.title for job in trip.sent] == ["Meidän budjetti"]
    trip.click(trip.own_link("hand_on_link"))
    assert trip.saved.suffix == ".valita-packet"

    monkeypatch.setenv("VALITA_HOME", str(tmp_path / "colleague"))
    colleague = Trip(qtbot, tmp_path, "sv")
    colleague.drop(trip.saved)
    question = colleague.window.findChild(BringDialog)
    assert question is not None
    colleague.click(question.yes)
    location = colleague.window.navigator.location
    assert location.page is PageKey.ITEM
    assert location.item_id.startswith("own-")
    assert "Zumbatykin luona" in colleague.window.stack.item.reader.toPlainText()
    colleague.close()
    assert trip.keys + colleague.keys == 0
    assert trip.clicks + colleague.clicks <= 12
