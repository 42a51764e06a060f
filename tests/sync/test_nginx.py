"""The normal case: a feed on an ordinary web server, as docs/operations.md sets it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sync import nginx
from tests.sync.nginx import Nginx
from valita_desktop.feed.packs import PACK_FOLDER, names_in
from valita_desktop.sync.fetch import WebSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.makers import Publisher
    from tests.sync.reading import Reader

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(nginx.PROGRAM is None, reason=nginx.WHY_NOT),
]


@pytest.fixture
def server(publisher: Publisher, tmp_path: Path) -> Iterator[Nginx]:
    publisher.publish("m09")
    site = tmp_path / "site"
    site.mkdir()
    (site / "kit").symlink_to(publisher.folder)
    home = tmp_path / "nginx"
    home.mkdir()
    with Nginx(home, site) as running:
        yield running


def test_a_feed_is_taken_and_followed(server: Nginx, publisher: Publisher, reader: Reader) -> None:
    reader.source = WebSource(server.address)

    first = reader.apply()
    publisher.publish("m10")
    second = reader.apply()

    assert (first.new, second.new) == (("m09",), ("m10",))
    packs = [path for path, _status, _size in server.requests() if path.endswith(".json.gz")]
    assert [".base-" in path for path in packs] == [True, False]


def test_nothing_new_costs_less_than_two_kilobytes(server: Nginx, reader: Reader) -> None:
    reader.source = WebSource(server.address)
    reader.apply()

    assert not reader.check()

    asked = server.requests()[-2:]
    assert [(path.rpartition("/")[2], status) for path, status, _size in asked] == [
        ("2.root.json", 404),
        ("timestamp.json", 200),
    ]
    assert sum(size for _path, _status, size in asked) < 2000


def test_what_broke_off_goes_on_where_it_was(
    server: Nginx, publisher: Publisher, reader: Reader
) -> None:
    reader.source = WebSource(server.address)
    update = reader.check()
    (pack,) = update.path
    whole = (publisher.folder / PACK_FOLDER / str(pack)).read_bytes()
    reader.staging.mkdir()
    (reader.staging / pack.sha256).with_suffix(".part").write_bytes(whole[:300])

    assert reader.apply().new == ("m09",)

    answers = [status for path, status, _size in server.requests() if str(pack) in path]
    assert answers == [206]


def test_what_never_changes_may_be_kept_and_the_timestamp_may_not(
    server: Nginx, publisher: Publisher
) -> None:
    (pack,) = names_in(publisher.folder)

    kept = server.head(f"{PACK_FOLDER}/{pack}")
    short = [
        server.head(name) for name in ("metadata/timestamp.json", "feed-fi.json", "atom-sv.xml")
    ]

    assert (kept["content-type"], "content-encoding" in kept) == ("application/gzip", False)
    assert "immutable" in kept["cache-control"]
    assert {each["cache-control"] for each in short} == {"max-age=300"}
