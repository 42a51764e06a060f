"""What a person has chosen, as one immutable value; and what there is to choose, said once.

Built in < preset < what the person chose < locked: the second and the last are the `Ruling` of
whoever looks after the computer. `load` never fails: an unreadable file gives the defaults and
is kept beside as ``settings.broken.json``; `save` replaces the file whole, and a `SettingsFile`
changes nothing in it but what was changed here. A setting is declared in one place, `Settings`:
its type, its default, its words, its control and its key; the page of settings, the first start,
what administrators are given, the documentation and the tests walk `declared`.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from enum import Enum, StrEnum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from valita_desktop import paths
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE
from valita_desktop.i18n import N_
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
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


class Setting(msgspec.Struct, frozen=True):
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
        key: Its name for whoever decides on it for many computers.
        explained: Message for them: what it does, and what can be written.
        example: A value, as their files hold it; ``None`` takes one of the choices.
        by_policy_only: No person chooses it; it is on no page.
    """

    section: str
    label: str
    control: Control
    choices: Mapping[Any, str] = msgspec.field(default_factory=dict)
    note: str = ""
    placeholder: str = ""
    longest: int = 0
    question: str = ""
    key: str = ""
    explained: str = ""
    example: object = None
    by_policy_only: bool = False


class Ruling(msgspec.Struct, frozen=True):
    """What whoever looks after the computer has decided, by the names of the fields.

    Attributes:
        locked: Values that hold whatever the person chose.
        preset: Values that a person begins with and may change.
    """

    locked: Mapping[str, object] = msgspec.field(default_factory=dict)
    preset: Mapping[str, object] = msgspec.field(default_factory=dict)


NO_RULING = Ruling()

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


_SHARED_LIBRARY = Setting(
    _UPDATES,
    N_("Folder with materials for everybody"),
    Control.LINE,
    longest=1000,
    key="SharedLibrary",
    explained=N_(
        "A folder or a share that “valita library build” has prepared: everybody’s program takes "
        "its materials from there, at the first start too. Nothing is written there, and only "
        "what the network has signed is taken."
    ),
    example="//server.school.example/valita-library",
    by_policy_only=True,
)


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
            once a day and says so; ``automatic`` also fetches them, at a quiet moment.
        update_source: Where they come from: an address, a folder, a share or a file; ``""``
            is the network's own address.
        import_allowed: Materials may be brought from files.
        local_items: A folder whose own items are read along with the person's; ``""`` is none.
        shared_library: A folder that materials are taken from (`sync.shared`); ``""`` is none.
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
            explained=N_("The language of menus, buttons and messages: fi, sv or en."),
            example="sv",
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
            explained=N_("The language that materials open in: fi or sv."),
            example="sv",
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
            explained=N_("The colours of the window: system follows the computer."),
            example="system",
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
            explained=N_("The size of the letters in the window, in per cent."),
            example=125,
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
            explained=N_("Printed at the foot of every sheet."),
            example="Ammattiopisto Esimerkki – Yrkesinstitutet Exempel",
        ),
    )
    school_logo: str = _setting(
        "",
        Setting(
            _SCHOOL,
            N_("Logo"),
            Control.PICTURE,
            key="SchoolLogo",
            explained=N_(
                "A PNG or JPEG file at the head of every sheet, by its whole path; every person "
                "must be able to read it. In the registry, %variables% of an expandable string "
                "are filled in."
            ),
            example="/etc/valita/logo.png",
        ),
    )
    contacts: dict[str, Contact] = _setting(
        dict,
        Setting(
            _CONTACTS,
            N_("Contacts of the school"),
            Control.CONTACTS,
            note=N_("Fill them in once: they print on every sheet that tells whom to turn to."),
            key="Contacts",
            explained=N_(
                "Whom students can turn to, by role: a name, a phone number, and where and when. "
                "They print on every sheet that tells whom to turn to."
            ),
            example={
                "counsellor": {"name": "Aino Aalto", "phone": "040 123 4567", "where": "A 123"},
                "nurse": {"name": "Nils Nyman", "phone": "040 765 4321", "where": "B 201, 9–12"},
            },
        ),
    )
    low_ink: bool = _setting(
        False,  # noqa: FBT003 - a default
        Setting(
            _PRINTING,
            N_("Save ink unless I choose otherwise"),
            Control.SWITCH,
            key="SaveInk",
            explained=N_("Prints use little ink; each print can still be made otherwise."),
            example=True,
        ),
    )
    both_sides: bool = _setting(
        True,  # noqa: FBT003 - a default
        Setting(
            _PRINTING,
            N_("Packets are printed on both sides"),
            Control.SWITCH,
            note=N_("Cards and copies then begin on a new sheet; some pages stay empty."),
            key="PacketsOnBothSides",
            explained=N_("Packets are made for paper that is printed on both sides."),
            example=True,
        ),
    )
    updates: Literal["off", "notify", "automatic"] = _setting(
        "off",
        Setting(
            _UPDATES,
            N_("Look for new materials"),
            Control.CHOICE,
            {
                "off": N_("Only when I ask"),
                "notify": N_("About once a day, and tell me"),
                "automatic": N_("About once a day, and fetch them"),
            },
            note=N_(
                "What is fetched by itself comes at a quiet moment, never while you show or "
                "print something."
            ),
            key="Updates",
            explained=N_(
                "off looks for new materials only when a person asks; notify looks about once a "
                "day and says so; automatic also fetches them at a quiet moment: never while "
                "somebody presents, prints or types, and never over a connection that is paid by "
                "use."
            ),
            example="automatic",
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
            explained=N_(
                "The address of the feed: an https address, a share or a folder, such as the "
                "school’s own mirror. What comes from there must be signed by the network."
            ),
            example="https://valita.school.example/feed",
        ),
    )
    import_allowed: bool = _setting(
        True,  # noqa: FBT003 - a default
        Setting(
            _UPDATES,
            N_("Materials may be brought from files"),
            Control.SWITCH,
            key="AllowImport",
            explained=N_(
                "When this is off, nobody brings materials from a file (.valita) or a stick. "
                "Lesson packets can still be opened, without a colleague’s own materials."
            ),
            example=True,
            by_policy_only=True,
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
            explained=N_(
                "A folder or a share with materials that the school has made; they are read along "
                "with each person’s own, and nothing is written there."
            ),
            example="//server.school.example/valita",
        ),
    )
    shared_library: str = _setting("", _SHARED_LIBRARY)
    output_folder: str = ""

    def __post_init__(self) -> None:
        """Keep the words composed; files and folders are called as the disk calls them."""
        object.__setattr__(self, "school_name", composed(self.school_name))


