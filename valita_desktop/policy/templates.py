"""What an administrator is given to decide with, made of the declared settings.

Group Policy templates (ADMX with its words in ADML), an example of ``policies.json`` and one of a
property list for macOS. Nothing here knows a setting by its name: a new one is in all of them.

Source:
    Microsoft, "Group Policy ADMX Syntax Reference Guide", and [MS-GPREG] 7.2 and 7.3, for the
    elements, their order, and what refers to what.
"""

from __future__ import annotations

import json
import plistlib
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree as ET

from valita_desktop import APP_ID
from valita_desktop.content.blocks import ContactRole
from valita_desktop.content.labels import CONTACT_FIELD_LABELS, CONTACT_LABELS
from valita_desktop.i18n import N_, catalogue
from valita_desktop.policy.place import ValueGroup
from valita_desktop.policy.sources import REGISTRY_POLICY
from valita_desktop.settings import LONGEST_CONTACT, Control, declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.i18n import Catalogue, UiLang
    from valita_desktop.settings import Setting

ADML_LANGUAGES: dict[str, UiLang] = {"fi-FI": "fi", "sv-SE": "sv", "sv-FI": "sv", "en-US": "en"}
"""Folders of words. The editor takes that of Windows' language, which for Swedish is sv-SE, and
en-US where there is none."""

_XMLNS = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_NAMESPACE = "Valita.Policies"
_REVISION = "1.0"
_LONGEST_TEXT = 1023
"""Letters of a text of a policy, where nothing else is said."""

_CATEGORY, _PRESETS, _SUPPORTED = "Valita", "Valita_Recommended", "SUPPORTED_VALITA"
_WORDS = {
    _CATEGORY: N_("Välitä! – Visa omtanke!"),
    _PRESETS: N_("What people begin with (they can change it)"),
    _SUPPORTED: N_("Välitä! – Visa omtanke!"),
}
_PERSONAL = (Control.SWITCH, Control.LIST, Control.CHOICE)
"""What an example proposes rather than locks: what suits a person's eyes and hands."""


def files() -> dict[str, bytes]:
    """All of it, by its place in a folder: ``valita.admx``, ``fi-FI/valita.adml`` and so on."""
    words = {f"{folder}/valita.adml": adml(lang) for folder, lang in ADML_LANGUAGES.items()}
    tree = example()
    return {
        "valita.admx": admx(),
        **words,
        "policies.json": f"{json.dumps(tree, ensure_ascii=False, indent=2)}\n".encode(),
        f"{APP_ID}.plist": plistlib.dumps(tree, sort_keys=False),
    }


def admx() -> bytes:
    """The policies, each locked, and again as a preset where a person can choose otherwise."""
    root = ET.Element("policyDefinitions", revision=_REVISION, schemaVersion="1.0", xmlns=_XMLNS)
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", prefix="valita", namespace=_NAMESPACE)
    ET.SubElement(root, "resources", minRequiredRevision=_REVISION)
    supported = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(supported, "definition", name=_SUPPORTED, displayName=_string(_SUPPORTED))
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name=_CATEGORY, displayName=_string(_CATEGORY))
    presets = ET.SubElement(categories, "category", name=_PRESETS, displayName=_string(_PRESETS))
    ET.SubElement(presets, "parentCategory", ref=_CATEGORY)
    policies = ET.SubElement(root, "policies")
    for setting in declared().values():
        policies.append(_policy(setting, setting.key, _CATEGORY, REGISTRY_POLICY))
    for setting in declared().values():
        if not setting.by_policy_only:
            name, key = f"{setting.key}_Recommended", f"{REGISTRY_POLICY}\\{ValueGroup.PRESET}"
            policies.append(_policy(setting, name, _PRESETS, key))
    return _document(root)


def adml(lang: UiLang) -> bytes:
    """The words of the policies in a language."""
    words = catalogue(lang)
    root = ET.Element(
        "policyDefinitionResources", revision=_REVISION, schemaVersion="1.0", xmlns=_XMLNS
    )
    ET.SubElement(root, "displayName").text = words.gettext(_WORDS[_CATEGORY])
    ET.SubElement(root, "description").text = words.gettext(_WORDS[_CATEGORY])
    resources = ET.SubElement(root, "resources")
    strings = ET.SubElement(resources, "stringTable")
    for name, message in _strings():
        ET.SubElement(strings, "string", id=name).text = words.gettext(message)
    presentations = ET.SubElement(resources, "presentationTable")
    for setting in declared().values():
        if setting.control is not Control.SWITCH:
            presentations.append(_presentation(setting, words))
    return _document(root)


