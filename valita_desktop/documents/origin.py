"""The mark of a document: which texts of which item it was written from.

It stands in a property of the file's own, which Word and LibreOffice keep when they save, also
in the other's format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from valita_desktop.content.blocks import PartRole
from valita_desktop.content.model import ID_PATTERN, LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.documents.plan import Draft

_TEXT = re.compile(r"([a-z]{2})=([a-z,]+)")


class Origin(NamedTuple):
    """What a document was written from.

    Attributes:
        item_id: Of the item.
        version: Its version then.
        texts: Of each text its language and its parts, in order.
    """

    item_id: str
    version: int
    texts: tuple[tuple[Lang, tuple[PartRole, ...]], ...]


def mark_of(drafts: Sequence[Draft]) -> str:
    """The mark of a document of these texts: ``m09 3 fi=facilitator,sheet``."""
    record = drafts[0].item.record
    texts = (f"{each.lang}={','.join(part.role for part in each.document)}" for each in drafts)
    return " ".join((record.id, str(record.version), *texts))


def origin_of(mark: str) -> Origin | None:
    """What a mark says; ``None`` where it is none."""
    item_id, *rest = mark.split() or [""]
    version, *texts = rest or ["0"]
    if not re.fullmatch(ID_PATTERN, item_id) or not version.isdigit():
        return None
    told: list[tuple[Lang, tuple[PartRole, ...]]] = []
    for each in texts:
        found = _TEXT.fullmatch(each)
        roles = tuple(found[2].split(",")) if found else ()
        if not found or found[1] not in LANGS or not set(roles) <= set(get_args(PartRole)):
            return None
        told.append((cast("Lang", found[1]), cast("tuple[PartRole, ...]", roles)))
    return Origin(item_id, int(version), tuple(told)) if told else None
