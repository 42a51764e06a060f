"""What Linux is handed, made of a small folder that stands for the frozen one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from build_installer import main
from resources import generated
from resources.installer import freeze, release, sbom
from resources.installer.common import (
    HOST,
    BuildError,
    Built,
    Bundle,
    Format,
    Signing,
    found,
    sha256,
)
from resources.installer.linux import deb, elsewhere, rpm, tar, tree, xz
from resources.installer.linux.bare_root import try_rpm
from resources.installer.prune import SYSTEM_LIBRARIES
from valita_desktop import APP_ID

pytestmark = pytest.mark.skipif(HOST != "linux", reason="packages of Linux")
EPOCH = 1_790_000_000
WORKS = "#!/bin/sh\necho '{\"ok\": true}'\n"
FAILS = "#!/bin/sh\necho '{\"ok\": false}'\nexit 1\n"


def needs(*tools: str) -> pytest.MarkDecorator:
    absent = [tool for tool in tools if found(tool) is None]
    return pytest.mark.skipif(bool(absent), reason=f"{', '.join(absent)} is not there")


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def small_folder(folder: Path, program: str = WORKS) -> Path:
    """As a freeze leaves it: a program, its other name, a library that asks for others."""
    (folder / "_internal").mkdir(parents=True)
    (folder / "valita").write_text(program)
    (folder / "valita").chmod(0o700)
    (folder / "valita-desktop").symlink_to("valita")
    (folder / "licenses").mkdir()
    (folder / "licenses/LICENSE").write_text("MIT")
    with tempfile.TemporaryDirectory() as work:
        empty, others = (
            Path(work) / "empty.o",
            [Path(work) / "libX11.so.6", Path(work) / "libcups.so.2"],
        )
        run("as", "-o", empty, os.devnull)
        for each in others:
            run("ld", "-shared", "-soname", each.name, "-o", each, empty)
        goal = folder / "_internal/Module.so"
        run("ld", "-shared", "-o", goal, empty, "--no-as-needed", *others)
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return Bundle(small_folder(tmp_path / "frozen"), "1.2.3", EPOCH, machine="x86_64", commit="abc")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of minisign without a passphrase; its public half stands beside it."""
    secret = tmp_path / "key"
    run("minisign", "-G", "-W", "-f", "-p", f"{secret}.pub", "-s", secret)
    return secret


MAKERS = [
    pytest.param(tar.make, id="tar"),
    pytest.param(deb.make, id="deb", marks=needs("dpkg-deb")),
    pytest.param(rpm.make, id="rpm", marks=needs("nfpm")),
    pytest.param(elsewhere.make_appdir, id="appdir"),
    pytest.param(elsewhere.make_flatpak, id="flatpak"),
]


@pytest.mark.parametrize("make", MAKERS)
@needs("as", "ld", "readelf")
def test_the_same_folder_gives_the_same_bytes(make: object, bundle: Bundle, tmp_path: Path) -> None:
    assert callable(make)
    first, second = tmp_path / "first", tmp_path / "second/deeper"
    first.mkdir()
    second.mkdir(parents=True)
    one = make(bundle, first)
    for path in bundle.folder.rglob("*"):  # times and rights of this computer do not count
        os.utime(path, (1, 1), follow_symlinks=False)
    (bundle.folder / "licenses/LICENSE").chmod(0o600)
    two = make(bundle, second)

    assert sha256(one) == sha256(two)
    assert [each.name for each in first.iterdir()] == [one.name]  # and nothing of the making stays


def test_everything_in_the_tar_is_of_root_and_of_one_time(bundle: Bundle, tmp_path: Path) -> None:
    with tarfile.open(tar.make(bundle, tmp_path)) as archive:
        members = archive.getmembers()

    assert {(each.uid, each.gid, each.mtime) for each in members} == {(0, 0, EPOCH)}
    names = [each.name for each in members]
    assert names == sorted(names)
    modes = {each.name.partition("/")[2]: each.mode for each in members if each.isfile()}
    assert modes["install.sh"] == modes["files/lib/valita/valita"] == 0o755
    assert modes["files/lib/valita/licenses/LICENSE"] == 0o644


