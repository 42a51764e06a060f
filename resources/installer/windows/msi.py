"""The MSI: per computer, silent, upgraded in place; its tables are read back and judged.

Source:
    Windows Installer, "Component Table", "Upgrade Table", "Summary Information Stream"
    (learn.microsoft.com/windows/win32/msi). wixl 0.101 leaves some of what the source says
    aside: `mend` sets it and `judge` refuses a database where it is not so.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import uuid
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from resources.desktop import windows, words
from resources.installer.common import DOES_NOT_WORK, NAME, BuildError, Bundle, Format, run
from resources.installer.windows import cabinet, compound, signing
from resources.installer.windows.folder import STAND_IN, aged, files, write_icons

if TYPE_CHECKING:
    from collections.abc import Mapping

UPGRADE = uuid.UUID("6f0a5b1c-6f0e-5f0d-9a3e-3b0f6d1c7a52")
"""The product through all its versions; Windows finds the older one by it. Never changes."""
_SPACE = "http://schemas.microsoft.com/wix/2006/wi"
_64_BIT = 256  # msidbComponentAttributes64bit
_BY_REGISTRY = 4  # msidbComponentAttributesRegistryKeyPath
_CODEPAGE = 1252
_LANGUAGE = 1033
# wixl knows no such table; the link in the Start menu says which program it starts.
_IDENTITIES = (
    "CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, "
    "`Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, "
    "`PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)"
)
_IDENTITY = (
    "INSERT INTO `MsiShortcutProperty` (`MsiShortcutProperty`, `Shortcut_`, `PropertyKey`, "  # noqa: S608
    "`PropVariantValue`) VALUES ('Identity', 'StartMenu', 'System.AppUserModel.ID', "
    f"'{windows.APP_USER_MODEL_ID}')"
)
NEWER = "A newer version of Välitä! is installed already. Remove it first if you want this one."
TOOLS = {
    "wixl": "apt-get install wixl",
    "msibuild": "apt-get install msitools",
    "msiinfo": "apt-get install msitools",
}
_ASKED_OF_UPGRADES = ("WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED")
_SHOWN_BY_WINDOWS = {"ARPwords.NAMEICON": "valita.ico", "ARPNOMODIFY": "1"}


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, attributes)


def named(name: str) -> str:
    """The lasting identity of a part of the product, in the form that Windows Installer has."""
    return f"{{{uuid.uuid5(UPGRADE, name)}}}".upper()


def product_code(version: str) -> str:
    """The identity of one version, the same wherever it is built."""
    return named(f"product/{version}")


def source(bundle: Bundle, extras: Path) -> bytes:
    """What wixl is given: every file a component, with what is registered.

    Args:
        bundle: The frozen folder, its programs among them.
        extras: Folder of icons that go beside the programs.
    """
    wix = Element("Wix", xmlns=_SPACE)
    product = _add(
        wix,
        "Product",
        Id=product_code(bundle.version),
        Name=words.NAME,
        Language=str(_LANGUAGE),
        Codepage=str(_CODEPAGE),
        Version=bundle.version,
        Manufacturer=words.DEVELOPER,
        UpgradeCode=f"{{{UPGRADE}}}".upper(),
    )
    package = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    _add(product, "Package", **package)
    _add(product, "MajorUpgrade", DowngradeErrorMessage=NEWER)
    _add(product, "Media", Id="1", Cabinet=cabinet.NAME, EmbedCab="yes")
    _add(product, "Icon", Id="valita.ico", SourceFile="extras/valita.ico")
    for name, value in _SHOWN_BY_WINDOWS.items():
        _add(product, "Property", Id=name, Value=value)
    components = _folders(product, bundle.folder, extras)
    feature = _add(product, "Feature", Id="Program", Title=words.NAME, Level="1")
    for each in components:
        _add(feature, "ComponentRef", Id=each)
    indent(wix)
    text: bytes = tostring(wix, "utf-8", xml_declaration=True)
    return text


def _folders(product: Element, folder: Path, extras: Path) -> list[str]:
    """The tree of folders with a component for each file; the identifiers of all components."""
    target = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(target, "Directory", Id="ProgramFiles64Folder")
    root = _add(programs, "Directory", Id="INSTALLDIR", Name=words.WINDOWS_FOLDER)
    _add(target, "Directory", Id="ProgramMenuFolder")
    places: dict[Path, Element] = {Path(): root}
    components: list[str] = []
    for path in files(folder):
        where = path.relative_to(folder)
        for parent in reversed(where.parents):
            if parent not in places:
                own = {"Id": _id("d", parent), "Name": parent.name}
                places[parent] = _add(places[parent.parent], "Directory", **own)
        components.append(_component(places[where.parent], where, folder.name))
    beside = [path.relative_to(extras) for path in files(extras)]
    components += [_component(root, where, extras.name) for where in beside]
    components.append(_registered(root))
    return components


def _component(parent: Element, where: Path, kind: str) -> str:
    name = _id("c", where)
    own = {"Id": name, "Guid": named(f"file/{where.as_posix()}"), "Win64": "yes"}
    component = _add(parent, "Component", **own)
    about = {
        "Id": _id("f", where),
        "Name": where.name,
        "Source": f"{kind}/{where.as_posix()}",
        "KeyPath": "yes",
    }
    file = _add(component, "File", **about)
    if where.as_posix() == windows.START_MENU.program:
        link = {"Id": "StartMenu", "Directory": "ProgramMenuFolder", "Name": words.SHORT_NAME}
        _add(file, "Shortcut", Icon="valita.ico", WorkingDirectory="INSTALLDIR", **link)
    return name


def _registered(root: Element) -> str:
    """What is written to the registry: kinds of files, and where the programs are found."""
    own = {"Id": "Registered", "Guid": named("registered"), "Win64": "yes"}
    component = _add(root, "Component", **own)
    first = True
    for (key, name), value in registry("[INSTALLDIR]").items():
        about = {"Root": "HKLM", "Key": key, "Value": value, "Type": "string"}
        if name:
            about["Name"] = name
        if first:
            about["KeyPath"] = "yes"
        first = False
        _add(component, "RegistryValue", **about)
    return "Registered"


def registry(folder: str) -> Mapping[tuple[str, str], str]:
    """Values below the computer's hive, by key and name."""
    classes = windows.registry(folder, "fi")
    values = {(rf"Software\Classes\{key}", name): value for (key, name), value in classes.items()}
    paths = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
    for program in (windows.PROGRAM, windows.CONSOLE):
        values[rf"{paths}\{program}", ""] = f"{folder}{program}"
    return values


