"""How much may go at once without a person: a fifth, and not one item more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.errors import MassWithdrawalError
from valita_desktop.feed.edition import refuse_mass_withdrawal


@pytest.mark.parametrize(("gone", "among"), [(0, 0), (0, 1), (1, 5), (20, 100), (3, 0)])
def test_a_fifth_may_go(gone: int, among: int) -> None:
    refuse_mass_withdrawal(gone, among)


@pytest.mark.parametrize(("gone", "among"), [(1, 1), (1, 4), (21, 100), (2, 9)])
def test_more_than_a_fifth_is_asked_for(gone: int, among: int) -> None:
    with pytest.raises(MassWithdrawalError) as refused:
        refuse_mass_withdrawal(gone, among)

    assert (refused.value.withdrawn, refused.value.among) == (gone, among)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_asked_exactly_where_five_times_what_goes_is_more_than_all(
    numbers: tuple[int, int],
) -> None:
    gone, among = numbers
    try:
        refuse_mass_withdrawal(gone, among)
    except MassWithdrawalError:
        assert 5 * gone > among
    else:
        assert 5 * gone <= among
