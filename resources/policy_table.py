"""Writes the keys of all settings into docs/policy.md: ``python -m resources.policy_table``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from valita_desktop.content.blocks import ContactRole
from valita_desktop.settings import Control, Settings, declared

if TYPE_CHECKING:
    from valita_desktop.settings import Setting

PAGE = Path(__file__).resolve().parent.parent / "docs/policy.md"
_PLACE = re.compile(r"(?s)(<!-- made by [^\n]* -->\n).*?(?=<!-- end -->)")
_ROLES = re.compile(r"(?m)(?<=^The roles of `Contacts` are ).*?(?=, each with)")


def page(now: str) -> str:
    """The page with the table of today.

    Args:
        now: The page as it is.
    """
    roles = ", ".join(f"`{role}`" for role in get_args(ContactRole))
    with_table = _PLACE.sub(lambda place: f"{place[1]}{table()}", now)
    return _ROLES.sub(lambda _place: roles, with_table)


def table() -> str:
    """A line a setting: its key, what can be written, what is built in, what it does."""
    lines = ["| Key | Values | Built in | What it does |", "|---|---|---|---|"]
    for name, setting in declared().items():
        built_in = msgspec.json.encode(getattr(Settings(), name)).decode()
        cells = (f"`{setting.key}`", _values(setting), f"`{built_in}`", setting.explained)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _values(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(f"`{value}`" for value in setting.choices)
    kinds = {
        Control.SWITCH: "true, false",
        Control.CONTACTS: "a table of roles",
        Control.PICTURE: "a path",
    }
    return kinds.get(setting.control, f"at most {setting.longest} letters in one line")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
