"""Programs as readers that we did not write: LibreOffice and pandoc."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SOFFICE = shutil.which("soffice")
PANDOC = shutil.which("pandoc")
needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="soffice (libreoffice-writer-nogui) is not installed"
)
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
ACCESSIBLE_PDF = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
_PATIENCE = 180


def by_office(folder: Path, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """What LibreOffice makes of documents.

    Args:
        folder: An empty one.
        files: The documents by name, which ends in ``.docx`` or ``.odt``.
        to: What is made, as ``soffice --convert-to`` takes it.

    Returns:
        What was made, by the same names.
    """
    assert SOFFICE
    made, own = folder / "made", folder / "own"
    own.mkdir()
    for name, data in files.items():
        (own / name.replace(".", "-")).with_suffix(f".{name.rpartition('.')[2]}").write_bytes(data)
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(made),
            *sorted(map(str, own.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    suffix = to.partition(":")[0]
    return {name: (made / f"{name.replace('.', '-')}.{suffix}").read_bytes() for name in files}


def words_by_office(file: Path, data: bytes) -> str:
    """All that LibreOffice reads in a document, without spaces."""
    (told,) = by_office(file.parent, {file.name: data}, "txt:Text (encoded):UTF8").values()
    return "".join(told.decode("utf-8-sig").split())


def html_by_pandoc(kind: str, data: bytes) -> str:
    """What pandoc reads in a document of a kind (``docx``, ``odt``), as HTML."""
    assert PANDOC
    done = subprocess.run(
        [PANDOC, "--from", kind, "--to", "html"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()
