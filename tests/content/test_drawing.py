"""An SVG of shapes becomes a drawing that travels in a PNG; nothing else does."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from tests import pictures as made
from valita_desktop.content import drawing, svg
from valita_desktop.content.drawing import Drawing, drawing_in
from valita_desktop.content.pictures import prepared
from valita_desktop.errors import ContentError, ContentErrorCode

MM = 72 / 25.4


def drawn(inside: str, attributes: str = 'viewBox="0 0 100 50" width="50mm"') -> Image.Image:
    """An SVG as everybody sees it: 590 × 295 dots."""
    data = drawing.as_png(svg.from_svg(made.svg(inside, attributes)))
    return Image.open(io.BytesIO(data)).convert("RGB")


def colour(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place of a picture, which is 100 wide and 50 high."""
    found: tuple[int, int, int] = image.getpixel(  # type: ignore[assignment]  # it has no others
        (round(x / 100 * image.width), round(y / 50 * image.height))
    )
    return found


WHITE, RED, BLUE = (255, 255, 255), (255, 0, 0), (0, 0, 255)
SHAPES = {
    "rect": '<rect x="10" y="10" width="20" height="20" fill="red"/>',
    "path": '<path d="M10 10h20v20h-20z" fill="red"/>',
    "polygon": '<polygon points="10,10 30,10 30,30 10,30" style="fill:#f00"/>',
    "circle": '<circle cx="20" cy="20" r="10" fill="rgb(255,0,0)"/>',
    "arc": '<path fill="red" d="M10 20a10 10 0 0 1 20 0a10 10 0 0 1-20 0"/>',
    "curves": '<path fill="red" d="M10 20q0-10 10-10t10 10s0 10-10 10s-10-5-10-10"/>',
    "line": '<line x1="10" y1="20" x2="30" y2="20" stroke="red" stroke-width="4"/>',
    "polyline": '<polyline points="10,20 30,20" fill="none" stroke="red" stroke-width="4"/>',
    "moved": '<g transform="translate(10 10) scale(2)" fill="red"><path d="M0 0h10v10H0"/></g>',
    "inherited": '<g fill="red"><g><rect x="10" y="10" width="20" height="20"/></g></g>',
    "style sheet": '<defs><style>.a{fill:red}</style></defs><path class="a" d="M10 10h20v20H9"/>',
    "style sheet at the end": (
        '<path class="a" d="M10 10h20v20H9"/><style>/* a, b */ #x, .a {fill:red} g{}</style>'
    ),
    "notes of a program": (
        '<title>t</title><metadata><x/></metadata><n:view xmlns:n="urn:n" n:a="1"/>'
        '<rect style="opacity:1;fill:red;fill-opacity:1" x="10" y="10" width="20" height="20"/>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_seen_where_it_is_drawn(name: str) -> None:
    image = drawn(SHAPES[name])

    assert colour(image, 20, 20) == RED
    assert [colour(image, *at) for at in ((5, 5), (90, 45), (45, 20))] == [WHITE] * 3


def test_areas_have_holes_as_drawn() -> None:
    ring = "M10 10h30v30h-30z M20 20h10v10h-10z"

    assert colour(drawn(f'<path fill="red" d="{ring}"/>'), 25, 25) == RED
    assert colour(drawn(f'<path fill="red" fill-rule="evenodd" d="{ring}"/>'), 25, 25) == WHITE


def test_lines_are_dashed_as_drawn() -> None:
    image = drawn(
        '<path d="M0 25h100" stroke="blue" stroke-width="8" stroke-dasharray="20 30" fill="none"/>'
    )

    assert [colour(image, x, 25) for x in (10, 35, 60, 85)] == [BLUE, WHITE, BLUE, WHITE]


@pytest.mark.parametrize(
    "pen",
    [
        'stroke-width="5" stroke-dasharray="1.25e1"',
        'stroke-width="5" stroke-dasharray="12.5px, 12.5px"',
        'stroke-width="1.25mm" stroke-dasharray="12.5 12.5"',
    ],
)
def test_dashes_are_as_long_as_they_are_called(pen: str) -> None:
    image = drawn(f'<path d="M0 25H100" stroke="blue" {pen}/>')

    assert [colour(image, x, 25) for x in (6, 19, 31, 44)] == [BLUE, WHITE, BLUE, WHITE]


def test_a_line_that_is_painted_first_is_under_the_area() -> None:
    image = drawn(
        '<rect x="20" y="20" width="60" height="20" fill="red" stroke="blue" stroke-width="10" '
        'style="paint-order:stroke fill markers"/>'
    )

    assert [colour(image, x, 30) for x in (17, 23, 50)] == [BLUE, RED, RED]


def test_colours_for_light_and_dark_screens_are_the_light_ones() -> None:
    image = drawn(
        '<rect width="50" height="50" fill="#000" style="fill: light-dark(rgb(255, 0, 0), '
        'var(--ge-dark-color, rgb(9, 9, 9)));"/>'
        '<rect x="50" width="50" height="50" fill="light-dark(blue, #121212)"/>'
    )

    assert [colour(image, x, 25) for x in (25, 75)] == [RED, BLUE]


def test_a_drawing_that_is_to_be_stretched_is_refused() -> None:
    stretched = 'viewBox="0 0 100 50" width="90mm" height="20mm" preserveAspectRatio="none"'

    with pytest.raises(svg.SvgRefusedError, match="preserveAspectRatio"):
        svg.from_svg(made.svg(SHAPES["rect"], stretched))


def test_what_is_hidden_is_not_drawn() -> None:
    hidden = (
        '<rect width="100" height="50" fill="red" display="none"/>'
        '<rect width="100" height="50" fill="red" visibility="hidden"/>'
        '<rect width="100" height="50" fill="none"/><circle cx="50" cy="25" r="5" fill="red"/>'
    )

    assert colour(drawn(hidden), 10, 10) == WHITE


SIZES = {
    'viewBox="0 0 100 50" width="50mm"': (50, 25),
    'viewBox="0 0 100 50" height="25mm"': (50, 25),
    'viewBox="0 0 100 50"': (160, 80),
    'viewBox="0 0 100 50" width="100%"': (160, 80),
    'width="96" height="48"': (25.4, 12.7),
    'viewBox="-50 -25 100 50" width="2in"': (50.8, 25.4),
    'viewBox="0 0 100 50" width="4m"': (160, 80),
}


@pytest.mark.parametrize("attributes", SIZES)
def test_a_drawing_is_as_large_as_its_file_says(attributes: str) -> None:
    made_of = svg.from_svg(made.svg('<circle r="40"/>', attributes))

    assert (made_of.width / MM, made_of.height / MM) == pytest.approx(SIZES[attributes], abs=0.01)


REFUSED = {
    "<script>x</script>": "script",
    "<defs><script>x</script></defs><rect/>": "script",
    '<rect onload="x"/>': "onload",
    '<image href="https://a.invalid/x.png"/>': "image",
    '<a href="https://a.invalid"><rect/></a>': "a",
    '<use href="#a"/>': "use",
    '<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"/>': "href",
    "<text>sana</text>": "text",
    "<foreignObject><p/></foreignObject>": "foreignObject",
    '<rect fill="url(#g)"/>': "fill: url(#g)",
    '<rect style="fill:u\\72l(x)"/>': "style: fill:u\\72l(x)",
    '<style>@import "x";</style><rect/>': '@import "x";',
    "<style>.a.b{fill:red}</style><rect/>": "<style> .a.b",
    "<g><style>rect{} g .a{fill:red}</style></g><rect/>": "<style> g .a",
    "<style>@media print{rect{fill:red}}</style><rect/>": "<style> @media print",
    "<style>rect{fill:red}" + " " * 20_000 + "</style><rect/>": "<style> > 20000",
    '<rect filter="url(#f)"/>': "filter: url(#f)",
    '<rect width="5" height="5" opacity=".5"/>': "opacity: .5",
    '<rect width="5" height="5" opacity="0"/>': "opacity: 0",
    '<g opacity="5e-1"><rect width="5" height="5"/></g>': "opacity: 5e-1",
    '<svg width="5" height="5"><rect width="50" height="50"/></svg>': "svg",
    '<rect width="5" height="5" fill="punainen"/>': "fill: punainen",
    '<rect width="5" height="5" style="fill:var(--x, red)"/>': "style: fill:var(--x, red)",
    '<rect width="5" height="5" fill="oklch(60% 0.2 20)"/>': "fill: oklch(60% 0.2 20)",
    '<rect width="5" height="5" fill="rgb(200 30 30)"/>': "fill: rgb(200 30 30)",
    '<g fill="red"><rect width="5" height="5" fill="inherit"/></g>': "fill: inherit",
    '<g color="uusi"><rect width="5" height="5" fill="currentColor"/></g>': "fill: uusi",
    "<style>rect{fill:red !important}</style><rect/>": "!important}",
    '<rect style="FILL:RED" width="5" height="5"/>': "FILL: RED",
    '<rect style="clip-path:circle(10px)"/>': "clip-path: circle(10px)",
    '<rect style="filter:blur(5px)"/>': "filter: blur(5px)",
    '<rect style="mix-blend-mode:multiply"/>': "mix-blend-mode: multiply",
    '<rect transform="rotate(45)" transform-origin="50 50"/>': "transform-origin: 50 50",
    '<g style="background:#ff0"/>': "background: #ff0",
    '<path d="M0 5H9" stroke="red" stroke-dasharray="10%"/>': "stroke-dasharray: 10%, 1",
    '<path d="M0 5H9" stroke="red" stroke-dasharray="4" stroke-dashoffset="2"/>': (
        "stroke-dashoffset: 2"
    ),
    '<path d="M0 5H9" stroke="red" transform="scale(10,1)"/>': "stroke, transform: 10, 0, 0, 1",
    '<rect style="fill-opacity: 50%"/>': "fill-opacity: 50%",
    '<rect width="5" height="5" fill="#ff000080"/>': "#ff000080",
    "<linearGradient/>": "linearGradient",
    "<animate/>": "animate",
    "": "<svg/>",
    "<g>" * 200 + "</g>" * 200: "g > g > g …",
}


@pytest.mark.parametrize("inside", REFUSED)
def test_what_is_no_plain_shape_is_refused_by_its_name(inside: str) -> None:
    with pytest.raises(ContentError) as caught:
        prepared(made.svg(inside), "a.svg")

    assert caught.value.code is ContentErrorCode.IMAGE_DRAWING
    assert caught.value.detail == f"a.svg ({REFUSED[inside]})"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        b"<svg/>",
        made.svg('<path d="M0 0 L1e99 5"/>'),
        made.svg("<rect/>", 'viewBox="0 0 0 0"'),
        made.svg("<rect/>" + " " * svg.MOST_BYTES),
    ],
    ids=["entity", "cut", "no namespace", "far away", "no size", "too large"],
)
def test_a_damaged_or_immense_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(svg.SvgRefusedError):
        svg.from_svg(data)


