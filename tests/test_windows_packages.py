"""What Windows is handed, as far as a Linux computer can tell."""

from __future__ import annotations

import datetime as dt
import os
import plistlib
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from resources.installer import macos
from resources.installer.common import ROOT, BuildError, Bundle, Signing, found, sha256
from resources.installer.windows import compound, msi, nsis, signing
from resources.installer.windows.folder import STAND_IN, aged
from valita_desktop import APP_ID

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = 1_790_000_000
POLICIES = r"Software\Policies"
INTO_POLICIES = (
    "INSERT INTO `Registry` (`Registry`, `Root`, `Key`, `Value`, `Component_`) "
    rf"VALUES ('r', 2, '{POLICIES}\Valita', 'x', 'Registered')"
)


def tools(*names: str) -> pytest.MarkDecorator:
    absent = [name for name in names if found(name) is None]
    return pytest.mark.skipif(bool(absent), reason=f"{', '.join(absent)}: not there")


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A folder as a freeze for Windows leaves it, in small."""
    folder = tmp_path / "frozen"
    (folder / "_internal/babel").mkdir(parents=True)
    for name in ("valita.exe", "valita-desktop.exe", "_internal/python311.dll"):
        (folder / name).write_bytes(b"MZ" + name.encode())
    (folder / "_internal/babel/ä ö.dat").write_bytes(b"words")
    return Bundle(folder, "1.2.3", EPOCH)


def made(bundle: Bundle, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    return msi.make(bundle, out)


def rows(database: Path, table: str, column: str) -> list[str]:
    return [row[column] for row in msi.export(database, table)]


@tools(*msi.TOOLS)
def test_msi_installs_every_file_in_components_of_64_bits(bundle: Bundle, tmp_path: Path) -> None:
    database = made(bundle, tmp_path)

    names = {name.rpartition("|")[2] for name in rows(database, "File", "FileName")}
    assert names >= {"valita.exe", "valita-desktop.exe", "python311.dll", "valita.ico"}
    assert {int(each) & 256 for each in rows(database, "Component", "Attributes")} == {256}
    assert "components of 64 bits" in msi.judge(database)


@tools(*msi.TOOLS)
def test_two_makings_of_an_msi_are_the_same(bundle: Bundle, tmp_path: Path) -> None:
    first = sha256(made(bundle, tmp_path))

    assert sha256(made(bundle, tmp_path)) == first


@tools(*msi.TOOLS)
def test_msi_opens_our_files_and_keeps_off_policies(bundle: Bundle, tmp_path: Path) -> None:
    database = made(bundle, tmp_path)

    written = dict(
        zip(rows(database, "Registry", "Key"), rows(database, "Registry", "Value"), strict=True)
    )
    command = r"Software\Classes\Valita.Packet.1\shell\open\command"
    assert written[command] == '"[INSTALLDIR]valita-desktop.exe" "%1"'
    assert not [key for key in written if key.startswith(POLICIES)]


@tools(*msi.TOOLS)
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("UPDATE `Component` SET `Attributes` = 0 WHERE `Component` = 'Registered'", "Registered"),
        ("UPDATE `Property` SET `Value` = '{0}' WHERE `Property` = 'UpgradeCode'", "UpgradeCode"),
        ("UPDATE `Property` SET `Value` = '9.9.9' WHERE `Property` = 'ProductVersion'", "Product"),
        ("DELETE FROM `Upgrade` WHERE `Attributes` = 1", "WIX_UPGRADE_DETECTED"),
        (INTO_POLICIES, "Policies"),
        ("DELETE FROM `MsiShortcutProperty`", "MsiShortcutProperty"),
    ],
)
def test_msi_that_is_not_as_windows_needs_it_is_refused(
    bundle: Bundle, tmp_path: Path, query: str, told: str
) -> None:
    database = made(bundle, tmp_path)
    subprocess.run(["msibuild", database, "-q", query], check=True)

    with pytest.raises(BuildError, match=told) as refused:
        msi.judge(database)
    assert refused.value.code == 5


PACKER = """#!/bin/sh
{ sed -n 's/^.Set CompressionType=//p' "$2"; cat $(grep -v '^[.]' "$2"); } > valita.cab
"""


def packer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Something in the place of Windows' makecab."""
    program = tmp_path / "bin/makecab"
    program.parent.mkdir()
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)


