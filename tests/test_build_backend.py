"""The build backend asks for nothing when nothing has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from packaging.utils import canonicalize_name

from resources import build_backend, generated
from resources.generated import ROOT
from resources.requirements import closure

if TYPE_CHECKING:
    from pathlib import Path

WHEEL = "valita_desktop-1-py3-none-any.whl"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose outputs are fresh and whose editable wheel was made before."""
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text("one")
    (root / "constraints.txt").write_text("# pins\nhatchling==1.2.3\nbabel==9 ; python_version\n")
    monkeypatch.setattr(build_backend, "_ROOT", root)
    monkeypatch.setattr(generated, "stale", tuple)
    (tmp_path / WHEEL).write_bytes(b"wheel")
    build_backend._remember(tmp_path / WHEEL)
    return root


def test_unchanged_checkout_requires_nothing(checkout: Path) -> None:
    assert build_backend.get_requires_for_build_editable() == []


def test_unchanged_checkout_hands_over_the_wheel_of_last_time(
    checkout: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    target.mkdir()

    assert build_backend.build_editable(str(target)) == WHEEL
    assert (target / WHEEL).read_bytes() == b"wheel"


def test_changed_project_requires_hatchling_as_pinned(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("two")

    required = build_backend.get_requires_for_build_editable()

    assert required == ["hatchling==1.2.3", "editables", "typing-extensions"]


def test_stale_output_requires_what_it_is_made_with(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = next(each for each in generated.OUTPUTS if each.name == "catalogues")
    monkeypatch.setattr(generated, "stale", lambda: (catalogues,))

    assert "babel==9" in build_backend.get_requires_for_build_editable()


def test_moved_checkout_is_built_anew(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "moved"
    shutil.move(checkout, moved)
    monkeypatch.setattr(build_backend, "_ROOT", moved)

    assert build_backend.get_requires_for_build_editable() != []


def test_the_feed_is_made_with_what_it_requires() -> None:
    feed = next(each for each in generated.OUTPUTS if each.name == "feed")
    ask = (
        "import sys\n"
        "from importlib.metadata import packages_distributions\n"
        "from pathlib import Path\n"
        "from valita_desktop.publishing import publish\n"
        "from valita_desktop.publishing.check import check\n"
        "check(Path('resources/content'))\n"
        "made_of = packages_distributions()\n"
        "print(*{name for module in list(sys.modules) for name in made_of.get(module, ())})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    )
    needed = {canonicalize_name(name) for name in done.stdout.split()}

    always = {"valita-desktop", "setuptools"}  # the latter looks into every start of its Python
    assert needed - closure(feed.requires) - always == set()
