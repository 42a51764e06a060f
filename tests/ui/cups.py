"""A print system of the test's own: a real CUPS with a printer that writes files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
LPADMIN = shutil.which("lpadmin", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PROGRAMS = Path("/usr/lib/cups")
HERE = bool(CUPSD and LPADMIN and shutil.which("lp") and PROGRAMS.is_dir())
WHY_NOT = "CUPS (cups-daemon, cups-client) is not installed"

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
        for each in PROGRAMS.iterdir():
            if each.name != "backend":
                (self._folder / "bin" / each.name).symlink_to(each)
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
        assert LPADMIN
        device = f"valita:{self._folder}/{name}"
        subprocess.run(
            [LPADMIN, "-h", str(self.socket), "-p", name, "-v", device, "-m", "raw", "-E"],
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


def _wait_for(file: Path) -> None:
    pause = Event()
    for _ in range(round(_PATIENCE / 0.05)):
        if file.exists():
            return
        pause.wait(0.05)
    raise TimeoutError(file)
