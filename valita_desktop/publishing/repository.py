"""The signed half of a feed's folder: ``metadata/``, as TUF has it.

Changes are gathered in memory and written by `commit` in the order that keeps a reader
safe: what nobody points to yet first, the timestamp last. A publisher that dies in between
has published nothing, and the next one starts again from what the timestamp says.

Source:
    The Update Framework specification 1.0.34, section 6.2, "Consistent snapshots".
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tuf.api import exceptions as refusals
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer
from tuf.repository import Repository
from typing_extensions import override

from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.feed.trust import LIFETIMES
from valita_desktop.paths import write_whole
from valita_desktop.publishing.keys import name_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from securesystemslib.signer import Key

    from valita_desktop.publishing.keys import Keys

ROOT_KEYS = ("root-1", "root-2", "root-3")
ROOT_THRESHOLD = 2
ONLINE_KEY = "online"
KEPT_VERSIONS = 10
_NEW = {"root": Root, "targets": Targets, "snapshot": Snapshot, "timestamp": Timestamp}
_WRITTEN_IN_ORDER = ("root", "targets", "snapshot", "timestamp")


class FeedRepository(Repository):
    """The metadata of a feed's folder.

    Attributes:
        folder: The feed's folder.
    """

    def __init__(self, folder: Path, keys: Keys, now: dt.datetime) -> None:
        self.folder = folder
        self._keys = keys
        self._now = now
        self._pending: dict[str, Metadata[Any]] = {}

    @classmethod
    def init(cls, folder: Path, keys: Keys, now: dt.datetime, editor: str) -> FeedRepository:
        """Begin a feed: make its keys and its first metadata; nothing is written yet.

        Args:
            folder: The feed's folder.
            keys: Makes the keys.
            now: Time of publication, in UTC.
            editor: Name of the first editor's key.

        Raises:
            PublishError: There is a feed in the folder, or a key of the same name.
        """
        if (folder / "metadata/timestamp.json").exists():
            raise PublishError(PublishErrorCode.FEED_EXISTS, str(folder))
        repository = cls(folder, keys, now)
        with repository.edit_root() as root:
            root.consistent_snapshot = True
            for name in ROOT_KEYS:
                root.add_key(keys.make(name), "root")
            root.roles["root"].threshold = ROOT_THRESHOLD
            root.add_key(keys.make(editor), "targets")
            online = keys.make(ONLINE_KEY)
            root.add_key(online, "snapshot")
            root.add_key(online, "timestamp")
        with repository.edit_targets():
            pass
        repository.refresh(force=True)
        return repository

    @override
    def open(self, role: str) -> Metadata[Any]:
        """The newest metadata of a role: changed, published, or new.

        Raises:
            PublishError: What was published cannot be read.
        """
        if role in self._pending:
            return self._pending[role]
        file = self._published(role)
        if file is None:
            new: Metadata[Any] = Metadata(_NEW[role]())
            new.signed.version = 0
            return new
        try:
            return Metadata.from_bytes(file.read_bytes())
        except (OSError, refusals.RepositoryError) as error:
            raise PublishError(PublishErrorCode.FEED_DAMAGED, file.name) from error

    @override
    def close(self, role: str, md: Metadata[Any]) -> None:
        """Sign a role's changed metadata and keep it for `commit`.

        Raises:
            PublishError: Too few of the keys that must sign are here.
        """
        md.signed.version = self._version(role, md) + 1
        md.signed.expires = (self._now + LIFETIMES[role]).replace(microsecond=0)
        md.signatures.clear()
        delegators = [self.root()]
        if role == "root":
            # A new root is signed by its own keys and by those of the one before.
            before = self._published("root")
            delegators = [md.signed]
            if before:
                delegators.append(Metadata[Root].from_bytes(before.read_bytes()).signed)
        for delegator in delegators:
            self._sign(md, delegator, role)
        self._pending[role] = md

    @property
    @override
    def targets_infos(self) -> dict[str, MetaFile]:
        return {"targets.json": MetaFile(self.targets().version)}

    @property
    @override
    def snapshot_info(self) -> MetaFile:
        return MetaFile(self.snapshot().version)

    def refresh(self, *, force: bool = False) -> None:
        """Follow changed targets with a new snapshot and timestamp.

        Args:
            force: Also where nothing has changed, to confirm the feed for longer.
        """
        self.do_snapshot(force=force)
        self.do_timestamp(force=force)

    def replace_key(self, name: str, replacement: str) -> None:
        """Take a key away and put a new one in its place, and sign anew what it had signed.

        Args:
            name: Of the key that goes; it need not be here.
            replacement: Name of the key that is made.

        Raises:
            PublishError: There is no such key, or too few keys to sign the new root are here.
        """
        with self.edit_root() as root:
            old = _named(root, name)
            roles = [role for role in root.roles if old.keyid in root.roles[role].keyids]
            new = self._keys.make(replacement)
            for role in roles:
                root.revoke_key(old.keyid, role)
                root.add_key(new, role)
        if "targets" in roles:
            with self.edit_targets():
                pass
        self.refresh(force=True)

    def add_editor(self, name: str) -> None:
        """Let one more editor sign releases, with a new key of this name."""
        with self.edit_root() as root:
            root.add_key(self._keys.make(name), "targets")

    def commit(self) -> None:
        """Write new keys and what was changed, the timestamp last.

        Raises:
            OutputError: A folder cannot be written; what was published stands.
        """
        self._keys.keep()
        metadata = self.folder / "metadata"
        for role in _WRITTEN_IN_ORDER:
            if role in self._pending:
                md = self._pending[role]
                data = md.to_bytes(JSONSerializer(compact=True))
                if role == "timestamp":
                    write_whole(metadata / "timestamp.json", data)
                    continue
                write_whole(metadata / f"{md.signed.version}.{role}.json", data)
                if role == "root":
                    write_whole(metadata / "root.json", data)
        self._pending.clear()

    def named_files(self) -> set[str]:
        """File names that the newest two lists of packs name; older ones nobody reads."""
        newest = self.targets().version
        names: set[str] = set()
        for version in (newest, newest - 1):
            file = self.folder / f"metadata/{version}.targets.json"
            if file.is_file():
                listed = Metadata[Targets].from_bytes(file.read_bytes()).signed.targets
                for path, target in listed.items():
                    names.add(f"{target.hashes['sha256']}.{path.rpartition('/')[2]}")
        return names

    def drop_old(self) -> None:
        """Remove lists and snapshots that no reader can still be reading."""
        for role, newest in (("targets", self.targets()), ("snapshot", self.snapshot())):
            for version, file in self._versions(role).items():
                if version < newest.version - KEPT_VERSIONS:
                    with suppress(OSError):  # somebody reads it still; it goes the next time
                        file.unlink(missing_ok=True)

    def _versions(self, role: str) -> dict[int, Path]:
        """The numbered files of a role; whatever else somebody has put beside them is not ours."""
        found = (self.folder / "metadata").glob(f"[1-9]*.{role}.json")
        heads = ((file.name.split(".")[0], file) for file in found)
        return {int(head): file for head, file in heads if head.isdecimal()}

    def _published(self, role: str) -> Path | None:
        """The file of a role as readers find it now; ``None`` where there is none."""
        metadata = self.folder / "metadata"
        if role == "timestamp":
            file = metadata / "timestamp.json"
            return file if file.exists() else None
        if role == "root":
            versions = self._versions("root")
            return versions[max(versions)] if versions else None
        if not (metadata / "timestamp.json").exists():
            return None
        if role == "snapshot":
            return metadata / f"{self.timestamp().snapshot_meta.version}.snapshot.json"
        return metadata / f"{self.snapshot().meta['targets.json'].version}.targets.json"

    def _version(self, role: str, md: Metadata[Any]) -> int:
        """The version that a change follows: a root changed twice is still one new root."""
        if role in self._pending and role == "root":
            return int(md.signed.version) - 1
        return int(md.signed.version)

    def _sign(self, md: Metadata[Any], delegator: Root, role: str) -> None:
        wanted = delegator.roles[role]
        keys = [delegator.keys[key_id] for key_id in wanted.keyids]
        for key in keys:
            signed = sum(1 for each in keys if each.keyid in md.signatures)
            if signed >= wanted.threshold:
                return
            signer = None if key.keyid in md.signatures else self._keys.signer(key)
            if signer:
                md.sign(signer, append=True)
        if sum(1 for each in keys if each.keyid in md.signatures) < wanted.threshold:
            missing = [name_of(key) for key in keys if key.keyid not in md.signatures]
            raise PublishError(PublishErrorCode.NO_KEY, ", ".join(sorted(missing)))


def _named(root: Root, name: str) -> Key:
    for key in root.keys.values():
        if name_of(key) == name:
            return key
    raise PublishError(PublishErrorCode.NO_KEY, name)
