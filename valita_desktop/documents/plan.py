"""From blocks to the few things that an office document is made of.

What is drawn on paper (a wheel, a hand, circles) becomes a table to fill in: here everything
can be changed, so nothing is a picture but pictures. Both formats are written from this
plan, so they cannot differ in words. Furniture is in the language of the content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from valita_desktop.content import blocks, pictures
from valita_desktop.content.blocks import Inline, Span
from valita_desktop.content.drawing import drawing_in
from valita_desktop.content.labels import (
    CALLOUT_LABELS,
    CONTACT_COLUMNS,
    CONTACT_LABELS,
    CUT_HERE,
    MINUTES,
    YOUR_ANSWER,
    fact_words,
    facts_note,
    for_facilitator,
    imprint,
)
from valita_desktop.documents.elements import (
    MM_PER_PT,
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
)
from valita_desktop.i18n import Catalogue, catalogue
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from valita_desktop.content.model import Item, Lang

_ROOM_MM = 10.0
"""Least height of a cell to write in."""
_LINE_MM = 9.0
_PICTURE_DPI = 150
_WIDEST_MM, _HIGHEST_MM = 165.0, 220.0
"""A page of A4 between its margins, with its caption."""


@dataclass(frozen=True)
class Draft:
    """One text of an item that is to become a document, or part of one.

    Attributes:
        item: The item.
        lang: Language of the text; one that the item has.
        document: Its parts that are wanted.
        facts: Dated facts by id.
        images: Bytes of pictures by SHA-256.
        contacts: The school's own people by role.
        blanks: Message ids of what a sheet asks for at its top, such as a name.
        site: Where the web pages of other items are; ``""`` where nobody has told.
    """

    item: Item
    lang: Lang
    document: blocks.Document
    facts: Mapping[str, Item] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
    site: str = ""

    @property
    def title(self) -> str:
        """Its title."""
        return self.item.texts[self.lang].title

    @property
    def words(self) -> Catalogue:
        """The program's words in its language."""
        return catalogue(self.lang)


class Planned(NamedTuple):
    """An element with what it was made from.

    Attributes:
        element: What stands in the document.
        part: The number of its part, from 0.
        block: The block of that part; ``None`` for what the document says by itself.
        inner: The block inside of a box.
        told: What of the item it tells instead of a block: ``title``, ``summary``.
    """

    element: DocumentElement
    part: int = 0
    block: blocks.Block | None = None
    inner: blocks.Block | None = None
    told: str = ""


def plan(draft: Draft) -> tuple[DocumentElement, ...]:
    """What a document of a text holds, in order."""
    return tuple(each.element for each in planned(draft))


def planned(draft: Draft) -> Iterator[Planned]:
    """The same, with what each element was made from."""
    record, text = draft.item.record, draft.item.texts[draft.lang]
    for n, part in enumerate(draft.document):
        if n:
            yield Planned(BreakElement(), n)
        yield from _opening(draft, n, part)
        own = part.blocks[:1] if part.title else ()
        for block in part.blocks[len(own) :]:
            for element, inner in _held(block, draft):
                yield Planned(element, n, block, inner)
    small = (text.title, *filter(None, imprint(record, draft.words)))
    last = ParagraphElement(_line(" · ".join(small)), ParagraphRole.SMALL)
    yield Planned(last, max(0, len(draft.document) - 1))


def _opening(draft: Draft, n: int, part: blocks.Part) -> Iterator[Planned]:
    own, say = part.title, draft.words.gettext
    if own:
        yield Planned(HeadingElement(1, own.text), n, own)
    else:
        yield Planned(HeadingElement(1, _line(draft.title)), n, told="title")
    if part.role == "sheet":
        if draft.blanks:
            asked = _line("   ".join(f"{say(each)}: {'_' * 20}" for each in draft.blanks))
            yield Planned(ParagraphElement(asked), n)
        return
    if part.role == "facilitator":
        lead = _line(for_facilitator(draft.item.record, say))
        yield Planned(ParagraphElement(lead, ParagraphRole.LEAD), n)
    summary = draft.item.texts[draft.lang].summary
    if summary:
        yield Planned(ParagraphElement(_line(summary), ParagraphRole.LEAD), n, told="summary")


def _held(
    block: blocks.Block, draft: Draft
) -> Iterator[tuple[DocumentElement, blocks.Block | None]]:
    """What a block becomes; of a box each thing with the block inside that it comes from."""
    if not isinstance(block, blocks.Callout):
        yield from ((element, None) for element in elements_of(block, draft))
        return
    name = draft.words.gettext(CALLOUT_LABELS[block.kind])
    title = f"{name}: {block.title}" if block.title and block.title != name else name
    yield ParagraphElement(_line(title), ParagraphRole.BOX_TITLE), None
    for inner in block.blocks:
        for element in elements_of(inner, draft):
            if isinstance(element, ParagraphElement) and element.role is ParagraphRole.BODY:
                yield ParagraphElement(element.text, ParagraphRole.BOX), inner
            else:
                yield element, inner


