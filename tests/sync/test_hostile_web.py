"""Whatever a network or a server does: a clear message, and the old materials stay."""

from __future__ import annotations

import datetime as dt
import gzip
from threading import Event, Timer
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration

from tests.makers import MOMENT
from tests.sync import hostile
from valita_desktop.errors import (
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UpdateCancelledError,
    UpdateError,
)
from valita_desktop.feed.packs import PACK_FOLDER
from valita_desktop.feed.sources import whole
from valita_desktop.messages.errors import message
from valita_desktop.sync import updater
from valita_desktop.sync.fetch import Patience, WebSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.makers import Publisher
    from tests.sync.hostile import Exchange
    from tests.sync.reading import Reader

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("qapp")]

TIMESTAMP, SNAPSHOT, TARGETS, ROOT = "timestamp.json", "snapshot.json", "targets.json", "root.json"
HURRY = Patience(idle=0.4, metadata=1.0, packs=1.5, tries=1, pause=0)
BOMB = gzip.compress(bytes(30_000_000))
PAGE = b"<!DOCTYPE html><html><body>Please sign in</body></html>"


def status(line: str, body: bytes = b"", **headers: str) -> Callable[[Exchange], None]:
    def behave(exchange: Exchange) -> None:
        exchange.reply(line, body, None, **headers)

    return behave


def redirect(to: str, code: str = "302 Found") -> Callable[[Exchange], None]:
    return status(code, Location=to)