def usual_source(settings: Settings) -> str:
    """Where new materials usually come from; ``""`` is the network's own address."""
    shared = settings.shared_library.rstrip("/\\")
    return settings.update_source or (f"{shared}/feed" if shared else "")


def declared() -> dict[str, Setting]:
    """What can be decided, by the name of its field."""
    return {each.name: each.metadata["setting"] for each in fields(Settings) if each.metadata}


def choosable() -> dict[str, Setting]:
    """What a person can choose, by the name of its field."""
    return {name: each for name, each in declared().items() if not each.by_policy_only}


def asks_anything(decided: Container[str]) -> bool:
    """Whether the first start has a question left.

    Args:
        decided: The names of the fields that are decided already.
    """
    return any(each.question and name not in decided for name, each in choosable().items())


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
    ruling: Ruling = NO_RULING,
) -> Settings:
    """Read the settings; where nothing was chosen or it cannot be read, what one begins with.

    Args:
        folder: Where they are; the program's own folder by default.
        lang: Language of the content where nobody has chosen one.
        ruling: What is preset and what is locked.
    """
    start = beginning(lang, ruling)
    chosen = _chosen(folder)
    if isinstance(chosen.get("contacts"), dict):  # each is a choice of its own, none is one too
        contacts = {**_plain(start)["contacts"], **chosen["contacts"]}
        chosen["contacts"] = {role: each for role, each in contacts.items() if any(each.values())}
    loaded = msgspec.convert({**_plain(start), **chosen}, prepared(Settings))
    return with_values(loaded, ruling.locked)


def beginning(lang: Literal["fi", "sv"] = "fi", ruling: Ruling = NO_RULING) -> Settings:
    """What a person has who has chosen nothing.

    Args:
        lang: Language of the content.
        ruling: What is preset and what is locked.
    """
    built_in = Settings(content_language=lang)
    return with_values(built_in, {**ruling.preset, **ruling.locked})


