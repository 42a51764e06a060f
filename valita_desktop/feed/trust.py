"""Who may sign a feed, and how a reader is sure that they did: TUF.

Four roles sign four small documents under ``metadata/``; `verify` follows them from a root
that came with the program to the packs that the newest release consists of. Nothing is
believed that is not signed, older than what was seen before, or out of date; and nothing
of it is needed to *show* materials, so expiry can stop an update but never the program.

The only module that knows python-tuf's client. It is given bytes by a `Source`, never a
network.

Source:
    The Update Framework specification 1.0.34, section 5, "Detailed client workflow".
"""

from __future__ import annotations

import datetime as dt
import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuf.api import exceptions as refusals
from tuf.api.metadata import Key, Metadata, Targets
from typing_extensions import override

from valita_desktop.errors import (
    AppTooOldError,
    NoSpaceError,
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
)
from valita_desktop.feed import packs
from valita_desktop.feed.ngclient import FetcherInterface, Updater, UpdaterConfig
from valita_desktop.paths import make_way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from valita_desktop.feed.packs import PackName
    from valita_desktop.feed.sources import Source

LIFETIMES = {
    "root": dt.timedelta(days=3650),
    "targets": dt.timedelta(days=1095),
    "snapshot": dt.timedelta(days=365),
    "timestamp": dt.timedelta(days=180),
}
MAX_BYTES = {"root": 512_000, "timestamp": 16_384, "snapshot": 64_000, "targets": 5_000_000}
CLOCK_DOUBT = dt.timedelta(days=730)
"""A feed that seems to have expired so long ago means a wrong clock, not an old feed."""
MAX_ROOTS = 1000
"""So often may keys have been replaced since the program was made."""
KEY_NAME = "x-valita-name"
"""Field of a key in the root that says whose it is."""

_ROOT_DOUBT = dt.timedelta(days=30)
"""A root lives ten years and is renewed long before: no computer is so old."""
_CLOCKS_APART = dt.timedelta(days=2)
_LONGEST_NAME = 60
_BASE = "feed:///"
_BEFORE_ALL = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_STATUS = {SourceErrorCode.MISSING: 404, SourceErrorCode.FORBIDDEN: 403}


@dataclass(frozen=True)
class Trust:
    """What a reader trusts before it has read anything.

    Attributes:
        root: The trusted root's bytes, as they came with the program.
        folder: Where verified metadata is kept, so that nothing older is taken later.
        ageless: Expiry does not matter: for what came with the program itself.
        now: The time to go by; the clock's by default.
    """

    root: bytes
    folder: Path
    ageless: bool = False
    now: dt.datetime | None = None


@dataclass(frozen=True)
class Signed:
    """What a feed's signatures say.

    Attributes:
        packs: Every pack of it, with its size in bytes.
        about: What the publisher says of a pack, as docs/feed-format.md lists it.
        files: Other signed files by name below ``targets/``: SHA-256 and size.
        version: Version of the list of packs; counts up with every release.
        snapshot_version: Version of the snapshot that names it.
        expires: Until when the feed is confirmed.
        signers: Whose keys signed the list of packs.
        root_version: Version of the root that it goes by.
        keys: Ids of the keys that signed the list of packs.
        trusted: Ids of those that may sign it now.
    """

    packs: dict[PackName, int]
    about: dict[PackName, dict[str, Any]]
    files: dict[str, tuple[str, int]]
    version: int
    snapshot_version: int
    expires: dt.datetime
    signers: tuple[str, ...]
    root_version: int
    keys: frozenset[str]
    trusted: frozenset[str]

    @property
    def seq(self) -> int:
        """Number of the newest release; 0 for an empty feed."""
        return max((name.to_seq for name in self.packs), default=0)


def verify(source: Source, trust: Trust) -> Signed:
    """Read the signed metadata of a feed.

    Raises:
        SourceError: It cannot be read.
        TrustError: It is not what the network has signed, is older than what was seen
            before, or out of date.
        AppTooOldError: The keys were replaced so often that this program cannot follow.
        NoSpaceError: The disk is full.
        OutputError: Verified metadata cannot be kept.
        UpdateCancelledError: The source was told to stop.
    """
    fetcher = Fetcher(source)
    client: Client | None = None
    try:
        _make_ready(trust.folder)
        client = Client(trust, fetcher)
        client.refresh()
        return client.signed()
    except refusals.DownloadHTTPError as error:
        raise _missing(source.where, fetcher.asked, error) from error
    except refusals.DownloadLengthMismatchError as error:
        raise SourceError(source.where, SourceErrorCode.TOO_MUCH, str(error)) from error
    except (refusals.RepositoryError, refusals.DownloadError) as error:
        doubt = _doubt(error, fetcher.asked)
        if client and client.at_most_roots:
            raise AppTooOldError(source.where, "") from error
        if doubt is TrustErrorCode.EXPIRED and client and client.is_clock_ahead(source.dated):
            doubt = TrustErrorCode.CLOCK
        raise TrustError(source.where, doubt, str(error)) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpaceError(trust.folder, sum(MAX_BYTES.values()), 0) from error
        raise OutputError(trust.folder, str(error.strerror or error)) from error


class Fetcher(FetcherInterface):
    """Gives a source's bytes to python-tuf.

    Attributes:
        asked: The file asked for last, ``metadata/timestamp.json``; ``""`` before.
    """

    def __init__(self, source: Source) -> None:
        self.asked = ""
        self._source = source

    @override
    def _fetch(self, url: str) -> Iterator[bytes]:
        self.asked = url.removeprefix(_BASE)
        role = self.asked.removesuffix(".json").rpartition(".")[2].rpartition("/")[2]
        limit = MAX_BYTES.get(role, packs.MAX_PACK)
        try:
            yield from self._source.read(self.asked, limit)
        except SourceError as error:
            if error.code not in _STATUS:
                raise
            raise refusals.DownloadHTTPError(str(error), _STATUS[error.code]) from error