def truncated(exchange: Exchange) -> None:
    data = exchange.file or b""
    exchange.reply("200 OK", data[: len(data) // 2], length=len(data))


def drip(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
    while not exchange.stopping.wait(0.05):
        exchange.send(b" ")


def silence(exchange: Exchange) -> None:
    exchange.stopping.wait(2)


def missing_page_stalls(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nNot")
    exchange.stopping.wait(10)


def stall(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
    exchange.stopping.wait(2)


def endless(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while not exchange.stopping.is_set():
        exchange.send(b" " * 65536)


def endless_chunks(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not exchange.stopping.is_set():
        exchange.send(b"10000\r\n" + b" " * 65536 + b"\r\n")


def endless_headers(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    while not exchange.stopping.is_set():
        exchange.send(b"X: " + b"y" * 1000 + b"\r\n")


def claims_much(exchange: Exchange) -> None:
    exchange.reply("200 OK", b" " * 100_000, length=10**12)


def announces(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")
    exchange.stopping.wait(2)


def no_http(exchange: Exchange) -> None:
    exchange.send(b"SSH-2.0-OpenSSH_9.2\r\n" * 3)


def hang_up(exchange: Exchange) -> None:
    """Say nothing and close."""


def bomb(exchange: Exchange) -> None:
    exchange.reply("200 OK", BOMB, Content_Encoding="gzip")


def altered(exchange: Exchange) -> None:
    data = (exchange.file or b"").replace(b'"version":', b'"version":1')
    exchange.reply("200 OK", data)


def flipped(exchange: Exchange) -> None:
    data = bytearray(exchange.file or b"")
    data[len(data) // 2] ^= 1
    exchange.reply("200 OK", bytes(data))


class Case(NamedTuple):
    """What a server does, and what comes of it."""

    name: str
    file: str
    behave: Callable[[Exchange], None]
    why: SourceErrorCode | TrustErrorCode
    says: str


T, D = SourceErrorCode, TrustErrorCode
CASES = (
    Case("sign-in page", TIMESTAMP, status("200 OK", PAGE, Content_Type="text/html"), T.SIGN_IN_PAGE, "page of its own"),
    Case("sign-in page that calls itself JSON", TIMESTAMP, status("200 OK", PAGE, Content_Type="application/json"), T.SIGN_IN_PAGE, "page of its own"),
    Case("sign-in page for the root", ROOT, status("200 OK", PAGE, Content_Type="text/html"), T.SIGN_IN_PAGE, "page of its own"),
    Case("sign-in page for a pack", PACK_FOLDER, status("200 OK", PAGE, Content_Type="text/html"), T.SIGN_IN_PAGE, "page of its own"),
    Case("511 sign-in demanded", TIMESTAMP, status("511 Network Authentication Required", PAGE), T.SIGN_IN_PAGE, "page of its own"),
    Case("redirect to a file", TIMESTAMP, redirect("file:///etc/passwd"), T.INSECURE, "not secure"),
    Case("redirect to a share", TIMESTAMP, redirect("file://server/share/timestamp.json"), T.INSECURE, "not secure"),
    Case("redirect to ftp", TIMESTAMP, redirect("ftp://127.0.0.1/timestamp.json"), T.INSECURE, "not secure"),
    Case("redirect to data", TIMESTAMP, redirect("data:application/json,%7B%7D"), T.INSECURE, "not secure"),
    Case("redirect of a pack to a file", PACK_FOLDER, redirect("file:///etc/passwd"), T.INSECURE, "not secure"),
    Case("redirect to itself", TIMESTAMP, redirect("timestamp.json"), T.TOO_MANY_REDIRECTS, "without end"),
    Case("redirect 301 to itself", TIMESTAMP, redirect("timestamp.json", "301 Moved Permanently"), T.TOO_MANY_REDIRECTS, "without end"),
    Case("redirect that leads nowhere", TIMESTAMP, status("302 Found"), T.TOO_MANY_REDIRECTS, "without end"),
    Case("slow drip", TIMESTAMP, drip, T.TOO_SLOW, "too slow"),
    Case("slow drip of a pack", PACK_FOLDER, drip, T.TOO_SLOW, "too slow"),
    Case("no answer", TIMESTAMP, silence, T.NO_ANSWER, "did not answer"),
    Case("answer that stalls", TIMESTAMP, stall, T.BROKEN_OFF, "broke off"),
    Case("endless body", TIMESTAMP, endless, T.TOO_MUCH, "far more"),
    Case("endless body in chunks", SNAPSHOT, endless_chunks, T.TOO_MUCH, "far more"),
    Case("endless list of packs", TARGETS, endless, T.TOO_MUCH, "far more"),
    Case("endless pack", PACK_FOLDER, endless, T.TOO_MUCH, "far more"),
    Case("endless headers", TIMESTAMP, endless_headers, T.NO_ANSWER, "did not answer"),
    Case("body that claims a terabyte", TIMESTAMP, claims_much, T.TOO_MUCH, "far more"),
    Case("truncated timestamp", TIMESTAMP, truncated, T.BROKEN_OFF, "broke off"),
    Case("truncated pack", PACK_FOLDER, truncated, T.BROKEN_OFF, "broke off"),
    Case("gzip bomb as encoding", TIMESTAMP, bomb, T.TOO_MUCH, "far more"),
    Case("connection closed at once", TIMESTAMP, hang_up, T.NO_ANSWER, "did not answer"),
    Case("no HTTP at all", TIMESTAMP, no_http, T.NO_ANSWER, "did not answer"),
    Case("404 for the timestamp", TIMESTAMP, status("404 Not Found"), T.MISSING, "no materials"),
    Case("404 whose page never comes", TIMESTAMP, missing_page_stalls, T.MISSING, "no materials"),
    Case("410 for the timestamp", TIMESTAMP, status("410 Gone"), T.MISSING, "no materials"),
    Case("403 for the timestamp", TIMESTAMP, status("403 Forbidden"), T.FORBIDDEN, "does not let"),
    Case("401 for the timestamp", TIMESTAMP, status("401 Unauthorized", WWW_Authenticate="Basic"), T.FORBIDDEN, "does not let"),
    Case("451 for the timestamp", TIMESTAMP, status("451 Unavailable For Legal Reasons"), T.FORBIDDEN, "does not let"),
    Case("407 proxy login", TIMESTAMP, status("407 Proxy Authentication Required", Proxy_Authenticate="Basic"), T.PROXY_LOGIN, "proxy server"),
    Case("500 for the timestamp", TIMESTAMP, status("500 Internal Server Error"), T.UNAVAILABLE, "out of order"),
    Case("503 for the timestamp", TIMESTAMP, status("503 Service Unavailable"), T.UNAVAILABLE, "out of order"),
    Case("503 for the root", ROOT, status("503 Service Unavailable"), T.UNAVAILABLE, "out of order"),
    Case("429 for the timestamp", TIMESTAMP, status("429 Too Many Requests"), T.UNAVAILABLE, "out of order"),
    Case("404 for the snapshot", SNAPSHOT, status("404 Not Found"), T.HALF_COPIED, "not all there"),
    Case("404 for the list of packs", TARGETS, status("404 Not Found"), T.HALF_COPIED, "not all there"),
    Case("404 for a pack", PACK_FOLDER, status("404 Not Found"), T.HALF_COPIED, "not all there"),
    Case("204 without anything", TIMESTAMP, status("204 No Content"), T.UNAVAILABLE, "out of order"),
    Case("another range than asked", TIMESTAMP, status("206 Partial Content", b"{}", Content_Range="bytes 5-6/9"), T.BROKEN_OFF, "broke off"),
    Case("empty timestamp", TIMESTAMP, status("200 OK"), D.MALFORMED, "cannot be read"),
    Case("timestamp that is no JSON", TIMESTAMP, status("200 OK", b"hello"), D.MALFORMED, "cannot be read"),
    Case("timestamp of another kind", TIMESTAMP, status("200 OK", b"[]"), D.MALFORMED, "cannot be read"),
    Case("deeply nested timestamp", TIMESTAMP, status("200 OK", b"[" * 16_000), D.MALFORMED, "cannot be read"),
    Case("altered snapshot", SNAPSHOT, altered, D.UNSIGNED, "not signed"),
    Case("flipped bit in a pack", PACK_FOLDER, flipped, D.ALTERED, "altered or damaged"),
    Case("list of packs that is no JSON", TARGETS, status("200 OK", b"\xff\xfe"), D.MALFORMED, "cannot be read"),
)  # fmt: skip


SAYS: dict[SourceErrorCode | TrustErrorCode, str] = {
    T.SIGN_IN_PAGE: "page of its own",
    T.INSECURE: "not secure",
    T.TOO_MANY_REDIRECTS: "without end",
    T.TOO_SLOW: "too slow",
    T.NO_ANSWER: "did not answer",
    T.BROKEN_OFF: "broke off",
    T.TOO_MUCH: "far more",
    T.PROXY_LOGIN: "proxy server",
    T.UNAVAILABLE: "out of order",
    T.FORBIDDEN: "does not let",
    T.HALF_COPIED: "not all there",
    D.MALFORMED: "cannot be read",
    D.ALTERED: "altered or damaged",
}
FILES = (TIMESTAMP, SNAPSHOT, TARGETS, ROOT, PACK_FOLDER)
WHATEVER_FILE = (
    ("page", status("200 OK", PAGE, Content_Type="text/html"), T.SIGN_IN_PAGE),
    ("page of odd letters", status("200 OK", PAGE, Content_Type="Text/HTML; charset=x"), T.SIGN_IN_PAGE),
    ("page after blanks", status("200 OK", b"\n\n " + PAGE, Content_Type="text/html"), T.SIGN_IN_PAGE),
    ("511", status("511 Network Authentication Required", PAGE), T.SIGN_IN_PAGE),
    ("to a file", redirect("file:///etc/passwd"), T.INSECURE),
    ("to a share", redirect("file://server/share/x.json"), T.INSECURE),
    ("to ftp", redirect("ftp://127.0.0.1/x.json", "301 Moved Permanently"), T.INSECURE),
    ("to data", redirect("data:application/json,%7B%7D", "307 Temporary Redirect"), T.INSECURE),
    ("to a script", redirect("javascript:alert(1)", "308 Permanent Redirect"), T.INSECURE),
    ("to no host", redirect("http:///x.json", "303 See Other"), T.INSECURE),
    ("to itself", redirect(""), T.TOO_MANY_REDIRECTS),
    ("to itself with a question", redirect("?again"), T.TOO_MANY_REDIRECTS),
    ("nowhere", status("302 Found"), T.TOO_MANY_REDIRECTS),
    ("drip", drip, T.TOO_SLOW),
    ("silence", silence, T.NO_ANSWER),
    ("hang up", hang_up, T.NO_ANSWER),
    ("no HTTP", no_http, T.NO_ANSWER),
    ("stall", stall, T.BROKEN_OFF),
    ("truncated", truncated, T.BROKEN_OFF),
    ("endless", endless, T.TOO_MUCH),
    ("endless chunks", endless_chunks, T.TOO_MUCH),
    ("announced and never sent", announces, T.TOO_MUCH),
    ("407", status("407 Proxy Authentication Required", Proxy_Authenticate="Basic"), T.PROXY_LOGIN),
    ("400", status("400 Bad Request", PAGE), T.UNAVAILABLE),
    ("418", status("418 I'm a teapot"), T.UNAVAILABLE),
    ("500", status("500 Internal Server Error", PAGE), T.UNAVAILABLE),
    ("502", status("502 Bad Gateway"), T.UNAVAILABLE),
    ("503", status("503 Service Unavailable", Retry_After="x" * 4000), T.UNAVAILABLE),
    ("504", status("504 Gateway Timeout"), T.UNAVAILABLE),
    ("204", status("204 No Content"), T.UNAVAILABLE),
    ("300", status("300 Multiple Choices"), T.UNAVAILABLE),
    ("206 of another part", status("206 Partial Content", b"{}", Content_Range="bytes 5-6/9"), T.BROKEN_OFF),
    ("206 of no part", status("206 Partial Content", b"{}"), T.BROKEN_OFF),
)  # fmt: skip
BY_FILE = tuple(
    Case(f"{file}: {name}", file, behave, why, SAYS[why])
    for file in FILES
    for name, behave, why in WHATEVER_FILE
)
REFUSED_FILES = tuple(
    Case(f"{file}: {line}", file, status(line), why, SAYS[why])
    for file in (SNAPSHOT, TARGETS, PACK_FOLDER)
    for line, why in (
        ("401 Unauthorized", T.FORBIDDEN),
        ("403 Forbidden", T.FORBIDDEN),
        ("404 Not Found", T.HALF_COPIED),
        ("410 Gone", T.HALF_COPIED),
        ("451 Unavailable For Legal Reasons", T.FORBIDDEN),
    )
)
NO_METADATA = tuple(
    Case(f"{file}: {body[:12]!r}", file, status("200 OK", body), D.MALFORMED, SAYS[D.MALFORMED])
    for file in (TIMESTAMP, SNAPSHOT, TARGETS, ROOT)
    for body in (
        b"",
        b"null",
        b"{}",
        b"[" * 15_000,
        b'{"signed": 1}',
        b"\xef\xbb\xbf{}",
        b'{"a": NaN}',
    )
)


EVERY = (*CASES, *REFUSED_FILES, *NO_METADATA)


def web(server: hostile.Server, patience: Patience = HURRY) -> WebSource:
    return WebSource(server.address, patience=patience, wait=_no_wait)


def _no_wait(_seconds: float) -> None:
    """Wait for nothing."""


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_hostile_answer_is_refused_with_a_clear_message(
    case: Case, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()
    publisher.publish("m10")
    with hostile.Server(publisher.folder, {case.file: case.behave}) as server:
        reader.source = web(server)

        with pytest.raises(UpdateError) as caught:
            reader.apply()

    error = caught.value
    why = error.code if isinstance(error, SourceError | TrustError) else None
    assert why is case.why
    assert case.says in message(error).happened
    assert message(error).works == "The materials that were here before still work."
    assert (reader.library.seq, reader.library.damaged()) == (1, "")


@pytest.mark.parametrize("case", BY_FILE, ids=lambda case: case.name)
def test_whatever_file_is_answered_badly_is_refused_with_a_clear_message(
    case: Case, tmp_path: Path
) -> None:
    name = case.file if case.file == PACK_FOLDER else f"metadata/1.{case.file}"
    name = f"{name}/x.json.gz" if case.file == PACK_FOLDER else name
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(b" " * 1000)
    limit = 6_000_000 if case.file == PACK_FOLDER else 16_384

    with hostile.Server(tmp_path, {name: case.behave}) as server:
        source = web(server, Patience(idle=0.2, metadata=0.4, packs=0.4, tries=1, pause=0))
        with pytest.raises(SourceError) as caught:
            whole(source, name, limit)
        source.close()

    assert caught.value.code is case.why
    assert case.says in message(caught.value).happened


@pytest.fixture
def trusted(tmp_path: Path) -> Iterator[Path]:
    """A certificate that this computer trusts while a test runs."""
    file = hostile.certificate(tmp_path)
    before = QSslConfiguration.defaultConfiguration()
    trusting = QSslConfiguration(before)
    trusting.addCaCertificates(QSslCertificate.fromPath(str(file)))
    QSslConfiguration.setDefaultConfiguration(trusting)
    yield file
    QSslConfiguration.setDefaultConfiguration(before)


def trouble_at(reader: Reader, server: hostile.Server) -> SourceErrorCode:
    reader.source = web(server)
    with pytest.raises(SourceError) as caught:
        reader.check()
    return caught.value.code


def test_a_trusted_server_is_read_over_tls(
    publisher: Publisher, reader: Reader, trusted: Path
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, tls=hostile.tls_context(trusted)) as server:
        reader.source = web(server, Patience(tries=1))

        assert reader.apply().new == ("m09",)


def test_a_certificate_that_nobody_signed_is_refused(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    tls = hostile.tls_context(hostile.certificate(tmp_path))
    with hostile.Server(publisher.folder, tls=tls) as server:
        assert trouble_at(reader, server) is SourceErrorCode.CERTIFICATE


def test_a_certificate_of_another_host_is_refused(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    file = hostile.certificate(tmp_path, "example.invalid")
    with hostile.Server(publisher.folder, tls=hostile.tls_context(file)) as server:
        assert trouble_at(reader, server) is SourceErrorCode.CERTIFICATE


def test_a_certificate_that_has_expired_is_refused(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    file = hostile.certificate(tmp_path, days=-1)
    with hostile.Server(publisher.folder, tls=hostile.tls_context(file)) as server:
        assert trouble_at(reader, server) is SourceErrorCode.CERTIFICATE


def test_a_secure_address_never_leads_to_an_insecure_one(
    publisher: Publisher, reader: Reader, trusted: Path
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder) as plain:
        lead = {TIMESTAMP: redirect(f"{plain.address}metadata/timestamp.json")}
        tls = hostile.tls_context(trusted)
        with hostile.Server(publisher.folder, lead, tls=tls) as secure:
            assert trouble_at(reader, secure) is SourceErrorCode.INSECURE
        assert plain.asked == []


def test_a_server_that_is_not_there_is_named(publisher: Publisher, reader: Reader) -> None:
    with hostile.Server(publisher.folder) as server:
        pass

    assert trouble_at(reader, server) is SourceErrorCode.NO_ANSWER


def test_a_few_redirects_are_followed(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder) as other:
        lead = {"": redirect_to_same(other)}
        with hostile.Server(publisher.folder, lead) as server:
            reader.source = web(server)

            assert reader.apply().new == ("m09",)


def redirect_to_same(other: hostile.Server) -> Callable[[Exchange], None]:
    def behave(exchange: Exchange) -> None:
        exchange.reply("307 Temporary Redirect", Location=f"{other.address}{exchange.path}")

    return behave


def test_no_network_page_is_taken_for_a_feed_without_an_update(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {"": status("200 OK", PAGE)}) as server:
        assert trouble_at(reader, server) is SourceErrorCode.SIGN_IN_PAGE


class Once:
    """Behaves badly the first time and well ever after."""

    def __init__(self, behave: Callable[[Exchange], None]) -> None:
        self._behave: Callable[[Exchange], None] | None = behave

    def __call__(self, exchange: Exchange) -> None:
        behave, self._behave = self._behave or hostile.serve, None
        behave(exchange)


@pytest.mark.parametrize("behave", [hang_up, truncated, status("503 Service Unavailable")])
def test_a_passing_fault_is_tried_again(
    publisher: Publisher, reader: Reader, behave: Callable[[Exchange], None]
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {PACK_FOLDER: Once(behave)}) as server:
        reader.source = web(server, Patience(idle=1, tries=2, pause=0))

        assert reader.apply().new == ("m09",)


def test_a_transfer_that_broke_goes_on_where_it_was(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {PACK_FOLDER: Once(truncated)}) as server:
        reader.source = web(server, Patience(idle=1, tries=2, pause=0))
        reader.apply()

    ranges = [asked for path, asked in server.asked if PACK_FOLDER in path]
    assert ranges[0] == ""
    assert int(ranges[1].removeprefix("bytes=").removesuffix("-")) > 0


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")

    def without_ranges(exchange: Exchange) -> None:
        exchange.reply("200 OK", exchange.file or b"")

    rules = {PACK_FOLDER: _then(truncated, without_ranges)}
    with hostile.Server(publisher.folder, rules) as server:
        reader.source = web(server, Patience(idle=1, tries=2, pause=0))

        assert reader.apply().new == ("m09",)


def _then(
    first: Callable[[Exchange], None], after: Callable[[Exchange], None]
) -> Callable[[Exchange], None]:
    waiting = [first]

    def behave(exchange: Exchange) -> None:
        (waiting.pop() if waiting else after)(exchange)

    return behave


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("999999", 3600),
        ("0000000000000120", 120),
        ("9" * 3000, 3600),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
        ("0", 0),
        ("1e3", 0),
        ("60, 120", 0),
        ("\u00b2", 0),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0),
        ("Wed, 01 Jan 2098 00:00:00 GMT", 3600),
        ("Wed, 01 Jan 2098 00:00:00", 3600),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", 0),
        ("Mon, 99 Jan 2098 99:99:99 GMT", 0),
        ("Mon, 01 Jan 2098 00:00:00 +99999999", 0),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0),
    ],
)
def test_a_server_that_asks_to_wait_is_heard(
    publisher: Publisher, reader: Reader, said: str, seconds: int
) -> None:
    busy = status("503 Service Unavailable", Retry_After=said)
    with hostile.Server(publisher.folder, {TIMESTAMP: busy}) as server:
        reader.source = web(server)
        with pytest.raises(SourceError) as caught:
            reader.check()

    assert caught.value.retry_after == seconds


def slow_redirect(exchange: Exchange) -> None:
    exchange.stopping.wait(0.2)
    exchange.reply("302 Found", Location="timestamp.json")


def test_redirects_that_take_their_time_take_it_together(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {TIMESTAMP: slow_redirect}) as server:
        reader.source = web(server, Patience(idle=5, metadata=0.5, tries=1))
        with pytest.raises(SourceError) as caught:
            reader.check()

    assert caught.value.code is SourceErrorCode.TOO_SLOW


def test_tries_take_their_time_together(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {TIMESTAMP: stall}) as server:
        reader.source = web(server, Patience(idle=0.4, metadata=0.6, tries=9, pause=0))
        with pytest.raises(SourceError) as caught:
            reader.check()

    assert caught.value.code is SourceErrorCode.TOO_SLOW
    assert len([path for path, _range in server.asked if TIMESTAMP in path]) == 2


def for_parts(behave: Callable[[Exchange], None]) -> Callable[[Exchange], None]:
    """Behave so where a part is asked for, and well otherwise."""

    def answer(exchange: Exchange) -> None:
        (behave if "range" in exchange.headers else hostile.serve)(exchange)

    return answer


PARTS = {
    "404": status("404 Not Found"),
    "403": status("403 Forbidden"),
    "416": status("416 Range Not Satisfiable", Content_Range="bytes */9"),
    "500": status("500 Internal Server Error"),
    "another part": status("206 Partial Content", b"xx", Content_Range="bytes 5-6/9"),
    "no part named": status("206 Partial Content", b"xx"),
    "a part of odd letters": status("206 Partial Content", b"xx", Content_Range="x" * 100),
    "a part that is wrong": lambda exchange: exchange.reply(
        "206 Partial Content",
        b"x",
        Content_Range=exchange.headers["range"].replace("=", " ") + "99/100",
    ),
    "all of something short": status("200 OK", b"x"),
    "nothing": status("200 OK"),
    "far more": lambda exchange: exchange.reply("200 OK", b"x" * 100_000),
    "half of it": truncated,
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_a_server_cannot_go_on_with_is_begun_anew(
    name: str, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    (pack,) = reader.check().path
    reader.staging.mkdir()
    (reader.staging / f"{pack.sha256}.part").write_bytes(b"begun by somebody")
    with hostile.Server(publisher.folder, {PACK_FOLDER: for_parts(PARTS[name])}) as server:
        reader.source = web(server)

        assert reader.apply().new == ("m09",)


@pytest.mark.parametrize(
    ("date", "ahead"),
    [
        ("Tue, 24 Nov 2026 06:00:00 GMT", True),
        ("Sun, 12 Dec 2027 06:00:00 GMT", False),
        ("yesterday", False),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", False),
    ],
)
def test_the_date_of_an_answer_tells_a_wrong_clock_from_an_old_feed(
    date: str,
    ahead: bool,  # noqa: FBT001 - of a table
    publisher: Publisher,
    reader: Reader,
) -> None:
    publisher.publish("m09")

    def dated(exchange: Exchange) -> None:
        exchange.reply("200 OK", exchange.file or b"", Date=date)

    with hostile.Server(publisher.folder, {TIMESTAMP: dated}) as server:
        source = web(server)
        with pytest.raises(TrustError) as caught:
            updater.check(source, reader.library, publisher.trust(MOMENT + dt.timedelta(days=383)))

    assert caught.value.code is (TrustErrorCode.CLOCK if ahead else TrustErrorCode.EXPIRED)


def test_nothing_new_costs_two_small_answers(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder) as server:
        reader.source = web(server)
        reader.apply()
        server.asked.clear()
        server.sent = 0

        assert not reader.check()

    assert [path for path, _range in server.asked] == [
        "metadata/2.root.json", "metadata/timestamp.json",
    ]  # fmt: skip
    assert server.sent < 2000


def test_a_half_uploaded_mirror_is_taken_once_it_is_whole(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {PACK_FOLDER: status("404 Not Found")}) as server:
        reader.source = web(server)
        with pytest.raises(SourceError):
            reader.apply()
        server.rules.clear()

        assert reader.apply().new == ("m09",)


@pytest.mark.parametrize("file", [TIMESTAMP, TARGETS])
def test_a_server_that_says_nothing_is_left_when_a_person_stops(
    file: str, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {file: silence}) as server:
        stop = Event()
        Timer(0.2, stop.set).start()
        reader.source = WebSource(server.address, is_cancelled=stop.is_set)

        with pytest.raises(UpdateCancelledError):
            reader.check()


def test_nobody_waits_for_the_next_try_once_a_person_stops(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    with hostile.Server(publisher.folder, {TIMESTAMP: hang_up}) as server:
        stop = Event()
        Timer(0.2, stop.set).start()
        patience = Patience(pause=3600)
        reader.source = WebSource(server.address, patience=patience, is_cancelled=stop.is_set)

        with pytest.raises(UpdateCancelledError):
            reader.check()
