"""What would be read otherwise than it looks: told with its line and the way to write it.

CommonMark drops and joins without a word: a number that begins a line becomes a list, a cell
too many vanishes, two lines become one. Nothing of that passes: `mistakes` goes through all
that was read and tells every line that would not come out as it was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from valita_desktop.content import pictures
from valita_desktop.content.containers import name_of
from valita_desktop.content.inline import GAP, line_of, unshielded
from valita_desktop.content.inline_marks import BOX, arrow, inline_mistakes, is_plain
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from valita_desktop.content.tree import Node

_DEEPEST_HEADING = 3
_YEAR = 4
_HEADING_END = re.compile(r"(?<=\s)#+\s*$")
_TYPED_BOX = re.compile(r"[□☐☑☒❏❑]\s*(?=\S)")
_TYPED_BULLET = re.compile(r"[•·◦▪▫●○‣\u2043∙■➢➤\uf0b7\uf0a7□☐☑☒❏❑]\s*(?=\S)")
_ITEM_LIKE = re.compile(r"(?:[-–—→►▶»★☆✓✔❖]|\d{1,9}[.)](?=\s|[^\W\d_])|o(?:\s{2,}|\t))\s*(?=\S)")
_LETTER_LIKE = re.compile(r"\(?(?:[^\W\d_]|[ivx]{1,4})\\?\)\s|[^\W\d_]\\?\.\s")
_LINE_LIKE = re.compile(
    r"\(\d{1,2}\)\s|\d{1,9}\\[.)]\s|\d{1,2}(?:\s?:|\s\.)\s|[IVX]{1,4}\.\s|\(\s*\)|\[\s?\]\s|[^\t]*\t"
)
"""How lines begin that stand for themselves, such as answers to choose from."""
_SIGN_UNSEEN = "\\xa0\\xad\\u2000-\\u200d\\u202f\\u2060\\u3000\\ufeff"
_UNSEEN = re.compile(
    rf"[{_SIGN_UNSEEN}][ {_SIGN_UNSEEN}]*(?=(?:[-+]|#{{1,6}}|\d{{1,9}}[.)])\s|:::|\|)"
)
_AMOUNT = re.compile(r"\d+(?![\d\\.)])")
_MONTH = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_PLAIN_ALREADY = re.compile(r"\\[–—→►▶»★☆✓✔❖•·◦▪●○■☐□]")
_NO_HEADING = re.compile(r"#{2,6}(?=[^#\s])")
_ROW = re.compile(r"\||[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_DEFINITION = re.compile(r"\[([^\]]+)\]:\s*<?((?:https?:|mailto:|item:|www\.)\S+?)>?\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")


def mistakes(root: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    """Every mistake of a text that was read, in no order.

    Args:
        root: The text.
        lines: Its lines, as they were read.
    """
    yield from _of_each(root.children, lines)
    yield from _numbering(root.children, frozenset({1}))


def _of_each(nodes: Sequence[Node], lines: Sequence[str]) -> Iterator[ContentError]:
    for node in nodes:
        if node.plain:  # it looks like nothing else
            continue
        rule = _RULES.get(node.type)
        if rule:
            yield from rule(node, lines)
        if node.type == "blockquote":  # its lines begin otherwise: only the words count
            yield from (e for each in node.walk() for e in inline_mistakes(each))
        elif node.type != "inline":
            yield from _of_each(node.children, lines)


def _error(code: ContentErrorCode, detail: str, line: int) -> ContentError:
    return ContentError(code, unshielded(detail), line=line)


def _words(node: Node) -> str:
    """The first line of what a node says, as it was written."""
    return _every_word(node).split("\n")[0]


def _every_word(node: Node) -> str:
    """The first paragraph of a node, as it was written."""
    return next((each.content for each in node.walk() if each.type == "inline"), "")


def _inline(node: Node, _lines: Sequence[str]) -> Iterator[ContentError]:
    return inline_mistakes(node)


def _quotation(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    first, last = node.map or (0, 0)
    for line, each in enumerate(lines[first:last], first + 1):
        written = each.strip()
        words = written.lstrip("> ")
        if not written.startswith(">"):
            continue
        more_than = not words or _AMOUNT.match(words)
        mended = f"\\{written}" if more_than else words
        yield _error(ContentErrorCode.MARKUP, arrow(written, mended), line)


def _rule(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    written = lines[line_of(node) - 1].strip()
    if written.startswith("_"):
        yield _error(ContentErrorCode.SHORT_GAP, arrow(written, "____"), line_of(node))
    else:
        mended = written.replace("*", r"\*") if "**" in written else f"\\{written}"
        yield _error(ContentErrorCode.MARKUP, arrow(written, mended), line_of(node))


def _indented(node: Node, _lines: Sequence[str]) -> Iterator[ContentError]:
    for line, written in enumerate(node.content.rstrip("\n").split("\n"), line_of(node)):
        if written.strip():
            yield _error(ContentErrorCode.MARKUP, arrow(f"␣␣␣␣{written}", written), line)


def _heading(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    level, line = int(node.tag[1:]), line_of(node)
    words = _words(node)
    mended = f"{'#' * min(level, _DEEPEST_HEADING)} {words}"
    if not words:
        yield _error(ContentErrorCode.EMPTY, "#" * level, line)
    elif not node.markup.startswith("#"):
        end = lines[node.map[1] - 1].strip() if node.map else ""
        if node.map and node.map[1] - node.map[0] > 2:  # noqa: PLR2004 - a sum under a line
            yield _error(ContentErrorCode.MARKUP, arrow(end, f"\\{end}"), node.map[1])
            return
        yield _error(ContentErrorCode.MARKUP, arrow(f"{words} / {end}", f"## {words}"), line)
    elif level > _DEEPEST_HEADING:
        yield _error(ContentErrorCode.HEADING_LEVEL, str(level), line)
    elif _HEADING_END.search(lines[line - 1]):
        yield _error(ContentErrorCode.LOST_SIGN, arrow(lines[line - 1], mended), line)


def _paragraph(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    if node.map is None:
        return
    start, end = node.map
    written = [each.strip() for each in _words_of(node)]
    in_item = node.parent is not None and node.parent.type == "list_item"
    if len(written) == 1 and (written[0] if in_item else lines[start].strip(" "))[:1].isalpha():
        return  # a line by itself that begins with a word looks like nothing else
    run_on = [n for n in range(1, len(written)) if in_item and lines[start + n][:1].strip()]
    for n in run_on:
        yield _error(ContentErrorCode.RUN_ON, written[n], start + n + 1)
    if _is_table(written):
        rows = [n for n, each in enumerate(written) if _ROW.match(each)]
        yield ContentError(ContentErrorCode.TABLE_SHAPE, line=start + min(rows, default=0) + 1)
    like = {n: at for at, n in enumerate(_items(written, in_item=in_item), 1)}
    ends = _line_ends(written, int(in_item))
    for n, each in enumerate(written[: end - start]):
        if _TYPED_BULLET.match(each) or n in like:
            item = _as_item(each, like.get(n, 0))
            yield _error(ContentErrorCode.TYPED_LIST, arrow(each, item), start + n + 1)
        elif n in ends:
            yield _error(ContentErrorCode.LOST_SIGN, arrow(each, f"{each}\\"), start + n + 1)
        else:
            whole = each if in_item else lines[start + n].strip(" ")
            yield from _line(whole, start + n + 1, ends=n + 1 < len(written))
    yield from _picture(node)


def _is_table(written: Sequence[str]) -> bool:
    """Whether lines look like rows of a table that was not read as one."""
    joined = len(written) > 1 and not _keeps_lines(written)
    split = joined and all(map(_CELL_END.search, written))
    return split or any(map(_ROW.match, written))


def _items(written: Sequence[str], *, in_item: bool) -> list[int]:
    """Lines that look like items of a list and would be joined; none where each keeps its line."""
    like = [n for n in range(int(in_item), len(written)) if _ITEM_LIKE.match(written[n])]
    joined = any(not written[n].endswith("\\") for n in like[:-1])
    return like if joined else []


def _keeps_lines(written: Sequence[str]) -> bool:
    """Whether the lines of a paragraph stay lines: those of a form, and those that are ended."""
    return any(GAP in each for each in written) or all(e.endswith("\\") for e in written[:-1])


def _line_ends(written: Sequence[str], first: int) -> frozenset[int]:
    """Lines behind which another begins that stands for itself, and would be joined.

    Args:
        written: The lines of a paragraph.
        first: The first of them that may be such a line.
    """
    if _keeps_lines(written):
        return frozenset()
    letters = [n for n, each in enumerate(written) if n >= first and _LETTER_LIKE.match(each)]
    alike = [n for n, each in enumerate(written) if n >= first and _LINE_LIKE.match(each)]
    if len(letters) > 1:
        found = letters
    elif len(alike) > 1 and alike == list(range(alike[0], len(written))):
        found = alike
    else:
        return frozenset()
    return frozenset(n - 1 for n in found if n and not written[n - 1].endswith("\\"))


def _words_of(node: Node) -> list[str]:
    return node.children[0].content.split("\n") if node.children else []


def _as_item(line: str, number: int) -> str:
    """A line that looks like an item, as one; a numbered one gets this number."""
    line = line.rstrip("\\")
    numbered = re.match(r"\d+[.)]\s*", line)
    if numbered:
        return f"{number}. {line[numbered.end() :]}"
    found = _TYPED_BULLET.match(line) or _ITEM_LIKE.match(line)
    sign = "- [ ]" if _TYPED_BOX.match(line) else "-"
    return f"{sign} {line[found.end() :]}" if found else line


def _line(whole: str, line: int, *, ends: bool) -> Iterator[ContentError]:
    """What is wrong with a line of a paragraph that looks like something else.

    Args:
        whole: The line.
        line: Its number.
        ends: Another line follows.
    """
    written, hidden = whole.strip(), _UNSEEN.match(whole)
    definition, heading = _DEFINITION.match(written), _NO_HEADING.match(written)
    if hidden:
        yield _error(ContentErrorCode.MARKUP, arrow(whole, whole[hidden.end() :]), line)
    elif _PLAIN_ALREADY.match(written):
        mended = written[1:].removesuffix("\\") + "\\" * ends
        yield _error(ContentErrorCode.LOST_SIGN, arrow(written, mended), line)
    elif written.startswith(":::"):
        name = written.lstrip(":").split()
        yield _error(ContentErrorCode.UNKNOWN_BLOCK, name[0] if name else ":::", line)
    elif heading:
        mended = f"{heading[0]} {written[heading.end() :]}"
        yield _error(ContentErrorCode.MARKUP, arrow(written, mended), line)
    elif definition:
        mended = f"[{definition[1]}]({definition[2]})"
        yield _error(ContentErrorCode.LOST_SIGN, arrow(written, mended), line)


def _picture(node: Node) -> Iterator[ContentError]:
    spans = node.children[0].children if node.children else []
    if len(spans) != 1 or spans[0].type != "image":
        return
    picture, line = spans[0], line_of(node)
    src = unquote(str(picture.attrs.get("src", "")))
    if not picture.content.strip():
        yield _error(ContentErrorCode.IMAGE_ALT, src, line)
    elif not pictures.name_of(src):
        yield _error(ContentErrorCode.IMAGE_NAME, src, line)
    elif (caption := str(picture.attrs.get("title", ""))) not in node.children[0].content or (
        not is_plain(caption)
    ):
        written = pictures.as_written(node.children[0].content)
        yield _error(ContentErrorCode.PLAIN_WORDS, written, line)


def _table_row(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    """As many cells as the heading has: CommonMark drops what is too much."""
    cells = _CELL_END.split(lines[line_of(node) - 1].strip())
    cells = cells[1:] if not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    if len(cells) != len(node.children):
        yield ContentError(ContentErrorCode.TABLE_SHAPE, line=line_of(node))


def _bullet_list(node: Node, lines: Sequence[str]) -> Iterator[ContentError]:
    for item in node.children:
        words, line = _words(item), line_of(item)
        box = BOX.match(words)
        if node.markup != "-":
            sign = "-" if len(node.children) > 1 else f"\\{node.markup}"
            detail = arrow(f"{node.markup} {words}", f"{sign} {words}")
            yield _error(ContentErrorCode.TYPED_LIST, detail, line)
        elif box and box.end() == len(words):
            yield _error(ContentErrorCode.EMPTY, f"- {words}", line)
        elif box and (box[1] != " " or not words[box.end()].isspace()):
            yield _error(
                ContentErrorCode.LOST_SIGN,
                arrow(f"- {words}", f"- [ ] {words[box.end() :].strip()}"),
                line,
            )
    if node.markup == "-" and _is_minus(node, lines):
        words = _words(node)
        yield _error(
            ContentErrorCode.TYPED_LIST, arrow(f"- {words}", f"\\- {words}"), line_of(node)
        )
    if node.parent is not None and name_of(node.parent) == "cards":
        yield from _cards(node)


def _is_minus(node: Node, lines: Sequence[str]) -> bool:
    """Whether the one item of a list is rather a line that begins with a minus or a dash."""
    if len(node.children) > 1 or (node.parent is not None and node.parent.type == "list_item"):
        return False
    before = node.previous_sibling
    line = line_of(node) - 1
    touches = bool(before and before.type == "paragraph" and line and lines[line - 1].strip())
    return touches or bool(_AMOUNT.match(_words(node)))


def _cards(node: Node) -> Iterator[ContentError]:
    """The back of a card begins once, with a blank on either side."""
    for item in node.children:
        words = " ".join(_every_word(item).split())
        backs = words.replace("\\|", "|").count("||")
        if backs > 1 or (backs and " || " not in words):
            parts = [part.strip() for part in words.replace("\\|", "|").split("||")]
            detail = arrow(f"- {words}", f"- {' || '.join(parts[:2])}")
            yield _error(ContentErrorCode.WRONG_CONTENT, detail, line_of(item))


def _ordered_list(node: Node, _lines: Sequence[str]) -> Iterator[ContentError]:
    for item in node.children:
        words = _words(item)
        box = BOX.match(words)
        written = f"{item.info}{item.markup} {words}"
        if box:
            detail = arrow(written, f"- [ ] {words[box.end() :].strip()}")
            yield _error(ContentErrorCode.LOST_SIGN, detail, line_of(item))
        elif node.markup != ".":
            detail = arrow(written, f"{item.info}. {words}")
            yield _error(ContentErrorCode.TYPED_LIST, detail, line_of(item))


def _list_item(node: Node, _lines: Sequence[str]) -> Iterator[ContentError]:
    kinds = [each.type for each in node.children]
    if not kinds:
        yield ContentError(ContentErrorCode.EMPTY, line=line_of(node))
    elif kinds[0].endswith("_list"):  # no words before it: rather a number or a sign of the words
        inner = node.children[0].children[0]
        outer, mark = f"{node.info}{node.markup}", f"{inner.info}\\{inner.markup}"
        written = f"{outer} {inner.info}{inner.markup} {_words(inner)}"
        detail = arrow(written, f"{outer} {mark} {_words(inner)}")
        yield _error(ContentErrorCode.LIST_NUMBER, detail, line_of(node))
    elif any(kind.endswith("_list") for kind in kinds):
        yield ContentError(ContentErrorCode.NESTED_LIST, line=line_of(node))
    elif kinds != ["paragraph"]:
        yield _error(ContentErrorCode.ITEM_CONTENT, _words(node), line_of(node))


def _numbering(nodes: Sequence[Node], before: frozenset[int]) -> Iterator[ContentError]:
    """Whether each list begins at 1 or goes on where the one before it ended.

    Args:
        nodes: What stands on one level.
        before: The numbers that the first list of it may begin with.
    """
    known = before
    for node in nodes:
        if node.type == "ordered_list" and node.markup == ".":
            told, after = _numbers(node, known)
            yield from told
            known = frozenset({1, after})
        elif node.type.startswith("container_"):
            yield from _numbering(node.children, known)


def _numbers(node: Node, starts: frozenset[int]) -> tuple[list[ContentError], int]:
    """Items whose number is not the next one, and the number that a list may go on with."""
    told: list[ContentError] = []
    allowed = starts
    numbers = [int(item.info) for item in node.children]
    lonely = len(numbers) == 1 and numbers[0] == 1 and not _words(node).startswith("**")
    ordinal = numbers[0] not in starts and _is_ordinal(node)
    for at, item in enumerate(node.children):
        number = numbers[at]
        if number in allowed and item.info == str(number) and not lonely:
            allowed = frozenset({number + 1})
            continue
        written, words = f"{item.info}. {_words(item)}", _words(item)
        goes_on = numbers[at + 1 : at + 2] == [number + 1]
        if _MONTH.match(words) or lonely or ordinal or (allowed == starts and not goes_on):
            after = node.children[at + 1 : at + 2]
            follows = bool(after) and line_of(after[0]) == line_of(item) + 1
            mended = f"{item.info}\\. {words}" + "\\" * follows
        else:
            number = max(allowed) if number > 1 else min(allowed)
            mended = f"{number}. {words}"
            allowed = frozenset({number + 1})
        told.append(_error(ContentErrorCode.LIST_NUMBER, arrow(written, mended), line_of(item)))
    return told, max(allowed)


def _is_ordinal(node: Node) -> bool:
    """Whether the numbers of a list belong to its words: years, or “6. luokka”, “7. luokka”."""
    first = {_words(item).split(" ")[0] for item in node.children}
    of_one = len(first) == 1 and len(node.children) > 1 and min(first)[:1].islower()
    return of_one or all(len(item.info) == _YEAR for item in node.children)


_RULES: dict[str, Callable[[Node, Sequence[str]], Iterator[ContentError]]] = {
    "inline": _inline,
    "blockquote": _quotation,
    "hr": _rule,
    "code_block": _indented,
    "heading": _heading,
    "paragraph": _paragraph,
    "tr": _table_row,
    "bullet_list": _bullet_list,
    "ordered_list": _ordered_list,
    "list_item": _list_item,
}
