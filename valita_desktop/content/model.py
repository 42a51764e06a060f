"""What an item is: a theme, a practice, a material, a project, an event, a fact.

The record follows schema.org/LRMI and Dublin Core (see docs/editor-guide.md for the
mapping). An item carries its words in every language it has; a missing language is
missing here and falls back where it is shown, never silently in between. Ten thousand of
these values are read at once in an import: they hold no cycles, so the garbage collector
need not look at them (``gc=False``).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.letters import composed

if TYPE_CHECKING:
    from collections.abc import Iterable

Lang = Literal["fi", "sv"]
LANGS: tuple[Lang, ...] = ("fi", "sv")
LINE_END = r"$(?!\n)"
"""Where a pattern ends: ``$`` alone lets a newline follow."""
ID_PATTERN = rf"^[a-z][a-z0-9]*(-[a-z0-9]+)*{LINE_END}"
MAX_ID = 64
OWN_PREFIX = "own-"
"""How the id of an own item begins, and of no other: a feed that has such an id is refused."""
_HELD = 2047
"""Bytes that hashlib takes without letting go of the interpreter (HASHLIB_GIL_MINSIZE - 1)."""


class Kind(StrEnum):
    """What an item is. ``fact`` and ``synonyms`` support the others and are never listed."""

    THEME = "theme"
    PRACTICE = "practice"
    MATERIAL = "material"
    PROJECT = "project"
    EVENT = "event"
    FACT = "fact"
    SYNONYMS = "synonyms"


LISTED_KINDS = (Kind.THEME, Kind.PRACTICE, Kind.MATERIAL, Kind.PROJECT, Kind.EVENT)


OWN_KINDS = (Kind.MATERIAL, Kind.PRACTICE, Kind.PROJECT, Kind.EVENT)
"""What a person or a school may write: themes and facts are the network's."""


class Theme(StrEnum):
    """The four themes of the network, in their published order."""

    PARTICIPATION = "participation"
    EQUALITY = "equality"
    EVERYDAY = "everyday"
    WELLBEING = "wellbeing"


class Format(StrEnum):
    """The form of a material's sheet (schema.org ``learningResourceType``)."""

    CHECKLIST = "checklist"
    WORKSHEET = "worksheet"
    WEEK_PLAN = "week-plan"
    CONVERSATION_CARDS = "conversation-cards"
    SELF_ASSESSMENT = "self-assessment"
    STEP_GUIDE = "step-guide"
    GROUP_EXERCISE = "group-exercise"
    FACT_CARD = "fact-card"


class Topic(StrEnum):
    """The twelve topics of everyday life."""

    SLEEP = "sleep"
    RHYTHM = "rhythm"
    MONEY = "money"
    HOUSING = "housing"
    FOOD = "food"
    DIGITAL = "digital"
    HEALTH = "health"
    MIND = "mind"
    RELATIONSHIPS = "relationships"
    SUBSTANCES = "substances"
    SERVICES = "services"
    STUDIES = "studies"


class Role(StrEnum):
    """Who leads an item or whom it is for (schema.org ``educationalRole``)."""

    STUDENT = "student"
    TEACHER = "teacher"
    COUNSELLOR = "counsellor"
    GROUP_TUTOR = "group-tutor"
    SOCIAL_WORKER = "social-worker"
    DORMITORY = "dormitory"
    STAFF = "staff"
    MANAGEMENT = "management"
    STUDENT_UNION = "student-union"
    PEER_TUTOR = "peer-tutor"


class Use(StrEnum):
    """How an item is used (schema.org ``educationalUse``)."""

    GROUP_WORK = "group-work"
    SELF_STUDY = "self-study"
    PART_OF_LESSON = "part-of-lesson"
    PLANNING = "planning"


class Phase(StrEnum):
    """Where in a lesson an item belongs."""

    WARM_UP = "warm-up"
    MAIN = "main"
    CLOSE = "close"


class SheetRole(StrEnum):
    """What the sheet is for, as facilitator guides tag their attachments."""

    FACILITATOR = "facilitator"
    METHOD = "method"
    COPY_OUT = "copy-out"
    HOMEWORK = "homework"
    PROMPT_CARD = "prompt-card"


class PracticeKind(StrEnum):
    """How far a practice has come.

    A proposal that nobody has tried yet, a good practice in local use, or a model that was tried
    more than once and written down so that others can take it up.
    """

    PROPOSAL = "proposal"
    MODEL = "model"
    GOOD_PRACTICE = "good-practice"


class Provenance(StrEnum):
    """Who wrote an item: this kit, a project of the network, or the school itself."""

    KIT = "kit"
    NETWORK = "network"
    LOCAL = "local"


class Season(StrEnum):
    """A time of the school year that an item suits."""

    TERM_START = "term-start"
    FIRST_WORKPLACE = "first-workplace"
    EXAMS = "exams"
    DARK_SEASON = "dark-season"
    SPRING = "spring"
    BEFORE_HOLIDAYS = "before-holidays"


