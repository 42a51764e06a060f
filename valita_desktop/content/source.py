"""From a folder that an editor wrote to an item, and to all items of a source tree.

Reads files, judges only what makes an item unreadable; the house rules of good content
are `publishing.check`. Every error names its file and, where there is one, its line.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content import pictures
from valita_desktop.content.blocks import Image, blocks_of
from valita_desktop.content.markdown import parsed
from valita_desktop.content.model import (
    ID_PATTERN,
    LANGS,
    Attachment,
    Item,
    Kind,
    Lang,
    Record,
    Text,
)
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.blocks import Block, Document
    from valita_desktop.content.pictures import Removed

RECORD_FILE = "item.toml"
_LED = ("themes", "minutes", "group", "lead", "audience", "use", "phase", "sheet_role")
_MUST: dict[Kind, tuple[str, ...]] = {
    Kind.THEME: ("themes",),
    Kind.PRACTICE: (*_LED, "practice_kind"),
    Kind.MATERIAL: (*_LED, "format", "topic"),
    Kind.PROJECT: ("themes",),
    Kind.EVENT: ("starts",),
    Kind.FACT: ("valid_until",),
    Kind.SYNONYMS: (),
}


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``[fi]`` and ``[sv]`` of a record may hold."""

    title: str
    summary: str
    keywords: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    place: str = ""
    change_note: str = ""


