"""Between a packet and paper: what may go into one, and the handout that it makes.

Joins `library` (which keeps packets) and `handouts` (which knows layouts). What the library
no longer has is never an error here: it is told on the cover by its last title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content.handout import (
    Handout,
    PaperSource,
    Piece,
    School,
    make_handout,
    why_not,
)
from valita_desktop.content.layouts import LAYOUTS, Layout, Paper, PartChoice
from valita_desktop.content.model import is_own
from valita_desktop.errors import ItemNotFoundError, LayoutUnavailableError, NothingToPrintError
from valita_desktop.library.packets import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.library.packets import Packet


class ItemSource(PaperSource, Protocol):
    """What is asked of the library."""

    def item(self, item_id: str) -> Item:
        """An item; raises `ItemNotFoundError`."""
        ...


class Pins(Protocol):
    """What is asked of the person's own data: items as they were when they were packed."""

    def pinned(self, item_id: str, version: int) -> Item | None:
        """An item as it was pinned; ``None`` if that version was not."""
        ...

    def pinned_image(self, sha256: str) -> bytes:
        """A picture of a pinned item; no bytes where it is not there."""
        ...

    def pin(self, item: Item, images: Mapping[str, bytes]) -> None:
        """Keep an item as it is now."""
        ...


def keep(item: Item, library: ItemSource, pins: Pins) -> None:
    """Keep an item as it is now, so that the packet it goes into prints as it was made.

    An own item is not kept: the person who changes it knows, and wants it as it is.

    Args:
        item: The item.
        library: Where its pictures are, which are kept with it.
        pins: Where it is kept, by its id and version.

    Raises:
        StoreUnusableError: The person's own data cannot be written.
    """
    if not is_own(item.id):
        pins.pin(item, {each.sha256: library.image(each.sha256) for each in item.attachments})


def entry_for(
    item: Item,
    lang: Lang,
    edition: int,
    *,
    layout: Layout = Layout.SHEET,
    part: PartChoice | None = None,
    copies: int = 1,
) -> Entry:
    """The line of a packet for an item as it is now.

    Args:
        item: The item.
        lang: Language to print it in; the one that it has where that is missing.
        edition: The library's release.
        layout: How; one of `content.layouts.IN_PACKET`.
        part: Which parts; where nothing is said the sheet, or all where there is none.
        copies: How many times in a row.

    Raises:
        LayoutUnavailableError: The layout makes no sense for the item, and why.
    """
    choices = (part,) if part else (PartChoice.STUDENT, PartChoice.ALL)
    reasons = [why_not(item, lang, layout, LAYOUTS[layout].papers[0], each) for each in choices]
    chosen = next((each for each, why in zip(choices, reasons, strict=True) if not why), None)
    if chosen is None:
        raise LayoutUnavailableError(layout, item.id, next(filter(None, reasons)))
    found, text = item.text(lang)
    return Entry(
        item_id=item.id,
        lang=found,
        layout=layout,
        part=chosen,
        copies=copies,
        version=item.record.version,
        edition=edition,
        title=" ".join(text.title.split())[:200],
    )


def lesson_handout(  # noqa: PLR0913 - everything that a person may choose
    packet: Packet,
    library: ItemSource,
    school: School,
    paper: Paper = Paper.A4,
    *,
    low_ink: bool = False,
    both_sides: bool = True,
    pins: Pins | None = None,
) -> Handout:
    """The one PDF of a packet: cover, contents, and every line in order.

    Args:
        packet: What to print.
        library: Where its items are.
        school: Whose paper it is.
        paper: On what.
        low_ink: Save ink.
        both_sides: It is printed on both sides of the paper.
        pins: Items as they were packed; what changed since is printed as it was then. A
            withdrawn item is not printed, kept or not: there was a reason to withdraw it.

    Raises:
        NothingToPrintError: It is empty, or the library has nothing of it.
    """
    pieces: list[Piece] = []
    missing: list[str] = []
    for entry in packet.entries:
        try:
            item = _as_packed(entry, library, pins)
        except ItemNotFoundError:
            missing.append(entry.title or entry.item_id)
        else:
            pieces.append(Piece(item, entry.lang, entry.part, entry.copies, entry.layout))
    if not pieces:
        raise NothingToPrintError(packet.name)
    return make_handout(
        pieces,
        _WithPins(library, pins),
        layout=Layout.PACKET,
        paper=paper,
        low_ink=low_ink,
        school=school,
        title=packet.name,
        missing=missing,
        both_sides=both_sides,
    )


def line_handout(
    entry: Entry,
    library: ItemSource,
    school: School,
    *,
    low_ink: bool = False,
    pins: Pins | None = None,
) -> Handout:
    """One line of a packet on paper, as it is in the packet, without cover and contents.

    Args:
        entry: The line.
        library: Where its item is.
        school: Whose paper it is.
        low_ink: Save ink.
        pins: Items as they were packed.

    Raises:
        NothingToPrintError: The library does not have its item.
    """
    try:
        item = _as_packed(entry, library, pins)
    except ItemNotFoundError as error:
        raise NothingToPrintError(entry.title or entry.item_id) from error
    return make_handout(
        [Piece(item, entry.lang, entry.part)],
        _WithPins(library, pins),
        layout=entry.layout,
        low_ink=low_ink,
        school=school,
    )


def _as_packed(entry: Entry, library: ItemSource, pins: Pins | None) -> Item:
    """The item of a line as it was packed; an item that was withdrawn is not there."""
    item = library.item(entry.item_id)
    if pins and item.record.version != entry.version:
        return pins.pinned(entry.item_id, entry.version) or item
    return item


@dataclass(frozen=True)
class _WithPins:
    """The library, and the pictures of what was packed and has changed since."""

    library: PaperSource
    pins: Pins | None

    @property
    def site(self) -> str:
        return self.library.site

    def all_facts(self) -> Mapping[str, Item]:
        return self.library.all_facts()

    def image(self, sha256: str) -> bytes:
        return self.library.image(sha256) or _kept_image(self.pins, sha256)


def _kept_image(pins: Pins | None, sha256: str) -> bytes:
    return pins.pinned_image(sha256) if pins else b""
