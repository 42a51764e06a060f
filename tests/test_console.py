"""A console is shown words, and nothing that it would obey."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from valita_desktop.cli import main
from valita_desktop.cli.arguments import print_json
from valita_desktop.console import plain_console

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
