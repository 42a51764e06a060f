"""The outline of a document: titles beside its pages, each of which leads to its place.

Source:
    ISO 32000-1 §12.3.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.handouts.pdfwriter.pdf_file import ref, text_string

if TYPE_CHECKING:
    from valita_desktop.handouts.pdfwriter.pdf_file import PdfFile


class Outline:
    """The entries as they are added, page by page; an entry deeper than the last is its child."""

    def __init__(self) -> None:
        self._root = _OutlineEntry(-1, b"")
        self._trail = [self._root]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been added; such an outline is not to be written."""
        return not self._root.children

    def add(self, title: str, level: int, target: bytes) -> None:
        """Add an entry after all others.

        Args:
            title: Its words.
            level: How deep it is, from 0; it stands under the last entry of a lower level.
            target: Where it leads, as the source of a destination.
        """
        while self._trail[-1].level >= level:
            self._trail.pop()
        entry = _OutlineEntry(level, b"/Title %s/Dest%s" % (text_string(title), target))
        self._trail[-1].children.append(entry)
        self._trail.append(entry)

    def write(self, document: PdfFile) -> int:
        """Write all entries; returns the number of their root."""
        return self._root.write(document)


class _OutlineEntry:
    """An entry of the outline with what is under it."""

    def __init__(self, level: int, source: bytes) -> None:
        self.level = level
        self.source = source
        self.children: list[_OutlineEntry] = []

    def write(self, document: PdfFile) -> int:
        number = document.reserve()
        self._put(document, number, [])
        return number

    def _put(self, document: PdfFile, number: int, links: list[bytes]) -> None:
        children = [document.reserve() for _ in self.children]
        for n, child in enumerate(self.children):
            around = [b"/Parent " + ref(number)]
            if n > 0:
                around.append(b"/Prev " + ref(children[n - 1]))
            if n + 1 < len(children):
                around.append(b"/Next " + ref(children[n + 1]))
            child._put(document, children[n], around)  # noqa: SLF001 - the same class
        if children:
            count = len(children) if self.level < 0 else -len(children)
            links.append(b"/First %s/Last %s" % (ref(children[0]), ref(children[-1])))
            links.append(b"/Count %d" % count)
        document.put(number, b"<<" + self.source + b"".join(links) + b">>")
