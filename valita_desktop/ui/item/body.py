"""The text of an item in a card, and what stands beside it or, in a narrow window, under it.

Guide and sheet are read one at a time, each a tab; which one is remembered for the next item.
What is read stays at its place whatever language, size or width it is read in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.content import blocks
from valita_desktop.content.model import LANGS
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.item.reading_bar import ReadingBar
from valita_desktop.ui.item.readings import read_ahead, readings
from valita_desktop.ui.reader.find_bar import FindBar
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.reader.scroll_anchor import ScrollAnchor
from valita_desktop.ui.state.rest import Rest
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.blocks import Document, Part, PartRole
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.item.readings import ItemStore
    from valita_desktop.ui.item.side_panel import AfterPanel, SidePanel
    from valita_desktop.ui.reader.sought import Sought
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.text.writer import ReaderInput

_PANEL_EM, _WIDE_PANEL_EM = 20.0, 27.0
_PICTURE_EM, _WIDE_PICTURE_EM = 8.6, 14.0
_ROOMY_EM = 80.0
"""From this width on the panel is wider, and the sheet on it larger."""

_CARD_EM = 44.0
"""The text is no wider than this: in longer lines the eye loses its way to the next."""

_USUAL_EM = (44.0, 48.0)
"""A card and a window of this width and height have letters of the usual size; in larger ones
the letters grow, so that the line keeps its measure and a class can read along."""

_LARGEST = 1.6
_UNLIMITED = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide does not name."""
_GAP = 22
_LEAST = 48
"""Pixels of text that are left where large letters meet a low window."""

_REST_MS = 60
"""After a text is shown, before its other languages are read."""


