"""Materials in a folder that many people read: prepared once, by whoever looks after them.

=====================  ===============================================================
``feed/``              the signed feed, as a mirror has it
``content-N-HASH.db``  the same, ready to be read
``library.json``       which of these is meant, with its SHA-256; written last
=====================  ===============================================================

The feed is verified like any other, so whoever can write into the folder can feed nobody what
the network has not signed. A ready database cannot be verified so: it is taken only from where
nobody but an administrator can write, as the program itself is, and copied before it is opened.
Nothing is ever written into the folder but by `build`.

An installer carries a ready database too, beside the feed that it was made of: there nobody can
write who could not change the program. So a first start puts in nothing, it copies.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import re
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from valita_desktop import paths
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE, OutputError
from valita_desktop.feed import packs
from valita_desktop.filesystems import network_kind
from valita_desktop.library.database import prepare_folder
from valita_desktop.library.rows import SCHEMA_VERSION
from valita_desktop.library.search.index import name_edition
from valita_desktop.library.store import Library
from valita_desktop.sync.export import FolderSink, copy_feed
from valita_desktop.sync.shipped import import_feed

if TYPE_CHECKING:
    from typing import BinaryIO

    from valita_desktop.feed.sources import Source
    from valita_desktop.feed.trust import Trust

log = logging.getLogger(__name__)

FEED, NOTE = "feed", "library.json"
_TIMESTAMP = "metadata/timestamp.json"
_MOST_NOTE = 10_000
_STEP = 2**20
_NAME = re.compile(r"content-[0-9]{1,10}-[0-9a-f]{16}\.db")


class ReadyLibrary(msgspec.Struct, frozen=True):
    """What is told of a ready database.

    Attributes:
        seq: The release that it is at.
        schema: Of its tables; other programs import the feed.
        file: Its name.
        sha256: Of its bytes.
        size: In bytes.
        feed: SHA-256 of the time stamp of the feed that it was made of, where a program carries
            both.
    """

    seq: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    schema: int
    file: Annotated[str, msgspec.Meta(pattern=rf"^{_NAME.pattern}$")]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, msgspec.Meta(ge=1, lt=2**40)]
    feed: str = ""


@dataclass(frozen=True)
class SharedState:
    """How a shared folder stands, seen from here.

    Attributes:
        seq: The newest release in its feed; 0 if there is none, or it cannot be reached.
        ready: It has a database that this program would take as it is.
    """

    seq: int
    ready: bool


def build(folder: Path, source: Source, trust: Trust) -> ReadyLibrary:
    """Prepare a shared folder, or bring it up to date; readers find it whole at any moment.

    Args:
        folder: It is made where there is none.
        source: Where the feed comes from.
        trust: It is verified by this.

    Raises:
        SourceError: The source cannot be read.
        TrustError, FeedError: It is not what the network has signed, or damaged.
        OutputError: The folder cannot be written.
    """
    copy_feed(source, trust, FolderSink(folder / FEED))
    return _made_ready(folder / FEED, trust.root, folder)


def build_shipped(feed: Path, root: bytes, folder: Path) -> ReadyLibrary:
    """Prepare what an installer carries beside a feed, for `seed_shipped`.

    Args:
        feed: The feed that it carries.
        root: The root that it is verified by.
        folder: Gets the database and what is told of it.

    Raises:
        SourceError: The feed cannot be read.
        TrustError, FeedError: It is not what the network has signed, or damaged.
        OutputError: The folder cannot be written.
    """
    return _made_ready(feed, root, folder, stamp=_stamp(feed))


def seed_shipped(file: Path) -> bool:
    """Begin a library with the ready database that came with the program, if one did.

    It is believed as the program itself is, but only where the feed is there that it was made of.

    Args:
        file: The library, which is not there yet.

    Returns:
        Whether it is there now.

    Raises:
        StoreUnusableError: The library's folder cannot be used.
    """
    prepare_folder(file)
    folder = paths.shipped_ready()
    try:
        ready = _told(folder)
        if ready.schema != SCHEMA_VERSION or ready.feed != _stamp(paths.shipped_feed()):
            return False
        _copy_ready(folder, ready, file)
    except FileNotFoundError:
        return False  # as wherever the program was not installed by an installer
    except (OSError, OutputError, *UNDECODABLE) as error:
        log.warning("no ready materials from the program: %s", error)
        return False
    return True


def seed(folder: Path, file: Path) -> bool:
    """Begin a library with the ready database of a shared folder.

    Args:
        folder: The shared folder.
        file: The library, which is not there yet.

    Returns:
        Whether it is there now. Where it is not, it was said in the log why.

    Raises:
        StoreUnusableError: The library's folder cannot be used.
    """
    prepare_folder(file)
    try:
        ready = _ready(folder)
        if ready is None:
            return False
        _copy_ready(folder, ready, file)
    except (OSError, OutputError, *UNDECODABLE) as error:
        log.warning("no ready materials from the shared folder: %s", error)
        return False
    return True


def is_near(folder: Path) -> bool:
    """Whether a folder is on this computer, so that asking it at every start takes no time."""
    return not network_kind(folder)


def state(folder: Path) -> SharedState:
    """How a shared folder stands."""
    try:
        newest = max((name.to_seq for name in packs.names_in(folder / FEED)), default=0)
    except OSError:
        newest = 0
    try:
        ready = _ready(folder) is not None
    except (OSError, *UNDECODABLE):
        ready = False
    return SharedState(newest, ready)


def _ready(folder: Path) -> ReadyLibrary | None:
    """The ready database, if it may be taken as it is."""
    note, ready = folder / NOTE, _told(folder)
    if ready.schema != SCHEMA_VERSION:
        log.info("the shared folder was prepared by another version of the program")
    elif not all(map(paths.only_administrators_write, (note, folder / ready.file))):
        log.info("others than an administrator can write into the shared folder")
    else:
        return ready
    return None


def _told(folder: Path) -> ReadyLibrary:
    return msgspec.json.decode(
        paths.read_regular(folder / NOTE, _MOST_NOTE), type=prepared(ReadyLibrary)
    )


def _stamp(feed: Path) -> str:
    """What changes with each release of a feed, as a hash."""
    return hashlib.sha256(paths.read_regular(feed / _TIMESTAMP, _MOST_NOTE)).hexdigest()


def _copy_ready(folder: Path, ready: ReadyLibrary, file: Path) -> None:
    with (
        paths.open_regular(folder / ready.file) as stream,
        paths.opened_whole(file, private=True) as target,
    ):
        _require(ready.sha256, _copied(stream, target, ready.size))


def _made_ready(feed: Path, root: bytes, folder: Path, stamp: str = "") -> ReadyLibrary:
    with tempfile.TemporaryDirectory(prefix="valita-") as kept:
        file = Path(kept) / "content.db"
        with closing(Library(file)) as library:
            import_feed(feed, library, root)
            seq = library.seq
        if stamp:  # what is frozen twice of the same must be the same
            with closing(sqlite3.connect(file)) as made, made:
                name_edition(made, stamp[:32])
        return _publish(file, folder, seq, stamp)


def _require(sha256: str, found: str) -> None:
    if found != sha256:
        raise OSError(errno.EIO, "not what its hash says")


def _publish(file: Path, folder: Path, seq: int, stamp: str) -> ReadyLibrary:
    """Copy a closed database into the shared folder under its name, and tell of it last."""
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    name = f"content-{seq}-{sha256[:16]}.db"
    ready = ReadyLibrary(seq, SCHEMA_VERSION, name, sha256, file.stat().st_size, stamp)
    with file.open("rb") as stream, paths.opened_whole(folder / name) as target:
        _copied(stream, target, ready.size)
    paths.write_whole(folder / NOTE, msgspec.json.encode(ready))
    for other in folder.glob("content-*.db"):
        if _NAME.fullmatch(other.name) and other.name != name:
            with suppress(OSError):  # somebody copies it still; it goes the next time
                other.unlink(missing_ok=True)
    return ready


def _copied(stream: BinaryIO, target: BinaryIO, size: int) -> str:
    """Copy so many bytes and no more; their SHA-256."""
    digest, left = hashlib.sha256(), size
    while left and (step := stream.read(min(left, _STEP))):
        digest.update(step)
        target.write(step)
        left -= len(step)
    return digest.hexdigest()
