"""What comes from elsewhere is shown as its words, wherever Qt would guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel, PlainMessageBox, plain, set_tip, unmarked
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from tests.ui.stage import Stage

HOSTILE = (
    "<img src='file://host/share/a.png'>",
    "<b>Budjetti</b>",
    "Raha & <i>",
    "&lt;b&gt;Budjetti",
    "  <!DOCTYPE html><p>",
    "<?xml version='1.0'?>",
    "a < b ja <a href='x'>b</a>",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_looks_like_a_tag_is_taken_for_one(words: str) -> None:
    assert not QtGui.Qt.mightBeRichText(plain(words))
    assert plain(words).replace("\u2060", "") == words


@pytest.mark.parametrize("words", HOSTILE)
def test_a_tip_and_a_message_are_plain_in_all_their_parts(
    words: str, dressed: QApplication
) -> None:
    box = PlainMessageBox()
    box.setText(words)
    box.setInformativeText(words)
    set_tip(box, words)

    shown = [label for label in box.findChildren(QLabel) if label.text()]
    assert len(shown) == 2
    assert not any(QtGui.Qt.mightBeRichText(label.text()) for label in shown)
    assert not QtGui.Qt.mightBeRichText(box.toolTip())
    box.deleteLater()


def test_a_label_shows_its_words(dressed: QApplication) -> None:
    label = PlainLabel(HOSTILE[0])

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE[0]


def test_no_word_of_a_link_or_a_box_marks_a_letter(dressed: QApplication) -> None:
    link, box, button = LinkButton("R&D"), WrappingCheckBox(), QPushButton(unmarked("R&D"))
    box.setText("R&D")

    assert [each.shortcut().isEmpty() for each in (link, box, button)] == [True] * 3


@pytest.mark.parametrize("kind", [LinkButton, WrappingCheckBox])
def test_the_words_that_are_seen_are_those_that_were_said(
    kind: type[LinkButton | WrappingCheckBox], dressed: QApplication
) -> None:
    pictures = []
    for words in ("Raha & aika", "Raha && aika"):
        widget = kind()
        widget.setText(words)
        widget.resize(300, 40)
        pictures.append((widget.sizeHint().width(), widget.grab().toImage()))

    assert pictures[0][0] < pictures[1][0]
    assert pictures[0][1] != pictures[1][1]


def test_the_title_of_a_window_keeps_a_star_in_brackets() -> None:
    assert titled("Kysely [*]") == "Kysely [*][*] – Välitä!"  # Qt shows one of two


def test_every_label_of_the_window_is_plain(stage: Stage) -> None:
    guessing = [
        label.text()
        for label in QApplication.allWidgets()
        if isinstance(label, QLabel) and label.textFormat() != Qt.TextFormat.PlainText
    ]

    assert guessing == []
