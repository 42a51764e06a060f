"""What a freeze collects and nothing here uses: most of a frozen Qt program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resources.installer import icu
from resources.installer.common import HOST, output

if TYPE_CHECKING:
    from pathlib import Path

LOCALES = {"root", "fi", "fi_FI", "sv", "sv_FI", "en", "en_001", "en_GB"}
QT_PLUGINS = {
    *("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    *("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    *("qxdgdesktopportal", "qmacstyle"),
    *("qjpeg", "qico", "qsvg", "qsvgicon"),
    *("xdg-shell", "adwaita", "bradient"),
    *("qopensslbackend", "qschannelbackend", "qsecuretransportbackend"),
    *("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
    *("qnetworkmanager", "qnetworklistmanager"),  # tell whether the network is paid by use
}
# Letters of East Asia as they were written before Unicode; Python tells whoever asks for one that
# it is not known. A system's own locale may need them on Windows only.
OLD_CODECS = ("_codecs_", "_multibytecodec.") if HOST == "linux" else ()
UNREAD = ("reportlab/fonts/", "simplemma-", "docx/templates/default-docx-template/")
# opengl32sw draws what Qt Quick shows where there is no driver. Windows has its own TLS, which
# Qt uses there; Python's sums need no OpenSSL.
NOT_ON_WINDOWS = {
    *("opengl32sw.dll", "libcrypto-3.dll", "libssl-3.dll", "_ssl.pyd", "_hashlib.pyd"),
    "qopensslbackend.dll",
}
# Linux only. The desktop has them, newer than ours: they come with its drivers, themes and
# security updates, and two copies in one program do not get on. A package depends on them.
SYSTEM_LIBRARIES = {
    *("libEGL.so.1", "libGL.so.1", "libGLX.so.0", "libOpenGL.so.0", "libGLdispatch.so.0"),
    *("libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1", "libxcb-glx.so.0", "libXau.so.6"),
    *("libdbus-1.so.3", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libwayland-client.so.0"),
    *("libwayland-cursor.so.0", "libwayland-egl.so.1"),
    *("libfontconfig.so.1", "libfreetype.so.6", "libexpat.so.1", "libz.so.1"),
    *("libstdc++.so.6", "libgcc_s.so.1", "libssl.so.3", "libcrypto.so.3"),
    *("libgssapi_krb5.so.2", "libcups.so.2"),
}
C_LIBRARY = {
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libresolv.so.2", "libcrypt.so.1"),
}
# Linux only; elsewhere symbols are files of their own, and stripping breaks signatures.
STRIPPED = ("**/*.so", "**/*.so.*")


def prune(internal: Path) -> None:
    """Remove what was collected and is not used.

    Raises:
        BuildError: ICU's data could not be trimmed.
    """
    for path in list(internal.rglob("*")):
        if path.is_file() and _unused(path.relative_to(internal)):
            path.unlink()
    if HOST == "linux":
        _trim_libraries(internal)
    for path in sorted(internal.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _trim_libraries(internal: Path) -> None:
    _remove_unneeded_libraries(internal)
    for library in internal.glob("PySide6/Qt/lib/libicudata.so.*"):
        icu.trim(library)
    for path in binaries(internal):
        output("strip", "--strip-unneeded", str(path))


def binaries(internal: Path) -> list[Path]:
    """Programs and libraries in the folder, each once."""
    found = {path for pattern in STRIPPED for path in internal.glob(pattern)}
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def needed(binary: Path) -> set[str]:
    """Names of the libraries that a binary asks for by itself (ELF's ``DT_NEEDED``)."""
    told = output("readelf", "-dW", str(binary))
    return set(re.findall(r"\(NEEDED\)\s+Shared library: \[(.+?)\]", told))


def strangers(folder: Path) -> dict[str, str]:
    """Libraries that are neither in the folder nor a system's own, each with who asks for it."""
    every = [*binaries(folder), *(path for path in folder.glob("valita") if path.is_file())]
    inside = {path.name for path in folder.rglob("*.so*")}
    known = inside | SYSTEM_LIBRARIES | C_LIBRARY
    return {name: path.name for path in every for name in sorted(needed(path) - known)}


def _unused(path: Path) -> bool:
    """Whether nothing here reads this file, told by its place in the frozen folder."""
    place = path.as_posix()
    if place.startswith("babel/locale-data/"):
        return path.stem not in LOCALES
    if "/plugins/" in place:
        return path.name.partition(".")[0].removeprefix("lib") not in QT_PLUGINS
    if "/translations/" in place:
        return not re.fullmatch(r"qtbase_(fi|sv|en)", path.stem)
    if path.name in NOT_ON_WINDOWS:
        return True
    return place.startswith(UNREAD) or path.name.startswith(OLD_CODECS)


def _remove_unneeded_libraries(internal: Path) -> None:
    """Remove the shared libraries that are the system's, or that nothing in the folder loads."""
    places: dict[str, list[Path]] = {}
    for folder in (internal, internal / "PySide6/Qt/lib", internal / "pillow.libs"):
        for path in folder.glob("lib*.so*"):
            if not path.name.startswith("libpython"):
                places.setdefault(path.name, []).append(path)
    ours = [path for path in binaries(internal) if path.name not in places]
    ours += internal.glob("libpython*")
    wanted, reached = {name for path in ours for name in needed(path)}, set[str]()
    while wanted:
        reached |= wanted
        within = [places[name][0] for name in wanted - SYSTEM_LIBRARIES if name in places]
        wanted = {name for path in within for name in needed(path)} - reached
    for name, paths in places.items():
        if name in SYSTEM_LIBRARIES or name not in reached:
            for path in paths:
                path.unlink()