class TestInstallScript:
    @pytest.fixture
    def unpacked(self, bundle: Bundle, tmp_path: Path) -> Path:
        (tmp_path / "unpacked").mkdir()
        run("tar", "-xf", tar.make(bundle, tmp_path), "-C", tmp_path / "unpacked")
        return tmp_path / "unpacked/valita-1.2.3"

    @pytest.fixture
    def prefix(self, tmp_path: Path) -> Path:
        return tmp_path / "my school & co"

    def test_installs_below_a_folder_with_a_space(self, unpacked: Path, prefix: Path) -> None:
        done = run("sh", unpacked / "install.sh", "--prefix", prefix)

        assert done.returncode == 0, done.stderr
        assert run(prefix / "bin/valita-desktop").stdout == '{"ok": true}\n'
        entry = (prefix / f"share/applications/{APP_ID}.desktop").read_text("utf-8")
        assert f'Exec="{prefix}/bin/valita-desktop" %U' in entry
        assert tar.PLACEHOLDER not in entry

    def test_takes_away_only_what_it_brought(self, unpacked: Path, prefix: Path) -> None:
        for place in ("share/applications/other.desktop", "share/valita/user.db", "bin/other"):
            (prefix / place).parent.mkdir(parents=True, exist_ok=True)
            (prefix / place).write_text("other")
        before = sorted(prefix.rglob("*"))
        run("sh", unpacked / "install.sh", "--prefix", prefix)
        shutil.rmtree(unpacked)

        script = prefix / "lib/valita/install.sh"
        done = run("sh", script, "--prefix", prefix, "--uninstall")

        assert done.returncode == 0, done.stderr
        written = {"mimeinfo.cache"}  # by the desktop's own tools, in the same folders
        after = [path for path in sorted(prefix.rglob("*")) if path.name not in written]
        assert [p for p in after if "share/mime" not in p.as_posix()] == before

    def test_a_newer_version_takes_the_place_of_an_older(
        self, unpacked: Path, bundle: Bundle, prefix: Path, tmp_path: Path
    ) -> None:
        run("sh", unpacked / "install.sh", "--prefix", prefix)
        old = unpacked / "files/share/valita-old.txt"
        old.write_text("no longer there in the next")
        run("sh", unpacked / "install.sh", "--prefix", prefix)
        assert (prefix / "share/valita-old.txt").exists()
        old.unlink()
        (unpacked / "files/lib/valita/valita").write_text("#!/bin/sh\necho newer\n")

        done = run("sh", unpacked / "install.sh", "--prefix", prefix)

        assert done.returncode == 0, done.stderr
        assert run(prefix / "bin/valita").stdout == "newer\n"
        assert not (prefix / "share/valita-old.txt").exists()
        assert [each.name for each in (prefix / "lib").iterdir()] == ["valita"]

    def test_leaves_what_somebody_else_put_there(self, unpacked: Path, prefix: Path) -> None:
        (prefix / "lib/valita").mkdir(parents=True)

        done = run("sh", unpacked / "install.sh", "--prefix", prefix)

        assert done.returncode == 1
        assert "was not installed by this script" in done.stderr
        assert [each.name for each in (prefix / "lib").iterdir()] == ["valita"]

    @pytest.mark.parametrize("arguments", [["--prefix"], ["--floppy"], ["--prefix", '/a"b']])
    def test_wrong_usage_is_told(self, arguments: list[str], unpacked: Path) -> None:
        done = run("sh", unpacked / "install.sh", *arguments)

        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)

    def test_nothing_to_remove_is_told(self, unpacked: Path, prefix: Path) -> None:
        done = run("sh", unpacked / "install.sh", "--prefix", prefix, "--uninstall")

        assert done.returncode == 1
        assert "nothing is installed" in done.stderr

    def test_full_disk_leaves_the_version_that_was_there(
        self, unpacked: Path, small_disk: Path
    ) -> None:
        run("sh", unpacked / "install.sh", "--prefix", small_disk)
        (unpacked / "files/lib/valita/large").write_bytes(os.urandom(20_000_000))

        done = run("sh", unpacked / "install.sh", "--prefix", small_disk)

        assert done.returncode == 1
        assert "what was there is as before" in done.stderr
        assert run(small_disk / "bin/valita").stdout == '{"ok": true}\n'
        assert [each.name for each in (small_disk / "lib").iterdir()] == ["valita"]


