"""Nothing here speaks to the network."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.makers import source_folder
from tests.watched import watch

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    ("list", "--json"),  # the first start: the library is made from the shipped feed
    ("show", "m09", "--lang", "fi"),
    ("search", "budjetti"),
    ("print", "m09", "--lang", "sv", "-o", "{folder}/page.pdf"),
    ("selftest", "--json"),
    ("window",),
)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person who goes on using the program."""
    return tmp_path_factory.mktemp("used") / "home"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_program_opens_no_socket(command: tuple[str, ...], used: Path, tmp_path: Path) -> None:
    run = watch(used, *(word.format(folder=tmp_path) for word in command))

    assert run.exit == 0, run.out
    assert run.network == ()


def test_looking_at_the_page_of_updates_opens_no_socket(used: Path) -> None:
    run = watch(used, "updates")

    assert run.exit == 0, run.out
    assert "The materials here are" in run.out
    assert run.network == ()


def test_publishing_opens_no_socket(home: Path, tmp_path: Path) -> None:
    source, feed, word = tmp_path / "source", str(tmp_path / "feed"), tmp_path / "word"
    source_folder(source, "m09")
    word.write_text("a passphrase of some length", "utf-8")
    signing = ("--keys", str(tmp_path / "keys"), "--passphrase-file", str(word))

    runs = [
        watch(home, "publish", "check", str(source)),
        watch(home, "publish", "init", feed, *signing),
        watch(home, "publish", "build", str(source), feed, *signing, "--yes"),
        watch(home, "publish", "status", feed),
    ]

    assert [run.exit for run in runs] == [0, 0, 0, 0], [run.out for run in runs]
    assert [run.network for run in runs] == [(), (), (), ()]


def test_watch_over_a_process_sees_a_socket(home: Path) -> None:
    assert watch(home, "knock").network != ()


def test_watch_over_these_tests_sees_a_socket() -> None:
    with pytest.raises(pytest.fail.Exception, match="network socket"):
        socket.create_connection(("192.0.2.1", 443), timeout=0.1)
