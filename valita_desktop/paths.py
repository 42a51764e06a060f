"""Where things are: what was shipped, and what this person's computer keeps.

One rule finds the shipped data in a checkout, an editable install, a wheel and a frozen
bundle: the folder ``_data`` inside the package if there is one, else the checkout.
``VALITA_HOME`` moves everything that is written (tests, a portable stick).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs

APP = "Valita"


@cache
def data_root() -> Path:
    """The folder that holds the shipped ``resources/`` and ``i18n/``."""
    package = Path(__file__).resolve().parent
    bundled = package / "_data"
    return bundled if bundled.is_dir() else package.parent


def resources() -> Path:
    """Shipped fonts, icons, keys and the shipped feed."""
    return data_root() / "resources"


def catalogues() -> Path:
    """Compiled gettext catalogues, ``<lang>/LC_MESSAGES/valita.mo``."""
    return data_root() / "i18n"


def shipped_feed() -> Path:
    """The published feed that the package carries."""
    return resources() / "feed"


def data_dir() -> Path:
    """Databases. Never on a network or synced folder. Not made by asking."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir(APP, appauthor=False))


def config_dir() -> Path:
    """Settings. Not made by asking."""
    home = _home()
    return home / "config" if home else Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_dir() -> Path:
    """Logs. Not made by asking."""
    home = _home()
    return home / "log" if home else Path(platformdirs.user_log_dir(APP, appauthor=False))


def _home() -> Path | None:
    given = os.environ.get("VALITA_HOME")
    return Path(given).expanduser() if given else None
