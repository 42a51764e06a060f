"""The words that screen, paper and documents share: names of codes, words of blocks, the imprint.

English message ids; whoever shows them translates with the catalogue of the place: the
window's on the screen, the content's on paper. What is said in several rooms is said here,
so that it cannot be said in two ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content.blocks import Span
from valita_desktop.content.layouts import LAYOUTS, Layout, PartChoice
from valita_desktop.content.model import (
    Format,
    Kind,
    OwnRecord,
    Phase,
    PracticeKind,
    Provenance,
    Role,
    Season,
    SheetRole,
    Theme,
    Topic,
    Use,
)
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    from valita_desktop.content.blocks import CalloutKind, Inline
    from valita_desktop.content.model import Item, Record, Text
    from valita_desktop.i18n import Catalogue

_LABELS: dict[StrEnum, str] = {
    Kind.THEME: N_("Theme"),
    Kind.PRACTICE: N_("Practice"),
    Kind.MATERIAL: N_("Material"),
    Kind.PROJECT: N_("Project"),
    Kind.EVENT: N_("Event"),
    Kind.FACT: N_("Fact"),
    Kind.SYNONYMS: N_("Synonyms"),
    Theme.PARTICIPATION: N_("Participation and influence"),
    Theme.EQUALITY: N_("Equality and non-discrimination"),
    Theme.EVERYDAY: N_("Managing everyday life"),
    Theme.WELLBEING: N_("Leading well-being"),
    Format.CHECKLIST: N_("Checklist"),
    Format.WORKSHEET: N_("Worksheet"),
    Format.WEEK_PLAN: N_("Week plan"),
    Format.CONVERSATION_CARDS: N_("Conversation cards"),
    Format.SELF_ASSESSMENT: N_("Self-assessment"),
    Format.STEP_GUIDE: N_("Step-by-step guide"),
    Format.GROUP_EXERCISE: N_("Group exercise"),
    Format.FACT_CARD: N_("Fact card"),
    Topic.SLEEP: N_("Sleep"),
    Topic.RHYTHM: N_("Daily rhythm and time"),
    Topic.MONEY: N_("Money"),
    Topic.HOUSING: N_("Housing"),
    Topic.FOOD: N_("Food and home"),
    Topic.DIGITAL: N_("Digital everyday life"),
    Topic.HEALTH: N_("Health and work ability"),
    Topic.MIND: N_("Mind and feelings"),
    Topic.RELATIONSHIPS: N_("Relationships and loneliness"),
    Topic.SUBSTANCES: N_("Substances and gaming"),
    Topic.SERVICES: N_("Errands and services"),
    Topic.STUDIES: N_("Studies and future"),
    Role.STUDENT: N_("Student"),
    Role.TEACHER: N_("Teacher"),
    Role.COUNSELLOR: N_("Student counsellor"),
    Role.GROUP_TUTOR: N_("Group tutor"),
    Role.SOCIAL_WORKER: N_("School social worker"),
    Role.DORMITORY: N_("Dormitory tutor"),
    Role.STAFF: N_("Staff"),
    Role.MANAGEMENT: N_("Management"),
    Role.STUDENT_UNION: N_("Student union"),
    Role.PEER_TUTOR: N_("Peer tutor"),
    Use.GROUP_WORK: N_("Group work"),
    Use.SELF_STUDY: N_("On one’s own"),
    Use.PART_OF_LESSON: N_("Part of a lesson"),
    Use.PLANNING: N_("Planning"),
    Phase.WARM_UP: N_("Warm-up"),
    Phase.MAIN: N_("Main part"),
    Phase.CLOSE: N_("Closing"),
    SheetRole.FACILITATOR: N_("For the facilitator"),
    SheetRole.METHOD: N_("Method"),
    SheetRole.COPY_OUT: N_("To be copied"),
    SheetRole.HOMEWORK: N_("Homework"),
    SheetRole.PROMPT_CARD: N_("Prompt card"),
    PracticeKind.PROPOSAL: N_("Proposal, not yet tried"),
    PracticeKind.MODEL: N_("Model"),
    PracticeKind.GOOD_PRACTICE: N_("Good practice"),
    Provenance.KIT: N_("Written for this kit"),
    Provenance.NETWORK: N_("From the network’s projects"),
    Provenance.LOCAL: N_("The school’s own"),
    Season.TERM_START: N_("Start of term"),
    Season.FIRST_WORKPLACE: N_("First workplace period"),
    Season.EXAMS: N_("Time of exams"),
    Season.DARK_SEASON: N_("Dark season"),
    Season.SPRING: N_("Spring"),
    Season.BEFORE_HOLIDAYS: N_("Before holidays"),
}

CONTACT_LABELS: dict[str, str] = {
    "social-worker": N_("School social worker"),
    "psychologist": N_("Psychologist"),
    "nurse": N_("Public health nurse"),
    "counsellor": N_("Student counsellor"),
    "special-teacher": N_("Special needs teacher"),
    "group-tutor": N_("Group tutor"),
    "dormitory": N_("Dormitory tutor"),
    "other": N_("Someone else I trust"),
}

CONTACT_FIELD_LABELS: dict[str, str] = {
    "name": N_("Name"),
    "phone": N_("Phone"),
    "where": N_("Where and when"),
}


# Apart from the others: codes of one spelling are one key, and a student is also a role.
_PART_LABELS: dict[PartChoice, str] = {
    PartChoice.STUDENT: N_("The student’s sheet"),
    PartChoice.FACILITATOR: N_("The facilitator’s part"),
    PartChoice.ALL: N_("Both parts"),
}

CALLOUT_LABELS: dict[CalloutKind, str] = {
    "tip": N_("Tip"),
    "warning": N_("Take care"),
    "help": N_("Where to get help"),
}
NAME, PHONE, WHERE = N_("Name"), N_("Phone"), N_("Where and when")
CONTACT_COLUMNS = (N_("Who"), NAME, PHONE, WHERE)
"""Titles of a table of `blocks.Contacts`."""

FOR_FACILITATOR = _LABELS[SheetRole.FACILITATOR]
TIME = N_("Time")
MINUTES = N_("{n} min")
MINUTES_A_DAY = N_("{n} min a day")
MINUTES_IN_ALL = N_("{n} min in all")
PEOPLE = N_("{min}–{max} people")
YOUR_ANSWER = N_("Your answer")
ANSWER_ROOM = N_("Room for your answer")
CUT_HERE = N_("Cut here")
OWN_MATERIAL = N_("Own material")
UNTOLD_PICTURE = N_("Picture; write here what it shows")
ADAPTED = N_("Adapted from: {source}")
CHECKED = N_("Checked {date}")
CURRENT = N_("Look up what is current: {sites}")
OUT_OF_DATE = N_("This information was valid until {date}. Check it before you use it.")


def label(code: StrEnum) -> str:
    """The message id of a code's name; the code itself where it has no name."""
    if isinstance(code, Layout):
        return LAYOUTS[code].name or code
    return _PART_LABELS[code] if isinstance(code, PartChoice) else _LABELS[code]


