"""``valita list``, ``show`` and ``search``: find it, read it."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import FoundItem, ListedItems, ShownItem
from valita_desktop.cli.arguments import add_command, one_of, tell, words_of
from valita_desktop.content.model import LANGS
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _
from valita_desktop.library.fields import OPTIONS, as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.library.fields import ListOption
    from valita_desktop.library.search.model import Hit
    from valita_desktop.settings import Settings

_MOST_HITS = 1000


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    _add_list(commands)
    _add_show(commands)
    _add_search(commands)


def _add_list(commands: Commands) -> None:
    parser = add_command(commands, "list", _("list the materials"), _list, ListedItems)
    for option in OPTIONS:
        told = _(option.help).format(choices=words_of(option.choices))
        parser.add_argument(f"--{option.name}", help=told)


def _add_show(commands: Commands) -> None:
    parser = add_command(commands, "show", _("show one material"), _show, ShownItem)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--lang", help=_("language of the content: fi or sv"))


def _add_search(commands: Commands) -> None:
    parser = add_command(commands, "search", _("find materials by words"), _search, list[FoundItem])
    parser.add_argument("query", metavar="QUERY", nargs="+")
    parser.add_argument("--lang", help=_("language of the content: fi or sv"))
    parser.add_argument("--limit", type=int, default=20, help=_("at most so many (20)"))


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.app import whole_library

    given = ((option, getattr(arguments, option.name)) for option in OPTIONS)
    wanted = [(option, _choice(option, word)) for option, word in given if word]
    shown = arguments.lang or settings.content_language
    with closing(whole_library(settings)) as library:
        rows = [
            row
            for row in library.rows()
            if all(choice in option.values(row) for option, choice in wanted)
        ]
    told = (f"{row.id:8} {'·'.join(row.langs):6} {row.title(shown)}" for row in rows)
    return tell(arguments, [as_json(row, shown) for row in rows], told)


def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    import msgspec

    from valita_desktop.app import whole_library

    wanted = one_of("lang", arguments.lang or settings.content_language, LANGS)
    with closing(whole_library(settings)) as library:
        item = library.item(arguments.id)
        lang, document = library.document(arguments.id, wanted)
    text = item.texts[lang]
    if lang != wanted:
        print(_("Not yet in this language; shown in the other one."), file=sys.stderr)
    record, words = msgspec.to_builtins(item.record), msgspec.to_builtins(text)
    answer = {**record, "lang": lang, "langs": item.langs, **words, "parts": document}
    return tell(arguments, answer, [f"{text.title}\n\n{text.summary}\n\n{text.markdown.rstrip()}"])


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.app import whole_library

    lang = one_of("lang", arguments.lang or settings.content_language, LANGS)
    if arguments.limit < 1:
        raise UsageError("limit", str(arguments.limit), ("1", f"…{_MOST_HITS}"))
    limit = min(arguments.limit, _MOST_HITS)
    with closing(whole_library(settings)) as library:
        found = library.search(" ".join(arguments.query), lang, limit)
        hits = found.hits[:limit]  # their excerpts are read while the library is open
        answer = [FoundItem(hit.id, hit.lang, hit.title, hit.snippet, hit.score) for hit in hits]
        return tell(arguments, answer, _found(hits, found.suggestion))


def _found(hits: Sequence[Hit], suggestion: str) -> Iterator[str]:
    for at, hit in enumerate(hits):
        if hit.related and not (at and hits[at - 1].related):
            heading = _("Related")
            yield f"— {heading} —"
        yield f"{hit.id:8} {hit.title}"
        if hit.snippet:
            yield f"         {hit.snippet}"
    if not hits:
        yield _("Nothing found.")
    if suggestion:
        yield _("Did you mean: {words}").format(words=suggestion)


def _choice(option: ListOption, given: str) -> str:
    return one_of(option.name, option.aliases().get(given, given), option.choices)
