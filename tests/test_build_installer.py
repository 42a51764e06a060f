"""What build_installer.py promises before and after the freezing itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import PySide6
import pytest
import shiboken6

from build_installer import FORMATS, _made, main
from resources import generated, licences
from resources.installer import freeze, icu, prune
from resources.installer import preflight as first
from resources.installer.common import HOST, BuildError, Bundle, found
from resources.installer.freeze import check
from resources.installer.preflight import preflight
from resources.installer.support import PLACE, unpack_support
from resources.installer.verify import selftest
from resources.requirements import closure, declared
from valita_desktop.content import pictures


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


def test_a_python_without_our_packages_is_told_what_to_install() -> None:
    script = [sys.executable, "-S", "build_installer.py", "--list"]
    done = subprocess.run(script, cwd=generated.ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_dry_run_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--dry-run", "--out", str(tmp_path / "dist")]) == 0
    assert not (tmp_path / "dist").exists()


def test_unknown_format_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["--format", "floppy"])

    assert left.value.code == 2


@pytest.mark.parametrize(
    "name",
    [each.name for each in FORMATS.values() if not each.make or each.target not in ("", HOST)],
)
def test_format_that_cannot_be_made_here_is_refused_in_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", name, "--out", str(tmp_path)]) == 3
    assert capsys.readouterr().err.startswith(f"build_installer.py: {name}")
    assert list(tmp_path.iterdir()) == []


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
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/translations/qtbase_fi.qm", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("reportlab/fonts/Vera.ttf", True),
        ("valita_desktop/_data/resources/fonts/OFL.txt", False),
        ("python3.11/lib-dynload/_codecs_jp.cpython-311-x86_64-linux-gnu.so", HOST == "linux"),
        ("python3.11/lib-dynload/unicodedata.cpython-311-x86_64-linux-gnu.so", False),
    ],
)
def test_only_what_nothing_reads_is_removed(place: str, unused: bool) -> None:  # noqa: FBT001
    assert prune._unused(Path(place)) is unused


READ = """
import io, sys
for name in {excluded!r}:
    sys.modules[name] = None
from PIL import Image
from valita_desktop.content import pictures
for kind in pictures._KINDS:
    exif = Image.Exif()
    exif[0x0112] = 1
    Image.new("RGB", (8, 8)).save(data := io.BytesIO(), kind, exif=exif)
    read = Image.open(io.BytesIO(data.getvalue()), formats=(kind,))
    read.load()
    print(read.format, read.size[0], len(read.getexif()))
"""


def test_pictures_of_every_kind_are_read_with_the_readers_that_ship() -> None:
    excluded = [name for name in freeze.EXCLUDED if name.startswith("PIL.")]

    told = run(sys.executable, "-c", READ.format(excluded=excluded))

    kinds = [line.split() for line in told.splitlines()]
    assert [each[:2] for each in kinds] == [[kind, "8"] for kind in pictures._KINDS]
    assert ["JPEG", "8", "1"] in kinds
    assert "PIL.TgaImagePlugin" in excluded


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


def test_a_package_that_outgrows_its_budget_is_not_handed_out(tmp_path: Path) -> None:
    wanted = replace(FORMATS["deb"], make=lambda _bundle, _out: tmp_path / "a.deb", budget_mb=1)
    (tmp_path / "a.deb").write_bytes(b"x" * 1_000_001)

    with pytest.raises(BuildError, match=r"deb: 1\.0 MB is more than the 1 MB allowed"):
        _made(wanted, Bundle(tmp_path), tmp_path)
    assert _made(replace(wanted, budget_mb=2), Bundle(tmp_path), tmp_path).size == 1_000_001


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
    # Qt for Python has no text in its package: resources/licenses/ stands for it. cobble has
    # published none, in its packages or its repository: the notices name it and its licence.
    assert without == {"pyside6-essentials", "shiboken6", "cobble"}
    assert "cobble | BSD" in (tmp_path / "licenses/third-party-notices.md").read_text("utf-8")
    assert (tmp_path / "licenses/licenses/LGPL-3.0.txt").exists()


def library(path: Path, *asks: str) -> None:
    """A shared library that asks for others, as a linker makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        empty, others = Path(work) / "empty.o", [Path(work) / each for each in asks]
        run("as", "-o", empty, os.devnull)
        for each in others:
            run("ld", "-shared", "-soname", each.name, "-o", each, empty)
        run("ld", "-shared", "-soname", path.name, "-o", path, empty, "--no-as-needed", *others)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


