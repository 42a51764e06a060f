"""Nothing that is written, named or handed in may break paper or fill memory."""

from __future__ import annotations

import io
import shutil
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.handouts import samples
from tests.handouts.reading import pages, said
from tests.pictures import png_that_claims
from valita_desktop import paths
from valita_desktop.content.handout import MAX_PIECES, Handout, Layout, PartChoice, Piece, School
from valita_desktop.content.limits import LONGEST_WORD
from valita_desktop.errors import (
    LayoutErrorCode,
    LayoutUnavailableError,
    PaperOverflowError,
    ShippedFileError,
)
from valita_desktop.handouts import pdf
from valita_desktop.handouts.boxes import picture
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from pathlib import Path


def sheet(markdown: str, **kwargs: object) -> bytes:
    text = f":::: sheet\n# Otsikko\n\n{markdown}\n::::\n"
    item = samples.item("m99", {"fi": ("Koe", text)})
    return pdf.render(Handout((Piece(item, "fi"),), **kwargs))  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.LARGE, Layout.BOOKLET])
def test_the_longest_words_that_are_taken_are_printed_whole(layout: Layout) -> None:
    data = sheet(" ".join(["å" * LONGEST_WORD] * 50), layout=layout)

    shown = "".join(each.words for page in pages(data) for each in page.shown)
    assert shown.count("å") == 50 * LONGEST_WORD


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.LARGE, Layout.BOOKLET])
@pytest.mark.parametrize("letter", ["W", "å", "W "])
def test_the_longest_titles_that_a_feed_can_have_are_printed(layout: Layout, letter: str) -> None:
    text = f":::: sheet\n# {letter * 140}\n\nHei.\n::::\n"
    item = samples.item("m97", {"fi": (letter * (300 // len(letter)), text)})

    shown = pages(pdf.render(Handout((Piece(item, "fi"),), layout=layout)))

    words = "".join(each.words for page in shown for each in page.shown)
    assert words.count(letter[0]) >= 140


@pytest.mark.parametrize("harm", ["gone", "empty", "letters", "half", "folder"])
def test_a_face_that_is_damaged_is_told_by_its_name(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.resources() / "fonts", tmp_path / "fonts")
    file = tmp_path / "fonts" / f"{fonts.FAMILY}-{fonts.BOLD}.ttf"
    whole = file.read_bytes()
    file.unlink()
    if harm == "folder":
        file.mkdir()
    elif harm != "gone":
        file.write_bytes({"empty": b"", "letters": b"x" * 5000, "half": whole[:9000]}[harm])
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)

    with pytest.raises(ShippedFileError) as caught:
        fonts.Face(fonts.BOLD).program([ord("a")])

    assert caught.value.path == file
    assert file.name in message(caught.value).happened


def test_markup_in_a_text_is_text() -> None:
    item = samples.item("m98", {"fi": ("<b>Koe</b> &amp; <img src=/etc/passwd>", "Hei.\n")})
    spoken = [each.words for each in said(pdf.render(Handout((Piece(item, "fi"),))))]

    assert "<b>Koe</b> &amp; <img src=/etc/passwd>" in spoken


def test_ten_thousand_pieces_are_refused_at_once() -> None:
    pieces = (Piece(samples.BUDGET, "fi"),) * 10_000

    with pytest.raises(LayoutUnavailableError) as refused:
        pdf.render(Handout(pieces, Layout.PACKET))

    assert refused.value.code is LayoutErrorCode.TOO_MANY


def test_copies_count_as_pieces() -> None:
    piece = Piece(samples.BUDGET, "fi", copies=MAX_PIECES + 1)

    with pytest.raises(LayoutUnavailableError):
        pdf.render(Handout((piece,)))


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"not a picture",
        b"GIF89a" + b"\0" * 40,
        png_that_claims(60_000, 60_000),
        png_that_claims(50, 50),
        b"\xff\xd8\xff",
    ],
    ids=["none", "words", "gif", "huge", "cut short", "jpeg head"],
)
def test_a_logo_that_is_no_logo_is_left_out(logo: bytes) -> None:
    tracemalloc.start()
    data = sheet("Hei.", school=School(name="Koulu", logo=logo))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert b"/Subtype/Image" not in data
    assert peak < 60_000_000
    assert any("Koulu" in each.words for page in pages(data) for each in page.shown)


def test_a_logo_is_printed_small_and_without_transparency() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3000, 1000), (0, 0, 0, 0)).save(out, "PNG")

    data = sheet("Hei.", school=School(logo=out.getvalue()))

    assert data.count(b"/Subtype/Image") == 1
    found = picture.raster(out.getvalue())
    assert found is not None
    assert set(found.data) == {255}
    assert found.width <= 2400


def test_a_picture_that_is_missing_leaves_its_description() -> None:
    data = sheet("![Kaksi ihmistä](kuva.png)")

    assert ("Figure", "Kaksi ihmistä") in [(each.tag, each.words) for each in said(data)]


def test_signs_that_no_face_has_are_drawn_and_said() -> None:
    spoken = said(sheet("Ŋ → 😀 и ✓ ☐ sámi"))

    assert ("P", "Ŋ → 😀 и ✓ ☐ sámi") in [(each.tag, each.words) for each in spoken]
    shown = "".join(each.words for page in pages(sheet("и → ✓")) for each in page.shown)
    assert "\ufffd" not in shown


def test_control_characters_in_a_title_do_no_harm() -> None:
    item = samples.item("m97", {"fi": ("Ko\x07e\u2028 (\\) \ud800", "Hei.\n")})

    assert pdf.page_count(pdf.render(Handout((Piece(item, "fi"),)))) == 1


def test_an_unknown_fact_is_left_out() -> None:
    assert pdf.page_count(sheet("::: facts f-gone\n:::")) == 1


def test_an_empty_part_is_a_page_with_its_title() -> None:
    item = samples.item("m96", {"fi": ("Koe", ":::: sheet\nHei.\n::::\n")})
    data = pdf.render(Handout((Piece(item, "fi"),)))

    assert ("H1", "Koe") in [(each.tag, each.words) for each in said(data)]


def test_a_card_larger_than_the_page_is_an_error_that_names_it() -> None:
    words = "sana " * 3000

    with pytest.raises(PaperOverflowError) as refused:
        sheet(f"::: cards\n- {words}\n- {words}\n:::")

    assert refused.value.block == "Cards"
    assert refused.value.item_id == "m99"
    assert refused.value.line == 4


def test_a_long_table_goes_on_with_its_header_on_the_next_page() -> None:
    rows = "\n".join(f"| Rivi {n} | arvo |" for n in range(120))
    data = sheet(f"| Nimi | Luku |\n|---|---|\n{rows}")

    found = pages(data)
    assert len(found) > 1
    assert all(any(each.words == "Nimi" for each in page.shown) for page in found)
    assert [each.words for each in said(data)].count("Nimi") == 1


def test_all_parts_of_an_item_that_lacks_a_language_are_in_the_other() -> None:
    item = samples.item("m95", {"sv": ("Prov", ":::: sheet\nHej.\n::::\n")})
    data = pdf.render(Handout((Piece(item, "fi", PartChoice.ALL),)))

    assert {each.lang for each in said(data)} == {"sv"}
