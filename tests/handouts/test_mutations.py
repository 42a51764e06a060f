"""Broken copies: each is broken in one way that hurts a reader, and each must be caught.

The judges are the validator and the comparison with the source. Where the validator is
blind (everything an artifact, a heading tagged as text, words glued together), the
comparison has to see.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.handouts.making import Case, made
from tests.handouts.reading import said
from tests.handouts.test_pdfua import failures
from valita_desktop.content.handout import Layout, PartChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.handouts.reading import Thing

CASE = Case("x-flow", "sv", Layout.SHEET, part=PartChoice.ALL)
FORM = Case("m09", "sv", Layout.FORM, part=PartChoice.STUDENT)


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Thing]:
    return [each for each in _walk(pdf.Root.StructTreeRoot.K) if f"/{tag}" == each.S]


def _walk(element: Thing) -> Iterator[Thing]:
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def rewrite(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=False)


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for each in _walk(pdf.Root.StructTreeRoot.K):
        if "/Lang" in each:
            del each.Lang


def wrong_language(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Sect")[0].Lang = pikepdf.String("fi")


def all_artifacts(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, lambda code: re.sub(rb"/\w+ <</MCID \d+[^\n]*>> BDC", b"/Artifact BMC", code))


def heading_as_text(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = pikepdf.Name.P


def skipped_level(pdf: pikepdf.Pdf) -> None:
    for each in elements(pdf, "H2"):
        each.S = pikepdf.Name.H3


def wrong_order(pdf: pikepdf.Pdf) -> None:
    kids = elements(pdf, "Sect")[0].K
    kids[-1], kids[2] = kids[2], kids[-1]


def lost_paragraph(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Sect")[0].K[2]


def said_twice(pdf: pikepdf.Pdf) -> None:
    kids = elements(pdf, "Sect")[0].K
    kids.append(kids[2])


def no_alternative_text(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def wrong_alternative_text(pdf: pikepdf.Pdf) -> None:
    for each in elements(pdf, "Figure"):
        each.Alt = pikepdf.String("bild")


def glued_words(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, lambda code: code.replace(b" ) Tj", b") Tj"))


def no_row_scope(pdf: pikepdf.Pdf) -> None:
    for each in elements(pdf, "TH"):
        each.S = pikepdf.Name.TD


def lost_cell(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "TR")[-1].K[-1]


def characters_unknown(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        source = font.ToUnicode.read_bytes()
        changed = re.sub(rb"(<[0-9A-F]{2}>) <[0-9A-F]{4}>\n", rb"\1 <0000>\n", source)
        font.ToUnicode = pdf.make_stream(changed)


def characters_swapped(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        source = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(source.replace(b"<0061>", b"<0065>"))


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        del font.FontDescriptor.FontFile2


def text_outside(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.pages[0].resources.Font.keys()))[1:].encode()
    rewrite(pdf, lambda code: code + b"\nBT /" + name + b" 12 Tf 90 90 Td (a) Tj ET\n")


def no_title(pdf: pikepdf.Pdf) -> None:
    source = pdf.Root.Metadata.read_bytes()
    changed = re.sub(rb"<dc:title>.*?</dc:title>", b"", source)
    pdf.Root.Metadata = pdf.make_stream(
        changed, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def not_called_ua(pdf: pikepdf.Pdf) -> None:
    source = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    pdf.Root.Metadata = pdf.make_stream(
        source, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def title_hidden(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def link_says_nothing(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for each in page.get("/Annots", []):
            del each.Contents


def link_belongs_nowhere(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for each in page.get("/Annots", []):
            del each.StructParent


def no_way_back(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.Tabs


def field_says_nothing(pdf: pikepdf.Pdf) -> None:
    for each in pdf.pages[0].Annots:
        del each.TU


def field_belongs_nowhere(pdf: pikepdf.Pdf) -> None:
    for each in elements(pdf, "Form"):
        del each.K


OF_SHEET = [
    no_structure, not_marked, no_language, wrong_language, all_artifacts, heading_as_text,
    skipped_level, wrong_order, lost_paragraph, said_twice, no_alternative_text,
    wrong_alternative_text, glued_words, no_row_scope, lost_cell, characters_unknown,
    characters_swapped, font_not_embedded, text_outside, no_title, not_called_ua, title_hidden,
    link_says_nothing, link_belongs_nowhere, no_way_back, no_tab_order,
]  # fmt: skip
OF_FORM = [field_says_nothing, field_belongs_nowhere]


def copy_of(case: Case, mutate: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(case))) as pdf:
        mutate(pdf)
        pdf.save(out)
    return out.getvalue()


def complaints(data: bytes, case: Case) -> list[str]:
    """What the validator finds, and where the words differ from the healthy copy.

    The healthy copy is compared with the source itself in test_semantics.
    """
    found = failures(data)
    try:
        if said(data) != said(made(case)):
            found.append("something else is read aloud")
    except (KeyError, AttributeError, TypeError) as error:
        found.append(f"cannot be read: {error}")
    return found


def leave_it(pdf: pikepdf.Pdf) -> None:
    """Break nothing."""


@pytest.mark.parametrize("case", [CASE, FORM], ids=str)
def test_a_healthy_copy_is_not_complained_about(case: Case) -> None:
    assert complaints(copy_of(case, leave_it), case) == []


@pytest.mark.parametrize("mutate", OF_SHEET, ids=lambda mutate: mutate.__name__)
def test_a_broken_sheet_is_caught(mutate: Callable[[pikepdf.Pdf], None]) -> None:
    assert complaints(copy_of(CASE, mutate), CASE)


@pytest.mark.parametrize("mutate", OF_FORM, ids=lambda mutate: mutate.__name__)
def test_a_broken_form_is_caught(mutate: Callable[[pikepdf.Pdf], None]) -> None:
    assert complaints(copy_of(FORM, mutate), FORM)
