"""The administrators' guide holds lines to be copied: each that can be tried is tried."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from resources.installer.windows import msi
from valita_desktop.cli.program import parser
from valita_desktop.policy.place import Rank
from valita_desktop.policy.policy import read
from valita_desktop.policy.sources import FileSource
from valita_desktop.settings import declared

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs/admin-guide.md").read_text("utf-8")
BLOCK = re.compile(r"(?:<!-- tried: (\w+) -->\n)?```(\w*)\n(.*?)```", re.DOTALL)

ANSIBLE = shutil.which("ansible-playbook")


def blocks(kind: str) -> list[str]:
    return [text for _name, of, text in BLOCK.findall(GUIDE) if of == kind]


def commands() -> list[str]:
    """Every command of the program that is written anywhere, without what is not its own."""
    told = [*re.findall(r"`(valita [^`]+)`", GUIDE)]
    for text in (*blocks("sh"), *blocks("bat"), *blocks("yaml")):
        told += re.findall(r"(?m)(?<![\w/.-])(valita (?:[a-z]|--).*)$", text)
    return sorted({each.strip() for each in told})


@pytest.mark.parametrize("line", commands())
def test_every_command_is_one_of_the_program(line: str) -> None:
    asked = parser().parse_args(shlex.split(line)[1:])

    assert asked.run


def test_the_policy_to_begin_with_holds(tmp_path: Path) -> None:
    (written,) = blocks("json")
    file = tmp_path / "policies.json"
    file.write_text(written, "utf-8")
    policy = read([FileSource(file, Rank.POLICY)])

    assert policy.mistakes == ()
    assert {declared()[name].key for name in policy.decisions} == {
        *(json.loads(written).keys() - {"Recommended"}),
        *json.loads(written)["Recommended"],
    }


def test_the_registry_lines_name_settings_that_there_are() -> None:
    named = re.findall(r"reg add HKLM\\Software\\Policies\\Valita\S* /v (\w+)", GUIDE)

    assert len(named) == 3
    assert set(named) <= {each.key for each in declared().values()}


def test_the_code_of_upgrades_is_that_of_the_package() -> None:
    assert f"{{{msi.UPGRADE}}}".upper() in GUIDE


@pytest.mark.skipif(shutil.which("apt-ftparchive") is None, reason="apt-utils is not installed")
def test_a_repository_is_made_by_the_lines_of_the_guide(tmp_path: Path) -> None:
    (lines,) = [text for name, _kind, text in BLOCK.findall(GUIDE) if name == "repository"]
    control = tmp_path / "package/DEBIAN/control"
    control.parent.mkdir(parents=True)
    told = {
        "Package": "valita",
        "Version": "1.2.3",
        "Architecture": "amd64",
        "Maintainer": "a <a@b.example>",
        "Description": "x",
    }
    control.write_text("".join(f"{key}: {value}\n" for key, value in told.items()))
    made = ("dpkg-deb", "--build", "package", "valita_1.2.3_amd64.deb")
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)

    shell = [str(shutil.which("sh")), "-eu", "-c", lines]
    subprocess.run(shell, cwd=tmp_path, check=True, capture_output=True)

    packages = (tmp_path / "repository/Packages").read_text()
    assert "Version: 1.2.3" in packages
    assert "Filename: ./valita_1.2.3_amd64.deb" in packages
    assert "SHA256:" in (tmp_path / "repository/Release").read_text()


@pytest.mark.skipif(ANSIBLE is None, reason="ansible is not installed")
def test_the_playbook_is_one(tmp_path: Path) -> None:
    (tmp_path / "valita.yml").write_text(blocks("yaml")[0], "utf-8")
    done = subprocess.run(
        [str(ANSIBLE), "--syntax-check", "-i", "classrooms,", "valita.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_every_page_that_it_points_to_is_there() -> None:
    pages = re.findall(r"\]\(([\w-]+\.md)", GUIDE)

    assert pages
    assert [page for page in pages if not (ROOT / "docs" / page).is_file()] == []
