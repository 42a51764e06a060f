"""``valita packet``: lesson packets, put together, printed as one PDF and passed on.

A packet is called by its number or its name, a line of it by its number from 1.
"""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from valita_desktop.cli.answers import (
    NamedFileAnswer,
    PacketAnswer,
    PacketHead,
    PacketLine,
    PrintedAnswer,
)
from valita_desktop.cli.arguments import (
    add_command,
    add_family,
    one_of,
    output_of,
    put_out_pdf,
    tell,
    tell_recovery,
    words_of,
)
from valita_desktop.content.labels import coded
from valita_desktop.content.layouts import IN_PACKET, LAYOUTS, Layout, PartChoice
from valita_desktop.content.model import LANGS
from valita_desktop.errors import UsageError
from valita_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from valita_desktop.cli.arguments import Commands
    from valita_desktop.library.packets import Entry, Packet, Packets
    from valita_desktop.library.rows import Row
    from valita_desktop.library.shelf import Shelf
    from valita_desktop.library.store import Library
    from valita_desktop.library.userdata import UserData
    from valita_desktop.settings import Settings

_STATES = {
    "same": "",
    "changed": N_("changed since"),
    "missing": N_("withdrawn or not here"),
}


def add(commands: Commands) -> None:
    """Add the command to the program's."""
    kinds = add_family(commands, "packet", _("lesson packets"))
    new = add_command(kinds, "new", _("make a packet"), _new, PacketAnswer)
    new.add_argument("name", metavar="NAME")
    _add_add(kinds)
    remove = add_command(kinds, "remove", _("take a line out"), _remove, PacketAnswer)
    remove.add_argument("packet", metavar="PACKET")
    remove.add_argument("line", metavar="N", type=int)
    move = add_command(kinds, "move", _("move a line"), _move, PacketAnswer)
    move.add_argument("packet", metavar="PACKET")
    move.add_argument("line", metavar="FROM", type=int)
    move.add_argument("to", metavar="TO", type=int)
    add_command(kinds, "list", _("list the packets"), _list, list[PacketHead])
    show = add_command(kinds, "show", _("show a packet"), _show, PacketAnswer)
    show.add_argument("packet", metavar="PACKET")
    _add_print(kinds)
    told = _("write a packet into a file for a colleague")
    export = add_command(kinds, "export", told, _export, NamedFileAnswer)
    export.add_argument("packet", metavar="PACKET")
    export.add_argument("file", metavar="FILE", type=Path)
    taken = add_command(kinds, "import", _("take a packet from a file"), _import, PacketAnswer)
    taken.add_argument("file", metavar="FILE", type=Path)


def _add_add(kinds: Commands) -> None:
    parser = add_command(kinds, "add", _("put materials into a packet"), _add, PacketAnswer)
    parser.add_argument("packet", metavar="PACKET")
    parser.add_argument("ids", metavar="ID", nargs="+")
    parser.add_argument("--lang", help=_("language of the content: fi or sv"))
    layouts, parts = coded(IN_PACKET, _), coded(PartChoice, _)
    parser.add_argument(
        "--layout", default="sheet", help=_("one of: {words}").format(words=layouts)
    )
    parser.add_argument("--part", help=_("one of: {words}").format(words=parts))
    parser.add_argument("--copies", type=int, default=1, metavar="N", help=_("copies of each"))
    parser.add_argument("--at", type=int, metavar="N", help=_("as line N instead of the last"))


def _add_print(kinds: Commands) -> None:
    parser = add_command(kinds, "print", _("make one PDF of a packet"), _print, PrintedAnswer)
    parser.add_argument("packet", metavar="PACKET")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=_("the PDF file"))
    papers = words_of(LAYOUTS[Layout.PACKET].papers)
    parser.add_argument("--paper", default="A4", help=_("one of: {words}").format(words=papers))


