"""From the elements of a document that somebody brought to the blocks of a text.

A document that was written from an item is laid beside what would be written of it now: what is
the same is the very block that it was; what has changed becomes a block of the same kind where
it can, else what it looks like. Any other document is read as what it looks like.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Block, Document, Part, Span, plain
from valita_desktop.documents.elements import (
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
    runs,
)
from valita_desktop.documents.guessing import (
    Guesser,
    Pictures,
    callout_of,
    guessed,
    language_of,
    settled,
)
from valita_desktop.documents.plan import Draft, Planned, planned
from valita_desktop.documents.reading import Losses, tidy
from valita_desktop.documents.rebuilding import rebuilt, relinked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from valita_desktop.content.blocks import Inline
    from valita_desktop.content.model import Lang
    from valita_desktop.documents.reading import ReadDocument

_ALIKE = 0.4
"""How much of the words two things share that are one thing, changed."""


@dataclass(frozen=True)
class ReturnedText:
    """A text of a document.

    Attributes:
        title: What it is called.
        summary: What it says of itself; ``""`` where it does not.
        document: Its parts.
        pictures: New ones by the name that the text calls them.
    """

    title: str
    summary: str
    document: Document
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def texts_of(
    read: ReadDocument, drafts: Sequence[Draft], stem: str, losses: Losses
) -> dict[Lang, ReturnedText]:
    """The texts of a document.

    Args:
        read: The document.
        drafts: What it was written from, as it would be written today; none where that is not
            known, or is here no longer.
        stem: What its file is called, without its ending.
        losses: Is told what does not come along besides what the document has told.
    """
    if drafts:
        return _returned(read, drafts)
    pictures, lang = Pictures(), language_of(read)
    title, summary, document = guessed(read, stem, lang, pictures, losses)
    return {lang: ReturnedText(title, summary, document, pictures.held)}


def _returned(read: ReadDocument, drafts: Sequence[Draft]) -> dict[Lang, ReturnedText]:
    base = list(_base(drafts))
    pictures = Pictures()
    found: dict[Lang, ReturnedText] = {}
    laid = _laid_beside(base, read.elements)
    for number, draft in enumerate(drafts):
        own = [each for each in laid if each.draft == number]
        text = _Returning(draft, [each for n, each in base if n == number], pictures)
        found[draft.lang] = text.made(own)
    return found


class _Laid(NamedTuple):
    """An element of the document, with what it was.

    Attributes:
        element: As it is now.
        draft: The number of its text.
        part: The number of its part.
        was: What it was written from; ``None`` for what is new.
        same: It has not changed.
    """

    element: DocumentElement
    draft: int
    part: int
    was: Planned | None
    same: bool


def _base(drafts: Sequence[Draft]) -> Iterator[tuple[int, Planned]]:
    for number, draft in enumerate(drafts):
        if number:
            yield number, Planned(BreakElement())
        yield from ((number, each) for each in planned(draft))


def _laid_beside(
    base: list[tuple[int, Planned]], elements: Sequence[DocumentElement]
) -> list[_Laid]:
    """Each element with what it was, or where it stands among what was there."""
    before = [_key(each.element) for _, each in base]
    now = [_key(each) for each in elements]
    pairs: dict[int, tuple[int, bool]] = {}
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, one, one_end, other, other_end in matcher.get_opcodes():
        if kind == "equal":
            pairs |= {other + n: (one + n, True) for n in range(one_end - one)}
        elif kind == "replace":
            pairs |= _changed(before, now, range(one, one_end), range(other, other_end))
    laid: list[_Laid] = []
    draft = part = 0
    for at, element in enumerate(elements):
        known, same = pairs.get(at, (None, False))
        was = None
        if known is not None:
            draft, was = base[known]
            part = was.part
        laid.append(_Laid(element, draft, part, was, same))
    return laid


def _changed(
    before: list[tuple[object, ...]], now: list[tuple[object, ...]], old: range, new: range
) -> dict[int, tuple[int, bool]]:
    """Things that were changed: of the same kind, and in the same order."""
    pairs: dict[int, tuple[int, bool]] = {}
    first = old.start
    for at in new:
        even = old.start + at - new.start if len(old) == len(new) else -1
        best, likeness = -1, _ALIKE
        for known in range(first, old.stop):
            if before[known][0] != now[at][0]:
                continue
            found = SequenceMatcher(None, str(before[known][1:]), str(now[at][1:])).ratio()
            if found > likeness or (known == even and best < 0):
                best, likeness = known, max(found, likeness)
        if best >= 0:
            pairs[at] = (best, False)
            first = best + 1
    return pairs


def _key(element: DocumentElement) -> tuple[object, ...]:
    """What tells two elements apart, whoever has saved the document meanwhile."""
    match element:
        case HeadingElement():
            return ("h", min(element.level, 3), _told(element.text, bare=True))
        case ParagraphElement():
            return ("p", element.role, _told(element.text))
        case ListElement():
            return ("l" + element.kind, element.start, *map(_told, element.items))
        case TableElement():
            rows = (element.header, *element.rows) if element.header else element.rows
            return ("t", *(tuple(map(_told, row)) for row in rows))
        case PictureElement():
            return ("i", element.alt, hash(element.data))
        case BreakElement():
            return ("b",)


def _told(inline: Inline, *, bare: bool = False) -> tuple[tuple[object, ...], ...]:
    spans = tidy(runs(inline), Losses())
    kept = [each for each in spans if isinstance(each, Span)]
    if bare:
        return (("".join(each.text for each in kept),),)
    return tuple((each.text, each.strong, each.emphasis, each.href.rstrip("/")) for each in kept)


class _Returning:
    """Puts a text together again.

    Args:
        draft: What it was.
        base: Its elements.
        pictures: Takes new ones.
    """

    def __init__(self, draft: Draft, base: list[Planned], pictures: Pictures) -> None:
        self._draft = draft
        self._pictures = pictures
        self._guesser = Guesser(pictures, draft.lang)
        self._lengths: dict[int, int] = {}
        for each in base:
            if each.block is not None:
                self._lengths[id(each.block)] = self._lengths.get(id(each.block), 0) + 1
        self._firsts: dict[int, DocumentElement] = {}
        for each in base:
            if each.block is not None:
                self._firsts.setdefault(id(each.block), each.element)

    def made(self, laid: list[_Laid]) -> ReturnedText:
        """The text of what is there now."""
        text = self._draft.item.texts[self._draft.lang]
        title, summary = text.title, text.summary
        parts: list[Part] = []
        for number, part in enumerate(self._draft.document):
            held: list[Block] = []
            own = [each for each in laid if each.part == number]
            for each in own:
                if each.was and each.was.told == "title":
                    title = _words(each.element) or title
                elif each.was and each.was.told == "summary":
                    summary = _words(each.element) or summary
            kept = [each for each in own if each.was is None or each.was.block is not None]
            held += self._blocks([each for each in kept if not _is_edge(each, kept)])
            if held:
                parts.append(Part(part.role, tuple(held)))
        return ReturnedText(title, summary, settled(tuple(parts)), self._pictures.held)

    def _blocks(self, laid: list[_Laid]) -> Iterator[Block]:
        at = 0
        while at < len(laid):
            was = laid[at].was
            block = was.block if was else None
            if block is None:
                end = next((n for n in range(at, len(laid)) if laid[n].was is not None), len(laid))
                yield from self._guesser.blocks([each.element for each in laid[at:end]])
                at = end
                continue
            end = self._end(laid, at, block)
            together = laid[at:end]
            if self._is_whole(together, block):
                yield block
            elif isinstance(block, blocks.Callout):
                yield from self._callout(block, together)
            else:
                yield from self._changed(block, together)
            at = end

    def _end(self, laid: list[_Laid], at: int, block: Block) -> int:
        """Where what comes from a block ends; what is new and boxed belongs to its box."""
        end = at + 1
        while end < len(laid):
            was, element = laid[end].was, laid[end].element
            boxed = (
                was is None
                and isinstance(block, blocks.Callout)
                and isinstance(element, ParagraphElement)
                and element.role is ParagraphRole.BOX
            )
            if not boxed and (was is None or was.block is not block):
                break
            end += 1
        return end

    def _is_whole(self, laid: list[_Laid], block: Block) -> bool:
        same = all(each.same for each in laid)
        return same and len(laid) == self._lengths.get(id(block), 0)

    def _callout(self, block: blocks.Callout, laid: list[_Laid]) -> Iterator[Block]:
        head = laid[0]
        kind, title = block.kind, block.title
        titled = head.was is not None and head.was.inner is None
        if titled and not head.same:
            kind, title = callout_of(_words(head.element), self._draft.lang, block.kind)
        held: list[Block] = []
        inside = laid[1:] if titled else laid
        lengths: dict[int, int] = {}
        for each in inside:
            inner = each.was.inner if each.was else None
            lengths[id(inner)] = lengths.get(id(inner), 0) + 1
        done: set[int] = set()
        for each in inside:
            inner = each.was.inner if each.was else None
            of_one = [one for one in inside if one.was and one.was.inner is inner]
            if inner is None:
                held += self._guesser.blocks([_unboxed(each.element)])
            elif id(inner) not in done:
                done.add(id(inner))
                if all(one.same for one in of_one):
                    held.append(inner)
                else:
                    held += self._changed(inner, of_one)
        if held and titled:
            yield blocks.Callout(kind, title, tuple(held))
        else:
            yield from held

    def _changed(self, block: Block, laid: list[_Laid]) -> Iterator[Block]:
        """A block whose words have changed; of several elements each by itself."""
        elements = [_unboxed(each.element) for each in laid]
        first = elements[0]
        if isinstance(first, TableElement | PictureElement):
            made = rebuilt(block, first, self._draft.lang, self._pictures)
            if made is not None:
                yield made
                elements = elements[1:]
        for each in self._guesser.blocks(elements):
            yield relinked(each, block)


def _unboxed(element: DocumentElement) -> DocumentElement:
    if isinstance(element, ParagraphElement) and element.role is ParagraphRole.BOX:
        return ParagraphElement(element.text)
    return element


def _is_edge(each: _Laid, kept: list[_Laid]) -> bool:
    """Whether a new page that somebody made has nothing before or after it."""
    lonely = isinstance(each.element, BreakElement) and each.was is None
    return lonely and each in (kept[0], kept[-1])


def _words(element: DocumentElement) -> str:
    text = getattr(element, "text", ())
    return " ".join(plain(text).split())
