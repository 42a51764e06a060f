"""Settings survive whatever happens to their file."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop import settings
from valita_desktop.errors import OutputError
from valita_desktop.settings import Contact, Control, Settings, declared

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
VALUES = {
    Control.LINE: TEXT,
    Control.PICTURE: TEXT,
    Control.SWITCH: st.booleans(),
    Control.CONTACTS: st.dictionaries(TEXT, st.builds(Contact, TEXT, TEXT, TEXT), max_size=3),
}
SETTINGS = st.builds(
    Settings,
    **{
        name: st.sampled_from(list(each.choices)) if each.choices else VALUES[each.control]
        for name, each in declared().items()
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
    "written", [b"", b"{", b"[]", b'{"text_size": "large"}', b'{"look": "pink"}', b"\xff\xfe"]
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

    loaded = settings.load(tmp_path, locked={"updates": "notify"})

    assert loaded == Settings(updates="notify", school_name="Ekami")


def test_everything_that_can_be_chosen_has_a_key_of_its_own_to_be_locked_by() -> None:
    keys = [each.key for each in declared().values()]

    assert all(keys)
    assert len(set(keys)) == len(keys)
