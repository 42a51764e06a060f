"""A file that somebody brought opens where it belongs: by its path, by a drop, from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from valita_desktop import desktop, paths
from valita_desktop.library import packet_file
from valita_desktop.ui import start
from valita_desktop.ui.window.brought_files import first_known
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from tests.ui.stage import Stage

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
    """Drop files on the window; whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    entered = QDragEnterEvent(QPoint(400, 300), COPY, data, LEFT, NO_KEY)
    entered.setAccepted(False)
    QApplication.sendEvent(stage.shell, entered)
    if entered.isAccepted():
        QApplication.sendEvent(stage.shell, QDropEvent(QPointF(400, 300), COPY, data, LEFT, NO_KEY))
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
    start.come_forward(stage.shell, packet)

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
        ([], None),
        (["--style", "fusion"], None),
        (["a.valita"], "a.valita"),
        (["-x", "Viikko 1.valita-packet", "b.valita"], "Viikko 1.valita-packet"),
        (["C.VALITA-PACKET"], "C.VALITA-PACKET"),
        (["valita-packet", ".valita"], None),
    ],
)
def test_the_program_is_started_with_a_file(words: list[str], found: str | None) -> None:
    assert first_known(words) == (Path(found) if found else None)


def test_the_file_in_the_words_of_the_start_reaches_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path | None] = []

    def open_window(file: Path | None = None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr(desktop, "open_window", open_window)

    assert desktop.main(["week.valita-packet"]) == 0
    assert opened == [Path("week.valita-packet")]
