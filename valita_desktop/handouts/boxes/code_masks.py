"""Which of its eight masks a QR code takes: the one that leaves the fewest shapes that mislead.

segno tries them module by module, which takes most of its time. Here a code is one number, row
after row, so a rule is a few steps for all modules at once. What comes of it is the same.

Source:
    ISO/IEC 18004:2015, 7.8 (masks and their points), 7.9 (format information).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LARGEST = 41
"""Most modules of a side of a code that does not tell its version, which is not known here."""
_GAP = 4
"""Light modules between rows: what stands before and behind a row counts as light."""
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda i, j: (i + j) % 2,
    lambda i, _: i % 2,
    lambda _, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)
"""By number; 0 for row and column is dark."""
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_BYTES = bytes.maketrans(b"01", b"\0\1")
_FORMAT = 0b10100110111
"""What divides the number of a mask for the ten bits that tell it once more."""


def rows_of(words: str) -> list[bytes]:
    """The rows of the code of some words, from the top, a byte a module; 1 is dark."""
    import segno  # late: most sheets have no code

    made = [bytes(row) for row in segno.make(words, error="m", micro=False, mask=0).matrix]
    if len(made) <= _LARGEST:
        return _best(made)
    return [bytes(row) for row in segno.make(words, error="m", micro=False).matrix]


def _best(rows: list[bytes]) -> list[bytes]:
    """The rows of a code that has mask 0, with the mask that the standard chooses for it."""
    size = len(rows)
    valid, told, masks = _of_size(size)
    code, first = _number(rows), masks[0][0]
    *_, changes = min(
        (_points((code ^ first ^ mask) & ~told, valid, size + _GAP), n, mask ^ first ^ words)
        for n, (mask, words) in enumerate(masks)
    )
    digits = f"{code ^ changes:0{size * (size + _GAP)}b}".encode().translate(_BYTES)
    return [digits[at : at + size] for at in range(0, len(digits), size + _GAP)]


def _number(rows: Iterable[bytes]) -> int:
    return int(b"".join(row + bytes(_GAP) for row in rows).translate(_DIGITS), 2)


@cache
def _of_size(size: int) -> tuple[int, int, list[tuple[int, int]]]:
    """All modules; those that tell the format; of each mask what it turns, and of the format."""
    sides = range(size)
    every = _where(size, ((i, j) for i in sides for j in sides))
    data = [(i, j) for i in sides for j in sides if _holds_data(size, i, j)]
    masks = [
        (
            _where(size, (each for each in data if not mask(*each))),
            _where(size, _format(size, _told(number))),
        )
        for number, mask in enumerate(_MASKS)
    ]
    always_dark = (size - 8, 8)
    return every, _where(size, [*_format(size, -1), always_dark]), masks


def _where(size: int, places: Iterable[tuple[int, int]]) -> int:
    rows = [bytearray(size) for _ in range(size)]
    for i, j in places:
        rows[i][j] = 1
    return _number(map(bytes, rows))


def _holds_data(size: int, i: int, j: int) -> bool:
    """Whether a module is none of the patterns that readers find their way by."""
    near, far = 9, size - 8
    finder = (i < near and (j < near or j >= far)) or (i >= far and j < near)
    alignment = size > 21 and abs(i - size + 7) < 3 and abs(j - size + 7) < 3  # noqa: PLR2004 - version 1 has none
    timing = i == 6 or j == 6  # noqa: PLR2004 - the number is of the standard
    return not (finder or alignment or timing)


def _told(mask: int) -> int:
    """The format of a mask beside that of mask 0: what a code corrects makes no difference."""
    rest = mask << 10
    for bit in (12, 11, 10):
        if rest >> bit & 1:
            rest ^= _FORMAT << (bit - 10)
    return mask << 10 | rest


def _format(size: int, bits: int) -> Iterator[tuple[int, int]]:
    """Where the ones of a format stand: twice, by the upper left corner and by the others."""
    for bit in range(15):
        if bits >> bit & 1:
            if bit < 8:  # noqa: PLR2004 - a half of them goes down, the other to the left
                yield bit + (bit > 5), 8  # noqa: PLR2004 - over the timing
                yield 8, size - 1 - bit
            else:
                yield 8, 14 - bit + (bit == 8)  # noqa: PLR2004 - as above
                yield size - 15 + bit, 8


def _points(dark: int, valid: int, row: int) -> int:
    """How bad a code would be.

    Args:
        dark: Its dark modules.
        valid: All its modules.
        row: From a module to the one below it.
    """
    light = valid & ~dark
    total = 0
    for step in (1, row):
        for each in (dark, light):
            pairs = each & each >> step
            long = pairs & pairs >> 2 * step & each >> 4 * step  # five of one colour
            total += long.bit_count() + 2 * (long & ~(long << step)).bit_count()
        total += 40 * _like_finders(dark, step)
    for each in (dark, light):
        pairs = each & each >> 1
        total += 3 * (pairs & pairs >> row).bit_count()
    share = dark.bit_count() / valid.bit_count()
    return total + 10 * int(abs(share * 100 - 50) / 5)


def _like_finders(dark: int, step: int) -> int:
    """How often one, one, three, one, one stand beside four light ones; none twice."""
    dark <<= 4 * step  # outside of the code is light
    at = [dark >> n * step for n in range(15)]
    before, (a, b, c, d, e, f, g), behind = at[:4], at[4:11], at[11:]
    alike = a & ~b & c & d & e & ~f & g
    found = alike & ~(_any(before) & _any(behind))
    return (found & ~(found >> 4 * step | found >> 6 * step)).bit_count()


def _any(numbers: Iterable[int]) -> int:
    found = 0
    for each in numbers:
        found |= each
    return found
