"""What a `PrintDialog` prints, and what may be chosen of it.

The dialog and its form know paper and printers; what is on the paper is a subject's. Here is
that of one item; a lesson packet, whose lines have been chosen already, brings its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from valita_desktop.content.handout import (
    HeldSource,
    Piece,
    make_handout,
    parts_of,
    usual_sides,
    why_not,
)
from valita_desktop.content.labels import label
from valita_desktop.content.layouts import LAYOUTS, Layout, Paper, PartChoice, Sides
from valita_desktop.content.model import LANGS
from valita_desktop.i18n import _

if TYPE_CHECKING:
    from valita_desktop.content.handout import Handout, PaperSource, School
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.errors import LayoutErrorCode


_WITH_NOTE = (Layout.SHEET, Layout.LARGE, Layout.EASY)
"""Layouts whose pages are read as they come; the others are cut up, folded or filled in."""


class PrintWish(NamedTuple):
    """What is chosen in a `PrintForm`.

    Attributes:
        layout: How it is laid out.
        part: Which parts of it.
        langs: In which languages, in order; none where there is nothing to choose.
        paper: On what.
        low_ink: Save ink.
        both_sides: The paper is printed on both sides.
        note: The person's own note too.
    """

    layout: Layout
    part: PartChoice
    langs: tuple[Lang, ...]
    paper: Paper
    low_ink: bool
    both_sides: bool
    note: bool = False


class PrintSubject(Protocol):
    """What is printed.

    Attributes:
        layouts: Those to choose from, in order; one is no choice.
        parts: The parts to choose from, the usual one first.
        langs: The languages, that of the page first; none where there is nothing to choose.
    """

    layouts: tuple[Layout, ...]
    parts: tuple[PartChoice, ...]
    langs: tuple[Lang, ...]

    def title(self, langs: tuple[Lang, ...]) -> str:
        """What it is called."""
        ...

    def file_words(self, wish: PrintWish) -> tuple[str, ...]:
        """What tells its file from those of other wishes."""
        ...

    def why_not(self, layout: Layout, wish: PrintWish) -> LayoutErrorCode | None:
        """Why a layout cannot be had with what else is chosen; ``None`` where it can."""
        ...

    def usual_sides(self, wish: PrintWish) -> Sides:
        """On which sides it is printed where nobody says otherwise."""
        ...

    def turns_by_sides(self, wish: PrintWish) -> bool:
        """Whether pages are others when the paper is printed on both sides."""
        ...

    def has_note(self, wish: PrintWish) -> bool:
        """Whether there is a note of the person's own that can be printed with what is chosen."""
        ...

    def handout(self, wish: PrintWish, school: School) -> Handout:
        """What is on the paper; may raise `ValitaError`."""
        ...


class ItemToPrint:
    """One item as a `PrintSubject`.

    Args:
        item: The item.
        lang: The language that is read.
        source: Where its facts and pictures are; asked once, not for every preview.
        note: The person's own note on it; ``""`` is none.
    """

    def __init__(self, item: Item, lang: Lang, source: PaperSource, note: str = "") -> None:
        self._item = item
        self._note = note
        self._source = HeldSource(
            source.all_facts(),
            {each.sha256: source.image(each.sha256) for each in item.attachments},
            source.site,
        )
        found = item.text(lang)[0]
        self.layouts = tuple(each for each, spec in LAYOUTS.items() if spec.name)
        self.langs = tuple(sorted(item.langs, key=lambda each: (each != found, LANGS.index(each))))
        if len(parts_of(item, lang, PartChoice.ALL)) > 1:
            self.parts = tuple(each for each in PartChoice if parts_of(item, lang, each))
        else:
            self.parts = (PartChoice.ALL,)

    def title(self, langs: tuple[Lang, ...]) -> str:
        """Its title in the first language."""
        return self._item.text(langs[0])[1].title

    def file_words(self, wish: PrintWish) -> tuple[str, ...]:
        """The layout, the part where it is not the usual one, and the languages."""
        part = () if wish.part is self.parts[0] else (_(label(wish.part)),)
        langs = LANGS if LAYOUTS[wish.layout].every_language else wish.langs
        return (_(LAYOUTS[wish.layout].name), *part, "-".join(langs))

    def why_not(self, layout: Layout, wish: PrintWish) -> LayoutErrorCode | None:
        """Why a layout makes no sense for it."""
        return why_not(self._item, wish.langs[0], layout, LAYOUTS[layout].papers[0], wish.part)

    def usual_sides(self, wish: PrintWish) -> Sides:
        """As its layout is."""
        return usual_sides(self._item, wish.langs[0], wish.layout, wish.part)

    def turns_by_sides(self, wish: PrintWish) -> bool:
        """Each language begins on a sheet of its own, or follows."""
        return len(wish.langs) > 1

    def has_note(self, wish: PrintWish) -> bool:
        """With what is for whoever leads, never with the student's sheet, which is copied."""
        return (
            bool(self._note) and wish.part is not PartChoice.STUDENT and wish.layout in _WITH_NOTE
        )

    def handout(self, wish: PrintWish, school: School) -> Handout:
        """The item in each language in turn."""
        return make_handout(
            [Piece(self._item, lang, wish.part) for lang in wish.langs],
            self._source,
            layout=wish.layout,
            paper=wish.paper,
            low_ink=wish.low_ink,
            school=school,
            both_sides=wish.both_sides,
            note=self._note if wish.note and self.has_note(wish) else "",
        )
