"""Where the built program starts; by its name it is the command line or the window."""

import sys
from pathlib import Path

from valita_desktop.__main__ import main, window

if __name__ == "__main__":
    sys.exit(window() if Path(sys.argv[0]).stem == "valita-desktop" else main())
