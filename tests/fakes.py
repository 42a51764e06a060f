"""Stand-ins for the parts of the program that a test is not about.

They behave: a fake remembers and answers, it does not record calls.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from shiboken6 import isValid
from typing_extensions import override

from valita_desktop.content.model import Format, Group, Kind, Lang, Role, Theme, Topic
from valita_desktop.errors import FeedError, UpdateCancelledError
from valita_desktop.library.news import Fate, News
from valita_desktop.library.notebook import MaterialUse, Note
from valita_desktop.library.rows import Row
from valita_desktop.library.search import Hit, Results
from valita_desktop.library.search.model import Excerpt
from valita_desktop.library.store import Changed, Edition
from valita_desktop.sync.export import ExportResult
from valita_desktop.sync.service import ApplyResult, LastCheck, UpdateStatus
from valita_desktop.sync.updater import Update
from valita_desktop.ui.state.jobs import JobQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from PySide6.QtCore import QObject

    from valita_desktop.policy.place import Rank
    from valita_desktop.sync.progress import Progress

T = TypeVar("T")


class InlineJobs:
    """Runs work at once, on the thread that asks; reports to nobody who is gone, as all `Jobs`."""

    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        queue: JobQueue = JobQueue.PAPER,
    ) -> None:
        try:
            result = work()
        except Exception as error:
            if isValid(owner):
                failed(error)
        else:
            if isValid(owner):
                done(result)


class HeldJobs(InlineJobs):
    """Keeps work until the test lets it run, in any order.

    Args:
        late: It works at once, and only what came of it is kept.

    Attributes:
        held: What waits, the first that was asked first; called, it runs.
    """

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self._late = late
        self.held: list[Callable[[], None]] = []

    @override
    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        queue: JobQueue = JobQueue.PAPER,
    ) -> None:
        if self._late:
            made = work()
            work = lambda: made  # noqa: E731 - it is work like any other
        self.held.append(partial(super().start, work, owner=owner, done=done, failed=failed))

    def run(self, number: int = 0) -> None:
        """Run one of those that wait."""
        self.held.pop(number)()

    def run_all(self) -> None:
        """Run all, and what they ask for."""
        while self.held:
            self.run()

    def let_go(self) -> None:
        """Run those that wait now; what they ask for waits."""
        for _ in range(len(self.held)):
            self.run()


def row(item_id: str = "m01", **changes: object) -> Row:
    """A material in both languages; ``changes`` replace fields."""
    fields: dict[str, object] = {
        "id": item_id,
        "kind": Kind.MATERIAL,
        "themes": (Theme.EVERYDAY,),
        "format": Format.WORKSHEET,
        "topic": Topic.MONEY,
        "minutes": 45,
        "group": Group(1, 24),
        "audience": (Role.STUDENT,),
        "titles": {"fi": f"Aineisto {item_id}", "sv": f"Material {item_id}"},
        "summaries": {"fi": "Lyhyt kuvaus.", "sv": "En kort beskrivning."},
        "version": 1,
        "updated": dt.date(2026, 11, 24),
    }
    return Row(**{**fields, **changes})  # type: ignore[arg-type]  # checked by the tests' own use


def kit() -> tuple[Row, ...]:
    """A small kit with something of every kind, in the order of the library."""
    made = [
        row(
            f"theme-{theme.value}",
            kind=Kind.THEME,
            themes=(theme,),
            format=None,
            topic=None,
            minutes=0,
            group=None,
            audience=(),
        )
        for theme in Theme
    ]
    for number, theme in enumerate(Theme, start=1):
        made.append(
            row(
                f"p{number}-1",
                kind=Kind.PRACTICE,
                themes=(theme,),
                format=None,
                topic=None,
                minutes=15 * number,
                group=Group(6, 24),
                audience=(Role.STAFF,),
            )
        )
    shapes = itertools.cycle(Format)
    for number, topic in enumerate(Topic, start=1):
        sheet = next(shapes)
        made.append(
            row(
                f"m{number:02}",
                format=sheet,
                topic=topic,
                minutes=(10, 15, 20, 45, 60)[number % 5],
                per_day=sheet is Format.WEEK_PLAN,
                has_cards=sheet is Format.CONVERSATION_CARDS,
                has_easy=("fi",) if number % 3 == 0 else (),
            )
        )
    only_finnish: dict[Lang, str] = {"fi": "Vain suomeksi"}
    made.append(row("m90", titles=only_finnish, summaries={"fi": "Ei ruotsiksi."}, minutes=5))
    made.append(
        row("ketter", kind=Kind.PROJECT, themes=(Theme.PARTICIPATION,), format=None, minutes=0)
    )
    order = {theme: position for position, theme in enumerate(Theme)}
    kinds = (Kind.THEME, Kind.PRACTICE, Kind.MATERIAL, Kind.PROJECT)
    return tuple(sorted(made, key=lambda r: (order[r.themes[0]], kinds.index(r.kind), r.id)))


class FakeLibrary:
    """A library in memory that finds what a title or summary contains."""

    def __init__(self, rows: tuple[Row, ...] | None = None) -> None:
        self._rows = kit() if rows is None else rows
        self.suggestion = ""
        self.steps: list[tuple[Lang, int]] = []
        self.sought: list[Lang] = []

    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        self.sought.append(lang)
        sought = query.casefold().strip()
        hits = [self._hit(one, sought, lang) for one in self._rows]
        found = tuple(hit for hit in hits if hit)[:limit]
        return Results(found, "" if found else self.suggestion)

    def with_own(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return rows

    def get_ready(self, lang: Lang) -> Iterator[None]:
        for step in range(2):
            self.steps.append((lang, step))
            yield

    def _hit(self, one: Row, sought: str, lang: Lang) -> Hit | None:
        title, summary = one.title(lang), one.summary(lang)
        in_title, in_summary = title.casefold().find(sought), summary.casefold().find(sought)
        if not sought or max(in_title, in_summary) < 0:
            return None
        marks = ((in_summary, in_summary + len(sought)),) if in_summary >= 0 else ()
        title_marks = ((in_title, in_title + len(sought)),) if in_title >= 0 else ()
        excerpt = Excerpt(summary, marks, title_marks)
        return Hit(
            one.id,
            one.lang(lang),
            title,
            1.0,
            in_title < 0,
            lambda: excerpt,
            partial(_places, sought),
        )


class FakeUserData:
    """A person's own things in memory.

    Attributes:
        refusal: What goes wrong instead of every reading, while it is there.
    """

    def __init__(self) -> None:
        self.refusal: Exception | None = None
        self._favourites: dict[str, str] = {}
        self._opened: list[str] = []
        self._titles: dict[str, Row] = {}

    def favourites(self) -> tuple[str, ...]:
        self._refuse()
        return tuple(sorted(self._favourites, key=self._favourites.__getitem__, reverse=True))

    def set_favourite(self, item_id: str, *, on: bool, since: str = "") -> str:
        before = self._favourites.pop(item_id, "")
        if on:
            newest = max(self._favourites.values(), default="")
            self._favourites[item_id] = since or f"{newest}."
        return before

    def opened(self, item_id: str) -> None:
        self._opened = [item_id, *(one for one in self._opened if one != item_id)]

    def recent(self, limit: int = 4) -> tuple[str, ...]:
        self._refuse()
        return tuple(self._opened[:limit])

    def note_titles(self, rows: Iterable[Row]) -> None:
        mine = {*self._favourites, *self._opened}
        self._titles |= {each.id: each for each in rows if each.id in mine}

    def last_title(self, item_id: str, lang: Lang) -> str:
        self._refuse()
        return self._titles[item_id].title(lang) if item_id in self._titles else ""

    def _refuse(self) -> None:
        if self.refusal:
            raise self.refusal


class FakeNotebook:
    """Notes and uses in memory.

    Attributes:
        refusal: What goes wrong instead of every writing, while it is there.
        unreadable: What goes wrong instead of reading a note, while it is there.
        kept: The notes by item.
        writes: Every text that was kept, in order.
    """

    def __init__(self) -> None:
        self.refusal: Exception | None = None
        self.unreadable: Exception | None = None
        self.kept: dict[str, Note] = {}
        self.writes: list[str] = []
        self._uses: list[MaterialUse] = []

    def note(self, item_id: str) -> str:
        if self.unreadable:
            raise self.unreadable
        return self.kept[item_id].text if item_id in self.kept else ""

    def notes(self) -> tuple[Note, ...]:
        return tuple(reversed(self.kept.values()))

    def set_note(self, item_id: str, text: str, title: str) -> None:
        self._refuse()
        self.writes.append(text)
        self.kept.pop(item_id, None)
        if text:
            self.kept[item_id] = Note(item_id=item_id, text=text, title=title, changed=LOOKED_AT)

    def uses(self, item_id: str = "") -> tuple[MaterialUse, ...]:
        found = [each for each in self._uses if item_id in ("", each.item_id)]
        return tuple(sorted(found, key=lambda each: each.day, reverse=True))

    def keep_use(self, use: MaterialUse) -> None:
        self._refuse()
        self._uses = [each for each in self._uses if each.id != use.id] + [use]

    def remove_use(self, use: MaterialUse) -> None:
        self._refuse()
        self._uses = [each for each in self._uses if each.id != use.id]

    def _refuse(self) -> None:
        if self.refusal:
            raise self.refusal


PUBLISHED = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)
LOOKED_AT = dt.datetime(2026, 11, 24, 7, 5, tzinfo=dt.UTC)


def _places(sought: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the sought words stand in a text."""
    return tuple(each.span() for each in re.finditer(re.escape(sought), text.casefold()))


