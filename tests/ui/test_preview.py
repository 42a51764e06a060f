"""A preview shows the page that it says, whatever comes back when."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QWidget

from tests.fakes import HeldJobs
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.printing.preview import Preview
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

T = TypeVar("T")


def pdf(*heights: int) -> bytes:
    """A PDF with a page of each height, 100 points wide."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + len(heights)))
    told = f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]"
    told += f"/Count {len(heights)}>>endobj\n"
    for number, height in enumerate(heights, 3):
        box = f"/MediaBox[0 0 100 {height}]"
        told += f"{number} 0 obj<</Type/Page/Parent 2 0 R{box}>>endobj\n"
    return f"%PDF-1.7\n{told}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


@pytest.fixture
def jobs() -> HeldJobs:
    return HeldJobs(late=True)


@pytest.fixture
def preview(qtbot: QtBot, dressed: QApplication, jobs: HeldJobs) -> Iterator[Preview]:
    """A preview of a PDF with a high page, a square one and a wide one."""
    window = QWidget()
    qtbot.addWidget(window)
    preview = Preview(jobs, theme.appearance(ColourScheme.LIGHT, 100), window)
    preview.resize(400, 400)
    window.show()
    preview.make(lambda: pdf(200, 100, 50))
    jobs.run_all()
    yield preview
    window.close()


def shown(preview: Preview) -> tuple[str, float]:
    """What it says of the page, and how high that is for its width."""
    image = preview.view.image
    assert image is not None
    return preview.page_label.text(), round(image.height() / image.width(), 1)


def test_a_page_that_is_drawn_late_does_not_take_the_place_of_the_next(
    preview: Preview, jobs: HeldJobs
) -> None:
    preview.turn(1)
    preview.turn(1)

    jobs.run(1)
    jobs.run(0)

    assert shown(preview) == ("Page 3 of 3", 0.5)


def test_whoever_turns_a_page_while_another_pdf_is_made_sees_its_first(
    preview: Preview, jobs: HeldJobs
) -> None:
    preview.make(lambda: pdf(200, 100, 50, 50))
    preview.turn(1)

    jobs.run(0)
    jobs.run(0)

    assert shown(preview) == ("Page 1 of 4", 2.0)
    assert not preview.previous_button.isEnabled()
