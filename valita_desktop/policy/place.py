"""What a place of decisions is: whose they are, which of them lock, and what is read from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


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
