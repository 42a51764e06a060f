"""The command line on the shipped kit: what it prints, and what it says when it cannot."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests import pictures
from tests.makers import source_folder
from tests.own import own_folder
from valita_desktop import paths, settings
from valita_desktop.cli import main
from valita_desktop.library import own_items

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.i18n import UiLang

PDFTOTEXT = shutil.which("pdftotext")
needs_poppler = pytest.mark.skipif(
    PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed"
)


@pytest.fixture(autouse=True)
def _in_english(kit: Path) -> None:
    settings.save(settings.Settings(ui_language="en"))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - any JSON
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(list(words))
    said = capsys.readouterr()
    assert said.out == ""
    return code, said.err


def test_the_kit_is_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(capsys, "list")

    assert {each["kind"] for each in listed} >= {"theme", "practice", "material", "project"}
    assert all(each["langs"] == ["fi", "sv"] for each in listed)


def test_a_command_seldom_looks_for_waste_and_leaves_that_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual, meanwhile = gc.get_threshold(), list[int]()

    def noted(_argv: object) -> int:
        meanwhile.append(gc.get_threshold()[0])
        return 0

    monkeypatch.setattr("valita_desktop.cli.program._run", noted)

    assert main([]) == 0
    assert meanwhile[0] > 10 * usual[0]
    assert gc.get_threshold() == usual


def test_the_four_themes_have_their_published_names(capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(capsys, "list", "--kind", "theme", "--lang", "sv")

    assert [each["title"] for each in listed] == [
        "Deltagande och påverkan",
        "Likabehandling och jämlikhet",
        "Hantera vardagen",
        "Ledning av välbefinnandet",
    ]


@pytest.mark.parametrize("theme", ["everyday", "t3"])
def test_a_theme_is_chosen_by_its_code_or_its_item(
    capsys: pytest.CaptureFixture[str], theme: str
) -> None:
    listed = told(capsys, "list", "--theme", theme)

    assert listed
    assert all("everyday" in each["themes"] for each in listed)


def test_an_item_is_shown_with_its_words_and_parts(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "show", "m09", "--lang", "sv")

    assert (shown["id"], shown["lang"], shown["title"]) == ("m09", "sv", "Månadsbudget")
    assert [part["role"] for part in shown["parts"]] == ["facilitator", "sheet"]


def test_a_found_item_has_the_agreed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "search", "månadsbudget", "--lang", "sv")

    assert found[0]["id"] == "m09"
    assert list(found[0]) == ["id", "lang", "title", "snippet", "score"]
    assert all(each["snippet"] for each in found)


def test_what_is_found_is_told_with_the_words_around_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kotibudjetti"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(" ")
    assert all(line.strip() for line in lines)


def test_no_more_is_found_than_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(told(capsys, "search", "opiskelija", "--limit", "2")) == 2


@pytest.mark.parametrize("limit", ["0", "-3"])
def test_fewer_than_one_cannot_be_found(capsys: pytest.CaptureFixture[str], limit: str) -> None:
    code, said = refused(capsys, "search", "uni", f"--limit={limit}")

    assert (code, f"“{limit}”" in said) == (1, True)


def test_nothing_found_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "search", "xyzzyqwertz") == []


@needs_poppler
def test_a_sheet_is_one_page_with_its_title_and_letters(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"

    assert main(["print", "m09", "--lang", "sv", "-o", str(file)]) == 0

    made = subprocess.run([str(PDFTOTEXT), file, "-"], capture_output=True, check=True)
    text = made.stdout.decode()
    assert text.count("\f") == 1
    assert "Min månad" in text
    assert all(letter in text for letter in "åäö")


@pytest.mark.parametrize("part", ["student", "facilitator", "all"])
def test_each_part_prints(tmp_path: Path, part: str) -> None:
    file = tmp_path / "x.pdf"

    assert main(["print", "m09", "--part", part, "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_source_prints_before_it_is_published(tmp_path: Path) -> None:
    source_folder(tmp_path / "source", "m09")

    assert (
        main(["print", "m09", "--source", str(tmp_path / "source"), "-o", str(tmp_path / "x.pdf")])
        == 0
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "zz"], "zz"),
        (["print", "zz", "-o", "x.pdf"], "zz"),
        (["list", "--lang", "de"], "de"),
        (["list", "--kind", "song"], "song"),
        (["list", "--theme", "t9"], "t9"),
        (["search", "uni", "--lang", "no"], "no"),
        (["print", "m09", "--layout", "banner", "-o", "x.pdf"], "banner"),
        (["print", "m09", "--paper", "A9", "-o", "x.pdf"], "A9"),
        (["print", "m09", "--part", "half", "-o", "x.pdf"], "half"),
        (["print", "m09", "--layout", "cards", "-o", "x.pdf"], "card"),
    ],
)
def test_what_a_person_got_wrong_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, error = refused(capsys, *words)

    assert code == 1
    assert said in error
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_a_file_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be")

    code, error = refused(capsys, "print", "m09", "-o", str(tmp_path / "folder" / "x.pdf"))

    assert (code, str(tmp_path / "folder") in error) == (1, True)


def test_a_pdf_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"old")

    assert main(["print", "zz", "-o", str(file)]) == 1
    assert file.read_bytes() == b"old"


def test_a_missing_output_file_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    told = "valita print: Say where to save the PDF: -o FILE.\nSee valita print --help.\n"

    assert refused(capsys, "print", "m09") == (2, told)


def test_the_list_can_be_narrowed_to_a_season(capsys: pytest.CaptureFixture[str]) -> None:
    spring = told(capsys, "list", "--season", "spring")
    now = told(capsys, "list", "--season", "now")

    assert spring
    assert all("spring" in row["seasons"] for row in spring)
    assert now
    assert refused(capsys, "list", "--season", "monsoon")[0] == 1


def test_an_own_material_is_begun_beside_more_than_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(own_items, "MOST_ITEMS", 1)
    own_folder(paths.own_dir(), "own-a")

    assert main(["own", "item", "new", "Meidän sivu"]) == 0

    assert capsys.readouterr().out.strip() == str(paths.own_dir() / "meidan-sivu")


@pytest.mark.parametrize("words", [[], ["nonsense"], ["print"], ["list", "--nonsense"]])
def test_wrong_usage_ends_with_two(words: list[str]) -> None:
    assert main(words) == 2


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("fi", ["search"], "valita search: puuttuu: HAKUSANAT\nOhje: valita search --help.\n"),
        ("fi", [], "valita: puuttuu: KOMENTO\nOhje: valita --help.\n"),
        ("sv", ["list", "--x"], "valita: okänt: --x\nHjälp: valita --help.\n"),
        ("sv", ["search", "a", "--limit"], "valita search: --limit: ett värde behövs\n"),
    ],
)
def test_wrong_usage_is_told_in_the_language_of_the_window(
    lang: UiLang, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.save(settings.Settings(ui_language=lang))

    assert main(words) == 2
    assert capsys.readouterr().err.startswith(said)


def test_every_word_of_help_is_in_the_language_of_the_window(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.save(settings.Settings(ui_language="fi"))

    with pytest.raises(SystemExit):
        main(["print", "--help"])

    told = capsys.readouterr().out
    assert told.startswith("käyttö: valita print")
    assert not {"usage", "options", "arguments", "show", "exit"} & set(told.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["print", "--help"]])
def test_help_ends_with_nought(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)

    assert caught.value.code == 0
    assert "valita" in capsys.readouterr().out


def test_messages_follow_the_language_of_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    settings.save(settings.Settings(ui_language="sv"))

    code, error = refused(capsys, "print", "m09")

    assert (code, "Ange var PDF-filen ska sparas: -o FIL." in error) == (2, True)


def test_a_home_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").write_text("a file where the home should be")
    monkeypatch.setenv("VALITA_HOME", str(tmp_path / "full"))

    code, error = refused(capsys, "packet", "list")
    assert (code, error.count("\n")) == (1, 1)

    assert main(["list"]) == 0  # who only reads, reads all the same
    assert "Kuukausibudjetti" in capsys.readouterr().out


def test_check_tells_every_mistake_and_how_many(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = source_folder(tmp_path)
    written = (folder / "sv.md").read_text(encoding="utf-8")
    (folder / "sv.md").write_text(written.replace("Månad:", "<b>Månad:</b>"), encoding="utf-8")

    assert main(["publish", "check", str(tmp_path)]) == 1

    said = capsys.readouterr().out
    assert "sv.md" in said
    assert "1 mistake." in said


def test_a_good_source_has_no_mistakes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source_folder(tmp_path)

    assert main(["publish", "check", str(tmp_path)]) == 0
    assert "no mistakes" in capsys.readouterr().out


def test_check_tells_what_is_not_published_of_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = source_folder(tmp_path)
    (folder / "IMG 1.JPG").write_bytes(pictures.photograph(size=(2600, 1300)))
    for lang in ("fi", "sv"):
        file = folder / f"{lang}.md"
        text = file.read_text("utf-8").replace("::: lines 2", "![Kuva](IMG 1.JPG)\n\n::: lines 2")
        file.write_text(text, "utf-8")

    main(["publish", "check", str(tmp_path)])
    told = capsys.readouterr().out

    without = "the picture is published without this"
    assert f"IMG 1.JPG: {without}: the place where it was taken, what the camera noted." in told
    assert "IMG 1.JPG: the picture is made smaller; 1300 × 2600 dots are more than" in told


def test_a_picture_of_many_dots_is_told_in_our_words_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = source_folder(tmp_path)
    (folder / "kuva.png").write_bytes(pictures.png_that_claims(12_000, 9000))
    for lang in ("fi", "sv"):
        file = folder / f"{lang}.md"
        text = file.read_text("utf-8").replace("::: lines 2", "![Kuva](kuva.png)\n\n::: lines 2")
        file.write_text(text, "utf-8")

    assert main(["publish", "check", str(tmp_path)]) == 1

    told = capsys.readouterr()
    assert "kuva.png" in told.out
    assert "Warning" not in told.out + told.err  # a warning of a library would fail this test


def test_everything_works_on_this_computer(capsys: pytest.CaptureFixture[str]) -> None:
    checked = told(capsys, "selftest")

    assert checked["ok"], checked
    assert {each["name"] for each in checked["checks"]} >= {
        "fonts", "catalogues", "library", "user-data", "search-fi", "search-sv", "pdf-fi", "pdf-sv",
    }  # fmt: skip


def test_a_feed_to_try_out_needs_no_keys(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source_folder(tmp_path / "in")

    assert main(["publish", "build", str(tmp_path / "in"), str(tmp_path / "out")]) == 0

    assert (tmp_path / "out" / "feed.json").is_file()
    assert "thrown away" in capsys.readouterr().out


def test_a_feed_that_stands_is_not_overwritten_without_its_keys(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source_folder(tmp_path / "in")
    words = ["publish", "build", str(tmp_path / "in"), str(tmp_path / "out")]
    main(words)
    before = (tmp_path / "out" / "feed.json").read_bytes()

    assert main(words) == 1

    assert (tmp_path / "out" / "feed.json").read_bytes() == before
    assert "--keys" in capsys.readouterr().err
