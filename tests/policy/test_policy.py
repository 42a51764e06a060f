"""What an administrator decided holds; what is written wrong is told, and stops nothing."""

from __future__ import annotations

import json
import os
import plistlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakePolicySource, FakeRegistry
from valita_desktop import settings
from valita_desktop.errors import PolicyMistakeCode, SettingLockedError
from valita_desktop.i18n import set_language
from valita_desktop.messages.policy import mistake_sentence
from valita_desktop.policy import policy, sources
from valita_desktop.policy.place import Rank
from valita_desktop.policy.policy import Policy
from valita_desktop.policy.registry import RegistrySource
from valita_desktop.policy.sources import FileSource
from valita_desktop.policy.values import understood, written
from valita_desktop.settings import ColourScheme, Contact, Settings, declared

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.i18n import UiLang

POLICY, DEFAULT = Rank.POLICY, Rank.DEFAULT
LOCKED, PRESET = "Locked", "Recommended"
ENCODERS = {".json": lambda tree: json.dumps(tree).encode(), ".plist": plistlib.dumps}


def held(machine_policy: object = None, default: object = None) -> Policy:
    return policy.read(
        [FakePolicySource(machine_policy or {}, POLICY), FakePolicySource(default or {}, DEFAULT)]
    )


def size(now: Policy, folder: Path) -> tuple[int, str, str]:
    """The text size that holds for a person, where it comes from, and whether it can change."""
    loaded = settings.load(folder, ruling=now.ruling)
    line = now.report(loaded, settings.chosen_names(folder))[list(declared()).index("text_size")]
    assert line.value == loaded.text_size
    return loaded.text_size, line.source, line.state


@pytest.mark.parametrize(
    ("of_policy", "of_default", "chosen", "holds"),
    [
        ({}, {}, "", (100, "built-in", "free")),
        ({}, {}, "mine", (112, "person", "free")),
        ({}, {"TextSize": 125}, "", (125, "default", "preset")),
        ({}, {"TextSize": 125}, "mine", (112, "person", "preset")),
        ({}, {LOCKED: {"TextSize": 125}}, "mine", (125, "default", "locked")),
        ({"TextSize": 150}, {}, "", (150, "policy", "locked")),
        ({"TextSize": 150}, {}, "mine", (150, "policy", "locked")),
        ({PRESET: {"TextSize": 150}}, {}, "", (150, "policy", "preset")),
        ({PRESET: {"TextSize": 150}}, {}, "mine", (112, "person", "preset")),
        ({"TextSize": 150}, {"TextSize": 125}, "mine", (150, "policy", "locked")),
        ({PRESET: {"TextSize": 150}}, {"TextSize": 125}, "", (150, "policy", "preset")),
        (
            {PRESET: {"TextSize": 150}},
            {LOCKED: {"TextSize": 125}},
            "mine",
            (112, "person", "preset"),
        ),
        ({"TextSize": 150, PRESET: {"TextSize": 175}}, {}, "mine", (150, "policy", "locked")),
        ({"TextSize": "big"}, {"TextSize": 125}, "", (125, "default", "preset")),
        ({"TextSize": 130}, {}, "mine", (112, "person", "free")),
    ],
)
def test_who_decides(
    of_policy: dict[str, object],
    of_default: dict[str, object],
    chosen: str,
    holds: tuple[int, str, str],
    tmp_path: Path,
) -> None:
    if chosen:
        settings.SettingsFile(Settings(), tmp_path).save(Settings(text_size=112))

    assert size(held(of_policy, of_default), tmp_path) == holds


LAYERS = st.fixed_dictionaries(
    {},
    optional={
        "TextSize": st.sampled_from(settings.TEXT_SIZES),
        "SchoolName": st.sampled_from(["Ekami", "Axxell", ""]),
        "SaveInk": st.booleans(),
    },
)
FIELDS = {"TextSize": "text_size", "SchoolName": "school_name", "SaveInk": "low_ink"}


