"""An own sheet on paper names whoever wrote it, and the network only as its source."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.own import own_folder
from valita_desktop import app, papers, paths
from valita_desktop.cli import main
from valita_desktop.content.layouts import Layout, Paper
from valita_desktop.handouts import pdf
from valita_desktop.handouts.sections.page_frame import KIT
from valita_desktop.publishing.own_draft import adapt_item
from valita_desktop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = [(Layout.SHEET, Paper.A4), (Layout.LARGE, Paper.A4), (Layout.BOOKLET, Paper.A4)]


def printed(item_id: str, layout: Layout, paper: Paper) -> str:
    settings = Settings(school_name="Meidän opisto")
    with closing(app.whole_library(settings)) as library:
        order = papers.Order((item_id,), ("fi",), layout, paper)
        data = pdf.render(app.handout(library, order, settings))
    with pypdfium2.PdfDocument(data) as document:
        pages = (document[n] for n in range(len(document)))
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize(("layout", "paper"), SHEETS)
def test_a_sheet_of_ones_own_does_not_say_that_it_is_the_networks(
    kit: Path, layout: Layout, paper: Paper
) -> None:
    own_folder(paths.own_dir())
    text = printed("own-sivu", layout, paper)
    assert "Oma sivu" in text
    assert "Meidän opisto" in text
    assert KIT not in text
    assert "CC BY" not in text


def test_a_sheet_made_from_another_names_that_with_its_licence(kit: Path) -> None:
    with closing(app.open_library()) as library:
        folder = adapt_item(paths.own_dir(), library.item("m09"), ["fi"], library.image)
    text = printed(f"own-{folder.name}", Layout.SHEET, Paper.A4)
    assert "Oma aineisto" in text
    assert f"Kuukausibudjetti (m09), {KIT}, CC BY 4.0" in text


def test_a_packet_takes_its_own_sheets_along_in_the_terminal(kit: Path, tmp_path: Path) -> None:
    folder = own_folder(paths.own_dir())
    file = tmp_path / "a.valita-packet"
    assert main(["packet", "new", "Oma tunti"]) == 0
    assert main(["packet", "add", "1", "own-sivu", "m09", "--lang", "fi"]) == 0
    assert main(["packet", "export", "1", str(file)]) == 0
    folder.rename(tmp_path / "gone")

    assert main(["packet", "import", str(file)]) == 0

    assert (folder / "fi.md").is_file()
    assert main(["packet", "print", "Oma tunti", "-o", str(tmp_path / "a.pdf")]) == 0
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        pages = (document[n] for n in range(len(document)))
        words = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "zumbatykki" in words
