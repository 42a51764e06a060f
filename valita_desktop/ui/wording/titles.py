"""What stands in the title bars of windows and in the bar of tasks."""

from __future__ import annotations

PROGRAM = "Välitä!"


def titled(name: str) -> str:
    """The title of a window: what it shows, then the program.

    Qt adds the program's name to a title that does not end with it, so each of ours does; of
    ``[*]``, where it would put a sign for what is not saved, only a second one is shown.
    """
    return f"{name.replace('[*]', '[*][*]')} – {PROGRAM}" if name else PROGRAM
