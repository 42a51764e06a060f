"""From an item.toml to a record, or to all that is wrong with it.

Every field is read by itself: a mistake in one hides none in another.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from valita_desktop.content.limits import MOST_RECORD, endless
from valita_desktop.content.model import (
    ID_PATTERN,
    LANGS,
    OWN_KINDS,
    FactSource,
    Kind,
    Lang,
    OwnRecord,
    Record,
    Text,
    is_own,
)
from valita_desktop.decoding import prepared
from valita_desktop.errors import ContentError, ContentErrorCode

_FIELD = re.compile(r"\s*([^\s=\[\]\"'#]+)\s*=\s*(.*?)\s*$")
_LONGEST = 80
"""Letters of a line of the record that are said back."""
_MOST_BROKEN = 50
"""Lines that are no TOML: each is found by reading all lines once more."""
_MOST_TOLD = 200
"""Mistakes of a record: each is looked for from its beginning."""
_SECTION = re.compile(r"\s*\[\s*(\w+)\s*\]\s*$")

Read = TypeVar("Read", bound=Record | Text)
_STAND_INS: dict[str, Any] = {"title": "", "summary": "", "created": dt.date.min}
"""What stands for a field that was told to lack, so that all else can be judged."""

_TEXTS = ("markdown", "easy_markdown")
"""Fields of a text that are no words of the record, but files of their own."""

_LED = ("themes", "minutes", "group", "lead", "audience", "use", "phase", "sheet_role")
_MUST: dict[Kind, tuple[str, ...]] = {
    Kind.THEME: ("themes",),
    Kind.PRACTICE: (*_LED, "practice_kind"),
    Kind.MATERIAL: (*_LED, "format", "topic"),
    Kind.PROJECT: ("themes",),
    Kind.EVENT: ("starts",),
    Kind.FACT: ("source", "valid_until"),
    Kind.SYNONYMS: (),
}


class ReadRecord(NamedTuple):
    """A record, an `OwnRecord` where it was read as one, and its words, without the texts."""

    record: Record
    words: dict[Lang, Text]


def read_record(
    written: str, struct: type[Record] = Record
) -> tuple[ReadRecord | None, tuple[ContentError, ...]]:
    """Read an item.toml.

    Args:
        written: What it says.
        struct: What it may hold: `Record`, or `OwnRecord`.

    Returns:
        What could be read, without the fields that are wrong, or ``None`` where nobody can
        tell what item it is; and every mistake, in order of line.
    """
    if len(written) > MOST_RECORD:
        return None, (ContentError(ContentErrorCode.TOO_LARGE, f"> {MOST_RECORD}"),)
    without_end = endless(written)
    if without_end:
        return None, (without_end,)
    data, broken = _loaded(written)
    if data is None:
        return None, tuple(broken.values())
    fields = _Fields(written, broken)
    sections = {lang: data.pop(lang) for lang in LANGS if lang in data}
    record = fields.read(struct, data, "")
    found = {lang: fields.read(Text, section, lang) for lang, section in sections.items()}
    if record:
        fields.judge(record)
    words = {lang: text for lang, text in found.items() if text}
    told = tuple(sorted(fields.mistakes, key=lambda each: each.line))
    return (ReadRecord(record, words) if record else None), told


def _loaded(written: str) -> tuple[dict[str, Any] | None, dict[str, ContentError]]:
    """What a record says, and its fields that are no TOML.

    A field of one line that cannot be read is told and left out, so that all else is read.

    Returns:
        ``None`` where something else than such a field cannot be read.
    """
    lines, broken = written.replace("\r\n", "\n").split("\n"), dict[str, ContentError]()
    tried = 0
    while True:
        try:
            return tomllib.loads("\n".join(lines)), broken
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = int(at.group(1)) if at else len(lines)
            field = _FIELD.match(lines[line - 1])
            detail = _mended(field) if field else ""
            detail = detail or lines[line - 1].strip()[:_LONGEST] or "…"
            told = ContentError(ContentErrorCode.TOML_SYNTAX, detail, line=line)
            section = next(
                (head[1] for n in range(line - 1, -1, -1) if (head := _SECTION.match(lines[n]))), ""
            )
            broken[f"{section}.{field[1] if field else line}".lstrip(".")] = told
            tried += 1
            if (
                tried == _MOST_BROKEN
                or not field
                or (field[2][:1] == "[" and field[2][-1:] != "]")
                or '"""' in lines[line - 1]
            ):
                return None, broken
            lines[line - 1] = ""


def _mended(field: re.Match[str]) -> str:
    """A field as it is, and as it would be TOML; ``""`` where nobody can tell."""
    name, value = field[1], field[2].strip()
    day = re.fullmatch(r'"?(\d{1,2})\.(\d{1,2})\.(\d{4})"?', value)
    bare = value.strip("\"'”“„’»«")
    right = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}" if day else f'"{bare}"'
    try:
        tomllib.loads(f"{name} = {right}")
    except tomllib.TOMLDecodeError:
        return ""
    return f"{name} = {value} → {name} = {right}"


