"""Whatever a remote sends, in whatever order: never a stuck screen, never a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tests.ui.shows import Hall, a_show, item
from valita_desktop.ui.present.screens import Seats

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.present.deck import Show

_Key = Qt.Key
REMOTE = (
    _Key.Key_PageDown,
    _Key.Key_PageUp,
    _Key.Key_F5,
    _Key.Key_Escape,
    _Key.Key_Period,
    _Key.Key_B,
)
KEYBOARD = (
    *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Space),
    *(_Key.Key_Return, _Key.Key_Home, _Key.Key_End, _Key.Key_Backspace, _Key.Key_Tab),
    *(_Key.Key_T, _Key.Key_L, _Key.Key_Plus, _Key.Key_Minus, _Key.Key_1, _Key.Key_5, _Key.Key_9),
    *(_Key.Key_X, _Key.Key_F1, _Key.Key_F11),
)


class Walk(RuleBasedStateMachine):
    """Presses keys and pulls plugs at random; F5 begins where nothing is presented."""

    def __init__(self, qtbot: QtBot, shown: Show) -> None:
        super().__init__()
        self._hall = Hall(qtbot, size=(640, 480))
        self._room = self._hall.screens.audience
        self._shown = shown
        self._hall.begin(shown)

    @rule(key=st.sampled_from(REMOTE) | st.sampled_from((*REMOTE, *KEYBOARD)))
    def press(self, key: Qt.Key) -> None:
        presenter = self._hall.presenter
        if presenter.class_window is not None:
            window = presenter.notes_window or presenter.class_window
            self._hall.qtbot.keyClick(window.focusWidget() or window, key)
        elif key == _Key.Key_F5:
            self._hall.begin(self._shown)

    @rule(two=st.booleans())
    def plug(self, two: bool) -> None:  # noqa: FBT001 - drawn by name
        beside = self._room.translated(self._room.width(), 0)
        self._hall.screens = Seats(self._room, beside if two else None)
        self._hall.presenter.place()

    @rule()
    def swap(self) -> None:
        notes = self._hall.presenter.notes_window
        if notes is not None:
            notes.controls.swap_button.click()

    @rule(width=st.integers(400, 800), height=st.integers(300, 600))
    def resize(self, width: int, height: int) -> None:
        if self._hall.presenter.class_window is not None:
            self._hall.presenter.class_window.resize(width, height)

    @invariant()
    def there_is_always_a_page_or_nothing_at_all(self) -> None:
        presenter, window = self._hall.presenter, self._hall.presenter.class_window
        now = presenter.presentation
        assert self._hall.awake.held == int(now is not None)
        if now is None or window is None:
            shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            assert shown == [self._hall.window]
            assert presenter.notes_window is None
            return
        assert window.isVisible()
        assert 0 <= now.page < now.pages
        assert window.page.heading.text() == now.slide.heading
        assert window.page.heading.text() or window.page.pages(now.slide)

    @invariant()
    def a_dark_screen_is_never_more_than_one_press_away_from_the_page(self) -> None:
        presenter, window = self._hall.presenter, self._hall.presenter.class_window
        if presenter.presentation is None or window is None:
            return
        black = window.grab().toImage().pixelColor(3, 3) == QColor("black")
        assert black == presenter.presentation.dark
        if black:
            before = window.page.heading.text()
            presenter.presentation.next()
            assert window.page.heading.text() == before
            assert window.grab().toImage().pixelColor(3, 3) != QColor("black")
            presenter.presentation.toggle_dark()

    @override
    def teardown(self) -> None:
        self._hall.presenter.leave()
        self._hall.window.close()


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_no_walk_ends_in_a_stuck_or_a_blank_screen(
    qtbot: QtBot, dressed: QApplication, lang: str
) -> None:
    shown = a_show(item(), item("m05", sv=""), lang="sv" if lang == "sv" else "fi")

    class WalkHere(Walk):
        def __init__(self) -> None:
            super().__init__(qtbot, shown)

    run_state_machine_as_test(
        WalkHere,
        settings=settings(max_examples=20, stateful_step_count=30, deadline=None),
    )
