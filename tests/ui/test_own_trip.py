"""Own items in the real window: begun, made from another, mended, handed on, taken in."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from PySide6.QtCore import Qt

from tests.fakes import HeldJobs, InlineJobs
from tests.own import TEXT, own_folder
from tests.ui.stage import clipped, listed
from valita_desktop import app, desktop, paths
from valita_desktop.content.layouts import PartChoice
from valita_desktop.library import packet_file
from valita_desktop.library.packets import Entry, Packets
from valita_desktop.settings import Settings
from valita_desktop.ui.own.bring import BringDialog, LossDialog
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from valita_desktop.library.own_items import OwnShelf
    from valita_desktop.ui.own.page import OwnPage
    from valita_desktop.ui.window.own_place import OwnPlace


class Desk:
    """The window on the kit, with an editor and a trash that tell what they were given."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Settings) -> None:
        services = desktop.open_services()
        assert services.own is not None
        self.opened: list[Path] = []
        self.trash = folder / "trash"
        self.file = folder / "budjetti.valita-packet"
        self.trash.mkdir()
        own = replace(
            services.own,
            open_file=self._open,
            trash=self._throw,
            ask_save=self._save,
            ask_open=self._save,
        )
        services = replace(services, own=own, settings=settings, first_run=False)
        self.services = services
        self.window = MainWindow(services, InlineJobs())
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.place.watch.look()

    @property
    def place(self) -> OwnPlace:
        found = self.window.navigator.own
        assert found is not None
        return found  # type: ignore[return-value]  # the window's own

    @property
    def page(self) -> OwnPage:
        self.window.navigator.go_to_entry("own")
        return self.window.stack.own

    def told(self) -> str:
        return self.window.toasts.text()

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def _throw(self, folder: Path) -> Path:
        return folder.rename(self.trash / folder.name)

    def _save(self, _over: QWidget, _path: Path) -> Path:
        return self.file


@pytest.fixture
def desk(kit: Path, tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, Settings(ui_language="en", content_language="fi"))
    yield made
    made.window.close()
    made.services.library.close()  # type: ignore[attr-defined]  # the real one
    made.services.userdata.close()  # type: ignore[attr-defined]  # the real one


