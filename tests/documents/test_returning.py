"""A document that was written from an item comes back as that item, with what was changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.documents.office import by_office, needs_office
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import Part, blocks_of, plain
from valita_desktop.content.handout import PartChoice, name_labels, parts_of
from valita_desktop.content.model import LANGS
from valita_desktop.content.source import SourceItem, item_folders, load_item
from valita_desktop.documents import docx as docx_writer
from valita_desktop.documents import odt as odt_writer
from valita_desktop.documents.origin import mark_of, origin_of
from valita_desktop.documents.plan import Draft
from valita_desktop.documents.reader import read
from valita_desktop.documents.reading import Losses
from valita_desktop.documents.returning import ReturnedText, texts_of
from valita_desktop.paths import data_root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from valita_desktop.content.model import Lang

WRITERS = {"docx": docx_writer.write, "odt": odt_writer.write}
FOLDERS = [
    folder
    for folder in item_folders(data_root() / "resources/content")
    if folder.parent.name not in ("facts", "synonyms")
]


@cache
def facts() -> Mapping[str, Any]:
    folders = item_folders(data_root() / "resources/content")
    loaded = (load_item(each) for each in folders if each.parent.name == "facts")
    return {each.item.id: each.item for each in loaded}


def drafts_of(source: SourceItem, langs: Sequence[Lang] = LANGS) -> tuple[Draft, ...]:
    made = []
    for lang in langs:
        document = parts_of(source.item, lang, PartChoice.ALL)
        labels = (label for part in document for label in name_labels(source.item, part))
        blanks = tuple(dict.fromkeys(labels))
        made.append(Draft(source.item, lang, document, facts(), source.images, {}, blanks))
    return tuple(made)


def kit(item_id: str) -> SourceItem:
    return load_item(next(each for each in FOLDERS if each.name.startswith(f"{item_id}-")))


def back(file: Path, drafts: Sequence[Draft]) -> dict[Lang, ReturnedText]:
    return texts_of(read(file), drafts, "x", Losses())


@pytest.mark.parametrize("folder", FOLDERS, ids=[each.name for each in FOLDERS])
def test_every_material_comes_back_as_it_went(tmp_path: Path, folder: Path) -> None:
    source = load_item(folder)
    different = []
    for kind, lang in (("docx", "fi"), ("odt", "sv")):
        if lang not in source.item.texts:
            continue
        drafts = drafts_of(source, [lang])
        file = tmp_path / f"a.{kind}"
        file.write_bytes(WRITERS[kind](drafts))

        found = read(file)
        text = texts_of(found, drafts, "x", Losses())[drafts[0].lang]

        assert found.mark == mark_of(drafts)
        if +found.losses or (text.title, text.document) != (drafts[0].title, drafts[0].document):
            different.append((kind, lang))

    assert different == []


@needs_office
@pytest.mark.parametrize(("kind", "to"), [("docx", "docx"), ("odt", "odt"), ("docx", "odt")])
def test_what_libreoffice_has_saved_comes_back_too(tmp_path: Path, kind: str, to: str) -> None:
    items = [kit(each) for each in ("m09", "m11", "m14", "m42", "m63")]
    drafts = {f"{each.item.id}.{kind}": drafts_of(each) for each in items}
    saved = by_office(tmp_path, {name: WRITERS[kind](each) for name, each in drafts.items()}, to)

    for name, each in drafts.items():
        file = tmp_path / f"saved.{to}"
        file.write_bytes(saved[name])
        texts = back(file, each)
        assert read(file).mark == mark_of(each)
        assert {lang: text.document for lang, text in texts.items()} == {
            one.lang: one.document for one in each
        }


def changed(tmp_path: Path, source: SourceItem, changes: Mapping[str, str]) -> ReturnedText:
    """A text after somebody has written other words over some of its paragraphs and cells."""
    drafts = drafts_of(source, ["fi"])
    file = tmp_path / "a.docx"
    file.write_bytes(docx_writer.write(drafts))
    document = docx.Document(str(file))
    left = dict(changes)
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)):
        words = next((each for each in left if paragraph.text.startswith(each)), None)
        if words is not None:
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = left.pop(words)
    assert left == {}
    document.save(str(file))
    return back(file, drafts)["fi"]


def difference(source: SourceItem, text: ReturnedText) -> list[tuple[b.Block, b.Block]]:
    """Blocks that are not what they were, each with what it is now."""
    before = drafts_of(source, ["fi"])[0].document
    assert [part.role for part in before] == [part.role for part in text.document]
    assert [len(part.blocks) for part in before] == [len(part.blocks) for part in text.document]
    return [
        (one, other)
        for old, new in zip(before, text.document, strict=True)
        for one, other in zip(old.blocks, new.blocks, strict=True)
        if one != other
    ]


def test_two_changed_lines_are_two_changed_blocks(tmp_path: Path) -> None:
    source = kit("m09")

    text = changed(
        tmp_path, source,
        {"Onko laina": "Kysymys: vaihe 3.", "Laske, riitt": "Laske Porin hinnoilla."},
    )  # fmt: skip

    (listed, told) = difference(source, text)
    assert isinstance(listed[1], b.BulletList)
    assert plain(listed[1].items[-1]) == "Kysymys: vaihe 3."
    assert listed[1].items[:-1] == listed[0].items[:-1]  # type: ignore[union-attr]  # it was a list
    assert told[1] == b.Paragraph((b.Span("Laske Porin hinnoilla."),))


def test_title_and_summary_are_taken_where_they_were_changed(tmp_path: Path) -> None:
    words = {"Kuukausibudjetti": "Porin budjetti", "Opiskelija laskee": "Lasketaan."}

    text = changed(tmp_path, kit("m09"), words)

    assert (text.title, text.summary) == ("Porin budjetti", "Lasketaan.")


def line(words: str) -> b.Inline:
    return (b.Span(words),)


REBUILT: dict[str, tuple[b.Block, b.Block]] = {
    "fill-table": (
        b.FillTable((line("Menot"), line("€")), ((line("Vanha"), ()),), 2, "Yhteensä"),
        b.FillTable((line("Menot"), line("€")), ((line("Uusi"), ()),), 2, "Yhteensä"),
    ),
    "week-grid": (b.WeekGrid((line("Vanha"), line("b"))), b.WeekGrid((line("Uusi"), line("b")))),
    "year-grid": (b.YearGrid((line("Vanha"),)), b.YearGrid((line("Uusi"),))),
    "wheel": (b.Wheel(("Vanha", "b", "c", "d")), b.Wheel(("Uusi", "b", "c", "d"))),
    "scale": (
        b.Scale((line("Vanha"), line("b")), "ei", "kyllä"),
        b.Scale((line("Uusi"), line("b")), "ei", "kyllä"),
    ),
    "cards": (
        b.Cards((b.Card("", line("Vanha"), line("x")), b.Card("Ilo", line("b"), line("y")))),
        b.Cards((b.Card("", line("Uusi"), line("x")), b.Card("Ilo", line("b"), line("y")))),
    ),
    "circles": (b.Circles(("Vanha", "b")), b.Circles(("Uusi", "b"))),
    "hand": (b.Hand(("Vanha", "b", "c", "d", "e")), b.Hand(("Uusi", "b", "c", "d", "e"))),
    "timeline": (b.Timeline(("Vanha", "b")), b.Timeline(("Uusi", "b"))),
    "flow": (b.Flow((line("a"), line("Vanha"))), b.Flow((line("a"), line("Uusi")))),
    "answer": (b.AnswerBox(3, line("Vanha")), b.AnswerBox(3, line("Uusi"))),
    "result": (b.Result(line("Vanha")), b.Result(line("Uusi"))),
    "tip": (
        b.Callout("tip", "Otsikko", (b.Paragraph(line("Vanha")), b.BulletList((line("b"),)))),
        b.Callout("tip", "Otsikko", (b.Paragraph(line("Uusi")), b.BulletList((line("b"),)))),
    ),
    "steps": (
        b.Steps((b.Step("Vanha", 5, line("Tehdään.")), b.Step("b", 10, line("Työ.")))),
        b.Steps((b.Step("Uusi", 5, line("Tehdään.")), b.Step("b", 10, line("Työ.")))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REBUILT)
def test_a_block_with_other_words_is_still_that_block(tmp_path: Path, name: str) -> None:
    before, after = REBUILT[name]
    around = (b.Paragraph(line("Ennen tätä.")), before, b.Paragraph(line("Tämän jälkeen.")))
    part = Part("facilitator", around)
    draft = Draft(kit("m09").item, "fi", (part,), facts())
    file = tmp_path / "a.docx"
    file.write_bytes(docx_writer.write([draft]))
    document = docx.Document(str(file))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)):
        for run in paragraph.runs:
            run.text = run.text.replace("Vanha", "Uusi")
    document.save(str(file))

    (found,) = back(file, [draft])["fi"].document

    assert found.blocks == (around[0], after, around[2])


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("name", REBUILT)
def test_a_page_begins_with_whatever_stands_first_on_it(
    tmp_path: Path, name: str, kind: str
) -> None:
    first, _ = REBUILT[name]
    blocks = (b.Paragraph(line("Ennen tätä.")), b.PageBreak(), first, b.Paragraph(line("Loppu.")))
    draft = Draft(kit("m09").item, "fi", (Part("facilitator", blocks),), facts())
    file = tmp_path / f"a.{kind}"
    file.write_bytes(WRITERS[kind]([draft]))

    (found,) = back(file, [draft])["fi"].document

    assert found.blocks == blocks


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_line_to_cut_along_is_one_again(tmp_path: Path, kind: str) -> None:
    blocks = (b.Paragraph(line("Lappu 1.")), b.Cut(), b.Paragraph(line("Lappu 2.")))
    draft = Draft(kit("m09").item, "fi", (Part("facilitator", blocks),), facts())
    file = tmp_path / f"a.{kind}"
    file.write_bytes(WRITERS[kind]([draft]))

    (found,) = back(file, [draft])["fi"].document

    assert found.blocks == blocks


@pytest.mark.parametrize("drawn", ["✂ - - - - - - -", "–––– ✂ ––––", "✂"])
def test_a_line_to_cut_along_is_known_in_any_document(tmp_path: Path, drawn: str) -> None:
    document = docx.Document()
    for words in ("Lappu 1 on luokalle.", drawn, "Lappu 2 on kotiin."):
        document.add_paragraph(words)
    document.save(str(tmp_path / "a.docx"))

    (part,) = back(tmp_path / "a.docx", [])["fi"].document

    assert [type(each) for each in part.blocks][-2:] == [b.Cut, b.Paragraph]


def test_a_link_to_an_item_is_a_link_again_where_its_words_are_left(tmp_path: Path) -> None:
    text = changed(tmp_path, kit("m09"), {"Onko laina": "Kahden kesken."})

    links = {span.href for block in blocks_of(text.document) for span in b.spans(block)}
    assert {"item:m12", "item:m41"} <= links


def test_what_was_written_between_stands_where_it_was_written(tmp_path: Path) -> None:
    drafts = drafts_of(kit("m09"), ["fi"])
    file = tmp_path / "a.docx"
    file.write_bytes(docx_writer.write(drafts))
    document = docx.Document(str(file))
    heading = next(each for each in document.paragraphs if each.text == "Näin pareille voi vastata")
    heading.insert_paragraph_before("Oma huomio: ____________")
    document.save(str(file))

    facilitator, _sheet = back(file, drafts)["fi"].document

    at = [
        plain(each.text) for each in facilitator.blocks if isinstance(each, b.Heading | b.Paragraph)
    ]
    assert at[at.index("Näin pareille voi vastata") - 1] == "Oma huomio:"


@pytest.mark.parametrize(
    "mark", ["", "m09", "m09 x", "m09 1 en=sheet", "m09 1 fi=all", "../x 1 fi=sheet"]
)
def test_what_is_no_mark_is_no_origin(mark: str) -> None:
    assert origin_of(mark) is None


def test_a_mark_tells_what_was_written() -> None:
    drafts = drafts_of(kit("m09"))

    origin = origin_of(mark_of(drafts))

    assert origin is not None
    assert (origin.item_id, origin.version) == ("m09", drafts[0].item.record.version)
    assert origin.texts == tuple((each, ("facilitator", "sheet")) for each in LANGS)
