"""The main screens look as they looked, in both languages and both looks."""

from __future__ import annotations

import datetime as dt
import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import PIL.Image
import PIL.ImageDraw
import pytest
from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from tests.ui.goldens import FOLDER, WANTED, differing, keep, picture
from tests.ui.pages import PageStage
from tests.ui.shows import Hall, a_show
from tests.ui.test_clipping import fill
from valita_desktop.library import fields
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.style import theme
from valita_desktop.ui.window import page_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.content.model import Lang

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn otherwise there")

SIZE = (1366, 768)


@pytest.fixture(autouse=True)
def _the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The home page and the lists offer what suits the day."""

    class Fixed(dt.datetime):
        @classmethod
        @override
        def now(cls, tz: dt.tzinfo | None = None) -> Fixed:
            return cls(2026, 11, 24, 12, tzinfo=tz)

    clock = SimpleNamespace(datetime=Fixed, UTC=dt.UTC)
    for room in (fields, page_filler):
        monkeypatch.setattr(room, "dt", clock)


@pytest.fixture(autouse=True)
def _in_its_look(dressed: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test begins in its colours and letters, and leaves none to the next one."""
    palette, font = dressed.palette(), dressed.font()
    case = getattr(request.node, "callspec", None)
    look = case.params.get("look", "light") if case else "light"
    theme.dress(theme.appearance(ColourScheme(look), 100))
    yield
    dressed.setPalette(palette)
    dressed.setFont(font)


def compare(widget: QWidget, name: str, tmp_path: Path) -> None:
    """A widget looks as in the picture of this name, or the picture is taken anew."""
    image, file = picture(widget), FOLDER / f"{name}.png"
    if os.environ.get(WANTED):
        keep(image, file)
        return
    with PIL.Image.open(file) as golden:
        found = differing(image, golden)
    if found:
        image.save(tmp_path / file.name)
    assert found == [], f"{name} looks otherwise at these places; it is now {tmp_path / file.name}"


def home(stage: Stage) -> None:
    stage.shell.navigator.show_location()


def library(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")


def found(stage: Stage) -> None:
    stage.shell.search({"fi": "aineisto", "sv": "material"}[stage.desk.settings.content_language])


def packets(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("packets")


def settings(stage: Stage) -> None:
    stage.shell.navigator.open_settings()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fi", "sv"])
@pytest.mark.parametrize("go", [home, library, found, packets, settings])
def test_a_page_looks_as_it_did(
    make_stage: MakeStage, tmp_path: Path, go: Callable[[Stage], None], lang: str, look: str
) -> None:
    stage = make_stage(ui_language=lang, content_language=lang, look=look)
    fill(stage)
    stage.show(*SIZE)
    go(stage)
    stage.settle()

    compare(stage.shell, f"{go.__name__}-{lang}-{look}", tmp_path)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_the_page_of_an_item_looks_as_it_did(
    qtbot: QtBot, make_stage: MakeStage, tmp_path: Path, lang: Lang, look: str
) -> None:
    make_stage(ui_language=lang)  # the language of the program
    stage = PageStage(qtbot, SIZE, look=look)
    stage.page.show_item("m09", lang)
    stage.settle()

    compare(stage.window, f"item-{lang}-{look}", tmp_path)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_the_print_dialog_looks_as_it_did(
    qtbot: QtBot, make_stage: MakeStage, tmp_path: Path, lang: Lang, look: str
) -> None:
    make_stage(ui_language=lang)
    stage = PageStage(qtbot, SIZE, look=look)
    stage.page.show_item("m09", lang)
    dialog = stage.page.print_item()
    assert dialog is not None
    stage.settle()

    compare(dialog, f"print-{lang}-{look}", tmp_path)


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_what_the_class_sees_looks_as_it_did(
    qtbot: QtBot, make_stage: MakeStage, tmp_path: Path, lang: Lang
) -> None:
    make_stage(ui_language=lang)
    hall = Hall(qtbot, size=SIZE)
    hall.begin(a_show(lang=lang))
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
    assert hall.presenter.class_window is not None

    compare(hall.presenter.class_window, f"class-{lang}-light", tmp_path)


def test_another_word_is_seen_and_a_shade_is_not(dressed: object, qtbot: QtBot) -> None:
    before = PIL.Image.new("RGB", (64, 32), theme.LIGHT.surface)
    draw = PIL.ImageDraw.Draw(before)
    draw.text((4, 4), "Suomi", fill=theme.LIGHT.text)
    other = before.copy()
    PIL.ImageDraw.Draw(other).rectangle((34, 4, 60, 16), fill=theme.LIGHT.text)
    shade = before.point(lambda value: max(0, value - 3))

    assert differing(before, before) == []
    assert differing(shade, before) == []
    assert (32, 0) in differing(other, before)
