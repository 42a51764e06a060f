"""The times in a compound file, the container of an MSI, set to one moment.

wixl writes the moment of its run into the summary of the database, so that no two builds are the
same. Source: [MS-CFB] 2.6.1, "Compound File Directory Entry"; [MS-OLEPS] 2.21, the property set
of a summary.
"""

from __future__ import annotations

import datetime as dt
import struct
from typing import TYPE_CHECKING

import olefile

from resources.installer.common import BUILD_FAILED, BuildError

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "\x05SummaryInformation"
_FILETIME = 64  # VT_FILETIME
_ZERO = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def set_times(database: Path, when: dt.datetime) -> None:
    """Set each time in the summary.

    Args:
        database: The MSI; it is changed in place.
        when: With its zone.

    Raises:
        BuildError: It has no summary.
    """
    stamp = struct.pack("<Q", int((when - _ZERO).total_seconds()) * 10_000_000)
    with olefile.OleFileIO(database, write_mode=True) as file:
        if not file.exists(SUMMARY):
            raise BuildError(BUILD_FAILED, f"{database.name}: has no summary")
        data = bytearray(file.openstream(SUMMARY).read())
        start = struct.unpack_from("<I", data, 44)[0]
        count = struct.unpack_from("<I", data, start + 4)[0]
        for n in range(count):
            at = start + struct.unpack_from("<I", data, start + 12 + 8 * n)[0]
            if struct.unpack_from("<I", data, at)[0] == _FILETIME:
                data[at + 4 : at + 12] = stamp
        file.write_stream(SUMMARY, bytes(data))
