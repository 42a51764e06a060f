"""What each command answers with ``--json``: one declaration for the answer and its schema.

A command names its answer where it is added to the parser; docs/schemas is made of these types.
Keys are added, never renamed: scripts of schools read them.
"""

from __future__ import annotations

from types import GenericAlias
from typing import Any

import msgspec

from valita_desktop.content.model import Lang, Record, Text
from valita_desktop.library.fields import FIELDS


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a command answers, but for those that answer with a list."""


class ErrorTold(msgspec.Struct, frozen=True):
    """Why a command did not do what was asked.

    Attributes:
        code: Which error, stable: ``item-not-found``; ``command-line`` is wrong usage, ``fault``
            a bug.
        message: All that a person is told, in one line, in their language.
        reason: Which of its reasons where it has several (``no-cards``), else ``""``.
        happened, works, todo: The same in its three parts.
        detail: Of a bug, what a maintainer wants to know.
    """

    code: str
    message: str
    reason: str = ""
    happened: str = ""
    works: str = ""
    todo: str = ""
    detail: str = ""


class ErrorAnswer(Answer, frozen=True):
    """What stands in the place of an answer where there is an error."""

    error: ErrorTold


class VersionAnswer(Answer, frozen=True):
    """``valita --version``.

    Attributes:
        id: What desktops call the program.
        frozen: It runs from an installed bundle, not from a Python environment.
    """

    name: str
    id: str
    version: str
    python: str
    system: str
    frozen: bool


ListedItem = msgspec.defstruct(
    "ListedItem",
    [(each.key, each.type) for each in FIELDS if each.value],
    frozen=True,
)
"""A material as lists tell of it."""
ListedItems = GenericAlias(list, (ListedItem,))
"""``valita list``."""


class ShownPart(msgspec.Struct, frozen=True):
    """A part of a text; what its blocks hold is told by ``valita_desktop/content/blocks.py``."""

    role: str
    blocks: tuple[dict[str, Any], ...]


ShownItem = msgspec.defstruct(
    "ShownItem",
    [
        ("lang", Lang),
        ("langs", tuple[Lang, ...]),
        ("parts", tuple[ShownPart, ...]),
        *(
            (each.name, each.type, each.default)
            for whole in (Record, Text)
            for each in msgspec.structs.fields(whole)
        ),
    ],
    frozen=True,
    kw_only=True,
)
"""``valita show``: the record and the words of a material, in the language that was found."""


class FoundItem(msgspec.Struct, frozen=True):
    """A hit of ``valita search``, which answers with a list of them."""

    id: str
    lang: Lang
    title: str
    snippet: str
    score: float


class PrintedAnswer(Answer, frozen=True):
    """``valita print`` and ``valita packet print``.

    Attributes:
        missing: Titles that were left out, for they are withdrawn.
    """

    file: str
    pages: int
    missing: tuple[str, ...] = ()


class WrittenAnswer(Answer, frozen=True):
    """``valita write``."""

    file: str
    format: str
    title: str


class PacketHead(msgspec.Struct, frozen=True, kw_only=True):
    """A packet as ``valita packet list`` tells of it, in a list."""

    id: int
    name: str
    created: str
    lines: int
    minutes: int
    minutes_a_day: int


class PacketLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a packet.

    Attributes:
        edition: The release that it was put in from.
        version_now: That of the library; ``None`` where it has none.
        state: ``same``, ``changed`` or ``missing``.
    """

    item: str
    title: str
    lang: Lang
    layout: str
    part: str | None
    copies: int
    version: int
    edition: int
    version_now: int | None
    state: str


class PacketAnswer(PacketHead, frozen=True, kw_only=True):
    """A packet with its lines: ``valita packet show``, and every command that changes one.

    Attributes:
        new: False where a packet that was taken from a file is here already.
    """

    entries: tuple[PacketLine, ...]
    new: bool = True


class NamedFileAnswer(Answer, frozen=True):
    """``valita packet export`` and ``valita own item export``."""

    file: str
    name: str


class UpdateAnswer(Answer, frozen=True):
    """``valita update --check``, and every update that brings nothing.

    Attributes:
        update: Whether there is anything new.
        since, seq: The release here, and the newest of the source.
        size: Bytes to fetch.
        new, changed, withdrawn: How many; ``None`` where it depends on what is here.
        published: When, as the source says.
    """

    update: bool
    source: str
    since: int
    seq: int
    size: int
    new: int | None
    changed: int | None
    withdrawn: int | None
    published: str


