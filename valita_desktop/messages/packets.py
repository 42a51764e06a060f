"""What people read when something goes wrong with a lesson packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import (
    NothingToPrintError,
    PacketFileError,
    PacketFileErrorCode,
    PacketFullError,
)
from valita_desktop.i18n import N_, _, ngettext
from valita_desktop.messages.shape import Message

if TYPE_CHECKING:
    from collections.abc import Callable

PACKET_FILE_WORDS: dict[PacketFileErrorCode, tuple[str, str]] = {
    PacketFileErrorCode.UNREADABLE: (
        N_("The file {path} cannot be read."),
        N_("Check that it is there, or copy it to this computer first."),
    ),
    PacketFileErrorCode.TOO_LARGE: (
        N_("The file {path} is too large to be a lesson packet."),
        N_("Choose a file that was saved from a lesson packet."),
    ),
    PacketFileErrorCode.NO_PACKET: (
        N_("The file {path} is no lesson packet, or it is damaged."),
        N_("Choose a file that was saved from a lesson packet, or ask for it again."),
    ),
    PacketFileErrorCode.NEWER: (
        N_("The lesson packet {path} was made with a later version of the program."),
        N_("Update the program, or ask for the packet as a PDF."),
    ),
}


def _file(error: PacketFileError) -> Message:
    happened, todo = PACKET_FILE_WORDS[error.code]
    if error.place:
        happened = N_("In {path} something is not as this program writes it: {place}.")
    return Message(
        _(happened).format(path=error.path, place=error.place),
        _("Your own packets are untouched."),
        _(todo),
    )


def _full(error: PacketFullError) -> Message:
    told = ngettext(
        "A lesson packet holds at most {most} line; that would be {asked}.",
        "A lesson packet holds at most {most} lines; that would be {asked}.",
        error.most,
    )
    return Message(
        told.format(most=error.most, asked=error.asked),
        _("The packet is as it was."),
        _("Divide the materials between two packets."),
    )


def _nothing(error: NothingToPrintError) -> Message:
    return Message(
        _("There is nothing to print or present in “{name}”.").format(name=error.name),
        _("The packet is as it was."),
        _("Add materials to it, then try again."),
    )


PACKET_MESSAGES: dict[type, Callable[..., Message]] = {
    PacketFileError: _file,
    PacketFullError: _full,
    NothingToPrintError: _nothing,
}
