"""Signs on paper: drawn, exchanged for their like, or shown to be missing; never an empty box."""

from __future__ import annotations

import dataclasses
import io
import unicodedata
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.handouts import samples
from tests.handouts.reading import pages, said
from valita_desktop import paths
from valita_desktop.content.blocks import Span
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece
from valita_desktop.handouts import pdf
from valita_desktop.handouts.boxes.line_breaking import TextStyle, lines_of
from valita_desktop.handouts.boxes.text import TextBox
from valita_desktop.handouts.pdfwriter import fonts, signs
from valita_desktop.handouts.pdfwriter.canvas import Canvas
from valita_desktop.handouts.pdfwriter.wide_tables import Glyphs
from valita_desktop.settings import Contact

STYLE = TextStyle(12, 16)

DRAWN = {
    "arrows": "↓↑←→↔⇒⇔➔➜➤⬇⬆⬅➡↩↪",
    "boxes": "☐☑☒✓✔✗✘✅❌",
    "bullets": "•●○◯■□▪▫▲△▼►◄◆◇",
    "stars": "★☆",
    "fractions": "½⅓⅔¼¾⅛⅕",
    "raised": "¹²³⁴⁰⁻₂₃",
    "mathematics": "≤≥≠≈±×÷√∞∑πµ−",
    "money": "€£$¥₽",
    "pictures": "♥♡❤♫♪☺☹☎✉☀☁⚠✂✏☝",
    "numbers": "№①②③❶",
    "emoji": "😀🙂😊😢😡👍🙏🎉📅📞🏫🤔🥰💪🏠⏰♿🔴🫶",
    "greek": "αβγδΩΣλ",
    "cyrillic": "АБВабвЁёІіЇїҐґЄє",
    "sami": "ŊŋŦŧĐđČčŠšŽžǤǥǨǩƷʒǮǯ",
    "quotes": "–—…\u2018\u2019“”„«»\u2039\u203a",
}


def test_wide_tables_say_what_reportlab_reads() -> None:
    file = paths.resources() / "fonts" / f"{fonts.SIGNS}-{fonts.REGULAR}.ttf"
    read, wide = TTFontFile(str(file)), fonts.Face(fonts.REGULAR, fonts.SIGNS)

    assert isinstance(wide.charToGlyph, Glyphs)
    assert wide.charToGlyph == read.charToGlyph
    assert wide.charWidths == read.charWidths
    assert list(wide.glyphPos) == read.glyphPos
    assert [wide.hmetrics[glyph] for glyph in range(read.numGlyphs)] == read.hmetrics
    assert not any(code in wide.charToGlyph for code in (0, 0x20, 0x10FFFF))
    codes = [*map(ord, "αβ☐→😀"), 0, ord("✓")]
    assert wide.makeSubset(codes) == read.makeSubset(codes)


def sheet(words: str, title: str = "Merkit") -> Handout:
    markdown = f":::: sheet\n# Otsikko\n\n{words}\n::::\n"
    item = samples.item("x-own", {"fi": (title, markdown)})
    return Handout((Piece(item, "fi", PartChoice.STUDENT),), Layout.SHEET, school=samples.SCHOOL)


def text_of(data: bytes) -> str:
    """The text of the first page, as it is copied and found."""
    with pypdfium2.PdfDocument(data) as document:
        return document[0].get_textpage().get_text_range()


def lines(text: str, width: float) -> list[str]:
    found = lines_of((Span(text),), STYLE, width)
    return ["".join(piece.text for piece in line.pieces) for line in found]


@pytest.mark.parametrize("kind", DRAWN)
def test_signs_that_teachers_use_are_drawn_and_can_be_copied(kind: str) -> None:
    assert [sign for sign in DRAWN[kind] if not fonts.drawable(sign)] == []
    spaced = "Merkit: " + " ".join(DRAWN[kind])  # a line that begins with a bullet is a mistake

    plain, bold = text_of(pdf.render(sheet(spaced))), text_of(pdf.render(sheet(f"**{spaced}**")))

    assert spaced in plain.replace("\r\n", " ")
    assert spaced in bold.replace("\r\n", " ")


@given(st.text(max_size=40), st.sampled_from(fonts.WEIGHTS))
def test_whatever_is_written_nothing_is_drawn_that_its_face_lacks(text: str, weight: str) -> None:
    face = fonts.face(weight)
    drawn = signs.printable(text).replace("\n", " ")

    assert [
        (each.called, sign)
        for each, part in face.runs(drawn)
        for sign in part
        if not each.has(sign)
    ] == []


