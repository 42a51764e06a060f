"""What is called pure changes nothing that the rest of the process shares."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

import pytest
from typing_extensions import override

from tests.handouts import samples
from valita_desktop.content.handout import Handout, PartChoice, Piece
from valita_desktop.handouts import pdf

PACKAGE = Path(__file__).resolve().parent.parent / "valita_desktop"
PURE = ("content", "handouts", "documents")
SHARED = {
    "gc": {"disable", "enable", "freeze", "unfreeze", "set_threshold", "collect"},
    "locale": {"setlocale"},
    "logging": {"basicConfig", "disable"},
    "os": {"chdir", "environ", "putenv", "umask"},
    "random": {"seed"},
    "sys": {"setrecursionlimit", "setswitchinterval"},
    "warnings": {"simplefilter", "filterwarnings"},
    "ET": {"register_namespace"},
    "Image": {"MAX_IMAGE_PIXELS"},
    "ImageFile": {"LOAD_TRUNCATED_IMAGES"},
    "rl_config": {"invariant", "ttfAsciiReadable"},
    "pdfmetrics": {"registerFont"},
}
"""Settings of the whole process, by the module that holds them."""


def changes(source: str) -> list[str]:
    return [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in SHARED.get(node.value.id, ())
    ]


def test_a_change_for_the_whole_process_is_found() -> None:
    assert changes("import gc\ngc.disable()\nos.environ['A'] = 'b'") == ["gc.disable", "os.environ"]


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_touch_no_setting_of_the_process(room: str) -> None:
    found = {
        str(file.relative_to(PACKAGE)): changes(file.read_text(encoding="utf-8"))
        for file in (PACKAGE / room).rglob("*.py")
    }

    assert {name: each for name, each in found.items() if each} == {}


class Watched(dict[str, bytes]):
    """Pictures that note, when one is asked for, whether garbage is collected."""

    def __init__(self) -> None:
        super().__init__(samples.IMAGES)
        self.collects: list[bool] = []

    @override
    def get(self, key: str, default: bytes = b"") -> bytes:  # type: ignore[override]  # as it is asked
        self.collects.append(gc.isenabled())
        return super().get(key, default)


def test_garbage_of_others_is_collected_while_pages_are_made() -> None:
    (item,) = (each for each in samples.items() if each.id == "x-flow")
    pictures = Watched()

    pdf.render(Handout((Piece(item, "fi", PartChoice.ALL),), images=pictures))

    assert pictures.collects
    assert all(pictures.collects)
