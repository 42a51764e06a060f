"""ICU's data for the languages that the program speaks: a thirteenth of all of it.

Qt asks ICU for the order of words, the names of time zones and little else; its library of
data holds every language of the world. ICU's own `icupkg` takes out the rest, and what stays is
put into a library of the same name with the same symbol, so that Qt's libraries are the ones
that were published. Source: the ICU documentation, "ICU Data" (unicode-org.github.io/icu).
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.installer.common import BUILD_FAILED, BuildError, found

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("root", "fi", "fi_FI", "sv", "sv_FI", "sv_SE", "en", "en_001", "en_GB", "en_US")
TOOLS = {
    "icupkg": "apt-get install icu-devtools",
    **dict.fromkeys(("as", "ld", "strip", "readelf"), "apt-get install binutils"),
}
_TREES = ("", "coll/", "zone/")
_INDEXES = ("pool", "res_index")
_SHARED = (
    *("coll/ucadata.icu", "cnvalias.icu", "icustd.res", "icuver.res", "keyTypeData.res"),
    *("likelySubtags.res", "metaZones.res", "metadata.res", "numberingSystems.res", "plurals.res"),
    *("supplementalData.res", "timezoneTypes.res", "windowsZones.res", "zoneinfo64.res"),
    *("nfkc.nrm", "nfkc_cf.nrm", "uts46.nrm"),
)
KEPT = frozenset(
    (*_SHARED, *(f"{tree}{name}.res" for tree in _TREES for name in (*LANGUAGES, *_INDEXES)))
)
_SYMBOL = re.compile(r":\s+(?P<at>[0-9a-f]+)\s+(?P<size>\S+)\s+OBJECT\s.*\s(?P<name>icudt\d+_dat)$")
_SOURCE = """
.section .rodata
.globl {symbol}
.type {symbol}, %object
.balign 16
{symbol}: .incbin "{data}"
.size {symbol}, .-{symbol}
.section .note.GNU-stack,"",%progbits
"""


def trim(library: Path) -> None:
    """Leave in ICU's library of data what `KEPT` names.

    Args:
        library: ``libicudata.so.NN``; it is replaced.

    Raises:
        BuildError: It is not such a library, or a tool failed.
    """
    symbol, data = _data(library)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # icupkg names the package inside after the file that it writes, which the library looks
        # for, and takes a list for the name of one item unless it ends in .txt.
        own = f"{symbol.removesuffix('_dat')}l.dat"
        (work / "whole").mkdir()
        (work / "whole" / own).write_bytes(data)
        listed = _run(["icupkg", "-l", f"whole/{own}"], work).split()
        (work / "out.txt").write_text("\n".join(name for name in listed if name not in KEPT) + "\n")
        _run(["icupkg", "-r", "out.txt", f"whole/{own}", own], work)
        (work / "data.s").write_text(_SOURCE.format(symbol=symbol, data=own))
        _run(["as", "-o", "data.o", "data.s"], work)
        link = ["ld", "-shared", "--build-id=none", "-soname", library.name, "-o", "new", "data.o"]
        _run(link, work)
        _run(["strip", "--strip-unneeded", "new"], work)
        library.unlink()
        shutil.move(work / "new", library)


def _data(library: Path) -> tuple[str, bytes]:
    """The symbol of the data, and the data, which lie in the file as they lie in memory."""
    for line in _run(["readelf", "-sW", library.name], library.parent).splitlines():
        found = _SYMBOL.search(line.strip())
        if found:
            start, size = int(found["at"], 16), int(found["size"], 0)
            data = library.read_bytes()[start : start + size]
            if len(data) == size and data[2:4] == struct.pack("BB", 0xDA, 0x27):
                return found["name"], data
    raise BuildError(BUILD_FAILED, f"{library.name}: no data of ICU found in it")


def _run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        [found(command[0]) or command[0], *command[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(BUILD_FAILED, f"{command[0]}: {done.stderr.strip()}")
    return done.stdout