class ChangedAnswer(Answer, frozen=True):
    """``valita update`` and ``valita import`` that changed something: ids of items."""

    seq: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


class ExportedAnswer(Answer, frozen=True):
    """``valita export`` and ``valita mirror``: where, which release, how much (bytes)."""

    path: str
    seq: int
    packs: int
    size: int


class SharedFolder(msgspec.Struct, frozen=True):
    """The folder with the materials for everybody.

    Attributes:
        release: The newest one there; 0 if it cannot be reached.
        ready: A first start here takes its materials ready-made.
    """

    folder: str
    release: int
    ready: bool


class SharedBuiltAnswer(Answer, frozen=True):
    """``valita library build``."""

    folder: str
    release: int
    size: int


class SharedStateAnswer(Answer, frozen=True):
    """``valita library status``.

    Attributes:
        shared: ``None`` where no folder is set.
        release: That of the materials here.
    """

    shared: SharedFolder | None
    release: int


class OwnExportAnswer(Answer, frozen=True):
    """``valita own export``.

    Attributes:
        entries: How many are in the file; ``None`` of a page to read.
        own_items: How many own items are among them.
    """

    file: str
    entries: int | None = None
    own_items: int | None = None


class OwnImportAnswer(Answer, frozen=True):
    """``valita own import``.

    Attributes:
        unsigned: Materials of another edition that were left out.
        own_items: Own items that are new.
    """

    new: int
    unsigned: int
    own_items: int = 0


