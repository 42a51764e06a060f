"""Everything one can use has a name, a role, a size to hit and a place in the round of Tab."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from tests.ui.stage import visible
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.item_list.list_view import ListEntry
from valita_desktop.ui.style import paint, theme
from valita_desktop.ui.widgets import accessible, focus_gap
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_gap import FocusGap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage

Role = QAccessible.Role
NAME = QAccessible.Text.Name


def update(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("updates")
    stage.shell.stack.updates.trips.check()
    stage.shell.stack.updates.trips.apply()


PAGES: dict[str, Callable[[Stage], object]] = {
    "home": lambda stage: stage.shell.navigator.show_location(),
    "library": lambda stage: stage.shell.navigator.go_to_entry("library"),
    "nothing found": lambda stage: stage.shell.search("zzz"),
    "packets": lambda stage: stage.shell.navigator.go_to_entry("packets"),
    "updates": lambda stage: stage.shell.navigator.go_to_entry("updates"),
    "what changed": update,
    "settings": lambda stage: stage.shell.navigator.go_to_entry("settings"),
    "help": lambda stage: stage.shell.navigator.open_help(),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, stage: Stage) -> Stage:
    stage.userdata.opened("m05")
    stage.packets.filled("m05", "m99")
    PAGES[request.param](stage)
    stage.settle()
    return stage


def usable(stage: Stage) -> Iterator[QWidget]:
    """What the keyboard can reach."""
    for widget in visible(stage.shell):
        inside = isinstance(widget.parent(), QAbstractSpinBox)  # which speaks for its field
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not inside:
            yield widget


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def test_everything_one_can_use_has_a_name(page: Stage) -> None:
    nameless = [
        type(widget).__name__
        for widget in usable(page)
        if not interface(widget).text(NAME).strip() and not isinstance(widget, QAbstractScrollArea)
    ]

    assert nameless == []


def test_everything_one_can_use_has_a_role(page: Stage) -> None:
    vague = {Role.NoRole, Role.Client, Role.Grouping}
    found = [
        f"{type(widget).__name__} {interface(widget).text(NAME)}"
        for widget in usable(page)
        if interface(widget).role() in vague and not isinstance(widget, QAbstractScrollArea)
    ]

    assert found == []


def test_everything_one_can_press_is_large_enough(page: Stage) -> None:
    """Source: WCAG 2.2, 2.5.8 asks 24 px; ui.md asks 34 for links and 30 for facets."""
    small = [
        f"{type(widget).__name__} {interface(widget).text(NAME)} {widget.size()}"
        for widget in visible(page.shell)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), QAbstractSpinBox)
        and (
            widget.height() < (30 if isinstance(widget, QCheckBox | QRadioButton) else 34)
            or widget.width() < 34
        )
    ]

    assert small == []


def test_tab_goes_round_everything_and_returns(page: Stage) -> None:
    page.press(Qt.Key.Key_Tab)  # away from the heading, which is no stop
    begun = page.shell.focusWidget()
    seen: list[QWidget | None] = []
    for _ in range(200):
        page.press(Qt.Key.Key_Tab)
        seen.append(page.shell.focusWidget())
        if seen[-1] is begun:
            break

    assert seen[-1] is begun
    missed = [
        f"{type(widget).__name__} {interface(widget).text(NAME)}"
        for widget in usable(page)
        if widget not in seen
        and not isinstance(widget, QRadioButton)  # one stop a group
        and not _in_exclusive_group(widget)
    ]
    assert missed == []


def _in_exclusive_group(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()


def test_each_page_has_one_heading_of_the_first_level(page: Stage) -> None:
    headings = [h for h in visible(page.shell) if isinstance(h, HeadingLabel)]

    assert [h.level for h in headings].count(1) == 1
    assert all(interface(heading).role() == Role.Heading for heading in headings)
    assert all(interface(heading).text(NAME) for heading in headings)


LOOKS = pytest.mark.parametrize(
    "appearance", [ColourScheme.LIGHT, ColourScheme.DARK, ColourScheme.CONTRAST]
)
_FILLED = [("primary", False), ("big-primary", False), ("segment", True)]
_OTHERS = ["", "quiet", "link", "chip", "icon", "nav", "segment", "big", "offer", "icon-quiet"]


@LOOKS
@pytest.mark.parametrize(
    ("role", "checked"), [*_FILLED, *((role, False) for role in _OTHERS), ("nav", True)]
)
def test_the_ring_of_the_focus_stands_out_from_both_sides_of_it(
    appearance: ColourScheme, role: str, *, checked: bool, qtbot: QtBot, dressed: QApplication
) -> None:
    """Source: WCAG 2.2, 1.4.11 asks 3:1 against what is beside it."""
    palette = theme.appearance(appearance, 100).palette
    page = QDialog()
    page.setStyleSheet(theme.stylesheet(palette, 15))
    button = QPushButton("Tulosta", page)
    theme.set_role(button, role)
    button.setCheckable(checked)
    button.setChecked(checked)
    button.setGeometry(20, 20, 160, 60)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    button.setFocus()

    image = page.grab().toImage()
    line = [image.pixelColor(x, 50).name() for x in range(10, 60)]
    ring = [x for x, colour in enumerate(line) if colour == palette.focus.lower()]

    assert len(ring) >= 2
    assert ring == list(range(ring[0], ring[-1] + 1))
    assert contrast(line[ring[0] - 1], palette.focus) >= 3
    assert contrast(line[ring[-1] + 1], palette.focus) >= 3


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio and relative luminance."""

    def luminance(name: str) -> float:
        colour = QColor(name)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_gap_goes_with_the_focus(qtbot: QtBot, dressed: QApplication) -> None:
    focus_gap.install(dressed)  # once more than the program does: asking twice is the same
    page = QDialog()
    one, other = QPushButton("a", page), QPushButton("b", page)
    theme.set_role(one, "primary")
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    one.setFocus()
    one.resize(200, 60)
    (gap,) = one.findChildren(FocusGap)

    assert gap.geometry() == one.rect().adjusted(2, 2, -2, -2)
    other.setFocus()
    assert not gap.isVisible()


