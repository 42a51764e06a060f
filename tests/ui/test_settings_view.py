"""What is chosen applies at once and is what is saved."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests import pictures
from tests.fakes import InlineJobs
from tests.ui.actions import RecordedActions
from valita_desktop.errors import OwnDataError
from valita_desktop.i18n import _
from valita_desktop.library import backup, owndata
from valita_desktop.library.userdata import UserData
from valita_desktop.settings import ColourScheme, Contact, Settings, choosable, declared
from valita_desktop.ui.settings.contacts_form import ROLES
from valita_desktop.ui.settings.controls import (
    ChoiceControl,
    ContactsControl,
    LineControl,
    ListControl,
    PictureControl,
    SettingControl,
    SwitchControl,
)
from valita_desktop.ui.settings.own_data import OwnDataSection, OwnDataServices
from valita_desktop.ui.settings.page import SettingsPage
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.widgets.segmented_choice import SegmentedChoice

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


C = TypeVar("C", bound=SettingControl)


def control(view: SettingsPage, name: str, kind: type[C]) -> C:
    found = view.controls[name]
    assert isinstance(found, kind)
    return found


def choice(view: SettingsPage, name: str) -> SegmentedChoice:
    return control(view, name, ChoiceControl).choice


def test_a_language_is_saved_as_it_is_chosen(view: SettingsPage, saved: list[Settings]) -> None:
    choice(view, "ui_language")._buttons["sv"].toggle()

    assert [s.ui_language for s in saved] == ["sv"]


def test_the_language_of_materials_is_another_choice(
    view: SettingsPage, saved: list[Settings]
) -> None:
    choice(view, "content_language")._buttons["sv"].toggle()

    assert (saved[-1].ui_language, saved[-1].content_language) == ("fi", "sv")


def test_a_look_by_arrow_key(view: SettingsPage, saved: list[Settings], qtbot: QtBot) -> None:
    view.controls["look"].entry().setFocus()

    qtbot.keyClick(view.controls["look"].entry(), Key.Key_Right)

    assert saved[-1].look is ColourScheme.LIGHT


def test_a_text_size(view: SettingsPage, saved: list[Settings]) -> None:
    control(view, "text_size", ListControl).list.setCurrentIndex(3)

    assert saved[-1].text_size == 150


def test_the_name_of_the_school_is_saved_without_outer_spaces(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    line = control(view, "school_name", LineControl).line
    line.selectAll()
    qtbot.keyClicks(line, "  Sampo ")
    qtbot.keyClick(line, Key.Key_Return)

    assert saved[-1].school_name == "Sampo"


def test_a_line_is_saved_once_and_not_for_every_letter(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    line = control(view, "school_name", LineControl).line
    line.clear()
    qtbot.keyClicks(line, "Raseborgs yrkesskola")
    assert saved == []

    qtbot.keyClick(line, Key.Key_Tab)
    qtbot.keyClick(line, Key.Key_Return)

    assert [each.school_name for each in saved] == ["Raseborgs yrkesskola"]


@pytest.fixture
def told_late(view: SettingsPage, qtbot: QtBot) -> Iterator[None]:
    """The page is not told that it has lost the focus before it is closed, as on a real desktop."""
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert not view.isActiveWindow()
    yield
    other.close()


@pytest.mark.usefixtures("told_late")
def test_what_was_typed_last_is_saved_when_the_window_closes(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    line = control(view, "school_name", LineControl).line
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "Axxell")

    view.close()

    assert [each.school_name for each in saved] == ["Axxell"]


@pytest.mark.parametrize("name", choosable())
def test_what_is_declared_can_be_chosen_on_the_page(view: SettingsPage, name: str) -> None:
    labels = {each.text() for each in view.findChildren(QLabel) if each.isVisible()}
    boxes = {each.text() for each in view.findChildren(QAbstractButton) if each.isVisible()}

    assert _(declared()[name].label) in labels | boxes
    assert view.controls[name].widget.isVisible()
    assert view.controls[name].widget.isEnabled()


def test_a_locked_setting_is_shown_as_such_and_refused(
    dressed: QApplication, qtbot: QtBot, saved: list[Settings]
) -> None:
    preferences = Preferences(Settings(text_size=125), saved.append, locked=("text_size",))
    context = PageContext(RecordedActions(), preferences, InlineJobs())
    made = SettingsPage(context, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(made)

    with qtbot.waitSignal(preferences.refused) as refused:
        preferences.step_text_size(1)

    assert not made.controls["text_size"].widget.isEnabled()
    assert made.controls["look"].widget.isEnabled()
    assert refused.args == ["text_size"]
    assert (preferences.now.text_size, saved) == (125, [])


def test_a_contact_is_saved_when_its_field_is_left(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    field = control(view, "contacts", ContactsControl).form._fields[ROLES[0], "phone"]
    qtbot.keyClicks(field, "040 123 4567")

    qtbot.keyClick(field, Key.Key_Return)

    assert saved[-1].contacts == {ROLES[0]: Contact(phone="040\u00a0123\u00a04567")}


@pytest.mark.usefixtures("told_late")
def test_a_contact_that_is_being_typed_is_saved_when_the_window_closes(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    field = control(view, "contacts", ContactsControl).form._fields[ROLES[0], "name"]
    field.setFocus()
    qtbot.keyClicks(field, "Aino Aalto")

    view.close()
    view.show()
    view.close()

    assert [each.contacts for each in saved] == [{ROLES[0]: Contact(name="Aino Aalto")}]


@pytest.mark.parametrize("width", [1366, 640])
def test_the_fields_of_a_contact_are_named_whether_they_are_filled_or_not(
    view: SettingsPage, width: int
) -> None:
    view.resize(width, 700)
    form = control(view, "contacts", ContactsControl).form
    form.show_contacts({role: Contact("Liisa", "040", "A1") for role in ROLES})
    named = {_("Name"), _("Phone"), _("Where and when")}

    seen = [each for each in form.findChildren(QLabel) if each.isVisibleTo(view)]

    assert named <= {each.text() for each in seen}
    assert all(each.buddy() for each in seen if each.text() in named)
    assert not any(each.placeholderText() for each in form.findChildren(QLineEdit))


def test_an_emptied_contact_is_gone(view: SettingsPage) -> None:
    control(view, "contacts", ContactsControl).form.show_contacts({ROLES[1]: Contact(name="A")})
    control(view, "contacts", ContactsControl).form._fields[ROLES[1], "name"].setText(" ")

    assert control(view, "contacts", ContactsControl).form.contacts() == {}


def test_a_picture_becomes_the_logo(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(file))

    control(view, "school_logo", PictureControl).use(file)
    view.show_settings(saved[-1])

    assert saved[-1].school_logo == str(file)
    assert control(view, "school_logo", PictureControl).picture.isVisible()


def test_a_photograph_as_logo_stands_upright(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(pictures.photograph(6))

    control(view, "school_logo", PictureControl).use(file)
    view.show_settings(saved[-1])

    shown = control(view, "school_logo", PictureControl).picture.pixmap()
    assert shown.width() == 2 * shown.height()


def test_what_is_no_picture_is_refused_in_words(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_text("GIF89a or so")

    control(view, "school_logo", PictureControl).use(file)

    assert saved == []
    assert (
        control(view, "school_logo", PictureControl)
        .problem_label.text()
        .startswith("logo.png is no PNG or JPEG")
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_the_logo_is_not_waited_for(
    view: SettingsPage, saved: list[Settings], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "logo.png")

    control(view, "school_logo", PictureControl).use(tmp_path / "logo.png")
    view.show_settings(replace(Settings(), school_logo=str(tmp_path / "logo.png")))

    assert saved == []
    assert not control(view, "school_logo", PictureControl).picture.isVisible()


def test_the_logo_can_be_taken_away(view: SettingsPage, saved: list[Settings]) -> None:
    view._preferences.change(replace(view._preferences.now, school_logo="gone.png"))

    control(view, "school_logo", PictureControl).remove_button.click()

    assert saved[-1].school_logo == ""


def test_saving_ink(view: SettingsPage, saved: list[Settings]) -> None:
    control(view, "low_ink", SwitchControl).box.toggle()

    assert saved[-1].low_ink


def test_looking_for_new_materials_is_off_until_it_is_chosen(
    view: SettingsPage, saved: list[Settings]
) -> None:
    assert view._preferences.now.updates == "off"

    choice(view, "updates")._buttons["notify"].setChecked(True)

    assert saved[-1].updates == "notify"


def test_where_materials_come_from_is_saved_when_its_field_is_left(
    view: SettingsPage, saved: list[Settings], qtbot: QtBot
) -> None:
    qtbot.keyClicks(control(view, "update_source", LineControl).line, "  //school/valita ")
    assert saved == []

    qtbot.keyClick(control(view, "update_source", LineControl).line, Key.Key_Return)

    assert saved[-1].update_source == "//school/valita"


def test_the_same_choice_again_saves_nothing(view: SettingsPage, saved: list[Settings]) -> None:
    view._preferences.change(replace(view._preferences.now, text_size=100))

    assert saved == []


def test_about_names_every_licence(view: SettingsPage) -> None:
    assert all(
        word in view.about_label.text() for word in ("MIT", "CC BY 4.0", "OFL", "ISC", "LGPL")
    )


@pytest.fixture
def own(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> OwnThings:
    return OwnThings(qtbot, tmp_path)


class OwnThings:
    """The page of settings beside two real files of own data.

    Attributes:
        here, there: The databases of this computer and of another one.
        file: Between them.
        actions: What the window was asked for.
    """

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.here, self.there = (UserData(folder / name / "user.db") for name in ("a", "b"))
        self.file = folder / "own.json"
        self.actions = RecordedActions()
        self.chosen: Path | None = self.file
        self._qtbot = qtbot

    def page(self, data: UserData) -> OwnDataSection:
        services = OwnDataServices(
            partial(owndata.export_json, data.path),
            lambda file: owndata.take_in(data.path, file, lambda _hashes: ()),
            lambda _over: self.chosen,
            lambda _over: self.chosen,
        )
        preferences = Preferences(Settings(ui_language="en"), lambda _settings: None)
        context = PageContext(self.actions, preferences, InlineJobs())
        made = SettingsPage(context, theme.appearance(ColourScheme.LIGHT, 100), services)
        preferences.setParent(made)
        self._qtbot.addWidget(made)
        assert made.own_data is not None
        return made.own_data

    def close(self) -> None:
        self.here.close()
        self.there.close()


def test_own_things_go_out_and_come_in_beside_what_is_there(own: OwnThings) -> None:
    own.there.set_favourite("m01", on=True)
    own.here.set_favourite("m02", on=True)

    own.page(own.there).save_button.click()
    own.page(own.here).bring_button.click()

    assert set(own.here.favourites()) == {"m01", "m02"}
    assert own.actions.asked[0] == ("tell", f"1 entry saved: {own.file}")
    assert own.actions.asked[1:] == [
        ("favourites_changed",),
        ("tell", "1 new entry. What was here has stayed, and a copy of it is kept."),
    ]
    assert backup.backups(own.here.path)
    own.close()


def test_what_is_no_file_of_own_things_is_reported_and_nothing_changes(own: OwnThings) -> None:
    own.file.write_text("{}")
    own.here.set_favourite("m02", on=True)

    own.page(own.here).bring_button.click()

    ((what, error),) = own.actions.asked
    assert what == "report"
    assert isinstance(error, OwnDataError)
    assert own.here.favourites() == ("m02",)
    own.close()


def test_who_changes_their_mind_changes_nothing(own: OwnThings) -> None:
    own.chosen = None
    page = own.page(own.here)

    page.save_button.click()
    page.bring_button.click()

    assert own.actions.asked == []
    own.close()