BINUTILS = pytest.mark.skipif(
    HOST != "linux" or any(found(tool) is None for tool in ("as", "ld", "readelf", "strip")),
    reason="binutils is not there",
)


@BINUTILS
def test_only_libraries_that_something_here_loads_and_no_system_has_stay(tmp_path: Path) -> None:
    internal = tmp_path / "_internal"
    library(internal / "Module.so", "libours.so.1", "libX11.so.6")
    library(internal / "libours.so.1", "libdeep.so.2")
    for name in ("libdeep.so.2", "libX11.so.6", "libnobody.so.1"):
        library(internal / name)

    prune.prune(internal)

    names = {path.name for path in internal.iterdir()}
    assert names == {"Module.so", "libours.so.1", "libdeep.so.2"}


@BINUTILS
def test_shiboken_takes_its_modules_compiled(tmp_path: Path) -> None:
    installed = Path(shiboken6.__file__).parent
    shutil.copytree(installed, tmp_path / "shiboken6", ignore=shutil.ignore_patterns("include"))
    (tmp_path / "PySide6").symlink_to(Path(PySide6.__file__).parent)
    unpack_support(tmp_path)
    told = "print(sys.modules['shibokensupport.signature.loader'].__file__)"
    wrong = "\ntry: QLabel(1, 2, 3)\nexcept TypeError as error: print('Supported' in str(error))"
    script = f"import sys; from PySide6.QtWidgets import QLabel; {told}{wrong}"

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    place = tmp_path / PLACE / "shibokensupport/signature/loader.pyc"
    assert done.stdout.split() == [str(place), "True"], done.stderr


def test_library_that_neither_we_nor_a_system_have_is_refused(frozen: Path) -> None:
    library(frozen / "_internal/Module.so", "libnowhere.so.1", "libc.so.6", "libX11.so.6")

    with pytest.raises(BuildError, match=r"libnowhere\.so\.1 \(for Module\.so\): neither"):
        check(frozen)


ORDER = """
import json
from PySide6.QtCore import QCollator, QLocale, QTimeZone

words = json.loads({words!r})
order = {{}}
for lang in (QLocale.Finnish, QLocale.Swedish, QLocale.English):
    collator = QCollator(QLocale(lang, QLocale.Finland))
    collator.setNumericMode(True)
    zone = QTimeZone(b"Europe/Helsinki").displayName(
        QTimeZone.StandardTime, QTimeZone.LongName, QLocale(lang)
    )
    order[QLocale.languageToCode(lang)] = [*sorted(words, key=collator.sortKey), zone]
print(json.dumps(order))
"""
WORDS = [
    "zebra",
    "Äiti",
    "öljy",
    "åka",
    "Åbo",
    "aamu",
    "Ösma",
    "vw",
    "wv",
    "Visa",
    "Wisa",
    "é",
    "e",
    "Š",
    "s",
    "ž",
    "z",
    "10",
    "9",
    "Aalto",
    "aa",
]


@BINUTILS
@pytest.mark.skipif(found("icupkg") is None, reason="icu-devtools is not there")
def test_words_have_the_same_order_with_what_is_left_of_icu(tmp_path: Path) -> None:
    whole = next((Path(PySide6.__file__).parent / "Qt/lib").glob("libicudata.so.*"))
    trimmed = tmp_path / whole.name
    shutil.copy(whole, trimmed)
    script = ORDER.format(words=json.dumps(WORDS))

    icu.trim(trimmed)

    before = json.loads(run(sys.executable, "-c", script))
    after = json.loads(run("env", f"LD_PRELOAD={trimmed}", sys.executable, "-c", script))
    assert after == before
    assert before["fi"][:-1] != before["en"][:-1]  # the data is asked, not the letters' numbers
    assert trimmed.stat().st_size < whole.stat().st_size / 10


def test_library_without_the_data_of_icu_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "libicudata.so.99"
    wrong.write_bytes(b"not a library")

    with pytest.raises(BuildError):
        icu.trim(wrong)
    assert wrong.read_bytes() == b"not a library"
