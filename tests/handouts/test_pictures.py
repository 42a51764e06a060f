"""Pictures on paper: upright, in their colours; drawings as lines."""

from __future__ import annotations

import hashlib
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
import page
import pikepdf
import pytest

from tests import pictures as made
from tests.content.test_pictures import is_square
from tests.handouts import samples
from valita_desktop.content.handout import Handout, Piece
from valita_desktop.content.model import Attachment
from valita_desktop.content.pictures import prepared
from valita_desktop.handouts import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator


def sheet(data: bytes) -> bytes:
    """A sheet that shows a picture."""
    item = samples.item("m99", {"fi": ("Koe", ":::: sheet\n# Koe\n\n![Ruutu](kuva)\n::::\n")})
    sha = hashlib.sha256(data).hexdigest()
    shown = (Attachment("kuva", "image/png", len(data), sha),)
    item = msgspec.structs.replace(item, attachments=shown)
    return pdf.render(Handout((Piece(item, "fi"),), images={sha: data}))


@contextmanager
def embedded(data: bytes, kind: str) -> Iterator[pikepdf.Stream]:
    """The one picture or drawing that a file holds."""
    with pikepdf.open(io.BytesIO(data)) as document:
        (found,) = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == kind
        ]
        yield found


@pytest.mark.parametrize("way", [1, 3, 6, 8])
def test_a_photograph_stands_upright_on_paper(way: int) -> None:
    with embedded(sheet(made.photograph(way)), "/Image") as image:
        assert is_square(pikepdf.PdfImage(image).as_pil_image())


def test_grey_of_16_bits_is_grey_on_paper() -> None:
    with embedded(sheet(made.grey_16()), "/Image") as image:
        grey = pikepdf.PdfImage(image).as_pil_image().getpixel((59, 20))
        assert abs(grey - 127) <= 2  # type: ignore[operator]  # grey is a number


def test_a_drawing_is_lines_on_paper() -> None:
    ready = prepared(made.DRAWING, "a.svg").data
    data = sheet(ready)

    with embedded(data, "/Form") as form:
        assert b"0.863 0.118 0.118 rg" in form.read_bytes()
    assert b"/Subtype/Image" not in data
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert not list(report.failures)


def test_a_drawing_stands_on_paper_as_everybody_sees_it() -> None:
    import pypdfium2

    data = sheet(prepared(made.DRAWING, "a.svg").data)
    shown = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    red = [
        (x, y)
        for x in range(shown.width)
        for y in range(shown.height)
        if shown.getpixel((x, y)) == made.RED
    ]
    wide = max(x for x, _ in red) - min(x for x, _ in red) + 1
    high = max(y for _, y in red) - min(y for _, y in red) + 1

    assert (wide, high) == pytest.approx((12.5 / 25.4 * 72,) * 2, abs=2)
