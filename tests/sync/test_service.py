"""Updates as they are asked for: each whole, with a connection of its own, and remembered."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from tests.sync.place import AT, Place
from valita_desktop.errors import MassWithdrawalError, SourceError, UpdateCancelledError
from valita_desktop.library.news import Fate
from valita_desktop.sync.progress import CancelToken
from valita_desktop.sync.service import LastCheck, UpdateService, UpdateStatus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.publish("m01", "m02")
    return made


def test_nothing_has_been_looked_for_at_first(place: Place) -> None:
    status = place.service.status()

    assert (status.last_check, status.previous, status.edition.seq) == (None, None, 0)


def test_who_never_looked_is_neither_outdated_nor_failed(place: Place) -> None:
    status = place.service.status()

    assert not status.outdated
    assert not status.check_failed


def test_a_look_that_went_well_is_no_failed_one(place: Place) -> None:
    place.service.check(place.feed)

    assert not place.service.status().check_failed


def test_by_default_the_time_is_that_of_now_with_its_zone(place: Place) -> None:
    service = UpdateService(place.data / "content.db", place.data, lambda: place.publisher.root)
    before = dt.datetime.now(dt.UTC)

    service.check(place.feed)

    last = service.last_check()
    assert last
    assert before <= last.at <= dt.datetime.now(dt.UTC)


def test_very_much_goes_only_where_a_person_says_so(place: Place) -> None:
    place.take()
    shutil.rmtree(place.publisher.source / "materials/m01-aineisto")
    place.publish(allow_withdrawals=True)
    update = place.service.check(place.feed)

    with pytest.raises(MassWithdrawalError):
        place.service.apply(update)

    assert place.service.apply(update, allow_withdrawals=True).changed.withdrawn == ("m01",)


def test_a_look_finds_and_remembers_when_it_was(place: Place) -> None:
    update = place.service.check(place.feed)

    assert bool(update)
    assert place.service.last_check() == LastCheck(AT, seq=1)
    assert place.service.status().outdated


def test_what_was_taken_comes_with_all_rows(place: Place) -> None:
    result = place.service.apply(place.service.check(place.feed))

    assert result.changed.new == ("m01", "m02")
    assert [row.id for row in result.rows] == ["m01", "m02"]
    assert not result.status.outdated


def test_a_second_update_is_told_item_by_item(place: Place) -> None:
    place.take()
    place.publish("m02", "m03", m02="Parempi")
    place.take()

    told = [(each.fate, each.title("fi")) for each in place.service.status().news]

    assert told == [(Fate.NEW, "Otsikko m03"), (Fate.CHANGED, "Parempi")]


def test_going_back_makes_the_library_outdated_again(place: Place) -> None:
    place.take()
    place.publish("m03")
    place.take()

    result = place.service.revert()

    assert result.changed.withdrawn == ("m03",)
    assert result.status.outdated


def test_a_look_that_failed_is_remembered_as_such(place: Place, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        place.service.check(str(tmp_path / "nowhere"))

    assert place.service.last_check() == LastCheck(AT, failed=True)
    assert place.service.status().check_failed


def test_a_file_goes_from_one_computer_to_another(place: Place, tmp_path: Path) -> None:
    place.take()
    file = tmp_path / "stick" / "kit.valita"
    file.parent.mkdir()
    place.service.export(file)
    other = UpdateService(
        tmp_path / "other/content.db", tmp_path / "other", lambda: place.publisher.root
    )

    result = other.apply(other.check_file(file))

    assert len(result.rows) == 2
    assert other.last_check() is None


def test_a_damaged_note_of_when_it_was_is_no_note(place: Place) -> None:
    place.data.mkdir()
    (place.data / "looked.json").write_text("{")

    assert place.service.last_check() is None


def test_how_the_materials_stand_is_told_while_an_update_goes_on(place: Place) -> None:
    place.take()
    place.publish("m03")
    service = place.service
    update = service.check(place.feed)
    told: list[UpdateStatus] = []

    class Asking:
        """A window whose page of updates is opened in the middle of it."""

        def report(self, done: int, total: int) -> None:
            asked = threading.Thread(target=lambda: told.append(service.status()))
            asked.start()
            asked.join(10)

        def is_cancelled(self) -> bool:
            return False

    service.apply(update, Asking())

    assert told
    assert {status.edition.seq for status in told} == {update.since}


@pytest.mark.parametrize("source", ["folder", "file"])
@pytest.mark.parametrize("verb", ["check", "check_file"])
def test_a_check_of_a_share_or_a_stick_stops_too(
    verb: str, source: str, place: Place, tmp_path: Path
) -> None:
    file = tmp_path / "kit.valita"
    place.take()
    place.service.export(file)
    before = place.service.last_check()
    stopped = CancelToken()
    stopped.cancel()
    check = getattr(place.service, verb)

    with pytest.raises(UpdateCancelledError):
        check(place.feed if source == "folder" else str(file), stopped)

    assert place.service.last_check() == before


@pytest.mark.usefixtures("qapp")
def test_a_check_that_is_stopped_is_not_remembered_as_failed(place: Place) -> None:
    stopped = CancelToken()
    stopped.cancel()

    with pytest.raises(UpdateCancelledError):
        place.service.check("https://example.invalid/kit", stopped)

    assert place.service.last_check() is None
