"""What the reader promises to whoever reads: all of it, in order, and the place kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QImage, QTextCursor

from tests import pictures
from tests.every_block import FACT_ID, every_block, fact, line
from tests.ui import samples
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import Block, Document, Part, words
from valita_desktop.content.pictures import prepared
from valita_desktop.ui.reader.find_bar import find_all
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.reader.scroll_anchor import ScrollAnchor
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.inline_objects import MAX_PIXELS, open_image
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import Anchor, ReaderInput
from valita_desktop.ui.widgets import accessible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.content.model import Lang

    Show = Callable[..., Reader]

EVERY_BLOCK = every_block("fi")
Name, Role = QAccessible.Text.Name, QAccessible.Role


@pytest.fixture(scope="module", autouse=True)
def _appearance(qapp: QApplication) -> None:
    theme.register_fonts()
    accessible.install()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show readings in a reader of some size."""

    def make(*readings: ReaderInput, width: int = 690, height: int = 500, base: int = 15) -> Reader:
        reader = Reader(ReadingStyle(theme.LIGHT, base))
        qtbot.addWidget(reader)
        reader.resize(width, height)
        reader.show()
        reader.show_readings(*readings)
        return reader

    return make


def one(*blocks: Block, lang: Lang = "fi") -> ReaderInput:
    """A text of one part."""
    known = samples.reading(lang)
    return ReaderInput((Part("page", blocks),), lang, known.facts, known.contacts, known.picture)


def told(reader: Reader) -> str:
    """Everything that a screen reader can hear: the text, and the names of figures."""
    interface = QAccessible.queryAccessibleInterface(reader)
    text = interface.textInterface()
    assert text is not None
    spoken = [text.text(0, text.characterCount())]
    spoken += [each.text(Name) for each in tree(interface) if each.role() == Role.Graphic]
    return "\n".join(spoken)


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield child
            yield from tree(child)


def test_the_samples_have_every_block() -> None:
    assert {type(block) for block in EVERY_BLOCK} == set(get_args(Block))


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=[type(each).__name__ for each in EVERY_BLOCK])
def test_every_block_tells_all_its_words(block: Block, show: Show) -> None:
    heard = told(show(one(block)))

    assert [word for text in words(block) for word in text.split() if word not in heard] == []


def test_steps_tell_their_number_and_minutes(show: Show) -> None:
    heard = told(show(one(b.Steps((b.Step("Herätys", 5, line("Kysy.")),)))))

    assert "1. Herätys (5 min)" in heard


def test_a_checklist_tells_its_boxes(show: Show) -> None:
    assert "☐ Rahaa jää yli." in told(show(one(b.Checklist((line("Rahaa jää yli."),)))))


def test_a_fact_tells_when_it_was_checked(show: Show) -> None:
    heard = told(show(samples.reading("sv")))

    assert "09 2525 0112" in heard
    assert "24.11.2026" in heard


def test_a_fact_past_its_last_day_is_not_told(show: Show) -> None:
    old = fact(valid_until=dt.date(2026, 1, 1))
    reading = ReaderInput((Part("sheet", (b.Facts((FACT_ID,)),)),), "fi", facts={old.id: old})

    heard = told(show(reading))

    assert "09 2525 0111" not in heard
    assert "1.1.2026" in heard


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=[type(each).__name__ for each in EVERY_BLOCK])
def test_a_block_can_be_the_last_where_no_fact_is_known(block: Block, show: Show) -> None:
    document = (Part("sheet", (b.Paragraph(line("Ensin")), block)),)

    assert "Ensin" in told(show(ReaderInput(document, "fi")))


def test_contacts_are_the_schools_own(show: Show) -> None:
    assert "040\u00a0123\u00a04567" in told(show(samples.reading()))


def test_headings_are_headings_for_screen_readers_in_reading_order(show: Show) -> None:
    reader = show(samples.reading())
    interface = QAccessible.queryAccessibleInterface(reader)

    headings = [each.text(Name) for each in tree(interface) if each.role() == Role.Heading]

    assert headings == [head.text for head in reader.headings]
    assert [head for head in headings if "Tavoite" in head or "kuukauteni" in head] == [
        "Tavoite",
        "Minun kuukauteni",
    ]


def test_a_heading_for_screen_readers_lies_over_the_one_that_is_seen(show: Show) -> None:
    reader = show(samples.reading())
    reader.go_to_heading(next(head for head in reader.headings if head.text == "Minun kuukauteni"))
    interface = QAccessible.queryAccessibleInterface(reader)

    heading = next(each for each in tree(interface) if each.text(Name) == "Minun kuukauteni")

    caret = reader.viewport().mapToGlobal(reader.cursorRect().center())
    assert heading.rect().contains(caret)


def test_screen_readers_are_told_the_language(show: Show) -> None:
    assert show(samples.reading("sv")).locale().name() == "sv_FI"


