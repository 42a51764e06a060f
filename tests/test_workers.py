"""Work that is shared among processes comes out as if it were done here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resources.generated import ROOT
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


def called(calls: Iterable[Callable[[], bytes]], expected: int = 0) -> list[bytes]:
    """What calls return that are asked one by one."""
    with Workers(expected) as workers:
        asked = [workers.ask(each) for each in calls]
        return [answer() for answer in asked]


@pytest.mark.parametrize(
    ("calls", "expected"),
    [pytest.param(2, 2, id="few"), pytest.param(MANY, 0, id="many that nobody expected")],
)
def test_what_no_process_was_begun_for_is_done_here(calls: int, expected: int) -> None:
    """None is begun later: it would hold the pipes of the programs that were begun meanwhile."""
    asked = [Says(number) for number in range(calls)]

    assert called(asked, expected) == [b"%d %d" % (each.number, os.getpid()) for each in asked]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
def test_many_calls_are_done_elsewhere_and_come_back_in_order() -> None:
    told = [each.split() for each in called([Says(n) for n in range(MANY)], MANY)]

    assert [int(number) for number, _ in told] == list(range(MANY))
    assert b"%d" % os.getpid() not in {process for _, process in told}


@dataclass(frozen=True)
class Meets:
    """A call that comes to a meeting."""

    address: Any

    def __call__(self) -> bytes:
        Client(self.address).close()
        return b"here"


@dataclass(frozen=True)
class DiesElsewhere:
    """A call that ends any process but one."""

    here: int

    def __call__(self) -> bytes:
        if os.getpid() != self.here:
            os._exit(9)
        return b"done"


STOPPED = """
import signal, sys, time
from valita_desktop.workers import Workers

class Waits:
    def __call__(self):
        time.sleep(0.2)
        return b""

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    try:
        with Workers(200) as workers:
            asked = [workers.ask(Waits()) for _ in range(240)]
            print("at work", flush=True)
            [answer() for answer in asked]
    except KeyboardInterrupt:
        sys.exit(130)
"""

WORK = """
import os, sys, threading
from valita_desktop.workers import Workers

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
    with Workers(250) as workers:
        asked = [workers.ask(Knows()) for _ in range(250)]
        print(*sorted({answer() for answer in asked}))
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
        called([*map(Says, range(MANY)), Refuses()], MANY)

    error = told.value
    assert (error.code, error.path, error.line) == (ContentErrorCode.OVERFLOW, FILE, 7)
    assert str(error) == "m09/fi.md:7: overflow sheet: no room"


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
def test_who_expects_much_has_it_begun_before_all_is_asked() -> None:
    with Listener() as meeting, Workers(MANY) as workers:
        answer = workers.ask(Meets(meeting.address))
        for number in range(20):
            workers.ask(Says(number))
        meeting.accept().close()  # it has come, before anybody asked for its answer

        assert answer() == b"here"


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
def test_who_knows_that_no_other_goes_with_it_has_it_begun() -> None:
    with Listener() as meeting, Workers(MANY) as workers:
        answer = workers.ask(Meets(meeting.address))
        workers.send()
        after = workers.ask(Says(7))
        meeting.accept().close()  # it has come, with nobody beside it

        assert answer() == b"here"
        assert after().split()[0] == b"7"


def test_one_that_takes_long_keeps_its_place_among_the_others() -> None:
    with Workers() as workers:
        first, second = workers.ask(Says(1)), workers.ask(Says(2), alone=True)
        third = workers.ask(Says(3))

        assert [each().split()[0] for each in (third, second, first)] == [b"3", b"2", b"1"]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor shares with nobody")
def test_work_whose_worker_dies_is_done_here() -> None:
    here = os.getpid()

    assert called([DiesElsewhere(here) for _ in range(MANY)], MANY) == [b"done"] * MANY


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's signal is sent to a group")
def test_who_is_stopped_from_the_terminal_leaves_no_worker_and_no_traceback(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(STOPPED, "utf-8")
    work = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    assert work.stdout
    assert work.stdout.readline() == "at work\n"

    os.killpg(work.pid, signal.SIGINT)
    _said, told = work.communicate(timeout=30)

    assert (work.returncode, told) == (130, "")
    with pytest.raises(ProcessLookupError):
        os.killpg(work.pid, 0)