@given(locked=LAYERS, preset=LAYERS, default=LAYERS, person=LAYERS)
def test_the_first_who_decides_is_followed_key_by_key(
    locked: dict[str, object],
    preset: dict[str, object],
    default: dict[str, object],
    person: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("config")
    mine = {FIELDS[key]: value for key, value in person.items()}
    (folder / "settings.json").write_text(json.dumps(mine))

    now = settings.load(folder, ruling=held({**locked, PRESET: preset}, default).ruling)

    for key, name in FIELDS.items():
        order = [each[key] for each in (locked, person, preset, default) if key in each]
        assert getattr(now, name) == [*order, getattr(Settings(), name)][0]


def test_a_preset_that_comes_later_reaches_whoever_has_not_chosen_otherwise(tmp_path: Path) -> None:
    before = settings.load(tmp_path)
    settings.SettingsFile(before, tmp_path).save(Settings(low_ink=True))

    now = settings.load(tmp_path, ruling=held(default={"TextSize": 150, "SaveInk": False}).ruling)

    assert (now.text_size, now.low_ink) == (150, True)


def test_the_own_choice_is_back_when_the_lock_is_gone(tmp_path: Path) -> None:
    settings.SettingsFile(Settings(), tmp_path).save(Settings(text_size=175))
    ruling = held({"TextSize": 125}).ruling
    locked = settings.load(tmp_path, ruling=ruling)
    start = settings.beginning(ruling=ruling)

    settings.SettingsFile(locked, tmp_path, start).save(
        settings.with_values(locked, {"low_ink": True})
    )

    assert locked.text_size == 125
    assert settings.load(tmp_path) == Settings(text_size=175, low_ink=True)


def test_what_is_decided_is_not_written_down_as_a_choice(tmp_path: Path) -> None:
    ruling = held({"SchoolName": "Ekami", PRESET: {"TextSize": 150}}).ruling
    start = settings.beginning(ruling=ruling)
    settings.SettingsFile(start, tmp_path, start).save(
        settings.with_values(start, {"low_ink": True})
    )

    assert settings.chosen_names(tmp_path) == {"low_ink"}


def test_a_preset_contact_can_be_changed_and_taken_away_and_others_stay(tmp_path: Path) -> None:
    def contacts(phone: str) -> dict[str, object]:
        names = ("nurse", "counsellor", "psychologist")
        return {"Contacts": {role: {"name": role.title(), "phone": phone} for role in names}}

    ruling = held(default=contacts("040 1")).ruling
    start = settings.beginning(ruling=ruling)
    mine = {role: each for role, each in start.contacts.items() if role != "counsellor"}
    mine["nurse"] = Contact("Aino", "050 5")
    settings.SettingsFile(start, tmp_path, start).save(
        settings.with_values(start, {"contacts": mine})
    )

    now = settings.load(tmp_path, ruling=held(default=contacts("040 2")).ruling)

    assert now.contacts == {
        "nurse": Contact("Aino", "050 5"),
        "psychologist": Contact("Psychologist", "040 2"),
    }


def test_nobody_chooses_what_only_policy_decides(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"import_allowed": false}')

    assert settings.load(tmp_path).import_allowed
    assert held(default={"AllowImport": False}).ruling.locked == {"import_allowed": False}


@pytest.mark.parametrize("ending", ENCODERS)
def test_a_file_is_read_in_both_forms(ending: str, tmp_path: Path) -> None:
    tree = {"Colours": "dark", "saveink": True, "Contacts": {"nurse": {"name": "Aino"}}}
    file = tmp_path / f"policies{ending}"
    file.write_bytes(ENCODERS[ending](tree))

    read = policy.read([FileSource(file, POLICY)])

    assert read.mistakes == ()
    assert read.ruling.locked == {
        "look": ColourScheme.DARK,
        "low_ink": True,
        "contacts": {"nurse": Contact("Aino")},
    }


@pytest.mark.parametrize("ending", ENCODERS)
@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"7", b'"SchoolName"', b"\xff\xfe\x00", b"bplist00", b"<plist><dict>"],
    ids=repr,
)
def test_a_damaged_file_is_told_and_nothing_of_it_holds(
    ending: str, data: bytes, tmp_path: Path
) -> None:
    file = tmp_path / f"policies{ending}"
    file.write_bytes(data)

    read = policy.read([FileSource(file, POLICY), FakePolicySource({"TextSize": 125}, DEFAULT)])

    assert [each.code for each in read.mistakes] == [PolicyMistakeCode.DAMAGED]
    assert read.ruling.preset == {"text_size": 125}


