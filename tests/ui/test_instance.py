"""Who starts the program again gets the window that is open."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock, Timeout
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket

from valita_desktop.ui import start
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.window_lock import WindowLock
from valita_desktop.ui.state.wishes import NOTHING, StartWish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.stage import Stage

AGAIN = (
    "import sys; from pathlib import Path; "
    "from valita_desktop.ui.state.instance import Instance; "
    "from valita_desktop.ui.state.wishes import wished; "
    "again = Instance(Path(sys.argv[1])); "
    "print(again.claim(), again.hand_over(wished(sys.argv[2:])))"
)


@pytest.fixture
def instance(qapp: object, tmp_path: Path) -> Iterator[Instance]:
    with closing(Instance(tmp_path / "data")) as first:
        assert first.claim()
        first.listen()
        yield first


def again(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start the program again."""
    run = [sys.executable, "-c", AGAIN, str(folder / "data"), *words]
    return subprocess.Popen(run, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "names", [(), ("kit.valita",), ("häpeä & 100 %.valita-packet", "kit.valita")]
)
def test_the_second_start_hands_its_files_to_the_window(
    instance: Instance, tmp_path: Path, qtbot: QtBot, names: tuple[str, ...]
) -> None:
    files = tuple(tmp_path / name for name in names)

    with qtbot.waitSignal(instance.requested, timeout=20_000) as told:
        second = again(tmp_path, "--page", "packets", *map(str, files))

    assert told.args == [StartWish(files, "packets")]
    assert second.communicate()[0].split() == ["False", "True"]


def test_a_window_that_is_just_opening_is_waited_for(tmp_path: Path, qtbot: QtBot) -> None:
    with closing(Instance(tmp_path / "data")) as first:
        assert first.claim()
        second = again(tmp_path)
        qtbot.wait(500)

        with qtbot.waitSignal(first.requested, timeout=20_000):
            first.listen()

        assert second.communicate()[0].split() == ["False", "True"]


def test_who_has_other_data_has_a_window_of_their_own(instance: Instance, tmp_path: Path) -> None:
    with closing(Instance(tmp_path / "other")) as other:
        assert other.claim()
        assert not other.hand_over(NOTHING)


def test_when_the_window_is_closed_the_next_one_is_the_first(tmp_path: Path) -> None:
    with closing(Instance(tmp_path / "data")) as first:
        assert first.claim()
    with closing(Instance(tmp_path / "data")) as second:
        assert second.claim()


def test_a_window_that_was_killed_is_in_nobodys_way(tmp_path: Path, qtbot: QtBot) -> None:
    code = (
        "import os, sys; from pathlib import Path; "
        "from valita_desktop.ui.state.instance import Instance; "
        "first = Instance(Path(sys.argv[1])); first.claim(); first.listen(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "data")], check=False)

    with closing(Instance(tmp_path / "data")) as second:
        assert second.claim()
        second.listen()
        with qtbot.waitSignal(second.requested, timeout=20_000):
            third = again(tmp_path)
        assert third.communicate()[0].split() == ["False", "True"]


def test_where_there_can_be_no_folder_every_window_is_the_one(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    with closing(Instance(tmp_path / "data")) as first:
        assert first.claim()


@pytest.mark.parametrize(
    "said",
    [
        *(b"no json\n", b"[1, 2]\n", b"x" * 1_100_000, b"\xff\xfe\n"),
        b'{"files": 3, "page": []}\n',
        b'{"files": ["/etc/passwd", 7, "x.txt"], "page": "../secret"}\n',
    ],
)
def test_what_is_no_message_opens_nothing(instance: Instance, qtbot: QtBot, said: bytes) -> None:
    heard: list[object] = []
    instance.requested.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(instance._name)
    socket.write(said)
    socket.flush()
    qtbot.waitUntil(
        lambda: bool(heard) or socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
    )

    assert heard in ([], [NOTHING])  # no file that is known: the window only comes to the front


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_a_window_that_was_put_away_comes_to_the_front(stage: Stage) -> None:
    stage.shell.showMinimized()

    start.come_forward(stage.shell, NOTHING)

    assert not stage.shell.windowState() & Qt.WindowState.WindowMinimized
    assert stage.shell.isVisible()


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_a_file_that_comes_along_is_looked_into(stage: Stage) -> None:
    start.come_forward(stage.shell, StartWish((Path("kit.valita"),)))

    assert stage.updates.asked == ["kit.valita"]


def test_a_lock_is_held_by_one_until_it_is_let_go(tmp_path: Path) -> None:
    first, second = (WindowLock(tmp_path / "window.lock") for _ in range(2))

    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_a_version_before_sees_that_a_window_is_open(tmp_path: Path) -> None:
    ours, theirs = WindowLock(tmp_path / "window.lock"), FileLock(tmp_path / "window.lock")

    assert ours.acquire()
    with pytest.raises(Timeout):
        theirs.acquire(timeout=0)
    ours.release()
    with theirs:
        assert not ours.acquire()


def test_a_folder_that_is_not_there_is_no_other_window(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        WindowLock(tmp_path / "gone" / "window.lock").acquire()
