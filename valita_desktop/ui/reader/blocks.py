"""Blocks as text to read: which kind of block becomes which lines, marks and drawings.

One function a block. Content is only ever put in as plain text with formats of our own,
so nothing an author writes can be read as HTML, CSS or the name of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Block, Inline, Part, PartRole, plain
from valita_desktop.content.labels import CALLOUT_LABELS, CHECKED, FOR_FACILITATOR, MINUTES, label
from valita_desktop.content.layouts import PartChoice
from valita_desktop.i18n import N_
from valita_desktop.ui.reader import tables as reader_tables
from valita_desktop.ui.reader.decorations import DISC_EM, PILL_EM, Bullet, Disc, Panel, Pill, Tick
from valita_desktop.ui.reader.figures import CirclesDrawing, HandDrawing, WheelDrawing
from valita_desktop.ui.reader.inline_objects import (
    NewPage,
    PictureDrawing,
    WritingLines,
    WritingSpace,
    open_image,
)
from valita_desktop.ui.reader.tables import ROOM
from valita_desktop.ui.reader.writer import Anchor, DocumentWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PART_NAMES: dict[PartRole, str] = {
    "facilitator": FOR_FACILITATOR,
    "sheet": label(PartChoice.STUDENT),
}
"""What the parts of a text are called; a text that is one page has no name for it."""

_PART_ICONS = {"facilitator": "users", "sheet": "file-text"}
_CALLOUT_ICONS = {"tip": "lightbulb", "warning": "triangle-alert", "help": "life-buoy"}


def write_part_name(pen: DocumentWriter, role: PartRole) -> None:
    """The band that says for whom a part is."""
    if role not in PART_NAMES:
        return
    words = pen.say(PART_NAMES[role])
    palette = pen.style.palette
    table = pen.table(1, [100.0], room=(1.3, 0.8))
    with pen.inside(table, 0, 0) as form:
        form.setLeftPadding(pen.style.px(2.7))
        form.setTopPadding(pen.style.px(0.35))
        form.setBottomPadding(pen.style.px(0.35))
        position = pen.paragraph(pen.style.line(1.5, below=0))
        pen.text(words, pen.style.letters(1.0, pen.style.label.font().weight(), palette.primary))
        pen.head(1, words, position)
    pen.mark(
        Panel(
            table,
            fill=palette.primary_tint,
            line=palette.primary if palette.outlined else "",
            icon=_PART_ICONS[role],
            ink=palette.primary,
            position=position,
        )
    )


def write_part(pen: DocumentWriter, part: Part) -> None:
    """All blocks of a part, each noted where it begins."""
    for index, block in enumerate(part.blocks):
        pen.written.anchors.append((Anchor(part.role, index), pen.position))
        write(pen, block)


def write(pen: DocumentWriter, block: Block) -> None:
    """One block."""
    WRITERS[type(block)](pen, block)


def _heading(pen: DocumentWriter, block: blocks.Heading) -> None:
    position = pen.paragraph(pen.style.heading_line(block.level))
    pen.inline(block.text, pen.style.heading(block.level))
    pen.head(max(block.level, 2), plain(block.text), position)


def _paragraph(pen: DocumentWriter, block: blocks.Paragraph) -> None:
    pen.paragraph(pen.style.line())
    pen.inline(block.text)


def _bullets(pen: DocumentWriter, block: blocks.BulletList) -> None:
    for item, last in _until_last(block.items):
        pen.mark(Bullet(_item(pen, item, "• ", left=1.9, last=last)))


def _numbers(pen: DocumentWriter, block: blocks.NumberedList) -> None:
    for number, (item, last) in enumerate(_until_last(block.items), start=1):
        label = f"{number}."
        pen.mark(Bullet(_item(pen, item, f"{label} ", left=2.4, last=last), label))


def _checklist(pen: DocumentWriter, block: blocks.Checklist) -> None:
    for item, last in _until_last(block.items):
        pen.mark(Tick(_item(pen, item, "☐ ", left=1.85, last=last)))


def _item(pen: DocumentWriter, item: Inline, sign: str, *, left: float, last: bool) -> int:
    position = pen.paragraph(pen.style.line(1.5, left=left, below=0.8 if last else 0.35))
    pen.ghost(sign)
    pen.inline(item)
    return position


def _steps(pen: DocumentWriter, block: blocks.Steps) -> None:
    left = DISC_EM + 0.85
    for number, step in enumerate(block.steps, start=1):
        right = PILL_EM if step.minutes else 0.0
        position = pen.paragraph(pen.style.line(1.45, above=0.7, below=0.1, left=left, right=right))
        pen.ghost(f"{number}. ")
        pen.text(step.title, pen.style.label)
        pen.mark(Disc(position, str(number)))
        if step.minutes:
            minutes = pen.say(MINUTES).format(n=step.minutes)
            pen.ghost(f" ({minutes})")
            pen.mark(Pill(position, minutes))
        if step.text:
            pen.paragraph(pen.style.line(left=left, below=0.4))
            pen.inline(step.text)


def _callout(pen: DocumentWriter, block: blocks.Callout) -> None:
    icon, name = _CALLOUT_ICONS[block.kind], CALLOUT_LABELS[block.kind]
    colours = pen.style.callout(block.kind)
    table = pen.table(1, [100.0])
    left, right = 2.9, 1.1
    with pen.inside(table, 0, 0, inset=left + right) as form:
        form.setLeftPadding(pen.style.px(left))
        form.setRightPadding(pen.style.px(right))
        form.setTopPadding(pen.style.px(0.75))
        form.setBottomPadding(pen.style.px(0.85))
        position = pen.paragraph(pen.style.line(1.45, below=0.15))
        pen.text(block.title or pen.say(name), pen.style.label)
        for inner in block.blocks:
            write(pen, inner)
    outlined = pen.style.palette.outlined
    line = colours.strong if outlined else ""
    pen.mark(Panel(table, colours.tint, line, icon, colours.strong, position))


def _result(pen: DocumentWriter, block: blocks.Result) -> None:
    table = pen.table(1, [100.0], padding=0.75)
    with pen.inside(table, 0, 0, inset=1.5):
        pen.paragraph(pen.style.line(1.5, below=0))
        pen.inline(block.text, pen.style.label)
    pen.mark(Panel(table, line=pen.style.palette.text))


def _lines(pen: DocumentWriter, block: blocks.Lines) -> None:
    words = pen.words.ngettext("{n} line to write on", "{n} lines to write on", block.count)
    pen.draw(WritingLines(words=words.format(n=block.count), rows=block.count))


def _answer(pen: DocumentWriter, block: blocks.AnswerBox) -> None:
    if block.prompt:
        pen.paragraph(pen.style.line(1.4, above=0.3, below=0.3))
        pen.inline(block.prompt, pen.style.label)
    pen.draw(WritingSpace(words=pen.say(ROOM), rows=block.lines))


def _wheel(pen: DocumentWriter, block: blocks.Wheel) -> None:
    words = pen.say(N_("A wheel to colour from the middle out, 1–{n}: {names}"))
    words = words.format(n=block.scale, names=", ".join(block.sectors))
    pen.draw(WheelDrawing(words=words, sectors=block.sectors, rings=block.scale))


def _circles(pen: DocumentWriter, block: blocks.Circles) -> None:
    words = pen.say(N_("Circles inside each other, from the middle out: {names}"))
    words = words.format(names=", ".join(block.labels))
    pen.draw(CirclesDrawing(words=words, labels=block.labels))


def _hand(pen: DocumentWriter, block: blocks.Hand) -> None:
    words = pen.say(N_("The outline of a hand, from the thumb: {names}"))
    words = words.format(names=", ".join(block.fingers))
    pen.draw(HandDrawing(words=words, fingers=block.fingers))


def _image(pen: DocumentWriter, block: blocks.Image) -> None:
    picture = open_image(pen.reading.picture(block.src))
    pen.draw(PictureDrawing(words=block.alt, image=picture), below=0.3 if block.caption else 0.8)
    if block.caption:
        pen.paragraph(pen.style.line(1.35, below=0.9))
        pen.inline(block.caption, pen.style.small)


def _facts(pen: DocumentWriter, block: blocks.Facts) -> None:
    for fact_id in block.ids:
        fact = pen.reading.facts.get(fact_id)
        if fact is None:
            continue
        record, (_lang, text) = fact.record, fact.text(pen.reading.lang)
        pen.paragraph(pen.style.line(1.4, above=0.3, below=0.1))
        pen.text(text.title, pen.style.label)
        until = record.valid_until
        if until and until < pen.reading.today:
            pen.paragraph(pen.style.line(1.4, below=0.7))
            old = N_("This information was valid until {date}. Check it before you use it.")
            pen.text(pen.say(old).format(date=pen.words.date(until)), pen.style.small)
            continue
        pen.paragraph(pen.style.line(1.45, below=0.1 if record.checked else 0.7))
        pen.text(text.summary)
        if record.checked:
            pen.paragraph(pen.style.line(1.35, below=0.7))
            checked = pen.say(CHECKED)
            pen.text(checked.format(date=pen.words.date(record.checked)), pen.style.small)


def _page_break(pen: DocumentWriter, _block: blocks.PageBreak) -> None:
    pen.draw(NewPage(words=pen.say(N_("New page")), rows=0.8), above=0.6)


def _until_last(items: tuple[Inline, ...]) -> Iterable[tuple[Inline, bool]]:
    for number, item in enumerate(items, start=1):
        yield item, number == len(items)


WRITERS: dict[type, Callable[..., None]] = {
    blocks.Heading: _heading,
    blocks.Paragraph: _paragraph,
    blocks.BulletList: _bullets,
    blocks.NumberedList: _numbers,
    blocks.Steps: _steps,
    blocks.Checklist: _checklist,
    blocks.Callout: _callout,
    blocks.Table: reader_tables.write_table,
    blocks.FillTable: reader_tables.write_fill_table,
    blocks.Lines: _lines,
    blocks.AnswerBox: _answer,
    blocks.Result: _result,
    blocks.WeekGrid: reader_tables.write_week_grid,
    blocks.YearGrid: reader_tables.write_year_grid,
    blocks.Wheel: _wheel,
    blocks.Scale: reader_tables.write_scale,
    blocks.Cards: reader_tables.write_cards,
    blocks.Circles: _circles,
    blocks.Hand: _hand,
    blocks.Timeline: reader_tables.write_timeline,
    blocks.Flow: reader_tables.write_flow,
    blocks.Contacts: reader_tables.write_contacts,
    blocks.Facts: _facts,
    blocks.Image: _image,
    blocks.PageBreak: _page_break,
}
