"""Everything that can go wrong and is not a bug, as one tree.

::

    ValitaError
    ├─ ContentError            a source text or record is not as docs/editor-guide.md says
    ├─ LibraryError
    │  ├─ ItemNotFoundError    no such item in the library
    │  ├─ StoreUnusableError   the databases cannot be opened or made
    │  │  └─ NetworkFolderError   they stand in a network folder, where they would break
    │  ├─ OwnDataError         a file with a person's own data cannot be read
    │  ├─ OwnItemError         an own item cannot be handed on or taken in
    │  ├─ OwnDataRecoveredError   their own data were damaged or gone, and were mended
    │  ├─ OwnDataUnkeptError   nothing they mark now will be there the next time
    │  ├─ PacketFullError      a packet would have too many lines
    │  └─ PacketFileError      a packet's file cannot be taken, and why
    ├─ FeedError               a feed document is not as docs/feed-format.md says
    │  └─ AppTooOldError       it is made for a later version of the program
    ├─ UpdateError             the materials could not be brought up to date; they are as before
    │  ├─ SourceError          a feed cannot be read where it should be, and why
    │  ├─ TrustError           a feed is not what the network has signed, and why
    │  ├─ UpdateBusyError      another window is at it
    │  ├─ NoSpaceError         the disk is too full
    │  ├─ MassWithdrawalError  very much would go: a person must agree
    │  └─ UpdateCancelledError
    ├─ DocumentError           a file is no document that a material can be made of, and why
    ├─ PublishError            a feed cannot be made or signed, and why
    ├─ HandoutError
    │  ├─ LayoutUnavailableError   this layout cannot be made of this item, and why
    │  ├─ PaperOverflowError       a block is larger than the page
    │  └─ NothingToPrintError      nothing of a packet is left to print
    ├─ OutputError             a file could not be written
    ├─ AnswerLostError         what a command says cannot be written where it is to be read
    ├─ ShippedFileError        a file that came with the program is damaged or gone
    ├─ PrinterError            a printer did not print a document, and why
    │  └─ PrintStoppedError    a person stopped the printing
    ├─ SettingLockedError      whoever looks after the computer has decided it
    ├─ SettingsFileError       a file of settings cannot be read, and why
    └─ UsageError              a person asked for something that does not exist

An exception carries facts as attributes and a sentence for developers in ``str()``. Where
one class has several reasons its ``code`` says which. The sentences that people read are in
`valita_desktop.messages`; a new class or code needs them there (CONTRIBUTING.md).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises of bytes that are not what they should be. The first alone lets a file in
Latin-1 and one of a hundred thousand brackets through."""


class ContentErrorCode(StrEnum):
    """What is wrong with a source text or record. ``detail`` of the error says which."""

    UNREADABLE = "unreadable"
    TOML_SYNTAX = "toml-syntax"
    RECORD_FIELD = "record-field"
    RECORD_MISSING = "record-missing"
    GUESSED = "guessed"
    FOLDER_NAME = "folder-name"
    MISSING_LANGUAGE = "missing-language"
    RAW_HTML = "raw-html"
    UNKNOWN_BLOCK = "unknown-block"
    UNKNOWN_OPTION = "unknown-option"
    OPTION_VALUE = "option-value"
    OPTION_MISSING = "option-missing"
    NOT_CLOSED = "not-closed"
    WRONG_CONTENT = "wrong-content"
    EMPTY = "empty"
    NESTED_LIST = "nested-list"
    MIXED_STEPS = "mixed-steps"
    TABLE_SHAPE = "table-shape"
    HEADING_LEVEL = "heading-level"
    LINK_TARGET = "link-target"
    IMAGE_INLINE = "image-inline"
    IMAGE_ALT = "image-alt"
    IMAGE_MISSING = "image-missing"
    IMAGE_NAME = "image-name"
    IMAGE_TYPE = "image-type"
    IMAGE_BROKEN = "image-broken"
    IMAGE_MOVES = "image-moves"
    IMAGE_SIZE = "image-size"
    IMAGE_DRAWING = "image-drawing"
    MARKUP = "markup"
    LOST_SIGN = "lost-sign"
    EMPHASIS = "emphasis"
    SHORT_GAP = "short-gap"
    LIST_NUMBER = "list-number"
    TYPED_LIST = "typed-list"
    RUN_ON = "run-on"
    ITEM_CONTENT = "item-content"
    PLAIN_WORDS = "plain-words"
    OPTION_TWICE = "option-twice"
    PART_MISSING = "part-missing"
    PART_UNKNOWN = "part-unknown"
    OUTSIDE_PART = "outside-part"
    DUPLICATE_ID = "duplicate-id"
    DEAD_LINK = "dead-link"
    STRUCTURE = "structure"
    STEP_MINUTES = "step-minutes"
    STEP_TIME = "step-time"
    DUPLICATE_TITLE = "duplicate-title"
    SPELLING = "spelling"
    GLOSSARY = "glossary"
    LAW_WORDS = "law-words"
    LONG_WORD = "long-word"
    LONG_SENTENCE = "long-sentence"
    OVERFLOW = "overflow"
    NO_SHAPE = "no-shape"
    NEEDS = "needs"
    FACT_TOO_OLD = "fact-too-old"
    TOO_LONG = "too-long"
    TOO_MANY_SIGNS = "too-many-signs"
    ENDLESS_WORD = "endless-word"
    TOO_LARGE = "too-large"


