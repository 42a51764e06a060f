"""From what is written by key to the values of settings, and what is wrong with the rest.

One reading for policy, machine defaults and files of settings: what is right is taken, whatever
stands beside it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args, get_type_hints

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import PolicyMistakeCode
from valita_desktop.settings import Contact, Control, Settings, choosable, declared, is_endless

if TYPE_CHECKING:
    from collections.abc import Mapping


_LONGEST_TOLD = 60
_ENDS_LINE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]")


class PolicyMistake(msgspec.Struct, frozen=True):
    """Something that was left out.

    Attributes:
        code: What is wrong.
        where: The file or the registry key.
        key: The key, as it is written there; ``""`` where all of it is meant.
        detail: The value, or the words of whoever could not read it.
    """

    code: PolicyMistakeCode
    where: str
    key: str = ""
    detail: str = ""


class Understood(NamedTuple):
    """What of some decisions can be followed.

    Attributes:
        values: By the names of the fields.
        mistakes: What was left out.
    """

    values: dict[str, object]
    mistakes: list[PolicyMistake]


def understood(written: Mapping[str, object], where: str, *, typed: bool = True) -> Understood:
    """The values that are written by key.

    Args:
        written: As it was read. Keys are found whatever their capital letters.
        where: What mistakes call the place.
        typed: False lets a truth value be 1 or 0, and a number be written as words.
    """
    names = {setting.key.casefold(): name for name, setting in declared().items()}
    found = Understood({}, [])
    for key, value in written.items():
        name = names.get(key.casefold())
        if name is None:
            found.mistakes.append(
                PolicyMistake(PolicyMistakeCode.UNKNOWN_KEY, where, shortened(key))
            )
            continue
        setting = declared()[name]
        if setting.control is Control.CONTACTS and isinstance(value, dict):
            value, strange = _known_roles(value, setting.key, where)  # noqa: PLW2901
            found.mistakes.extend(strange)
        try:
            found.values[name] = _value(name, value, typed=typed)
        except ValueError:
            detail = shortened(json.dumps(value, ensure_ascii=False, default=str))
            mistake = PolicyMistake(PolicyMistakeCode.WRONG_VALUE, where, setting.key, detail)
            found.mistakes.append(mistake)
    return found


def written(settings: Settings) -> dict[str, object]:
    """Settings by key, as files hold them; what no person chooses is left out."""
    plain = msgspec.to_builtins(settings)
    return {setting.key: plain[name] for name, setting in choosable().items()}


def _value(name: str, value: object, *, typed: bool) -> object:
    """The value of a field.

    Raises:
        ValueError: It can have no such value.
    """
    setting = declared()[name]
    made = msgspec.convert(value, prepared(_types()[name]), strict=typed)
    chosen = not setting.choices or made in setting.choices or _is_default(name, made)
    if not chosen or is_endless(name, made) or not _one_line(made):
        raise ValueError(name)
    if isinstance(made, dict):  # the editor of policies writes fields that were left empty, too
        made = {role: each for role, each in made.items() if each != Contact()}
    return getattr(Settings(**{name: made}), name)


def _is_default(name: str, value: object) -> bool:
    """What is built in can be written too, such as a language that follows the computer."""
    return bool(value == getattr(Settings(), name))


def _one_line(value: object) -> bool:
    if isinstance(value, dict):
        return all(_one_line(word) for each in value.values() for word in vars(each).values())
    return not isinstance(value, str) or not _ENDS_LINE.search(value)


@cache
def _types() -> dict[str, object]:
    return get_type_hints(Settings)


def _known_roles(
    contacts: Mapping[str, object], key: str, where: str
) -> tuple[dict[str, object], list[PolicyMistake]]:
    """The contacts whose roles and fields there are."""
    from valita_desktop.content.blocks import ContactRole

    fields = {"name", "phone", "where"}
    kept: dict[str, object] = {}
    strange: list[str] = []
    for role, contact in contacts.items():
        known = next((each for each in get_args(ContactRole) if each == str(role).casefold()), None)
        if known is None:
            strange.append(f"{key}.{role}")
            continue
        kept[known] = contact
        if isinstance(contact, dict):
            kept[known] = {str(name).casefold(): each for name, each in contact.items()}
            strange += [f"{key}.{role}.{name}" for name in contact if name.casefold() not in fields]
    code = PolicyMistakeCode.UNKNOWN_KEY
    return kept, [PolicyMistake(code, where, shortened(each)) for each in strange]


def shortened(words: str) -> str:
    """Words from elsewhere, short and with nothing that a terminal obeys."""
    seen = "".join(letter if letter.isprintable() else "?" for letter in words)
    return seen if len(seen) <= _LONGEST_TOLD else f"{seen[:_LONGEST_TOLD]}…"
