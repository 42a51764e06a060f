"""Pages on which whatever is drawn is part of the structure or an artifact.

A page opens as an artifact. `Canvas.tagged` closes it, draws into an element and opens it
again, so nothing can be drawn that is neither. All lengths are points, y grows upwards.

Source:
    ISO 32000-1 §14.6; ISO 14289-1 (PDF/UA-1) §7.1, §7.18.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfgen import canvas as pdfgen
from typing_extensions import override

from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.pdfwriter.forms import Form
from valita_desktop.handouts.pdfwriter.outline import Outline
from valita_desktop.handouts.pdfwriter.pdf_file import (
    PRODUCER,
    Area,
    PdfFile,
    array,
    ref,
    text_string,
    xmp,
)
from valita_desktop.handouts.pdfwriter.signs import on_one_line
from valita_desktop.handouts.pdfwriter.structure import (
    Annotation,
    Element,
    MarkedContent,
    write_tree,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.content.model import Lang

Duplex = Literal["", "DuplexFlipLongEdge", "DuplexFlipShortEdge"]
"""How a document asks to be printed; nothing asks for nothing.  Source: ISO 32000-1, table 150."""

_OPEN_ARTIFACT = "/Artifact BMC"


class Run(NamedTuple):
    """Words in one face, ``dx`` from the start of their line."""

    face: fonts.Face
    text: str
    dx: float


class Canvas(pdfgen.Canvas):
    """A reportlab canvas that keeps the structure of what is drawn.

    Attributes:
        root: The ``PdfFile`` element.
        document: The file being written.
        form: Its fields to fill in on the screen.
        pages: How many pages have been begun.
    """

    _code: list[str]

    def __init__(self, title: str, lang: Lang, *, tagged: bool = True, duplex: Duplex = "") -> None:
        super().__init__("", invariant=1, pageCompression=1)
        self.root = Element("Document", lang=lang)
        self.document = PdfFile()
        self.form = Form(self.document, self.annotate)
        self.pages = 0
        self._title, self._lang = title, lang
        self._is_tagged = tagged
        self._duplex = duplex
        self._tree = self.document.reserve()
        self._resources = _Resources(self.document)
        self._numbers: list[int] = []
        self._ahead: list[int] = []
        self._annotations: list[bytes] = []
        self._marks: list[Element] = []
        self._owners: list[Element | list[Element]] = []
        self._outline = Outline()

    def begin_page(self, size: tuple[float, float]) -> None:
        """Start a page of this size; all of it is an artifact until tagged."""
        self._page_size = size
        self._code = ["1 J 1 j", _OPEN_ARTIFACT]
        while len(self._ahead) <= self.pages:
            self._ahead.append(self.document.reserve())
        self._numbers.append(self._ahead[self.pages])
        self._annotations, self._marks = [], []
        self._key = self._owned_by(self._marks)
        self.pages += 1

    def end_page(self) -> None:
        """Finish the page."""
        self._close_artifact()
        content = self.document.stream(b"", "\n".join(self._code).encode("latin-1"))
        parts = [
            b"<</Type/Page/Parent %s" % ref(self._tree),
            b"/MediaBox[0 0 %s]" % fp_str(*self._page_size).encode(),
            b"/Resources %s/Contents %s" % (ref(self._resources.number), ref(content)),
            b"/StructParents %d/Tabs/S" % self._key if self._is_tagged else b"",
            b"/Annots" + array(self._annotations) if self._annotations else b"",
        ]
        self.document.put(self._numbers[-1], b"".join(parts) + b">>")

    def tagged(self, element: Element) -> AbstractContextManager[None]:
        """What is drawn inside belongs to ``element``; nothing may be tagged within it."""
        return _Tagged(self, element) if self._is_tagged else _NOTHING

    def begin_marked(self, element: Element) -> None:
        """Close the artifact of the page and open a mark of ``element``."""
        self._close_artifact()
        words = f"/ActualText {text_string(element.actual).decode()}" if element.actual else ""
        self._code.append(f"/{element.tag} <</MCID {len(self._marks)}{words}>> BDC")
        element.kids.append(MarkedContent(self._numbers[-1], len(self._marks)))
        self._marks.append(element)

    def end_marked(self) -> None:
        """Close the mark; what is drawn next is an artifact again."""
        self._code += ("EMC", _OPEN_ARTIFACT)

    @contextmanager
    def placed(self, x: float, y: float, scale: float) -> Iterator[None]:
        """What is drawn inside is moved and made smaller: a page on a side with others.

        Args:
            x: Where its left edge comes to lie.
            y: Where its lower edge comes to lie.
            scale: How large it becomes; 1 is as large as it is drawn.
        """
        self._code.append(f"q {fp_str(scale, 0, 0, scale, x, y)} cm")
        yield
        self._code.append("Q")

    @contextmanager
    def untagged(self, *, when: bool) -> Iterator[None]:
        """What is drawn inside stays an artifact, if ``when``: a header row once more."""
        before = self._is_tagged
        self._is_tagged = before and not when
        yield
        self._is_tagged = before

    def figure(self, element: Element, box: Area) -> AbstractContextManager[None]:
        """What is drawn inside is the picture ``element``, which fills this box."""
        element.attributes = f"/O/Layout/BBox[{fp_str(*box)}]"
        return self.tagged(element)

    def show(
        self, lines: Sequence[Sequence[Run]], at: tuple[float, float], size: float, leading: float
    ) -> None:
        """Write lines of text, with the colour that is set.

        Args:
            lines: Their words from the top, each line from the left, as they are drawn
                (`signs.printable`); a soft hyphen is drawn where there is one.
            at: Where the first baseline starts; each run is placed by its ``dx`` from there.
            size: Size of the letters.
            leading: From each baseline down to the next.
        """
        code = ["BT"]
        font = ""
        x, y = 0.0, 0.0
        for n, line in enumerate(lines):
            for run in line:
                to_x, to_y = at[0] + run.dx, at[1] - n * leading
                code.append(f"{fp_str(to_x - x, to_y - y)} Td")
                x, y = to_x, to_y
                used = self._resources.face(run.face)
                for name, codes in used.encode(run.text):
                    if font != (font := name):
                        code.append(f"/{font} {fp_str(size)} Tf")
                    code.append(f"({escapePDF(codes)}) Tj")
        code.append("ET")
        self._code.append(" ".join(code))

    def write(self, face: fonts.Face, size: float, text: str, x: float, y: float) -> None:
        """Write a few words on one line, with the colour that is set.

        Args:
            face: Their face.
            size: Size of the letters.
            text: The words, any signs.
            x: Where they start.
            y: Their baseline.
        """
        self.show([[Run(face, on_one_line(text), 0)]], (x, y), size, 0)

    def image(self, name: str, number: int, box: Area) -> None:
        """Draw a picture that the document holds already so that it fills a box.

        Args:
            name: Its name among the document's resources; the same picture has the same one.
            number: Number of its stream, as `PdfFile.once` gave it.
            box: Where it is.
        """
        self._resources.images[name] = number
        left, bottom, right, top = box
        matrix = fp_str(right - left, 0, 0, top - bottom, left, bottom)
        self._code.append(f"q {matrix} cm /{name} Do Q")

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Add an entry of the outline that leads to this page; none where nothing is tagged.

        Args:
            title: Its words.
            level: How deep it is, 0 at the top; it stands under the last entry above its own.
            y: Height of the page that is at the top of the window when it is chosen.
        """
        if not self._is_tagged:
            return
        target = b"[%s/XYZ 0 %s 0]" % (ref(self._numbers[-1]), fp_str(y).encode())
        self._outline.add(title, level, target)

    def link(self, element: Element, target: str, says: str, box: Area) -> None:
        """Make a rectangle of the page a link to a web or mail address.

        Args:
            element: The ``Link`` element whose words it lies on.
            target: Where it leads.
            says: What a screen reader says of it.
            box: Where it is.
        """
        address = target.encode("ascii", "ignore").replace(b"\\", b"").replace(b")", b"%29")
        action = b"/A<</S/URI/URI(%s)>>" % address.replace(b"(", b"%28")
        contents = b"/Contents " + text_string(says)
        self.annotate(element, b"/Subtype/Link/Border[0 0 0]" + action + contents, box)

    def link_to_page(self, element: Element, index: int, says: str, box: Area) -> None:
        """Make a rectangle of the page a link to another page.

        Args:
            element: The ``Link`` element whose words it lies on.
            index: Which page of the document, from 0; it may come later than this one.
            says: What a screen reader says of it.
            box: Where it is.
        """
        while len(self._ahead) <= index:
            self._ahead.append(self.document.reserve())
        target = b"/Dest[%s/XYZ null null 0]" % ref(self._ahead[index])
        contents = b"/Contents " + text_string(says)
        self.annotate(element, b"/Subtype/Link/Border[0 0 0]" + target + contents, box)

    def annotate(self, element: Element, source: bytes, box: Area) -> int:
        """Put an annotation on the page and under ``element``; returns its number.

        Where nothing is tagged there is none either: such pages are only printed.

        Args:
            element: The ``Link`` or ``Form`` element that owns it.
            source: Its dictionary's entries, without place, page and structure.
            box: Where it is.
        """
        if not self._is_tagged:
            return 0
        page, number = self._numbers[-1], self.document.reserve()
        element.kids.append(Annotation(page, number))
        key = b"/StructParent %d" % self._owned_by(element)
        place = b"/Rect[%s]/P %s" % (fp_str(*box).encode(), ref(page))
        self.document.put(number, b"<</Type/Annot/F 4" + place + key + source + b">>")
        self._annotations.append(ref(number))
        return number

    def finish(self) -> bytes:
        """The whole PDF; the canvas is of no use afterwards."""
        document = self.document
        pages = array([ref(number) for number in self._numbers])
        document.put(self._tree, b"<</Type/Pages/Count %d/Kids%s>>" % (len(self._numbers), pages))
        self._resources.write()
        entries = [b"<</Type/Catalog/Pages %s" % ref(self._tree), self.form.entries()]
        entries.append(b"/Lang(%s)" % self._lang.encode())
        duplex = b"/Duplex/" + self._duplex.encode() if self._duplex else b""
        entries.append(b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None%s>>" % duplex)
        if self._is_tagged:
            owners = dict(enumerate(self._owners))
            structure = write_tree(document, self.root, owners)
            metadata = document.plain_stream(
                b"/Type/Metadata/Subtype/XML", xmp(self._title, self._lang)
            )
            entries.append(b"/StructTreeRoot %s/MarkInfo<</Marked true>>" % ref(structure))
            entries.append(b"/Metadata " + ref(metadata))
        if not self._outline.is_empty:
            entries.append(b"/PageMode/UseOutlines/Outlines " + ref(self._outline.write(document)))
        info = document.add(
            b"<</Title %s/Producer %s>>" % (text_string(self._title), text_string(PRODUCER))
        )
        return document.write(document.add(b"".join(entries) + b">>"), info)

    def _owned_by(self, owner: Element | list[Element]) -> int:
        self._owners.append(owner)
        return len(self._owners) - 1

    def _close_artifact(self) -> None:
        if self._code[-1] == _OPEN_ARTIFACT:
            self._code.pop()
        else:
            self._code.append("EMC")


class _Resources:
    """The faces and pictures of a document; all its pages share the one dictionary.

    Attributes:
        number: The dictionary's, known before it is written.
        images: Numbers of the pictures by the names that pages call them.
    """

    def __init__(self, document: PdfFile) -> None:
        self.number = document.reserve()
        self.images: dict[str, int] = {}
        self._document = document
        self._used: dict[str, fonts.Used] = {}

    def face(self, face: fonts.Face) -> fonts.Used:
        used = self._used.get(face.called)
        if used is None:
            used = fonts.Used(face, f"F{len(self._used) + 1}", self.face)
            self._used[face.called] = used
        return used

    def write(self) -> None:
        document = self._document
        embedded = [entry for used in self._used.values() for entry in fonts.embed(document, used)]
        images = b"".join(b"/%s %s" % (name.encode(), ref(n)) for name, n in self.images.items())
        document.put(
            self.number, b"<</Font<<" + b"".join(embedded) + b">>/XObject<<" + images + b">>>>"
        )


class _Tagged(AbstractContextManager[None]):
    """A mark of an element on a `Canvas`; a page has many, and a generator would cost twice."""

    __slots__ = ("_canvas", "_element")

    def __init__(self, canvas: Canvas, element: Element) -> None:
        self._canvas, self._element = canvas, element

    @override
    def __enter__(self) -> None:
        self._canvas.begin_marked(self._element)

    @override
    def __exit__(self, *_error: object) -> None:
        self._canvas.end_marked()


_NOTHING = nullcontext()
