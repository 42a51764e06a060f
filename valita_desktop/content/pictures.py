"""Pictures: what they may be called, what is published of them, what is shown.

An editor gives whatever a camera or a drawing program makes; `prepared` makes of it what
is published: upright, of eight bits, no larger than paper needs, and with nothing in it but
what is seen. Whoever shows a picture takes it by `opened`, for it may be anyone's.
"""

from __future__ import annotations

import contextlib
import io
import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote

from valita_desktop.content import drawing
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.letters import UNSEEN, is_device

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from PIL.Image import Image

PictureType = Literal["image/png", "image/jpeg"]

MOST_PUBLISHED = 8 * 2**20
"""Bytes of a picture in a feed."""
MOST_BYTES = 50_000_000
"""Bytes of a picture that an editor gives."""
MOST_PIXELS = 80_000_000
"""Dots of a picture that is opened: a 64-megapixel telephone has fewer; more would take more
memory than a school's computer has to spare."""
LONGEST = 2400
"""Dots along the longer side: the width of A4 with 290 to the inch. More is not seen on paper."""
LONGEST_NAME = 120

_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises of pictures that are damaged, most of it in what a camera noted."""
_KINDS = ("PNG", "JPEG", "WEBP", "GIF")
_QUALITY = 90
_SEEN_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs")
)
_TEXT_CHUNKS = frozenset((b"tEXt", b"zTXt", b"iTXt"))
_TEXT_KEYS = frozenset(("xmp", "XML:com.adobe.xmp", "photoshop", "comment"))
_MORE = re.compile(rb"\xff[\xe1-\xed\xef\xfe]|\xff\xe0..JFXX|\xff\xd8\xff", re.DOTALL)
"""Segments of a JPEG that hold notes, and pictures inside it or after it: coded dots hold none."""
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_FIRST = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OTHERS = (
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"%PDF", "PDF"),
)
_WRITTEN = re.compile(
    r"(!\[(?:\\.|\[[^\[\]\n]*\]|(?!!\[)[^\[\]\\\n])*\]\()"
    r"(<[^<>\n]*>|(?:[^<>()\n\"]|\([^<>()\n\"]*\)){1,300}?)"
    r"""((?:[ \t]{1,9}(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))?[ \t]{0,9}\))"""
)
_SHIELDED = re.compile(r"\(<([^<>\n]*)>")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:png|jpe?g)")
_NO_NAME = re.compile(rf'{UNSEEN}|[\t\n/\\:*?"<>|]|^\.|^\s|\s$')


class Removed(StrEnum):
    """What a file held that nobody sees, and that is not published."""

    PLACE = "place"
    CAMERA = "camera"
    NOTES = "notes"
    OTHER = "other"


@dataclass(frozen=True)
class PreparedPicture:
    """A picture as it is published.

    Attributes:
        data: Its bytes.
        mime_type: Its type, by its bytes.
        removed: What the file held and this does not.
        size: Width and height of the file in dots; ``None`` where they are the same still.
    """

    data: bytes
    mime_type: PictureType
    removed: tuple[Removed, ...] = ()
    size: tuple[int, int] | None = None


# --- names -----------------------------------------------------------------------------------


def shield_names(markdown: str) -> str:
    """Write the names of pictures so that Markdown takes them: blanks, brackets, underscores."""
    return _WRITTEN.sub(_shielded, markdown)


def _shielded(found: re.Match[str]) -> str:
    name = quote(found[2].strip(" \t<>"), safe="/:%").replace("_", "%5F")
    return f"{found[1]}<{name}>{found[3]}" if name else found[0]


def as_written(markdown: str) -> str:
    """What `shield_names` was given, for a person who wrote it."""
    return _SHIELDED.sub(lambda found: f"({unquote(found[1])}", markdown)


def renamed(markdown: str, names: Mapping[str, str]) -> str:
    """A text that calls its pictures by other names.

    Args:
        markdown: The text.
        names: The new name by the one that `name_of` gives; others stay.
    """

    def by_new_name(found: re.Match[str]) -> str:
        new = names.get(name_of(found[2].strip(" \t<>")))
        return f"{found[1]}{new}{found[3]}" if new else found[0]

    return _WRITTEN.sub(by_new_name, markdown) if names else markdown


def published_name(name: str, mime_type: PictureType, taken: Container[str]) -> str:
    """What a picture is called in a feed, where every program has to take its name.

    Programs of version 0.1 cannot open an item whose pictures have blanks, capital endings or
    letters with dots in their names.

    Args:
        name: The name of the file; it stays where any program takes it.
        mime_type: Of what is published.
        taken: Names of other pictures of the item.
    """
    if _PLAIN_NAME.fullmatch(name) and name not in taken:
        return name
    bare = unicodedata.normalize("NFKD", name.rpartition(".")[0] or name)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")
    suffix = "png" if mime_type == "image/png" else "jpg"
    names = (f"{stem or 'kuva'}{n}.{suffix}" for n in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(each for each in names if each not in taken and not is_device(each))


def name_of(target: str) -> str:
    """The file name that a picture's target in Markdown means; ``""`` where it is none.

    A name is one of the item's own folder, as every computer can have it.
    """
    name = unicodedata.normalize("NFC", unquote(target))
    wrong = len(name) > LONGEST_NAME or _NO_NAME.search(name) or is_device(name)
    return "" if wrong else name


def matching(name: str, there: Iterable[str]) -> str:
    """Which of the files that are there a name means; ``""`` where none or more than one.

    The same name first, however its letters are composed; then the same but for capitals.
    """
    files = {file: unicodedata.normalize("NFC", file) for file in there}
    same = [file for file, plain in files.items() if plain == name]
    alike = same or [file for file, plain in files.items() if plain.lower() == name.lower()]
    return alike[0] if len(alike) == 1 or name in alike else ""


# --- what is published -----------------------------------------------------------------------


def prepared(data: bytes, name: str) -> PreparedPicture:
    """Make of an editor's file what is published of it.

    A PNG or JPEG that is good as it is stays byte for byte.

    Args:
        data: A PNG, JPEG, WebP, still GIF, or an SVG of shapes.
        name: What to call it in an error.

    Raises:
        ContentError: It is none of these, damaged, too large, or an SVG of more than shapes.
    """
    from valita_desktop.content import svg  # late: most programs never meet one

    if svg.is_svg(data):
        return _prepared_drawing(data, name)
    if len(data) > MOST_BYTES:
        raise _too_large(name, data)
    with contextlib.ExitStack() as stack:
        image = stack.enter_context(_recognised(data, name))
        if image.width * image.height > MOST_PIXELS:
            raise ContentError(
                ContentErrorCode.IMAGE_SIZE, f"{name} ({image.width} × {image.height})"
            )
        size, kind = image.size, image.format or ""
        try:
            removed = tuple(_removed(data, image))
            ready, changed = _ready(image)
        except _DAMAGE as error:
            raise ContentError(ContentErrorCode.IMAGE_BROKEN, name) from error
        made, mime_type = data, _type_of(data)
        if changed or removed:
            made, mime_type = _saved(ready, photograph=_is_photograph(kind, data))
    if len(made) > MOST_PUBLISHED:
        raise _too_large(name, made)
    shrunk = max(size) > LONGEST
    return PreparedPicture(made, mime_type, removed, size if shrunk else None)


def _prepared_drawing(data: bytes, name: str) -> PreparedPicture:
    from valita_desktop.content import svg

    try:
        drawn = svg.from_svg(data)
    except svg.SvgRefusedError as error:
        detail = f"{name} ({error.what})"
        raise ContentError(ContentErrorCode.IMAGE_DRAWING, detail) from error
    return PreparedPicture(drawing.as_png(drawn), "image/png")


def _recognised(data: bytes, name: str) -> Image:
    from PIL import Image

    try:
        image = _begun(data, _KINDS)
    except Image.DecompressionBombError as error:
        raise _too_large(name, data) from error
    except _DAMAGE as error:
        broken = data.startswith(_FIRST)
        kind = next((kind for at, mark, kind in _OTHERS if data.startswith(mark, at)), "")
        raise ContentError(
            ContentErrorCode.IMAGE_BROKEN if broken else ContentErrorCode.IMAGE_TYPE,
            f"{name} ({kind})" if kind else name,
        ) from error
    if image.format != "MPO" and getattr(image, "is_animated", False):
        image.close()
        raise ContentError(ContentErrorCode.IMAGE_MOVES, name)
    return image


def _begun(data: bytes, kinds: tuple[str, ...]) -> Image:
    """A picture whose dots are not read yet; whoever asks looks how many they are."""
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=kinds)


def _too_large(name: str, data: bytes) -> ContentError:
    return ContentError(ContentErrorCode.IMAGE_SIZE, f"{name} ({len(data) / 1e6:.0f} MB)")


def _removed(data: bytes, image: Image) -> Iterator[Removed]:
    """What a file holds besides the picture."""
    from PIL import ExifTags

    exif = image.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield Removed.PLACE
    if exif:
        yield Removed.CAMERA
    kinds = {kind for kind, _ in drawing.chunks(data)} - _SEEN_CHUNKS - {b"iCCP", b"eXIf"}
    notes = bool(kinds & _TEXT_CHUNKS or image.info.keys() & _TEXT_KEYS)
    if notes:
        yield Removed.NOTES
    told = notes or bool(exif) or "icc_profile" in image.info
    if kinds - _TEXT_CHUNKS or (_type_of(data) == "image/jpeg" and not told and _has_more(data)):
        yield Removed.OTHER


def _has_more(jpeg: bytes) -> bool:
    """Whether a JPEG holds notes, or a smaller or second picture."""
    small = jpeg[6:11] == b"JFIF\0" and jpeg[18:20] != b"\0\0"
    return small or bool(_MORE.search(jpeg, 2))


def _ready(image: Image) -> tuple[Image, bool]:
    """The picture upright, in plain colours, small enough; and whether it had to be changed."""
    from PIL import ExifTags, ImageOps

    changed = (
        image.format not in ("PNG", "JPEG")
        or "icc_profile" in image.info
        or image.mode not in _PLAIN_MODES
        or max(image.size) > LONGEST
        or image.getexif().get(ExifTags.Base.Orientation, 1) != 1
    )
    image.draft(None, (LONGEST, LONGEST))
    ready = _plain(_in_screen_colours(ImageOps.exif_transpose(image)))
    if max(ready.size) > LONGEST:
        ready = ready.convert("RGB") if ready.mode == "P" else ready
        ready.thumbnail((LONGEST, LONGEST))
    return ready, changed


def _in_screen_colours(image: Image) -> Image:
    """Colours of a camera's or printer's own profile as everybody's (sRGB)."""
    profile = image.info.get("icc_profile")
    if profile and image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if not profile or image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        return image
    from PIL import ImageCms

    grey = image.mode == "L"
    mode = "RGB" if image.mode in ("L", "CMYK") else image.mode
    with contextlib.suppress(ImageCms.PyCMSError, *_DAMAGE):
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
        if turned is not None:
            return turned.convert("L") if grey else turned
    return image


