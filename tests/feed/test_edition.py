"""A chain of packs is put together to what its last release is, or refused whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.makers import MOMENT, item
from valita_desktop.errors import FeedError
from valita_desktop.feed import edition, packs
from valita_desktop.feed.jsonfeed import SCHEMA, Deleted, Envelope, document, encode

if TYPE_CHECKING:
    from valita_desktop.content.model import Item
    from valita_desktop.feed.packs import PackName

Packed = tuple["PackName", bytes]


def packed(
    kind: Literal["base", "delta"], start: int, end: int, *items: Item, gone: tuple[str, ...] = ()
) -> Packed:
    envelope = Envelope(
        schema=SCHEMA, min_app="0.1", kind=kind, from_seq=start, to_seq=end, published=MOMENT,
        state_root=f"{end:064}", deleted=tuple(Deleted(each, end) for each in gone),
    )  # fmt: skip
    return packs.pack(encode(document(items, envelope)), kind, start, end)


def joined(seq: int, *chain: Packed) -> edition.FeedEdition:
    data = dict(chain)
    found = edition.read(data, data.__getitem__, seq)
    assert found is not None
    return found


M01, M02, M03 = item("m01"), item("m02"), item("m03")


def test_an_empty_path_leads_nowhere() -> None:
    data: dict[PackName, bytes] = {}

    assert edition.read(data, data.__getitem__, 3) is None


def test_a_delta_adds_to_the_base_and_takes_from_it() -> None:
    made = joined(0, packed("base", 0, 1, M01, M02), packed("delta", 1, 2, M03, gone=("m01",)))

    assert made.items == {"m02": M02, "m03": M03}
    assert (made.seq, made.whole, made.root) == (2, True, f"{2:064}")


def test_a_later_delta_has_the_last_word() -> None:
    newer = item("m01", version=2)

    made = joined(1, packed("delta", 1, 2, M01, M02), packed("delta", 2, 3, newer, gone=("m02",)))

    assert (made.items, made.deleted, made.whole) == ({"m01": newer}, frozenset(("m02",)), False)


def test_what_was_withdrawn_stays_so_until_it_is_back() -> None:
    made = joined(
        1,
        packed("delta", 1, 2, gone=("m01", "m02")),
        packed("delta", 2, 3, M01, gone=("m03",)),
    )

    assert (made.items, made.deleted) == ({"m01": M01}, frozenset(("m02", "m03")))


def test_a_base_begins_anew() -> None:
    made = joined(1, packed("delta", 1, 2, M01, gone=("m03",)), packed("base", 0, 3, M02))

    assert (made.items, made.deleted, made.whole) == ({"m02": M02}, frozenset(), True)


def test_a_delta_is_read_from_any_release_that_it_spans() -> None:
    assert joined(17, packed("delta", 0, 30, M01)).seq == 30


@pytest.mark.parametrize("seq", [4, 10, 11])
def test_a_delta_that_does_not_follow_is_refused(seq: int) -> None:
    with pytest.raises(FeedError, match="follow"):
        joined(seq, packed("delta", 5, 10, M01))


def test_a_pack_of_another_release_than_its_name_says_is_refused() -> None:
    name, data = packed("base", 0, 1, M01)
    other = packs.PackName(name.sha256, "base", 0, 2)

    with pytest.raises(FeedError, match="name"):
        joined(0, (other, data))
