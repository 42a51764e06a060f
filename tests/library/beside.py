"""What others have done to a file of a library, for whoever reads it beside the stores."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.library.test_store import of_kind
from valita_desktop.content.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FACT = of_kind("f01", Kind.FACT)
NO_DATABASE = b"no database at all" * 300


def harm(file: Path, sql: str, *values: object) -> None:
    """Change a database as another program would."""
    with closing(sqlite3.connect(file)) as other:
        other.execute(sql, values)
        other.commit()


def assert_no_database_is_left_alone(file: Path, read: Callable[[], object]) -> None:
    """Where a file is no database nothing is read, and it stays as it is."""
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    file.write_bytes(NO_DATABASE)

    assert read() is None
    assert file.read_bytes() == NO_DATABASE
