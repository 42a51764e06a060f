"""Blocks as text to read: which kind of block becomes which lines, decorations and drawings.

One function a block. Content is only ever put in as plain text with formats of our own,
so nothing an author writes can be read as HTML, CSS or the name of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Block, Inline, Part, PartRole, plain
from valita_desktop.content.labels import (
    ANSWER_ROOM,
    CALLOUT_LABELS,
    CUT_HERE,
    FOR_FACILITATOR,
    MINUTES,
    OUT_OF_DATE,
    fact_words,
    facts_note,
    label,
)
from valita_desktop.content.layouts import PartChoice
from valita_desktop.i18n import N_
from valita_desktop.ui.text import tables
from valita_desktop.ui.text.decorations import (
    PILL_EM,
    STEP_INDENT_EM,
    TICK_INDENT_EM,
    Bullet,
    Disc,
    Panel,
    PanelIcon,
    Pill,
    Tick,
)
from valita_desktop.ui.text.figures import CirclesDrawing, HandDrawing, WheelDrawing
from valita_desktop.ui.text.inline_objects import (
    DashedLine,
    PictureDrawing,
    WritingLines,
    WritingSpace,
    open_image,
)
from valita_desktop.ui.text.writer import Anchor, DocumentWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PART_NAMES: dict[PartRole, str] = {
    "facilitator": FOR_FACILITATOR,
    "sheet": label(PartChoice.STUDENT),
}
"""What the parts of a text are called; a text that is one page has no name for it."""

_PART_ICONS = {"facilitator": "users", "sheet": "file-text"}
_CALLOUT_ICONS = {"tip": "lightbulb", "warning": "triangle-alert", "help": "life-buoy"}


# All in em. Band and box leave room at the left for an icon (24 pixels beside letters of 18), a
# gap and a margin; the box, being larger, a little more. Line heights: 1.6 is running text
# (`style.LINE`), lists and titles are closer, small letters closest.
_BULLET_INDENT_EM, _NUMBER_INDENT_EM = 1.9, 2.4
_BAND_LEFT_EM, _BAND_PADDING_EM = 2.7, 0.35
_CALLOUT_LEFT_EM, _CALLOUT_RIGHT_EM = 2.9, 1.1


def write_part_name(writer: DocumentWriter, role: PartRole) -> None:
    """The band that says for whom a part is."""
    if role not in PART_NAMES:
        return
    words = writer.say(PART_NAMES[role])
    palette = writer.style.palette
    table = writer.table(1, [100.0], room=(1.3, 0.8))
    outline = palette.primary if palette.outlined else ""
    writer.decorate(Panel(table, fill=palette.primary_tint, line=outline))
    with writer.inside(table, 0, 0) as form:
        form.setLeftPadding(writer.style.px(_BAND_LEFT_EM))
        form.setTopPadding(writer.style.px(_BAND_PADDING_EM))
        form.setBottomPadding(writer.style.px(_BAND_PADDING_EM))
        position = writer.paragraph(writer.style.line(1.5, below=0))
        weight = writer.style.label.font().weight()
        writer.text(words, writer.style.letters(1.0, weight, palette.primary))
        writer.note_heading(1, words, position)
    writer.decorate(PanelIcon(position, _PART_ICONS[role], palette.primary))


def write_part(writer: DocumentWriter, part: Part) -> None:
    """All blocks of a part, each noted where it begins; one that shows nothing begins nowhere."""
    for index, block in enumerate(part.blocks):
        position = writer.position
        write(writer, block)
        if writer.position != position:
            writer.layout_info.anchors.append((Anchor(part.role, index), position))


def write(writer: DocumentWriter, block: Block) -> None:
    """One block."""
    WRITERS[type(block)](writer, block)


def _heading(writer: DocumentWriter, block: blocks.Heading) -> None:
    position = writer.paragraph(writer.style.heading_line(block.level))
    writer.inline(block.text, writer.style.heading(block.level))
    writer.note_heading(max(block.level, 2), plain(block.text), position)


def _paragraph(writer: DocumentWriter, block: blocks.Paragraph) -> None:
    writer.paragraph(writer.style.line())
    writer.inline(block.text)


def _bullets(writer: DocumentWriter, block: blocks.BulletList) -> None:
    for item, last in _until_last(writer, block.items):
        writer.decorate(Bullet(_item(writer, item, "• ", left=_BULLET_INDENT_EM, last=last)))


def _numbers(writer: DocumentWriter, block: blocks.NumberedList) -> None:
    for number, (item, last) in enumerate(_until_last(writer, block.items), start=block.start):
        label = f"{number}."
        writer.decorate(
            Bullet(_item(writer, item, f"{label} ", left=_NUMBER_INDENT_EM, last=last), label)
        )


def _checklist(writer: DocumentWriter, block: blocks.Checklist) -> None:
    for item, last in _until_last(writer, block.items):
        writer.decorate(Tick(_item(writer, item, "☐ ", left=TICK_INDENT_EM, last=last)))


def _item(writer: DocumentWriter, item: Inline, sign: str, *, left: float, last: bool) -> int:
    position = writer.paragraph(writer.style.line(1.5, left=left, below=0.8 if last else 0.35))
    writer.hidden_text(sign)
    writer.inline(item)
    return position


def _steps(writer: DocumentWriter, block: blocks.Steps) -> None:
    for number, step in enumerate(writer.items_of_list(block.steps), start=block.start):
        right = PILL_EM if step.shown_minutes else 0.0
        position = writer.paragraph(
            writer.style.line(1.45, above=0.7, below=0.1, left=STEP_INDENT_EM, right=right)
        )
        writer.hidden_text(f"{number}. ")
        writer.inline((blocks.Span(step.title),), writer.style.label)
        writer.decorate(Disc(position, str(number)))
        if step.shown_minutes:
            minutes = writer.say(MINUTES).format(n=step.shown_minutes)
            writer.hidden_text(f" ({minutes})")
            writer.decorate(Pill(position, minutes))
        if step.text:
            writer.paragraph(writer.style.line(left=STEP_INDENT_EM, below=0.4))
            writer.inline(step.text)


def _callout(writer: DocumentWriter, block: blocks.Callout) -> None:
    icon, name = _CALLOUT_ICONS[block.kind], CALLOUT_LABELS[block.kind]
    colours = writer.style.callout(block.kind)
    table = writer.table(1, [100.0])
    outline = colours.strong if writer.style.palette.outlined else ""
    writer.decorate(Panel(table, fill=colours.tint, line=outline))
    with writer.inside(table, 0, 0, inset=_CALLOUT_LEFT_EM + _CALLOUT_RIGHT_EM) as form:
        form.setLeftPadding(writer.style.px(_CALLOUT_LEFT_EM))
        form.setRightPadding(writer.style.px(_CALLOUT_RIGHT_EM))
        form.setTopPadding(writer.style.px(0.75))
        form.setBottomPadding(writer.style.px(0.85))  # a line has more air above than below
        position = writer.paragraph(writer.style.line(1.45, below=0.15))
        writer.inline((blocks.Span(block.title or writer.say(name)),), writer.style.label)
        for inner in block.blocks:
            write(writer, inner)
    writer.decorate(PanelIcon(position, icon, colours.strong))


def _result(writer: DocumentWriter, block: blocks.Result) -> None:
    table = writer.table(1, [100.0], padding=0.75)
    writer.decorate(Panel(table, line=writer.style.palette.text))
    with writer.inside(table, 0, 0, inset=1.5):
        writer.paragraph(writer.style.line(1.5, below=0))
        writer.inline(block.text, writer.style.label)


def _lines(writer: DocumentWriter, block: blocks.Lines) -> None:
    words = writer.catalogue.ngettext("{n} line to write on", "{n} lines to write on", block.count)
    writer.draw(WritingLines(alt_text=words.format(n=block.count), rows=block.count))


def _answer(writer: DocumentWriter, block: blocks.AnswerBox) -> None:
    if block.prompt:
        writer.paragraph(writer.style.line(1.4, above=0.3, below=0.3))
        writer.inline(block.prompt, writer.style.label)
    writer.draw(WritingSpace(alt_text=writer.say(ANSWER_ROOM), rows=block.lines))


def _wheel(writer: DocumentWriter, block: blocks.Wheel) -> None:
    words = writer.say(N_("A wheel to colour from the middle out, 1–{n}: {names}"))
    words = words.format(n=block.scale, names=", ".join(block.sectors))
    writer.draw(WheelDrawing(alt_text=words, sectors=block.sectors, rings=block.scale))


def _circles(writer: DocumentWriter, block: blocks.Circles) -> None:
    words = writer.say(N_("Circles inside each other, from the middle out: {names}"))
    words = words.format(names=", ".join(block.labels))
    writer.draw(CirclesDrawing(alt_text=words, labels=block.labels))


def _hand(writer: DocumentWriter, block: blocks.Hand) -> None:
    words = writer.say(N_("The outline of a hand, from the thumb: {names}"))
    words = words.format(names=", ".join(block.fingers))
    writer.draw(HandDrawing(alt_text=words, fingers=block.fingers))


def _image(writer: DocumentWriter, block: blocks.Image) -> None:
    picture = open_image(writer.reading.picture(block.src))
    writer.draw(
        PictureDrawing(alt_text=block.alt, image=picture), below=0.3 if block.caption else 0.8
    )
    if block.caption:
        writer.paragraph(writer.style.line(1.35, below=0.9))
        writer.inline(block.caption, writer.style.small)


def _facts(writer: DocumentWriter, block: blocks.Facts) -> None:
    for fact_id in block.ids:
        fact = writer.reading.facts.get(fact_id)
        if fact is None:
            continue
        record, (_lang, text) = fact.record, fact.text(writer.reading.lang)
        writer.paragraph(writer.style.line(1.4, above=0.3, below=0.1))
        writer.text(text.title, writer.style.label)
        until = record.valid_until
        if until and until < writer.reading.today:
            writer.paragraph(writer.style.line(1.4, below=0.7))
            writer.text(
                writer.say(OUT_OF_DATE).format(date=writer.catalogue.date(until)),
                writer.style.small,
            )
            continue
        said = facts_note([fact], writer.catalogue)
        writer.paragraph(writer.style.line(1.45, below=0.1 if said else 0.7))
        writer.inline(fact_words(text))
        if said:
            writer.paragraph(writer.style.line(1.35, below=0.7))
            writer.text(said, writer.style.small)


def _page_break(writer: DocumentWriter, _block: blocks.PageBreak) -> None:
    writer.draw(DashedLine(alt_text=writer.say(N_("New page")), rows=0.8), above=0.6)


def _cut(writer: DocumentWriter, _block: blocks.Cut) -> None:
    writer.draw(DashedLine(alt_text=writer.say(CUT_HERE), rows=0.8), above=0.6)


def _until_last(writer: DocumentWriter, items: tuple[Inline, ...]) -> Iterable[tuple[Inline, bool]]:
    for number, item in enumerate(writer.items_of_list(items), start=1):
        yield item, number == len(items)


WRITERS: dict[type, Callable[..., None]] = {
    blocks.Heading: _heading,
    blocks.Paragraph: _paragraph,
    blocks.BulletList: _bullets,
    blocks.NumberedList: _numbers,
    blocks.Steps: _steps,
    blocks.Checklist: _checklist,
    blocks.Callout: _callout,
    blocks.Table: tables.write_table,
    blocks.FillTable: tables.write_fill_table,
    blocks.Lines: _lines,
    blocks.AnswerBox: _answer,
    blocks.Result: _result,
    blocks.WeekGrid: tables.write_week_grid,
    blocks.YearGrid: tables.write_year_grid,
    blocks.Wheel: _wheel,
    blocks.Scale: tables.write_scale,
    blocks.Cards: tables.write_cards,
    blocks.Circles: _circles,
    blocks.Hand: _hand,
    blocks.Timeline: tables.write_timeline,
    blocks.Flow: tables.write_flow,
    blocks.Contacts: tables.write_contacts,
    blocks.Facts: _facts,
    blocks.Image: _image,
    blocks.PageBreak: _page_break,
    blocks.Cut: _cut,
}
