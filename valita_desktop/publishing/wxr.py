"""The posts of the file that WordPress writes itself: Tools > Export.

Read as a stream, post by post, by a reader that follows no entity and no address. A file
that breaks off is refused whole; a sign that XML does not allow is told with its line.

Source:
    WordPress, wp-admin/includes/export.php, WXR 1.0 to 1.2.
"""

from __future__ import annotations

import os
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.publishing.raw_post import rendered
from valita_desktop.publishing.site_posts import (
    POST,
    PUBLISHED,
    Passed,
    PassedOver,
    Post,
    packed,
    with_picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MOST_BYTES = 256 * 2**20
"""Of a file; a site of ten thousand posts has a quarter of it."""
_KIND, _ATTACHMENT, _BLOCK = "post_type", "attachment", "wp_block"
_CHOSEN, _DESCRIPTION = "_thumbnail_id", "_wp_attachment_image_alt"
"""What is said of posts and of pictures by names of WordPress's own."""
_HARMLESS = frozenset(
    [
        "ERR_INVALID_CHAR",
        "ERR_MISPLACED_CDATA_END",
        "ERR_ENTITYREF_SEMICOL_MISSING",
        "ERR_NAME_REQUIRED",
        "ERR_INVALID_CHARREF",
        "ERR_UNDECLARED_ENTITY",
        "WAR_UNDECLARED_ENTITY",
        "WAR_NS_URI",
        "WAR_NS_URI_RELATIVE",
        "NS_ERR_UNDEFINED_NAMESPACE",
        "NS_ERR_XML_NAMESPACE",
    ]
)
"""Mistakes after which everything else is read as it stands."""
_HOME = re.compile(r"https?://[^/?#]+")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_TOLD = 100
_MOST_DIGITS = 15
_BEHIND_ALL = 10**12
"""No site has so many posts."""
_LANGUAGE, _TRANSLATIONS = "language", "post_translations"


@dataclass
class _SiteParts:
    """What posts of a file show by its number.

    Attributes:
        pictures: Addresses of pictures.
        told: What these show.
        attached: The pictures that belong to a post.
        blocks: What is written once and stands in several posts, as it was typed.
    """

    pictures: dict[int, str] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    attached: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[int, str] = field(default_factory=dict)


def is_export(begins: bytes) -> bool:
    """Whether a file that begins so is XML rather than an answer of a site."""
    return begins.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def posts(file: Path, opened: BinaryIO) -> Iterator[Post | Passed]:
    """Every item of a file, in order; what is damaged in it stands last.

    Args:
        file: Its name, for errors.
        opened: The same, to be read from its beginning; it is read twice.

    Raises:
        PublishError: It is no such file, breaks off, has a document type, or is too large.
    """
    if os.fstat(opened.fileno()).st_size > MOST_BYTES:
        raise PublishError(PublishErrorCode.PAGE_TOO_LARGE, file.name)
    site = _SiteParts()
    damaged: list[Passed] = []
    for item in _items(file.name, opened, damaged):
        number, address = _number(item), item.get("attachment_url", "")
        if item.get(_KIND) == _ATTACHMENT and address:
            site.pictures[number] = address
            site.told[number] = item.get(_DESCRIPTION, "")
            site.attached[_number(item, "post_parent")].append(number)
        elif item.get(_KIND) == _BLOCK:
            site.blocks[number] = item.get("content", "")
    opened.seek(0)
    seen = {0}
    for item in _items(file.name, opened, []):
        number = _number(item)
        number = _other_number(item) if number in seen else number
        if number in seen:
            name = item.get("link") or item.get("title") or file.name
            yield Passed(name, PassedOver.UNREADABLE, f"wp:post_id {item.get('post_id', '')}")
            continue
        seen.add(number)
        yield _post(number, item, site)
    yield from damaged


def _items(name: str, opened: BinaryIO, damaged: list[Passed]) -> Iterator[dict[str, str]]:
    """What is said of each item, by names without their namespace."""
    signs = _Signs(opened)
    reader = etree.iterparse(
        signs,
        tag="{*}item",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
    )
    exported = found = 0
    try:
        for _event, item in reader:
            _refuse_document_type(name, item)
            told = _said(item)
            found, exported = found + 1, exported + (_KIND in told or "post_id" in told)
            yield told
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{name}: {error.msg}") from error
    root = reader.root
    if root is None or root.tag != "rss" or (found and not exported):
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{name}: wp:post_id")
    _refuse_document_type(name, root)
    _refuse_damage(name, reader.error_log, damaged)
    damaged += (Passed(f"{name}, {line}", PassedOver.DAMAGED, sign) for line, sign in signs.taken)


class _Signs:
    """A file without the signs that XML does not allow, which its reader would stumble over.

    Attributes:
        taken: Line and sign of each that was taken out, as many as a person reads.
    """

    def __init__(self, opened: BinaryIO) -> None:
        self.taken: list[tuple[int, str]] = []
        self._opened = opened
        self._line = 1
        self._wide = opened.read(2) in (b"\xff\xfe", b"\xfe\xff")  # two bytes a sign
        opened.seek(0)

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        data = self._opened.read(size)
        if self._wide:
            return data
        for found in _CONTROLS.finditer(data):
            if len(self.taken) < _MOST_TOLD:
                line = self._line + data.count(b"\n", 0, found.start())
                self.taken.append((line, f"U+{found[0][0]:04X}"))
        self._line += data.count(b"\n")
        # The end is at the end: what holds nothing else must not look like it.
        return _CONTROLS.sub(b"", data) or (self.read(size) if data else b"")


def _refuse_document_type(name: str, element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{name}: <!DOCTYPE")


def _refuse_damage(name: str, log: etree._ListErrorLog, damaged: list[Passed]) -> None:
    for entry in log:
        if entry.type_name not in _HARMLESS:
            told = f"{name}, {entry.line}: {entry.message.strip()}"
            raise PublishError(PublishErrorCode.EXPORT_DAMAGED, told)
        place = f"{name}, {entry.line}"
        damaged.append(Passed(place, PassedOver.DAMAGED, entry.message.strip()))


def _said(item: etree._Element) -> dict[str, str]:
    said: dict[str, str] = {}
    for each in item.iterchildren(etree.Element):
        space, _, name = str(each.tag).rpartition("}")
        name = name.rpartition(":")[2] if not space else name
        words = "".join(each.itertext())
        if name == "category":
            domain, value = each.get("domain", ""), each.get("nicename") or words
            said.setdefault(domain if domain in (_LANGUAGE, _TRANSLATIONS) else name, value)
        elif name == "postmeta":
            pieces = ["".join(part.itertext()).strip() for part in each]
            if len(pieces) > 1 and pieces[0] in (_CHOSEN, _DESCRIPTION):
                said.setdefault(pieces[0], pieces[1])
        elif name == "encoded":
            said.setdefault("excerpt" if "excerpt" in (space or each.tag) else "content", words)
        elif not space or "wordpress.org/export/" in space:
            said.setdefault(name, words.strip())
    return said


def _number(item: dict[str, str], name: str = "post_id") -> int:
    """A number of an item; 0 where it says none."""
    told = item.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS else 0


def _other_number(item: dict[str, str]) -> int:
    """The number of an item that has none of its own, the same in every export."""
    said = (item.get(name, "") for name in (_KIND, "guid", "link", "title"))
    return _BEHIND_ALL + zlib.crc32("\n".join(said).encode("utf-8", "replace"))


def _post(number: int, item: dict[str, str], site: _SiteParts) -> Post:
    attached = tuple(site.attached.get(number, ()))
    body = rendered(item.get("content", ""), site.pictures, attached, site.blocks)
    chosen = _number(item, _CHOSEN)
    home = _HOME.match(item.get("link", ""))
    page = f"{home[0] if home else ''}/?attachment_id={chosen}" if chosen else ""
    address = site.pictures.get(chosen, page)
    return Post(
        id=number,
        kind=item.get(_KIND) or POST,
        link=item.get("link", ""),
        title=item.get("title", ""),
        summary=item.get("excerpt", ""),
        packed=packed(with_picture(body, address, site.told.get(chosen, ""))),
        lang=item.get(_LANGUAGE, ""),
        together=item.get(_TRANSLATIONS, ""),
        protected=bool(item.get("post_password")),
        status=item.get("status") or PUBLISHED,
    )