def test_a_drawing_travels_in_a_picture_that_everybody_can_show() -> None:
    ready = prepared(made.DRAWING, "a.svg")
    image = Image.open(io.BytesIO(ready.data))

    assert (ready.mime_type, image.size) == ("image/png", (591, 296))
    assert drawing_in(ready.data) == svg.from_svg(made.DRAWING)
    assert b"svg" not in ready.data
    assert prepared(made.DRAWING, "a.svg") == ready


def carrying(code: bytes, head: bytes = b"10 10\n") -> bytes:
    plain = made.saved(made.square())
    chunk = made.png_chunk(b"vpTH", zlib.compress(head + code))
    return plain.replace(b"\0\0\0\0IEND", chunk + b"\0\0\0\0IEND")


GOOD = b"1 0 0 rg\n0 0 m\n1 0 l\n1 1 2 2 3 3.5 c\nh\nf\n"


def test_paths_are_taken() -> None:
    assert drawing_in(carrying(GOOD)) == Drawing(10, 10, GOOD)


@pytest.mark.parametrize(
    "code",
    [
        b"/Im Do\n",
        b"BT (x) Tj ET\n",
        b"Q\n" + GOOD,
        b"0 0 m\n",
        b"f\n",
        GOOD + b"1 0 0 rg /a gs\n",
        b"0 0 m EMC\nf\n",
        b"1e9 0 m\nf\n",
        b"0 0 m\n1 0 l f\n",
        b"0 0 m\n" + b"1 1 l\n" * 200_000 + b"f\n",
    ],
)
def test_nothing_but_paths_goes_on_to_paper(code: bytes) -> None:
    assert drawing_in(carrying(code)) is None


