"""Settings survive whatever happens to their file."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop import settings
from valita_desktop.errors import OutputError
from valita_desktop.i18n import UI_LANGS, catalogue
from valita_desktop.settings import Contact, Control, Ruling, Settings, choosable, declared

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.i18n import UiLang

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
VALUES = {
    Control.LINE: TEXT,
    Control.PICTURE: TEXT,
    Control.SWITCH: st.booleans(),
    Control.CONTACTS: st.dictionaries(
        TEXT, st.builds(Contact, TEXT, TEXT, TEXT).filter(Contact().__ne__), max_size=3
    ),
}
SETTINGS = st.builds(
    Settings,
    **{
        name: st.sampled_from(list(each.choices)) if each.choices else VALUES[each.control]
        for name, each in choosable().items()
    },
)


@given(chosen=SETTINGS)
def test_what_was_saved_is_loaded(
    chosen: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("config")

    settings.save(chosen, folder)

    assert settings.load(folder) == chosen


def test_nothing_saved_is_the_defaults_in_the_language_of_the_computer(tmp_path: Path) -> None:
    assert settings.load(tmp_path, lang="sv") == Settings(content_language="sv")
    assert not settings.exists(tmp_path)


def test_a_language_that_was_chosen_stays_whatever_the_computer_speaks(tmp_path: Path) -> None:
    settings.save(Settings(content_language="fi"), tmp_path)

    assert settings.load(tmp_path, lang="sv").content_language == "fi"


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b'{"text_size": "large"}',
        b'{"look": "pink"}',
        b"\xff\xfe",
        '{"school_name": "Yrkesskolan på ön"}'.encode("latin-1"),
        b'{"later": ' + b"[" * 100_000,
    ],
    ids=range(8),
)
def test_a_damaged_file_is_put_aside_and_the_defaults_are_used(
    written: bytes, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").write_bytes(written)

    assert settings.load(tmp_path) == Settings()
    assert (tmp_path / "settings.broken.json").read_bytes() == written


def test_settings_of_a_hundred_megabytes_are_put_aside_and_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (tmp_path / "settings.json").open("wb") as stream:
        stream.truncate(100_000_000)

    assert settings.load(tmp_path) == Settings()
    assert (tmp_path / "settings.broken.json").is_file()
    assert "larger than" in caplog.text


@pytest.mark.parametrize(
    "value",
    [
        {"school_name": "x" * 10**5},
        {"update_source": "x" * 10**5},
        {"school_logo": "x" * 10**5},
        {"output_folder": "x" * 10**5},
        {"contacts": {"counsellor": {"name": "x" * 10**5}}},
    ],
    ids=lambda value: next(iter(value)),
)
def test_words_that_never_end_are_the_default_and_told_in_the_log(
    value: dict[str, object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    written = json.dumps({"low_ink": True, **value})
    (tmp_path / "settings.json").write_text(written, encoding="utf-8")

    assert settings.load(tmp_path) == Settings(low_ink=True)
    assert next(iter(value)) in caplog.text
    assert "xxx" not in caplog.text


def test_so_many_contacts_that_no_school_has_them_are_cut(tmp_path: Path) -> None:
    many = {f"role{n}": {"name": "A"} for n in range(10_000)}
    (tmp_path / "settings.json").write_text(json.dumps({"contacts": many}), encoding="utf-8")

    assert len(settings.load(tmp_path).contacts) < 100


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_settings_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.json")

    assert settings.load(tmp_path) == Settings()


def test_a_text_size_of_another_version_becomes_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"text_size": 110, "school_name": "Ekami"}')

    assert settings.load(tmp_path) == Settings(text_size=100, school_name="Ekami")


def test_a_setting_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"low_ink": true, "voice": "loud"}')

    assert settings.load(tmp_path) == Settings(low_ink=True)


def test_settings_stand_where_new_ones_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OutputError):
        settings.save(replace(Settings(), low_ink=True), tmp_path / "file")
    assert settings.load(tmp_path / "file") == Settings()


def test_a_locked_value_holds_whatever_was_chosen(tmp_path: Path) -> None:
    settings.save(Settings(updates="off", school_name="Ekami"), tmp_path)

    loaded = settings.load(tmp_path, ruling=Ruling(locked={"updates": "notify"}))

    assert loaded == Settings(updates="notify", school_name="Ekami")


def test_everything_that_can_be_chosen_has_a_key_of_its_own_to_be_locked_by() -> None:
    keys = [each.key for each in declared().values()]

    assert all(keys)
    assert len(set(keys)) == len(keys)


@given(start=SETTINGS, mine=SETTINGS, theirs=SETTINGS)
def test_two_windows_keep_what_the_other_one_changed(
    start: Settings, mine: Settings, theirs: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("config")
    settings.save(start, folder)
    here, there = (settings.SettingsFile(start, folder) for _ in range(2))

    there.save(theirs)
    here.save(mine)

    now = settings.load(folder)
    for name in choosable():
        if name != "contacts":
            mine_or_theirs = mine if getattr(mine, name) != getattr(start, name) else theirs
            assert getattr(now, name) == getattr(mine_or_theirs, name)


def test_a_contact_typed_in_one_window_stays_beside_that_of_another(tmp_path: Path) -> None:
    nurse, warden = Contact("Aino", "040 1"), Contact("Eino", "040 2")
    start = Settings(contacts={"old": Contact("Pois")})
    settings.save(start, tmp_path)
    here, there = (settings.SettingsFile(start, tmp_path) for _ in range(2))

    there.save(Settings(contacts={"old": Contact("Pois"), "nurse": nurse}))
    here.save(Settings(contacts={"warden": warden}))

    assert settings.load(tmp_path).contacts == {"nurse": nurse, "warden": warden}


def test_what_a_later_version_wrote_stays_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"low_ink": true, "voice": "loud"}')

    settings.SettingsFile(settings.load(tmp_path), tmp_path).save(Settings(text_size=150))

    assert b'"voice": "loud"' in (tmp_path / "settings.json").read_bytes()
    assert settings.load(tmp_path) == Settings(text_size=150)


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    settings.save(Settings(), tmp_path)
    writers = [settings.SettingsFile(Settings(), tmp_path) for _ in range(6)]

    def write(number: int) -> None:
        mine: dict[str, Contact] = {}
        for turn in range(8):
            mine = {**mine, f"{number}.{turn}": Contact("Aino")}
            writers[number].save(Settings(contacts=mine))

    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(write, range(len(writers))))

    assert len(settings.load(tmp_path).contacts) == 6 * 8


def test_a_damaged_file_is_written_anew_whole(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"{")

    settings.SettingsFile(Settings(school_name="Ekami"), tmp_path).save(
        Settings(school_name="Ekami", text_size=150)
    )

    assert settings.load(tmp_path) == Settings(school_name="Ekami", text_size=150)


def test_settings_are_written_where_no_lock_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PATIENCE_S", 0.01)
    settings.save(Settings(), tmp_path)
    with FileLock(tmp_path / "settings.json.lock"):
        settings.SettingsFile(Settings(), tmp_path).save(Settings(text_size=150))

    assert settings.load(tmp_path).text_size == 150


@pytest.mark.parametrize("lang", UI_LANGS)
def test_a_language_is_called_by_its_own_name_whatever_is_spoken(lang: UiLang) -> None:
    """Whoever cannot read the language of the window finds theirs."""
    choices = declared()["ui_language"].choices
    own = [choices[each] for each in UI_LANGS]

    assert [catalogue(lang).gettext(name) for name in own] == ["Suomi", "Svenska", "English"]
