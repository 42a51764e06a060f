"""Changes of user.db from version to version, as Alembic operations.

Each step is a module of its own, imported like any other, so that a frozen program has
them too; there is no script folder. A step never changes once it was released: it is what
was done to databases that are out there. Alembic is imported only when there is a step to
take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.operations import Operations

NEWEST = 3


def migrate(connection: sa.Connection, version: int) -> None:
    """Bring a user.db from a version to `NEWEST`, within the caller's transaction.

    Raises:
        sqlalchemy.exc.DatabaseError: It cannot be done; the caller rolls back.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    for step in range(version + 1, NEWEST + 1):
        _STEPS[step](operations)
        connection.execute(sa.text(f"PRAGMA user_version = {step}"))


def rehearse() -> int:
    """Take every step on an empty database in memory, to see that all can be taken here.

    Returns:
        The version that it ends with.

    Raises:
        ImportError: Something that a step needs was not shipped.
    """
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection, 1)
        version = connection.scalar(sa.text("PRAGMA user_version"))
    engine.dispose()
    return int(version or 0)


def _to_2(operations: Operations) -> None:
    from valita_desktop.library.migrations import to_2_titles_pins_packets as step

    step.upgrade(operations)


def _to_3(operations: Operations) -> None:
    from valita_desktop.library.migrations import to_3_notes_uses as step

    step.upgrade(operations)


_STEPS: dict[int, Callable[[Operations], None]] = {2: _to_2, 3: _to_3}
"""By the version that each leads to; imported by name, so that whoever freezes finds them."""
