"""The window before its stores are open: what a glimpse has seen, and the rest once it is there.

Whoever asks for more than was seen waits for it; what was seen is compared with the stores as
soon as they are open, so that nothing else is ever shown for long. Until then words are looked
for in the file itself, and what they found is asked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from valita_desktop.ui.window.services import Arrival, WindowServices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang
    from valita_desktop.library.glimpse import Glimpse
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results
    from valita_desktop.ui.window.services import Beginning


def arriving(
    seen: Glimpse, begun: Beginning, open_services: Callable[[], WindowServices], folder: Path
) -> WindowServices:
    """What a window can be shown with before its stores are open.

    Args:
        seen: What is in them.
        begun: What is known without them.
        open_services: Opens them.
        folder: Where the materials stand that were seen.
    """
    arrival = Arrival(open_services, seen, folder)
    return WindowServices(
        library=_SeenLibrary(seen, arrival),
        userdata=_SeenUserData(seen, arrival),
        settings=begun.settings,
        save_settings=begun.save_settings,
        make_item_page=lambda context, printing: arrival().make_item_page(context, printing),
        make_printing=lambda context: _awaited(lambda: arrival().make_printing(context)),
        packets=_awaited(lambda: arrival().packets),
        updates=_awaited(lambda: arrival().updates),
        first_run=begun.first_run,
        own_data=_awaited(lambda: arrival().own_data),
        locked=begun.locked,
        own=_awaited(lambda: arrival().own),
        arrival=arrival,
    )


class _SeenLibrary:
    """The materials: their rows and what words find at once, all else once the store is open."""

    def __init__(self, seen: Glimpse, arrival: Arrival) -> None:
        self._seen = seen.rows
        self._arrival = arrival

    def rows(self) -> tuple[Row, ...]:
        here = self._arrival.services
        return here.library.rows() if here else self._seen

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        found = self._arrival.find(query, lang, limit)
        return self._arrival().library.search(query, lang, limit) if found is None else found

    def with_own(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return self._arrival().library.with_own(rows)

    def get_ready(self, lang: Lang) -> Iterator[None]:
        return self._arrival.get_ready(lang)


class _SeenUserData:
    """The person's own things: what lists show at once, all else once the store is open."""

    def __init__(self, seen: Glimpse, arrival: Arrival) -> None:
        self._seen = seen
        self._arrival = arrival

    def favourites(self) -> tuple[str, ...]:
        here = self._arrival.services
        return here.userdata.favourites() if here else self._seen.favourites

    def recent(self, limit: int = 4) -> tuple[str, ...]:
        here = self._arrival.services
        return here.userdata.recent(limit) if here else self._seen.opened[:limit]

    def set_favourite(self, item_id: str, *, on: bool, since: str = "") -> str:
        return self._arrival().userdata.set_favourite(item_id, on=on, since=since)

    def opened(self, item_id: str) -> None:
        self._arrival().userdata.opened(item_id)

    def note_titles(self, rows: Iterable[Row]) -> None:
        self._arrival().userdata.note_titles(rows)

    def last_title(self, item_id: str, lang: Lang) -> str:
        return self._arrival().userdata.last_title(item_id, lang)


def _awaited(get: Callable[[], object]) -> Any:  # noqa: ANN401 - stands for whatever it gets
    return _Awaited(get)


class _Awaited:
    """Stands for something of the services: whoever asks it for anything waits for the stores."""

    def __init__(self, get: Callable[[], object]) -> None:
        self._get = get

    def __getattr__(self, name: str) -> object:
        return getattr(self._get(), name)
