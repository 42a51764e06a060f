"""What the person has chosen, as one value that the window reads and changes.

Every change is applied at once and saved at once; what cannot be saved still holds until
the program ends, and the window says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop import i18n
from valita_desktop.errors import OutputError
from valita_desktop.settings import TEXT_SIZES

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings


class Preferences(QObject):
    """The settings of now.

    Signals:
        changed: The settings are others; carries those before and those of now.
        unsaved: They could not be saved; carries the error.
    """

    changed = Signal(object, object)
    unsaved = Signal(object)

    def __init__(
        self,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._save = save

    @property
    def now(self) -> Settings:
        """The settings of now."""
        return self._settings

    @property
    def ui_language(self) -> i18n.UiLang:
        """The language of the window: the chosen one, else the computer's."""
        return self._settings.ui_language or i18n.system_language()

    def change(self, **fields: object) -> None:
        """Set some fields of the settings; the same values again do nothing."""
        before = self._settings
        after = replace(before, **fields)  # type: ignore[arg-type]  # fields by their names
        if after == before:
            return
        self._settings = after
        self.changed.emit(before, after)
        self.keep()

    def keep(self) -> None:
        """Save the settings of now, even if nothing was changed."""
        try:
            self._save(self._settings)
        except OutputError as error:
            self.unsaved.emit(error)

    def step_text_size(self, steps: int) -> None:
        """Larger or smaller letters by so many steps; 0 is back to 100 %."""
        if steps == 0:
            self.change(text_size=100)
            return
        place = TEXT_SIZES.index(self._settings.text_size) + steps
        self.change(text_size=TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)])