def test_where_one_is_does_not_differ_by_colour_alone_in_high_contrast(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(look=ColourScheme.CONTRAST)
    stage.show()
    stage.shell.navigator.go_to_entry("library")
    entries = stage.shell.sidebar.buttons
    middle = entries["library"].height() // 2

    edges = {
        key: button.grab().toImage().pixelColor(0, middle).name() for key, button in entries.items()
    }

    assert edges.pop("library") == theme.CONTRAST.primary.lower()
    assert set(edges.values()) == {theme.CONTRAST.bg}


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK, theme.CONTRAST])
def test_what_was_found_has_a_line_under_it(palette: theme.Palette, dressed: QApplication) -> None:
    drawn = []
    for marks in ([], [(0, 4)]):
        image = QImage(120, 30, QImage.Format.Format_RGB32)
        image.fill(QColor(palette.themes[3].tint))  # a ground that the tint cannot be told from
        painter = QPainter(image)
        ink = paint.ink(theme.font(15), palette.text)
        paint.marked_line(painter, image.rect(), "Raha", ink, marks, palette)
        painter.end()
        drawn.append(image)

    assert drawn[0] != drawn[1]


@LOOKS
def test_the_focus_can_be_seen_on_everything(
    make_stage: MakeStage, appearance: ColourScheme
) -> None:
    stage = make_stage(look=appearance)
    stage.show()
    stage.userdata.opened("m05")
    stage.shell.navigator.show_location()
    ring = theme.appearance(appearance, 100).palette.focus.lower()
    unseen = []
    for widget in list(usable(stage)):
        widget.setFocus()
        stage.settle()
        image = widget.grab().toImage()
        edge = {image.pixelColor(x, 1).name() for x in range(image.width())}
        if ring not in edge:
            unseen.append(f"{type(widget).__name__} {interface(widget).text(NAME)}")

    assert unseen == []


def test_the_content_languages_are_radio_buttons(stage: Stage) -> None:
    roles = {interface(button).role() for button in stage.shell.top_bar.language_buttons.values()}

    assert roles == {Role.RadioButton}


