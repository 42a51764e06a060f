"""Whatever is looked up in a catalogue stands there: no word is only shown, never marked."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "valita_desktop"
Scope = dict[str, ast.expr]
LOOKS_UP = ("_", "say", "gettext")
"""Functions and methods that translate their first argument."""

EXTRACTED = ("_", "N_", "gettext", "ngettext", "pgettext")
"""Calls whose literal first argument the extraction finds by itself."""


def unmarked(source: str) -> list[tuple[int, str]]:
    """Line and words of every literal that reaches a look-up without being marked."""
    return sorted(
        {(literal.lineno, str(literal.value)) for literal in reached(ast.parse(source), {})}
    )


def reached(node: ast.AST, scope: Scope) -> Iterator[ast.Constant]:
    """Unmarked literals of the look-ups in a piece of source, given what its names may be."""
    scope = scope | own_names(node)
    if isinstance(node, ast.Call) and node.args and name_of(node.func) in LOOKS_UP:
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and name_of(node.func) in EXTRACTED):
            yield from literals(first, scope)
    if isinstance(node, ast.JoinedStr):
        yield from within_f_string(node)
    for child in ast.iter_child_nodes(node):
        yield from reached(child, scope)


def within_f_string(node: ast.JoinedStr) -> Iterator[ast.Constant]:
    """Marked literals in an f-string: before Python 3.12 the extraction reads it as one string."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and call.args and name_of(call.func) in EXTRACTED:
            first = call.args[0]
            if isinstance(first, ast.Constant):
                yield first


def own_names(node: ast.AST) -> Scope:
    """What the names may be that a module, a function, a loop or a comprehension binds."""
    match node:
        case ast.Module(body=body) | ast.FunctionDef(body=body):
            return {
                target.id: each.value
                for each in body
                if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None
                for target in (each.targets if isinstance(each, ast.Assign) else [each.target])
                if isinstance(target, ast.Name)
            }
        case ast.For(target=ast.Name(id=name), iter=over):
            return {name: over}
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            return {
                each.target.id: each.iter
                for each in node.generators
                if isinstance(each.target, ast.Name)
            }
        case _:
            return {}


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literals(node: ast.expr, scope: Scope) -> list[ast.Constant]:
    """The literals that an expression may be, as far as its own module tells."""
    inner: list[ast.expr] = []
    match node:
        case ast.Constant(value=str()) if node.value:
            return [node]
        case ast.Name(id=name) if name in scope:
            inner = [scope[name]]
            scope = {other: value for other, value in scope.items() if other != name}
        case ast.Subscript(value=value):
            inner = [value]
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.BoolOp(values=values) | ast.Dict(values=values):
            inner = values
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            inner = elements
    return [literal for each in inner for literal in literals(each, scope)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('say("For the facilitator")', ["For the facilitator"]),
        ('context.say("Notes")', ["Notes"]),
        ('tuple(line(say(each)) for each in ("Who", "Name"))', ["Name", "Who"]),
        ('HEADS = {"tip": "Tip"}\nwords.gettext(HEADS[kind])', ["Tip"]),
        ('say("Yes" if good else N_("No"))', ["Yes"]),
        ('[say(e) for e in ("A",)]\n[e for e in ()]', ["A"]),
        ("f'{_(\"Related\")}:'", ["Related"]),
        ('for name in NAMES:\n    _(name)\nNAMES = ["Print"]', ["Print"]),
    ],
)
def test_a_bare_literal_that_is_looked_up_is_found(source: str, words: list[str]) -> None:
    assert sorted(found for _line, found in unmarked(source)) == words


@pytest.mark.parametrize(
    "source",
    [
        'say(N_("Notes"))',
        '_("Notes")',
        'words.gettext("Notes")',
        'HEADS = {"tip": N_("Tip")}\nsay(HEADS["tip"])',
        "say(label(code))",
        'say("")',
    ],
)
def test_marked_words_are_left_alone(source: str) -> None:
    assert unmarked(source) == []


def test_every_word_that_is_looked_up_is_marked() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}: {words}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for line, words in unmarked(file.read_text(encoding="utf-8"))
    }

    assert found == set()
