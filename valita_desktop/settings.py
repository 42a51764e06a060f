"""What a person or an institution has chosen, as one immutable value.

Defaults < what the person chose. `load` never fails: an unreadable file gives the
defaults and is kept beside as ``settings.broken.json``; `save` replaces the file whole.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import msgspec

from valita_desktop import paths

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

TEXT_SIZES = (100, 112, 125, 150, 175, 200)


class ColourScheme(StrEnum):
    """Colours of the window; ``SYSTEM`` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Contact:
    """Someone of the school to turn to; every field may be empty."""

    name: str = ""
    phone: str = ""
    where: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything that can be chosen.

    Attributes:
        ui_language: ``fi``, ``sv`` or ``en``; ``""`` follows the computer.
        content_language: Which language materials open in.
        look: Colours of the window.
        text_size: Per cent, 100-200.
        school_name: Printed in the footer of every sheet; ``""`` prints none.
        school_logo: PNG or JPEG file for the header; ``""`` is none.
        contacts: The school's own contacts by role (`content.blocks.ContactRole`).
        low_ink: Save ink in prints unless asked otherwise.
        output_folder: Where a PDF was saved last; ``""`` is nowhere yet.
        updates: ``off`` looks for new materials only when asked; ``notify`` looks about
            once a day and says so. Nothing is fetched unasked either way.
        update_source: Where they come from: an address, a folder, a share or a file; ``""``
            is the network's own address.
    """

    ui_language: Literal["", "fi", "sv", "en"] = ""
    content_language: Literal["fi", "sv"] = "fi"
    look: ColourScheme = ColourScheme.SYSTEM
    text_size: int = 100
    school_name: str = ""
    school_logo: str = ""
    contacts: dict[str, Contact] = field(default_factory=dict)
    low_ink: bool = False
    output_folder: str = ""
    updates: Literal["off", "notify"] = "off"
    update_source: str = ""


def load(folder: Path | None = None, *, lang: Literal["fi", "sv"] = "fi") -> Settings:
    """Read the settings; defaults where there are none or they cannot be read.

    Args:
        folder: Where they are; the program's own folder by default.
        lang: Language of the content where nobody has chosen one.
    """
    file = (folder or paths.config_dir()) / "settings.json"
    defaults = Settings(content_language=lang)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return defaults
    except OSError as error:
        log.warning("settings unreadable: %s", error)
        return defaults
    try:
        settings = msgspec.json.decode(data, type=Settings)
    except msgspec.DecodeError as error:
        log.warning("settings damaged, defaults used: %s", error)
        _keep_broken(file)
        return defaults
    if settings.text_size not in TEXT_SIZES:
        return replace(settings, text_size=100)
    return settings


def exists(folder: Path | None = None) -> bool:
    """Something has been chosen on this computer before."""
    return ((folder or paths.config_dir()) / "settings.json").is_file()


def save(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings; the old file stands until the new one is whole.

    Raises:
        OutputError: The folder cannot be written to.
    """
    target = (folder or paths.config_dir()) / "settings.json"
    paths.write_whole(target, msgspec.json.format(msgspec.json.encode(settings), indent=2))


def _keep_broken(file: Path) -> None:
    try:
        file.replace(file.with_name("settings.broken.json"))
    except OSError as error:
        log.warning("damaged settings could not be moved aside: %s", error)
