"""Colours, letters and measures of the window.

Whatever is drawn takes its colours from a `Palette` and its sizes from ``base_px``;
no other module names a colour. The style sheet itself is ``resources/style/window.qss``.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from string import Template
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from valita_desktop import paths
from valita_desktop.content.model import Theme
from valita_desktop.settings import ColourScheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

FAMILY = "Atkinson Hyperlegible Next"
SIGNS = "Valita Signs"
"""The face of what our letters lack."""

BASE_PX = 15
"""Height of the interface's letters at 100 %, in pixels."""

READING = 1.2
"""Letters of a text to read, times the base."""

SIDEBAR_EM = 73.0
"""Narrower windows than this many em show the sidebar as icons."""

FACETS_EM = 66.0
"""Narrower windows fold the facets away and put tiles two by two."""

SCROLL_BAR = 16
"""Width of a scroll bar and its gap in pixels, kept free where there is none at the moment."""

LOW_PX = 600
"""Lower windows drop what can be dropped above the text."""

_THEMES = tuple(Theme)
_LENGTH = re.compile(r"(font-size:\s*)?(\d+(?:\.\d+)?)rem")


class ThemeColours(NamedTuple):
    """The pair that stands for a theme of the network.

    Attributes:
        strong: For words and icons.
        tint: For the ground behind them.
    """

    strong: str
    tint: str


class Palette(msgspec.Struct, frozen=True):
    """Every colour of one colour scheme, as ``#RRGGBB``.

    Attributes:
        name: ``light``, ``dark`` or ``contrast``; also the first part of the file names
            in ``resources/icons/controls``.
        themes: In the order of `content.model.Theme`.
    """

    name: str
    bg: str
    surface: str
    surface2: str
    text: str
    muted: str
    primary: str
    primary_hover: str
    on_primary: str
    primary_tint: str
    sel: str
    border: str
    border_strong: str
    focus: str
    danger: str
    ok: str
    themes: tuple[ThemeColours, ThemeColours, ThemeColours, ThemeColours]

    @property
    def outlined(self) -> bool:
        """Tints cannot be told from the ground, so shapes need an outline."""
        return self.primary_tint == self.bg


LIGHT = Palette(
    name="light",
    bg="#F8F5EF",
    surface="#FFFFFF",
    surface2="#F0EBE1",
    text="#1D2228",
    muted="#555C64",
    primary="#0B5F5B",
    primary_hover="#084B48",
    on_primary="#FFFFFF",
    primary_tint="#DCEFEC",
    sel="#DCEFEC",
    border="#DDD6C8",
    border_strong="#857B6B",
    focus="#1A56DB",
    danger="#A3261B",
    ok="#1E6B3A",
    themes=(
        ThemeColours("#0B5F5B", "#D9EEEA"),
        ThemeColours("#9C3A22", "#FBE3DA"),
        ThemeColours("#663A85", "#EDE2F5"),
        ThemeColours("#745000", "#FAEBC6"),
    ),
)

DARK = Palette(
    name="dark",
    bg="#14181B",
    surface="#1C2226",
    surface2="#262E33",
    text="#ECEFEF",
    muted="#AFB9BF",
    primary="#74D3C8",
    primary_hover="#9BE2DA",
    on_primary="#06201E",
    primary_tint="#17363A",
    sel="#17363A",
    border="#394248",
    border_strong="#7F8C95",
    focus="#8AB4FF",
    danger="#FF9C8F",
    ok="#7FD69B",
    themes=(
        ThemeColours("#7FD8CD", "#173433"),
        ThemeColours("#FFAE98", "#3B231C"),
        ThemeColours("#DDB9F4", "#2F2339"),
        ThemeColours("#F3CE78", "#362B14"),
    ),
)

CONTRAST = Palette(
    name="contrast",
    bg="#000000",
    surface="#000000",
    surface2="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    primary="#FFE34D",
    primary_hover="#FFFFFF",
    on_primary="#000000",
    primary_tint="#000000",
    sel="#333300",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    focus="#4DE1FF",
    danger="#FF9C8F",
    ok="#8CFF9E",
    themes=(
        ThemeColours("#7FFFEF", "#000000"),
        ThemeColours("#FFB199", "#000000"),
        ThemeColours("#E5B8FF", "#000000"),
        ThemeColours("#FFE34D", "#000000"),
    ),
)