@tools(*msi.TOOLS)
def test_msi_is_packed_smaller_where_windows_own_packer_is(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packer(tmp_path, monkeypatch, PACKER)

    database = made(bundle, tmp_path)

    command = ("msiinfo", "extract", database, "valita.cab")
    packed = subprocess.run(command, capture_output=True, check=True).stdout
    in_order = sorted(msi.export(database, "File"), key=lambda row: int(row["Sequence"]))
    names = [row["FileName"].rpartition("|")[2] for row in in_order]
    places = [packed.find(name.encode()) for name in names if name.endswith((".exe", ".dll"))]
    assert packed.startswith(b"LZX\n")
    assert len(places) == 3
    assert -1 not in places
    assert places == sorted(places)
    assert "components of 64 bits" in msi.judge(database)


@tools(*msi.TOOLS)
def test_packer_that_makes_several_cabinets_is_refused(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packer(tmp_path, monkeypatch, "#!/bin/sh\ntouch valita.cab 2.cab\n")

    with pytest.raises(BuildError, match=r"makecab made .*2\.cab"):
        made(bundle, tmp_path)


@tools(*msi.TOOLS)
def test_times_of_an_msi_are_those_of_the_build(bundle: Bundle, tmp_path: Path) -> None:
    database = made(bundle, tmp_path)
    compound.set_times(database, dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC))

    told = subprocess.run(
        ["msiinfo", "suminfo", database],
        capture_output=True,
        text=True,
        check=True,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    ).stdout
    assert told.count("Jan  2 03:04:05 2026") == 2


def test_identities_last() -> None:
    """Windows knows the product and each version again by them; a change strands installations."""
    assert msi.product_code("1.2.3") == "{EDA59249-8932-5EDD-A7FC-5EF7CCFF8A14}"
    assert msi.product_code("1.2.4") != msi.product_code("1.2.3")


def test_every_file_is_a_component_with_its_own_lasting_identity(bundle: Bundle) -> None:
    tree = ET.fromstring(msi.source(bundle, bundle.folder / "_internal/babel"))

    guids = [each.get("Guid", "") for each in tree.iter() if each.tag.endswith("}Component")]
    assert len(guids) == len(set(guids)) == 4 + 1 + 1  # files, one beside, what is registered
    assert msi.named("file/_internal/python311.dll") in guids


@pytest.mark.parametrize(
    ("name", "told"), [(STAND_IN, "must not be in it"), ("", "was not frozen for Windows")]
)
def test_folder_that_must_not_be_handed_out_is_refused(
    bundle: Bundle, tmp_path: Path, name: str, told: str
) -> None:
    if name:
        (bundle.folder / "_internal" / name).touch()
    else:
        (bundle.folder / "valita-desktop.exe").unlink()

    with pytest.raises(BuildError, match=told):
        aged(bundle, tmp_path / "copy")


@tools(*msi.TOOLS)
def test_links_of_both_installers_say_which_program_they_start(
    bundle: Bundle, tmp_path: Path
) -> None:
    """As the program itself says it: the task bar keeps together what says the same."""
    (row,) = msi.export(made(bundle, tmp_path), "MsiShortcutProperty")

    assert (row["PropertyKey"], row["PropVariantValue"]) == ("System.AppUserModel.ID", APP_ID)
    extras = tmp_path / "extras"
    extras.mkdir()
    assert f'(&w{len(APP_ID) + 1} "{APP_ID}")' in nsis.script(bundle, extras, tmp_path / "x.exe")


SHARED = """
import os, runpy, sys
sys._MEIPASS, hook = sys.argv[1:]
sys._pyinstaller_pyz = os.path.join(sys._MEIPASS, "none.pyz")
sys.path[:] = [sys._MEIPASS, *sys.path]
import pyimod02_importers
pyimod02_importers.install()
runpy.run_path(hook)
import kit.words
print(kit.words.SAID, kit.words.__file__)
"""


def test_programs_take_their_modules_from_the_file_that_they_share(tmp_path: Path) -> None:
    """By PyInstaller's own reader and finder, as the frozen programs do."""
    from PyInstaller import loader
    from PyInstaller.archive.writers import ZlibArchiveWriter

    sources = {"kit": "", "kit.words": "SAID = 'moi'"}
    code = {name: compile(text, name, "exec") for name, text in sources.items()}
    entries = [("kit", "kit/__init__.py", "PYMODULE"), ("kit.words", "kit/words.py", "PYMODULE")]
    ZlibArchiveWriter(str(tmp_path / "modules.pyz"), entries, code)
    ZlibArchiveWriter(str(tmp_path / "none.pyz"), [], {})

    done = subprocess.run(
        [sys.executable, "-c", SHARED, tmp_path, shared_modules()],
        env={**os.environ, "PYTHONPATH": loader.__path__[0]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == ["moi", str(tmp_path / "kit/words.py")], done.stderr


def shared_modules() -> Path:
    return ROOT / "resources/installer/windows/shared_modules.py"


@tools("makensis")
def test_installer_for_one_person_is_made_the_same_twice(bundle: Bundle, tmp_path: Path) -> None:
    first = sha256(nsis.make(bundle, tmp_path))

    assert sha256(nsis.make(bundle, tmp_path)) == first
    assert "says what it installs" in nsis.judge(tmp_path / "valita-1.2.3-x64-user.exe")


def test_removal_names_what_it_removes(bundle: Bundle, tmp_path: Path) -> None:
    """Never the whole folder: a person may have chosen one where other things lie."""
    extras = tmp_path / "extras"
    extras.mkdir()
    (extras / "valita.ico").touch()

    lines = nsis.script(bundle, extras, tmp_path / "x.exe").splitlines()

    removed = {line for line in lines if line.startswith(("RMDir", "Delete "))}
    assert 'RMDir /r "$INSTDIR\\_internal"' in removed
    assert 'RMDir "$INSTDIR"' in removed
    assert not [line for line in removed if line.endswith((r'/r "$INSTDIR"', '\\*"'))]


@tools(signing.TOOL, "openssl")
def test_signature_is_seen_and_a_change_of_the_file_too(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    asked = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Koe")
    usage = ("-addext", "extendedKeyUsage=codeSigning", "-keyout", key, "-out", certificate)
    subprocess.run(["openssl", "req", "-x509", *asked, *usage], check=True, capture_output=True)
    program = tmp_path / "program.exe"
    program.write_bytes(smallest_program())

    signing.sign(program, Signing(signing.TOOL, f"{certificate}:{key}"))
    signing.verify(program, certificate)

    data = bytearray(program.read_bytes())
    data[0x180] ^= 1
    program.write_bytes(data)
    with pytest.raises(BuildError) as refused:
        signing.verify(program, certificate)
    assert refused.value.code == 5


def smallest_program() -> bytes:
    """A program of Windows that does nothing, as its headers say."""
    headers = bytearray(0x200)
    headers[0:2], headers[0x3C] = b"MZ", 0x40
    headers[0x40:0x44] = b"PE\0\0"
    headers[0x44:0x58] = bytes.fromhex("6486 0100 00000000 00000000 00000000 f000 2200")
    optional = bytearray(0xF0)
    optional[0:2] = b"\x0b\x02"
    optional[0x6C] = 16  # data directories
    headers[0x58 : 0x58 + 0xF0] = optional
    return bytes(headers) + bytes(0x200)


def test_bundle_for_macos_opens_our_files(bundle: Bundle, tmp_path: Path) -> None:
    (bundle.folder / "valita-desktop").touch()

    app = macos.application(bundle, tmp_path)

    told = plistlib.loads((app / "Contents/Info.plist").read_bytes())
    assert (app / "Contents/MacOS" / told["CFBundleExecutable"]).exists()
    opens = {each["CFBundleTypeExtensions"][0] for each in told["CFBundleDocumentTypes"]}
    assert opens == {"valita", "valita-packet"}
    icons = {
        told["CFBundleIconFile"],
        *(e["CFBundleTypeIconFile"] for e in told["CFBundleDocumentTypes"]),
    }
    assert all(
        (app / f"Contents/Resources/{name}.icns").read_bytes()[:4] == b"icns" for name in icons
    )
