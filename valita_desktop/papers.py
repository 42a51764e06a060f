"""What a person asks to have on paper, and the handout that it becomes.

Here is all that a sheet of the materials needs, and no more: a program that only prints one opens
no store (`without_stores`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
    School,
    make_handout,
)
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS, is_own
from valita_desktop.errors import UsageError
from valita_desktop.feed import packs
from valita_desktop.filesystems import network_kind
from valita_desktop.library.leaves import leaves
from valita_desktop.settings import MOST_LOGO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from valita_desktop.content.handout import PaperSource
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What a person asks to have on paper.

    Attributes:
        ids: Items in order.
        langs: Languages, each item in each of them in turn.
    """

    ids: tuple[str, ...]
    langs: tuple[Lang, ...]
    layout: Layout = Layout.SHEET
    paper: Paper = Paper.A4
    part: PartChoice = PartChoice.STUDENT
    low_ink: bool = False


def langs_of(choice: str) -> tuple[Lang, ...]:
    """``fi``, ``sv`` or ``both`` as languages.

    Raises:
        UsageError: It is none of these.
    """
    if choice == "both":
        return LANGS
    for lang in LANGS:
        if choice == lang:
            return (lang,)
    raise UsageError("lang", choice, (*LANGS, "both"))


def without_stores(order: Order, settings: Settings) -> Handout | None:
    """The handout of items of this computer's library, if all it needs can just be read.

    That is several times as quick as to open the library, which looks first whether everything is
    whole and up to date.

    Args:
        order: What is asked for.
        settings: As in `of_items`.

    Returns:
        The same as the library would give; ``None`` where only that can tell: at a first start,
        where anything of it is damaged or missing, where the program or a shared folder may
        bring newer materials, and for own items.
    """
    folder = paths.data_dir()
    if settings.shared_library or any(map(is_own, order.ids)) or network_kind(folder):
        return None
    found = leaves(folder, order.ids)
    shipped = packs.names_in(paths.shipped_feed())
    if found is None or packs.brings_more(shipped, found.seq, found.last_seq, found.pack):
        return None
    return of_items(found.items, order, settings, found.source)


def of_items(
    items: Mapping[str, Item], order: Order, settings: Settings, source: PaperSource
) -> Handout:
    """The handout of items that have been read.

    Args:
        items: By id, at least those of the order.
        order: What is asked for.
        settings: Whose paper it is; ink is saved if they or the order say so.
        source: Where facts and pictures are.
    """
    return make_handout(
        tuple(_pieces(items, order)),
        source,
        layout=order.layout,
        paper=order.paper,
        low_ink=order.low_ink or settings.low_ink,
        school=school(settings),
    )


def school(settings: Settings) -> School:
    """The school's name, logo and contacts for the furniture of a handout.

    A logo that cannot be read is left out with a line in the log.
    """
    logo = b""
    if settings.school_logo:
        try:
            logo = paths.read_regular(Path(settings.school_logo), MOST_LOGO)
        except (OSError, ValueError) as error:  # a name may hold what no file system has
            log.warning("school logo left out: %s", error)
    return School(settings.school_name, logo, settings.contacts)


def _pieces(items: Mapping[str, Item], order: Order) -> Iterable[Piece]:
    langs: Sequence[Lang] = order.langs
    if LAYOUTS[order.layout].every_language:
        langs = order.langs[:1]
    for item_id in order.ids:
        for lang in langs:
            yield Piece(items[item_id], lang, order.part)