class PacketFileErrorCode(StrEnum):
    """Why a file cannot be taken as a packet."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NO_PACKET = "no-packet"
    NEWER = "newer"


class SourceErrorCode(StrEnum):
    """Why a feed cannot be read where it should be."""

    OFFLINE = "offline"
    NO_ANSWER = "no-answer"
    TOO_SLOW = "too-slow"
    BROKEN_OFF = "broken-off"
    MISSING = "missing"
    HALF_COPIED = "half-copied"
    UNAVAILABLE = "unavailable"
    FORBIDDEN = "forbidden"
    SIGN_IN_PAGE = "sign-in-page"
    PROXY_LOGIN = "proxy-login"
    CERTIFICATE = "certificate"
    INSECURE = "insecure"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    TOO_MUCH = "too-much"
    UNREADABLE = "unreadable"
    NO_BUNDLE = "no-bundle"


class TrustErrorCode(StrEnum):
    """Why a feed is not what the network has signed."""

    UNSIGNED = "unsigned"
    EXPIRED = "expired"
    CLOCK = "clock"
    OLDER = "older"
    ALTERED = "altered"
    MALFORMED = "malformed"


class PublishErrorCode(StrEnum):
    """Why a feed cannot be made or signed. ``detail`` of the error says which."""

    NO_FEED = "no-feed"
    FEED_EXISTS = "feed-exists"
    NO_KEY = "no-key"
    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - the name of a reason
    WEAK_PASSPHRASE = "weak-passphrase"  # noqa: S105 - the name of a reason
    KEY_EXISTS = "key-exists"
    NOT_EMPTY = "not-empty"
    KEYS_IN_FEED = "keys-in-feed"
    NO_CRYPTOGRAPHY = "no-cryptography"
    NO_TEMPLATES = "no-templates"
    FEED_DAMAGED = "feed-damaged"
    KEY_NAME = "key-name"
    NOT_WORDPRESS = "not-wordpress"
    EXPORT_DAMAGED = "export-damaged"
    PAGE_TOO_LARGE = "page-too-large"
    ITEM_EXISTS = "item-exists"
    PREVIEW = "preview"


class DocumentErrorCode(StrEnum):
    """Why no material can be made of a document."""

    UNREADABLE = "unreadable"
    NO_DOCUMENT = "no-document"
    OLD_WORD = "old-word"
    PROTECTED = "protected"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    ENTITIES = "entities"
    EMPTY = "empty"


class LossCode(StrEnum):
    """What of a document does not come along as it was; how often is told beside it."""

    COMMENTS = "comments"
    CHANGES = "changes"
    NOTES = "notes"
    TEXT_BOXES = "text-boxes"
    OBJECTS = "objects"
    CHARTS = "charts"
    SHAPES = "shapes"
    EQUATIONS = "equations"
    HEADERS = "headers"
    HIDDEN = "hidden"
    CHOICES = "choices"
    PICTURES = "pictures"
    PICTURES_UNTOLD = "pictures-untold"
    MERGED = "merged"
    TABLES_IN_TABLES = "tables-in-tables"
    UNTITLED = "untitled"
    NESTED = "nested"
    TICKED = "ticked"
    LINKS = "links"
    SIGNS = "signs"


class LayoutErrorCode(StrEnum):
    """Why a layout cannot be made of an item."""

    NO_CARDS = "no-cards"
    NO_LIST = "no-list"
    NO_EASY_TEXT = "no-easy-text"
    NO_OTHER_LANGUAGE = "no-other-language"
    NO_SUCH_PART = "no-such-part"
    NOTHING_TO_FILL = "nothing-to-fill"
    PAPER = "paper"
    TOO_MANY = "too-many"


class ValitaError(Exception):
    """Root of everything that is not a bug.

    It can be sent from a process to another: what it was made with is not asked for again.
    """

    @override
    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[ValitaError], args: tuple[object, ...]) -> ValitaError:
    return kind.__new__(kind, *args)


class ContentError(ValitaError):
    """A source text or record is not as docs/editor-guide.md says.

    Attributes:
        code: What is wrong.
        detail: Which word, field or file it is about; ``""`` where the problem says all.
        line: Line in the file from 1; 0 where it concerns the whole file.
        path: The file; ``None`` where the text came from no file.
    """

    def __init__(
        self,
        code: ContentErrorCode,
        detail: str = "",
        *,
        line: int = 0,
        path: Path | None = None,
    ) -> None:
        super().__init__(f"{path or '<text>'}:{line}: {code.value} {detail}".rstrip())
        self.code = code
        self.detail = detail
        self.line = line
        self.path = path

    def at(self, path: Path) -> ContentError:
        """The same error, told of this file."""
        return ContentError(self.code, self.detail, line=self.line, path=path)


class LibraryError(ValitaError):
    """The library cannot do what was asked."""


class ItemNotFoundError(LibraryError):
    """No such item in the library.

    Attributes:
        item_id: The id as it was asked for.
    """

    def __init__(self, item_id: str) -> None:
        super().__init__(f"no item {item_id!r}")
        self.item_id = item_id


class StoreUnusableError(LibraryError):
    """The databases cannot be opened or made.

    Attributes:
        path: The file or folder.
        reason: The operating system's or SQLite's own words.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class OwnDataRecoveredError(LibraryError):
    """A person's own data were damaged or gone when they were opened, and were mended.

    Attributes:
        aside: Where the damaged file was put; ``None`` where there was none.
        copy_of: When the copy that took its place was made, as the clock said then; ``None``
            where there is no sound copy, and everything begins anew.
    """

    def __init__(self, aside: Path | None, copy_of: dt.datetime | None) -> None:
        super().__init__(f"damaged: {aside}, restored: {copy_of}")
        self.aside = aside
        self.copy_of = copy_of


