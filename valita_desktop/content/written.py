"""From typed blocks back to the Markdown of the editors: the other way of `content.markdown`.

What is written here is read as the same blocks again; no sign of the words becomes a mark by
accident. Where emphasis would not be read as such, the words stay and the emphasis goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import count, groupby, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Blank, Inline, Span, plain

if TYPE_CHECKING:
    from valita_desktop.content.blocks import Block, Document

_MARK = re.compile(r"\\(?![^\W_])|[`*_\[\]<>|]|(?<=<)!|&(?=#?\w+;)|~(?=~)|(?<=~)~")
_LEADING = re.compile(r"^(\s*)(?:(\d+)(?=[.)](?:\s|$))|(?=#|[-+](?:\s|$)|:::|=+\s*$|-{2,}|~~~))")
_BOX = "- [ ] "


def markdown_of(document: Document) -> str:
    """The text of a document.

    Args:
        document: Its parts; a part ``page`` stands alone.
    """
    parts = []
    for part in document:
        told = text_of(part.blocks)
        if part.role != "page":
            told = f":::: {part.role}\n{told}::::\n"
        parts.append(told)
    return "\n".join(parts)


def text_of(held: Iterable[Block]) -> str:
    """Blocks with an empty line between them; ``""`` for none."""
    return "\n".join(WRITERS[type(block)](block) for block in held)


def line_of(inline: Inline, *, indent: str = "", one: bool = False) -> str:
    """A line of words with its marks.

    Args:
        inline: The words.
        indent: Stands before the lines after the first.
        one: It has to be one line, as in a cell: a line end becomes a blank.
    """
    form = any(isinstance(span, Blank) for span in inline)
    lines = [_plain_start(each.strip()) for each in _marked(_pieces(inline)).split("\n")]
    end = " " if one else f"\n{indent}" if form else f"\\\n{indent}"
    return end.join(each for each in lines if each)


class _Piece(NamedTuple):
    """Words of one style as Markdown has them; ``bare`` where there are no words in it."""

    text: str
    strong: bool = False
    emphasis: bool = False
    bare: bool = False


def _pieces(inline: Inline) -> list[_Piece]:
    """Pieces of a line; blanks at the edge of what is emphasized stand outside of it."""
    pieces: list[_Piece] = []
    for span in inline:
        if isinstance(span, Blank):
            pieces.append(_Piece("_" * span.chars, strong=True, emphasis=True, bare=True))
            continue
        words = span.text.strip()
        before, _, after = span.text.partition(words) if words else (span.text, "", "")
        told = _MARK.sub(r"\\\g<0>", words)
        told = f"[{told}]({span.href})" if span.href and told else told
        pieces += [
            piece
            for piece in (
                _Piece(before, span.strong, span.emphasis, bare=True),
                _Piece(told, span.strong, span.emphasis),
                _Piece(after, span.strong, span.emphasis, bare=True),
            )
            if piece.text
        ]
    _settle(pieces, "strong")
    _settle(pieces, "emphasis")
    return pieces


def _settle(pieces: list[_Piece], style: str) -> None:
    """Leave a style to what is bare only where it stands between two of that style."""
    for at in (*range(len(pieces)), *reversed(range(len(pieces)))):
        if pieces[at].bare:
            around = pieces[max(0, at - 1) : at + 2]
            inside = 0 < at < len(pieces) - 1 and all(getattr(each, style) for each in around)
            together = style == "strong" or len({each.strong for each in around}) == 1
            pieces[at] = pieces[at]._replace(**{style: inside and together})


def _marked(pieces: list[_Piece]) -> str:
    """The pieces in a row, with the marks of strong and emphasis round them."""
    made = ""
    rest = "".join(each.text for each in pieces)
    for strong, group in groupby(pieces, key=lambda each: each.strong):
        held = list(group)
        inner = ""
        for emphasis, run in groupby(held, key=lambda each: each.emphasis):
            text = "".join(each.text for each in run)
            rest = rest[len(text) :]
            inner += _round(text, "*", (made + inner)[-1:], rest[:1]) if emphasis else text
        if strong and "*" in (inner[:1], inner[-1:]) and not all(each.emphasis for each in held):
            inner = "".join(each.text for each in held)
        made += _round(inner, "**", made[-1:], rest[:1]) if strong else inner
    return made


def _round(words: str, mark: str, before: str, after: str) -> str:
    """Words with a mark at both ends, where it would be read as one.

    Source: CommonMark 0.31, 6.2, left- and right-flanking delimiter runs.
    """
    first, last = words.lstrip("*")[:1], words.rstrip("*")[-1:]
    opens = not _is_sign(first) or not before.strip() or _is_sign(before)
    closes = not _is_sign(last) or not after.strip() or _is_sign(after)
    alone = "*" not in (before, after) and words.strip()
    return f"{mark}{words}{mark}" if alone and opens and closes else words


def _is_sign(letter: str) -> bool:
    """Whether a letter is punctuation or a symbol to Markdown."""
    return bool(letter) and unicodedata.category(letter)[0] in "PS"


def _plain_start(line: str) -> str:
    """A line whose beginning is not read as the beginning of a block."""
    return _LEADING.sub(lambda found: f"{found[2] or ''}\\", line, count=1)


def _heading(block: blocks.Heading) -> str:
    return f"{'#' * block.level} {line_of(block.text, one=True)}\n"


def _paragraph(block: blocks.Paragraph) -> str:
    return f"{line_of(block.text)}\n"


def _items(marks: Iterable[str], items: Iterable[Inline]) -> str:
    return "".join(
        f"{mark}{line_of(item, indent=' ' * (len(mark) if mark != _BOX else 2))}\n"
        for mark, item in zip(marks, items, strict=False)
    )


def _bullet_list(block: blocks.BulletList) -> str:
    return _items(repeat("- "), block.items)


def _numbered_list(block: blocks.NumberedList) -> str:
    return _items((f"{n}. " for n in count(block.start)), block.items)


def _steps(block: blocks.Steps) -> str:
    return _items((f"{n}. " for n in count(block.start)), map(_step, block.steps))


def _step(step: blocks.Step) -> Inline:
    ended = step.title.endswith(("?", "!", "…", ".", ":"))
    if step.shown_minutes:
        after = f" ({step.minutes} min)." if step.text else f" ({step.minutes} min)"
        return (Span(step.title, strong=True), Span(f"{after} "), *step.text)
    end = "" if ended or not step.text else "."
    return (Span(f"{step.title}{end}", strong=True), Span(" "), *step.text)


def _checklist(block: blocks.Checklist) -> str:
    return _items(repeat(_BOX), block.items)


def _callout(block: blocks.Callout) -> str:
    return f"::: {_opening(block.kind, block.title)}\n{text_of(block.blocks)}:::\n"


def _table(block: blocks.Table) -> str:
    rows = [block.header, *block.rows]
    told = [f"|{''.join(map(_cell, row))}\n" for row in rows]
    return "".join((told[0], f"|{'---|' * len(block.header)}\n", *told[1:]))


def _cell(cell: Inline) -> str:
    words = line_of(cell, one=True)
    return f" {words} |" if words else " |"


def _fill_table(block: blocks.FillTable) -> str:
    rows = f"rows={len(block.rows) + block.blank_rows}" if block.blank_rows else ""
    total = f'total="{block.total}"' if block.total else ""
    held = block.rows or ((((),) * len(block.header)),)
    told = _table(blocks.Table(block.header, held))
    return f"::: {_opening('fill-table', rows, total)}\n{told}:::\n"


def _lines(block: blocks.Lines) -> str:
    return f"::: lines {block.count}\n:::\n"


def _answer_box(block: blocks.AnswerBox) -> str:
    told = f"{line_of(block.prompt)}\n" if block.prompt else ""
    return f"::: answer {block.lines}\n{told}:::\n"


def _result(block: blocks.Result) -> str:
    return f"::: result\n{line_of(block.text)}\n:::\n"


def _week_grid(block: blocks.WeekGrid) -> str:
    return _bullets(f"week-grid days={block.days}", block.rows)


def _year_grid(block: blocks.YearGrid) -> str:
    return _bullets(f"year-grid start={block.start}", block.columns)


def _wheel(block: blocks.Wheel) -> str:
    return _labels(f"wheel scale={block.scale}", block.sectors)


def _scale(block: blocks.Scale) -> str:
    ends = f'low="{block.low}" high="{block.high}"'
    return _bullets(f"scale {ends} steps={block.steps}", block.statements)


def _cards(block: blocks.Cards) -> str:
    return f"::: cards\n{''.join(map(_card, block.cards))}:::\n"


def _card(card: blocks.Card) -> str:
    ended = card.title.endswith(("?", "!", "…", ".", ":"))
    title = (Span(card.title if ended else f"{card.title}.", strong=True), Span(" "))
    front = line_of((*(title if card.title else ()), *card.text), indent="  ")
    back = line_of(card.back, indent="  ")
    return f"- {front} || {back}\n" if back else f"- {front}\n"


def _circles(block: blocks.Circles) -> str:
    return _labels("circles", block.labels)


def _hand(block: blocks.Hand) -> str:
    return _labels("hand", block.fingers)


def _timeline(block: blocks.Timeline) -> str:
    return _labels("timeline", block.points)


def _flow(block: blocks.Flow) -> str:
    return _bullets("flow", block.boxes)


def _contacts(block: blocks.Contacts) -> str:
    return f"::: {_opening('contacts', *block.roles)}\n:::\n"


def _facts(block: blocks.Facts) -> str:
    return f"::: {_opening('facts', *block.ids)}\n:::\n"


def _image(block: blocks.Image) -> str:
    alt = _MARK.sub(r"\\\g<0>", block.alt)
    caption = re.sub(r'[\\"]', r"\\\g<0>", plain(block.caption))
    return f'![{alt}]({block.src} "{caption}")\n' if caption else f"![{alt}]({block.src})\n"


def _page_break(_block: blocks.PageBreak) -> str:
    return "::: page-break\n:::\n"


def _cut(_block: blocks.Cut) -> str:
    return "::: cut\n:::\n"


def _opening(*words: str) -> str:
    return " ".join(filter(None, words))


def _labels(opening: str, labels: Iterable[str]) -> str:
    return _bullets(opening, ((Span(label),) if label else () for label in labels))


def _bullets(opening: str, items: Iterable[Inline]) -> str:
    return f"::: {opening}\n{_items(repeat('- '), items)}:::\n"


Writer = Callable[[Any], str]
WRITERS: dict[type, Writer] = {
    blocks.Heading: _heading,
    blocks.Paragraph: _paragraph,
    blocks.BulletList: _bullet_list,
    blocks.NumberedList: _numbered_list,
    blocks.Steps: _steps,
    blocks.Checklist: _checklist,
    blocks.Callout: _callout,
    blocks.Table: _table,
    blocks.FillTable: _fill_table,
    blocks.Lines: _lines,
    blocks.AnswerBox: _answer_box,
    blocks.Result: _result,
    blocks.WeekGrid: _week_grid,
    blocks.YearGrid: _year_grid,
    blocks.Wheel: _wheel,
    blocks.Scale: _scale,
    blocks.Cards: _cards,
    blocks.Circles: _circles,
    blocks.Hand: _hand,
    blocks.Timeline: _timeline,
    blocks.Flow: _flow,
    blocks.Contacts: _contacts,
    blocks.Facts: _facts,
    blocks.Image: _image,
    blocks.PageBreak: _page_break,
    blocks.Cut: _cut,
}
"""Who writes a type of block."""
