"""Settings survive whatever happens to their file."""

from __future__ import annotations

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