def test_content_is_never_read_as_html(show: Show) -> None:
    reader = show(one(b.Paragraph(line('<img src="/etc/hostname"><b>lihava</b> &amp; muuta'))))

    assert '<img src="/etc/hostname"><b>lihava</b> &amp; muuta' in told(reader)


def test_no_name_of_a_file_is_ever_loaded(show: Show) -> None:
    loaded = show(samples.reading()).loadResource(2, QUrl("file:///etc/hostname"))

    assert isinstance(loaded, QImage)


def test_a_line_break_of_an_author_makes_no_new_paragraph(show: Show) -> None:
    reader = show(one(b.Paragraph(line("yksi\nkaksi\u2029kolme"))))

    assert reader.document().findBlock(reader.document().find("yksi").position()).text() == (
        "yksi\u2028kaksi\u2028kolme"
    )


def test_all_is_copied_as_words(show: Show) -> None:
    reader = show(samples.reading())
    reader.selectAll()

    copied = reader.createMimeDataFromSelection()

    assert "1. Herätys (5 min)" in copied.text()
    assert "Uni, Raha, Koti" in copied.text()
    assert not copied.hasHtml()
    assert "\ufffc" not in copied.text()


def test_text_is_selected_and_copied_by_keyboard(show: Show, qtbot: QtBot) -> None:
    reader = show(one(b.Paragraph(line("Raha-asioista on helpompi puhua."))))
    reader.setFocus()

    qtbot.keyClick(reader, Qt.Key.Key_Home)
    qtbot.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)

    assert reader.selected_text(reader.textCursor()) == "Raha-asioista on helpompi puhua."


@pytest.mark.parametrize(
    ("number", "target"), [(1, "https://www.winnova.fi/valita"), (2, "item:m10")]
)
def test_links_are_reported_by_keyboard(number: int, target: str, show: Show, qtbot: QtBot) -> None:
    reader = show(samples.reading())
    reader.setFocus()
    for _times in range(number):
        qtbot.keyClick(reader, Qt.Key.Key_Tab)

    with qtbot.waitSignal(reader.link_activated) as activated:
        qtbot.keyClick(reader, Qt.Key.Key_Return)

    assert activated.args == [target]


def anchors(document: Document) -> list[Anchor]:
    return [Anchor(part.role, n) for part in document for n in range(len(part.blocks))]


@pytest.mark.parametrize("number", range(0, len(EVERY_BLOCK), 3))
def test_the_other_language_keeps_the_place(number: int, show: Show) -> None:
    finnish = samples.reading("fi")
    reader = show(finnish)
    place = ScrollAnchor(anchors(finnish.document)[number], 0.4)
    reader.go_to(place)
    seen = reader.scroll_anchor()

    reader.show_again(samples.reading("sv"))
    there = reader.scroll_anchor()
    reader.show_again(finnish)

    assert seen is not None
    assert there is not None
    assert there.anchor == seen.anchor
    assert reader.scroll_anchor() == seen


def test_another_text_size_keeps_the_place(show: Show) -> None:
    reader = show(samples.reading())
    reader.go_to(ScrollAnchor(Anchor("sheet", 5), 0.0))

    reader.set_style(ReadingStyle(theme.DARK, 30))

    assert reader.scroll_anchor() == ScrollAnchor(Anchor("sheet", 5), 0.0)


def test_another_width_keeps_the_place(show: Show) -> None:
    reader = show(samples.reading())
    reader.go_to(ScrollAnchor(Anchor("sheet", 5), 0.0))

    reader.resize(400, 500)

    assert reader.scroll_anchor() == ScrollAnchor(Anchor("sheet", 5), 0.0)


def test_a_text_begins_at_its_beginning(show: Show) -> None:
    reader = show(samples.reading())
    reader.go_to(ScrollAnchor(Anchor("sheet", 5), 0.0))

    reader.show_readings(samples.reading())

    assert reader.scroll_anchor() is None


@pytest.mark.parametrize("base", [15, 30])
@pytest.mark.parametrize("width", [1096, 690, 420])
@pytest.mark.parametrize("langs", [("fi",), ("sv",), ("fi", "sv")], ids="+".join)
def test_nothing_is_clipped(langs: tuple[Lang, ...], width: int, base: int, show: Show) -> None:
    reader = show(*map(samples.reading, langs), width=width, base=base)
    room = reader.viewport().width()
    too_wide = []
    block = reader.document().begin()
    while block.isValid():
        lines = block.layout()
        for number in range(lines.lineCount()):
            at = lines.lineAt(number)
            if at.naturalTextWidth() > at.width() + 1:
                too_wide.append(block.text())
        block = block.next()

    assert too_wide == []
    assert [
        mark for rect, mark in reader.decorations if rect.left() < 0 or rect.right() > room
    ] == []


