"""QR codes have the mask that the standard chooses for them, as segno finds it."""

import random

import pytest
import segno

from valita_desktop.handouts.boxes import code_masks

_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789ABC/-._~?=&%"


def _by_segno(words: str) -> list[bytes]:
    return [bytes(row) for row in segno.make(words, error="m", micro=False).matrix]


@pytest.mark.parametrize("length", range(1, 134, 7))
def test_a_code_is_what_segno_makes_of_it(length: int) -> None:
    choose = random.Random(length)
    for _ in range(6):
        words = "https://" + "".join(choose.choices(_SIGNS, k=length))
        assert code_masks.rows_of(words) == _by_segno(words)


@pytest.mark.parametrize("words", ["0" * 40, "a" * 60, "A" * 80, "1", "~" * 9])
def test_so_it_is_where_every_sign_is_the_same(words: str) -> None:
    assert code_masks.rows_of(words) == _by_segno(words)
