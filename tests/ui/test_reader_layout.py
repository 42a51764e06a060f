"""How a text is laid out and drawn: distances, grounds, figures and the place that is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTextTable
from PySide6.QtWidgets import QApplication, QWidget

from tests.every_block import line
from tests.ui import samples
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import Block, Part
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.reader.find_bar import FindBar
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.reader.scroll_anchor import ScrollAnchor
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.decorations import Bullet, Geometry, Panel
from valita_desktop.ui.text.figures import (
    CirclesDrawing,
    HandDrawing,
    WheelDrawing,
    hand_outline,
)
from valita_desktop.ui.text.inline_objects import PictureDrawing
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.tables import _shares
from valita_desktop.ui.text.writer import Anchor, ReaderInput
from valita_desktop.ui.widgets.toasts import Toasts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.style.theme import Palette
    from valita_desktop.ui.text.inline_objects import InlineDrawing

    Show = Callable[..., Reader]

STYLE = ReadingStyle(theme.LIGHT, 15)
NAMES = ("Uni", "Ruoka", "Raha", "Kaverit", "Opinnot")
WORDS = "Raha-asioista on helpompi puhua ryhmässä kuin yksin."


@pytest.fixture(scope="module", autouse=True)
def _appearance(qapp: QApplication) -> None:
    theme.register_fonts()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show blocks, or readings, in a reader of some width."""

    def make(
        *shown: Block | ReaderInput, width: int = 690, palette: Palette = theme.LIGHT
    ) -> Reader:
        reader = Reader(replace(STYLE, palette=palette))
        qtbot.addWidget(reader)
        reader.resize(width, 500)
        reader.show()
        readings = [each for each in shown if isinstance(each, ReaderInput)]
        known = samples.reading("fi")
        of_blocks = replace(known, document=(Part("page", tuple(shown)),))  # type: ignore[arg-type]  # blocks then
        reader.show_readings(*(readings or [of_blocks]))
        return reader

    return make


def tables(reader: Reader) -> list[QTextTable]:
    frames = reader.document().rootFrame().childFrames()
    return [each for each in frames if isinstance(each, QTextTable)]


# --- distances and grounds -----------------------------------------------------------------


def test_a_table_keeps_its_distance_and_no_more(show: Show) -> None:
    reader = show(b.Paragraph(line("Ennen")), b.Result(line(WORDS)), b.Paragraph(line("Jälkeen")))
    geometry = Geometry(reader.document())
    [(panel, _decoration)] = reader.decorations

    before = panel.top() - geometry.block(0).bottom()
    after = geometry.block(reader.document().find("Jälkeen").position()).top() - panel.bottom()

    assert 0.5 * STYLE.em < before < 1.6 * STYLE.em
    assert 0.5 * STYLE.em < after < 1.2 * STYLE.em


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=lambda p: p.name)
def test_a_box_stands_on_a_ground_of_its_own(palette: Palette, show: Show) -> None:
    reader = show(b.Callout("warning", "", (b.Paragraph(line(WORDS)),)), palette=palette)
    colours = replace(STYLE, palette=palette).callout("warning")
    [(rect, panel), _icon] = reader.decorations
    seen = reader.viewport().grab().toImage()
    near_the_edge = QPointF(rect.right() - 8, rect.center().y()).toPoint()

    assert isinstance(panel, Panel)
    assert seen.pixelColor(near_the_edge) == QColor(colours.tint)
    outline = {seen.pixelColor(round(rect.right()) - n, near_the_edge.y()).name() for n in (1, 2)}
    assert (colours.strong.lower() in outline) is palette.outlined


def test_the_words_of_a_box_leave_room_for_its_icon(show: Show) -> None:
    reader = show(b.Callout("tip", "", (b.Paragraph(line(WORDS * 3)),)))
    [(panel, _), (icon, _)] = reader.decorations
    words = Geometry(reader.document()).block(reader.document().find("Raha").position())

    assert panel.left() < icon.left()
    assert icon.right() < words.left()
    assert words.right() < panel.right()


@pytest.mark.parametrize(
    "block",
    [
        b.Table((line("Mitä"), line("Missä")), ((line("a"), line("b")),)),
        b.WeekGrid((line("Aamu"), line("Ilta")), 5),
    ],
    ids=lambda block: type(block).__name__,
)
def test_the_header_of_a_table_has_a_ground_and_every_cell_lines(block: Block, show: Show) -> None:
    reader = show(block)
    [table] = tables(reader)
    surface2 = QColor(theme.LIGHT.surface2).name()

    grounds = {
        table.cellAt(0, n).format().background().color().name() for n in range(table.columns())
    }

    assert grounds == {surface2}
    assert table.cellAt(1, 1).format().background().color().name() != surface2
    assert table.format().border() == 1


def test_cards_have_no_lines_but_their_own(show: Show) -> None:
    reader = show(b.Cards((b.Card("A", line("a")), b.Card("B", line("b")))))
    [table] = tables(reader)

    assert table.format().border() == 0


