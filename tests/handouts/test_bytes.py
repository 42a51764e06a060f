"""Equal handouts are equal bytes, and few of them."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from tests.handouts import samples
from tests.handouts.making import Case, cases, handout, made
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece
from valita_desktop.handouts import pdf

ONE_OF_EACH = {case.layout: case for case in [*cases(), *cases(tagged=False)]}
OTHER_PROCESS = """
import hashlib
from tests.handouts.making import handout
from tests.handouts.test_bytes import BUDGET
from valita_desktop.handouts import pdf
print(hashlib.sha256(pdf.render(handout(BUDGET))).hexdigest())
"""
BUDGET = Case("m09", "sv", Layout.SHEET)


@pytest.mark.parametrize("case", ONE_OF_EACH.values(), ids=str)
def test_a_handout_made_twice_is_the_same_to_the_byte(case: Case) -> None:
    assert pdf.render(handout(case)) == made(case)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(seed: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == hashlib.sha256(made(BUDGET)).hexdigest()


def test_two_pages_take_at_most_45_kilobytes() -> None:
    assert pdf.page_count(made(BUDGET)) == 2
    assert len(made(BUDGET)) <= 45_000


def test_two_hundred_pages_take_at_most_900_kilobytes() -> None:
    pieces = tuple(Piece(each, "fi", PartChoice.ALL) for each in samples.items()) * 9
    data = pdf.render(Handout(pieces, Layout.PACKET, facts=samples.FACTS, images=samples.IMAGES))

    assert pdf.page_count(data) >= 190
    assert len(data) <= 900_000


def test_numbers_and_strings_are_written_by_the_compiled_helpers() -> None:
    from reportlab.lib import rl_accel

    for helper in (rl_accel.fp_str, rl_accel.escapePDF):
        assert type(helper).__name__ == "builtin_function_or_method"
