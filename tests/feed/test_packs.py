"""Packs are what their names say, and the cheapest way through them is found."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.errors import FeedError
from valita_desktop.feed import packs
from valita_desktop.feed.packs import PackName, cheapest_path, pack, parse_name, unpack

if TYPE_CHECKING:
    from pathlib import Path


def base(seq: int) -> PackName:
    return PackName("0" * 64, "base", 0, seq)


def delta(start: int, end: int) -> PackName:
    return PackName("0" * 64, "delta", start, end)


@pytest.mark.parametrize("name", [base(1000), delta(1030, 1031)])
def test_a_name_is_read_as_it_is_written(name: PackName) -> None:
    assert parse_name(str(name)) == name


@pytest.mark.parametrize("name", ["feed.json", "../x.base-1.json.gz", f"{'g' * 64}.base-1.json.gz"])
def test_other_names_are_no_packs(name: str) -> None:
    assert parse_name(name) is None


@given(st.binary(max_size=2000))
def test_a_document_comes_out_of_its_pack_unchanged(document: bytes) -> None:
    name, data = pack(document, "base", 0, 1)

    assert unpack(name, data) == document


def test_the_same_document_gives_the_same_pack() -> None:
    assert pack(b"x", "base", 0, 1) == pack(b"x", "base", 0, 1)


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_flipped_byte_is_noticed(at: int) -> None:
    name, data = pack(b"x" * 100, "base", 0, 1)
    flipped = bytearray(data)
    flipped[at] ^= 1

    with pytest.raises(FeedError):
        unpack(name, bytes(flipped))


def test_a_pack_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MAX_UNPACKED", 1000)
    name, data = pack(b"x" * 1001, "base", 0, 1)

    with pytest.raises(FeedError, match="large"):
        unpack(name, data)


def test_a_pack_that_is_too_large_as_it_is_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name, data = pack(b"x", "base", 0, 1)
    monkeypatch.setattr(packs, "MAX_PACK", len(data))
    assert unpack(name, data) == b"x"

    monkeypatch.setattr(packs, "MAX_PACK", len(data) - 1)
    with pytest.raises(FeedError):
        unpack(name, data)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("packs/base-1000.json.gz", base(1000)),
        ("packs/delta-1030-1031.json.gz", delta(1030, 1031)),
        ("other/base-1000.json.gz", None),
        ("packs/more/base-1000.json.gz", None),
        ("packs/index.json", None),
    ],
)
def test_a_signed_target_is_a_pack_by_its_folder_and_name(
    target: str, name: PackName | None
) -> None:
    assert packs.of_target(target, "0" * 64) == name


def test_the_packs_of_a_folder_are_told_with_their_sizes(tmp_path: Path) -> None:
    folder = tmp_path / "targets/packs"
    folder.mkdir(parents=True)
    (folder / str(base(3))).write_bytes(b"abc")
    (folder / "notes.json.gz").write_bytes(b"no pack")

    assert packs.names_in(tmp_path) == {base(3): 3}


def test_a_cut_off_pack_with_a_matching_name_is_refused() -> None:
    data = gzip.compress(b"x" * 5000, mtime=0)[:-9]
    name = PackName(hashlib.sha256(data).hexdigest(), "base", 0, 1)

    with pytest.raises(FeedError, match="cut off"):
        unpack(name, data)


def test_one_day_behind_takes_the_day() -> None:
    offered = {base(30): 9000, delta(29, 30): 50, delta(28, 29): 50}

    assert cheapest_path(offered, 29) == (delta(29, 30),)


def test_a_roll_up_is_taken_where_it_is_smaller_than_its_days() -> None:
    offered = {base(3): 9000, delta(0, 3): 100, delta(0, 1): 50, delta(1, 2): 50, delta(2, 3): 50}

    assert cheapest_path(offered, 0) == (delta(0, 3),)


def test_too_far_behind_takes_the_base() -> None:
    offered = {base(30): 9000, delta(29, 30): 50}

    assert cheapest_path(offered, 3) == (base(30),)


def test_the_base_may_lead_to_a_delta() -> None:
    offered = {base(30): 9000, delta(30, 31): 50}

    assert cheapest_path(offered, 3) == (base(30), delta(30, 31))


def test_a_delta_is_right_from_any_release_that_it_spans() -> None:
    offered = {base(60): 9000, delta(0, 30): 100, delta(30, 60): 100}

    assert cheapest_path(offered, 17) == (delta(0, 30), delta(30, 60))


releases = st.integers(0, 8)
spans = st.tuples(releases, releases).filter(lambda span: span[0] < span[1])


@given(st.dictionaries(spans, st.integers(1, 50), max_size=12), st.integers(1, 8), releases)
def test_the_way_is_the_cheapest_of_all(
    deltas: dict[tuple[int, int], int], base_at: int, seq: int
) -> None:
    offered = {delta(*span): size for span, size in deltas.items()} | {base(base_at): 60}
    newest = max(name.to_seq for name in offered)

    found = cheapest_path(offered, seq)

    best = _cheapest(offered, seq, newest, seq)
    assert sum(offered[name] for name in found) == (best if best < UNREACHABLE else 0)
    assert not found or found[-1].to_seq == newest


UNREACHABLE = 10**9


def _cheapest(offered: dict[PackName, int], seq: int, newest: int, first: int) -> int:
    """Every way tried."""
    if seq >= newest:
        return 0
    ways = [
        size + _cheapest(offered, name.to_seq, newest, first)
        for name, size in offered.items()
        if name.to_seq > seq and (seq == first if name.kind == "base" else name.from_seq <= seq)
    ]
    return min(ways, default=UNREACHABLE)


@pytest.mark.parametrize("seq", [30, 31])
def test_nothing_newer_takes_nothing(seq: int) -> None:
    assert cheapest_path({base(30): 9000}, seq) == ()
