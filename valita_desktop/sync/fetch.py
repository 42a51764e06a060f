"""A published feed on the web, read through Qt's network.

Qt brings the system's proxy (and its automatic configuration) and the system's trusted
certificates, which schools that inspect traffic need. Everything else is kept short: https
only, unless a person named an http mirror themselves; few redirects, never to less than
before; an answer that stalls, drips or never ends is cut off. No connection is opened but
by `WebSource.read`.

The only module outside ``ui`` that knows Qt, and it knows no window.

Source:
    RFC 9110, sections 10.2.3 (Retry-After), 14.2 (Range) and 15.4 (Redirection).
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, QUrl
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxyFactory,
    QNetworkReply,
    QNetworkRequest,
)
from typing_extensions import override

from valita_desktop import __version__
from valita_desktop.errors import SourceError, SourceErrorCode, UpdateCancelledError
from valita_desktop.feed.sources import CHUNK, Source
from valita_desktop.sync.schedule import MAX_RETRY_AFTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_REDIRECTS = 3
"""One to https, one to a host with www, and one to spare; more is a loop."""
_MORE_THAN_METADATA = 5_000_000
"""Bytes: what may be larger than the largest metadata (`feed.trust.MAX_BYTES`) is a pack."""
_BUFFER = 256 * 1024
"""Bytes that Qt holds before it reads no further: an endless answer fills no memory."""
_CANCEL_MS = 100
"""How often it is asked whether to stop: soon enough to feel at once."""
_NUMBER = re.compile(r"[0-9]+")  # str.isdigit takes ² for one
_MOST_DIGITS, _LONGEST_DATE = 18, 60
_OK, _PARTIAL = 200, 206
_BAD_REQUEST, _NOT_SATISFIABLE = 400, 416
_LONGEST_REASON = 300
"""Bytes."""
_REDIRECTS = (301, 302, 303, 307, 308)
_STATUS = {
    401: SourceErrorCode.FORBIDDEN,
    403: SourceErrorCode.FORBIDDEN,
    404: SourceErrorCode.MISSING,
    407: SourceErrorCode.PROXY_LOGIN,
    410: SourceErrorCode.MISSING,
    451: SourceErrorCode.FORBIDDEN,
    511: SourceErrorCode.SIGN_IN_PAGE,
}
_Error = QNetworkReply.NetworkError
_ERRORS = {
    _Error.HostNotFoundError: SourceErrorCode.OFFLINE,
    _Error.TemporaryNetworkFailureError: SourceErrorCode.OFFLINE,
    _Error.NetworkSessionFailedError: SourceErrorCode.OFFLINE,
    _Error.UnknownNetworkError: SourceErrorCode.OFFLINE,
    _Error.ConnectionRefusedError: SourceErrorCode.NO_ANSWER,
    _Error.TimeoutError: SourceErrorCode.NO_ANSWER,
    _Error.OperationCanceledError: SourceErrorCode.NO_ANSWER,
    _Error.ProxyConnectionRefusedError: SourceErrorCode.NO_ANSWER,
    _Error.ProxyNotFoundError: SourceErrorCode.NO_ANSWER,
    _Error.ProxyTimeoutError: SourceErrorCode.NO_ANSWER,
    _Error.SslHandshakeFailedError: SourceErrorCode.CERTIFICATE,
    _Error.ProxyAuthenticationRequiredError: SourceErrorCode.PROXY_LOGIN,
    _Error.ProtocolUnknownError: SourceErrorCode.INSECURE,
    _Error.ProtocolInvalidOperationError: SourceErrorCode.INSECURE,
}
_ATTRIBUTES = {
    QNetworkRequest.Attribute.RedirectPolicyAttribute: (
        QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    ),
    QNetworkRequest.Attribute.CacheLoadControlAttribute: (
        QNetworkRequest.CacheLoadControl.AlwaysNetwork
    ),
    QNetworkRequest.Attribute.CookieLoadControlAttribute: QNetworkRequest.LoadControl.Manual,
    QNetworkRequest.Attribute.CookieSaveControlAttribute: QNetworkRequest.LoadControl.Manual,
    QNetworkRequest.Attribute.BackgroundRequestAttribute: True,
}
_AGAIN = (SourceErrorCode.NO_ANSWER, SourceErrorCode.BROKEN_OFF, SourceErrorCode.UNAVAILABLE)


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds, and how often to try.

    Attributes:
        idle: Without a byte.
        metadata, packs: For a whole small file; for a whole large one.
        tries: At most so often.
        pause: The first pause between tries is at most twice so long, the next twice that.
    """

    idle: float = 15
    metadata: float = 300
    packs: float = 1800
    tries: int = 3
    pause: float = 2


