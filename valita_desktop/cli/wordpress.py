"""``valita publish wordpress``: drafts of what stands on a WordPress site.

What was passed over, left out or not fetched is told, a line each; nothing goes in silence.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.cli.answers import DraftsAnswer, LeftOutTold, MissedPicture, PassedTold
from valita_desktop.cli.arguments import add_command, tell
from valita_desktop.content.model import LANGS
from valita_desktop.errors import UsageError
from valita_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.publishing.site_pictures import Fetched
    from valita_desktop.publishing.site_posts import Asked
    from valita_desktop.publishing.wordpress import Drafts
    from valita_desktop.settings import Settings


def add(steps: Commands) -> None:
    """Add the command to its family's."""
    told = _("draft source texts from a WordPress site")
    parser = add_command(steps, "wordpress", told, _wordpress, DraftsAnswer)
    parser.add_argument("site", metavar="URL|FILE")
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("--since", metavar="DATE", help=_("only what changed since, 2026-11-24"))
    parser.add_argument(
        "--type",
        action="append",
        metavar="TYPE",
        help=_("post, page, or a type of the site’s own; may be given again (post)"),
    )
    parser.add_argument(
        "--lang",
        choices=LANGS,
        default="fi",
        help=_("language of the posts whose language nobody says (fi)"),
    )
    for lang in LANGS:
        parser.add_argument(
            f"--{lang}-path",
            metavar="PATH",
            help=_("part of the address of all pages in this language, /svenska/"),
        )


def _wordpress(arguments: argparse.Namespace, _settings: Settings) -> int:
    from valita_desktop.publishing import wordpress

    read = fetched if arguments.site.startswith(("https://", "http://")) else None
    drafts = wordpress.draft(arguments.site, arguments.source, read, _asked(arguments))
    answer = DraftsAnswer(
        written=tuple(map(str, drafts.written)),
        kept=tuple(map(str, drafts.kept)),
        gone=drafts.gone,
        not_fetched=tuple(MissedPicture(str(folder), at) for folder, at in drafts.not_fetched),
        left_out=tuple(LeftOutTold(str(f), what.value, at) for f, what, at in drafts.left_out),
        passed=tuple(PassedTold(at, why.value, detail) for at, why, detail in drafts.passed),
        unsaid=drafts.unsaid,
        deleted=drafts.deleted,
    )
    return tell(arguments, answer, _drafts_told(drafts, arguments.lang))


def _asked(arguments: argparse.Namespace) -> Asked:
    from valita_desktop.publishing.site_posts import POST, Asked

    since = arguments.since or ""
    try:
        since = dt.date.fromisoformat(since).isoformat() if since else ""
    except ValueError as error:
        raise UsageError("--since", since) from error
    paths = {lang: vars(arguments)[f"{lang}_path"] for lang in LANGS}
    return Asked(
        since=since,
        kinds=tuple(arguments.type or [POST]),
        default=arguments.lang,
        paths={path: lang for lang, path in paths.items() if path},
    )


def fetched(address: str, name: str, limit: int) -> Fetched:
    """What a web site answers.

    Args:
        address: Of the site.
        name: What of it.
        limit: At most so many bytes.

    Raises:
        SourceError: It cannot be read.
    """
    from valita_desktop.feed.sources import whole
    from valita_desktop.publishing.site_pictures import Fetched
    from valita_desktop.sync.fetch import WebSource

    source = WebSource(address)
    try:
        return Fetched(whole(source, name, limit), source.head)
    finally:
        source.rest()


def _drafts_told(drafts: Drafts, lang: str) -> Iterator[str]:
    yield from map(str, drafts.written)
    count = len(drafts.written)
    yield ngettext("{n} draft written.", "{n} drafts written.", count).format(n=count)
    for folder in drafts.kept:
        yield _("{folder}: you have changed it; the site’s text stands beside yours.").format(
            folder=folder
        )
    for folder, address in drafts.not_fetched:
        told = _("{folder}: a picture was not fetched: {address}")
        yield told.format(folder=folder, address=address)
    yield from _left_out_told(drafts)
    yield from _passed_told(drafts)
    count = len(drafts.unsaid)
    if count:
        told = ngettext(
            "{n} post does not say its language; its draft is {file}. See --lang, --sv-path.",
            "{n} posts do not say their language; their drafts are {file}. See --lang, --sv-path.",
            count,
        )
        yield told.format(n=count, file=f"{lang}.md")
    count = len(drafts.deleted)
    if count:
        told = ngettext(
            "{n} draft that you have deleted was not made again.",
            "{n} drafts that you have deleted were not made again.",
            count,
        )
        yield told.format(n=count)
    for item_id in drafts.gone:
        yield _("{id} is no longer on the site; withdraw it if that is meant.").format(id=item_id)
    yield _("Drafts are not published: complete them, then run valita publish check.")


def _left_out_told(drafts: Drafts) -> Iterator[str]:
    for folder, _what, address in drafts.left_out:
        told = _("{folder}: has no place in a text and is only named in it: {address}")
        yield told.format(folder=folder, address=address)


def _passed_told(drafts: Drafts) -> Iterator[str]:
    from valita_desktop.publishing.site_posts import PassedOver

    alone = {
        PassedOver.LANGUAGE: _("{address}: passed over, for it is in another language ({detail})."),
        PassedOver.PASSWORD: _("{address}: passed over, for it is behind a password."),
        PassedOver.UNREADABLE: _("{address}: cannot be read and was passed over ({detail})."),
        PassedOver.DAMAGED: _("{address}: damaged there; it was read as it stands ({detail})."),
    }
    counted = {
        PassedOver.STATUS: _("Passed over, for they are not published: {counts}."),
        PassedOver.KIND: _("Passed over, for they are of another type: {counts}. See --type."),
    }
    for address, why, detail in drafts.passed:
        if why in alone:
            yield alone[why].format(address=address, detail=detail)
    for why, told in counted.items():
        counts = Counter(each.detail for each in drafts.passed if each.why is why)
        if counts:
            yield told.format(counts=", ".join(f"{what} {n}" for what, n in counts.most_common()))
