"""What several tests of the library begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the stores are: a name that an address would have to escape."""
    return tmp_path / "päivä 100 % #1?"