def chosen_names(folder: Path | None = None) -> frozenset[str]:
    """The names of the fields that the person has chosen, whatever is locked."""
    return frozenset(_chosen(folder))


def _chosen(folder: Path | None) -> dict[str, Any]:
    """What the person has chosen, as the file holds it; nothing where it cannot be read."""
    file = (folder or paths.config_dir()) / "settings.json"
    try:
        return _read(file)
    except FileNotFoundError:
        return {}
    except OSError as error:
        log.warning("settings unreadable: %s", error)
        if error.errno == errno.EFBIG:
            _keep_broken(file)
    except UNDECODABLE as error:
        log.warning("settings damaged, defaults used: %s", error)
        _keep_broken(file)
    return {}


def _read(file: Path) -> dict[str, Any]:
    data = paths.read_regular(file, _MOST_BYTES)
    settings = msgspec.json.decode(data, type=prepared(Settings))
    found: dict[str, Any] = msgspec.json.decode(data)
    decided_by_others = declared().keys() - choosable().keys()
    plain = _plain(settings)
    chosen = {name: plain[name] for name in plain if name in found.keys() - decided_by_others}
    if settings.text_size not in TEXT_SIZES:
        chosen.pop("text_size", None)
    return _without_endless(chosen, settings)


def _without_endless(chosen: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """What is chosen, without words that are longer than anybody has typed."""
    endless = {name for name in chosen if is_endless(name, getattr(settings, name))}
    kept = {name: value for name, value in chosen.items() if name not in endless}
    if "contacts" in endless:
        good = [role for role, each in settings.contacts.items() if not each.is_endless]
        kept["contacts"] = {role: chosen["contacts"][role] for role in good[:_MOST_CONTACTS]}
    if endless:
        log.warning("settings of endless words, defaults used: %s", ", ".join(sorted(endless)))
    return kept


def is_endless(name: str, value: object) -> bool:
    """Whether the value of a field is longer than anybody has typed."""
    if isinstance(value, dict):
        return len(value) > _MOST_CONTACTS or any(each.is_endless for each in value.values())
    about = declared().get(name)
    longest = (about.longest if about else 0) or _LONGEST_PATH
    return isinstance(value, str) and len(value) > longest


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
        start: What one has who has chosen nothing; it is never written as a choice.
    """

    def __init__(
        self, known: Settings, folder: Path | None = None, start: Settings | None = None
    ) -> None:
        self._known = known
        self._folder = folder
        self._start = start or Settings()

    def save(self, settings: Settings) -> None:
        """Write what differs from what is known here; all choices where there is no sound file.

        Of the contacts, each is a thing of its own. Fields that a later program has stay.

        Raises:
            OutputError: The folder cannot be written to.
        """
        file = (self._folder or paths.config_dir()) / "settings.json"
        with _alone(file):
            there = _there(file)
            before = self._start if there is None else self._known
            merged = _merged(_plain(before), _plain(settings), there or {})
            paths.write_whole(file, msgspec.json.format(msgspec.json.encode(merged), indent=2))
        self._known = settings


def _plain(settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(settings)
    return told


def _merged(
    before: Mapping[str, Any], after: Mapping[str, Any], there: Mapping[str, Any]
) -> dict[str, Any]:
    """What is there, with the changes from before to after; what is gone stays as nothing."""
    merged = dict(there)
    for name, value in after.items():
        if name in before and value == before[name]:
            continue
        if name == "contacts":
            old = there.get(name)
            merged[name] = _merged(before[name], value, old if isinstance(old, dict) else {})
        else:
            merged[name] = value
    return merged | {name: {} for name in before.keys() - after.keys()}


def _there(file: Path) -> dict[str, Any] | None:
    try:
        data = paths.read_regular(file, _MOST_BYTES)
        msgspec.json.decode(data, type=prepared(Settings))
        found: dict[str, Any] = msgspec.json.decode(data)
    except (OSError, *UNDECODABLE):
        return None
    return found


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Nobody else changes the file meanwhile; where that cannot be had, go on without."""
    from filelock import FileLock, Timeout  # late: no start saves anything

    lock = FileLock(file.with_name(f"{file.name}.lock"), PATIENCE_S, fallback_to_soft=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (OSError, Timeout) as error:
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
