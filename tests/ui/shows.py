"""Something to present in tests, with what tells whether the computer may sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from tests import makers
from tests.every_block import FACT_ID, fact
from tests.ui.samples import png
from valita_desktop.content.handout import HeldSource, Piece, make_handout
from valita_desktop.content.model import Attachment, Text
from valita_desktop.ui.present.deck import show
from valita_desktop.ui.present.presenter import Presenter
from valita_desktop.ui.present.screens import Seats
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.present.deck import Place, Show

change = msgspec.structs.replace

FI = """:::: facilitator
OHJAAJALLE alku.

## OHJAAJALLE otsikko

1. **Herätys** (5 min). OHJAAJALLE kysy ryhmältä.
2. **Oma budjetti** (20 min). OHJAAJALLE jaa monisteet.
3. **Lopetus.** OHJAAJALLE kierros.

::: warning OHJAAJALLE varoitus
OHJAAJALLE älä kysy.
:::

- OHJAAJALLE neuvo.

## OHJAAJALLE lopuksi

- Mikä yllätti?
- Mitä muutat?

| OHJAAJALLE kohta | OHJAAJALLE vastaus |
|---|---|
| OHJAAJALLE yksi | OHJAAJALLE kyllä |

::: cards
- **Ilo.** Milloin nauroit? || Iloa voi jakaa.
- Kenen kanssa?
:::
::::

:::: sheet
# Minun kuukauteni

Kuukausi: ____________

::: fill-table rows=9 total="Yhteensä"
| Menot | €/kk |
|---|---|
| Ruoka | |
| Vuokra | |
:::

::: warning OHJAAJALLE
OHJAAJALLE myös monisteella.
:::

::: week-grid days=7
- Nukkumaan klo
:::

## Toinen

::: wheel scale=5
- Uni
- Raha
- Koti
- Ruoka
:::

::: help
::: facts f-crisis-line
:::
:::
::::
"""

SV = (
    FI.replace("OHJAAJALLE", "LEDAREN")
    .replace("Herätys", "Väck tanken")
    .replace("Oma budjetti", "Egen budget")
    .replace("Minun kuukauteni", "Min månad")
    .replace("Lopetus", "Avslutning")
    .replace("Toinen", "Den andra")
)


def item(item_id: str = "m09", fi: str = FI, sv: str = SV) -> Item:
    """A material with these texts; ``""`` leaves Swedish out."""
    made = makers.item(item_id)
    texts: dict[Lang, Text] = {"fi": change(made.texts["fi"], markdown=fi)}
    if sv:
        texts["sv"] = change(made.texts["sv"], markdown=sv)
    picture = Attachment("kuva.png", "image/png", 1, "a" * 64)
    return change(made, texts=texts, attachments=(picture,))


def handout(*items: Item, lang: Lang = "fi") -> Handout:
    """What would be printed of them."""
    source = HeldSource({FACT_ID: fact()}, {"a" * 64: png()})
    return make_handout([Piece(each, lang) for each in items or (item(),)], source)


def a_show(*items: Item, lang: Lang = "fi") -> Show:
    """What is presented of them."""
    return show(handout(*items, lang=lang))


class FakeAwake:
    """Counts who wants the screen on.

    Attributes:
        held: How many hold it now.
    """

    def __init__(self) -> None:
        self.held = 0

    def hold(self) -> None:
        self.held += 1

    def release(self) -> None:
        self.held -= 1


class Hall:
    """A room to present in: a window to come from, and screens.

    Attributes:
        presenter: Presents.
        awake: Whether the computer may sleep.
        screens: Where the windows go.
        turns: How often the screens had been swapped each time they were asked for.
    """

    def __init__(
        self, qtbot: QtBot, *, two: bool = False, size: tuple[int, int] = (1366, 768)
    ) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.awake = FakeAwake()
        room = QRect(0, 0, *size)
        self.screens = Seats(room, room.translated(size[0], 0) if two else None)
        self.turns: list[int] = []
        self.presenter = Presenter(self.window, self.awake, self)

    def seats(self, beside: QWidget, turn: int) -> Seats:
        self.turns.append(turn)
        notes = self.screens.notes
        return Seats(notes, self.screens.audience) if turn % 2 and notes else self.screens

    def fill(self, window: QWidget, where: QRect) -> None:
        window.setGeometry(where)  # whole screens are all the same where nothing is seen
        window.show()

    def begin(self, what: Show | None = None, start: Place | None = None) -> None:
        """Present something."""
        self.presenter.present(what or a_show(), theme.LIGHT, start)
