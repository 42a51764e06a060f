"""The dictionaries are used whole or not at all, and the search does without them."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.library.search.conftest import KIT
from valita_desktop import paths
from valita_desktop.content.model import LANGS
from valita_desktop.library.search import Search
from valita_desktop.library.search.lemmas import NONE, Lemmas
from valita_desktop.library.search.morphology import Analyser
from valita_desktop.library.search.tries import MANIFEST, decoded, encoded

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Lang

READY_MS = 100
SIZE_MB = 25

_OWN_MEMORY = """
import json
from pathlib import Path
from valita_desktop.library.search.lemmas import Lemmas

def own():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("RssAnon:")[2].split()[0])

before = own()
fi, sv = Lemmas("fi"), Lemmas("sv")
print(json.dumps([[fi.of("valmiit"), sv.of("färdiga")], own() - before]))
"""
"""In a process of its own: what others have let go of would be used again, unseen."""

_RESTING = """
import json
import re
from pathlib import Path
from valita_desktop import app

def mapped():
    maps = Path("/proc/self/smaps").read_text(encoding="utf-8")
    return sum(map(int, re.findall(r"[.]marisa\\nSize:(?:.*\\n)+?Rss: +([0-9]+) kB", maps)))

library = app.open_library()
hits = [hit.id for hit in library.search("budjetti", "fi").hits]
while_searching = mapped()
library.item(hits[0])
resting = mapped()
print(json.dumps([while_searching, resting, hits == [
    hit.id for hit in library.search("budjetti", "fi").hits]]))
"""


@pytest.fixture
def tries(tmp_path: Path) -> Path:
    """A copy of the shipped dictionaries to spoil."""
    target = tmp_path / "tries"
    shutil.copytree(paths.resources() / "tries", target)
    return target


def test_base_form_is_found() -> None:
    assert Lemmas("fi").of("oppilaitoksissa") == ("oppilaitos",)
    assert Lemmas("sv").of("läroanstalterna") == ("läroanstalt",)


def test_unlisted_form_has_none() -> None:
    assert Lemmas("fi").of("qwxz") == ()


def test_every_shipped_byte_is_small_and_soon_ready() -> None:
    files = list((paths.resources() / "tries").iterdir())
    start = time.process_time()
    for lang in LANGS:
        Lemmas(lang).of("valmis")

    assert (time.process_time() - start) * 1000 <= READY_MS
    assert sum(file.stat().st_size for file in files) <= SIZE_MB * 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells memory of files apart")
def test_dictionaries_are_not_copied_into_memory() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _OWN_MEMORY], capture_output=True, check=True, text=True
    )

    base_forms, used_kb = json.loads(said.stdout)
    assert base_forms == [["valmis"], ["färdig"]]
    assert used_kb < 4 * 1024, "kB for files that are mapped"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells memory of files apart")
def test_dictionaries_are_let_go_of_when_what_was_sought_is_opened(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _RESTING],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "VALITA_HOME": str(tmp_path)},
    )

    while_searching, resting, found_again = json.loads(said.stdout)
    assert while_searching > 0
    assert resting == 0
    assert found_again


def test_origin_and_licence_of_the_data_go_with_it() -> None:
    notice = (paths.resources() / "tries" / "NOTICE").read_text(encoding="utf-8")

    assert "Wiktionary" in notice
    assert "share-alike" in notice


@pytest.mark.parametrize(
    "damage", ["flipped", "cut", "gone", "no manifest", "other format", "text"]
)
def test_damaged_dictionary_is_left_aside_with_one_log_line(
    tries: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    file, manifest = tries / "fi.marisa", tries / MANIFEST
    data = bytearray(file.read_bytes())
    if damage == "flipped":
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)
    elif damage == "cut":
        file.write_bytes(data[:1000])
    elif damage == "gone":
        file.unlink()
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "other format":
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))
    else:
        manifest.write_text("not JSON")

    with caplog.at_level(logging.WARNING):
        lemmas = Lemmas("fi", tries)

    assert (lemmas.signature, lemmas.of("koulussa")) == (NONE, ())
    assert len(caplog.records) == 1


def test_search_without_dictionaries_goes_by_stems(tmp_path: Path) -> None:
    search = Search(
        sqlite3.connect(":memory:"), lambda lang: Analyser(lang, Lemmas(lang, tmp_path))
    )
    search.create()
    search.put(KIT)

    asked: tuple[tuple[str, Lang, str], ...] = (
        ("kuukausibudjetti", "fi", "budget"),
        ("säännöt", "fi", "bully"),
        ("opettajalle", "fi", "caring"),
        ("regler", "sv", "bully"),
        ("läraren", "sv", "caring"),
        ("manadsbudget", "sv", "budget"),
        ("mobning", "sv", "bully"),
    )
    for query, lang, item in asked:
        assert search.search(query, lang).hits[0].id == item, query


@pytest.mark.parametrize(
    ("form", "lemma"), [("kissoilla", "kissa"), ("gick", "gå"), ("talo", "talo"), ("öitä", "yö")]
)
def test_entry_gives_back_the_base_form(form: str, lemma: str) -> None:
    assert decoded(form, encoded(form, lemma)) == lemma
