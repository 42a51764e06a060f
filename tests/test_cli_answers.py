"""Every command answers in JSON as its schema says, and errors do."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from resources import command_line
from resources.generated import ROOT
from tests.makers import Publisher, source_folder
from valita_desktop import app, desktop, i18n, paths, selftest, settings
from valita_desktop.cli import families, main
from valita_desktop.cli.arguments import every_command
from valita_desktop.cli.program import parser
from valita_desktop.feed import trust
from valita_desktop.library.notebook import MaterialUse, Notebook
from valita_desktop.publishing.page_tree import LeftOut
from valita_desktop.publishing.site_posts import Passed, PassedOver
from valita_desktop.publishing.wordpress import Drafts

if TYPE_CHECKING:
    from valita_desktop.i18n import UiLang

DOCUMENTS = command_line.documents()


@cache
def promised() -> dict[str, set[str]]:
    """The schemas that each command promises to answer by."""
    told = {each.prog: each.get_default("answers") for each in every_command(parser())}
    return {
        prog: set(map(command_line.schema_name, answers))
        for prog, answers in told.items()
        if answers is not None
    }


def answer(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> Any:  # noqa: ANN401
    """What a command says: one document on stdout, whatever happens."""
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def strict(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """The schema, made to refuse keys that it does not name."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if schema.get("properties") else {}
        return {key: strict(value) for key, value in schema.items()} | closed
    return [strict(each) for each in schema] if isinstance(schema, list) else schema


def fits(name: str, told: object) -> None:
    schema = json.loads(DOCUMENTS[f"schemas/{name}.json"])
    jsonschema.validate(told, strict(schema))


class Seen:
    """Tries commands, and keeps which answer of which command was seen.

    Attributes:
        pairs: Commands with the schemas of the answers that they gave.
    """

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.pairs: set[tuple[str, str]] = set()

    def __call__(self, schema: str, *words: object, code: int = 0) -> Any:  # noqa: ANN401
        told = answer(self._capsys, *words, code=code)
        fits(schema, told)
        named = [str(word) for word in words]
        command = next(
            prog
            for prog in (" ".join(["valita", *named[:length]]) for length in (3, 2, 1))
            if prog in promised()
        )
        self.pairs.add((command, schema))
        return told

    def missed(self, *families: str) -> set[tuple[str, str]]:
        """Answers that commands of some families promise and that were not seen."""
        every = {(prog, each) for prog, names in promised().items() for each in names}
        return {pair for pair in every - self.pairs if pair[0].split()[1] in families}


@pytest.fixture
def seen(capsys: pytest.CaptureFixture[str], kit: Path) -> Seen:
    settings.save(settings.Settings(ui_language="en"))
    return Seen(capsys)


def test_a_command_alone_is_as_it_is_among_all() -> None:
    def told(*command: str) -> dict[str, str]:
        return {
            each.prog: each.format_help()
            for each in every_command(parser(*command))
            if each.prog != "valita"
        }

    every = told()
    first = {prog.split()[1] for prog in every}

    assert first == {*families.OF, "selftest"}
    for word in first:
        alone = told(word)
        assert {prog for prog in every if prog.split()[1] == word} <= alone.keys()
        assert alone.items() <= every.items()
    assert told("selftes") == told("--json") == every


def test_every_command_takes_json() -> None:
    leaves = [each for each in every_command(parser()) if each.get_default("run")]

    assert len(leaves) > 30
    assert [each.prog for each in leaves if not each.get_default("answers")] == []
    assert all(
        any("--json" in action.option_strings for action in each._actions) for each in leaves
    )


def test_the_page_and_the_schemas_are_those_of_the_program() -> None:
    there = {
        file.relative_to(ROOT / "docs").as_posix(): file.read_text("utf-8")
        for file in (ROOT / "docs/command-line.md", *(ROOT / "docs/schemas").glob("*.json"))
    }

    assert there == DOCUMENTS, "run: python -m resources.command_line"


def test_materials_are_told_by_their_schemas(seen: Seen, tmp_path: Path) -> None:
    assert len(seen("listed-item-list", "list")) > 100
    for item_id in ("m09", "t3", "p1-1"):
        seen("shown-item", "show", item_id)
    seen("found-item-list", "search", "budjetti")
    pdf, document = tmp_path / "x.pdf", tmp_path / "x.docx"
    assert seen("printed", "print", "m09", "-o", pdf)["pages"] == 1
    assert seen("written", "write", "m09", "-o", document)["format"] == "docx"

    assert seen.missed("list", "show", "search", "print", "write") == set()


