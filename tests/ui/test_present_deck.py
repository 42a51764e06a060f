"""What a class sees of a material, and what it never sees."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.every_block import FACT_ID, every_block, fact
from tests.ui.shows import FI, SV, a_show, handout, item
from valita_desktop import paths
from valita_desktop.content import blocks as b
from valita_desktop.content.handout import HeldSource, Piece, make_handout
from valita_desktop.content.layouts import Layout
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.ui.present.deck import Place, SlideKind, show
from valita_desktop.ui.present.pieces import SENTENCE, WORDS, count, cut

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.present.deck import Deck, Slide

NEVER = {"fi": "OHJAAJALLE", "sv": "LEDAREN"}


def seen(slide: Slide) -> str:
    """Every word that a slide shows a class."""
    return "\n".join([slide.heading, *(word for block in slide.blocks for word in b.words(block))])


def headings(deck: Deck) -> list[str]:
    return [slide.heading for slide in deck.slides]


@pytest.mark.parametrize("lang", LANGS)
def test_a_class_never_sees_what_is_said_to_the_facilitator(lang: Lang) -> None:
    deck = a_show(lang=lang).own

    assert [seen(slide) for slide in deck.slides if NEVER[lang] in seen(slide)] == []


def test_what_is_said_to_the_facilitator_is_in_the_notes() -> None:
    deck = a_show().own
    notes = {
        slide.heading: " ".join(w for x in slide.notes for w in b.words(x)) for slide in deck.slides
    }

    assert notes["Herätys"] == "OHJAAJALLE kysy ryhmältä."
    assert "OHJAAJALLE varoitus" in notes["Minun kuukauteni"]
    assert "OHJAAJALLE vastaus" in notes["Minun kuukauteni"]


def test_a_lesson_is_its_title_its_steps_its_cards_its_sheet_and_its_questions() -> None:
    kinds = [(slide.kind.name, slide.heading) for slide in a_show().own.slides]

    assert kinds == [
        ("TITLE", "Kuukausibudjetti"),
        ("STEP", "Herätys"),
        ("STEP", "Oma budjetti"),
        ("STEP", "Lopetus"),
        ("CARD", "Ilo"),
        ("CARD", "Ilo"),
        ("CARD", ""),
        ("TEXT", "Minun kuukauteni"),
        ("TEXT", "Toinen"),
        ("CLOSING", "Lopuksi"),
    ]


def test_a_step_has_its_minutes_and_its_number() -> None:
    steps = [slide for slide in a_show().own.slides if slide.kind is SlideKind.STEP]

    assert [(each.number, each.of, each.minutes) for each in steps] == [
        (1, 3, 5),
        (2, 3, 20),
        (3, 3, 0),
    ]


def test_both_sides_of_a_card_are_one_card() -> None:
    cards = [slide for slide in a_show().own.slides if slide.kind is SlideKind.CARD]

    assert [(each.number, each.of, seen(each)) for each in cards] == [
        (1, 2, "Ilo\nMilloin nauroit?"),
        (1, 2, "Ilo\nIloa voi jakaa."),
        (2, 2, "\nKenen kanssa?"),
    ]


def test_the_languages_have_the_same_places() -> None:
    both = a_show()

    assert [each.place for each in both.own.slides] == [each.place for each in both.other.slides]
    assert headings(both.other)[1:3] == ["Väck tanken", "Egen budget"]


def test_an_item_in_one_language_stays_in_it() -> None:
    both = a_show(item(sv=""), item("m05"))

    assert headings(both.other)[1] == "Herätys"
    assert headings(both.other)[11] == "Väck tanken"


def test_the_same_item_is_presented_once() -> None:
    assert len(a_show(item(), item()).own.slides) == len(a_show().own.slides)


def test_a_place_between_slides_finds_the_one_before_it() -> None:
    deck = a_show().own

    assert deck.slides[deck.find(Place(0, 2, 3))].heading == "Minun kuukauteni"
    assert deck.find(Place(-1)) == 0


def test_easy_language_is_presented_where_it_was_chosen() -> None:
    made = item()
    text = type(made.texts["fi"])(
        title="Rahat",
        summary="",
        easy_markdown=":::: sheet\n# Helppo\n\nSana.\n::::\n",
        markdown=FI,
    )
    easy = type(made)(record=made.record, texts={"fi": text})

    shown = show(make_handout([Piece(easy, "fi", layout=Layout.EASY)], HeldSource()))

    assert headings(shown.own) == ["Rahat", "Helppo"]


def test_a_fact_that_has_run_out_says_so_and_not_its_number() -> None:
    old = fact(valid_until=dt.date(2020, 1, 1))
    shown = show(make_handout([Piece(item(), "fi")], HeldSource({FACT_ID: old})))
    words = "\n".join(map(seen, shown.own.slides))

    assert "09 2525 0111" in "\n".join(map(seen, a_show().own.slides))
    assert "1.1.2020" in words
    assert "09 2525 0111" not in words


def test_a_week_goes_on_over_pages_as_a_table() -> None:
    week = next(s for s in a_show().own.slides if s.heading == "Minun kuukauteni").blocks[-1]

    assert isinstance(week, b.FillTable)
    assert [b.plain(head) for head in week.header] == ["", "ma", "ti", "ke", "to", "pe", "la", "su"]


@pytest.mark.parametrize("longest", [SENTENCE, WORDS])
@pytest.mark.parametrize("lang", LANGS)
def test_all_pieces_together_are_the_blocks(lang: Lang, longest: int) -> None:
    whole = every_block(lang)

    assert cut(whole, 0, count(whole, longest), longest) == whole


@pytest.mark.parametrize("longest", [SENTENCE, WORDS])
@pytest.mark.parametrize("lang", LANGS)
def test_no_word_is_lost_between_pages(lang: Lang, longest: int) -> None:
    whole = every_block(lang)
    total = count(whole, longest)
    pages = [cut(whole, first, first + 1, longest) for first in range(total)]
    said = "".join(word for page in pages for block in page for word in b.words(block))

    missing = {
        w for block in whole for text in b.words(block) for w in text.split() if w not in said
    }

    assert missing == set()


def test_numbers_go_on_and_the_sum_comes_last() -> None:
    items = tuple((b.Span(f"Kohta {n}."),) for n in range(1, 6))
    table = b.FillTable(((b.Span("A"),),), (((b.Span("1"),),), ((b.Span("2"),),)), 0, "Summa")

    (later,) = cut((b.NumberedList(items),), 3, 5)
    parts = [cut((table,), n, n + 1)[0] for n in range(2)]

    assert isinstance(later, b.NumberedList)
    assert later.start == 4
    assert [part.total for part in parts if isinstance(part, b.FillTable)] == ["", "Summa"]


def test_every_text_of_the_kit_can_be_presented_alike_in_both_languages() -> None:
    loaded = (load_item(folder) for folder in item_folders(paths.resources() / "content"))
    others = (Kind.FACT, Kind.SYNONYMS)
    different = []
    for each in loaded:
        if each.item.record.kind in others:
            continue
        shown = show(make_handout([Piece(each.item, "fi")], HeldSource({}, each.images)))
        if [s.place for s in shown.own.slides] != [s.place for s in shown.other.slides]:
            different.append(each.item.id)

    assert different == []


def test_a_class_sees_each_slip_by_itself_and_no_line_to_cut_along() -> None:
    slips = ":::: sheet\n# Laput\n\nLappu 1.\n\n::: cut\n:::\n\nLappu 2.\n::::\n"

    told = [seen(slide) for slide in show(handout(item(fi=slips, sv=""))).own.slides]

    assert told[-2:] == ["Laput\nLappu 1.", "Laput\nLappu 2."]


def test_the_sheet_alone_can_be_presented() -> None:
    only = FI[FI.index(":::: sheet") :]

    assert headings(show(handout(item(fi=only, sv=SV))).own) == [
        "Kuukausibudjetti",
        "Minun kuukauteni",
        "Toinen",
    ]
