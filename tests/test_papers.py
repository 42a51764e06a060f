"""A sheet is the same whether the library was opened for it or not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop import app, papers, paths
from valita_desktop.content.handout import Layout, PartChoice
from valita_desktop.feed import packs
from valita_desktop.handouts import pdf
from valita_desktop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SHEET = papers.Order(("m09",), ("sv",))


@pytest.mark.usefixtures("kit")
@pytest.mark.parametrize(
    "order",
    [
        SHEET,
        papers.Order(("m09", "m11"), papers.langs_of("both"), part=PartChoice.ALL, low_ink=True),
        papers.Order(("m11",), ("fi",), Layout.CARDS, part=PartChoice.FACILITATOR),
        papers.Order(("m09",), papers.langs_of("both"), Layout.SIDE_BY_SIDE),
    ],
    ids=lambda order: order.layout.value,
)
def test_equal_handouts_with_and_without_stores(order: papers.Order) -> None:
    settings = Settings(school_name="Prakticum")
    with closing(app.whole_library(settings)) as library:
        by_stores = app.handout(library, order, settings)

    handout = papers.without_stores(order, settings)

    assert handout is not None
    assert handout == by_stores
    assert pdf.render(by_stores) == pdf.render(handout)


@pytest.mark.usefixtures("kit")
def test_every_item_of_the_kit_can_just_be_read() -> None:
    with closing(app.open_library()) as library:
        ids = [row.id for row in library.rows()]
        order = papers.Order(tuple(ids), ("fi", "sv"))
        by_stores = app.handout(library, order, Settings())

    assert papers.without_stores(order, Settings()) == by_stores


@pytest.mark.usefixtures("home")
def test_a_first_start_is_left_to_the_stores() -> None:
    assert papers.without_stores(SHEET, Settings()) is None
    assert not paths.data_dir().exists()


@pytest.mark.usefixtures("kit")
def test_a_shared_folder_is_looked_into_by_the_stores(tmp_path: Path) -> None:
    assert papers.without_stores(SHEET, Settings(shared_library=str(tmp_path))) is None


@pytest.mark.usefixtures("kit")
def test_own_items_are_read_by_the_stores() -> None:
    assert papers.without_stores(papers.Order(("m09", "own-1"), ("fi",)), Settings()) is None


def test_what_the_program_brings_is_taken_in_first(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert papers.without_stores(SHEET, Settings())
    (base,) = (name for name in packs.names_in(paths.shipped_feed()) if name.kind == "base")
    newer = packs.PackName("0" * 64, "base", 0, base.to_seq + 1)
    rebuilt = packs.PackName("0" * 64, "base", 0, base.to_seq)

    for offered in (newer, rebuilt):
        monkeypatch.setattr(packs, "names_in", lambda _folder, offered=offered: {offered: 1})
        assert papers.without_stores(SHEET, Settings()) is None
    with closing(sqlite3.connect(kit)) as library:  # as after going back from a newer edition
        library.execute("INSERT OR REPLACE INTO state VALUES ('last_seq', ?)", (str(newer.to_seq),))
        library.commit()
    monkeypatch.setattr(packs, "names_in", lambda _folder: {newer: 1, base: 1})
    assert papers.without_stores(SHEET, Settings())


@pytest.mark.usefixtures("kit")
def test_a_database_on_a_network_is_left_to_the_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "network_kind", lambda _folder: "nfs4")

    assert papers.without_stores(SHEET, Settings()) is None