def test_packets_are_told_by_their_schemas(seen: Seen, tmp_path: Path) -> None:
    file = tmp_path / "week.valita-packet"
    seen("packet", "packet", "new", "Viikko")
    added = seen("packet", "packet", "add", "Viikko", "m09", "m05", "--copies", 2)
    seen("packet", "packet", "move", "Viikko", 1, 2)
    seen("packet", "packet", "remove", "Viikko", 1)
    seen("packet", "packet", "show", "Viikko")
    seen("packet-head-list", "packet", "list")
    seen("printed", "packet", "print", "Viikko", "-o", tmp_path / "x.pdf")
    seen("named-file", "packet", "export", "Viikko", file)

    assert [line["item"] for line in added["entries"]] == ["m09", "m05"]
    assert seen("packet", "packet", "import", file)["new"] is False
    assert seen.missed("packet") == set()


def test_own_data_are_told_by_their_schemas(seen: Seen, tmp_path: Path) -> None:
    with closing(app.open_user_data()) as own, closing(Notebook(own.path)) as notebook:
        notebook.keep_use(MaterialUse(item_id="m09", day=date(2026, 11, 20), group="LÄH24"))
    file = tmp_path / "own.json"

    assert seen("own-export", "own", "export", file)["entries"] == 1
    assert seen("own-export", "own", "export", tmp_path / "own.html") == {
        "file": str(tmp_path / "own.html"),
        "entries": None,
        "own_items": None,
    }
    assert seen("own-import", "own", "import", file)["new"] == 0
    assert seen("use-told-list", "own", "log")[0]["day"] == "2026-11-20"
    copies = seen("kept-copy-list", "own", "backups")
    assert copies
    seen("kept-copy", "own", "restore", copies[0]["name"])
    _try_own_items(seen, tmp_path / "a.valita-packet")
    assert seen.missed("own") == set()


def _try_own_items(seen: Seen, file: Path) -> None:
    made = seen("own-item-told", "own", "item", "new", "Meidän sivu")
    assert (made["id"], made["langs"]) == ("own-meidan-sivu", ["fi"])
    assert seen("own-item-told", "own", "item", "adapt", "m09", "--lang", "both")["langs"] == [
        "fi",
        "sv",
    ]
    assert len(seen("own-items", "own", "item", "list")["items"]) == 2
    assert seen("own-items", "own", "item", "check", "own-meidan-sivu")["items"][0]["id"]
    document = file.with_suffix(".docx")
    seen("written", "write", "m09", "-o", document)
    brought = seen("brought-item-told", "own", "item", "bring", document)
    assert (brought["origin"], brought["lost"]) == ("m09", [])
    seen("named-file", "own", "item", "export", made["id"], "-o", file)
    assert seen("arrived-item-list", "own", "item", "import", file)[0]["new"] is False
    (Path(made["folder"]) / "fi.md").write_text("<b>", "utf-8")
    broken = seen("own-items", "own", "item", "list", code=1)["items"]
    assert [each["line"] for each in broken[-1]["mistakes"]] == [1]