class OwnDataUnkeptError(LibraryError):
    """Nothing that a person marks or puts together now will be there the next time.

    Attributes:
        cause: Why the file of their own data cannot be used.
    """

    def __init__(self, cause: StoreUnusableError) -> None:
        super().__init__(f"not kept: {cause}")
        self.cause = cause


class NetworkFolderError(StoreUnusableError):
    """The databases stand in a network folder, where locks and power cuts break them.

    Attributes:
        kind: The file system, as the operating system calls it.
    """

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(path, f"network folder ({kind})")
        self.kind = kind


class OwnDataError(LibraryError):
    """A file with a person's own data cannot be read; nothing was taken from it.

    Attributes:
        path: The file.
        reason: What is wrong with it, for developers.
        place: Which value of it is wrong, in the file's own words; ``""`` where it is no such
            file at all.
    """

    def __init__(self, path: Path, reason: str, place: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.place = place


class OwnItemError(LibraryError):
    """An own item cannot be handed on or taken in; nothing has changed.

    Attributes:
        path: A file or folder of it; ``None`` where it has none yet.
        reason: What is wrong with it, for developers.
    """

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


class OwnDataNewerError(OwnDataError):
    """A file with a person's own data was made by a later version of the program."""


class PacketFullError(LibraryError):
    """A packet would have too many lines; it is as it was.

    Attributes:
        most: How many it can have.
        asked: How many it would have had.
    """

    def __init__(self, most: int, asked: int) -> None:
        super().__init__(f"{asked} lines; at most {most}")
        self.most = most
        self.asked = asked


class NotebookFullError(LibraryError):
    """A note, or the words of a use, are longer than they can be; what was kept is there still.

    Attributes:
        most: How many letters they can have.
        asked: How many they would have had.
    """

    def __init__(self, most: int, asked: int) -> None:
        super().__init__(f"{asked} letters; at most {most}")
        self.most = most
        self.asked = asked


class PacketFileError(LibraryError):
    """A file cannot be taken as a packet; nothing was taken from it.

    Attributes:
        path: The file.
        code: Why not.
        reason: What is wrong with it, for developers.
        place: As in `OwnDataError`.
    """

    def __init__(self, path: Path, code: PacketFileErrorCode, reason: str, place: str = "") -> None:
        super().__init__(f"{path}: {code.value}: {reason}")
        self.path = path
        self.code = code
        self.reason = reason
        self.place = place


class FeedError(ValitaError):
    """A feed document is not as docs/feed-format.md says.

    Attributes:
        name: The document.
        reason: What is wrong with it, for developers.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class AppTooOldError(FeedError):
    """A feed document is made for a later version of the program.

    Attributes:
        needed: That version, or ``""`` where it is not said.
    """

    def __init__(self, name: str, needed: str) -> None:
        super().__init__(name, f"needs version {needed or '?'}")
        self.needed = needed


class UpdateError(ValitaError):
    """The materials could not be brought up to date; they are as they were before."""


class SourceError(UpdateError):
    """A feed cannot be read where it should be.

    Attributes:
        source: The address, folder or file.
        code: The reason.
        detail: More on it, for developers.
        retry_after: Seconds that a server asks to wait; 0 where it does not.
    """

    def __init__(
        self, source: str, code: SourceErrorCode, detail: str = "", *, retry_after: int = 0
    ) -> None:
        super().__init__(f"{source}: {code.value} {detail}".rstrip())
        self.source = source
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


class TrustError(UpdateError):
    """A feed is not what the network has signed.

    Attributes:
        source: The address, folder or file.
        code: The reason.
        detail: More on it, for developers.
    """

    def __init__(self, source: str, code: TrustErrorCode, detail: str = "") -> None:
        super().__init__(f"{source}: {code.value} {detail}".rstrip())
        self.source = source
        self.code = code
        self.detail = detail


class UpdateBusyError(UpdateError):
    """Another window of the program is bringing the materials up to date."""


class NoSpaceError(UpdateError):
    """The disk is too full for an update.

    Attributes:
        path: The folder that needs room.
        needed, free: Bytes.
    """

    def __init__(self, path: Path, needed: int, free: int) -> None:
        super().__init__(f"{path}: {needed} bytes needed, {free} free")
        self.path = path
        self.needed = needed
        self.free = free


class MassWithdrawalError(UpdateError):
    """So much would go that a person must agree first.

    Attributes:
        withdrawn: How many items would go.
        among: How many there are.
    """

    def __init__(self, withdrawn: int, among: int) -> None:
        super().__init__(f"{withdrawn} of {among} items would be withdrawn")
        self.withdrawn = withdrawn
        self.among = among


class UpdateCancelledError(UpdateError):
    """A person stopped the update."""


class DocumentError(ValitaError):
    """No material can be made of a document; nothing was taken from it.

    Attributes:
        name: What the file is called.
        code: Why not.
        reason: What is wrong with it, for developers.
    """

    def __init__(self, name: str, code: DocumentErrorCode, reason: str = "") -> None:
        super().__init__(f"{name}: {code.value} {reason}".rstrip())
        self.name = name
        self.code = code
        self.reason = reason


class PublishError(ValitaError):
    """A feed cannot be made or signed; what was published stands.

    Attributes:
        code: The reason.
        detail: Which key, folder or file it is about.
    """

    def __init__(self, code: PublishErrorCode, detail: str = "") -> None:
        super().__init__(f"{code.value} {detail}".rstrip())
        self.code = code
        self.detail = detail


class HandoutError(ValitaError):
    """A handout cannot be made.

    Attributes:
        line: Line of the text where it cannot, from 1; 0 where no one line is to blame.
    """

    line: int = 0


class LayoutUnavailableError(HandoutError):
    """This layout cannot be made of this item.

    Attributes:
        layout: The layout's name as on the command line.
        item_id: The item; ``""`` where it holds for all.
        code: The reason.
    """

    def __init__(self, layout: str, item_id: str, code: LayoutErrorCode) -> None:
        super().__init__(f"layout {layout} of {item_id or 'anything'}: {code.value}")
        self.layout = layout
        self.item_id = item_id
        self.code = code


class PaperOverflowError(HandoutError):
    """A block is larger than the page it should stand on.

    Attributes:
        item_id: The item.
        block: The block's type.
        line: Line of its text that the block begins on, from 1; 0 where it was not read from one.
    """

    def __init__(self, item_id: str, block: str, line: int = 0) -> None:
        super().__init__(f"{item_id}: {block} is larger than the page")
        self.item_id = item_id
        self.block = block
        self.line = line


class NothingToPrintError(HandoutError):
    """Nothing of a packet is left to print: it is empty, or all of it was withdrawn.

    Attributes:
        name: What the packet is called.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"nothing to print in {name!r}")
        self.name = name


