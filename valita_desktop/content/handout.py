"""What is to go on paper, said without a word of PDF.

Cheap to import: the command line and the window build a `Handout` here and ask `why_not`
before they offer a layout. Nothing in this module may import reportlab or pikepdf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content import blocks, markdown
from valita_desktop.content.labels import NAME
from valita_desktop.content.layouts import LAYOUTS, Sides
from valita_desktop.content.layouts import Layout as Layout
from valita_desktop.content.layouts import Paper as Paper
from valita_desktop.content.layouts import PartChoice as PartChoice
from valita_desktop.content.model import LISTED_KINDS, Item, Kind, Lang, Topic
from valita_desktop.errors import LayoutErrorCode
from valita_desktop.i18n import N_, UiLang, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from valita_desktop import settings

MAX_PIECES = 1000
"""Most pieces of one handout, copies counted: a term's worth for a whole school."""


@dataclass(frozen=True)
class School:
    """Whose paper it is.

    Attributes:
        name: Printed in the footer; ``""`` prints none.
        logo: PNG or JPEG for the header; empty is none. What is not a picture is left out.
        contacts: The school's own people by `blocks.ContactRole`; who is missing is a blank.
    """

    name: str = ""
    logo: bytes = b""
    contacts: Mapping[str, settings.Contact] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """One item on paper.

    Attributes:
        item: The item, with all its words.
        lang: Language to print; an item without it is printed in the other one.
        part: Which parts of it.
        copies: How many times it is printed in a row.
        layout: How it is laid out in a packet, one of `layouts.IN_PACKET`; elsewhere the handout's
            layout counts.
    """

    item: Item
    lang: Lang
    part: PartChoice = PartChoice.STUDENT
    copies: int = 1
    layout: Layout = Layout.SHEET


@dataclass(frozen=True)
class Handout:
    """Everything that decides the bytes of a PDF: equal handouts give equal bytes.

    Attributes:
        pieces: What to print, in order; never empty.
        layout: How.
        paper: On what.
        low_ink: Leave out fills and use thinner strokes.
        school: Whose paper it is.
        facts: Items of kind ``fact`` by id, for the facts tables.
        images: Bytes of the items' pictures by their SHA-256.
        title: Title of a packet; ``""`` takes the first item's.
        missing: Titles of what a packet should hold but the library no longer does; its
            cover tells them.
        per_page: Cards (2, 4, 8) or pages (2, 4) on one side; 0 chooses by itself.
        both_sides: It is made for paper that is printed on both sides: every copy of more than
            one page begins on a sheet of its own. Cards with backs always do.
        note: A person's own note, in plain text, on a page behind everything; ``""`` is none. A
            packet has none, nor has what is cut up or folded (`layouts.LayoutSpec.print_only`).
        site: Where the items' web pages are; a code on its pages leads there.
    """

    pieces: tuple[Piece, ...]
    layout: Layout = Layout.SHEET
    paper: Paper = Paper.A4
    low_ink: bool = False
    school: School = field(default_factory=School)
    facts: Mapping[str, Item] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    missing: tuple[str, ...] = ()
    per_page: int = 0
    both_sides: bool = True
    note: str = ""
    site: str = ""


class PaperSource(Protocol):
    """Where what goes on paper besides the items comes from: a library, or a source tree."""

    @property
    def site(self) -> str:
        """Where the web pages of its items are; ``""`` where nobody has told."""
        ...

    def all_facts(self) -> Mapping[str, Item]:
        """Every dated fact by its id."""
        ...

    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        ...


@dataclass(frozen=True)
class HeldSource:
    """A `PaperSource` of what is held already.

    Attributes:
        facts: By id.
        images: By SHA-256.
        site: Where the web pages of the items are; ``""`` where nobody has told.
    """

    facts: Mapping[str, Item] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    site: str = ""

    def all_facts(self) -> Mapping[str, Item]:
        """The facts."""
        return self.facts

    def image(self, sha256: str) -> bytes:
        """A picture; no bytes where it is not there."""
        return self.images.get(sha256, b"")