def test_a_row_of_the_list_is_read_whole_by_assistive_technology(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")

    row = interface(stage.shell.stack.library.list).child(0)

    assert row.text(NAME) == "Aineisto theme-participation. Theme. Finnish, Swedish. Lyhyt kuvaus"


def test_a_check_box_of_the_facets_says_its_group(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    box = next(iter(stage.shell.stack.library.panel.boxes.values()))

    assert interface(box).role() == Role.CheckBox
    assert interface(box).text(QAccessible.Text.Description) == "Kind"


def test_assistive_technology_can_toggle_a_facet(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    facet, box = next(iter(stage.shell.stack.library.panel.boxes.items()))

    interface(box).actionInterface().doAction("Toggle")

    assert stage.shell.stack.library.panel.chosen() == (facet,)


def test_assistive_technology_can_open_a_row_of_the_list(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    row = interface(stage.shell.stack.library.list).child(2)

    assert row.actionInterface().actionNames() == ["Press", "ShowMenu", "SetFocus"]
    row.actionInterface().doAction("Press")

    title = row.text(NAME).split(".")[0]
    assert stage.shell.navigator.title == title


def test_assistive_technology_can_open_the_menu_of_a_row(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    rows = stage.shell.stack.library.list
    rows.menu_requested.disconnect()

    with stage.qtbot.waitSignal(rows.menu_requested) as asked:
        interface(rows).child(2).actionInterface().doAction("ShowMenu")

    assert asked.args[0] == rows.current_id()
    assert rows.currentIndex().row() == 2


def test_a_row_of_the_list_can_be_chosen_and_says_so(stage: Stage) -> None:
    stage.show()
    stage.shell.navigator.go_to_entry("library")
    rows = interface(stage.shell.stack.library.list)

    rows.child(2).actionInterface().doAction("SetFocus")

    assert rows.child(2).state().focused
    assert not rows.child(1).state().selected
    chosen = rows.selectionInterface().selectedItem(0)
    assert chosen.text(NAME) == rows.child(2).text(NAME)


def test_what_stands_between_the_rows_cannot_be_opened(stage: Stage) -> None:
    rows = interface(stage.shell.stack.library.list)
    stage.shell.stack.library.list.model().show([ListEntry(None)], "fi")  # type: ignore[attr-defined]

    assert rows.child(0).text(NAME) == "Related"
    assert rows.child(0).actionInterface() is None


def test_the_window_is_found_as_a_window_that_speaks_its_language(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(ui_language="sv")
    stage.show()
    heading = next(each for each in visible(stage.shell) if isinstance(each, HeadingLabel))
    attributes = interface(heading).attributesInterface()

    assert interface(stage.shell).role() == Role.Window
    assert attributes.attributeValue(QAccessible.Attribute.Locale).name() == "sv_FI"
    assert attributes.attributeValue(QAccessible.Attribute.Level) == 1


def test_the_language_of_the_list_is_that_of_its_titles(make_stage: MakeStage) -> None:
    stage = make_stage(ui_language="fi", content_language="sv")
    stage.shell.navigator.go_to_entry("library")

    row = interface(stage.shell.stack.library.list).child(0)

    spoken = row.attributesInterface().attributeValue(QAccessible.Attribute.Locale)
    assert spoken.name() == "sv_FI"


def test_the_focus_goes_to_another_page_without_a_stop_on_the_way(
    stage: Stage, dressed: QApplication
) -> None:
    stage.show()
    stage.shell.navigator.go_to_entry("library")
    stops: list[QWidget] = []

    def note(_old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            stops.append(now)

    dressed.focusChanged.connect(note)
    stage.shell.navigator.go_to_entry("settings")
    dressed.focusChanged.disconnect(note)

    assert len(stops) == 1
    assert stage.shell.stack.settings.isAncestorOf(stops[0])


@pytest.mark.parametrize("name", ["home", "library", "packets", "updates", "settings"])
def test_tab_follows_the_screen_from_top_to_bottom(stage: Stage, name: str) -> None:
    stage.userdata.opened("m05")
    stage.packets.filled("m05", "m99")
    PAGES[name](stage)
    stage.settle()
    page = cast("QWidget", stage.shell.stack.currentWidget())
    stops = [widget for widget in in_tab_order(page) if widget.isVisible()]

    backwards = [
        f"{interface(before).text(NAME)} -> {interface(after).text(NAME)}"
        for before, after in pairwise(stops)
        if place(after, page).bottom() <= place(before, page).top()
        and place(after, page).left() < place(before, page).right()
    ]

    assert len(stops) > 2
    assert backwards == []


def in_tab_order(page: QWidget) -> Iterator[QWidget]:
    each = cast("QWidget", page.nextInFocusChain())
    while each is not page:
        if page.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield each
        each = cast("QWidget", each.nextInFocusChain())


def place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, widget.rect().topLeft()), widget.size())


@pytest.mark.parametrize("page_name", ["home", "library", "packets", "settings"])
def test_a_box_to_choose_from_is_called_by_what_it_asks(stage: Stage, page_name: str) -> None:
    stage.packets.filled("m05", "m99")
    PAGES[page_name](stage)
    stage.settle()

    unasked = [
        box.currentText()
        for box in visible(stage.shell)
        if isinstance(box, QComboBox)
        and not box.accessibleName()
        and not interface(box).relations(QAccessible.RelationFlag.Label)
    ]

    assert unasked == []


def test_another_language_and_another_size_are_said_aloud(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def note(_widget: QWidget, words: str) -> None:
        said.append(words)

    monkeypatch.setattr(accessible, "announce", note)
    stage.shell.set_content_language("sv")
    stage.shell.preferences.change(replace(stage.shell.preferences.now, text_size=150))

    assert said == ["Materials in Swedish", "Text size: 150 %"]


def test_a_page_without_a_heading_is_named_aloud_beside_where_the_focus_goes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def note(_widget: QWidget, words: str) -> None:
        said.append(words)

    monkeypatch.setattr(accessible, "announce", note)
    stage.shell.navigator.go_to_entry("settings")
    stage.shell.navigator.open_item("m05")  # the stage's has none

    assert said == ["Aineisto m05"]


def test_the_window_follows_the_computers_contrast(
    make_stage: MakeStage, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make_stage(look=ColourScheme.SYSTEM)
    monkeypatch.setattr(theme, "_system_palette", lambda: theme.CONTRAST)

    hints = dressed.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)

    assert theme.CONTRAST.primary in stage.shell.styleSheet()


def test_words_that_are_dictated_into_the_search_are_looked_for(stage: Stage) -> None:
    field = interface(stage.shell.top_bar.search)

    field.editableTextInterface().insertText(0, "uni")

    assert stage.shell.navigator.location.shown.query == "uni"
