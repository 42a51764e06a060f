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
from valita_desktop.settings import TEXT_SIZES, with_values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from valita_desktop.settings import Settings


class Preferences(QObject):
    """The `Settings` of now, for whoever shows or changes them.

    Args:
        settings: What was chosen when the program started.
        save: Keeps what is chosen from now on; raises `OutputError`.
        locked: Names of the fields that nobody may change here.

    Signals:
        changed: The settings are others; carries those before and those of now.
        unsaved: They could not be saved; carries the error.
        refused: A setting is locked; carries the name of its field.
    """

    changed = Signal(object, object)
    unsaved = Signal(Exception)
    refused = Signal(str)

    def __init__(
        self,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
        *,
        locked: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._save = save
        self.locked = frozenset(locked)

    @property
    def now(self) -> Settings:
        """The settings of now."""
        return self._settings

    @property
    def ui_language(self) -> i18n.UiLang:
        """The language of the window: the chosen one, else the computer's."""
        return self._settings.ui_language or i18n.system_language()

    def change(self, after: Settings) -> None:
        """Choose other settings; the same ones again do nothing, locked ones stay.

        Args:
            after: ``replace(preferences.now, text_size=150)``.
        """
        before = self._settings
        for name in sorted(self.locked):
            kept = getattr(before, name)
            if getattr(after, name) != kept:
                after = with_values(after, {name: kept})
                self.refused.emit(name)
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
            self.change(replace(self._settings, text_size=100))
            return
        place = TEXT_SIZES.index(self._settings.text_size) + steps
        size = TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)]
        self.change(replace(self._settings, text_size=size))
