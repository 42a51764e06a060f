"""content.db: one release is one transaction, and anything wrong with the file heals."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.makers import MOMENT, item
from valita_desktop.content.model import Item, Kind, Theme, item_hash, state_root
from valita_desktop.errors import (
    FeedError,
    ItemNotFoundError,
    StoreUnusableError,
    UpdateBusyError,
)
from valita_desktop.library import editions, tables
from valita_desktop.library.news import Fate
from valita_desktop.library.search import index
from valita_desktop.library.search.kept_doc import packed_text
from valita_desktop.library.store import Changed, Edition, Library, Release
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Doc


def release(
    seq: int, *items: Item, deleted: tuple[str, ...] = (), keep: tuple[Item, ...] = ()
) -> Release:
    after = {each.id: item_hash(each) for each in (*keep, *items)}
    return Release(
        seq=seq, name=f"pack-{seq}", items=items, deleted=deleted, images={},
        root=state_root(after.items()),
    )  # fmt: skip


def of_kind(item_id: str, kind: Kind) -> Item:
    made = item(item_id)
    return msgspec.structs.replace(made, record=msgspec.structs.replace(made.record, kind=kind))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "data" / "content.db")) as opened:
        yield opened


def test_a_new_library_is_empty(library: Library) -> None:
    assert (library.seq, library.pack, library.rows()) == (0, "", ())
    assert library.damaged() == ""


def test_what_was_applied_is_there(library: Library) -> None:
    changed = library.apply(release(1, item("m09"), item("m10")))

    assert changed == Changed(1, new=("m09", "m10"))
    assert (library.seq, library.pack) == (1, "pack-1")
    assert library.item("m09") == item("m09")


def test_rows_tell_what_a_list_shows(library: Library) -> None:
    library.apply(release(1, item()))

    (row,) = library.rows()
    assert (row.title("sv"), row.themes, row.minutes) == ("Månadsbudget", (Theme.EVERYDAY,), 45)


def test_a_second_release_tells_what_changed(library: Library) -> None:
    stays, goes, changes = item("m01"), item("m02"), item("m03")
    library.apply(release(1, stays, goes, changes))

    changed = library.apply(
        release(2, item("m03", version=2), item("m04"), deleted=("m02",), keep=(stays,))
    )

    assert changed == Changed(2, new=("m04",), changed=("m03",), withdrawn=("m02",))


def test_an_item_that_did_not_change_is_not_told(library: Library) -> None:
    library.apply(release(1, item()))

    assert not library.apply(release(2, item()))


def test_a_whole_release_takes_away_what_is_not_in_it(library: Library) -> None:
    library.apply(release(1, item("m01"), item("m02")))
    base = release(2, item("m01"))

    changed = library.apply(Release(**{**vars(base), "whole": True}))

    assert changed.withdrawn == ("m02",)


def test_a_release_with_a_wrong_root_changes_nothing(library: Library) -> None:
    library.apply(release(1, item("m01")))
    wrong = Release(**{**vars(release(2, item("m02"))), "root": "0" * 64})

    with pytest.raises(FeedError):
        library.apply(wrong)

    assert (library.seq, [row.id for row in library.rows()]) == (1, ["m01"])


def test_found_items_follow_a_release(library: Library) -> None:
    library.apply(release(1, item("m01", title="Kuukausibudjetti")))
    library.apply(release(2, item("m01", version=2, title="Unipäiväkirja")))

    assert [hit.id for hit in library.search("unipäiväkirja", "fi").hits] == ["m01"]


def test_a_withdrawn_item_is_no_longer_found(library: Library) -> None:
    library.apply(release(1, item("m01", title="Unipäiväkirja"), item("m02")))
    library.apply(release(2, deleted=("m01",), keep=(item("m02"),)))

    assert library.search("unipäiväkirja", "fi").hits == ()


def test_a_document_says_which_language_it_is_in(library: Library) -> None:
    only_finnish = Item(record=item().record, texts={"fi": item().texts["fi"]})
    library.apply(release(1, only_finnish))

    lang, document = library.document("m09", "sv")

    assert (lang, [part.role for part in document]) == ("fi", ["facilitator", "sheet"])


def test_an_unknown_item_is_named(library: Library) -> None:
    with pytest.raises(ItemNotFoundError) as caught:
        library.item("zz")

    assert caught.value.item_id == "zz"


def change_behind(library: Library, statement: str) -> None:
    """Change the file as nobody should."""
    with closing(sqlite3.connect(library.path)) as other:
        other.execute(statement)
        other.commit()


def test_a_flipped_byte_in_an_item_is_noticed(library: Library) -> None:
    library.apply(release(1, item()))
    flipped = "substr(source, 1, 40) || x'55' || substr(source, 42)"
    change_behind(library, f"UPDATE items SET source = CAST({flipped} AS BLOB)")  # noqa: S608

    assert "m09" in library.damaged()
    with pytest.raises(StoreUnusableError):
        library.item("m09")


def test_another_text_in_the_place_of_an_item_is_noticed(library: Library) -> None:
    library.apply(release(1, item()))
    with closing(sqlite3.connect(library.path)) as other:
        ((packed,),) = other.execute("SELECT source FROM items").fetchall()
        changed = zlib.compress(zlib.decompress(packed).replace(b"Rahat", b"Rehat"))
        other.execute("UPDATE items SET source = ?", (changed,))
        other.commit()

    assert "m09" in library.damaged()
    with pytest.raises(StoreUnusableError):
        library.item("m09")


def test_texts_are_packed_on_the_disk_and_whole_for_whoever_reads(library: Library) -> None:
    long = msgspec.structs.replace(item().texts["fi"], markdown="Samat sanat. " * 2000)
    written = msgspec.structs.replace(item(), texts={"fi": long})
    library.apply(release(1, written))

    assert library.item("m09") == written
    with closing(sqlite3.connect(library.path)) as other:
        longest = ("max(length(source)) FROM items", "max(length(text)) FROM search_doc")
        lengths = [other.execute(f"SELECT {each}").fetchone()[0] for each in longest]
    assert max(lengths) < 2000


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE items SET row = CAST(replace(row, 'Kuu', 'Kyy') AS BLOB) WHERE id = 'm09'", "m09"),
        ("DELETE FROM items WHERE id = 'm10'", "state root"),
        ("UPDATE images SET data = x'00'", "picture ba7816bf"),
        ("DELETE FROM search_fi_data WHERE id > 10", "malformed"),
    ],
)
def test_damage_of_any_part_is_told(library: Library, statement: str, told: str) -> None:
    picture = hashlib.sha256(b"abc").hexdigest()
    library.apply(
        Release(**{**vars(release(1, item("m09"), item("m10"))), "images": {picture: b"abc"}})
    )
    assert library.damaged() == ""

    change_behind(library, statement)

    assert told in library.damaged()


def test_a_library_can_be_thrown_away_and_made_again(library: Library) -> None:
    library.apply(release(1, item()))
    library.close()

    with closing(Library.anew(library.path)) as again:
        assert (again.seq, again.count) == (0, 0)


def test_an_index_that_other_rules_made_is_made_anew_by_the_first_search(tmp_path: Path) -> None:
    file = tmp_path / "content.db"
    with closing(Library(file)) as library:
        library.apply(release(1, item(title="Unipäiväkirja")))
        change_behind(library, "INSERT INTO search_fi (search_fi) VALUES ('delete-all')")
        change_behind(library, "UPDATE search_state SET value = 'x' WHERE key = 'analysers'")

    with closing(Library(file)) as library:
        assert [hit.id for hit in library.search("unipäiväkirja", "fi").hits] == ["m09"]


def test_a_search_that_was_made_ready_reads_only_what_it_finds(library: Library) -> None:
    library.apply(release(1, item(title="Unipäiväkirja")))
    said: list[str] = []
    list(library.get_ready("fi"))

    library._search._index._connection.set_trace_callback(said.append)
    found = library.search("unipäiväkirja", "fi").hits

    assert [hit.id for hit in found] == ["m09"]
    assert said
    assert [line for line in said if "_terms" in line or "search_synonym" in line] == []


def test_an_index_that_is_damaged_is_in_nobodys_way_at_the_start(library: Library) -> None:
    library.apply(release(1, item()))
    library._make_searchable()  # once; afterwards no table is made again
    change_behind(library, "DROP TABLE search_digest")

    assert len(list(library.get_ready("fi"))) == 2  # the tables, the dictionary


def test_the_easy_text_is_given_where_it_is_asked_for(library: Library) -> None:
    texts = {
        "fi": msgspec.structs.replace(item().texts["fi"], easy_markdown="::: sheet\nHelppo\n:::")
    }
    library.apply(release(1, msgspec.structs.replace(item(), texts=texts)))

    assert len(library.document("m09", "fi", easy=True)[1]) == 1
    assert len(library.document("m09", "fi")[1]) == 2


def test_only_the_facts_that_are_asked_for_are_given(library: Library) -> None:
    facts = [of_kind("f-1", Kind.FACT), of_kind("f-2", Kind.FACT)]
    library.apply(release(1, item("m09"), *facts))

    assert library.facts(["f-2", "m09", "f-3"]) == {"f-2": facts[1]}
    assert list(library.all_facts()) == ["f-1", "f-2"]
    assert [row.id for row in library.rows()] == ["m09"]


@pytest.mark.parametrize(
    "bytes_of_file", [b"", b"not a database at all" * 100, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path, bytes_of_file: bytes) -> None:
    file = tmp_path / "content.db"
    file.write_bytes(bytes_of_file)

    with closing(Library(file)) as library:
        assert library.seq == 0


def test_a_file_of_another_version_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "content.db"
    with closing(sqlite3.connect(file)) as old:
        old.execute("CREATE TABLE items (id)")
        old.execute("PRAGMA user_version = 99")
        old.commit()

    with closing(Library(file)) as library:
        assert library.rows() == ()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(StoreUnusableError) as caught:
        Library(tmp_path / "data" / "content.db")

    assert caught.value.path.name == "content.db"


def test_the_edition_before_can_be_used_again(library: Library) -> None:
    first, second = item("m01", title="Ennen"), item("m01", version=2, title="Nyt")
    library.apply(release(1, first, item("m02")))
    library.apply(release(2, second, item("m03"), deleted=("m02",)))

    changed = library.revert()

    assert changed == Changed(1, new=("m02",), changed=("m01",), withdrawn=("m03",))
    assert library.item("m01") == first


def test_going_back_remembers_the_newest_release(library: Library) -> None:
    library.apply(release(1, item("m01")))
    library.apply(release(2, item("m01", version=2)))
    library.revert()

    assert (library.seq, library.last_seq) == (1, 2)


def test_going_back_twice_comes_forth_again(library: Library) -> None:
    library.apply(release(1, item("m01")))
    library.apply(release(2, item("m01", version=2)))
    library.revert()
    library.revert()

    assert (library.seq, library.item("m01").record.version) == (2, 2)


def test_the_first_edition_has_none_before_it(library: Library) -> None:
    library.apply(release(1, item("m01")))

    assert library.previous is None
    with pytest.raises(FeedError):
        library.revert()


def test_an_empty_library_has_nothing_to_go_back_to(library: Library) -> None:
    with pytest.raises(FeedError):
        library.revert()


def test_pictures_are_known_by_their_hashes(library: Library) -> None:
    images = {hashlib.sha256(data).hexdigest(): data for data in (b"one", b"two")}
    library.apply(Release(**{**vars(release(1, item())), "images": images}))
    library.apply(
        Release(**{**vars(release(2, item(version=2))), "images": images})  # they come once more
    )
    one, two = images

    assert (library.image(one), library.image(two), library.image("0" * 64)) == (
        b"one",
        b"two",
        b"",
    )
    assert library.lacks(["0" * 64, one, "1" * 64, "0" * 64]) == ("0" * 64, "1" * 64)


def test_the_news_are_what_the_last_change_brought(library: Library) -> None:
    library.apply(release(1, item("m01", title="Ennen"), item("m02", title="Viimeksi")))
    library.apply(release(2, item("m01", version=2, title="Nyt"), item("m03"), deleted=("m02",)))

    told = [(each.fate, each.id, each.title("fi")) for each in library.news()]

    assert told == [
        (Fate.NEW, "m03", "Kuukausibudjetti"),
        (Fate.CHANGED, "m01", "Nyt"),
        (Fate.WITHDRAWN, "m02", "Viimeksi"),
    ]


def test_news_are_called_in_the_language_asked_for_or_the_one_they_have(library: Library) -> None:
    swedish = msgspec.structs.replace(item("m03"), texts={"sv": item().texts["sv"]})
    library.apply(release(1, item("m01")))
    library.apply(release(2, item("m02"), swedish, keep=(item("m01"),)))

    told = [(each.id, each.title("fi"), each.title("sv")) for each in library.news()]

    assert told == [
        ("m02", "Kuukausibudjetti", "Månadsbudget"),
        ("m03", "Månadsbudget", "Månadsbudget"),
    ]


def test_a_fact_is_news_without_a_page_and_a_list_of_synonyms_is_none(library: Library) -> None:
    library.apply(release(1, item("m01")))
    library.apply(
        release(
            2,
            of_kind("f-1", Kind.FACT),
            of_kind("syn", Kind.SYNONYMS),
            item("m02"),
            keep=(item("m01"),),
        )
    )

    assert [(each.id, each.listed) for each in library.news()] == [("f-1", False), ("m02", True)]


def test_an_edition_and_the_one_before_know_when_they_were_published(library: Library) -> None:
    library.apply(Release(**{**vars(release(1, item("m01"))), "published": MOMENT}))
    library.apply(release(2, item("m01", version=2)))
    assert (library.edition, library.previous) == (Edition(2), Edition(1, MOMENT))

    library.revert()

    assert (library.edition, library.previous) == (Edition(1, MOMENT), Edition(2))


@pytest.mark.parametrize("what", ["new", "changed", "withdrawn"])
def test_one_item_makes_a_change(what: str) -> None:
    assert Changed(1, **{what: ("m01",)})
    assert not Changed(1)


def test_news_say_what_is_new_in_an_item(library: Library) -> None:
    better = item("m01", version=2)
    texts = {"fi": msgspec.structs.replace(better.texts["fi"], change_note="Luvut tarkistettu.")}
    library.apply(release(1, item("m01")))
    library.apply(release(2, msgspec.structs.replace(better, texts=better.texts | texts)))

    (news,) = library.news()
    assert news.notes == {"fi": "Luvut tarkistettu."}


def test_the_first_edition_is_no_news(library: Library) -> None:
    library.apply(release(1, item("m01")))

    assert library.news() == ()


def test_what_a_release_would_change_is_told_without_changing_it(library: Library) -> None:
    library.apply(release(1, item("m01")))

    told = library.compare(release(2, item("m02"), deleted=("m01",)))

    assert told == Changed(2, new=("m02",), withdrawn=("m01",))
    assert library.seq == 1


def test_items_are_hashed_once_however_often_a_release_is_asked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def counted(each: Item) -> str:
        hashed.append(each.id)
        return item_hash(each)

    coming = release(1, item("m01"), item("m02"))
    monkeypatch.setattr(editions, "item_hash", counted)
    library.compare(coming)
    library.apply(coming)

    assert hashed == ["m01", "m02"]


def test_some_items_are_entered_before_the_next_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    search_docs = tables.search_docs

    def read(
        each: Item, documents: Mapping[Lang, Document], row: Row, source: bytes
    ) -> Iterable[Doc]:
        seen.append(f"read {each.id}")
        return search_docs(each, documents, row, source)

    def entered(doc: Doc) -> bytes:
        seen.append(f"entered {doc.id}")
        return packed_text(doc)

    monkeypatch.setattr(tables, "_AT_ONCE", 1)
    monkeypatch.setattr(tables, "search_docs", read)
    monkeypatch.setattr(index, "packed_text", entered)
    library.apply(release(1, item("m01"), item("m02")))

    assert list(dict.fromkeys(seen)) == ["read m01", "entered m01", "read m02", "entered m02"]


def test_a_release_for_another_state_is_refused(library: Library) -> None:
    library.apply(release(1, item("m01")))
    late = Release(**{**vars(release(3, item("m03"), keep=(item("m01"),))), "since": 2})

    with pytest.raises(UpdateBusyError):
        library.apply(late)


def test_a_library_that_another_window_is_writing_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "content.db"
    with closing(Library(file)) as library:
        library.apply(release(1, item("m01")))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(Library(file)) as library:
            assert library.seq == 1


def test_a_library_that_somebody_holds_alone_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.library.database.LOCK_WAIT", 0.1)
    file = tmp_path / "content.db"
    with closing(Library(file)) as library:
        library.apply(release(1, item("m01")))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnusableError, match="locked"):
            Library(file)

    with closing(Library(file)) as library:
        assert library.seq == 1


def test_pages_are_large_in_what_is_made_anew_and_stay_as_they_are_elsewhere(
    tmp_path: Path,
) -> None:
    small, own = tmp_path / "small.db", tmp_path / "own.db"
    with closing(Library(small)) as made:
        made.apply(release(1, item()))
    with closing(sqlite3.connect(small)) as other:
        assert other.execute("PRAGMA page_size").fetchone() == (16384,)
        other.executescript("PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM")

    with closing(Library(small)) as opened:
        assert opened.item("m09") == item()
    with closing(sqlite3.connect(small)) as other:
        assert other.execute("PRAGMA page_size").fetchone() == (4096,)
    with closing(UserData(own)), closing(sqlite3.connect(own)) as other:
        assert other.execute("PRAGMA page_size").fetchone() == (4096,)


def test_a_file_of_an_earlier_program_is_made_anew_with_larger_pages(tmp_path: Path) -> None:
    earlier = tmp_path / "content.db"
    with closing(sqlite3.connect(earlier)) as other:
        other.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA user_version = 5;"
            "CREATE TABLE items (id TEXT PRIMARY KEY, source BLOB);"
            "INSERT INTO items VALUES ('m09', '{}');"
        )

    with closing(Library(earlier)) as made:
        assert made.count == 0
        made.apply(release(1, item()))
        assert made.search("kuukausibudjetti", "fi").hits[0].id == "m09"
        assert made.damaged() == ""
    with closing(sqlite3.connect(earlier)) as other:
        assert other.execute("PRAGMA page_size").fetchone() == (16384,)
