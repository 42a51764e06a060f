"""Spelling by the computer's own dictionaries, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_source import change
from tests.makers import source_folder
from valita_desktop.errors import ContentErrorCode
from valita_desktop.publishing.check import check
from valita_desktop.publishing.spelling import allow_list, installed, unknown_words

if TYPE_CHECKING:
    from pathlib import Path

needs_finnish = pytest.mark.skipif(not installed("fi"), reason="voikkospell is not installed")
needs_swedish = pytest.mark.skipif(not installed("sv"), reason="hunspell is not installed")


@needs_finnish
def test_finnish_words_in_all_their_forms_are_known() -> None:
    words = {"kuukausibudjetissani", "työpaikkaohjaajalle", "opiskeluhuollon", "öisin", "viikkoo"}

    assert unknown_words("fi", words, frozenset()) == {"viikkoo"}


@needs_swedish
def test_swedish_words_are_known() -> None:
    words = {"studerande", "hyresavtalet", "månadsbudget", "studerannde"}

    assert unknown_words("sv", words, frozenset()) == {"studerannde"}


@needs_finnish
def test_a_word_with_a_hyphen_is_known_by_its_parts() -> None:
    assert unknown_words("fi", {"HOKS-keskustelu"}, frozenset({"hoks"})) == set()


@needs_finnish
def test_allowed_words_are_accepted_whatever_their_case() -> None:
    assert unknown_words("fi", {"Opo", "OPO"}, frozenset({"opo"})) == set()


@needs_finnish
@needs_swedish
@pytest.mark.parametrize("named", ["sv_FI.UTF-8", "POSIX", "xx_XX"])
def test_the_language_of_the_computer_does_not_matter(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", named)

    assert unknown_words("fi", {"yötyö", "yötyyö"}, frozenset()) == {"yötyyö"}
    assert unknown_words("sv", {"åtgärd", "åttgärd"}, frozenset()) == {"åttgärd"}


def test_a_spell_checker_that_fails_does_not_count_as_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("voikkospell", "hunspell"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert not installed("fi")
    assert not installed("sv")


def test_an_allow_list_has_comments(tmp_path: Path) -> None:
    (tmp_path / "words.fi.txt").write_text("# names\nWinNova  # the coordinator\n\n", "utf-8")

    assert allow_list(tmp_path, "fi") == {"winnova"}


@needs_swedish
def test_an_unknown_word_names_its_file_and_line(tmp_path: Path) -> None:
    source_folder(tmp_path, "m10", fi="Toinen", sv="Andra")
    change(source_folder(tmp_path), "Månad:", "Månnad:", "sv.md")

    found = [e for e in check(tmp_path, spell=True).errors if e.code is ContentErrorCode.SPELLING]

    assert [(e.detail, e.path.name if e.path else "", e.line) for e in found] == [
        ("Månnad", "sv.md", 11)
    ]
