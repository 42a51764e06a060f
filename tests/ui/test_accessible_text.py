"""The text of a material is a document for assistive technology: what is in it, how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QTableWidget

from tests.every_block import every_block, line
from tests.ui import samples
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import words
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import ReaderInput
from valita_desktop.ui.widgets import accessible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from valita_desktop.content.blocks import Block
    from valita_desktop.content.model import Lang

    Show = Callable[..., Reader]

Role, Event = QAccessible.Role, QAccessible.Event
NAME = QAccessible.Text.Name
LOCALE, LEVEL = QAccessible.Attribute.Locale, QAccessible.Attribute.Level


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    theme.register_fonts()
    accessible.install()
    theme.dress(theme.Appearance(theme.LIGHT, 15))

    def make(*readings: ReaderInput, width: int = 900) -> Reader:
        reader = Reader(ReadingStyle(theme.LIGHT, 15))
        qtbot.addWidget(reader)
        reader.resize(width, 500)
        reader.show_readings(*readings)
        reader.show()
        return reader

    return make


def text_of(*blocks: Block, lang: Lang = "fi") -> ReaderInput:
    return ReaderInput((b.Part("sheet", blocks),), lang)


def heard(reader: Reader) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(reader)


def everything(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(thing.childCount()):
        child = thing.child(number)
        yield child
        yield from everything(child)


def with_role(reader: Reader, role: QAccessible.Role) -> list[QAccessibleInterface]:
    return [each for each in everything(heard(reader)) if each.role() == role]


def language(thing: QAccessibleInterface) -> str:
    attributes = thing.attributesInterface()
    return attributes.attributeValue(LOCALE).name() if attributes else ""


def test_the_text_is_a_document_to_read_in_its_language(show: Show) -> None:
    document = heard(show(text_of(b.Paragraph(line("Hej")), lang="sv")))

    assert document.role() == Role.Document
    assert language(document) == "sv_FI"
    assert document.editableTextInterface() is None
    assert "Hej" in document.textInterface().text(0, document.textInterface().characterCount())


def test_headings_have_their_level(show: Show) -> None:
    reader = show(text_of(b.Heading(2, line("Tavoite")), b.Heading(3, line("Ensin"))))

    headings = [
        (each.text(NAME), each.attributesInterface().attributeValue(LEVEL))
        for each in with_role(reader, Role.Heading)
    ]

    assert headings == [("Tavoite", 2), ("Ensin", 3)]


def test_a_list_has_its_items_and_they_say_their_number(show: Show) -> None:
    reader = show(text_of(b.NumberedList((line("Kysy"), line("Kuuntele")), start=3)))

    (found,) = with_role(reader, Role.List)

    assert [found.child(number).text(NAME) for number in range(found.childCount())] == [
        "3. Kysy",
        "4. Kuuntele",
    ]
    assert found.child(1).role() == Role.ListItem
    assert found.indexOfChild(found.child(1)) == 1


def test_a_step_is_one_item_with_its_minutes_and_its_words(show: Show) -> None:
    steps = b.Steps((b.Step("Herätys", 5, line("Lue se.")), b.Step("Loppu", 10, ())))

    items = with_role(show(text_of(steps)), Role.ListItem)

    assert [each.text(NAME) for each in items] == [
        "1. Herätys (5 min) Lue se.",
        "2. Loppu (10 min)",
    ]


def test_two_lists_after_each_other_are_two(show: Show) -> None:
    one = b.BulletList((line("a"), line("b")))

    assert len(with_role(show(text_of(one, one)), Role.List)) == 2


def test_a_table_says_what_heads_each_of_its_cells(show: Show) -> None:
    table = b.Table((line("Meno"), line("Euroa")), ((line("Vuokra"), line("420")),))
    (found,) = with_role(show(text_of(table)), Role.Table)

    cells = [each for each in everything(found) if each.role() == Role.Cell]
    heads = [cell.tableCellInterface().columnHeaderCells()[0].text(NAME) for cell in cells]

    assert [cell.text(NAME) for cell in cells] == ["Vuokra", "420"]
    assert heads == ["Meno", "Euroa"]


def test_a_grid_to_fill_says_the_day_and_the_line_of_each_cell(show: Show) -> None:
    (found,) = with_role(show(text_of(b.WeekGrid((line("Aamu"),), 5))), Role.Table)

    cell = [each for each in everything(found) if each.role() == Role.Cell][1].tableCellInterface()

    assert [each.text(NAME) for each in cell.rowHeaderCells()] == ["Aamu"]
    assert [each.text(NAME) for each in cell.columnHeaderCells()] == ["ti"]


def test_a_box_and_columns_of_the_page_are_no_tables(show: Show) -> None:
    callout = b.Callout("tip", "Muista", (b.Paragraph(line("Vesi")),))
    reader = show(text_of(callout), text_of(callout, lang="sv"))

    assert with_role(reader, Role.Table) == []
    assert [each.text(NAME) for each in with_role(reader, Role.Paragraph)].count("Vesi") == 2


def test_each_of_two_languages_beside_each_other_has_its_own_voice(show: Show) -> None:
    reader = show(
        text_of(b.Paragraph(line("Vesi"))), text_of(b.Paragraph(line("Vatten")), lang="sv")
    )

    voices = {each.text(NAME): language(each) for each in with_role(reader, Role.Paragraph)}

    assert (voices["Vesi"], voices["Vatten"]) == ("fi_FI", "sv_FI")


def test_a_link_can_be_pressed(show: Show, qtbot: QtBot) -> None:
    link = b.Span("Lue lisää", href="https://www.winnova.fi/valita")
    reader = show(text_of(b.Paragraph(line("Alku ", link, "."))))
    (found,) = with_role(reader, Role.Link)

    with qtbot.waitSignal(reader.link_activated) as opened:
        found.actionInterface().doAction("Press")

    assert found.text(NAME) == "Lue lisää"
    assert opened.args == ["https://www.winnova.fi/valita"]


def test_the_focus_goes_to_a_passage_that_is_asked_for(show: Show) -> None:
    lines = [b.Paragraph(line(f"Rivi {number}")) for number in range(60)]
    reader = show(text_of(*lines, b.Heading(2, line("Lopuksi"))))
    last = with_role(reader, Role.Heading)[-1]

    last.actionInterface().doAction("SetFocus")

    assert reader.textCursor().block().text() == "Lopuksi"
    on_screen = reader.viewport().rect().translated(reader.viewport().mapToGlobal(reader.pos()))
    assert on_screen.contains(last.rect().center())


def test_tab_says_which_link_it_came_to(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    links = [b.Span(word, href=f"item:{word}") for word in ("yksi", "kaksi")]
    reader = show(text_of(b.Paragraph(line(*links))))
    reader.setFocus()
    list(everything(heard(reader)))
    told: list[tuple[QAccessible.Event, str]] = []

    def note(event: object) -> None:
        told.append((event.type(), event.accessibleInterface().text(NAME)))  # type: ignore[attr-defined]

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    reader.focusNextPrevChild(True)
    reader.focusNextPrevChild(True)

    assert told == [(Event.Focus, "yksi"), (Event.Focus, "kaksi")]


@pytest.mark.parametrize("block", every_block("fi"), ids=lambda block: type(block).__name__)
def test_every_block_is_heard_whole(block: Block, show: Show) -> None:
    whole = samples.reading()
    reading = ReaderInput(
        (b.Part("sheet", (block,)),), "fi", whole.facts, whole.contacts, whole.picture, whole.today
    )

    spoken = " ".join(each.text(NAME) for each in everything(heard(show(reading))))

    assert [word for part in words(block) for word in part.split() if word not in spoken] == []


def test_what_is_heard_follows_the_text_that_is_shown(show: Show) -> None:
    reader = show(samples.reading())
    before = len(list(everything(heard(reader))))

    reader.show_readings(text_of(b.Paragraph(line("Uusi"))))

    assert before > 20
    assert [each.text(NAME) for each in with_role(reader, Role.Paragraph)] == ["Uusi"]
    assert with_role(reader, Role.Table) == []


def test_tables_are_there_for_all_but_the_eye_and_the_mouse(show: Show) -> None:
    reading = text_of(b.Table((line("Meno"),), ((line("Vuokra"),),)))
    seen, read = show(reading), show(reading)
    list(everything(heard(read)))
    (table,) = read.findChildren(QTableWidget)

    assert table.isVisible()
    assert table.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert read.grab().toImage() == seen.grab().toImage()


def test_a_table_lies_over_the_one_that_is_seen_after_scrolling(show: Show) -> None:
    lines = [b.Paragraph(line(f"Rivi {number}")) for number in range(40)]
    reader = show(text_of(*lines, b.Table((line("Meno"),), ((line("Vuokra"),),)), *lines))
    (table,) = with_role(reader, Role.Table)
    before = table.rect().top()

    reader.verticalScrollBar().setValue(300)

    assert table.rect().top() == before - 300


def test_the_link_that_tab_came_to_has_a_ring_of_two_pixels(show: Show, qtbot: QtBot) -> None:
    link = b.Span("Lue lisää", href="https://www.winnova.fi/valita")
    reader = show(text_of(b.Paragraph(line("Alku ", link, "."))))
    with qtbot.waitActive(reader):
        reader.activateWindow()
    reader.setFocus()
    (place,) = [each.rect() for each in with_role(reader, Role.Link)]
    reader.focusNextPrevChild(True)

    image = reader.grab().toImage()
    middle = reader.mapFromGlobal(place.center())
    above = [image.pixelColor(middle.x(), middle.y() - y).name() for y in range(place.height())]

    assert above.count(theme.LIGHT.focus.lower()) == 2