def _allowed(kind: object) -> str:
    """The words that a field may hold, or an example of what it holds."""
    found = msgspec.inspect.type_info(kind)
    if isinstance(found, msgspec.inspect.UnionType):
        found = next(each for each in found.types if not isinstance(each, msgspec.inspect.NoneType))
    listed = isinstance(found, msgspec.inspect.VarTupleType)
    inner = found.item_type if isinstance(found, msgspec.inspect.VarTupleType) else found
    match inner:
        case msgspec.inspect.EnumType():
            words = " · ".join(f'"{each.value}"' for each in inner.cls)
        case msgspec.inspect.StrType():
            words = '"…"'
        case msgspec.inspect.IntType():
            words = "45"
        case msgspec.inspect.BoolType():
            words = "true · false"
        case msgspec.inspect.DateType():
            words = "2026-11-24"
        case msgspec.inspect.StructType() if inner.cls is FactSource:
            words = '{ publisher = "…", title = "…", address = "https://…" }'
        case _:
            words = "{ min = 1, max = 24 }"
    return f"[{words}]" if listed else words


@cache
def _known(struct: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields that a section may hold: reading their types takes longer than the section."""
    every = msgspec.structs.fields(struct)
    return {each.name: each for each in every if each.name not in _TEXTS}


class _Fields:
    """Reads the fields of a record one by one.

    Attributes:
        mistakes: What was wrong.
    """

    def __init__(self, written: str, broken: dict[str, ContentError]) -> None:
        self.mistakes: list[ContentError] = list(broken.values())
        self._written = written
        self._broken = broken
        self._told: set[str] = set()

    def read(self, struct: type[Read], data: object, section: str) -> Read | None:
        """What a section says, without what is wrong; ``None`` where it says too little.

        Args:
            struct: What it may hold.
            data: What it holds.
            section: ``fi`` or ``sv``; ``""`` for what stands before them.
        """
        if not isinstance(data, dict):
            self._wrong(section, "")
            data = {}
        kind: type[msgspec.Struct] = struct
        known = _known(kind)
        right: dict[str, Any] = {}
        for name, value in data.items():
            if name not in known:
                self._wrong(name, section)
                continue
            try:
                right[name] = msgspec.convert(value, prepared(known[name].type))
            except msgspec.ValidationError:
                self._wrong(name, section, _allowed(known[name].type))
        must = [name for name, each in known.items() if each.required]
        for name in must:
            blank = isinstance(right.get(name), str) and not right[name].strip()
            if name not in data or blank:
                self._lacks(f"{section}.{name}".lstrip("."))
        right = {name: _STAND_INS[name] for name in must if name in _STAND_INS} | right
        return struct(**right) if all(name in right for name in must) else None

    def judge(self, record: Record) -> None:
        """Tell what is wrong with a record of right fields; an own item must tell less."""
        own = isinstance(record, OwnRecord)
        if not re.fullmatch(ID_PATTERN, record.id) or (is_own(record.id) and not own):
            self._wrong("id", "", '"m09"')
        if own and record.kind not in OWN_KINDS:
            self._wrong("kind", "", " · ".join(f'"{each}"' for each in OWN_KINDS))
        for name in () if own else _MUST[record.kind]:
            if not getattr(record, name) and name not in self._told:
                self._lacks(name)
        for name, least in (("minutes", 0), ("version", 1)):
            if getattr(record, name) < least:
                self._wrong(name, "")
        if record.group and not 1 <= record.group.min <= record.group.max:
            self._wrong("group", "", "{ min = 1, max = 24 }")

    def _lacks(self, field: str) -> None:
        if field in self._broken:
            return
        self.mistakes.append(ContentError(ContentErrorCode.RECORD_MISSING, field))

    def _wrong(self, field: str, section: str, right: str = "") -> None:
        """Tell a field as it is written, and what it may hold where there is an example."""
        if len(self.mistakes) >= _MOST_TOLD:
            return
        line = self._line_of(field, section)
        said = self._written.split("\n")[line - 1].strip()[:_LONGEST] if line else field
        detail = f"{said} → {field} = {right}" if right else said
        self._told.add(field)
        self.mistakes.append(ContentError(ContentErrorCode.RECORD_FIELD, detail, line=line))

    def _line_of(self, field: str, section: str) -> int:
        """Line of a field, from 1; 0 where it is not found."""
        head = re.search(rf"^\s*\[\s*{section}\s*\]", self._written, re.MULTILINE)
        start = head.end() if section and head else 0
        named = re.compile(rf"^\s*\[?\s*\"?{re.escape(field)}\b", re.MULTILINE)
        at = named.search(self._written, start)
        return self._written.count("\n", 0, at.end()) + 1 if at else 0
