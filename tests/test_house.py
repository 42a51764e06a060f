"""How the code is built, as far as a test can tell: names, lengths, and what functions say."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from resources.generated import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "valita_desktop"
LONGEST_FUNCTION, LONGEST_CLASS = 50, 250
FEW = 2
"""Arguments that a function's name and one sentence can tell."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the package by file."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Everything that the package says, with the file that says it."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            yield file, node


def classes() -> list[tuple[str, ast.ClassDef]]:
    return [(file, node) for file, node in nodes() if isinstance(node, ast.ClassDef)]


def lines(node: ast.ClassDef | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public(node: ast.AST) -> Iterator[Function]:
    """Functions and methods that others may call, but for those that override a documented one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            overrides = any(ast.unparse(each) == "override" for each in child.decorator_list)
            if not child.name.startswith("_") and not overrides:
                yield child
        elif not isinstance(child, ast.ClassDef) or not child.name.startswith("_"):
            yield from public(child)


def parameters(function: Function) -> tuple[str, ...]:
    """Their names, ``self`` and ``cls`` left out."""
    given = function.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return tuple(each.arg for each in every if each and each.arg not in ("self", "cls"))


def raised(node: ast.AST) -> Iterator[str]:
    """What it raises itself; what a function within it raises is raised elsewhere.

    ``NotImplementedError`` is no error to tell of: it marks what a subclass has to bring, where
    Qt leaves no room for an abstract class.
    """
    if isinstance(node, ast.Raise) and node.exc is not None:
        name = ast.unparse(node.exc).partition("(")[0]
        if name != "NotImplementedError":
            yield name
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.ClassDef):
            yield from raised(child)


def said_by_protocols() -> set[tuple[str, tuple[str, ...]]]:
    """Names and parameters of what a protocol documents, for everything that it describes.

    ``__call__`` describes functions of any name: whoever has its parameters is one of a table
    (a builder of blocks, an icon), and need not repeat what they mean.
    """
    return {
        (method.name, parameters(method))
        for _file, node in classes()
        if any(ast.unparse(base).startswith("Protocol") for base in node.bases)
        for method in node.body
        if isinstance(method, Function) and says(method, "Args:")
    }


def says(function: Function, heading: str) -> bool:
    return heading in (ast.get_docstring(function) or "").splitlines()


def unsaid(function: Function) -> Iterator[str]:
    """Errors that it raises and does not tell of; of those in a variable, only that there are any.

    An error is told of by its own name, not by a wider one: the name is what a caller catches.
    """
    section = (ast.get_docstring(function) or "").partition("\nRaises:\n")[2]
    for name in raised(function):
        if not section or (name.endswith("Error") and name not in section):
            yield name


def test_every_class_name_is_unique() -> None:
    names = Counter(node.name for _file, node in classes())

    assert {name for name, times in names.items() if times > 1} == set()


def test_no_class_is_longer_than_one_can_hold_in_mind() -> None:
    assert {node.name for _file, node in classes() if lines(node) > LONGEST_CLASS} == set()


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{file}:{node.lineno} {node.name}"
        for file, node in nodes()
        if isinstance(node, Function) and lines(node) > LONGEST_FUNCTION
    ]

    assert long == []


def test_a_public_function_of_three_arguments_or_that_raises_says_so() -> None:
    known = said_by_protocols()
    silent = []
    for file, tree in trees().items():
        for function in public(tree):
            names, where = parameters(function), f"{file}:{function.lineno} {function.name}"
            told = known & {(function.name, names), ("__call__", names)}
            if len(names) > FEW and not told and not says(function, "Args:"):
                silent.append(f"{where}: Args")
            silent += [f"{where}: {error}" for error in unsaid(function)]

    assert silent == []


PLAIN = "valita_desktop/ui/widgets/plain.py"
MADE_THERE = ("QLabel", "QMessageBox")
SHOWN_AS_HTML = {"setToolTip", "setHtml", "insertHtml", "setWhatsThis", "setTextFormat", "showText"}


def guesses(node: ast.AST) -> bool:
    """Whether something is made that guesses whether its words are HTML."""
    match node:
        case ast.ClassDef(bases=bases):
            return any(ast.unparse(base) in MADE_THERE for base in bases)
        case ast.Call(func=ast.Name(id=name)):
            return name in MADE_THERE
        case ast.Call(func=ast.Attribute(value=ast.Name(id="QMessageBox"))):
            return True
        case ast.Call(func=ast.Attribute(attr=attr)):
            return attr in SHOWN_AS_HTML
        case ast.Attribute(attr="ToolTipRole" | "RichText" | "MarkdownText"):
            return True
    return False


def test_no_title_can_be_taken_for_html() -> None:
    """Labels, tool tips and message boxes are made by `plain.py` alone."""
    found = [f"{file}:{getattr(node, 'lineno', 0)}" for file, node in nodes() if guesses(node)]

    assert [each for each in found if not each.startswith(PLAIN)] == []
    assert found  # the walk finds those of plain.py


def test_only_one_module_asks_where_to_save() -> None:
    """A dialog of one's own forgets that an added ending makes another name."""
    asks = {
        file
        for file, node in nodes()
        if isinstance(node, ast.Attribute) and node.attr == "getSaveFileName"
    }

    assert asks == {"valita_desktop/ui/widgets/saving.py"}


def test_whoever_catches_what_cannot_be_decoded_catches_all_of_it() -> None:
    """msgspec's own class leaves out what is no UTF-8; `rest` adds UTF-16 to it."""
    half = {
        file
        for file, node in nodes()
        if isinstance(node, ast.ExceptHandler)
        and node.type
        and "DecodeError" in names_in(node.type)
    }

    assert half == {"valita_desktop/publishing/rest.py"}


def names_in(node: ast.AST) -> set[str]:
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def test_the_walk_sees_the_package() -> None:
    assert len(classes()) > 100
    assert sum(1 for tree in trees().values() for _ in public(tree)) > 500
    assert ("__call__", ("context", "parent", "block")) in said_by_protocols()


def test_no_group_is_repeated_without_going_back() -> None:
    """Python 3.11.0 to 3.11.4, which Debian 12 has, finds too little by such a pattern."""
    words = (
        (file, node.value)
        for file, node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )

    assert [file for file, text in words if re.search(r"(?<!\\)\)[*+?]\+", text)] == []
