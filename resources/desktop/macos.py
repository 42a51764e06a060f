"""What macOS is told of the program: the kinds of files, in its bundle's ``Info.plist``.

Data for whoever builds the bundle; a double click arrives as an event of Qt (`ui.start`).

Source:
    Apple, "Information Property List": ``CFBundleDocumentTypes``, ``UTExportedTypeDeclarations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resources.desktop import words
from valita_desktop import APP_ID, __version__
from valita_desktop.i18n import SOURCE_LANG, UI_LANGS

if TYPE_CHECKING:
    from resources.desktop.icons import Drawing
    from resources.desktop.words import FileKind

APP_ICON = "valita.icns"


def info() -> dict[str, Any]:
    """Keys of ``Info.plist``, as `plistlib` writes them."""
    return {
        "CFBundleIdentifier": APP_ID,
        "CFBundleName": words.NAME,
        "CFBundleDisplayName": words.NAME,
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "CFBundleIconFile": APP_ICON,
        "CFBundleDevelopmentRegion": SOURCE_LANG,
        "CFBundleLocalizations": list(UI_LANGS),
        "LSApplicationCategoryType": "public.app-category.education",
        "CFBundleDocumentTypes": [_document(kind) for kind in words.FILE_KINDS],
        "UTExportedTypeDeclarations": [_type(kind) for kind in words.FILE_KINDS],
    }


def localised() -> dict[str, dict[str, str]]:
    """The names of the files by language, for ``LANG.lproj/InfoPlist.strings``."""
    told = {kind.label: words.said(kind.label) for kind in words.FILE_KINDS}
    return {lang: {key: names[lang] for key, names in told.items()} for lang in UI_LANGS}


def icon_files() -> dict[str, Drawing]:
    """The icons of the files by their names in ``Resources``; the program's is `APP_ICON`."""
    return {_icon(kind): kind.drawing for kind in words.FILE_KINDS}


def _document(kind: FileKind) -> dict[str, Any]:
    return {
        "CFBundleTypeName": kind.label,
        "CFBundleTypeRole": "Viewer",
        "CFBundleTypeIconFile": _icon(kind),
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [_uniform(kind)],
    }


def _type(kind: FileKind) -> dict[str, Any]:
    extension = kind.suffix.removeprefix(".")
    return {
        "UTTypeIdentifier": _uniform(kind),
        "UTTypeDescription": kind.label,
        "UTTypeConformsTo": ["public.data", "public.content"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [extension],
            "public.mime-type": [kind.mime],
        },
    }


def _uniform(kind: FileKind) -> str:
    return f"{APP_ID}.{kind.suffix.removeprefix('.')}".lower()


def _icon(kind: FileKind) -> str:
    return f"{kind.suffix.removeprefix('.')}.icns"
