"""The six faces of the kit, the second face behind them, and the parts that a PDF embeds.

A face is shared by all documents and never changes after loading; which characters a
document uses is kept in its own `Used`. Codes are those of Windows-1252, so running text
is encoded by one call and no code stands for U+0000 in any ToUnicode map. What a face lacks
is drawn from the second face, which is read only then; what that lacks too is `STAND_IN`,
never an empty box, which on a worksheet would be a box to tick.

Source:
    ISO 32000-1 §9.6.3, §9.10.3; ISO 14289-1 §7.21.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
import threading
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace
from typing_extensions import override

from valita_desktop import paths
from valita_desktop.errors import ShippedFileError
from valita_desktop.handouts.pdfwriter.pdf_file import EFFORT, ref
from valita_desktop.handouts.pdfwriter.wide_tables import wide_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from valita_desktop.handouts.pdfwriter.pdf_file import PdfFile

FAMILY = "AtkinsonHyperlegibleNext"
REGULAR = "Regular"
ITALIC = "RegularItalic"
MEDIUM = "Medium"
SEMIBOLD = "SemiBold"
BOLD = "Bold"
BOLD_ITALIC = "BoldItalic"
WEIGHTS = (REGULAR, ITALIC, MEDIUM, SEMIBOLD, BOLD, BOLD_ITALIC)
SIGNS = "ValitaSigns"
STAND_IN = "(?)"
"""What is drawn for a sign that no face has."""

_HEAVY = (SEMIBOLD, BOLD, BOLD_ITALIC)
_CACHED_WIDTHS, _CACHED_LENGTH = 20_000, 40
_CACHED_SUBSETS = 64
_MARKS = range(0x0300, 0x0370)
_CODES = 255
"""Codes of a simple font but for 0, which stands for nothing in any of ours."""

_DAMAGE = (
    TTFError,
    OSError,
    struct.error,
    LookupError,
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    AssertionError,
    MemoryError,
)
"""What reportlab raises of a face that is damaged."""


class Face(TTFontFace):
    """One face, measured in thousandths of its size.

    Attributes:
        weight: Which face, one of the names above.
        called: Its family and weight, as a document calls it.
    """

    def __init__(self, weight: str, family: str = FAMILY) -> None:
        self.called = f"{family}-{weight}"
        self._file = paths.resources() / "fonts" / f"{self.called}.ttf"
        try:
            super().__init__(str(self._file))
        except _DAMAGE as error:
            raise ShippedFileError(self._file, f"{type(error).__name__}: {error}") from error
        vars(self).pop("glyphToChar", None)  # only reportlab's own texts would need it
        self.weight = weight
        self._widths: dict[str, float] = {}
        self._programs: dict[bytes, bytes] = {}
        self._reading = threading.Lock()  # reportlab reads the file through one shared position

    @override
    def readFile(self, f: str) -> None:
        """Map the file: of the largest, a document needs a few pages."""
        with Path(f).open("rb") as file:
            self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.filename, self._pos = f, 0

    @override
    def extractInfo(self, charInfo: bool | Literal[0, 1] = 1) -> None:
        """Read the tables; those of very many signs stay numbers in a row."""
        super().extractInfo(charInfo=0)
        wide = wide_tables(self)
        if wide is None:
            super().extractInfo(charInfo)
        else:
            self.charToGlyph, self.charWidths, self.hmetrics, self.glyphPos = wide

    def width(self, text: str) -> float:
        """Width of ``text`` in thousandths of the font size; remembered for words."""
        known = self._widths.get(text)
        if known is not None:
            return known
        try:
            total = float(sum(map(self.charWidths.__getitem__, map(ord, text))))
        except KeyError:
            total = sum(each.width(part) for each, part in self.runs(text))
        if len(text) < _CACHED_LENGTH:
            if len(self._widths) > _CACHED_WIDTHS:
                self._widths.clear()
            self._widths[text] = total
        return total

    def forget(self) -> None:
        """Empty the memory of widths and programs."""
        self._widths.clear()
        self._programs.clear()

    def runs(self, text: str) -> list[tuple[Face, str]]:
        """``text`` as it is drawn: from here, from the second face, or by the stand-in.

        Marks over a letter that is not composed are the second face's: only there do they
        stand over the letter that comes before.
        """
        found: list[tuple[Face, str]] = []
        for sign in text:
            owner = self if ord(sign) in self.charToGlyph and ord(sign) not in _MARKS else None
            owner = owner or next((each for each in self._second if each.has(sign)), None)
            shown = sign if owner else STAND_IN
            if found and found[-1][0] is (owner or self):
                found[-1] = (found[-1][0], found[-1][1] + shown)
            else:
                found.append((owner or self, shown))
        return found

    def has(self, sign: str) -> bool:
        """Whether a character has a shape here."""
        return ord(sign) in self.charToGlyph

    def program(self, codes: list[int]) -> tuple[int, bytes]:
        """A TrueType program of just these characters.

        Args:
            codes: Code points by character code; 0 where a code is unused.

        Returns:
            Its length in bytes, and itself compressed.

        Raises:
            ShippedFileError: The file is damaged.
        """
        key = hashlib.sha256(repr(codes).encode()).digest()
        found = self._programs.get(key)
        if found is None:
            if len(self._programs) > _CACHED_SUBSETS:
                self._programs.clear()
            try:
                with self._reading:
                    whole = self.makeSubset(codes)
            except _DAMAGE as error:
                raise ShippedFileError(self._file, f"{type(error).__name__}: {error}") from error
            found = self._programs[key] = len(whole).to_bytes(4, "big") + zlib.compress(
                whole, EFFORT
            )
        return int.from_bytes(found[:4], "big"), found[4:]

    @property
    def whole(self) -> bytes:
        """The face as it was shipped, for fields that a reader types into.

        Raises:
            ShippedFileError: The file is gone.
        """
        try:
            return self._file.read_bytes()
        except OSError as error:
            raise ShippedFileError(self._file, str(error.strerror or error)) from error

    @property
    def _second(self) -> tuple[Face, ...]:
        """What stands behind: letters in bold where this is, then everything else."""
        return (_signs(BOLD), _signs(REGULAR)) if self.weight in _HEAVY else (_signs(REGULAR),)


@cache
def face(weight: str) -> Face:
    """The face of a weight, read from disk once."""
    return Face(weight)


@cache
def _signs(weight: str) -> Face:
    return Face(weight, SIGNS)


def drawable(sign: str) -> bool:
    """Whether a character has a shape in our letters or in the second face."""
    return face(REGULAR).has(sign) or _signs(REGULAR).has(sign)


class Used:
    """What one document uses of one face.

    Attributes:
        face: The face.
        name: The resource name of the face in the document, without the subset's number.
    """

    def __init__(self, of: Face, name: str, others: Callable[[Face], Used]) -> None:
        """Nothing is used yet.

        Args:
            of: The face.
            name: As above.
            others: What the document uses of another face.
        """
        self.face = of
        self.name = name
        self._of = others
        self._latin: set[int] = set()
        self._others: dict[str, int] = {}

    def encode(self, text: str) -> list[tuple[str, bytes]]:
        """Turn text into runs of a font's name and its codes; none where there is no text.

        Args:
            text: As it is drawn (`signs.printable`).
        """
        try:
            latin = text.encode("cp1252")
        except UnicodeEncodeError:
            runs = self.face.runs(text)
            return [run for each, part in runs for run in self._of(each).mixed(part)]
        self._latin.update(latin)
        return [(f"{self.name}+0", latin)] if latin else []

    def mixed(self, text: str) -> list[tuple[str, bytes]]:
        """As `encode`, of characters that this face has: subset 0 is Windows-1252."""
        runs: list[tuple[str, bytes]] = []
        for char in text:
            try:
                subset, code = 0, char.encode("cp1252")
                self._latin.update(code)
            except UnicodeEncodeError:
                number = self._others.setdefault(char, len(self._others))
                subset, code = 1 + number // _CODES, bytes([1 + number % _CODES])
            name = f"{self.name}+{subset}"
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + code)
            else:
                runs.append((name, code))
        return runs

    def subsets(self) -> list[tuple[int, dict[int, int]]]:
        """Each subset in use: its number and its code points by character code."""
        latin = {code: ord(bytes([code]).decode("cp1252")) for code in sorted(self._latin)}
        found = [(0, latin)] if latin else []
        others = [ord(char) for char in self._others]
        for start in range(0, len(others), _CODES):
            codes = dict(enumerate(others[start : start + _CODES], 1))
            found.append((1 + start // _CODES, codes))
        return found


def embed(document: PdfFile, used: Used) -> list[bytes]:
    """Embed what a document uses of a face; returns the entries of its font resources."""
    return [
        b"/%s+%d %s" % (used.name.encode(), subset, ref(_font(document, used.face, codes)))
        for subset, codes in used.subsets()
    ]


def descriptor(face: Face, name: str, *, flags: int) -> bytes:
    """The font descriptor of a face as source.

    Args:
        face: The face.
        name: Its name in the document, with the six letters of a subset if it is one.
        flags: 4 (symbolic) for a subset, whose codes are its own; 32 (nonsymbolic) for a face
            coded as Windows-1252. Italic is added here.

    Returns:
        The dictionary, left open for its font file: the caller closes it.

    Source:
        ISO 32000-1 §9.8.1, §9.8.2.
    """
    italic = 64 if face.italicAngle else 0
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags | italic}"
        f"/Ascent {fp_str(face.ascent)}/Descent {fp_str(face.descent)}"
        f"/CapHeight {fp_str(face.capHeight)}/ItalicAngle {fp_str(face.italicAngle)}"
        f"/StemV {fp_str(face.stemV)}/FontBBox[{fp_str(*face.bbox)}]"
    ).encode()


def to_unicode(codes: dict[int, int]) -> bytes:
    """The ToUnicode map of a font: only codes that are in use."""
    lines = [_meaning(code, point) for code, point in codes.items()]
    groups = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


@lru_cache(maxsize=1024)
def _meaning(code: int, point: int) -> str:
    """A line of a ToUnicode map; most documents use the same letters."""
    return f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=4096)
def _told(width: float) -> str:
    """A width as source; a face has some hundred different ones."""
    return fp_str(width)


def _font(document: PdfFile, face: Face, codes: dict[int, int]) -> int:
    name = _subset_name(codes, face)
    first, last = min(codes), max(codes)
    points, widths = [0] * (last + 1), ["0"] * (last + 1)
    for code, point in codes.items():
        points[code], widths[code] = point, _told(face.charWidths[point])
    length, program = face.program(points)
    file = document.stream(b"/Filter/FlateDecode/Length1 %d" % length, program)
    about = document.add(descriptor(face, name, flags=4) + b"/FontFile2 %s>>" % ref(file))
    return document.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar %d/LastChar %d"
        % (name.encode(), first, last)
        + b"/Widths[%s]/FontDescriptor %s" % (" ".join(widths[first:]).encode(), ref(about))
        + b"/ToUnicode %s>>" % ref(document.stream(b"", to_unicode(codes)))
    )


def _subset_name(codes: dict[int, int], face: Face) -> str:
    """Six letters that follow from the characters, then the face's own name."""
    digest = hashlib.sha256(repr(sorted(codes.items())).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6]) + f"+{face.called}"
