"""The lines of a text before they are read: fences, and what would swallow the lines after it.

Fences are nested as they are drawn. A fence that is wrong is told and taken out, line by line,
so that what stands in it and after it is still read; no line ever moves.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple, get_args

from valita_desktop.content import containers
from valita_desktop.content.blocks import PartRole
from valita_desktop.content.inline import GAP, shield_gaps
from valita_desktop.content.pictures import shield_names
from valita_desktop.errors import ContentError, ContentErrorCode

PART_ROLES = tuple(role for role in get_args(PartRole) if role != "page")
KNOWN = frozenset((*PART_ROLES, *containers.NAMES))
FENCE = re.compile(r"^ {0,3}(:{3,})\s*(\S*)")
LINE_END = re.compile(r"\r\n?")
_CODE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_COMMENT, _COMMENT_END = "<!--", "-->"
_MAY_BE_CODE = ("```", "~~~", _COMMENT)
_FORBIDDEN = re.compile(f"[\0{GAP}]")


class _Opened(NamedTuple):
    """A fence that is open: the number of its line from 0, its colons and its name."""

    number: int
    colons: str
    name: str


class Prepared(NamedTuple):
    """The lines of a text, as many as it has, with every gap drawn by `GAP`.

    Attributes:
        lines: Fences have colons by their depth; what was wrong is blank.
        mistakes: What was wrong.
        whole: No fence was wrong, so everything stands in the part that it was written in.
    """

    lines: list[str]
    mistakes: list[ContentError]
    whole: bool


def prepare(markdown: str) -> Prepared:
    """Make the lines of a text ready to be read as Markdown.

    Args:
        markdown: The whole text; its line ends are newlines.
    """
    lines = markdown.split("\n")
    mistakes: list[ContentError] = []
    forbidden = "\0" in markdown or GAP in markdown
    for number, line in enumerate(lines if forbidden else ()):
        found = _FORBIDDEN.search(line)
        if found:
            sign = f"U+{ord(found.group()):04X}"
            mistakes.append(ContentError(ContentErrorCode.MARKUP, sign, line=number + 1))
            lines[number] = _FORBIDDEN.sub("", line)
    if any(mark in markdown for mark in _MAY_BE_CODE):
        mistakes += _without_code(lines)
    fences = _Fences(lines)
    deepest = max((depth for _, depth in fences.pairs), default=0)
    for number, depth in fences.pairs:
        lines[number] = ":" * (3 + deepest - depth) + lines[number].lstrip().lstrip(":")
    shielded = [
        shield_gaps(shield_names(line)) if "](" in line or "____" in line else line
        for line in lines
    ]
    return Prepared(shielded, mistakes + fences.mistakes, not fences.mistakes)


def _without_code(lines: list[str]) -> list[ContentError]:
    """Blank the lines around code and the comments of HTML: what is in code is read as text."""
    mistakes: list[ContentError] = []
    until = ""
    end = max((at for at, line in enumerate(lines) if _COMMENT_END in line), default=-1)
    for number, line in enumerate(lines):
        code = _CODE.match(line)
        if until and not (code and code[1].startswith(until) and not code[2].strip()):
            continue
        if code:
            if not until:
                detail = f"{line.strip()} →"
                mistakes.append(ContentError(ContentErrorCode.MARKUP, detail, line=number + 1))
            until = "" if until else code[1]
            lines[number] = ""
        elif _COMMENT in line:
            detail = line.strip()[:40]
            mistakes.append(ContentError(ContentErrorCode.RAW_HTML, detail, line=number + 1))
            rest = (at for at in range(number, end + 1) if _COMMENT_END in lines[at])
            last = next(rest, number)
            lines[number : last + 1] = [""] * (last + 1 - number)
    return mistakes


class _Fences:
    """Walks the lines of a text and pairs its fences; wrong ones are told and blanked.

    Attributes:
        pairs: Line number (from 0) and depth of every fence.
        mistakes: What was wrong.
    """

    def __init__(self, lines: list[str]) -> None:
        self.pairs: list[tuple[int, int]] = []
        self.mistakes: list[ContentError] = []
        self._lines = lines
        self._opened: list[_Opened] = []
        for number, line in enumerate(lines):
            found = FENCE.match(line) if ":::" in line else None
            if found and found[2]:
                self._open(_Opened(number, found[1], found[2]))
            elif found:
                self._close(number, found[1])
        self._never_closed(0)

    def _open(self, fence: _Opened) -> None:
        self._opened.append(fence)
        if fence.name not in KNOWN:
            self._tell(ContentErrorCode.UNKNOWN_BLOCK, fence.name, fence.number)

    def _close(self, number: int, colons: str) -> None:
        if not self._opened:
            self._tell(ContentErrorCode.UNKNOWN_BLOCK, colons, number)
            self._lines[number] = ""
            return
        same = [at for at, fence in enumerate(self._opened) if fence.colons == colons]
        at = same[-1] if same else len(self._opened) - 1
        self._never_closed(at + 1)
        fence = self._opened[at]
        if not same:
            self._tell(ContentErrorCode.NOT_CLOSED, fence.name, fence.number)
        if fence.name in KNOWN:
            depth = sum(each.name in KNOWN for each in self._opened)
            self.pairs += [(fence.number, depth), (number, depth)]
        else:
            self._lines[fence.number] = self._lines[number] = ""
        self._opened.pop()

    def _never_closed(self, at: int) -> None:
        """What was opened from the ``at``-th on is never closed: read on without it.

        A fence of no known name behind it was meant to close it, and told already.
        """
        left = self._opened[at:]
        for fence, after in zip_longest(left, left[1:]):
            meant = after is not None and after.name not in KNOWN and after.colons == fence.colons
            if fence.name in KNOWN and not meant:
                self._tell(ContentErrorCode.NOT_CLOSED, fence.name, fence.number)
            self._lines[fence.number] = ""
        del self._opened[at:]

    def _tell(self, code: ContentErrorCode, detail: str, number: int) -> None:
        self.mistakes.append(ContentError(code, detail, line=number + 1))
