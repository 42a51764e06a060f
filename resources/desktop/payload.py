"""Every file that a Linux system gets beside the frozen folder, for deb, rpm and tar alike.

    share/applications/fi.valita.Valita.desktop
    share/metainfo/fi.valita.Valita.metainfo.xml
    share/mime/packages/fi.valita.Valita.xml
    share/icons/hicolor/…
    share/man/man1/valita.1.gz, share/man/fi/man1/valita.1.gz, …
    share/bash-completion/completions/valita, …

Pure: nothing is written, and the same sources give the same bytes.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from resources.desktop import completion, entries, icons, manual, words
from valita_desktop import APP_ID
from valita_desktop.i18n import SOURCE_LANG, UI_LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPLETIONS = {
    "bash": ("share/bash-completion/completions/valita",),
    # Debian's zsh looks into the second, all others into the first.
    "zsh": ("share/zsh/site-functions/_valita", "share/zsh/vendor-completions/_valita"),
    "fish": ("share/fish/vendor_completions.d/valita.fish",),
}
_ON_THE_PATH = (PurePosixPath("/usr"), PurePosixPath("/usr/local"))


@dataclass(frozen=True)
class PayloadFile:
    """One file of a system.

    Attributes:
        path: Where it stands, from the prefix.
        data: What it holds.
        mode: Its permissions.
    """

    path: PurePosixPath
    data: bytes
    mode: int = 0o644


def payload(prefix: str = "/usr") -> tuple[PayloadFile, ...]:
    """The files, in the order of their paths.

    Args:
        prefix: Where they will stand; ``PREFIX/bin`` holds the programs. Outside of ``/usr`` and
            ``/usr/local`` the desktop file names them by their whole path.
    """
    top = PurePosixPath(prefix)
    binaries = None if top in _ON_THE_PATH else top / "bin"
    made = [*_texts(binaries), *_icons(), *_manual(), *_completion()]
    return tuple(sorted(made, key=lambda each: each.path))


def _texts(binaries: PurePosixPath | None) -> Iterator[PayloadFile]:
    share = PurePosixPath("share")
    entry = entries.desktop_file(binaries).encode()
    yield PayloadFile(share / f"applications/{APP_ID}.desktop", entry)
    yield PayloadFile(share / f"metainfo/{APP_ID}.metainfo.xml", entries.metainfo())
    yield PayloadFile(share / f"mime/packages/{APP_ID}.xml", entries.mime_types())


def _icons() -> Iterator[PayloadFile]:
    theme = PurePosixPath("share/icons/hicolor")
    drawings = [("apps", APP_ID, icons.APP)]
    drawings += [("mimetypes", entries.icon_name(kind), kind.drawing) for kind in words.FILE_KINDS]
    for folder, name, drawing in drawings:
        for size in icons.SIZES:
            place = theme / f"{size}x{size}" / folder / f"{name}.png"
            yield PayloadFile(place, icons.png(drawing, size))
        yield PayloadFile(theme / "scalable" / folder / f"{name}.svg", drawing.large.read_bytes())
    symbolic = theme / f"symbolic/apps/{APP_ID}-symbolic.svg"
    yield PayloadFile(symbolic, icons.SYMBOLIC.large.read_bytes())


def _manual() -> Iterator[PayloadFile]:
    """The pages packed as `man` reads them and packagers want them."""
    for lang in UI_LANGS:
        top = PurePosixPath("share/man") / ("man1" if lang == SOURCE_LANG else f"{lang}/man1")
        for name, page in manual.pages(lang).items():
            yield PayloadFile(top / f"{name}.1.gz", gzip.compress(page.encode(), 9, mtime=0))


def _completion() -> Iterator[PayloadFile]:
    for shell in completion.SHELLS:
        script = completion.script(shell).encode()
        for place in _COMPLETIONS[shell]:
            yield PayloadFile(PurePosixPath(place), script)
