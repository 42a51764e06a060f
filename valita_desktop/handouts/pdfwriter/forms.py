"""Fields of a form that is filled in on the screen: text and boxes to tick.

Every field has a tooltip that a screen reader says, an appearance of its own and, for what
is typed, a face that is embedded whole: no reader has to lend one.

Source:
    ISO 32000-1 §12.7; ISO 14289-1 §7.18.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.rl_accel import fp_str

from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.pdfwriter.pdf_file import array, ref, text_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.handouts.pdfwriter.pdf_file import Area, PdfFile
    from valita_desktop.handouts.pdfwriter.structure import Element

_MULTILINE = 1 << 12
_TWO_LINES = 30
_CODES = {
    code: ord(char)
    for code in range(32, 256)
    if (char := bytes([code]).decode("cp1252", "ignore")) and code not in (127, 160, 173)
}


class Form:
    """The fields of a document; they are named in order.

    Args:
        document: Where their looks go.
        annotate: Puts an annotation of this source on the page, under the element.
    """

    def __init__(self, document: PdfFile, annotate: Callable[[Element, bytes, Area], int]) -> None:
        self._document = document
        self._annotate = annotate
        self._fields: list[bytes] = []

    def text(
        self, element: Element, says: str, area: Area, size: float, *, framed: bool = True
    ) -> None:
        """Put a text field on the page.

        Args:
            element: The element that the field goes under.
            says: Its tooltip.
            area: Where it is; if it is high enough it takes several lines.
            size: Size of what is typed.
            framed: Draw a frame; not in a cell of a table, which has one.
        """
        left, low, right, high = area
        width, height = right - left, high - low
        flags = _MULTILINE if height > _TWO_LINES else 0
        frame = f"0.45 G 0.6 w 0.3 0.3 {fp_str(width - 0.6, height - 0.6)} re S "
        look = ((frame if framed else "") + "/Tx BMC EMC").encode()
        source = b"/FT/Tx/Ff %d/DA(/Valita %s Tf 0 g)" % (
            flags,
            fp_str(size).encode(),
        ) + b"/MK<</BC[0.45]>>/BS<</W 0.6/S/S>>/AP<</N %s>>" % ref(self._look(look, area))
        self._add(element, says, source, area)

    def checkbox(self, element: Element, says: str, area: Area) -> None:
        """Put a box to tick on the page, with its frame; it is not ticked.

        Args:
            element: The element that the field goes under.
            says: Its tooltip.
            area: Where it is: a square.
        """
        side = area[2] - area[0]
        frame = f"0 G 0.9 w 0.5 0.5 {fp_str(side - 1, side - 1)} re S "
        points = [side * each for each in (0.22, 0.52, 0.43, 0.28, 0.8, 0.78)]
        x = [fp_str(*points[n : n + 2]) for n in (0, 2, 4)]
        tick = f"1.6 w 1 J {x[0]} m {x[1]} l {x[2]} l S"
        off, on = self._look(frame.encode(), area), self._look((frame + tick).encode(), area)
        source = b"/FT/Btn/AS/Off/MK<</CA(4)>>/AP<</N<</Off %s/Yes %s>>>>" % (ref(off), ref(on))
        self._add(element, says, source, area)

    def entries(self) -> bytes:
        """Entries of the catalogue; none where there are no fields."""
        if not self._fields:
            return b""
        face = whole_font(self._document)
        return b"/AcroForm<</Fields%s/DR<</Font<</Valita %s>>>>/DA(/Valita 12 Tf 0 g)>>" % (
            array(self._fields),
            ref(face),
        )

    def _add(self, element: Element, says: str, source: bytes, area: Area) -> None:
        owner = element if element.tag == "Form" else element.add("Form")
        name = f"f{len(self._fields) + 1}"
        head = b"/Subtype/Widget/T(%s)/TU %s" % (name.encode(), text_string(says))
        self._fields.append(ref(self._annotate(owner, head + source, area)))

    def _look(self, code: bytes, area: Area) -> int:
        box = fp_str(0, 0, area[2] - area[0], area[3] - area[1]).encode()
        return self._document.stream(
            b"/Type/XObject/Subtype/Form/BBox[%s]/Resources<<>>" % box, code
        )


def whole_font(document: PdfFile) -> int:
    """Embed the plain face whole, coded as Windows-1252; returns its number."""
    face = fonts.face(fonts.REGULAR)
    name = face.called
    file = document.stream(b"/Length1 %d" % len(face.whole), face.whole)
    about = document.add(fonts.descriptor(face, name, flags=32) + b"/FontFile2 %s>>" % ref(file))
    widths = " ".join(
        fp_str(face.charWidths.get(_CODES.get(code, 0), 0)) for code in range(32, 256)
    )
    words = document.stream(b"", fonts.to_unicode(_CODES))
    return document.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding" % name.encode()
        + b"/FirstChar 32/LastChar 255/Widths[%s]" % widths.encode()
        + b"/FontDescriptor %s/ToUnicode %s>>" % (ref(about), ref(words))
    )
