"""What a person has chosen, as one immutable value; and what there is to choose, said once.

Built in < what the person chose < what is locked. `load` never fails: an unreadable file
gives the defaults and is kept beside as ``settings.broken.json``; `save` replaces the file
whole, and a `SettingsFile` changes nothing in it but what was changed here. A setting is
declared in one place, `Settings`: its type, its default, its words and its control; the page
of settings, the first start, the documentation and the tests walk `declared`.
"""

from __future__ import annotations

import errno
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from enum import Enum, StrEnum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from valita_desktop import paths
from valita_desktop.i18n import N_
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

LONGEST_CONTACT = 80
"""Letters of a line of a contact."""
MOST_LOGO = 8 * 2**20
"""Bytes of the school's logo."""
_MOST_BYTES = 1_000_000
_MOST_CONTACTS = 50
_LONGEST_PATH = 4096
PATIENCE_S = 2.0
"""How long another program may take to write the file."""

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

    @property
    def is_endless(self) -> bool:
        """Longer than any form of ours takes."""
        return max(map(len, (self.name, self.phone, self.where))) > LONGEST_CONTACT

    def __post_init__(self) -> None:
        """Keep the words composed, wherever they come from."""
        for each in fields(self):
            object.__setattr__(self, each.name, composed(getattr(self, each.name)))


class Control(Enum):
    """How a setting is chosen."""

    CHOICE = auto()
    """One of a few, all seen at once."""
    LIST = auto()
    """One of several, in a list that opens."""
    LINE = auto()
    """Words; taken when the field is left."""
    SWITCH = auto()
    """On or off; the label is the words beside the box."""
    PICTURE = auto()
    """A picture file."""
    CONTACTS = auto()
    """The school's contacts."""


@dataclass(frozen=True)
class Setting:
    """What a person is told of one setting.

    Attributes:
        section: Message of the section that it stands in on the page of settings.
        label: Message of its name.
        control: How it is chosen.
        choices: Message of each value's name, for `Control.CHOICE` and `Control.LIST`. A name
            in its own language (a language's) is in no catalogue and stays as it is.
        note: Message below it; ``""`` is none.
        placeholder: Message in an empty line.
        longest: Most letters of a line.
        question: Message that asks for it at the first start; ``""`` does not ask.
        key: Its name for whoever locks it on many computers.
    """

    section: str
    label: str
    control: Control
    choices: Mapping[Any, str] = field(default_factory=dict)
    note: str = ""
    placeholder: str = ""
    longest: int = 0
    question: str = ""
    key: str = ""


_T = TypeVar("_T")


def _setting(default: _T | Callable[[], _T], about: Setting) -> _T:
    """A field of `Settings` with its default (or what makes it), and what is told of it."""
    metadata = {"setting": about}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


_LANGUAGE, _LOOK, _SCHOOL = N_("Language"), N_("Look"), N_("The school")
_CONTACTS, _PRINTING, _UPDATES = N_("Contacts of the school"), N_("Printing"), N_("Updates")
_OWN = N_("Own materials")


