"""The texts that a Linux desktop reads: desktop file, AppStream metainfo, MIME types.

Source:
    Desktop Entry Specification 1.4, AppStream 1.0, Shared MIME-info Database 0.22.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from resources.desktop import words
from resources.generated import ROOT
from valita_desktop import APP_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

_RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] – (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MIME_SPACE = "http://www.freedesktop.org/standards/shared-mime-info"
_RESERVED = re.compile(r'([\\"`$])')


def desktop_file(binaries: PurePosixPath | None = None) -> str:
    """The entry of the menus.

    Args:
        binaries: The folder of the programs where it is not one that every session looks into.
    """
    program = _quoted(binaries / words.PROGRAM) if binaries else words.PROGRAM
    tried = str(binaries / words.PROGRAM).replace("\\", "\\\\") if binaries else words.PROGRAM
    actions = "".join(f"{each.page};" for each in words.ACTIONS)
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.4", f"Name={words.NAME}"]
    for key, message in (
        ("GenericName", words.GENERIC),
        ("Comment", words.COMMENT),
        ("Keywords", words.KEYWORDS),
    ):
        lines += _localised(key, message)
    lines += [f"Exec={program} %U", f"TryExec={tried}", f"Icon={APP_ID}", "Terminal=false"]
    lines += ["Categories=Education;", "StartupNotify=true"]
    lines += [f"StartupWMClass={words.WINDOW_CLASS}", "X-GNOME-SingleWindow=true"]
    lines += [f"MimeType={''.join(f'{kind.mime};' for kind in words.FILE_KINDS)}"]
    lines += [f"Actions={actions}"]
    for action in words.ACTIONS:
        lines += ["", f"[Desktop Action {action.page}]", *_localised("Name", action.label)]
        lines += [f"Exec={program} --page {action.page}"]
    return "\n".join(lines) + "\n"


def metainfo() -> bytes:
    """What shops of programs tell of it; no pictures, for none has an address yet."""
    component = Element("component", type="desktop-application")
    for tag, text in (
        ("id", APP_ID),
        ("metadata_license", "CC0-1.0"),
        ("project_license", "MIT AND CC-BY-4.0"),
        ("name", words.NAME),
    ):
        SubElement(component, tag).text = text
    _translated(component, "summary", words.COMMENT)
    described = SubElement(component, "description")
    for paragraph in words.DESCRIPTION:
        _translated(described, "p", paragraph)
    features = SubElement(described, "ul")
    for feature in words.FEATURES:
        _translated(features, "li", feature)
    developer = SubElement(component, "developer", id=words.DEVELOPER_ID)
    SubElement(developer, "name").text = words.DEVELOPER
    SubElement(component, "url", type="homepage").text = words.HOMEPAGE
    SubElement(component, "launchable", type="desktop-id").text = f"{APP_ID}.desktop"
    provided = SubElement(component, "provides")
    for program in (words.PROGRAM, "valita"):
        SubElement(provided, "binary").text = program
    for kind in words.FILE_KINDS:
        SubElement(provided, "mediatype").text = kind.mime
    for lang in ("fi", "sv"):
        languages = component.find("languages")
        parent = SubElement(component, "languages") if languages is None else languages
        SubElement(parent, "lang", percentage="100").text = lang
    SubElement(component, "content_rating", type="oars-1.1")
    listed = SubElement(component, "releases")
    for version, day in releases():
        SubElement(listed, "release", version=version, date=day)
    return _xml(component)


def mime_types() -> bytes:
    """The kinds of files, with what they begin with, for the shared MIME-info."""
    info = Element("mime-info", xmlns=_MIME_SPACE)
    for kind in words.FILE_KINDS:
        told = SubElement(info, "mime-type", type=kind.mime)
        _translated(told, "comment", kind.label)
        SubElement(told, "icon", name=icon_name(kind))
        SubElement(told, "sub-class-of", type=kind.parent)
        first = _match(SubElement(told, "magic", priority="60"), *kind.begins)
        for value, offset in kind.goes_on:
            _match(first, value, offset)
        SubElement(told, "glob", pattern=f"*{kind.suffix}")
    return _xml(info)


def icon_name(kind: words.FileKind) -> str:
    """What an icon theme calls the icon of a kind of file."""
    return kind.mime.replace("/", "-")


def releases() -> Iterator[tuple[str, str]]:
    """Versions and days of the change log, newest first."""
    yield from _RELEASE.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))


def _localised(key: str, message: str) -> list[str]:
    told = words.said(message)
    plain = f"{key}={told.pop('en')}"
    return [plain, *(f"{key}[{lang}]={text}" for lang, text in told.items())]


def _translated(parent: Element, tag: str, message: str) -> None:
    told = words.said(message)
    SubElement(parent, tag).text = told.pop("en")
    for lang, text in told.items():
        SubElement(parent, tag, {_XML_LANG: lang}).text = text


def _match(parent: Element, value: str, offset: str) -> Element:
    return SubElement(parent, "match", type="string", value=value, offset=offset)


def _quoted(path: PurePosixPath) -> str:
    r"""A program as the key Exec wants it: in quotes, ``%`` doubled, ``\`` once more."""
    escaped = _RESERVED.sub(r"\\\1", str(path)).replace("%", "%%")
    return '"' + escaped.replace("\\", "\\\\") + '"'


def _xml(root: Element) -> bytes:
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"
