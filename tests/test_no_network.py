"""Nothing here speaks to the network."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.watched import ROOT, watch

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    ("list", "--json"),
    ("show", "m09", "--lang", "fi"),
    ("search", "budjetti"),
    ("print", "m09", "--lang", "sv", "-o", "{folder}/page.pdf"),
    ("publish", "check", str(ROOT / "resources/content")),
    ("publish", "build", str(ROOT / "resources/content"), "{folder}/feed"),
    ("selftest", "--json"),
    ("window",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_program_opens_no_socket(command: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    run = watch(home, *(word.format(folder=tmp_path) for word in command))

    assert run.exit == 0, run.out
    assert run.network == ()


def test_watch_over_a_process_sees_a_socket(home: Path) -> None:
    assert watch(home, "knock").network != ()


def test_watch_over_these_tests_sees_a_socket() -> None:
    with pytest.raises(pytest.fail.Exception, match="network socket"):
        socket.create_connection(("192.0.2.1", 443), timeout=0.1)