def elements_of(block: blocks.Block, draft: Draft) -> Iterable[DocumentElement]:
    """What a block becomes."""
    return PLANNERS[type(block)](block, draft)


def _heading(block: blocks.Heading, _draft: Draft) -> Iterable[DocumentElement]:
    yield HeadingElement(max(2, block.level), block.text)


def _paragraph(block: blocks.Paragraph, _draft: Draft) -> Iterable[DocumentElement]:
    yield ParagraphElement(block.text)


def _bullet_list(block: blocks.BulletList, _draft: Draft) -> Iterable[DocumentElement]:
    yield ListElement("bullets", block.items)


def _numbered_list(block: blocks.NumberedList, _draft: Draft) -> Iterable[DocumentElement]:
    yield ListElement("numbers", block.items, block.start)


def _steps(block: blocks.Steps, draft: Draft) -> Iterable[DocumentElement]:
    steps = tuple(_step(each, draft) for each in block.steps)
    yield ListElement("numbers", steps, block.start)


def _step(step: blocks.Step, draft: Draft) -> Inline:
    minutes = draft.words.gettext(MINUTES).format(n=step.shown_minutes)
    title = f"{step.title} ({minutes})" if step.shown_minutes else step.title
    end = "" if title.endswith(("?", "!", "…")) else "."
    return (Span(f"{title}{end} ", strong=True), *step.text)


def _checklist(block: blocks.Checklist, _draft: Draft) -> Iterable[DocumentElement]:
    yield ListElement("checks", block.items)


def _callout(block: blocks.Callout, draft: Draft) -> Iterable[DocumentElement]:
    return (element for element, _ in _held(block, draft))


def _table(block: blocks.Table, _draft: Draft) -> Iterable[DocumentElement]:
    yield TableElement(block.header, block.rows)


