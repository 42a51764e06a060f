"""A computer that trusts a publisher, and what keeps it up to date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.makers import Publisher, source_folder
from valita_desktop.publishing.publish import build
from valita_desktop.sync.service import UpdateService

if TYPE_CHECKING:
    from pathlib import Path

AT = dt.datetime(2026, 11, 24, 7, 5, tzinfo=dt.UTC)


class Place:
    """A publisher, and the update service of a computer that trusts it."""

    def __init__(self, tmp_path: Path) -> None:
        self.publisher = Publisher(tmp_path)
        self.feed = str(self.publisher.folder)
        self.data = tmp_path / "data"
        self.service = UpdateService(
            self.data / "content.db", self.data, lambda: self.publisher.root, lambda: AT
        )

    def publish(self, *ids: str, allow_withdrawals: bool = False, **titles: str) -> None:
        """Publish these materials now, so that they have not expired whenever this runs."""
        for item_id in ids:
            title = titles.get(item_id, f"Otsikko {item_id}")
            source_folder(self.publisher.source, item_id, fi=title, sv=f"{title} sv")
        build(
            self.publisher.source,
            self.publisher.folder,
            self.publisher.keys,
            now=dt.datetime.now(dt.UTC),
            allow_withdrawals=allow_withdrawals,
        )

    def take(self) -> None:
        self.service.apply(self.service.check(self.feed))
