"""python-tuf's client, without the network library that it would bring along.

`Updater` imports its default fetcher wherever it is imported, and with it urllib3, which
opens a socket to see what the computer can do. A reader of feeds is always given a fetcher
of its own and must open nothing by itself, so an empty class stands in for the default.
"""

from __future__ import annotations

import sys
from types import ModuleType

_DEFAULT = "tuf.ngclient.urllib3_fetcher"
if _DEFAULT not in sys.modules:
    _stand_in = ModuleType(_DEFAULT)
    vars(_stand_in)["Urllib3Fetcher"] = type("Urllib3Fetcher", (), {})
    sys.modules[_DEFAULT] = _stand_in

from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig  # noqa: E402 - after the stand-in

__all__ = ["FetcherInterface", "Updater", "UpdaterConfig"]
