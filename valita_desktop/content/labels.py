"""The words for the codes of a record: what a kind, a format, a topic is called.

English message ids; whoever shows them translates with the catalogue of the place: the
window's on the screen, the content's on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content.model import (
    Format,
    Kind,
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
    from enum import StrEnum

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
    "group-tutor": N_("Group tutor"),
    "dormitory": N_("Dormitory tutor"),
    "other": N_("Someone else I trust"),
}


def label(code: StrEnum) -> str:
    """The message id of a code's name."""
    return _LABELS[code]
