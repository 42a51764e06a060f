"""What machines are told of a page: schema.org, Dublin Core, the site map.

Source:
    schema.org LearningResource (LRMI); DCMI Metadata Terms; sitemaps.org 0.9;
    HTML Living Standard, 4.12.1.3 (what a script element may hold).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from valita_desktop.content import labels
from valita_desktop.content.web import page_address
from valita_desktop.feed.jsonfeed import TITLE
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop.content.model import Item, Lang

_LICENCES = "https://creativecommons.org/licenses/"
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
_REACH = ("structuralNavigation", "tableOfContents", "taggedPDF", "alternativeText")


def linked_data(
    item: Item, lang: Lang, picture: str, files: Iterable[tuple[str, str]], site: str
) -> str:
    """A learning resource as JSON-LD that can stand in a page.

    Args:
        item: The item.
        lang: Language of the page.
        picture: Address of the picture for links.
        files: Address and type of each file that the page offers.
        site: Where the pages are.
    """
    record, text = item.record, item.texts[lang]
    say = catalogue(lang).gettext
    resource: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": page_address(site, item.id, lang),
        "url": page_address(site, item.id, lang),
        "name": text.title,
        "description": text.summary,
        "inLanguage": lang,
        "image": picture,
        "isAccessibleForFree": True,
        "license": licence_address(record.license),
        "learningResourceType": say(labels.label(record.format or record.kind)),
        "timeRequired": f"PT{record.minutes}M" if record.minutes else None,
        "about": [say(labels.label(each)) for each in (*record.themes, record.topic) if each],
        "teaches": list(text.keywords),
        "educationalLevel": record.level,
        "typicalAgeRange": record.age,
        "educationalUse": [say(labels.label(each)) for each in record.use],
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": say(labels.label(each))}
            for each in record.audience
        ],
        "author": [{"@type": "Organization", "name": name} for name in _authors(item)],
        "publisher": {"@type": "Organization", "name": record.publisher},
        "version": str(record.version),
        "dateCreated": record.created.isoformat(),
        "dateModified": record.updated.isoformat(),
        "accessibilityFeature": list(_REACH),
        "workTranslation": [
            {"@id": page_address(site, item.id, other)} for other in item.langs if other != lang
        ],
        "encoding": [_media(*file) for file in files],
    }
    told = {key: value for key, value in resource.items() if value not in (None, "", [])}
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _media(address: str, kind: str) -> dict[str, str]:
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": kind}


def licence_address(code: str) -> str:
    """Where a Creative Commons licence stands; ``""`` of any other."""
    kind, _, version = code.removeprefix("CC-").rpartition("-")
    return f"{_LICENCES}{kind.lower()}/{version}/" if code.startswith("CC-") and kind else ""


def dublin_core(item: Item, lang: Lang, site: str) -> Iterator[tuple[str, str]]:
    """Names and values of the simple elements.

    Args:
        item: The item.
        lang: Language of the page.
        site: Where the pages are.
    """
    record, text = item.record, item.texts[lang]
    yield "title", text.title
    yield from (("creator", name) for name in _authors(item))
    yield "publisher", record.publisher
    yield "description", text.summary
    yield "language", lang
    yield "date", record.updated.isoformat()
    yield "identifier", page_address(site, item.id, lang)
    yield "type", record.format or record.kind
    yield from (("subject", word) for word in text.keywords)
    if record.license:
        yield "rights", licence_address(record.license) or record.license


def site_map(pages: Iterable[tuple[str, str, Mapping[str, str]]]) -> bytes:
    """The site map.

    Args:
        pages: Of each page its address, its last day (``""`` is not said), and its languages.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<urlset {_NAMESPACES}>",
    ]
    for address, day, twins in pages:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(twin)}/>'
            for lang, twin in twins.items()
        )
        last = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{last}{others}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _authors(item: Item) -> tuple[str, ...]:
    return item.record.authors or (item.record.publisher or TITLE,)
