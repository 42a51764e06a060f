"""Texts as people might write them, and what screen, paper and documents say of them.

The words that a text should say are taken from its source by rules of their own, a line at a
time: they know the marks of the dialect and nothing of the program that reads it.
"""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
from docx.oxml.ns import qn
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from tests.handouts import samples
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece, parts_of
from valita_desktop.content.labels import CALLOUT_LABELS
from valita_desktop.content.markdown import read
from valita_desktop.documents import docx as docx_writer
from valita_desktop.documents.plan import Draft
from valita_desktop.handouts import pdf
from valita_desktop.i18n import catalogue
from valita_desktop.ui.reader.composition import ReaderPage, measure
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import ReaderInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from valita_desktop.content.model import Item

BORDER = "Rajakivi"
"""Begins the paragraph behind each piece, so that what is lost in one is not found in another."""

_SIGNS = "+−*/\\<>|[]#=~@€%&"
_SETS = ("Kahvi", "pöytä", "äiti", "Åbo", "yö", "kiusaaminen", "hälsa", "5", "12", "2026", "0,5")
_ODD = (
    "6. joulukuuta",
    "1. joulukuuta",
    "2026. Vuosi",
    "2*3*4",
    "2 * 3",
    "2\\*3",
    "R&D;",
    "&nbsp;",
    "\\&nbsp;",
    "C:\\kansio",
    "\\\\palvelin\\jako",
    "a\\, b",
    "1\\. a",
    "snake_case",
    "_a_",
    "___",
    "____",
    "______ kpl",
    "**lihava**",
    "*vino*",
    '**"häpeä"**kin',
    "kissa**n**",
    "[Kela](https://www.kela.fi)",
    "[Puhelin]: 029 123",
    "[ ] a",
    "<https://e.fi>",
    "a < b > c",
    "~~pois~~",
    "`koodi`",
    "a | b",
    "#tagi",
    "5 %",
    "ha\u0308pea\u0308",
    "−5 °C",
    "- 5 astetta",
    "+358 40 123",
    "(5 min)",
    "noin 20 minuuttia",
    "12.30",
    "§ 3",
    "1 000 €",
)
_TIMES = (
    "(5 min)",
    "(1 h)",
    "(1 h 30 min)",
    "(noin 20 min)",
    "(15–20 min)",
    "(5 minuuttia)",
    "(0 min)",
    "5 min",
    "(en halvtimme)",
    "",
)

_word = st.sampled_from(_SETS)
_bit = _word | st.sampled_from(_ODD)
_line = st.lists(_bit, min_size=1, max_size=5).map(" ".join)
_few = st.lists(_line, min_size=1, max_size=4)
_noise = st.text(st.sampled_from("ab1 25.*_[]()#-|\\>&;<`~:=+!\n"), min_size=1, max_size=30)
_timed = st.builds(
    "**{}{}** {}{}{}".format, _word, st.sampled_from((".", ":", "", " (5 min)", " 20 min")),
    st.sampled_from(_TIMES), st.sampled_from((". ", ": ", " ")), _line,
)  # fmt: skip


def _numbered(items: list[str], start: int) -> str:
    return "\n".join(f"{n}. {each}" for n, each in enumerate(items, start))


def _table(rows: list[list[str]], fence: str) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    return "\n".join((fence, *lines, ":::") if fence else lines)


