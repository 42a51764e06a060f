"""A change of version that goes wrong halfway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.drop_table("favourites")
    op.add_column("nowhere", sa.Column("x", sa.Text))