class OutputError(ValitaError):
    """A file could not be written; what stood there before is untouched.

    Attributes:
        path: The file that was to be written.
        reason: The operating system's own words.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class AnswerLostError(ValitaError):
    """What a command says cannot be written where it is to be read; what it does is done.

    Attributes:
        reason: The operating system's own words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"stdout: {reason}")
        self.reason = reason


class ShippedFileError(ValitaError):
    """A file that came with the program is damaged or gone.

    Attributes:
        path: The file.
        reason: What is wrong with it, for developers.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class PrinterErrorCode(StrEnum):
    """Why a printer did not print."""

    REFUSED = "refused"
    """The print system did not take the document; its own words say why."""
    MISSING = "missing"
    """The printer is not there any longer."""
    NOT_ACCEPTING = "not-accepting"
    """Somebody has told its queue to take nothing."""
    NO_PAPER = "no-paper"
    """It cannot print on the paper that was asked for."""
    UNABLE = "unable"
    """The queue took the document and dropped it: the printer lacks what was asked for."""
    CANCELED = "canceled"
    """Somebody took the document out of the queue."""
    ABORTED = "aborted"
    """The print system gave the document up."""


class PrinterError(ValitaError):
    """A printer did not print a document.

    Attributes:
        printer: Its name.
        reason: The print system's own words; may be ``""``.
        code: Why.
        keywords: Why in IPP's words, such as ``media-empty``; mostly none.
    """

    def __init__(
        self,
        printer: str,
        reason: str,
        code: PrinterErrorCode = PrinterErrorCode.REFUSED,
        keywords: tuple[str, ...] = (),
    ) -> None:
        super().__init__(f"{printer}: {code} {reason} {' '.join(keywords)}".rstrip())
        self.printer = printer
        self.reason = reason
        self.code = code
        self.keywords = keywords


class PrintStoppedError(PrinterError):
    """A person stopped the printing.

    Attributes:
        pages: How many pages the printer had been given by then.
    """

    def __init__(self, printer: str, pages: int) -> None:
        super().__init__(printer, f"stopped after {pages} pages")
        self.pages = pages


class PolicyMistakeCode(StrEnum):
    """What is wrong with a decision on settings, or with where it is written."""

    UNREADABLE = "unreadable"
    """It cannot be read; the system's own words say why."""
    DAMAGED = "damaged"
    """It is not in the form that it should have."""
    UNKNOWN_KEY = "unknown-key"
    """There is no such setting; a later version may have it."""
    WRONG_VALUE = "wrong-value"
    """The setting cannot have that value."""
    LOCKED = "locked"
    """Whoever looks after the computer has decided it otherwise."""


class SettingLockedError(ValitaError):
    """A setting was to be changed or passed over that is locked.

    Attributes:
        name: The field of `Settings`.
        where: The file or the registry key that locks it; ``""`` where nobody needs it.
    """

    def __init__(self, name: str, where: str = "") -> None:
        super().__init__(f"{name} is locked by {where or 'policy'}")
        self.name = name
        self.where = where


class SettingsFileError(ValitaError):
    """A file of settings cannot be read.

    Attributes:
        path: The file.
        code: Why: unreadable or damaged.
        detail: The system's or the reader's own words.
    """

    def __init__(self, path: Path, code: PolicyMistakeCode, detail: str = "") -> None:
        super().__init__(f"{path}: {code.value} {detail}".rstrip())
        self.path = path
        self.code = code
        self.detail = detail


class UsageError(ValitaError):
    """A person asked for something that does not exist.

    Attributes:
        what: ``"theme"``, ``"kind"``, ``"lang"``, ``"layout"``, ``"source"``, ``"packet"``…
        given: The word as it was given.
        known: What could have been given instead.
    """

    def __init__(self, what: str, given: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"unknown {what} {given!r}; known: {', '.join(known)}")
        self.what = what
        self.given = given
        self.known = known
