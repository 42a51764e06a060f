"""From blocks to the few things that an office document is made of.

What is drawn on paper (a wheel, a hand, circles) becomes a table to fill in: here everything
can be changed, so nothing is a picture but pictures. Both formats are written from this
plan, so they cannot differ in words. Furniture is in the language of the content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from itertools import zip_longest
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Inline, Span
from valita_desktop.content.labels import CONTACT_LABELS
from valita_desktop.documents.kinds import (
    DocBreak,
    DocHeading,
    DocPicture,
    DocTable,
    Items,
    Para,
    ParagraphRole,
    Thing,
)
from valita_desktop.i18n import N_, Catalogue, catalogue
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop.content.model import Item, Lang

_ROOM_MM = 10.0
"""Least height of a cell to write in."""
_LINE_MM = 9.0


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
    """

    item: Item
    lang: Lang
    document: blocks.Document
    facts: Mapping[str, Item] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its title."""
        return self.item.texts[self.lang].title

    @property
    def words(self) -> Catalogue:
        """The program's words in its language."""
        return catalogue(self.lang)


def plan(draft: Draft) -> tuple[Thing, ...]:
    """What a document of a text holds, in order."""
    return tuple(_text(draft))


def _text(draft: Draft) -> Iterator[Thing]:
    record, text = draft.item.record, draft.item.texts[draft.lang]
    for n, part in enumerate(draft.document):
        if n:
            yield DocBreak()
        yield from _opening(draft, part)
        own = part.blocks[:1] if _own_title(part) else ()
        for block in part.blocks[len(own) :]:
            yield from things(block, draft)
    version = draft.words.gettext("Version {n}").format(n=record.version)
    licence = record.license.replace("CC-BY-", "CC BY ")
    day = draft.words.date(record.updated)
    yield Para(
        _line(f"{record.publisher} · {text.title} · {licence} · {version} · {day}"),
        ParagraphRole.SMALL,
    )


def _own_title(part: blocks.Part) -> blocks.Heading | None:
    first = part.blocks[0] if part.blocks else None
    return first if isinstance(first, blocks.Heading) and first.level == 1 else None


def _opening(draft: Draft, part: blocks.Part) -> Iterator[Thing]:
    own, say = _own_title(part), draft.words.gettext
    yield DocHeading(1, own.text if own else _line(draft.title))
    if part.role == "sheet":
        if draft.blanks:
            yield Para(_line("   ".join(f"{say(each)}: {'_' * 20}" for each in draft.blanks)))
        return
    if part.role == "facilitator":
        yield Para(_line(say("For the facilitator")), ParagraphRole.LEAD)
    summary = draft.item.texts[draft.lang].summary
    if summary:
        yield Para(_line(summary), ParagraphRole.LEAD)


@singledispatch
def things(block: object, draft: Draft) -> Iterable[Thing]:
    """What a block becomes."""
    raise TypeError(type(block), draft.item.id)


@things.register(blocks.Heading)
def _(block: blocks.Heading, draft: Draft) -> Iterable[Thing]:
    del draft
    yield DocHeading(max(2, block.level), block.text)


@things.register(blocks.Paragraph)
def _(block: blocks.Paragraph, draft: Draft) -> Iterable[Thing]:
    del draft
    yield Para(block.text)


@things.register(blocks.BulletList)
def _(block: blocks.BulletList, draft: Draft) -> Iterable[Thing]:
    del draft
    yield Items("bullets", block.items)


@things.register(blocks.NumberedList)
def _(block: blocks.NumberedList, draft: Draft) -> Iterable[Thing]:
    del draft
    yield Items("numbers", block.items)


@things.register(blocks.Steps)
def _(block: blocks.Steps, draft: Draft) -> Iterable[Thing]:
    yield Items("numbers", tuple(_step(each, draft) for each in block.steps))


def _step(step: blocks.Step, draft: Draft) -> Inline:
    minutes = draft.words.gettext("{n} min").format(n=step.minutes)
    title = f"{step.title} ({minutes})" if step.minutes else step.title
    return (Span(f"{title}. ", strong=True), *step.text)


@things.register(blocks.Checklist)
def _(block: blocks.Checklist, draft: Draft) -> Iterable[Thing]:
    del draft
    yield Items("checks", block.items)


@things.register(blocks.Callout)
def _(block: blocks.Callout, draft: Draft) -> Iterable[Thing]:
    name = draft.words.gettext(_CALLOUTS[block.kind])
    title = f"{name}: {block.title}" if block.title and block.title != name else name
    yield Para(_line(title), ParagraphRole.BOX_TITLE)
    for inner in block.blocks:
        for thing in things(inner, draft):
            boxed = isinstance(thing, Para) and thing.look is ParagraphRole.BODY
            yield (
                Para(thing.text, ParagraphRole.BOX) if boxed and isinstance(thing, Para) else thing
            )


_CALLOUTS = {"tip": N_("Tip"), "warning": N_("Take care"), "help": N_("Where to get help")}


@things.register(blocks.Table)
def _(block: blocks.Table, draft: Draft) -> Iterable[Thing]:
    del draft
    yield DocTable(block.header, block.rows)


