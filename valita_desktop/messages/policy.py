"""What people read of settings that are decided for them, and of mistakes in such decisions.

A person is told who has decided, never that they did something wrong; an administrator is told
where the mistake stands and what can be written instead.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from valita_desktop.errors import PolicyMistakeCode, SettingLockedError, SettingsFileError
from valita_desktop.i18n import N_, _
from valita_desktop.messages.shape import Message
from valita_desktop.messages.system import why
from valita_desktop.settings import Control, declared

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Setting

WHO = N_("Set by your school’s IT")
"""Beside whatever a person cannot choose."""

MISTAKE_WORDS: dict[PolicyMistakeCode, str] = {
    PolicyMistakeCode.UNREADABLE: N_("{where} cannot be read ({detail}), so nothing of it holds."),
    PolicyMistakeCode.DAMAGED: N_(
        "{where} is not in the form that it should have ({detail}), so nothing of it holds."
    ),
    PolicyMistakeCode.UNKNOWN_KEY: N_(
        "{where}: there is no setting “{key}” in this version of the program."
    ),
    PolicyMistakeCode.WRONG_VALUE: N_("{where}: “{key}” cannot be {detail}."),
    PolicyMistakeCode.LOCKED: N_("“{key}” is set by your school’s IT ({where})."),
}


def mistake_sentence(code: PolicyMistakeCode, where: str, key: str = "", detail: str = "") -> str:
    """A mistake in decisions on settings, told to whoever makes them.

    Args:
        code: What is wrong.
        where: The file or the registry key.
        key: The key of the setting, as it is written there.
        detail: The value, or the words of whoever could not read it.
    """
    if code is PolicyMistakeCode.UNREADABLE:
        detail = why(detail)
    told = _(MISTAKE_WORDS[code]).format(where=where, key=key, detail=detail)
    setting = {each.key: each for each in declared().values()}.get(key.partition(".")[0])
    if code is PolicyMistakeCode.WRONG_VALUE and setting:
        return f"{told} {_possible(setting)}"
    if code is PolicyMistakeCode.UNKNOWN_KEY and (meant := _meant(key)):
        asked = _("Is “{key}” meant?").format(key=meant)
        return f"{told} {asked}"
    return told


def _meant(key: str) -> str:
    """The setting whose key is nearest to one that nobody knows, or nothing."""
    keys = {setting.key.casefold(): setting.key for setting in declared().values()}
    near = get_close_matches(
        key.replace("_", "").replace("-", "").casefold(), keys, n=1, cutoff=0.8
    )
    return keys[near[0]] if near else ""


def _possible(setting: Setting) -> str:
    """What can be written, as a sentence."""
    if setting.choices:
        return _("It can be {values}.").format(values=", ".join(map(str, setting.choices)))
    if setting.control is Control.SWITCH:
        return _("It can be true or false; in the registry 1 or 0.")
    if setting.control is Control.CONTACTS:
        return _("It can be a table of roles, each with name, phone and where.")
    if setting.longest:
        return _("It can be one line of at most {n} letters.").format(n=setting.longest)
    return _("It can be one line of words.")


def _locked(error: SettingLockedError) -> Message:
    setting = declared().get(error.name)
    label = _(setting.label) if setting else error.name
    works = _("Nothing was changed.")
    if error.name == "import_allowed":
        happened = _("Your school’s IT does not let materials be brought from files.")
        if error.where:
            happened = _("Your school’s IT does not let materials be brought from files ({where}).")
        works = _("The materials of this computer work, and lesson packets can be opened.")
    elif error.where:
        happened = _("“{key}” is set by your school’s IT ({where}).")
    else:
        happened = _("“{key}” is set by your school’s IT.")
    return Message(
        happened.format(key=label, where=error.where),
        works,
        _("If it should be otherwise, ask your school’s IT."),
    )


def _unreadable(error: SettingsFileError) -> Message:
    damaged = error.code is PolicyMistakeCode.DAMAGED
    told = (
        _("{file} is no file of settings.") if damaged else _("{file} cannot be read ({reason}).")
    )
    return Message(
        told.format(file=error.path, reason=why(error.detail)),
        _("Nothing was changed."),
        _("Make one with valita settings export FILE, and look at how it is written."),
    )


POLICY_MESSAGES: dict[type, Callable[..., Message]] = {
    SettingLockedError: _locked,
    SettingsFileError: _unreadable,
}