@pytest.fixture
def small_disk(tmp_path: Path) -> object:
    """A disk of 16 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or run("mount", "-t", "tmpfs", "-o", "size=16m", "none", place).returncode:
        pytest.skip("mounting a small disk asks for root")
    yield place
    run("umount", place)


@needs("dpkg-deb", "as", "ld", "readelf")
class TestDeb:
    def test_depends_on_what_its_libraries_ask_for(self, bundle: Bundle, tmp_path: Path) -> None:
        made = deb.make(bundle, tmp_path)

        told = run("dpkg-deb", "--field", made).stdout
        assert "Version: 1.2.3\n" in told
        assert "libx11-6" in told.partition("Depends:")[2].partition("\n")[0]
        assert "libcups2" not in told.partition("Depends:")[2].partition("\n")[0]
        assert "libcups2" in told.partition("Recommends:")[2].partition("\n")[0]
        assert "declares what it needs" in deb.verify(made)

    def test_that_declares_less_than_it_needs_is_no_package(
        self, bundle: Bundle, tmp_path: Path
    ) -> None:
        made = deb.make(bundle, tmp_path)
        run("dpkg-deb", "-R", made, tmp_path / "root")
        control = tmp_path / "root/DEBIAN/control"
        control.write_text(control.read_text().replace("libx11-6, ", "").replace(", libx11-6", ""))
        run("dpkg-deb", "-b", tmp_path / "root", made)

        with pytest.raises(BuildError, match="libx11-6"):
            deb.verify(made)

    def test_never_owns_what_an_institution_decides(self, bundle: Bundle, tmp_path: Path) -> None:
        """So an edited policy outlives an upgrade, and one laid before is not asked about."""
        made = deb.make(bundle, tmp_path)

        names = [line.split()[-1] for line in run("dpkg-deb", "-c", made).stdout.splitlines()]
        assert [name for name in names if name.startswith("./etc/")] == ["./etc/", "./etc/valita/"]

    def test_sums_of_its_files_hold(self, bundle: Bundle, tmp_path: Path) -> None:
        made = deb.make(bundle, tmp_path)
        run("dpkg-deb", "-R", made, tmp_path / "root")

        done = run("sh", "-c", f"cd '{tmp_path}/root' && md5sum -c --quiet DEBIAN/md5sums")
        assert (done.returncode, done.stdout) == (0, "")
        listed = (tmp_path / "root/DEBIAN/md5sums").read_text().splitlines()
        assert len(listed) > 10

    def test_packing_it_changes_nothing_but_its_size(self, bundle: Bundle, tmp_path: Path) -> None:
        (tmp_path / "loose").mkdir()
        loose, made = deb.make(bundle, tmp_path / "loose", loose=True), deb.make(bundle, tmp_path)

        assert run("ar", "t", made).stdout.split() == [
            *("debian-binary", "control.tar.xz", "data.tar.xz"),
        ]
        for each in ("--fsys-tarfile", "--ctrl-tarfile"):
            sums = {
                run("sh", "-c", f"dpkg-deb {each} '{path}' | sha256sum").stdout
                for path in (loose, made)
            }
            assert len(sums) == 1

    @pytest.mark.parametrize("data", [b"", b"!<arch>\n" + b"a.tar".ljust(48) + b"9".ljust(12)])
    def test_what_is_no_package_is_not_packed(self, data: bytes, tmp_path: Path) -> None:
        (tmp_path / "loose").write_bytes(data)

        with pytest.raises(BuildError):
            xz.repack(tmp_path / "loose", tmp_path / "packed", "x86_64")

    def test_every_library_of_a_system_has_a_package(self) -> None:
        assert SYSTEM_LIBRARIES - set(tree.DEBIAN) <= {
            # asked for only by other libraries of the system, which bring them
            *("libGLX.so.0", "libOpenGL.so.0", "libGLdispatch.so.0", "libxcb-glx.so.0"),
            "libXau.so.6",
        }


@needs("nfpm", "rpm", "as", "ld", "readelf")
class TestRpm:
    def test_asks_for_libraries_by_their_own_names(self, bundle: Bundle, tmp_path: Path) -> None:
        made = rpm.make(bundle, tmp_path)

        asked = run("rpm", "-qp", "--requires", made).stdout.splitlines()
        assert "libX11.so.6()(64bit)" in asked
        assert "libcups.so.2()(64bit)" not in asked

    def test_owns_its_folders_and_no_other(self, bundle: Bundle, tmp_path: Path) -> None:
        made = rpm.make(bundle, tmp_path)

        files = set(run("rpm", "-qlp", made).stdout.splitlines())
        assert {"/usr/lib/valita", "/usr/bin/valita-desktop", "/etc/valita"} <= files
        assert not {"/usr", "/usr/bin", "/usr/lib", "/etc", "/usr/share/applications"} & files

    @pytest.mark.skipif(os.geteuid() != 0 if HOST != "windows" else True, reason="asks for root")
    def test_runs_where_rpm_installs_it(self, bundle: Bundle, tmp_path: Path) -> None:
        assert "its selftest passes" in try_rpm(rpm.make(bundle, tmp_path))


def test_manifest_of_flatpak_names_the_tar_by_its_sum(bundle: Bundle, tmp_path: Path) -> None:
    told = json.loads(elsewhere.make_flatpak(bundle, tmp_path).read_text("utf-8"))
    packed = tar.make(bundle, tmp_path)

    (source,) = told["modules"][0]["sources"]
    assert (source["path"], source["sha256"]) == (packed.name, sha256(packed))


class TestRelease:
    @pytest.fixture
    def sealed(self, bundle: Bundle, tmp_path: Path) -> Path:
        return self.seal(bundle, tmp_path / "out")

    def seal(self, bundle: Bundle, out: Path) -> Path:
        out.mkdir()
        (out / "a.deb").write_bytes(b"package")
        (out / "b c.rpm").write_bytes(b"other")
        built = [Built(each.suffix[1:], each, 7, 1) for each in out.iterdir()]
        release.seal(built, bundle, "dev", out)
        return out

    def test_sums_are_read_by_the_usual_tool(self, sealed: Path) -> None:
        assert run("sh", "-c", f"cd '{sealed}' && sha256sum -c --strict SHA256SUMS").returncode == 0
        told = json.loads((sealed / "manifest.json").read_text("utf-8"))
        assert (told["version"], told["commit"]) == ("1.2.3", "abc")
        assert main(["--check", str(sealed)]) == 0

    @pytest.mark.parametrize(
        ("harm", "told"),
        [
            (lambda out: (out / "a.deb").write_bytes(b"others"), "a.deb: is not what was released"),
            (lambda out: (out / "a.deb").unlink(), "a.deb: is missing"),
            (lambda out: (out / "SHA256SUMS").unlink(), "SHA256SUMS: cannot be read"),
            (lambda out: (out / "SHA256SUMS").write_bytes(b"\xff"), "SHA256SUMS: cannot be read"),
            (lambda out: (out / "SHA256SUMS").write_text("what\n"), "not a list of a release"),
            (lambda out: (out / "manifest.json").write_text("{}"), "manifest.json: is not what"),
        ],
    )
    def test_what_was_changed_is_told(
        self, harm: object, told: str, sealed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert callable(harm)
        harm(sealed)

        assert main(["--check", str(sealed)]) == 5
        said = capsys.readouterr().err
        assert told in said
        assert len(said.splitlines()) == 1

    @needs("minisign")
    def test_sums_made_anew_by_somebody_else_are_told(
        self, bundle: Bundle, key: Path, tmp_path: Path
    ) -> None:
        signed = replace(bundle, signing=Signing("minisign", str(key)))
        out = self.seal(signed, tmp_path / "out")
        public = f"{key}.pub"
        assert main(["--check", str(out), "--sign-key", public]) == 0

        (out / "a.deb").write_bytes(b"others")
        built = [Built("deb", out / "a.deb", 6, 1), Built("rpm", out / "b c.rpm", 5, 1)]
        release.seal(built, bundle, "dev", out)

        assert main(["--check", str(out)]) == 0  # the sums alone hold
        assert main(["--check", str(out), "--sign-key", public]) == 5

    @needs("minisign")
    def test_signature_is_the_same_twice(self, bundle: Bundle, key: Path, tmp_path: Path) -> None:
        signed = replace(bundle, signing=Signing("minisign", str(key)))
        one, two = (self.seal(signed, tmp_path / name) for name in ("one", "two"))

        assert (one / release.SIGNATURE).read_bytes() == (two / release.SIGNATURE).read_bytes()

    def test_key_that_is_not_there_is_told_before_any_work(self, tmp_path: Path) -> None:
        with pytest.raises(
            BuildError, match=r"there is no such key|minisign is missing"
        ) as refused:
            release.can_sign(Signing("minisign", str(tmp_path / "key")))
        assert refused.value.code == 3


class TestTrip:
    """The whole of it, from a folder that was frozen before."""

    @pytest.fixture(autouse=True)
    def frozen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(generated, "shipped", dict)
        return self.freeze(tmp_path / "out")

    def freeze(self, out: Path, program: str = WORKS) -> Path:
        folder = small_folder(freeze.place(out), program)
        folder.with_name(f"{folder.name}.json").write_text(json.dumps(freeze._made_of(None)))
        return out

    def build(self, out: Path, *more: str, formats: str = "tar") -> int:
        return main(["--format", formats, "--out", str(out), "--reuse-freeze", *more])

    @needs("dpkg-deb", "nfpm", "rpm")
    def test_all_that_linux_is_handed(
        self, frozen: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.build(frozen, "--json", formats="all") == 0

        told = json.loads(capsys.readouterr().out)
        kinds = [each["format"] for each in told["built"]]
        assert kinds == ["dir", "tar", "deb", "rpm", "appdir", "flatpak"]
        assert all(Path(each["path"]).exists() for each in told["built"])
        assert "package deb" in told["stages"]
        assert main(["--check", str(frozen)]) == 0
        assert not (frozen / ".part").exists()

    def test_what_does_not_work_is_not_left(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = self.freeze(tmp_path / "broken", FAILS)
        before = sorted(out.iterdir())

        assert self.build(out) == 5
        assert "selftest" in capsys.readouterr().err
        assert [each for each in sorted(out.iterdir()) if each.name != ".building"] == before

    @pytest.mark.parametrize("room", [200_000, 30_000])  # for the copy of the folder; not even that
    def test_full_disk_leaves_what_was_there(
        self, small_disk: Path, room: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = self.freeze(small_disk / "out")
        (next(out.glob("valita-*-linux")) / "_internal/large").write_bytes(os.urandom(60_000))
        assert self.build(out, "--verify", "none") == 0
        before = {each.name: sha256(each) for each in out.iterdir() if each.is_file()}
        free = os.statvfs(small_disk)
        (small_disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_frsize - room))
        capsys.readouterr()

        for formats in ("tar", "deb"):
            assert self.build(out, "--verify", "none", formats=formats) == 4
            told = capsys.readouterr().err
            assert "full" in told
            assert len(told.splitlines()) == 1
        assert {each.name: sha256(each) for each in out.iterdir() if each.is_file()} == before

    def test_what_a_killed_run_left_goes_with_the_next(self, frozen: Path) -> None:
        (frozen / ".part/half").mkdir(parents=True)
        (frozen / ".part/valita-9.9.9.tar.gz").write_bytes(b"half")

        assert self.build(frozen) == 0
        assert not list(frozen.rglob("*9.9.9*"))

    def test_two_at_once_are_refused(
        self, frozen: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with release.workshop(frozen):
            assert self.build(frozen) == 4
        assert "another run builds" in capsys.readouterr().err

    def test_stable_asks_for_what_makes_it_so(
        self, frozen: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.build(frozen, "--channel", "stable", "--version", "9.9.9") == 3
        told = capsys.readouterr().err
        assert all(word in told for word in ("--version", "--feed", "--sign-key"))

    def test_missing_tool_is_named_with_the_line_that_installs_it(
        self, frozen: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wanted = Format("deb", "", "linux", {"no-such-tool": "apt-get install it"}, deb.make)
        monkeypatch.setitem(sys.modules["build_installer"].FORMATS, "deb", wanted)

        assert self.build(frozen, "--json", formats="deb") == 3
        told = json.loads(capsys.readouterr().out)["error"]
        assert told["code"] == 3
        assert "no-such-tool is missing; install it with: apt-get install it" in told["message"]


STOPPED = """
import sys, threading
from pathlib import Path
from build_installer import _stop
from resources.installer import release
import signal
signal.signal(signal.SIGTERM, _stop)
with release.workshop(Path(sys.argv[1])) as part:
    (part / "half.deb").write_bytes(b"half")
    print("working", flush=True)
    threading.Event().wait()
