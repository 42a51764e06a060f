"""Every mistake of a text and of a record is told at once, each on its line, none by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_source import change
from tests.makers import RECORD, source_folder
from valita_desktop.content.markdown import read
from valita_desktop.content.record import read_record
from valita_desktop.content.source import read_folder
from valita_desktop.errors import ContentErrorCode as Code
from valita_desktop.publishing.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.errors import ContentError

REFUSED = """:::: facilitator
## {heading}

> {quotation}

---

{word} `{code}`.

#### {small}

- {one}
  - {two}

> {quotation}
::::

:::: sheet
# {title}

{name}: ____________
::::
"""
WORDS = {
    "fi": {
        "heading": "Alku",
        "quotation": "Lainaus, jonka opettaja lukee.",
        "word": "Käytä sanaa",
        "code": "ryhmä",
        "small": "Pieni otsikko",
        "one": "Yksi",
        "two": "Kaksi",
        "title": "Virheet",
        "name": "Nimi",
    },
    "sv": {
        "heading": "Start",
        "quotation": "Ett citat som läraren läser.",
        "word": "Använd ordet",
        "code": "grupp",
        "small": "Liten rubrik",
        "one": "Ett",
        "two": "Två",
        "title": "Fel",
        "name": "Namn",
    },
}

SEVERAL: dict[str, list[tuple[int, Code]]] = {
    "> a\n\n---\n\n`b`": [(1, Code.MARKUP), (3, Code.MARKUP), (5, Code.MARKUP)],
    "a `b`\n<i>c</i>\n[d](http://e.fi)": [
        (1, Code.MARKUP),
        (2, Code.RAW_HTML),
        (3, Code.LINK_TARGET),
    ],
    "- a `b`\n- c\n- <i>d</i>": [(1, Code.MARKUP), (3, Code.RAW_HTML)],
    "| a | b |\n|---|---|\n| `c` | d |\n| e |\n| f | <i>g</i> |": [
        (3, Code.MARKUP),
        (4, Code.TABLE_SHAPE),
        (5, Code.RAW_HTML),
    ],
    "::: wheel size=3\n- a `b`\n:::\n\n> c": [
        (1, Code.UNKNOWN_OPTION),
        (2, Code.MARKUP),
        (5, Code.MARKUP),
    ],
    "::: tip\n::: lines x\n:::\n> a\n:::\n\n> b": [
        (2, Code.OPTION_VALUE),
        (4, Code.MARKUP),
        (7, Code.MARKUP),
    ],
    "::: foo\n> a\n:::\n\n> b": [(1, Code.UNKNOWN_BLOCK), (2, Code.MARKUP), (5, Code.MARKUP)],
    "::: tip\n> a\n\n> b": [(1, Code.NOT_CLOSED), (2, Code.MARKUP), (4, Code.MARKUP)],
    "```\na\n\n> b": [(1, Code.MARKUP), (4, Code.MARKUP)],
    "~~~ `a\n> b\n~~~\n> c": [(1, Code.MARKUP), (2, Code.MARKUP), (4, Code.MARKUP)],
    "<!-- a\n\nb -->\n\n> c": [(1, Code.RAW_HTML), (5, Code.MARKUP)],
    "<div>\n> a\n</div>": [(1, Code.RAW_HTML), (2, Code.MARKUP), (3, Code.RAW_HTML)],
    "a\0\n\n> b\n\n\ue000": [(1, Code.MARKUP), (3, Code.MARKUP), (5, Code.MARKUP)],
    ":::: sheet\n> a\n::::\n\n:::: sheet\n> b\n::::": [
        (2, Code.MARKUP),
        (5, Code.PART_UNKNOWN),
        (6, Code.MARKUP),
    ],
}
ALONE = {
    ":::: facilitator\na\n\n:::: sheet\nb\n::::": (1, Code.NOT_CLOSED),
    ":::: sheet\n::: tip\na\n::::": (2, Code.NOT_CLOSED),
    "::: tip\na\n::::": (1, Code.NOT_CLOSED),
    "::: tip a\nb\n::: loppu": (3, Code.UNKNOWN_BLOCK),
    "::: tip\n::: lines x\n:::\n:::": (2, Code.OPTION_VALUE),
    "- a\n  - b\n  - c": (1, Code.NESTED_LIST),
    "::: foo\n- a\n- b\n:::": (1, Code.UNKNOWN_BLOCK),
    "```\na\n```": (1, Code.MARKUP),
    "::: result\n6. joulukuuta ____\n:::": (2, Code.LIST_NUMBER),
    "::: cards\n* a\n- b\n:::": (2, Code.TYPED_LIST),
    ":::: sheet Otsikko\na\n::::": (1, Code.UNKNOWN_OPTION),
}


def told(errors: tuple[ContentError, ...]) -> list[tuple[int, Code]]:
    return [(each.line, each.code) for each in errors]


def places(source: Path) -> list[tuple[str, int]]:
    return [(e.path.name if e.path else "", e.line) for e in check(source).errors]


@pytest.mark.parametrize("text", SEVERAL)
def test_every_mistake_of_a_text_is_told_in_order_of_line(text: str) -> None:
    assert told(read(text).mistakes) == SEVERAL[text]


@pytest.mark.parametrize("text", ALONE)
def test_one_mistake_brings_no_others(text: str) -> None:
    assert told(read(text).mistakes) == [ALONE[text]]


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    (part,) = read(":::: sheet\n# a\n\n> b\n\nc\n::::").document

    assert [type(block).__name__ for block in part.blocks] == ["Heading", "Paragraph"]


def test_a_text_with_six_mistakes_in_each_language_tells_all_twelve(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    for lang, words in WORDS.items():
        (folder / f"{lang}.md").write_text(REFUSED.format(**words), encoding="utf-8")

    lines = [4, 6, 8, 10, 12, 15]
    assert places(tmp_path) == [("fi.md", n) for n in lines] + [("sv.md", n) for n in lines]


def test_texts_are_read_beside_a_record_that_cannot_be(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "minutes = 45", "minutes = = 45")
    change(folder, "Kuukausi:", "<b>Kuukausi:</b>", "fi.md")
    change(folder, "Månad:", "Eleverna:", "sv.md")

    assert places(tmp_path) == [("fi.md", 11), ("item.toml", 7), ("sv.md", 11)]


def test_house_rules_are_told_beside_mistakes_of_the_dialect(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Kuukausi:", "> a\n\nOppilas [b](item:m99):", "fi.md")
    change(folder, "(40 min)", "(30 min)", "sv.md")

    assert places(folder) == [("fi.md", 11), ("fi.md", 13), ("sv.md", 0)]


def test_what_was_read_by_half_is_not_compared_or_counted(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "2. **Oma budjetti** (40 min). Jokainen täyttää omansa.", "> a", "fi.md")

    assert places(tmp_path) == [("fi.md", 5)]


def test_words_are_not_judged_on_a_line_that_is_to_be_written_anew(tmp_path: Path) -> None:
    change(source_folder(tmp_path), "Månad:", "Eleverna `bor`:", "sv.md")

    assert places(tmp_path) == [("sv.md", 11)]


def test_all_words_of_one_line_that_no_rule_takes_are_told_on_it(tmp_path: Path) -> None:
    change(source_folder(tmp_path), "Månad:", "Eleverna bor. Skolsköterska:", "sv.md")

    (error,) = check(tmp_path).errors
    assert (error.line, error.detail) == (
        11,
        "Eleverna → studerande, Skolsköterska → hälsovårdare",
    )


def test_every_field_of_a_record_is_judged_by_itself() -> None:
    written = RECORD.format(id="m09", fi="a", sv="b")
    for old, new in (
        ('"worksheet"', '"worksheat"'),
        ("minutes = 45", 'minutes = "45"'),
        ('phase = "main"\n', "minuts = 1\n"),
        ('use = ["part-of-lesson"]\n', ""),
        ('summary = "Den studerande räknar månadens pengar."', "sumary = 1"),
    ):
        assert old in written
        written = written.replace(old, new)

    _record, mistakes = read_record(written)

    assert told(mistakes) == [
        (0, Code.RECORD_MISSING),
        (0, Code.RECORD_MISSING),
        (0, Code.RECORD_MISSING),
        (4, Code.RECORD_FIELD),
        (7, Code.RECORD_FIELD),
        (11, Code.RECORD_FIELD),
        (22, Code.RECORD_FIELD),
    ]
    lacks = {each.detail for each in mistakes if each.code is Code.RECORD_MISSING}
    assert lacks == {"use", "phase", "sv.summary"}


def test_a_record_that_lacks_words_does_not_hide_the_rules_of_the_house(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, 'summary = "Den studerande räknar månadens pengar."\n', "")
    change(folder, "created = 2026-11-24\n", "")
    change(folder, "(40 min)", "(30 min)", "sv.md")

    found = [(e.code, e.detail) for e in check(tmp_path).errors]
    assert found == [
        (Code.RECORD_MISSING, "created"),
        (Code.RECORD_MISSING, "sv.summary"),
        (Code.STEP_MINUTES, "35 / 45"),
    ]


def test_a_field_of_swedish_names_its_own_line_not_that_of_finnish() -> None:
    written = RECORD.format(id="m09", fi="a", sv="b").replace('["pengar"]', "1")

    _record, mistakes = read_record(written)

    assert told(mistakes) == [(24, Code.RECORD_FIELD)]


def test_a_picture_that_is_not_there_is_told_beside_the_rest(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "::: lines 2", "![a](a.png)\n\n![b](b.png)\n\n> c\n\n::: lines 2", "fi.md")

    assert [each.line for each in read_folder(folder).mistakes] == [17, 13, 15]
