"""A web server that serves a feed and, for chosen files, behaves as badly as it is told.

Speaks plain sockets, so that it can say what no decent server would.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Exchange:
    """One request.

    Attributes:
        path: Of the file, without a leading slash.
        headers: With small letters.
        file: What the file really holds; ``None`` if it is not there.
        send: Sends bytes as they are.
        stopping: Set when the server stops; to wait with.
    """

    path: str
    headers: dict[str, str]
    file: bytes | None
    send: Callable[[bytes], None]
    stopping: threading.Event

    def reply(
        self, status: str, body: bytes = b"", length: int | None = None, **headers: str
    ) -> None:
        """Answer as a decent server would, or with a length that is not so."""
        lines = [f"HTTP/1.1 {status}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines.append(f"Content-Length: {len(body) if length is None else length}")
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


@dataclass
class Server:
    """A server on this computer, for as long as it is entered.

    Attributes:
        folder: What it serves.
        rules: What to do for files whose path contains a word, instead of serving them.
        asked: Paths that were asked for, and the ``Range`` with them.
        sent: Bytes that went out.
        tls: Speak TLS with this.
    """

    folder: Path
    rules: dict[str, Callable[[Exchange], None]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    sent: int = 0
    tls: ssl.SSLContext | None = None

    def __enter__(self) -> Server:
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port = self._listener.getsockname()[1]
        self._start(self._accept)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopping.set()
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._listener.close()

    @property
    def address(self) -> str:
        """Where the feed is."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/kit/"

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                connection, _peer = self._listener.accept()
                self._start(self._serve, connection)

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(1)
        self._open.add(plain)
        with suppress(OSError), plain:
            connection = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
            with connection:
                head = _head(connection)
                if head:
                    self._answer(connection, head)

    def _answer(self, connection: socket.socket, head: str) -> None:
        request, *lines = head.split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
        path = request.split(" ")[1].removeprefix("/kit").lstrip("/").partition("?")[0]
        file = self.folder / path
        data = file.read_bytes() if file.is_file() else None
        self.asked.append((path, headers.get("range", "")))
        exchange = Exchange(path, headers, data, self._sender(connection), self._stopping)
        for word, behave in self.rules.items():
            if word in path:
                behave(exchange)
                return
        serve(exchange)

    def _sender(self, connection: socket.socket) -> Callable[[bytes], None]:
        def send(data: bytes) -> None:
            connection.sendall(data)
            self.sent += len(data)

        return send


def serve(exchange: Exchange) -> None:
    """Serve the file, or the part of it that is asked for."""
    if exchange.file is None:
        exchange.reply("404 Not Found")
        return
    asked = exchange.headers.get("range", "")
    start = int(asked.removeprefix("bytes=").partition("-")[0]) if asked else 0
    if not start:
        exchange.reply("200 OK", exchange.file)
        return
    size = len(exchange.file)
    exchange.reply(
        "206 Partial Content",
        exchange.file[start:],
        Content_Range=f"bytes {start}-{size - 1}/{size}",
    )


def certificate(folder: Path, host: str = "127.0.0.1", *, days: int = 30) -> Path:
    """A certificate that nobody has signed, with its key, for a host of this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    try:
        other: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        other = x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=60))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([other]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{host}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


def tls_context(certificate_file: Path) -> ssl.SSLContext:
    """What a server speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file)
    return context


def _head(connection: socket.socket) -> str:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(4096)
        if not piece:
            return ""
        data += piece
    return data.partition(b"\r\n\r\n")[0].decode("latin-1")
