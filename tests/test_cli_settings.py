"""Settings and who decides them, from a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from resources.generated import ROOT
from tests.fakes import FakePolicySource
from valita_desktop import cli, paths, settings
from valita_desktop.policy import sources
from valita_desktop.policy.place import Rank
from valita_desktop.settings import Settings, declared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = [each.key for each in declared().values()]


DECIDED = """
import json, sys
from tests.fakes import FakePolicySource
from valita_desktop import cli
from valita_desktop import paths
from valita_desktop.policy import sources
from valita_desktop.policy.place import Rank
places = (FakePolicySource(json.loads(sys.argv[1]), Rank.POLICY),)
sources.of_this_machine = lambda: places
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.fixture
def decide(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Whoever looks after this computer decides."""

    def now(**tree: object) -> None:
        places = (FakePolicySource(tree, Rank.POLICY),)
        monkeypatch.setattr(sources, "of_this_machine", lambda: places)

    return now


@pytest.fixture(autouse=True)
def _in_english() -> None:
    settings.save(Settings(ui_language="en", text_size=112))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code, out, _err = run(capsys, *words, "--json")
    return code, json.loads(out)


def test_every_setting_is_reported_with_who_decided_it(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None]
) -> None:
    decide(SchoolName="Ekami", Recommended={"TextSize": 150, "SaveInk": True})

    code, out, err = run(capsys, "policy", "--report")

    assert (code, err) == (0, "")
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert list(lines) == KEYS
    assert lines["SchoolName"].split()[1:] == ['"Ekami"', "locked", "machine", "policy", *FAKE]
    assert lines["TextSize"].split()[1:] == ["112", "preset", "person", *FAKE]


FAKE = ["fake", "policy"]


def test_the_report_is_data_for_scripts_and_fails_for_mistakes(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None]
) -> None:
    decide(SchoolNmae="Ekami", SaveInk="yes", Colours="dark")

    code, report = told(capsys, "policy", "--report")

    assert code == 1
    assert not report["ok"]
    assert [each["key"] for each in report["settings"]] == KEYS
    colours = report["settings"][KEYS.index("Colours")]
    assert colours == {
        "key": "Colours",
        "value": "dark",
        "source": "policy",
        "state": "locked",
        "where": "fake policy",
    }
    assert [(each["code"], each["key"]) for each in report["mistakes"]] == [
        ("unknown-key", "SchoolNmae"),
        ("wrong-value", "SaveInk"),
    ]
    assert all(each["key"] in each["message"] for each in report["mistakes"])


def test_mistakes_are_sentences_for_people(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None]
) -> None:
    decide(TextSize=130)

    code, _out, err = run(capsys, "policy")

    assert code == 1
    assert err.strip() == (
        "fake policy: “TextSize” cannot be 130. It can be 100, 112, 125, 150, 175, 200."
    )


def test_other_commands_do_not_tell_of_mistakes() -> None:
    words = ("settings", "export", "-")
    said = subprocess.run(
        [sys.executable, "-c", DECIDED, json.dumps({"TextSize": 130}), *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert said.stderr == ""
    assert json.loads(said.stdout)["TextSize"] == 112


def test_settings_go_from_computer_to_computer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    chosen = Settings(ui_language="en", school_name="Ekami", text_size=150, low_ink=True)
    settings.save(chosen)
    file = tmp_path / "settings.json"
    assert run(capsys, "settings", "export", str(file))[0] == 0
    (home / "config/settings.json").unlink()

    code, answer = told(capsys, "settings", "import", str(file))

    assert (code, answer["mistakes"]) == (0, [])
    assert set(answer["changed"]) == {"ProgramLanguage", "SchoolName", "TextSize", "SaveInk"}
    assert settings.load() == chosen


def test_what_was_exported_is_a_file_of_machine_defaults(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from valita_desktop.policy import policy

    _code, out, _err = run(capsys, "settings", "export", "-")
    file = tmp_path / "defaults.json"
    file.write_text(out, encoding="utf-8")

    read = policy.read([sources.FileSource(file, Rank.DEFAULT)])

    assert read.mistakes == ()
    assert read.ruling.preset["text_size"] == 112


def test_what_is_locked_is_refused_by_who_locked_it_and_the_rest_is_taken(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None], tmp_path: Path
) -> None:
    decide(SchoolName="Ekami", TextSize=112)
    file = tmp_path / "settings.json"
    wanted = {"SchoolName": "Oma", "TextSize": 112, "SaveInk": True, "AllowImport": False}
    file.write_text(json.dumps(wanted), encoding="utf-8")

    code, out, err = run(capsys, "settings", "import", str(file))

    assert code == 1
    assert out == "Changed: SaveInk.\n"
    assert err.splitlines() == [
        "“SchoolName” is set by your school’s IT (fake policy).",
        "“AllowImport” is set by your school’s IT (policy).",
    ]
    assert settings.load() == Settings(ui_language="en", text_size=112, low_ink=True)


def test_a_document_is_not_brought_where_files_may_not_be(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None], tmp_path: Path
) -> None:
    decide(AllowImport=False)
    file = tmp_path / "moniste.docx"
    file.write_bytes(b"never looked into")

    code, out, err = run(capsys, "own", "item", "bring", str(file))

    assert (code, out) == (1, "")
    assert "does not let materials be brought from files" in err
    assert not paths.own_dir().exists()


def test_what_nobody_knows_is_told_and_the_rest_is_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"Voice": "loud", "TextSize": "big", "SaveInk": true}', encoding="utf-8")

    code, out, err = run(capsys, "settings", "import", str(file))

    assert (code, out) == (1, "Changed: SaveInk.\n")
    assert "“Voice”" in err
    assert "“TextSize” cannot be" in err


@pytest.mark.parametrize("content", [None, b"{", b"[]", b"\xff"])
def test_a_file_that_is_none_changes_nothing(
    content: bytes | None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    if content is not None:
        file.write_bytes(content)
    before = settings.load()

    code, out, err = run(capsys, "settings", "import", str(file))

    assert (code, out) == (1, "")
    assert "Nothing was changed." in err
    assert settings.load() == before


def test_a_locked_source_of_materials_is_not_passed_over(
    capsys: pytest.CaptureFixture[str], decide: Callable[..., None], tmp_path: Path
) -> None:
    decide(UpdateSource="https://koulu.example/feed")

    code, out, err = run(capsys, "update", "--from", str(tmp_path))
    by_import = run(capsys, "import", "https://elsewhere.example/feed")

    assert (code, out) == (1, "")
    assert "“Where new materials come from” is set by your school’s IT (fake policy)." in err
    assert by_import == (1, "", err)


@pytest.mark.parametrize("words", [["import"], ["update", "--from"]])
def test_materials_are_not_brought_from_files_where_that_is_not_allowed(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    decide: Callable[..., None],
    tmp_path: Path,
) -> None:
    decide(AllowImport=False)
    file = tmp_path / "new.valita"
    file.write_bytes(b"")

    code, out, err = run(capsys, *words, str(file))

    assert (code, out) == (1, "")
    assert "does not let materials be brought from files (fake policy)." in err
