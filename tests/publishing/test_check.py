"""The house rules: each breach is found, told with its file, and stops the publishing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.content.test_source import change
from tests.makers import source_folder
from tests.pictures import saved, square
from valita_desktop.content import markdown
from valita_desktop.content.markdown import Reading, read
from valita_desktop.errors import ContentErrorCode, UsageError
from valita_desktop.print_check import PrintCheck
from valita_desktop.publishing.check import check

if TYPE_CHECKING:
    from pathlib import Path


def problems(source: Path) -> list[tuple[ContentErrorCode, str, int]]:
    return [(e.code, e.path.name if e.path else "", e.line) for e in check(source).errors]


def test_a_good_tree_has_no_mistakes(tmp_path: Path) -> None:
    source_folder(tmp_path)

    report = check(tmp_path)

    assert ([each.item.id for each in report.items], report.errors) == (["m09"], ())


def test_every_mistake_is_told_not_just_the_first(tmp_path: Path) -> None:
    first = source_folder(tmp_path, "m09")
    second = source_folder(tmp_path, "m10", fi="Toinen", sv="Andra")
    change(first, "minutes = 45", "minutes = x")
    change(second, "Månad:", "<b>Månad:</b>", "sv.md")

    assert [found[0] for found in problems(tmp_path)] == [
        ContentErrorCode.TOML_SYNTAX,
        ContentErrorCode.RAW_HTML,
    ]


def test_who_refers_to_an_item_that_cannot_be_read_is_not_blamed(tmp_path: Path) -> None:
    broken = source_folder(tmp_path, "m09")
    change(
        source_folder(tmp_path, "m10", fi="Toinen", sv="Andra"), "Månad:", "[en](item:m09)", "sv.md"
    )
    change(tmp_path / "materials/m10-aineisto", "Kuukausi:", "[yksi](item:m09)", "fi.md")
    change(broken, "minutes = 45", "minutes = x")

    assert [found[0] for found in problems(tmp_path)] == [ContentErrorCode.TOML_SYNTAX]


@pytest.mark.parametrize(
    "words", ["Kuva; kirjoita tähän, mitä siinä näkyy", "Tätä kuvaa ei haettu: https://e.fi/a.png"]
)
def test_the_description_that_a_draft_has_for_a_picture_is_none(tmp_path: Path, words: str) -> None:
    folder = source_folder(tmp_path)
    (folder / "a.png").write_bytes(saved(square()))
    change(folder, "Kuukausi:", f"![{words}](a.png)\n\nKuukausi:", "fi.md")
    change(folder, "Månad:", "![Et tak](a.png)\n\nMånad:", "sv.md")

    assert [found[:2] for found in problems(tmp_path)] == [(ContentErrorCode.IMAGE_ALT, "fi.md")]


@pytest.mark.parametrize("drawn", ["✂ – – – – Laatikkoon", "Laatikkoon --------", "– – – –"])
def test_a_heading_is_no_line_to_cut_along(tmp_path: Path, drawn: str) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Kuukausi:", f"## {drawn}\n\nKuukausi:", "fi.md")
    change(folder, "Månad:", "## I låda 1 – i dag\n\nMånad:", "sv.md")

    assert problems(tmp_path) == [(ContentErrorCode.MARKUP, "fi.md", 11)]


def test_both_languages_must_be_there(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    written = (folder / "item.toml").read_text(encoding="utf-8")
    (folder / "item.toml").write_text(written.split("[sv]")[0], encoding="utf-8")

    assert problems(tmp_path) == [(ContentErrorCode.MISSING_LANGUAGE, "item.toml", 0)]


def test_steps_must_add_up_to_the_record(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "(40 min)", "(30 min)", "fi.md")

    assert problems(tmp_path) == [(ContentErrorCode.STEP_MINUTES, "fi.md", 0)]


def test_a_material_needs_its_sheet(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    for lang in ("fi", "sv"):
        file = folder / f"{lang}.md"
        written = file.read_text(encoding="utf-8")
        file.write_text(written.split(":::: sheet")[0], encoding="utf-8")

    assert problems(tmp_path) == [
        (ContentErrorCode.PART_MISSING, "fi.md", 0),
        (ContentErrorCode.PART_MISSING, "sv.md", 0),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Månad: ____________", "Månad: ____________\n\nEn till."),
        ("::: lines 2", "::: lines 2\n:::\n\n::: lines 2"),
        ("2. **Egen budget** (40 min). Alla fyller i sitt eget.", ""),
    ],
)
def test_both_languages_have_the_same_blocks(tmp_path: Path, old: str, new: str) -> None:
    change(source_folder(tmp_path), old, new, "sv.md")

    assert ContentErrorCode.STRUCTURE in [found[0] for found in problems(tmp_path)]


def test_a_link_to_an_item_that_is_not_there_names_its_line(tmp_path: Path) -> None:
    source_folder(tmp_path, "m10", fi="Toinen", sv="Andra")
    folder = source_folder(tmp_path)
    for lang, old in (("fi", "Kuukausi:"), ("sv", "Månad:")):
        change(folder, old, f"[x](item:m99) {old}", f"{lang}.md")

    assert problems(tmp_path) == [
        (ContentErrorCode.DEAD_LINK, "fi.md", 11),
        (ContentErrorCode.DEAD_LINK, "sv.md", 11),
    ]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    source_folder(tmp_path)
    copy = tmp_path / "practices" / "m09-toinen"
    copy.parent.mkdir()
    source_folder(tmp_path).rename(copy)
    source_folder(tmp_path)

    assert ContentErrorCode.DUPLICATE_ID in [found[0] for found in problems(tmp_path)]


def test_a_folder_without_items_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        check(tmp_path)


def test_two_items_cannot_have_the_same_title(tmp_path: Path) -> None:
    source_folder(tmp_path, "m09")
    source_folder(tmp_path, "m10", sv="Andra")

    assert problems(tmp_path) == [(ContentErrorCode.DUPLICATE_TITLE, "item.toml", 0)]


def test_a_word_of_the_glossary_names_its_line(tmp_path: Path) -> None:
    change(source_folder(tmp_path), "Månad:", "Eleverna skriver månad:", "sv.md")

    assert problems(tmp_path) == [(ContentErrorCode.GLOSSARY, "sv.md", 11)]


def test_readability_is_told_for_each_text(tmp_path: Path) -> None:
    source_folder(tmp_path)

    assert set(check(tmp_path).readability) == {("m09", "fi"), ("m09", "sv")}


def test_what_the_steps_use_is_among_the_needs(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Vart försvinner pengarna?", "Skriv på tavlan och klipp av.", "sv.md")

    assert problems(tmp_path) == [(ContentErrorCode.NEEDS, "sv.md", 4)]
    assert check(tmp_path).errors[0].detail == "tavla, sax"

    record = (folder / "item.toml").read_text(encoding="utf-8")
    named = record.replace("[sv]\n", '[sv]\nneeds = ["tavla", "sax"]\n')
    (folder / "item.toml").write_text(named, encoding="utf-8")
    assert problems(tmp_path) == []


FACT = 'id = "f-112"\nkind = "fact"\ncreated = 2026-11-24\nvalid_until = 2027-12-31\n'
FACT_SOURCE = 'source = { publisher = "Apu", title = "112", address = "https://example.org/112" }\n'
FACT_WORDS = '[fi]\ntitle = "Apua"\nsummary = "112"\n[sv]\ntitle = "Hjälp"\nsummary = "112"\n'


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", ContentErrorCode.RECORD_MISSING),
        (FACT_SOURCE.replace("Apu", ""), ContentErrorCode.RECORD_FIELD),
        (FACT_SOURCE.replace("https://", ""), ContentErrorCode.RECORD_FIELD),
    ],
)
def test_a_fact_without_its_source_is_not_published(
    tmp_path: Path, source: str, code: ContentErrorCode
) -> None:
    folder = tmp_path / "facts" / "f-112"
    folder.mkdir(parents=True)
    (folder / "item.toml").write_text(f"{FACT}{source}{FACT_WORDS}", encoding="utf-8")

    (error,) = check(tmp_path).errors
    assert (error.code, "source" in error.detail) == (code, True)


def test_a_fact_must_be_checked_again_in_time(tmp_path: Path) -> None:
    folder = tmp_path / "facts" / "f-112"
    folder.mkdir(parents=True)
    (folder / "item.toml").write_text(
        f"{FACT}{FACT_SOURCE}{FACT_WORDS}",
        encoding="utf-8",
    )

    assert check(tmp_path, today=dt.date(2027, 12, 31)).errors == ()
    (error,) = check(tmp_path, today=dt.date(2028, 1, 1)).errors
    assert error.code is ContentErrorCode.FACT_TOO_OLD


def test_a_sentence_over_a_line_end_names_the_line_that_its_text_begins_on(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    long = "sana\n" * 21 + "loppu."
    (folder / "fi.easy.md").write_text(f":::: sheet\n# Otsikko\n\n{long}\n::::\n", encoding="utf-8")

    assert problems(tmp_path) == [(ContentErrorCode.LONG_SENTENCE, "fi.easy.md", 4)]


def test_a_mistake_names_its_own_line_not_one_that_looks_like_it(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Kuukausi:", "[a](https://e.fi/)\n\nKuukausi:", "fi.md")
    change(folder, "Månad:", "[a](https://e.fi/Eleverna)\n\nEleverna:", "sv.md")

    assert problems(tmp_path) == [(ContentErrorCode.GLOSSARY, "sv.md", 13)]


def test_each_text_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = source_folder(tmp_path)
    texts: list[str] = []

    def noted(text: str) -> Reading:
        texts.append(text)
        return read(text)

    monkeypatch.setattr(markdown, "read", noted)
    markdown.remembered.cache_clear()
    check(tmp_path, proof=PrintCheck.of_tree(tmp_path))

    written = [(folder / f"{lang}.md").read_text(encoding="utf-8") for lang in ("fi", "sv")]
    assert sorted(texts) == sorted(written)
