"""``valita own item …``: own items, begun, made from others, checked, handed on and taken in."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import PACKET_SUFFIX, paths
from valita_desktop.cli.answers import (
    ArrivedItem,
    BroughtItemTold,
    NamedFileAnswer,
    OwnItemMistake,
    OwnItemsAnswer,
    OwnItemTold,
)
from valita_desktop.cli.arguments import add_command, add_family, one_of, tell
from valita_desktop.content.model import LANGS, is_own
from valita_desktop.errors import ItemNotFoundError, SettingLockedError, UsageError
from valita_desktop.i18n import _
from valita_desktop.messages.documents import losses_told
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.content.model import Lang
    from valita_desktop.errors import ContentError
    from valita_desktop.library.own_items import BrokenItem, OwnItem
    from valita_desktop.library.shelf import Shelf
    from valita_desktop.settings import Settings


def add(commands: Commands) -> None:
    """Add the commands to those of own data."""
    steps = add_family(commands, "item", _("materials of your own"))
    add_command(steps, "list", _("list them, and what is wrong in them"), _list, OwnItemsAnswer)
    new = add_command(steps, "new", _("begin one"), _new, OwnItemTold)
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--lang", help=_("language of the content: fi or sv"))
    adapt = add_command(steps, "adapt", _("make one from a material"), _adapt, OwnItemTold)
    adapt.add_argument("id", metavar="ID")
    adapt.add_argument("--lang", help=_("language: fi, sv or both"))
    told = _("make one from a Word document or an OpenDocument text")
    bring = add_command(steps, "bring", told, _bring, BroughtItemTold)
    bring.add_argument("file", metavar="FILE", type=Path)
    told = _("tell what is wrong in them, and try them on paper")
    check = add_command(steps, "check", told, _check, OwnItemsAnswer)
    check.add_argument("ids", metavar="ID", nargs="*")
    told = _("write them into a file for a colleague")
    out = add_command(steps, "export", told, _export, NamedFileAnswer)
    out.add_argument("ids", metavar="ID", nargs="+")
    out.add_argument("-o", "--output", metavar="FILE", required=True, type=Path)
    told = _("take them from a colleague’s file")
    back = add_command(steps, "import", told, _import, list[ArrivedItem])
    back.add_argument("file", metavar="FILE", type=Path)


@contextmanager
def _library(settings: Settings) -> Iterator[Shelf]:
    from valita_desktop import app

    with closing(app.whole_library(settings)) as library:
        yield library


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    with _library(settings) as library:
        own = library.own
    items: list[OwnItem | BrokenItem] = [*own.items.values(), *own.broken]
    return _tell(arguments, [_told(each, settings.content_language) for each in items])


def _new(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.publishing.own_draft import new_item

    lang = one_of("lang", arguments.lang or settings.content_language, LANGS)
    with _library(settings) as library:
        folder = new_item(paths.own_dir(), arguments.title, lang, library.own.items)
    return _tell_made(arguments, settings, folder)


def _adapt(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import papers
    from valita_desktop.publishing.own_draft import adapt_item

    langs = papers.langs_of(arguments.lang or settings.content_language)
    with _library(settings) as library:
        item = library.item(arguments.id)
        home, taken = paths.own_dir(), library.own.items
        folder = adapt_item(home, item, langs, library.image, taken)
    return _tell_made(arguments, settings, folder)


def _bring(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app

    if not settings.import_allowed:
        raise SettingLockedError("import_allowed")
    with _library(settings) as library:
        home, taken = paths.own_dir(), library.own.items
        folder, found = app.bring_document(arguments.file, library, home, taken, settings)
    made = app.own_items(settings).read_one(folder)
    item = _told(made, settings.content_language)
    lost = losses_told(found.losses)
    answer = BroughtItemTold(
        id=item.id,
        title=item.title,
        langs=item.langs,
        folder=item.folder,
        mistakes=item.mistakes,
        origin=found.item.id if found.item else "",
        lost=tuple(lost),
    )
    wrong = [each.message for each in item.mistakes]
    return tell(arguments, answer, [str(folder), *lost, *wrong], good=not wrong)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.library.own_items import load_own
    from valita_desktop.print_check import PrintCheck

    with _library(settings) as library:
        own = library.own
        proof = PrintCheck(library.all_facts())
    wanted = [_own_id(each) for each in arguments.ids]
    for item_id in wanted:
        if item_id not in own.items:
            raise ItemNotFoundError(item_id)
    told = []
    for each in own.items.values():
        if wanted and each.item.id not in wanted:
            continue
        loaded = load_own(each.folder)[0]
        if loaded:
            proof.ask(loaded)
        mistakes = tuple(proof.errors())
        told.append(_told(each, settings.content_language, mistakes))
    told += [] if wanted else [_told(each, settings.content_language) for each in own.broken]
    return _tell(arguments, told)


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.library import packet_file
    from valita_desktop.library.own_files import packed

    if arguments.output.suffix.lower() != PACKET_SUFFIX:
        raise UsageError("ending", arguments.output.name, (PACKET_SUFFIX,))
    with _library(settings) as library:
        for item_id in map(_own_id, arguments.ids):
            if item_id not in library.own.items:
                raise ItemNotFoundError(item_id)
        ids = dict.fromkeys(map(_own_id, arguments.ids))
        items = [packed(library.own.items[each]) for each in ids]
    paths.write_whole(arguments.output, packet_file.encode_items(items))
    answer = NamedFileAnswer(file=str(arguments.output), name=items[0].title)
    return tell(arguments, answer, [answer.file])


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app
    from valita_desktop.library import packet_file

    if not settings.import_allowed:
        raise SettingLockedError("import_allowed")
    found = packet_file.read(arguments.file)
    with _library(settings) as library:
        arrived = app.take_own(library.own, found.items)
    told = [
        ArrivedItem(sent=each.sent, id=each.id, folder=str(each.folder), new=each.new)
        for each in arrived
    ]
    here = _("Here already: {name}")
    words = [each.folder if each.new else here.format(name=each.id) for each in told]
    return tell(arguments, told, words or [_("There are no materials of anybody’s own in it.")])


def _own_id(given: str) -> str:
    from valita_desktop.library.own_items import own_id

    return given if is_own(given) else own_id(given)


def _tell_made(arguments: argparse.Namespace, settings: Settings, folder: Path) -> int:
    from valita_desktop import app

    made = app.own_items(settings).read_one(folder)
    return tell(arguments, _told(made, settings.content_language), [str(folder)])


def _tell(arguments: argparse.Namespace, items: Sequence[OwnItemTold]) -> int:
    answer = OwnItemsAnswer(folder=str(paths.own_dir()), items=tuple(items))
    good = not any(each.mistakes for each in items)
    return tell(arguments, answer, _words(items), good=good)


def _words(items: Iterable[OwnItemTold]) -> Iterator[str]:
    none = True
    for each in items:
        none = False
        yield f"{each.id or '?':24} {'·'.join(each.langs):6} {each.title}"
        for mistake in each.mistakes:
            yield f"  {mistake.message}"
    if none:
        yield _("There is none yet. Begin one: valita own item new TITLE.")


def _told(
    own: OwnItem | BrokenItem, lang: Lang, mistakes: Sequence[ContentError] = ()
) -> OwnItemTold:
    from valita_desktop.library.own_items import OwnItem

    if isinstance(own, OwnItem):
        item_id, title, langs = own.item.id, own.row.title(lang), own.row.langs
    else:
        item_id, title, langs, mistakes = "", own.title, (), own.mistakes
    return OwnItemTold(
        id=item_id,
        title=title,
        langs=langs,
        folder=str(own.folder),
        mistakes=tuple(map(_mistake, mistakes)),
    )


def _mistake(mistake: ContentError) -> OwnItemMistake:
    told = message(mistake)
    return OwnItemMistake(
        file=str(mistake.path or ""),
        line=mistake.line,
        code=mistake.code.value,
        message=f"{told.happened} {told.todo}",
    )
