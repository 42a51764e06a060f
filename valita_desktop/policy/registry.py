"""The registry of Windows, read as the other places are: a key is a table, keys below it too.

Imports nothing but the standard library, so that any Windows Python can be asked to read.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.policy.place import Rank

_MOST_VALUES, _DEEPEST = 500, 4
"""Of a registry key, and keys below each other: ``Recommended\\Contacts\\nurse`` is two."""


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