def news(item_id: str, fate: Fate, title: str, note: str = "", *, listed: bool = True) -> News:
    """What became of an item."""
    day = dt.date(2026, 11, 23)
    return News(item_id, fate, listed, {"fi": title}, {"fi": note} if note else {}, day)


def found(**changes: object) -> Update:
    """Three new items and a corrected one, signed by Maija."""
    fields: dict[str, object] = {
        "source": "https://valita.example/feed",
        "since": 1,
        "seq": 2,
        "path": ("a pack",),
        "size": 2_100_000,
        "new": 3,
        "changed": 1,
        "withdrawn": 0,
        "signers": ("Maija",),
        "published": "2026-11-22T06:00:00Z",
    }
    return Update(**{**fields, **changes})  # type: ignore[arg-type]  # by name


class FakeUpdates:
    """Updates in memory: a first edition here, a second one to be found.

    Attributes:
        offer: What a look finds.
        refusal: What goes wrong instead, at the next errand that is not `status`.
        status_refusal: What goes wrong whenever `status` is asked.
        rows: The items after the update.
        news: What the update brings.
        asked: Where it was looked, in order.
        steps: What the watch of an update is told, before it is asked whether to stop.
        stops: What is stopped ends as such; else it had ended before it could be.
    """

    def __init__(self) -> None:
        self.offer = found()
        self.refusal: Exception | None = None
        self.status_refusal: Exception | None = None
        self.rows: tuple[Row, ...] = kit()
        self.news: tuple[News, ...] = (
            news("m01", Fate.NEW, "Uusi aineisto"),
            news("m05", Fate.CHANGED, "Korjattu aineisto", "Luvut on tarkistettu."),
            news("m99", Fate.WITHDRAWN, "Poistunut aineisto"),
        )
        self.asked: list[str] = []
        self.steps: tuple[tuple[int, int], ...] = ()
        self.stops = True
        self.allowed = False
        self._seq, self._before = 1, 0
        self._looked: LastCheck | None = None

    def status(self) -> UpdateStatus:
        if self.status_refusal:
            raise self.status_refusal
        previous = self._edition(self._before) if self._before else None
        return UpdateStatus(
            self._edition(self._seq), previous, self.news if previous else (), self._looked
        )

    def last_check(self) -> LastCheck | None:
        return self._looked

    def check(self, given: str = "", progress: Progress | None = None) -> Update:
        self.asked.append(given)
        self._stop(progress)
        self._looked = LastCheck(LOOKED_AT, failed=True)
        self._refuse()
        self._looked = LastCheck(LOOKED_AT, seq=self.offer.seq if self.offer else self._seq)
        return self.offer

    def check_file(self, file: Path | str, progress: Progress | None = None) -> Update:
        self.asked.append(str(file))
        self._stop(progress)
        self._refuse()
        return self.offer

    def apply(
        self, update: Update, progress: Progress | None = None, *, allow_withdrawals: bool = False
    ) -> ApplyResult:
        self.allowed = allow_withdrawals
        for done, total in self.steps:
            if progress:
                progress.report(done, total)
        self._stop(progress)
        self._refuse()
        self._seq, self._before = update.seq, self._seq
        return self._taken()

    def revert(self) -> ApplyResult:
        self._refuse()
        if not self._before:
            raise FeedError("content.db", "there is no edition before this one")
        self._seq, self._before = self._before, self._seq
        return self._taken()

    def export(self, file: Path) -> ExportResult:
        self._refuse()
        return ExportResult(self._seq, 1, 2_100_000)

    def _taken(self) -> ApplyResult:
        ids = {fate: tuple(n.id for n in self.news if n.fate is fate) for fate in Fate}
        changed = Changed(self._seq, ids[Fate.NEW], ids[Fate.CHANGED], ids[Fate.WITHDRAWN])
        return ApplyResult(changed, self.rows, self.status())

    def _edition(self, seq: int) -> Edition:
        return Edition(seq, PUBLISHED + dt.timedelta(days=seq))

    def _stop(self, progress: Progress | None) -> None:
        if self.stops and progress and progress.is_cancelled():
            raise UpdateCancelledError

    def _refuse(self) -> None:
        error, self.refusal = self.refusal, None
        if error:
            raise error


class FakePolicySource:
    """Decisions on settings, in memory.

    Args:
        tree: What is written.
        rank: Whose they are.
        typed: As `MachineSource.typed`.
    """

    def __init__(self, tree: object, rank: Rank, *, typed: bool = True) -> None:
        self.rank = rank
        self.typed = typed
        self.where = f"fake {rank.value}"
        self._tree = tree

    def read(self) -> Mapping[str, object]:
        assert isinstance(self._tree, dict)
        return self._tree


class FakeRegistry:
    """A registry in memory.

    Args:
        keys: The values of each key.
        refusal: What happens instead of reading.
    """

    def __init__(
        self, keys: Mapping[str, Mapping[str, object]], refusal: OSError | None = None
    ) -> None:
        self._keys = keys
        self._refusal = refusal

    def read(self, path: str, most: int) -> tuple[dict[str, object], list[str]]:
        if self._refusal:
            raise self._refusal
        below = [key.removeprefix(f"{path}\\") for key in self._keys if key.startswith(f"{path}\\")]
        if path not in self._keys and not below:
            raise FileNotFoundError(path)
        return dict(self._keys.get(path, {})), list(dict.fromkeys(b.split("\\")[0] for b in below))
