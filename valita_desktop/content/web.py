"""Where the web pages of what is published are: one address, which all others follow from.

Whoever publishes says it once, in ``publisher.toml`` beside the folders of the items. It travels
with the feed, so a sheet that is printed anywhere leads to the pages of whoever wrote it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from valita_desktop.content.model import LISTED_KINDS, is_own
from valita_desktop.content.source import RECORD_FILE
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.paths import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Item, Lang

SITE = "https://www.winnova.fi/valita/"
"""The network's own pages, where the source says nothing else."""
PUBLISHER_FILE = "publisher.toml"
_MOST_BYTES = 10_000
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?/([A-Za-z0-9._~-]+/)*")
_LONGEST = 120
"""Of the address: with the name of a page behind it a code must still be easy to read."""


def is_site(address: str) -> bool:
    """Whether pages can be at an address: https, a folder, nothing that has to be escaped."""
    return len(address) <= _LONGEST and _ADDRESS.fullmatch(address) is not None


def site_of(source: Path) -> str:
    """Where the pages of a source tree will be.

    Args:
        source: Folder of the items' folders, or the folder of one of them.

    Raises:
        ContentError: Its ``publisher.toml`` is not as docs/editor-guide.md says.
    """
    tree = source.resolve().parent.parent if (source / RECORD_FILE).is_file() else source
    file = tree / PUBLISHER_FILE
    if not file.exists():
        return SITE
    try:
        written = read_text(file, _MOST_BYTES)
        told = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else 0
        wanted = f'site = "{SITE}"'
        raise ContentError(ContentErrorCode.TOML_SYNTAX, wanted, line=line, path=file) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(ContentErrorCode.UNREADABLE, str(error), path=file) from error
    for key, value in told.items():
        if key != "site" or not (isinstance(value, str) and is_site(value)):
            line = next(n for n, each in enumerate(written.split("\n"), 1) if key in each)
            raise ContentError(
                ContentErrorCode.RECORD_FIELD, f"{key} = {value}", line=line, path=file
            )
    return str(told.get("site", SITE))


def feed_address(site: str) -> str:
    """Where the feed is that belongs to these pages."""
    return f"{site}kit/"


def page_address(site: str, item_id: str, lang: Lang) -> str:
    """Where the page of an item is.

    Args:
        site: Where the pages are.
        item_id: Which item.
        lang: A language that it has.
    """
    return f"{site}{lang}/{item_id}.html"


def code_address(site: str, item: Item, lang: Lang) -> str:
    """Where a code on paper leads; ``""`` where nobody has published a page.

    What has a page elsewhere shows a code of that one, and one code is enough.

    Args:
        site: Where the pages are; ``""`` is nowhere.
        item: The item.
        lang: Language of the paper.
    """
    here = item.record.kind in LISTED_KINDS and not is_own(item.id) and not item.record.url
    return page_address(site, item.id, lang) if site and here else ""
