"""``valita publish …``: what an editor needs, from an empty folder to a signed feed.

Nothing is written before it has been said what will change; a passphrase is asked, never
taken as an argument.
"""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from contextlib import closing
from dataclasses import asdict
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli import wordpress
from valita_desktop.cli.answers import (
    DueFact,
    FeedAnswer,
    FeedBegunAnswer,
    FolderAnswer,
    KeyAnswer,
    MistakeTold,
    ReadabilityTold,
    ReleaseAnswer,
    RenewedAnswer,
    RoleTold,
    SiteAnswer,
    SourceAnswer,
)
from valita_desktop.cli.arguments import (
    DONE,
    add_command,
    add_family,
    one_of,
    tell,
)
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.content.pictures import Removed
from valita_desktop.errors import (
    ContentError,
    MassWithdrawalError,
    PublishError,
    PublishErrorCode,
    UsageError,
)
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.letters import seen
from valita_desktop.messages.documents import losses_told
from valita_desktop.messages.errors import sentence
from valita_desktop.workers import Workers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.content.model import Item
    from valita_desktop.print_check import PrintCheck
    from valita_desktop.publishing.check import Report
    from valita_desktop.publishing.keys import KeyFolder
    from valita_desktop.publishing.publish import Published
    from valita_desktop.publishing.repository import FeedRepository
    from valita_desktop.publishing.status import FeedStatus
    from valita_desktop.settings import Settings
    from valita_desktop.site.build import SiteBuild


SITE_FOLDER = "site"
"""Where the web pages stand beside a feed."""
_FILES = 4
"""Of most items: what is slow to make for their pages."""


def add(commands: Commands) -> None:
    """Add the commands to the program's."""
    steps = add_family(commands, "publish", _("check, sign and publish materials (editors)"))
    for step in (_add_init, _add_add, _add_check, _add_build, _add_site, _add_status, _add_renew):
        step(steps)
    _add_rotate_key(steps)
    wordpress.add(steps)
    _add_preview(steps)


def _add_init(steps: Commands) -> None:
    parser = add_command(steps, "init", _("begin a feed and make its keys"), _init, FeedBegunAnswer)
    parser.add_argument("out", type=Path, metavar="OUT", help=_("folder of the feed"))
    _keys_of(parser)
    parser.add_argument("--editor", default="editor", help=_("name of the first editor’s key"))


def _add_add(steps: Commands) -> None:
    told = _("begin a new material in the source folder")
    parser = add_command(steps, "add", told, _add, FolderAnswer)
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("kind", metavar="KIND", help=", ".join(Kind))
    parser.add_argument("id", metavar="ID")
    parser.add_argument("fi", metavar="TITLE_FI", nargs="?", default="")
    parser.add_argument("sv", metavar="TITLE_SV", nargs="?", default="")
    parser.add_argument(
        "--from",
        dest="documents",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=_("a Word document or OpenDocument text to begin with, one a language"),
    )


def _add_check(steps: Commands) -> None:
    parser = add_command(steps, "check", _("find mistakes in source texts"), _check, SourceAnswer)
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument(
        "--readability", action="store_true", help=_("also tell how heavy each text is to read")
    )


def _add_build(steps: Commands) -> None:
    told = _("publish the next release from source texts")
    parser = add_command(steps, "build", told, _build, ReleaseAnswer, SourceAnswer)
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("out", type=Path, metavar="OUT")
    _keys_of(parser, required=False)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask before writing"))
    parser.add_argument(
        "--allow-withdrawals", action="store_true", help=_("let more than a fifth go")
    )


def _add_site(steps: Commands) -> None:
    parser = add_command(
        steps, "site", _("make the web pages of source texts"), _site, SiteAnswer, SourceAnswer
    )
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("out", type=Path, metavar="OUT", help=_("folder of the web pages"))


def _add_status(steps: Commands) -> None:
    told = _("see how a feed stands and when to renew it")
    parser = add_command(steps, "status", told, _status, FeedAnswer)
    parser.add_argument("out", type=Path, metavar="OUT")


def _add_renew(steps: Commands) -> None:
    told = _("confirm a feed for another 180 days")
    parser = add_command(steps, "renew", told, _renew, RenewedAnswer)
    parser.add_argument("out", type=Path, metavar="OUT")
    _keys_of(parser)