def example() -> dict[str, object]:
    """Every setting with a value: what a school is, locked; what suits a person, proposed."""
    locked: dict[str, object] = {}
    proposed: dict[str, object] = {}
    for setting in declared().values():
        personal = setting.control in _PERSONAL and not setting.by_policy_only
        (proposed if personal else locked)[setting.key] = setting.example
    return {**locked, ValueGroup.PRESET.value: proposed}


def _policy(setting: Setting, name: str, category: str, key: str) -> ET.Element:
    """A policy; one that switches has a value, all others have elements."""
    switches = setting.control is Control.SWITCH
    policy = ET.Element(
        "policy",
        {
            "name": name,
            "class": "Machine",
            "displayName": _string(setting.key),
            "explainText": _string(f"{setting.key}_Explain"),
            "key": key,
        },
    )
    if switches:
        policy.set("valueName", setting.key)
    else:
        policy.set("presentation", f"$(presentation.{setting.key})")
    ET.SubElement(policy, "parentCategory", ref=category)
    ET.SubElement(policy, "supportedOn", ref=_SUPPORTED)
    if switches:
        for state, number in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, state), "decimal", value=number)
    else:
        ET.SubElement(policy, "elements").extend(_elements(setting, key))
    return policy


def _elements(setting: Setting, key: str) -> Iterator[ET.Element]:
    """What is filled in."""
    if setting.choices:
        enum = ET.Element("enum", id=setting.key, valueName=setting.key, required="true")
        for value in setting.choices:
            item = ET.SubElement(enum, "item", displayName=_string(_choice(setting, value)))
            kind = "decimal" if isinstance(value, int) else "string"
            held = ET.SubElement(ET.SubElement(item, "value"), kind)
            if isinstance(value, int):
                held.set("value", str(value))
            else:
                held.text = str(value)
        yield enum
    elif setting.control is Control.CONTACTS:
        for role, field in _contact_fields():
            below = f"{key}\\{setting.key}\\{role}"
            name, most = _contact(setting, role, field), str(LONGEST_CONTACT)
            yield ET.Element("text", id=name, key=below, valueName=field, maxLength=most)
    else:
        name, most = setting.key, str(min(setting.longest or _LONGEST_TEXT, _LONGEST_TEXT))
        text = {"id": name, "valueName": name, "maxLength": most, "required": "true"}
        yield ET.Element("text", {**text, "expandable": "true"} if _is_path(setting) else text)


def _presentation(setting: Setting, words: Catalogue) -> ET.Element:
    """How the elements of a policy are shown."""
    shown = ET.Element("presentation", id=setting.key)
    label = words.gettext(setting.label)
    if setting.choices:
        ET.SubElement(shown, "dropdownList", refId=setting.key, noSort="true").text = label
    elif setting.control is Control.CONTACTS:
        for role, field in _contact_fields():
            box = ET.SubElement(shown, "textBox", refId=_contact(setting, role, field))
            whom = words.gettext(CONTACT_LABELS[role])
            what = words.gettext(CONTACT_FIELD_LABELS[field])
            ET.SubElement(box, "label").text = f"{whom}: {what}"
    else:
        box = ET.SubElement(shown, "textBox", refId=setting.key)
        ET.SubElement(box, "label").text = label
    return shown


def _strings() -> Iterator[tuple[str, str]]:
    """Every string by its id, as a message."""
    for name in (_CATEGORY, _PRESETS, _SUPPORTED):
        yield name, _WORDS[name]
    for setting in declared().values():
        yield setting.key, setting.label
        yield f"{setting.key}_Explain", setting.explained
        for value, message in setting.choices.items():
            yield _choice(setting, value), message


def _contact_fields() -> Iterator[tuple[str, str]]:
    for role in get_args(ContactRole):
        yield from ((role, field) for field in CONTACT_FIELD_LABELS)


def _contact(setting: Setting, role: str, field: str) -> str:
    return f"{setting.key}_{role.replace('-', '_')}_{field}"


def _choice(setting: Setting, value: object) -> str:
    return f"{setting.key}_{value}"


def _is_path(setting: Setting) -> bool:
    """Variables of the computer can stand in a path, such as that of a picture."""
    return setting.control is Control.PICTURE


def _string(name: str) -> str:
    return f"$(string.{name})"


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
