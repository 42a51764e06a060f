"""Work that is shared among processes comes out as if it were done here."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from resources.generated import ROOT
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.site.workers import called

FILE = Path("m09/fi.md")
MANY = 250


@dataclass(frozen=True)
class Says:
    """A call that tells its number, and where it was done."""

    number: int

    def __call__(self) -> bytes:
        return b"%d %d" % (self.number, os.getpid())


@dataclass(frozen=True)
class Refuses:
    """A call that cannot be done."""

    def __call__(self) -> bytes:
        raise ContentError(ContentErrorCode.OVERFLOW, "sheet: no room", line=7, path=FILE)


def test_few_calls_are_done_here() -> None:
    assert called([Says(1), Says(2)]) == [b"1 %d" % os.getpid(), b"2 %d" % os.getpid()]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
def test_many_calls_are_done_elsewhere_and_come_back_in_order() -> None:
    told = [each.split() for each in called([Says(n) for n in range(MANY)])]

    assert [int(number) for number, _ in told] == list(range(MANY))
    assert b"%d" % os.getpid() not in {process for _, process in told}


WORK = """
import os, sys, threading
from valita_desktop.site.workers import called

class Knows:
    seen = "nothing"
    def __call__(self):
        return Knows.seen.encode() + b" %d" % (os.getpid() != int(os.environ["HERE"]))

if __name__ == "__main__":
    os.environ["HERE"] = str(os.getpid())
    Knows.seen = "all"
    done = threading.Event()
    if sys.argv[1:]:
        threading.Thread(target=done.wait).start()
    print(*sorted(set(called([Knows() for _ in range(250)]))))
    done.set()
"""


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are not listed here")
@pytest.mark.parametrize(("threads", "known"), [((), "all"), (("one",), "nothing")])
def test_a_copy_of_this_process_works_only_where_no_thread_may_be_cut_off(
    tmp_path: Path, threads: tuple[str, ...], known: str
) -> None:
    script = tmp_path / "work.py"
    script.write_text(WORK, "utf-8")

    command = [sys.executable, str(script), *threads]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout == f"b'{known} 1'\n"


def test_what_fails_elsewhere_is_told_with_its_file_and_line() -> None:
    with pytest.raises(ContentError) as told:
        called([*map(Says, range(MANY)), Refuses()])

    error = told.value
    assert (error.code, error.path, error.line) == (ContentErrorCode.OVERFLOW, FILE, 7)
    assert str(error) == "m09/fi.md:7: overflow sheet: no room"
