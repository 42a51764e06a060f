"""What desktops tell people of the program, and the kinds of files that it opens.

The one declaration that the desktop file, the metainfo, the MIME types and the registry of
Windows are made from. English is the msgid; the catalogues hold the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources.desktop import icons
from valita_desktop import BUNDLE_SUFFIX, PACKET_SUFFIX
from valita_desktop.i18n import N_, UI_LANGS, catalogue

if TYPE_CHECKING:
    from resources.desktop.icons import Drawing
    from valita_desktop.i18n import UiLang

PROGRAM = "valita-desktop"
"""What is started from a menu."""
WINDOW_CLASS = "valita"
"""What X11 calls the class of its windows: the name of the application."""
HOMEPAGE = "https://winnova.fi/valita"
DEVELOPER_ID, DEVELOPER = "fi.valita", "Välitä! – Visa omtanke!"

NAME = "Välitä! – Visa omtanke!"
SHORT_NAME = "Välitä!"
WINDOWS_FOLDER = "Valita"
"""Of the programs of Windows, and its key in the registry."""
GENERIC = N_("Materials for vocational teachers")
COMMENT = N_("Find a ready exercise, show it or print it for the class, without the internet")
KEYWORDS = N_("teacher;vocational;well-being;handout;worksheet;exercise;lesson;school;")
DESCRIPTION = (
    N_(
        "Ready materials for teachers, student counsellors and group tutors in vocational "
        "education: participation, equality, managing everyday life and well-being, in Finnish "
        "and Swedish."
    ),
    N_("Everything works without the internet, and no data of students are collected."),
)
FEATURES = (
    N_("Find a material by everyday words, in either language"),
    N_("Print sheets, cards and posters, or change them in an office program"),
    N_("Present a material to the class, one step at a time"),
    N_("Put a lesson packet together and pass it on to a colleague"),
)


@dataclass(frozen=True)
class FileKind:
    """A kind of file that the program opens.

    Attributes:
        suffix: With its dot.
        mime: Its MIME type.
        windows: Its ProgID.
        mac: What its icon is called.
        label: Message id of what it is called.
        drawing: Its icon.
        parent: The MIME type of what it is made of.
        begins: What it begins with, as value and offset of the shared MIME-info.
        goes_on: One of these follows.
    """

    suffix: str
    mime: str
    windows: str
    mac: str
    label: str
    drawing: Drawing
    parent: str
    begins: tuple[str, str]
    goes_on: tuple[tuple[str, str], ...]


FILE_KINDS = (
    FileKind(
        BUNDLE_SUFFIX,
        "application/vnd.valita.materials+zip",
        "Valita.Materials.1",
        "materials",
        N_("Välitä! materials"),
        icons.MATERIALS,
        "application/zip",
        (r"PK\003\004", "0"),
        (("targets/packs/", "30"), ("blobs/", "30")),
    ),
    FileKind(
        PACKET_SUFFIX,
        "application/vnd.valita.packet+json",
        "Valita.Packet.1",
        "packet",
        N_("Välitä! lesson packet"),
        icons.PACKET,
        "application/json",
        ('"format":', "1:16"),
        (('"valita-packet"', "10:32"),),
    ),
)


@dataclass(frozen=True)
class MenuAction:
    """A page that can be opened from the program's icon.

    Attributes:
        page: As ``valita-desktop --page`` calls it.
        label: Message id of what it is called.
    """

    page: str
    label: str


ACTIONS = (
    MenuAction("packets", N_("Lesson packets")),
    MenuAction("favourites", N_("Favourites")),
    MenuAction("updates", N_("Updates")),
)
OPEN = N_("Open in Välitä!")
"""What a menu of a file calls opening it."""


def said(message: str) -> dict[UiLang, str]:
    """A message in every language of the program."""
    return {lang: catalogue(lang).gettext(message) for lang in UI_LANGS}
