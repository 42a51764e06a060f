"""Own notes and uses on the page of a material, and all of them in one dialog."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages import PageStage
from tests.ui.stage import clipped, speak_pseudo, texts
from valita_desktop.content.layouts import PartChoice
from valita_desktop.errors import StoreUnusableError
from valita_desktop.i18n import set_language
from valita_desktop.library.notebook import MAX_NOTE, MaterialUse, Note
from valita_desktop.ui.notebook.uses_view import details

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.notebook.corner import NotebookCorner
    from valita_desktop.ui.notebook.overview import NotebookDialog

# The offscreen screen does not know of sizes that a dialog asks for.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONG_AGO = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


@pytest.fixture
def stage(qtbot: QtBot, dressed: QApplication) -> PageStage:
    """A window that shows the material m09 in Finnish."""
    made = PageStage(qtbot)
    made.page.show_item("m09", "fi")
    made.settle()
    return made


def corner(stage: PageStage) -> NotebookCorner:
    return stage.page.notebook


def write(stage: PageStage, words: str) -> None:
    corner(stage).write()
    stage.qtbot.keyClicks(corner(stage).field.edit, words)


def used(item_id: str = "m09", day: int = 12, **fields: object) -> MaterialUse:
    return MaterialUse(item_id=item_id, day=dt.date(2026, 11, day), **fields)  # type: ignore[arg-type]  # by name


def overview(stage: PageStage) -> NotebookDialog:
    dialog = corner(stage).open_overview()
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    stage.settle()
    return dialog


def test_nobody_is_asked_for_a_note(stage: PageStage) -> None:
    assert corner(stage).write_link.isVisible()
    assert not corner(stage).field.isVisible()


def test_a_note_is_kept_while_it_is_typed(stage: PageStage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(corner(stage).field.saved):
        write(stage, "Ensin pareittain")

    assert stage.notebook.note("m09") == "Ensin pareittain"


def test_going_to_another_material_keeps_what_was_typed_last(stage: PageStage) -> None:
    write(stage, "Ensin pareittain")

    stage.page.show_item("m90", "fi")

    assert stage.notebook.note("m09") == "Ensin pareittain"
    assert corner(stage).field.text == ""
    stage.page.show_item("m09", "fi")
    assert corner(stage).field.text == "Ensin pareittain"
    assert corner(stage).field.isVisible()


def test_closing_the_window_keeps_what_was_typed_last(stage: PageStage) -> None:
    write(stage, "Ensin pareittain")

    stage.window.close()

    assert stage.notebook.note("m09") == "Ensin pareittain"


def test_looking_at_a_note_writes_nothing(stage: PageStage) -> None:
    stage.notebook.set_note("m09", "Ensin pareittain", "")
    stage.page.show_item("m09", "sv")
    stage.page.show_item("m90", "fi")

    assert stage.notebook.writes == ["Ensin pareittain"]


def test_a_note_that_cannot_be_kept_stays_in_the_field_until_it_can(
    stage: PageStage, tmp_path: Path
) -> None:
    stage.notebook.refusal = StoreUnusableError(tmp_path, "disk full")
    write(stage, "Ensin pareittain")
    stage.page.show_item("m90", "fi")
    stage.page.show_item("m09", "fi")

    assert corner(stage).field.text == "Ensin pareittain"
    stage.notebook.refusal = None
    stage.page.show_item("m90", "fi")

    assert stage.notebook.note("m09") == "Ensin pareittain"


def test_a_note_that_cannot_be_read_is_not_written_over(
    stage: PageStage, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.notebook.set_note("m09", "Ensin pareittain", "Kuukausibudjetti")
    stage.notebook.unreadable = StoreUnusableError(tmp_path, "database is locked")
    stage.page.show_item("m90", "fi")
    stage.page.show_item("m09", "fi")

    write(stage, "Uutta")
    corner(stage).field.flush()

    assert corner(stage).field.status_label.text()
    stage.notebook.unreadable = None
    assert stage.notebook.note("m09") == "Ensin pareittain"
    with qtbot.waitSignal(corner(stage).field.saved):
        write(stage, "Uutta")
    assert stage.notebook.note("m09") == "UuttaEnsin pareittain"


def test_a_note_that_cannot_be_taken_away_stays_away_in_the_field(
    stage: PageStage, tmp_path: Path
) -> None:
    write(stage, "Ensin pareittain")
    corner(stage).field.flush()
    stage.notebook.refusal = StoreUnusableError(tmp_path, "disk full")
    corner(stage).field.edit.clear()
    stage.page.show_item("m90", "fi")
    stage.page.show_item("m09", "fi")

    assert corner(stage).field.text == ""
    stage.notebook.refusal = None
    stage.page.show_item("m90", "fi")

    assert stage.notebook.note("m09") == ""


def test_a_book_is_not_pasted_and_what_was_written_stays(stage: PageStage) -> None:
    write(stage, "Ensin ")
    pasted = QMimeData()
    pasted.setText("x" * 2**20)
    corner(stage).field.edit.insertFromMimeData(pasted)

    assert corner(stage).field.text == "Ensin "
    assert "1,048,582" in corner(stage).field.status_label.text()


def test_what_nobody_sees_is_not_pasted(stage: PageStage) -> None:
    pasted = QMimeData()
    pasted.setText("a\0\u202eb\u2028c")
    corner(stage).write()
    corner(stage).field.edit.insertFromMimeData(pasted)

    assert corner(stage).field.text == "ab\nc"


def test_as_much_as_there_is_room_for_is_pasted(stage: PageStage) -> None:
    pasted = QMimeData()
    pasted.setText("x" * MAX_NOTE)
    corner(stage).write()
    corner(stage).field.edit.insertFromMimeData(pasted)

    assert len(corner(stage).field.text) == MAX_NOTE


def test_tab_leaves_a_note(stage: PageStage, qtbot: QtBot) -> None:
    corner(stage).write()
    qtbot.keyClick(corner(stage).field.edit, Qt.Key.Key_Tab)

    assert corner(stage).use_link.hasFocus()


def test_a_use_is_written_down_and_told_on_the_page(stage: PageStage, qtbot: QtBot) -> None:
    set_language("en")
    stage.page.retranslate()
    for count in (18, 20):
        dialog = corner(stage).add_use()
        qtbot.keyClicks(dialog.group_edit, "Kokit 1")
        dialog.participants_box.setValue(count)
        dialog.keep_button.click()

    today = dt.datetime.now().astimezone().date()
    assert [(use.group, use.participants, use.day) for use in stage.notebook.uses("m09")] == [
        ("Kokit 1", 18, today),
        ("Kokit 1", 20, today),
    ]
    assert corner(stage).uses_link.text().startswith("Used 2 times, last on ")


def test_words_of_ones_own_stand_first(stage: PageStage) -> None:
    panel = stage.page.panel
    assert corner(stage).y() > panel.entry().y()

    stage.notebook.keep_use(used())
    stage.page.show_item("m09", "sv")
    stage.settle()

    assert corner(stage).y() == 0


def test_a_use_is_taken_away_and_brought_back(stage: PageStage, qtbot: QtBot) -> None:
    first, last = used(day=10), used(day=12)
    for use in (first, last):
        stage.notebook.keep_use(use)
    uses = overview(stage).uses
    qtbot.keyClick(uses.list, Qt.Key.Key_Delete)
    assert stage.notebook.uses() == (first,)

    qtbot.keyClick(uses.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert stage.notebook.uses() == (last, first)
    assert uses.chosen() == last
    assert not uses.undo_button.isVisible()


def test_a_use_is_changed(stage: PageStage, qtbot: QtBot) -> None:
    stage.notebook.keep_use(used(group="Kokit 1"))
    uses = overview(stage).uses
    dialog = uses.change()
    assert dialog is not None
    qtbot.keyClicks(dialog.remark_edit, "Aika loppui")
    dialog.keep_button.click()

    (use,) = stage.notebook.uses()
    assert (use.group, use.remark) == ("Kokit 1", "Aika loppui")
    assert uses.list.item(0).text().endswith("Kokit 1 · Aika loppui")


def test_all_uses_are_saved_as_a_table_that_opens_in_excel(
    stage: PageStage, tmp_path: Path
) -> None:
    stage.notebook.keep_use(used(group="=1+1", participants=18))
    stage.table = tmp_path / "taulukko.csv"
    set_language("fi")

    overview(stage).uses.save_table()

    data = stage.table.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1] == ["12.11.2026", "Kuukausibudjetti", "m09", "'=1+1", "18", ""]


def test_a_table_that_cannot_be_saved_is_told(stage: PageStage, tmp_path: Path) -> None:
    stage.notebook.keep_use(used())
    stage.table = tmp_path / "nowhere" / "taulukko.csv"
    uses = overview(stage).uses

    uses.save_table()

    assert "taulukko.csv" in uses.status_label.text()


def test_a_note_on_what_was_withdrawn_can_be_read_and_gone_on_with(
    stage: PageStage, qtbot: QtBot
) -> None:
    set_language("en")
    stage.notebook.kept["gone"] = Note(
        item_id="gone", text="Toimi", title="Vanha", changed=LONG_AGO
    )
    dialog = overview(stage)
    dialog.choice.buttons()[1].click()
    notes = dialog.notes
    assert notes.list.item(0).text() == "Vanha (withdrawn)"
    assert notes.field.text == "Toimi"

    with qtbot.waitSignal(notes.field.saved):
        qtbot.keyClicks(notes.field.edit, "Hyvin ")

    assert stage.notebook.note("gone") == "Hyvin Toimi"


def test_a_note_that_was_changed_in_the_dialog_is_shown_on_the_page(stage: PageStage) -> None:
    write(stage, "Ensin")
    dialog = overview(stage)
    dialog.choice.buttons()[1].click()
    stage.qtbot.keyClicks(dialog.notes.field.edit, "Aina ")
    dialog.reject()

    assert corner(stage).field.text == "Aina Ensin"


def test_what_is_not_said_of_a_use_is_left_out() -> None:
    set_language("en")

    assert details(used()) == ""
    assert details(used(group="Kokit 1", participants=1)) == "Kokit 1 · 1 participant"


def test_the_dialogs_are_named_as_every_window_of_the_program(stage: PageStage) -> None:
    dialogs = (corner(stage).add_use(), overview(stage))

    assert [each.windowTitle() for each in dialogs] == [
        "I used this – Välitä!",
        "My notes and uses – Välitä!",
    ]


def test_an_example_is_not_taken_for_what_is_filled_in(stage: PageStage) -> None:
    form = corner(stage).add_use()

    assert form.group_edit.placeholderText() == ""
    assert "first-year cooks" in form.group_edit.accessibleDescription()
    assert form.group_edit.accessibleDescription() in texts(form)


@pytest.mark.parametrize("size", [(1366, 690), (911, 470)])
def test_nothing_is_clipped_in_longer_words(
    qtbot: QtBot, dressed: QApplication, size: tuple[int, int]
) -> None:
    speak_pseudo()
    stage = PageStage(qtbot, size)
    for n in range(3):
        stage.notebook.keep_use(used(day=n + 1, group="Kokit 1", participants=18))
    stage.notebook.set_note("m09", "Ensin pareittain", "")
    stage.page.show_item("m09", "fi")
    stage.settle()
    dialog = overview(stage)
    form = corner(stage).add_use()
    stage.settle()

    assert clipped(corner(stage)) == []
    assert clipped(dialog) == []
    assert clipped(form) == []


def test_a_note_is_printed_with_what_is_for_whoever_leads_when_asked_for(
    stage: PageStage,
) -> None:
    write(stage, "Ensin pareittain")
    dialog = stage.page.print_item()
    assert dialog is not None
    form = dialog.form
    assert form.part_box.currentData() == PartChoice.STUDENT
    assert form.note_check_box.isHidden()
    form.note_check_box.setChecked(True)
    assert dialog.handout().note == ""

    form.part_box.setCurrentIndex(form.part_box.findData(PartChoice.FACILITATOR))

    assert not form.note_check_box.isHidden()
    assert dialog.handout().note == "Ensin pareittain"
    form.note_check_box.setChecked(False)
    assert dialog.handout().note == ""


def test_without_a_note_none_is_offered_for_printing(stage: PageStage) -> None:
    dialog = stage.page.print_item()
    assert dialog is not None

    dialog.form.part_box.setCurrentIndex(dialog.form.part_box.findData(PartChoice.ALL))

    assert dialog.form.note_check_box.isHidden()


def test_the_keyboard_goes_round_the_panel_from_top_to_bottom(
    stage: PageStage, qtbot: QtBot
) -> None:
    stage.notebook.set_note("m09", "Ensin pareittain", "")
    stage.notebook.keep_use(used())
    stage.page.show_item("m90", "fi")
    stage.page.show_item("m09", "fi")
    stage.settle()
    panel = stage.page.panel
    panel.entry().setFocus()
    passed = []
    while (at := QApplication.focusWidget()) is not None and panel.isAncestorOf(at):
        passed.append(at.mapTo(panel, QPoint(0, 0)).y())
        qtbot.keyClick(at, Qt.Key.Key_Tab)

    assert len(passed) > 4
    assert passed == sorted(passed)
