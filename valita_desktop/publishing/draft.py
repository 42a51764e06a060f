"""A new item, begun: the folder that an editor then writes in.

A draft holds what every item of its kind must have and leaves the words to be written; it
never passes for a finished text, because its words are missing. Where a document brings the words,
what is guessed of the rest is named in a line of the record, until an editor takes that line out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from valita_desktop.content.labels import UNTOLD_PICTURE
from valita_desktop.content.model import ID_PATTERN, LANGS, Kind, is_own
from valita_desktop.content.source import item_folders
from valita_desktop.errors import PublishError, PublishErrorCode, UsageError
from valita_desktop.i18n import N_, catalogue
from valita_desktop.letters import composed, is_device
from valita_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from valita_desktop.content.model import Lang, Text

NOT_FETCHED = N_("This picture was not fetched: {address}")
"""What stands for the description of a picture that a site keeps to itself."""
_GUESSES = "# guessed: "
"""Begins the line of a record that names what nobody has said yet."""
_TO_BE_SAID = ("source", "url")
"""Fields of a draft that are empty, so that no check lets them through."""
_WORK = """themes = ["everyday"]          # own theme first
minutes = 45
group = { min = 1, max = 24 }
lead = ["teacher"]
audience = ["student"]
use = ["part-of-lesson"]
phase = "main"
sheet_role = "copy-out"
"""
_SOURCE = """source = { publisher = "", title = "", address = "" }
url = ""                       # the page where it can be looked up
"""
_FIELDS = {
    Kind.THEME: 'themes = ["everyday"]\n',
    Kind.PRACTICE: f'{_WORK}practice_kind = "proposal"\n',
    Kind.MATERIAL: f'format = "worksheet"\ntopic = "studies"\n{_WORK}',
    Kind.PROJECT: 'themes = ["everyday"]\n',
    Kind.EVENT: "starts = {today}\n",
    Kind.FACT: f"{_SOURCE}valid_until = {{next_year}}\n",
    Kind.SYNONYMS: "",
}
_LEADING = ":::: facilitator\n::::\n"
_PARTS = f"""{_LEADING}
:::: sheet
# {{title}}
::::
"""


class BroughtTexts(NamedTuple):
    """The texts that a document holds.

    Attributes:
        texts: By language, at least one.
        pictures: New ones by the name that the texts call them.
        minutes: How long its steps take together; 0 where they do not say.
    """

    texts: Mapping[Lang, Text]
    pictures: Mapping[str, bytes]
    minutes: int = 0

    def joined(self, other: BroughtTexts) -> BroughtTexts:
        """These and the texts of another document; those in a language that is here stay."""
        texts, pictures = {**other.texts, **self.texts}, {**other.pictures, **self.pictures}
        return BroughtTexts(texts, pictures, self.minutes or other.minutes)

    def titled(self, titles: Mapping[Lang, str]) -> BroughtTexts:
        """The same under other titles; that of the sheet stays as it is written."""
        texts = {
            lang: msgspec.structs.replace(text, title=titles.get(lang, text.title))
            for lang, text in self.texts.items()
        }
        return self._replace(texts=texts)


def is_still_to_be_told(description: str, lang: Lang) -> bool:
    """Whether the description of a picture is what a draft has put in its place."""
    words = catalogue(lang).gettext
    not_fetched = words(NOT_FETCHED).partition("{")[0]
    return description == words(UNTOLD_PICTURE) or description.startswith(not_fetched)


def guesses(record: str) -> tuple[str, int]:
    """What a draft has guessed and no editor has seen through yet.

    Args:
        record: The text of an item.toml.

    Returns:
        The names of the fields, and the line that names them; ``""`` and 0 where there is none.
    """
    for number, line in enumerate(record.splitlines(), start=1):
        if line.startswith(_GUESSES):
            return line.removeprefix(_GUESSES).partition(" – ")[0].strip(), number
    return "", 0


def add_item(source: Path, kind: Kind, item_id: str, fi: str, sv: str) -> Path:
    """Begin an item.

    Args:
        source: The source tree.
        kind: What it is.
        item_id: As `content.model.ID_PATTERN`; never used before.
        fi: Its Finnish title.
        sv: Its Swedish title.

    Returns:
        Its folder.

    Raises:
        PublishError: There is an item of this id.
        UsageError: The id is none.
        OutputError: The folder cannot be written.
    """
    folder = _new_folder(source, kind, item_id, fi)
    texts = _PARTS if kind in (Kind.PRACTICE, Kind.MATERIAL) else ""
    write_draft(folder, record(kind, item_id, fi, sv), {"fi": texts, "sv": texts}, (fi, sv))
    return folder


def add_brought(
    source: Path, kind: Kind, item_id: str, brought: BroughtTexts, based_on: str = ""
) -> Path:
    """Begin an item with the texts of a document; what they lack is left to be written.

    Args:
        source: The source tree.
        kind: What it is.
        item_id: As in `add_item`.
        brought: The texts.
        based_on: What the document was written from, in words.

    Returns:
        Its folder.

    Raises:
        PublishError, UsageError, OutputError: As in `add_item`.
    """
    titles = {lang: text.title for lang, text in brought.texts.items()}
    summaries = {lang: text.summary for lang, text in brought.texts.items()}
    first = next(iter(titles.values()))
    fi, sv = titles.get("fi", first), titles.get("sv", first)
    folder = _new_folder(source, kind, item_id, fi)
    told = (summaries.get("fi", ""), summaries.get("sv", ""))
    toml = record(kind, item_id, fi, sv, told, minutes=brought.minutes)
    if based_on:
        toml = toml.replace("created = ", f"based_on = {_toml(based_on)}\ncreated = ", 1)
    bare = _PARTS if kind in (Kind.PRACTICE, Kind.MATERIAL) else ""
    texts: dict[str, str] = dict.fromkeys(LANGS, bare)
    for lang, text in brought.texts.items():
        lacks = ":::: facilitator" not in text.markdown and bare
        texts[lang] = f"{_LEADING}\n{text.markdown}" if lacks else text.markdown
    write_draft(folder, toml, texts, (fi, sv))
    for name, data in brought.pictures.items():
        write_whole(folder / name, data)
    return folder


def _new_folder(source: Path, kind: Kind, item_id: str, title: str) -> Path:
    if not re.fullmatch(ID_PATTERN, item_id) or is_own(item_id):
        raise UsageError("id", item_id)
    names = [each.name for each in item_folders(source)]
    taken = any(name == item_id or name.startswith(f"{item_id}-") for name in names)
    folder = source / f"{kind.value.removesuffix('s')}s" / f"{item_id}-{slug(title)}"
    if taken or folder.exists():
        raise PublishError(PublishErrorCode.ITEM_EXISTS, item_id)
    return folder


def record(
    kind: Kind,
    item_id: str,
    fi: str,
    sv: str,
    summaries: tuple[str, str] = ("", ""),
    *,
    minutes: int = 0,
) -> str:
    """The text of a draft's item.toml.

    Args:
        kind: What the item is.
        item_id: As `content.model.ID_PATTERN`.
        fi: Its Finnish title.
        sv: Its Swedish title.
        summaries: In Finnish and Swedish; an empty one is what its editor must write.
        minutes: How long it takes; 0 where that must be guessed.
    """
    today = dt.datetime.now(dt.UTC).date()
    fields = _FIELDS[kind].replace("{today}", today.isoformat())
    fields = fields.replace("{next_year}", today.replace(year=today.year + 1, day=1).isoformat())
    if minutes:
        fields = fields.replace("minutes = 45", f"minutes = {minutes}", 1)
    languages = "".join(
        f"\n[{lang}]\ntitle = {_toml(title)}\nsummary = {_toml(summary)}\nkeywords = []\n"
        for lang, title, summary in (("fi", fi, summaries[0]), ("sv", sv, summaries[1]))
    )
    known = {*_TO_BE_SAID, *(["minutes"] if minutes else [])}
    names = [name for name in re.findall(r"(?m)^(\w+) =", fields) if name not in known]
    guessed = f"{_GUESSES}{', '.join(names)} – see them through, then delete this line\n"
    fields = f"{guessed if names else ''}{fields}"
    head = f"id = {_toml(item_id)}\nkind = {_toml(kind.value)}\n{fields}"
    return f"{head}created = {today.isoformat()}\n{languages}"


def write_draft(folder: Path, toml: str, texts: Mapping[str, str], titles: tuple[str, str]) -> None:
    """Write the files of a draft.

    Args:
        folder: The item's folder.
        toml: The text of its item.toml.
        texts: Markdown by language, with ``{title}`` for the title; none for ``""``.
        titles: In the order of ``texts``.

    Raises:
        OutputError: The folder cannot be written.
    """
    write_whole(folder / "item.toml", composed(toml).encode())
    for (lang, text), title in zip(texts.items(), titles, strict=True):
        if text:
            write_whole(folder / f"{lang}.md", composed(text.replace("{title}", title)).encode())


def slug(title: str) -> str:
    """A title as a file name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return f"{found}-luonnos" if is_device(found) else found or "luonnos"


def _toml(text: str) -> str:
    """A string as TOML writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
