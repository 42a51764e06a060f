"""The text that has every block, as the reader is given it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODeviceBase
from PySide6.QtGui import QColor, QImage

from tests.every_block import CONTACTS, FACT_ID, facilitator, fact, sheet
from valita_desktop.content import blocks as b
from valita_desktop.ui.text.writer import ReaderInput

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang


def png(width: int = 320, height: int = 120) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#9fc5c2"))
    buffer = QBuffer()
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a string
    return bytes(buffer.data().data())


def reading(lang: Lang = "fi") -> ReaderInput:
    """A text with every block."""
    return ReaderInput(
        document=(b.Part("facilitator", facilitator(lang)), b.Part("sheet", sheet(lang))),
        lang=lang,
        facts={FACT_ID: fact()},
        contacts=CONTACTS,
        picture={"kuva.png": png()}.get,  # type: ignore[arg-type]  # always asked for what is there
        today=dt.date(2026, 11, 25),
    )
