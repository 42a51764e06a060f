"""The structure of a document: its elements in reading order, and how they are written.

The tree of elements is built with the story, before anything is drawn, so reading order is
story order wherever things stand on the page. An element that holds nothing is left out,
but for cells: an empty cell is still a cell.

Source:
    ISO 32000-1 §14.7-14.9; ISO 14289-1 (PDF/UA-1) §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from valita_desktop.handouts.pdfwriter.pdf_file import array, ref, text_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.handouts.pdfwriter.pdf_file import PdfFile

_CELLS = ("TD", "TH")


class Element:
    """A structure element: what a thing is, in which language, and what it holds.

    Attributes:
        tag: Standard structure type (``P``, ``H1``, ``TD`` …).
        lang: Language; ``""`` is that of the parent.
        alt: What a picture shows; a ``Figure`` must have it.
        actual: The words that a drawing stands for; ``""`` is none.
        attributes: Its attributes as PDF source, such as ``/O/Table/Scope/Row``.
        kids: Elements, marks and annotations in reading order.
        number: Its object in the document; 0 until the tree is written.
    """

    __slots__ = ("actual", "alt", "attributes", "kids", "lang", "number", "tag")

    def __init__(self, tag: str, *, lang: str = "", alt: str = "", actual: str = "") -> None:
        self.tag = tag
        self.lang = lang
        self.alt = alt
        self.actual = actual
        self.attributes = ""
        self.kids: list[Element | MarkedContent | Annotation] = []
        self.number = 0

    def add(self, tag: str, *, lang: str = "", alt: str = "", actual: str = "") -> Element:
        """Append a child element and return it.

        Args:
            tag: Standard structure type.
            lang: As in the class.
            alt: As in the class.
            actual: As in the class.
        """
        child = Element(tag, lang=lang, alt=alt, actual=actual)
        self.kids.append(child)
        return child

    def holds_anything(self) -> bool:
        """Whether there is a mark, an annotation or a cell in it."""
        return self.tag in _CELLS or any(
            not isinstance(kid, Element) or kid.holds_anything() for kid in self.kids
        )


class MarkedContent(msgspec.Struct, frozen=True, gc=False):
    """Marked content: sequence ``mcid`` of the page with this object number."""

    page: int
    mcid: int


class Annotation(msgspec.Struct, frozen=True, gc=False):
    """An annotation of an element and its page, both by object number."""

    page: int
    number: int


def write_tree(
    document: PdfFile, root: Element, owners: Mapping[int, Element | list[Element]]
) -> int:
    """Write the elements and the way back to them; returns the root's number.

    Args:
        document: Where to.
        root: The ``PdfFile`` element.
        owners: The element of an annotation, or the elements of a page's marks in the
            order of their numbers, by structure parent key.
    """
    top = document.reserve()
    writer = _TreeWriter(document)
    writer.number(root)
    writer.write(root, top)
    parents = b" ".join(
        b"%d %s" % (key, _back(owners[key], writer.anywhere)) for key in sorted(owners)
    )
    tree = document.add(b"<</Nums[" + parents + b"]>>")
    document.put(
        top,
        b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
        % (ref(root.number), ref(tree), max(owners, default=0) + 1),
    )
    return top


def _back(owner: Element | list[Element], anywhere: int) -> bytes:
    if isinstance(owner, Element):
        return ref(owner.number or anywhere)
    return array([ref(each.number or anywhere) for each in owner])


class _TreeWriter:
    """Writes elements from the root down.

    Attributes:
        anywhere: Number of the root element.
    """

    def __init__(self, document: PdfFile) -> None:
        self._document = document
        self._notes = 0
        self.anywhere = 0

    def number(self, element: Element) -> None:
        element.number = self._document.reserve()
        self.anywhere = self.anywhere or element.number
        for kid in element.kids:
            if isinstance(kid, Element) and kid.holds_anything():
                self.number(kid)

    def write(self, element: Element, parent: int) -> None:
        parts = [b"<</S/%s/P %s" % (element.tag.encode(), ref(parent))]
        if element.lang:
            parts.append(b"/Lang(%s)" % element.lang.encode())
        if element.alt:
            parts.append(b"/Alt " + text_string(element.alt))
        if element.actual:
            parts.append(b"/ActualText " + text_string(element.actual))
        if element.attributes:
            parts.append(b"/A<<%s>>" % element.attributes.encode())
        if element.tag == "Note":
            self._notes += 1
            parts.append(b"/ID(note%d)" % self._notes)
        parts.append(self._kids(element))
        self._document.put(element.number, b"".join(parts))

    def _kids(self, element: Element) -> bytes:
        page, kids = 0, []
        for kid in element.kids:  # one loop, for a packet of 200 pages has 12,000 elements
            if isinstance(kid, Element):
                if kid.number:
                    self.write(kid, element.number)
                    kids.append(b"%d 0 R" % kid.number)
            elif isinstance(kid, MarkedContent):
                page = page or kid.page
                kids.append(_mark(kid, page))
            else:
                kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % (ref(kid.page), ref(kid.number)))
        head = b"/Pg %d 0 R" % page if page else b""
        return b"%s/K[%s]>>" % (head, b" ".join(kids))


def _mark(mark: MarkedContent, page: int) -> bytes:
    """Marked content as its element names it, whose marks are on this page where none is said."""
    if mark.page == page:
        return b"%d" % mark.mcid
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (ref(mark.page), mark.mcid)
