"""The installer for one person, without an administrator's rights, by NSIS.

It writes to the person's own folder of programs and own hive of the registry. What it removes
when it upgrades or is removed is what it has put there, by name: own materials, favourites and
settings lie elsewhere and stay.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.desktop import windows, words
from resources.installer.common import DOES_NOT_WORK, NAME, BuildError, Bundle, Format, run
from resources.installer.windows import signing
from resources.installer.windows.folder import aged, write_icons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEY = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{words.WINDOWS_FOLDER}"
TOOLS = {"makensis": "apt-get install nsis"}
_LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English"}
_IN_USE = {
    "fi": "Välitä! on auki. Sulje se ja käynnistä asennus uudelleen.",
    "sv": "Välitä! är öppet. Stäng det och starta installationen på nytt.",
    "en": "Välitä! is open. Close it and start the installation again.",
}
_HEAD = r"""Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh
{packed}
Name "{name}"
OutFile "{target}"
InstallDir "$LOCALAPPDATA\Programs\{folder}"
InstallDirRegKey HKCU "{key}" "InstallLocation"
RequestExecutionLevel user
Icon "{icon}"
UninstallIcon "{icon}"
VIProductVersion "{version}.0"
VIAddVersionKey "ProductName" "{name}"
VIAddVersionKey "ProductVersion" "{version}"
VIAddVersionKey "FileVersion" "{version}"
VIAddVersionKey "FileDescription" "{name}"
VIAddVersionKey "LegalCopyright" "MIT, CC BY 4.0"
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles
"""
_CLOSED = r"""
ClearErrors
IfFileExists "$INSTDIR\{program}" 0 closed
FileOpen $0 "$INSTDIR\{program}" a
IfErrors 0 free
MessageBox MB_OK|MB_ICONSTOP "$(InUse)" /SD IDOK
SetErrorLevel 4
Abort "$(InUse)"
free:
FileClose $0
closed:
"""


# The link says which program it starts, as the program does: the task bar keeps them together.
_LINK = r"""CreateShortcut "{link}" "$INSTDIR\{program}"
!insertmacro ComHlpr_CreateInProcInstance ${{CLSID_ShellLink}} ${{IID_IShellLink}} r0 ""
${{If}} $0 P<> 0
  ${{IUnknown::QueryInterface}} $0 '("${{IID_IPersistFile}}",.r1)'
  ${{If}} $1 P<> 0
    ${{IPersistFile::Load}} $1 '("{link}",${{STGM_READWRITE}})'
    ${{IUnknown::QueryInterface}} $0 '("${{IID_IPropertyStore}}",.r2)'
    ${{If}} $2 P<> 0
      System::Call '*${{SYSSTRUCT_PROPERTYKEY}}(${{PKEY_AppUserModel_ID}})p.r3'
      System::Call '*(&w{room} "{identity}")p.r4'
      System::Call '*${{SYSSTRUCT_PROPVARIANT}}(${{VT_LPWSTR}},,p r4)p.r5'
      ${{IPropertyStore::SetValue}} $2 '($3,$5)'
      ${{IPropertyStore::Commit}} $2 ""
      System::Free $3
      System::Free $4
      System::Free $5
      ${{IUnknown::Release}} $2 ""
      ${{IPersistFile::Save}} $1 '("{link}",1)'
    ${{EndIf}}
    ${{IUnknown::Release}} $1 ""
  ${{EndIf}}
  ${{IUnknown::Release}} $0 ""
