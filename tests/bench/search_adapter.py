"""The search as an evaluation script wants it: index some texts, ask, get ids.

Goes through the very index and query code of the program. A text is a body without title,
keywords or summary; what stands below the divider is not an answer.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

# A script that loads this file by its path need not have the project installed.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from valita_desktop.library.search import Doc, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from valita_desktop.content.model import Lang

ANSWERS = 10


class _State:
    search: Search | None = None


def index(docs: Iterable[Mapping[str, str]], path: str = ":memory:") -> None:
    """Make a fresh index.

    Args:
        docs: Each with ``id``, ``lang`` and ``text``.
        path: The database file; in memory if not given.
    """
    connection = sqlite3.connect(path)
    _State.search = Search(connection)
    _State.search.create()
    _State.search.put(
        Doc(id=doc["id"], lang="sv" if doc["lang"] == "sv" else "fi", body=doc["text"])
        for doc in docs
    )
    connection.commit()


def search(query: str, lang: Lang) -> list[str]:
    """Ids of the answers, best first, at most ten."""
    if _State.search is None:
        raise RuntimeError("index() first")
    hits = _State.search.search(query, lang, ANSWERS).hits
    return [hit.id for hit in hits if not hit.related]
