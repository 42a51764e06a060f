"""What people read of a document that they bring: why it cannot be taken, and what stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import DocumentError, DocumentErrorCode, LossCode
from valita_desktop.i18n import N_, _
from valita_desktop.letters import seen
from valita_desktop.messages.shape import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOCUMENT_WORDS: dict[DocumentErrorCode, tuple[str, str]] = {
    DocumentErrorCode.UNREADABLE: (
        N_("The document {name} cannot be read."),
        N_("See that it is there, close it in other programs, or copy it to this computer first."),
    ),
    DocumentErrorCode.NO_DOCUMENT: (
        N_("{name} is no text document that this program reads."),
        N_("Save it as a Word document (.docx) or as an OpenDocument text (.odt)."),
    ),
    DocumentErrorCode.OLD_WORD: (
        N_("{name} is in a form of Word from before 2007."),
        N_("Open it in Word or LibreOffice and save it as .docx."),
    ),
    DocumentErrorCode.PROTECTED: (
        N_("{name} is protected by a password."),
        N_("Open it in its own program, save it without a password, and bring it again."),
    ),
    DocumentErrorCode.DAMAGED: (
        N_("The document {name} is damaged."),
        N_("Open it in its own program and save it anew, or ask for it again."),
    ),
    DocumentErrorCode.TOO_LARGE: (
        N_("There is more in {name} than in any sheet."),
        N_("Divide it, or make its pictures smaller, and bring a part at a time."),
    ),
    DocumentErrorCode.ENTITIES: (
        N_("{name} holds instructions that no document needs, so it was not opened."),
        N_("Ask whoever sent it to save it anew in Word or LibreOffice."),
    ),
    DocumentErrorCode.EMPTY: (
        N_("There are no words in {name}."),
        N_("Perhaps it is a scanned page: write the text in the document first."),
    ),
}
LOSS_WORDS: dict[LossCode, str] = {
    LossCode.COMMENTS: N_("Comments are left out: {n}."),
    LossCode.CHANGES: N_("Changes that somebody had marked count as accepted: {n}."),
    LossCode.NOTES: N_("Footnotes stand at the end of the text, with their numbers: {n}."),
    LossCode.TEXT_BOXES: N_("Text boxes stand after their paragraph: {n}."),
    LossCode.OBJECTS: N_("Embedded files are left out, or are their picture only: {n}."),
    LossCode.CHARTS: N_("Charts and diagrams are left out: {n}."),
    LossCode.SHAPES: N_("Drawn lines, arrows and shapes are left out: {n}."),
    LossCode.EQUATIONS: N_("Formulas became plain words; look at them: {n}."),
    LossCode.HEADERS: N_("What stands at the head or foot of every page is left out: {n}."),
    LossCode.HIDDEN: N_("Hidden words are left out: {n}."),
    LossCode.CHOICES: N_("Fields of a form became words, or are left out: {n}."),
    LossCode.PICTURES: N_("Pictures that cannot be shown here are left out: {n}."),
    LossCode.PICTURES_UNTOLD: N_("Pictures whose description is still to be written: {n}."),
    LossCode.MERGED: N_("Merged cells of tables were divided again: {n}."),
    LossCode.TABLES_IN_TABLES: N_("Tables inside of tables became words of the cell: {n}."),
    LossCode.UNTITLED: N_("Tables without titles of their columns got A, B, C: {n}."),
    LossCode.NESTED: N_("Items of a list inside of a list stand in the outer one: {n}."),
    LossCode.TICKED: N_("Boxes that were ticked are empty again: {n}."),
    LossCode.LINKS: N_("Addresses that cannot be links stand in words: {n}."),
    LossCode.SIGNS: N_("Signs of a typeface that only Word has are left out: {n}."),
}


def losses_told(losses: Mapping[LossCode, int]) -> list[str]:
    """What of a document did not come along as it was, a line for each kind.

    Args:
        losses: How often.
    """
    return [_(LOSS_WORDS[code]).format(n=number) for code, number in losses.items()]


def _document(error: DocumentError) -> Message:
    happened, todo = DOCUMENT_WORDS[error.code]
    name = " ".join(seen(error.name).split())
    return Message(_(happened).format(name=name), _("Nothing was taken from it."), _(todo))


DOCUMENT_MESSAGES: dict[type, Callable[..., Message]] = {DocumentError: _document}
