r"""Where decisions on settings are written on a computer, and how they are read from there.

=======  =========================================  ========================================
System   Machine policy                             Machine defaults
=======  =========================================  ========================================
Windows  ``HKLM\Software\Policies\Valita``          ``HKLM\Software\Valita``
macOS    ``/Library/Managed Preferences/ID.plist``  ``/Library/Preferences/ID.plist``
others   ``/etc/valita/policies.json``              ``/etc/valita/defaults.json``
=======  =========================================  ========================================

All hold the same: values by key, and more of them in the groups of `ValueGroup`. All of these can
be written by an administrator only, and are only read here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from valita_desktop import APP_ID, paths
from valita_desktop.errors import UNDECODABLE
from valita_desktop.policy.place import Rank
from valita_desktop.policy.registry import RegistrySource, WindowsRegistry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.policy.place import MachineSource

REGISTRY_POLICY, REGISTRY_DEFAULTS = r"Software\Policies\Valita", r"Software\Valita"
FILE_POLICY, FILE_DEFAULTS = Path("/etc/valita/policies.json"), Path("/etc/valita/defaults.json")

MOST_BYTES = 1_000_000
"""Of a file: a thousand times what a school writes."""


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
    except UNDECODABLE as error:
        raise ValueError(str(error)) from error


def _plist(data: bytes) -> object:
    """The value of a property list, in XML or binary.

    Raises:
        ValueError: It is none.
    """
    import plistlib  # late: only macOS reads one at the start

    try:
        return plistlib.loads(data)
    except Exception as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


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