def _add_rotate_key(steps: Commands) -> None:
    told = _("replace a key, or let one more editor sign")
    parser = add_command(steps, "rotate-key", told, _rotate_key, KeyAnswer)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("name", metavar="NAME", help=_("the key that goes, or the new editor"))
    _keys_of(parser)
    parser.add_argument("--by", metavar="NEW", help=_("name of the new key (NAME and a number)"))
    parser.add_argument("--add", action="store_true", help=_("add an editor, take nothing away"))


def _add_preview(steps: Commands) -> None:
    told = _("show source texts in the window, and again whenever one is saved")
    parser = add_command(steps, "preview", told, _preview, FolderAnswer)
    parser.add_argument("source", type=Path, metavar="SOURCE")


def _keys_of(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument(
        "--keys", type=Path, required=required, metavar="DIR", help=_("folder of the keys")
    )
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=_("read the passphrase from a file")
    )


def _init(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.publishing.repository import FeedRepository

    if not arguments.json:
        print(_("Five keys are made: three for the root, one for the editor, one for publishing."))
        print(_("Write down each passphrase and keep it apart from the key."))
    now = dt.datetime.now(dt.UTC)
    FeedRepository.init(arguments.out, _keys(arguments), now, arguments.editor).commit()
    told = [
        _("The feed has begun in {out}.").format(out=arguments.out),
        _("Keep root-1, root-2 and root-3 on separate sticks, away from this computer."),
    ]
    answer = FeedBegunAnswer(out=str(arguments.out), keys=str(arguments.keys))
    return tell(arguments, answer, told)


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.publishing.draft import add_item

    kind = one_of("kind", arguments.kind, Kind)
    lost: list[str] = []
    if arguments.documents:
        folder, lost = _add_documents(arguments, kind, settings)
    elif not arguments.fi or not arguments.sv:
        raise UsageError("title", "")
    else:
        folder = add_item(arguments.source, kind, arguments.id, arguments.fi, arguments.sv)
    told = _("Begun in {folder}. Now write it.").format(folder=folder)
    answer = FolderAnswer(folder=str(folder), lost=tuple(lost))
    return tell(arguments, answer, [told, *lost])


def _add_documents(
    arguments: argparse.Namespace, kind: Kind, settings: Settings
) -> tuple[Path, list[str]]:
    """A draft of documents: the folder, and what of them did not come along."""
    from valita_desktop import app
    from valita_desktop.publishing.draft import BroughtTexts, add_brought

    with closing(app.whole_library(settings)) as library:
        found = [app.read_document(file, library, settings) for file in arguments.documents]
    brought = reduce(BroughtTexts.joined, (each.brought for each in found))
    given = {lang: getattr(arguments, lang) for lang in LANGS}
    brought = brought.titled({lang: title for lang, title in given.items() if title})
    origin = next((each.item for each in found if each.item), None)
    based_on = f"{next(iter(origin.texts.values())).title} ({origin.id})" if origin else ""
    folder = add_brought(arguments.source, kind, arguments.id, brought, based_on)
    lost = [
        f"{file.name}: {line}" if len(found) > 1 else line
        for file, each in zip(arguments.documents, found, strict=True)
        for line in losses_told(each.losses)
    ]
    return folder, lost


def _check(arguments: argparse.Namespace, _settings: Settings) -> int:
    with Workers(_items(arguments.source)) as workers:
        report = _checked(arguments.source, _proof(arguments.source, workers))
    told = _report_told(report, readability=arguments.readability)
    return tell(arguments, _source_answer(report), told, good=not report.errors)


def _checked(source: Path, proof: PrintCheck, site: SiteBuild | None = None) -> Report:
    """What is wrong with a source; the web pages of what is read are begun meanwhile."""
    from valita_desktop.publishing.check import check

    today = dt.datetime.now(dt.UTC).date()
    on_read = site.begin if site else None
    return check(source, proof=proof, spell=True, today=today, on_read=on_read)


def _proof(source: Path, workers: Workers) -> PrintCheck:
    from valita_desktop.print_check import PrintCheck

    return PrintCheck.of_tree(source, workers)


def _items(source: Path) -> int:
    from valita_desktop.content.source import item_folders

    return len(item_folders(source))


def _source_answer(report: Report) -> SourceAnswer:
    readability = sorted(report.readability.items())
    return SourceAnswer(
        ok=not report.errors,
        items=len(report.items),
        mistakes=tuple(
            MistakeTold(
                code=error.code.value,
                file=str(error.path or ""),
                line=error.line,
                message=sentence(error),
            )
            for error in report.errors
        ),
        readability=tuple(
            ReadabilityTold(item=item_id, lang=lang, **asdict(text))
            for (item_id, lang), text in readability
        ),
        not_spelled=report.not_spelled,
    )


def _report_told(report: Report, *, readability: bool) -> Iterator[str]:
    yield from map(sentence, report.errors)
    yield from _pictures_told(report)
    if readability:
        for (item_id, lang), text in sorted(report.readability.items()):
            lix = f"LIX {text.lix}" if text.lix else ""
            told = f"{text.words:6} {text.sentence:6} {text.long_words:6} %  {lix}"
            yield f"{item_id:8} {lang} {told}".rstrip()
    for lang in report.not_spelled:
        told = _("Spelling was not checked ({lang}): no dictionary on this computer.")
        yield told.format(lang=lang)
    count = len(report.errors or report.items)
    if report.errors:
        yield ngettext("{n} mistake.", "{n} mistakes.", count).format(n=count)
    else:
        yield ngettext("{n} item, no mistakes.", "{n} items, no mistakes.", count).format(n=count)


def _pictures_told(report: Report) -> Iterator[str]:
    """What is published otherwise than it stands in the file."""
    words = {
        Removed.PLACE: _("the place where it was taken"),
        Removed.CAMERA: _("what the camera noted"),
        Removed.NOTES: _("comments and keywords"),
        Removed.OTHER: _("other things that nobody sees"),
    }
    for each in (note for item in report.items for note in item.pictures):
        if each.removed:
            told = _("{file}: the picture is published without this: {what}.")
            yield told.format(file=each.file, what=", ".join(words[one] for one in each.removed))
        if each.size:
            told = _("{file}: the picture is made smaller; {size} dots are more than paper shows.")
            yield told.format(file=each.file, size="{} × {}".format(*each.size))


def _build(arguments: argparse.Namespace, _settings: Settings) -> int:
    source, site = arguments.source, None
    with Workers(_items(source) * _FILES) as workers:
        proof = _proof(source, workers)
        if not arguments.dry_run:
            site = _begun(source, arguments.out / SITE_FOLDER, proof.facts, workers)
        report = _checked(source, proof, site)
        if report.errors:
            return _mistaken(arguments, report)
        if not arguments.json:
            tell(arguments, None, _report_told(report, readability=False))
        publish = _try_out if arguments.keys is None else _publish
        return publish(arguments, report, site)


def _site(arguments: argparse.Namespace, _settings: Settings) -> int:
    with Workers(_items(arguments.source) * _FILES) as workers:
        proof = _proof(arguments.source, workers)
        site = _begun(arguments.source, arguments.out, proof.facts, workers)
        report = _checked(arguments.source, proof, site)
        if report.errors:
            return _mistaken(arguments, report)
        done = site.finish(report.items)
    told = _("{pages} pages in {out}; {written} files are new or changed, {gone} are gone.").format(
        pages=done.pages, out=arguments.out, written=len(done.written), gone=len(done.gone)
    )
    answer = SiteAnswer(str(arguments.out), done.pages, tuple(done.written), tuple(done.gone))
    return tell(arguments, answer, [told])


def _begun(source: Path, out: Path, facts: Mapping[str, Item], workers: Workers) -> SiteBuild:
    """The web pages of a source; nothing of them is written yet."""
    from valita_desktop.content.web import SITE, site_of

    try:
        from valita_desktop.site.build import SiteBuild
    except ImportError as error:  # only whoever publishes has it
        raise PublishError(PublishErrorCode.NO_TEMPLATES, str(error.name)) from error
    try:
        address = site_of(source)
    except ContentError:  # the check tells it
        address = SITE
    return SiteBuild(facts, out, address, workers)


def _publish(arguments: argparse.Namespace, report: Report, site: SiteBuild | None) -> int:
    from valita_desktop.publishing.publish import Published, build
    from valita_desktop.reader_pages import ReaderPages

    keys = _keys(arguments)
    planned = build(report, arguments.out, keys, dry_run=True)
    if not isinstance(planned, Published):
        return _mistaken(arguments, planned)
    if not planned:
        same = _("Nothing has changed since release {seq}.").format(seq=planned.seq)
        return tell(arguments, _release("unchanged", planned, arguments), [same])
    if not arguments.json:
        _tell(planned)
    if site is not None and not arguments.allow_withdrawals:
        _refuse_mass_withdrawal(planned)  # before a page of what would go is gone
    if site is None or not _confirmed(arguments):
        state = "dry-run" if site is None else "not-confirmed"
        nothing = [_("Nothing was written.")]
        answer = _release(state, planned, arguments)
        return tell(arguments, answer, nothing, good=site is None)
    # There before the feed leads to it.
    offered = site.finish(report.items).offered
    done = build(
        report, arguments.out, keys,
        web=partial(ReaderPages, offered=offered),
        allow_withdrawals=arguments.allow_withdrawals,
    )  # fmt: skip
    if not isinstance(done, Published):
        return _mistaken(arguments, done)
    told = [
        _("Release {seq} is published in {out}.").format(seq=planned.seq, out=arguments.out),
        _("Upload everything but timestamp.json first, timestamp.json last."),
    ]
    return tell(arguments, _release("published", planned, arguments), told)


def _refuse_mass_withdrawal(planned: Published) -> None:
    """See that not very much goes at once, and say how it is allowed.

    Raises:
        MassWithdrawalError: More than a fifth of the items would go.
    """
    try:
        planned.refuse_mass_withdrawal()
    except MassWithdrawalError:
        print(_("To allow it: --allow-withdrawals."), file=sys.stderr)
        raise


def _mistaken(arguments: argparse.Namespace, report: Report) -> int:
    told = _report_told(report, readability=False)
    return tell(arguments, _source_answer(report), told, good=False)


def _release(state: str, done: Published, arguments: argparse.Namespace) -> ReleaseAnswer:
    return ReleaseAnswer(
        state=state,
        out=str(arguments.out),
        seq=done.seq,
        new=done.new,
        changed=done.changed,
        withdrawn=done.withdrawn,
    )


def _try_out(arguments: argparse.Namespace, report: Report, site: SiteBuild | None) -> int:
    """Without keys: a feed to look at, where there is none to be continued."""
    from valita_desktop.publishing.publish import FEED_FOLDERS, Published, ship
    from valita_desktop.reader_pages import ReaderPages

    if (arguments.out / "metadata").exists():
        raise PublishError(PublishErrorCode.NO_KEY, "--keys")
    if any((arguments.out / folder).exists() for folder in FEED_FOLDERS):
        raise PublishError(PublishErrorCode.NOT_EMPTY, str(arguments.out))
    if site is None:
        answer = ReleaseAnswer(state="dry-run", out=str(arguments.out), seq=1)
        return tell(arguments, answer, [_("Nothing was written.")])
    # There before the feed leads to it.
    web = partial(ReaderPages, offered=site.finish(report.items).offered)
    done = ship(report, arguments.out, web=web)
    if not isinstance(done, Published):
        return _mistaken(arguments, done)
    if not arguments.json:
        _tell(done)
    told = _("A feed to try out is in {out}: its keys were thrown away.").format(out=arguments.out)
    then = _("To publish for others, begin with valita publish init and use --keys.")
    return tell(arguments, _release("tried-out", done, arguments), [told, then])


def _status(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.publishing.status import status

    now = status(arguments.out)
    return tell(arguments, _feed_answer(now), _status_told(now))


def _feed_answer(now: FeedStatus) -> FeedAnswer:
    number, size = now.packs
    return FeedAnswer(
        seq=now.seq,
        items=now.items,
        packs=number,
        size=size,
        renew=now.renew,
        roles=tuple(
            RoleTold(
                role=role.role,
                keys=role.keys,
                threshold=role.threshold,
                expires=role.expires.isoformat(),
            )
            for role in now.roles
        ),
        due=tuple(
            DueFact(
                id=fact.id,
                until=until.isoformat(),
                title=fact.text("fi")[1].title,
                site=fact.record.site,
            )
            for until, fact in now.due
        ),
    )


def _status_told(now: FeedStatus) -> Iterator[str]:
    number, size = now.packs
    told = _("Release {seq}: {items} items in {packs} packs, {size} kB.")
    yield told.format(seq=now.seq, items=now.items, packs=number, size=-(-size // 1000))
    for role in now.roles:
        held = _("{role}: {threshold} of {keys}, until {date}")
        yield held.format(
            role=role.role,
            threshold=role.threshold,
            keys=", ".join(role.keys),
            date=current().day_of(role.expires),
        )
    if now.renew:
        yield _("Renew it now: valita publish renew.")
    if now.due:
        yield _("Facts to look up again, with the last day that they may be shown:")
    for until, fact in now.due:
        told = " · ".join(filter(None, (fact.text("fi")[1].title, fact.record.site)))
        yield f"  {current().date(until)}  {fact.id}  {told}"


def _renew(arguments: argparse.Namespace, _settings: Settings) -> int:
    repository = _repository(arguments)
    repository.refresh(force=True)
    repository.commit()
    expires = repository.timestamp().expires
    told = _("The feed is confirmed until {date}. Upload the metadata folder.")
    told = told.format(date=current().day_of(expires))
    return tell(arguments, RenewedAnswer(until=expires.isoformat()), [told])


def _rotate_key(arguments: argparse.Namespace, _settings: Settings) -> int:
    repository = _repository(arguments)
    if arguments.add:
        repository.add_editor(arguments.name)
        told = _("{new} may sign releases from now on.")
    else:
        told = _("{old} is no longer trusted; {new} signs from now on.")
        repository.replace_key(arguments.name, arguments.by or _next_name(arguments.name))
    repository.commit()
    new = arguments.name if arguments.add else arguments.by or _next_name(arguments.name)
    told = told.format(old=arguments.name, new=new)
    answer = KeyAnswer(key=new, replaced="" if arguments.add else arguments.name)
    return tell(arguments, answer, [told, _("Upload the metadata folder, timestamp.json last.")])


def _preview(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop import desktop
    from valita_desktop.content.source import item_folders

    if not item_folders(arguments.source):
        raise UsageError("folder", str(arguments.source))
    code = desktop.open_preview(arguments.source, current().lang)
    answer = FolderAnswer(folder=str(arguments.source))
    return tell(arguments, answer, [], good=code == DONE)


def _keys(arguments: argparse.Namespace) -> KeyFolder:
    from valita_desktop.publishing.keys import KeyFolder

    keys, out = arguments.keys.resolve(), arguments.out.resolve()
    if keys == out or out in keys.parents:
        raise PublishError(PublishErrorCode.KEYS_IN_FEED, str(arguments.keys))
    return KeyFolder(arguments.keys, _Passphrases(arguments.passphrase_file))


def _repository(arguments: argparse.Namespace) -> FeedRepository:
    from valita_desktop.publishing.repository import FeedRepository

    if not (arguments.out / "metadata/timestamp.json").is_file():
        raise PublishError(PublishErrorCode.NO_FEED, str(arguments.out))
    return FeedRepository(arguments.out, _keys(arguments), dt.datetime.now(dt.UTC))


class _Passphrases:
    """Asks on the terminal, or reads from a file that whoever automates has made."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def __call__(self, name: str, *, new: bool) -> str:
        if self._file:
            try:
                return self._file.read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise PublishError(PublishErrorCode.NO_KEY, str(self._file)) from error
        question = seen(_("Passphrase of {name}: ").format(name=name))  # past the plain console
        try:
            asked = getpass.getpass(question)
            while new and not self._good(asked):
                asked = getpass.getpass(question)
        except EOFError as error:  # Ctrl+D stops as Ctrl+C does
            raise KeyboardInterrupt from error
        return asked

    def _good(self, asked: str) -> bool:
        from valita_desktop.publishing.keys import SHORTEST_PASSPHRASE

        if len(asked) < SHORTEST_PASSPHRASE:
            told = _("At least {n} characters, please.").format(n=SHORTEST_PASSPHRASE)
            print(told, file=sys.stderr)
            return False
        if getpass.getpass(_("The same once more: ")) != asked:
            print(_("The two were not the same."), file=sys.stderr)
            return False
        return True


def _tell(planned: Published) -> None:
    told = _("This will add {new}, change {changed} and withdraw {withdrawn}.")
    print(
        told.format(
            new=len(planned.new), changed=len(planned.changed), withdrawn=len(planned.withdrawn)
        )
    )
    marks = (("+", planned.new), ("~", planned.changed), ("−", planned.withdrawn))
    for mark, ids in marks:
        for item_id in ids:
            print(f"  {mark} {item_id:8} {planned.titles.get(item_id, '')}".rstrip())


def _confirmed(arguments: argparse.Namespace) -> bool:
    """True if a person says yes; no where nobody can be asked."""
    if arguments.yes or arguments.json:
        return bool(arguments.yes)
    if not sys.stdin.isatty():
        print(_("There is nobody to be asked here; --yes publishes without asking."))
        return False
    asked, choice = _("Publish this?"), _("[y/N]")
    try:
        return input(f"{asked} {choice} ").strip().lower() in _("y yes").split()
    except EOFError:
        print()  # after the question
        return False


def _next_name(name: str) -> str:
    """``editor`` → ``editor.2`` → ``editor.3``."""
    head, _dot, number = name.partition(".")
    return f"{head}.{int(number) + 1 if number.isdigit() else 2}"
