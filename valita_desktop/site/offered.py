"""What a page offers beside its text: sheets as PDF, a document to change, a picture for links.

Each is made anew only where something that it shows has changed: a made file is found again by
a key of all that went into it.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from PIL import Image, ImageColor, ImageFont
from typing_extensions import override

import valita_desktop
from valita_desktop import paths
from valita_desktop.content import labels
from valita_desktop.content.handout import (
    HeldSource,
    Layout,
    Paper,
    PartChoice,
    Piece,
    make_handout,
    name_labels,
    parts_of,
    why_not,
)
from valita_desktop.content.model import Kind, Theme, item_hash
from valita_desktop.documents import docx
from valita_desktop.documents.plan import Draft
from valita_desktop.errors import ContentError, ContentErrorCode, HandoutError
from valita_desktop.feed.jsonfeed import TITLE
from valita_desktop.handouts import pdf
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.content.source import SourceItem
    from valita_desktop.workers import Workers

FOLDER = "files"
LAYOUTS = (
    ("sheet", Layout.SHEET, PartChoice.STUDENT),
    ("facilitator", Layout.SHEET, PartChoice.FACILITATOR),
    ("easy", Layout.EASY, PartChoice.STUDENT),
)
"""The common ways to print: name in the file, layout, part."""
PICTURE = (1200, 630)
"""Pixels of a picture for links, as Open Graph's readers show it."""
_COLOURS = {
    Theme.PARTICIPATION: ("#0B5F5B", "#D9EEEA"),
    Theme.EQUALITY: ("#9C3A22", "#FBE3DA"),
    Theme.EVERYDAY: ("#663A85", "#EDE2F5"),
    Theme.WELLBEING: ("#745000", "#FAEBC6"),
    None: ("#0B5F5B", "#DCEFEC"),
}
_SIZES = (92, 76, 60)
"""Of the letters of a title, in pixels, the best first."""
_LEFT = 110
"""Where lines begin, in pixels."""
_HANG = 16
"""How far a letter, such as *j*, may reach back beyond its beginning."""
_INK = (0x1D, 0x22, 0x28)
_SHADES = 8
"""Of each ink: as many as the edge of a letter shows."""


@dataclass(frozen=True)
class MadeFile:
    """A file that a page offers.

    Attributes:
        name: Beside the page of its language.
        title: Message id of what it is; ``""`` for a document to change.
        data: Its bytes.
    """

    name: str
    title: str
    data: bytes


class Wanted(Protocol):
    """A file that is slow to make; called, it is made, in whatever process."""

    @property
    def name(self) -> str:
        """Its name in the site."""
        ...

    @property
    def told(self) -> str:
        """Everything that it follows from, but for what all files share."""
        ...

    def __call__(self) -> bytes:
        """Its bytes."""
        ...


