"""What administrators decide with agrees with the settings, and with itself."""

from __future__ import annotations

import json
import plistlib
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from resources import policy_table
from tests.fakes import FakePolicySource, FakeRegistry
from valita_desktop import APP_ID, cli, settings
from valita_desktop.i18n import catalogue
from valita_desktop.policy import policy, sources, templates
from valita_desktop.policy.place import Rank
from valita_desktop.policy.registry import RegistrySource
from valita_desktop.policy.sources import FileSource
from valita_desktop.settings import Control, choosable, declared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMESPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
ORDER = {
    "policyDefinitions": ["policyNamespaces", "resources", "supportedOn", "categories", "policies"],
    "policy": ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"],
    "policyDefinitionResources": ["displayName", "description", "resources"],
    "resources": ["stringTable", "presentationTable"],
}
"""Children in the order that the schema demands."""
SHOWN_BY = {"enum": "dropdownList", "text": "textBox"}
"""What shows an element."""
ATTRIBUTES = {
    "policy": {
        *("name", "class", "displayName", "explainText", "key", "valueName", "presentation"),
    },
    "enum": {"id", "key", "valueName", "required"},
    "text": {"id", "key", "valueName", "required", "maxLength", "expandable"},
}
ADMX = ET.fromstring(templates.admx())  # noqa: S314 - our own
ADML = {
    folder: ET.fromstring(templates.adml(lang))  # noqa: S314 - our own
    for folder, lang in templates.ADML_LANGUAGES.items()
}


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{NAMESPACE}{name}"))


