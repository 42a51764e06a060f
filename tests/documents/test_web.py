"""The text of an item as a page of our own, and as one file."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tests.documents.drafts import ITEMS
from tests.every_block import CONTACTS, FACT_ID, every_block, fact
from tests.handouts import samples
from valita_desktop import app
from valita_desktop.content import markdown
from valita_desktop.content.blocks import Part
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.documents.plan import Draft


def page(*drafts: Draft) -> BeautifulSoup:
    return BeautifulSoup(app.document("html", drafts), "html.parser")


def draft(item_id: str, lang: Lang) -> Draft:
    item = ITEMS[item_id]
    document = markdown.parsed(item.texts[lang].markdown)
    return Draft(item, lang, document, samples.FACTS, samples.IMAGES)


@pytest.mark.parametrize("item_id", ITEMS)
def test_one_file_asks_for_nothing_beside_it(item_id: str) -> None:
    made = page(*(draft(item_id, lang) for lang in LANGS))

    assert made.select("script, link, iframe, form, [style], [onclick]") == []
    assert [e["src"] for e in made.select("[src]") if not str(e["src"]).startswith("data:")] == []
    assert "url(" not in str(made.style)


@pytest.mark.parametrize("item_id", ITEMS)
def test_what_has_a_name_has_it_alone_even_with_both_languages_in_a_file(item_id: str) -> None:
    made = page(*(draft(item_id, lang) for lang in LANGS))

    ids = [str(each["id"]) for each in made.select("[id]")]
    led_to = [str(e[a]) for a in ("for", "aria-labelledby") for e in made.select(f"[{a}]")]

    assert len(ids) == len(set(ids)) > 0
    assert set(led_to) <= set(ids)


def all_blocks(lang: Lang) -> BeautifulSoup:
    part = Part("sheet", every_block(lang))
    facts = {FACT_ID: fact()}
    return page(Draft(samples.PROJECT, lang, (part,), facts, samples.IMAGES, CONTACTS))


@pytest.mark.parametrize("lang", LANGS)
def test_everything_to_fill_in_can_be_filled_in_and_is_named(lang: Lang) -> None:
    made = all_blocks(lang)

    fields = made.select("input, textarea")
    labels = {str(each["for"]) for each in made.select("label[for]")}

    assert {str(each.get("type", "lines")) for each in fields} == {
        "checkbox", "radio", "text", "lines",
    }  # fmt: skip
    assert [
        each for each in fields if not each.get("aria-label") and each["id"] not in labels
    ] == []
    assert "☐" not in made.get_text()
    assert re.findall("_{4,}", made.get_text()) == []


def test_fields_are_called_the_same_in_both_languages() -> None:
    fi, sv = (
        [str(each["id"]).removeprefix(f"{lang}-") for each in all_blocks(lang).select("main [id]")]
        for lang in LANGS
    )

    assert fi == sv