_cells = st.lists(st.lists(_bit, min_size=1, max_size=3), min_size=2, max_size=4)
PIECES = st.one_of(
    _few.map("\n".join),
    _few.map("\\\n".join),
    st.builds("{} {}".format, st.sampled_from(("##", "###", "####")), _line),
    st.builds("{}\n{}".format, _line, st.sampled_from(("---", "===", "> a", "- a", "1. a"))),
    _few.map(lambda items: "\n".join(f"- {each}" for each in items)),
    _few.map(lambda items: "\n".join(f"- [ ] {each}" for each in items)),
    st.builds(_numbered, _few, st.sampled_from((1, 1, 1, 2, 3, 6))),
    st.builds(_numbered, st.lists(_timed, min_size=1, max_size=4), st.sampled_from((1, 1, 3))),
    st.builds(_table, _cells, st.sampled_from(("", "", "::: fill-table"))),
    st.builds("::: {} {}\n{}\n:::".format, st.sampled_from(("tip", "help")), _line, _line),
    st.builds("::: answer 2\n{}\n:::".format, _line),
    st.builds("::: result\n{}\n:::".format, _line),
    _line.map("Päivä: ____\nPaikka: ____ {}".format),
    _noise,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text that is read without a mistake: pieces that are refused are left out of it."""
    pieces = draw(st.lists(PIECES, min_size=3, max_size=9))
    kept: list[str] = []
    for piece in pieces:
        if not read(_joined([*kept, piece])).mistakes:
            kept.append(piece)
    return _joined(kept)


def _joined(pieces: list[str]) -> str:
    body = "\n\n".join(f"{piece}\n\n{BORDER} {n}00." for n, piece in enumerate(pieces, 1))
    return f":::: facilitator\n{BORDER} alku.\n\n{body}\n::::\n"


def source_words(text: str) -> list[str]:
    """What each piece of a text says, as its source has it: a string a piece."""
    lines = [
        line for line in text.split("\n") if not line.startswith(("::::", ":::")) or " " in line
    ]
    said = "\n".join(_said(line) for line in lines if not line.startswith("::::"))
    return _segments(said)


def _said(line: str) -> str:
    """A line of the source without its marks."""
    line = line.strip()
    if line.startswith(":::"):
        return re.sub(r"^:+\s*(?:tip|help|answer \d+|result|fill-table)", "", line)
    if re.fullmatch(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?", line):
        return ""
    line = re.sub(r"^(?:#{1,3}(?=\s)|- \[ \]|- )", "", line)
    if re.match(r"\d+\. \*\*(?![^*]*\(5 min\))", line):  # with one time alone in brackets
        line = re.sub(r"\((\d+) h(?: (\d+) min)?\)", _in_minutes, line)
        line = line.replace("(5 minuuttia)", "5 min")
    if line.startswith("|"):
        line = re.sub(r"(?<!\\)\|", "", line)
    line = re.sub(r"\[([^\]]*)\]\((?:https|mailto|item):[^)\s]*\)", r"\1", line)
    line = re.sub(r"(?<=\S)\\$", "", line)
    return "".join(_plain_signs(line))


def _in_minutes(found: re.Match[str]) -> str:
    return f"{int(found[1]) * 60 + int(found[2] or 0)} min"


def _plain_signs(line: str) -> Iterator[str]:
    """The signs of a line: those behind a backslash as they are, marks of emphasis left out."""
    at = 0
    while at < len(line):
        sign, before, after = line[at], line[at - 1 : at].strip(), line[at + 1 : at + 2].strip()
        if sign == "\\" and after and not after.isalnum() and after.isascii():
            yield after
            at += 1
        elif sign != "*" or not (before or after):
            yield sign
        at += 1


def _segments(text: str) -> list[str]:
    """Text cut at its borders, each piece with nothing but letters, figures and a few signs."""
    told = _signs(text)
    return [re.sub(r"^\d+00|^alku", "", each, count=1) for each in told.split(BORDER)[1:-1]]


def _signs(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if sign.isalnum() or sign in _SIGNS)


def item_of(text: str) -> Item:
    """A material of this text."""
    return samples.item("m99", {"fi": ("Otsikko", text)})


def screen_words(text: str) -> list[str]:
    """What the reader shows, in the pieces of `source_words`."""
    style = ReadingStyle(theme.LIGHT, 15)
    owner = QObject()
    reading = ReaderInput(read(text).document, "fi")
    page = ReaderPage((reading,), style, measure(690, style, pair=False), owner)
    return _segments(page.document.toPlainText())


def docx_words(text: str) -> list[str]:
    """What a DOCX says, its numbers as a word processor counts them."""
    item = item_of(text)
    draft = Draft(item, "fi", parts_of(item, "fi", PartChoice.ALL), {}, {}, {}, ())
    opened: Any = docx.Document(io.BytesIO(docx_writer.write([draft])))
    counts: dict[int, Iterator[int]] = {}
    told = []
    for paragraph in opened.element.body.iter(qn("w:p")):
        number = paragraph.find(f".//{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            counter = counts.setdefault(number.val, itertools.count(_start(opened, number.val)))
            told.append(f"{next(counter)}. ")
        told += [each.text or "" for each in paragraph.iter(qn("w:t"))]
        told.append("\n")
    said = "".join(told)
    for label in CALLOUT_LABELS.values():  # a document names the box before its title
        said = said.replace(f"\n{catalogue('fi').gettext(label)}: ", "\n")
    return _segments(said)


def _start(opened: Any, number: int) -> int:  # noqa: ANN401 - python-docx has no types
    numbering = opened.part.numbering_part.element
    (made,) = (each for each in numbering.num_lst if each.numId == number)
    found = made.find(f".//{qn('w:startOverride')}")
    return int(found.get(qn("w:val")))


def pdf_words(written: Iterable[str]) -> str:
    """What a PDF of several texts says, without the blanks."""
    return _signs("".join(pdf_lines(written)))


def pdf_lines(written: Iterable[str]) -> list[str]:
    """The lines of a PDF of several texts, by a reader that we did not write."""
    pieces = tuple(Piece(item_of(text), "fi", PartChoice.ALL) for text in written)
    data = pdf.render(Handout(pieces, Layout.PACKET if len(pieces) > 1 else Layout.SHEET))
    with pypdfium2.PdfDocument(data) as document:
        told = [
            page.get_textpage().get_text_bounded()
            for page in map(document.__getitem__, range(len(document)))
        ]
    return "\n".join(told).splitlines()


def missing(want: Iterable[str], found: str) -> str:
    """The first of some words that is not found behind those before it; ``""`` if all are."""
    at = 0
    for each in want:
        next_at = found.find(each, at)
        if next_at < 0:
            return each
        at = next_at + len(each)
    return ""
