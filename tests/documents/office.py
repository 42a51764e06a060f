"""LibreOffice as a reader that we did not write."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="soffice (libreoffice-writer-nogui) is not installed"
)
_PATIENCE = 180


def words_by_office(file: Path, data: bytes) -> str:
    """All that LibreOffice reads in a document, without spaces."""
    assert SOFFICE
    file.write_bytes(data)
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{file.parent}/profile",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(file.parent),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return "".join(file.with_suffix(".txt").read_text("utf-8-sig").split())
