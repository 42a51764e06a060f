"""What is asked of a printer, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.content.layouts import Sides as Sides

if TYPE_CHECKING:
    from valita_desktop.content.handout import Paper


@dataclass(frozen=True)
class Printers:
    """The printers of this computer.

    Attributes:
        names: As the computer calls them.
        default: One of them; ``""`` where none is chosen.
    """

    names: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True)
class PrintJob:
    """One thing for the printer.

    Attributes:
        pdf: What to print.
        printer: One of `Printers.names`.
        copies: How many times, each whole before the next.
        paper: On what.
        title: As the printer's queue shows it.
        sides: On which sides of it.
    """

    pdf: bytes
    printer: str
    copies: int
    paper: Paper
    title: str
    sides: Sides = Sides.ONE


Watch = Callable[[int, int], bool]
"""Told how many pages of how many are with the printer; answers whether to go on."""
