"""An own item claims no publisher, no licence and no version that nobody wrote."""

from __future__ import annotations

import datetime as dt

import pytest

from valita_desktop.content.labels import imprint
from valita_desktop.content.model import Kind, OwnRecord
from valita_desktop.content.record import read_record
from valita_desktop.errors import ContentErrorCode
from valita_desktop.i18n import catalogue


def record(**fields: object) -> OwnRecord:
    made = {"id": "own-x", "kind": Kind.MATERIAL, "created": dt.date(2026, 11, 28), **fields}
    return OwnRecord(**made)  # type: ignore[arg-type]  # checked by the tests' own use


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ["Own material", "28 Nov 2026"]),
        ({"authors": ("Aino Ahti",)}, ["Aino Ahti", "28 Nov 2026"]),
        (
            {"license": "CC-BY-SA-4.0", "based_on": "Budjetti, Välitä!, CC BY-SA 4.0"},
            [
                "Own material",
                "CC BY-SA 4.0 · Adapted from: Budjetti, Välitä!, CC BY-SA 4.0",
                "28 Nov 2026",
            ],
        ),
    ],
)
def test_the_small_print_says_what_is_written(fields: dict[str, object], told: list[str]) -> None:
    assert [each for each in imprint(record(**fields), catalogue("en")) if each] == told


def test_an_editor_cannot_take_an_id_that_is_an_own_items() -> None:
    written = 'id = "own-x"\nkind = "theme"\nthemes = ["everyday"]\ncreated = 2026-11-28\n'
    words = '[fi]\ntitle = "A"\nsummary = "B"\n'
    found, wrong = read_record(written + words)
    assert [each.code for each in wrong] == [ContentErrorCode.RECORD_FIELD]
    assert found is not None
