"""One window of a person at a time: who starts the program again gets the one that is open.

A lock tells whether there is one, which costs nothing at the start; only then is the other
asked, over a socket that nobody but this person can write to.
"""

from __future__ import annotations

import logging
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, Signal

from valita_desktop.ui.state import wishes
from valita_desktop.ui.state.window_lock import WindowLock

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from valita_desktop.ui.state.wishes import StartWish

log = logging.getLogger(__name__)

_ANSWER_MS = 3000
"""A window that does not answer in this time hangs: another one is opened beside it."""
_MOST_BYTES = 2**20
"""Longer than the paths of a wish."""
_DONE = b"ok"


class Instance(QObject):
    """The one window of a person, or its messenger to the one that is open.

    Args:
        folder: Where the person's data are; whoever has another folder is another person.

    Signals:
        requested: The program was started again; carries the `StartWish` of whoever did it.
    """

    requested = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = WindowLock(folder / "window.lock")
        self._server: QLocalServer | None = None
        self._asking: list[QLocalSocket] = []

    def claim(self) -> bool:
        """Become the one window; false where there is another.

        Where there can be no lock nobody can be found either, and every window is the one.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._lock.acquire()
        except OSError as error:
            log.warning("not known whether a window is open: %s", error)
        return True

    def listen(self) -> None:
        """Hear from whoever starts the program again; slow the first time."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # of a window that was killed: the lock is ours
        if not server.listen(self._name):
            log.warning("nobody can reach this window: %s", server.errorString())
            return
        server.newConnection.connect(self._answer)
        self._server = server

    def hand_over(self, wish: StartWish) -> bool:
        """Have the window that is open come to the front, and show what is wished.

        Args:
            wish: What the program was started with.

        Returns:
            Whether it answered.
        """
        from PySide6.QtNetwork import QLocalSocket

        socket, moment = QLocalSocket(), Event()
        deadline = QDeadlineTimer(_ANSWER_MS)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(deadline.remainingTime()):
            if deadline.hasExpired():
                return False
            moment.wait(0.1)  # a window that is just opening cannot be asked yet
            socket.connectToServer(self._name)
        socket.write(wish.encoded())
        socket.flush()
        return socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _DONE

    def close(self) -> None:
        """Let another window be the one."""
        for socket in self._asking:
            socket.abort()
        self._asking.clear()
        if self._server is not None:
            self._server.close()
        self._lock.release()

    @property
    def _name(self) -> str:
        import hashlib  # late: it brings OpenSSL, and no first frame asks for a name

        digest = hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()
        return f"valita-{digest[:24]}"

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is not None:
            self._asking.append(socket)
            socket.readyRead.connect(self._hear)
            self._hear()

    def _hear(self) -> None:
        """Do what was asked, once a whole line is there."""
        for socket in list(self._asking):
            if not socket.canReadLine() and socket.bytesAvailable() < _MOST_BYTES:
                continue
            self._asking.remove(socket)
            try:
                wish = wishes.decoded(bytes(socket.readLine(_MOST_BYTES).data()))
            except ValueError:
                socket.abort()
                continue
            socket.write(_DONE)
            socket.flush()
            socket.disconnectFromServer()
            self.requested.emit(wish)