@contextmanager
def _open(settings: Settings) -> Iterator[tuple[Shelf, Packets]]:
    from valita_desktop import app
    from valita_desktop.library.packets import Packets

    with closing(app.open_user_data()) as own:
        tell_recovery(own)
    with (
        closing(app.open_library(shared=settings.shared_library)) as library,
        closing(Packets(own.path)) as packets,
    ):
        app.add_own(library, settings)
        yield library, packets


def _new(arguments: argparse.Namespace, settings: Settings) -> int:
    with _open(settings) as (library, packets):
        packet = packets.new(arguments.name)
        told = _("Packet {n}: {name}").format(n=packet.id, name=packet.name)
        return tell(arguments, _as_json(packet, _rows(library)), [told])


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop.library.packets import MAX_COPIES

    if not 1 <= arguments.copies <= MAX_COPIES:
        raise UsageError("copies", str(arguments.copies), ("1", f"…{MAX_COPIES}"))
    from valita_desktop import app

    with _open(settings) as (library, packets), closing(app.open_user_data()) as own:
        packet = packets.find(arguments.packet)
        entries = tuple(_entries(library, own, arguments, settings, room=len(packet.entries)))
        at = None if arguments.at is None else arguments.at - 1
        packet = packets.change(packet.id, lambda now: now.with_entries(entries, at))
        return _tell(arguments, packet, library)


def _entries(
    library: Library, own: UserData, arguments: argparse.Namespace, settings: Settings, *, room: int
) -> Iterator[Entry]:
    from valita_desktop.errors import PacketFullError
    from valita_desktop.lesson_handout import entry_for, keep
    from valita_desktop.library.packets import MAX_ENTRIES

    if room + len(arguments.ids) > MAX_ENTRIES:  # before ten thousand items are opened
        raise PacketFullError(MAX_ENTRIES, room + len(arguments.ids))
    layout = one_of("layout", arguments.layout, IN_PACKET)
    part = one_of("part", arguments.part, PartChoice) if arguments.part else None
    lang = one_of("lang", arguments.lang or settings.content_language, LANGS)
    for item_id in arguments.ids:
        item = library.item(item_id)
        keep(item, library, own)
        yield entry_for(item, lang, library.seq, layout=layout, part=part, copies=arguments.copies)


def _remove(arguments: argparse.Namespace, settings: Settings) -> int:
    with _open(settings) as (library, packets):
        packet = packets.find(arguments.packet)
        packet = packets.change(packet.id, lambda now: now.without(arguments.line - 1))
        return _tell(arguments, packet, library)


def _move(arguments: argparse.Namespace, settings: Settings) -> int:
    with _open(settings) as (library, packets):
        packet = packets.find(arguments.packet)
        packet = packets.change(
            packet.id, lambda now: now.moved(arguments.line - 1, arguments.to - 1)
        )
        return _tell(arguments, packet, library)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    with _open(settings) as (library, packets):
        rows = _rows(library)
        found = packets.all()
    told = [f"{packet.id:4} {packet.name} · {_sum(packet, rows)}" for packet in found]
    told = told or [_("There are no packets yet. Make one: valita packet new NAME.")]
    return tell(arguments, [PacketHead(**_head(packet, rows)) for packet in found], told)


def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    with _open(settings) as (library, packets):
        return _tell(arguments, packets.find(arguments.packet), library)


