"""What can be chosen. Everything applies at once; there is no button to confirm."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import valita_desktop
from valita_desktop import paths
from valita_desktop.i18n import N_, _
from valita_desktop.settings import TEXT_SIZES, ColourScheme
from valita_desktop.ui.settings.contacts_form import ContactsForm
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.scroll_page import WIDEST_EM, ScrollPage
from valita_desktop.ui.widgets.segmented_choice import SegmentedChoice
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from valita_desktop.settings import Settings
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance

LANGUAGES: dict[object, str] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
CONTENT: dict[object, str] = {"fi": "Suomi", "sv": "Svenska"}
LOOKS: dict[object, str] = {
    ColourScheme.SYSTEM: N_("As on this computer"),
    ColourScheme.LIGHT: N_("Light"),
    ColourScheme.DARK: N_("Dark"),
    ColourScheme.CONTRAST: N_("High contrast"),
}
UPDATES: dict[object, str] = {
    "off": N_("Only when I ask"),
    "notify": N_("About once a day, and tell me"),
}
LONGEST_NAME = 80
_LONGEST_SOURCE = 1000
_LOGO_HEIGHT = 48


class SettingsPage(ScrollPage):
    """The settings page.

    Args:
        context: What every page is handed.
        look: Colours and sizes.
    """

    def __init__(
        self,
        context: PageContext,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = context.actions
        self._preferences = preferences = context.preferences
        self._appearance = appearance
        self._labels: list[tuple[QLabel | QPushButton | WrappingCheckBox, str]] = []
        self._heading = HeadingLabel(1)
        self.language = SegmentedChoice(LANGUAGES)
        self.content = SegmentedChoice(CONTENT)
        self.look = SegmentedChoice(LOOKS)
        self.text_size = QComboBox()
        self.school = QLineEdit()
        self.logo = QLabel()
        self._logo_problem = QLabel()
        self.contacts = ContactsForm()
        self.low_ink = WrappingCheckBox()
        self.updates = SegmentedChoice(UPDATES)
        self.source = QLineEdit()
        self._about = QLabel()
        self._folder = QLabel()
        self._build()
        self._connect()
        self.show_settings(preferences.now)
        self.retranslate()
        self.apply_theme(appearance)

    def show_settings(self, now: Settings) -> None:
        """Show what is chosen."""
        self.language.show_value(self._preferences.ui_language)
        self.content.show_value(now.content_language)
        self.look.show_value(now.look)
        self.text_size.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.text_size.setCurrentIndex(TEXT_SIZES.index(now.text_size))
        self.text_size.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.low_ink.setChecked(now.low_ink)
        if not self.school.hasFocus():
            self.school.setText(now.school_name)
        self.updates.show_value(now.updates)
        if not self.source.hasFocus():
            self.source.setText(now.update_source)
        self.contacts.show_contacts(now.contacts)
        self._show_logo(now.school_logo)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self.language.entry())]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Settings"))
        for label, message in self._labels:
            label.setText(_(message))
        self.language.retranslate(_("Language of the program"))
        self.content.retranslate(_("Language of materials"))
        self.look.retranslate(_("Colours"))
        self.text_size.setAccessibleName(_("Text size"))
        self.school.setAccessibleName(_("Name of the school"))
        self.school.setPlaceholderText(_("Printed at the foot of every sheet"))
        self.contacts.retranslate()
        self.updates.retranslate(_("Look for new materials"))
        self.source.setAccessibleName(_("Where new materials come from"))
        self.source.setPlaceholderText(_("The network’s own address"))
        self.logo.setAccessibleName(_("The school’s logo"))
        self._about.setText(
            _(
                "Version {version}. The program: MIT licence. The materials: CC BY 4.0. "
                "Letters: Atkinson Hyperlegible Next (SIL OFL 1.1). Icons: Lucide (ISC). "
                "Built with Qt and PySide6 (LGPL 3)."
            ).format(version=valita_desktop.__version__)
        )
        self._folder.setText(
            _("Your own things are kept in {folder}").format(folder=_breakable(paths.data_dir()))
        )

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the contacts have a line each where there is room."""
        super().resizeEvent(event)
        self._fit()

    # --- building ----------------------------------------------------------------------

    def _build(self) -> None:
        self.column.addWidget(self._heading)
        self._section(N_("Language"))
        self._labelled(N_("Language of the program"), self.language)
        self._labelled(N_("Language of materials"), self.content)
        self._section(N_("Look"))
        self._labelled(N_("Colours"), self.look)
        for size in TEXT_SIZES:
            self.text_size.addItem(f"{size} %", size)
        self._labelled(N_("Text size"), self.text_size)
        self._section(N_("The school"))
        self.school.setMaxLength(LONGEST_NAME)
        self._labelled(N_("Name of the school"), self.school)
        self._build_logo()
        self._section(N_("Contacts of the school"))
        self._note(N_("Fill them in once: they print on every sheet that tells whom to turn to."))
        self.column.addWidget(self.contacts)
        self._section(N_("Printing"))
        self._labels.append((self.low_ink, N_("Save ink unless I choose otherwise")))
        self.column.addWidget(self.low_ink)
        self._section(N_("Updates"))
        self._labelled(N_("Look for new materials"), self.updates)
        self.source.setMaxLength(_LONGEST_SOURCE)
        self._labelled(N_("Where new materials come from"), self.source)
        self._note(N_("A web address (https), or a folder that the school’s IT support keeps."))
        self._build_about()
        self.column.addStretch(1)

    def _build_logo(self) -> None:
        self._choose_logo = QPushButton()
        self._remove_logo = QPushButton()
        theme.set_role(self._remove_logo, "link")
        self._labels += [
            (self._choose_logo, N_("Choose a picture…")),
            (self._remove_logo, N_("Take the logo away")),
        ]
        theme.set_role(self._logo_problem, "error")
        self._logo_problem.setWordWrap(True)
        self._logo_problem.hide()
        row = QWidget()
        line = FlowLayout(8, row)
        for part in (self.logo, self._choose_logo, self._remove_logo):
            line.addWidget(part)
        self._labelled(N_("Logo"), row)
        self.column.addWidget(self._logo_problem)

    def _build_about(self) -> None:
        self._section(N_("About the program"))
        for label in (self._about, self._folder):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(label)
        row = QWidget()
        buttons = FlowLayout(8, row)
        for message, slot in (
            (N_("Help and keys"), self._actions.open_help),
            (N_("Open the folder"), self._open_folder),
        ):
            button = QPushButton()
            button.clicked.connect(slot)
            self._labels.append((button, message))
            buttons.addWidget(button)
        self.column.addWidget(row)

    def _section(self, message: str) -> None:
        heading = HeadingLabel(2)
        heading.setContentsMargins(0, 18, 0, 0)
        self._labels.append((heading, message))
        self.column.addWidget(heading)

    def _labelled(self, message: str, field: QWidget) -> None:
        label = QLabel()
        theme.set_role(label, "muted")
        label.setBuddy(field)
        self._labels.append((label, message))
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(label)
        fills = not isinstance(field, QComboBox)
        side = Qt.AlignmentFlag(0) if fills else Qt.AlignmentFlag.AlignLeft
        pair.addWidget(field, 0, side)
        self.column.addLayout(pair)

    def _note(self, message: str) -> None:
        note = QLabel()
        note.setWordWrap(True)
        theme.set_role(note, "muted")
        self._labels.append((note, message))
        self.column.addWidget(note)

    # --- changing ----------------------------------------------------------------------

    def _connect(self) -> None:
        self.language.chosen.connect(self._change_language)
        self.content.chosen.connect(self._change_content)
        self.look.chosen.connect(self._change_look)
        self.text_size.currentIndexChanged.connect(self._change_size)
        self.school.textEdited.connect(self._change_school)
        self.contacts.edited.connect(self._change_contacts)
        self.low_ink.toggled.connect(self._change_low_ink)
        self.updates.chosen.connect(self._change_updates)
        self.source.editingFinished.connect(self._change_source)
        self._choose_logo.clicked.connect(self._ask_logo)
        self._remove_logo.clicked.connect(self._drop_logo)

    def _change_language(self, lang: str) -> None:
        self._preferences.change(ui_language=lang)

    def _change_content(self, lang: str) -> None:
        self._preferences.change(content_language=lang)

    def _change_look(self, appearance: ColourScheme) -> None:
        self._preferences.change(look=appearance)

    def _change_size(self, place: int) -> None:
        self._preferences.change(text_size=TEXT_SIZES[place])

    def _change_school(self, name: str) -> None:
        self._preferences.change(school_name=name.strip())

    def _change_contacts(self, contacts: object) -> None:
        self._preferences.change(contacts=contacts)

    def _change_low_ink(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._preferences.change(low_ink=on)

    def _change_updates(self, mode: str) -> None:
        self._preferences.change(updates=mode)

    def _change_source(self) -> None:
        self._preferences.change(update_source=self.source.text().strip())

    def _ask_logo(self) -> None:
        file, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a picture…"), "", _("Pictures") + " (*.png *.jpg *.jpeg)"
        )
        if file:
            self.use_logo(Path(file))

    def use_logo(self, file: Path) -> None:
        """Take a picture as the school's logo, if it is a PNG or a JPEG."""
        reader = QImageReader(str(file))
        reader.setDecideFormatFromContent(True)
        fits = bytes(reader.format().data()) in (b"png", b"jpeg") and reader.canRead()
        self._logo_problem.setVisible(not fits)
        if fits:
            self._preferences.change(school_logo=str(file))
        else:
            self._logo_problem.setText(
                _("{name} is no PNG or JPEG picture. Choose another file.").format(name=file.name)
            )

    def _drop_logo(self) -> None:
        self._preferences.change(school_logo="")

    def _show_logo(self, file: str) -> None:
        picture = QPixmap(file) if file else QPixmap()
        self.logo.setVisible(not picture.isNull())
        self._remove_logo.setVisible(bool(file))
        if not picture.isNull():
            room = QSize(4 * _LOGO_HEIGHT, _LOGO_HEIGHT)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            self.logo.setPixmap(picture.scaled(room, keep, smooth.SmoothTransformation))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.data_dir())))

    def _fit(self) -> None:
        self.fit(self._appearance.em(WIDEST_EM))
        self.contacts.fit(
            self._appearance, min(self.viewport().width(), self._appearance.em(WIDEST_EM))
        )


def _breakable(folder: Path) -> str:
    """A path that a label can wrap after each of its folders."""
    return re.sub(r"([/\\])", "\\1\u200b", str(folder))
