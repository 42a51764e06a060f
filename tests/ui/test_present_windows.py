"""What is presented, on one screen and on two: pages, keys, buttons, the timer, the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QCloseEvent, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from tests.ui.shows import FI, Hall, a_show, item
from tests.ui.stage import clipped, speak_pseudo, visible
from valita_desktop import i18n
from valita_desktop.ui.present.countdown import Countdown, TimerState
from valita_desktop.ui.present.deck import Place, SlideKind
from valita_desktop.ui.present.screens import Seats
from valita_desktop.ui.present.timer_ring import clock_face
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.present.class_window import ClassWindow
    from valita_desktop.ui.present.notes_window import NotesWindow
    from valita_desktop.ui.present.presentation import Presentation

    MakeHall = Callable[..., Hall]


@pytest.fixture
def make_hall(qtbot: QtBot, dressed: QApplication) -> MakeHall:
    def make(*, two: bool = False, size: tuple[int, int] = (1366, 768)) -> Hall:
        return Hall(qtbot, two=two, size=size)

    return make


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    made = make_hall()
    made.begin()
    return made


def now(hall: Hall) -> Presentation:
    assert hall.presenter.presentation is not None
    return hall.presenter.presentation


def class_window(hall: Hall) -> ClassWindow:
    assert hall.presenter.class_window is not None
    return hall.presenter.class_window


def notes_window(hall: Hall) -> NotesWindow:
    assert hall.presenter.notes_window is not None
    return hall.presenter.notes_window


def press(hall: Hall, *keys: Qt.Key, on: QWidget | None = None) -> None:
    for key in keys:
        if hall.presenter.class_window is not None:
            hall.qtbot.keyClick(on or class_window(hall).page, key)


def said(window: QWidget) -> str:
    """Everything that a window says, seen or heard."""
    found = []
    for each in [window, *visible(window)]:
        found += [each.accessibleName(), each.accessibleDescription(), each.windowTitle()]
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
    return "\n".join(found)


# --- what is seen --------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (1920, 1080), (819, 614)])
def test_no_page_shows_or_says_what_is_for_the_facilitator(
    make_hall: MakeHall, size: tuple[int, int]
) -> None:
    hall = make_hall(size=size)
    hall.begin()

    leaks = []
    while not now(hall).at_end:
        leaks += ["OHJAAJALLE"] if "OHJAAJALLE" in said(class_window(hall)) else []
        press(hall, Qt.Key.Key_PageDown)

    assert leaks == []


def test_the_facilitator_alone_sees_the_notes_on_the_other_screen(make_hall: MakeHall) -> None:
    hall = make_hall(two=True)
    hall.begin()

    press(hall, Qt.Key.Key_PageDown)

    assert "OHJAAJALLE kysy ryhmältä." in notes_window(hall).notes.toPlainText()
    assert "OHJAAJALLE" not in said(class_window(hall))
    assert notes_window(hall).next_label.text() == "Next: Oma budjetti"
    assert notes_window(hall).geometry() == hall.screens.notes
    assert class_window(hall).geometry() == hall.screens.audience
    assert not class_window(hall).controls.isVisible()


@pytest.mark.parametrize("lang", ["fi", "sv", "pseudo"])
@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (1920, 1080), (819, 614), (640, 480)])
def test_nothing_is_cut_in_any_window(
    make_hall: MakeHall, size: tuple[int, int], lang: Literal["fi", "sv", "pseudo"]
) -> None:
    if lang == "pseudo":
        speak_pseudo()
    else:
        i18n.set_language(lang)
    hall = make_hall(two=True, size=size)
    hall.begin()
    found: list[str] = []
    while not now(hall).at_end:
        page = class_window(hall).page
        fitted = page.pages(now(hall).slide)
        found += [each.words for each in fitted if each.overflows]
        room = page._fitter(now(hall).slide).room
        found += [each.words for each in fitted if each.height > room.height]
        found += clipped(class_window(hall))
        found += clipped(notes_window(hall).controls)
        press(hall, Qt.Key.Key_PageDown)

    assert found == []


def test_the_text_of_a_page_is_between_36_and_64_pixels_high(hall: Hall) -> None:
    page = class_window(hall).page
    deck = now(hall).deck
    letters = {each.letters for slide in deck.slides for each in page.pages(slide) if each.letters}

    assert min(letters) >= 36
    assert max(letters) <= 64


def test_a_long_text_goes_on_over_pages_and_loses_no_word(make_hall: MakeHall) -> None:
    words = " ".join(f"Virke numero {n} kertoo asiasta hyvin rauhallisesti." for n in range(60))
    hall = make_hall()
    hall.begin(a_show(item(fi=f":::: sheet\n# Pitkä\n\n{words}\n::::\n", sv="")))
    press(hall, Qt.Key.Key_PageDown)
    slide = now(hall).slide

    pages = class_window(hall).page.pages(slide)

    assert len(pages) > 3
    assert min(each.letters for each in pages) >= 36
    assert " ".join(each.words for each in pages).split() == words.split()


def test_one_sentence_that_is_longer_than_the_screen_is_parted_too(make_hall: MakeHall) -> None:
    words = " ".join(f"sana{n}" for n in range(300))
    hall = make_hall()
    hall.begin(a_show(item(fi=f":::: sheet\n# Pitkä\n\n- {words}\n::::\n", sv="")))
    press(hall, Qt.Key.Key_PageDown)

    pages = class_window(hall).page.pages(now(hall).slide)

    assert min(each.letters for each in pages) >= 36
    assert " ".join(each.words for each in pages).removeprefix("• ").split() == words.split()


def test_a_wheel_fills_the_room_there_is(hall: Hall) -> None:
    page = class_window(hall).page
    wheel = next(slide for slide in now(hall).deck.slides if slide.heading == "Toinen")
    largest = max(each.height for each in page.pages(wheel))

    assert largest > 0.5 * page.height()


def test_every_colour_scheme_has_its_own_ground(hall: Hall) -> None:
    press(hall, Qt.Key.Key_PageDown)
    for palette in (theme.LIGHT, theme.DARK, theme.CONTRAST):
        hall.presenter.apply_palette(palette)

        corner = class_window(hall).page.grab().toImage().pixelColor(2, 2)

        assert corner == QColor(palette.bg)


# --- going ---------------------------------------------------------------------------


def test_the_keys_of_a_remote_go_on_and_back_and_leave(hall: Hall) -> None:
    press(hall, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert now(hall).slide.heading == "Herätys"

    press(hall, Qt.Key.Key_F5)

    assert not hall.presenter.active


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_Escape])
def test_leaving_leaves_no_window_and_lets_the_computer_sleep(hall: Hall, key: Qt.Key) -> None:
    window = class_window(hall)
    assert hall.awake.held == 1

    with hall.qtbot.waitSignal(hall.presenter.finished):
        press(hall, key)

    assert not window.isVisible()
    assert hall.awake.held == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Period, Qt.Key.Key_B])
def test_a_dark_screen_comes_back_by_the_same_key(hall: Hall, key: Qt.Key) -> None:
    press(hall, Qt.Key.Key_PageDown, key)
    assert class_window(hall).grab().toImage().pixelColor(600, 300) == QColor("black")

    press(hall, key)

    assert now(hall).slide.heading == "Herätys"
    assert class_window(hall).grab().toImage().pixelColor(2, 2) == QColor(theme.LIGHT.bg)


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home])
def test_going_on_from_a_dark_screen_brings_the_same_page_back(hall: Hall, key: Qt.Key) -> None:
    press(hall, Qt.Key.Key_PageDown, Qt.Key.Key_Period, key)

    assert not now(hall).dark
    assert now(hall).slide.heading == "Herätys"


def test_a_press_of_the_mouse_brings_a_dark_screen_back(hall: Hall) -> None:
    press(hall, Qt.Key.Key_B)

    hall.qtbot.mouseClick(class_window(hall).childAt(QPoint(600, 300)), Qt.MouseButton.LeftButton)

    assert not now(hall).dark


def test_after_the_last_page_nothing_more_comes(hall: Hall) -> None:
    press(hall, Qt.Key.Key_End)
    last = now(hall).slide

    press(hall, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space)

    assert now(hall).slide == last
    assert not now(hall).dark


def test_a_number_goes_to_its_step(hall: Hall) -> None:
    press(hall, Qt.Key.Key_3)
    assert now(hall).slide.heading == "Lopetus"

    press(hall, Qt.Key.Key_9)

    assert now(hall).slide.heading == "Lopetus"


def test_any_other_key_does_nothing(hall: Hall) -> None:
    press(hall, Qt.Key.Key_X, Qt.Key.Key_Comma, Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_Delete)

    assert now(hall).slide.kind is SlideKind.TITLE
    assert not now(hall).dark


def test_a_key_held_down_does_not_flicker(hall: Hall) -> None:
    page = class_window(hall).page
    press(hall, Qt.Key.Key_B)

    repeat = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b", autorep=True
    )
    QApplication.sendEvent(page, repeat)

    assert now(hall).dark


def test_the_remote_works_while_the_notes_have_the_focus(make_hall: MakeHall) -> None:
    hall = make_hall(two=True)
    hall.begin()
    notes = notes_window(hall).notes

    press(hall, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, on=notes)
    assert now(hall).slide.heading == "Oma budjetti"

    press(hall, Qt.Key.Key_Period, on=notes)
    assert now(hall).dark


def test_a_button_with_the_focus_is_pressed_by_space_and_enter(hall: Hall) -> None:
    button = class_window(hall).controls.language_button

    press(hall, Qt.Key.Key_Space, on=button)
    assert now(hall).in_other

    press(hall, Qt.Key.Key_Return, on=button)
    assert not now(hall).in_other
    assert now(hall).slide.kind is SlideKind.TITLE


def test_the_arrow_keys_go_on_even_from_a_button(hall: Hall) -> None:
    press(hall, Qt.Key.Key_Right, on=class_window(hall).controls.next_button)

    assert now(hall).slide.heading == "Herätys"


def test_the_right_third_goes_on_the_left_back_and_the_middle_stays(hall: Hall) -> None:
    page = class_window(hall).page
    left = Qt.MouseButton.LeftButton

    hall.qtbot.mouseClick(page, left, pos=QPoint(page.width() - 20, 600))
    assert now(hall).slide.heading == "Herätys"
    hall.qtbot.mouseClick(page, left, pos=QPoint(page.width() // 2, 600))
    assert now(hall).slide.heading == "Herätys"
    hall.qtbot.mouseClick(page, left, pos=QPoint(20, 600))
    assert now(hall).slide.kind is SlideKind.TITLE


def test_a_swipe_goes_its_way(hall: Hall) -> None:
    page, left = class_window(hall).page, Qt.MouseButton.LeftButton

    hall.qtbot.mousePress(page, left, pos=QPoint(500, 600))
    hall.qtbot.mouseRelease(page, left, pos=QPoint(200, 600))

    assert now(hall).slide.heading == "Herätys"


# --- languages -----------------------------------------------------------------------


def test_the_other_language_shows_the_same_step(hall: Hall) -> None:
    press(hall, Qt.Key.Key_2, Qt.Key.Key_L)
    assert now(hall).slide.heading == "Egen budget"
    assert class_window(hall).controls.language_button.text() == "Suomi"

    press(hall, Qt.Key.Key_L)

    assert now(hall).slide.heading == "Oma budjetti"


def test_keys_that_change_the_language_elsewhere_do_so_here(hall: Hall) -> None:
    everywhere = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(hall, Qt.Key.Key_2)

    hall.qtbot.keyClick(class_window(hall).page, Qt.Key.Key_L, everywhere)

    assert now(hall).slide.heading == "Egen budget"


def test_the_other_language_shows_the_same_page_of_a_step(hall: Hall) -> None:
    while now(hall).slide.heading != "Minun kuukauteni" or now(hall).page < 1:
        press(hall, Qt.Key.Key_PageDown)
    page, total = now(hall).page, now(hall).pages

    press(hall, Qt.Key.Key_L)

    assert (now(hall).slide.heading, now(hall).page, now(hall).pages) == ("Min månad", page, total)


def test_an_item_in_one_language_has_no_other(make_hall: MakeHall) -> None:
    hall = make_hall()
    hall.begin(a_show(item(sv="")))

    press(hall, Qt.Key.Key_L)

    assert now(hall).slide.lang == "fi"
    assert not class_window(hall).controls.language_button.isEnabled()


# --- the timer -----------------------------------------------------------------------


class Clock:
    """Seconds, as a test wants them."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_timer_is_started_by_hand(hall: Hall) -> None:
    press(hall, Qt.Key.Key_1)
    assert now(hall).countdown.state is TimerState.IDLE

    press(hall, Qt.Key.Key_T)

    assert now(hall).countdown.state is TimerState.RUNNING
    assert now(hall).countdown.total == 300


