"""Builds what is handed to schools: one entry for every format.

    python build_installer.py [--format dir,tar,deb,…] [--out dist] [--verify none|quick|full]
                              [--version V] [--channel dev|beta|stable] [--feed OUT]
                              [--sign-tool minisign --sign-key KEY] [--reuse-freeze]
                              [--dry-run] [--list] [--json]
    python build_installer.py --check dist [--sign-key KEY.pub]

The trip: preflight, freeze (with what is generated, prune, licences, the list of parts), package,
verify, sign and publish, report. What cannot be made on this computer is said in a sentence;
nothing is ever made that only looks like an installer, and nothing half is left.

Exit codes: 0 done · 2 wrong usage · 3 a tool is missing or this computer cannot make that
format · 4 the build failed · 5 what was built does not work, or is not what was released.
"""

from __future__ import annotations

import argparse
import errno
import json
import re
import shutil
import signal
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

try:
    from resources.installer import freeze, macos, release
    from resources.installer.common import (
        BUILD_FAILED,
        DOES_NOT_WORK,
        HOST,
        MISSING,
        NAME,
        NO_SPACE,
        ROOT,
        BuildError,
        Built,
        Bundle,
        Format,
        Signing,
        commit,
        sha256,
    )
    from resources.installer.freeze import the_folder
    from resources.installer.linux import deb, elsewhere, rpm, tar
    from resources.installer.preflight import preflight
    from resources.installer.verify import selftest
    from resources.installer.windows import msi, nsis
    from valita_desktop import __version__
except ModuleNotFoundError as error:
    if __name__ != "__main__":
        raise
    tell = "is missing; install it with: python -m pip install -c constraints.txt -e .[dev]"
    print(f"{error.name} {tell}", file=sys.stderr)
    sys.exit(3)

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {
    each.name: each
    for each in (
        Format("dir", "a folder that runs without Python", make=the_folder, verify=selftest),
        *(tar.FORMAT, deb.FORMAT, rpm.FORMAT),
        *(elsewhere.APPDIR, elsewhere.FLATPAK, elsewhere.APPIMAGE),
        *(msi.FORMAT, nsis.FORMAT, macos.FORMAT),
    )
}
CHANNELS = ("dev", "beta", "stable")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
STOPPED = 128 + signal.SIGTERM


