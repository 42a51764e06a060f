"""The page that says what the program is made of, and the help with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from packaging.utils import canonicalize_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QPushButton

from resources import requirements
from tests.ui.stage import texts
from valita_desktop import i18n, paths
from valita_desktop.ui.window.about_page import works
from valita_desktop.ui.wording.shortcuts import KEY_GROUPS, key_name

if TYPE_CHECKING:
    from tests.ui.stage import Stage


def test_every_package_that_the_program_needs_is_named_with_its_licence(stage: Stage) -> None:
    stage.shell.navigator.open_about()
    shown = [label.text() for label in stage.shell.stack.about.findChildren(QLabel)]
    named = canonicalize_name(" ".join(shown))

    missing = {one for one in requirements.declared() if canonicalize_name(one) not in named}

    assert missing == set()
    assert all(work.licence for work in works(paths.notices().read_text("utf-8")))
    assert stage.shell.windowTitle() == "About, licences and accessibility – Välitä!"


def test_the_settings_lead_to_it(stage: Stage) -> None:
    stage.shell.navigator.open_settings()
    buttons = stage.shell.stack.settings.findChildren(QPushButton)
    button = next(each for each in buttons if each.text() == "About, licences and accessibility")

    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert "Accessibility statement" in texts(stage.shell.stack.about)


def test_every_key_that_works_is_in_the_help(stage: Stage) -> None:
    for entry in ("library", "packets", "settings"):
        stage.shell.navigator.go_to_entry(entry)
    working = {
        shortcut.key().toString().replace("Backtab", "Tab")
        for shortcut in stage.shell.findChildren(QShortcut)
    }
    entries = {f"Alt+{number}" for number in range(1, 7)}
    listed = {one for _title, keys in KEY_GROUPS for key in keys for one in key.keys}

    assert len(working) > 20
    assert working - listed - entries == set()


@pytest.mark.parametrize(
    ("lang", "keys", "said"),
    [
        ("fi", "Ctrl+Shift+L", "Ctrl+Vaihto+L"),
        ("sv", "Ctrl+Shift+L", "Ctrl+Skift+L"),
        ("en", "Ctrl+Shift+L", "Ctrl+Shift+L"),
        ("sv", "Ctrl+Return", "Ctrl+Retur"),
        ("fi", "Alt+Left", "Alt+←"),
        ("fi", "Ctrl++", "Ctrl++"),
        ("fi", "Ctrl+-", "Ctrl+−"),
        ("fi", "+", "+"),
        ("fi", "Space", "Välilyönti"),
        ("fi", "Del", "Delete"),
        ("sv", "Del", "Delete"),
    ],
)
def test_keys_are_called_as_keyboards_call_them(lang: i18n.UiLang, keys: str, said: str) -> None:
    i18n.set_language(lang)

    assert key_name(keys) == said