@given(st.text(max_size=60), st.floats(30, 300))
def test_whatever_is_written_it_stands_in_its_column(text: str, width: float) -> None:
    found = lines_of((Span(text),), STYLE, width) if text else ()

    assert all(line.width <= width + 0.01 for line in found)
    canvas = Canvas(text, "fi")
    canvas.begin_page((400, 400))
    box = TextBox(canvas.root.add("P"), (Span(text),) if text else (), STYLE)
    box.measure(width)
    box.draw(canvas, 20, 300, width)
    canvas.write(fonts.face(fonts.BOLD), 12, text, 20, 350)
    canvas.end_page()
    assert [
        each.words
        for page in pages(canvas.finish())
        for each in page.shown
        if "\ufffd" in each.words
    ] == []


def test_a_sign_has_the_same_width_measured_and_told() -> None:
    canvas = Canvas("x", "fi")
    canvas.begin_page((400, 200))
    canvas.write(fonts.face(fonts.BOLD), 10, "a↓Привет", 20, 100)
    canvas.end_page()
    with pikepdf.open(io.BytesIO(canvas.finish())) as document:
        faces: Any = document.pages[0].resources["/Font"]
        told = sum(float(width) for name in faces for width in faces[name].Widths)

    assert told == pytest.approx(fonts.face(fonts.BOLD).width("a↓Привет"))


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("tasa\u2010arvo", "tasa-arvo"),
        ("e\u2011resepti", "e-resepti"),
        ("a\u2003b\u2002c\u2009d\te", "a b c d e"),
        ("10\u202fkg, 1\u2007000", "10\u00a0kg, 1\u00a0000"),
        ("sana\u200bsana \u2060\ufeffloppu", "sanasana loppu"),
        ("ope\u00adtus", "opetus"),
        ("❤\ufe0f ☎\ufe0e", "❤ ☎"),
        ("👍🏽 👩\u200d🏫", "👍 👩🏫"),
        ("🇫🇮 1\ufe0f\u20e3", "FI 1"),
        ("\ufb01nni, 𝗕𝗼𝗹𝗱, Ａ１", "finni, Bold, A1"),  # noqa: RUF001 - that is what is exchanged
        ("yksi\u2028kaksi\x0bkolme", "yksi\nkaksi\nkolme"),
        ("\u202evasen\u200f", "vasen"),
    ],
)
def test_what_differs_only_in_width_or_breaking_is_exchanged(written: str, drawn: str) -> None:
    assert signs.printable(written) == drawn


def test_no_line_breaks_at_a_hyphen_that_does_not_break() -> None:
    assert lines("tasa-arvo", 40) == ["tasa-", "arvo"]
    assert all("-" in line for line in lines("aa tasa\u2011arvo", 58)[1:])
    assert lines("tasa\u2011arvo tasa\u2011arvo", 70) == ["tasa-arvo ", "tasa-arvo"]


def test_a_line_may_break_at_a_chance_that_has_no_shape() -> None:
    assert lines("valtio\u200bneuvosto", 60) == ["valtio", "neuvosto"]
    assert lines("valtio\u200bneuvosto", 500) == ["valtioneuvosto"]


@pytest.mark.parametrize("joined", ["10\u2060 kg", "10 \u2060kg", "10\u202fkg", "10\u00a0kg"])
def test_no_line_breaks_where_words_are_joined(joined: str) -> None:
    assert lines(f"noin {joined}", 50) == ["noin ", "10\u00a0kg"]


def test_other_spaces_break_as_a_space_does() -> None:
    assert lines("sanaa\u2003sanaa\tsanaa", 45) == ["sanaa ", "sanaa ", "sanaa"]


def test_a_hyphen_where_a_word_was_broken_stays_a_soft_one() -> None:
    data = pdf.render(sheet("yhdenvertaisuus\u00adsuunnitelma " * 12))

    (words,) = [each.words for each in said(data) if "yhdenvertaisuus" in each.words]
    assert set(words.split()) == {
        "yhdenvertaisuussuunnitelma",
        "yhdenvertaisuus\u00adsuunnitelma",
    }
    assert "-" not in words


def test_a_hyphen_beside_a_link_or_a_gap_is_drawn_too() -> None:
    many = "yhdenvertaisuus\u00adsuunnitelma " * 12
    for beside in ("[linkki](https://e.fi/)", "____", "王"):
        told = "".join(each.words for each in said(pdf.render(sheet(f"{many}{beside}"))))
        assert "yhdenvertaisuus\u00adsuunnitelma" in told


