"""How the code is built, as far as a test can tell: unique names, pieces that are short."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from resources.generated import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "valita_desktop"
LONGEST_FUNCTION, LONGEST_CLASS = 50, 250


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Everything that the package says, with the file that says it."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            yield file.relative_to(ROOT).as_posix(), node


def classes() -> list[tuple[str, ast.ClassDef]]:
    return [(file, node) for file, node in nodes() if isinstance(node, ast.ClassDef)]


def lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_class_name_is_unique() -> None:
    names = Counter(node.name for _file, node in classes())

    assert {name for name, times in names.items() if times > 1} == set()


def test_no_class_is_longer_than_one_can_hold_in_mind() -> None:
    assert {node.name for _file, node in classes() if lines(node) > LONGEST_CLASS} == set()


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{file}:{node.lineno} {node.name}"
        for file, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines(node) > LONGEST_FUNCTION
    ]

    assert long == []


def test_the_walk_sees_the_package() -> None:
    assert len(classes()) > 100
