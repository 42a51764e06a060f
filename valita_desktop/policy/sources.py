r"""Where decisions on settings are written on a computer, and how they are read from there.

=======  =========================================  ========================================
System   Machine policy                             Machine defaults
=======  =========================================  ========================================
Windows  ``HKLM\Software\Policies\Valita``          ``HKLM\Software\Valita``
macOS    ``/Library/Managed Preferences/ID.plist``  ``/Library/Preferences/ID.plist``
others   ``/etc/valita/policies.json``              ``/etc/valita/defaults.json``
=======  =========================================  ========================================

All hold the same: values by key, and more of them in the groups `ValueGroup`. All of these can be
written by an administrator only, and are only read here.
"""

from __future__ import annotations

import plistlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from valita_desktop import APP_ID, paths

if TYPE_CHECKING:
    from collections.abc import Mapping

REGISTRY_POLICY, REGISTRY_DEFAULTS = r"Software\Policies\Valita", r"Software\Valita"
FILE_POLICY, FILE_DEFAULTS = Path("/etc/valita/policies.json"), Path("/etc/valita/defaults.json")

MOST_BYTES = 1_000_000
"""Of a file: a thousand times what a school writes."""
_MOST_VALUES, _DEEPEST = 500, 4
"""Of a registry key, and keys below each other: ``Recommended\\Contacts\\nurse`` is two."""


class Rank(StrEnum):
    """Whose decision it is; the first one holds where both decide."""

    POLICY = "policy"
    DEFAULT = "default"


class ValueGroup(StrEnum):
    """What holds for the values in a group, whoever decides."""

    LOCKED = "Locked"
    PRESET = "Recommended"


class MachineSource(Protocol):
    """Somewhere that decisions are written."""

    @property
    def rank(self) -> Rank:
        """Whose they are."""
        ...

    @property
    def where(self) -> str:
        """As an administrator calls it."""
        ...

    @property
    def typed(self) -> bool:
        """False where there are no truth values, and figures may be written as words."""
        ...

    def read(self) -> Mapping[str, object]:
        """What is written there; nothing where there is no such place.

        Raises:
            OSError: It cannot be read.
            ValueError: It is not in the form that it should have.
        """
        ...


class FileSource:
    """A JSON file, or a property list where its name says so.

    Args:
        file: Its name.
        rank: Whose decisions it holds.
    """

    typed = True

    def __init__(self, file: Path, rank: Rank) -> None:
        self.rank = rank
        self.where = str(file)
        self._file = file

    def read(self) -> Mapping[str, object]:
        """As `MachineSource.read`; a pipe is not waited for.

        Raises:
            OSError: It cannot be read.
            ValueError: It is not in the form that it should have.
        """
        try:
            data = paths.read_regular(self._file, MOST_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        found = _plist(data) if self._file.suffix == ".plist" else _json(data)
        if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
            raise ValueError("no table of keys")
        return found


def _json(data: bytes) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: It is none.
    """
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def _plist(data: bytes) -> object:
    """The value of a property list, in XML or binary.

    Raises:
        ValueError: It is none.
    """
    try:
        return plistlib.loads(data)
    except Exception as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


class Registry(Protocol):
    """What is asked of the registry of Windows, below ``HKEY_LOCAL_MACHINE``."""

    def read(self, path: str, most: int) -> tuple[dict[str, object], list[str]]:
        """The values of a key by their names, and the names of the keys below it.

        Args:
            path: The key.
            most: Values, and keys, that are read at most.

        Raises:
            FileNotFoundError: There is no such key.
            OSError: It cannot be read.
        """
        ...


class RegistrySource:
    """A key of the registry; keys below it are tables.

    Args:
        registry: Reads it.
        path: The key.
        rank: Whose decisions it holds.
    """

    typed = False

    def __init__(self, registry: Registry, path: str, rank: Rank) -> None:
        self.rank = rank
        self.where = f"HKLM\\{path}"
        self._registry = registry
        self._path = path

    def read(self) -> Mapping[str, object]:
        """As `MachineSource.read`."""
        try:
            return self._table(self._path, _DEEPEST)
        except FileNotFoundError:
            return {}

    def _table(self, path: str, deepest: int) -> dict[str, object]:
        values, below = self._registry.read(path, _MOST_VALUES)
        found = {name: value for name, value in values.items() if name}
        if deepest > 1:
            found |= {name: self._table(f"{path}\\{name}", deepest - 1) for name in below}
        return found


class WindowsRegistry:
    """The `Registry` of this computer, as 64-bit programs see it."""

    def read(self, path: str, most: int) -> tuple[dict[str, object], list[str]]:
        """As `Registry.read`; the variables of expandable strings are filled in.

        Raises:
            FileNotFoundError: There is no such key.

        Source:
            Windows, "32-bit and 64-bit Application Data in the Registry": ``Software`` is two,
            of which programs of either kind shall see one.
        """
        if sys.platform == "win32":
            import winreg

            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
                keys, count, _changed = winreg.QueryInfoKey(key)
                values: dict[str, object] = {}
                for number in range(min(count, most)):
                    name, value, kind = winreg.EnumValue(key, number)
                    expands = kind == winreg.REG_EXPAND_SZ and isinstance(value, str)
                    values[name] = winreg.ExpandEnvironmentStrings(value) if expands else value
                return values, [winreg.EnumKey(key, number) for number in range(min(keys, most))]
        raise FileNotFoundError(path)


def of_this_machine() -> tuple[MachineSource, ...]:
    """Where decisions are written on this computer, the first to hold first."""
    if sys.platform == "win32":
        registry = WindowsRegistry()
        return (
            RegistrySource(registry, REGISTRY_POLICY, Rank.POLICY),
            RegistrySource(registry, REGISTRY_DEFAULTS, Rank.DEFAULT),
        )
    if sys.platform == "darwin":
        library, name = Path("/Library"), f"{APP_ID}.plist"
        return (
            FileSource(library / "Managed Preferences" / name, Rank.POLICY),
            FileSource(library / "Preferences" / name, Rank.DEFAULT),
        )
    return (FileSource(FILE_POLICY, Rank.POLICY), FileSource(FILE_DEFAULTS, Rank.DEFAULT))