def test_a_soft_hyphen_that_is_not_drawn_is_not_in_the_text() -> None:
    data = pdf.render(sheet("ope\u00adtus", title="Ope\u00adtus"))

    assert "opetus" in text_of(data)
    with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as metadata:
        assert (str(document.docinfo["/Title"]), metadata["dc:title"]) == ("Opetus", "Opetus")
    assert "\u00ad" not in "".join(each.words for page in pages(data) for each in page.shown)


def test_own_words_that_have_no_shape_say_so_and_keep_what_was_written() -> None:
    contacts = {"nurse": Contact("王明 Ŋ ☺", "09 123", "Huone ★")}
    school = dataclasses.replace(samples.SCHOOL, name="Koulu ★ 王\t1", contacts=contacts)
    asked = sheet("::: contacts nurse\n:::", title="Nimi 王")
    data = pdf.render(dataclasses.replace(asked, school=school))

    told = [each.words for each in said(data)]
    assert "王明 Ŋ ☺" in told
    assert "Huone ★" in told
    shown = "".join(each.words for page in pages(data) for each in page.shown)
    assert "Koulu ★ (?) 1" in shown
    assert shown.count("(?)") == 3  # the name, the header's title and the footer
    assert "\ufffd" not in shown


def test_a_document_may_use_more_signs_than_a_font_has_codes() -> None:
    many = [chr(code) for code in range(0x0391, 0x0530) if fonts.drawable(chr(code))][:300]
    many = [sign for sign in many if not unicodedata.combining(sign)]
    data = pdf.render(sheet(" ".join(many)))

    told = "".join(each.words for each in said(data))
    assert [sign for sign in many if sign not in told] == []


def test_a_mark_that_no_letter_is_composed_with_is_drawn_over_its_letter() -> None:
    (own, mark, rest) = fonts.face(fonts.REGULAR).runs("x\u0304y")

    assert (own[1], mark[1], rest[1]) == ("x", "\u0304", "y")
    assert mark[0].width("\u0304") == 0
    assert mark[0].called.startswith(fonts.SIGNS)


def test_signs_stand_on_cards_and_on_the_cover_of_a_packet() -> None:
    cards = "- **Ilo ☺.** Tee ↓ || Привет ✓\n- Ŋuorra ☐"
    words = f":::: sheet\n# Otsikko ★\n\n::: cards\n{cards}\n:::\n::::\n"
    piece = Piece(samples.item("x-own", {"fi": ("Nimi ★ 😀", words)}), "fi", PartChoice.STUDENT)
    packet = Handout((piece, piece), Layout.PACKET, title="Kevät ☀")

    on_cards = " ".join(each.words for each in said(pdf.render(Handout((piece,), Layout.CARDS))))
    on_cover = " ".join(each.words for each in said(pdf.render(packet)))
    assert [
        each for each in ("Ilo ☺", "Tee ↓", "Привет ✓", "Ŋuorra ☐") if each not in on_cards
    ] == []
    assert [each for each in ("Kevät ☀", "Nimi ★ 😀") if each not in on_cover] == []


def test_the_second_face_is_in_a_document_only_where_it_is_used() -> None:
    shown = samples.item("x-plain", {"fi": ("Koe", ":::: sheet\nHei.\n::::\n")}, topic=None)
    plain = replace(shown, record=replace(shown.record, themes=()))
    with pikepdf.open(io.BytesIO(pdf.render(Handout((Piece(plain, "fi"),))))) as document:
        names = [
            str(each.BaseFont)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]

    assert names
    assert [name for name in names if fonts.SIGNS in name] == []


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_no_zero_has_a_stroke_through_it(weight: str) -> None:
    """The middle of the figure is paper: between its sides there is no ink."""
    canvas = Canvas("0", "fi")
    canvas.begin_page((200, 200))
    face = fonts.face(weight)
    canvas.write(face, 200, "0", 40, 40)
    canvas.end_page()
    with pypdfium2.PdfDocument(canvas.finish()) as document:
        picture = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
    left, top, right, low = picture.point(lambda level: 255 - level).getbbox() or (0, 0, 0, 0)
    row = [picture.getpixel((x, (top + low) // 2)) for x in range(left, right)]
    inside = row[len(row) * 2 // 5 : len(row) * 3 // 5]

    assert min(row) < 40  # type: ignore[type-var, operator]
    assert set(inside) == {255}
