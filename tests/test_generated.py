"""What ships but is not committed is made when it must be, and only then."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest
from packaging.utils import canonicalize_name

from resources import build_backend, generated
from resources.requirements import closure

if TYPE_CHECKING:
    from pathlib import Path

    from packaging.utils import NormalizedName

MAKERS = {
    "catalogues": "babel.messages.mofile, babel.messages.pofile",
    "feed": "valita_desktop.publishing.check, valita_desktop.publishing.publish",
    "tries": "valita_desktop.library.search.tries, simplemma.strategies.dictionaries",
}
USED_IF_THERE = {"setuptools"}
SAY_NOTHING_OF_IT = {
    *("content/model", "decoding", "errors", "i18n", "library/own_files", "paths"),
}
"""Modules that carry what an output holds, refuse it, or tell of it; none changes a byte."""
THIRD_PARTY = """
import sys
import {modules}
for name, module in list(sys.modules.items()):
    if "site-packages" in (getattr(module, "__file__", None) or ""):
        print(name.partition(".")[0])
"""


def writes(name: str) -> generated.Output:
    """An output of one file that counts how often it was made."""

    def make(root: Path) -> None:
        made = root / "made.txt"
        made.write_text(made.read_text() + "x" if made.exists() else "x")

    return generated.Output(name, "made.txt", ("source.txt",), (), make)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(generated, "OUTPUTS", (writes("thing"),))
    (tmp_path / "source.txt").write_text("one")
    return tmp_path


def test_missing_output_is_made(root: Path) -> None:
    assert generated.refresh(root) == ("thing",)
    assert (root / "made.txt").read_text() == "x"


def test_fresh_output_is_left_alone(root: Path) -> None:
    generated.refresh(root)

    assert generated.refresh(root) == ()
    assert (root / "made.txt").read_text() == "x"


def test_changed_source_makes_the_output_anew(root: Path) -> None:
    generated.refresh(root)
    (root / "source.txt").write_text("two")

    assert generated.refresh(root) == ("thing",)


def test_damaged_output_is_made_anew(root: Path) -> None:
    generated.refresh(root)
    (root / "made.txt").write_text("damaged")

    assert generated.refresh(root) == ("thing",)


def test_all_that_ships_is_fresh() -> None:
    assert [output.name for output in generated.stale()] == []


def imported_by(modules: str) -> set[NormalizedName]:
    """The packages that are loaded once these modules are."""
    code = THIRD_PARTY.format(modules=modules)
    listed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=generated.ROOT
    )
    distributions = packages_distributions()
    names = set(listed.stdout.split())
    return {canonicalize_name(distributions[name][0]) for name in names} - USED_IF_THERE


@pytest.mark.parametrize("output", generated.OUTPUTS, ids=lambda output: output.name)
def test_what_an_output_is_made_with_is_declared(output: generated.Output) -> None:
    assert imported_by(MAKERS[output.name]) <= closure(output.requires)


def sources_of(output: generated.Output) -> set[str]:
    """The files that an output is made of."""
    every = (file for glob in output.sources for file in generated.ROOT.glob(glob))
    return {file.relative_to(generated.ROOT).as_posix() for file in every}


@pytest.mark.parametrize("output", generated.OUTPUTS, ids=lambda output: output.name)
def test_what_an_output_is_made_of_is_there(output: generated.Output) -> None:
    assert [glob for glob in output.sources if not any(generated.ROOT.glob(glob))] == []


@pytest.mark.parametrize("output", generated.OUTPUTS, ids=lambda output: output.name)
def test_a_module_that_says_what_an_output_holds_is_one_of_its_sources(
    output: generated.Output,
) -> None:
    sources = sources_of(output)
    used = {
        f"{name.replace('.', '/')}.py"
        for file in sources
        if file.endswith(".py")
        for node in ast.parse((generated.ROOT / file).read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for name in (node.module or "", *(f"{node.module}.{each.name}" for each in node.names))
    }
    ours = {each for each in used if (generated.ROOT / each).is_file()}

    assert ours - sources <= {f"valita_desktop/{each}.py" for each in SAY_NOTHING_OF_IT}


def test_what_the_build_hook_needs_is_brought_with_hatchling() -> None:
    used = imported_by("resources.hatch_build")

    assert "hatchling" in used
    assert used <= closure(build_backend.BUILT_WITH)
