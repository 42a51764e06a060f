"""SVG that is safe to print: paths and shapes, in plain colours.

An SVG can hold scripts, fetch from the web, or look otherwise on each computer (letters).
What holds anything but shapes is refused in words that say what to change; nothing is
passed over that would be seen. Notes of the drawing program are not seen and go.

Source:
    SVG 1.1 (Second Edition), 8 (paths), 9 (shapes), 11 (painting).
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from valita_desktop.content.drawing import MOST_CODE, Drawing, number

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 4_000_000
_DEEPEST = 100
_SPACE = "{http://www.w3.org/2000/svg}"
_SHOWN = frozenset(
    ("g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "style")
)
_NOT_SEEN = frozenset(("title", "desc", "metadata", "defs"))
_NEVER = frozenset(("script", "foreignObject", "handler"))
_CSS = re.compile(r"@|(?:url|var|calc)\s*\(|expression|\\|!\s*important", re.IGNORECASE)
_LIGHT_DARK = re.compile(
    r"light-dark\(\s*((?:[^(),]|\([^()]*\))+),(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", re.IGNORECASE
)
"""draw.io writes each colour for a light and a dark screen; paper is light."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[.#]?[\w-]+")
_MOST_SHEET = 20_000
_MOST_ELEMENTS = 4000
_MOST_STEPS = 50_000
"""Numbers and letters of all paths; arcs, which become several curves, as few as elements."""
_STEP = re.compile(r"[A-Za-z]|[\d.]+")
_SIGNS_OF_ARC = 7
_TOLD = re.compile(r"(?<![\w-])([\w-]+)\s*:\s*([^;{}]*)")
_ONE = r"0*1(?:\.0*)?|100(?:\.0*)?%"
_FAINT = rf"{_ONE}|0*\.?0*%?"
_ORIGIN = r"(?:0(?:px|%)?\s*){1,2}"
_WHITE = r"none|transparent|white|#f{3}|#f{6}|rgb\(\s*255,\s*255,\s*255\s*\)|#f{6}ff"
_NO_CHANGE = {
    "opacity": _ONE,
    **dict.fromkeys(("fill-opacity", "stroke-opacity"), _FAINT),
    **dict.fromkeys(("filter", "backdrop-filter", "mask", "clip-path", "d"), "none"),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), "none"),
    **dict.fromkeys(("rotate", "scale", "translate", "offset-path"), "none"),
    "mix-blend-mode": "normal",
    "transform-origin": _ORIGIN,
    **dict.fromkeys(("background", "background-color"), _WHITE),
}
"""What a property may say that changes nothing: anything else would be seen and is not drawn."""
_ATTRIBUTES = _NO_CHANGE.keys() - {"d", "rotate", "scale", "translate", "background"}
_BLACK = re.compile(
    r"(?:black|currentcolor|#0{3,8}|rgba?\((?:0%?,){2}0%?(?:,[\d.]+%?)?\)|hsla?\(.*)?",
    re.IGNORECASE,
)
_MOST_BENT = 1.1
_LENGTH = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_POINTS = {"px": 0.75, "": 0.75, "pt": 1, "pc": 12, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72}
_COLUMN_PT = 160 * 72 / 25.4
"""As wide as this where the file does not say: a column of A4."""
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class SvgRefusedError(ValueError):
    """An SVG cannot be taken.

    Attributes:
        what: The element, attribute or word that is in the way.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def is_svg(data: bytes) -> bool:
    """Whether bytes are meant to be an SVG."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data


