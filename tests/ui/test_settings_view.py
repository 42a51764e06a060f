"""What is chosen applies at once and is what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.fakes import InlineJobs
from tests.ui.actions import RecordedActions
from valita_desktop.settings import ColourScheme, Contact, Settings
from valita_desktop.ui.settings.contacts_form import ROLES
from valita_desktop.ui.settings.page import SettingsPage
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def saved() -> list[Settings]:
    return []


@pytest.fixture
def view(dressed: QApplication, qtbot: QtBot, saved: list[Settings]) -> SettingsPage:
    preferences = Preferences(Settings(ui_language="fi", school_name="Ekami"), saved.append)
    made = SettingsPage(
        PageContext(RecordedActions(), preferences, InlineJobs()),
        theme.appearance(ColourScheme.LIGHT, 100),
    )
    preferences.setParent(made)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    return made


def test_a_language_is_saved_as_it_is_chosen(view: SettingsPage, saved: list[Settings]) -> None:
    view.language._buttons["sv"].toggle()

    assert [s.ui_language for s in saved] == ["sv"]


def test_the_language_of_materials_is_another_choice(
    view: SettingsPage, saved: list[Settings]
) -> None:
    view.content._buttons["sv"].toggle()

    assert (saved[-1].ui_language, saved[-1].content_language) == ("fi", "sv")


def test_a_look_by_arrow_key(view: SettingsPage, saved: list[Settings], qtbot: QtBot) -> None:
    view.look.entry().setFocus()

    qtbot.keyClick(view.look.entry(), Key.Key_Right)

    assert saved[-1].look is ColourScheme.LIGHT


def test_a_text_size(view: SettingsPage, saved: list[Settings]) -> None:
    view.text_size.setCurrentIndex(3)

    assert saved[-1].text_size == 150


def test_the_name_of_the_school_is_saved_without_outer_spaces(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    view.school.selectAll()
    qtbot.keyClicks(view.school, "  Sampo ")

    assert saved[-1].school_name == "Sampo"


def test_a_contact_is_saved_when_its_field_is_left(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    field = view.contacts._fields[ROLES[0], "phone"]
    qtbot.keyClicks(field, "040 123 4567")

    qtbot.keyClick(field, Key.Key_Return)

    assert saved[-1].contacts == {ROLES[0]: Contact(phone="040 123 4567")}


def test_an_emptied_contact_is_gone(view: SettingsPage) -> None:
    view.contacts.show_contacts({ROLES[1]: Contact(name="A")})
    view.contacts._fields[ROLES[1], "name"].setText(" ")

    assert view.contacts.contacts() == {}


def test_a_picture_becomes_the_logo(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(file))

    view.use_logo(file)
    view.show_settings(saved[-1])

    assert saved[-1].school_logo == str(file)
    assert view.logo.isVisible()


def test_what_is_no_picture_is_refused_in_words(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_text("GIF89a or so")

    view.use_logo(file)

    assert saved == []
    assert view._logo_problem.text().startswith("logo.png is no PNG or JPEG")


def test_the_logo_can_be_taken_away(view: SettingsPage, saved: list[Settings]) -> None:
    view._preferences.change(school_logo="gone.png")

    view._drop_logo()

    assert saved[-1].school_logo == ""


def test_saving_ink(view: SettingsPage, saved: list[Settings]) -> None:
    view.low_ink.toggle()

    assert saved[-1].low_ink


def test_looking_for_new_materials_is_off_until_it_is_chosen(
    view: SettingsPage, saved: list[Settings]
) -> None:
    assert view._preferences.now.updates == "off"

    view.updates._buttons["notify"].setChecked(True)

    assert saved[-1].updates == "notify"


def test_where_materials_come_from_is_saved_when_its_field_is_left(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    qtbot.keyClicks(view.source, "  //school/valita ")
    assert saved == []

    qtbot.keyClick(view.source, Key.Key_Return)

    assert saved[-1].update_source == "//school/valita"


def test_the_same_choice_again_saves_nothing(view: SettingsPage, saved: list[Settings]) -> None:
    view._preferences.change(text_size=100)

    assert saved == []


def test_about_names_every_licence(view: SettingsPage) -> None:
    assert all(word in view._about.text() for word in ("MIT", "CC BY 4.0", "OFL", "ISC", "LGPL"))