"""


def test_run_that_is_stopped_leaves_nothing_half(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STOPPED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=generated.ROOT) as running:
        assert running.stdout is not None
        running.stdout.readline()
        assert list(tmp_path.rglob("half.deb"))
        running.terminate()
        assert running.wait(60) != 0

    assert [each.name for each in tmp_path.iterdir() if each.name != ".building"] == []


class TestFeed:
    @pytest.fixture
    def feed(self, tmp_path: Path) -> Path:
        generated.refresh()
        return Path(shutil.copytree(generated.ROOT / "resources/feed", tmp_path / "feed"))

    def test_takes_the_place_of_the_one_for_trying_and_is_trusted(self, feed: Path) -> None:
        shipped = freeze.shipped_with(feed)

        places = {where: path for path, where in shipped.items()}
        assert places["resources/feed"] == feed
        assert places["resources/keys/root.json"] == feed / "metadata/root.json"
        assert len(places) == len(shipped)

    @pytest.mark.parametrize("harm", ["targets/packs", "metadata/timestamp.json", "."])
    def test_is_refused_where_it_does_not_verify(
        self, harm: str, feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        harmed = feed / harm
        (shutil.rmtree if harmed.is_dir() else Path.unlink)(harmed)

        assert main(["--feed", str(feed), "--out", str(tmp_path / "out"), "--dry-run"]) == 5
        told = capsys.readouterr().err
        assert "is not a published feed that verifies" in told
        assert len(told.splitlines()) == 1
        assert not (tmp_path / "out").exists()


class TestListOfParts:
    @pytest.fixture
    def listed(self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(sbom, "modules", lambda _folder: {"tuf", "msgspec", "PIL", "bs4"})
        (bundle.folder / "_internal/libQt6Core.so.6").write_bytes(b"..Qt 6.11.3 (x86_64")
        return sbom.write(bundle.folder, EPOCH).read_text("utf-8")

    def test_is_as_the_standard_wants_it(self, listed: str) -> None:
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator

        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(listed) is None

    def test_names_what_is_frozen_and_nothing_else(self, listed: str) -> None:
        parts = {each["name"]: each["version"] for each in json.loads(listed)["components"]}

        assert {"tuf", "msgspec", "pillow", "beautifulsoup4", "CPython"} <= set(parts)
        assert parts["Qt"] == "6.11.3"
        assert not {"pytest", "mypy", "valita-desktop", "sqlalchemy"} & set(parts)

    def test_tells_what_is_left_to_the_system(self, listed: str) -> None:
        properties = json.loads(listed)["metadata"]["component"]["properties"]

        assert {each["value"] for each in properties} >= {"libX11.so.6", "libcups.so.2"}

    def test_is_the_same_twice(self, listed: str, bundle: Bundle) -> None:
        assert sbom.write(bundle.folder, EPOCH).read_text("utf-8") == listed
