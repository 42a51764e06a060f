"""A log tells what failed and where, and nothing of the person: no words, names, folders."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.library.test_store import release
from tests.makers import item
from valita_desktop import desktop, logs, paths, settings
from valita_desktop.errors import PacketFileError, SourceError, SourceErrorCode, UsageError
from valita_desktop.library import backup, database, packet_file
from valita_desktop.library.notebook import Notebook
from valita_desktop.library.packets import Packets
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData
from valita_desktop.ui.window.crash import CrashReporter, CrashWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

PERSON, WORD, NAME, NOTE = "Meikäläinen", "lähisuhdeväkivalta", "Ryhmä-3B", "muistiinpano"
SCHOOL, FILE = "Salon-koulu", "Matin"
PRIVATE = (PERSON, WORD, NAME, NOTE, SCHOOL, FILE)
"""What a person is called, looks for, calls things, writes; none of it is any log's business."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of the window, in the home of somebody with a name."""
    home = tmp_path / f"Maija {PERSON}"
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("VALITA_HOME", str(home / "100% Välitä"))
    root = logging.getLogger()
    before = root.handlers[:]
    yield desktop._log_to_file()
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()


def crash(act: Callable[[], object]) -> None:
    """Do something in the window that fails, and that nothing in it has thought of."""
    try:
        act()
    except Exception as error:
        reporter = CrashReporter(Path("valita.log"), lambda _error, _log: False)
        reporter.take(type(error), error, error.__traceback__)


def without(database_file: Path, *tables: str) -> None:
    with closing(sqlite3.connect(database_file)) as damaged:
        for table in tables:
            damaged.execute(f"DROP TABLE IF EXISTS {table}")
        damaged.commit()


def bad_word(word: str) -> None:
    raise ValueError(word)


def test_a_day_with_many_faults_leaves_no_word_of_the_person_in_the_log(log: Path) -> None:
    data = paths.data_dir()
    (paths.config_dir()).mkdir(parents=True)
    (paths.config_dir() / "settings.json").write_text(
        json.dumps({"school_name": [SCHOOL]}), "utf-8"
    )
    settings.load(lang="fi")
    with closing(Library(data / "content.db")) as library:
        library.apply(release(1, item()))
        without(data / "content.db", "search_fi_data")
        crash(lambda: library.search(f"budjetti {WORD}", "fi"))
        crash(lambda: library.item(WORD))
    with closing(UserData(data / "user.db")):
        packets, notebook = Packets(data / "user.db"), Notebook(data / "user.db")
        packet = packets.new(NAME)
        notebook.set_note("m09", NOTE, "Kuukausibudjetti")
        without(data / "user.db", "packets", "packet_entries", "notes", "item_notes", "note")
        crash(lambda: packets.change(packet.id, lambda old: old))
        crash(lambda: packets.new(NAME))
        crash(lambda: notebook.set_note("m09", NOTE, "Kuukausibudjetti"))
        crash(notebook.notes)
    crash(lambda: packet_file.read(log.parent.parent / f"{FILE} paketti.valita-packet"))
    crash(lambda: paths.write_whole(log / f"{FILE} paketti.pdf", b""))
    crash(lambda: dict[str, str]()[WORD])
    crash(lambda: int(WORD))
    crash(lambda: bad_word(NOTE))
    crash(lambda: (log.parent.parent / FILE).iterdir().__next__())
    (data / "backups").write_text("in the way")
    backup.back_up_daily(data / "user.db")
    logging.getLogger("valita_desktop").warning(
        "%s: %s", log.parent / f"{FILE}.txt", SourceError(str(log), SourceErrorCode.MISSING, FILE)
    )

    written = log.read_text("utf-8")

    assert written.count("a fault of the program") == 12
    assert "ValueError" in written
    assert "tests/test_logs.py" in written.replace("\\", "/")
    assert [word for word in PRIVATE if word.casefold() in written.casefold()] == []
    assert str(log.parent.parent.parent) not in written


def test_what_helps_is_told(log: Path) -> None:
    error: Exception = UsageError("packet-name", FILE, ())
    error.__cause__ = sqlite3.OperationalError("database is locked")
    error.__cause__.sqlite_errorname = "SQLITE_BUSY"

    assert logs.told(error) == "UsageError ← OperationalError: SQLITE_BUSY database is locked"
    assert logs.told(PermissionError(13, "Permission denied", FILE)) == (
        "PermissionError: Permission denied (13)"
    )
    assert logs.told(AttributeError("no attribute 'title'")) == (
        "AttributeError: no attribute 'title'"
    )


def test_a_statement_that_fails_keeps_its_values_to_itself(tmp_path: Path) -> None:
    for engine in (database.reading_engine, database.writing_engine):
        with (
            pytest.raises(sa.exc.DBAPIError) as failed,
            engine(tmp_path / "a.db").connect() as connection,
        ):
            connection.execute(sa.text("SELECT :word FROM nowhere"), {"word": NOTE})

        assert NOTE not in str(failed.value)


def test_the_window_of_a_fault_shows_no_word_of_the_person(log: Path, qapp: QApplication) -> None:
    with pytest.raises(PacketFileError) as failed:
        packet_file.read(log.parent.parent / f"{FILE} paketti.valita-packet")
    window = CrashWindow(failed.value, log)

    assert "packet_file.py" in window.detailedText()
    assert [word for word in PRIVATE if word in window.detailedText()] == []
    window.deleteLater()
