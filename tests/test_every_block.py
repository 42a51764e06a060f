"""Every type of block can be read on the screen, printed, and written into a document."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, get_args

import pytest

from valita_desktop.content.blocks import Block
from valita_desktop.documents.plan import PLANNERS
from valita_desktop.handouts.blocks import BUILDERS
from valita_desktop.ui.reader.blocks import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TABLES = pytest.mark.parametrize(
    "table", [WRITERS, BUILDERS, PLANNERS], ids=["reader", "paper", "documents"]
)


@TABLES
def test_every_type_of_block_has_its_function(table: Mapping[type, object]) -> None:
    assert set(table) == set(get_args(Block))


@TABLES
def test_each_function_is_for_its_own_type(table: Mapping[type, Callable[..., object]]) -> None:
    taken = {
        kind.__name__: parameter.annotation.removeprefix("blocks.")
        for kind, function in table.items()
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name.strip("_") == "block"
    }

    assert taken == {kind.__name__: kind.__name__ for kind in table}