def test_settings_are_told_by_their_schemas(seen: Seen, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    assert seen("policy", "policy")["ok"]
    assert seen("files", "policy", "--templates", tmp_path / "templates")["files"]
    seen("files", "settings", "export", file)
    assert seen("taken-settings", "settings", "import", file)["changed"] == []
    file.write_text('{"NoSuchKey": 1}')
    assert seen("taken-settings", "settings", "import", file, code=1)["mistakes"]

    assert seen.missed("policy", "settings") == set()


def test_the_shared_folder_is_told_by_its_schemas(seen: Seen, tmp_path: Path) -> None:
    release = seen("shared-built", "library", "build", tmp_path / "shared")["release"]

    assert seen("shared-state", "library", "status") == {"shared": None, "release": release}
    assert seen.missed("library") == set()


def test_the_check_of_a_computer_is_told_by_its_schema(seen: Seen) -> None:
    assert seen("selftest", "selftest")["ok"]
    assert seen.missed("selftest") == set()


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    publisher = Publisher(tmp_path)
    publisher.publish("m01", "m02")
    shipped = shutil.copytree(publisher.folder, tmp_path / "shipped")
    monkeypatch.setattr(paths, "shipped_feed", lambda: shipped)
    monkeypatch.setattr(paths, "trusted_root", lambda: publisher.root)
    for role in trust.LIFETIMES:  # the feed is dated; its age does not matter here
        monkeypatch.setitem(trust.LIFETIMES, role, timedelta(days=36_500))
    return publisher


def test_updates_are_told_by_their_schemas(
    home: Path, publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.save(settings.Settings(ui_language="en"))
    seen = Seen(capsys)
    seen("listed-item-list", "list")
    feed, bundle = str(publisher.folder), tmp_path / "kit.valita"
    publisher.publish("m06")
    assert seen("update", "update", "--check", "--from", feed)["seq"] == 2
    assert seen("changed", "update", "--from", feed)["new"] == ["m06"]
    publisher.publish("m07")
    assert seen("exported", "export", bundle, "--from", feed)["seq"] == 3
    seen("exported", "mirror", tmp_path / "mirror", "--from", feed)
    assert seen("changed", "import", bundle)["new"] == ["m07"]
    seen("update", "import", bundle)
    assert seen("changed", "update", "--revert")["withdrawn"] == ["m07"]

    assert seen.missed("update", "import", "export", "mirror") == set()


def test_publishing_is_told_by_its_schemas(
    seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out, word = tmp_path / "in", tmp_path / "out", tmp_path / "word"
    word.write_text("a long passphrase of words")
    keys = ("--keys", tmp_path / "keys", "--passphrase-file", word)
    seen("folder", "publish", "add", source, "material", "m99", "Otsikko", "Rubrik")
    assert seen("source", "publish", "check", source, code=1)["mistakes"]
    monkeypatch.setattr(desktop, "open_preview", lambda _source, _lang: 0)
    assert seen("folder", "publish", "preview", source)["folder"] == str(source)
    seen("source", "publish", "build", source, out, *keys, code=1)
    seen("source", "publish", "site", source, tmp_path / "no-site", code=1)
    good = tmp_path / "good"
    source_folder(good)
    readable = seen("source", "publish", "check", good, "--readability")["readability"]
    assert {(text["item"], text["lang"]) for text in readable} == {("m09", "fi"), ("m09", "sv")}
    assert seen("site", "publish", "site", good, tmp_path / "site")["pages"] > 2
    seen("feed-begun", "publish", "init", out, *keys)
    build = ("publish", "build", good, out, *keys)
    assert seen("release", *build, "--dry-run")["state"] == "dry-run"
    assert seen("release", *build, code=1)["state"] == "not-confirmed"
    assert seen("release", *build, "--yes")["new"] == ["m09"]
    assert seen("release", *build)["state"] == "unchanged"
    assert seen("release", "publish", "build", good, tmp_path / "try")["state"] == "tried-out"
    assert seen("feed", "publish", "status", out)["seq"] == 1
    seen("renewed", "publish", "renew", out, *keys)
    assert seen("key", "publish", "rotate-key", out, "editor", *keys)["replaced"] == "editor"
    drafts = Drafts(
        (good,),
        (good,),
        ("w7",),
        ((good, "https://example.org/x.png"),),
        ((good, LeftOut.VIDEO, "https://example.org/x.mp4"),),
        (Passed("https://example.org/8", PassedOver.LANGUAGE, "en"),),
        ("https://example.org/9",),
        ("w10",),
    )
    monkeypatch.setattr("valita_desktop.publishing.wordpress.draft", lambda *_a, **_k: drafts)
    seen("drafts", "publish", "wordpress", "site.json", source)

    assert seen.missed("publish") == set()


@pytest.mark.parametrize(
    ("words", "exit_code", "code", "reason"),
    [
        (["show", "zz"], 1, "item-not-found", ""),
        (["print", "m09", "--layout", "cards", "-o", "x.pdf"], 1, "layout-unavailable", "no-cards"),
        (["list", "--kind", "song"], 1, "usage", ""),
        (["print", "m09"], 2, "command-line", ""),
        (["print", "m09", "-o", "-"], 2, "command-line", ""),
        (["own", "log", "--csv"], 2, "command-line", ""),
        ([], 2, "command-line", ""),
        (["nonsense"], 2, "command-line", ""),
        (["list", "--nonsense"], 2, "command-line", ""),
        (["packet", "show"], 2, "command-line", ""),
    ],
)
def test_an_error_is_one_document_with_its_code(
    words: list[str],
    exit_code: int,
    code: str,
    reason: str,
    kit: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = answer(capsys, *words, code=exit_code)

    fits("error", told)
    assert (told["error"]["code"], told["error"]["reason"]) == (code, reason)
    assert told["error"]["message"]
    assert told["error"]["todo"]


def test_a_bug_is_told_in_json_too(
    kit: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_shared: str) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(app, "usable_library", broken)
    told = answer(capsys, "list", code=2)

    fits("error", told)
    assert (told["error"]["code"], told["error"]["detail"]) == ("fault", "RuntimeError: boom")


def test_nobody_who_stops_a_command_sees_a_traceback(
    kit: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_shared: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "usable_library", stopped)

    assert main(["list"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("words", [["--version", "--json"], ["--json", "--version"]])
def test_the_version_is_told_by_its_schema(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    told = json.loads(capsys.readouterr().out)
    fits("version", told)
    assert (ended.value.code, told["id"]) == (0, "fi.valita.Valita")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fi", ("Kielet", "suomi, ruotsi, englanti", "Jokin ei toimi", "Asenna ohjelma uudelleen")),
        ("sv", ("Språk", "finska, svenska, engelska", "Något fungerar inte", "Installera program")),
    ],
)
def test_a_check_that_fails_is_told_in_the_persons_language_with_what_to_do(
    lang: UiLang,
    said: tuple[str, ...],
    kit: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.save(settings.Settings(ui_language=lang))
    monkeypatch.setattr(selftest, "FONT_FACES", ("NoSuchFace",))

    assert main(["selftest"]) == 1
    told = capsys.readouterr().out

    assert all(words in told for words in said)
    assert "NoSuchFace" in told
    assert "No such file" not in told
    i18n.set_language("en")
