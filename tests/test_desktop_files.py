"""What a desktop is told of the program: judged by the tools that read it."""

from __future__ import annotations

import configparser
import datetime as dt
import io
import plistlib
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from resources.desktop import entries, icons, macos, windows, words
from resources.desktop.payload import PayloadFile, payload
from valita_desktop import APP_ID, app
from valita_desktop.library import packet_file
from valita_desktop.library.packets import Packet
from valita_desktop.settings import Settings
from valita_desktop.ui.start import application

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LANGS = ("fi", "sv")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ASK = (
    "import sys; from PySide6.QtCore import QLocale, QMimeDatabase; "
    "QLocale.setDefault(QLocale(sys.argv[1])); files = sys.argv[2:]; "
    "kinds = [QMimeDatabase().mimeTypeForFile(file) for file in files]; "
    "print(*(f'{kind.name()} {kind.comment()}' for kind in kinds), sep='\\n')"
)
ODD = '/opt/Välitä "kit" $5 `x` \\'


@cache
def made(prefix: str = "/usr") -> dict[str, PayloadFile]:
    return {str(each.path): each for each in payload(prefix)}


def run(tool: str, *words: str, package: str = "") -> str:
    """What a tool says; the test fails where it is not content."""
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} ({package or tool}) is not installed")
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def written(path: str, folder: Path, prefix: str = "/usr") -> str:
    """A file of the payload on the disk."""
    file = folder / PurePosixPath(path).name
    file.write_bytes(made(prefix)[path].data)
    return str(file)


def desktop_entry(prefix: str = "/usr") -> configparser.ConfigParser:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=())
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(made(prefix)[ENTRY].data.decode())
    return entry


ENTRY = f"share/applications/{APP_ID}.desktop"
METAINFO = f"share/metainfo/{APP_ID}.metainfo.xml"
MIME = f"share/mime/packages/{APP_ID}.xml"


@pytest.mark.parametrize("prefix", ["/usr", "/opt/kit", ODD])
def test_the_menus_accept_the_entry(prefix: str, tmp_path: Path) -> None:
    said = run(
        *("desktop-file-validate", written(ENTRY, tmp_path, prefix)), package="desktop-file-utils"
    )

    assert said == ""


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_menus_is_in_three_languages(lang: str) -> None:
    entry = desktop_entry()
    translated = {"GenericName", "Comment", "Keywords"}

    for section in entry.values():
        wanted = translated if section.name == "Desktop Entry" else {"Name"}
        for key in wanted if section.name != "DEFAULT" else ():
            assert section[f"{key}[{lang}]"] not in ("", section[key]), (section.name, key)
    assert all(
        entry["Desktop Entry"][key].endswith(";") for key in ("Keywords", f"Keywords[{lang}]")
    )


def test_a_program_in_a_folder_of_any_name_is_started_with_its_files(tmp_path: Path) -> None:
    """By GLib, which most desktops start programs with."""
    top = tmp_path / 'Välitä "kit" $5 `x` \\'
    program = top / "bin/valita-desktop"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n')
    program.chmod(0o755)
    files = [tmp_path / name for name in ("häpeä 1.valita-packet", "kit.valita")]
    addresses = [file.as_uri() for file in files]

    said = run(
        *("gio", "launch", written(ENTRY, tmp_path, str(top)), *addresses), package="libglib2.0-bin"
    )

    assert said.split("|")[:-1] == list(map(str, [program, *files]))


def test_windows_are_kept_with_the_icon_that_they_were_opened_by(qapp: QApplication) -> None:
    """Wayland tells the name of the desktop file, X11 the name of the application."""
    application(Settings())

    assert f"{qapp.desktopFileName()}.desktop" == PurePosixPath(ENTRY).name
    assert desktop_entry()["Desktop Entry"]["StartupWMClass"] == qapp.applicationName()


def test_each_action_of_the_icon_has_its_section() -> None:
    entry = desktop_entry()

    named = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert [f"Desktop Action {name}" for name in named] == entry.sections()[1:]


def test_shops_accept_the_metainfo(tmp_path: Path) -> None:
    said = run(
        *("appstreamcli", "validate", "--no-net", "--no-color", written(METAINFO, tmp_path)),
        package="appstream",
    )

    assert not re.search(r"^[EW]:", said, re.MULTILINE), said


@pytest.mark.parametrize("path", [METAINFO, MIME])
def test_every_text_for_shops_and_files_is_in_three_languages(path: str) -> None:
    root = ET.fromstring(made()[path].data)  # noqa: S314 - our own
    seen: dict[str, set[str]] = {lang: set() for lang in ("en", *LANGS)}
    for node in root.iter():
        if node.tag.rpartition("}")[2] in ("summary", "p", "li", "comment"):
            seen[node.get(XML_LANG, "en")].add(node.text or "")

    assert len({len(texts) for texts in seen.values()}) == 1
    assert not seen["en"] & (seen["fi"] | seen["sv"])
    assert not seen["fi"] & seen["sv"]


