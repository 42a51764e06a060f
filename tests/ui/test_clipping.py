"""No word is cut and nothing scrolls sideways: every language, text size and window."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.pages import PageStage
from tests.ui.stage import clipped, speak_pseudo
from valita_desktop import i18n
from valita_desktop.content.layouts import Layout
from valita_desktop.errors import MassWithdrawalError, SourceError, SourceErrorCode
from valita_desktop.library.notebook import MaterialUse
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.updates.texts import Activity, UpdatesState

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.content.model import Lang

WINDOWS = ((1366, 690), (1093, 560), (911, 470))
PROJECTOR = (640, 480)
"""What is left of 1024×768 where the computer shows everything at 160 %."""


def fill(stage: Stage) -> None:
    for item in ("m01", "m05", "m90", "p1-1"):
        stage.userdata.opened(item)
        stage.userdata.set_favourite(item, on=True)
    stage.packets.filled("m01", "m99", "m05", name="Viikko 1")


def pages(stage: Stage) -> list[str]:
    """Everything the window can show, page after page; what is cut on each."""
    shell = stage.shell
    found: list[str] = []

    def look(page: str) -> None:
        stage.settle()
        found.extend(f"{page}: {cut}" for cut in clipped(shell))

    shell.navigator.show_location()
    look("home")
    shell.navigator.go_to_entry("library")
    look("library")
    for box in list(shell.stack.library.panel.boxes.values())[:3]:
        box.toggle()
    look("narrowed")
    shell.stack.library.header.fold_button.setChecked(True)
    look("facets")
    shell.stack.library.clear_facets()
    shell.search("aineisto")
    look("found")
    stage.library.suggestion = "aineisto"
    shell.search("aniesto")
    look("nothing found")
    shell.navigator.go_to_entry("favourites")
    assert shell.navigator.location.shown.scope is Scope.FAVOURITES
    look("favourites")
    shell.navigator.go_to_entry("packets")
    look("packets")
    shell.stack.packets.editor.remove_button.click()
    look("a line taken out")
    shell.stack.packets.book.undo()
    stage.packets.store.new("Viikko 2")
    shell.stack.packets.show_packets(stage.packets.store.all()[0].id)
    look("an empty packet")
    shell.navigator.go_to_entry("updates")
    look("updates")
    found.extend(updates(stage, look_at=lambda: clipped(shell)))
    shell.navigator.go_to_entry("settings")
    look("settings")
    shell.navigator.open_help()
    look("help")
    return found


def updates(stage: Stage, look_at: Callable[[], list[str]]) -> list[str]:
    """Every state of the page of updates; what is cut in each."""
    page = stage.shell.stack.updates
    found: list[str] = []
    far = "https://www.winnova.fi/valita/aineistot"

    def look(state: str) -> None:
        stage.settle()
        found.extend(f"updates, {state}: {cut}" for cut in look_at())

    page.trips.check()
    look("found")
    page.trips.apply()
    look("taken")
    stage.updates.refusal = SourceError(far, SourceErrorCode.CERTIFICATE, "SSL handshake failed")
    page.trips.check()
    page.card._fold.setChecked(True)
    look("refused")
    stage.updates.refusal = MassWithdrawalError(40, 120)
    page.trips.check()
    look("very much would go")
    page.trips.export(Path("valita-2026-11-24.valita"))
    look("written")
    for doing in Activity:
        page.trips._change(UpdatesState(doing=doing))
        look(doing.name)
    page.show_now()
    look("shown anew")
    return found


@pytest.mark.parametrize("text_size", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["fi", "sv", "pseudo"])
def test_no_word_is_cut(make_stage: MakeStage, language: str, text_size: int) -> None:
    known = {} if language == "pseudo" else {"ui_language": language, "content_language": language}
    stage = make_stage(text_size=text_size, **known)
    fill(stage)
    if language == "pseudo":
        speak_pseudo()
        stage.shell.retranslate()
    found = []
    for width, height in (*WINDOWS, *((PROJECTOR,) if text_size < 200 else ())):
        stage.show(width, height)
        found += [f"{width}x{height} {cut}" for cut in pages(stage)]

    assert "\n".join(found) == ""


def item_windows(stage: PageStage) -> list[str]:
    """The page of an item and what it opens, one after the other; what is cut in each."""
    found: list[str] = []

    def look(name: str, window: QWidget) -> None:
        stage.settle()
        found.extend(f"{name}: {cut}" for cut in clipped(window))
        if isinstance(window, QDialog):
            window.done(0)

    page = stage.page
    look("guide", stage.window)
    page.bar.step(1)
    page.find_bar.begin()
    page.find_bar.find_field.setText("ka")
    look("sheet, found", stage.window)
    page.find_bar.leave()
    page.bar.toggle_beside()
    look("both languages", stage.window)
    page.bar.toggle_beside()
    look("a use", page.notebook.add_use())
    look("uses", page.notebook.open_overview())
    overview = page.notebook.open_overview()
    overview.choice.buttons()[1].click()
    look("notes", overview)
    for layout in (Layout.SHEET, Layout.CARDS):
        dialog = page.print_item(layout)
        assert dialog is not None
        look(f"print {layout}", dialog)
    return found


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform
@pytest.mark.parametrize(
    ("language", "text_size"),
    list(product(("fi", "sv", "pseudo"), (100, 150, 200))),
)
def test_no_word_of_an_item_is_cut(
    qtbot: QtBot, dressed: QApplication, language: Lang | Literal["pseudo"], text_size: int
) -> None:
    stage = PageStage(qtbot, text_size=text_size)
    if language == "pseudo":
        speak_pseudo()
    else:
        i18n.set_language(language)
    use = MaterialUse(item_id="m09", day=dt.date(2026, 11, 24), title="", group="Kokit 1")
    stage.notebook.keep_use(use)
    stage.notebook.set_note("m09", "Ensin pareittain, sitten kaikki.", "")
    stage.page.show_item("m09", "sv" if language == "sv" else "fi")
    stage.page.retranslate()
    found = []
    for width, height in ((1366, 690), (1024, 614), (911, 470)):
        stage.window.resize(width, height)
        found += [f"{width}x{height} {cut}" for cut in item_windows(stage)]

    assert "\n".join(found) == ""


@pytest.mark.parametrize("text_size", [100, 200])
def test_no_word_of_the_first_start_is_cut(make_stage: MakeStage, text_size: int) -> None:
    stage = make_stage(first_run=True, text_size=text_size)
    speak_pseudo()
    stage.shell.retranslate()
    stage.show(911, 470)

    assert clipped(stage.shell) == []


def test_a_message_wraps(make_stage: MakeStage) -> None:
    stage = make_stage(text_size=200)
    stage.show(911, 470)

    words = "A sentence that is rather long, said in large letters. " * 3
    stage.shell.toasts.tell(words, (Offer("Open the packet", stage.shell.close),))
    stage.shell.toasts.tell_failure(words)
    stage.settle()

    assert clipped(stage.shell.toasts) == []
