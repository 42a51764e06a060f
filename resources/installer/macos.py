"""The disk image for macOS: a bundle around the frozen folder, and an image around that.

It is made on macOS alone, by Apple's own tools; what is in the bundle is tried everywhere.
Source: Apple, "Bundle Programming Guide" and "Information Property List".
"""

from __future__ import annotations

import plistlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.desktop import icons, words
from resources.installer.common import NAME, Format, run
from valita_desktop import APP_ID

if TYPE_CHECKING:
    from resources.installer.common import Bundle, Signing

TOOLS = dict.fromkeys(("hdiutil", "codesign"), "xcode-select --install")
PROGRAM = "valita-desktop"


def make(bundle: Bundle, out: Path) -> Path:
    """Make the image.

    Raises:
        BuildError: A tool failed.
    """
    target = out / f"{NAME}-{bundle.version}-{bundle.machine}.dmg"
    with tempfile.TemporaryDirectory() as work:
        app = application(bundle, Path(work))
        _sign(app, bundle.signing)
        Path(work, "Applications").symlink_to("/Applications")
        about = ("-volname", words.SHORT_NAME, "-format", "UDZO", "-ov")
        run("hdiutil", "create", *about, "-srcfolder", work, target)
    _sign(target, bundle.signing)
    return target


def application(bundle: Bundle, folder: Path) -> Path:
    """Put the bundle together: the frozen folder, what it is, its icons; where it is."""
    app = folder / f"{words.SHORT_NAME.rstrip('!')}.app"
    inside = app / "Contents"
    shutil.copytree(bundle.folder, inside / "Resources" / NAME, symlinks=True)
    for name, drawing in (("app", icons.APP), *((k.mac, k.drawing) for k in words.FILE_KINDS)):
        (inside / "Resources" / f"{name}.icns").write_bytes(icons.icns(drawing))
    (inside / "MacOS").mkdir()
    (inside / "MacOS" / PROGRAM).symlink_to(Path("../Resources", NAME, PROGRAM))
    (inside / "Info.plist").write_bytes(plistlib.dumps(info(bundle.version)))
    return app


def info(version: str) -> dict[str, object]:
    """What macOS is told of the program and of the files that it opens."""
    kinds = [
        {
            "CFBundleTypeName": words.said(kind.label)["en"],
            "CFBundleTypeExtensions": [kind.suffix.removeprefix(".")],
            "CFBundleTypeMIMETypes": [kind.mime],
            "CFBundleTypeIconFile": kind.mac,
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Owner",
        }
        for kind in words.FILE_KINDS
    ]
    return {
        "CFBundleName": words.SHORT_NAME,
        "CFBundleDisplayName": words.NAME,
        "CFBundleIdentifier": APP_ID,
        "CFBundleExecutable": PROGRAM,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleIconFile": "app",
        "CFBundleDevelopmentRegion": "fi",
        "CFBundleLocalizations": ["fi", "sv", "en"],
        "CFBundleDocumentTypes": kinds,
        "NSHighResolutionCapable": True,
        "LSMinimumSystemVersion": "13.0",
    }


def _sign(path: Path, signing: Signing) -> None:
    if signing.tool == "codesign":
        run("codesign", "--deep", "--timestamp", "--options", "runtime", "-s", signing.key, path)


FORMAT = Format("dmg", "macOS", target="macos", tools=TOOLS, make=make)