class Client(Updater):
    """python-tuf's client, set up for a feed.

    Three names of `Updater` that are not public are used: ``_update_root_symlink`` is made to
    do nothing, for a link cannot be made on a stick and nobody follows it where a root is
    handed in; ``_trusted_set`` is read, and its time to go by is set; and
    ``_load_local_metadata`` tells who signed. `tests/sync/test_attacks.py` and the
    conformance suite hold them to their meaning.
    """

    def __init__(self, trust: Trust, fetcher: FetcherInterface, downloads: str = "") -> None:
        super().__init__(
            metadata_dir=str(trust.folder),
            metadata_base_url=f"{_BASE}metadata/",
            target_dir=downloads or None,
            target_base_url=f"{_BASE}targets/",
            fetcher=fetcher,
            config=UpdaterConfig(
                root_max_length=MAX_BYTES["root"],
                timestamp_max_length=MAX_BYTES["timestamp"],
                snapshot_max_length=MAX_BYTES["snapshot"],
                targets_max_length=MAX_BYTES["targets"],
                max_root_rotations=MAX_ROOTS,
            ),
            bootstrap=trust.root,
        )
        self._first_root = self.root_version
        if trust.now or trust.ageless:
            self._trusted_set.reference_time = trust.now or _BEFORE_ALL

    @override
    def _update_root_symlink(self) -> None:
        """Make no link."""

    @property
    def root_version(self) -> int:
        """Version of the root that is trusted now."""
        return int(self._trusted_set.root.version)

    def signed(self) -> Signed:
        """What the signatures say, after `refresh`."""
        known = self._trusted_set
        signed_packs, about, files = {}, {}, {}
        for path, target in known.targets.targets.items():
            sha256 = str(target.hashes.get("sha256", ""))
            name = packs.of_target(path, sha256)
            if name and 0 < target.length <= packs.MAX_PACK:
                signed_packs[name] = target.length
                about[name] = target.custom if isinstance(target.custom, dict) else {}
            else:
                files[path] = (sha256, target.length)
        return Signed(
            packs=signed_packs,
            about=about,
            files=files,
            version=known.targets.version,
            snapshot_version=known.snapshot.version,
            expires=min(known[role].expires for role in ("timestamp", "snapshot", "targets")),
            signers=tuple(sorted(map(_name, self._signers()))),
            keys=frozenset(key.keyid for key in self._signers()),
            trusted=frozenset(known.root.roles[Targets.type].keyids),
            root_version=known.root.version,
        )

    @property
    def at_most_roots(self) -> bool:
        """As many roots were followed as are followed at all: there may be newer ones."""
        return self.root_version - self._first_root >= self.config.max_root_rotations

    def is_clock_ahead(self, dated: dt.datetime | None) -> bool:
        """Whether this computer's clock is more likely wrong than that the feed is so old.

        Args:
            dated: What the source's own clock says; ``None`` where it says nothing.
        """
        known = self._trusted_set
        now = known.reference_time
        if dated is not None and now - dated > _CLOCKS_APART:
            return True
        if now - known.root.expires > _ROOT_DOUBT:
            return True
        roles = [known[role] for role in ("timestamp", "snapshot", "targets") if role in known]
        return any(now - role.expires > CLOCK_DOUBT for role in roles)

    def _signers(self) -> tuple[Key, ...]:
        written = Metadata[Targets].from_bytes(self._load_local_metadata(Targets.type))
        verified = self._trusted_set.root.get_verification_result(
            Targets.type, written.signed_bytes, written.signatures
        )
        return tuple(verified.signed.values())


def _name(key: Key) -> str:
    """Whose a key is, in one short line; the beginning of its id where it does not say."""
    said = key.unrecognized_fields.get(KEY_NAME)
    fits = isinstance(said, str) and said.isprintable() and 0 < len(said.strip()) <= _LONGEST_NAME
    return str(said) if fits else key.keyid[:8]


def _make_ready(folder: Path) -> None:
    """Make the folder of verified metadata; what else stands in the place of one is moved aside.

    Whatever is lost so is rebuilt from the bundled root and from the feed; the library knows by
    itself what it was at.
    """
    history = folder / "root_history"
    for each in (folder, history):
        make_way(each, folder=True)
        each.mkdir(parents=True, exist_ok=True)
    for file in (*folder.glob("*.json"), *history.glob("*.json")):
        make_way(file)
        if file.is_file() and file.stat().st_size > max(MAX_BYTES.values()):
            file.unlink()


def _missing(where: str, asked: str, error: Exception) -> SourceError:
    """A feed without a timestamp is no feed; one that lacks anything else is half copied."""
    given = error.__cause__
    if isinstance(given, SourceError) and given.code is not SourceErrorCode.MISSING:
        return given
    whole = asked.endswith("/timestamp.json")
    return SourceError(
        where, SourceErrorCode.MISSING if whole else SourceErrorCode.HALF_COPIED, asked
    )


def _doubt(error: Exception, asked: str) -> TrustErrorCode:
    match error:
        case refusals.ExpiredMetadataError():
            return TrustErrorCode.EXPIRED
        case refusals.UnsignedMetadataError():
            return TrustErrorCode.UNSIGNED
        case refusals.BadVersionNumberError():
            return (
                TrustErrorCode.OLDER
                if asked.endswith("/timestamp.json")
                else TrustErrorCode.ALTERED
            )
        case refusals.LengthOrHashMismatchError():
            return TrustErrorCode.ALTERED
        case _:
            return TrustErrorCode.MALFORMED