class Maker:
    """Makes what pages offer, or takes it from what was made before.

    It begins with what is wanted first while the rest is still read.

    Args:
        facts: Dated facts by id.
        site: Where the pages will be.
        before: The site as it stands; may not be there.
        old: Keys of what was made for it, by file.
        workers: Who makes it.

    Attributes:
        made: Keys of what is made this time, by file.
    """

    def __init__(
        self,
        facts: Mapping[str, Item],
        site: str,
        before: Path,
        old: Mapping[str, str],
        workers: Workers,
    ) -> None:
        self._facts, self._site, self._workers = facts, site, workers
        self._before, self._old = before, old
        shown = "".join(f"{key}{item_hash(item)}" for key, item in sorted(facts.items()))
        self._shared = f"{valita_desktop.__version__}\n{site}\n{shown}"
        self._data: dict[str, bytes] = {}
        self._asked: dict[str, Callable[[], bytes]] = {}
        self._wished: dict[tuple[str, Lang], tuple[_Wish, ...]] = {}
        self.made: dict[str, str] = {}

    def want(self, each: SourceItem, lang: Lang) -> None:
        """Have the files of a page made."""
        for wish in self._wishes(each, lang):
            self.want_file(wish)

    def want_file(self, wish: Wanted, *, alone: bool = False) -> None:
        """Have a file made, once, unless what it follows from is as it was.

        Args:
            wish: The file.
            alone: It takes much longer than others.
        """
        if wish.name in self.made:
            return
        told = f"{self._shared}\n{wish.told}"
        self.made[wish.name] = hashlib.sha256(told.encode()).hexdigest()
        if not self._kept(wish.name):
            self._asked[wish.name] = self._workers.ask(wish, alone=alone)

    def data(self, name: str) -> bytes:
        """A file that was wanted, by its name in the site; waits until it is there.

        Raises:
            ContentError: It cannot be made; with the file of the text.
        """
        asked = self._asked.pop(name, None)
        if asked:
            self._data[name] = asked()
        return self._data[name]

    def files(self, each: SourceItem, lang: Lang) -> Iterator[MadeFile]:
        """The sheets and the document of an item, the first for most people; waits for them.

        Raises:
            ContentError: One cannot be made; with the file of the text.
        """
        for wish in self._wishes(each, lang):
            if not isinstance(wish, _Picture):
                yield MadeFile(wish.file, wish.title, self.data(wish.name))

    def picture(self, each: SourceItem, lang: Lang) -> MadeFile:
        """A picture for links to the page: the title on its theme's colour; waits for it."""
        wish = _Picture(each, lang)
        return MadeFile(wish.file, "", self.data(wish.name))

    def _wishes(self, each: SourceItem, lang: Lang) -> tuple[_Wish, ...]:
        key = (each.item.id, lang)
        if key not in self._wished:
            self._wished[key] = tuple(self._possible(each, lang))
        return self._wished[key]

    def _possible(self, each: SourceItem, lang: Lang) -> Iterator[_Wish]:
        if each.item.record.kind in (Kind.MATERIAL, Kind.PRACTICE):
            for name, layout, part in LAYOUTS:
                if not why_not(each.item, lang, layout, Paper.A4, part):
                    yield _Sheet(each, lang, self._facts, self._site, name, layout, part)
        yield _Document(each, lang, self._facts)
        yield _Picture(each, lang)

    def _kept(self, name: str) -> bool:
        if self._old.get(name) != self.made[name]:
            return False
        try:
            self._data[name] = (self._before / name).read_bytes()
        except OSError:  # somebody has taken it away: it is made again
            return False
        return True


@dataclass(frozen=True)
class _Wish:
    """A file of an item in a language; called, it is made."""

    each: SourceItem
    lang: Lang

    @property
    def ending(self) -> str:
        """What its name ends with."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """Message id of what it is; ``""`` needs no words."""
        return ""

    @property
    def file(self) -> str:
        """Its name beside the page of its language."""
        return f"{FOLDER}/{self.each.item.id}{self.ending}"

    @property
    def name(self) -> str:
        """Its name in the site."""
        return f"{self.lang}/{self.file}"

    @property
    def told(self) -> str:
        """Everything that it follows from, but for what all files share."""
        return f"{item_hash(self.each.item)}\n{self.name}"

    def __call__(self) -> bytes:
        """Its bytes."""
        raise NotImplementedError


@dataclass(frozen=True)
class _Sheet(_Wish):
    facts: Mapping[str, Item]
    site: str
    called: str
    layout: Layout
    part: PartChoice

    @property
    @override
    def ending(self) -> str:
        return f"-{self.called}.pdf"

    @property
    @override
    def title(self) -> str:
        return labels.label(self.part if self.layout is Layout.SHEET else self.layout)

    @override
    def __call__(self) -> bytes:
        source = HeldSource(self.facts, self.each.images, self.site)
        piece = Piece(self.each.item, self.lang, self.part)
        try:
            return pdf.render(make_handout((piece,), source, layout=self.layout))
        except HandoutError as error:
            name = f"{self.lang}.easy.md" if self.layout is Layout.EASY else f"{self.lang}.md"
            raise ContentError(
                ContentErrorCode.OVERFLOW, f"{self.layout}: {error}",
                line=error.line, path=self.each.folder / name,
            ) from error  # fmt: skip


@dataclass(frozen=True)
class _Document(_Wish):
    facts: Mapping[str, Item]

    @property
    @override
    def ending(self) -> str:
        return ".docx"

    @override
    def __call__(self) -> bytes:
        item, images = self.each.item, self.each.images
        document = parts_of(item, self.lang, PartChoice.ALL)
        asked = (label for part in document for label in name_labels(item, part))
        blanks = tuple(dict.fromkeys(asked))
        return docx.write([Draft(item, self.lang, document, self.facts, images, {}, blanks)])


@dataclass(frozen=True)
class _Picture(_Wish):
    @property
    @override
    def ending(self) -> str:
        return ".png"

    @override
    def __call__(self) -> bytes:
        return _picture(self.each.item.texts[self.lang].title, self.each.item.record.theme)


def told_of(made: MadeFile, lang: Lang, words: Mapping[str, str]) -> str:
    """What a file is called on a page, with its size.

    Args:
        made: The file.
        lang: Language of the page.
        words: What the pages say.
    """
    size = catalogue(lang).number(-(-len(made.data) // 1000))
    if not made.title:
        return words["docx"].format(size=size)
    return words["pdf"].format(name=catalogue(lang).gettext(made.title), size=size)


def _picture(title: str, theme: Theme | None) -> bytes:
    """The title over the kit's name; drawn with numbers of colours, so none have to be counted."""
    wide, high = PICTURE
    set_in = [(size, _wrapped(title, _face(size), wide - 2 * _LEFT)) for size in _SIZES]
    fits = (each for each in set_in if len(each[1]) * each[0] * 6 // 5 < high - 240)
    size, lines = next(fits, set_in[-1])
    image = _card(theme).copy()
    _write(image, 110, lines, size, 0)
    out = BytesIO()
    image.save(out, "PNG", compress_type=zlib.Z_RLE)  # of large faces: in half the time
    return out.getvalue()


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(paths.resources() / "fonts/AtkinsonHyperlegibleNext-Bold.ttf"), size
    )


