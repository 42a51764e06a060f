"""What each layout promises beyond being readable."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.handouts import samples
from tests.handouts.making import ITEMS, Case, made
from tests.handouts.reading import pages, said
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
)
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.handouts import pdf
from valita_desktop.i18n import catalogue

STUDENT = PartChoice.STUDENT


def shown(data: bytes) -> list[list[str]]:
    return [[each.words.strip() for each in page.shown] for page in pages(data)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("item_id", [each for each in ITEMS if each.startswith(("m", "x"))])
def test_a_students_sheet_is_one_page(item_id: str, lang: Lang) -> None:
    assert len(pages(made(Case(item_id, lang, Layout.SHEET, part=STUDENT)))) == 1


def test_a_sheet_that_would_leave_half_its_page_empty_gets_lines_for_notes() -> None:
    notes = catalogue("sv").gettext("Notes")
    text = ":::: sheet\n- [ ] Ett\n- [ ] Två\n::::\n"
    item = samples.item("m80", {"sv": ("Prov", text)})

    assert ("P", notes) in [
        (each.tag, each.words) for each in said(pdf.render(Handout((Piece(item, "sv"),))))
    ]


def test_copies_are_printed_in_a_row() -> None:
    data = pdf.render(Handout((Piece(samples.BUDGET, "sv", STUDENT, copies=3),)))
    assert [each[-1] for each in _footers(data)] == ["1"] * 3


def _footers(data: bytes) -> list[list[str]]:
    return [
        [words.split("/")[0] for words in page if "/" in words and words[0].isdigit()]
        for page in shown(data)
    ]


def test_the_footer_tells_licence_version_day_and_school() -> None:
    (page,) = shown(made(Case("m09", "sv", Layout.SHEET, part=STUDENT)))
    words = catalogue("sv")
    version = words.gettext("Version {n}").format(n=1)

    kit = "Välitä! – Visa omtanke!"
    assert f"Esimerkin ammattiopisto · {kit} · CC BY 4.0 · {version} · 24.11.2026" in page
    assert "1/1" in page


def test_a_later_page_of_a_guide_tells_whose_it_is_and_of_what() -> None:
    text = ":::: facilitator\n" + "Ett ord till.\n\n" * 40 + "::::\n:::: sheet\nHej.\n::::\n"
    item = samples.item("m80", {"sv": ("Provbladet", text)})

    guide, later, sheet = shown(pdf.render(Handout((Piece(item, "sv", PartChoice.ALL),))))

    whose = catalogue("sv").gettext("For the facilitator")
    assert any(each.startswith(f"{whose} · ") and "Provbladet" in each for each in later)
    assert not any(each.startswith(f"{whose} · ") and "Provbladet" in each for each in guide)
    assert not any(each.startswith(whose) for each in sheet)


def test_backs_of_cards_follow_their_fronts() -> None:
    found = shown(made(Case("x-cards", "fi", Layout.CARDS, part=STUDENT)))

    assert "Ilo" in found[0]
    assert "Iloa voi jakaa." in found[1]
    assert "Iloa voi jakaa." not in found[0]


def test_the_back_of_the_first_card_is_on_the_right() -> None:
    _, back, *_ = pages(made(Case("x-cards", "fi", Layout.CARDS, part=STUDENT)))
    (first,) = (each for each in back.shown if each.words.startswith("Iloa"))

    assert first.x > 297


@pytest.mark.parametrize(("per_page", "sides"), [(2, 12), (4, 6), (8, 4)])
def test_cards_come_two_four_or_eight_to_a_side(per_page: int, sides: int) -> None:
    data = pdf.render(
        Handout(
            (Piece(ITEMS["x-cards"], "fi"),),
            Layout.CARDS,
            facts=samples.FACTS,
            per_page=per_page,
        )
    )
    assert len(pages(data)) == sides + 2  # and the page with the help box, on a sheet of its own


def test_where_to_get_help_is_printed_with_cards_too() -> None:
    spoken = [each.words for each in said(made(Case("x-cards", "sv", Layout.CARDS, part=STUDENT)))]

    assert "Om ett kort träffade en öm punkt" in spoken
    assert "09 2525 0112" in spoken


@pytest.mark.parametrize("layout", [Layout.BOOKLET, Layout.N_UP])
def test_pages_that_are_only_printed_stand_on_paper_turned_sideways(layout: Layout) -> None:
    with pikepdf.open(io.BytesIO(made(Case("m09", "fi", layout)))) as document:
        boxes = {tuple(round(float(each)) for each in page.MediaBox) for page in document.pages}
    assert boxes == {(0, 0, 842, 595)}


def test_side_by_side_ends_each_row_on_the_same_page_in_both_languages() -> None:
    for page in shown(made(Case("m09", "fi", Layout.SIDE_BY_SIDE, part=STUDENT))):
        assert ("Rahaa tulee" in page) == ("Pengar in" in page)
        assert ("Joustavat menot" in page) == ("Utgifter som går att påverka" in page)


def test_a_table_beside_its_translation_is_moved_rather_than_cut() -> None:
    def text(word: str, rows: int) -> str:
        table = "\n".join(f"| {word} {n} | – |" for n in range(rows))
        box = "::: answer 12\n:::"
        return f":::: sheet\n# {word}\n\n{box}\n\n| {word} | – |\n|---|---|\n{table}\n::::\n"

    item = samples.item("m80", {"fi": ("Koe", text("rivi", 11)), "sv": ("Prov", text("rad", 11))})
    first, second = shown(pdf.render(Handout((Piece(item, "fi", STUDENT),), Layout.SIDE_BY_SIDE)))

    assert not {"rivi 0", "rad 0"} & set(first)
    assert {"rivi 0", "rivi 10", "rad 0", "rad 10"} <= set(second)


@pytest.mark.parametrize("lines", range(12, 22))
def test_words_that_lead_in_a_table_stand_on_its_page(lines: int) -> None:
    text = (
        f":::: sheet\n# Koe\n\n::: answer {lines}\n:::\n\n**Lista.** Katso ensin kaappiin.\n\n"
        "::: fill-table rows=6\n| Hedelmät | Pakasteet |\n|---|---|\n| | |\n:::\n::::\n"
    )
    item = samples.item("m80", {"fi": ("Koe", text)})

    found = shown(pdf.render(Handout((Piece(item, "fi", STUDENT),), Layout.LARGE)))

    (page,) = (page for page in found if "Hedelmät" in page)
    assert any("Katso ensin kaappiin." in words for words in page)


def test_a_lone_page_stands_on_both_halves_of_the_paper() -> None:
    (page,) = shown(made(Case("m09", "fi", Layout.N_UP, part=STUDENT)))

    assert page.count("Rahaa tulee") == 2


def packet(lang: Lang) -> bytes:
    pieces = (
        Piece(ITEMS["m09"], lang, PartChoice.FACILITATOR),
        Piece(ITEMS["m09"], lang, STUDENT, copies=2),
        Piece(ITEMS["x-week"], lang, PartChoice.ALL),
    )
    return pdf.render(
        Handout(pieces, Layout.PACKET, Paper.A4, school=samples.SCHOOL, title="Viikko 1")
    )


@pytest.mark.parametrize("lang", LANGS)
def test_minutes_of_a_packet_add_up_each_material_once(lang: Lang) -> None:
    spoken = [each.words for each in said(packet(lang))]
    words = catalogue(lang)

    assert words.gettext("{n} min in all").format(n=90) in spoken
    assert spoken.count(words.gettext("{n} min").format(n=45)) == 2


def test_pages_of_a_packet_are_numbered_over_the_whole() -> None:
    assert [each[-1] for each in _footers(packet("fi"))] == [str(n) for n in range(1, 7)]


def test_contents_of_a_packet_name_the_page_where_each_piece_starts() -> None:
    cells = [each.words for each in said(packet("fi")) if each.tag == "TD"]
    assert [cell for cell in cells if cell.isdigit()][:3] == ["2", "3", "5"]


def test_contents_of_a_packet_lead_to_the_pages() -> None:
    with pikepdf.open(io.BytesIO(packet("fi"))) as document:
        targets = [each.Dest[0].objgen for each in document.pages[0].Annots]
        assert targets == [document.pages[n].objgen for n in (1, 2, 4)]


def piled(*lines: Piece, layout: Layout = Layout.PACKET, both_sides: bool = True) -> bytes:
    return pdf.render(
        Handout(lines, layout, facts=samples.FACTS, title="Kortit", both_sides=both_sides)
    )


def where(data: bytes, words: str) -> list[int]:
    """Numbers of the pages that these words stand on, as people count."""
    return [n for n, page in enumerate(shown(data), 1) if words in page]


def test_cards_of_a_packet_stand_on_fronts_and_their_backs_behind_them() -> None:
    line = Piece(ITEMS["x-cards"], "fi", STUDENT, copies=2, layout=Layout.CARDS)
    data = piled(Piece(ITEMS["m09"], "fi"), line, Piece(ITEMS["m09"], "sv"))

    fronts, backs = where(data, "Ilo"), where(data, "Iloa voi jakaa.")
    assert [n % 2 for n in fronts] == [1, 1]
    assert backs == [n + 1 for n in fronts]


def test_an_empty_page_before_cards_has_nothing_on_it_and_is_counted() -> None:
    data = piled(Piece(ITEMS["x-cards"], "fi", STUDENT, layout=Layout.CARDS))
    found = shown(data)

    assert found[1] == []
    assert f"3/{len(found)}" in found[2]
    assert "3" in [each.words for each in said(data) if each.tag == "TD"]
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.pages[0].Annots[0].Dest[0].objgen == document.pages[2].objgen


def test_cards_in_both_languages_stand_on_fronts_in_each() -> None:
    lines = (Piece(ITEMS["x-cards"], "fi"), Piece(ITEMS["x-cards"], "sv"))
    data = piled(*lines, layout=Layout.CARDS, both_sides=False)

    (front,), (back,) = where(data, "Glädje"), where(data, "Glädje kan delas.")
    assert (front % 2, back) == (1, front + 1)
    assert len(pages(data)) % 2 == 0  # so that the next copy begins on a front, too


def test_cards_without_backs_take_no_sheet_of_their_own() -> None:
    item = samples.item("m80", {"fi": ("Koe", ":::: sheet\n::: cards\n- Yksi\n- Kaksi\n:::\n::::")})
    data = piled(Piece(item, "fi", layout=Layout.CARDS))

    assert where(data, "Yksi") == [2]
    assert len(pages(data)) == 2


def test_every_copy_of_several_pages_begins_on_a_front() -> None:
    line = Piece(ITEMS["x-week"], "fi", PartChoice.ALL, copies=3, layout=Layout.LARGE)
    data = piled(line)
    first = where(data, "Ohjaajalle")

    assert len(first) == 3
    assert [n % 2 for n in first] == [1, 1, 1]


def test_what_follows_a_copy_of_several_pages_is_not_printed_on_its_back() -> None:
    line = Piece(ITEMS["x-cards"], "fi", STUDENT, layout=Layout.CARDS)
    data = piled(line, Piece(ITEMS["m09"], "sv"), Piece(ITEMS["m09"], "fi"))

    (sheet,), (next_sheet,) = where(data, "Pengar in"), where(data, "Rahaa tulee")
    assert sheet % 2 == 1
    assert next_sheet == sheet + 1


def test_what_is_alone_on_its_paper_has_no_empty_page() -> None:
    data = piled(Piece(ITEMS["x-week"], "fi", PartChoice.ALL), layout=Layout.LARGE)

    assert len(pages(data)) % 2 == 1
    assert [] not in shown(data)


def test_paper_for_one_side_has_no_empty_pages() -> None:
    line = Piece(ITEMS["x-week"], "fi", PartChoice.ALL, copies=3, layout=Layout.LARGE)

    assert [] not in shown(piled(line, both_sides=False))


def test_copies_of_one_page_follow_each_other() -> None:
    assert len(pages(piled(Piece(ITEMS["m09"], "fi", STUDENT, copies=4)))) == 5


@pytest.mark.parametrize(
    ("layout", "duplex"),
    [
        (Layout.CARDS, "/DuplexFlipLongEdge"),
        (Layout.BOOKLET, "/DuplexFlipShortEdge"),
        (Layout.SHEET, None),
    ],
)
def test_a_pdf_asks_for_its_own_size_and_sides(layout: Layout, duplex: str | None) -> None:
    item = "x-cards" if layout is Layout.CARDS else "m09"
    with pikepdf.open(io.BytesIO(made(Case(item, "fi", layout, part=STUDENT)))) as document:
        wishes = document.Root.ViewerPreferences

        assert wishes.PrintScaling == "/None"
        assert wishes.get("/Duplex") == duplex


def test_minutes_a_day_are_shown_but_not_added() -> None:
    import msgspec

    diary = msgspec.structs.replace(
        ITEMS["x-week"],
        record=msgspec.structs.replace(ITEMS["x-week"].record, minutes=10, per_day=True),
    )
    data = pdf.render(
        Handout((Piece(ITEMS["m09"], "sv"), Piece(diary, "sv")), Layout.PACKET, title="Paket")
    )
    spoken = [each.words for each in said(data)]
    words = catalogue("sv")

    in_all = words.gettext("{n} min in all").format(n=45)
    a_day = words.gettext("{n} min a day").format(n=10)
    assert f"{in_all} + {a_day}" in spoken
    assert a_day in spoken


def fields(case: Case) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(made(case))) as document:
        return [
            pikepdf.Dictionary({key: each[key] for key in ("/FT", "/TU", "/T")})
            for page in document.pages
            for each in page.get("/Annots", [])
            if each.Subtype == "/Widget"
        ]


def test_a_form_has_a_named_field_for_every_empty_cell_gap_and_box() -> None:
    found = fields(Case("m09", "sv", Layout.FORM, part=STUDENT))
    tips = [str(each.TU) for each in found]

    assert "Lön, €/mån" in tips
    assert any(tip.startswith("Inkomster − nödvändiga − övriga =") for tip in tips)
    assert "Det går jämnt ut." in tips
    assert sum(str(each.FT) == "/Btn" for each in found) == 3
    assert len({str(each["/T"]) for each in found}) == len(found)


@pytest.mark.parametrize("item_id", ["x-wheel", "x-circles", "x-hand", "x-timeline", "x-flow"])
def test_drawings_can_be_filled_in_on_the_screen(item_id: str) -> None:
    found = fields(Case(item_id, "fi", Layout.FORM, part=STUDENT))
    assert len(found) >= 3


def test_what_is_typed_into_a_form_has_its_letters_with_it() -> None:
    with pikepdf.open(io.BytesIO(made(Case("m09", "sv", Layout.FORM)))) as document:
        (face,) = document.Root.AcroForm.DR.Font.values()
        assert len(face.FontDescriptor.FontFile2.read_bytes()) > 40_000
        assert face.Encoding == "/WinAnsiEncoding"


@pytest.mark.parametrize("item_id", ["x-wheel", "x-hand"])
def test_labels_that_have_no_room_are_numbered_and_listed(item_id: str) -> None:
    (page,) = shown(made(Case(item_id, "sv", Layout.LARGE, part=STUDENT)))
    assert page.count("5") >= 2


def test_an_online_twin_is_a_square_code_and_its_address() -> None:
    spoken = said(made(Case("x-flow", "sv", Layout.SHEET, part=STUDENT)))
    address = "winnova.fi/valita/esimerkki"

    assert any(each.tag == "Figure" and address in each.words for each in spoken)
    assert any(each.tag == "P" and each.words.endswith(address) for each in spoken)


def test_own_contacts_are_filled_in_and_unknown_ones_left_blank() -> None:
    spoken = said(made(Case("x-circles", "fi", Layout.SHEET, part=STUDENT)))
    cells = [each.words for each in spoken if each.tag == "TD"]

    assert "Aino Esimerkki" in cells
    assert cells.count("") >= 6
