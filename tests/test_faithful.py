"""What is written is what comes out: on the screen, on paper and in a document."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import faithful
from valita_desktop.content.handout import PartChoice, parts_of
from valita_desktop.content.markdown import read
from valita_desktop.documents import odt
from valita_desktop.documents.plan import Draft
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GOES_ON = f""":::: facilitator
{faithful.BORDER} alku.

1. Lue ohje.
2. Täytä lomake.

{faithful.BORDER} 100.

3. Palauta lomake.
4. Kysy lisää.

{faithful.BORDER} 200.

5. **Kerro** (5 min). Puhu.

{faithful.BORDER} 300.
::::
"""
NUMBERED = ["1Lueohje2Täytälomake", "3Palautalomake4Kysylisää", "5Kerro5minPuhu"]


@pytest.fixture(scope="module", autouse=True)
def _appearance(qapp: QApplication) -> None:
    theme.register_fonts()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(faithful.texts())
def test_every_word_and_number_is_shown_and_stands_in_the_document(text: str) -> None:
    written = faithful.source_words(text)

    assert faithful.screen_words(text) == written
    assert faithful.docx_words(text) == written


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(faithful.texts(), min_size=4, max_size=4))
def test_every_word_and_number_stands_on_paper_in_order(written: list[str]) -> None:
    words = [each for text in written for each in faithful.source_words(text)]

    assert faithful.missing(words, faithful.pdf_words(written)) == ""


def test_a_list_that_goes_on_keeps_its_numbers() -> None:
    assert read(GOES_ON).mistakes == ()
    assert faithful.source_words(GOES_ON) == NUMBERED
    assert faithful.screen_words(GOES_ON) == NUMBERED
    assert faithful.docx_words(GOES_ON) == NUMBERED
    assert faithful.missing(NUMBERED, faithful.pdf_words([GOES_ON])) == ""


def test_a_list_that_goes_on_keeps_its_numbers_in_odt() -> None:
    item = faithful.item_of(GOES_ON)
    draft = Draft(item, "fi", parts_of(item, "fi", PartChoice.ALL), {}, {}, {}, ())

    with zipfile.ZipFile(io.BytesIO(odt.write([draft]))) as archive:
        content = archive.read("content.xml").decode()

    assert [n for n in range(1, 7) if f'text:start-value="{n}"' in content] == [3, 5]


def test_lines_of_a_form_stay_lines_everywhere() -> None:
    text = (
        f":::: facilitator\n{faithful.BORDER} alku.\n\n"
        f"**Päivä:** ________\n**Paikka:** ________\n\n{faithful.BORDER} 100.\n::::\n"
    )
    item = faithful.item_of(text)
    draft = Draft(item, "fi", parts_of(item, "fi", PartChoice.ALL), {}, {}, {}, ())
    with zipfile.ZipFile(io.BytesIO(odt.write([draft]))) as archive:
        content = archive.read("content.xml").decode()

    assert "<text:line-break" in content.split("Päivä:")[1].split("Paikka:")[0]
    lines = faithful.pdf_lines([text])
    assert [n for n, line in enumerate(lines) if "Paikka:" in line] != [
        n for n, line in enumerate(lines) if "Päivä:" in line
    ]
