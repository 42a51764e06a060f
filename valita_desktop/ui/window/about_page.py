"""About the program: what it is made of, under which licences, and how accessible it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

import valita_desktop
from valita_desktop import paths
from valita_desktop.i18n import N_
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.text_page import TextPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.ui.style.theme import Appearance

_PLACE = re.compile(r", resources/")
"""Behind it the notices of a face say where its text stands, and what was changed."""

_ACCESSIBILITY = (
    (
        N_("Accessibility statement"),
        N_(
            "The aim is the standard EN 301 549 (WCAG 2.1, levels A and AA). The program fulfils "
            "it in part: what is known to be missing stands below. Written on 28 November 2026."
        ),
    ),
    (
        N_("What has been tried"),
        N_(
            "The whole program with the keyboard alone; letters of 200 %, the smallest window "
            "and high contrast without anything cut; the contrast of all colours; the names and "
            "roles that a screen reader is told, on Linux. Sheets are tagged PDF (PDF/UA). All of "
            "this was tried by programs and by the makers."
        ),
    ),
    (
        N_("What has not been tried, or is missing"),
        N_(
            "Nobody has yet listened to it with NVDA, Narrator, VoiceOver or Orca, and nobody "
            "with a disability has tried it for the makers. Touch screens and screen magnifiers "
            "have not been tried either. The windows for choosing files are the computer’s own. "
            "Pictures of other people’s materials are only as well described as their writers "
            "did it."
        ),
    ),
    (
        N_("Is something in your way?"),
        N_(
            "Tell it to the network that the materials come from, or to whoever looks after this "
            "computer. Every material can also be saved as a PDF, or as a document for Word or "
            "LibreOffice, and used there."
        ),
    ),
)


class Work(NamedTuple):
    """Something that others have made.

    Attributes:
        name: With its makers, where the notices name them.
        licence: By its name.
    """

    name: str
    licence: str


class AboutPage(TextPage):
    """Version and licences, and the accessibility statement."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(N_("About, licences and accessibility"), _ACCESSIBILITY)
        self.add_section(N_("The program and its licences"))
        version = PlainLabel(f"Välitä! – Visa omtanke! {valita_desktop.__version__}")
        self.column.addWidget(version)
        self.add_label(
            PlainLabel(),
            N_(
                "The program: MIT licence. The materials: CC BY 4.0. It is made of the works "
                "below; each has its own licence, whose text comes with the program."
            ),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for line, work in enumerate(works(paths.notices().read_text("utf-8"))):
            for column, words in enumerate(work):
                label = PlainLabel(words)
                label.setWordWrap(True)
                grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.retranslate()
        self.apply_theme(appearance)


def works(notices: str) -> Iterator[Work]:
    """Each line of the tables of a Markdown text that has a column *Licence*."""
    at = 0
    for line in notices.splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        if not line.startswith("|") or set(line) <= set("|- "):
            continue
        if "Licence" in cells:
            at = cells.index("Licence")
        elif at < len(cells):
            yield Work(cells[0], _PLACE.split(cells[at])[0])
