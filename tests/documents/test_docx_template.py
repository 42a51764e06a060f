"""The empty document that each begins from."""

from __future__ import annotations

from docx.oxml.ns import qn

from valita_desktop.documents.docx_template import LOCALES, empty, style_ids
from valita_desktop.documents.elements import ROLE_STYLES

MOST_BYTES = 80_000


def test_it_holds_every_style_that_a_text_is_given() -> None:
    asked = {"Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number"}

    assert asked | set(ROLE_STYLES.values()) <= style_ids().keys()


def test_it_carries_nothing_of_the_librarys_that_no_text_uses() -> None:
    document = empty("fi")
    sizes = {str(part.partname): len(part.blob) for part in document.part.package.parts}
    tables = {style.name for style in document.styles if style.element.get(TYPE) == "table"}

    assert [name for name in sizes if "thumbnail" in name or "Effects" in name] == []
    assert tables == {"Normal Table", "Table Grid"}
    assert sum(sizes.values()) <= MOST_BYTES


def test_what_one_text_makes_of_it_no_other_has() -> None:
    changed = empty("fi")
    changed.add_paragraph("words")
    changed.core_properties.title = "title"

    assert [each.text for each in empty("fi").paragraphs] == []
    assert empty("fi").core_properties.title != "title"
    assert empty("fi").part.package is not changed.part.package


def test_its_styles_are_in_the_language_of_its_words() -> None:
    for lang, locale in LOCALES.items():
        told = empty(lang).styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
        assert {each.get(qn("w:val")) for each in told} == {locale}


TYPE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type"