@dataclass(frozen=True)
class Settings:
    """Everything that can be chosen; the order is that of the page of settings.

    Attributes:
        ui_language: ``""`` follows the computer.
        content_language: Which language materials open in.
        look: Colours of the window.
        text_size: Per cent, one of `TEXT_SIZES`.
        school_name: Printed in the footer of every sheet; ``""`` prints none.
        school_logo: PNG or JPEG file for the header; ``""`` is none.
        contacts: The school's own contacts by role (`content.blocks.ContactRole`).
        low_ink: Save ink in prints unless asked otherwise.
        both_sides: Packets are made for paper that is printed on both sides.
        updates: ``off`` looks for new materials only when asked; ``notify`` looks about
            once a day and says so. Nothing is fetched unasked either way.
        update_source: Where they come from: an address, a folder, a share or a file; ``""``
            is the network's own address.
        local_items: A folder whose own items are read along with the person's; ``""`` is none.
        output_folder: Where a PDF was saved last; ``""`` is nowhere yet. Remembered, not
            chosen.
    """

    ui_language: Literal["", "fi", "sv", "en"] = _setting(
        "",
        Setting(
            _LANGUAGE,
            N_("Language of the program"),
            Control.CHOICE,
            {"fi": "Suomi", "sv": "Svenska", "en": "English"},
            question=N_("Which language do you use?"),
            key="ProgramLanguage",
        ),
    )
    content_language: Literal["fi", "sv"] = _setting(
        "fi",
        Setting(
            _LANGUAGE,
            N_("Language of materials"),
            Control.CHOICE,
            {"fi": "Suomi", "sv": "Svenska"},
            key="MaterialsLanguage",
        ),
    )
    look: ColourScheme = _setting(
        ColourScheme.SYSTEM,
        Setting(
            _LOOK,
            N_("Colours"),
            Control.CHOICE,
            {
                ColourScheme.SYSTEM: N_("As on this computer"),
                ColourScheme.LIGHT: N_("Light"),
                ColourScheme.DARK: N_("Dark"),
                ColourScheme.CONTRAST: N_("High contrast"),
            },
            question=N_("Which colours are good for your eyes?"),
            key="Colours",
        ),
    )
    text_size: int = _setting(
        100,
        Setting(
            _LOOK,
            N_("Text size"),
            Control.LIST,
            {size: f"{size} %" for size in TEXT_SIZES},
            question=N_("How large should the letters be?"),
            key="TextSize",
        ),
    )
    school_name: str = _setting(
        "",
        Setting(
            _SCHOOL,
            N_("Name of the school"),
            Control.LINE,
            placeholder=N_("Printed at the foot of every sheet"),
            longest=80,
            question=N_("What is your school called?"),
            key="SchoolName",
        ),
    )
    school_logo: str = _setting("", Setting(_SCHOOL, N_("Logo"), Control.PICTURE, key="SchoolLogo"))
    contacts: dict[str, Contact] = _setting(
        dict,
        Setting(
            _CONTACTS,
            N_("Contacts of the school"),
            Control.CONTACTS,
            note=N_("Fill them in once: they print on every sheet that tells whom to turn to."),
            key="Contacts",
        ),
    )
    low_ink: bool = _setting(
        False,  # noqa: FBT003 - a default
        Setting(_PRINTING, N_("Save ink unless I choose otherwise"), Control.SWITCH, key="SaveInk"),
    )
    both_sides: bool = _setting(
        True,  # noqa: FBT003 - a default
        Setting(
            _PRINTING,
            N_("Packets are printed on both sides"),
            Control.SWITCH,
            note=N_("Cards and copies then begin on a new sheet; some pages stay empty."),
            key="PacketsOnBothSides",
        ),
    )
    updates: Literal["off", "notify"] = _setting(
        "off",
        Setting(
            _UPDATES,
            N_("Look for new materials"),
            Control.CHOICE,
            {"off": N_("Only when I ask"), "notify": N_("About once a day, and tell me")},
            key="Updates",
        ),
    )
    update_source: str = _setting(
        "",
        Setting(
            _UPDATES,
            N_("Where new materials come from"),
            Control.LINE,
            note=N_("A web address (https), or a folder that the school’s IT support keeps."),
            placeholder=N_("The network’s own address"),
            longest=1000,
            key="UpdateSource",
        ),
    )
    local_items: str = _setting(
        "",
        Setting(
            _OWN,
            N_("Folder of the school’s own materials"),
            Control.LINE,
            note=N_("Read along with your own materials; nothing is written there."),
            placeholder=N_("None"),
            longest=1000,
            key="LocalItems",
        ),
    )
    output_folder: str = ""

    def __post_init__(self) -> None:
        """Keep the words composed; files and folders are called as the disk calls them."""
        object.__setattr__(self, "school_name", composed(self.school_name))


def declared() -> dict[str, Setting]:
    """What can be chosen, by the name of its field."""
    return {each.name: each.metadata["setting"] for each in fields(Settings) if each.metadata}


