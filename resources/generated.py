"""What ships but is not committed: compiled catalogues, the feed, the lemma dictionaries.

One implementation for the wheel, the editable install, the installers and the tests. An
output is made again only when what it is made of has changed, or when it is not what was
made. Nothing outside the standard library is imported before something must be made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
_STAMP = "build/generated.json"
_SHIPPED = ("fonts", "icons", "keys", "style", "feed", "tries")


@dataclass(frozen=True)
class Output:
    """One thing that is made of committed files.

    Attributes:
        name: What messages and the stamp call it.
        made: Glob of the files it consists of, from the root of the project.
        sources: Globs of the files it is made of; a change in any of them makes it stale.
        requires: Packages that must be importable to make it.
        make: Makes it, given the root of the project.
    """

    name: str
    made: str
    sources: tuple[str, ...]
    requires: tuple[str, ...]
    make: Callable[[Path], None]


def stale(root: Path = ROOT) -> tuple[Output, ...]:
    """The outputs that are missing, damaged, or older than what they are made of."""
    stamp = _read_stamp(root)
    return tuple(output for output in OUTPUTS if stamp.get(output.name) != _state(root, output))


def refresh(root: Path = ROOT) -> tuple[str, ...]:
    """Make what is stale.

    Returns:
        The names of what was made; empty when all was fresh.

    Raises:
        ExceptionGroup: Source texts are not as docs/editor-guide.md says; a `ContentError`
            for each mistake.
        ImportError: A package that an output requires is not installed.
    """
    made = []
    for output in stale(root):
        output.make(root)
        _write_stamp(root, {**_read_stamp(root), output.name: _state(root, output)})
        made.append(output.name)
    return tuple(made)


def shipped(root: Path = ROOT) -> dict[Path, str]:
    """The data that a wheel or a built program carries.

    Returns:
        Folders and files of the checkout, each with its place inside ``_data``.
    """
    folders = [root / "resources" / name for name in _SHIPPED]
    catalogues = root.glob("i18n/*/LC_MESSAGES/*.mo")
    notices = root.glob("docs/third-party-notices.md")
    folders = [path for path in folders if path.is_dir() and any(path.iterdir())]
    found = [*folders, *catalogues, *notices]
    return {path: path.relative_to(root).as_posix() for path in sorted(found)}


def _state(root: Path, output: Output) -> dict[str, str]:
    """Digests of the sources and of the result, as the stamp remembers them."""
    return {"sources": _digest(root, output.sources), "made": _digest(root, (output.made,))}


def _digest(root: Path, globs: tuple[str, ...]) -> str:
    """SHA-256 over names and contents of the files, ``""`` when there are none."""
    digest = hashlib.sha256()
    files = sorted({path for glob in globs for path in root.glob(glob) if path.is_file()})
    for path in files:
        if "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return digest.hexdigest() if files else ""


def _read_stamp(root: Path) -> dict[str, dict[str, str]]:
    try:
        stamp: dict[str, dict[str, str]] = json.loads((root / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def _write_stamp(root: Path, stamp: dict[str, dict[str, str]]) -> None:
    path = root / _STAMP
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(stamp, indent=1, sort_keys=True), "utf-8")
    part.replace(path)


def _make_catalogues(root: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("i18n/*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        part = source.with_suffix(f".{os.getpid()}")
        with part.open("wb") as out:
            write_mo(out, catalogue)
        part.replace(source.with_suffix(".mo"))


def _make_feed(root: Path) -> None:
    """Publish the content with keys that are thrown away: only its own root trusts it.

    A release carries the network's own signed feed instead; see docs/operations.md.
    """
    from valita_desktop.publishing import publish

    source = root / "resources/content"
    with _fresh_folder(root / "resources/feed") as out:
        done = publish.ship(source, out)
        if not isinstance(done, publish.Published):
            raise ExceptionGroup(f"{source} cannot be published", done.errors)


def _make_tries(root: Path) -> None:
    from valita_desktop.library.search import tries

    with _fresh_folder(root / "resources/tries") as out:
        tries.build_tries(out)


@contextmanager
def _fresh_folder(target: Path) -> Iterator[Path]:
    """An empty folder that takes the target's place once it was filled without an error.

    Where another process has just put the same there, that one stays.
    """
    part, old = (target.with_name(f"{target.name}.{os.getpid()}{end}") for end in ("", ".old"))
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        with suppress(FileNotFoundError):
            target.rename(old)
        try:
            part.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


OUTPUTS = (
    Output(
        name="catalogues",
        made="i18n/*/LC_MESSAGES/*.mo",
        sources=("i18n/*/LC_MESSAGES/*.po",),
        requires=("babel",),
        make=_make_catalogues,
    ),
    Output(
        name="tries",
        made="resources/tries/**/*",
        sources=(
            "constraints.txt",
            "valita_desktop/letters.py",
            "valita_desktop/library/search/tokens.py",
            "valita_desktop/library/search/tries.py",
        ),
        requires=(
            *("marisa-trie", "msgspec", "platformdirs", "pystemmer", "rapidfuzz", "simplemma"),
            "typing-extensions",
        ),
        make=_make_tries,
    ),
    Output(
        name="feed",
        made="resources/feed/**/*",
        sources=(
            "resources/content/**/*",
            "valita_desktop/content/**/*.py",
            "valita_desktop/feed/**/*.py",
            "valita_desktop/letters.py",
            "valita_desktop/publishing/**/*.py",
        ),
        requires=(
            *("cryptography", "markdown-it-py", "mdit-py-plugins", "msgspec", "pillow"),
            *("platformdirs", "pypdfium2", "svgelements", "tuf", "typing-extensions"),
        ),
        make=_make_feed,
    ),
)
