"""What the layouts of a handout are called, and in a few plain words what they are."""

from __future__ import annotations

from typing import NamedTuple

from valita_desktop.content.handout import Layout
from valita_desktop.i18n import N_


class LayoutWords(NamedTuple):
    """English message ids of a layout.

    Attributes:
        name: What it is called.
        plain: What one gets, in a few words.
        icon: Name of its icon.
    """

    name: str
    plain: str
    icon: str


LAYOUTS: dict[Layout, LayoutWords] = {
    Layout.SHEET: LayoutWords(N_("Sheet"), N_("The usual handout"), "file-text"),
    Layout.LARGE: LayoutWords(N_("Large print"), N_("18-point letters"), "type"),
    Layout.EASY: LayoutWords(N_("Easy language"), N_("Short lines, easy words"), "feather"),
    Layout.CARDS: LayoutWords(N_("Cards"), N_("To be cut out"), "layers"),
    Layout.BOOKLET: LayoutWords(N_("Booklet"), N_("To be folded"), "book-open"),
    Layout.SIDE_BY_SIDE: LayoutWords(
        N_("Finnish and Swedish"), N_("Beside each other"), "columns-2"
    ),
    Layout.FORM: LayoutWords(N_("Form"), N_("Filled in on the computer"), "file-pen"),
    Layout.N_UP: LayoutWords(N_("Two on a page"), N_("Saves paper"), "copy"),
}
"""The layouts of one item, in the order they are offered."""
