"""People read a whole sentence, whatever goes wrong."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from valita_desktop import errors, i18n
from valita_desktop.errors import (
    ContentError,
    ContentErrorCode,
    LayoutErrorCode,
    PacketFileErrorCode,
    PublishErrorCode,
    SourceErrorCode,
    TrustErrorCode,
)
from valita_desktop.messages import errors as messages
from valita_desktop.messages import feeds as messages_sync
from valita_desktop.messages import packets as messages_packets

_VALUES: dict[str, object] = {
    "Path": Path("m06/sv.md"),
    "Path | None": None,
    "dt.datetime | None": None,
    "StoreUnusableError": errors.StoreUnusableError(Path("user.db"), "database is locked"),
    "str": "x",
    "int": 3,
    "tuple[str, ...]": ("equality", "everyday"),
}


def families(root: type[Exception]) -> set[type[Exception]]:
    return {root}.union(*(families(child) for child in root.__subclasses__()))


OURS = sorted(
    (c for c in families(errors.ValitaError) if c.__module__ == errors.__name__),
    key=lambda one: one.__name__,
)


def sample(error: type[Exception], **given: object) -> Exception:
    """An error with something in every field, by the types of its arguments."""
    arguments: dict[str, Any] = {}
    for name, kind in getattr(error.__init__, "__annotations__", {}).items():
        if name in given:
            arguments[name] = given[name]
        elif name != "return":
            arguments[name] = (
                _VALUES[kind] if kind in _VALUES else next(iter(getattr(errors, kind)))
            )
    return error(**arguments)


SAMPLES = tuple(sample(error) for error in OURS)


@pytest.mark.parametrize(
    ("said", "finnish", "swedish"),
    [
        ("No space left on device", "levy on täynnä", "disken är full"),
        ("Permission denied", "sinne ei saa kirjoittaa", "du får inte skriva där"),
        ("Read-only file system", "sitä voi vain lukea", "det går bara att läsa"),
        ("File name too long", "sen nimi on liian pitkä", "namnet är för långt"),
        ("Connection timed out", "verkkoasema ei vastaa", "nätverksdisken svarar inte"),
        ("Too many links", "Too many links", "Too many links"),
        (
            "No such file or directory",
            "tiedostoa tai kansiota ei ole",
            "filen eller mappen finns inte",
        ),
        ("not a regular file", "se ei ole tiedosto", "det är ingen fil"),
        ("database or disk is full", "levy on täynnä", "disken är full"),
        ("disk I/O error", "levy ei vastaa", "disken svarar inte"),
        ("out of cheese", "out of cheese", "out of cheese"),
    ],
)
def test_the_computers_reasons_are_told_in_the_persons_language(
    said: str, finnish: str, swedish: str
) -> None:
    error = errors.OutputError(Path("x.pdf"), said)

    told: tuple[tuple[i18n.UiLang, str], ...] = (("fi", finnish), ("sv", swedish))
    for lang, reason in told:
        i18n.set_language(lang)
        assert "x.pdf" in messages.sentence(error)
        assert f"({reason})" in messages.sentence(error)


def test_every_class_of_error_has_a_message_of_its_own() -> None:
    assert set(OURS) == set(messages._MESSAGES)


@pytest.mark.parametrize("error", SAMPLES, ids=lambda e: type(e).__name__)
def test_a_message_says_what_happened_what_works_and_what_to_do(error: Exception) -> None:
    told = messages.message(error)

    assert all(part.endswith((".", "!", ">")) and "{" not in part for part in told)


@pytest.mark.parametrize("problem", ContentErrorCode)
def test_every_problem_of_a_text_has_its_words(problem: ContentErrorCode) -> None:
    happened, todo = messages.CONTENT_WORDS[problem]

    fields = {name for _, name, _, _ in string.Formatter().parse(happened) if name}

    assert fields <= {"detail"}
    assert todo.endswith(".")


@pytest.mark.parametrize(
    "told",
    [
        *(messages_sync.SOURCE_WORDS[each] for each in SourceErrorCode),
        *(messages_sync.TRUST_WORDS[each] for each in TrustErrorCode),
        *(messages_sync.PUBLISH_WORDS[each] for each in PublishErrorCode),
        *(messages_packets.PACKET_FILE_WORDS[each] for each in PacketFileErrorCode),
    ],
)
def test_every_reason_of_a_refusal_has_its_words(told: tuple[str, str]) -> None:
    happened, todo = told

    fields = {name for _, name, _, _ in string.Formatter().parse(happened) if name}

    assert fields <= {"source", "detail", "path"}
    assert happened.endswith(".")
    assert todo.endswith(".")


@pytest.mark.parametrize("why", LayoutErrorCode)
def test_every_reason_against_a_layout_has_its_words(why: LayoutErrorCode) -> None:
    assert messages.reason(why).endswith(".")


def test_a_problem_in_a_file_names_the_file_and_the_line() -> None:
    error = ContentError(ContentErrorCode.IMAGE_ALT, "wheel.png", line=12, path=Path("m06/sv.md"))

    assert messages.sentence(error).startswith(f"{Path('m06/sv.md')}, line 12: ")


def test_a_bug_is_called_a_fault_of_the_program() -> None:
    assert "fault of its own" in messages.sentence(KeyError("x"))


def test_an_unknown_subclass_speaks_as_its_family() -> None:
    class NewFeedError(errors.FeedError):
        pass

    assert "package of materials" in messages.sentence(NewFeedError("a", "b"))


def test_the_command_line_gets_messages_without_qt() -> None:
    code = (
        "import sys, valita_desktop.messages.errors; "
        "sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


REFUSALS: tuple[Exception, ...] = (
    *(errors.SourceError("https://example.invalid", each, "x") for each in SourceErrorCode),
    *(errors.TrustError("https://example.invalid", each) for each in TrustErrorCode),
    *(errors.PublishError(each, "x") for each in PublishErrorCode),
)


@pytest.mark.parametrize("lang", ["fi", "sv"])
@pytest.mark.parametrize("error", [*SAMPLES, *REFUSALS], ids=str)
def test_every_message_is_told_in_both_languages(error: Exception, lang: i18n.UiLang) -> None:
    english = messages.message(error)

    i18n.set_language(lang)
    told = messages.message(error)

    assert all(one != other for one, other in zip(told, english, strict=True))
    assert "{" not in str(told)


def test_the_way_to_write_it_stands_in_quotation_marks() -> None:
    detail = "2*3 → 2\\*3 · a* → a\\*"

    told = messages.sentence(ContentError(ContentErrorCode.EMPHASIS, detail, line=1))

    assert "“2*3” → “2\\*3” · “a*” → “a\\*”" in told
