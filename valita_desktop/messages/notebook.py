"""What people read when something goes wrong with their own notes and uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import NotebookFullError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.messages.shape import Message

if TYPE_CHECKING:
    from collections.abc import Callable


def _full(error: NotebookFullError) -> Message:
    told = ngettext(
        "That is {asked} letter; there is room for {most}.",
        "That is {asked} letters; there is room for {most}.",
        error.asked,
    )
    number = current().number
    return Message(
        told.format(most=number(error.most), asked=number(error.asked)),
        _("What was kept before is still there."),
        _("Make it shorter, or keep the rest in a document of your own."),
    )


NOTEBOOK_MESSAGES: dict[type, Callable[..., Message]] = {NotebookFullError: _full}
