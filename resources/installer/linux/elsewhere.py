"""For AppImage and Flatpak: all but what only their own tools make.

An AppImage begins with a program that its project publishes as a binary, and a Flatpak is built
in a runtime that is fetched from a shop; neither is made here. What goes into them is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from resources.installer.common import NAME, Bundle, Format, sha256
from resources.installer.linux import tar, tree
from valita_desktop import APP_ID

RUNTIME = "24.08"
_RUN = f"""#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/bin/{NAME}-desktop" "$@"
"""


def make_appdir(bundle: Bundle, out: Path) -> Path:
    """Pack the folder that appimagetool makes an AppImage of."""
    name = f"{NAME}-{bundle.version}.AppDir"
    goal = out / f"{NAME}-{bundle.version}-{bundle.machine}.AppDir.tar.gz"
    with tempfile.TemporaryDirectory(dir=out) as work:
        top = Path(work) / name
        tree.lay(bundle, top)
        (top / "AppRun").write_text(_RUN)
        shutil.copy(top / f"usr/share/applications/{APP_ID}.desktop", top)
        shutil.copy(top / f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg", top)
        (top / ".DirIcon").symlink_to(f"{APP_ID}.svg")
        tree.settle(top, bundle.epoch, ["AppRun"])
        with goal.open("wb") as stream:
            tar.pack(top, stream, bundle.epoch)
    return goal


def make_flatpak(bundle: Bundle, out: Path) -> Path:
    """Write the manifest that flatpak-builder makes a Flatpak of, from the packed folder."""
    with tempfile.TemporaryDirectory(dir=out) as work:
        packed = tar.make(bundle, Path(work))
        source = {"type": "archive", "path": packed.name, "sha256": sha256(packed)}
    told = {
        "id": APP_ID,
        "runtime": "org.freedesktop.Platform",
        "runtime-version": RUNTIME,
        "sdk": "org.freedesktop.Sdk",
        "command": f"{NAME}-desktop",
        "finish-args": [
            *("--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"),
            *("--share=network", "--socket=cups", "--filesystem=xdg-documents"),
        ],
        "modules": [
            {
                "name": NAME,
                "buildsystem": "simple",
                "build-commands": ["./install.sh --prefix /app"],
                "sources": [source],
            }
        ],
    }
    goal = out / f"{APP_ID}-{bundle.version}.flatpak.json"
    goal.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return goal


APPDIR = Format("appdir", "what an AppImage is made of", "linux", make=make_appdir)
FLATPAK = Format("flatpak", "the manifest of a Flatpak of the tar", "linux", make=make_flatpak)
APPIMAGE = Format(
    "appimage",
    "one file for any Linux",
    "linux",
    why_not="an AppImage needs the runtime and the tool of its own project, which no package "
    "registry has; --format appdir makes what appimagetool makes it of",
)
