"""What a release is handed out with: sums, a signature, a manifest; and whether they still hold.

    manifest.json         name, format, size and SHA-256 of each file, with version and commit
    SHA256SUMS            the same sums as `sha256sum -c` reads them, and that of the manifest
    SHA256SUMS.minisig    signed, where a key was given

Everything is made in a folder beside the place where it goes, and moved there when all of it is
whole: what stands there was finished.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from resources.installer.common import (
    BUILD_FAILED,
    DOES_NOT_WORK,
    MISSING,
    NAME,
    BuildError,
    found,
    run,
    sha256,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resources.installer.common import Built, Bundle, Signing

MANIFEST, SUMS, SIGNATURE = "manifest.json", "SHA256SUMS", "SHA256SUMS.minisig"
MINISIGN = "apt-get install minisign"


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A folder beside the results, gone at the end however that comes.

    What a run left that was killed is taken away first.

    Raises:
        BuildError: Another run builds there.
    """
    out.mkdir(parents=True, exist_ok=True)
    part = out / ".part"
    lock = FileLock(out / ".building")
    try:
        with lock.acquire(blocking=False):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            try:
                yield part
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except Timeout:
        raise BuildError(BUILD_FAILED, f"another run builds in {out}") from None


def seal(built: Iterable[Built], bundle: Bundle, channel: str, folder: Path) -> None:
    """Write manifest and sums of what was built, and sign them.

    Args:
        built: The files.
        bundle: What they were made of, and how it is signed.
        channel: For whom it is.
        folder: Where they stand, and the three files go.

    Raises:
        BuildError: It could not be signed.
    """
    files = [each for each in built if each.path.is_file()]
    told = {
        "name": NAME,
        "version": bundle.version,
        "channel": channel,
        "commit": bundle.commit,
        "files": [
            {
                "name": each.path.name,
                "format": each.format,
                "size": each.size,
                "sha256": sha256(each.path),
            }
            for each in files
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    every = sorted((*(each.path for each in files), folder / MANIFEST), key=lambda path: path.name)
    (folder / SUMS).write_text("".join(f"{sha256(path)}  {path.name}\n" for path in every), "utf-8")
    if bundle.signing.tool == "minisign":
        comment = f"{NAME} {bundle.version}"
        key = ("-s", bundle.signing.key, "-t", comment, "-c", comment)
        run("minisign", "-S", *key, "-m", str(folder / SUMS), "-x", str(folder / SIGNATURE))


def can_sign(signing: Signing) -> None:
    """See before any work that the key and the tool are there.

    Raises:
        BuildError: They are not.
    """
    if signing.tool == "none":
        return
    if found(signing.tool) is None:
        line = MINISIGN if signing.tool == "minisign" else f"see docs/release.md for {signing.tool}"
        raise BuildError(MISSING, f"{signing.tool} is missing; install it with: {line}")
    if not signing.key:
        raise BuildError(MISSING, f"{signing.tool} signs with a key; name it by --sign-key")
    if signing.tool == "minisign" and not Path(signing.key).is_file():
        raise BuildError(MISSING, f"{signing.key}: there is no such key")


def check(folder: Path, public_key: str = "") -> str:
    """See that a release is still what was made, and by whom.

    Args:
        folder: Where it stands.
        public_key: minisign's public key, as a file; ``""`` leaves the signature.

    Returns:
        A few words on what was seen.

    Raises:
        BuildError: Something was changed, is missing, or was not signed by that key.
    """
    sums = _sums(folder)
    if public_key:
        if found("minisign") is None:
            raise BuildError(MISSING, f"minisign is missing; install it with: {MINISIGN}")
        line = ("-V", "-q", "-p", public_key, "-m", str(folder / SUMS))
        run("minisign", *line, "-x", str(folder / SIGNATURE), code=DOES_NOT_WORK)
    for name, told in sums.items():
        file = folder / name
        if not file.is_file():
            raise BuildError(DOES_NOT_WORK, f"{name}: is missing; it is named in {SUMS}")
        if sha256(file) != told:
            raise BuildError(DOES_NOT_WORK, f"{name}: is not what was released; its sum differs")
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        listed = {each["name"]: each["sha256"] for each in files}
    except (OSError, ValueError, KeyError, TypeError):
        raise BuildError(DOES_NOT_WORK, f"{MANIFEST}: cannot be read") from None
    if listed != {name: told for name, told in sums.items() if name != MANIFEST}:
        raise BuildError(DOES_NOT_WORK, f"{MANIFEST} and {SUMS} do not name the same files")
    signed = "signed by that key" if public_key else "signature not looked at"
    return f"{len(sums)} files are as they were released, {signed}"


def publish(part: Path, out: Path) -> None:
    """Move what is whole to its place; the sums go last.

    Raises:
        BuildError: A file cannot be replaced.
    """
    last = (SIGNATURE, SUMS)
    files = [path for path in part.iterdir() if path.is_file()]
    try:
        for name in last:
            (out / name).unlink(missing_ok=True)
        for path in sorted(files, key=lambda each: each.name in last):
            path.replace(out / path.name)
    except OSError as error:
        raise BuildError(BUILD_FAILED, f"{error.filename}: {error.strerror}") from error


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        raise BuildError(DOES_NOT_WORK, f"{folder / SUMS}: cannot be read") from None
    sums = {name: told for told, _, name in (line.partition("  ") for line in lines)}
    if MANIFEST not in sums or any(not name or "/" in name for name in sums):
        raise BuildError(DOES_NOT_WORK, f"{SUMS}: is not a list of a release")
    return sums
