"""Characters that a reader cannot see but that change what is read.

Direction overrides make a text show other words than it holds, control characters break
terminals and PDF, and an endless word breaks any layout. The publisher takes them out;
whoever reads a feed refuses what still has them.

What is hidden, and what typography needs, `letters.UNSEEN` says.
"""

from __future__ import annotations

import re

import msgspec

from valita_desktop.content.limits import has_line_of
from valita_desktop.content.model import Item
from valita_desktop.decoding import prepared
from valita_desktop.errors import FeedError
from valita_desktop.letters import first_unseen, seen

MAX_WORD = 2000
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENDLESS = re.compile(rf"\S{{{MAX_WORD}}}")


def refuse(struct: object, item_id: str) -> None:
    """See that no text of a feed item holds what nobody should meet.

    Raises:
        FeedError: One does.
    """
    plain = "\n".join(_strings(msgspec.to_builtins(struct)))
    found = first_unseen(plain)
    if found:
        raise FeedError(item_id, f"holds the hidden character U+{ord(found):04X}")
    if has_line_of(MAX_WORD, plain) and _ENDLESS.search(plain):
        raise FeedError(item_id, f"holds a word of more than {MAX_WORD} letters")


def cleaned(item: Item) -> Item:
    """The item without hidden characters; line ends of any kind become newlines or spaces."""
    return msgspec.convert(_without(msgspec.to_builtins(item)), prepared(Item))


def _without(value: object) -> object:
    if isinstance(value, str):
        return seen(_LINE_END.sub(_as_plain, value))
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without(each) for each in value]
    return value


def _as_plain(line_end: re.Match[str]) -> str:
    """A newline where any reader ends a line; a space where only some do, or words would join."""
    return "\n" if line_end.group()[0] == "\r" else " "


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _strings(each)]
    return []
