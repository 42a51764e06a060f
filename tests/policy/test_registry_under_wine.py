"""The registry itself, as a Windows Python reads it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from resources.generated import ROOT
from tests.fakes import FakePolicySource
from valita_desktop.policy import policy
from valita_desktop.policy.place import Rank
from valita_desktop.policy.sources import REGISTRY_DEFAULTS, REGISTRY_POLICY
from valita_desktop.settings import ColourScheme, Contact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WINE = shutil.which("wine")
PYTHON = ROOT / "build/windows-python/python.exe"
pytestmark = pytest.mark.skipif(
    not (WINE and PYTHON.is_file()),
    reason="wine or a Windows Python (as .ci/run gets it) is not here",
)

WRITTEN = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\Software\Policies\Valita]
"SchoolName"="Yrkesinstitutet Åbo – Пори"
"TextSize"=dword:0000007d
"saveink"="1"
"SchoolLogo"=hex(2):{logo}
"Updates"=hex:01,02
"Voice"=hex(7):61,00,00,00,00,00
@="unnamed"

[HKEY_LOCAL_MACHINE\Software\Policies\Valita\Contacts\nurse]
"name"="Aino"
"phone"="040 123"

[HKEY_LOCAL_MACHINE\Software\Policies\Valita\Recommended]
"Colours"="dark"

[HKEY_LOCAL_MACHINE\Software\Valita]
"AllowImport"=dword:00000000
"TextSize"=dword:00000064
"""
LOGO = ",".join(f"{byte:02x}" for byte in "%SystemRoot%\\logo.png\0".encode("utf-16-le"))
BY_HAND, NOBODY = "Software\\Policies\\ByHand", "Software\\Policies\\Nobody"
COMMANDS = r"""
reg import "{reg}"
reg add "HKLM\{by_hand}" /v TextSize /d 150 /f
reg add "HKLM\{by_hand}" /v AllowImport /t REG_DWORD /d 1 /f
"{python}" "{script}" "{root}" {paths} > "{said}"
"""
READ = """
import json, sys
sys.path.insert(0, sys.argv[1])
from valita_desktop.policy.registry import RegistrySource, WindowsRegistry
trees = {path: RegistrySource(WindowsRegistry(), path, "").read() for path in sys.argv[2:]}
print(json.dumps(trees, default=list))
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mapping[str, object]]:
    """What is read of some keys, in a Windows of its own that is started once."""
    assert WINE
    folder = tmp_path_factory.mktemp("windows")
    files = {name: folder / name for name in ("reg", "script", "said")}
    files["reg"].write_bytes(WRITTEN.format(logo=LOGO).replace("\n", "\r\n").encode("utf-16"))
    files["script"].write_text(READ, encoding="utf-8")
    names = {name: _there(file) for name, file in files.items()}
    paths = " ".join((REGISTRY_POLICY, REGISTRY_DEFAULTS, BY_HAND, NOBODY))
    names |= {"python": _there(PYTHON), "root": _there(ROOT), "by_hand": BY_HAND, "paths": paths}
    batch = folder / "run.bat"
    batch.write_bytes(COMMANDS.format(**names).replace("\n", "\r\n").encode())
    own = {"WINEPREFIX": str(folder / "prefix"), "WINEDEBUG": "-all", "DISPLAY": ""}
    quiet = {"WINEDLLOVERRIDES": "mscoree,mshtml="}  # they would ask to be installed
    command = [WINE, "cmd", "/c", _there(batch)]
    with_own = {**os.environ, **own, **quiet}
    subprocess.run(command, env=with_own, capture_output=True, check=True, timeout=300)
    said: dict[str, Mapping[str, object]] = json.loads(files["said"].read_text("utf-8"))
    return said


def _there(path: Path) -> str:
    """A path of this computer as Windows calls it."""
    return f"Z:{path}".replace("/", "\\")


def decided(tree: Mapping[str, object], rank: Rank = Rank.POLICY) -> FakePolicySource:
    return FakePolicySource(tree, rank, typed=False)


def test_what_the_registry_holds_is_decided(registry: dict[str, Mapping[str, object]]) -> None:
    of_policy, of_default = registry[REGISTRY_POLICY], registry[REGISTRY_DEFAULTS]

    read = policy.read([decided(of_policy), decided(of_default, Rank.DEFAULT)])

    assert read.ruling.locked == {
        "school_name": "Yrkesinstitutet Åbo – Пори",
        "school_logo": "C:\\windows\\logo.png",
        "text_size": 125,
        "low_ink": True,
        "contacts": {"nurse": Contact("Aino", "040\u00a0123")},
        "import_allowed": False,
    }
    assert read.ruling.preset == {"look": ColourScheme.DARK}
    assert sorted((each.code.value, each.key) for each in read.mistakes) == [
        ("unknown-key", "Voice"),
        ("wrong-value", "Updates"),
    ]


def test_what_a_command_writes_is_understood(registry: dict[str, Mapping[str, object]]) -> None:
    read = policy.read([decided(registry[BY_HAND])])

    assert read.mistakes == ()
    assert read.ruling.locked == {"text_size": 150, "import_allowed": True}


def test_where_nothing_is_written_nothing_is_decided(
    registry: dict[str, Mapping[str, object]],
) -> None:
    assert registry[NOBODY] == {}
