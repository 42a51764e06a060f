"""The uses of materials as a table for a spreadsheet, for the network's reporting.

Made for Excel as it is in Finland: UTF-8 with its mark, semicolons, days as they are written
here. A cell that a spreadsheet would take for a formula is made text.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from valita_desktop.i18n import Catalogue
    from valita_desktop.library.notebook import MaterialUse

HEADINGS = (N_("Date"), N_("Material"), N_("Code"), N_("Group"), N_("Participants"), N_("Remark"))
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - taken for ASCII's
"""With these a formula begins, in Excel of East Asia too.

Source: OWASP, "CSV Injection".
"""


def table(
    uses: Iterable[MaterialUse], words: Catalogue, title_of: Callable[[str], str]
) -> list[tuple[str, ...]]:
    """Uses as rows of words, headings first.

    Args:
        uses: In the order of the rows.
        words: The language of the headings.
        title_of: Gives the title of an item by its id; ``""`` where it is unknown.
    """
    rows = [
        (
            f"{use.day.day}.{use.day.month}.{use.day.year}",
            title_of(use.item_id) or use.title or use.item_id,
            use.item_id,
            use.group,
            str(use.participants or ""),
            use.remark,
        )
        for use in uses
    ]
    return [tuple(map(words.gettext, HEADINGS)), *rows]


def as_csv(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as a file for a spreadsheet, with its mark; lines end with a line feed alone."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows(tuple(map(_text, row)) for row in rows)
    return _MARK + text.getvalue()


def _text(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell
