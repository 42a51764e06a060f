"""Own items on their way: out of their folders into a file, and from one into folders.

An item travels as its files by their names. Nothing of what comes is believed: names, sizes and
texts are those of an own item that can be read without a mistake, or nothing of it is kept. What
is there already is never written over.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from valita_desktop.content.model import LANGS, LINE_END, OWN_PREFIX
from valita_desktop.content.pictures import MOST_PUBLISHED, name_of
from valita_desktop.content.source import MOST_BYTES, RECORD_FILE
from valita_desktop.errors import OutputError, OwnItemError
from valita_desktop.letters import first_unseen, is_device, seen
from valita_desktop.library.own_items import load_own, own_folders, own_id
from valita_desktop.paths import is_there, read_regular, write_folder

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from valita_desktop.library.own_items import OwnItem

MOST_FILES = 60
"""Of an item: a record, four texts, and pictures."""
MOST_OF_AN_ITEM = 24 * 2**20
"""Bytes of an item that travels."""
_TEXTS = (RECORD_FILE, *(f"{lang}{easy}.md" for lang in LANGS for easy in ("", ".easy")))
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_FOLDER = 60


class OwnFile(msgspec.Struct, frozen=True):
    """A file of an item."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    base64: bytes


class TravellingItem(msgspec.Struct, frozen=True, kw_only=True):
    """An own item as it stands in a file.

    Attributes:
        id: Its id where it comes from.
        title: What it is called, to be asked about.
        files: All of it.
    """

    id: Annotated[str, msgspec.Meta(max_length=64, pattern=rf"^{OWN_PREFIX}[a-z0-9-]+{LINE_END}")]
    title: Annotated[str, msgspec.Meta(max_length=300)] = ""
    files: Annotated[tuple[OwnFile, ...], msgspec.Meta(min_length=1, max_length=MOST_FILES)]


class Arrived(NamedTuple):
    """What became of an item that came.

    Attributes:
        sent: Its id where it came from.
        id: Its id here.
        folder: Where it stands.
        new: It was not here before.
    """

    sent: str
    id: str
    folder: Path
    new: bool


def packed(own: OwnItem) -> TravellingItem:
    """An item with the files that it needs, as it is now.

    Raises:
        OwnItemError: A file cannot be read, or it is too large to be handed on.
    """
    loaded = load_own(own.folder)[0]
    pictures = [note.file.name for note in loaded.pictures] if loaded else []
    names = [name for name in _TEXTS if (own.folder / name).is_file()]
    files: list[OwnFile] = []
    room = MOST_OF_AN_ITEM
    for name in dict.fromkeys((*names, *pictures)):
        try:
            data = read_regular(own.folder / name, min(room, _most(name)))
        except OSError as error:
            raise OwnItemError(own.folder / name, str(error.strerror or error)) from error
        room -= len(data)
        files.append(OwnFile(name, data))
    title = next(iter(own.row.titles.values()))
    return TravellingItem(id=own.item.id, title=title, files=tuple(files))


def all_travelling(home: Path) -> list[TravellingItem]:
    """Every folder of a person's own items that can be kept, each as `travelling`."""
    return [item for item in map(travelling, own_folders(home)) if item]


def travelling(folder: Path) -> TravellingItem | None:
    """A folder as it is, to be kept: also one whose item is broken, and what it does not need.

    Of files that no item can have, or that are too large, the others are kept; what is kept can
    arrive anywhere.

    Returns:
        ``None`` where it has no record that can be kept, or is gone.
    """
    files: dict[str, OwnFile] = {}
    room = MOST_OF_AN_ITEM
    for file in _first_files(folder):
        name = unicodedata.normalize("NFC", file.name)
        if len(files) == MOST_FILES or not _is_name(name) or name.lower() in files:
            continue
        try:
            data = read_regular(file, min(room, _most(name)))
        except OSError:
            continue
        room -= len(data)
        files[name.lower()] = OwnFile(name, data)
    if RECORD_FILE not in {each.name for each in files.values()}:
        return None
    loaded, title, _mistakes = load_own(folder)
    bare = "-".join(re.findall(r"[a-z0-9]+", folder.name.lower()))[:_LONGEST_FOLDER].strip("-")
    named = loaded.item.id.removeprefix(OWN_PREFIX) if loaded else ""
    item_id = f"{OWN_PREFIX}{named if _is_folder(named) else bare or 'item'}"
    return TravellingItem(id=item_id, title=title[:300], files=tuple(files.values()))


def _first_files(folder: Path) -> list[Path]:
    """The files that are looked at, those with words first; none where it is gone."""
    try:
        return sorted(folder.iterdir(), key=_texts_first)[: 2 * MOST_FILES]
    except OSError:
        return []


def _texts_first(file: Path) -> tuple[bool, str]:
    return file.name not in _TEXTS, file.name


