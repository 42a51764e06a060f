"""The first page: the four themes, what was opened last, find by situation, what suits now.

However low the window is, themes and what was opened last are seen at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.labels import label
from valita_desktop.content.model import Season, Theme
from valita_desktop.content.seasons import of_the_week, season_on
from valita_desktop.i18n import _
from valita_desktop.ui.home.situation import SituationForm
from valita_desktop.ui.home.tiles import ItemCard, ThemeTile
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance

CARDS = 4
"""At most so many cards in a row."""


# What fits into a break, and what fits before the bell rings: minutes.
_FIVE, _QUARTER = 5, 15
# Fewer items of five minutes than this look like a leftover; the quarter is shown instead.
_ENOUGH = 3
_GAP = 12


class HomePage(QScrollArea):
    """First page: a tile a theme, and rows of `ItemCard` for what is at hand now.

    Args:
        actions: Does what a click asks for.
        appearance: Colours and sizes.

    Attributes:
        situation: Finds by how long, for how many, where and with what.
    """

    def __init__(
        self, actions: Actions, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._actions = actions
        self._appearance = appearance
        self._quick_minutes = _QUARTER
        self._season = Season.TERM_START
        self._heading = PageHeading()
        self._lead = PlainLabel()
        self._lead.setWordWrap(True)
        theme.set_role(self._lead, "lead")
        self.tiles = [ThemeTile(one, appearance) for one in Theme]
        self._tile_grid = _grid()
        self.recent = _CardRow(appearance)
        self.situation = SituationForm(actions)
        self.season = _CardRow(appearance)
        self.quick = _CardRow(appearance)
        self._card_rows = (self.recent, self.season, self.quick)
        self._lay_out()
        for tile in self.tiles:
            tile.clicked.connect(partial(self._choose_theme, tile.theme))
        for row in self._card_rows:
            row.open_requested.connect(actions.open_item)
            row.menu_requested.connect(actions.show_menu)
        self.recent.link.clicked.connect(self._open_recent)
        self.season.link.clicked.connect(self._open_season)
        self.quick.link.clicked.connect(self._open_shortest)
        self.retranslate()
        self.apply_theme(appearance)

    def show_rows(
        self, rows: Sequence[Row], recent: Sequence[Row], lang: Lang, today: dt.date
    ) -> None:
        """Show what there is, what was opened last, what suits the season and what is short.

        Args:
            rows: The items of the library.
            recent: Those opened last, the latest first.
            lang: The content language that titles are shown in.
            today: Decides the season, and what of it is shown this week.
        """
        for tile in self.tiles:
            tile.show_count(sum(1 for row in rows if tile.theme in row.themes))
        self.situation.show_rows(rows)
        self.recent.show_rows(recent[:CARDS], lang)
        self._season = season_on(today)
        self.season.show_rows(season_rows(rows, today), lang)
        self._quick_minutes, quick = quick_rows(rows)
        self.quick.show_rows(quick, lang)
        self.retranslate()
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("What do you need today?"))
        self._lead.setText(
            _("Choose a theme or type what you look for. Everything is on this computer.")
        )
        self.recent.retranslate(_("Carry on from here"), _("Show all"))
        season = _("Suits now: {season}").format(season=_(label(self._season)).lower())
        self.season.retranslate(season, _("More for this time of year"))
        quick = _("Ready in a quarter of an hour")
        if self._quick_minutes == _FIVE:
            quick = _("Ready in five minutes")
        self.quick.retranslate(quick, _("More short ones"))
        self.situation.retranslate()
        for tile in self.tiles:
            tile.retranslate()
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.situation.apply_theme(appearance)
        for tile in self.tiles:
            tile.apply_theme(appearance)
        for row in self._card_rows:
            row.apply_theme(appearance)
        self._fit()

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self.tiles[0])]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns as the viewport's room changes."""
        self._fit()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = self._column = QVBoxLayout(page)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._lead)
        column.addLayout(self._tile_grid)
        for tile in self.tiles:  # here already, for whoever goes from one thing to the next
            self._tile_grid.addWidget(tile)
        column.addWidget(self.recent)
        column.addWidget(self.situation)
        for row in (self.season, self.quick):
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(page)

    def _choose_theme(self, which: Theme, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self._actions.open_theme(which)

    def _open_recent(self) -> None:
        self._actions.open_recent()

    def _open_season(self) -> None:
        self._actions.open_season(self._season)

    def _open_shortest(self) -> None:
        self._actions.open_shortest()

    def _fit(self) -> None:
        low = self.window().height() < theme.LOW_PX
        self._lead.setVisible(not low)
        for tile in self.tiles:
            tile.set_low(low=low)
        bar = self.verticalScrollBar().isVisible()
        self._column.setContentsMargins(0, 0, 0 if bar else theme.SCROLL_BAR, 24)
        width = self.width() - theme.SCROLL_BAR
        wide = self.window().width() >= self._appearance.em(theme.FACETS_EM)
        widest = max(tile.least_width() for tile in self.tiles)
        columns = _columns(width, widest, 4 if wide else 2)
        _place(self._tile_grid, self.tiles, columns, width)
        for row in self._card_rows:
            row.fit(width, columns, low=low)


class _CardRow(QWidget):
    """A heading, a link to more, and cards; hidden without cards."""

    open_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.heading = HeadingLabel(2)
        self.link = QPushButton()
        theme.set_role(self.link, "link")
        self.cards: list[ItemCard] = []
        self._grid = _grid()
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._grid)

    def show_rows(self, rows: Sequence[Row], lang: Lang) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ItemCard(row, lang, self._appearance, self) for row in rows]
        for card in self.cards:
            card.clicked.connect(partial(self._open, card.row.id))
            card.menu_requested.connect(partial(self.menu_requested.emit, card.row.id))
        self.setVisible(bool(rows))

    def retranslate(self, heading: str, link: str) -> None:
        self.heading.setText(heading)
        self.link.setText(link)
        self.link.setAccessibleName(f"{link}: {heading}")
        for card in self.cards:
            card.retranslate()

    def apply_theme(self, appearance: Appearance) -> None:
        self._appearance = appearance
        for card in self.cards:
            card.apply_theme(appearance)

    def fit(self, width: int, most: int, *, low: bool) -> None:
        """A low window has one line of cards."""
        if not self.cards:
            return
        widest = max(card.least_width() for card in self.cards)
        columns = _columns(width, widest, most)
        _place(self._grid, self.cards, columns, width)
        for place, card in enumerate(self.cards):
            card.setVisible(place < columns or not low)

    def _open(self, item_id: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.open_requested.emit(item_id)


def season_rows(rows: Sequence[Row], today: dt.date) -> list[Row]:
    """Items that suit this time of the year, other ones each week: at most `CARDS`."""
    season = season_on(today)
    return of_the_week([row for row in rows if season in row.seasons], today, CARDS)


def quick_rows(rows: Sequence[Row]) -> tuple[int, list[Row]]:
    """Items that are done in no time: at most `CARDS`, first one of each theme.

    Returns:
        In how many minutes they are done (5, or 15 where there are hardly any of 5), and
        the items. A diary is never done in a day's minutes, so it is none of them.
    """
    short = [row for row in rows if 0 < row.minutes <= _QUARTER and not row.per_day]
    five = [row for row in short if row.minutes <= _FIVE]
    minutes, found = (_FIVE, five) if len(five) >= _ENOUGH else (_QUARTER, short)
    firsts = {row.themes[:1]: row for row in reversed(found)}.values()
    others = [row for row in found if row not in firsts]
    picked = [*sorted(firsts, key=found.index), *others][:CARDS]
    return minutes, picked


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(_GAP)
    return grid


def _columns(width: int, widest: int, most: int) -> int:
    """As many of 4, 2, 1 columns as fit things that are ``widest`` pixels wide."""
    fitting = (n for n in (4, 2) if n <= most and (width - (n - 1) * _GAP) // n >= widest)
    return next(fitting, 1)


def _place(
    grid: QGridLayout, things: Sequence[ThemeTile | ItemCard], columns: int, width: int
) -> None:
    """Put things into a grid, all as high as the highest of them needs."""
    each = (width - (columns - 1) * _GAP) // columns
    height = max(thing.heightForWidth(each) for thing in things)
    for place, thing in enumerate(things):
        thing.setFixedSize(each, height)
        grid.addWidget(thing, place // columns, place % columns)
    grid.setColumnStretch(CARDS, 1)
