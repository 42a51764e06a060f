"""``valita write``: a document to change, in the format that is asked for."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from valita_desktop import settings
from valita_desktop.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_english(kit: Path) -> None:
    settings.save(settings.Settings(ui_language="en"))


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")]
)
def test_a_document_is_of_the_kind_that_its_name_says(tmp_path: Path, name: str, part: str) -> None:
    file = tmp_path / name

    assert main(["write", "m09", "--lang", "both", "-o", str(file)]) == 0

    assert b"Kuukausibudjetti" in zipfile.ZipFile(file).read(part)
    assert "Månadsbudget".encode() in zipfile.ZipFile(file).read(part)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("m09", "-o", "a.pdf"), "“pdf” is not known here. Nothing was changed. Choose one of"),
        (("m999", "-o", "a.odt"), "There is no item “m999”"),
        (("m09", "-o", "a.odt", "--part", "key"), "“key” is not known here"),
    ],
)
def test_what_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert main(["write", *words]) == 1
    assert told in capsys.readouterr().err


def test_nothing_is_left_where_there_is_no_such_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    assert main(["write", "m09", "-o", str(tmp_path / "file" / "a.odt")]) == 1


@pytest.mark.parametrize(("item_id", "asked"), [("m09", []), ("m14", ["Nimi", "Päivä"])])
def test_a_sheet_on_a_private_topic_asks_for_no_name_and_no_day(
    tmp_path: Path, item_id: str, asked: list[str]
) -> None:
    file = tmp_path / "a.odt"
    assert main(["write", item_id, "--lang", "fi", "--part", "student", "-o", str(file)]) == 0

    words = zipfile.ZipFile(file).read("content.xml").decode()
    assert [each for each in ("Nimi", "Päivä") if f"{each}: ____" in words] == asked