def from_svg(data: bytes) -> Drawing:
    """Read an SVG of shapes.

    Raises:
        SvgRefusedError: It is damaged, too large, or holds something else.
    """
    if len(data) > MOST_BYTES or b"<!ENTITY" in data:
        raise SvgRefusedError("ENTITY" if b"<!ENTITY" in data else f"> {MOST_BYTES}")
    try:
        root = ET.fromstring(data)  # noqa: S314 - expat loads nothing; no entities, see above
    except ET.ParseError as error:
        raise SvgRefusedError(f"XML: {error}") from error
    if root.tag != f"{_SPACE}svg":
        raise SvgRefusedError(root.tag.rpartition("}")[2])
    _refuse_too_many(root)
    _sheets_first(root)
    _only_shapes(root, 0)
    left, top, wide, high = _view(root)
    width, height = _size(root, wide, high)
    root.attrib.update({"viewBox": f"{left} {top} {wide} {high}"})
    root.attrib.update({"width": f"{wide}", "height": f"{high}"})
    root.attrib.pop("preserveAspectRatio", None)
    try:
        code = b"".join(line + b"\n" for line in _lines(root, width / wide, height))
    except SvgRefusedError:
        raise
    except (ArithmeticError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SvgRefusedError(f"{type(error).__name__}: {error}"[:80]) from error
    if not 0 < len(code) <= MOST_CODE:
        raise SvgRefusedError("<svg/>" if not code else f"> {MOST_CODE}")
    return Drawing(round(width, 3), round(height, 3), code)


def _refuse_too_many(root: ET.Element) -> None:
    """Refuse what would be drawn for minutes: far more than a map or a plan has."""
    elements, signs, arcs = 0, 0, 0
    for each in root.iter():
        elements += 1
        for name in ("d", "points", "transform", "stroke-dasharray"):
            written = each.get(name, "")
            told = len(_STEP.findall(written))
            signs += told
            arcs += told // _SIGNS_OF_ARC if name == "d" and "a" in written.lower() else 0
    if elements > _MOST_ELEMENTS:
        raise SvgRefusedError(f"> {_MOST_ELEMENTS} <…>")
    if signs > _MOST_STEPS or arcs > _MOST_ELEMENTS:
        raise SvgRefusedError(f"d: > {_MOST_STEPS}")


def _sheets_first(root: ET.Element) -> None:
    """Move style sheets to the front, and refuse those that would be followed by half.

    A sheet holds for the whole drawing; svgelements lets it hold for what comes after it, and
    of selectors it knows a name, a class and an id.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    sheets = list(root.iter(f"{_SPACE}style"))
    for sheet in sheets:
        written = sheet.text or ""
        if len(written) > _MOST_SHEET:
            raise SvgRefusedError(f"<style> > {_MOST_SHEET}")
        sheet.text = _CSS_COMMENT.sub("", written)
        for rule in sheet.text.split("}"):
            selectors, braced, _ = rule.partition("{")
            for each in selectors.split(",") if braced else ():
                if not _SELECTOR.fullmatch(each.strip()):
                    raise SvgRefusedError(f"<style> {each.strip()}"[:60])
        parents[sheet].remove(sheet)
    root[:0] = sheets


def _only_shapes(element: ET.Element, depth: int) -> None:
    """Take out what is never seen; refuse what would be and is no shape."""
    if depth > _DEEPEST:
        raise SvgRefusedError("g > g > g …")
    _only_plain(element)
    for child in list(element):
        name = str(child.tag).removeprefix(_SPACE)
        never = {str(each.tag).removeprefix(_SPACE) for each in child.iter()} & _NEVER
        if never:
            raise SvgRefusedError(min(never))
        if name in _NOT_SEEN or name.startswith("{"):
            element.remove(child)
        elif name not in _SHOWN:
            raise SvgRefusedError(name)
    for child in element:
        _only_shapes(child, depth + 1)


def _only_plain(element: ET.Element) -> None:
    """Refuse scripts, references and what would be seen and is not drawn."""
    for name, value in element.attrib.items():
        element.set(name, _LIGHT_DARK.sub(r"\1", value))
    sheet = element.text or "" if element.tag == f"{_SPACE}style" else ""
    style = f"{element.get('style', '')};{sheet}"
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        if plain.lower().startswith("on") or plain in ("href", "base"):
            raise SvgRefusedError(plain)
        if _CSS.search(value) and plain in ("fill", "stroke", "style", *_NO_CHANGE):
            raise SvgRefusedError(f"{plain}: {value}"[:60])
        if plain in _ATTRIBUTES:
            style += f";{plain}:{value}"
    _only_drawn(style)


def _only_drawn(style: str) -> None:
    """Refuse what a style tells that would be seen and is not drawn."""
    found = _CSS.search(style)
    if found:
        raise SvgRefusedError(style[found.start() :][:60])
    for name, value in _TOLD.findall(style):
        good = _NO_CHANGE.get(name.lower())
        shouted = name != name.lower()  # a browser takes it, svgelements does not
        if shouted or (good and not re.fullmatch(good, value.strip(), re.IGNORECASE)):
            raise SvgRefusedError(f"{name}: {value.strip()}"[:60])


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    numbers = re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", root.get("viewBox", ""), re.IGNORECASE)
    if len(numbers) == 4:  # noqa: PLR2004 - left, top, width, height
        left, top, wide, high = map(float, numbers)
    else:
        left = top = 0.0
        wide, high = (_points(root.get(name)) / 0.75 for name in ("width", "height"))
    if not (0 < wide < 10**6 and 0 < high < 10**6):
        raise SvgRefusedError("viewBox")
    return left, top, wide, high


def _size(root: ET.Element, wide: float, high: float) -> tuple[float, float]:
    """Size on paper in pt: as the file says, else as wide as a column."""
    width, height = _points(root.get("width")), _points(root.get("height"))
    if not width:
        width = height * wide / high or _COLUMN_PT
    bent = height and abs(width / height - wide / high) > 0.01 * wide / high
    if bent and re.search("none|slice", root.get("preserveAspectRatio", "")):
        raise SvgRefusedError("preserveAspectRatio")
    scale = min(1.0, 2 * _COLUMN_PT / max(width, width * high / wide))
    return width * scale, width * scale * high / wide


def _points(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _POINTS[found[2].lower()] if found else 0.0


def _lines(root: ET.Element, scale: float, height: float) -> Iterator[bytes]:
    from svgelements import SVG, Path, Shape

    written = io.BytesIO(ET.tostring(root))
    for each in SVG.parse(written, reify=False, ppi=96).elements():
        if not isinstance(each, Shape) or each.values.get("visibility") in ("hidden", "collapse"):
            continue
        if _is_bent(each):
            turned = each.transform
            across = f"{turned.a:g}, {turned.b:g}, {turned.c:g}, {turned.d:g}"
            raise SvgRefusedError(f"stroke, transform: {across}")
        each.reify()
        path = Path(each)
        path.approximate_arcs_with_cubics()
        steps = list(_steps(path, scale, height))
        pens = list(_pens(each, scale))
        if steps and pens:
            paint, *pens = pens
            line_first = str(each.values.get("paint-order")).split()[0] == "stroke"
            paints = (b"S", paint.replace(b"B", b"f")) if line_first and b"B" in paint else (paint,)
            yield from pens
            for one in paints:
                yield from (*steps, one)


def _is_bent(shape: Any) -> bool:  # noqa: ANN401 - svgelements is untyped
    """Whether a line would be thicker one way than another, which `_pens` cannot draw."""
    turned = shape.transform
    told = shape.values.get("vector-effect") == "non-scaling-stroke"
    if told or not _colour(shape, "stroke") or not shape.stroke_width:
        return False
    first, second = turned.a**2 + turned.b**2, turned.c**2 + turned.d**2
    across = turned.a * turned.c + turned.b * turned.d
    spread = math.sqrt((first - second) ** 2 + 4 * across**2)
    return bool(first + second + spread > _MOST_BENT**2 * (first + second - spread))


def _pens(shape: Any, scale: float) -> Iterator[bytes]:  # noqa: ANN401 - svgelements is untyped
    """How a shape is painted, then the pens for it; nothing where it is not seen."""
    fill, stroke = _colour(shape, "fill"), _colour(shape, "stroke")
    width = float(shape.stroke_width or 0) * scale
    if not width:
        stroke = b""
    odd = b"*" if shape.values.get("fill-rule") == "evenodd" else b""
    if not (fill or stroke):
        return
    yield (b"B" + odd if stroke else b"f" + odd) if fill else b"S"
    if fill:
        yield fill + b" rg"
    if stroke:
        told = shape.values
        yield stroke + b" RG"
        yield number(width) + b" w"
        yield b"%d J" % _CAPS.get(told.get("stroke-linecap") or "butt", 0)
        yield b"%d j" % _JOINS.get(told.get("stroke-linejoin") or "miter", 0)
        yield number(float(told.get("stroke-miterlimit") or 4)) + b" M"
        yield b"[" + b" ".join(_dashes(shape, width)) + b"] 0 d"


def _dashes(shape: Any, width: float) -> Iterator[bytes]:  # noqa: ANN401 - as above
    told = (shape.values.get("stroke-dasharray") or "none").replace(",", " ").split()[:20]
    if told == ["none"]:
        return
    pen = str(shape.values.get("stroke-width") or "1")
    offset = str(shape.values.get("stroke-dashoffset") or "0")
    for each in (pen, *told):
        if not _LENGTH.fullmatch(each):
            raise SvgRefusedError(f"stroke-dasharray: {' '.join(told)}, {pen}"[:60])
    lengths = [_points(each) for each in told]
    if not sum(lengths):
        return
    if not re.fullmatch(r"-?[0.]+(?:px|mm|pt|%)?", offset):
        raise SvgRefusedError(f"stroke-dashoffset: {offset}"[:60])
    grown = width / (_points(pen) or 0.75)
    yield from (number(each * grown) for each in lengths)


def _colour(shape: Any, name: str) -> bytes:  # noqa: ANN401 - as above
    """Red, green and blue from 0 to 1; ``b""`` for none.

    Raises:
        SvgRefusedError: It shines through, or svgelements does not know it: that is black there.
    """
    colour, told = getattr(shape, name), shape.values
    if colour is None or colour.value is None or not colour.alpha:
        return b""
    if colour.alpha < 255:  # noqa: PLR2004 - of a byte
        raise SvgRefusedError(str(colour))
    written = str(told.get(name) or "")
    if written.lower() == "currentcolor":
        written = str(told.get("color") or "")
    if not (
        colour.red or colour.green or colour.blue or _BLACK.fullmatch(written.replace(" ", ""))
    ):
        raise SvgRefusedError(f"{name}: {written}"[:60])
    return b" ".join(number(part / 255) for part in (colour.red, colour.green, colour.blue))


def _steps(path: Any, scale: float, height: float) -> Iterator[bytes]:  # noqa: ANN401 - as above
    from svgelements import Close, CubicBezier, Line, Move, QuadraticBezier

    def at(*points: Any) -> bytes:  # noqa: ANN401 - as above
        pairs = ((number(p.x * scale), number(height - p.y * scale)) for p in points)
        return b" ".join(one for pair in pairs for one in pair)

    for step in path:
        if isinstance(step, Move):
            yield at(step.end) + b" m"
        elif isinstance(step, Close):
            yield b"h"
        elif isinstance(step, CubicBezier):
            yield at(step.control1, step.control2, step.end) + b" c"
        elif isinstance(step, QuadraticBezier):
            first = step.start + (step.control - step.start) * (2 / 3)
            second = step.end + (step.control - step.end) * (2 / 3)
            yield at(first, second, step.end) + b" c"
        elif isinstance(step, Line):
            yield at(step.end) + b" l"
        else:
            raise SvgRefusedError(type(step).__name__)
