"""The site as files: what is in it, what stays, what happens where something fails."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from tests.site.sites import CONTENT, IDS, items
from tests.sync import nginx
from valita_desktop.content.model import LANGS
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.content.web import SITE
from valita_desktop.errors import HandoutError, OutputError, ValitaError
from valita_desktop.handouts import pdf
from valita_desktop.site.build import MADE, SiteBuild, build
from valita_desktop.site.pages import POLICY, SitePages

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Lang
    from valita_desktop.content.source import SourceItem

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    build(items(), out)
    return out


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(f.relative_to(folder)): (f.read_bytes(), f.stat().st_mtime_ns) for f in files}


def pages(site: Path) -> dict[str, BeautifulSoup]:
    files = site.rglob("*.html")
    return {
        f.relative_to(site).as_posix(): BeautifulSoup(f.read_text("utf-8"), "html.parser")
        for f in files
    }


def changed(title: str) -> tuple[SourceItem, ...]:
    """The items, with the budget called otherwise in Finnish."""
    made = []
    for each in items():
        if each.item.id == "m09":
            texts = each.item.texts
            text = msgspec.structs.replace(texts["fi"], title=title)
            item = msgspec.structs.replace(each.item, texts={**texts, "fi": text})
            made.append(replace(each, item=item))
        else:
            made.append(each)
    return tuple(made)


def test_every_item_has_a_page_in_each_language(site: Path) -> None:
    there = {f"{lang}/{item_id}.html" for lang in LANGS for item_id in IDS}

    assert there <= pages(site).keys()


def test_no_page_is_heavy(site: Path) -> None:
    assert [f.name for f in site.rglob("*.html") if f.stat().st_size > MOST_BYTES] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_that_lists_the_whole_kit_is_heavy(lang: Lang) -> None:
    every = {each.item.id: each for each in map(load_item, item_folders(CONTENT))}

    sizes = {name: len(page) for name, page in SitePages(lang, every, SITE).lists()}

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_what_pages_lead_to_is_there(site: Path) -> None:
    """Pages, files, pictures and blocks; addresses of other sites are not followed."""
    broken = []
    for name, page in pages(site).items():
        for element in page.select("a[href], img[src], link[rel=stylesheet], script[src]"):
            address = str(element.get("href") or element["src"])
            if address.startswith(("https://", "mailto:")):
                continue
            file, _, fragment = address.partition("#")
            target = (site / name).parent / file if file else site / name
            if not target.is_file() or (fragment and not page.find(id=fragment)):
                broken.append((name, address))
    assert broken == []


def test_a_block_and_a_field_are_called_the_same_in_both_languages(site: Path) -> None:
    both = pages(site)
    for item_id in IDS:
        fi, sv = (
            [str(e["id"]) for e in both[f"{lang}/{item_id}.html"].select("section [id]")]
            for lang in LANGS
        )
        assert [i for i in fi if i.startswith("p")] == [i for i in sv if i.startswith("p")] != []


def test_ids_of_a_page_are_its_own(site: Path) -> None:
    for name, page in pages(site).items():
        ids = [str(element["id"]) for element in page.select("[id]")]
        assert len(ids) == len(set(ids)), name


def test_the_other_language_is_told_both_ways(site: Path) -> None:
    for name, page in pages(site).items():
        twins = {str(e["hreflang"]): str(e["href"]) for e in page.select("link[hreflang]")}
        assert set(twins) == set(LANGS), name
        for address in twins.values():
            assert (site / address.removeprefix(SITE)).is_file()


def test_a_page_is_known_as_a_learning_resource(site: Path) -> None:
    page = pages(site)["sv/m09.html"]

    told = json.loads(str(page.select_one("script[type='application/ld+json']").string))  # type: ignore[union-attr]

    assert told["@type"] == "LearningResource"
    (minutes,) = (each.item.record.minutes for each in items() if each.item.id == "m09")
    assert (told["inLanguage"], told["timeRequired"]) == ("sv", f"PT{minutes}M")
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    files = [each["contentUrl"] for each in told["encoding"]] + [told["image"]]
    assert [f for f in files if not (site / f.removeprefix(SITE)).is_file()] == []


def test_titles_are_words_wherever_they_stand(tmp_path: Path) -> None:
    title = 'Budjetti </script><b>"&amp;'
    build(changed(title), tmp_path / "site")

    page = pages(tmp_path / "site")["fi/m09.html"]

    assert page.h1 is not None
    assert page.h1.get_text() == title
    assert page.h1.find() is None
    told = json.loads(str(page.select_one("script[type='application/ld+json']").string))  # type: ignore[union-attr]
    assert told["name"] == title


def test_what_has_not_changed_stays_byte_for_byte_and_keeps_its_time(
    site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(site, out)
    before = contents(out)

    again = build(items(), out)
    same = contents(out)
    after = build(changed("Oma budjetti"), out)

    assert (again.written, again.gone, same) == ([], [], before)
    assert "fi/m09.html" in after.written
    assert "fi/files/m09-sheet.pdf" in after.written
    assert [name for name in after.written if "m01" in name and "files" in name] == []


def test_the_same_texts_make_the_same_site_anywhere(site: Path, tmp_path: Path) -> None:
    build(items(), tmp_path / "site")

    other = {name: data for name, (data, _) in contents(tmp_path / "site").items()}

    assert other == {name: data for name, (data, _) in contents(site).items()}


def test_half_a_site_is_never_left(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    shutil.copytree(site, out)
    before = contents(out)

    def refuse(_handout: Handout) -> bytes:
        raise HandoutError("too large")

    monkeypatch.setattr(pdf, "render", refuse)
    with pytest.raises(ValitaError) as told:
        build(changed("Uusi"), out)

    assert getattr(told.value, "path", None) is not None
    assert told.value.path.parts[-2:] == ("m09-kuukausibudjetti", "fi.md")  # type: ignore[attr-defined]
    assert contents(out) == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(OutputError):
        build(items(), tmp_path)

    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("said", ["[]", "[" * 100_000, '{"a": 1}'], ids=range(3))
def test_a_list_that_somebody_else_made_is_no_list_of_ours(tmp_path: Path, said: str) -> None:
    (tmp_path / MADE).write_text(said)

    with pytest.raises(OutputError):
        SiteBuild({}, tmp_path, SITE)


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="no zbarimg here (Debian: zbar-tools)")
@pytest.mark.parametrize("lang", LANGS)
def test_the_code_on_a_sheet_leads_to_its_page(site: Path, tmp_path: Path, lang: str) -> None:
    picture = tmp_path / "sheet.png"
    sheet = pypdfium2.PdfDocument(site / f"{lang}/files/m09-sheet.pdf")
    sheet[0].render(scale=3).to_pil().save(picture)
    sheet.close()

    command = [str(shutil.which("zbarimg")), "-q", "--raw", str(picture)]
    read = subprocess.run(command, capture_output=True, text=True, check=False)

    address = read.stdout.strip()
    assert address == f"{SITE}{lang}/m09.html"
    assert (site / address.removeprefix(SITE)).is_file()


@pytest.mark.loopback
@pytest.mark.skipif(nginx.PROGRAM is None, reason=nginx.WHY_NOT)
def test_the_documented_server_serves_pages_and_feed_side_by_side(
    site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "web")
    shutil.copytree(site / "fi/files", tmp_path / "web/kit/targets")
    (tmp_path / "home").mkdir()

    with nginx.Nginx(tmp_path / "home", tmp_path / "web") as server:
        page, pack = server.head("../fi/m09.html"), server.head("targets/m09-sheet.pdf")
        door = server.head("../")

    assert page["content-type"] == "text/html"
    assert page["cache-control"] == "max-age=300"
    assert page["content-security-policy"].startswith(POLICY)
    assert "immutable" in pack["cache-control"]
    assert door["content-type"] == "text/html"
