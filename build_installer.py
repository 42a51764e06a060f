"""Builds what is handed to schools: one entry for every format.

    python build_installer.py [--format dir] [--out dist] [--verify quick] [--dry-run] [--list]

The trip: preflight, what is generated, freeze, prune, licences, assert, verify, report. What
cannot be made on this computer is said in a sentence; nothing is ever made that only looks
like an installer.

Exit codes: 0 done · 2 wrong usage · 3 a tool is missing or this computer cannot make that
format · 4 the build failed · 5 what was built does not work.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from resources.installer.common import HOST, NAME, ROOT, BuildError, Built, Format
from resources.installer.freeze import build_folder, the_folder
from resources.installer.preflight import preflight
from resources.installer.verify import selftest
from valita_desktop import __version__

FORMATS = {
    each.name: each
    for each in (
        Format("dir", "a folder that runs without Python", make=the_folder, verify=selftest),
        Format("tar", "the folder with an install script, packed", target="linux"),
        Format("deb", "Debian and Ubuntu package", target="linux"),
        Format("rpm", "Fedora and openSUSE package", target="linux"),
        Format("appimage", "one file for any Linux", target="linux"),
        Format("msi", "Windows, for all users", target="windows"),
        Format("nsis", "Windows, for one user without administrator's rights", target="windows"),
        Format("dmg", "macOS", target="macos"),
    )
}


def main(argv: list[str] | None = None) -> int:
    """Build what is asked for; the return value is the exit code."""
    asked = _parser().parse_args(argv)
    if asked.list:
        for each in FORMATS.values():
            print(f"{each.name:<9} {each.what}{'' if each.make else ' (not made by this version)'}")
        return 0
    started = time.monotonic()
    formats = [FORMATS[name] for name in asked.format]
    try:
        preflight(formats, asked.target)
        if asked.dry_run:
            print(f"would build {', '.join(asked.format)} of {NAME} {__version__} in {asked.out}")
            return 0
        frozen = build_folder(asked.out)
        built = [_build(each, frozen, asked.out, verify=asked.verify) for each in formats]
    except BuildError as error:
        print(f"build_installer.py: {error}", file=sys.stderr)
        return error.code
    seconds = round(time.monotonic() - started)
    if asked.json:
        print(
            json.dumps({"version": __version__, "seconds": seconds, "built": [*map(_told, built)]})
        )
    else:
        for done in built:
            size = f"{done.size / 1e6:.1f} MB in {done.files} files"
            print(f"{done.path}: {size}, {seconds} s, {done.verified}")
    return 0


def _build(wanted: Format, frozen: Path, out: Path, *, verify: str) -> Built:
    path = wanted.make(frozen, out) if wanted.make else frozen
    seen = wanted.verify(path) if verify != "none" and wanted.verify else "not verified"
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    own = [each for each in files if not each.is_symlink()]
    return Built(wanted.name, path, sum(each.stat().st_size for each in own), len(own), seen)


def _told(built: Built) -> dict[str, object]:
    cost = {"megabytes": round(built.size / 1e6, 1), "files": built.files}
    return {"format": built.format, "path": str(built.path), **cost, "verified": built.verified}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build what is handed to schools.")
    parser.add_argument("--format", type=_formats, default=["dir"], help="dir, … or all")
    parser.add_argument("--target", choices=("linux", "windows", "macos"), default=HOST)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the results")
    parser.add_argument("--verify", choices=("none", "quick"), default="quick")
    parser.add_argument("--list", action="store_true", help="name the formats")
    parser.add_argument("--dry-run", action="store_true", help="only see whether it could be done")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser


def _formats(text: str) -> list[str]:
    names = list(FORMATS) if text == "all" else text.split(",")
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(FORMATS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
