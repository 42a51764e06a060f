"""What a sheet should say, told from its blocks alone: tags and words in reading order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tests.handouts.reading import squeezed
from valita_desktop.content import blocks
from valita_desktop.content.labels import CONTACT_LABELS
from valita_desktop.i18n import catalogue
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from valita_desktop.content.model import Item, Lang

Words = tuple[str, str]
"""A tag and what it says."""

_TITLES = {"tip": "Tip", "warning": "Take care", "help": "Where to get help"}
_CONTACT_HEAD = ("Who", "Name", "Phone", "Where and when")


def line(inline: blocks.Inline) -> str:
    """The words of a line, its gaps as four low lines."""
    return squeezed(
        "".join(span.text if isinstance(span, blocks.Span) else "____" for span in inline)
    )


class Expected:
    """Says what blocks of a language should say.

    Args:
        lang: The language.
        facts: Dated facts by id.
        contacts: The school's own people by role.
        wide: The column is wide and the letters small enough for a week on its side.
    """

    def __init__(
        self,
        lang: Lang,
        facts: Mapping[str, Item],
        contacts: Mapping[str, Contact],
        *,
        wide: bool = True,
    ) -> None:
        self._wide = wide
        self._lang = lang
        self._words = catalogue(lang)
        self._facts = facts
        self._contacts = contacts

    def of(self, group: Iterable[blocks.Block]) -> list[Words]:
        """Tags and words of blocks, in order."""
        return [words for block in group for words in self._block(block)]

    def _say(self, message: str) -> str:
        return self._words.gettext(message)

    def _week(self, block: blocks.WeekGrid) -> list[Words]:
        days = [_capital(self._words.weekday(n, short=True).rstrip(".")) for n in range(block.days)]
        rows = [line(row) for row in block.rows]
        on_its_side = self._wide and block.days > len(rows) > 3 and block.days > 5
        return _grid(days, rows) if on_its_side else _grid(rows, days)

    def _block(self, block: blocks.Block) -> list[Words]:  # noqa: PLR0911 - one case a block
        match block:
            case blocks.Heading():
                return [(f"H{block.level}", line(block.text))]
            case blocks.Paragraph() | blocks.Result():
                return [("P", line(block.text))]
            case blocks.BulletList():
                pairs = [blocks.pictogram(each) for each in block.items]
                return _listed([sign or "•" for sign, _ in pairs], [words for _, words in pairs])
            case blocks.NumberedList():
                return _listed(
                    [f"{n}." for n in range(block.start, block.start + len(block.items))],
                    block.items,
                )
            case blocks.Checklist():
                return _listed(["☐"] * len(block.items), block.items)
            case blocks.Steps():
                return self._steps(block)
            case blocks.Callout():
                title = block.title or self._say(_TITLES[block.kind])
                return [("P", title), *self.of(block.blocks)]
            case _:
                return self._table_or_drawing(block)

    def _table_or_drawing(  # noqa: PLR0911 - one case a block
        self, block: blocks.Block
    ) -> list[Words]:
        match block:
            case blocks.Table():
                return [
                    *(("TH", line(cell)) for cell in block.header),
                    *(("TD", line(cell)) for row in block.rows for cell in row),
                ]
            case blocks.FillTable():
                return self._fill_table(block)
            case blocks.Contacts():
                rows = [self._contact(role) for role in block.roles]
                return [
                    *(("TH", self._say(each)) for each in _CONTACT_HEAD),
                    *chain.from_iterable(rows),
                ]
            case blocks.WeekGrid():
                return self._week(block)
            case blocks.YearGrid():
                months = [
                    _capital(self._words.month((block.start - 1 + n) % 12 + 1)) for n in range(12)
                ]
                return _grid(months, [line(column) for column in block.columns])
            case blocks.Scale():
                rings = [("TD", str(n)) for n in range(1, block.steps + 1)]
                ends = f"1 = {block.low} · {block.steps} = {block.high}"
                rows = [[("TH", line(each)), *rings] for each in block.statements]
                return [("P", ends), *chain.from_iterable(rows)]
            case _:
                return self._drawing(block)

    def _drawing(  # noqa: C901, PLR0911 - one case a block
        self, block: blocks.Block
    ) -> list[Words]:
        match block:
            case blocks.Lines():
                return [("Figure", self._say("Lines to write on"))]
            case blocks.AnswerBox():
                room = ("Figure", self._say("Room for your answer"))
                return [("P", line(block.prompt)), room] if block.prompt else [room]
            case blocks.Wheel():
                alt = self._say("A wheel of {sectors} sectors to colour from 1 to {scale}")
                alt = alt.format(sectors=len(block.sectors), scale=block.scale)
                return [("Figure", alt), *(("LBody", each) for each in block.sectors)]
            case blocks.Circles():
                alt = self._say("{n} circles inside each other to write in, from the middle out")
                alt = alt.format(n=len(block.labels))
                return [("Figure", alt), *(("LBody", each) for each in block.labels)]
            case blocks.Hand():
                alt = "The outline of a hand to write in, one label a finger from the thumb"
                return [("Figure", self._say(alt)), *(("LBody", each) for each in block.fingers)]
            case blocks.Timeline():
                return [("LBody", point) for point in block.points]
            case blocks.Flow():
                return [("LBody", line(box)) for box in block.boxes]
            case blocks.Cards():
                return [words for card in block.cards for words in card_words(card)]
            case blocks.Facts():
                return self._dated(block)
            case blocks.Image():
                caption = [("P", line(block.caption))] if block.caption else []
                return [("Figure", block.alt), *caption]
            case _:
                return []

    def _steps(self, block: blocks.Steps) -> list[Words]:
        said: list[Words] = []
        for n, step in enumerate(block.steps, block.start):
            minutes = (
                " · " + self._say("{n} min").format(n=step.shown_minutes)
                if step.shown_minutes
                else ""
            )
            said += [("Lbl", str(n)), ("P", step.title + minutes)]
            said += [("P", line(step.text))] if step.text else []
        return said

    def _fill_table(self, block: blocks.FillTable) -> list[Words]:
        said: list[Words] = [("TH", line(cell)) for cell in block.header]
        width = len(block.header)
        for row in block.rows:
            said += [("TH" if n == 0 and cell else "TD", line(cell)) for n, cell in enumerate(row)]
        said += [("TD", "")] * width * block.blank_rows
        if block.total:
            said += [("TH", block.total), *[("TD", "")] * (width - 1)]
        return said

    def _contact(self, role: str) -> list[Words]:
        known = self._contacts.get(role, Contact())
        cells = (known.name, known.phone, known.where)
        return [
            ("TH", self._say(CONTACT_LABELS[role])),
            *(("TD", squeezed(cell)) for cell in cells),
        ]

    def _dated(self, block: blocks.Facts) -> list[Words]:
        said: list[Words] = []
        for each in block.ids:
            text = self._facts[each].text(self._lang)[1]
            hours = f" ({text.hours})" if text.hours else ""
            said += [("TH", text.title), ("TD", squeezed(text.summary + hours))]
        records = [self._facts[each].record for each in block.ids]
        days = [each.checked for each in records]
        if not all(days):
            sites = dict.fromkeys(each.site for each in records if not each.checked and each.site)
            where = self._say("Look up what is current: {sites}")
            return [*said, ("P", where.format(sites=" · ".join(sites)))] if sites else said
        day = min(day for day in days if day is not None)
        return [*said, ("P", self._say("Checked {date}").format(date=self._words.date(day)))]


def card_words(card: blocks.Card) -> list[Words]:
    """What a card says: title, text, back."""
    parts = (card.title, line(card.text), line(card.back))
    return [("P", part) for part in parts if part]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _listed(labels: list[str], items: Iterable[blocks.Inline]) -> list[Words]:
    said: list[Words] = []
    for label, item in zip(labels, items, strict=True):
        said += [("Lbl", label), ("LBody", line(item))]
    return said


def _grid(rows: list[str], columns: list[str]) -> list[Words]:
    said: list[Words] = [("TH", ""), *(("TH", column) for column in columns)]
    for row in rows:
        said += [("TH", row), *[("TD", "")] * len(columns)]
    return said
