"""The page of the lesson packets: put together by keyboard, kept at once, given away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QWidget

from tests.fakes import HeldJobs, kit
from tests.ui.packets import ONE_PAGE
from valita_desktop.content.layouts import Layout, Paper, PartChoice, Sides
from valita_desktop.errors import OutputError
from valita_desktop.library import packet_file
from valita_desktop.library.packets import MAX_COPIES, MAX_ENTRIES, Entry, TimeNeeded
from valita_desktop.ui.packets.line_list import details
from valita_desktop.ui.packets.line_preview import LinePreviewDialog
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.printing.job import Printers
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.library.packets import Packet
    from valita_desktop.settings import Settings
    from valita_desktop.ui.packets.page import PacketsPage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(stage: Stage) -> PacketsPage:
    stage.shell.navigator.go_to_entry("packets")
    stage.settle()
    return stage.shell.stack.packets


def kept(stage: Stage) -> list[str]:
    """The items of the newest packet as they are kept."""
    return [each.item_id for each in stage.packets.store.all()[0].entries]


@pytest.fixture
def page(stage: Stage) -> PacketsPage:
    stage.packets.filled("m09", "m05", "m01")
    return shown(stage)


def test_without_packets_the_page_says_what_they_are_for(stage: Stage) -> None:
    page = shown(stage)

    assert page.empty_page.heading.text() == "No lesson packets yet"
    assert page.empty_page.isVisible()
    assert not page.editor.isVisible()
    stage.press(Key.Key_Tab, Key.Key_Tab)  # past the heading, where the page is met, and a file
    assert page.empty_page.first_button.hasFocus()


def test_a_new_packet_is_named_at_once(stage: Stage) -> None:
    page = shown(stage)

    stage.qtbot.mouseClick(page.empty_page.first_button, Qt.MouseButton.LeftButton)
    assert not page.empty_page.isVisible()
    assert page.editor.name_field.selectedText() == "Lesson packet 1"
    stage.qtbot.keyClicks(page.editor.name_field, "Viikko 7")
    stage.press(Key.Key_Return)

    assert [each.name for each in stage.packets.store.all()] == ["Viikko 7"]


def test_a_name_that_cannot_be_is_refused_and_the_old_one_stays(
    stage: Stage, page: PacketsPage
) -> None:
    page.editor.name_field.setFocus()
    page.editor.name_field.clear()
    stage.press(Key.Key_Return)

    assert page.editor.name_field.text() == "Viikko 1"
    assert stage.shell.toasts.isVisible()


def test_alt_and_an_arrow_move_a_line_and_go_with_it(stage: Stage, page: PacketsPage) -> None:
    page.editor.lines.setFocus()

    stage.press(Key.Key_Down, Key.Key_Down, modifier=ALT)

    assert kept(stage) == ["m05", "m01", "m09"]
    assert page.editor.lines.row == 2


def test_buttons_move_a_line_too(stage: Stage, page: PacketsPage) -> None:
    stage.qtbot.mouseClick(page.editor.down_button, Qt.MouseButton.LeftButton)

    assert kept(stage) == ["m05", "m09", "m01"]
    assert page.editor.up_button.isEnabled()


def test_a_button_moves_a_line_up_by_one(stage: Stage, page: PacketsPage) -> None:
    page.editor.lines.setCurrentIndex(page.editor.lines.model().index(2, 0))

    stage.qtbot.mouseClick(page.editor.up_button, Qt.MouseButton.LeftButton)

    assert kept(stage) == ["m09", "m01", "m05"]


def test_the_last_line_cannot_go_down(stage: Stage, page: PacketsPage) -> None:
    page.editor.lines.setCurrentIndex(page.editor.lines.model().index(2, 0))
    assert not page.editor.down_button.isEnabled()

    stage.press(Key.Key_Down, modifier=ALT)

    assert kept(stage) == ["m09", "m05", "m01"]


def test_a_button_takes_the_current_line_out(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Down)

    stage.qtbot.mouseClick(page.editor.remove_button, Qt.MouseButton.LeftButton)

    assert kept(stage) == ["m09", "m01"]


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(
    stage: Stage, page: PacketsPage
) -> None:
    other = QWidget()  # a desktop tells a window late that it has lost the focus
    stage.qtbot.addWidget(other)
    with stage.qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    page.begin_name()
    stage.qtbot.keyClicks(page.editor.name_field, "Viikko 8")

    page.window().hide()

    assert [each.name for each in stage.packets.store.all()] == ["Viikko 8"]


def test_the_newest_packet_is_the_first_of_the_list_and_can_be_chosen_again(
    stage: Stage, page: PacketsPage
) -> None:
    stage.packets.filled("m05", name="Viikko 2")
    page.show_packets()
    assert page.editor.name_field.text() == "Viikko 1"
    assert not page.packet_box.isVisible()

    page.packet_list.setCurrentRow(0)

    assert page.editor.name_field.text() == "Viikko 2"
    assert page.packet_list.currentItem().text().startswith("Viikko 2\n1 material")


def test_a_line_has_between_one_copy_and_as_many_as_a_packet_takes(page: PacketsPage) -> None:
    copies = page.editor.form.copies_box

    assert (copies.minimum(), copies.maximum()) == (1, MAX_COPIES)


def test_what_was_taken_away_comes_back_only_once(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Delete)

    page.book.undo()
    page.book.undo()

    assert kept(stage) == ["m09", "m05", "m01"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Sheet · The student’s sheet · Finnish"),
        ({"copies": 2}, "Sheet · The student’s sheet · Finnish · 2 copies"),
        (
            {"layout": Layout.LARGE, "part": PartChoice.ALL, "lang": "sv"},
            "Large print · Both parts · Swedish",
        ),
        ({"version": 9}, "Sheet · The student’s sheet · Finnish · has changed since"),
        ({"item_id": "m99"}, "Withdrawn or not on this computer; it is left out when printing"),
    ],
)
def test_the_small_print_of_a_line(changed: dict[str, Any], told: str) -> None:
    row = kit()[0]
    entry = msgspec.structs.replace(
        Entry(item_id=row.id, lang="fi", version=row.version), **changed
    )

    assert details(entry, {row.id: row}) == told


def test_a_packet_of_which_nothing_is_left_says_so(stage: Stage, tmp_path: Path) -> None:
    stage.packets.filled("m99")
    stage.packets.answer = tmp_path / "week.pdf"
    page = shown(stage)

    stage.qtbot.mouseClick(page.editor.save_pdf_button, Qt.MouseButton.LeftButton)

    assert stage.shell.toasts.isVisible()
    assert not stage.packets.answer.exists()


def test_what_was_done_moves_nothing_on_the_page(
    stage: Stage, page: PacketsPage, tmp_path: Path
) -> None:
    stage.packets.answer = tmp_path / "week.pdf"
    buttons = (page.editor.remove_button, page.editor.delete_button, page.editor.save_pdf_button)
    before = [each.mapTo(page, each.rect().topLeft()) for each in buttons]

    stage.qtbot.mouseClick(page.editor.save_pdf_button, Qt.MouseButton.LeftButton)
    stage.settle()

    assert "week.pdf" in stage.shell.toasts.text()
    assert [each.mapTo(page, each.rect().topLeft()) for each in buttons] == before


def test_a_line_comes_back_when_that_is_told_no_longer(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Delete)
    stage.shell.toasts.clear()

    stage.press(Key.Key_Z, modifier=CTRL)

    assert kept(stage) == ["m09", "m05", "m01"]


def test_every_field_of_a_line_is_named_beside_it(page: PacketsPage) -> None:
    form = page.editor.form
    names = [label.text() for label in form.findChildren(QLabel) if label.buddy()]

    assert names == ["&Layout", "&Part", "La&nguage", "&Copies"]


def test_without_a_packet_there_is_nothing_that_could_be_done_to_one(stage: Stage) -> None:
    editor = shown(stage).editor

    assert not [
        each
        for each in (
            editor.name_field,
            editor.total_label,
            editor.lines,
            editor.form,
            editor.remove_button,
            editor.print_button,
            editor.export_button,
            editor.delete_button,
        )
        if each.isVisible()
    ]


def test_no_other_pages_are_begun_while_some_are_made(
    stage: Stage, page: PacketsPage, tmp_path: Path
) -> None:
    could: list[bool] = []
    page.export.busy_changed.connect(
        lambda _busy: could.append(page.editor.save_pdf_button.isEnabled())
    )

    stage.packets.answer = tmp_path / "week.pdf"
    stage.qtbot.mouseClick(page.editor.save_pdf_button, Qt.MouseButton.LeftButton)

    assert could == [False, True]


def test_the_lines_keep_the_focus_when_one_was_taken_out_by_a_button(
    stage: Stage, page: PacketsPage
) -> None:
    stage.qtbot.mouseClick(page.editor.remove_button, Qt.MouseButton.LeftButton)

    assert page.editor.lines.hasFocus()


def test_the_first_line_cannot_go_up(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Up, modifier=ALT)

    assert kept(stage) == ["m09", "m05", "m01"]
    assert not page.editor.up_button.isEnabled()


def test_a_line_that_was_taken_out_comes_back_to_its_place(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Delete)
    assert kept(stage) == ["m09", "m01"]

    stage.press(Key.Key_Z, modifier=CTRL)

    assert kept(stage) == ["m09", "m05", "m01"]
    assert not stage.shell.toasts.isVisible()


def test_a_packet_that_was_deleted_comes_back(stage: Stage, page: PacketsPage) -> None:
    stage.qtbot.mouseClick(page.editor.delete_button, Qt.MouseButton.LeftButton)
    assert stage.packets.store.all() == ()

    stage.qtbot.mouseClick(stage.shell.toasts.all()[0].offer_buttons[0], Qt.MouseButton.LeftButton)

    assert kept(stage) == ["m09", "m05", "m01"]
    assert page.editor.name_field.text() == "Viikko 1"


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (TimeNeeded(20, 0, 0, 0), "20 min"),
        (TimeNeeded(320, 0, 0, 0), "5 h 20 min"),
        (TimeNeeded(20, 10, 0, 0), "20 min + 10 min a day"),
        (TimeNeeded(0, 10, 0, 0), "10 min a day"),
        (TimeNeeded(0, 0, 2, 0), ""),
    ],
)
def test_the_time_of_all_lines_is_told_in_hours_and_by_the_day(time: TimeNeeded, told: str) -> None:
    assert wording.time_words(time) == told


def test_what_the_time_of_a_packet_leaves_out_is_told(stage: Stage) -> None:
    rows = {row.id: row for row in stage.library.rows()}
    untimed = next(each for each, row in rows.items() if not row.minutes)
    stage.packets.filled("m09", untimed, "m99")

    told = shown(stage).editor.total_label.text()

    assert told.endswith("not counted: 1 without a time, 1 that is gone")


def test_the_current_line_is_shown_as_it_will_be_printed(stage: Stage, page: PacketsPage) -> None:
    assert page.preview.isVisible()

    stage.press(Key.Key_Down)
    page.editor.form.layout_box.setCurrentIndex(page.editor.form.layout_box.findData("large"))

    handout = stage.packets.rendered[-1]
    assert (handout.pieces[0].item.id, handout.layout) == ("m05", Layout.LARGE)
    assert page.preview.view.image is not None


def test_a_line_whose_material_is_gone_says_so_instead_of_a_page(stage: Stage) -> None:
    stage.packets.filled("m99")

    preview = shown(stage).preview

    assert preview.view.image is None
    assert "Vanha aineisto" in preview.view.accessibleName()


def test_space_shows_a_line_large_where_there_is_no_room_beside_it(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.packets.filled("m09")
    stage.show(911, 512)
    page = shown(stage)
    assert not page.preview.isVisible()
    assert stage.packets.rendered == []

    stage.press(Key.Key_Space)

    dialog = page.findChild(LinePreviewDialog)
    assert dialog is not None
    assert dialog.preview.view.image is not None
    stage.qtbot.keyClick(dialog.close_button, Key.Key_Return)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("source", "before", "order"),
    [
        (0, 2, ["m05", "m09", "m01"]),
        (0, 3, ["m05", "m01", "m09"]),
        (0, -1, ["m05", "m01", "m09"]),
        (2, 0, ["m01", "m09", "m05"]),
        (1, 1, ["m09", "m05", "m01"]),
        (1, 2, ["m09", "m05", "m01"]),
    ],
)
def test_a_line_is_dragged_between_others(
    source: int, before: int, order: list[str], stage: Stage, page: PacketsPage
) -> None:
    model = page.editor.lines.model()
    data = model.mimeData([model.index(source, 0)])

    model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    stage.settle()

    assert kept(stage) == order


def test_lines_can_be_dragged_and_dropped_between_lines_only(page: PacketsPage) -> None:
    lines = page.editor.lines
    flags = lines.model().flags(lines.model().index(0, 0))

    assert lines.dragDropMode() is QAbstractItemView.DragDropMode.InternalMove
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    assert not flags & Qt.ItemFlag.ItemIsDropEnabled


def test_on_the_smallest_screen_all_buttons_are_in_view_and_only_lines_scroll(
    make_stage: MakeStage,
) -> None:
    for language in ("fi", "sv"):
        stage = make_stage(ui_language=language)
        stage.packets.filled(*["m09"] * 12)
        stage.packets.filled(*["m09"] * 12, name="Viikko 2")
        stage.show(911, 512)
        editor = shown(stage).editor
        stage.settle()

        assert editor.verticalScrollBar().maximum() == 0
        for button in (editor.present_button, editor.print_button, editor.delete_button):
            assert button.visibleRegion().boundingRect() == button.rect()


def test_how_a_line_is_printed_is_kept_at_once(stage: Stage, page: PacketsPage) -> None:
    form = page.editor.form
    form.copies_box.setValue(20)
    form.layout_box.setCurrentIndex(form.layout_box.findData("large"))

    (first, *_others) = stage.packets.store.all()[0].entries
    assert (first.copies, first.layout) == (20, "large")


def test_only_layouts_that_can_be_had_are_offered(page: PacketsPage) -> None:
    box = page.editor.form.layout_box
    offered = {box.itemData(number) for number in range(box.count())}

    assert offered == {"sheet", "large", "side-by-side", "form"}


def test_a_withdrawn_line_keeps_its_title_and_says_so(stage: Stage) -> None:
    stage.packets.filled("m99", "m09")
    lines = shown(stage).editor.lines
    spoken = lines.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken.startswith("1. Vanha aineisto. Withdrawn")
    assert not stage.shell.stack.packets.editor.form.isEnabled()


def test_enter_opens_the_item_of_a_line(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_Return)

    assert stage.item.shown == [("m09", "fi")]


def test_letters_typed_in_the_lines_go_to_the_search(stage: Stage, page: PacketsPage) -> None:
    stage.type("m0")

    assert stage.shell.top_bar.search.text() == "m0"


def test_the_whole_packet_is_saved_as_one_pdf(
    stage: Stage, page: PacketsPage, tmp_path: Path
) -> None:
    stage.packets.answer = tmp_path / "week.pdf"

    stage.qtbot.mouseClick(page.editor.save_pdf_button, Qt.MouseButton.LeftButton)

    assert stage.packets.answer.read_bytes() == ONE_PAGE
    assert [piece.item.id for piece in stage.packets.rendered[-1].pieces] == ["m09", "m05", "m01"]
    assert stage.packets.proposed[0].name == "Viikko 1.pdf"
    assert str(stage.packets.answer) in stage.shell.toasts.text()


def test_what_cannot_be_saved_is_told_and_can_be_tried_again(
    stage: Stage, page: PacketsPage, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    stage.packets.answer = tmp_path / "file" / "week.pdf"

    stage.qtbot.mouseClick(page.editor.save_pdf_button, Qt.MouseButton.LeftButton)

    assert "could not be written" in stage.shell.toasts.text()
    assert page.editor.save_pdf_button.isEnabled()


def test_a_packet_goes_through_the_print_dialog_to_a_printer(
    stage: Stage, page: PacketsPage
) -> None:
    stage.packets.printers = Printers(("Toimisto",), "Toimisto")
    stage.qtbot.mouseClick(page.editor.print_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(PrintDialog)
    assert dialog is not None

    dialog.form.copies_box.setValue(3)
    dialog.print_button.click()

    [job] = stage.packets.sent
    assert (job.printer, job.copies, job.title) == ("Toimisto", 3, "Viikko 1")
    assert job.sides is Sides.LONG_EDGE
    assert [piece.item.id for piece in stage.packets.rendered[-1].pieces] == ["m09", "m05", "m01"]
    dialog.reject()


def test_of_a_packet_only_the_paper_is_asked(stage: Stage, page: PacketsPage) -> None:
    dialog = page.print_packet()
    assert dialog is not None
    form = dialog.form

    form.printer.paper_box.setCurrentIndex(form.printer.paper_box.findText("A5"))
    handout = dialog.handout()

    assert not form.cards.cards
    assert not form.language_box.isVisible()
    assert not form.part_box.isVisible()
    assert (handout.layout, handout.paper) == (Layout.PACKET, Paper.A5)
    dialog.reject()


def test_a_packet_is_printed_by_a_key_too(stage: Stage, page: PacketsPage) -> None:
    stage.press(Key.Key_P, modifier=CTRL)

    dialog = page.findChild(PrintDialog)
    assert dialog is not None
    dialog.reject()


def test_an_empty_packet_is_not_printed(stage: Stage) -> None:
    stage.packets.store.new("Tyhjä")

    assert shown(stage).print_packet() is None


def test_a_colleague_takes_what_was_saved(stage: Stage, page: PacketsPage, tmp_path: Path) -> None:
    stage.packets.answer = tmp_path / "week.valita-packet"
    stage.qtbot.mouseClick(page.editor.export_button, Qt.MouseButton.LeftButton)
    assert packet_file.read(stage.packets.answer).name == "Viikko 1"
    for packet in stage.packets.store.all():
        stage.packets.store.delete(packet.id)

    stage.qtbot.mouseClick(page.open_file_button, Qt.MouseButton.LeftButton)

    assert [each.name for each in stage.packets.store.all()] == ["Viikko 1"]
    assert kept(stage) == ["m09", "m05", "m01"]


def test_a_file_for_a_colleague_is_written_beside_the_window(
    stage: Stage, page: PacketsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = HeldJobs()
    monkeypatch.setattr(page.export, "_jobs", jobs)
    stage.packets.answer = tmp_path / "week.valita-packet"

    page.editor.export_button.click()

    assert not stage.packets.answer.exists()
    jobs.run_all()
    assert packet_file.read(stage.packets.answer).name == "Viikko 1"


def test_a_packet_that_is_here_already_is_shown_and_said(
    stage: Stage, page: PacketsPage, tmp_path: Path
) -> None:
    stage.packets.answer = tmp_path / "week.valita-packet"
    page.editor.export_button.click()
    there = stage.packets.store.all()

    page.open_file_button.click()

    assert stage.packets.store.all() == there
    assert stage.shell.toasts.text() == f"Here already: {there[0].name}"


def test_a_file_that_is_no_packet_is_told(stage: Stage, page: PacketsPage, tmp_path: Path) -> None:
    stage.packets.answer = tmp_path / "week.valita-packet"
    stage.packets.answer.write_text("no packet")

    stage.qtbot.mouseClick(page.open_file_button, Qt.MouseButton.LeftButton)

    assert "no lesson packet" in stage.shell.toasts.text()
    assert len(stage.packets.store.all()) == 1


def test_the_lines_have_the_focus_and_the_sidebar_shows_the_page(
    stage: Stage, page: PacketsPage
) -> None:
    assert stage.shell.navigator.location.page is PageKey.PACKETS
    assert stage.shell.sidebar.entry().accessibleName() == "Packets"


def test_a_narrow_window_chooses_packets_from_a_box(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.packets.filled("m09")
    stage.packets.filled("m05", name="Viikko 2")
    stage.show(911, 512)
    page = shown(stage)

    assert page.packet_box.isVisible()
    assert not page.packet_list.isVisible()
    page.packet_box.setCurrentIndex(1)
    page.packet_box.activated.emit(1)
    assert page.editor.name_field.text() == "Viikko 1"


# --- adding --------------------------------------------------------------------------------


popup = pytest.mark.qt_log_ignore("This plugin does not support")
"""There is no window manager here that could raise a menu."""


def added(stage: Stage) -> list[Packet]:
    return list(stage.packets.store.all())


@popup
def test_control_and_enter_in_the_list_offer_the_packets(stage: Stage) -> None:
    stage.packets.filled("m09")
    stage.shell.navigator.go_to_entry("library")
    stage.shell.stack.library.list.select("m05")

    menu = stage.shell.navigator.add_to_packet()
    assert menu is not None
    assert [each.text() for each in menu.actions() if each.text()] == ["Viikko 1", "New packet"]
    menu.actions()[0].trigger()

    assert kept(stage) == ["m09", "m05"]
    assert "Added to “Viikko 1”. It holds 2 now." in stage.shell.toasts.text()
    menu.close()


def offer(stage: Stage, name: str) -> QPushButton:
    """A button of what is told now."""
    buttons = stage.shell.toasts.all()[-1].offer_buttons
    return next(each for each in buttons if each.text() == name)


def add(stage: Stage, item_id: str, to: int) -> None:
    """Add an item to the first packet that is offered, or to the last choice, a new one."""
    stage.shell.navigator.open_item(item_id)
    menu = stage.shell.navigator.add_to_packet(stage.item)
    assert menu is not None
    menu.actions()[to].trigger()
    menu.close()


@popup
def test_what_was_added_can_be_taken_back_and_the_packet_opened(stage: Stage) -> None:
    stage.packets.filled("m09")
    add(stage, "m05", 0)
    stage.qtbot.mouseClick(offer(stage, "Undo"), Qt.MouseButton.LeftButton)
    after_undo = kept(stage)

    add(stage, "m01", 0)
    stage.qtbot.mouseClick(offer(stage, "Open the packet"), Qt.MouseButton.LeftButton)

    assert (after_undo, kept(stage)) == (["m09"], ["m09", "m01"])
    assert stage.shell.navigator.location.page is PageKey.PACKETS


@popup
def test_a_line_that_was_moved_meanwhile_is_the_one_that_is_taken_back(stage: Stage) -> None:
    stage.packets.filled("m09", "m01")
    add(stage, "m05", 0)
    page = shown(stage)
    page.book.move(2, 0)

    stage.press(Key.Key_Z, modifier=CTRL)

    assert kept(stage) == ["m09", "m01"]
    assert page.editor.lines.model().rowCount() == 2


@popup
def test_a_packet_that_was_made_by_adding_is_named_when_it_is_opened(stage: Stage) -> None:
    add(stage, "m05", -1)

    stage.qtbot.mouseClick(offer(stage, "Open the packet"), Qt.MouseButton.LeftButton)
    stage.type("Viikko 7")
    stage.press(Key.Key_Return)

    assert [each.name for each in added(stage)] == ["Viikko 7"]


@popup
def test_a_packet_that_was_made_by_adding_goes_with_what_was_added(stage: Stage) -> None:
    add(stage, "m05", -1)

    stage.qtbot.mouseClick(offer(stage, "Undo"), Qt.MouseButton.LeftButton)

    assert added(stage) == []


@popup
def test_the_packets_are_offered_at_the_row(stage: Stage) -> None:
    stage.packets.filled("m09")
    stage.shell.navigator.go_to_entry("library")
    rows = stage.shell.stack.library.list
    rows.setCurrentIndex(rows.model().index(1, 0))
    row = rows.visualRect(rows.currentIndex())

    menu = stage.shell.navigator.add_to_packet()

    assert menu is not None
    below = rows.viewport().mapToGlobal(row.bottomLeft())
    assert abs(menu.pos().y() - below.y()) <= 2
    assert abs(menu.pos().x() - below.x()) <= 2
    menu.close()


@popup
def test_the_first_material_makes_the_first_packet(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")

    menu = stage.shell.navigator.add_to_packet(stage.item)
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["New packet"]
    menu.actions()[-1].trigger()

    assert [each.name for each in added(stage)] == ["Lesson packet 1"]
    assert kept(stage) == ["m05"]
    menu.close()


@popup
def test_a_full_packet_is_not_offered(stage: Stage) -> None:
    stage.packets.filled(*["m09"] * MAX_ENTRIES)
    stage.shell.navigator.open_item("m05")

    menu = stage.shell.navigator.add_to_packet(stage.item)

    assert menu is not None
    assert not menu.actions()[0].isEnabled()
    menu.close()


def test_at_home_there_is_nothing_to_add(stage: Stage) -> None:
    assert stage.shell.navigator.add_to_packet() is None


def test_the_paper_of_a_packet_is_by_the_settings_of_now_even_where_they_cannot_be_saved(
    stage: Stage, tmp_path: Path
) -> None:
    def refuse(_settings: Settings) -> None:
        raise OutputError(tmp_path, "read-only")

    stage.shell.preferences._save = refuse
    now = stage.shell.preferences.now
    stage.shell.preferences.change(
        replace(now, school_name="Axxell", low_ink=True, both_sides=False)
    )
    packet = stage.packets.filled("m05")
    stage.packets.answer = tmp_path / "paketti.pdf"

    shown(stage).export.save_as_pdf(packet, stage.shell)

    handout = stage.packets.rendered[-1]
    assert (handout.school.name, handout.low_ink) == ("Axxell", True)
    assert not handout.both_sides
