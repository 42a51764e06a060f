"""People read a whole sentence, whatever goes wrong."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import pytest

from valita_desktop import errors, i18n
from valita_desktop.errors import (
    ContentError,
    Doubt,
    LayoutUnavailableError,
    PacketFlaw,
    Problem,
    Snag,
    Trouble,
    WhyNot,
)
from valita_desktop.messages import errors as messages
from valita_desktop.messages import feeds as messages_sync
from valita_desktop.messages import packets as messages_packets

SAMPLES: tuple[Exception, ...] = (
    errors.ValitaError(),
    ContentError(Problem.RAW_HTML, "<b>", line=3, path=Path("fi.md")),
    errors.LibraryError(),
    errors.ItemNotFoundError("m99"),
    errors.StoreUnusableError(Path("content.db"), "disk I/O error"),
    errors.FeedError("base-1.json", "no items"),
    errors.NetworkFolderError(Path("content.db"), "nfs4"),
    errors.OwnDataError(Path("own.json"), "no JSON"),
    errors.PacketFullError(200, 10_000),
    errors.PacketFileError(Path("week.valita-packet"), PacketFlaw.NO_PACKET, "no JSON"),
    errors.NothingToPrintError("Viikko 1"),
    errors.AppTooOldError("base-1.json", "2.0"),
    errors.UpdateError(),
    errors.SourceError("https://example.invalid", Trouble.OFFLINE),
    errors.TrustError("https://example.invalid", Doubt.UNSIGNED),
    errors.UpdateBusyError(),
    errors.NoSpaceError(Path("data"), 2_500_000, 900_000),
    errors.MassWithdrawalError(30, 100),
    errors.UpdateCancelledError(),
    errors.PublishError(Snag.NO_KEY, "root-1"),
    errors.HandoutError(),
    LayoutUnavailableError("cards", "m09", WhyNot.NO_CARDS),
    errors.PaperOverflowError("m09", "table"),
    errors.OutputError(Path("out.pdf"), "Permission denied"),
    errors.PrinterError("Canon", "out of paper"),
    errors.PrintStoppedError("Canon", 3),
    errors.UsageError("theme", "cats", ("equality", "everyday")),
)


@pytest.mark.parametrize(
    ("said", "finnish", "swedish"),
    [
        ("No space left on device", "levy on täynnä", "disken är full"),
        ("Permission denied", "sinne ei saa kirjoittaa", "du får inte skriva där"),
        ("Read-only file system", "sitä voi vain lukea", "det går bara att läsa"),
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


def families(root: type[Exception]) -> set[type[Exception]]:
    return {root}.union(*(families(child) for child in root.__subclasses__()))


def test_every_class_of_error_has_a_message_of_its_own() -> None:
    ours = {c for c in families(errors.ValitaError) if c.__module__ == errors.__name__}

    assert ours == set(messages._MESSAGES)


def test_every_class_of_error_is_among_the_samples() -> None:
    assert {type(sample) for sample in SAMPLES} == set(messages._MESSAGES)


@pytest.mark.parametrize("error", SAMPLES, ids=lambda e: type(e).__name__)
def test_a_message_says_what_happened_what_works_and_what_to_do(error: Exception) -> None:
    told = messages.message(error)

    assert all(part.endswith((".", "!", ">")) and "{" not in part for part in told)


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_of_a_text_has_its_words(problem: Problem) -> None:
    happened, todo = messages.PROBLEMS[problem]

    fields = {name for _, name, _, _ in string.Formatter().parse(happened) if name}

    assert fields <= {"detail"}
    assert todo.endswith(".")


@pytest.mark.parametrize(
    "told",
    [
        *(messages_sync.TROUBLES[each] for each in Trouble),
        *(messages_sync.DOUBTS[each] for each in Doubt),
        *(messages_sync.SNAGS[each] for each in Snag),
        *(messages_packets.FLAWS[each] for each in PacketFlaw),
    ],
)
def test_every_reason_of_a_refusal_has_its_words(told: tuple[str, str]) -> None:
    happened, todo = told

    fields = {name for _, name, _, _ in string.Formatter().parse(happened) if name}

    assert fields <= {"source", "detail", "path"}
    assert happened.endswith(".")
    assert todo.endswith(".")


@pytest.mark.parametrize("why", WhyNot)
def test_every_reason_against_a_layout_has_its_words(why: WhyNot) -> None:
    assert messages.reason(why).endswith(".")


def test_a_problem_in_a_file_names_the_file_and_the_line() -> None:
    error = ContentError(Problem.IMAGE_ALT, "wheel.png", line=12, path=Path("m06/sv.md"))

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
    *(errors.SourceError("https://example.invalid", each, "x") for each in Trouble),
    *(errors.TrustError("https://example.invalid", each) for each in Doubt),
    *(errors.PublishError(each, "x") for each in Snag),
)


@pytest.mark.parametrize("lang", ["fi", "sv"])
@pytest.mark.parametrize("error", [*SAMPLES, *REFUSALS], ids=str)
def test_every_message_is_told_in_both_languages(error: Exception, lang: i18n.UiLang) -> None:
    english = messages.message(error)

    i18n.set_language(lang)
    told = messages.message(error)

    assert all(one != other for one, other in zip(told, english, strict=True))
    assert "{" not in str(told)
