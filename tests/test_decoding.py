"""No two threads make one type ready to be read."""

from __future__ import annotations

import ast
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.test_house import nodes
from valita_desktop.decoding import prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

begun, go_on = Event(), Event()


def slowly() -> type[int]:
    """What a field is; told after a while."""
    begun.set()
    assert go_on.wait(10)
    return int


class Inner(msgspec.Struct):
    """Takes its time to be found out."""

    number: slowly()  # type: ignore[valid-type]


class Outer(msgspec.Struct):
    """Holds the other one."""

    inner: Inner


def test_whoever_asks_for_a_type_that_is_being_made_ready_waits_for_it() -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(prepared, Outer)
        assert begun.wait(10)
        second = pool.submit(prepared, Outer)
        with pytest.raises(TimeoutError):
            second.result(0.1)
        go_on.set()

        assert (first.result(10), second.result(10)) == (Outer, Outer)
    assert msgspec.json.decode(b'{"inner":{"number":7}}', type=Outer).inner.number == 7


def read_by_type() -> Iterator[tuple[str, str]]:
    """Every type that the package reads, with its place."""
    for file, node in nodes():
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("msgspec."):
            yield from ((f"{file}:{node.lineno}", ast.unparse(kind)) for kind in kinds(node))


def kinds(call: ast.Call) -> list[ast.expr]:
    """The types that a call of msgspec reads."""
    name = ast.unparse(call.func).rpartition(".")[2]
    named = [each.value for each in call.keywords if each.arg == "type"]
    if name == "convert":
        return named or call.args[1:2]
    return named or call.args[:1] if name == "Decoder" else named


def test_every_type_that_is_read_is_made_ready_first() -> None:
    found = [each for each in read_by_type() if "decoding.py" not in each[0]]
    plain = ("int", "dt.datetime")

    assert len(found) > 25
    assert [each for each in found if each[1] not in plain and "prepared(" not in each[1]] == []