def arrive(
    home: Path,
    here: Mapping[str, Path],
    travelling: TravellingItem,
    taken: Iterable[str] = (),
    *,
    broken: bool = False,
) -> Arrived:
    """Take an item in, under an id that is free; the very same one is left as it is.

    Args:
        home: The person's folder; it is made where there is none.
        here: The folders of the own items that are here, by id.
        travelling: The item.
        taken: Ids that came before it from the same file.
        broken: Also one with mistakes: it is the person's own.

    Raises:
        OwnItemError: It is no item that can be read here; nothing was kept of it.
        OutputError: The folder cannot be written.
    """
    files = _checked(travelling)
    name = travelling.id.removeprefix(OWN_PREFIX)
    for folder in filter(None, (here.get(travelling.id), home / name)):
        if _is_same(folder, files, travelling.id):
            return Arrived(travelling.id, travelling.id, folder, new=False)
    if not _is_folder(name):
        raise OwnItemError(home / "?", f"{travelling.id!r} is no name of a folder")
    folder = free_folder(home, name, {*here, *taken})
    item_id = f"{OWN_PREFIX}{folder.name}"
    files[RECORD_FILE] = _with_id(files[RECORD_FILE], item_id)
    write_folder(folder, files)
    loaded, _title, mistakes = load_own(folder)
    whole = loaded is not None and not mistakes and own_id(loaded.item.id) == item_id
    if not whole and not broken:
        shutil.rmtree(folder, ignore_errors=True)
        reason = str(mistakes[0]) if mistakes else "another id, or no words"
        raise OwnItemError(folder, reason)
    return Arrived(travelling.id, item_id, folder, new=True)


def free_folder(home: Path, name: str, taken: Container[str] = ()) -> Path:
    """A folder of the person's that is not there yet, and whose id no other own item has.

    Args:
        home: The person's folder.
        name: What it would be called.
        taken: Ids of own items that stand elsewhere.

    Raises:
        OutputError: Every name of that kind is there, or the folder cannot be looked into.
    """
    for number in range(1, 1000):
        found = home / (name if number == 1 else f"{name}-{number}")
        if not is_there(found) and f"{OWN_PREFIX}{found.name}" not in taken:
            return found
    raise OutputError(home / name, "every name of that kind is taken")


def _checked(travelling: TravellingItem) -> dict[str, bytes]:
    """The files by name, all of them such as an own item has.

    Raises:
        OwnItemError: They are not.
    """
    files: dict[str, bytes] = {}
    for each in travelling.files:
        alike = each.name.lower() in {name.lower() for name in files}
        if not _is_name(each.name) or alike or len(each.base64) > _most(each.name):
            raise OwnItemError(None, f"{each.name[:80]!r} is no file of an item")
        files[each.name] = each.base64
    if RECORD_FILE not in files or sum(map(len, files.values())) > MOST_OF_AN_ITEM:
        raise OwnItemError(None, "no record, or too large")
    return {name: _without_unseen(data) if name in _TEXTS else data for name, data in files.items()}


def _is_folder(name: str) -> bool:
    """Whether the folder of an item that arrives can be called so."""
    return bool(_FOLDER.fullmatch(name)) and len(name) <= _LONGEST_FOLDER


def _is_name(name: str) -> bool:
    """Whether a file of an item can be called so, on every computer."""
    bad = name.startswith(".") or name_of(name) != name or is_device(name) or first_unseen(name)
    return name in _TEXTS or not bad


def _without_unseen(text: bytes) -> bytes:
    """A text without what nobody sees, as a feed has it; what is no text stays, to be refused."""
    try:
        return seen(text.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).encode()
    except UnicodeDecodeError:
        return text


def _most(name: str) -> int:
    return MOST_BYTES if name in _TEXTS else MOST_PUBLISHED


def _is_same(folder: Path, files: Mapping[str, bytes], item_id: str) -> bool:
    """Whether a folder holds these files, but for what an arrival changes in them."""
    try:
        there = {name: read_regular(folder / name, MOST_OF_AN_ITEM) for name in files}
    except OSError:
        return False
    return all(
        _arrived(name, there[name], item_id) == _arrived(name, data, item_id)
        for name, data in files.items()
    )


def _arrived(name: str, data: bytes, item_id: str) -> bytes:
    if name not in _TEXTS:
        return data
    return (
        _with_id(_without_unseen(data), item_id) if name == RECORD_FILE else _without_unseen(data)
    )


def _with_id(record: bytes, item_id: str) -> bytes:
    """A record under another id; one that writes its id in no usual way stays as it is."""
    text = record.decode("utf-8-sig", "replace")
    line = re.compile(r"^id\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
    return line.sub(f'id = "{item_id}"', text, count=1).encode()
