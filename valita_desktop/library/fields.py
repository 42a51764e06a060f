"""What lists tell of an item, in one table: JSON, the facets of the window, the command line.

Whoever shows, narrows or prints a list walks `FIELDS`; a facet, an option of ``valita list`` or
a key of its JSON is added here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from valita_desktop.content.labels import label
from valita_desktop.content.model import (
    LANGS,
    LISTED_KINDS,
    Format,
    Kind,
    Lang,
    Role,
    Season,
    Theme,
    Topic,
    Use,
)
from valita_desktop.content.seasons import season_on
from valita_desktop.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from enum import StrEnum

    from valita_desktop.library.rows import Row

# Times as lessons are planned: a third of one, two thirds, one of 45 minutes.
_TIMES = ((15, "15"), (30, "30"), (45, "45"))
# A pair or a table is at most 8; from 16 on an exercise is written for a whole class, and
# bears a third more.
_SMALL_GROUP, _CLASS_FROM = 8, 16
# What is in every classroom needs no thought beforehand.
_AT_HAND: dict[Lang, frozenset[str]] = {
    "fi": frozenset(("kynä", "kyniä", "taulu", "paperi", "paperia")),
    "sv": frozenset(("penna", "pennor", "tavla", "papper")),
}
_NUMBERED = "#"


def amount(number: int) -> str:
    """The value of a facet that is a number: so many minutes, so many students."""
    return f"{_NUMBERED}{number}"


class Amount(NamedTuple):
    """How a list is narrowed by a number.

    Attributes:
        label: The message id of its name, with a place for ``{n}``.
        fits: Whether an item suits the number.
    """

    label: str
    fits: Callable[[Row, int], bool]


class FacetGroup(NamedTuple):
    """A group of check boxes that narrow a list.

    Attributes:
        code: Its name in a `Facet`.
        title: The message id of its heading.
        labels: The message id of each value's name, in the order they are shown.
        values: Which of the values an item has.
        amount: How a number narrows, as a value that `fields.amount` makes; ``None`` where
            none does.
    """

    code: str
    title: str
    labels: Mapping[str, str]
    values: Callable[[Row], Iterable[str]]
    amount: Amount | None = None

    def number(self, value: str) -> int | None:
        """The number that a value is; ``None`` where it is one of the labels, or nothing."""
        digits = value.removeprefix(_NUMBERED)
        numbered = self.amount is not None and digits != value and digits.isdecimal()
        return int(digits) if numbered else None

    def has(self, row: Row, value: str) -> bool:
        """Whether an item has a value, or suits it where it is a number."""
        number = self.number(value)
        if self.amount is not None and number is not None:
            return self.amount.fits(row, number)
        return value in self.values(row)

    def name(self, value: str) -> str:
        """What people call a value, in their language of now."""
        number = self.number(value)
        if self.amount is not None and number is not None:
            return _(self.amount.label).format(n=number)
        return _(self.labels[value])


class ListOption(NamedTuple):
    """An option that narrows ``valita list``.

    Attributes:
        name: ``--NAME``, and what `UsageError` calls its value.
        help: The message id of its help, with a place for the ``{choices}``.
        choices: What can be given.
        values: Which of the choices an item has.
        aliases: Other words for choices, as they are today.
    """

    name: str
    help: str
    choices: tuple[str, ...]
    values: Callable[[Row], Container[str]]
    aliases: Callable[[], Mapping[str, str]] = dict


class ListField(NamedTuple):
    """One thing that is known of every item of a list.

    Attributes:
        key: Its name, and its key in JSON.
        value: What JSON says of an item that is shown in a language; ``None`` where it
            says nothing.
        type: Of that value.
        facet: What narrows the list in the window; ``None`` where nothing does.
        option: What narrows it on the command line; ``None`` where nothing does.
    """

    key: str
    value: Callable[[Row, Lang], object] | None = None
    facet: FacetGroup | None = None
    option: ListOption | None = None
    type: Any = str


def as_json(row: Row, lang: Lang) -> dict[str, object]:
    """An item as ``valita list --json`` tells of it, shown in a language."""
    return {field.key: field.value(row, lang) for field in FIELDS if field.value}


def _names(*codes: StrEnum) -> dict[str, str]:
    return {code.value: label(code) for code in codes}


def _themes_by_id() -> dict[str, str]:
    """A theme is also known by the id of its item, ``t3``."""
    return {f"t{number}": theme.value for number, theme in enumerate(Theme, start=1)}


def _season_of_today() -> dict[str, str]:
    return {"now": season_on(dt.datetime.now(tz=dt.UTC).astimezone().date()).value}


def _times(row: Row) -> Iterator[str]:
    if row.minutes:
        yield next((code for most, code in _TIMES if row.minutes <= most), "more")


def _group_sizes(row: Row) -> Iterator[str]:
    if row.group is None:
        return
    if row.group.min == 1:
        yield "one"
    if row.group.min <= _SMALL_GROUP and row.group.max > 1:
        yield "small"
    if row.group.max >= _CLASS_FROM:
        yield "class"


def _is_done_in(row: Row, minutes: int) -> bool:
    return 0 < row.minutes <= minutes


def _suits_so_many(row: Row, students: int) -> bool:
    if row.group is None:
        return False
    most = row.group.max * 4 // 3 if row.group.max >= _CLASS_FROM else row.group.max
    return row.group.min <= students <= most


def _places(row: Row) -> Iterator[str]:
    if Use.PART_OF_LESSON in row.use or Use.GROUP_WORK in row.use:
        yield "class"
    if Use.SELF_STUDY in row.use:
        yield "alone"
    if Role.DORMITORY in (*row.lead, *row.audience):
        yield "dormitory"
    if Role.STAFF in row.audience or Role.MANAGEMENT in row.audience:
        yield "staff"


def _needs(row: Row) -> Iterator[str]:
    """Whether an item that is done needs nothing but what is at hand anyway."""
    done = row.minutes > 0
    if done and all(_AT_HAND[lang].issuperset(needs) for lang, needs in row.needs.items()):
        yield "none"


def _languages(row: Row) -> Iterator[str]:
    yield from row.langs
    if row.has_easy:
        yield "easy"


FIELDS: tuple[ListField, ...] = (
    ListField("id", lambda row, _lang: row.id),
    ListField(
        "kind",
        lambda row, _lang: row.kind,
        FacetGroup(
            "kind",
            N_("Kind"),
            _names(Kind.PRACTICE, *Format, Kind.PROJECT, Kind.EVENT, Kind.THEME),
            lambda row: (row.format or row.kind,),  # a material is found by its form
        ),
        ListOption("kind", N_("only this kind: {choices}"), LISTED_KINDS, lambda row: (row.kind,)),
        type=Kind,
    ),
    ListField(
        "themes",
        lambda row, _lang: row.themes,
        FacetGroup("theme", N_("Theme"), _names(*Theme), lambda row: row.themes),
        ListOption(
            "theme",
            N_("only this theme: {choices}"),
            tuple(Theme),
            lambda row: row.themes,
            _themes_by_id,
        ),
        type=tuple[Theme, ...],
    ),
    ListField("format", lambda row, _lang: row.format, type=Format | None),
    ListField(
        "minutes",
        lambda row, _lang: row.minutes,
        FacetGroup(
            "time",
            N_("Time"),
            {
                "15": N_("At most 15 min"),
                "30": N_("16–30 min"),
                "45": N_("31–45 min"),
                "more": N_("Over 45 min"),
            },
            _times,
            Amount(N_("At most {n} min"), _is_done_in),
        ),
        type=int,
    ),
    ListField(
        "group",
        None,
        FacetGroup(
            "group",
            N_("Group"),
            {
                "one": N_("One student"),
                "small": N_("Small group 2–8"),
                "class": N_("Whole class"),
            },
            _group_sizes,
            Amount(N_("{n} students"), _suits_so_many),
        ),
    ),
    ListField(
        "place",
        None,
        FacetGroup(
            "place",
            N_("Place"),
            {
                "class": N_("In class"),
                "alone": N_("On one’s own"),
                "dormitory": N_("In the dormitory"),
                "staff": N_("Among the staff"),
            },
            _places,
        ),
    ),
    ListField(
        "needs",
        None,
        FacetGroup(
            "needs",
            N_("What is needed"),
            {"none": N_("Nothing but pen and board")},
            _needs,
        ),
    ),
    ListField(
        "topic",
        lambda row, _lang: row.topic,
        FacetGroup(
            "topic",
            N_("Topic"),
            _names(*Topic),
            lambda row: (row.topic,) if row.topic else (),
        ),
        type=Topic | None,
    ),
    ListField(
        "audience",
        None,
        FacetGroup("audience", N_("For whom"), _names(*Role), lambda row: row.audience),
    ),
    ListField(
        "seasons",
        lambda row, _lang: row.seasons,
        FacetGroup("season", N_("Time of year"), _names(*Season), lambda row: row.seasons),
        ListOption(
            "season",
            N_("only what suits this season, or now: {choices}"),
            tuple(Season),
            lambda row: row.seasons,
            _season_of_today,
        ),
        type=tuple[Season, ...],
    ),
    ListField(
        "langs",
        lambda row, _lang: row.langs,
        FacetGroup(
            "lang",
            N_("Language"),
            {"fi": N_("Finnish"), "sv": N_("Swedish"), "easy": N_("Easy language")},
            _languages,
        ),
        ListOption(
            "lang",
            N_("only what there is in this language: fi or sv"),
            LANGS,
            lambda row: row.langs,
        ),
        type=tuple[Lang, ...],
    ),
    ListField("easy", lambda row, _lang: row.has_easy, type=tuple[Lang, ...]),
    ListField(
        "cards",
        None,
        FacetGroup(
            "sheet",
            N_("Printouts"),
            {"cards": N_("Cards to cut out")},
            lambda row: ("cards",) if row.has_cards else (),
        ),
    ),
    ListField(
        "own",
        lambda row, _lang: row.own,
        FacetGroup(
            "own",
            N_("Whose"),
            {"own": N_("Own")},
            lambda row: ("own",) if row.own else (),
        ),
        ListOption(
            "whose",
            N_("only one’s own, or only the network’s: {choices}"),
            ("own", "network"),
            lambda row: ("own" if row.own else "network",),
        ),
        bool,
    ),
    ListField("lang", lambda row, lang: row.lang(lang), type=Lang),
    ListField("title", lambda row, lang: row.title(lang)),
    ListField("summary", lambda row, lang: row.summary(lang)),
    ListField("titles", lambda row, _lang: row.titles, type=dict[Lang, str]),
    ListField("version", lambda row, _lang: row.version, type=int),
    ListField("updated", lambda row, _lang: row.updated.isoformat()),
)
"""In the order of JSON and of the facets."""

FACETS: tuple[FacetGroup, ...] = tuple(field.facet for field in FIELDS if field.facet)
"""The facets of the window, in the order they are shown."""

OPTIONS: tuple[ListOption, ...] = tuple(field.option for field in FIELDS if field.option)
"""The options of ``valita list``, in the order of its help."""
