"""A record tells all that is wrong with it at once, and the way to write it."""

from __future__ import annotations

import pytest

from valita_desktop.content.model import Kind
from valita_desktop.content.record import read_record
from valita_desktop.errors import ContentErrorCode as Code

THEME = """id = "t01"
kind = "theme"
themes = ["everyday"]
created = 2026-11-28

[fi]
title = "Arki"
summary = "Arjesta."

[sv]
title = "Vardag"
summary = "Om vardagen."
"""


def told(written: str) -> list[tuple[int, Code, str]]:
    return [(each.line, each.code, each.detail) for each in read_record(written)[1]]


def test_a_right_record_has_no_mistake() -> None:
    assert told(THEME) == []


@pytest.mark.parametrize(
    ("was", "written", "line", "detail"),
    [
        ("2026-11-28", "28.11.2026", 4, "created = 28.11.2026 → created = 2026-11-28"),
        ('"theme"', "theme", 2, 'kind = theme → kind = "theme"'),
        ('"Arki"', "”Arki”", 7, 'title = ”Arki” → title = "Arki"'),
    ],
)
def test_a_field_that_is_no_toml_is_told_as_it_should_be_and_hides_no_other(
    was: str, written: str, line: int, detail: str
) -> None:
    text = THEME.replace(was, written, 1).replace('summary = "Om', 'sumary = "Om')

    found = told(text)

    assert (line, Code.TOML_SYNTAX, detail) in found
    assert (0, Code.RECORD_MISSING, "sv.summary") in found
    assert len([each for each in found if each[1] is Code.RECORD_MISSING]) == 1


def test_what_is_no_field_of_one_line_is_told_by_its_line() -> None:
    assert [each[:2] for each in told(f"{THEME}\n[fi]\n")] == [(14, Code.TOML_SYNTAX)]
    assert [each[:2] for each in told('id = "t01"\nlead = [\n  "a" "b"\n]\n')] == [
        (3, Code.TOML_SYNTAX)
    ]


def test_a_wrong_value_is_told_with_those_that_it_may_have() -> None:
    text = THEME.replace("everyday", "arki").replace(
        "created", 'minutes = "45"\nper_day = "true"\ncreated'
    )

    assert [detail.partition(" → ")[2] for _, _, detail in told(text)] == [
        'themes = ["participation" · "equality" · "everyday" · "wellbeing"]',
        "minutes = 45",
        "per_day = true · false",
    ]


def test_minutes_and_version_below_what_can_be_are_told() -> None:
    text = THEME.replace("created", "minutes = -5\nversion = 0\ncreated")

    assert told(text) == [
        (4, Code.RECORD_FIELD, "minutes = -5"),
        (5, Code.RECORD_FIELD, "version = 0"),
    ]


def test_a_wrong_field_is_told_as_it_is_written_in_no_words_of_a_library() -> None:
    text = THEME.replace("created", 'minutes = "paljon"\nväri = 3\nsavy = 1\ncreated')
    text = text.replace('kind = "theme"', 'kind = "teema"').replace("[sv]", "[sv]\nplace = 3")

    assert told(text) == [
        (2, Code.RECORD_FIELD, f'kind = "teema" → kind = {KINDS}'),
        (4, Code.RECORD_FIELD, 'minutes = "paljon" → minutes = 45'),
        (5, Code.TOML_SYNTAX, "väri = 3"),
        (6, Code.RECORD_FIELD, "savy = 1"),
        (14, Code.RECORD_FIELD, 'place = 3 → place = "…"'),
    ]


KINDS = " · ".join(f'"{kind}"' for kind in Kind)