@things.register(blocks.FillTable)
def _(block: blocks.FillTable, draft: Draft) -> Iterable[Thing]:
    del draft
    empty: tuple[Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    if block.total:
        rows += (((Span(block.total, strong=True),), *empty[1:]),)
    yield DocTable(block.header, rows, room=_ROOM_MM)


@things.register(blocks.Lines)
def _(block: blocks.Lines, draft: Draft) -> Iterable[Thing]:
    del draft
    return [Para((), ParagraphRole.LINE)] * block.count


@things.register(blocks.AnswerBox)
def _(block: blocks.AnswerBox, draft: Draft) -> Iterable[Thing]:
    prompt = block.prompt or _line(draft.words.gettext("Your answer"))
    yield DocTable((prompt,), (((),),), room=block.lines * _LINE_MM)


@things.register(blocks.Result)
def _(block: blocks.Result, draft: Draft) -> Iterable[Thing]:
    del draft
    yield Para(block.text, ParagraphRole.RESULT)


@things.register(blocks.WeekGrid)
def _(block: blocks.WeekGrid, draft: Draft) -> Iterable[Thing]:
    days = tuple(_line(draft.words.weekday(n)) for n in range(block.days))
    yield _empty(block.rows, days)


@things.register(blocks.YearGrid)
def _(block: blocks.YearGrid, draft: Draft) -> Iterable[Thing]:
    months = tuple(_line(draft.words.month((block.start + n - 1) % 12 + 1)) for n in range(12))
    yield _empty(months, block.columns)


@things.register(blocks.Wheel)
def _(block: blocks.Wheel, draft: Draft) -> Iterable[Thing]:
    del draft
    yield _choices(tuple(map(_line, block.sectors)), tuple(map(str, range(1, block.scale + 1))))


@things.register(blocks.Scale)
def _(block: blocks.Scale, draft: Draft) -> Iterable[Thing]:
    del draft
    steps = [str(n) for n in range(1, block.steps + 1)]
    steps[0] = f"{steps[0]} {block.low}".strip()
    steps[-1] = f"{steps[-1]} {block.high}".strip()
    yield _choices(block.statements, tuple(steps))


@things.register(blocks.Cards)
def _(block: blocks.Cards, draft: Draft) -> Iterable[Thing]:
    del draft
    fronts = [_card(each) for each in block.cards]
    if any(each.back for each in block.cards):
        rows = tuple((front, each.back) for front, each in zip(fronts, block.cards, strict=True))
    else:
        rows = tuple(zip_longest(fronts[::2], fronts[1::2], fillvalue=()))
    yield DocTable((), rows, room=4 * _ROOM_MM)


def _card(card: blocks.Card) -> Inline:
    return (Span(f"{card.title}\n", strong=True), *card.text) if card.title else card.text


@things.register(blocks.Circles)
def _(block: blocks.Circles, draft: Draft) -> Iterable[Thing]:
    yield _named(map(_line, block.labels), draft)


@things.register(blocks.Hand)
def _(block: blocks.Hand, draft: Draft) -> Iterable[Thing]:
    yield _named(map(_line, block.fingers), draft)


@things.register(blocks.Timeline)
def _(block: blocks.Timeline, draft: Draft) -> Iterable[Thing]:
    yield _named(map(_line, block.points), draft)


@things.register(blocks.Flow)
def _(block: blocks.Flow, draft: Draft) -> Iterable[Thing]:
    numbered = ((Span(f"{n}. "), *box) for n, box in enumerate(block.boxes, start=1))
    yield _named(numbered, draft)


@things.register(blocks.Contacts)
def _(block: blocks.Contacts, draft: Draft) -> Iterable[Thing]:
    say = draft.words.gettext
    rows = []
    for role in block.roles:
        known = draft.contacts.get(role, Contact())
        words = (say(CONTACT_LABELS[role]), known.name, known.phone, known.where)
        rows.append(tuple(map(_line, words)))
    header = tuple(_line(say(each)) for each in ("Who", "Name", "Phone", "Where and when"))
    yield DocTable(header, tuple(rows), heads=True, room=_ROOM_MM)


@things.register(blocks.Facts)
def _(block: blocks.Facts, draft: Draft) -> Iterable[Thing]:
    found = [draft.facts[each] for each in block.ids if each in draft.facts]
    if not found:
        return
    texts = [fact.text(draft.lang)[1] for fact in found]
    items = ((Span(f"{each.title}: "), Span(each.summary, strong=True)) for each in texts)
    yield Items("bullets", tuple(items))
    day = min(fact.record.checked or fact.record.updated for fact in found)
    checked = draft.words.gettext("Checked {date}").format(date=draft.words.date(day))
    yield Para(_line(checked), ParagraphRole.SMALL)


@things.register(blocks.Image)
def _(block: blocks.Image, draft: Draft) -> Iterable[Thing]:
    names = {each.name: each.sha256 for each in draft.item.attachments}
    data = draft.images.get(names.get(block.src, ""), b"")
    yield DocPicture(data, block.alt) if data else Para(_line(block.alt), ParagraphRole.BOX)
    if block.caption:
        yield Para(block.caption, ParagraphRole.SMALL)


@things.register(blocks.PageBreak)
def _(block: blocks.PageBreak, draft: Draft) -> Iterable[Thing]:
    del block, draft
    yield DocBreak()


def _line(words: str) -> Inline:
    return (Span(words),) if words else ()


def _empty(names: tuple[Inline, ...], titles: tuple[Inline, ...]) -> DocTable:
    """A grid with names of rows and columns and nothing else."""
    empty: tuple[Inline, ...] = ((),) * len(titles)
    return DocTable(
        ((), *titles), tuple((name, *empty) for name in names), heads=True, room=_ROOM_MM
    )


def _choices(names: tuple[Inline, ...], steps: tuple[str, ...]) -> DocTable:
    """A box to tick for each step of each statement."""
    boxes = (_line("☐"),) * len(steps)
    header = ((), *map(_line, steps))
    return DocTable(header, tuple((name, *boxes) for name in names), heads=True, room=_ROOM_MM)


def _named(names: Iterable[Inline], draft: Draft) -> DocTable:
    """Room to write beside each name."""
    header = ((), _line(draft.words.gettext("Your answer")))
    rows = tuple((name, ()) for name in names)
    return DocTable(header, rows, heads=True, room=2 * _ROOM_MM)