def for_facilitator(record: Record, say: Callable[[str], str]) -> str:
    """For whom a facilitator's part is; of a practice also how far it has come."""
    kind = record.practice_kind
    return " · ".join(say(each) for each in (FOR_FACILITATOR, label(kind) if kind else "") if each)


def coded(codes: Iterable[StrEnum], say: Callable[[str], str]) -> str:
    """Codes for the command line, each with its name: ``sheet (Moniste), large (Isot…)``."""
    return ", ".join(
        f"{code} ({say(label(code))})" if label(code) != code else code for code in codes
    )


def fact_words(text: Text) -> Inline:
    """What a fact says, the number first and strong; the hours stand beside it, never apart.

    Each number of several has a line of its own, with its hours.
    """
    said: list[Span] = []
    for number, hours in _SAID.findall(text.summary):
        said.append(Span(number, strong=True))
        said += [Span(hours.replace("), ", "),\n"))] if hours else []
    return (*said, *((Span(f" ({text.hours})"),) if text.hours else ()))


_SAID = re.compile(r"(.+?)( \([^()]*\)(?:, |$)|$)")
"""Of a fact each number, and what is told of it in brackets."""


def facts_note(facts: Iterable[Item], words: Catalogue) -> str:
    """How sure some facts are, in a line: the day when the oldest of them was checked.

    A date stands only for a check that somebody has made: of facts that nobody has looked up
    on their page the line says where to do so. ``""`` where that is not known either.
    """
    records = [fact.record for fact in facts]
    days = [record.checked for record in records if record.checked]
    if days and len(days) == len(records):
        return words.gettext(CHECKED).format(date=words.date(min(days)))
    sites = dict.fromkeys(each.site for each in records if not each.checked and each.site)
    return words.gettext(CURRENT).format(sites=" · ".join(sites)) if sites else ""


class Imprint(NamedTuple):
    """The small print of an item in one language; what there is nothing to say of is ``""``.

    ``Välitä! – Visa omtanke!``, ``CC BY 4.0``, ``Versio 3``, ``24.11.2026``: whoever passes a
    paper on has to name its author, so the name stands with the licence.
    """

    by: str
    licence: str
    version: str
    day: str


def imprint(record: Record, words: Catalogue) -> Imprint:
    """Whose an item is, under which licence it may be used, its version, its last change.

    An own item has no publisher, often no licence, and never a version; what it was made from
    is named with its author and licence, as those licences ask.
    """
    by = ", ".join(record.authors) or record.publisher
    licence = licence_name(record.license)
    if isinstance(record, OwnRecord):
        made_from = words.gettext(ADAPTED).format(source=record.based_on)
        told = (licence, made_from if record.based_on else "")
        by, licence = by or words.gettext(OWN_MATERIAL), " · ".join(filter(None, told))
        return Imprint(by, licence, "", words.date(record.updated))
    version = words.gettext(N_("Version {n}")).format(n=record.version)
    return Imprint(by, licence, version, words.date(record.updated))


def licence_name(code: str) -> str:
    """A Creative Commons licence as it writes itself: ``CC BY-SA 4.0`` of ``CC-BY-SA-4.0``.

    Source: SPDX licence list; Creative Commons, names of the licences.
    """
    kind, _, version = code.removeprefix("CC-").rpartition("-")
    return f"CC {kind} {version}" if code.startswith("CC-") and kind else code
