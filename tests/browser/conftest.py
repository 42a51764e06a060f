"""One browser for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium
from tests.browser.chromium import Chromium

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """The browser."""
    if chromium.missing():
        pytest.skip(chromium.missing())
    with Chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running
