"""The empty document that each begins from."""

from __future__ import annotations

import io
import zipfile

import docx

from valita_desktop.documents.docx_template import style_ids, template
from valita_desktop.documents.elements import ROLE_STYLES

MOST_BYTES = 24_000


def test_it_holds_every_style_that_a_text_is_given() -> None:
    asked = {"Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number"}

    assert asked | set(ROLE_STYLES.values()) <= style_ids().keys()


def test_it_carries_nothing_of_the_librarys_that_no_text_uses() -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as parts:
        names = parts.namelist()
    styles = docx.Document(io.BytesIO(template())).styles
    tables = {style.name for style in styles if style.element.get(TYPE) == "table"}

    assert [name for name in names if "thumbnail" in name or "Effects" in name] == []
    assert tables == {"Normal Table", "Table Grid"}
    assert len(template()) <= MOST_BYTES


TYPE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type"