def test_a_step_without_minutes_has_no_timer(hall: Hall) -> None:
    press(hall, Qt.Key.Key_3, Qt.Key.Key_T)

    assert now(hall).countdown.state is TimerState.IDLE
    assert not class_window(hall).page.ring.isVisible()
    assert not class_window(hall).controls.timer_button.isEnabled()


def test_a_timer_goes_on_while_other_pages_are_shown(hall: Hall) -> None:
    press(hall, Qt.Key.Key_2, Qt.Key.Key_T, Qt.Key.Key_End)

    assert now(hall).countdown.state is TimerState.RUNNING
    assert "20:00" in said(class_window(hall))


def test_the_time_is_up_in_words_and_somebody_is_told() -> None:
    clock = Clock()
    countdown = Countdown(clock=clock)
    told: list[bool] = []
    countdown.over.connect(lambda: told.append(True))
    countdown.start(2)
    clock.seconds += 119
    countdown.tick()
    assert clock_face(countdown.left) == "0:01"

    clock.seconds += 1
    countdown.tick()

    assert countdown.state is TimerState.OVER
    assert told == [True]
    countdown.stop()


def test_a_paused_timer_keeps_its_time_and_more_can_be_added() -> None:
    clock = Clock()
    countdown = Countdown(clock=clock)
    countdown.start(1)
    clock.seconds += 20
    countdown.toggle()
    clock.seconds += 1000

    countdown.add(1)

    assert countdown.state is TimerState.PAUSED
    assert countdown.left == 100
    countdown.toggle()
    clock.seconds += 10
    assert countdown.left == 90
    countdown.stop()