def test_a_pipe_a_folder_and_a_file_without_end_are_told(tmp_path: Path) -> None:
    folder, pipe, huge = (tmp_path / name for name in ("folder", "pipe", "huge"))
    folder.mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    else:
        pipe.mkdir()
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)

    read = policy.read([FileSource(file, POLICY) for file in (folder, pipe, huge)])

    assert {each.code for each in read.mistakes} == {PolicyMistakeCode.UNREADABLE}
    assert [each.where for each in read.mistakes] == [str(folder), str(pipe), str(huge)]


def test_a_mark_that_an_editor_puts_before_a_file_is_no_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "policies.json"
    file.write_bytes(b'\xef\xbb\xbf{"SchoolName": "Ekami"}')

    assert policy.read([FileSource(file, POLICY)]).ruling.locked == {"school_name": "Ekami"}


def test_a_file_in_the_way_of_the_folder_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "valita").write_text("")

    assert policy.read([FileSource(tmp_path / "valita/policies.json", POLICY)]) == Policy()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TextSize", "125"),
        ("TextSize", 130),
        ("TextSize", True),
        ("SaveInk", 1),
        ("SaveInk", "yes"),
        ("SchoolName", None),
        ("SchoolName", ["Ekami"]),
        ("SchoolName", "x" * 81),
        ("SchoolName", "Ekami\nPohjola"),
        ("SchoolName", "Ekami\x1b[2J"),
        ("Colours", "pink"),
        ("ProgramLanguage", "de"),
        ("Updates", "always"),
        ("UpdateSource", "x" * 5000),
        ("Contacts", "Aino"),
        ("Contacts", {"nurse": "Aino"}),
        ("Contacts", {"nurse": {"name": 7}}),
        ("Contacts", {"nurse": {"name": "x" * 200}}),
    ],
)
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_value_that_cannot_be_is_told_with_what_can(
    key: str, value: object, lang: UiLang
) -> None:
    read = held({key: value})
    set_language(lang)

    assert read.decisions == {}
    assert [(each.code, each.key) for each in read.mistakes] == [
        (PolicyMistakeCode.WRONG_VALUE, key)
    ]
    (mistake,) = read.mistakes
    told = mistake_sentence(mistake.code, mistake.where, mistake.key, mistake.detail)
    assert key in told
    assert told.isprintable()
    assert len(told) < 300


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("SchoolNmae", "SchoolName"),
        ("text_size", "TextSize"),
        ("textsizes", "TextSize"),
        ("policies", ""),
        ("", ""),
        ("ö", ""),
    ],
)
def test_a_key_that_is_nearly_one_is_told_with_that_one(key: str, meant: str) -> None:
    told = mistake_sentence(PolicyMistakeCode.UNKNOWN_KEY, "policies.json", key)

    assert told.endswith(f"Is “{meant}” meant?" if meant else "in this version of the program.")


@pytest.mark.parametrize("key", ["SchoolNmae", "policies", "", "output_folder", "OutputFolder"])
def test_a_key_that_is_not_known_is_told_and_the_others_hold(
    key: str, caplog: pytest.LogCaptureFixture
) -> None:
    read = held({key: "x", "SchoolName": "Ekami"})

    assert read.ruling.locked == {"school_name": "Ekami"}
    assert [(each.code, each.key) for each in read.mistakes] == [
        (PolicyMistakeCode.UNKNOWN_KEY, key)
    ]
    assert f": {key}" in caplog.text


def test_a_role_and_a_field_that_are_not_known_are_told_and_the_others_hold() -> None:
    read = held({"Contacts": {"headmaster": {"name": "A"}, "Nurse": {"Name": "B", "fax": "1"}}})

    assert read.ruling.locked == {"contacts": {"nurse": Contact("B")}}
    assert [each.key for each in read.mistakes] == ["Contacts.headmaster", "Contacts.Nurse.fax"]


