"""Everything honest is taken: first sync, upgrades, new keys, old sticks, wrong clocks."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.makers import MOMENT
from tests.sync.attacker import replace_key
from valita_desktop.feed.trust import Trust, verify
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.sync import updater

if TYPE_CHECKING:
    from tests.makers import Publisher
    from tests.sync.reading import Reader

DAYS = dt.timedelta(days=1)


def test_first_sync_is_taken(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")

    assert reader.apply().new == ("m09",)


def test_an_upgrade_is_taken(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()
    publisher.publish("m10")

    assert reader.apply().new == ("m10",)


@pytest.mark.parametrize("name", ["Maija", "online", "root-1", "root-3"])
def test_a_replaced_key_is_followed(publisher: Publisher, reader: Reader, name: str) -> None:
    publisher.publish("m09")
    reader.apply()
    replace_key(publisher, name, f"{name}.2")
    publisher.publish("m10")

    assert reader.apply().new == ("m10",)


def test_many_replaced_keys_in_a_row_are_followed(publisher: Publisher, reader: Reader) -> None:
    for number in range(2, 6):
        last = "Maija" if number == 2 else f"Maija.{number - 1}"
        replace_key(publisher, last, f"Maija.{number}")
    publisher.publish("m09")

    assert reader.apply().new == ("m09",)


@pytest.mark.parametrize("days", [0, 30, 179])
def test_a_stick_from_a_drawer_is_taken(publisher: Publisher, reader: Reader, days: int) -> None:
    publisher.publish("m09")
    trust = publisher.trust(MOMENT + days * DAYS)

    assert updater.check(reader.source, reader.library, trust).seq == 1


def test_a_clock_in_the_past_takes_updates(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    trust = publisher.trust(MOMENT - 4000 * DAYS)

    assert updater.check(reader.source, reader.library, trust).seq == 1


def test_what_came_with_the_program_is_taken_at_any_age(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    trust = Trust(publisher.root, publisher.trust().folder, ageless=True)

    assert verify(reader.source, trust).seq == 1


def test_a_renewed_feed_is_taken_long_after_its_last_release(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    late = MOMENT + 300 * DAYS
    repository = FeedRepository(publisher.folder, publisher.keys, late)
    repository.refresh(force=True)
    repository.commit()

    assert updater.check(reader.source, reader.library, publisher.trust(late)).seq == 1


def test_the_signatures_are_verified_without_the_cryptography_package(
    publisher: Publisher,
) -> None:
    publisher.publish("m09")
    code = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from pathlib import Path\n"
        "from valita_desktop.feed.sources import FolderSource\n"
        "from valita_desktop.feed.trust import Trust, verify\n"
        "feed, kept = map(Path, sys.argv[1:])\n"
        "root = (feed / 'metadata/root.json').read_bytes()\n"
        "signed = verify(FolderSource(feed), Trust(root, kept, ageless=True))\n"
        "print(signed.seq, signed.signers, 'urllib3' in sys.modules)\n"
    )
    kept = publisher.folder.with_name("kept")
    run = [sys.executable, "-c", code, str(publisher.folder), str(kept)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)

    assert done.stdout == "1 ('Maija',) False\n"
