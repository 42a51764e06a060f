"""What a page asked of the window, kept in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang, Season, Theme
    from valita_desktop.sync.service import ApplyResult
    from valita_desktop.ui.state.actions import Offer


class RecordedActions:
    """`ui.state.actions.Actions` that do nothing but remember.

    Attributes:
        asked: What was asked, with its argument, in order.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def open_item(self, item_id: str) -> None:
        self.asked.append(("open_item", item_id))

    def open_all(self) -> None:
        self.asked.append(("open_all",))

    def open_theme(self, theme: Theme) -> None:
        self.asked.append(("open_theme", theme))

    def open_season(self, season: Season) -> None:
        self.asked.append(("open_season", season))

    def open_narrowed(self, chosen: Sequence[tuple[str, str]]) -> None:
        self.asked.append(("open_narrowed", tuple(chosen)))

    def open_recent(self) -> None:
        self.asked.append(("open_recent",))

    def open_shortest(self) -> None:
        self.asked.append(("open_shortest",))

    def search(self, query: str) -> None:
        self.asked.append(("search", query))

    def open_packet(self, number: int, *, rename: bool = False) -> None:
        self.asked.append(("open_packet", number, rename))

    def bring(self, path: Path) -> None:
        self.asked.append(("bring", path))

    def make_own(self, item_id: str) -> None:
        self.asked.append(("make_own", item_id))

    def hand_on(self, item_id: str) -> None:
        self.asked.append(("hand_on", item_id))

    def open_settings(self) -> None:
        self.asked.append(("open_settings",))

    def open_help(self) -> None:
        self.asked.append(("open_help",))

    def open_about(self) -> None:
        self.asked.append(("open_about",))

    def go_back(self) -> None:
        self.asked.append(("go_back",))

    def set_content_language(self, lang: Lang) -> None:
        self.asked.append(("set_content_language", lang))

    def present(self) -> None:
        self.asked.append(("present",))

    def present_item(self, item_id: str) -> None:
        self.asked.append(("present_item", item_id))

    def add_to_packet(self, beside: QWidget | None = None) -> None:
        self.asked.append(("add_to_packet", beside))

    def print_item(self, item_id: str) -> None:
        self.asked.append(("print_item", item_id))

    def show_menu(self, item_id: str, at: QPoint) -> None:
        self.asked.append(("show_menu", item_id))

    def favourites_changed(self) -> None:
        self.asked.append(("favourites_changed",))

    def library_changed(self, result: ApplyResult) -> None:
        self.asked.append(("library_changed", result))

    def tell(self, words: str, *offers: Offer) -> None:
        self.asked.append(("tell", words, *(offer.name for offer in offers)))

    def report(self, error: Exception) -> None:
        self.asked.append(("report", error))
