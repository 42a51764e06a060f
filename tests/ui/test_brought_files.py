"""A file that somebody brought opens where it belongs: by its path, by a drop, from outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from resources.desktop.words import ACTIONS
from tests.fakes import InlineJobs
from valita_desktop import desktop, paths
from valita_desktop.library import packet_file
from valita_desktop.ui import start
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.wishes import MOST_FILES, PAGES, StartWish, wished
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.window.sidebar import ENTRIES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage

DOUBLE_CLICKS = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from valita_desktop.ui.start import ValitaApplication
app = ValitaApplication(sys.argv[:1])
app.file_brought.connect(lambda wish: print(*wish.files))
print(app.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/x"))))
print(app.sendEvent(app, QFileOpenEvent("a.valita")))
"""
COPY = Qt.DropAction.CopyAction
NO_KEY, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def packet(stage: Stage, tmp_path: Path) -> Path:
    """The file of a colleague’s packet, which is not on this computer."""
    made = stage.packets.filled("m09", "m05", name="Häpeä & 100 %")
    file = tmp_path / "häpeä & 100 %.valita-packet"
    paths.write_whole(file, packet_file.encode(made))
    stage.packets.store.delete(made.id)
    return file


def names(stage: Stage) -> list[str]:
    return [each.name for each in stage.packets.store.all()]


def drop(stage: Stage, *files: Path) -> bool:
    return dropped_on(stage.shell, *files)


def dropped_on(window: QWidget, *files: Path) -> bool:
    """Drop files on a window; whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    entered = QDragEnterEvent(QPoint(400, 300), COPY, data, LEFT, NO_KEY)
    entered.setAccepted(False)
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), COPY, data, LEFT, NO_KEY))
    return entered.isAccepted()


def test_a_packet_file_is_taken_and_shown(stage: Stage, packet: Path) -> None:
    stage.shell.brought.open(packet)

    assert stage.shell.navigator.location.page is PageKey.PACKETS
    assert names(stage) == ["Häpeä & 100 %"]
    assert stage.shell.stack.packets.editor.name_field.text() == "Häpeä & 100 %"


def test_a_packet_file_opened_twice_is_there_once(stage: Stage, packet: Path) -> None:
    stage.shell.brought.open(packet)
    stage.shell.brought.open(packet)

    assert names(stage) == ["Häpeä & 100 %"]


def test_a_packet_file_that_cannot_be_read_is_told(stage: Stage, tmp_path: Path) -> None:
    stage.shell.brought.open(tmp_path / "gone.valita-packet")

    assert "cannot be read" in stage.shell.toasts.text()


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_a_second_start_brings_a_packet_to_the_window_that_is_open(
    stage: Stage, packet: Path
) -> None:
    start.come_forward(stage.shell, StartWish((packet,)))

    assert names(stage) == ["Häpeä & 100 %"]


def test_a_packet_file_can_be_dropped_on_the_window(stage: Stage, packet: Path) -> None:
    assert drop(stage, packet)

    assert names(stage) == ["Häpeä & 100 %"]


def test_a_file_of_materials_can_be_dropped_on_the_window(stage: Stage, tmp_path: Path) -> None:
    assert drop(stage, tmp_path / "kit.valita")

    assert stage.updates.asked == [str(tmp_path / "kit.valita")]


def test_the_search_leaves_a_dropped_file_to_the_window(stage: Stage) -> None:
    assert not stage.shell.top_bar.search.acceptDrops()


def test_no_other_file_can_be_dropped(stage: Stage, tmp_path: Path) -> None:
    assert not drop(stage, tmp_path / "picture.png")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], []),
        (["--style", "fusion"], []),
        (["a.valita"], ["a.valita"]),
        (["-x", "Viikko 1.valita-packet", "b.valita"], ["Viikko 1.valita-packet", "b.valita"]),
        (["C.VALITA-PACKET"], ["C.VALITA-PACKET"]),
        (["valita-packet", ".valita"], []),
        (["file:///usb/h%C3%A4pe%C3%A4%20100%25.valita"], ["/usb/häpeä 100%.valita"]),
        (["file:/usb/a.valita", "100%25.valita"], ["/usb/a.valita", "100%25.valita"]),
        (["https://example.org/a.valita-packet.html"], []),
    ],
)
def test_the_program_is_started_with_files(words: list[str], found: list[str]) -> None:
    assert wished(words).files == tuple(map(Path, found))


def test_a_whole_folder_at_once_is_a_slip() -> None:
    assert len(wished([f"{number}.valita-packet" for number in range(1000)]).files) == MOST_FILES


@pytest.mark.parametrize(
    ("words", "page"),
    [
        (["--page", "packets"], "packets"),
        (["a.valita", "--page", "updates"], "updates"),
        (["--page"], ""),
        (["--page", "../secret"], ""),
        (["packets"], ""),
    ],
)
def test_the_program_is_started_with_a_page(words: list[str], page: str) -> None:
    assert wished(words).page == page


def test_every_page_of_the_icons_menu_is_an_entry_of_the_sidebar() -> None:
    assert {action.page for action in ACTIONS} <= set(PAGES) <= {each.key for each in ENTRIES}


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_the_icons_menu_leads_to_its_page(stage: Stage) -> None:
    start.come_forward(stage.shell, StartWish(page="packets"))

    assert stage.shell.navigator.location.page is PageKey.PACKETS


def test_several_files_are_opened_one_after_the_other(
    stage: Stage, packet: Path, tmp_path: Path
) -> None:
    other = stage.packets.filled("m05", name="Viikko 2")
    second = tmp_path / "toinen.valita-packet"
    paths.write_whole(second, packet_file.encode(other))
    stage.packets.store.delete(other.id)

    assert drop(stage, packet, second)

    assert set(names(stage)) == {"Häpeä & 100 %", "Viikko 2"}


def test_of_several_files_of_materials_the_first_is_looked_into_and_the_others_named(
    stage: Stage, tmp_path: Path
) -> None:
    assert drop(stage, tmp_path / "kit.valita", tmp_path / "toinen.valita")

    assert stage.updates.asked == [str(tmp_path / "kit.valita")]
    assert "toinen.valita" in stage.shell.toasts.text()


def test_a_double_click_of_macos_reaches_the_window_before_and_after_it_is_there() -> None:
    """In a process of its own: there is only one application in a process."""
    done = subprocess.run(
        [sys.executable, "-c", DOUBLE_CLICKS], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "a.valita", "True"]


def test_what_was_clicked_before_the_window_is_there_is_opened_with_it(
    make_stage: MakeStage, dressed: QApplication, tmp_path: Path
) -> None:
    stage = make_stage()
    instance = Instance(tmp_path)
    opening = start._Opening(InlineJobs(), dressed, instance, None, StartWish((Path("a.valita"),)))

    opening.bring(StartWish((Path("b.valita-packet"),)))

    assert [file.name for file in opening._wish.files] == ["a.valita", "b.valita-packet"]
    opening.show(stage.desk)
    assert stage.updates.asked == ["a.valita"]
    opening.close()
    instance.close()


def test_the_files_in_the_words_of_the_start_reach_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[StartWish] = []

    def open_window(wish: StartWish) -> int:
        opened.append(wish)
        return 0

    monkeypatch.setattr(desktop, "open_window", open_window)

    assert desktop.main(["week.valita-packet"]) == 0
    assert opened == [StartWish((Path("week.valita-packet"),))]
