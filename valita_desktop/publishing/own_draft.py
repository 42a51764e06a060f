"""Own items, begun: an empty one to be written, or one made from an item that is there.

A draft is whole from the beginning: it is listed, read and printed before a word is changed.
What it was made from is named in it with author and licence.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.labels import imprint
from valita_desktop.content.model import (
    LANGS,
    OWN_KINDS,
    OWN_PREFIX,
    Group,
    Item,
    OwnRecord,
    is_own,
)
from valita_desktop.content.source import RECORD_FILE
from valita_desktop.errors import UsageError
from valita_desktop.i18n import catalogue
from valita_desktop.letters import composed
from valita_desktop.library.own_files import free_folder
from valita_desktop.paths import write_folder
from valita_desktop.publishing.draft import BroughtTexts, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from valita_desktop.content.model import Lang, Record

_SHARE_ALIKE = "-SA-"
_SUMMARY = re.compile(r"(?m)^summary = .*$")
_MINUTES = 45
_KEPT = (
    "kind",
    "themes",
    "format",
    "topic",
    "minutes",
    "per_day",
    "group",
    "lead",
    "audience",
    "use",
    "phase",
    "sheet_role",
    "practice_kind",
    "seasons",
    "related",
    "named",
    "starts",
    "ends",
)
"""Fields that an item made from another takes over."""

_RECORD: dict[Lang, str] = {
    "fi": """id = {id}
kind = "material"
themes = ["everyday"]      # participation · equality · everyday · wellbeing
minutes = 45
group = {{ min = 1, max = 24 }}
authors = []               # kuka kirjoitti, esimerkiksi ["Aino Ahti"]
created = {today}

[fi]
title = {title}
summary = "Kirjoita yhdellä virkkeellä, mitä tässä tehdään."
keywords = []              # millä sanoilla tätä haetaan
""",
    "sv": """id = {id}
kind = "material"
themes = ["everyday"]      # participation · equality · everyday · wellbeing
minutes = 45
group = {{ min = 1, max = 24 }}
authors = []               # vem som har skrivit, till exempel ["Aino Ahti"]
created = {today}

[sv]
title = {title}
summary = "Skriv med en mening vad man gör här."
keywords = []              # med vilka ord man söker det här
""",
}
_TEXT: dict[Lang, str] = {
    "fi": """:::: facilitator
## Tavoite

Kirjoita, mitä opiskelija osaa tämän jälkeen.

## Näin etenette

1. **Aloitus** (5 min). Kirjoita, mistä lähdette liikkeelle.
2. **Työskentely** (30 min). Kirjoita, mitä kukin tekee.
3. **Lopetus** (10 min). Kirjoita, miten kootte ajatukset.

## Lopuksi kysyttäväksi

- Mikä tästä jäi mieleen?
::::

:::: sheet
# {title}

Kirjoita opiskelijalle, mitä tällä sivulla tehdään.

## Tehtävä

Oma vastaus: ________________________

::: lines 4
:::
::::
""",
    "sv": """:::: facilitator
## Mål

Skriv vad den studerande kan efter det här.

## Gör så här

1. **Start** (5 min). Skriv hur ni kommer i gång.
2. **Arbete** (30 min). Skriv vad var och en gör.
3. **Avslutning** (10 min). Skriv hur ni samlar tankarna.

## Frågor till sist

- Vad tar du med dig?
::::

:::: sheet
# {title}

Skriv till den studerande vad man gör på den här sidan.

## Uppgift

Ditt svar: ________________________

