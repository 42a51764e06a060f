"""Asks where a file is to be saved, for everything that saves one.

Nothing is written over that nobody was asked about: an ending that had to be added makes another
name of what was chosen, so it gets a number where there is a file of that name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


def ask_where(parent: QWidget, title: str, proposed: Path, kinds: Mapping[str, str]) -> Path | None:
    """Ask where to save, and thereby in which format.

    Args:
        parent: What the dialog belongs to.
        title: Its title.
        proposed: A folder and a name.
        kinds: What the formats are called, by their endings, such as ``.pdf``; the usual first.

    Returns:
        A file that ends as one of the formats; ``None`` where the person changed their mind.
    """
    endings = {f"{name} (*{ending})": ending for ending, name in kinds.items()}
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(endings))
    if not chosen:
        return None
    file, usual = Path(chosen), next(iter(kinds))
    return file if file.suffix.lower() in kinds else _free(file, endings.get(kind, usual))


def _free(file: Path, ending: str) -> Path:
    """A name that no file has, with an ending."""
    found = file.with_name(f"{file.name}{ending}")
    number = 2
    while os.path.exists(found):  # noqa: PTH110 - of a name that cannot be it says no, not an error
        found = file.with_name(f"{file.name} ({number}){ending}")
        number += 1
    return found
