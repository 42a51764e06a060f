"""A source tree of real texts, small enough for a test: every kind of item and of block."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from resources.generated import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHOSEN = (
    *("t1", "t2", "t3", "t4", "pr1", "p1-1", "p3-2", "p4-2"),
    *("m02", "m05", "m06", "m09", "m29", "m32", "m35", "m37"),
)
"""Items of the kit that have every kind of block among them."""
_LINK = re.compile(r"\(item:([a-z0-9-]+)\)")
_LIST = re.compile(r"^(related = \[)(.*)(\])$", re.MULTILINE)
_EVENT = """
id = "e-koe"
kind = "event"
themes = ["participation"]
created = 2026-11-24
starts = 2027-03-10
ends = 2027-03-11

[fi]
title = "Verkoston kevätpäivät"
summary = "Kaksi päivää käytäntöjä, jotka toimivat."
place = "Pori"
keywords = ["kevätpäivät"]

[sv]
title = "Nätverkets vårdagar"
summary = "Två dagar med metoder som fungerar."
place = "Björneborg"
keywords = ["vårdagar"]
"""
_PROGRAMME = {
    "fi": "## Ohjelma\n\nOhjelma lähetetään helmikuussa.\n",
    "sv": "## Program\n\nProgrammet skickas i februari.\n",
}


def make(source: Path) -> None:
    """Write the tree; links to items that are not in it lead to one that is."""
    for folder in (ROOT / "resources/content").glob("*/*"):
        kind = folder.parent.name
        whole = kind == "facts" or any(folder.name.startswith(f"{each}-") for each in CHOSEN)
        if folder.is_dir() and whole:
            _copy(folder, source / kind / folder.name)
    for allowed in (ROOT / "resources/content").glob("words.*.txt"):
        shutil.copy(allowed, source)
    event = source / "events/e-koe-kevatpaivat"
    event.mkdir(parents=True)
    (event / "item.toml").write_text(_EVENT, "utf-8")
    for lang, words in _PROGRAMME.items():
        (event / f"{lang}.md").write_text(words, "utf-8")


def _copy(folder: Path, to: Path) -> None:
    shutil.copytree(folder, to)
    for text in to.glob("*.md"):
        text.write_text(_LINK.sub(_led, text.read_text("utf-8")), "utf-8")
    record = to / "item.toml"
    record.write_text(_LIST.sub(_related, record.read_text("utf-8")), "utf-8")


def _led(link: re.Match[str]) -> str:
    there = link[1] in CHOSEN or link[1].startswith("f-")
    return link[0] if there else "(item:m09)"


def _related(line: re.Match[str]) -> str:
    ids = [each for each in re.findall(r'"([^"]+)"', line[2]) if each in CHOSEN]
    return line[1] + ", ".join(f'"{each}"' for each in ids) + line[3]
