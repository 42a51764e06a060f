"""ODT to paragraphs and tables.

OpenDocument says what things are in plain sight, so they are read where they stand; styles tell
what is bold, where a page begins and what is a list of boxes.

Source:
    OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from valita_desktop.content.blocks import Inline, Span
from valita_desktop.documents.elements import MARK, STYLE_ROLES, ParagraphRole, PictureElement
from valita_desktop.documents.odt_sheets import NS, OdtStyles, tag
from valita_desktop.documents.reading import (
    GAP,
    Found,
    ListPlace,
    Losses,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    elements_of,
    grid,
    headed,
    joined,
    linked,
    pictured,
    tidy,
)
from valita_desktop.errors import DocumentErrorCode, LossCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from valita_desktop.documents.opened import OpenedFile

_MOST_REPEATED = 60
"""Empty rows and columns that stand there once and count for many."""
_SKIPPED = frozenset(
    tag(name)
    for name in (
        "text:tracked-changes", "text:sequence-decls", "text:table-of-content", "office:forms",
        "text:variable-decls", "text:user-field-decls", "text:alphabetical-index",
        "text:illustration-index", "text:bibliography", "text:soft-page-break",
    )
)  # fmt: skip
_SHAPES = frozenset(
    tag(f"draw:{name}")
    for name in (
        "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polyline", "polygon",
        "path", "caption", "measure",
    )
)  # fmt: skip


def read_odt(source: OpenedFile) -> ReadDocument:
    """Read an ODT.

    Raises:
        DocumentError: It is damaged, or more than a text.
    """
    content, meta = source.xml("content.xml"), source.xml("meta.xml")
    text = None if content is None else content.find(".//office:text", NS)
    if content is None or text is None:
        raise source.error(DocumentErrorCode.DAMAGED, "content.xml")
    styles = OdtStyles(content, source.xml("styles.xml"))
    losses: Losses = Counter()
    losses[LossCode.CHANGES] += len(content.findall(".//text:changed-region", NS))
    losses[LossCode.HEADERS] += styles.said_on_every_page
    things = _OdtWalk(source, content, styles, losses).things(text)
    title, language = (
        "" if meta is None else (meta.findtext(f".//dc:{name}", "", NS) or "").strip()
        for name in ("title", "language")
    )
    held = [] if meta is None else meta.findall(".//meta:user-defined", NS)
    marks = ["".join(each.itertext()) for each in held if each.get(tag("meta:name")) == MARK]
    return ReadDocument(
        elements_of(things, losses),
        title,
        language or styles.language,
        (marks or [""])[0].strip(),
        +losses,
    )


@dataclass(frozen=True)
class _Within:
    """What holds for the words of now.

    Attributes:
        strong, emphasis, underlined: Their style.
        led: Tabs draw a line to write on.
    """

    strong: bool = False
    emphasis: bool = False
    underlined: bool = False
    led: bool = False


class _OdtWalk:
    """Goes through a text."""

    def __init__(
        self, source: OpenedFile, content: etree._Element, styles: OdtStyles, losses: Losses
    ) -> None:
        self._source = source
        self._styles = styles
        self._losses = losses
        self._controls = {
            each.get(tag("form:id"), ""): etree.QName(each).localname
            for each in content.iterfind(".//office:forms//*[@form:id]", NS)
        }
        self._counts: dict[tuple[str, int], int] = {}
        self._lists: dict[str, str] = {}
        self._notes: list[etree._Element] = []
        self._boxes: list[etree._Element] = []
        self._breaks = False

    def things(self, text: etree._Element) -> list[ReadParagraph | ReadTable]:
        """Paragraphs and tables, then the notes at the foot of pages."""
        made = list(self._held(text, None))
        for number, note in enumerate(self._notes, start=1):
            body = note.find("text:note-body", NS)
            told = joined(self._held(body, None), self._losses) if body is not None else ()
            made.append(ReadParagraph((Span(f"[{number}] "), *told)))
        return made

    def _held(
        self, holder: Iterable[etree._Element], place: ListPlace | None
    ) -> Iterator[ReadParagraph | ReadTable]:
        for each in holder:
            if each.tag in (tag("text:p"), tag("text:h")):
                yield from self._paragraph(each, place)
                place = None  # a second paragraph of an item bears no number
            elif each.tag in (tag("text:list"), tag("text:numbered-paragraph")):
                yield from self._list(each, 0, "")
            elif each.tag == tag("table:table"):
                yield self._table(each)
            elif each.tag in (tag("text:section"), tag("text:index-body")):
                yield from self._held(each, None)
            elif each.tag not in _SKIPPED:
                yield from self._drawn(each)

    def _drawn(self, found: etree._Element) -> Iterator[ReadParagraph | ReadTable]:
        """What stands on its own among paragraphs: a frame of the page."""
        pieces = list(self._pieces([found], _Within()))
        pictures = tuple(each for each in pieces if isinstance(each, PictureElement))
        words = tidy((each for each in pieces if isinstance(each, Span)), self._losses)
        if pictures or words:
            yield ReadParagraph(words, pictures=pictures)
        yield from self._boxed()

    def _paragraph(
        self, found: etree._Element, place: ListPlace | None
    ) -> Iterator[ReadParagraph | ReadTable]:
        name = found.get(tag("text:style-name"), "")
        names = self._styles.names(name)
        before, after = self._styles.breaks(name)
        new_page, self._breaks = before or self._breaks, after
        within = _Within(led=self._styles.led(name))
        within = self._styled(name, within, own=True)
        pieces = list(self._pieces(_nodes(found), within))
        text = tidy((each for each in pieces if isinstance(each, Span)), self._losses)
        pictures = tuple(each for each in pieces if isinstance(each, PictureElement))
        told = found.get(tag("text:outline-level"), "1")
        level = int(told) if found.tag == tag("text:h") and told.isdigit() else 0
        level = level or (1 if "title" in names else 0)
        if level:
            yield ReadParagraph(
                headed(text, place), heading=level, new_page=new_page, pictures=pictures
            )
        else:
            role = next(
                (STYLE_ROLES[each] for each in names if each in STYLE_ROLES), ParagraphRole.BODY
            )
            yield ReadParagraph(text, role, 0, place, new_page, pictures)
        yield from self._boxed()

    def _boxed(self) -> Iterator[ReadParagraph | ReadTable]:
        """The words of the text boxes that hung on a paragraph."""
        boxes, self._boxes = self._boxes, []
        for each in boxes:
            self._losses[LossCode.TEXT_BOXES] += 1
            yield from self._held(each, None)

    # --- words -------------------------------------------------------------------------

    def _styled(self, name: str, within: _Within, *, own: bool = False) -> _Within:
        strong, emphasis, underlined = self._styles.letters(name, own=own)
        return _Within(
            within.strong if strong is None else strong,
            within.emphasis if emphasis is None else emphasis,
            within.underlined if underlined is None else underlined,
            within.led,
        )

    def _pieces(self, nodes: Iterable[etree._Element | str], within: _Within) -> Iterator[Found]:
        for each in nodes:
            if isinstance(each, str):
                bare = within.underlined and len(each) > 1 and not each.strip()
                words = "_" * max(4, len(each)) if bare else " ".join(each.split("\n"))
                yield Span(words, within.strong, within.emphasis)
            else:
                yield from self._piece(each, within)

    def _piece(self, found: etree._Element, within: _Within) -> Iterator[Found]:
        match etree.QName(found).localname:
            case "span":
                name = found.get(tag("text:style-name"), "")
                if self._styles.is_hidden(name):
                    self._losses[LossCode.HIDDEN] += 1
                else:
                    yield from self._pieces(_nodes(found), self._styled(name, within))
            case "s":
                count = found.get(tag("text:c"), "1")
                blanks = " " * min(int(count) if count.isdigit() else 1, 200)
                yield from self._pieces([blanks], within)
            case "tab":
                gap = within.led or within.underlined
                yield Span(GAP if gap else "\t", within.strong, within.emphasis)
            case "line-break":
                yield Span("\n", within.strong, within.emphasis)
            case "a":
                address = found.get(tag("xlink:href"), "")
                pieces = list(self._pieces(_nodes(found), within))
                inner = "" if address.startswith("#") else address
                yield from linked(pieces, inner, self._losses)
            case _:
                yield from self._noted(found, within)

    def _noted(self, found: etree._Element, within: _Within) -> Iterator[Found]:
        if found.tag == tag("text:note"):
            self._losses[LossCode.NOTES] += 1
            self._notes.append(found)
            yield Span(f"[{len(self._notes)}]")
        elif found.tag == tag("office:annotation"):
            self._losses[LossCode.COMMENTS] += 1
        elif found.tag in (tag("text:hidden-text"), tag("text:hidden-paragraph")):
            self._losses[LossCode.HIDDEN] += 1
        else:
            yield from self._anchored(found, within)

    def _anchored(self, found: etree._Element, within: _Within) -> Iterator[Found]:
        if found.tag == tag("draw:frame"):
            yield from self._frame(found)
        elif found.tag == tag("draw:control"):
            kind = self._controls.get(found.get(tag("draw:control"), ""), "")
            if kind == "checkbox":
                yield Span("☐")
            else:
                self._losses[LossCode.CHOICES] += 1
        elif found.tag in _SHAPES or found.tag == tag("draw:g"):
            if "".join(found.itertext()).strip():
                self._boxes += [found] if found.tag != tag("draw:g") else list(found)
            else:
                self._losses[LossCode.SHAPES] += 1
        elif found.tag not in _SKIPPED and found.tag != tag("office:annotation-end"):
            yield from self._pieces(_nodes(found), within)

    def _frame(self, frame: etree._Element) -> Iterator[Found]:
        box = frame.find("draw:text-box", NS)
        if box is not None:
            self._boxes.append(box)
            return
        held = frame.find("draw:object", NS), frame.find("draw:object-ole", NS)
        alt = " ".join(
            (frame.findtext(f"svg:{name}", "", NS) or "").strip() for name in ("desc", "title")
        ).strip()
        alt = alt.split("\n")[0]
        for each in frame.iterfind("draw:image", NS):
            part = each.get(tag("xlink:href"), "").removeprefix("./")
            data = self._source.data(part)
            if data:
                self._losses[LossCode.OBJECTS] += held != (None, None)
                yield from pictured(data, alt, self._losses)
                return
        lost = LossCode.PICTURES if held == (None, None) else LossCode.OBJECTS
        self._losses[lost] += 1

    # --- lists and tables --------------------------------------------------------------

    def _list(
        self, found: etree._Element, level: int, style: str
    ) -> Iterator[ReadParagraph | ReadTable]:
        style = found.get(tag("text:style-name"), "") or style
        before = found.get(tag("text:continue-list"), "")
        style = self._lists.get(before, style) if before else style
        self._lists[found.get(tag("xml:id"), "")] = style
        kind = self._styles.list_level(style, level)
        goes_on = bool(before) or found.get(tag("text:continue-numbering")) == "true"
        if not goes_on or (style, level) not in self._counts:
            self._counts[style, level] = kind.start - 1
        for item in found:
            header = item.tag == tag("text:list-header")
            start = item.get(tag("text:start-value"), "")
            words = any(each.tag in (tag("text:p"), tag("text:h")) for each in item)
            if words and not header:
                count = self._counts[style, level] + 1
                self._counts[style, level] = int(start) if start.isdigit() else count
            place = None if header else kind.place(level, self._counts[style, level])
            for each in item:
                if each.tag == tag("text:list"):
                    yield from self._list(each, level + 1, style)
                else:
                    yield from self._held([each], place)
                    place = None

    def _table(self, table: etree._Element) -> ReadTable:
        rows: list[list[tuple[Inline, int]]] = []
        pictures: list[PictureElement] = []
        for row in _rows(table):
            cells: list[tuple[Inline, int]] = []
            for cell in row:
                if cell.tag not in (tag("table:table-cell"), tag("table:covered-table-cell")):
                    continue
                things = list(self._held(cell, None))
                wide = cell.get(tag("table:number-columns-spanned"), "1") != "1"
                high = cell.get(tag("table:number-rows-spanned"), "1") != "1"
                self._losses[LossCode.MERGED] += wide or high
                pictures += [one for each in things for one in each.pictures]
                times = _times(cell, "columns") if cells or things else 1
                cells += [(joined(things, self._losses), 1)] * times
            rows += [cells] * _times(row, "rows")
        header = table.find("table:table-header-rows", NS) is not None
        return ReadTable(grid(rows, self._losses), header, tuple(pictures))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if each.tag == tag("table:table-row"):
            yield each
        elif each.tag in (
            tag("table:table-header-rows"), tag("table:table-rows"), tag("table:table-row-group"),
        ):  # fmt: skip
            yield from _rows(each)


def _times(found: etree._Element, what: str) -> int:
    told = found.get(tag(f"table:number-{what}-repeated"), "1")
    return min(int(told), _MOST_REPEATED) if told.isdigit() else 1


def _nodes(found: etree._Element) -> list[etree._Element | str]:
    """What an element holds, words and elements, in order."""
    held: list[etree._Element | str] = [found.text] if found.text else []
    for each in found:
        held.append(each)
        held += [each.tail] if each.tail else []
    return held
