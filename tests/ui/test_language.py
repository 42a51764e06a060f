"""The language of the window changes while it is open and leaves no word behind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from tests.fakes import kit
from tests.ui.stage import speak_pseudo, visible
from valita_desktop.settings import Settings
from valita_desktop.ui import start
from valita_desktop.ui.settings.controls import ChoiceControl
from valita_desktop.ui.window.sidebar import entries
from valita_desktop.ui.wording.shortcuts import KEY_GROUPS, key_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage

PACKET = "Viikko 7"


def show_packets(stage: Stage) -> None:
    stage.packets.filled("m05", "m09", name=PACKET)
    stage.shell.navigator.go_to_entry("packets")
    stage.press(Qt.Key.Key_Delete)


PAGES: dict[str, Callable[[Stage], object]] = {
    "home": lambda stage: stage.shell.navigator.show_location(),
    "library": lambda stage: stage.shell.navigator.go_to_entry("library"),
    "favourites": lambda stage: stage.shell.navigator.go_to_entry("favourites"),
    "nothing found": lambda stage: stage.shell.search("zzz"),
    "packets": show_packets,
    "no packets": lambda stage: stage.shell.navigator.go_to_entry("packets"),
    "updates": lambda stage: stage.shell.navigator.go_to_entry("updates"),
    "settings": lambda stage: stage.shell.navigator.go_to_entry("settings"),
    "help": lambda stage: stage.shell.navigator.open_help(),
}

OWN_NAMES = {PACKET, "Välitä!", "Visa omtanke!", "FI", "SV", "Suomi", "Svenska", "English", "zzz"}
"""What is called the same in every language."""

CONTENT = {title for row in kit() for title in (*row.titles.values(), *row.summaries.values())}


def key_names() -> set[str]:
    """What keyboards say, in the language of now."""
    return {
        *(
            "   ".join(dict.fromkeys(map(key_name, key.keys)))
            for _title, keys in KEY_GROUPS
            for key in keys
        ),
        *(key_name(f"Alt+{number}") for number, _ in enumerate(entries(own=False), start=1)),
    }


def words(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()


def untranslated(text: str) -> bool:
    if not text.strip() or text in OWN_NAMES | CONTENT | key_names():
        return False
    rest = re.sub(r"⟦[^⟧]*⟧", "", text)  # what is translated
    for known in sorted(CONTENT | key_names(), key=len, reverse=True):
        rest = rest.replace(known.rstrip("."), "")
    return bool(re.search(r"[A-Za-zÅÄÖåäö]{2}", rest))


def test_the_search_for_untranslated_words_finds_one() -> None:
    assert untranslated("Show all")
    assert not untranslated("⟦Show all~⟧")


@pytest.mark.parametrize("page", PAGES)
def test_a_switch_of_language_leaves_no_word_behind(make_stage: MakeStage, page: str) -> None:
    stage = make_stage()
    stage.userdata.opened("m05")
    stage.show()
    PAGES[page](stage)
    speak_pseudo()

    stage.shell.retranslate()

    seen = {text for widget in visible(stage.shell) for text in words(widget)}
    assert sorted(filter(untranslated, seen)) == []


def test_the_first_start_speaks_the_language_as_it_is_chosen(make_stage: MakeStage) -> None:
    stage = make_stage(first_run=True, ui_language="fi")
    stage.show()

    language = stage.first_run.controls["ui_language"]
    assert isinstance(language, ChoiceControl)
    language.choice._buttons["sv"].toggle()

    assert stage.first_run.done_button.text() == "Börja"
    assert stage.saved[-1].content_language == "sv"


def test_a_message_stays_readable_after_a_switch(stage: Stage) -> None:
    stage.shell.navigator.open_item("none")

    stage.shell.preferences.change(replace(stage.shell.preferences.now, ui_language="sv"))

    assert stage.shell.sidebar.buttons["home"].text() == "Framsida"


def test_qts_own_words_follow(dressed: QApplication) -> None:
    qt_words = start.QtTranslations()

    qt_words.speak("fi")
    finnish = dressed.translate("QPlatformTheme", "Cancel")
    qt_words.speak("en")

    assert finnish == "Peru"
    assert dressed.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_language_of_the_computer_is_the_default(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "sv_FI")

    stage = make_stage(ui_language="")

    assert stage.shell.preferences.now == Settings()
    assert stage.shell.sidebar.buttons["home"].text() == "Framsida"