def _print(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app, papers
    from valita_desktop.handouts import pdf
    from valita_desktop.lesson_handout import lesson_handout

    output_of(arguments)  # before any work
    paper = one_of("paper", arguments.paper.upper(), LAYOUTS[Layout.PACKET].papers)
    with _open(settings) as (library, packets), closing(app.open_user_data()) as own:
        packet = packets.find(arguments.packet)
        handout = lesson_handout(
            packet,
            library,
            papers.school(settings),
            paper,
            low_ink=settings.low_ink,
            both_sides=settings.both_sides,
            pins=own,
        )
    code = put_out_pdf(arguments, pdf.render(handout), handout.missing)
    if handout.missing:
        print(_("Left out: {titles}").format(titles=", ".join(handout.missing)), file=sys.stderr)
    return code


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app, paths

    with _open(settings) as (library, packets):
        packet = packets.find(arguments.packet)
        data = app.packet_file_of(library, packet)
    paths.write_whole(arguments.file, data)
    answer = NamedFileAnswer(file=str(arguments.file), name=packet.name)
    told = _("{file}: {name}").format(file=arguments.file, name=packet.name)
    return tell(arguments, answer, [told])


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    from valita_desktop import app
    from valita_desktop.errors import SettingLockedError
    from valita_desktop.library import packet_file
    from valita_desktop.messages.errors import sentence

    taken = packet_file.read(arguments.file)
    if taken.items and not settings.import_allowed:
        refused = SettingLockedError("import_allowed")
        if not taken.entries:
            raise refused
        print(sentence(refused), file=sys.stderr)
        taken = msgspec.structs.replace(taken, items=())
    with _open(settings) as (library, packets):
        taken = packet_file.with_arrived(taken, app.take_own(library.own, taken.items))
        app.add_own(library, settings)
        packet, new = packets.take(taken.name, taken.entries)
        return _tell(arguments, packet, library, new=new)


def _tell(
    arguments: argparse.Namespace, packet: Packet, library: Library, *, new: bool = True
) -> int:
    rows = _rows(library)
    told = [] if new else [_("This packet is here already:")]
    return tell(arguments, _as_json(packet, rows, new=new), [*told, *_lines(packet, rows)])


def _lines(packet: Packet, rows: dict[str, Row]) -> Iterator[str]:
    yield f"{packet.id:4} {packet.name} · {_sum(packet, rows)}"
    for number, entry in enumerate(packet.entries, start=1):
        row, state = rows.get(entry.item_id), _STATES[_state(entry, rows)]
        title = row.title(entry.lang) if row else entry.title or entry.item_id
        details = [entry.item_id, entry.lang, entry.layout, entry.part]
        details += [f"× {entry.copies}"] if entry.copies > 1 else []
        details += [_(state)] if state else []
        yield f"{number:4}. {title} ({', '.join(details)})"


def _sum(packet: Packet, rows: dict[str, Row]) -> str:
    from valita_desktop.library.packets import time_needed

    lines = ngettext("{n} line", "{n} lines", len(packet.entries)).format(n=len(packet.entries))
    time = time_needed(packet.entries, rows)
    told = [_("{n} min").format(n=time.minutes)] if time.minutes or not time.a_day else []
    told += [_("{n} min a day").format(n=time.a_day)] if time.a_day else []
    return f"{lines}, {' + '.join(told)}"


def _state(entry: Entry, rows: dict[str, Row]) -> str:
    row = rows.get(entry.item_id)
    if row is None:
        return "missing"
    return "same" if row.version == entry.version else "changed"


def _as_json(packet: Packet, rows: dict[str, Row], *, new: bool = True) -> PacketAnswer:
    lines = tuple(_line(entry, rows) for entry in packet.entries)
    return PacketAnswer(**_head(packet, rows), entries=lines, new=new)


def _head(packet: Packet, rows: dict[str, Row]) -> dict[str, Any]:
    from valita_desktop.library.packets import time_needed

    time = time_needed(packet.entries, rows)
    return {
        "id": packet.id,
        "name": packet.name,
        "created": packet.created.isoformat(),
        "lines": len(packet.entries),
        "minutes": time.minutes,
        "minutes_a_day": time.a_day,
    }


def _line(entry: Entry, rows: dict[str, Row]) -> PacketLine:
    row = rows.get(entry.item_id)
    return PacketLine(
        item=entry.item_id,
        title=row.title(entry.lang) if row else entry.title,
        lang=entry.lang,
        layout=entry.layout,
        part=entry.part,
        copies=entry.copies,
        version=entry.version,
        edition=entry.edition,
        version_now=row.version if row else None,
        state=_state(entry, rows),
    )


def _rows(library: Library) -> dict[str, Row]:
    return {row.id: row for row in library.rows()}
