"""The words that screen, paper and documents share."""

from __future__ import annotations

import datetime as dt

import pytest

from valita_desktop.content import labels, layouts, model
from valita_desktop.content.labels import (
    Imprint,
    coded,
    for_facilitator,
    imprint,
    label,
    licence_name,
)
from valita_desktop.i18n import catalogue

ENUMS = (
    model.Kind,
    model.Theme,
    model.Format,
    model.Topic,
    model.Role,
    model.Use,
    model.Phase,
    model.SheetRole,
    model.PracticeKind,
    model.Provenance,
    model.Season,
)


def test_no_two_codes_of_one_spelling_take_each_others_name() -> None:
    assert len(labels._LABELS) == sum(len(each) for each in ENUMS)


@pytest.mark.parametrize("code", [*layouts.Layout, *layouts.PartChoice])
def test_layouts_and_parts_have_names(code: layouts.Layout | layouts.PartChoice) -> None:
    assert label(code)


def test_a_student_is_a_role_and_a_students_sheet_is_a_part() -> None:
    assert label(model.Role.STUDENT) != label(layouts.PartChoice.STUDENT)


def test_codes_are_told_with_their_names() -> None:
    codes = (layouts.Layout.CARDS, layouts.Layout.PACKET)

    assert coded(codes, catalogue("fi").gettext) == "cards (Kortit), packet"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("CC0-1.0", "CC0-1.0"),
        ("MIT", "MIT"),
    ],
)
def test_a_licence_is_called_as_it_calls_itself(code: str, name: str) -> None:
    assert licence_name(code) == name


def test_the_imprint_is_in_the_language_of_the_words() -> None:
    record = model.Record(
        id="m09", kind=model.Kind.MATERIAL, version=3, created=dt.date(2026, 1, 2)
    )

    assert imprint(record, catalogue("sv")) == Imprint(
        "Välitä! – Visa omtanke!", "CC BY 4.0", "Version 3", "2.1.2026"
    )


def test_a_paper_names_whose_it_is_beside_its_licence() -> None:
    record = model.Record(
        id="p1", kind=model.Kind.PRACTICE, created=dt.date(2026, 1, 2), authors=("Maija", "Kalle")
    )

    assert imprint(record, catalogue("fi"))[:2] == ("Maija, Kalle", "CC BY 4.0")


def test_a_practice_that_nobody_has_tried_says_so() -> None:
    record = model.Record(
        id="p1",
        kind=model.Kind.PRACTICE,
        created=dt.date(2026, 1, 2),
        practice_kind=model.PracticeKind.PROPOSAL,
    )

    assert for_facilitator(record, catalogue("fi").gettext) == "Ohjaajalle · Ehdotus, kokeilematta"
