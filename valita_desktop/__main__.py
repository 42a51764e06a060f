"""``python -m valita_desktop`` is the command line; ``valita-desktop`` opens the window.

Each imports its own half: the first frame waits for no command, and no command for Qt.
"""

from __future__ import annotations

import gc
import sys

__all__ = ["main", "window"]


def main() -> int:
    """Run the command line of this process."""
    from valita_desktop import cli

    return cli.main()


def window() -> int:
    """Open the window; without a display say so and do the main job headless instead."""
    gc.disable()  # looks 80 times through what is imported, and finds nothing; `Waste` goes on
    from valita_desktop import desktop

    return desktop.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
