"""Blocks by what a document looks like, where nobody has said what its things are.

A numbered list of bold titles is steps, cells without words are to write in, lines of
underscores are lines to write on. What has no block of its own becomes paragraphs: words stay.
"""

from __future__ import annotations

import hashlib
import re
from itertools import count, groupby, repeat
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content import blocks
from valita_desktop.content.blocks import (
    Blank,
    Block,
    CalloutKind,
    Document,
    Image,
    Inline,
    Part,
    Span,
)
from valita_desktop.content.containers import MAX_LINES, MAX_TABLE_ROWS
from valita_desktop.content.labels import CALLOUT_LABELS, UNTOLD_PICTURE
from valita_desktop.content.markdown import read as read_markdown
from valita_desktop.content.model import LANGS
from valita_desktop.content.written import markdown_of, text_of
from valita_desktop.documents.elements import (
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
)
from valita_desktop.documents.reading import GAP, words_of
from valita_desktop.errors import LossCode
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.documents.reading import Losses, ReadDocument

_DRAWN = re.compile(r"(_{4,})")
_RULED = re.compile(r"[_\s]*_{15}[_\s]*")
_CUT = re.compile(r"[-–—_.…\s]*✂[-–—_.…\s]*")
_FALSE_TITLE = re.compile(
    r"(?i)^(?:microsoft word\b.*|asiakirja\d*|dokument\d*|document\d*|otsikko|rubrik)$"
)
_FOR_LEADER = re.compile(
    r"(?i)^(?:\d+[.)]?\s+)?(?:ohjaaja|opettaja|vetäjä)(?:lle|n ohje\w*|n sivu)"
    r"|^(?:\d+[.)]?\s+)?(?:för|till) (?:hand)?(?:ledaren|läraren|dig som (?:undervisar|leder)\b)"
)
_COMMON: dict[Lang, frozenset[str]] = {
    "fi": frozenset(
        [
            "ja",
            "on",
            "ei",
            "se",
            "että",
            "mitä",
            "tai",
            "kun",
            "sinä",
            "voit",
            "miten",
            "ovat",
            "sen",
            "mutta",
            "jos",
            "voi",
            "myös",
            "kanssa",
            "oma",
            "oman",
            "mikä",
            "hän",
            "ole",
            "kuin",
            "joka",
            "niin",
            "sekä",
            "kaikki",
            "olla",
        ]
    ),
    "sv": frozenset(
        [
            "och",
            "är",
            "att",
            "det",
            "som",
            "en",
            "ett",
            "på",
            "för",
            "med",
            "du",
            "av",
            "inte",
            "den",
            "vad",
            "eller",
            "kan",
            "om",
            "har",
            "i",
            "till",
            "hur",
            "när",
            "din",
            "ditt",
            "dina",
            "de",
            "vi",
            "man",
            "från",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_TEXT_FOR_LANGUAGE = 40_000
_SUMMARY = 200
_FAKE_HEADING = 80
_DEEPEST = 3
_TRIES = 3
_ANSWER_LINES = 4


class Pictures:
    """The pictures of a document under the names that a text calls them.

    Attributes:
        held: Their bytes by name.
    """

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def name(self, data: bytes) -> str:
        """The name of a picture; the same for the same bytes."""
        for name, held in self.held.items():
            if held == data:
                return name
        kinds = {b"\x89PNG": "png", b"\xff\xd8": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
        kind = next((kinds[head] for head in kinds if data.startswith(head)), "png")
        name = f"kuva-{len(self.held) + 1}-{hashlib.sha256(data).hexdigest()[:6]}.{kind}"
        self.held[name] = data
        return name


def guessed(
    read: ReadDocument, stem: str, lang: Lang, pictures: Pictures, losses: Losses
) -> tuple[str, str, Document]:
    """Title, summary and parts of a document that was written from nothing of ours.

    Args:
        read: The document.
        stem: What its file is called, without its ending.
        lang: The language that it is in.
        pictures: Takes those of the document.
        losses: Is told what does not come along.
    """
    elements = list(read.elements)
    title, at = _title(elements, read.title, stem)
    rest = elements[:at] + elements[at + 1 :] if at >= 0 else elements
    guesser = Guesser(pictures, lang, losses)
    leading, sheet = _shared_out(_levelled(_with_headings(rest)))
    held = guesser.blocks(leading)
    own = Part("sheet", (blocks.Heading(1, (Span(title),)), *guesser.blocks(sheet)))
    parts = (Part("facilitator", held), own) if held else (own,)
    return title, summary_of(rest), settled(parts)


def settled(document: Document) -> Document:
    """A document as it is read after it was written: steps are steps, lists go on.

    A block that would be a mistake becomes paragraphs of its words.
    """
    for _ in range(_TRIES):
        found = read_markdown(markdown_of(document))
        if not found.mistakes:
            return found.document
        document = _without_mistakes(document, {each.line for each in found.mistakes})
    return document


def _without_mistakes(document: Document, wrong: set[int]) -> Document:
    """A document whose blocks on lines with a mistake are paragraphs."""
    parts: list[Part] = []
    line = 1
    for part in document:
        fence = part.role != "page"
        line += fence
        held: list[Block] = []
        for block in part.blocks:
            length = text_of([block]).count("\n")
            right = wrong.isdisjoint(range(line, line + length + 1))
            held += [block] if right else _as_paragraphs(block)
            line += length + 1
        line += fence
        parts.append(Part(part.role, tuple(held)))
    return tuple(parts)


def _as_paragraphs(block: Block) -> Iterator[Block]:
    """The words of a block; a picture stays one."""
    if isinstance(block, blocks.Image):
        yield block
    elif isinstance(block, blocks.NumberedList):
        for n, item in enumerate(block.items, block.start):
            yield blocks.Paragraph((Span(f"{n}. {words_of(item)}"),))
    else:
        yield from (blocks.Paragraph((Span(each),)) for each in blocks.words(block) if each)


def language_of(read: ReadDocument) -> Lang:
    """The language of a document: that of its words, where they tell; else what it says itself."""
    words = " ".join(_all_words(read.elements))[:_TEXT_FOR_LANGUAGE].lower()
    found = _WORD.findall(words)
    fi, sv = (sum(word in _COMMON[lang] for word in found) for lang in LANGS)
    if max(fi, sv) > 2 * min(fi, sv) + 1:
        return "fi" if fi > sv else "sv"
    said = read.language[:2].lower()
    return next((lang for lang in LANGS if lang == said), "sv" if sv > fi else "fi")


def callout_of(words: str, lang: Lang, kind: CalloutKind = "tip") -> tuple[CalloutKind, str]:
    """What a box is by the words at its head, and its title.

    Args:
        words: The words.
        lang: The language that they are in.
        kind: Which one it is where they do not tell.
    """
    say = catalogue(lang).gettext
    for each, label in CALLOUT_LABELS.items():
        name = say(label)
        if words == name:
            return each, ""
        if words.startswith(f"{name}: "):
            return each, words.removeprefix(f"{name}: ")
    return kind, words


def summary_of(elements: Iterable[DocumentElement]) -> str:
    """The first sentences of a document, as a summary to begin with."""
    for each in elements:
        if isinstance(each, ParagraphElement) and len(words_of(each.text)) > len(GAP):
            words = " ".join(_DRAWN.sub("", words_of(each.text)).split())
            sentences = re.split(r"(?<=[.!?])\s", words)
            told = sentences[0]
            for sentence in sentences[1:]:
                if len(told) + len(sentence) > _SUMMARY:
                    break
                told = f"{told} {sentence}"
            return told if len(told) <= _SUMMARY else f"{told[:_SUMMARY].rsplit(' ', 1)[0]}…"
    return ""


class Guesser:
    """Makes blocks of elements."""

    def __init__(self, pictures: Pictures, lang: Lang, losses: Losses | None = None) -> None:
        self._pictures = pictures
        self._lang: Lang = lang
        self._losses = losses

    def blocks(self, elements: Sequence[DocumentElement]) -> tuple[Block, ...]:
        """The blocks of some elements, in order."""
        made: list[Block] = []
        at = 0
        while at < len(elements):
            element = elements[at]
            at += 1
            if isinstance(element, ParagraphElement) and element.role is ParagraphRole.BOX_TITLE:
                boxed = []
                while at < len(elements) and _is_boxed(elements[at]):
                    boxed.append(ParagraphElement(getattr(elements[at], "text", ())))
                    at += 1
                kind, title = callout_of(words_of(element.text), self._lang)
                held = self.blocks(boxed)
                made += (
                    [blocks.Callout(kind, title, held)]
                    if held
                    else [blocks.Paragraph(gapped(element.text))]
                )
            else:
                made += self._of(element)
        return tuple(_told_apart(_together(made)))

    def _of(self, element: DocumentElement) -> Iterator[Block]:
        match element:
            case HeadingElement():
                yield blocks.Heading(2 if element.level < _DEEPEST else 3, gapped(element.text))
            case ParagraphElement():
                yield from self._paragraph(element)
            case ListElement():
                yield self._list(element)
            case TableElement():
                yield from self._table(element)
            case PictureElement():
                yield self.image(element)
            case BreakElement():
                yield blocks.PageBreak()

    def image(self, picture: PictureElement) -> Image:
        """A picture; where nobody has said what it shows, it says so."""
        alt = picture.alt or catalogue(self._lang).gettext(UNTOLD_PICTURE)
        return Image(self._pictures.name(picture.data), alt)

    def _paragraph(self, element: ParagraphElement) -> Iterator[Block]:
        words = words_of(element.text)
        if element.role is ParagraphRole.LINE and not words:
            yield blocks.Lines(1)
        elif _RULED.fullmatch(words):
            yield blocks.Lines(min(MAX_LINES, words.count("\n") + 1))
        elif element.role is ParagraphRole.CUT or _CUT.fullmatch(words):
            yield blocks.Cut()
        elif element.role is ParagraphRole.RESULT and words:
            yield blocks.Result(gapped(element.text))
        elif words:
            yield blocks.Paragraph(gapped(element.text))

    def _list(self, element: ListElement) -> Block:
        items = tuple(map(gapped, element.items))
        if element.kind == "checks":
            return blocks.Checklist(items)
        if element.kind == "bullets":
            return blocks.BulletList(items)
        titled = [bool(item) and isinstance(item[0], Span) and item[0].strong for item in items]
        if any(titled) and not all(titled):
            items = tuple(map(_weakened, items))
        return blocks.NumberedList(items, element.start)

    def _table(self, element: TableElement) -> Iterator[Block]:
        header, rows = element.header, element.rows
        every = (*((header,) if header else ()), *rows)
        if len(every) == 1 and len(every[0]) == 1:
            yield from self._cell(every[0][0])
            return
        if all(len(row) == 1 for row in every) and len(every) == 2 and not every[1][0]:  # noqa: PLR2004 - a prompt and its frame
            yield blocks.AnswerBox(_ANSWER_LINES, gapped(flat(every[0][0])))
            return
        if not header and _is_form(rows):
            yield from (
                blocks.Paragraph((*gapped(flat((*row[0], Span(": ")))), Blank(len(GAP))))
                for row in rows
                if row[0]
            )
            return
        yield table_of(*self._titled(header, rows))

    def _cell(self, cell: Inline) -> Iterator[Block]:
        """A frame round one thing: room to write, or words."""
        if not cell:
            yield blocks.AnswerBox(_ANSWER_LINES)
        else:
            yield blocks.Paragraph(gapped(cell))

    def _titled(
        self, header: tuple[Inline, ...], rows: tuple[tuple[Inline, ...], ...]
    ) -> tuple[tuple[Inline, ...], tuple[tuple[Inline, ...], ...]]:
        """Rows with titles of their columns, all but the first of which must have words."""
        if not header and len(rows) > 1 and all(map(words_of, rows[0][1:])):
            header, rows = rows[0], rows[1:]
        if header and all(map(words_of, header[1:])):
            return tuple(map(_weakened, header)), rows
        if self._losses is not None:
            self._losses[LossCode.UNTITLED] += 1
        letters: tuple[Inline, ...] = tuple(
            (Span(chr(ord("A") + n % 26)),) for n in range(len(rows[0]))
        )
        if not header:
            return letters, rows
        named = tuple(cell or letters[n] if n else cell for n, cell in enumerate(header))
        return named, rows


def table_of(
    header: tuple[Inline, ...], rows: tuple[tuple[Inline, ...], ...], total: str = ""
) -> Block:
    """A table to read, or to write in where there are cells without words.

    Args:
        header: The titles of the columns.
        rows: The cells.
        total: Label of a last row for the sum, which is none of the rows.
    """
    heads = tuple(gapped(flat(cell)) for cell in header)
    body = tuple(tuple(gapped(flat(cell)) for cell in row) for row in rows)
    last = max((n for n, row in enumerate(body) if any(row)), default=-1) + 1
    kept, blank = body[:last], len(body) - last
    fills = total or blank or any(not cell for row in kept for cell in row)
    if fills and len(body) <= MAX_TABLE_ROWS:
        return blocks.FillTable(heads, kept, blank, total)
    return blocks.Table(heads, body)


def gapped(inline: Inline) -> Inline:
    """A line with gaps where it has underscores."""
    made: list[Span | Blank] = []
    for span in inline:
        if isinstance(span, Blank):
            made.append(span)
            continue
        for piece in _DRAWN.split(span.text):
            if _DRAWN.fullmatch(piece):
                made.append(Blank(len(piece)))
            elif piece:
                made.append(msgspec.structs.replace(span, text=piece))
    return tuple(made)


def flat(inline: Inline) -> Inline:
    """The words of a cell in one line."""

    def told(found: re.Match[str]) -> str:
        return " " if found[1] in ".:;,!?" else f"{found[1]}; "

    return tuple(
        msgspec.structs.replace(each, text=re.sub(r"(\S|^)\s*\n\s*", told, each.text))
        if isinstance(each, Span)
        else each
        for each in inline
    )


def _title(elements: list[DocumentElement], told: str, stem: str) -> tuple[str, int]:
    """What a document is called, and which of its elements says so; -1 is none."""
    for at, each in enumerate(elements[:4]):
        if isinstance(each, HeadingElement) and each.level == 1:
            return " ".join(words_of(each.text).split()), at
    if told and not _FALSE_TITLE.match(told):
        return " ".join(told.split()), -1
    return " ".join(stem.replace("_", " ").split()), -1


def _with_headings(elements: list[DocumentElement]) -> list[DocumentElement]:
    """Where a document has no heading, short bold paragraphs are taken for some."""
    if any(isinstance(each, HeadingElement) for each in elements):
        return elements
    return [
        HeadingElement(2, (Span(words_of(each.text)),))
        if isinstance(each, ParagraphElement) and _is_bold(each)
        else each
        for each in elements
    ]


def _is_bold(element: ParagraphElement) -> bool:
    if element.role is not ParagraphRole.BODY:
        return False
    words = words_of(element.text)
    bold = all(
        isinstance(each, Span) and (each.strong or not each.text.strip()) for each in element.text
    )
    short = 0 < len(words) <= _FAKE_HEADING and not words.endswith((".", ","))
    return bold and short and not _DRAWN.search(words) and "\n" not in words


def _levelled(elements: list[DocumentElement]) -> list[DocumentElement]:
    """Headings whose highest is of the second level, for the first is the title of a sheet."""
    levels = sorted({each.level for each in elements if isinstance(each, HeadingElement)})
    return [
        HeadingElement(2 + (each.level > levels[0]), each.text)
        if isinstance(each, HeadingElement)
        else each
        for each in elements
    ]


def _shared_out(
    elements: list[DocumentElement],
) -> tuple[list[DocumentElement], list[DocumentElement]]:
    """What is under a heading for whoever leads, and the rest, which is the student's."""
    leading: list[DocumentElement] = []
    sheet: list[DocumentElement] = []
    inside = False
    for each in elements:
        if isinstance(each, HeadingElement) and each.level == 2:  # noqa: PLR2004 - as `_levelled` has it
            inside = bool(_FOR_LEADER.match(words_of(each.text)))
            if inside:
                continue
        if isinstance(each, BreakElement):
            inside = False
            if not sheet:
                continue
        (leading if inside else sheet).append(each)
    while sheet and isinstance(sheet[-1], BreakElement):
        sheet.pop()
    return leading, sheet


def _together(made: Iterable[Block]) -> Iterator[Block]:
    """Lines under each other as one block, and lists that go on as one list."""
    for _kind, group in groupby(made, key=type):
        held = list(group)
        match held[0]:
            case blocks.Lines():
                number = sum(each.count for each in held if isinstance(each, blocks.Lines))
                yield blocks.Lines(min(MAX_LINES, number))
            case blocks.BulletList() | blocks.Checklist() as first:
                lists = [each for each in held if isinstance(each, type(first))]
                yield type(first)(tuple(one for each in lists for one in each.items))
            case _:
                yield from held


def _told_apart(made: Iterable[Block]) -> Iterator[Block]:
    """Lists beside each other, of which Markdown would make one: the second as paragraphs."""
    before: Block | None = None
    for each in made:
        signs: Iterable[str] = ()
        match before, each:
            case blocks.BulletList(), blocks.Checklist():
                signs = repeat("☐ ")
            case blocks.Checklist(), blocks.BulletList():
                signs = repeat("· ")
            case blocks.NumberedList(), blocks.NumberedList():
                signs = (f"{n}. " for n in count(each.start))
        if signs and isinstance(each, blocks.BulletList | blocks.Checklist | blocks.NumberedList):
            for sign, item in zip(signs, each.items, strict=False):
                yield blocks.Paragraph((Span(sign), *_weakened(item)))
            before = None
        else:
            yield each
            before = each


def _is_form(rows: tuple[tuple[Inline, ...], ...]) -> bool:
    """Whether a table is nothing but names with room beside them."""
    return all(len(row) == 2 and bool(row[0]) and not row[1] for row in rows)  # noqa: PLR2004 - a name and its room


def _is_boxed(element: DocumentElement) -> bool:
    return isinstance(element, ParagraphElement) and element.role is ParagraphRole.BOX


def _weakened(inline: Inline) -> Inline:
    return tuple(
        msgspec.structs.replace(each, strong=False) if isinstance(each, Span) else each
        for each in inline
    )


def _all_words(elements: Iterable[DocumentElement]) -> Iterator[str]:
    for each in elements:
        match each:
            case HeadingElement() | ParagraphElement():
                yield words_of(each.text)
            case ListElement():
                yield from map(words_of, each.items)
            case TableElement():
                yield from (words_of(cell) for row in (each.header, *each.rows) for cell in row)