class Appearance(msgspec.Struct, frozen=True):
    """How the window looks just now: a `Palette` and a size.

    Views are handed it whenever it changes.

    Attributes:
        palette: The colours.
        base_px: Height of the interface's letters in pixels; all measures follow it.
    """

    palette: Palette
    base_px: int

    def em(self, times: float) -> int:
        """A length in whole pixels."""
        return round(times * self.base_px)

    def icon_px(self, size: int) -> int:
        """The side of an icon in pixels: larger with the letters, and whole at 125 and 150 %.

        Args:
            size: At letters of 100 %: 16, 20 or 24.
        """
        return max(size, round(size * self.base_px / BASE_PX / 4) * 4)


def base_px(text_size: int) -> int:
    """Height of the letters in pixels at a text size in per cent."""
    return round(BASE_PX * text_size / 100)


def appearance(scheme: ColourScheme, text_size: int) -> Appearance:
    """What a person has chosen; ``ColourScheme.SYSTEM`` asks the computer."""
    chosen = {
        ColourScheme.LIGHT: LIGHT,
        ColourScheme.DARK: DARK,
        ColourScheme.CONTRAST: CONTRAST,
    }.get(scheme)
    return Appearance(chosen or _system_palette(), base_px(text_size))


def when_system_changes(restyle: Callable[[], None]) -> None:
    """Have something done whenever the computer turns dark or light, or its contrast changes."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(restyle)
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if accessibility:
        accessibility().contrastPreferenceChanged.connect(restyle)


def theme_number(themes: Sequence[Theme]) -> int:
    """Which of the palette's pairs stands for an item; the first where it has no theme."""
    return _THEMES.index(themes[0]) if themes else 0


def dress(appearance: Appearance) -> None:
    """Give the application the letters and colours of all that has no style sheet."""
    QApplication.setFont(font(appearance.base_px))
    QApplication.setPalette(qt_palette(appearance.palette))


def register_fonts() -> None:
    """Make the shipped letters known to Qt; needs a QGuiApplication.

    Signs come from one face: of a family of two that differ, Qt on Linux asks either one
    whether it has a sign. Bold letters that only it has are made bold by Qt.
    """
    folder = paths.resources() / "fonts"
    for file in (*sorted(folder.glob("Atkinson*.ttf")), folder / "ValitaSigns-Regular.ttf"):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            log.warning("%s cannot be read; the computer's own letters are used", file.name)
    QFont.insertSubstitution(FAMILY, SIGNS)


def font(px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The shipped letters at a height in pixels.

    The size is set in points: assistive technology reads -1 for pixel sizes.
    """
    made = QFont(FAMILY)
    made.setPointSizeF(px * _points_per_px())
    made.setWeight(weight)
    return made


def stylesheet(palette: Palette, base: int) -> str:
    """The style sheet of the whole window, for one ``setStyleSheet``.

    Args:
        palette: The colours, ``$name`` in the text.
        base: ``1rem`` in the text, in pixels; font sizes become points.
    """
    colours = msgspec.structs.asdict(palette)
    colours["outline"] = palette.primary if palette.outlined else "transparent"
    colours["controls"] = (paths.resources() / "icons" / "controls").as_posix()
    points = _points_per_px()

    def absolute(match: re.Match[str]) -> str:
        px = float(match[2]) * base
        return f"{match[1]}{px * points:.2f}pt" if match[1] else f"{round(px)}px"

    return _LENGTH.sub(absolute, Template(_window_qss()).substitute(colours))


def qt_palette(palette: Palette) -> QPalette:
    """The same colours for what Qt draws without the style sheet."""
    role = QPalette.ColorRole
    made = QPalette()
    for roles, colour in (
        ((role.Window,), palette.bg),
        ((role.Base, role.Button, role.ToolTipBase), palette.surface),
        ((role.AlternateBase,), palette.surface2),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), palette.text),
        ((role.PlaceholderText,), palette.muted),
        ((role.Highlight, role.Link, role.Accent), palette.primary),
        ((role.HighlightedText,), palette.on_primary),
        ((role.Mid, role.Dark), palette.border_strong),
        ((role.Light, role.Midlight), palette.border),
    ):
        for one in roles:
            made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(palette.border_strong))
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a class of the style sheet, also after it has been shown."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again, if it has looked at all."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it does before the widget is shown; `style` makes many names of Qt
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def _window_qss() -> str:
    try:
        return (paths.resources() / "style" / "window.qss").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        log.warning("the window has no style: %s", error)
        return ""


def _points_per_px() -> float:
    screen = QGuiApplication.primaryScreen()
    return 72.0 / screen.logicalDotsPerInch() if screen else 0.75


def _system_palette() -> Palette:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if accessibility and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
