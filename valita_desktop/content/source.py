"""From a folder that an editor wrote to an item, and to all items of a source tree.

Reads files, judges only what makes an item unreadable; the house rules of good content
are `publishing.check`. Every error names its file and, where there is one, its line.
"""

from __future__ import annotations

import errno
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from valita_desktop.content import pictures
from valita_desktop.content.blocks import Image, blocks_of
from valita_desktop.content.markdown import Reading, remember, remembered
from valita_desktop.content.model import (
    LANGS,
    Attachment,
    Item,
    Kind,
    Lang,
    OwnRecord,
    Record,
    Text,
)
from valita_desktop.content.record import ReadRecord, read_record
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.letters import composed
from valita_desktop.paths import read_regular, read_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.blocks import Block, Document
    from valita_desktop.content.pictures import Removed

RECORD_FILE = "item.toml"
MOST_BYTES = 4_000_000
"""Of a text or a record; the feed takes 400,000 letters."""


@dataclass(frozen=True)
class SourceText:
    """A text of an item as it stands in its file, and its blocks; it is read once.

    Attributes:
        path: The file.
        lang: Its language.
        easy: It is the text in easy language.
        markdown: What the file says.
        document: Its parts and blocks; what is wrong is left out.
        whole: Nothing was wrong, so it can be compared and counted.
    """

    path: Path
    lang: Lang
    easy: bool
    markdown: str
    document: Document
    whole: bool = True

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come to another process, where its text need not be read again."""
        self.__dict__.update(state)
        if self.whole:
            remember(self.markdown, Reading(self.document, ()))

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


@dataclass(frozen=True)
class SourceFolder:
    """The folder of an item, as far as it could be read.

    Attributes:
        folder: The folder.
        texts: Its texts, also those with mistakes, and also where the record cannot be read.
        loaded: The item; ``None`` where its record or the words of it cannot be read.
        mistakes: What is wrong with the record, the texts and the pictures.
    """

    folder: Path
    texts: tuple[SourceText, ...]
    loaded: SourceItem | None
    mistakes: tuple[ContentError, ...]


class _Pictures(NamedTuple):
    """The pictures of an item.

    Attributes:
        attachments: By the names that the texts call them.
        images: Their bytes by SHA-256 in hex.
        notes: What was made of each file.
    """

    attachments: dict[str, Attachment]
    images: dict[str, bytes]
    notes: dict[Path, PictureNote]


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
    found = read_folder(folder)
    for mistake in found.mistakes:
        raise mistake
    if found.loaded is None:  # pragma: no cover - what could not be read was told
        raise ContentError(ContentErrorCode.MISSING_LANGUAGE, "[fi] [sv]", path=folder)
    return found.loaded


def read_folder(folder: Path, struct: type[Record] = Record) -> SourceFolder:
    """Read the folder of one item, and find all that is wrong in it.

    Args:
        folder: The folder. That of an own item may have any name.
        struct: What its record may hold: `Record`, or `OwnRecord`.
    """
    mistakes: list[ContentError] = []
    texts = tuple(_texts(folder, mistakes))
    file = folder / RECORD_FILE
    read = None
    try:
        written = _read(file)
    except ContentError as error:
        mistakes.append(error)
    else:
        read, wrong = read_record(written, struct)
        mistakes += [error.at(file) for error in wrong]
    shown = _pictures(texts, mistakes)
    loaded = None
    if read:
        mistakes += _folder_mistakes(folder, read)
        words = {
            lang: _with_names(_with_texts(found, lang, texts), shown.attachments)
            for lang, found in read.words.items()
        }
        attachments = tuple(shown.attachments.values())
        item = Item(record=read.record, texts=words, attachments=attachments)
        own = tuple(each for each in texts if each.lang in words)
        notes = tuple(shown.notes.values())
        loaded = SourceItem(folder, item, shown.images, own, notes) if words else None
    return SourceFolder(folder, texts, loaded, tuple(mistakes))


def _read(file: Path) -> str:
    try:
        return composed(read_text(file, MOST_BYTES))
    except (OSError, UnicodeDecodeError) as error:
        if getattr(error, "errno", 0) == errno.EFBIG:
            raise ContentError(ContentErrorCode.TOO_LARGE, f"> {MOST_BYTES}", path=file) from error
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise ContentError(ContentErrorCode.UNREADABLE, str(reason), path=file) from error


def _texts(folder: Path, mistakes: list[ContentError]) -> Iterator[SourceText]:
    """The texts of a folder; the body of a language first."""
    for lang in LANGS:
        for easy, file in ((False, folder / f"{lang}.md"), (True, folder / f"{lang}.easy.md")):
            try:
                markdown = _read(file) if file.is_file() else ""
            except ContentError as error:
                mistakes.append(error)
                continue
            if markdown:
                reading = remembered(markdown)
                mistakes += [each.at(file) for each in reading.mistakes]
                whole = not reading.mistakes
                yield SourceText(file, lang, easy, markdown, reading.document, whole)


def _folder_mistakes(folder: Path, read: ReadRecord) -> Iterator[ContentError]:
    """What is wrong between a record, its folder and its texts."""
    record, file = read.record, folder / RECORD_FILE
    named = isinstance(record, OwnRecord) or folder.name == record.id
    if not named and not folder.name.startswith(f"{record.id}-"):
        yield ContentError(ContentErrorCode.FOLDER_NAME, record.id, path=file)
    for lang in read.words:
        body = folder / f"{lang}.md"
        if record.kind is not Kind.FACT and not body.is_file():
            yield ContentError(ContentErrorCode.MISSING_LANGUAGE, body.name, path=folder)
    if not read.words:
        yield ContentError(ContentErrorCode.MISSING_LANGUAGE, "[fi] [sv]", path=file)


def _with_texts(words: Text, lang: Lang, texts: Iterable[SourceText]) -> Text:
    of = {each.easy: each.markdown for each in texts if each.lang == lang}
    return msgspec.structs.replace(
        words, markdown=of.get(False, ""), easy_markdown=of.get(True, "")
    )


def _pictures(texts: Iterable[SourceText], mistakes: list[ContentError]) -> _Pictures:
    found = _Pictures({}, {}, {})
    for text in texts:
        for image in blocks_of(text.document):
            if not isinstance(image, Image) or image.src in found.attachments:
                continue
            taken = {known.name for known in found.attachments.values()}
            try:
                attachment, note, data = _attachment(text, image, taken)
            except ContentError as error:
                mistakes.append(error)
                continue
            found.attachments[image.src] = attachment
            found.images[attachment.sha256] = data
            found.notes[note.file] = note
    return found


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
        data = read_regular(file, pictures.MOST_BYTES)
    except OSError as error:
        large = error.errno == errno.EFBIG
        raise ContentError(
            ContentErrorCode.IMAGE_SIZE if large else ContentErrorCode.IMAGE_MISSING,
            image.src,
            line=line,
            path=text.path,
        ) from error
    try:
        ready = pictures.prepared(data, image.src)
    except ContentError as error:
        raise ContentError(error.code, error.detail, line=line, path=text.path) from error
    sha256 = hashlib.sha256(ready.data).hexdigest()
    name = pictures.published_name(image.src, ready.mime_type, taken)
    attachment = Attachment(name, ready.mime_type, len(ready.data), sha256)
    return attachment, PictureNote(file, ready.removed, ready.size), ready.data