@dataclass
class Report:
    """What is told at the end.

    Attributes:
        stages: Their names, each with the seconds that it took.
        built: What was built.
    """

    stages: dict[str, float] = field(default_factory=dict)
    built: list[Built] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a stage."""
        started = time.monotonic()
        yield
        self.stages[name] = round(time.monotonic() - started, 1)


def main(argv: list[str] | None = None) -> int:
    """Build what is asked for; the return value is the exit code."""
    asked = _parser().parse_args(argv)
    if asked.list:
        for each in FORMATS.values():
            print(f"{each.name:<9} {each.what}{'' if each.make else ' (not made by this version)'}")
        return 0
    signal.signal(signal.SIGTERM, _stop)
    try:
        if asked.check:
            print(release.check(asked.check, asked.sign_key))
            return 0
        report = _build(asked)
    except BuildError as error:
        return _refuse(error.code, str(error), as_json=asked.json)
    except OSError as error:
        told = f"{_of_files(error, asked.out)}; nothing was left of it"
        return _refuse(BUILD_FAILED, told, as_json=asked.json)
    except KeyboardInterrupt:
        return _refuse(128 + signal.SIGINT, "stopped; nothing was left of it", as_json=asked.json)
    _tell(report, asked)
    return 0


def _build(asked: argparse.Namespace) -> Report:
    report = Report()
    formats = [FORMATS[name] for name in asked.format]
    with report.stage("preflight"):
        preflight(formats, asked.target)
        signing = Signing(asked.sign_tool, asked.sign_key)
        release.can_sign(signing)
        _is_for_channel(asked)
        freeze.shipped_with(asked.feed)
    if asked.dry_run:
        return report
    with release.workshop(asked.out) as part:
        with report.stage("freeze"):
            before = freeze.reuse(asked.out, asked.feed) if asked.reuse_freeze else None
            folder = before or freeze.build_folder(asked.out, asked.feed)
        bundle = Bundle(folder, asked.version, signing=signing, commit=freeze.frozen_of(folder))
        _is_of_commit(bundle, asked.channel)
        for each in formats:
            with report.stage(f"package {each.name}"):
                report.built.append(_made(each, bundle, part))
        for number, each in enumerate(formats):
            with report.stage(f"verify {each.name}"):
                seen = _verified(each, report.built[number], bundle, asked.verify)
            report.built[number] = replace(report.built[number], verified=seen)
        with report.stage("sign and publish"):
            release.seal(report.built, bundle, asked.channel, part)
            release.check(part)
            release.publish(part, asked.out)
    moved = [replace(each, path=_published(each.path, part, asked.out)) for each in report.built]
    return replace(report, built=moved)


def _made(wanted: Format, bundle: Bundle, part: Path) -> Built:
    path = wanted.make(bundle, part) if wanted.make else bundle.folder
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    own = [each for each in files if not each.is_symlink()]
    size = sum(each.stat().st_size for each in own)
    if wanted.budget_mb and size > wanted.budget_mb * 1e6:
        told = f"{size / 1e6:.1f} MB is more than the {wanted.budget_mb} MB allowed"
        raise BuildError(BUILD_FAILED, f"{wanted.name}: {told}")
    return Built(wanted.name, path, size, len(own))


def _verified(wanted: Format, built: Built, bundle: Bundle, how: str) -> str:
    """Try what was made, and with ``full`` also that making it again gives the same."""
    if how == "none":
        return "not verified"
    seen = [wanted.verify(built.path)] if wanted.verify else []
    if how == "full" and wanted.make and built.path.is_file():
        if wanted.verify_full:
            seen.append(wanted.verify_full(built.path, bundle))
        with tempfile.TemporaryDirectory(dir=built.path.parent) as again:
            if sha256(wanted.make(bundle, Path(again))) != sha256(built.path):
                raise BuildError(DOES_NOT_WORK, f"{wanted.name}: made again, it is another file")
        seen.append("made again, the same")
    return "; ".join(seen) or "not verified"


def _is_for_channel(asked: argparse.Namespace) -> None:
    """What schools are given is what it says it is, can be updated, and is signed.

    Raises:
        BuildError: It would not be.
    """
    if asked.channel != "stable":
        return
    lacks = [
        told
        for told, holds in (
            (f"--version {__version__}, which the program says", asked.version == __version__),
            ("--feed OUT, the network's own, for one made for trying is never updated", asked.feed),
            ("--sign-tool and --sign-key", asked.sign_tool != "none"),
        )
        if not holds
    ]
    if lacks:
        raise BuildError(MISSING, f"the channel stable asks for {'; and for '.join(lacks)}")


def _is_of_commit(bundle: Bundle, channel: str) -> None:
    """See that what schools are given can be made again from what is committed.

    Raises:
        BuildError: The folder was frozen of something else.
    """
    now = commit()
    if channel == "stable" and (bundle.commit != now or not now or now.endswith("+")):
        told = f"frozen of {bundle.commit or 'no commit'}, and here is {now or 'none'}"
        raise BuildError(BUILD_FAILED, f"stable is built of what is committed; this was {told}")


def _published(path: Path, part: Path, out: Path) -> Path:
    return out / path.name if path.parent == part else path


def _tell(report: Report, asked: argparse.Namespace) -> None:
    if asked.json:
        built = [_told(each) for each in report.built]
        told = {"version": asked.version, "channel": asked.channel, "stages": report.stages}
        print(json.dumps({**told, "built": built}, indent=1))
    elif asked.dry_run:
        print(f"would build {', '.join(asked.format)} of {NAME} {asked.version} in {asked.out}")
    else:
        print(", ".join(f"{name} {seconds:g} s" for name, seconds in report.stages.items()))
        for done in report.built:
            size = f"{done.size / 1e6:.1f} MB in {done.files} files"
            print(f"{done.path}: {size}, {done.verified}")


def _told(built: Built) -> dict[str, object]:
    cost = {"megabytes": round(built.size / 1e6, 1), "files": built.files}
    return {"format": built.format, "path": str(built.path), **cost, "verified": built.verified}


def _of_files(error: OSError, out: Path) -> str:
    """What went wrong with files; copying a whole folder tells it as a list."""
    if error.errno == errno.ENOSPC or NO_SPACE in str(error):
        return f"the disk of {out} is full"
    if isinstance(error, shutil.Error):
        source, _to, why = error.args[0][0]
        return f"{source}: {why}"
    return f"{error.filename}: {error.strerror}"


def _refuse(code: int, sentence: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": code, "message": sentence}}))
    print(f"build_installer.py: {sentence}", file=sys.stderr)
    return code


def _stop(_number: int, _frame: object) -> NoReturn:
    sys.exit(STOPPED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build what is handed to schools.")
    add = parser.add_argument
    add("--format", type=_formats, default=["dir"], help="dir, … or all that this system makes")
    add("--target", choices=("linux", "windows", "macos"), default=HOST)
    add("--version", type=_version, default=__version__, help="the version that packages carry")
    add("--channel", choices=CHANNELS, default="dev", help="for whom it is; stable asks for more")
    add("--feed", type=Path, help="the published feed that it carries and trusts from then on")
    add("--out", type=Path, default=ROOT / "dist", help="folder for the results")
    add("--sign-tool", choices=("minisign", "osslsigncode", "codesign", "none"), default="none")
    add("--sign-key", default="", help="the key of the tool; with --check the public one")
    add("--verify", choices=("none", "quick", "full"), default="quick")
    add("--reuse-freeze", action="store_true", help="take the folder of the same commit again")
    add("--check", type=Path, metavar="FOLDER", help="only see whether a release is as it was")
    add("--list", action="store_true", help="name the formats")
    add("--dry-run", action="store_true", help="only see whether it could be done")
    add("--json", action="store_true", help="report as JSON, errors too")
    return parser


def _formats(text: str) -> list[str]:
    here = [each.name for each in FORMATS.values() if each.make and each.target in ("", HOST)]
    names = here if text == "all" else text.split(",")
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(FORMATS)}")
    return names


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text}: not three numbers, such as 1.2.0")
    return text


if __name__ == "__main__":
    sys.exit(main())
