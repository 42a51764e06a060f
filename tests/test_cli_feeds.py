"""Materials from elsewhere and to elsewhere, from a terminal."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import shutil
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.makers import Publisher, source_folder
from tests.pictures import saved, square
from valita_desktop import app, cli, paths, settings
from valita_desktop.library.notebook import MaterialUse, Notebook
from valita_desktop.site.build import SiteBuild

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from valita_desktop.content.source import SourceItem
    from valita_desktop.site.build import Built


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A program that carries the first release of this publisher, and trusts it."""
    publisher = Publisher(tmp_path)
    publisher.publish("m01", "m02", "m03", "m04", "m05")
    shipped = tmp_path / "shipped"
    publisher.folder.rename(shipped)
    publisher.folder.symlink_to(shipped)
    monkeypatch.setattr(paths, "shipped_feed", lambda: shipped)
    monkeypatch.setattr(paths, "trusted_root", lambda: publisher.root)
    monkeypatch.setenv("LANGUAGE", "en")
    cli.main(["list"])
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(paths, "shipped_feed", lambda: tmp_path / "nothing")
    return publisher


@pytest.fixture(autouse=True)
def _young(monkeypatch: pytest.MonkeyPatch) -> None:
    """The feeds of these tests are dated; their age is not what these tests are about."""
    from valita_desktop.feed import trust

    monkeypatch.setitem(trust.LIFETIMES, "timestamp", dt.timedelta(days=36_500))
    monkeypatch.setitem(trust.LIFETIMES, "snapshot", dt.timedelta(days=36_500))
    monkeypatch.setitem(trust.LIFETIMES, "targets", dt.timedelta(days=36_500))
    monkeypatch.setitem(trust.LIFETIMES, "root", dt.timedelta(days=36_500))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_an_update_tells_what_it_brought(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.publish("m06")

    code, out, err = told(capsys, "update", "--from", str(publisher.folder))

    assert code == 0
    assert "signed by Maija: 1 new, 0 changed, 0 withdrawn" in err
    assert out.splitlines() == [
        "1 new, 0 changed, 0 withdrawn.",
        "The materials here are from 24 Nov 2026 (release 2).",
    ]


def test_how_far_an_update_is_stands_in_one_line(
    publisher: Publisher, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = source_folder(publisher.source, "m06")
    for number in range(3):
        image = saved(square(size=(200 + number, 100)))
        (folder / f"kuva-{number}.png").write_bytes(image)
        for lang in ("fi", "sv"):
            text = (folder / f"{lang}.md").read_text("utf-8")
            shown = f"![Kuva {number}](kuva-{number}.png)\n\n::: lines 2"
            (folder / f"{lang}.md").write_text(text.replace("::: lines 2", shown), "utf-8")
    publisher.publish()
    capsys.readouterr()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    cli.main(["update", "--from", str(publisher.folder)])

    assert capsys.readouterr().err.count("\n") == 2  # what is new, and how far it is


def test_a_check_only_tells(publisher: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    publisher.publish("m06")
    told(capsys, "update", "--check", "--from", str(publisher.folder))

    code, out, _err = told(capsys, "update", "--check", "--json", "--from", str(publisher.folder))

    found = json.loads(out)
    assert (code, found["update"], found["since"], found["seq"]) == (0, True, 1, 2)


def test_a_day_is_that_of_this_computer(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("TZ", "West11")
        time.tzset()
        _code, out, _err = told(capsys, "update", "--from", str(publisher.folder))
    time.tzset()

    assert "from 23 Nov 2026 (release 1)" in out


def test_nothing_new_says_from_when_the_materials_are(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _err = told(capsys, "update", "--from", str(publisher.folder))

    assert code == 0
    assert out.splitlines() == [
        "There is nothing new.",
        "The materials here are from 24 Nov 2026 (release 1).",
    ]


def test_materials_come_from_where_the_settings_say(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.save(settings.Settings(ui_language="en", update_source=str(publisher.folder)))
    publisher.publish("m06")

    code, out, _err = told(capsys, "update")

    assert code == 0
    assert out.startswith("1 new")


def test_a_refused_update_says_from_when_the_materials_are(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Publisher(tmp_path / "other")
    other.publish("m01")

    code, _out, err = told(capsys, "update", "--from", str(other.folder))

    assert code == 1
    assert "not signed by the network" in err
    assert "The materials here are from 24 Nov 2026 (release 1)." in err


def test_the_materials_of_before_can_be_used_again(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.publish("m06")
    told(capsys, "update", "--from", str(publisher.folder))

    code, out, _err = told(capsys, "update", "--previous")

    assert code == 0
    assert "0 new, 0 changed, 1 withdrawn." in out


def test_one_file_goes_from_computer_to_computer(
    publisher: Publisher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publisher.publish("m06")
    told(capsys, "update", "--from", str(publisher.folder))
    file = str(tmp_path / "kit.valita")
    code, out, err = told(capsys, "export", file, "--from", str(publisher.folder))
    assert (code, "release 2" in out) == (0, True), err
    told(capsys, "update", "--previous")

    code, out, err = told(capsys, "import", file)

    assert code == 0, err
    assert "1 new" in out


def test_what_was_fetched_is_exported_without_a_source(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.publish("m06")
    told(capsys, "update", "--from", str(publisher.folder))

    code, out, err = told(capsys, "export", str(tmp_path / "new.valita"), "--since", "1")

    assert code == 0, err
    assert "release 2" in out


def test_a_mirror_is_made(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mirror"

    code, out, err = told(capsys, "mirror", str(folder), "--from", str(publisher.folder))

    assert code == 0, err
    assert "release 1, 1 packs" in out
    assert (folder / "metadata/timestamp.json").is_file()


def test_an_editor_goes_from_nothing_to_a_feed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source_folder(tmp_path / "texts")
    (tmp_path / "word").write_text("a long passphrase\n", "utf-8")
    feed, texts = str(tmp_path / "kit"), str(tmp_path / "texts")
    keys = ["--keys", str(tmp_path / "keys"), "--passphrase-file", str(tmp_path / "word")]

    begun = told(capsys, "publish", "init", feed, *keys, "--editor", "maija")
    dry = told(capsys, "publish", "build", texts, feed, *keys, "--dry-run")
    built = told(capsys, "publish", "build", texts, feed, *keys, "--yes")
    again = told(capsys, "publish", "build", texts, feed, *keys, "--yes")
    turned = told(capsys, "publish", "rotate-key", feed, "maija", *keys)
    renewed = told(capsys, "publish", "renew", feed, *keys)
    stands = told(capsys, "publish", "status", feed)

    assert [code for code, _out, _err in (begun, dry, built, again, turned, renewed, stands)] == [
        0
    ] * 7
    assert "This will add 1, change 0 and withdraw 0." in dry[1]
    assert "+ m09      Kuukausibudjetti" in dry[1]
    assert "Nothing was written." in dry[1]
    assert "Release 1 is published" in built[1]
    assert "Nothing has changed since release 1." in again[1]
    assert "maija is no longer trusted; maija.2 signs from now on." in turned[1]
    assert "targets: 1 of maija.2" in stands[1]


def test_the_pages_and_the_feed_are_of_the_same_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody goes on writing while the pages are made."""
    folder = source_folder(tmp_path / "texts")
    made = SiteBuild.finish

    def made_while_somebody_writes(self: SiteBuild, items: Iterable[SourceItem]) -> Built:
        built = made(self, items)
        text = (folder / "fi.md").read_text("utf-8")
        (folder / "fi.md").write_text(text.replace("# Minun kuukauteni", "# Uusi"), "utf-8")
        return built

    monkeypatch.setattr(SiteBuild, "finish", made_while_somebody_writes)

    code, _out, err = told(capsys, "publish", "build", str(tmp_path / "texts"), str(tmp_path / "k"))

    assert code == 0, err
    shown = [
        (tmp_path / "k" / name).read_text("utf-8") for name in ("site/fi/m09.html", "atom-fi.xml")
    ]
    assert ["Minun kuukauteni" in each for each in shown] == [True, True]


def too_large(folder: Path, before: str) -> int:
    """Put a row that no page holds before some words of a text; the line of its table."""
    for lang, words in (("fi", "Täällä on sana. " * 900), ("sv", "Här är ett ord.")):
        file = folder / f"{lang}.md"
        head, found, tail = file.read_text("utf-8").partition(before)
        table = f"| a | b |\n|---|---|\n| {words} | b |\n"
        file.write_text(f"{head}\n{table}{found}{tail}", "utf-8")
    return (folder / "fi.md").read_text("utf-8").split("\n").index("| a | b |") + 1


@pytest.mark.parametrize("command", ["build", "site"])
@pytest.mark.parametrize(
    "before",
    [
        pytest.param("::::\n\n:::: sheet", id="what-only-the-pages-print"),
        pytest.param("\n::: lines 2", id="what-the-check-tries"),
    ],
)
def test_what_does_not_fit_stops_the_pages_with_file_and_line_and_leaves_all_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, before: str
) -> None:
    folder, out = source_folder(tmp_path / "texts"), tmp_path / "out"
    told(capsys, "publish", "site", str(tmp_path / "texts"), str(out / "site"))
    stood = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    line = too_large(folder, before)
    where = out if command == "build" else out / "site"

    code, said, err = told(capsys, "publish", command, str(tmp_path / "texts"), str(where))

    assert code == 1
    assert f"{folder / 'fi.md'}, line {line}: the sheet does not fit its page" in said + err
    assert stood
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == stood
    assert [each.name for each in out.iterdir()] == ["site"]


def test_a_release_that_takes_too_much_away_takes_no_page_away_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, out = tmp_path / "texts", tmp_path / "kit"
    source_folder(texts)
    gone = source_folder(texts, "m11", fi="Toinen", sv="Annan")
    (tmp_path / "word").write_text("a long passphrase\n", "utf-8")
    keys = ["--keys", str(tmp_path / "keys"), "--passphrase-file", str(tmp_path / "word"), "--yes"]
    told(capsys, "publish", "init", str(out), *keys[:-1])
    told(capsys, "publish", "build", str(texts), str(out), *keys)
    stood = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    shutil.rmtree(gone)

    code, _out, err = told(capsys, "publish", "build", str(texts), str(out), *keys)

    assert (code, "--allow-withdrawals" in err) == (1, True)
    assert out / "site/fi/m11.html" in stood
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == stood


@pytest.mark.parametrize("word", [b"", b"\n", b"a", b"\xff" * 20])
def test_no_key_is_made_behind_a_passphrase_file_without_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], word: bytes
) -> None:
    (tmp_path / "word").write_bytes(word)
    keys = ["--keys", str(tmp_path / "keys"), "--passphrase-file", str(tmp_path / "word")]

    code, _out, err = told(capsys, "publish", "init", str(tmp_path / "kit"), *keys)

    assert code == 1
    assert err
    assert not (tmp_path / "keys").exists()


def test_a_feed_to_try_out_takes_the_place_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source_folder(tmp_path / "texts")
    own = tmp_path / "kit/targets/darts.txt"
    own.parent.mkdir(parents=True)
    own.write_text("180")

    code, _out, err = told(
        capsys, "publish", "build", str(tmp_path / "texts"), str(tmp_path / "kit")
    )

    assert code == 1
    assert "left alone" in err
    assert own.read_text() == "180"


def test_keys_inside_the_feed_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _out, err = told(
        capsys, "publish", "init", str(tmp_path), "--keys", str(tmp_path / "keys")
    )

    assert code == 1
    assert "uploaded with it" in err


def test_nobody_to_ask_means_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source_folder(tmp_path / "texts")
    (tmp_path / "word").write_text("a long passphrase\n", "utf-8")
    feed, texts = str(tmp_path / "kit"), str(tmp_path / "texts")
    keys = ["--keys", str(tmp_path / "keys"), "--passphrase-file", str(tmp_path / "word")]
    told(capsys, "publish", "init", feed, *keys)

    code, out, _err = told(capsys, "publish", "build", texts, feed, *keys)

    assert (code, "Nothing was written." in out) == (1, True)
    assert "--yes publishes without asking" in out


def test_whoever_ends_the_input_has_said_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source_folder(tmp_path / "texts")
    (tmp_path / "word").write_text("a long passphrase\n", "utf-8")
    feed, texts, secret = (str(tmp_path / each) for each in ("kit", "texts", "keys"))
    file = ["--passphrase-file", str(tmp_path / "word")]
    told(capsys, "publish", "init", feed, "--keys", secret, *file)
    with (tmp_path / "nothing more").open("w+") as ended:
        monkeypatch.setattr(ended, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stdin", ended)
        monkeypatch.setattr(getpass, "getpass", lambda _question: input())

        code, out, err = told(capsys, "publish", "build", texts, feed, "--keys", secret, *file)
        assert (code, "Nothing was written." in out, err) == (1, True, "")
        assert told(capsys, "publish", "renew", feed, "--keys", secret)[0] == 130


def test_a_new_material_is_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = told(
        capsys, "publish", "add", str(tmp_path), "material", "m49", "Uusi ääni", "En ny röst"
    )

    assert code == 0, err
    folder = tmp_path / "materials/m49-uusi-aani"
    assert sorted(file.name for file in folder.iterdir()) == ["fi.md", "item.toml", "sv.md"]
    assert told(capsys, "publish", "check", str(tmp_path))[0] == 1
    assert told(capsys, "publish", "add", str(tmp_path), "material", "m49", "x", "y")[0] == 1


def test_what_a_draft_of_documents_has_guessed_is_for_the_editor_to_confirm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its words are all there, so nothing else would keep it from being published."""
    documents = []
    for lang in ("fi", "sv"):
        documents += ["--from", str(tmp_path / f"{lang}.docx")]
        write = "write", "m20", "--lang", lang, "--part", "all", "-o", documents[-1]
        assert told(capsys, *write)[0] == 0
    source = tmp_path / "source"
    assert told(capsys, "publish", "add", str(source), "material", "m98", *documents)[0] == 0
    record = next(source.glob("materials/m98-*")) / "item.toml"

    mistakes = told(capsys, "publish", "check", str(source))[1].splitlines()
    confirmed = [line for line in record.read_text("utf-8").splitlines() if "guessed" not in line]
    record.write_text("\n".join(confirmed), encoding="utf-8")

    [guess] = [line for line in mistakes if "guessed" in line]
    assert "item.toml, line 3" in guess
    assert "themes" in guess
    assert "minutes" not in guess  # its steps say them
    assert "guessed" not in told(capsys, "publish", "check", str(source))[1]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("own.htm", b"<!DOCTYPE html>"), ("OWN.HTML", b"<!DOCTYPE html>"), ("o.json", b"{")],
)
def test_own_data_are_what_the_name_says(
    publisher: Publisher,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    begins: bytes,
) -> None:
    assert told(capsys, "own", "export", str(tmp_path / name))[0] == 0

    assert (tmp_path / name).read_bytes().startswith(begins)


def test_own_data_under_another_ending_are_not_written(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _out, err = told(capsys, "own", "export", str(tmp_path / "own.txt"))

    assert (code, list(tmp_path.glob("own.*"))) == (1, [])
    assert ".json, .html, .htm" in err


def test_own_data_goes_out_and_in(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "own.json")

    assert told(capsys, "own", "export", file)[0] == 0
    assert told(capsys, "own", "import", file) == (0, "0 new entries.\n", "")
    assert told(capsys, "own", "export", str(tmp_path / "own.html"))[0] == 0
    code, copies, _err = told(capsys, "own", "backups")
    assert code == 0
    assert told(capsys, "own", "restore", copies.splitlines()[0])[0] == 0
    assert told(capsys, "own", "restore", "nothing.db")[0] == 1


@pytest.mark.usefixtures("kit")
def test_when_a_material_was_used_is_listed_for_people_spreadsheets_and_scripts(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(app.open_user_data()) as own, closing(Notebook(own.path)) as notebook:
        use = MaterialUse(
            item_id="m02", day=dt.date(2026, 11, 12), group="=Kokit 1", participants=18
        )
        notebook.keep_use(use)

    code, line, _err = told(capsys, "own", "log")
    assert (code, line.split(" · ")[0], line.split(" · ")[2]) == (0, "12.11.2026", "m02")
    code, table, _err = told(capsys, "own", "log", "--csv")
    assert (code, table[0]) == (0, "\ufeff")
    assert "12.11.2026;" in table
    assert ";m02;'=Kokit 1;18;" in table
    code, data, _err = told(capsys, "own", "log", "--json")
    assert [(each["item_id"], each["participants"]) for each in json.loads(data)] == [("m02", 18)]
