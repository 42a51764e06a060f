"""What people read when materials cannot be fetched, trusted, kept or published.

Part of `valita_desktop.messages.errors`, which is the only one to import it. A refused update
never sounds like the reader's fault, and always says that the materials still work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import (
    AppTooOldError,
    MassWithdrawalError,
    NetworkFolderError,
    NoSpaceError,
    OwnDataError,
    OwnDataNewerError,
    OwnDataRecoveredError,
    OwnDataUnkeptError,
    OwnItemError,
    PublishError,
    PublishErrorCode,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UpdateBusyError,
    UpdateCancelledError,
    UpdateError,
)
from valita_desktop.i18n import N_, _, current, ngettext
from valita_desktop.messages.shape import Message
from valita_desktop.messages.system import why

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE_WORDS: dict[SourceErrorCode, tuple[str, str]] = {
    SourceErrorCode.OFFLINE: (
        N_("There is no connection to {source}."),
        N_("Check the network and try again, or fetch the materials from a file."),
    ),
    SourceErrorCode.NO_ANSWER: (
        N_("{source} did not answer."),
        N_("Try again later. If it goes on, ask the school’s IT support."),
    ),
    SourceErrorCode.TOO_SLOW: (
        N_("The connection to {source} is too slow just now, so fetching was stopped."),
        N_("Try again on another network, or fetch the materials from a file."),
    ),
    SourceErrorCode.BROKEN_OFF: (
        N_("The connection to {source} broke off."),
        N_("Try again: what has been fetched is not fetched twice."),
    ),
    SourceErrorCode.MISSING: (
        N_("There are no materials at {source}."),
        N_("Check the address or the folder."),
    ),
    SourceErrorCode.HALF_COPIED: (
        N_("The materials at {source} are not all there; they may still be on their way."),
        N_("Try again in an hour. If it goes on, tell whoever looks after the copy."),
    ),
    SourceErrorCode.UNAVAILABLE: (
        N_("{source} is out of order just now."),
        N_("Try again later."),
    ),
    SourceErrorCode.FORBIDDEN: (
        N_("{source} does not let this computer in."),
        N_("Ask the school’s IT support to allow the address."),
    ),
    SourceErrorCode.SIGN_IN_PAGE: (
        N_("The network answered with a page of its own instead of the materials."),
        N_("Open a web browser, sign in to the network and try again."),
    ),
    SourceErrorCode.PROXY_LOGIN: (
        N_("The network’s proxy server asks for a user name."),
        N_("Ask the school’s IT support, or fetch the materials from a file."),
    ),
    SourceErrorCode.CERTIFICATE: (
        N_("The connection to {source} is not secure: its certificate is not trusted."),
        N_("Check the computer’s date and time. If they are right, tell the school’s IT support."),
    ),
    SourceErrorCode.INSECURE: (
        N_("{source} led to an address that is not secure, and that was refused."),
        N_("Tell the school’s IT support. Nothing was fetched from there."),
    ),
    SourceErrorCode.TOO_MANY_REDIRECTS: (
        N_("{source} sends from one address to the next without end."),
        N_("Tell whoever looks after the address."),
    ),
    SourceErrorCode.TOO_MUCH: (
        N_("{source} sent far more than it should, so fetching was stopped."),
        N_("Tell whoever looks after the address."),
    ),
    SourceErrorCode.UNREADABLE: (
        N_("{source} cannot be read ({detail})."),
        N_("Check that the stick or the folder is still there, then try again."),
    ),
    SourceErrorCode.NO_BUNDLE: (
        N_("{source} is not a whole file of materials."),
        N_("Copy the file again from where you got it."),
    ),
}

TRUST_WORDS: dict[TrustErrorCode, tuple[str, str]] = {
    TrustErrorCode.UNSIGNED: (
        N_("The materials at {source} are not signed by the network, so they were not taken."),
        N_("Fetch them from another place, and tell the network what you saw."),
    ),
    TrustErrorCode.EXPIRED: (
        N_("The materials at {source} have not been confirmed for a long time."),
        N_("Fetch them from another place or get a newer file. They may no longer be the newest."),
    ),
    TrustErrorCode.CLOCK: (
        N_("This computer’s date seems to be wrong, so the materials could not be checked."),
        N_("Set the computer’s date and time right, then try again."),
    ),
    TrustErrorCode.OLDER: (
        N_("The materials at {source} are older than those you have."),
        N_("There is nothing to do."),
    ),
    TrustErrorCode.ALTERED: (
        N_("The materials at {source} were altered or damaged on the way and were not taken."),
        N_("Try again. If it goes on, fetch them from another place and tell the network."),
    ),
    TrustErrorCode.MALFORMED: (
        N_("What is at {source} cannot be read as materials of the network."),
        N_("Check the address or the file. If it is right, tell the network."),
    ),
}

PUBLISH_WORDS: dict[PublishErrorCode, tuple[str, str]] = {
    PublishErrorCode.NO_FEED: (
        N_("There is no feed in “{detail}” yet."),
        N_("Make one with valita publish init."),
    ),
    PublishErrorCode.FEED_EXISTS: (
        N_("There is already a feed in “{detail}”."),
        N_("Choose another folder, or add a release to it with valita publish build."),
    ),
    PublishErrorCode.NO_KEY: (
        N_("The key that is needed is not here: {detail}."),
        N_("Bring the medium that holds the key and name its folder with --keys."),
    ),
    PublishErrorCode.WRONG_PASSPHRASE: (
        N_("The passphrase does not open the key “{detail}”."),
        N_("Type it again; mind capital letters and the keyboard’s language."),
    ),
    PublishErrorCode.WEAK_PASSPHRASE: (
        N_("The passphrase of the key “{detail}” is too short to keep it safe."),
        N_("Take one of at least twelve characters, such as four words. No key was made."),
    ),
    PublishErrorCode.KEY_EXISTS: (
        N_("There is already a key called “{detail}”."),
        N_("Choose another name or another folder."),
    ),
    PublishErrorCode.NOT_EMPTY: (
        N_("In “{detail}” there are folders that a feed would write over."),
        N_("Choose an empty folder. What is there was left alone."),
    ),
    PublishErrorCode.KEYS_IN_FEED: (
        N_("The keys would stand inside the feed and be uploaded with it: {detail}."),
        N_("Choose a folder for the keys outside the feed."),
    ),
    PublishErrorCode.NO_CRYPTOGRAPHY: (
        N_("Signing needs a package that is not installed: {detail}."),
        N_("Install the program with its “publish” extra."),
    ),
    PublishErrorCode.NO_TEMPLATES: (
        N_("The web pages need a package that is not installed: {detail}."),
        N_("Install the program with its “publish” extra."),
    ),
    PublishErrorCode.FEED_DAMAGED: (
        N_("The feed in the folder is not as it was published: {detail}."),
        N_("Bring the folder back from the web host or from a backup."),
    ),
    PublishErrorCode.KEY_NAME: (
        N_("A key cannot be called “{detail}”."),
        N_("Use letters, digits and hyphens. No key was made."),
    ),
    PublishErrorCode.NOT_WORDPRESS: (
        N_("That is not an export of a WordPress site: {detail}."),
        N_("Give the address of the site, or the file that its Tools, Export makes."),
    ),
    PublishErrorCode.EXPORT_DAMAGED: (
        N_("The export breaks off or is damaged, so nothing was drafted: {detail}."),
        N_("Export it from the site again, and do not open it in another program before."),
    ),
    PublishErrorCode.PAGE_TOO_LARGE: (
        N_("The page {detail} holds more than a draft can be made of."),
        N_("Take it out of the export, and copy what you need of it by hand."),
    ),
    PublishErrorCode.ITEM_EXISTS: (
        N_("There is already an item “{detail}”."),
        N_("Give the new one another id."),
    ),
    PublishErrorCode.PREVIEW: (
        N_("This window only shows the source texts in {detail}."),
        N_("Begin a material with valita publish add."),
    ),
}


def _kept() -> str:
    return _("The materials that were here before still work.")


def _source(error: SourceError) -> Message:
    happened, todo = SOURCE_WORDS[error.code]
    told = _(happened).format(source=error.source, detail=error.detail)
    return Message(told, _kept(), _(todo))


def _trust(error: TrustError) -> Message:
    happened, todo = TRUST_WORDS[error.code]
    return Message(_(happened).format(source=error.source), _kept(), _(todo))


def _publish(error: PublishError) -> Message:
    happened, todo = PUBLISH_WORDS[error.code]
    return Message(
        _(happened).format(detail=error.detail), _("What is published stays as it is."), _(todo)
    )


def _too_old(error: AppTooOldError) -> Message:
    if error.needed:
        todo = _("Update the program to version {version} or later, then fetch again.")
    else:
        todo = _("Update the program, then fetch again.")
    return Message(
        _("The new materials are made for a newer version of the program."),
        _kept(),
        todo.format(version=error.needed),
    )


def _busy(_error: UpdateBusyError) -> Message:
    return Message(
        _("Another window of the program is fetching materials right now."),
        _kept(),
        _("Wait until it is done."),
    )


def _no_space(error: NoSpaceError) -> Message:
    told = _("The disk is too full for new materials: {needed} MB are needed, {free} MB are free.")
    return Message(
        told.format(needed=-(-error.needed // 10**6), free=error.free // 10**6),
        _kept(),
        _("Make room on the disk that holds {path}, then try again.").format(path=error.path),
    )


def _mass(error: MassWithdrawalError) -> Message:
    told = ngettext(
        "This update would take away {n} of {among} materials.",
        "This update would take away {n} of {among} materials.",
        error.withdrawn,
    )
    return Message(
        told.format(n=error.withdrawn, among=error.among),
        _("Nothing was changed."),
        _("If that is meant so, allow it and fetch again; if in doubt, ask the network."),
    )


def _cancelled(_error: UpdateCancelledError) -> Message:
    return Message(
        _("Fetching was stopped."), _kept(), _("Fetch again when it suits you; it goes on there.")
    )


def _update(_error: UpdateError) -> Message:
    return Message(_("The materials could not be brought up to date."), _kept(), _("Try again."))


def _network_folder(error: NetworkFolderError) -> Message:
    told = _("{path} is on a network drive, where the library could be damaged.")
    return Message(
        told.format(path=error.path.parent),
        _("Nothing was written there."),
        _("Set VALITA_HOME to a folder on this computer’s own disk, then start again."),
    )


def _recovered(error: OwnDataRecoveredError) -> Message:
    kept = _("The damaged file was kept: {path}.").format(path=error.aside) if error.aside else ""
    if error.copy_of is None:
        ask = _("Whoever looks after your computer may have a backup.")
        return Message(
            _("Your favourites and packets were damaged, and there is no copy of them."),
            _("The materials all work."),
            " ".join(filter(None, (kept, ask))),
        )
    day = current().day_of(error.copy_of)
    look = _("Look whether something newer is missing.")
    return Message(
        _("Your favourites and packets were damaged or gone."),
        _("They are again as they were on {day}.").format(day=day),
        " ".join(filter(None, (look, kept))),
    )


def _unkept(error: OwnDataUnkeptError) -> Message:
    cause = error.cause
    remote = isinstance(cause, NetworkFolderError)
    reason = _("it is on a network drive") if remote else why(cause.reason)
    told = _("Favourites and packets are not kept this time: {path} cannot be used ({reason}).")
    return Message(
        told.format(path=cause.path, reason=reason),
        _("The materials can all be read and printed."),
        _("Once that is mended, open the program again; what you had kept is untouched."),
    )


def _own_data(error: OwnDataError) -> Message:
    told = _("{path} does not hold your own data in a form that can be read.")
    if error.place:
        told = _("In {path} something is not as this program writes it: {place}.")
    return Message(
        told.format(path=error.path, place=error.place),
        _("What you have here is untouched."),
        _("Choose a file that was saved with “Export my own data”."),
    )


def _own_item(error: OwnItemError) -> Message:
    told = _(
        "The own material cannot be taken in: what came is not whole, or not as it is written."
    )
    if error.path is not None:
        told = _("The own material at {path} cannot be handed on or taken in ({reason}).")
    return Message(
        told.format(path=error.path, reason=why(error.reason)),
        _("Your own materials are as they were."),
        _("Look at it on the page of own materials, or ask for the file once more."),
    )


def _own_data_newer(error: OwnDataNewerError) -> Message:
    return Message(
        _("{path} was saved by a later version of the program.").format(path=error.path),
        _("What you have here is untouched."),
        _("Update the program, then take the file in."),
    )


FEED_MESSAGES: dict[type, Callable[..., Message]] = {
    AppTooOldError: _too_old,
    UpdateError: _update,
    SourceError: _source,
    TrustError: _trust,
    UpdateBusyError: _busy,
    NoSpaceError: _no_space,
    MassWithdrawalError: _mass,
    UpdateCancelledError: _cancelled,
    PublishError: _publish,
    NetworkFolderError: _network_folder,
    OwnDataError: _own_data,
    OwnDataNewerError: _own_data_newer,
    OwnItemError: _own_item,
    OwnDataRecoveredError: _recovered,
    OwnDataUnkeptError: _unkept,
}
