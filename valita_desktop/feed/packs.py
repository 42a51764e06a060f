"""Numbered packs: the files that a release is published in.

A pack is a gzipped feed document whose file name tells its hash, its kind and the
releases it leads from and to: ``<sha256>.base-1000.json.gz``,
``<sha256>.delta-1030-1031.json.gz``. Nothing is read from a pack whose bytes are not
what its name says.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from valita_desktop.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PACK_FOLDER = "targets/packs"
BLOB_FOLDER = "blobs"
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg"}
MAX_PACK = 64 * 2**20
MAX_UNPACKED = 512 * 2**20
"""Bytes. Ten thousand items are 16 MB packed, so this refuses only what is no kit."""
_SEQ = r"(0|[1-9][0-9]{0,9})"
_NAME = re.compile(rf"([0-9a-f]{{64}})\.(?:base-{_SEQ}|delta-{_SEQ}-{_SEQ})\.json\.gz")


@dataclass(frozen=True)
class PackName:
    """What a pack's file name says.

    Attributes:
        sha256: Hash of the file's bytes, in hex.
        kind: ``base`` or ``delta``.
        from_seq, to_seq: The releases it leads from and to; a base leads from 0.
    """

    sha256: str
    kind: Literal["base", "delta"]
    from_seq: int
    to_seq: int

    @property
    def target(self) -> str:
        """The name that TUF signs, ``packs/base-1000.json.gz``; the hash is signed with it."""
        return f"packs/{str(self).partition('.')[2]}"

    @override
    def __str__(self) -> str:
        span = f"{self.to_seq}" if self.kind == "base" else f"{self.from_seq}-{self.to_seq}"
        return f"{self.sha256}.{self.kind}-{span}.json.gz"


def blob_name(sha256: str, mime_type: str) -> str:
    """Where a picture stands in a feed, by its bytes' SHA-256.

    It has the ending of its kind: some web servers send no file whose ending they do not know.
    """
    return f"{BLOB_FOLDER}/{sha256[:2]}/{sha256}{_ENDINGS[mime_type]}"


def parse_name(name: str) -> PackName | None:
    """Read a pack's file name; ``None`` if it is not one."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    sha256, base, start, end = found.groups()
    if base is not None:
        return PackName(sha256, "base", 0, int(base))
    return PackName(sha256, "delta", int(start), int(end))


def of_target(path: str, sha256: str) -> PackName | None:
    """The pack that a signed target is; ``None`` if it is something else."""
    folder, _, file = path.rpartition("/")
    return parse_name(f"{sha256}.{file}") if folder == "packs" else None


def pack(
    document: bytes, kind: Literal["base", "delta"], from_seq: int, to_seq: int
) -> tuple[PackName, bytes]:
    """Compress a document; the same document gives the same bytes and name.

    Args:
        document: As `jsonfeed.encode` writes it.
        kind: ``base`` or ``delta``.
        from_seq: The release it leads from; 0 for a base.
        to_seq: The release it leads to.

    Returns:
        What it is called, and its bytes.
    """
    data = gzip.compress(document, compresslevel=9, mtime=0)
    return PackName(hashlib.sha256(data).hexdigest(), kind, from_seq, to_seq), data


def unpack(name: PackName, data: bytes) -> bytes:
    """Verify and decompress a pack.

    Raises:
        FeedError: It is not what its name says, is no gzip, or unpacks to more than
            `MAX_UNPACKED` bytes.
    """
    if len(data) > MAX_PACK or hashlib.sha256(data).hexdigest() != name.sha256:
        raise FeedError(str(name), "is not what its name says")
    stream = zlib.decompressobj(wbits=31)
    try:
        document = stream.decompress(data, MAX_UNPACKED)
    except zlib.error as error:
        raise FeedError(str(name), str(error)) from error
    if stream.unconsumed_tail or not stream.eof:
        raise FeedError(str(name), "is cut off or too large when unpacked")
    return document


def cheapest_path(packs: Mapping[PackName, int], seq: int) -> tuple[PackName, ...]:
    """The packs that lead from a release to the newest one in the fewest bytes.

    Args:
        packs: Every pack there is, with its size in bytes.
        seq: The release to start from; 0 is nothing at all.

    Returns:
        Packs in the order to apply them; empty if ``seq`` is the newest or later. A base
        leads there from any release, a delta from any release that it spans: it holds
        whatever changed in between as it is at its end.
    """
    # Shortest path through a graph without cycles, whose nodes are releases and whose edges
    # are packs: in order of where they end, every way to a pack's start is known before it
    # (dynamic programming, as Bellman has it). Of equal ways the one with fewer packs.
    newest = max((name.to_seq for name in packs), default=seq)
    best: dict[int, tuple[int, tuple[PackName, ...]]] = {seq: (0, ())}
    for name in sorted(packs, key=_by_end):
        ways = [best[start] for start in best if _leads(name, start, seq)]
        if ways and name.to_seq > seq:
            cost, before = min(ways, key=_cost)
            way = (cost + packs[name], (*before, name))
            best[name.to_seq] = min(best.get(name.to_seq, way), way, key=_cost)
    return best.get(newest, (0, ()))[1]


def _leads(name: PackName, start: int, first: int) -> bool:
    """True if a pack can be applied at ``start``; a base is only worth it to begin with."""
    if name.kind == "base":
        return start == first
    return name.from_seq <= start < name.to_seq


def _cost(way: tuple[int, tuple[PackName, ...]]) -> tuple[int, int]:
    return way[0], len(way[1])


def names_in(folder: Path) -> dict[PackName, int]:
    """The packs of a published feed in a folder, with their sizes in bytes."""
    found = {}
    for file in sorted((folder / PACK_FOLDER).glob("*.json.gz")):
        name = parse_name(file.name)
        if name:
            found[name] = file.stat().st_size
    return found


def rebuilt(offered: Iterable[PackName], seq: int, pack: str) -> tuple[PackName, ...]:
    """A base of a library's own release that is not the one it came from.

    Args:
        offered: Packs of a feed.
        seq: The release that the library is at.
        pack: Name of the pack that brought it there.
    """
    names = tuple(offered)
    same = [name for name in names if name.kind == "base" and name.to_seq == seq]
    return tuple(same[:1]) if ".base-" in pack and pack not in map(str, names) else ()


def brings_more(offered: Iterable[PackName], seq: int, last_seq: int, pack: str) -> bool:
    """True if a feed in a folder is worth importing, by the names of its packs alone.

    Args:
        offered: They.
        seq: The release that the library is at.
        last_seq: The newest release that the library has ever been at.
        pack: Name of the pack that brought it there.
    """
    names = tuple(offered)
    newest = max((name.to_seq for name in names), default=0)
    return newest > last_seq or bool(rebuilt(names, seq, pack))


def _by_end(name: PackName) -> tuple[int, int]:
    return name.to_seq, name.from_seq
