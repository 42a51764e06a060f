"""Where web pages are: said once by whoever publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tests import makers
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.content.web import PUBLISHER_FILE, SITE, code_address, is_site, site_of
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "https://koulu.example.fi/aineistot/"


def test_a_source_that_says_nothing_is_the_networks(tmp_path: Path) -> None:
    assert site_of(tmp_path) == SITE


def test_an_item_has_the_address_of_its_source(tmp_path: Path) -> None:
    folder = makers.source_folder(tmp_path)
    (tmp_path / PUBLISHER_FILE).write_text(f'# Koulu\nsite = "{OTHER}"\n')

    assert site_of(tmp_path) == site_of(folder) == OTHER


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        ('site = "http://koulu.example.fi/"', ContentErrorCode.RECORD_FIELD, 2),
        ('site = "https://koulu.example.fi/aineistot"', ContentErrorCode.RECORD_FIELD, 2),
        ('site = "https://koulu.example.fi/?a=1/"', ContentErrorCode.RECORD_FIELD, 2),
        ("site = 5", ContentErrorCode.RECORD_FIELD, 2),
        ('sivut = "https://koulu.example.fi/"', ContentErrorCode.RECORD_FIELD, 2),
        ("site = https://koulu.example.fi/", ContentErrorCode.TOML_SYNTAX, 2),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, written: str, code: ContentErrorCode, line: int
) -> None:
    file = tmp_path / PUBLISHER_FILE
    file.write_text(f"# Koulu\n{written}\n")

    with pytest.raises(ContentError) as told:
        site_of(tmp_path)

    assert (told.value.code, told.value.path, told.value.line) == (code, file, line)


def test_an_address_that_needs_escaping_or_holds_a_name_is_none() -> None:
    wrong = (
        "",
        "https:///",
        "https://aino@example.fi/",
        "https://example.fi/ä/",
        "https://e.fi/ /",
    )

    assert [each for each in wrong if is_site(each)] == []
    assert not is_site(f"https://example.fi/{'a' * 120}/")
    assert is_site("https://example.fi:8443/a-b/c_d/")


@pytest.mark.parametrize("lang", LANGS)
def test_a_code_leads_to_what_somebody_has_published(lang: Lang) -> None:
    item = makers.item()
    elsewhere = msgspec.structs.replace(item.record, url="https://example.fi/")

    assert code_address(OTHER, item, lang) == f"{OTHER}{lang}/m09.html"
    assert code_address("", item, lang) == ""
    assert code_address(OTHER, msgspec.structs.replace(item, record=elsewhere), lang) == ""