class Group(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """How many take part: at least ``min``, at most ``max``; 1-1 is one student alone."""

    min: int
    max: int


class FactSource(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Where somebody read a fact: who publishes the page, what it is called, its address."""

    publisher: Annotated[str, msgspec.Meta(min_length=1)]
    title: Annotated[str, msgspec.Meta(min_length=1)]
    address: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$")]


class Text(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An item's words in one language.

    Attributes:
        title: As shown everywhere, one line.
        summary: One or two sentences, plain text.
        keywords: What people would look for, base form first.
        needs: Things needed, each a word or two; empty is nothing.
        place: Where an event is held; ``""`` otherwise.
        hours: When a service of a fact answers in this language; ``""`` otherwise.
        change_note: What is new in this version, one sentence.
        markdown: The text itself in the dialect of docs/editor-guide.md.
        easy_markdown: The same in easy language (selkokieli, lätt språk); ``""`` if none.
    """

    title: str
    summary: str
    keywords: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    place: str = ""
    hours: str = ""
    change_note: str = ""
    markdown: str = ""
    easy_markdown: str = ""


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What is known of an item apart from its words.

    Attributes:
        id: Stable for ever, as `ID_PATTERN`.
        version: Counts up from 1 with every published change.
        themes: The first is the item's own theme; projects may have several.
        format: Only materials have one.
        minutes: How long it takes; 0 where time makes no sense.
        per_day: The minutes are a day's, not the whole's (a diary).
        named: The sheet asks for a name; false where the paper is the student's own business.
        member: Projects only: one of the network's own, not of the same programme.
        source: Where a fact was read. Its ``url`` is the page to look it up on.
        checked, valid_until: When somebody last opened the page of a fact and read it, and
            until when it may be shown.
        starts, ends: First and last day of an event or a project.
    """

    id: str
    kind: Kind
    version: int = 1
    themes: tuple[Theme, ...] = ()
    format: Format | None = None
    topic: Topic | None = None
    minutes: int = 0
    per_day: bool = False
    group: Group | None = None
    lead: tuple[Role, ...] = ()
    audience: tuple[Role, ...] = ()
    use: tuple[Use, ...] = ()
    phase: Phase | None = None
    sheet_role: SheetRole | None = None
    practice_kind: PracticeKind | None = None
    seasons: tuple[Season, ...] = ()
    related: tuple[str, ...] = ()
    based_on: str = ""
    named: bool = True
    url: str = ""
    member: bool = False
    level: str = "vocational"
    age: str = "15-25"
    authors: tuple[str, ...] = ()
    publisher: str = "Välitä! – Visa omtanke!"
    provenance: Provenance = Provenance.KIT
    license: str = "CC-BY-4.0"
    created: dt.date
    modified: dt.date | None = None
    source: FactSource | None = None
    checked: dt.date | None = None
    valid_until: dt.date | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None

    @property
    def updated(self) -> dt.date:
        """The day of the last change."""
        return self.modified or self.created

    @property
    def theme(self) -> Theme | None:
        """The item's own theme."""
        return self.themes[0] if self.themes else None

    @property
    def site(self) -> str:
        """Name of the site where a fact can be looked up; ``""`` where none is known."""
        address = self.url or (self.source.address if self.source else "")
        return (urlsplit(address).hostname or "").removeprefix("www.")


class OwnRecord(Record, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What is known of an item that a person or a school wrote; nothing is claimed unsaid.

    Attributes:
        origin: Id of the item that it was made from; ``""`` is none. `based_on` names that in
            words, with its author and licence.
        origin_version: Its version then; 0 is none.
    """

    publisher: str = ""
    provenance: Provenance = Provenance.LOCAL
    license: str = ""
    origin: str = ""
    origin_version: int = 0


class Attachment(msgspec.Struct, frozen=True, gc=False):
    """A picture of an item: its file name, its type by content, its bytes' SHA-256."""

    name: str
    mime_type: Literal["image/png", "image/jpeg"]
    size: int
    sha256: str


class Item(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A record with its words in each language it has."""

    record: Record
    texts: dict[Lang, Text]
    attachments: tuple[Attachment, ...] = ()

    @property
    def id(self) -> str:
        """The stable id."""
        return self.record.id

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages it has, Finnish first."""
        return tuple(lang for lang in LANGS if lang in self.texts)

    def text(self, lang: Lang) -> tuple[Lang, Text]:
        """The words in ``lang``, or in the other language where that one is missing.

        Returns:
            The language that the words really are in, and the words.
        """
        found = lang if lang in self.texts else self.langs[0]
        return found, self.texts[found]


def is_own(item_id: str) -> bool:
    """Whether an id is that of an own item."""
    return item_id.startswith(OWN_PREFIX)


_canonical = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(prepared(Item))


def canonical(item: Item) -> bytes:
    """The one JSON form of an item that its hash is taken of."""
    return _canonical.encode(item)


def read_item(source: bytes) -> Item:
    """An item as it is shown, printed and searched: `canonical` bytes, their letters composed.

    The bytes stay as they were signed; their hash is not that of what is given here.

    Raises:
        msgspec.DecodeError: They are no item.
    """
    return _decoder.decode(composed(source.decode()))


def as_read(item: Item, source: bytes) -> Item:
    """What `read_item` makes of the `canonical` bytes of an item that is at hand."""
    written = source.decode()
    whole = composed(written)
    return item if whole == written else _decoder.decode(whole)


def item_hash(item: Item) -> str:
    """SHA-256 of `canonical`, in hex.

    In small pieces: a thread that hashes one item after the other and lets go of the
    interpreter at each takes it back before a waiting window has woken up.
    """
    import hashlib  # late: it brings OpenSSL, and no first frame asks for a sum

    data = memoryview(canonical(item))
    digest = hashlib.sha256()
    for start in range(0, len(data), _HELD):
        digest.update(data[start : start + _HELD])
    return digest.hexdigest()


def state_root(hashes: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over all items: sorted ``(id, item hash)``, a line each.

    Two libraries with the same root hold the same items.
    """
    import hashlib

    lines = "".join(f"{item_id} {sha256}\n" for item_id, sha256 in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()