class OwnItemMistake(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong in an own item, or on its paper.

    Attributes:
        line: From 1; 0 where it has none.
        code: As `errors.ContentErrorCode`.
        message: In the person's language.
    """

    file: str
    line: int
    code: str
    message: str


class OwnItemTold(Answer, frozen=True):
    """An own item: ``valita own item new`` and ``adapt``, and in others' answers.

    Attributes:
        id: ``""`` of one that cannot be used.
    """

    id: str
    title: str
    langs: tuple[Lang, ...]
    folder: str
    mistakes: tuple[OwnItemMistake, ...]


class BroughtItemTold(OwnItemTold, frozen=True):
    """``valita own item bring``.

    Attributes:
        origin: The id of the item that the document was written from; ``""`` where it was none.
        lost: What of the document did not come along as it was, in sentences.
    """

    origin: str
    lost: tuple[str, ...]


class OwnItemsAnswer(Answer, frozen=True):
    """``valita own item list`` and ``check``.

    Attributes:
        folder: Where new ones are begun.
    """

    folder: str
    items: tuple[OwnItemTold, ...]


class ArrivedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An own item of ``valita own item import``.

    Attributes:
        sent: Its id where it came from.
        new: It was not here before.
    """

    sent: str
    id: str
    folder: str
    new: bool


class KeptCopy(msgspec.Struct, frozen=True):
    """A copy of own data: ``valita own restore``, and in a list ``valita own backups``."""

    name: str


class UseTold(msgspec.Struct, frozen=True, kw_only=True):
    """Once that a material was used; ``valita own log`` answers with a list of them."""

    id: str
    item_id: str
    title: str
    day: str
    group: str
    participants: int
    remark: str


class CheckTold(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that ``valita selftest`` tried.

    Attributes:
        label: What it is called, in the person's language.
        purpose: What it is for.
        detail: What was seen, or why it failed.
        remedy: What to do where it failed, else ``""``.
        ms: How long it took.
    """

    name: str
    label: str
    purpose: str
    ok: bool
    detail: str
    remedy: str
    ms: int


class SelftestAnswer(Answer, frozen=True):
    """``valita selftest``.

    Attributes:
        language: Of the words in it.
        content_language: That materials are shown in where nothing else is said.
    """

    ok: bool
    version: str
    language: str
    content_language: str
    checks: tuple[CheckTold, ...]


class SettingTold(msgspec.Struct, frozen=True, kw_only=True):
    """How a setting stands, as `SettingReport` tells it."""

    key: str
    value: Any
    source: str
    state: str
    where: str


class PolicyMistakeTold(msgspec.Struct, frozen=True, kw_only=True):
    """Something of a policy or a file of settings that was left out.

    Attributes:
        message: What people are told of it.
    """

    code: str
    where: str
    key: str
    detail: str
    message: str


class PolicyAnswer(Answer, frozen=True):
    """``valita policy``."""

    ok: bool
    settings: tuple[SettingTold, ...]
    mistakes: tuple[PolicyMistakeTold, ...]


class TakenSettingsAnswer(Answer, frozen=True):
    """``valita settings import``: the keys that changed, and what was left out."""

    ok: bool
    changed: tuple[str, ...]
    mistakes: tuple[PolicyMistakeTold, ...]


class FilesAnswer(Answer, frozen=True):
    """Files that were written: ``valita policy --templates`` and ``settings export``."""

    files: tuple[str, ...]


class FeedBegunAnswer(Answer, frozen=True):
    """``valita publish init``."""

    out: str
    keys: str


class FolderAnswer(Answer, frozen=True):
    """``valita publish add``.

    Attributes:
        folder: Where it has begun.
        lost: What of a document did not come along as it was, in sentences.
    """

    folder: str
    lost: tuple[str, ...] = ()


class SiteAnswer(Answer, frozen=True):
    """``valita publish site``; the names are those of files in the site."""

    out: str
    pages: int
    written: tuple[str, ...]
    gone: tuple[str, ...]


class MistakeTold(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake of a source text; the line counts from 1, 0 concerns the whole file."""

    code: str
    file: str
    line: int
    message: str


class ReadabilityTold(msgspec.Struct, frozen=True, kw_only=True):
    """How heavy a text is to read; LIX of Swedish texts only."""

    item: str
    lang: Lang
    words: int
    sentence: float
    long_words: float
    lix: int


class SourceAnswer(Answer, frozen=True):
    """``valita publish check``, and ``build`` where it found mistakes.

    Attributes:
        not_spelled: Languages without a dictionary on this computer.
    """

    ok: bool
    items: int
    mistakes: tuple[MistakeTold, ...]
    readability: tuple[ReadabilityTold, ...] = ()
    not_spelled: tuple[Lang, ...] = ()


class ReleaseAnswer(Answer, frozen=True):
    """``valita publish build``.

    Attributes:
        state: ``published``, ``tried-out`` (with keys that are thrown away), ``unchanged``,
            ``dry-run``, or ``not-confirmed``: nothing was written without ``--yes``.
        new, changed, withdrawn: Ids of items.
    """

    state: str
    out: str
    seq: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class RoleTold(msgspec.Struct, frozen=True, kw_only=True):
    """Who may sign a role of a feed, how many of them must, and until when it holds."""

    role: str
    keys: tuple[str, ...]
    threshold: int
    expires: str


class DueFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact to look up again, with the last day that it may be shown."""

    id: str
    until: str
    title: str
    site: str


class FeedAnswer(Answer, frozen=True):
    """``valita publish status``."""

    seq: int
    items: int
    packs: int
    size: int
    renew: bool
    roles: tuple[RoleTold, ...]
    due: tuple[DueFact, ...]


class RenewedAnswer(Answer, frozen=True):
    """``valita publish renew``: until when the feed is confirmed."""

    until: str


class KeyAnswer(Answer, frozen=True):
    """``valita publish rotate-key``.

    Attributes:
        replaced: The key that is no longer trusted; ``""`` where one was added.
    """

    key: str
    replaced: str = ""


class MissedPicture(msgspec.Struct, frozen=True):
    """A picture of a site that could not be fetched."""

    folder: str
    address: str


class LeftOutTold(msgspec.Struct, frozen=True):
    """Something of a page that has no place in a text; the draft names it."""

    folder: str
    what: str
    address: str


class PassedTold(msgspec.Struct, frozen=True):
    """Something of a site that no draft was made of.

    Attributes:
        why: ``language``, ``password``, ``status``, ``kind``, ``unreadable``; ``damaged`` names a
            place of a file after which everything was read.
        detail: Which language, status or kind; what is wrong.
    """

    address: str
    why: str
    detail: str = ""


class DraftsAnswer(Answer, frozen=True):
    """``valita publish wordpress``.

    Attributes:
        gone: Ids of items that are no longer on the site.
        unsaid: Addresses of posts whose language nobody says.
        deleted: Ids of drafts that were deleted and are not made again.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    not_fetched: tuple[MissedPicture, ...]
    left_out: tuple[LeftOutTold, ...] = ()
    passed: tuple[PassedTold, ...] = ()
    unsaid: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
