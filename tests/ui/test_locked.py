"""What the school's IT has set is seen, heard and left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.fakes import FakePolicySource
from valita_desktop import desktop, paths, settings
from valita_desktop.library import packet_file
from valita_desktop.policy import sources
from valita_desktop.policy.place import Rank
from valita_desktop.settings import ColourScheme, choosable
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from tests.ui.conftest import MakeStage

WORDS = {
    "fi": "Oppilaitoksen IT-tuki on valinnut tämän",
    "sv": "Läroanstaltens it-stöd har bestämt detta",
    "en": "Set by your school’s IT",
}
QUESTIONS = [name for name, each in choosable().items() if each.question]


def notes(page: QWidget, lang: str) -> list[QLabel]:
    return [each for each in page.findChildren(QLabel) if each.text() == WORDS[lang]]


@pytest.mark.parametrize("lang", WORDS)
def test_what_is_locked_says_who_set_it_and_the_rest_can_be_chosen(
    make_stage: MakeStage, lang: str
) -> None:
    locked = ["school_name", "text_size", "contacts"]
    stage = make_stage(locked=locked, ui_language=lang)
    stage.show()
    stage.shell.navigator.open_settings()
    page = stage.shell.stack.settings

    assert len(notes(page, lang)) == len(locked)
    for name, control in page.controls.items():
        assert control.widget.isEnabled() == (name not in locked)
        told = control.widget.accessibleDescription()
        assert (told == WORDS[lang]) == (name in locked)


def test_a_key_that_would_change_what_is_locked_tells_who_set_it(make_stage: MakeStage) -> None:
    stage = make_stage(locked=["text_size"], text_size=125)
    stage.show()

    stage.press(Qt.Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)

    assert stage.shell.toasts.text().startswith("“Text size” is set by your school’s IT.")
    assert stage.shell.preferences.now.text_size == 125
    assert stage.saved == []


def test_the_bar_shows_the_language_that_is_locked(make_stage: MakeStage) -> None:
    stage = make_stage(locked=["content_language"], content_language="sv")
    stage.show()

    stage.shell.top_bar.language_buttons["fi"].click()

    assert stage.shell.top_bar.language_buttons["sv"].isChecked()
    assert not stage.shell.top_bar.language_buttons["fi"].isChecked()
    assert "is set by your school’s IT" in stage.shell.toasts.text()


@pytest.mark.parametrize("locked", QUESTIONS)
def test_the_first_start_does_not_ask_what_is_locked(make_stage: MakeStage, locked: str) -> None:
    stage = make_stage(first_run=True, locked=[locked])
    stage.show()

    assert list(stage.first_run.controls) == [each for each in QUESTIONS if each != locked]


def test_a_single_question_is_called_so(make_stage: MakeStage) -> None:
    stage = make_stage(first_run=True, locked=QUESTIONS[1:])
    stage.show()

    assert any("One question" in each.text() for each in stage.first_run.findChildren(QLabel))


def test_a_language_chosen_at_the_first_start_leaves_locked_materials(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(first_run=True, locked=["content_language"])
    stage.show()

    stage.first_run.controls["ui_language"].chosen.emit("sv")

    now = stage.shell.preferences.now
    assert (now.ui_language, now.content_language) == ("sv", "fi")
    assert stage.shell.toasts.text() == ""


ALL = {choosable()[name].key: settings.declared()[name].example for name in QUESTIONS}


@pytest.mark.parametrize(
    ("decided", "asks"),
    [
        ({}, "yes"),
        ({"SchoolName": "Ekami"}, "yes"),
        (ALL, ""),
        ({"Recommended": ALL}, ""),
        ({"SchoolName": "Ekami", "Recommended": {**ALL}}, ""),
    ],
)
def test_the_first_start_is_left_out_where_nothing_is_left_to_ask(
    decided: dict[str, object], asks: str, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = (FakePolicySource(decided, Rank.POLICY),)
    monkeypatch.setattr(sources, "of_this_machine", lambda: places)

    services = desktop.open_services()

    assert services.first_run == bool(asks)
    services.library.close()  # type: ignore[attr-defined]  # the real one


def test_a_file_of_materials_is_refused_in_words_where_files_may_not_be_brought(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(import_allowed=False)
    stage.show()

    stage.shell.brought.open(Path("kit.valita"))

    page = stage.shell.stack.updates
    assert stage.shell.navigator.location.page is PageKey.UPDATES
    assert stage.updates.asked == []
    assert any(
        each.text() == "Your school’s IT does not let materials be brought from files."
        for each in page.card.findChildren(QLabel)
        if each.isVisible()
    )


def test_a_packet_is_opened_also_where_materials_may_not_be_brought(
    make_stage: MakeStage, tmp_path: Path
) -> None:
    stage = make_stage(import_allowed=False)
    stage.show()
    made = stage.packets.filled("m09", name="Viikko")
    paths.write_whole(tmp_path / "w.valita-packet", packet_file.encode(made))
    stage.packets.store.delete(made.id)

    stage.shell.brought.open(tmp_path / "w.valita-packet")

    assert [each.name for each in stage.packets.store.all()] == ["Viikko"]


@pytest.mark.parametrize("look", [ColourScheme.LIGHT, ColourScheme.DARK, ColourScheme.CONTRAST])
def test_what_is_locked_can_be_told_from_what_is_not_chosen(
    make_stage: MakeStage, look: ColourScheme
) -> None:
    stage = make_stage(locked=["updates"], updates="notify", look=look)
    stage.show()
    stage.shell.navigator.open_settings()
    page = stage.shell.stack.settings
    page.ensureWidgetVisible(page.controls["updates"].widget)
    stage.settle()
    chosen, other = (
        next(b for b in page.findChildren(QAbstractButton) if b.text() == words)
        for words in ("About once a day, and tell me", "Only when I ask")
    )

    inks = [ink(button.grab().toImage()) for button in (chosen, other)]

    assert inks[0] > 3 * inks[1]


def ink(image: QImage) -> float:
    """How much of the mark before the words differs from its ground."""
    side = image.height()
    ground = image.pixelColor(0, 0).lightness()
    marks = (
        abs(image.pixelColor(x, y).lightness() - ground) for x in range(side) for y in range(side)
    )
    return sum(marks)
