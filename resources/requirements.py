"""Which packages the project needs, all the way down, as installed here."""

from __future__ import annotations

import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def declared(extra: str = "") -> tuple[str, ...]:
    """The names in pyproject.toml: what the program runs with, or what an extra adds."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return tuple(Requirement(line).name for line in lines)


def closure(names: tuple[str, ...]) -> set[str]:
    """The packages and all that they need themselves, by their normal names.

    Raises:
        PackageNotFoundError: One of them is not installed.
    """
    found: set[str] = set()
    waiting: list[str] = [canonicalize_name(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            needs = [Requirement(line) for line in requires(name) or ()]
            waiting += [
                canonicalize_name(need.name)
                for need in needs
                if need.marker is None or need.marker.evaluate({"extra": ""})
            ]
    return found