@cache
def _card(theme: Theme | None) -> Image.Image:
    """A picture without a title yet."""
    strong, tint = (ImageColor.getrgb(colour) for colour in _COLOURS[theme])
    image = Image.new("P", PICTURE, 0)
    image.putpalette([*_shades(tint, _INK), *_shades(tint, strong)])
    image.paste(2 * _SHADES - 1, (0, 0, 37, PICTURE[1]))
    _write(image, PICTURE[1] - 110, [TITLE], 40, _SHADES)
    return image


def _write(image: Image.Image, top: int, lines: Sequence[str], size: int, first: int) -> None:
    """Set lines in the shades that begin at a number."""
    shade = [first + each * (_SHADES - 1) // 255 for each in range(256)]
    ascent, descent = _face(size).getmetrics()
    for line in lines:
        cover = Image.new("L", (PICTURE[0] - _LEFT + _HANG, ascent + descent), 0)
        pen, before = float(_HANG), ""
        for sign in line:
            pen += _step(size, before, sign)
            letter, (across, up) = _letter(size, sign)
            cover.paste(255, (round(pen) + across, ascent + up), letter)
            before = sign
        image.paste(cover.point(shade), (_LEFT - _HANG, top), cover.point([0, *[255] * 255]))
        top += size * 6 // 5


@cache
def _step(size: int, before: str, sign: str) -> float:
    """From where a letter begins to where the next one does."""
    return _face(size).getlength(before + sign) - _face(size).getlength(sign)


@cache
def _letter(size: int, sign: str) -> tuple[Image.Image, tuple[int, int]]:
    """How a letter covers its ground, and where that is from where it begins on its line.

    Of large letters the drawing is what takes long, and every title is made of the same ones.
    """
    cover, (across, up) = _face(size).getmask2(sign, "L", anchor="ls")
    return Image.frombytes("L", cover.size, bytes(cover)), (int(across), int(up))


def _shades(paper: tuple[int, ...], ink: tuple[int, ...]) -> list[int]:
    """Red, green, blue of the colours from paper to ink."""
    last = _SHADES - 1
    each = (
        (p * (last - n) + i * n) // last
        for n in range(_SHADES)
        for p, i in zip(paper, ink, strict=True)
    )
    return list(each)


def _wrapped(title: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
