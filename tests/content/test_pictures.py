"""What an editor's picture becomes: upright, plain, small, with nothing in it that is not seen."""

from __future__ import annotations

import contextlib
import io
import random
import unicodedata

import pytest
from PIL import Image, ImageCms

from tests import pictures as made
from valita_desktop.content.blocks import Image as ImageBlock
from valita_desktop.content.markdown import parse
from valita_desktop.content.pictures import (
    LONGEST,
    Removed,
    matching,
    opened,
    prepared,
    upright,
)
from valita_desktop.errors import ContentError, ContentErrorCode

WAYS = (1, 3, 6, 8)


def published(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(prepared(data, "kuva").data))


def is_square(image: Image.Image | None) -> bool:
    """Whether it is the red square at the upper left of a field that lies."""
    assert image is not None
    plain = image.convert("RGB")
    colours = [plain.getpixel(at) for at in ((10, 10), (100, 10), (10, 50), (100, 50))]
    red = [abs(got - want) < 12 for got, want in zip(colours[0], made.RED, strict=True)]  # type: ignore[arg-type]
    return image.size == made.SIZE and all(red) and all(min(c) > 240 for c in colours[1:])  # type: ignore[arg-type]


def refused(data: bytes) -> tuple[ContentErrorCode, str]:
    with pytest.raises(ContentError) as caught:
        prepared(data, "kuva")
    return caught.value.code, caught.value.detail


# --- which way is up -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("way", WAYS)
def test_a_photograph_is_published_upright(way: int, kind: str) -> None:
    assert is_square(published(made.photograph(way, kind)))


@pytest.mark.parametrize("way", WAYS)
def test_a_photograph_that_was_published_lying_is_shown_upright(way: int) -> None:
    assert is_square(opened(made.photograph(way)))


# --- colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize("look", [opened, published])
def test_the_middle_of_16_bits_is_grey(look: object) -> None:
    image = look(made.grey_16())  # type: ignore[operator]  # both take bytes

    assert [image.getpixel((x, 20)) for x in (0, 119)] == [0, 255]
    assert abs(image.getpixel((59, 20)) - 127) <= 2


@pytest.mark.parametrize("look", [opened, published])
@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK"])
def test_every_kind_of_colours_is_taken(mode: str, look: object) -> None:
    image = made.square().quantize(16) if mode == "P" else made.square(mode)
    shown = look(made.saved(image, "JPEG" if mode == "CMYK" else "PNG"))  # type: ignore[operator]

    assert shown.size == made.SIZE
    assert min(shown.convert("RGB").getpixel((100, 50))) > 240
    if mode in ("P", "CMYK"):
        assert is_square(shown)


def test_ink_of_a_printing_house_becomes_its_colour() -> None:
    image = Image.new("CMYK", (20, 20), (0, 255, 255, 0))

    assert published(made.saved(image, "JPEG", quality=95)).getpixel((5, 5)) == pytest.approx(
        (255, 0, 0), abs=6
    )


def test_a_profile_is_applied_and_not_published() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = made.saved(made.square(), "JPEG", icc_profile=profile)

    ready = prepared(data, "kuva")

    assert is_square(Image.open(io.BytesIO(ready.data)))
    assert profile[:200] not in ready.data


def test_a_profile_of_greys_and_of_a_palette_is_applied() -> None:
    grey = Image.new("L", (20, 20), 128)
    data = made.saved(grey, icc_profile=made.profile(b"GRAY", kTRC=made.LIGHT_AS_IT_IS))
    assert published(data).getpixel((5, 5)) == pytest.approx(188, abs=2)

    swapped = {"rXYZ": made.GREEN_XYZ, "gXYZ": made.RED_XYZ, "bXYZ": made.BLUE_XYZ}
    curves = dict.fromkeys(("rTRC", "gTRC", "bTRC"), made.LIGHT_AS_IT_IS)
    red = Image.new("RGB", (20, 20), (255, 0, 0)).quantize(4)
    data = made.saved(red, icc_profile=made.profile(b"RGB ", **swapped, **curves))
    assert published(data).convert("RGB").getpixel((5, 5)) == pytest.approx((0, 255, 0), abs=8)


