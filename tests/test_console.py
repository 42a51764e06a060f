"""A console is shown words, and nothing that it would obey."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from valita_desktop.cli import main
from valita_desktop.cli.arguments import print_json
from valita_desktop.console import plain_console

if TYPE_CHECKING:
    from collections.abc import Iterator

ESCAPE = "\x1b]0;window\x07\x9b2J\u202e\U000e0041"
TOLD = "\\u001b]0;window\\u0007\\u009b2J\\u202e\\udb40\\udc41"


def test_what_a_terminal_obeys_is_told_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    with plain_console():
        sys.stdout.write(f"Työ\u00adelämä {ESCAPE}\t1\n2\n")
        sys.stderr.write(f"\r 50 % {ESCAPE}\n")

    out, err = capsys.readouterr()
    assert out == f"Työ\u00adelämä {TOLD}\t1\n2\n"
    assert err == f"\r 50 % {TOLD}\n"


def test_a_table_for_excel_keeps_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    with plain_console():
        sys.stdout.write("\ufeffPäivä;Aineisto\n")

    assert capsys.readouterr().out == "\ufeffPäivä;Aineisto\n"


def test_json_stays_the_same_json(capsys: pytest.CaptureFixture[str]) -> None:
    with plain_console():
        print_json({"title": ESCAPE})

    out, _err = capsys.readouterr()
    assert "\u202e" not in out
    assert json.loads(out) == {"title": ESCAPE}


def test_a_file_with_an_escape_in_its_name_is_told_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["own", "import", str(tmp_path / f"a{ESCAPE}.json")])

    _out, err = capsys.readouterr()
    assert code == 1
    assert "\x1b" not in err
    assert "\\u001b" in err


def test_streams_are_as_before_when_a_command_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr

    main(["own", "import", "nowhere.json"])

    assert (sys.stdout, sys.stderr) == before


COMMAND = "import sys; from valita_desktop.__main__ import main; sys.exit(main())"
WINDOW = "import sys; from valita_desktop.__main__ import window; sys.exit(window())"
ANSWERS = [("--version",), ("--help",), ("list",), ("list", "--json"), ("print", "m09", "-o", "-")]
FULL = Path("/dev/full")
needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Unix")


def ran(program: str, *words: str, out: int, err: int = subprocess.PIPE) -> tuple[int, str]:
    """Run it as one would be from a shell: what is printed is kept back till there is much."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        stdout=out,
        stderr=err,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONUNBUFFERED": "", "LANGUAGE": "en"},
    )
    return done.returncode, done.stderr or ""


@contextmanager
def unread() -> Iterator[int]:
    """A pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


@needs_pipes
@pytest.mark.parametrize("words", ANSWERS)
def test_a_command_that_nobody_reads_to_its_end_is_done(kit: Path, words: tuple[str, ...]) -> None:
    with unread() as pipe:
        assert ran(COMMAND, *words, out=pipe) == (0, "")


@needs_pipes
def test_a_command_refuses_as_ever_where_nobody_reads_why(kit: Path) -> None:
    with unread() as pipe:
        assert ran(COMMAND, "show", "nothing", out=pipe, err=pipe) == (1, "")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_that_a_full_disk_does_not_take_is_told(
    kit: Path, words: tuple[str, ...]
) -> None:
    with FULL.open("wb") as full:
        code, said = ran(COMMAND, *words, out=full.fileno())

    assert code == 1
    assert said.startswith("The answer could not be written (the disk is full).")
    assert "Traceback" not in said


@needs_pipes
def test_a_window_that_nobody_reads_is_shown_all_the_same(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALITA_BENCH_FIRST_FRAME", "1")  # one that says something

    with unread() as pipe:
        assert ran(WINDOW, out=pipe, err=pipe) == (0, "")


@needs_pipes
def test_without_a_display_the_job_is_done_though_nobody_reads_of_it(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.chdir(tmp_path)

    with unread() as pipe:
        assert ran(WINDOW, out=pipe) == (0, "")

    assert (tmp_path / "valita-demo" / "window.png").exists()
