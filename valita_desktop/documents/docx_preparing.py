"""The words of a DOCX made ready to be read: what cannot come along is counted and taken out.

Only the tree in memory is changed. What mammoth shows as if it were seen (hidden words) or leaves
out (formulas, drawings in the newer form only, places to write on drawn by tabs, what stands in a
simple field or in a run of a direction, older breaks of lines) becomes words or is told.

Source:
    ECMA-376, part 1, 17 and 22.1 (formulas); part 3, 10 (alternate content). Of part 1: 17.3.2.3,
    17.3.2.8 (directions), 17.3.3.4 (cr), 17.3.3.23 (ptab), 17.3.3.25 (ruby), 17.13.5.15 and .21
    (paragraphs that are gone), 17.16.19 (simple fields).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from valita_desktop.documents.docx_lists import W, value
from valita_desktop.documents.reading import GAP
from valita_desktop.errors import LossCode

if TYPE_CHECKING:
    from valita_desktop.documents.reading import Losses

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_GONE = (f"{W}del", f"{W}moveFrom")
_LEADERS = ("underscore", "dot", "hyphen", "middleDot", "heavy")


def prepare(root: etree._Element, losses: Losses) -> None:
    """Make a tree ready.

    Args:
        root: Of the document or of its notes; it is changed.
        losses: Is told what does not come along.
    """
    _count(root, losses)
    _write_out(root)
    for each in list(root.iter(f"{_MC}AlternateContent")):
        _choose(each)
    for box in root.iter(f"{W}txbxContent"):
        losses[LossCode.TEXT_BOXES] += bool("".join(box.itertext()).strip())
    for each in list(root.iter(f"{_M}oMath")):
        losses[LossCode.EQUATIONS] += 1
        _replace(each, _run("".join(each.itertext())))
    for each in list(root.iter(f"{W}vanish")):
        run = each.getparent().getparent() if each.getparent() is not None else None
        if run is not None and run.tag == f"{W}r" and each.get(f"{W}val") not in ("0", "false"):
            losses[LossCode.HIDDEN] += bool("".join(run.itertext()).strip())
            run.getparent().remove(run)
    for paragraph in root.iter(f"{W}p"):
        _draw_gaps(paragraph)


def _write_out(root: etree._Element) -> None:
    """Write what mammoth passes over in the other way that the format has for the same."""
    for each in list(root.iter(f"{W}cr")):
        each.tag = f"{W}br"
    for each in list(root.iter(f"{W}ptab")):
        _replace(each, etree.Element(f"{W}tab"))
    for each in list(root.iter(f"{W}dir", f"{W}bdo")):
        _put(each, list(each))
    for each in list(root.iter(f"{W}fldSimple")):
        _put(each, _field(each))
    for each in list(root.iter(f"{W}ruby")):
        above = "".join(t.text or "" for t in each.iterfind(f"{W}rt//{W}t"))
        _put(each, [*each.iterfind(f"{W}rubyBase/*"), *([_run(f" ({above})")] if above else ())])
    for each in list(root.iter(f"{W}p")):
        _let_go(each)


def is_gone(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is taken out, by a change that counts as accepted."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _let_go(paragraph: etree._Element) -> None:
    """Take a paragraph out that is deleted, or has moved, with all that is in it.

    Of one that has words left only the end goes: mammoth joins it to the next, where it was
    deleted, so a move is called that. Before a table, or last in a cell, the end has to stay.
    """
    marks = paragraph.findall(f"{W}pPr/{W}rPr/{W}moveFrom")
    marks += paragraph.findall(f"{W}pPr/{W}rPr/{W}del")
    parent = paragraph.getparent()
    if not marks or parent is None:
        return
    after = next(paragraph.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml"), None)
    joined = after is not None and after.tag == f"{W}p"
    if joined and not _has_words(paragraph):
        parent.remove(paragraph)
        return
    for mark in marks:
        if joined:
            mark.tag = f"{W}del"
        else:
            mark.getparent().remove(mark)


def _has_words(paragraph: etree._Element) -> bool:
    """Whether anything is left of a paragraph once changes count as accepted."""
    return any(
        not any(above.tag in _GONE for above in run.iterancestors())
        for run in paragraph.iter(f"{W}r", f"{_M}r")
    )


def _field(simple: etree._Element) -> list[etree._Element]:
    """A simple field as the runs of one that is not."""
    said = etree.Element(f"{W}r")
    etree.SubElement(said, f"{W}instrText").text = simple.get(f"{W}instr")
    return [_mark("begin"), said, _mark("separate"), *simple.iterfind("*"), _mark("end")]


def _mark(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    return run


def _count(root: etree._Element, losses: Losses) -> None:
    """Count what will not come, as it stands before anything is changed."""
    names = {
        LossCode.COMMENTS: (f"{W}commentReference",),
        LossCode.CHANGES: (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"),
        LossCode.NOTES: (f"{W}footnoteReference", f"{W}endnoteReference"),
        LossCode.OBJECTS: (f"{_O}OLEObject", f"{W}control", f"{W}altChunk", f"{W}subDoc"),
        LossCode.CHOICES: (f"{W}dropDownList", f"{W}comboBox", f"{W}ddList"),
    }
    for code, tags in names.items():
        losses[code] += sum(1 for _ in root.iter(*tags))
    for each in root.iter(f"{_A}graphicData"):
        uri = each.get("uri", "")
        if uri == _PICTURE:
            losses[LossCode.PICTURES] += sum(
                1 for blip in each.iter(f"{_A}blip") if not blip.get(f"{_R}embed")
            )
        elif uri.startswith(_SHAPE):
            shapes = list(each.iter(f"{_WPS}wsp")) or [each]
            losses[LossCode.SHAPES] += sum(
                1 for shape in shapes if shape.find(f"{_WPS}txbx") is None
            )
            filled = (
                fill for shape in shapes for fill in shape.iterfind(f"{_WPS}spPr/{_A}blipFill")
            )
            losses[LossCode.PICTURES] += sum(1 for _ in filled)
        else:
            losses[LossCode.CHARTS] += 1
    for each in root.iter(f"{_V}line", f"{_V}oval", f"{_V}polyline"):
        newer = any(above.tag == f"{_MC}Fallback" for above in each.iterancestors())
        losses[LossCode.SHAPES] += not newer


def _choose(content: etree._Element) -> None:
    """Leave the older form of a drawing, or the words and pictures of the newer one."""
    fallback = content.find(f"{_MC}Fallback")
    choice = content.find(f"{_MC}Choice")
    newer = [] if choice is None else list(choice.iter(f"{W}txbxContent"))
    older = [] if fallback is None else list(fallback.iter(f"{W}txbxContent"))
    if fallback is not None and (older or not newer):
        if choice is not None:
            content.remove(choice)
        blips = [] if choice is None else list(choice.iter(f"{_A}blip"))
        if blips and next(fallback.iter(f"{_V}imagedata", f"{_A}blip"), None) is None:
            drawn = [each for each in choice if each.tag == f"{W}drawing"]
            for box in newer:  # its words come from the older form
                box.getparent().remove(box)
            _put(content, [*drawn, *(fallback if older else ())])
        return
    if newer:
        picture = etree.Element(f"{W}pict")
        for box in newer:
            etree.SubElement(etree.SubElement(picture, f"{_V}shape"), f"{_V}textbox").append(box)
        _put(content, [picture])
    elif choice is not None:
        _put(content, list(choice))


def _put(content: etree._Element, held: list[etree._Element]) -> None:
    """Put elements where alternate content stands."""
    parent = content.getparent()
    if parent is None:
        return
    at = parent.index(content)
    for each in reversed(held):
        parent.insert(at + 1, each)
    parent.remove(content)


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail = old.tail
        parent.replace(old, new)


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    return run


def _draw_gaps(paragraph: etree._Element) -> None:
    """Draw as underscores what is a line to write on by other means: tabs, underlined blanks."""
    properties = paragraph.find(f"{W}pPr")
    stops = None if properties is None else properties.find(f"{W}tabs")
    led = stops is not None and any(
        stop.get(f"{W}leader") in _LEADERS for stop in stops.iterfind(f"{W}tab")
    )
    for run in paragraph.iterfind(f".//{W}r"):
        underlined = value(run.find(f"{W}rPr"), "u") not in ("", "none")
        for each in list(run):
            tab = each.tag == f"{W}tab"
            blank = each.tag == f"{W}t" and underlined and not (each.text or "").strip()
            if (tab and (led or underlined)) or (blank and len(each.text or "") > 1):
                drawn = etree.Element(f"{W}t")
                drawn.text = GAP if tab else "_" * max(4, len(each.text or ""))
                run.replace(each, drawn)