def _saved(image: Image, *, photograph: bool) -> tuple[bytes, PictureType]:
    image.info = {}
    out = io.BytesIO()
    if photograph and image.mode in ("L", "RGB"):
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
        return out.getvalue(), "image/jpeg"
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), "image/png"


def _is_photograph(kind: str, data: bytes) -> bool:
    return kind in ("JPEG", "MPO") or (kind == "WEBP" and b"VP8L" not in data[:64])


def _type_of(data: bytes) -> PictureType:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


# --- what is shown ---------------------------------------------------------------------------


def opened(data: bytes) -> Image | None:
    """Open a published picture, which may be anyone's: upright, in plain colours.

    Returns:
        A picture in grey (``L``), colours, or colours with transparency; ``None`` where the
        bytes are no PNG or JPEG, damaged, or of too many dots.
    """
    from PIL import Image, ImageOps

    if not data or len(data) > MOST_BYTES:
        return None
    try:
        with _begun(data, ("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft(None, (LONGEST, LONGEST))
            plain = _plain(ImageOps.exif_transpose(image))
            return plain.convert("RGB") if plain.mode == "P" else plain.copy()
    except (*_DAMAGE, Image.DecompressionBombError):
        return None


@dataclass(frozen=True)
class UprightPicture:
    """A picture for a program that would not turn it.

    Attributes:
        data: A PNG or JPEG.
        size: Its width and height in dots.
    """

    data: bytes
    size: tuple[int, int]


def upright(data: bytes) -> UprightPicture | None:
    """A published picture as a file that every office program shows rightly.

    Returns:
        The same bytes where they are plain, as everything is that is published now; ``None``
        where `opened` gives none.
    """
    shown = opened(data)
    if shown is None:
        return None
    if drawing.drawing_in(data):  # it is ours, made to be shown
        return UprightPicture(data, shown.size)
    try:
        return UprightPicture(prepared(data, "").data, shown.size)
    except ContentError:
        return None


def _plain(image: Image) -> Image:
    """A picture of eight bits in grey or colours, the same one where it is that already."""
    if image.mode in ("I", "I;16", "I;16B", "I;16L"):
        from PIL import ImageChops

        deep = image.convert("I")
        plain = deep.point(lambda dot: dot * (1 / 257) + 0.5).convert("L")
        clear = image.info.get("transparency")
        if not isinstance(clear, int):
            return plain
        above, below = deep.point(lambda dot: dot - clear), deep.point(lambda dot: dot * -1 + clear)
        other = ImageChops.lighter(above.convert("L"), below.convert("L"))
        plain.putalpha(other.point(lambda dot: 255 if dot else 0))
        return plain.convert("RGBA")
    if "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode not in ("L", "P", "RGB", "RGBA"):
        return image.convert("RGB")
    image.load()
    return image