class WebSource(Source):
    """A published feed at a web address.

    Works on any thread, but on one at a time: whoever has read lets go with `rest`.

    Attributes:
        head: The head of the last answer, names in small letters.
    """

    def __init__(
        self,
        address: str,
        *,
        patience: Patience | None = None,
        wait: Callable[[float], object] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Nothing is opened yet.

        Args:
            address: Of the feed's folder; https, or http where a person named a mirror.
            patience: How long to wait.
            wait: Waits between tries; `Event.wait` by default.
            is_cancelled: Asked while nothing comes; once true, reading ends at once with
                `UpdateCancelledError`.
        """
        self.where = address
        self._base = QUrl(address if address.endswith("/") else f"{address}/")
        self._patience = patience or Patience()
        self._wait = wait or self._pause
        self._is_cancelled = is_cancelled or _never
        self._manager: QNetworkAccessManager | None = None
        self.head: dict[str, str] = {}

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        # What a try that failed has given stands; the next one goes on after it.
        whole = self._patience.packs if limit > _MORE_THAN_METADATA else self._patience.metadata
        until = monotonic() + whole
        for attempt in range(1, self._patience.tries + 1):
            try:
                for piece in self._once(name, limit, start, until):
                    start += len(piece)
                    yield piece
            except SourceError as error:
                pause = min(self._patience.pause * 2**attempt, max(0, until - monotonic()))
                last = attempt == self._patience.tries
                if last or error.code not in _AGAIN or error.retry_after > pause:
                    raise
                self._wait(error.retry_after + random.uniform(0, pause))  # noqa: S311 - no secret
            else:
                return

    @override
    def has(self, name: str) -> bool:
        return True

    @override
    def rest(self) -> None:
        self._manager = None

    @override
    def close(self) -> None:
        self.rest()

    def _pause(self, seconds: float) -> None:
        """Wait, but no longer than until somebody cancels."""
        never, left = Event(), seconds
        while left > 0 and not self._is_cancelled():
            never.wait(min(left, _CANCEL_MS / 1000))
            left -= _CANCEL_MS / 1000
        if self._is_cancelled():
            raise UpdateCancelledError

    def _once(self, name: str, limit: int, start: int, until: float) -> Iterator[bytes]:
        url = self._base.resolved(QUrl(name))
        for _hop in range(MAX_REDIRECTS + 1):
            if self._is_cancelled():
                raise UpdateCancelledError
            answer = _Answer(self._opened(), self.where, self._patience, self._is_cancelled)
            try:
                onward = answer.open(url, start, until)
                self.dated, self.head = answer.dated or self.dated, answer.head
                if onward is None:
                    yield from answer.pieces(name, limit, start)
                    return
            finally:
                answer.close()
            url = self._safe(url, onward)
        raise SourceError(self.where, SourceErrorCode.TOO_MANY_REDIRECTS, url.toString())

    def _opened(self) -> QNetworkAccessManager:
        if self._manager is None:
            _require_application()
            self._manager = QNetworkAccessManager()
            self._manager.setAutoDeleteReplies(False)
        return self._manager

    def _safe(self, url: QUrl, onward: QUrl) -> QUrl:
        target = url.resolved(onward)
        allowed = ("https",) if url.scheme() == "https" else ("https", "http")
        if target.scheme() not in allowed or not target.host():
            raise SourceError(self.where, SourceErrorCode.INSECURE, target.toDisplayString())
        return target


class _Answer:
    """One request and what comes back.

    Attributes:
        dated: When the server says that it answered; ``None`` where it does not.
        head: What it says of the answer, names in small letters.
    """

    def __init__(
        self,
        manager: QNetworkAccessManager,
        where: str,
        patience: Patience,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._manager = manager
        self._is_cancelled = is_cancelled
        self._cancelled = False
        self._cancel_clock = QTimer()
        self._cancel_clock.setInterval(_CANCEL_MS)
        self._cancel_clock.timeout.connect(self._hang_up_if_cancelled)
        self._cancel_clock.start()
        self._where = where
        self._patience = patience
        self._loop = QEventLoop()
        self._clock = QTimer()
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._give_up)
        self._overdue = False
        self._headed = False
        self._reply: QNetworkReply
        self.dated: dt.datetime | None = None
        self.head: dict[str, str] = {}

    def open(self, url: QUrl, start: int, until: float) -> QUrl | None:
        """Ask, and wait for the head of the answer.

        Args:
            url: What to ask for.
            start: Leave out so many bytes at the beginning.
            until: When all of it must be here, redirects and further tries included, as
                `time.monotonic` tells it.

        Returns:
            Where it sends to instead; ``None`` if it is the answer itself.

        Raises:
            SourceError: There is no answer, or it is a refusal.
            UpdateCancelledError: Somebody cancelled.
        """
        self._clock.start(max(1, round((until - monotonic()) * 1000)))
        self._ask(url, start)
        if self._status() == _NOT_SATISFIABLE and start:
            self._ask(url, 0)
        self.head = {name.lower(): self._header(name) for name in self._names()}
        self.dated = _moment(self._header("Date"))
        onward = self._reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
        if self._status() in _REDIRECTS and isinstance(onward, QUrl):
            return onward
        self._refuse_bad_status()
        return None

    def pieces(self, name: str, limit: int, start: int) -> Iterator[bytes]:
        """The bytes of the answer from ``start`` on.

        Args:
            name: Of the file, to tell a page from it.
            limit: At most so many bytes, ``start`` included.
            start: Leave out so many bytes at the beginning.

        Raises:
            SourceError: It breaks off, is too much, or is a page to sign in on.
            UpdateCancelledError: Somebody cancelled.
        """
        skip = start if self._status() == _OK else 0
        self._refuse_other_range(start)
        self._refuse_page(name)
        left = limit + skip - start
        if self._announced() > left:
            raise SourceError(self._where, SourceErrorCode.TOO_MUCH, f"{name}: announced")
        while piece := self._next():
            left -= len(piece)
            if left < 0:
                raise SourceError(self._where, SourceErrorCode.TOO_MUCH, name)
            kept = piece[skip:]
            skip = max(0, skip - len(piece))
            if kept:
                yield kept
        self._refuse_error(SourceErrorCode.BROKEN_OFF)

    def close(self) -> None:
        """Hang up; an answer that has failed is over, and Qt complains of a second failure."""
        self._clock.stop()
        self._cancel_clock.stop()
        if self._reply.error() is _Error.NoError:
            self._reply.abort()
        self._reply.deleteLater()
        self._loop.quit()

    def _ask(self, url: QUrl, start: int) -> None:
        request = QNetworkRequest(url)
        for attribute, value in _ATTRIBUTES.items():
            request.setAttribute(attribute, value)
        request.setTransferTimeout(round(self._patience.idle * 1000))
        request.setRawHeader(b"Accept-Encoding", b"identity")
        request.setRawHeader(b"User-Agent", f"Valita/{__version__}".encode())
        if start:
            request.setRawHeader(b"Range", f"bytes={start}-".encode())
        self._headed = False
        self._reply = self._manager.get(request)
        self._reply.setReadBufferSize(_BUFFER)
        self._reply.metaDataChanged.connect(self._head_is_here)
        self._reply.readyRead.connect(self._loop.quit)
        self._reply.finished.connect(self._loop.quit)
        while not (self._headed or self._reply.isFinished()):
            self._loop.exec()

    def _next(self) -> bytes:
        """The next bytes; none at the end."""
        while self._reply.isOpen():
            data = bytes(self._reply.read(CHUNK).data())
            if data or self._reply.isFinished():
                return data
            self._loop.exec()
        return b""

    def _head_is_here(self) -> None:
        self._headed = True
        self._loop.quit()

    def _hang_up_if_cancelled(self) -> None:
        if self._is_cancelled() and not self._cancelled:
            self._cancelled = True
            self._reply.abort()
            self._loop.quit()

    def _give_up(self) -> None:
        self._overdue = True
        self._reply.abort()
        self._loop.quit()

    def _status(self) -> int:
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        return int(status) if status is not None else 0

    def _names(self) -> list[str]:
        return [bytes(each.data()).decode("latin-1") for each in self._reply.rawHeaderList()]

    def _header(self, name: str) -> str:
        return bytes(self._reply.rawHeader(name).data()).decode("latin-1").strip()

    def _announced(self) -> int:
        """How many bytes the head of the answer promises; 0 where it says nothing sensible."""
        told = self._header("Content-Length")
        return int(told[:_MOST_DIGITS]) if _NUMBER.fullmatch(told) else 0

    def _refuse_bad_status(self) -> None:
        if self._cancelled:
            raise UpdateCancelledError
        status = self._status()
        if status in (_OK, _PARTIAL):
            return
        if not status:
            self._refuse_error(SourceErrorCode.NO_ANSWER)
        trouble = _STATUS.get(status, SourceErrorCode.UNAVAILABLE)
        wait = _seconds(self._header("Retry-After"))
        told = f"HTTP {status} {self._reason() if status == _BAD_REQUEST else ''}".rstrip()
        raise SourceError(self._where, trouble, told, retry_after=wait)

    def _reason(self) -> str:
        """How what a server says of a question that it does not understand begins."""
        while not (self._reply.bytesAvailable() or self._reply.isFinished()):
            self._loop.exec()
        begins = bytes(self._reply.peek(_LONGEST_REASON).data()) if self._reply.isOpen() else b""
        return " ".join(begins.decode("utf-8", "replace").split())

    def _refuse_error(self, otherwise: SourceErrorCode) -> None:
        """Raise if Qt met an error, or stopped by itself.

        Args:
            otherwise: What an error is that does not say more.
        """
        error = self._reply.error()
        if self._cancelled:
            raise UpdateCancelledError
        if self._overdue:
            raise SourceError(self._where, SourceErrorCode.TOO_SLOW)
        if error is not _Error.NoError or otherwise is SourceErrorCode.NO_ANSWER:
            trouble = _ERRORS.get(error, otherwise)
            if trouble is SourceErrorCode.NO_ANSWER:
                trouble = otherwise
            raise SourceError(self._where, trouble, self._reply.errorString())

    def _refuse_other_range(self, start: int) -> None:
        if self._status() == _PARTIAL and not self._header("Content-Range").startswith(
            f"bytes {start}-"
        ):
            raise SourceError(self._where, SourceErrorCode.BROKEN_OFF, "another range")

    def _refuse_page(self, name: str) -> None:
        """A feed has no pages: one that comes is the network's own, to sign in on."""
        if not self._reply.bytesAvailable() and not self._reply.isFinished():
            self._loop.exec()
        begins = bytes(self._reply.peek(64).data()).lstrip() if self._reply.isOpen() else b""
        is_page = self._header("Content-Type").lower().startswith("text/html")
        if is_page or (name.endswith(".json") and begins.startswith(b"<")):
            raise SourceError(self._where, SourceErrorCode.SIGN_IN_PAGE, name)


_own_application: list[QCoreApplication] = []


def _require_application() -> None:
    """Qt's network needs an application; the command line has none of its own."""
    if QCoreApplication.instance() is None:
        _own_application.append(QCoreApplication([]))
    QNetworkProxyFactory.setUseSystemConfiguration(True)


def _never() -> bool:
    return False


def _seconds(retry_after: str) -> int:
    """What a Retry-After header says, at most `MAX_RETRY_AFTER`; 0 if it says nothing."""
    if _NUMBER.fullmatch(retry_after):
        return min(int(retry_after.lstrip("0")[:_MOST_DIGITS] or "0"), MAX_RETRY_AFTER)
    until = _moment(retry_after)
    left = (until - dt.datetime.now(dt.UTC)).total_seconds() if until else 0
    return max(0, min(round(left), MAX_RETRY_AFTER))


def _moment(date: str) -> dt.datetime | None:
    """A date as HTTP writes it; ``None`` where it is none."""
    try:
        return parsedate_to_datetime(date[:_LONGEST_DATE]).astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError, LookupError):
        return None