def test_a_minute_less_than_is_left_ends_the_time() -> None:
    countdown = Countdown(clock=Clock())
    countdown.start(1)

    countdown.add(-1)

    assert countdown.state is TimerState.OVER
    countdown.add(2)
    assert countdown.left == 120
    countdown.stop()


# --- screens -------------------------------------------------------------------------


def test_swapping_the_screens_swaps_both_windows(make_hall: MakeHall) -> None:
    hall = make_hall(two=True)
    hall.begin()
    press(hall, Qt.Key.Key_PageDown)

    notes_window(hall).controls.swap_button.click()

    assert class_window(hall).geometry() == hall.screens.notes
    assert notes_window(hall).geometry() == hall.screens.audience
    assert now(hall).slide.heading == "Herätys"


def test_a_projector_that_goes_leaves_the_page_on_the_computer(make_hall: MakeHall) -> None:
    hall = make_hall(two=True)
    hall.begin()
    press(hall, Qt.Key.Key_2)
    notes = notes_window(hall)

    hall.screens = Seats(hall.screens.audience, None)
    hall.presenter.place()

    assert hall.presenter.notes_window is None
    assert not notes.isVisible()
    assert class_window(hall).controls.isVisible()
    assert now(hall).slide.heading == "Oma budjetti"


def test_a_projector_that_comes_brings_the_notes(make_hall: MakeHall) -> None:
    hall = make_hall()
    hall.begin()
    room = hall.screens.audience
    hall.screens = Seats(room, room.translated(room.width(), 0))

    hall.presenter.place()

    assert notes_window(hall).isVisible()
    assert not class_window(hall).controls.isVisible()