def make_handout(  # noqa: PLR0913 - everything that a person may choose
    pieces: Sequence[Piece],
    source: PaperSource,
    *,
    layout: Layout = Layout.SHEET,
    paper: Paper = Paper.A4,
    low_ink: bool = False,
    school: School | None = None,
    title: str = "",
    missing: Iterable[str] = (),
    both_sides: bool = True,
    note: str = "",
) -> Handout:
    """The handout of some pieces, with the facts and pictures that they show.

    The only place that makes one: window, command line, packets and checks print the same.

    Args:
        pieces: What to print, in order; at least one.
        source: Where facts and pictures come from.
        layout: How.
        paper: On what.
        low_ink: Save ink.
        school: Whose paper it is; nobody's where nothing is said.
        title: Title of a packet.
        missing: Titles of what a packet should hold but the library no longer does.
        both_sides: It is made for paper that is printed on both sides.
        note: A person's own note, to be printed too.
    """
    hashes = dict.fromkeys(each.sha256 for piece in pieces for each in piece.item.attachments)
    return Handout(
        pieces=tuple(pieces),
        layout=layout,
        paper=paper,
        low_ink=low_ink,
        school=school or School(),
        facts=source.all_facts(),
        images={sha256: source.image(sha256) for sha256 in hashes},
        title=title,
        missing=tuple(dict.fromkeys(missing)),
        both_sides=both_sides,
        note=note,
        site=source.site,
    )


_PARTS: dict[PartChoice, tuple[blocks.PartRole, ...]] = {
    PartChoice.STUDENT: ("sheet",),
    PartChoice.FACILITATOR: ("facilitator",),
    PartChoice.ALL: ("facilitator", "sheet"),
}

_SENSITIVE = (
    Topic.SLEEP,
    Topic.MONEY,
    Topic.HEALTH,
    Topic.MIND,
    Topic.RELATIONSHIPS,
    Topic.SUBSTANCES,
)
"""Topics whose sheets carry no name: nobody should be known by a paper left on a desk."""


def printer_help(layout: Layout, lang: UiLang) -> str:
    """One line for whoever stands at the printer; ``""`` where there is nothing to mind."""
    return catalogue(lang).gettext(LAYOUTS[layout].help)


def parts_of(item: Item, lang: Lang, part: PartChoice, *, easy: bool = False) -> blocks.Document:
    """The parts of an item that a choice prints, in printing order.

    A kind without parts (theme, project, event) has one page, which every choice prints.

    Args:
        item: The item.
        lang: Language; the other one where the item lacks it.
        part: The choice.
        easy: Take the easy-language text, which may have fewer parts.

    Raises:
        ContentError: The item's text is not as docs/editor-guide.md says.
    """
    text = item.text(lang)[1]
    document = markdown.parsed(text.easy_markdown if easy else text.markdown)
    pages = tuple(each for each in document if each.role == "page")
    by_role = {each.role: each for each in document}
    return pages or tuple(by_role[role] for role in _PARTS[part] if role in by_role)


def why_not(
    item: Item, lang: Lang, layout: Layout, paper: Paper, part: PartChoice
) -> LayoutErrorCode | None:
    """Why a layout makes no sense for an item; ``None`` where it does.

    What shows without reading the item's text is asked first.

    Args:
        item: The item.
        lang: Language to print; the other one where the item lacks it.
        layout: The layout.
        paper: What it is to be printed on.
        part: Which parts of the item.

    Raises:
        ContentError: The item's text is not as docs/editor-guide.md says.
    """
    spec = LAYOUTS[layout]
    if item.record.kind not in LISTED_KINDS:
        return LayoutErrorCode.NO_SUCH_PART
    if paper not in spec.papers:
        return LayoutErrorCode.PAPER
    found = spec.without_text(item, lang)
    if found is not None:
        return found
    parts = parts_of(item, lang, part, easy=spec.easy)
    return spec.with_text(parts) if parts else LayoutErrorCode.NO_SUCH_PART


def name_labels(item: Item, part: blocks.Part) -> tuple[str, ...]:
    """Message ids of what a sheet to fill in asks for at its top: whose it is, and when.

    Neither where the topic, or this paper, is nobody else's business: nobody collects it. No
    day where the sheet is a whole week's. Forms of practices are a group's and bring their
    own lines.

    Args:
        item: The item.
        part: The part that is printed or written.
    """
    to_fill = part.role == "sheet" and part.fillable
    private = item.record.topic in _SENSITIVE or not item.record.named
    if private or not to_fill or item.record.kind is not Kind.MATERIAL:
        return ()
    weekly = any(isinstance(block, blocks.WeekGrid) for block in part.blocks)
    return (NAME,) if weekly else (NAME, N_("Date"))


def usual_sides(item: Item, lang: Lang, layout: Layout, part: PartChoice) -> Sides:
    """On which sides of the paper an item is printed where nobody says otherwise.

    Args:
        item: The item.
        lang: Language to print; the other one where the item lacks it.
        layout: How it is laid out.
        part: Which parts of the item.

    Raises:
        ContentError: The item's text is not as docs/editor-guide.md says.
    """
    spec = LAYOUTS[layout]
    return spec.usual_sides(parts_of(item, lang, part, easy=spec.easy))