@pytest.mark.parametrize("level", [0, 40_000, 65_535])
@pytest.mark.parametrize("look", [opened, published])
def test_a_grey_of_16_bits_that_is_clear_stays_clear(look: object, level: int) -> None:
    image = look(made.grey_16_clear(level))  # type: ignore[operator]  # both take bytes

    assert [image.getpixel((x, 0))[3] for x in range(3)] == [0, 255, 255]
    assert abs(image.getpixel((1, 0))[0] - 78) <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_clear_stays_clear(mode: str) -> None:
    clear = Image.new(mode, (20, 20), 0)

    shown = opened(prepared(made.saved(clear), "kuva").data)

    assert shown is not None
    assert shown.getpixel((5, 5))[3] == 0  # type: ignore[index]


# --- what is not seen ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_neither_maker_nor_place_is_published(kind: str) -> None:
    ready = prepared(made.photograph(1, kind), "kuva")

    assert b"Maker" not in ready.data
    assert not Image.open(io.BytesIO(ready.data)).getexif()
    assert ready.removed == (Removed.PLACE, Removed.CAMERA)


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>'
NOTES = {
    "comment": (made.saved(made.square(), "JPEG", comment=b"secret"), Removed.NOTES),
    "xmp": (made.saved(made.square(), "JPEG", xmp=XMP), Removed.NOTES),
    "c2pa": (
        made.saved(made.square(), "JPEG").replace(b"\xff\xdb", b"\xff\xeb\0\x08secret\xff\xdb", 1),
        Removed.OTHER,
    ),
    "second picture": (made.saved(made.square(), "JPEG") * 2 + b"secret", Removed.OTHER),
    "text": (
        made.saved(made.square()).replace(
            b"\0\0\0\0IEND", made.png_chunk(b"tEXt", b"a\0secret") + b"\0\0\0\0IEND"
        ),
        Removed.NOTES,
    ),
    "private": (
        made.saved(made.square()).replace(
            b"\0\0\0\0IEND", made.png_chunk(b"seCr", b"secret") + b"\0\0\0\0IEND"
        ),
        Removed.OTHER,
    ),
    "after the end": (made.saved(made.square()) + b"secret", Removed.OTHER),
}