def test_every_sign_is_seen_beside_its_words_also_in_a_box(show: Show) -> None:
    """What a box is painted with must not hide the signs of what stands in it."""
    words = (line("Yksi"), line("Kaksi"))
    lists = (b.BulletList(words), b.NumberedList(words), b.Checklist(words))
    boxes = [b.Callout(kind, "", lists) for kind in get_args(b.CalloutKind)]
    reader = show(one(*boxes, *EVERY_BLOCK), height=6000)
    seen = reader.viewport().grab().toImage()

    unseen = [each for rect, each in reader.decorations if len(colours(seen, rect)) == 1]

    assert len(reader.decorations) > 40
    assert unseen == []


def colours(image: QImage, rect: QRectF) -> set[int]:
    box = rect.toRect()
    return {
        image.pixel(x, y)
        for x in range(max(box.left(), 0), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def test_a_column_holds_sixty_characters(show: Show) -> None:
    reader = show(one(b.Paragraph(line("Raha-asioista on helpompi puhua ryhmässä. " * 12))))
    lines = reader.document().find("Raha").block().layout()
    full = [lines.lineAt(number).textLength() for number in range(lines.lineCount() - 1)]

    assert 54 <= sum(full) / len(full) <= 66


def test_side_by_side_has_a_row_for_each_block(show: Show) -> None:
    reader = show(samples.reading("fi"), samples.reading("sv"), width=1096)
    finnish = reader.document().find("Näin etenette")
    swedish = reader.document().find("Gör så här")

    finnish.clearSelection()
    swedish.clearSelection()

    assert reader.cursorRect(finnish).top() == reader.cursorRect(swedish).top()
    assert reader.cursorRect(finnish).left() < reader.cursorRect(swedish).left()


def test_side_by_side_shows_a_dash_for_what_a_language_lacks(show: Show) -> None:
    both = one(b.Paragraph(line("yksi")), b.Paragraph(line("kaksi")))

    reader = show(both, one(b.Paragraph(line("ett")), lang="sv"), width=1096)

    assert not reader.document().find("–").isNull()


def test_side_by_side_becomes_one_under_the_other_where_it_is_narrow(show: Show) -> None:
    reader = show(samples.reading("fi"), samples.reading("sv"), width=700, base=30)
    finnish, swedish = reader.document().find("Tavoite"), reader.document().find("Mål")

    assert reader.cursorRect(finnish).top() < reader.cursorRect(swedish).top()


@pytest.mark.parametrize(
    "data",
    [b"", b"no image", b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"GIF89a\x01\x00\x01\x00"],
)
def test_what_is_no_png_or_jpeg_is_not_opened(data: bytes) -> None:
    assert open_image(data) is None


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    header = samples.png(8, 8)
    huge = header[:16] + (60_000).to_bytes(4, "big") * 2 + header[24:]

    assert MAX_PIXELS < 60_000**2
    assert open_image(huge) is None


@pytest.mark.parametrize("way", [1, 3, 6, 8])
def test_a_photograph_stands_upright_on_the_screen(way: int) -> None:
    image = open_image(pictures.photograph(way))

    assert image is not None
    assert (image.width(), image.height()) == pictures.SIZE
    assert image.pixelColor(10, 10).red() > 200
    assert image.pixelColor(10, 10).blue() < 60
    assert image.pixelColor(100, 10).blue() > 240


def test_a_drawing_is_as_large_on_the_screen_as_on_paper() -> None:
    image = open_image(prepared(pictures.DRAWING, "a.svg").data)

    assert image is not None
    assert image.width() == 591
    assert image.deviceIndependentSize().width() == pytest.approx(50 / 25.4 * 96, abs=1)


def test_a_missing_picture_still_tells_its_words(show: Show) -> None:
    reading = ReaderInput((Part("sheet", (b.Image("puuttuu.png", "Kaksi ihmistä"),)),), "fi")

    assert "Kaksi ihmistä" in told(show(reading))


def test_space_pages_down(show: Show, qtbot: QtBot) -> None:
    reader = show(samples.reading())
    reader.setFocus()

    qtbot.keyClick(reader, Qt.Key.Key_Space)

    assert reader.verticalScrollBar().value() > 300


def test_the_caret_begins_at_the_first_words(show: Show) -> None:
    reader = show(samples.reading())
    cursor = QTextCursor(reader.textCursor())

    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)

    assert cursor.selectedText()


def test_the_caret_stays_in_its_block_at_another_width(show: Show) -> None:
    reader = show(samples.reading())
    reader.show_position(reader.document().find("Rahaa tulee").position())

    reader.resize(300, 500)

    assert reader.textCursor().block().text() == "Rahaa tulee"


def test_the_caret_stays_in_its_block_in_the_other_language(show: Show) -> None:
    reader = show(samples.reading())
    reader.show_position(reader.document().find("Rahaa tulee").position())

    reader.show_again(samples.reading("sv"))

    assert reader.textCursor().block().text() == "Pengar in"


@pytest.mark.parametrize("typed", ["080 005 005", "080\u00a0005\u00a0005"])
def test_a_number_is_found_with_any_space(show: Show, typed: str) -> None:
    reader = show(one(b.Paragraph(line("Soita 080\u00a0005\u00a0005 heti."))))

    assert len(find_all(reader, typed)) == 1