${{EndIf}}"""


PACKED = "SetCompressor /SOLID lzma\nSetCompressorDictSize 64"
LOOSE = "SetCompress off"


def script(bundle: Bundle, extras: Path, target: Path, packed: str = PACKED) -> str:
    """What makensis is given.

    Args:
        bundle: The frozen folder, its programs among them.
        extras: Folder of icons that go beside the programs.
        target: The installer.
        packed: How it is packed.
    """
    facts = {"packed": packed, "name": words.NAME, "folder": words.WINDOWS_FOLDER, "key": KEY}
    head = _HEAD.format(**facts, target=target, version=bundle.version, icon=extras / "valita.ico")
    parts = [head, *_texts(), "Section", "SetShellVarContext current"]
    parts += [_CLOSED.format(program=windows.PROGRAM), *_removed(bundle.folder, extras)]
    parts += ['SetOutPath "$INSTDIR"', f'File /r "{bundle.folder}/*"', f'File "{extras}/*"']
    parts += ['WriteUninstaller "$INSTDIR\\remove.exe"', *_registered(bundle)]
    parts += [_linked()]
    parts += ["SectionEnd", 'Section "Uninstall"', "SetShellVarContext current"]
    parts += [_CLOSED.format(program=windows.PROGRAM), *_removed(bundle.folder, extras)]
    parts += ['Delete "$INSTDIR\\remove.exe"', 'RMDir "$INSTDIR"', *_forgotten(), "SectionEnd", ""]
    return "\n".join(parts)


def _texts() -> Iterator[str]:
    for lang, name in _LANGUAGES.items():
        yield f'LoadLanguageFile "${{NSISDIR}}/Contrib/Language files/{name}.nlf"'
        yield f'LangString InUse ${{LANG_{name.upper()}}} "{_IN_USE[lang]}"'


def _removed(folder: Path, extras: Path) -> Iterator[str]:
    """What this installer has put there; everything else in the folder stays."""
    for path in _top(folder, extras):
        remove = "RMDir /r" if path.is_dir() else "Delete"
        yield f'{remove} "$INSTDIR\\{path.name}"'


def _top(folder: Path, extras: Path) -> Iterable[Path]:
    return (*sorted(folder.iterdir()), *sorted(extras.iterdir()))


def _registered(bundle: Bundle) -> Iterator[str]:
    for (key, name), value in windows.registry("$INSTDIR\\", "fi").items():
        yield _string(rf"Software\Classes\{key}", name, value)
    told = {
        "DisplayName": words.NAME,
        "DisplayVersion": bundle.version,
        "DisplayIcon": r"$INSTDIR\valita.ico",
        "Publisher": words.DEVELOPER,
        "InstallLocation": "$INSTDIR",
        "UninstallString": r'"$INSTDIR\remove.exe"',
        "QuietUninstallString": r'"$INSTDIR\remove.exe" /S',
    }
    for name, value in told.items():
        yield _string(KEY, name, value)
    for name in ("NoModify", "NoRepair"):
        yield f'WriteRegDWORD HKCU "{KEY}" "{name}" 1'


def _linked() -> str:
    return _LINK.format(
        link=rf"$SMPROGRAMS\{words.SHORT_NAME}.lnk",
        program=windows.PROGRAM,
        identity=windows.APP_USER_MODEL_ID,
        room=len(windows.APP_USER_MODEL_ID) + 1,
    )


def _string(key: str, name: str, value: str) -> str:
    quoted = value.replace('"', '$\\"')
    return f'WriteRegStr HKCU "{key}" "{name}" "{quoted}"'


def _forgotten() -> Iterator[str]:
    yield f'Delete "$SMPROGRAMS\\{words.SHORT_NAME}.lnk"'
    yield f'DeleteRegKey HKCU "{KEY}"'
    for each in windows.PROG_IDS:
        yield f'DeleteRegKey HKCU "Software\\Classes\\{each.id}"'
        yield f'DeleteRegValue HKCU "Software\\Classes\\{each.suffix}\\OpenWithProgids" "{each.id}"'


def make(bundle: Bundle, out: Path, packed: str = PACKED) -> Path:
    """Make the installer.

    Args:
        bundle: What goes into it.
        out: Where it goes.
        packed: How it is packed; `LOOSE` is quick, and large.

    Raises:
        BuildError: A tool failed.
    """
    target = out / f"{NAME}-{bundle.version}-x64-user.exe"
    with tempfile.TemporaryDirectory() as work:
        extras = Path(work, "extras")
        write_icons(extras, bundle.epoch)
        folder = aged(bundle, Path(work, NAME))
        text = script(Bundle(folder, bundle.version, bundle.epoch), extras, target, packed)
        Path(work, "valita.nsi").write_text(text, "utf-8-sig")
        stamp = {**os.environ, "SOURCE_DATE_EPOCH": str(bundle.epoch)}
        run("makensis", "-V2", "-NOCD", Path(work, "valita.nsi"), env=stamp)
    signing.sign(target, bundle.signing)
    return target


def judge(installer: Path) -> str:
    """See that it is a program of Windows that says what it is.

    Raises:
        BuildError: It is not.
    """
    data = installer.read_bytes()
    if data[:2] != b"MZ" or words.NAME.encode("utf-16-le") not in data:
        raise BuildError(DOES_NOT_WORK, f"{installer.name}: does not say what it installs")
    return "a program of Windows that says what it installs; not run"


FORMAT = Format(
    "nsis",
    "Windows, for one user without administrator's rights",
    target="windows",
    tools=TOOLS,
    make=make,
    verify=judge,
    budget_mb=38,
)
