"""What the letters have no shape for is told before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.content.test_source import change
from tests.makers import source_folder
from valita_desktop.errors import ContentErrorCode
from valita_desktop.print_check import PrintCheck
from valita_desktop.publishing.check import check

if TYPE_CHECKING:
    from pathlib import Path


def told(source: Path) -> list[tuple[str, int, str]]:
    errors = check(source, proof=PrintCheck.of_tree(source)).errors
    assert {error.code for error in errors} <= {ContentErrorCode.NO_SHAPE}
    return [(e.path.name if e.path else "", e.line, e.detail) for e in errors]


def test_signs_that_are_drawn_or_exchanged_are_no_mistake(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(
        folder, "Mihin raha", "Valitse ↓ kirjoita ↓ palauta ★ 😀 ❤\ufe0f e\u2011resepti", "fi.md"
    )
    change(folder, "Kuukausibudjetti", "Kuukausi ☑ Привет")

    assert told(tmp_path) == []


def test_a_sign_without_a_shape_names_its_line_and_itself(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Mihin raha", "Mihin 王\uf0a7 raha 王", "fi.md")
    change(folder, "Månad:", "Månad \u0e01:", "sv.md")
    change(folder, 'keywords = ["raha"]', 'keywords = ["raha", "\u0e01"]')

    assert told(tmp_path) == [
        ("fi.md", 4, "王 (U+738B, CJK UNIFIED IDEOGRAPH-738B), U+F0A7"),
        ("item.toml", 19, "\u0e01 (U+0E01, THAI CHARACTER KO KAI)"),
        ("sv.md", 11, "\u0e01 (U+0E01, THAI CHARACTER KO KAI)"),
    ]


def test_of_many_signs_on_a_line_the_first_are_named(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Månad:", "\u0e01\u0e02\u0e03\u0e04\u0e05:", "sv.md")

    ((_file, _line, detail),) = told(tmp_path)
    assert (detail.count("THAI"), detail[-3:]) == (3, ", …")


def test_a_fact_is_looked_at_too_though_it_has_no_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "facts/f-112-hatanumero"
    folder.mkdir(parents=True)
    (folder / "item.toml").write_text(
        'id = "f-112"\nkind = "fact"\ncreated = 2026-11-24\nvalid_until = 2027-12-31\n'
        'source = { publisher = "Apu", title = "112", address = "https://example.org" }\n'
        '[fi]\ntitle = "Apua"\nsummary = "112 王"\n[sv]\ntitle = "Hjälp"\nsummary = "112"\n',
        encoding="utf-8",
    )

    assert told(tmp_path) == [("item.toml", 8, "王 (U+738B, CJK UNIFIED IDEOGRAPH-738B)")]