def test_the_key_that_an_entry_tells_leads_to_it(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitActive(desk.window)
    for number, place in enumerate(desk.window.sidebar.buttons, start=1):
        key = getattr(Qt.Key, f"Key_{number}")
        qtbot.keyClick(desk.window, key, Qt.KeyboardModifier.AltModifier)

        names = {"library": "LIST", "favourites": "LIST"}
        assert desk.window.navigator.location.page.name == names.get(place, place.upper())


def test_a_new_material_opens_in_the_editor_and_in_the_window(desk: Desk) -> None:
    page = desk.page
    assert page.cards == []
    page.name_field.setText("Meidän vuorot")
    page.new_button.click()

    assert desk.opened == [paths.own_dir() / "meidan-vuorot/fi.md"]
    assert desk.window.navigator.location.item_id == "own-meidan-vuorot"
    assert desk.window.navigator.title == "Meidän vuorot"
    assert desk.window.sidebar.buttons["own"].isChecked()
    assert "open in your editor" in desk.told()


def test_what_was_begun_opens_although_it_is_read_while_others_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folder(paths.own_dir())
    jobs = HeldJobs()
    monkeypatch.setattr(desk.place.watch, "_jobs", jobs)
    desk.place.watch.look()  # as when the person comes back from a dialog
    before = desk.services.own
    assert before is not None
    read = jobs.held.pop()
    shelf = before.source(Settings()).read()

    desk.page.name_field.setText("Meidän vuorot")
    desk.page.new_button.click()
    monkeypatch.setattr(desk.place.watch._source, "read", lambda: shelf)
    read()  # it has begun before the new one was there
    monkeypatch.undo()
    jobs.run_all()

    assert desk.window.navigator.location.item_id == "own-meidan-vuorot"


def test_a_share_that_goes_once_it_was_read_is_no_fault_of_the_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folder(paths.own_dir())
    watch, jobs = desk.place.watch, HeldJobs()
    monkeypatch.setattr(watch, "_jobs", jobs)
    stat = os.stat

    def gone(path: os.PathLike[str] | str, **more: bool) -> os.stat_result:
        if str(path).startswith(str(paths.own_dir())):
            raise OSError(errno.EHOSTDOWN, "Host is down", str(path))
        return stat(path, **more)

    def read_and_gone(_shelf: OwnShelf) -> None:
        monkeypatch.setattr(os, "stat", gone)

    watch.changed.connect(read_and_gone)
    watch.look()
    jobs.run_all()

    assert set(watch.shelf.items) == {"own-sivu"}


def test_what_is_saved_while_the_folders_cannot_be_read_is_shown_when_they_can(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, jobs = desk.place.watch, HeldJobs()
    monkeypatch.setattr(watch, "_jobs", jobs)

    def refused() -> bool:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as away:
        away.setattr(watch._source, "has_changed", refused)
        watch.look()
        watch.look()  # something has changed meanwhile
        jobs.held.pop()()
    own_folder(paths.own_dir())
    jobs.run_all()

    assert set(watch.shelf.items) == {"own-sivu"}


def test_a_material_of_the_kit_becomes_ones_own_and_is_found_beside_it(desk: Desk) -> None:
    desk.window.navigator.open_item("m09")
    desk.window.stack.item.after.own_link.click()

    (text,) = desk.opened
    text.write_text(text.read_text("utf-8").replace("# Minun", "# Zumbatykin"), "utf-8")
    desk.place.watch.look()
    desk.window.search("zumbatykin")

    shown = listed(desk.window.stack.library.list)
    assert shown[0].startswith("own-m09-")
    assert desk.window.stack.library.list is not None


def test_what_is_saved_is_shown_and_a_mistake_is_told_with_its_line(desk: Desk) -> None:
    folder = own_folder(paths.own_dir())
    desk.place.watch.look()
    desk.window.navigator.open_item("own-sivu")
    reader = desk.window.stack.item.reader
    (folder / "fi.md").write_text(TEXT.replace("zumbatykki", "kirahvi"), "utf-8")
    desk.place.watch.look()
    assert "kirahvi" in reader.toPlainText()

    (folder / "fi.md").write_text(TEXT.replace("Tällä", "<b>Tällä</b>"), "utf-8")
    desk.place.watch.look()

    assert "fi.md, line 4" in desk.told()
    assert str(folder) not in desk.told()
    assert "kirahvi" in reader.toPlainText()
    (card,) = desk.page.cards
    assert set(card.buttons) == {"edit", "folder", "remove"}


def test_a_mistake_is_told_no_longer_than_it_is_there(desk: Desk) -> None:
    folder = own_folder(paths.own_dir())
    desk.place.watch.look()
    desk.window.navigator.open_item("own-sivu")
    for wrong in ("<b>Tällä</b>", "Tällä <i>taas</i>"):
        (folder / "fi.md").write_text(TEXT.replace("Tällä", wrong), "utf-8")
        desk.place.watch.look()
    assert [each.failed for each in desk.window.toasts.all()] == [True]

    (folder / "fi.md").write_text(TEXT.replace("zumbatykki", "kirahvi"), "utf-8")
    desk.place.watch.look()

    assert desk.window.toasts.all() == []
    assert "kirahvi" in desk.window.stack.item.reader.toPlainText()


def test_a_file_that_is_saved_in_another_program_is_noticed(desk: Desk, qtbot: QtBot) -> None:
    folder = own_folder(paths.own_dir())
    desk.place.watch.look()
    with qtbot.waitSignal(desk.place.watch.changed):
        (folder / "fi.md").write_text(TEXT.replace("zumbatykki", "kirahvi"), "utf-8")


def test_thrown_away_it_is_in_the_trash_and_comes_back(desk: Desk) -> None:
    folder = own_folder(paths.own_dir())
    desk.place.watch.look()
    (card,) = desk.page.cards
    card.buttons["remove"].click()

    assert (folder.exists(), (desk.trash / folder.name).exists()) == (False, True)
    assert desk.page.cards == []
    desk.window.toasts.undo()
    assert folder.exists()
    assert len(desk.page.cards) == 1


def test_a_colleague_opens_what_was_handed_on_after_a_question(desk: Desk) -> None:
    folder = own_folder(paths.own_dir())
    desk.place.watch.look()
    desk.page.cards[0].buttons["hand_on"].click()
    assert desk.file.exists()
    desk.page.cards[0].buttons["remove"].click()
    assert not folder.exists()

    desk.window.brought.open(desk.file)
    question = desk.window.findChild(BringDialog)
    assert question is not None
    assert not folder.exists()
    question.yes.click()

    assert folder.exists()
    assert desk.window.navigator.location.item_id == "own-sivu"
    assert [card.own.folder for card in desk.page.cards] == [folder]


def test_a_packet_brings_its_own_materials_under_the_ids_that_they_get(desk: Desk) -> None:
    own_folder(paths.own_dir())
    desk.place.watch.look()
    with closing(Packets(paths.data_dir() / "user.db")) as packets:
        made = packets.new("Oma tunti", [Entry(item_id="own-sivu", lang="fi", title="Oma sivu")])
        desk.file.write_bytes(desk.services.packets.encode(made))
        packets.delete(made.id)
    assert len(packet_file.read(desk.file).items) == 1
    text = paths.own_dir() / "sivu/fi.md"
    text.write_text(TEXT.replace("zumbatykki", "kirahvi"), "utf-8")
    desk.place.watch.look()

    desk.window.brought.open(desk.file)
    question = desk.window.findChild(BringDialog)
    assert question is not None
    question.yes.click()

    assert set(desk.place.watch.shelf.items) == {"own-sivu", "own-sivu-2"}
    (packet,) = desk.window.stack.packets.book.packets
    assert [entry.item_id for entry in packet.entries] == ["own-sivu-2"]


def test_an_update_leaves_the_own_materials_in_the_lists(desk: Desk) -> None:
    own_folder(paths.own_dir())
    desk.place.watch.look()
    desk.window.navigator.show_rows(desk.services.library.with_own(()))
    desk.window.navigator.open_all()
    assert listed(desk.window.stack.library.list) == ["own-sivu"]


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_nothing_on_the_page_is_cut(desk: Desk, size: tuple[int, int], lang: str) -> None:
    own_folder(paths.own_dir(), title="Työpaikkaohjaajan perehdytyskansion tarkistuslista")
    (own_folder(paths.own_dir(), "own-rikki") / "fi.md").write_text("<b>\n\n- a\n  - b\n", "utf-8")
    desk.place.watch.look()
    now = desk.window.preferences.now
    desk.window.preferences.change(replace(now, ui_language=lang))  # type: ignore[arg-type]  # one of them
    desk.window.resize(*size)
    page = desk.page
    assert len(page.cards) == 2
    assert clipped(page) == []


def test_where_files_may_not_be_brought_a_packet_comes_without_own_materials(desk: Desk) -> None:
    own_folder(paths.own_dir())
    desk.place.watch.look()
    with closing(Packets(paths.data_dir() / "user.db")) as packets:
        made = packets.new("Oma tunti", [Entry(item_id="own-sivu", lang="fi", title="Oma sivu")])
        desk.file.write_bytes(desk.services.packets.encode(made))
        packets.delete(made.id)
    desk.page.cards[0].buttons["remove"].click()
    now = desk.window.preferences.now
    desk.window.preferences.change(replace(now, import_allowed=False))

    desk.window.brought.open(desk.file)

    assert desk.window.findChild(BringDialog) is None
    assert desk.place.watch.shelf.items == {}
    assert [each.name for each in desk.window.stack.packets.book.packets] == ["Oma tunti"]


def test_where_files_may_not_be_brought_no_document_comes_in(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "moniste.docx"
    document = docx.Document()
    document.add_paragraph("Tämä on minun oma tekstini.")
    document.save(str(file))
    now = desk.window.preferences.now
    desk.window.preferences.change(replace(now, import_allowed=False))

    desk.window.brought.open(file)

    assert "does not let materials be brought from files" in desk.told()
    assert not paths.own_dir().exists()


def test_own_data_from_a_file_bring_own_materials_into_the_lists(
    desk: Desk, tmp_path: Path
) -> None:
    folder = own_folder(paths.own_dir())
    assert desk.services.own_data is not None
    file = tmp_path / "own.json"
    desk.services.own_data.export(file)
    (folder / "fi.md").unlink()
    folder.rename(desk.trash / "gone")
    desk.place.watch.look()

    assert desk.services.own_data.take_in(file).own_items == 1

    desk.place.watch.look()
    assert set(desk.place.watch.shelf.items) == {"own-sivu"}


def test_a_changed_document_comes_back_as_ones_own_and_goes_to_a_colleague(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "muutettu.docx"
    with closing(app.whole_library(desk.services.settings)) as library:
        draft = app.drafts(library, "m09", ["fi"], PartChoice.ALL, desk.services.settings)
    file.write_bytes(app.document("docx", draft))
    document = docx.Document(str(file))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Vanhempien luona", "Zumbatykin luona")
    document.save(str(file))

    desk.window.navigator.bring(file)  # as when it is dropped on the window

    own_id = desk.window.navigator.location.item_id
    own = desk.place.watch.shelf.items[own_id]
    assert own.item.record.based_on.startswith("Kuukausibudjetti (m09)")
    assert "Zumbatykin luona" in own.item.texts["fi"].markdown
    assert "material of your own now" in desk.told()
    assert desk.window.findChildren(LossDialog) == []
    desk.window.toasts.all()[-1].offer_buttons[0].click()
    assert [each.id for each in packet_file.read(desk.file).items] == [own_id]


def test_what_a_document_leaves_behind_is_told_in_lines(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "vieras.docx"
    document = docx.Document()
    run = document.add_paragraph("Tämä on minun oma tekstini ja se on tässä.").add_run(" Huom")
    document.add_comment(run, "huomautus")
    document.save(str(file))

    desk.window.navigator.bring(file)

    assert desk.window.navigator.location.item_id == "own-vieras"
    (dialog,) = desk.window.findChildren(LossDialog)
    assert dialog.lines.text() == "– Comments are left out: 1."
    dialog.close()


def test_what_is_no_document_is_told_and_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "vanha.docx"
    file.write_bytes(b"PK damaged")

    desk.window.navigator.bring(file)

    assert "vanha.docx is damaged" in desk.told()
    assert not paths.own_dir().exists() or list(paths.own_dir().iterdir()) == []