def test_releases_are_those_of_the_change_log() -> None:
    root = ET.fromstring(made()[METAINFO].data)  # noqa: S314 - our own
    releases = root.findall("releases/release")

    assert ("0.1.0", "2026-11-28") in {(each.get("version"), each.get("date")) for each in releases}


@pytest.mark.parametrize(("lang", "labels"), [
    ("fi", ("Välitä!-aineistot", "Välitä!-tuntipaketti")),
    ("sv", ("Välitä!-material", "Välitä!-lektionspaket")),
])  # fmt: skip
def test_files_are_known_by_their_ending_and_by_what_they_begin_with(
    lang: str, labels: tuple[str, str], kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "data/mime/packages"
    packages.mkdir(parents=True)
    written(MIME, packages)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", f"{lang}_FI.UTF-8")
    run("update-mime-database", str(tmp_path / "data/mime"), package="shared-mime-info")
    files = [tmp_path / "kit.valita", tmp_path / "week.valita-packet"]
    app.update_service().export(files[0])
    packet = Packet(id=1, name="Viikko", created=dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    files[1].write_bytes(packet_file.encode(packet))
    for file in list(files):
        files.append(file.with_suffix(""))
        shutil.copy(file, files[-1])

    told = run(sys.executable, "-c", ASK, lang, *map(str, files)).splitlines()

    kinds = [f"{kind.mime} {label}" for kind, label in zip(words.FILE_KINDS, labels, strict=True)]
    assert told == kinds * 2


def test_every_icon_that_is_named_is_there_in_every_size() -> None:
    names = {APP_ID: "apps"} | {entries.icon_name(kind): "mimetypes" for kind in words.FILE_KINDS}
    for name, folder in names.items():
        for size in icons.SIZES:
            file = made()[f"share/icons/hicolor/{size}x{size}/{folder}/{name}.png"]
            with Image.open(io.BytesIO(file.data)) as picture:
                assert (picture.size, picture.mode) == ((size, size), "RGBA")
                assert picture.getchannel("A").getextrema() == (0, 255)
        assert f"share/icons/hicolor/scalable/{folder}/{name}.svg" in made()
    assert f"share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg" in made()


def test_a_symbolic_icon_is_made_of_areas_which_a_theme_can_colour() -> None:
    drawing = icons.SYMBOLIC.large.read_text("utf-8")

    assert "stroke" not in drawing
    assert set(re.findall(r'fill="(.*?)"', drawing)) == {"#2e3436"}


def test_icons_of_windows_and_macos_hold_every_size() -> None:
    drawing = icons.APP

    with Image.open(io.BytesIO(icons.ico(drawing))) as windows_icon:
        assert windows_icon.info["sizes"] == {(size, size) for size in icons.WINDOWS_SIZES}
    with Image.open(io.BytesIO(icons.icns(drawing))) as mac_icon:
        sides = {width * scale for width, _height, scale in mac_icon.info["sizes"]}
        assert sides <= set(icons.MAC_SIZES)
        assert {32, 128, 256, 512, 1024} <= sides


def test_the_same_sources_give_the_same_files() -> None:
    assert payload() == tuple(made().values())


def test_no_file_leaves_the_prefix() -> None:
    assert all(
        not each.path.is_absolute() and ".." not in each.path.parts for each in made().values()
    )


def test_a_double_click_on_windows_starts_the_program_with_the_file() -> None:
    values = windows.registry("C:\\Kit\\", "sv")

    for kind in words.FILE_KINDS:
        prog_id = values[kind.suffix, ""]
        command = values[rf"{prog_id}\shell\open\command", ""]
        assert command == '"C:\\Kit\\valita-desktop.exe" "%1"'
    assert values["Valita.Packet.1", ""] == "Välitä!-lektionspaket"
    assert values[r"Valita.Packet.1\shell\open", ""] == "Öppna i Välitä!"


def test_macos_knows_each_kind_of_file_by_one_name_and_icon() -> None:
    told = plistlib.loads(plistlib.dumps(macos.info()))

    exported = {each["UTTypeIdentifier"]: each for each in told["UTExportedTypeDeclarations"]}
    for document, kind in zip(told["CFBundleDocumentTypes"], words.FILE_KINDS, strict=True):
        [uniform] = document["LSItemContentTypes"]
        tags = exported[uniform]["UTTypeTagSpecification"]
        assert tags["public.filename-extension"] == [kind.suffix.removeprefix(".")]
        assert tags["public.mime-type"] == [kind.mime]
        assert document["CFBundleTypeIconFile"] in macos.icon_files()
        for lang in LANGS:
            assert macos.localised()[lang][document["CFBundleTypeName"]] != kind.label


@pytest.mark.parametrize("lang", LANGS)
def test_windows_is_told_in_three_languages(lang: str) -> None:
    told = [windows.START_MENU.comment]
    told += [texts for each in windows.PROG_IDS for texts in (each.label, each.verb_label)]

    assert all(each[lang] not in ("", each["en"]) for each in told)  # type: ignore[index]
