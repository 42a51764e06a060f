"""The build backend: hatchling, brought only when there is something to build.

The command in the README installs the program each time it runs. Where nothing has changed
since the last time, this hands pip the editable wheel that hatchling made then, so that a
second run asks no package index for anything and works without a network. All else is
hatchling's work, with the packages that it needs pinned by ``constraints.txt``.

Source: PEP 517 and PEP 660 name these functions; no class or argument is our own.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import TypeAlias

from resources import generated

Settings: TypeAlias = dict[str, "str | list[str]"]

_ROOT = generated.ROOT
BUILT_WITH = ("hatchling", "editables", "typing-extensions")
"""What every build needs: hatchling, and what resources/hatch_build.py imports."""

# What the metadata of an editable wheel is made of.
_DESCRIBED_BY = (
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "LICENSE",
    "docs/third-party-notices.md",
    "resources/*.py",
    "valita_desktop/__init__.py",
)


def get_requires_for_build_editable(config_settings: Settings | None = None) -> list[str]:
    """Nothing when the last editable wheel is still right, else as for a wheel."""
    return [] if _remembered() else get_requires_for_build_wheel(config_settings)


def build_editable(
    wheel_directory: str,
    config_settings: Settings | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Write an editable wheel; its file name is returned."""
    wheel = _remembered()
    if wheel is None:
        from hatchling import build

        name: str = build.build_editable(wheel_directory, config_settings, metadata_directory)
        _remember(Path(wheel_directory, name))
        return name
    shutil.copy(wheel, wheel_directory)
    return wheel.name


def get_requires_for_build_wheel(config_settings: Settings | None = None) -> list[str]:
    """Hatchling, and what the stale outputs are made with."""
    names = {name for output in generated.stale() for name in output.requires}
    return [*_pinned(BUILT_WITH), *_pinned(tuple(sorted(names)))]


def build_wheel(
    wheel_directory: str,
    config_settings: Settings | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Write a wheel that carries all shipped data; its file name is returned."""
    from hatchling import build

    name: str = build.build_wheel(wheel_directory, config_settings, metadata_directory)
    return name


def get_requires_for_build_sdist(config_settings: Settings | None = None) -> list[str]:
    """Hatchling and its hook alone: a source distribution carries nothing generated."""
    return _pinned(BUILT_WITH)


def build_sdist(sdist_directory: str, config_settings: Settings | None = None) -> str:
    """Write a source distribution; its file name is returned."""
    from hatchling import build

    name: str = build.build_sdist(sdist_directory, config_settings)
    return name


def _pinned(names: tuple[str, ...]) -> list[str]:
    """The names, each with its version from ``constraints.txt`` where it has one."""
    lines = (_ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {_normal(line.split("==")[0]): line.split()[0] for line in lines if "==" in line}
    return [pins.get(name, name) for name in names]


def _normal(name: str) -> str:
    """A package's name as indexes compare it.  Source: PEP 503."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def _remembered() -> Path | None:
    """The editable wheel made last time, if it would come out the same today."""
    wheel = next(_shelf().glob("*.whl"), None)
    return wheel if wheel and not generated.stale() else None


def _remember(wheel: Path) -> None:
    shelf = _shelf()
    shutil.rmtree(shelf.parent, ignore_errors=True)
    shelf.mkdir(parents=True)
    shutil.copy(wheel, shelf)


def _shelf() -> Path:
    """A folder named by all that goes into the wheel, the place of the checkout included."""
    digest = hashlib.sha256(str(_ROOT).encode())
    for path in sorted(path for glob in _DESCRIBED_BY for path in _ROOT.glob(glob)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return _ROOT / "build" / "editable" / digest.hexdigest()[:16]
