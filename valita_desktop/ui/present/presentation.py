"""Where a class is in a show, and how it goes on.

Nothing here draws: the windows show what it says and press its buttons. Whatever is pressed,
in whatever order, there is always one page, and one press brings a dark screen back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from valita_desktop.ui.present.countdown import Countdown, TimerState
from valita_desktop.ui.present.deck import Place, SlideKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.ui.present.deck import Deck, Show, Slide


class _PageAnchor(NamedTuple):
    """What a page of a slide begins with: the same in both languages and in every room.

    Attributes:
        block: Which block of its part.
        turn: How many pages before it begin with the same block.
    """

    block: int
    turn: int


class Presentation(QObject):
    """The page that is shown, its language, its timer, and whether the screen is dark.

    Args:
        show: What is presented.
        starts: For each page of a slide, the block of it that the page begins with: as the
            screen of the class has room for.
        start: Where to begin.

    Attributes:
        show: What is presented.
        slide_number, page: Which page of which slide is shown, both from 0.
        dark: The screen of the class is dark.
        in_other: The other language is shown.
        countdown: The timer.
        timed: The slide that the timer was started for.

    Signals:
        changed: Another page, another language, or dark or not.
        finished: The show is over.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        show: Show,
        starts: Callable[[Slide], list[int]],
        start: Place | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.show = show
        self._starts = starts
        self.slide_number = show.own.find(start) if start else 0
        self.page = 0
        self._anchor = _PageAnchor(0, 0)
        self.dark = False
        self.in_other = False
        self.countdown = Countdown(self)
        self.timed: Place | None = None

    @property
    def deck(self) -> Deck:
        """The slides in the language of now."""
        return self.show.other if self.in_other else self.show.own

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self.deck.slides[self.slide_number]

    @property
    def following(self) -> Slide | None:
        """The slide after it; ``None`` at the end."""
        after = self.deck.slides[self.slide_number + 1 :]
        return after[0] if after else None

    def wanted_next(self) -> list[Slide]:
        """What may be shown after this: the slide that follows, and this in the other language."""
        other = self.show.own if self.in_other else self.show.other
        counterpart = other.slides[other.find(self.slide.place)]
        return [each for each in (self.following, counterpart) if each is not None]

    @property
    def pages(self) -> int:
        """How many pages the slide has."""
        return max(1, len(self._starts(self.slide)))

    @property
    def at_start(self) -> bool:
        """There is nothing before."""
        return self.slide_number == 0 and self.page == 0

    @property
    def at_end(self) -> bool:
        """There is nothing after."""
        return self.following is None and self.page + 1 >= self.pages

    @property
    def has_other_language(self) -> bool:
        """The item that is shown has another language."""
        return len(self.deck.items[self.slide.place.piece].langs) > 1

    # --- going -------------------------------------------------------------------------

    def next(self) -> None:
        """The next page; a dark screen comes back first, and at the end all stays."""
        if self._lit():
            return
        if self.page + 1 < self.pages:
            self._go(self.slide_number, self.page + 1)
        elif self.following is not None:
            self._go(self.slide_number + 1, 0)

    def previous(self) -> None:
        """The page before; a dark screen comes back first, and at the start all stays."""
        if self._lit():
            return
        if self.page:
            self._go(self.slide_number, self.page - 1)
        elif self.slide_number:
            before = self.deck.slides[self.slide_number - 1]
            self._go(self.slide_number - 1, max(1, len(self._starts(before))) - 1)

    def first(self) -> None:
        """The first page."""
        if not self._lit():
            self._go(0, 0)

    def last(self) -> None:
        """The last page."""
        if not self._lit():
            end = len(self.deck.slides) - 1
            self._go(end, max(1, len(self._starts(self.deck.slides[end]))) - 1)

    def go_to_step(self, number: int) -> None:
        """A step of the item that is shown; its slides are counted where it has no steps."""
        if self._lit():
            return
        piece = self.slide.place.piece
        own = [n for n, each in enumerate(self.deck.slides) if each.place.piece == piece]
        steps = [n for n in own if self.deck.slides[n].kind is SlideKind.STEP] or own
        if 0 < number <= len(steps):
            self._go(steps[number - 1], 0)

    # --- showing -----------------------------------------------------------------------

    def toggle_dark(self) -> None:
        """Make the screen dark, or bring it back."""
        self.dark = not self.dark
        self.changed.emit()

    def toggle_language(self) -> None:
        """Show the same step in the other language."""
        if self._lit() or not self.has_other_language:
            return
        place = self.slide.place
        self.in_other = not self.in_other
        self.slide_number = self.deck.find(place)
        self.find_page()

    def find_page(self) -> None:
        """Language or room are others: show the page that begins as the one before did."""
        tops, anchor = self._tops(), self._anchor
        before = [number for number, top in enumerate(tops) if top <= anchor.block]
        same = [number for number in before if tops[number] == anchor.block]
        if same:
            self.page = same[min(anchor.turn, len(same) - 1)]
        else:
            self.page = before[-1] if before else 0
        self.changed.emit()

    def leave(self) -> None:
        """End the show."""
        self.countdown.stop()
        self.finished.emit()

    # --- the timer ---------------------------------------------------------------------

    def toggle_timer(self) -> None:
        """Start the timer of the step, pause it, or go on."""
        if self._lit():
            return
        slide, state = self.slide, self.countdown.state
        idle = state in (TimerState.IDLE, TimerState.OVER) or self.timed != slide.place
        if slide.minutes and idle:
            self.timed = slide.place
            self.countdown.start(slide.minutes)
        else:
            self.countdown.toggle()

    def add_minutes(self, minutes: int) -> None:
        """More time, or less."""
        if not self._lit():
            self.countdown.add(minutes)

    # --- inside ------------------------------------------------------------------------

    def _go(self, slide: int, page: int) -> None:
        if (slide, page) != (self.slide_number, self.page):
            self.slide_number, self.page = slide, page
            if self.countdown.state is TimerState.OVER:
                self.countdown.stop()  # everybody has seen it
                self.timed = None
            tops = self._tops()
            top = tops[page] if tops else 0
            self._anchor = _PageAnchor(top, tops[:page].count(top))
            self.changed.emit()

    def _tops(self) -> list[int]:
        """The block of its part that each page of the slide begins with."""
        slide = self.slide
        return [slide.starts[top] if slide.starts else top for top in self._starts(slide)]

    def _lit(self) -> bool:
        """Bring a dark screen back; whether it was dark."""
        if self.dark:
            self.toggle_dark()
            return True
        return False