def test_another_size_shows_the_same_words(make_hall: MakeHall) -> None:
    hall = make_hall()
    hall.begin()
    while now(hall).slide.heading != "Minun kuukauteni" or not now(hall).page:
        press(hall, Qt.Key.Key_PageDown)
    first = class_window(hall).page.pages(now(hall).slide)[now(hall).page].first

    class_window(hall).resize(911, 512)

    shown = class_window(hall).page.pages(now(hall).slide)[now(hall).page]
    assert now(hall).slide.heading == "Minun kuukauteni"
    assert shown.first == first


@pytest.mark.parametrize("which", ["class_window", "notes_window"])
def test_closing_a_window_ends_everything(make_hall: MakeHall, which: str) -> None:
    hall = make_hall(two=True)
    hall.begin()

    getattr(hall.presenter, which).close()

    assert not hall.presenter.active
    assert hall.awake.held == 0
    assert hall.presenter.notes_window is None


def test_closing_the_window_one_presents_from_ends_it_too(hall: Hall) -> None:
    QApplication.sendEvent(hall.window, QCloseEvent())

    assert not hall.presenter.active
    assert hall.awake.held == 0


def test_what_is_presented_already_goes_on(hall: Hall) -> None:
    press(hall, Qt.Key.Key_PageDown)

    hall.begin()

    assert now(hall).slide.heading == "Herätys"
    assert hall.awake.held == 1