@pytest.mark.parametrize("what", NOTES)
def test_nothing_that_is_not_seen_is_published(what: str) -> None:
    data, named = NOTES[what]

    ready = prepared(data, "kuva")

    assert ready.removed == (named,)
    assert b"secret" not in ready.data
    assert is_square(Image.open(io.BytesIO(ready.data)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_plain_picture_stays_byte_for_byte(kind: str) -> None:
    data = made.saved(made.square(), kind)

    ready = prepared(data, "kuva")

    assert (ready.data, ready.mime_type) == (data, f"image/{kind.lower()}")
    assert (ready.removed, ready.size) == ((), None)


def test_what_is_published_is_published_again_as_it_is() -> None:
    once = prepared(made.photograph(6), "kuva").data

    assert prepared(once, "kuva").data == once


# --- sizes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [1, 6])
def test_a_large_photograph_becomes_as_large_as_paper_shows(way: int) -> None:
    ready = prepared(made.photograph(way, size=(4800, 2400)), "kuva")

    assert Image.open(io.BytesIO(ready.data)).size == (LONGEST, LONGEST // 2)
    assert ready.size in ((4800, 2400), (2400, 4800))


def test_a_picture_of_too_many_dots_is_never_opened() -> None:
    assert refused(made.png_that_claims(60_000, 60_000))[0] is ContentErrorCode.IMAGE_SIZE
    assert refused(made.png_that_claims(9000, 9000)) == (
        ContentErrorCode.IMAGE_SIZE,
        "kuva (9000 × 9000)",
    )
    assert opened(made.png_that_claims(60_000, 60_000)) is None
    assert opened(made.png_that_claims(9000, 9000)) is None


@pytest.mark.filterwarnings("ignore:Image size:RuntimeWarning")  # as the command line does
def test_a_picture_of_many_dots_is_refused_before_it_is_read() -> None:
    data = made.png_that_claims(12_000, 9000)

    assert refused(data)[0] is ContentErrorCode.IMAGE_SIZE
    assert opened(data) is None


# --- kinds -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_pictures_of_the_web_are_taken(kind: str) -> None:
    ready = prepared(made.saved(made.square(), kind), "kuva")

    assert is_square(Image.open(io.BytesIO(ready.data)))
    assert ready.mime_type in ("image/png", "image/jpeg")


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind: str) -> None:
    frames = [made.square(), Image.new("RGB", made.SIZE, "blue")]
    data = made.saved(frames[0], kind, save_all=True, append_images=frames[1:])

    assert refused(data)[0] is ContentErrorCode.IMAGE_MOVES


OTHERS = {
    b"\0\0\0\x18ftypheic" + b"\0" * 40: "kuva (HEIC)",
    b"\0\0\0\x18ftypavif" + b"\0" * 40: "kuva (AVIF)",
    b"II*\0" + b"\0" * 40: "kuva (TIFF)",
    b"%PDF-1.7": "kuva (PDF)",
    b"": "kuva",
    b"words": "kuva",
}


@pytest.mark.parametrize("data", OTHERS)
def test_other_kinds_are_refused_by_their_name(data: bytes) -> None:
    assert refused(data) == (ContentErrorCode.IMAGE_TYPE, OTHERS[data])


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_told_as_damaged(kind: str) -> None:
    data = made.saved(made.square(size=(400, 400)).effect_spread(9), kind)

    assert refused(data[: len(data) // 2]) == (ContentErrorCode.IMAGE_BROKEN, "kuva")
    assert opened(data[: len(data) // 2]) is None


# --- names -----------------------------------------------------------------------------------

NAMES = (
    "IMG_2034.JPG",
    "IMG____1_2.JPG",
    "kuva 1.jpg",
    "kuva (1).jpg",
    "Pöytä ja tuoli.jpeg",
    "50 %.png",
    "Kevin's.png",
    "ei tyyppiä",
    "piirros.svg",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_may_be_called_as_cameras_and_windows_call_it(name: str) -> None:
    (part,) = parse(f'![Kaksi [2] ihmistä]({name} "Ryhmä")')

    (block,) = part.blocks
    assert isinstance(block, ImageBlock)
    assert (block.src, block.alt) == (name, "Kaksi [2] ihmistä")


@pytest.mark.parametrize("name", ["../kuva.png", "a/b.png", "https://a.fi/a b.png", ".kuva", "a:b"])
def test_what_is_no_file_of_the_folder_is_told_as_a_name(name: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(f"![Kaksi ihmistä]({name})")

    assert (caught.value.code, caught.value.detail) == (ContentErrorCode.IMAGE_NAME, name)


def test_a_picture_in_a_line_is_told_whatever_it_is_called() -> None:
    with pytest.raises(ContentError) as caught:
        parse("Ennen ![Kaksi](kuva 1.jpg) jälkeen")

    assert caught.value.code is ContentErrorCode.IMAGE_INLINE


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    apart = unicodedata.normalize("NFD", "pöytä.png")

    assert matching("pöytä.png", [apart, "muu.png"]) == apart


def test_two_names_that_differ_in_capitals_stay_two() -> None:
    there = ["kuva.png", "Kuva.PNG"]

    assert [matching(name, there) for name in (*there, "KUVA.png")] == [*there, ""]
    assert matching("img_1.jpg", ["IMG_1.JPG"]) == "IMG_1.JPG"


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_with_any_byte_wrong_is_shown_or_refused(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    made.square().save(out, kind, exif=exif)
    data = out.getvalue()
    chance = random.Random(5)
    for _ in range(400):
        wrong = bytearray(data)
        wrong[chance.randrange(min(len(data), 400))] = chance.choice((0, 1, 255))
        shown = opened(bytes(wrong))
        upright(bytes(wrong))
        with contextlib.suppress(ContentError):
            assert prepared(bytes(wrong), "kuva").data
        assert shown is None or shown.size


def test_what_a_camera_noted_wrongly_is_a_damaged_picture() -> None:
    """An orientation of letters, which Pillow cannot write back."""
    exif = Image.Exif()
    exif[0x0112], exif[0x011A] = 6, 300.0
    raw = bytearray(exif.tobytes())
    at = raw.index(bytes([0x1A, 0x01]) if raw[6:8] == b"II" else bytes([0x01, 0x1A]))
    raw[at + (2 if raw[6:8] == b"II" else 3)] = 2
    out = io.BytesIO()
    made.square().save(out, "PNG", exif=bytes(raw))

    with contextlib.suppress(ContentError):
        prepared(out.getvalue(), "kuva")
    assert upright(out.getvalue()) is None or opened(out.getvalue())