def bare(element: ET.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def references(kind: str) -> set[str]:
    """Whatever the policies refer to among the words."""
    values = (value for each in ADMX.iter() for value in each.attrib.values())
    return {found for v in values for found in re.findall(rf"^\$\({kind}\.(\w+)\)$", v)}


def ids(folder: str, name: str) -> list[str]:
    return [each.attrib["id"] for each in all_of(ADML[folder], name)]


@pytest.mark.parametrize("folder", ADML)
def test_every_word_that_is_referred_to_is_there_once_and_no_other(folder: str) -> None:
    strings, presentations = ids(folder, "string"), ids(folder, "presentation")

    assert set(strings) == references("string")
    assert set(presentations) == references("presentation")
    assert len(set(strings)) == len(strings)
    assert len(set(presentations)) == len(presentations)
    assert all(re.fullmatch(r"[A-Za-z]\w*", each) for each in [*strings, *presentations])
    assert all(each.text and each.text.strip() for each in all_of(ADML[folder], "string"))


@pytest.mark.parametrize("folder", ["fi-FI", "sv-SE", "sv-FI"])
def test_the_words_are_in_their_language(folder: str) -> None:
    words = catalogue(templates.ADML_LANGUAGES[folder])
    strings = {each.attrib["id"]: each.text for each in all_of(ADML[folder], "string")}

    for setting in declared().values():
        assert strings[setting.key] == words.gettext(setting.label)
        assert strings[f"{setting.key}_Explain"] == words.gettext(setting.explained)
        assert words.gettext(setting.explained) != setting.explained


def test_each_language_of_windows_has_its_folder() -> None:
    assert set(ADML) >= {"fi-FI", "sv-SE", "sv-FI", "en-US"}
    assert templates.adml("sv") != templates.adml("fi") != templates.adml("en")


@pytest.mark.parametrize("folder", ADML)
def test_every_element_is_shown_by_what_can_show_it(folder: str) -> None:
    shown = {each.attrib["id"]: list(each) for each in all_of(ADML[folder], "presentation")}

    for each in all_of(ADMX, "policy"):
        elements = each.find(f"{NAMESPACE}elements")
        if elements is None:
            assert "presentation" not in each.attrib
            continue
        name = each.attrib["presentation"].removeprefix("$(presentation.").removesuffix(")")
        wanted = [(SHOWN_BY[bare(one)], one.attrib["id"]) for one in elements]
        assert [(bare(one), one.attrib["refId"]) for one in shown[name]] == wanted


def test_names_are_unique_and_everything_named_is_there() -> None:
    policies = [each.attrib["name"] for each in all_of(ADMX, "policy")]
    categories = {each.attrib["name"] for each in all_of(ADMX, "category")}
    supported = {each.attrib["name"] for each in all_of(ADMX, "definition")}

    assert len(set(policies)) == len(policies)
    assert {each.attrib["ref"] for each in all_of(ADMX, "parentCategory")} <= categories
    assert all(e.attrib["ref"] in supported for e in all_of(ADMX, "supportedOn") if e.attrib)
    for each in all_of(ADMX, "policy"):
        inner = [one.attrib["id"] for one in each.iter() if "id" in one.attrib]
        assert len(set(inner)) == len(inner)


@pytest.mark.parametrize("root", [ADMX, *ADML.values()], ids=["admx", *ADML])
def test_elements_stand_in_the_order_of_the_schema(root: ET.Element) -> None:
    for each in root.iter():
        order = ORDER.get(bare(each), [])
        places = [order.index(bare(child)) for child in each if order]
        assert places == sorted(places)
        assert set(each.attrib) <= ATTRIBUTES.get(bare(each), set(each.attrib))


def test_every_setting_can_be_locked_and_proposed() -> None:
    policies = {each.attrib["name"]: each.attrib["key"] for each in all_of(ADMX, "policy")}
    locked = {each.key: sources.REGISTRY_POLICY for each in declared().values()}
    below = f"{sources.REGISTRY_POLICY}\\Recommended"

    assert policies == {
        **locked,
        **{f"{each.key}_Recommended": below for each in choosable().values()},
    }


def written_by(element: ET.Element, owner: ET.Element) -> Iterator[dict[str, dict[str, object]]]:
    """What the editor writes for an element, or for a policy that switches, for each choice."""
    key = element.attrib.get("key", owner.attrib["key"])
    name = element.attrib["valueName"]
    if bare(element) == "text":
        yield {key: {name: "x" * 5}}
    for value in all_of(element, "value"):
        for held in value:
            yield {key: {name: int(held.attrib.get("value", 0)) if held.attrib else held.text}}
    for state in ("enabledValue", "disabledValue"):
        for held in all_of(element, state):
            yield {key: {name: int(held[0].attrib["value"])}}


def test_whatever_the_editor_writes_is_understood() -> None:
    understood = set()
    for each in all_of(ADMX, "policy"):
        elements = each.find(f"{NAMESPACE}elements")
        for one in [each] if elements is None else elements:
            for keys in written_by(one, each):
                registry = FakeRegistry(keys)
                place = RegistrySource(registry, sources.REGISTRY_POLICY, Rank.POLICY)
                read = policy.read([place])
                assert read.mistakes == (), keys
                (name,) = read.decisions
                assert read.decisions[name].locked == ("Recommended" not in str(keys))
                understood.add(name)

    assert understood == set(declared())


def test_every_choice_can_be_made_in_the_editor() -> None:
    for setting in declared().values():
        for element in all_of(ADMX, "enum"):
            if element.attrib["valueName"] == setting.key:
                assert len(all_of(element, "item")) == len(setting.choices)
        if setting.control is Control.LINE:
            (text, *_recommended) = (
                e for e in all_of(ADMX, "text") if e.attrib["valueName"] == setting.key
            )
            assert int(text.attrib["maxLength"]) == setting.longest


@pytest.mark.parametrize("name", ["policies.json", f"{APP_ID}.plist"])
def test_the_examples_hold_every_setting_and_no_mistake(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(templates.files()[name])

    read = policy.read([FileSource(file, Rank.POLICY)])

    assert read.mistakes == ()
    assert set(read.decisions) == set(declared())
    assert {each.locked for each in read.decisions.values()} == {True, False}


def test_the_examples_say_the_same() -> None:
    made = templates.files()

    assert plistlib.loads(made[f"{APP_ID}.plist"]) == json.loads(made["policies.json"])


@pytest.mark.parametrize("name", declared())
def test_the_example_of_a_setting_is_one_that_it_can_have(name: str) -> None:
    setting = declared()[name]

    read = policy.read([FakePolicySource({setting.key: setting.example}, Rank.POLICY)])

    assert read.mistakes == ()
    assert settings.with_values(settings.Settings(), read.ruling.locked)


def test_they_are_written_into_a_folder(tmp_path: Path) -> None:
    assert cli.main(["policy", "--templates", str(tmp_path / "new")]) == 0

    made = templates.files()
    assert len(made) == 7
    for name, data in made.items():
        assert (tmp_path / "new" / name).read_bytes() == data


def test_the_documentation_tells_every_key() -> None:
    told = policy_table.PAGE.read_text("utf-8")

    assert policy_table.page(told) == told
    for setting in declared().values():
        assert f"| `{setting.key}` |" in told