def test_a_narrow_scale_has_its_ends_at_both_ends(show: Show) -> None:
    scale = b.Scale((line(WORDS),), "harvoin", "usein", 4)
    reader = show(scale, width=380)
    document = reader.document()

    low, high = document.find("harvoin").block(), document.find("usein").block()

    assert low.blockFormat().alignment() != high.blockFormat().alignment()
    assert high.blockFormat().alignment() & Qt.AlignmentFlag.AlignRight


def test_a_gap_is_as_high_as_the_words_around_it(show: Show) -> None:
    reader = show(b.Heading(2, line("Nimeni on ", b.Blank(8))), b.Paragraph(line("Nimi ")))
    gap = reader.document().find("___")

    assert gap.charFormat().fontPointSize() == pytest.approx(
        STYLE.heading(2).fontPointSize(), abs=0.01
    )


def test_letters_are_as_many_em_as_asked_for() -> None:
    small, large = STYLE.font(0.5).pointSizeF(), STYLE.font(2.0).pointSizeF()

    assert large == pytest.approx(4 * small)


# --- two languages -------------------------------------------------------------------------


def test_two_columns_say_which_language_each_is(show: Show) -> None:
    reader = show(samples.reading("fi"), samples.reading("sv"), width=1096)
    [table] = tables(reader)

    said = [table.cellAt(0, n).firstCursorPosition().block().text() for n in (0, 1)]

    assert said == ["Suomi", "Svenska"]


def test_under_each_other_every_block_says_its_language_and_each_part_its_name_once(
    show: Show,
) -> None:
    reader = show(samples.reading("fi"), samples.reading("sv"), width=600)
    text = reader.document().toPlainText()
    names = [each.text for each in reader.headings if each.level == 1]

    assert len(names) == 2
    assert [text.count(f"{name}\n") for name in names] == [1, 1]


# --- figures -------------------------------------------------------------------------------

FIGURES: list[Callable[[tuple[str, ...]], InlineDrawing]] = [
    lambda names: WheelDrawing(alt_text="", sectors=names, rings=4),
    lambda names: HandDrawing(alt_text="", fingers=names),
    lambda names: CirclesDrawing(alt_text="", labels=names),
]


