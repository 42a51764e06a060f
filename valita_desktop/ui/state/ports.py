"""Where the window gets its items and the person's own things from: what it asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang
    from valita_desktop.library.notebook import MaterialUse, Note
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.progress import Progress
    from valita_desktop.sync.service import ApplyResult, LastCheck, UpdateStatus
    from valita_desktop.sync.updater import Update


class ItemIndex(Protocol):
    """What the window asks of the library."""

    def rows(self) -> tuple[Row, ...]:
        """Every listed item, by theme, kind and id."""
        ...

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items by what a person typed; any text at all is a query.

        Args:
            query: As it was typed.
            lang: The language to find in first; a hit tells in which one it was found.
            limit: At most so many hits above the divider.
        """
        ...

    def with_own(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows of the network's items, and the own ones among them, in the same order."""
        ...

    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Make the first search quick, in steps none of which takes long."""
        ...


class UserStore(Protocol):
    """What the window asks of the person's own data."""

    def favourites(self) -> tuple[str, ...]:
        """Ids, last added first."""
        ...

    def set_favourite(self, item_id: str, *, on: bool, since: str = "") -> str:
        """Add an item or take it away.

        Args:
            item_id: The item.
            on: Whether it is to be one of the favourites.
            since: When it had been added, to have its place again; now without it.

        Returns:
            Since when it was one of them; ``""`` where it was none.
        """
        ...

    def recent(self, limit: int = 4) -> tuple[str, ...]:
        """Ids of the items opened last, newest first."""
        ...

    def opened(self, item_id: str) -> None:
        """Remember that an item was opened."""
        ...

    def note_titles(self, rows: Iterable[Row]) -> None:
        """Remember what items are called that this person refers to."""
        ...

    def last_title(self, item_id: str, lang: Lang) -> str:
        """What an item was called last; ``""`` if unknown."""
        ...


class NotebookStore(Protocol):
    """What the window asks of the person's notes and uses: `library.notebook.Notebook`.

    Everything raises a `ValitaError` where it cannot be done, and then nothing has changed.
    """

    def note(self, item_id: str) -> str:
        """The note on an item; ``""`` where there is none."""
        ...

    def notes(self) -> tuple[Note, ...]:
        """Every note, the one written last first."""
        ...

    def set_note(self, item_id: str, text: str, title: str) -> None:
        """Keep a note in the place of the one before; an empty text takes it away.

        Args:
            item_id: The item.
            text: As it was typed.
            title: What the item is called now.
        """
        ...

    def uses(self, item_id: str = "") -> tuple[MaterialUse, ...]:
        """Every use, or those of one item; the latest day first."""
        ...

    def keep_use(self, use: MaterialUse) -> None:
        """Keep a use: a new one, one that was changed, or one that was taken away."""
        ...

    def remove_use(self, use: MaterialUse) -> None:
        """Take a use away; twice is the same."""
        ...


class UpdatePort(Protocol):
    """What the window asks of updates: `sync.service.UpdateService`. All of it is slow.

    Everything raises a `ValitaError` where it cannot be done, and then nothing has changed.
    """

    def status(self) -> UpdateStatus:
        """How the materials stand."""
        ...

    def last_check(self) -> LastCheck | None:
        """When new ones were looked for last."""
        ...

    def check(self, given: str = "", progress: Progress | None = None) -> Update:
        """See what is new there; ``""`` is the network's own address."""
        ...

    def check_file(self, file: Path | str, progress: Progress | None = None) -> Update:
        """See what is new in a file."""
        ...

    def apply(
        self, update: Update, progress: Progress | None = None, *, allow_withdrawals: bool = False
    ) -> ApplyResult:
        """Fetch what was found and use it.

        Args:
            update: As `check` or `check_file` gave it.
            progress: Is told how far it is, on the thread of the job, and may stop it;
                ``None`` tells nobody.
            allow_withdrawals: More than a fifth of the items may go.
        """
        ...

    def revert(self) -> ApplyResult:
        """Use the other edition that is kept."""
        ...

    def export(self, file: Path) -> ExportResult:
        """Write the materials into a file."""
        ...