::: lines 4
:::
::::
""",
}


def new_item(home: Path, title: str, lang: Lang, taken: Container[str] = ()) -> Path:
    """Begin an own item.

    Args:
        home: The person's folder; it is made where there is none.
        title: What it is called.
        lang: The language that it is written in.
        taken: Ids of own items that stand elsewhere.

    Returns:
        Its folder.

    Raises:
        UsageError: The title is empty.
        OutputError: The folder cannot be written.
    """
    named = " ".join(composed(title).split())
    if not named:
        raise UsageError("title", title)
    folder = free_folder(home, slug(named), taken)
    told = {"id": _toml(_id_of(folder)), "title": _toml(named), "today": _today().isoformat()}
    # A heading is no place for marks: what would be one is written as a sign.
    plain = "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~" else sign for sign in named)
    files = {
        RECORD_FILE: _RECORD[lang].format(**told).encode(),
        f"{lang}.md": _TEXT[lang].replace("{title}", plain).encode(),
    }
    write_folder(folder, files)
    return folder


def brought_item(home: Path, brought: BroughtTexts, taken: Container[str] = ()) -> Path:
    """Make an own item of a document that was written from nothing of ours.

    Args:
        home: The person's folder; it is made where there is none.
        brought: The document.
        taken: Ids of own items that stand elsewhere.

    Returns:
        Its folder.

    Raises:
        OutputError: The folder cannot be written.
    """
    lang, text = next(iter(brought.texts.items()))
    folder = free_folder(home, slug(text.title), taken)
    told = {"id": _toml(_id_of(folder)), "title": _toml(text.title), "today": _today().isoformat()}
    record = _RECORD[lang].format(**told)
    if text.summary:
        record = _SUMMARY.sub(lambda _: f"summary = {_toml(text.summary)}", record)
    minutes = brought.minutes or _MINUTES
    record = record.replace(f"minutes = {_MINUTES}", f"minutes = {minutes}")
    files = {RECORD_FILE: record.encode(), f"{lang}.md": text.markdown.encode()}
    write_folder(folder, files | dict(brought.pictures))
    return folder


def adapt_item(
    home: Path,
    item: Item,
    langs: Sequence[Lang],
    image: Callable[[str], bytes],
    taken: Container[str] = (),
    brought: BroughtTexts | None = None,
) -> Path:
    """Make an own item from one that is there, in some of its languages.

    Args:
        home: The person's folder; it is made where there is none.
        item: What it is made from.
        langs: Those that it has are taken; all of them where it has none of these.
        image: Gives a picture by its hash.
        taken: Ids of own items that stand elsewhere.
        brought: Its texts as somebody has changed them in a document; then only these are taken.

    Returns:
        Its folder.

    Raises:
        UsageError: It is of a kind that only the network writes.
        OutputError: The folder cannot be written.
    """
    if item.record.kind not in OWN_KINDS:
        raise UsageError("kind", item.record.kind, OWN_KINDS)
    origin = item
    if brought:
        item = msgspec.structs.replace(item, texts=dict(brought.texts))
    found = tuple(lang for lang in LANGS if lang in langs and lang in item.texts) or item.langs
    bare = item.id.removeprefix(OWN_PREFIX) if is_own(item.id) else item.id
    title = origin.texts[found[0]].title
    name = bare if is_own(item.id) else f"{bare}-{slug(title)}"
    folder = free_folder(home, name[:48].strip("-"), taken)
    files = {RECORD_FILE: _record_of(item, found, _id_of(folder), title).encode()}
    for lang in found:
        files[f"{lang}.md"] = item.texts[lang].markdown.encode()
        if item.texts[lang].easy_markdown:
            files[f"{lang}.easy.md"] = item.texts[lang].easy_markdown.encode()
    files |= {each.name: image(each.sha256) for each in item.attachments}
    write_folder(folder, files | dict(brought.pictures if brought else {}))
    return folder


def _id_of(folder: Path) -> str:
    return f"{OWN_PREFIX}{folder.name}"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


def _record_of(item: Item, langs: Sequence[Lang], item_id: str, title: str) -> str:
    record = item.record
    fields: dict[str, object] = {"id": item_id}
    defaults = {each.name: each.default for each in msgspec.structs.fields(type(record))}
    for name in _KEPT:
        if (value := getattr(record, name)) != defaults[name]:
            fields[name] = value
    fields |= _origin(record, title, langs[0]) | {"created": _today()}
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items()]
    for lang in langs:
        text = item.texts[lang]
        lines += ["", f"[{lang}]", f"title = {_toml(text.title)}"]
        lines += [f"summary = {_toml(text.summary)}", f"keywords = {_toml(text.keywords)}"]
        more = {"needs": text.needs, "place": text.place}
        lines += [f"{name} = {_toml(value)}" for name, value in more.items() if value]
    return "\n".join((*lines, ""))


def _origin(record: Record, title: str, lang: Lang) -> dict[str, object]:
    """Where an item comes from, in a field for programs and in words as licences ask."""
    if isinstance(record, OwnRecord):
        names = ("authors", "license", "based_on", "origin", "origin_version")
        return {name: value for name in names if (value := getattr(record, name))}
    told = imprint(record, catalogue(lang))
    words = ", ".join((f"{title} ({record.id})", *filter(None, told[:3])))
    made: dict[str, object] = {
        "based_on": words,
        "origin": record.id,
        "origin_version": record.version,
    }
    return {"license": record.license} | made if _SHARE_ALIKE in record.license else made


def _toml(value: object) -> str:
    """A value as TOML writes it; strings are written as JSON does."""
    match value:
        case bool():
            return "true" if value else "false"
        case Group():
            return f"{{ min = {value.min}, max = {value.max} }}"
        case tuple():
            return f"[{', '.join(_items(value))}]"
        case dt.date():
            return value.isoformat()
        case StrEnum():
            return json.dumps(value.value)
        case _:
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _items(values: tuple[object, ...]) -> Iterator[str]:
    return map(_toml, values)
