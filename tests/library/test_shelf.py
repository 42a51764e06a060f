"""Own items stand beside the network's: found, opened and listed, and touched by no update."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.library.test_store import release
from tests.makers import item
from tests.own import own_folder
from valita_desktop.errors import FeedError, ItemNotFoundError
from valita_desktop.feed import jsonfeed
from valita_desktop.library.own_items import OwnItems
from valita_desktop.library.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Place:
    """A library of one material, and a folder of own items."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "own"
        self.file = folder / "content.db"
        self.library = Shelf(self.file, lambda library: library.apply(release(1, item())))
        self.library.apply(release(1, item()))
        self.own = OwnItems([self.home])

    def read(self) -> None:
        self.library.show_own(self.own, self.own.read())

    def ids(self, query: str) -> list[str]:
        return [hit.id for hit in self.library.search(query, "fi").hits]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    with closing(made.library):
        yield made


def test_own_items_are_listed_and_opened_with_the_others(place: Place) -> None:
    own_folder(place.home)
    place.read()
    assert [(row.id, row.own) for row in place.library.rows()] == [
        ("m09", False),
        ("own-sivu", True),
    ]
    assert place.library.item("own-sivu").texts["fi"].title == "Oma sivu"
    lang, document = place.library.document("own-sivu", "sv")
    assert (lang, document[0].role) == ("fi", "sheet")


def test_own_items_are_found_by_their_words(place: Place) -> None:
    own_folder(place.home)
    assert place.ids("zumbatykki") == []
    place.read()
    assert place.ids("zumbatykki") == ["own-sivu"]
    assert place.ids("kuukausibudjetti") == ["m09"]


def test_what_was_changed_is_found_by_its_new_words_only(place: Place) -> None:
    text = own_folder(place.home) / "fi.md"
    place.read()
    place.ids("zumbatykki")
    text.write_text(text.read_text("utf-8").replace("zumbatykki", "kirahvi"), "utf-8")
    place.read()
    assert (place.ids("zumbatykki"), place.ids("kirahvi")) == ([], ["own-sivu"])


def test_what_is_gone_is_not_found(place: Place) -> None:
    folder = own_folder(place.home)
    place.read()
    place.ids("zumbatykki")
    (folder / "item.toml").unlink()
    place.read()
    assert place.ids("zumbatykki") == []
    with pytest.raises(ItemNotFoundError):
        place.library.item("own-sivu")


def test_updates_going_back_and_healing_touch_no_own_item(place: Place) -> None:
    own_folder(place.home)
    place.read()
    library = place.library
    library.apply(release(2, item("m10"), keep=(item(),)))
    assert place.ids("zumbatykki") == ["own-sivu"]
    library.revert()
    assert place.ids("zumbatykki") == ["own-sivu"]
    place.file.unlink()
    assert place.ids("zumbatykki") == ["own-sivu"]
    assert [row.id for row in library.rows()] == ["m09", "own-sivu"]
    assert library.damaged() == ""


def test_own_items_do_not_count_among_what_was_signed(place: Place) -> None:
    own_folder(place.home)
    place.read()
    place.ids("zumbatykki")
    assert place.library.count == 1
    assert place.library.apply(release(2, item("m10"), keep=(item(),))).withdrawn == ()


def test_a_search_that_finds_everything_in_place_writes_nothing(place: Place) -> None:
    own_folder(place.home)
    place.read()
    place.ids("zumbatykki")
    with closing(Shelf(place.file)) as again:
        again.show_own(place.own, place.own.read())
        before = again._search._index.edition
        assert again.search("zumbatykki", "fi").hits
        assert again._search._index.edition == before


def test_a_feed_cannot_bring_an_id_that_is_an_own_items() -> None:
    with pytest.raises(FeedError):
        jsonfeed._check_record(item("own-sivu").record, "pack")
