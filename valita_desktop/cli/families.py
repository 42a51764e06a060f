"""Which module has which command, so that only the one that is wanted is imported.

Each is imported by name where it is asked for, so that whoever freezes the program finds them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.cli.arguments import Commands


def _items(commands: Commands) -> None:
    from valita_desktop.cli import items

    items.add(commands)


def _sheets(commands: Commands) -> None:
    from valita_desktop.cli import sheets

    sheets.add(commands)


def _documents(commands: Commands) -> None:
    from valita_desktop.cli import documents

    documents.add(commands)


def _packets(commands: Commands) -> None:
    from valita_desktop.cli import packets

    packets.add(commands)


def _updates(commands: Commands) -> None:
    from valita_desktop.cli import updates

    updates.add(commands)


def _library(commands: Commands) -> None:
    from valita_desktop.cli import library

    library.add(commands)


def _own_data(commands: Commands) -> None:
    from valita_desktop.cli import own_data

    own_data.add(commands)


def _settings(commands: Commands) -> None:
    from valita_desktop.cli import settings

    settings.add(commands)


def _publish(commands: Commands) -> None:
    from valita_desktop.cli import publish

    publish.add(commands)


EVERY: tuple[Callable[[Commands], None], ...] = (
    _items,
    _sheets,
    _documents,
    _packets,
    _updates,
    _library,
    _own_data,
    _settings,
    _publish,
)
"""What adds each family, in the order of the help."""
OF: dict[str, Callable[[Commands], None]] = {
    "list": _items,
    "show": _items,
    "search": _items,
    "print": _sheets,
    "write": _documents,
    "packet": _packets,
    "update": _updates,
    "export": _updates,
    "import": _updates,
    "mirror": _updates,
    "library": _library,
    "own": _own_data,
    "policy": _settings,
    "settings": _settings,
    "publish": _publish,
}
"""The same by the word that a command begins with."""
