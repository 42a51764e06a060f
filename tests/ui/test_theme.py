"""Colours that everyone can read, letters in points, one style sheet for the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QLabel

from valita_desktop import paths
from valita_desktop.content.model import Theme
from valita_desktop.handouts.sections.theme_band import INKS
from valita_desktop.settings import TEXT_SIZES, ColourScheme
from valita_desktop.ui.style import theme
from valita_desktop.ui.style.paint import circle_colour
from valita_desktop.ui.style.theme import CONTRAST, DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PALETTES = (LIGHT, DARK, CONTRAST)
PAIRS = (
    ("text", "bg", 4.5),
    ("text", "surface", 4.5),
    ("text", "surface2", 4.5),
    ("muted", "bg", 4.5),
    ("muted", "surface", 4.5),
    ("muted", "surface2", 4.5),
    ("muted", "sel", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("primary", "bg", 4.5),
    ("primary", "surface", 4.5),
    ("primary", "primary_tint", 4.5),
    ("primary", "surface2", 4.5),
    ("text", "sel", 4.5),
    ("text", "primary_tint", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "bg", 4.5),
    ("ok", "surface", 4.5),
    ("border_strong", "surface", 3.0),
    ("border_strong", "bg", 3.0),
    ("focus", "bg", 3.0),
    ("focus", "surface", 3.0),
    ("focus", "sel", 3.0),
)


def luminance(colour: QColor) -> float:
    """Source: WCAG 2.2, relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_has_enough_contrast(
    palette: Palette, front: str, back: str, least: float
) -> None:
    assert contrast(getattr(palette, front), getattr(palette, back)) >= least


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
@pytest.mark.parametrize("number", range(len(Theme)))
def test_the_words_of_a_theme_are_readable_on_its_tint(palette: Palette, number: int) -> None:
    strong, tint = palette.themes[number]

    assert contrast(strong, tint) >= 4.5
    assert contrast(palette.text, tint) >= 4.5
    assert contrast(strong, palette.surface) >= 4.5
    assert contrast(strong, palette.sel) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize("number", range(len(Theme)))
def test_the_words_of_a_tile_are_readable_on_its_circles(palette: Palette, number: int) -> None:
    strong, tint = palette.themes[number]
    circle = circle_colour(tint)

    assert contrast(strong, circle) >= 4.5
    assert contrast(palette.text, circle) >= 4.5


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_a_found_word_is_readable_where_it_is_marked(palette: Palette) -> None:
    assert contrast(palette.muted, palette.themes[3].tint) >= 4.5


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_the_style_sheet_is_whole_and_made_of_the_palette(
    palette: Palette, dressed: QApplication
) -> None:
    sheet = theme.stylesheet(palette, 15)

    assert not re.search(r"\$|\drem", sheet)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= {
        value for value in vars_of(palette) if value.startswith("#")
    }


def vars_of(palette: Palette) -> set[str]:
    values = {getattr(palette, name) for name in palette.__struct_fields__ if name != "themes"}
    return values | {colour for pair in palette.themes for colour in pair}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_the_drawings_of_controls_have_the_colours_of_the_palette(palette: Palette) -> None:
    folder = paths.resources() / "icons" / "controls"
    colours = {
        name: set(re.findall(r"#[0-9A-F]{6}", (folder / f"{palette.name}-{name}.svg").read_text()))
        for name in ("check", "dot", "down", "up")
    }

    assert colours == {
        "check": {palette.on_primary},
        "dot": {palette.on_primary},
        "down": {palette.text},
        "up": {palette.text},
    }


def test_every_picture_of_the_style_sheet_is_there(dressed: QApplication) -> None:
    for palette in PALETTES:
        for file in re.findall(r'url\("([^"]+)"\)', theme.stylesheet(palette, 15)):
            assert (paths.resources() / file).is_file(), file


def test_letters_are_set_in_points_for_assistive_technology(dressed: QApplication) -> None:
    font = theme.font(15)

    assert font.pointSizeF() == pytest.approx(11.25)
    assert QFontInfo(font).family() == theme.FAMILY


def test_a_heading_has_the_shipped_letters(dressed: QApplication, qtbot: object) -> None:
    dressed.setFont(theme.font(15))
    label = QLabel("Otsikko")
    theme.set_role(label, "h1")
    label.setStyleSheet(theme.stylesheet(LIGHT, 15))
    label.ensurePolished()

    assert label.font().family() == theme.FAMILY
    assert label.font().bold()
    label.deleteLater()


def test_text_sizes_are_whole_pixels_that_grow() -> None:
    sizes = [theme.base_px(size) for size in TEXT_SIZES]

    assert sizes == sorted(set(sizes))
    assert sizes[0] == 15
    assert sizes[-1] == 30


@pytest.mark.parametrize(
    ("appearance", "palette"),
    [(ColourScheme.LIGHT, LIGHT), (ColourScheme.DARK, DARK), (ColourScheme.CONTRAST, CONTRAST)],
)
def test_a_chosen_look_is_its_palette(
    appearance: ColourScheme, palette: Palette, dressed: QApplication
) -> None:
    assert theme.appearance(appearance, 100).palette is palette


def test_the_computers_look_is_one_of_the_palettes(dressed: QApplication) -> None:
    assert theme.appearance(ColourScheme.SYSTEM, 100).palette in PALETTES


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold])
def test_signs_that_our_letters_lack_come_from_the_shipped_face(
    weight: QFont.Weight, dressed: QApplication
) -> None:
    """Whatever faces the computer has: none of them decides, and none is missed."""
    shown = {sign: _families(sign, theme.font(16, weight)) for sign in "↓★☐☑✓➜½Ŋж😀🏫\u2011\u2003ä"}

    assert {sign: names - {theme.FAMILY, theme.SIGNS} for sign, names in shown.items()} == {
        sign: set() for sign in shown
    }
    assert shown["↓"] == {theme.SIGNS}
    assert shown["\u2011"] == {theme.FAMILY}


def _families(text: str, font: QFont) -> set[str]:
    """The faces that a text is drawn from; none for a sign that no face has."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return {run.rawFont().familyName() if all(run.glyphIndexes()) else "" for run in runs}


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold])
@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("tabular", [False, True])
def test_no_zero_on_the_screen_has_a_stroke_through_it(
    weight: QFont.Weight,
    italic: bool,  # noqa: FBT001
    tabular: bool,  # noqa: FBT001
    dressed: QApplication,
) -> None:
    font = theme.font(100, weight)
    font.setItalic(italic)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    picture = QImage(150, 150, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, "0")
    painter.end()
    dark = [(x, y) for y in range(150) for x in range(150) if picture.pixelColor(x, y).red() < 128]
    top, low = min(y for _, y in dark), max(y for _, y in dark)
    row = [x for x, y in dark if y == (top + low) // 2]
    inner = [x for x in row if min(row) + (max(row) - min(row)) * 0.4 < x]

    assert low - top > 50
    assert min(inner) - min(row) > (max(row) - min(row)) * 0.6


def test_paper_has_the_colours_of_the_themes_that_a_light_screen_has() -> None:
    assert tuple(INKS[each] for each in Theme) == tuple(each.strong for each in LIGHT.themes)
