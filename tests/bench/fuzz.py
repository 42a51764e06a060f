"""Readers of what comes from outside, tried with what nobody would write.

Each ``fuzz_….py`` names a reader, samples, and what must hold whatever is read: a refusal is a
`ValitaError`, never another one, and nothing is half taken. Samples are changed in many places;
what is in ``corpus/`` was found by it, or is odd in a way that a reader once minded.

    python -m tests.bench.fuzz_markdown [--seconds 3600] [--seed 1] [--json FILE]

Hypothesis makes what is tried, and makes what fails as small as it can.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

CORPUS = Path(__file__).with_name("corpus")
_AT_ONCE = 50
"""Inputs between two looks at the clock."""
_MOST_CHANGES = 8
_LONGEST_PIECE = 60
_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 2**63, 10**400, "", " ", "\u202e", "\U000e0041", "\ud83d", "a\x00b",
    "../../x", "x" * 5000, "9999-12-31T23:59:59Z", "0000-00-00", [], {}, [[]], {"": {}},
)  # fmt: skip


@dataclass(frozen=True)
class Fuzz:
    """A reader to be tried.

    Attributes:
        name: What it reads.
        inputs: What it is given.
        attempt: Reads one of them and sees that what must hold does.
    """

    name: str
    inputs: SearchStrategy[str]
    attempt: Callable[[str], None]


@dataclass(frozen=True)
class Tried:
    """What came of it.

    Attributes:
        inputs: How many were read.
        slowest: Seconds of the one that took longest.
    """

    inputs: int
    slowest: float


def run(fuzz: Fuzz, seconds: float, first: int = 1) -> Tried:
    """Try a reader for so long.

    Args:
        fuzz: The reader.
        seconds: How long; the last inputs are read to their end.
        first: The same seed gives the same inputs.

    Raises:
        Exception: Whatever the reader raised, with the smallest input that makes it do so.
    """
    took: list[float] = []

    def attempt(written: str) -> None:
        began = time.perf_counter()
        fuzz.attempt(written)
        took.append(time.perf_counter() - began)

    until, number = time.monotonic() + seconds, first
    while time.monotonic() < until:
        _some(fuzz.inputs, attempt, number)
        number += 1
    return Tried(len(took), max(took))


def _some(inputs: SearchStrategy[str], attempt: Callable[[str], None], number: int) -> None:
    @seed(number)
    @settings(
        max_examples=_AT_ONCE,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def tried(written: str) -> None:
        attempt(written)

    tried()


def samples(name: str, *others: str) -> list[str]:
    """The corpus of a reader, and what else it shall begin with."""
    files = sorted((CORPUS / name).iterdir())
    return [*others, *(file.read_text("utf-8") for file in files)]


def varied(written: Sequence[str], marks: Sequence[str]) -> SearchStrategy[str]:
    """Samples with pieces of them cut, doubled, moved, or replaced.

    Args:
        written: The samples.
        marks: What means something to the reader.
    """

    @st.composite
    def text(draw: DrawFn) -> str:
        whole = draw(st.sampled_from(written))
        for _change in range(draw(st.integers(0, _MOST_CHANGES))):
            at = draw(st.integers(0, len(whole)))
            to = at + draw(st.integers(0, _LONGEST_PIECE))
            other = draw(st.sampled_from(written))
            begin = draw(st.integers(0, len(other)))
            piece = draw(
                st.sampled_from(marks)
                | st.just("")
                | st.just(whole[at:to] * 2)
                | st.just(other[begin : begin + _LONGEST_PIECE])
                | st.text(st.characters(codec="utf-8"), max_size=8)
                | st.sampled_from(marks).map(lambda mark: mark * 40)
            )
            whole = whole[:at] + piece + whole[draw(st.sampled_from((at, to))) :]
        return whole

    return text()


def varied_json(written: Sequence[str]) -> SearchStrategy[str]:
    """JSON samples with values that are replaced, doubled, moved or left out."""
    trees = [json.loads(each) for each in written]

    @st.composite
    def text(draw: DrawFn) -> str:
        tree = copy.deepcopy(draw(st.sampled_from(trees)))
        for _change in range(draw(st.integers(0, _MOST_CHANGES))):
            _change_tree(draw, tree)
        return json.dumps(tree)

    return text()


def _change_tree(draw: DrawFn, tree: Any) -> None:  # noqa: ANN401 - any JSON
    """Walk down to a value, and change it where it stands."""
    room: Any = None
    key: Any = None
    here = tree
    while isinstance(here, dict | list) and here and (room is None or draw(st.integers(0, 4))):
        keys = list(here) if isinstance(here, dict) else range(len(here))
        room, key = here, draw(st.sampled_from(keys))
        here = room[key]
    if room is None:
        return
    match draw(st.integers(0, 3)):
        case 0:
            del room[key]
        case 1 if isinstance(room, list):
            room.append(copy.deepcopy(here))
        case 2:
            others = list(room.values()) if isinstance(room, dict) else room
            room[key] = copy.deepcopy(draw(st.sampled_from(others)))
        case _:
            odd = st.sampled_from(_ODD) | st.text(max_size=8) | st.integers()
            room[key] = copy.deepcopy(draw(odd))


def main(fuzz: Fuzz) -> int:
    """Try a reader from the command line, and say how it went."""
    parser = argparse.ArgumentParser(description=f"Try what reads {fuzz.name}.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given_words = parser.parse_args()
    tried = run(fuzz, given_words.seconds, given_words.seed)
    told = {"name": fuzz.name, "inputs": tried.inputs, "slowest_ms": round(tried.slowest * 1000)}
    if given_words.json:
        given_words.json.write_text(json.dumps(told), "utf-8")
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(__doc__)
