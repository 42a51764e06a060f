"""Links that lead out of the program: the person sees where to before anything opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.ui.style.theme import Appearance

_LONGEST = 300
_OUTWARD = ("https", "mailto")
_BEHIND = re.compile(r"(?:,|;|%2C|%3B|%0A|%0D).*", re.IGNORECASE)
"""What stands behind the first address of an e-mail link."""


def leads_out(href: str) -> bool:
    """Whether a link may be opened by another program at all."""
    return QUrl(href, QUrl.ParsingMode.StrictMode).scheme() in _OUTWARD


def real_host(url: QUrl) -> str:
    """Where a link really leads: its host in letters that cannot imitate others.

    A host in other letters than ASCII is shown as it goes over the network (``xn--…``),
    so that no look-alike passes for a known one; of an e-mail link, the address.
    """
    if url.scheme() == "mailto":
        return url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


def outward(href: str) -> QUrl:
    """A link as it is handed on: of an e-mail the address, the subject and the body alone.

    Source:
        RFC 6068, section 7: other fields could copy it to others, or attach files.
    """
    url = QUrl(href)
    if url.scheme() != "mailto":
        return url
    encoded = QUrl.ComponentFormattingOption.FullyEncoded
    fields, kept = QUrlQuery(url), QUrlQuery()
    for name in ("subject", "body"):
        if fields.hasQueryItem(name):
            kept.addQueryItem(name, fields.queryItemValue(name, encoded))
    mail = QUrl("mailto:")
    mail.setPath(_BEHIND.sub("", url.path(encoded)), QUrl.ParsingMode.StrictMode)
    mail.setQuery(kept)
    return mail


class LinkDialog(QDialog):
    """Question of an `ItemPage` before a link is opened elsewhere.

    Args:
        href: An ``https:`` or ``mailto:`` link.
        look: Colours and sizes.
        open_url: Opens it; the computer's own browser unless given.
    """

    def __init__(
        self,
        href: str,
        appearance: Appearance,
        parent: QWidget | None = None,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._url = outward(href)
        self._open_url = open_url
        mail = self._url.scheme() == "mailto"
        self.setWindowTitle(titled(_("Write an e-mail?") if mail else _("Open in the browser?")))
        host = PlainLabel(real_host(self._url))
        theme.set_role(host, "h2")
        address = PlainLabel(
            _breakable(self._url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        )
        theme.set_role(address, "muted")
        tell = PlainLabel(
            _("This opens in your e-mail program.")
            if mail
            else _("This leads to a page outside the program and needs the internet.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for label in (host, address, tell):
            label.setWordWrap(True)
            column.addWidget(label)
        buttons = QDialogButtonBox()
        self.yes = QPushButton(_("Write") if mail else _("Open"))
        theme.set_role(self.yes, "primary")
        icons.put_on(self.yes, "external-link", appearance.palette.on_primary, appearance)
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._open)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.setMinimumSize(appearance.em(26), appearance.em(12))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _open(self) -> None:
        self._open_url(self._url)


def _breakable(address: str) -> str:
    """An address that a label can wrap, no longer than anyone would read."""
    shown = address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"
    return re.sub(r"([/?&=.@-])", "\\1\u200b", shown)