class _RecordFile(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item.toml."""

    fi: _Words | None = None
    sv: _Words | None = None


@dataclass(frozen=True)
class SourceText:
    """A text of an item as it stands in its file, and its blocks; it is read once.

    Attributes:
        path: The file.
        lang: Its language.
        easy: It is the text in easy language.
        markdown: What the file says.
        document: Its parts and blocks.
    """

    path: Path
    lang: Lang
    easy: bool
    markdown: str
    document: Document

    def line_of(self, words: str, block: Block, *, whole: bool = False) -> int:
        """Line of some words of a block, from 1; where the block begins if it is not found.

        It is not found where it is written otherwise: over a line end, with emphasis in it.

        Args:
            words: What is looked for.
            block: Where in the text to begin.
            whole: Not as a part of longer words.
        """
        return line_of(self.markdown, words, begin=block.line, whole=whole) or block.line


def line_of(written: str, words: str, *, begin: int = 1, whole: bool = False) -> int:
    """First line of a file, from 1, that holds some words; 0 where none does.

    Args:
        written: What the file says.
        words: What is looked for.
        begin: Line to begin at.
        whole: Not as a part of longer words.
    """
    lines = written.split("\n")
    start = sum(len(line) + 1 for line in lines[: begin - 1])
    edge = r"(?<!\w){}(?!\w)" if whole else "{}"
    found = re.compile(edge.format(re.escape(words))).search(written, start)
    return written.count("\n", 0, found.start()) + 1 if found else 0


@dataclass(frozen=True)
class PictureNote:
    """What is published of the file of a picture.

    Attributes:
        file: The file.
        removed: What it holds and nobody is shown.
        size: Its width and height in dots where a smaller one is published.
    """

    file: Path
    removed: tuple[Removed, ...]
    size: tuple[int, int] | None


@dataclass(frozen=True)
class SourceItem:
    """An item with where it came from.

    Attributes:
        folder: Its folder.
        item: The item.
        images: Bytes of its pictures by SHA-256 in hex.
        texts: What its files say: of each language the text, then the easy one if there is one.
        pictures: What was made of the files of its pictures.
    """

    folder: Path
    item: Item
    images: dict[str, bytes]
    texts: tuple[SourceText, ...]
    pictures: tuple[PictureNote, ...] = ()

    def document(self, lang: Lang, *, easy: bool = False) -> Document:
        """The blocks of one of its texts; none where it has no such text."""
        found = (each for each in self.texts if each.lang == lang and each.easy is easy)
        return next((each.document for each in found), ())


def item_folders(source: Path) -> list[Path]:
    """Folders of all items of a source tree (or of ``source`` itself), in order of name."""
    if (source / RECORD_FILE).is_file():
        return [source]
    return sorted(file.parent for file in source.glob(f"*/*/{RECORD_FILE}"))


def load_item(folder: Path) -> SourceItem:
    """Read the folder of one item.

    Raises:
        ContentError: Its record or one of its texts is not as docs/editor-guide.md says.
    """
    file = folder / RECORD_FILE
    written = _read(file)
    record_file = _record_file(file, written)
    record = msgspec.convert(
        {name: getattr(record_file, name) for name in Record.__struct_fields__}, Record
    )
    _require_record(record, file, written)
    texts: dict[Lang, Text] = {}
    files: list[SourceText] = []
    images: dict[str, bytes] = {}
    attachments: dict[str, Attachment] = {}
    notes: dict[Path, PictureNote] = {}
    for lang in LANGS:
        words: _Words | None = getattr(record_file, lang)
        if words is None:
            continue
        texts[lang] = _text(folder, lang, words, record.kind)
        files += _source_texts(folder, lang, texts[lang])
    for each in files:
        for image in blocks_of(each.document):
            if isinstance(image, Image) and image.src not in attachments:
                taken = {known.name for known in attachments.values()}
                attachment, note, data = _attachment(each, image, taken)
                attachments[image.src] = attachment
                images[attachment.sha256] = data
                notes[note.file] = note
    if not texts:
        raise ContentError(ContentErrorCode.MISSING_LANGUAGE, "[fi] [sv]", path=file)
    texts = {lang: _with_names(text, attachments) for lang, text in texts.items()}
    item = Item(record=record, texts=texts, attachments=tuple(attachments.values()))
    return SourceItem(folder, item, images, tuple(files), tuple(notes.values()))


def _read(file: Path) -> str:
    try:
        return composed(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise ContentError(ContentErrorCode.UNREADABLE, str(reason), path=file) from error


def _record_file(file: Path, written: str) -> _RecordFile:
    try:
        data = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at.group(1)) if at else written.count("\n") + 1
        raise ContentError(
            ContentErrorCode.TOML_SYNTAX, str(error), line=line, path=file
        ) from error
    try:
        return msgspec.convert(data, _RecordFile)
    except msgspec.ValidationError as error:
        raise _field_error(_field_of(str(error)), str(error), written, file) from error


def _field_error(field: str, detail: str, written: str, file: Path) -> ContentError:
    line = _line_of_field(written, field)
    return ContentError(ContentErrorCode.RECORD_FIELD, detail, line=line, path=file)


def _field_of(message: str) -> str:
    """The field that a validation message is about: a named one, else the last of its path."""
    named = re.search(r"field `([^`]+)`", message)
    path = re.search(r"at `\$([^`]*)`", message)
    steps = re.findall(r"\w+", path.group(1)) if path else []
    if named:
        return named.group(1)
    words = [step for step in steps if not step.isdigit()]
    return words[0] if words else ""


def _line_of_field(written: str, field: str) -> int:
    at = re.search(rf"^\s*\[?\s*{re.escape(field)}\b", written, re.MULTILINE) if field else None
    return written.count("\n", 0, at.end()) + 1 if at else 0


def _require_record(record: Record, file: Path, written: str) -> None:
    if not re.fullmatch(ID_PATTERN, record.id):
        raise _field_error("id", f"id = {record.id!r}", written, file)
    if not file.parent.name.startswith(f"{record.id}-") and file.parent.name != record.id:
        raise ContentError(ContentErrorCode.FOLDER_NAME, record.id, path=file)
    for name in _MUST[record.kind]:
        if not getattr(record, name):
            raise ContentError(ContentErrorCode.RECORD_MISSING, name, path=file)
    if record.group and not 1 <= record.group.min <= record.group.max:
        raise _field_error("group", "group", written, file)


def _text(folder: Path, lang: Lang, words: _Words, kind: Kind) -> Text:
    for name in ("title", "summary"):
        if not getattr(words, name).strip():
            raise ContentError(
                ContentErrorCode.RECORD_MISSING, f"{lang}.{name}", path=folder / RECORD_FILE
            )
    body, easy = folder / f"{lang}.md", folder / f"{lang}.easy.md"
    if kind is not Kind.FACT and not body.is_file():
        raise ContentError(ContentErrorCode.MISSING_LANGUAGE, body.name, path=folder)
    return Text(
        **{name: getattr(words, name) for name in _Words.__struct_fields__},
        markdown=_read(body) if body.is_file() else "",
        easy_markdown=_read(easy) if easy.is_file() else "",
    )


def _source_texts(folder: Path, lang: Lang, text: Text) -> Iterator[SourceText]:
    """The texts of one language with their files; the body first."""
    for easy, markdown in ((False, text.markdown), (True, text.easy_markdown)):
        if not markdown:
            continue
        file = folder / (f"{lang}.easy.md" if easy else f"{lang}.md")
        try:
            document = parsed(markdown)
        except ContentError as error:
            raise error.at(file) from error
        yield SourceText(file, lang, easy, markdown, document)


def _with_names(text: Text, attachments: Mapping[str, Attachment]) -> Text:
    """The words of an item with its pictures under the names that they are published by."""
    names = {src: each.name for src, each in attachments.items() if src != each.name}
    return msgspec.structs.replace(
        text,
        markdown=pictures.renamed(text.markdown, names),
        easy_markdown=pictures.renamed(text.easy_markdown, names),
    )


def _attachment(
    text: SourceText, image: Image, taken: Container[str]
) -> tuple[Attachment, PictureNote, bytes]:
    """A picture that a text shows, as it is published, and what was made of it."""
    line = text.line_of(image.src, image)
    folder = text.path.parent
    try:
        file = folder / pictures.matching(image.src, (each.name for each in folder.iterdir()))
        data = file.read_bytes()
    except OSError as error:
        raise ContentError(
            ContentErrorCode.IMAGE_MISSING, image.src, line=line, path=text.path
        ) from error
    try:
        ready = pictures.prepared(data, image.src)
    except ContentError as error:
        raise ContentError(error.code, error.detail, line=line, path=text.path) from error
    sha256 = hashlib.sha256(ready.data).hexdigest()
    name = pictures.published_name(image.src, ready.mime_type, taken)
    attachment = Attachment(name, ready.mime_type, len(ready.data), sha256)
    return attachment, PictureNote(file, ready.removed, ready.size), ready.data