def with_values(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with other values by the names of their fields.

    Raises:
        TypeError: There is no such field.
    """
    return replace(settings, **values)  # type: ignore[arg-type]  # fields by their names


def load(
    folder: Path | None = None,
    *,
    lang: Literal["fi", "sv"] = "fi",
    locked: Mapping[str, object] | None = None,
) -> Settings:
    """Read the settings; defaults where there are none or they cannot be read.

    Args:
        folder: Where they are; the program's own folder by default.
        lang: Language of the content where nobody has chosen one.
        locked: Values that hold whatever the person chose, by the names of their fields.
    """
    return with_values(_chosen(folder, lang), locked or {})


def _chosen(folder: Path | None, lang: Literal["fi", "sv"]) -> Settings:
    file = (folder or paths.config_dir()) / "settings.json"
    defaults = Settings(content_language=lang)
    try:
        data = paths.read_regular(file, _MOST_BYTES)
    except FileNotFoundError:
        return defaults
    except OSError as error:
        log.warning("settings unreadable: %s", error)
        if error.errno == errno.EFBIG:
            _keep_broken(file)
        return defaults
    try:
        settings = msgspec.json.decode(data, type=Settings)
    except msgspec.DecodeError as error:
        log.warning("settings damaged, defaults used: %s", error)
        _keep_broken(file)
        return defaults
    if settings.text_size not in TEXT_SIZES:
        settings = replace(settings, text_size=100)
    return _without_endless(settings)


def _without_endless(settings: Settings) -> Settings:
    """The settings, at their default where words are longer than anybody has typed."""
    changes: dict[str, object] = {}
    for each in fields(settings):
        value, about = getattr(settings, each.name), each.metadata.get("setting")
        longest = (about.longest if about else 0) or _LONGEST_PATH
        if isinstance(value, str) and len(value) > longest:
            changes[each.name] = ""
    kept = {role: each for role, each in settings.contacts.items() if not each.is_endless}
    if kept != settings.contacts or len(kept) > _MOST_CONTACTS:
        changes["contacts"] = dict(list(kept.items())[:_MOST_CONTACTS])
    if changes:
        log.warning("settings of endless words, defaults used: %s", ", ".join(changes))
    return with_values(settings, changes)


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


class SettingsFile:
    """The file that several windows and programs change: what one changed, another leaves.

    Args:
        known: What was in it when this program read it.
        folder: Where it is; the program's own folder by default.
    """

    def __init__(self, known: Settings, folder: Path | None = None) -> None:
        self._known = known
        self._folder = folder

    def save(self, settings: Settings) -> None:
        """Write what differs from what is known here; all of it where there is no sound file.

        Of the contacts, each is a thing of its own. Fields that a later program has stay.

        Raises:
            OutputError: The folder cannot be written to.
        """
        file = (self._folder or paths.config_dir()) / "settings.json"
        before, after = _plain(self._known), _plain(settings)
        with _alone(file):
            there = _there(file)
            merged = _merged(before, after, there) if there else after
            paths.write_whole(file, msgspec.json.format(msgspec.json.encode(merged), indent=2))
        self._known = settings


def _plain(settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(settings)
    return told


def _merged(
    before: Mapping[str, Any], after: Mapping[str, Any], there: Mapping[str, Any]
) -> dict[str, Any]:
    """What is there, with the changes from before to after."""
    merged = dict(there)
    for name, value in after.items():
        if name == "contacts" and isinstance(there.get(name), dict):
            merged[name] = _merged(before[name], value, there[name])
        elif name not in before or value != before[name]:
            merged[name] = value
    for name in before.keys() - after.keys():
        merged.pop(name, None)
    return merged


def _there(file: Path) -> dict[str, Any]:
    try:
        data = paths.read_regular(file, _MOST_BYTES)
        msgspec.json.decode(data, type=Settings)
        found: dict[str, Any] = msgspec.json.decode(data)
    except (OSError, msgspec.DecodeError):
        return {}
    return found


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Nobody else changes the file meanwhile; where that cannot be had, go on without."""
    from filelock import FileLock, Timeout  # late: no start saves anything

    lock = FileLock(file.with_name(f"{file.name}.lock"), PATIENCE_S, fallback_to_soft=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (OSError, NotImplementedError, Timeout) as error:
        log.warning("settings are written without a lock: %s", error)
    try:
        yield
    finally:
        lock.release()


def _keep_broken(file: Path) -> None:
    try:
        paths.patiently(partial(file.replace, file.with_name("settings.broken.json")))
    except OSError as error:
        log.warning("damaged settings could not be moved aside: %s", error)
