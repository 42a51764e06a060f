"""An ordinary web server over a feed: nginx, set up as docs/operations.md says."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
WHY_NOT = "nginx (nginx-light) is not installed"
_GUIDE = Path(__file__).resolve().parents[2] / "docs/operations.md"
_PATIENCE = 10.0


class Nginx:
    """Serves the folder ``site`` on this computer for as long as it is entered.

    Attributes:
        address: Where the feed ``site/kit`` is.
        log: What was asked for, a line a request: path, status, bytes.
    """

    def __init__(self, home: Path, site: Path, *, workers: int = 1, logged: bool = True) -> None:
        self._home, self._site = home, site
        self._workers, self._logged = workers, logged
        self._port = _free_port()
        self.address = f"http://127.0.0.1:{self._port}/kit/"
        self.log = home / "access.log"

    def __enter__(self) -> Self:
        self._home.chmod(0o755)
        (self._home / "nginx.conf").write_text(self._settings(), "utf-8")
        command = [str(PROGRAM), "-p", str(self._home), "-c", "nginx.conf", "-e", "error.log"]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE)
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self._home / "error.log").read_text("utf-8"))
            Event().wait(0.02)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self._process.communicate(timeout=_PATIENCE)

    def requests(self) -> list[tuple[str, int, int]]:
        """Path, status and bytes of every request; ends the server, so that all are logged."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_PATIENCE)
        lines = (line.split() for line in self.log.read_text("utf-8").splitlines())
        return [(path, int(status), int(size)) for path, status, size in lines]

    def head(self, name: str) -> dict[str, str]:
        """The headers of a file of the feed, their names in lower case."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request("HEAD", f"/kit/{name}")
            answer = connection.getresponse()
            return {key.lower(): value for key, value in answer.getheaders()}
        finally:
            connection.close()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def _settings(self) -> str:
        """The documented server, on a port of this computer and without its certificate."""
        (documented,) = re.findall(
            r"```\n(server \{.*?\n\})\n```", _GUIDE.read_text("utf-8"), re.DOTALL
        )
        server = documented.replace("listen 443 ssl;", f"listen 127.0.0.1:{self._port};")
        server = server.replace("root /srv/valita;", f"root {self._site};")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        folders = " ".join(f"{kind}_temp_path {self._home}/{kind};" for kind in kinds)
        user = "user root;" if os.geteuid() == 0 else ""
        log = f"{self.log} short" if self._logged else "off"
        return (
            f"{user} daemon off; worker_processes {self._workers}; pid {self._home}/pid;\n"
            "events { worker_connections 1024; }\n"
            "http {\n"
            "log_format short '$uri $status $bytes_sent';\n"
            f"access_log {log}; {folders}\n"
            "types { application/json json; application/gzip gz; text/html html; text/css css;\n"
            " text/javascript js; application/xml xml; image/png png; image/svg+xml svg; }\n"
            f"{server}\n}}\n"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