def test_the_special_teacher_can_be_decided_and_what_was_decided_before_her_holds(
    tmp_path: Path,
) -> None:
    before = {"Contacts": {"nurse": {"name": "Aino"}, "group-tutor": {"name": "Eino"}}}
    decided = {"Contacts": {**before["Contacts"], "Special-Teacher": {"name": "Satu"}}}

    for tree in (before, decided):
        assert held(tree).mistakes == ()
    with_her = settings.load(tmp_path, ruling=held(decided).ruling).contacts
    assert with_her == {
        "nurse": Contact("Aino"),
        "group-tutor": Contact("Eino"),
        "special-teacher": Contact("Satu"),
    }
    without = settings.load(tmp_path, ruling=held(before).ruling).contacts
    assert without == {"nurse": Contact("Aino"), "group-tutor": Contact("Eino")}


@given(
    tree=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([LOCKED, PRESET, *(s.key for s in declared().values())])
                | st.text(max_size=8),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ).filter(lambda tree: isinstance(tree, dict))
)
def test_whatever_is_written_the_program_starts(tree: dict[str, object]) -> None:
    read = held(tree, tree)

    now = settings.load(ruling=read.ruling)
    assert len(read.report(now, frozenset())) == len(declared())


def test_what_is_exported_is_understood_again() -> None:
    now = Settings(
        ui_language="sv",
        look=ColourScheme.DARK,
        contacts={"nurse": Contact("Aino", "040", "A 1")},
        update_source="//palvelin/valita",
    )

    values, mistakes = understood(written(now), "")

    assert mistakes == []
    assert settings.with_values(Settings(), values) == now


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({"TextSize": 125, "SaveInk": 1, "Colours": "dark"}, (125, True, ColourScheme.DARK)),
        ({"TextSize": "125", "SaveInk": "1", "Colours": "dark"}, (125, True, ColourScheme.DARK)),
        ({"TEXTSIZE": 125, "saveink": 0, "Colours": "light"}, (125, False, ColourScheme.LIGHT)),
    ],
    ids=["as the editor writes", "as reg add writes", "in other capitals"],
)
def test_the_registry_has_no_truth_values(
    values: dict[str, object], holds: tuple[object, ...]
) -> None:
    registry = FakeRegistry({sources.REGISTRY_POLICY: {"": "unnamed", **values}})

    read = policy.read([RegistrySource(registry, sources.REGISTRY_POLICY, POLICY)])

    assert read.mistakes == ()
    now = settings.with_values(Settings(), read.ruling.locked)
    assert (now.text_size, now.low_ink, now.look) == holds


def test_keys_of_the_registry_are_tables() -> None:
    at = sources.REGISTRY_POLICY
    registry = FakeRegistry(
        {
            at: {"SchoolName": "Ekami"},
            f"{at}\\Recommended": {"TextSize": 125},
            f"{at}\\Contacts\\nurse": {"name": "Aino", "phone": ""},
            f"{at}\\Contacts\\other": {"name": "", "phone": "", "where": ""},
        }
    )

    read = policy.read([RegistrySource(registry, at, POLICY)])

    assert read.mistakes == ()
    assert read.ruling.preset == {"text_size": 125}
    assert read.ruling.locked == {"school_name": "Ekami", "contacts": {"nurse": Contact("Aino")}}
    assert read.decisions["school_name"].where == r"HKLM\Software\Policies\Valita"


def test_a_registry_that_may_not_be_read_is_told() -> None:
    registry = FakeRegistry({}, refusal=PermissionError(13, "Access is denied"))

    read = policy.read([RegistrySource(registry, sources.REGISTRY_POLICY, POLICY)])

    assert [each.code for each in read.mistakes] == [PolicyMistakeCode.UNREADABLE]


def test_whoever_locks_is_named() -> None:
    now = held({"UpdateSource": "https://a.example"}, {"TextSize": 125})

    with pytest.raises(SettingLockedError) as locked:
        now.require_free("update_source")
    now.require_free("text_size")
    now.require_free("look")

    assert (locked.value.name, locked.value.where) == ("update_source", "fake policy")
