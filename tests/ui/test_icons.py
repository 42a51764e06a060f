"""Icons in any colour, sharp and in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from valita_desktop import paths
from valita_desktop.content.model import LISTED_KINDS, Format, Theme
from valita_desktop.ui.style import icons

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GREEN = "#0B5F5B"
OURS = ("app.svg", "lock.svg")


def drawn(name: str, size: QSize, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icons.icon(name, GREEN).pixmap(size, mode).toImage()


def ink(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [pixel for pixel in pixels if pixel.alpha() > 0]


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            *icons.THEME_ICONS.values(),
            *(icons.item_icon(kind, None) for kind in LISTED_KINDS),
            *(icons.item_icon(LISTED_KINDS[2], sheet) for sheet in Format),
        }
    ),
)
def test_every_icon_of_an_item_can_be_drawn(name: str, dressed: QApplication) -> None:
    assert ink(drawn(name, QSize(24, 24)))


def test_every_theme_has_an_icon_of_its_own() -> None:
    assert len(set(icons.THEME_ICONS.values())) == len(Theme)


def test_an_icon_has_the_colour_that_was_asked_for(dressed: QApplication) -> None:
    strongest = max(ink(drawn("house", QSize(24, 24))), key=QColor.alpha)

    assert strongest.name().upper() == GREEN


def test_a_disabled_icon_is_faint(dressed: QApplication) -> None:
    faint = ink(drawn("house", QSize(24, 24), QIcon.Mode.Disabled))

    assert max(pixel.alpha() for pixel in faint) < 200


def test_an_icon_beside_words_stands_at_the_left(dressed: QApplication) -> None:
    image = drawn("layers", icons.beside_text(20))

    assert image.width() == 27
    assert not ink(image.copy(20, 0, 7, 20))


def test_pixels_for_lists_are_as_sharp_as_the_screen(dressed: QApplication) -> None:
    assert icons.pixmap("house", GREEN, 24, 1.5).width() == 36


def test_every_shipped_icon_says_where_it_is_from() -> None:
    files = [f for f in (paths.resources() / "icons").glob("*.svg") if f.name not in OURS]

    assert files
    assert all("@license lucide-static" in file.read_text("utf-8") for file in files)


def test_an_icon_whose_file_is_gone_is_left_out_and_told_in_the_log(
    dressed: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    assert ink(drawn("no-such-icon", QSize(24, 24))) == []
    assert "no-such-icon" in caplog.text
