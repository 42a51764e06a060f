"""What build_installer.py promises before and after the freezing itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_installer import FORMATS, main
from resources import generated, licences
from resources.installer import freeze
from resources.installer import preflight as first
from resources.installer.common import HOST, BuildError
from resources.installer.freeze import check
from resources.installer.preflight import preflight
from resources.installer.verify import selftest
from resources.requirements import closure, declared


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a freeze leaves it, with one shipped file."""
    source = generated.ROOT / "resources/fonts"
    monkeypatch.setattr(generated, "shipped", lambda: {source: "resources/fonts"})
    data = tmp_path / "valita/_internal/valita_desktop/_data/resources/fonts"
    data.mkdir(parents=True)
    (data / "a.ttf").write_bytes(b"font")
    return tmp_path / "valita"


def test_every_format_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0

    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(FORMATS)


def test_dry_run_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--dry-run", "--out", str(tmp_path / "dist")]) == 0
    assert not (tmp_path / "dist").exists()


def test_unknown_format_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["--format", "floppy"])

    assert left.value.code == 2


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.make is None])
def test_format_that_is_not_made_is_refused_in_a_sentence(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", name]) == 3
    assert f"{name} is not made by this version" in capsys.readouterr().err


def test_program_of_another_system_is_refused() -> None:
    other = "windows" if HOST != "windows" else "linux"

    with pytest.raises(BuildError, match=f"is built on {other}") as refused:
        preflight([FORMATS["dir"]], other)
    assert refused.value.code == 3


@pytest.mark.skipif(HOST != "linux", reason="Debian's libraries")
def test_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(first.DEBIAN_LIBRARIES, "libnowhere.so.9", "libnowhere9")

    with pytest.raises(BuildError, match="apt-get install libnowhere9") as refused:
        preflight([FORMATS["dir"]], HOST)
    assert refused.value.code == 3


@pytest.mark.parametrize(
    ("place", "unused"),
    [
        ("babel/locale-data/sv_FI.dat", False),
        ("babel/locale-data/de.dat", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", False),
        ("PySide6/Qt/translations/qtbase_fi.qm", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("reportlab/fonts/Vera.ttf", True),
        ("valita_desktop/_data/resources/fonts/OFL.txt", False),
    ],
)
def test_only_what_nothing_reads_is_removed(place: str, unused: bool) -> None:  # noqa: FBT001
    assert freeze._unused(Path(place)) is unused


def test_whole_folder_passes(frozen: Path) -> None:
    check(frozen)


def test_folder_without_its_data_is_refused(frozen: Path) -> None:
    font = frozen / "_internal/valita_desktop/_data/resources/fonts/a.ttf"
    font.unlink()
    font.parent.rmdir()

    with pytest.raises(BuildError, match="resources/fonts: missing"):
        check(frozen)


def test_link_that_leads_nowhere_is_refused(frozen: Path) -> None:
    (frozen / "link").symlink_to("nowhere")

    with pytest.raises(BuildError, match="link: lead nowhere"):
        check(frozen)


def test_what_must_not_ship_is_refused(frozen: Path) -> None:
    (frozen / "_internal/libgtk-3.so.0").touch()

    with pytest.raises(BuildError, match=r"libgtk-3\.so\.0: must not be in it"):
        check(frozen)


def test_too_large_a_folder_is_refused(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "BUDGET_MB", 0)

    with pytest.raises(BuildError, match="more than the 0 MB"):
        check(frozen)


@pytest.mark.skipif(HOST == "windows", reason="a script stands for the program")
@pytest.mark.parametrize(("code", "works"), [(0, True), (1, False)])
def test_program_that_fails_its_own_test_is_refused(
    frozen: Path,
    code: int,
    works: bool,  # noqa: FBT001
) -> None:
    program = frozen / "valita"
    program.write_text(f"#!/bin/sh\necho '{json.dumps({'ok': works})}'\nexit {code}\n")
    program.chmod(0o755)

    if works:
        assert "passes" in selftest(frozen)
    else:
        with pytest.raises(BuildError) as refused:
            selftest(frozen)
        assert refused.value.code == 5


def test_every_package_that_ships_brings_its_licence(tmp_path: Path) -> None:
    licences.gather(tmp_path / "licenses")

    names = closure(declared())
    without = {name for name in names if not (tmp_path / "licenses" / name).is_dir()}
    # Qt for Python has no text in its package: resources/licenses/ stands for it.
    assert without == {"pyside6-essentials", "shiboken6"}
    assert (tmp_path / "licenses/licenses/LGPL-3.0.txt").exists()