class ItemBody(QWidget):
    """A `Reader` in a card under its `ReadingBar`, with the `SidePanel` at its side or foot.

    Args:
        library: Where facts and pictures are.
        preferences: Whose contacts are filled in.
        panel: Stands beside the text where there is room.
        after: Stands under the text.
        appearance: Colours and sizes.

    Attributes:
        reader: Shows the text.
        find_bar: Finds in it.
        bar: What it is read as.

    Signals:
        changed: The text is shown in another way.
        failed: It cannot be; carries the error.
    """

    changed = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        library: ItemStore,
        preferences: Preferences,
        panel: SidePanel,
        after: AfterPanel,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._preferences = preferences
        self._panel = panel
        self._after = after
        self._appearance = appearance
        self._item: Item | None = None
        self._lang: Lang = preferences.now.content_language
        self._sought: Sought | None = None
        self._part: PartRole = "facilitator"
        self._preferred: PartRole = "facilitator"
        self._out_of_view: list[Part] = []
        self._rest = Rest(_REST_MS, self)
        self.bar = ReadingBar(appearance)
        self.reader = Reader(ReadingStyle(appearance.palette, appearance.base_px))
        self.find_bar = FindBar(self.reader, appearance, self._count_out_of_view)
        self._lay_out()
        self.bar.part_chosen.connect(self._choose_part)
        self.find_bar.passed.connect(self._find_on)
        self.bar.easy_button.toggled.connect(self._show_again)
        self.bar.beside_button.toggled.connect(self._show_again)
        self._panel.heading_requested.connect(self.reader.go_to_heading)

    def show_item(self, item: Item, lang: Lang, sought: Sought | None) -> None:
        """Show the text of an item from its beginning.

        Args:
            item: The item.
            lang: The language that it is wanted in.
            sought: What a search found it by, to be marked.

        Raises:
            ContentError: It cannot be read; what was shown is still there.
        """
        other = self._item is None or self._item.id != item.id
        before = self._item, self._lang, self._sought
        self._item, self._lang, self._sought = item, lang, sought
        if other:
            for switch in (self.bar.easy_button, self.bar.beside_button):
                with QSignalBlocker(switch):
                    switch.setChecked(False)
        self._part = self._preferred
        try:
            made = self._readings(fresh=True)
        except ValitaError:
            self._item, self._lang, self._sought = before
            raise
        self.reader.show_readings(*made)
        self.find_bar.mark(sought)
        self._tell()

    def set_language(self, lang: Lang, sought: Sought | None) -> None:
        """Show the other language; what is at the top stays there."""
        self._lang, self._sought = lang, sought
        self._show_again()

    def refresh(self, item: Item) -> None:
        """Show a newer text of the same item, at the same place."""
        self._item = item
        self._show_again()

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages that are shown."""
        assert self._item is not None  # noqa: S101 - only asked when there is one
        both = self.bar.beside_button.isChecked() and len(self._item.langs) == len(LANGS)
        return LANGS if both else (self._item.text(self._lang)[0],)

    def place(self) -> ScrollAnchor | None:
        """What is in view; ``None`` at the very beginning of the whole text."""
        later = not self.bar.tabs.isHidden() and self.bar.tabs.currentIndex() > 0
        begin = ScrollAnchor(Anchor(self._part, 0), 0.0) if later else None
        return self.reader.scroll_anchor() or begin

    @property
    def is_easy(self) -> bool:
        """The text is read in easy language."""
        return self.bar.easy_button.isChecked()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.reader.setAccessibleName(_("Text of the material"))
        for part in (self.bar, self.find_bar, self._panel, self._after):
            part.retranslate()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for part in (self.bar, self.find_bar, self._panel, self._after):
            part.apply_theme(appearance)

    def set_room(self, *, folded: bool, height: int) -> None:
        """Put the panel beside the text or, ``folded``, under it.

        Args:
            folded: The window is narrow.
            height: Of the window, in pixels.
        """
        look = self._appearance
        focus: QWidget | None = self.window().focusWidget()
        folded = folded or self.bar.beside_button.isChecked()
        roomy = self.width() >= look.em(_ROOMY_EM)
        panel = look.em(_WIDE_PANEL_EM if roomy else _PANEL_EM)
        self._side.setFixedWidth(panel)
        self._panel.set_picture_width(look.em(_WIDE_PICTURE_EM if roomy else _PICTURE_EM))
        card = self.width() - (0 if folded else panel + _GAP)
        usual = (look.em(_USUAL_EM[0]), look.em(_USUAL_EM[1]))
        larger = min(card / usual[0], height / usual[1], _LARGEST)
        letters = max(int(larger * 10) / 10, 1.0)  # in steps: not every pixel writes it anew
        self.reader.set_style(ReadingStyle(look.palette, round(look.base_px * letters)))
        self._row.setSpacing(0 if folded else _GAP)
        self._place(self._panel, self._foot if folded else self._beside, 0)
        self._place(self._after, self._beside if roomy and not folded else self._foot, 1)
        self._side.setVisible(not folded)
        if focus is not None and self.isAncestorOf(focus) and not focus.hasFocus():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)  # it was lost on the way

    def _place(self, widget: QWidget, column: QVBoxLayout, index: int) -> None:
        if widget.parentWidget() is not column.parentWidget():
            column.insertWidget(min(index, column.count()), widget)
            widget.show()

    def _lay_out(self) -> None:
        card = QFrame()
        theme.set_role(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2, 6, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.reader, 1)
        column.addWidget(self.find_bar)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside, foot = QWidget(), QWidget()
        self._beside, self._foot = QVBoxLayout(beside), QVBoxLayout(foot)
        for place in (self._beside, self._foot):
            place.setContentsMargins(0, 0, 0, 0)
            place.setSpacing(12)
        self._beside.addStretch(1)
        self._side.setWidget(beside)
        self.reader.set_foot(foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.reader.setMinimumHeight(_LEAST)
        self._row.addWidget(card, 1)
        self._row.addWidget(self._side)

    def _choose_part(self, role: PartRole) -> None:
        self._preferred = role
        self._show_part(role)

    def _find_on(self, by: int) -> None:
        """Go on finding in the part out of view; that is no choice for the next item."""
        self._show_part(self._out_of_view[0].role)
        self.find_bar.enter(by)

    def _count_out_of_view(self, times: Callable[[str], int]) -> int:
        return sum(times(_shown_words(part)) for part in self._out_of_view)

    def _show_part(self, role: PartRole) -> None:
        self._part = role
        if self._item is None:
            return
        try:
            self.reader.show_readings(*self._readings())
        except ValitaError as error:
            self.failed.emit(error)
            return
        self._tell()

    def _show_again(self) -> None:
        if self._item is None:
            return
        try:
            self.reader.show_again(*self._readings())
        except ValitaError as error:
            self.failed.emit(error)
            return
        self._tell()

    def _tell(self) -> None:
        assert self._item is not None  # noqa: S101 - only told when there is one
        easy = any(self._item.texts[lang].easy_markdown for lang in self.langs)
        self.bar.show_choices(easy=easy, both=len(self._item.langs) == len(LANGS))
        self.find_bar.search_again(self._sought)
        self._panel.show_headings(self.reader.headings)
        self.changed.emit()
        self._rest.then(partial(read_ahead, self._item))

    def _readings(self, *, fresh: bool = False) -> list[ReaderInput]:
        """What the reader is given: of a text in two parts, the one that is chosen.

        Args:
            fresh: Another text: of a search, the part that holds what was sought.
        """
        assert self._item is not None  # noqa: S101 - only asked when there is one
        made = readings(self._item, self.langs, self._library, self._preferences, easy=self.is_easy)
        roles = list(dict.fromkeys(part.role for each in made for part in each.document))
        if fresh and self._sought:
            self._part = _part_with(self._sought, made[0].document, self._part)
        shown = self._part if self._part in roles else next(iter(roles), self._part)
        self.bar.show_parts(roles, shown)
        parts = [part for each in made for part in each.document]
        self._out_of_view = [part for part in parts if part.role != shown]
        if not self._out_of_view:
            return made
        return [
            replace(each, document=tuple(part for part in each.document if part.role == shown))
            for each in made
        ]


def _part_with(sought: Sought, document: Document, preferred: PartRole) -> PartRole:
    """The part that holds what was sought: the preferred one if it does or none does."""
    holding = [part.role for part in document if sought.marks(_shown_words(part))]
    return holding[0] if holding and preferred not in holding else preferred


def _shown_words(part: Part) -> str:
    return "\n".join(words for block in part.blocks for words in blocks.words(block))
