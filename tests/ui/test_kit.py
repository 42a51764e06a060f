"""Every text of the kit on the screen: whole, and nothing beside its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from valita_desktop import paths
from valita_desktop.content import markdown
from valita_desktop.content.blocks import words
from valita_desktop.content.model import LANGS, Item, Kind, Lang
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import ReaderInput

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


NARROW = 380
"""Pixels: half of a small window."""


@pytest.fixture(scope="module")
def kit() -> list[Item]:
    """The items of the kit that have a text."""
    loaded = (load_item(folder).item for folder in item_folders(paths.resources() / "content"))
    return [item for item in loaded if item.record.kind not in (Kind.FACT, Kind.SYNONYMS)]


@pytest.fixture
def reader(qtbot: QtBot, dressed: QApplication) -> Reader:
    made = Reader(ReadingStyle(theme.LIGHT, 15))
    qtbot.addWidget(made)
    made.show()
    return made


def too_wide(reader: Reader) -> list[str]:
    """Lines whose words do not fit."""
    found = []
    block = reader.document().begin()
    while block.isValid():
        lines = block.layout()
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            if line.naturalTextWidth() > line.width() + 1:
                found.append(block.text())
        block = block.next()
    return found


def missing(reader: Reader, reading: ReaderInput) -> set[str]:
    """Words of the blocks that neither the text nor a drawing says."""
    said = [reader.document().toPlainText(), *(words for _at, words in reader.drawings)]
    heard = "\n".join(said)
    blocks = (block for part in reading.document for block in part.blocks)
    told = {word for block in blocks for text in words(block) for word in text.split()}
    return {word for word in told if word not in heard}


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_kit_is_whole(kit: list[Item], reader: Reader, lang: Lang) -> None:
    reader.resize(NARROW, 600)
    wrong = []
    for item in kit:
        text = item.texts[lang]
        for version in filter(None, (text.markdown, text.easy_markdown)):
            reading = ReaderInput(markdown.parse(version), lang)
            reader.show_readings(reading)
            wrong += [f"{item.id}: {words!r} is too wide" for words in too_wide(reader)]
            wrong += [f"{item.id}: {word!r} is missing" for word in missing(reader, reading)]

    assert wrong == []
