"""Paper and packets, from Home to the queue and from a file to the page: how many keys and clicks.

Every key and click that a person makes is sent to the window that has the focus, and counted
by the hand that sends it; letters of words are not counted, figures are.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.office import LEFT, Office
from valita_desktop import paths
from valita_desktop.content.layouts import Layout
from valita_desktop.library import packet_file
from valita_desktop.ui import start
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.wishes import StartWish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(qtbot: QtBot, dressed: QApplication, kit: Path) -> Iterator[Office]:
    made = Office(qtbot)
    yield made
    made.close()


def check_twenty_in_large_swedish_letters(office: Office) -> None:
    [job] = office.sent
    handout = office.handouts[-1]
    assert (job.printer, job.copies, job.title) == ("Opettaja-2", 20, "Månadsbudget")
    assert handout.layout is Layout.LARGE
    assert [piece.lang for piece in handout.pieces] == ["sv"]


def test_a_counsellor_prints_twenty_in_large_swedish_letters_by_keys(office: Office) -> None:
    key = Qt.Key
    office.press(key.Key_L, modifier=CTRL_SHIFT)
    office.type("månadsbudget")
    office.press(key.Key_Return)
    office.press(key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = office.dialog()
    office.press(key.Key_2, key.Key_0)
    office.press(key.Key_Tab, key.Key_Tab, key.Key_Tab, key.Key_Right)
    office.press(key.Key_Return)

    check_twenty_in_large_swedish_letters(office)
    assert office.keys <= 10
    assert office.clicks == 0
    dialog.reject()


def test_a_counsellor_prints_twenty_in_large_swedish_letters_by_mouse(office: Office) -> None:
    office.click(office.window.top_bar.language_buttons["sv"])
    office.click(office.window.top_bar.search)
    office.type("månadsbudget")
    rows = office.window.stack.library.list
    office.click(rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center())
    office.click(office.window.stack.item.header.print_button)
    dialog = office.dialog()
    office.click(dialog.form.cards.cards[Layout.LARGE])
    number = dialog.form.copies_box.lineEdit()
    office.click(number)
    office.qtbot.mouseDClick(number, LEFT)  # its second half
    office.clicks += 1
    office.type("20")
    office.click(dialog.print_button)

    check_twenty_in_large_swedish_letters(office)
    assert office.clicks <= 8
    assert office.keys == 0
    dialog.reject()


def test_a_packet_is_printed_from_its_page_by_keys(office: Office) -> None:
    packets = office.services.packets
    packets.store.new("Tunti", [packets.entry("m09", "fi"), packets.entry("m05", "sv")])
    office.window.navigator.go_to_entry("packets")

    office.press(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = office.dialog()
    office.press(Qt.Key.Key_Return)

    [job] = office.sent
    assert (job.title, office.handouts[-1].layout) == ("Tunti", Layout.PACKET)
    assert office.keys == 2
    dialog.reject()


@pytest.fixture
def packet(make_stage: MakeStage, tmp_path: Path) -> Path:
    """The file of a colleague's packet."""
    file = tmp_path / "häpeä & 100 %.valita-packet"
    made = make_stage().packets.filled("m09", "m05", name="Häpeä & 100 %")
    paths.write_whole(file, packet_file.encode(made))
    return file


def test_a_double_click_on_a_packet_starts_the_program_with_it(
    make_stage: MakeStage, packet: Path, tmp_path: Path
) -> None:
    stage = make_stage()

    code = start.run(
        stage.desk.settings,
        lambda: stage.desk,
        tmp_path / "valita.log",
        lambda: None,
        StartWish((packet,)),
    )

    assert code == 0
    assert [each.name for each in stage.packets.store.all()] == ["Häpeä & 100 %"]


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_a_double_click_on_a_packet_opens_it_in_the_window_that_is_open(
    make_stage: MakeStage, packet: Path, qtbot: QtBot
) -> None:
    stage = make_stage()
    stage.show()
    with closing(Instance(paths.data_dir())) as instance:
        assert instance.claim()
        instance.requested.connect(partial(start.come_forward, stage.shell))
        instance.listen()
        again = "import sys; from valita_desktop.desktop import main; sys.exit(main(sys.argv[1:]))"

        program = subprocess.Popen([sys.executable, "-c", again, str(packet)])
        qtbot.waitUntil(lambda: bool(stage.packets.store.all()), timeout=20_000)

        assert program.wait(20) == 0
    assert stage.shell.stack.packets.editor.name_field.text() == "Häpeä & 100 %"


def check_presented_and_twenty_printed(office: Office) -> None:
    presenter = office.window.navigator.presenting.presenter
    assert presenter is not None
    assert not presenter.active
    [job] = office.sent
    assert (job.copies, job.title) == (20, "Menopäiväkirja")


def steps_seen(office: Office) -> tuple[int, int]:
    """Where the presentation is: the slide, and its page."""
    presenter = office.window.navigator.presenting.presenter
    assert presenter is not None
    assert presenter.presentation is not None
    return presenter.presentation.slide_number, presenter.presentation.page


def test_a_teacher_finds_presents_and_prints_twenty_by_keys(office: Office) -> None:
    key = Qt.Key
    office.type("budjetti 15 min")
    office.press(key.Key_Return)
    office.press(key.Key_F5)
    seen = {steps_seen(office)}
    for _step in range(3):
        office.press(key.Key_Right)
        seen.add(steps_seen(office))
    assert len(seen) == 4
    office.press(key.Key_Escape)
    office.press(key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = office.dialog()
    office.press(key.Key_2, key.Key_0, key.Key_Return)

    check_presented_and_twenty_printed(office)
    assert office.keys <= 10
    assert office.clicks == 0
    dialog.reject()


def test_a_teacher_finds_presents_and_prints_twenty_by_mouse(office: Office) -> None:
    office.type("budjetti 15 min")
    rows = office.window.stack.library.list
    office.click(rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center())
    office.click(office.window.stack.item.header.present_button)
    shown = office.class_window()
    assert shown is not None
    controls = shown.controls
    for _step in range(3):
        office.click(controls.next_button)
    office.click(controls.leave_button)
    office.click(office.window.stack.item.header.print_button)
    dialog = office.dialog()
    office.type("20")
    office.click(dialog.print_button)

    check_presented_and_twenty_printed(office)
    assert office.clicks <= 8
    assert office.keys == 0
    dialog.reject()
