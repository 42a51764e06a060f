"""What an attacker can do to a published feed with the keys it has stolen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tuf.api.metadata import Metadata

from tests.makers import MOMENT
from valita_desktop.publishing.keys import name_of
from valita_desktop.publishing.repository import FeedRepository

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from tests.makers import Publisher


def metadata(publisher: Publisher, role: str) -> Path:
    """The newest file of a role."""
    files = (publisher.folder / "metadata").glob(f"*{role}.json")
    return max(
        files, key=lambda file: int(file.name.split(".")[0]) if file.name[0].isdigit() else 0
    )


def edit(file: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Change what a file says, and leave its signatures."""
    written = json.loads(file.read_text("utf-8"))
    change(written)
    file.write_text(json.dumps(written), "utf-8")


class Attacker:
    """Signs whatever it likes with the keys it has stolen, by their names.

    Attributes:
        publisher: Whose feed it has got into.
    """

    def __init__(self, publisher: Publisher, *names: str) -> None:
        self.publisher = publisher
        root = FeedRepository(publisher.folder, publisher.keys, MOMENT).root()
        stolen = [key for key in root.keys.values() if name_of(key) in names]
        self._signers = [signer for key in stolen if (signer := publisher.keys.signer(key))]

    def forge(self, role: str, change: Callable[[Any], None] | None = None) -> None:
        """Publish a next version of a role, changed, signed with all it has."""
        forged: Metadata[Any] = Metadata.from_bytes(metadata(self.publisher, role).read_bytes())
        forged.signed.version += 1
        if change:
            change(forged.signed)
        forged.signatures.clear()
        for signer in self._signers:
            forged.sign(signer, append=True)
        version = "" if role == "timestamp" else f"{forged.signed.version}."
        forged.to_file(str(self.publisher.folder / f"metadata/{version}{role}.json"))

    def forge_list_of_packs(self) -> None:
        """Withdraw everything, and make snapshot and timestamp follow."""
        self.forge("targets", lambda signed: signed.targets.clear())
        self.point_to_newest()

    def point_to_newest(self) -> None:
        """Make snapshot and timestamp name the newest list of packs."""
        newest = version_of(self.publisher, "targets")

        def name_list(signed: Any) -> None:  # noqa: ANN401 - one of TUF's four kinds
            signed.meta["targets.json"].version = newest

        self.forge("snapshot", name_list)
        snapshot = version_of(self.publisher, "snapshot")

        def name_snapshot(signed: Any) -> None:  # noqa: ANN401 - as above
            signed.snapshot_meta.version = snapshot

        self.forge("timestamp", name_snapshot)


def version_of(publisher: Publisher, role: str) -> int:
    return int(metadata(publisher, role).name.split(".")[0])


def replace_key(publisher: Publisher, old: str, new: str, now: dt.datetime = MOMENT) -> None:
    repository = FeedRepository(publisher.folder, publisher.keys, now)
    repository.replace_key(old, new)
    repository.commit()
