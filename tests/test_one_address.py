"""The feed, the web pages and the paper of a school lead to one place: the one that it says."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.makers import MOMENT, Publisher, source_folder
from tests.sync.reading import Reader
from valita_desktop.content.handout import Layout, Piece, make_handout
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.content.web import PUBLISHER_FILE
from valita_desktop.handouts import pdf
from valita_desktop.library.store import Library
from valita_desktop.publishing.check import check
from valita_desktop.publishing.publish import Published
from valita_desktop.publishing.publish import build as publish
from valita_desktop.reader_pages import ReaderPages
from valita_desktop.site.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "https://koulu.example.fi/aineistot/"


class School:
    """A publisher of its own, its web pages and a computer that takes its feed."""

    def __init__(self, tmp_path: Path) -> None:
        publisher = Publisher(tmp_path)
        source_folder(publisher.source)
        (publisher.source / PUBLISHER_FILE).write_text(f'site = "{SITE}"\n')
        report = check(publisher.source)
        self.web = tmp_path / "web"
        self.feed = publisher.folder
        made = build(report.items, self.web, report.site)
        pages = partial(ReaderPages, offered=made.offered)
        done = publish(publisher.source, self.feed, publisher.keys, now=MOMENT, web=pages)
        assert isinstance(done, Published)
        self.library = Library(tmp_path / "library/content.db")
        Reader(publisher, self.library).apply()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    made = School(tmp_path_factory.mktemp("school"))
    yield made
    made.library.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_feed_leads_to_the_page_and_its_files(school: School, lang: Lang) -> None:
    page = json.loads((school.feed / f"feed-{lang}.json").read_text())
    (entry,) = page["items"]
    files = [each["url"] for each in entry["attachments"]] + [entry["image"]]

    assert page["feed_url"] == f"{SITE}kit/feed-{lang}.json"
    assert entry["url"] == f"{SITE}{lang}/m09.html"
    assert entry["attachments"][0]["mime_type"] == "application/pdf"
    for address in (entry["url"], *files):
        assert (school.web / address.removeprefix(SITE)).is_file(), address


def test_the_pages_name_no_other_place_of_the_kit(school: School) -> None:
    pages = [file.read_text("utf-8") for file in school.web.rglob("*.html")]

    assert [page for page in pages if "winnova" in page] == []
    assert f'href="{SITE}sv/m09.html"' in (school.web / "fi/m09.html").read_text("utf-8")
    assert f"{SITE}fi/m09.html" in (school.web / "sitemap.xml").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="no zbarimg here (Debian: zbar-tools)")
@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.LARGE])
@pytest.mark.parametrize("lang", LANGS)
def test_what_a_computer_prints_bears_a_code_of_the_page(
    school: School, tmp_path: Path, lang: Lang, layout: Layout
) -> None:
    library = school.library
    piece = Piece(library.item("m09"), lang)
    made = pypdfium2.PdfDocument(pdf.render(make_handout((piece,), library, layout=layout)))
    picture = tmp_path / "sheet.png"
    made[0].render(scale=3).to_pil().save(picture)
    made.close()

    command = [str(shutil.which("zbarimg")), "-q", "--raw", str(picture)]
    read = subprocess.run(command, capture_output=True, text=True, check=False)

    assert read.stdout.strip() == f"{SITE}{lang}/m09.html"


def test_who_goes_back_to_the_edition_before_has_its_address(
    publisher: Publisher, tmp_path: Path
) -> None:
    with closing(Library(tmp_path / "library/content.db")) as library:
        reader = Reader(publisher, library)
        for site, item_id in ((SITE, "m09"), ("https://uusi.example.fi/", "m10")):
            publisher.source.mkdir(exist_ok=True)
            (publisher.source / PUBLISHER_FILE).write_text(f'site = "{site}"\n')
            publisher.publish(item_id)
            reader.apply()
        after = library.site
        library.revert()

        assert (after, library.site) == ("https://uusi.example.fi/", SITE)


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)
