"""``python -m valita_desktop`` is the command line; ``valita-desktop`` opens the window."""

from __future__ import annotations

import sys

from valita_desktop.cli import main, window

__all__ = ["main", "window"]

if __name__ == "__main__":
    sys.exit(main())