def _fill_table(block: blocks.FillTable, _draft: Draft) -> Iterable[DocumentElement]:
    empty: tuple[Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    if block.total:
        rows += (((Span(block.total, strong=True),), *empty[1:]),)
    yield TableElement(block.header, rows, room=_ROOM_MM)


def _lines(block: blocks.Lines, _draft: Draft) -> Iterable[DocumentElement]:
    return [ParagraphElement((), ParagraphRole.LINE)] * block.count


def _answer_box(block: blocks.AnswerBox, draft: Draft) -> Iterable[DocumentElement]:
    prompt = block.prompt or _line(draft.words.gettext(YOUR_ANSWER))
    yield TableElement((prompt,), (((),),), room=block.lines * _LINE_MM)


def _result(block: blocks.Result, _draft: Draft) -> Iterable[DocumentElement]:
    yield ParagraphElement(block.text, ParagraphRole.RESULT)


def _week_grid(block: blocks.WeekGrid, draft: Draft) -> Iterable[DocumentElement]:
    days = tuple(_line(draft.words.weekday(n, short=True)) for n in range(block.days))
    yield _empty(block.rows, days)


def _year_grid(block: blocks.YearGrid, draft: Draft) -> Iterable[DocumentElement]:
    months = tuple(_line(draft.words.month((block.start + n - 1) % 12 + 1)) for n in range(12))
    yield _empty(months, block.columns)


def _wheel(block: blocks.Wheel, _draft: Draft) -> Iterable[DocumentElement]:
    yield _choices(tuple(map(_line, block.sectors)), tuple(map(str, range(1, block.scale + 1))))


def _scale(block: blocks.Scale, _draft: Draft) -> Iterable[DocumentElement]:
    steps = [str(n) for n in range(1, block.steps + 1)]
    steps[0] = f"{steps[0]} {block.low}".strip()
    steps[-1] = f"{steps[-1]} {block.high}".strip()
    yield _choices(block.statements, tuple(steps))


def _cards(block: blocks.Cards, _draft: Draft) -> Iterable[DocumentElement]:
    fronts = [_card(each) for each in block.cards]
    if any(each.back for each in block.cards):
        rows = tuple((front, each.back) for front, each in zip(fronts, block.cards, strict=True))
    else:
        rows = tuple(zip_longest(fronts[::2], fronts[1::2], fillvalue=()))
    yield TableElement((), rows, room=4 * _ROOM_MM)


def _card(card: blocks.Card) -> Inline:
    return (Span(f"{card.title}\n", strong=True), *card.text) if card.title else card.text


def _circles(block: blocks.Circles, draft: Draft) -> Iterable[DocumentElement]:
    yield _named(map(_line, block.labels), draft)


def _hand(block: blocks.Hand, draft: Draft) -> Iterable[DocumentElement]:
    yield _named(map(_line, block.fingers), draft)


def _timeline(block: blocks.Timeline, draft: Draft) -> Iterable[DocumentElement]:
    yield _named(map(_line, block.points), draft)


def _flow(block: blocks.Flow, draft: Draft) -> Iterable[DocumentElement]:
    numbered = ((Span(f"{n}. "), *box) for n, box in enumerate(block.boxes, start=1))
    yield _named(numbered, draft)


def _contacts(block: blocks.Contacts, draft: Draft) -> Iterable[DocumentElement]:
    say = draft.words.gettext
    rows = []
    for role in block.roles:
        known = draft.contacts.get(role, Contact())
        words = (say(CONTACT_LABELS[role]), known.name, known.phone, known.where)
        rows.append(tuple(map(_line, words)))
    header = tuple(_line(say(each)) for each in CONTACT_COLUMNS)
    yield TableElement(header, tuple(rows), heads=True, room=_ROOM_MM)


def _facts(block: blocks.Facts, draft: Draft) -> Iterable[DocumentElement]:
    found = [draft.facts[each] for each in block.ids if each in draft.facts]
    if not found:
        return
    texts = [fact.text(draft.lang)[1] for fact in found]
    items = ((Span(f"{each.title}: "), *fact_words(each)) for each in texts)
    yield ListElement("bullets", tuple(items))
    said = facts_note(found, draft.words)
    if said:
        yield ParagraphElement(_line(said), ParagraphRole.SMALL)


def _image(block: blocks.Image, draft: Draft) -> Iterable[DocumentElement]:
    names = {each.name: each.sha256 for each in draft.item.attachments}
    picture = _picture(draft.images.get(names.get(block.src, ""), b""), block.alt)
    yield picture or ParagraphElement(_line(block.alt), ParagraphRole.BOX)
    if block.caption:
        yield ParagraphElement(block.caption, ParagraphRole.SMALL)


def _picture(data: bytes, alt: str) -> PictureElement | None:
    """A picture that stands upright and fits a page; ``None`` where it cannot be opened."""
    shown = pictures.upright(data)
    if shown is None:
        return None
    drawn = drawing_in(data)
    wide, high = (side / _PICTURE_DPI * 25.4 for side in shown.size)
    if drawn is not None:
        wide, high = drawn.width * MM_PER_PT, drawn.height * MM_PER_PT
    scale = min(1.0, _WIDEST_MM / wide, _HIGHEST_MM / high)
    return PictureElement(shown.data, alt, wide * scale, high * scale)


def _page_break(_block: blocks.PageBreak, _draft: Draft) -> Iterable[DocumentElement]:
    yield BreakElement()


def _cut(_block: blocks.Cut, draft: Draft) -> Iterable[DocumentElement]:
    yield ParagraphElement(_line(draft.words.gettext(CUT_HERE)), ParagraphRole.CUT)


def _line(words: str) -> Inline:
    return (Span(words),) if words else ()


def _empty(names: tuple[Inline, ...], titles: tuple[Inline, ...]) -> TableElement:
    """A grid with names of rows and columns and nothing else."""
    empty: tuple[Inline, ...] = ((),) * len(titles)
    return TableElement(
        ((), *titles), tuple((name, *empty) for name in names), heads=True, room=_ROOM_MM
    )


def _choices(names: tuple[Inline, ...], steps: tuple[str, ...]) -> TableElement:
    """A box to tick for each step of each statement."""
    boxes = (_line("☐"),) * len(steps)
    header = ((), *map(_line, steps))
    rows = tuple((name, *boxes) for name in names)
    return TableElement(header, rows, heads=True, room=_ROOM_MM, ticks=True)


def _named(names: Iterable[Inline], draft: Draft) -> TableElement:
    """Room to write beside each name."""
    header = ((), _line(draft.words.gettext(YOUR_ANSWER)))
    rows = tuple((name, ()) for name in names)
    return TableElement(header, rows, heads=True, room=2 * _ROOM_MM)


Planner = Callable[[Any, Draft], Iterable[DocumentElement]]
PLANNERS: dict[type, Planner] = {
    blocks.Heading: _heading,
    blocks.Paragraph: _paragraph,
    blocks.BulletList: _bullet_list,
    blocks.NumberedList: _numbered_list,
    blocks.Steps: _steps,
    blocks.Checklist: _checklist,
    blocks.Callout: _callout,
    blocks.Table: _table,
    blocks.FillTable: _fill_table,
    blocks.Lines: _lines,
    blocks.AnswerBox: _answer_box,
    blocks.Result: _result,
    blocks.WeekGrid: _week_grid,
    blocks.YearGrid: _year_grid,
    blocks.Wheel: _wheel,
    blocks.Scale: _scale,
    blocks.Cards: _cards,
    blocks.Circles: _circles,
    blocks.Hand: _hand,
    blocks.Timeline: _timeline,
    blocks.Flow: _flow,
    blocks.Contacts: _contacts,
    blocks.Facts: _facts,
    blocks.Image: _image,
    blocks.PageBreak: _page_break,
    blocks.Cut: _cut,
}
"""Who turns a type of block into elements."""
