"""Brings the committed catalogues up to date with the words in the sources.

``python -m resources.catalogues`` after a change of words, then fill the empty ``msgstr``
in ``i18n/fi`` and ``i18n/sv``. The template is derived and never written; English needs no
catalogue, for its words are the msgids. Places in the code are left out and the order is the
alphabet's, so that a move of code changes no catalogue and two changes seldom collide.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGS = ("fi", "sv")
SOURCES = ("valita_desktop", "resources/desktop")
"""Folders of the code that speaks to people."""


def path(lang: str, root: Path = ROOT) -> Path:
    """The committed catalogue of a language."""
    return root / "i18n" / lang / "LC_MESSAGES/valita.po"


def read(lang: str, root: Path = ROOT) -> Catalog:
    """The committed catalogue of a language."""
    with path(lang, root).open("rb") as file:
        return read_po(file, locale=lang, domain="valita")


def template(root: Path = ROOT) -> Catalog:
    """Every message that the sources mark, without translations."""
    found = Catalog(domain="valita")
    for folder in SOURCES:
        sources = extract_from_dir(root / folder, [("**.py", "python")])
        for _file, _line, message, comments, context in sources:
            found.add(message, None, auto_comments=comments, context=context)
    return found


def update(root: Path = ROOT) -> dict[str, int]:
    """Add new messages to the catalogues and drop the ones that are gone.

    Returns:
        How many messages of each language are without a translation.
    """
    missing = {}
    for lang in LANGS:
        catalogue = read(lang, root)
        catalogue.update(template(root), no_fuzzy_matching=True, update_creation_date=False)
        with path(lang, root).open("wb") as file:
            write_po(file, catalogue, no_location=True, sort_output=True, ignore_obsolete=True)
        missing[lang] = sum(1 for message in catalogue if message.id and not _whole(message.string))
    return missing


def _whole(words: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(words) and (isinstance(words, str) or all(words or ()))


if __name__ == "__main__":
    for lang, count in update().items():
        print(f"{path(lang).relative_to(ROOT)}: {count} without a translation")
