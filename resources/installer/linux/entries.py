"""What a desktop must know of the program to start it, for every Linux package alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from resources.installer.common import NAME, ROOT

ID = "fi.valita.Valita"


@dataclass(frozen=True)
class SystemFile:
    """One file of a system.

    Attributes:
        path: Where it stands, from the prefix.
        data: What it holds.
        mode: Its permissions.
    """

    path: PurePosixPath
    data: bytes
    mode: int = 0o644


def payload(prefix: str = "/usr") -> tuple[SystemFile, ...]:
    """The files beside the frozen folder.

    Args:
        prefix: Where they will stand; ``PREFIX/bin`` holds the programs.
    """
    starts = f"{NAME}-desktop" if prefix == "/usr" else f'"{prefix}/bin/{NAME}-desktop"'
    lines = ["[Desktop Entry]", "Type=Application", "Name=Välitä! – Visa omtanke!"]
    lines += [f"Exec={starts} %F", f"Icon={ID}", "Terminal=false", "Categories=Education;"]
    entry = "\n".join(lines).encode() + b"\n"
    icon = (ROOT / "resources/icons/app.svg").read_bytes()
    return (
        SystemFile(PurePosixPath(f"share/applications/{ID}.desktop"), entry),
        SystemFile(PurePosixPath(f"share/icons/hicolor/scalable/apps/{ID}.svg"), icon),
    )
