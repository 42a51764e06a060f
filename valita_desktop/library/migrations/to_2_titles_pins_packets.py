"""Version 2: last titles of what was withdrawn, pinned editions, packets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """From version 1; packets may be there, made by a program between the two."""
    op.create_table(
        "titles",
        sa.Column("item_id", sa.Text, primary_key=True),
        sa.Column("lang", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.create_table(
        "pins",
        sa.Column("item_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "pin_images",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "packets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_table(
        "packet_entries",
        sa.Column("packet", sa.Integer, sa.ForeignKey("packets.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        if_not_exists=True,
    )