def drawn(drawing: InlineDrawing, width: int) -> QImage:
    image = QImage(width, round(drawing.height(width, STYLE)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    drawing.paint(painter, QRectF(image.rect()), STYLE)
    painter.end()
    return image


def differs(one: QImage, other: QImage) -> QRect:
    """The smallest rectangle around every pixel that differs."""
    found = [
        QPointF(x, y).toPoint()
        for x in range(one.width())
        for y in range(one.height())
        if one.pixel(x, y) != other.pixel(x, y)
    ]
    box = QRect()
    for point in found:
        box |= QRect(point, point)
    return box


@pytest.mark.parametrize("width", [690, 330])
@pytest.mark.parametrize("figure", FIGURES, ids=["wheel", "hand", "circles"])
def test_every_label_of_a_figure_is_whole_and_apart_from_the_others(
    figure: Callable[[tuple[str, ...]], InlineDrawing], width: int
) -> None:
    whole = drawn(figure(NAMES), width)

    boxes = [
        differs(whole, drawn(figure((*NAMES[:n], "", *NAMES[n + 1 :])), width))
        for n in range(len(NAMES))
    ]

    assert not [NAMES[n] for n, box in enumerate(boxes) if box.isEmpty()]
    inside = QRect(1, 1, whole.width() - 2, whole.height() - 2)
    assert not [NAMES[n] for n, box in enumerate(boxes) if not inside.contains(box)]
    pairs = [(m, n) for n in range(len(NAMES)) for m in range(n) if boxes[m].intersects(boxes[n])]
    assert pairs == []


def test_a_hand_has_a_palm_and_five_fingers_apart() -> None:
    hand = hand_outline()

    assert hand.contains(QPointF(0, 0.5))
    at_the_tips = [hand.contains(QPointF(x / 100, -0.6)) for x in range(-100, 100)]
    fingers = sum(now and not before for before, now in pairwise(at_the_tips))
    assert fingers == 3


@pytest.mark.parametrize(("width", "height"), [(1000, 320), (320, 160), (64, 32)])
def test_a_picture_keeps_its_shape_and_is_never_wider_than_the_column(
    width: int, height: int
) -> None:
    image = QImage(640, 320, QImage.Format.Format_RGB32)

    assert PictureDrawing(alt_text="", image=image).height(width, STYLE) == pytest.approx(
        height, abs=1
    )


# --- place and links -----------------------------------------------------------------------


def test_the_place_does_not_creep_when_the_width_changes_to_and_fro(show: Show) -> None:
    reader = show(samples.reading())
    anchor = ScrollAnchor(Anchor("sheet", 4), 0.37)
    reader.go_to(anchor)

    for width in (500, 690, 420, 690, 1096, 690):
        reader.resize(width, 500)

    assert reader.scroll_anchor() == anchor


def test_a_text_flows_anew_as_if_it_had_been_shown_in_that_width(show: Show) -> None:
    reader, narrow = show(samples.reading(), width=1096), show(samples.reading(), width=420)

    reader.resize(420, 500)

    assert reader.document().size() == narrow.document().size()
    assert [rect for rect, _each in reader.decorations] == [
        rect for rect, _each in narrow.decorations
    ]


def test_a_text_flows_again_for_another_height_under_it_and_not_for_the_same(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, foot = show(samples.reading()), QWidget()
    foot.setMinimumHeight(40)
    reader.set_foot(foot)
    flowed: list[float] = []
    monkeypatch.setattr(
        reader, "tell_of_layout", lambda: flowed.append(reader.document().size().height())
    )

    QApplication.sendEvent(foot, QEvent(QEvent.Type.LayoutRequest))
    for_the_same = list(flowed)
    before = reader.document().size().height()
    foot.setMinimumHeight(140)
    foot.resize(foot.width(), 140)
    QApplication.sendEvent(foot, QEvent(QEvent.Type.LayoutRequest))

    assert for_the_same == []
    assert flowed == [before + 100]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("footed", [True, False], ids=["links", "words"])
def test_the_end_of_a_text_can_be_scrolled_clear_of_a_message(
    qtbot: QtBot, show: Show, size: int, *, footed: bool
) -> None:
    look = theme.appearance(ColourScheme.LIGHT, size)
    window, reader = QWidget(), show(*(b.Paragraph(line(WORDS)) for _ in range(40)))
    qtbot.addWidget(window)
    window.resize(690, 500)
    reader.setParent(window)
    reader.set_style(ReadingStyle(theme.LIGHT, look.base_px))
    reader.resize(690, 500)
    foot = QWidget()
    foot.setMinimumHeight(40)
    if footed:
        reader.set_foot(foot)
    toasts = Toasts(window, look)
    window.show()

    toasts.tell("Added to the favourites", [Offer("Undo", lambda: None, undoes=True)])
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())

    end = reader.document().lastBlock()
    last = reader.document().documentLayout().blockBoundingRect(end).bottom() - bar.value()
    top = toasts.geometry().top()
    assert (foot.geometry().bottom() if footed else last) < top


def test_what_is_found_further_down_comes_into_view_from_anywhere(show: Show) -> None:
    reader = show(*(b.Paragraph(line(f"Kohta {n}. {WORDS}")) for n in range(10, 60)))
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)

    reader.show_position(reader.document().find("Kohta 58").position())

    caret = reader.cursorRect()
    assert caret.top() > 0
    assert caret.bottom() <= reader.viewport().height() - STYLE.px(2) + 1


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://www.winnova.fi/valita", "www.winnova.fi"),
        ("mailto:tuki@winnova.fi", "tuki@winnova.fi"),
        ("item:m09", ""),
    ],
)
def test_where_a_link_leads_is_told_before_it_is_followed(link: str, told: str, show: Show) -> None:
    reader = show(b.Paragraph(line(WORDS)))

    reader.highlighted.emit(QUrl(link))

    assert reader.viewport().toolTip() == told


def test_what_is_found_now_stands_out_from_what_else_is_found(show: Show, qtbot: QtBot) -> None:
    reader = show(b.Paragraph(line("oma ja oma ja oma")))
    bar = FindBar(reader, theme.Appearance(theme.LIGHT, 15), parent=reader)
    bar.begin()
    bar.find_field.setText("oma")
    bar.next()

    grounds = [each.format.background().color() for each in reader.extraSelections()]

    sel, primary = QColor(theme.LIGHT.sel), QColor(theme.LIGHT.primary)
    assert grounds == [sel, primary, sel]
    assert bar.next_button.toolTip() == bar.next_button.accessibleName() == "Next (F3)"


def test_a_bullet_of_a_list_is_left_of_its_words(show: Show) -> None:
    reader = show(b.BulletList((line(WORDS),)))
    [(rect, bullet)] = reader.decorations

    assert isinstance(bullet, Bullet)
    assert rect.right() < Geometry(reader.document()).line(bullet.position).left()


def test_a_unit_beside_long_texts_keeps_its_word_whole() -> None:
    head = ("Nödvändiga utgifter", "€/mån.", "Flexibla utgifter", "€/mån.")
    rows: list[list[b.Inline]] = [
        [(b.Span(words),) for words in head],
        [(b.Span("Hyra, vatten och el"),), (), (), ()],
    ]

    shares = _shares(rows, to_fill=True)

    assert sum(shares) == pytest.approx(100)
    assert min(shares[1], shares[3]) * 4.8 > 80  # of two languages beside each other, in pixels


def test_a_column_to_write_words_in_is_as_wide_as_the_widest_to_read() -> None:
    rows = [
        (line("Tapaus"), line("Omin sanoin"), line("Klo")),
        (line("Vuokra-asunto on vapaa, kunnes kerron sukunimeni"), (), ()),
    ]
    read, own, number = _shares(rows, to_fill=True)

    assert own == read > number
