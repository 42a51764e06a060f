"""What own items are read and made with in the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFile

from valita_desktop.ui.own.card import EVERY_ACT
from valita_desktop.ui.printing import backend

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang
    from valita_desktop.errors import LossCode
    from valita_desktop.library.own_files import Arrived, TravellingItem
    from valita_desktop.library.own_items import OwnItems, OwnShelf
    from valita_desktop.settings import Settings
    from valita_desktop.ui.own.card import Act


def to_trash(folder: Path) -> Path | None:
    """Move a folder into the trash of this computer.

    Returns:
        Where it is now, an empty path where nobody tells; ``None`` where there is no trash.
    """
    moved, place = QFile.moveToTrash(str(folder))
    return Path(place) if moved else None


class FromDocument(NamedTuple):
    """What has become of a document.

    Attributes:
        folder: The item that was made of it.
        losses: How often what of it did not come along as it was.
    """

    folder: Path
    losses: Mapping[LossCode, int]


@dataclass(frozen=True)
class OwnServices:
    """What the window does with own items; tests hand in their own.

    Attributes:
        source: What reads them, by the settings of now.
        show: Has them among the materials from now on.
        new: Begins one of a title in a language; gives its folder; slow.
        adapt: Prepares one from an item in a language, which the result makes; that is slow, and
            gives its folder.
        hand_on: Writes items into a file; slow.
        arrive: Takes in what a file holds; slow.
        from_document: Makes one of a DOCX or an ODT; slow.
        open_file: Opens a file or a folder in the computer's own program; false where it has none.
        trash: Moves a folder away as `to_trash`.
        ask_save: Asks where to save; ``None`` where the person changed their mind.
        ask_open: Asks for a file.
        acts: What may be done on the page of own items.
    """

    source: Callable[[Settings], OwnItems]
    show: Callable[[OwnItems, OwnShelf], None]
    new: Callable[[str, Lang], Path]
    adapt: Callable[[str, Lang], Callable[[], Path]]
    hand_on: Callable[[Sequence[str], Path], None]
    arrive: Callable[[Sequence[TravellingItem]], tuple[Arrived, ...]]
    from_document: Callable[[Path], FromDocument]
    open_file: Callable[[Path], bool] = backend.open_file
    trash: Callable[[Path], Path | None] = to_trash
    ask_save: Callable[[QWidget, Path], Path | None] = backend.ask_packet_path
    ask_open: Callable[[QWidget, Path], Path | None] = backend.ask_own_file
    acts: frozenset[Act] = EVERY_ACT
