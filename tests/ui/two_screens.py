"""Run by itself where there are two screens: where the windows of a presentation go."""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.shows import FakeAwake, a_show
from valita_desktop.settings import Settings
from valita_desktop.ui import start
from valita_desktop.ui.present.presenter import Presenter
from valita_desktop.ui.present.screens import Desktop
from valita_desktop.ui.style import theme


def places(presenter: Presenter) -> list[object]:
    """Where the class and the facilitator look."""
    QApplication.sendPostedEvents()
    windows = (presenter.class_window, presenter.notes_window)
    return [window.geometry().getRect() if window else None for window in windows]


def main() -> None:
    start.application(Settings())
    window = QWidget()
    window.show()
    presenter = Presenter(window, FakeAwake(), Desktop())
    presenter.present(a_show(), theme.LIGHT)
    told = {"begun": places(presenter)}
    assert presenter.notes_window is not None
    presenter.notes_window.controls.swap_requested.emit()
    told["swapped"] = places(presenter)
    presenter.leave()
    told["left"] = places(presenter)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
