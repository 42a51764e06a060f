"""The network of the sync brings no window along, and is asked nothing by itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from valita_desktop.feed.sources import FolderSource
from valita_desktop.sync.fetch import WebSource
from valita_desktop.sync.sources import DEFAULT_SOURCE, open_source


def test_no_window_comes_with_the_network() -> None:
    code = (
        "import sys, valita_desktop.sync.fetch; "
        "sys.exit(any(m in sys.modules for m in ('PySide6.QtGui', 'PySide6.QtWidgets')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_updating_from_a_folder_loads_no_network() -> None:
    code = (
        "import sys, valita_desktop.sync.sources; "
        "sys.exit('PySide6' in sys.modules or 'tuf' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_networks_own_feed_is_https() -> None:
    assert DEFAULT_SOURCE.startswith("https://")


@pytest.mark.usefixtures("qapp")
def test_an_address_is_not_asked_until_it_is_read() -> None:
    source = open_source("https://example.invalid/kit")

    assert isinstance(source, WebSource)
    assert source.has("anything")
    source.rest()


def test_a_share_is_a_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("share")

    assert isinstance(open_source(f"file://{folder}"), FolderSource)
