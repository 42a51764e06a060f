"""The time of a step is read in the forms that people write, or told; its words are never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers import source_folder
from valita_desktop.content.blocks import Step, Steps, plain
from valita_desktop.content.markdown import read
from valita_desktop.errors import ContentErrorCode as Code
from valita_desktop.publishing.check import check

if TYPE_CHECKING:
    from pathlib import Path

READ = {
    "**Avaus** (5 min). Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Avaus (5 min):** Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Avaus (5 min).** Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Avaus.** (5 min) Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Avaus** (5 min.): Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Avaus** (5 minuuttia). Kysy.": ("Avaus", 5, 5, "Kysy."),
    "**Start** (5 minuter). Fråga.": ("Start", 5, 5, "Fråga."),
    "**Lopuksi** (1 h). Kysy.": ("Lopuksi", 60, 60, "Kysy."),
    "**Lopuksi** (1 h 30 min). Kysy.": ("Lopuksi", 90, 90, "Kysy."),
    "**Lopuksi** (1,5 h). Kysy.": ("Lopuksi", 90, 90, "Kysy."),
    "**Lopuksi** (2 tuntia). Kysy.": ("Lopuksi", 120, 120, "Kysy."),
    "**Till slut** (1 timme). Fråga.": ("Till slut", 60, 60, "Fråga."),
    "**Työ** (1 t 30 min). Tee.": ("Työ", 90, 90, "Tee."),
    "**Työ** (½ h). Tee.": ("Työ", 30, 30, "Tee."),
    "**Työ** (1½ h). Tee.": ("Työ", 90, 90, "Tee."),
    "**Työ** (1/2 h). Tee.": ("Työ", 30, 30, "Tee."),
    "**Työ (5 MIN).** Tee.": ("Työ", 5, 5, "Tee."),
    "**Työ** *(5 min)*. Tee.": ("Työ", 5, 5, "Tee."),
    # read, and left in the words as they are
    "**Työ noin 20 minuuttia.** Tehkää.": ("Työ noin 20 minuuttia", 20, 0, "Tehkää."),
    "**Arbete i ungefär 20 minuter.** Gör.": ("Arbete i ungefär 20 minuter", 20, 0, "Gör."),
    "**Työ** (noin 20 min). Tehkää.": ("Työ", 20, 0, "(noin 20 min). Tehkää."),
    "**Työ** (20 min, pareittain). Tehkää.": ("Työ", 20, 0, "(20 min, pareittain). Tehkää."),
    "**Työ:** 20 min. Tehkää.": ("Työ", 20, 0, "20 min. Tehkää."),
    "**Työ.** Tehkää *yhdessä* (20 min).": ("Työ", 20, 0, "Tehkää yhdessä (20 min)."),
    "**Työ** [5 min]. Tee.": ("Työ", 5, 0, "[5 min]. Tee."),
    "**Työ.** Kesto: noin 5 min. Tee.": ("Työ", 5, 0, "Kesto: noin 5 min. Tee."),
    "**Arbete** c:a 5 min. Gör.": ("Arbete", 5, 0, "c:a 5 min. Gör."),
    "**Työ** / 5 min. Tee.": ("Työ", 5, 0, "/ 5 min. Tee."),
    # no time of the step
    "**Työ.** Joka puhuja saa 2 minuuttia.": ("Työ", 0, 0, "Joka puhuja saa 2 minuuttia."),
    "**Tunnin alku.** Kysy.": ("Tunnin alku", 0, 0, "Kysy."),
    "**Minuuttikisa.** Kysy.": ("Minuuttikisa", 0, 0, "Kysy."),
}
UNREAD = {
    "**Työ** (15–20 min). Tee.": "**Työ** (15–20 min). Tee. → **Työ** (20 min)",
    "**Työ 15-20 min.** Tee.": "**Työ 15-20 min** Tee. → **Työ 15-20 min** (20 min)",
    "**Työ** (puoli tuntia). Tee.": "**Työ** (puoli tuntia). Tee. → **Työ** (30 min)",
    "**Arbete** (en halvtimme). Gör.": "**Arbete** (en halvtimme). Gör. → **Arbete** (30 min)",
    "**Vartti taukoa.** Levätkää.": "**Vartti taukoa** Levätkää. → **Vartti taukoa** (15 min)",
    "**Työ** (0 min). Tee.": "**Työ** (0 min). Tee. → **Työ** (10 min)",
    "**Työ** (2 x 10 min). Tee.": "**Työ** (2 x 10 min). Tee. → **Työ** (20 min)",
    "**Työ.** Puhu (5 min), kirjoita (10 min).": (
        "**Työ** Puhu (5 min), kirjoita (10 min). → **Työ** (10 min)"
    ),
    "**Työ (5 min)** (10 min). Tee.": "**Työ (5 min)** (10 min). Tee. → **Työ** (10 min)",
    "**Työ** (5\u2032). Tee.": "**Työ** (5\u2032). Tee. → **Työ** (5 min)",
    "**Työ** (1:30). Tee.": "**Työ** (1:30). Tee. → **Työ** (90 min)",
    "**Työ** (klo 9.00–9.20). Tee.": "**Työ** (klo 9.00–9.20). Tee. → **Työ** (20 min)",
    "**Työ** (5+10 min). Tee.": "**Työ** (5+10 min). Tee. → **Työ** (15 min)",
    "**Työ** (kaksi tuntia). Tee.": "**Työ** (kaksi tuntia). Tee. → **Työ** (120 min)",
    "**Työ** (viisi minuuttia). Tee.": "**Työ** (viisi minuuttia). Tee. → **Työ** (5 min)",
    "**Työ** (tunti). Tee.": "**Työ** (tunti). Tee. → **Työ** (60 min)",
    "**Työ** (puolitoista tuntia). Tee.": "**Työ** (puolitoista tuntia). Tee. → **Työ** (90 min)",
    "**Työ** (kolme varttia). Tee.": "**Työ** (kolme varttia). Tee. → **Työ** (45 min)",
    "**Työ** (en timme). Tee.": "**Työ** (en timme). Tee. → **Työ** (60 min)",
    "**Työ** (fem minuter). Tee.": "**Työ** (fem minuter). Tee. → **Työ** (5 min)",
    "**Paus** (2 pass à 45 min). A.": "**Paus** (2 pass à 45 min). A. → **Paus** (90 min)",
    "**Työ** (2 oppituntia). Tee.": "**Työ** (2 oppituntia). Tee. → **Työ** (90 min)",
    "**Työ** (5 min per grupp). Tee.": "**Työ** (5 min per grupp). Tee. → **Työ** (5 min)",
    "**Työ** (5,5 min). Tee.": "**Työ** (5,5 min). Tee. → **Työ** (5 min)",
    "**Työ** 5–10 minuuttia. Tee.": "**Työ** 5–10 minuuttia. Tee. → **Työ** (10 min)",
    "**Työ** (48 h). Tee.": "**Työ** (48 h). Tee. → **Työ** (10 min)",
}
SHEET = "::::\n\n:::: sheet\n# Aika\n\nNimi: ____\n::::\n"


def step(written: str) -> Step:
    (part,) = read(f"1. {written}").document
    (block,) = part.blocks
    assert isinstance(block, Steps)
    return block.steps[0]


def folder(tmp_path: Path, fi: str, sv: str) -> Path:
    made = source_folder(tmp_path)
    for lang, steps in (("fi", fi), ("sv", sv)):
        text = f":::: facilitator\n## A\n\n{steps}\n{SHEET}"
        (made / f"{lang}.md").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("written", READ)
def test_a_time_is_read_and_no_word_of_it_is_lost(written: str) -> None:
    found = step(written)

    told = (found.title, found.minutes, found.shown_minutes, plain(found.text))
    assert told == READ[written]


@pytest.mark.parametrize("written", UNREAD)
def test_a_time_that_says_no_one_number_is_told_with_its_line(written: str, tmp_path: Path) -> None:
    steps = f"1. **Alku.** Kysy.\n2. {written}"

    errors = check(folder(tmp_path, steps, steps)).errors

    found = [(e.path.name if e.path else "", e.line, e.code, e.detail) for e in errors]
    detail = UNREAD[written]
    assert found == [
        ("fi.md", 5, Code.STEP_TIME, detail),
        ("sv.md", 5, Code.STEP_TIME, detail),
    ]


@pytest.mark.parametrize(
    "item", ["Avaus (5 min): kysy.", "5 min: avaus.", "Avaus 5 min. Kysy.", "Avaus, noin 5 min"]
)
def test_a_time_in_a_list_without_titles_is_told(item: str, tmp_path: Path) -> None:
    steps = f"1. {item}\n2. Loppu."

    errors = check(folder(tmp_path, steps, steps)).errors

    assert [(e.line, e.code, e.detail) for e in errors][:1] == [
        (4, Code.STEP_TIME, f"{item} → **…** (5 min)")
    ]


def test_minutes_in_every_form_add_up_to_what_the_record_says(tmp_path: Path) -> None:
    fi = (
        "1. **Avaus (5 min):** Kysy.\n2. **Työ noin 20 minuuttia.** Tee.\n3. **Loppu** (1 h). Puhu."
    )
    sv = (
        "1. **Start (5 min):** Fråga gruppen.\n2. **Arbete i ungefär 20 minuter.** I par.\n"
        "3. **Till slut** (1 h). Diskutera."
    )

    errors = check(folder(tmp_path, fi, sv)).errors

    assert [(e.code, e.detail) for e in errors] == [(Code.STEP_MINUTES, "85 / 45")] * 2


@pytest.mark.parametrize("title", ["Minuuttikisa", "Tunnin alku", "Kvarteret", "Timmens tema"])
def test_a_title_that_only_sounds_like_a_time_is_left_alone(title: str, tmp_path: Path) -> None:
    steps = f"1. **{title}.** Kysy.\n2. **Loppu** (45 min). Puhu."

    assert check(folder(tmp_path, steps, steps)).errors == ()
