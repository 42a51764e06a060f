"""What holds of all that is decided for this computer, and where each thing was decided.

Machine policy beats machine defaults, key by key, and one wrong value is no decision: then the
other's holds, or the person's. See docs/policy.md.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from valita_desktop import settings
from valita_desktop.errors import PolicyMistakeCode, SettingLockedError
from valita_desktop.policy import sources
from valita_desktop.policy.place import Rank, ValueGroup
from valita_desktop.policy.values import PolicyMistake, shortened, understood
from valita_desktop.settings import Ruling, declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.policy.place import MachineSource
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)


class Decision(msgspec.Struct, frozen=True):
    """What was decided of one setting.

    Attributes:
        value: Its value.
        locked: Nobody changes it; otherwise a person begins with it.
        rank: Whose decision it is.
        where: Where it is written.
    """

    value: object
    locked: bool
    rank: Rank
    where: str


class SettingReport(msgspec.Struct, frozen=True):
    """How one setting stands.

    Attributes:
        key: Its key.
        value: What holds now.
        source: Where the value comes from.
        state: Whether a person can change it.
        where: Where it was decided; ``""`` where nobody has.
    """

    key: str
    value: object
    source: Literal["policy", "default", "person", "built-in"]
    state: Literal["locked", "preset", "free"]
    where: str


class Policy(msgspec.Struct, frozen=True):
    """What is decided for this computer.

    Attributes:
        decisions: By the name of the field.
        mistakes: What was written and does not hold.
    """

    decisions: Mapping[str, Decision] = msgspec.field(default_factory=dict)
    mistakes: tuple[PolicyMistake, ...] = ()

    @property
    def ruling(self) -> Ruling:
        """What is locked and what is preset."""
        return Ruling(self._values(locked=True), self._values(locked=False))

    def require_free(self, name: str) -> None:
        """See that a person may choose a setting, or pass it over.

        Raises:
            SettingLockedError: It is locked.
        """
        decision = self.decisions.get(name)
        if decision is not None and decision.locked:
            raise SettingLockedError(name, decision.where)

    def report(self, now: Settings, chosen: frozenset[str]) -> tuple[SettingReport, ...]:
        """How every setting stands.

        Args:
            now: What holds.
            chosen: The names of those that the person has chosen.
        """
        return tuple(self._stands(name, now, chosen) for name in declared())

    def _stands(self, name: str, now: Settings, chosen: frozenset[str]) -> SettingReport:
        key, value = declared()[name].key, getattr(now, name)
        decision = self.decisions.get(name)
        if decision is not None and decision.locked:
            return SettingReport(key, value, decision.rank.value, "locked", decision.where)
        state: Literal["preset", "free"] = "preset" if decision else "free"
        where = decision.where if decision else ""
        if name in chosen:
            return SettingReport(key, value, "person", state, where)
        return SettingReport(
            key, value, decision.rank.value if decision else "built-in", state, where
        )

    def _values(self, *, locked: bool) -> dict[str, object]:
        return {name: each.value for name, each in self.decisions.items() if each.locked is locked}


def read(places: Sequence[MachineSource] | None = None) -> Policy:
    """What is decided for this computer; what is wrong is logged and left out.

    Args:
        places: Where it may be written, the first to hold first; those of this computer by
            default.
    """
    decisions: dict[str, Decision] = {}
    mistakes: list[PolicyMistake] = []
    for place in sources.of_this_machine() if places is None else places:
        for name, decision in _decided(place, mistakes):
            decisions.setdefault(name, decision)
    for each in mistakes:
        log.warning("policy: %s in %s: %s", each.code.value, each.where, each.key)
    return Policy(decisions, tuple(mistakes))


def load_settings(lang: Literal["fi", "sv"]) -> tuple[Settings, Policy]:
    """The settings of this person on this computer, and what is decided of them.

    Args:
        lang: Language of the content where nobody has chosen one.
    """
    policy = read()
    return settings.load(lang=lang, ruling=policy.ruling), policy


def _decided(place: MachineSource, mistakes: list[PolicyMistake]) -> Iterator[tuple[str, Decision]]:
    """What one place decides, what it locks first; its mistakes are added to the others."""
    try:
        found = dict(place.read())
    except OSError as error:
        told = shortened(str(error.strerror or error))
        mistakes.append(PolicyMistake(PolicyMistakeCode.UNREADABLE, place.where, detail=told))
        return
    except ValueError as error:
        told = shortened(str(error))
        mistakes.append(PolicyMistake(PolicyMistakeCode.DAMAGED, place.where, detail=told))
        return
    tables: dict[ValueGroup, list[Mapping[str, object]]] = {group: [] for group in ValueGroup}
    groups = {group.casefold(): group for group in ValueGroup}
    for name in [name for name in found if name.casefold() in groups]:
        table = found.pop(name)
        if isinstance(table, dict):
            tables[groups[name.casefold()]].append(table)
        else:
            mistakes.append(PolicyMistake(PolicyMistakeCode.DAMAGED, place.where, detail=name))
    bare = ValueGroup.LOCKED if place.rank is Rank.POLICY else ValueGroup.PRESET
    tables[bare].insert(0, found)
    for group in ValueGroup:
        for table in tables[group]:
            values, wrong = understood(table, place.where, typed=place.typed)
            mistakes.extend(wrong)
            for name, value in values.items():
                locked = group is ValueGroup.LOCKED or declared()[name].by_policy_only
                yield name, Decision(value, locked, place.rank, place.where)