def _id(kind: str, where: Path) -> str:
    """An identifier of a table: letters, digits, and never twice."""
    return f"{kind}_{uuid.uuid5(UPGRADE, PureWindowsPath(where).as_posix()).hex}"


def make(bundle: Bundle, out: Path) -> Path:
    """Make the MSI.

    Raises:
        BuildError: A tool failed, or a table is not as it should be.
    """
    target = out / f"{NAME}-{bundle.version}-x64.msi"
    with tempfile.TemporaryDirectory() as work:
        extras = Path(work, "extras")
        write_icons(extras, bundle.epoch)
        folder = aged(bundle, Path(work, NAME))
        text = source(Bundle(folder, bundle.version, bundle.epoch), extras)
        Path(work, "valita.wxs").write_bytes(text)
        made = Path(work, target.name)
        run("wixl", "-a", "x64", "-o", made.name, "valita.wxs", cwd=Path(work))
        packed = {
            _id("f", path.relative_to(root)): path
            for root in (folder, extras)
            for path in files(root)
        }
        cabinet.repack(made, packed, keys(made))
        mend(made, bundle)
        signing.sign(made, bundle.signing)
        shutil.move(made, target)
    return target


def mend(database: Path, bundle: Bundle) -> None:
    """Set what wixl leaves aside: 64 bits, code page, what is passed on, times and identity."""
    for attributes, which in ((_64_BIT, "<>"), (_64_BIT + _BY_REGISTRY, "=")):
        where = f"`Component` {which} 'Registered'"
        query = f"UPDATE `Component` SET `Attributes` = {attributes} WHERE {where}"  # noqa: S608
        run("msibuild", database, "-q", query)
    for query in (_IDENTITIES, _IDENTITY):
        run("msibuild", database, "-q", query)
    with tempfile.TemporaryDirectory() as work:
        table = Path(work, "_ForceCodepage.idt")
        table.write_bytes(f"\r\n\r\n{_CODEPAGE}\t_ForceCodepage\r\n".encode("ascii"))
        run("msibuild", database, "-i", table)
    code = named(f"package/{bundle.version}/{bundle.epoch}")
    run("msibuild", database, "-s", words.NAME, words.DEVELOPER, "x64;1033", code)
    compound.set_times(database, dt.datetime.fromtimestamp(bundle.epoch, dt.UTC))


def judge(database: Path) -> str:
    """Read the tables back.

    Raises:
        BuildError: Something is not as Windows needs it.
    """
    tables = {name: export(database, name) for name in ("Component", "Registry", "Property")}
    wrong = [
        row["Component"] for row in tables["Component"] if not int(row["Attributes"]) & _64_BIT
    ]
    keys = [row["Key"] for row in tables["Registry"]]
    wrong += [key for key in keys if key.endswith("\\")]
    wrong += [key for key in keys if key.lower().startswith("software\\policies")]
    facts = {row["Property"]: row["Value"] for row in tables["Property"]}
    if facts.get("ProductCode") != product_code(facts.get("ProductVersion", "")):
        wrong.append("ProductCode")
    if facts.get("UpgradeCode") != f"{{{UPGRADE}}}".upper():
        wrong.append("UpgradeCode")
    written = {row["Value"] for row in tables["Registry"]}
    wrong += [
        value for value in registry("[INSTALLDIR]").values() if value and value not in written
    ]
    wrong += {*_ASKED_OF_UPGRADES} - {r["ActionProperty"] for r in export(database, "Upgrade")}
    if not export(database, "Shortcut"):
        wrong.append("Shortcut")
    identity = [row["PropVariantValue"] for row in export(database, "MsiShortcutProperty")]
    if identity != [windows.APP_USER_MODEL_ID]:
        wrong.append("MsiShortcutProperty")
    wrong += [n for row in export(database, "File") if (n := row["FileName"]).endswith(STAND_IN)]
    if f"{_CODEPAGE}\t" not in run("msiinfo", "export", database, "_ForceCodepage"):
        wrong.append("the code page")
    if wrong:
        raise BuildError(DOES_NOT_WORK, f"{database.name}: {', '.join(wrong[:5])} is not right")
    return f"{len(tables['Component'])} components of 64 bits, tables as they should be"


def export(database: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns."""
    lines = run("msiinfo", "export", database, table).rstrip("\0\r\n").splitlines()
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[3:] if line]


def keys(database: Path) -> list[str]:
    """The keys of its files, in the order in which they lie in its cabinet."""
    rows = sorted(export(database, "File"), key=lambda row: int(row["Sequence"]))
    return [row["File"] for row in rows]


FORMAT = Format(
    "msi",
    "Windows, for all users",
    target="windows",
    tools=TOOLS,
    make=make,
    verify=judge,
    budget_mb=58,  # by MSZIP; 45 is wanted, which only the LZX of makecab reaches
)