def test_one_can_begin_with_a_step(make_hall: MakeHall) -> None:
    hall = make_hall()

    hall.begin(start=Place(0, 2, 1))

    assert now(hall).slide.heading == "Minun kuukauteni"


# --- assistive technology --------------------------------------------------------------


def test_a_page_is_told_by_its_heading_and_its_words(hall: Hall) -> None:
    press(hall, Qt.Key.Key_End)
    page = class_window(hall).page

    heading = QAccessible.queryAccessibleInterface(page.heading)

    assert heading.role() == QAccessible.Role.Heading
    assert heading.text(QAccessible.Text.Name) == "Lopuksi"
    assert "Mikä yllätti?" in page.accessibleDescription()


def test_every_button_has_a_name_and_a_large_target(make_hall: MakeHall) -> None:
    hall = make_hall()
    hall.begin()
    buttons = [each for each in visible(class_window(hall)) if isinstance(each, QAbstractButton)]

    assert [each for each in buttons if not each.accessibleName()] == []
    assert min(each.height() for each in buttons) >= 68


def test_the_words_of_a_page_are_in_its_own_language_and_those_of_buttons_in_the_windows(
    make_hall: MakeHall,
) -> None:
    i18n.set_language("sv")
    hall = make_hall()
    hall.begin()
    press(hall, Qt.Key.Key_1)

    words = said(class_window(hall))

    assert "Vaihe 1 / 3" in words
    assert "Seuraavaksi: Oma budjetti" in words
    assert "Föregående" in words


def test_a_packet_shows_its_items_after_each_other(make_hall: MakeHall) -> None:
    second = item("m05", fi=FI.replace("Herätys", "Uusi aamu"))
    hall = make_hall()
    hall.begin(a_show(item(), second))

    headings = [slide.heading for slide in now(hall).deck.slides]

    assert headings.index("Uusi aamu") > headings.index("Lopuksi")


@pytest.mark.parametrize("two", [False, True])
def test_no_window_goes_while_its_own_key_is_still_being_handled(
    make_hall: MakeHall, *, two: bool
) -> None:
    hall = make_hall(two=two)
    hall.begin()
    page = notes_window(hall).notes if two else class_window(hall).page
    leave = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    QApplication.sendEvent(page, leave)

    assert not hall.presenter.active
    assert isValid(page)


def test_nothing_is_kept_of_what_was_presented(make_hall: MakeHall) -> None:
    hall = make_hall(two=True)
    kept = len(hall.presenter.findChildren(QObject))
    for _ in range(3):
        hall.begin()
        press(hall, Qt.Key.Key_Escape)

    hall.qtbot.waitUntil(lambda: len(hall.presenter.findChildren(QObject)) == kept)


def test_the_focus_is_seen_wherever_tab_goes(hall: Hall) -> None:
    window = class_window(hall)
    plain = window.page.grab().toImage()
    window.controls.next_button.setFocus(Qt.FocusReason.TabFocusReason)

    window.page.setFocus(Qt.FocusReason.TabFocusReason)

    assert window.page.grab().toImage() != plain
    assert window.page.grab().toImage().pixelColor(1, 300) == QColor(theme.LIGHT.focus)
