"""Where a link leads is seen before anything opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel

from valita_desktop.ui.item.external_link import LinkDialog, leads_out, outward, real_host
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LOOK = theme.Appearance(theme.LIGHT, 15)


@pytest.mark.parametrize(
    ("href", "host"),
    [
        ("https://www.winnova.fi/valita", "www.winnova.fi"),
        ("https://kela.fi@evil.example/kela.fi", "evil.example"),
        ("https://кela.fi/", "xn--ela-bed.fi"),
        ("https://tänne.fi/", "xn--tnne-loa.fi"),
        ("mailto:valita@winnova.fi?subject=Hei", "valita@winnova.fi"),
    ],
)
def test_the_real_host_is_shown(href: str, host: str) -> None:
    assert real_host(QUrl(href)) == host


@pytest.mark.parametrize(
    ("href", "out"),
    [
        ("https://oph.fi", True),
        ("mailto:a@b.fi", True),
        ("http://oph.fi", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("item:m09", False),
        ("//host/share", False),
    ],
)
def test_only_https_and_mailto_lead_out(href: str, out: bool) -> None:  # noqa: FBT001 - a case
    assert leads_out(href) is out


@pytest.mark.parametrize(
    ("href", "handed_on"),
    [
        ("https://kela.fi/?cc=x#y", "https://kela.fi/?cc=x#y"),
        (
            "mailto:a@b.fi?subject=Hei%20vaan&body=R%0D%0AE%26",
            "mailto:a@b.fi?subject=Hei%20vaan&body=R%0D%0AE%26",
        ),
        ("mailto:a@b.fi?cc=c@d.fi&subject=Hei&attach=file", "mailto:a@b.fi?subject=Hei"),
        ("mailto:a@b.fi,c@d.fi?to=e@f.fi#g", "mailto:a@b.fi"),
        ("mailto:a@b.fi%0ABcc:c@d.fi", "mailto:a@b.fi"),
    ],
)
def test_an_e_mail_carries_an_address_a_subject_and_a_body(href: str, handed_on: str) -> None:
    url = outward(href)

    assert url.toString(QUrl.ComponentFormattingOption.FullyEncoded) == handed_on


@pytest.mark.parametrize("agreed", [True, False])
def test_a_link_opens_only_when_agreed(
    agreed: bool,  # noqa: FBT001 - a case
    qtbot: QtBot,
    dressed: QApplication,
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    dialog = LinkDialog("https://www.winnova.fi/valita", LOOK, open_url=open_url)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.yes.click() if agreed else dialog.reject()

    assert opened == (["https://www.winnova.fi/valita"] if agreed else [])


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://www.winnova.fi/valita?a=1", "https://www.winnova.fi/valita?a=1"),
        (f"https://oph.fi/{'x' * 400}", f"https://oph.fi/{'x' * 285}…"),
    ],
    ids=["whole", "cut"],
)
def test_the_address_is_shown_as_long_as_anyone_reads(
    href: str, shown: str, qtbot: QtBot, dressed: QApplication
) -> None:
    dialog = LinkDialog(href, LOOK)
    qtbot.addWidget(dialog)

    texts = [label.text().replace("\u200b", "") for label in dialog.findChildren(QLabel)]

    assert shown in texts


@pytest.mark.parametrize(
    ("href", "asked", "told", "button"),
    [
        (
            "https://oph.fi",
            "Open in the browser?",
            "This leads to a page outside the program and needs the internet.",
            "Open",
        ),
        ("mailto:a@b.fi", "Write an e-mail?", "This opens in your e-mail program.", "Write"),
    ],
)
def test_the_question_says_which_program_opens(
    href: str, asked: str, told: str, button: str, qtbot: QtBot, dressed: QApplication
) -> None:
    dialog = LinkDialog(href, LOOK)
    qtbot.addWidget(dialog)

    assert dialog.windowTitle() == f"{asked} – Välitä!"
    assert told in [label.text() for label in dialog.findChildren(QLabel)]
    assert dialog.yes.text() == button