@pytest.mark.parametrize("head", [b"", b"0 0\n", b"-1 5\n", b"a b\n"])
def test_a_drawing_without_a_size_is_none(head: bytes) -> None:
    assert drawing_in(carrying(GOOD, head)) is None


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffvpTH"]
)
def test_a_picture_that_is_cut_short_carries_none(data: bytes) -> None:
    assert drawing_in(data) is None


def test_a_drawing_from_elsewhere_is_not_published() -> None:
    assert drawing_in(prepared(carrying(GOOD), "a.png").data) is None


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="5" cy="5" r="3"/>' * 5000,
        '<g><rect width="1" height="1"/></g>' * 3000,
        "<title>a</title>" * 5000,
        f'<path d="M0 0{"L1 1 " * 40_000}"/>',
        f'<path d="M0 0{"A5 5 0 0 1 9 9 " * 5000}"/>',
        f'<path d="M0 0{"z " * 60_000}"/>',
        f'<polyline points="{"0,0 1,1 " * 20_000}"/>',
        f'<rect width="9" height="9" transform="{"rotate(1) " * 30_000}"/>',
    ],
    ids=["circles", "groups", "titles", "lines", "arcs", "ends", "points", "turns"],
)
def test_far_more_than_a_map_has_is_refused_before_it_is_drawn(inside: str) -> None:
    with pytest.raises(svg.SvgRefusedError) as caught:
        svg.from_svg(made.svg(inside))

    assert caught.value.what.startswith((">", "d: >"))
