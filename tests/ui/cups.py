"""A print system of the test's own: a real CUPS, with printers that keep what they are given.

A `Cups` has printers that write files, and those of an `IppPrinter`, which speaks IPP as a
printer in the network does.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self


def where(program: str) -> str | None:
    """A program of the print system; most of them are where only root looks."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


CUPSD = where("cupsd")
LPADMIN = where("lpadmin")
PROGRAMS = Path("/usr/lib/cups")
HERE = bool(CUPSD and LPADMIN and shutil.which("lp") and PROGRAMS.is_dir())
WHY_NOT = "CUPS (cups-daemon, cups-client) is not installed"
IPPEVEPRINTER = where("ippeveprinter")
DBUS = shutil.which("dbus-daemon")
IPP_HERE = bool(HERE and IPPEVEPRINTER and DBUS and (PROGRAMS / "filter/pdftopdf").is_file())
WHY_NO_IPP = "IPP printers (cups-ipp-utils, cups-filters, dbus) are not installed"

_PATIENCE = 20.0
_FILES = """
ServerRoot {root}/root
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
Printcap {root}/printcap
"""
_SERVER = """
Listen {root}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
out=${DEVICE_URI#valita:}
cat ${6:+"$6"} > "$out.pdf"
printf '%s\\n' "$3" "$4" "$5" > "$out.part"
mv "$out.part" "$out.words"
"""


_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus.sock</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow send_type="method_call"/>
<allow send_requested_reply="true" send_type="method_return"/>
<allow send_requested_reply="true" send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="method_return"/>
<allow receive_type="error"/><allow receive_type="signal"/></policy>
</busconfig>
"""


class Cups:
    """The server; a context manager that ends what it began.

    Attributes:
        socket: Where `lp` finds it, for ``CUPS_SERVER``.
    """

    def __init__(self) -> None:
        # A socket's path has at most 107 characters, which pytest's folders may use up.
        self._folder = Path(tempfile.mkdtemp(prefix="cups-"))
        self.socket = self._folder / "cups.sock"
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._folder.chmod(0o755)
        for name in ("root", "spool/tmp", "cache", "state", "bin/backend"):
            (self._folder / name).mkdir(parents=True)
        for each in (*PROGRAMS.iterdir(), PROGRAMS / "backend/ipp"):
            if each.name != "backend":
                (self._folder / "bin" / each.relative_to(PROGRAMS)).symlink_to(each)
        backend = self._folder / "bin/backend/valita"
        backend.write_text(_BACKEND)
        backend.chmod(0o700)
        for name, words in (("files.conf", _FILES), ("cupsd.conf", _SERVER)):
            (self._folder / name).write_text(words.format(root=self._folder))
        assert CUPSD
        conf, files = self._folder / "cupsd.conf", self._folder / "files.conf"
        self._server = subprocess.Popen([CUPSD, "-f", "-c", str(conf), "-s", str(files)])
        _wait_for(self.socket)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._server:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(_PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    def add_printer(self, name: str) -> None:
        """A printer that keeps what it is given."""
        self.run(LPADMIN, "-p", name, "-v", f"valita:{self._folder}/{name}", "-m", "raw", "-E")

    def add_ipp_printer(self, name: str, printer: IppPrinter) -> None:
        """A printer that says itself what it can; here when its queue is ready."""
        self.run(LPADMIN, "-p", name, "-v", printer.uri, "-m", "everywhere", "-E")
        _wait_for(self._folder / f"cache/{name}.data")

    def run(self, program: str | None, *words: str) -> None:
        """Run a program of CUPS on this server."""
        assert program
        subprocess.run(
            [program, "-h", str(self.socket), *words],
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
        )

    def printed(self, name: str) -> tuple[bytes, list[str]]:
        """What a printer was given: the bytes; then the title, the copies and the options."""
        words = self._folder / f"{name}.words"
        _wait_for(words)
        title, copies, options = words.read_text("utf-8").splitlines()
        return (self._folder / f"{name}.pdf").read_bytes(), [title, copies, *options.split()]


class IppPrinter:
    """A printer as in the network, of A4 and Letter; a context manager that ends what it began.

    Args:
        options: Of ippeveprinter: ``-2`` prints on both sides, ``-s 9,9`` in colour.

    Attributes:
        uri: Where it is.
    """

    def __init__(self, *options: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ipp-"))
        self._options = options
        self._programs: list[subprocess.Popen[bytes]] = []
        self._taken = 0
        self.uri = ""

    def __enter__(self) -> Self:
        (self._folder / "kept").mkdir()
        (self._folder / "bus.conf").write_text(_BUS.format(folder=self._folder))
        assert DBUS
        assert IPPEVEPRINTER
        self._start([DBUS, f"--config-file={self._folder}/bus.conf", "--nofork", "--nopidfile"])
        _wait_for(self._folder / "bus.sock")
        port = _free_port()
        self.uri = f"ipp://localhost:{port}/ipp/print"
        words = ["-p", str(port), "-n", "localhost", "-r", "off", "-f", "application/pdf"]
        words += ["-k", "-d", str(self._folder / "kept"), "-c", "/bin/true", *self._options]
        self._start([IPPEVEPRINTER, *words, "Koe"])
        if not any(_listens(port) for _ in patience()):
            self.__exit__()
            raise TimeoutError(self.uri)
        return self

    def __exit__(self, *_error: object) -> None:
        for program in reversed(self._programs):
            program.terminate()
            program.wait(_PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    def taken(self) -> bytes:
        """The next document that it was given."""
        self._taken += 1
        for _ in patience():
            found = list((self._folder / "kept").glob(f"{self._taken}-*.pdf"))
            if found and (data := found[0].read_bytes()).rstrip().endswith(b"%%EOF"):
                return data
        raise TimeoutError(self._taken)

    def _start(self, words: list[str]) -> None:
        bus = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder}/bus.sock"}
        self._programs.append(
            subprocess.Popen(
                words,
                env={**os.environ, **bus},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )


def _free_port() -> int:
    with socket.socket(socket.AF_INET) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket(socket.AF_INET) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(file: Path) -> None:
    if not any(file.exists() for _ in patience()):
        raise TimeoutError(file)


def patience() -> Iterator[None]:
    """As often as one may look for something before giving up."""
    pause = Event()
    for _ in range(round(_PATIENCE / 0.05)):
        yield
        pause.wait(0.05)
