"""Plain HTML for feed readers: all the words, no more than a careful reader lets through."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from typing_extensions import override

from tests.browser import nu
from tests.documents.drafts import ITEMS, draft, lines, showing
from tests.handouts import samples
from tests.pictures import saved, square
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.documents import html

if TYPE_CHECKING:
    from pathlib import Path

ELEMENTS = {
    *("a", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "small"),
    *("strong", "table", "td", "th", "tr", "ul"),
}
OPENING = {"facilitator": 3, "page": 2, "sheet": 1}
"""Lines of a document before the blocks of a part: title, whom it is for, summary."""
ATTRIBUTES = {"alt", "height", "href", "scope", "src", "start", "width"}


class Web(html.Addresses):
    """A web where every item has a page but ``m404``."""

    @override
    def item(self, item_id: str) -> str:
        return "" if item_id == "m404" else f"https://valita.example/{item_id}.html"

    @override
    def picture(self, data: bytes) -> str:
        return f"https://valita.example/{hashlib.sha256(data).hexdigest()}"


def written(item_id: str, lang: Lang) -> BeautifulSoup:
    return BeautifulSoup(html.write(draft(ITEMS[item_id], lang), Web()), "html.parser")


def of(markdown: str) -> str:
    return html.write(draft(samples.item("m99", {"fi": ("Koe", markdown)}), "fi"), Web())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("item_id", ITEMS)
def test_it_says_all_that_the_text_says_in_its_order(item_id: str, lang: Lang) -> None:
    told = draft(ITEMS[item_id], lang)
    body = written(item_id, lang)
    for each in body.find_all(["br", "h2", "li", "p", "td", "th"]):
        each.insert_after(" ")
    shown = _bare(body.get_text())

    text = told.item.texts[lang]
    assert shown.startswith(_bare(text.summary))
    for part in told.document:
        alone = lines((replace(told, document=(part,), blanks=()),))
        assert _bare(" ".join(alone[OPENING[part.role] : -1])) in shown


def _bare(words: str) -> str:
    """Words without what stands for rooms to write in."""
    return " ".join(word for word in words.split() if word.strip("_☐"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("item_id", ITEMS)
def test_there_is_nothing_that_a_careful_reader_takes_out(item_id: str, lang: Lang) -> None:
    every = written(item_id, lang).find_all()

    assert {each.name for each in every} <= ELEMENTS
    assert {name for each in every for name in each.attrs} <= ATTRIBUTES


def test_a_link_to_another_item_leads_to_its_page() -> None:
    shown = of("Katso [budjetti](item:m10) ja [poistettu](item:m404).\n")

    assert '<a href="https://valita.example/m10.html">budjetti</a> ja poistettu.' in shown


def test_a_picture_is_shown_from_the_web_with_what_it_shows_in_words() -> None:
    told = showing(saved(square()))
    (picture,) = told.images.values()

    shown = BeautifulSoup(html.write(told, Web()), "html.parser").img

    assert isinstance(shown, Tag)
    assert (shown["src"], shown["alt"]) == (Web().picture(picture), "Ruutu")


def test_what_looks_like_html_is_words() -> None:
    shown = of("Kirjoita \\<script\\>alert(1)\\</script\\> & 1 < 2.\n\n- a\\&lt;b\n")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 1 &lt; 2." in shown
    assert "<li>a&amp;lt;b</li>" in shown


@pytest.mark.skipif(bool(nu.missing()), reason=nu.missing())
def test_the_validator_has_nothing_to_say(tmp_path: Path) -> None:
    files = []
    for item_id in ITEMS:
        body = html.write(draft(ITEMS[item_id], "sv"), Web())
        files.append(tmp_path / f"{item_id}.html")
        head = '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Prov</title>'
        files[-1].write_text(f"{head}<h1>Prov</h1>{body}</html>", "utf-8")

    assert nu.messages(files) == []
