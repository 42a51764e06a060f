"""Back and forward, as in any browser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.ui.item_list.state import ListState
from valita_desktop.ui.window.history import History, Location, PageKey

HOME = Location(PageKey.HOME)


def item(name: str) -> Location:
    return Location(PageKey.ITEM, name)


def test_going_on_after_back_forgets_what_was_ahead() -> None:
    history = History(HOME)
    history.push(item("a"))
    history.step(-1)

    history.push(item("b"))

    assert not history.step(1)
    assert history.step(-1)
    assert history.current == HOME


def test_only_the_list_remembers_what_it_showed() -> None:
    history = History(HOME)
    state = ListState(order="title")

    history.remember(state)
    at_home = history.current
    history.push(Location(PageKey.LIST))
    history.remember(state)

    assert at_home == HOME
    assert history.current.shown is state


@given(st.lists(st.sampled_from([-1, 1, 0]), max_size=60))
def test_a_walk_is_that_of_a_browser(steps: list[int]) -> None:
    history, visited, at = History(HOME), [HOME], 0
    for number, step in enumerate(steps):
        if step:
            moved = 0 <= at + step < len(visited)
            at += step if moved else 0
            assert history.step(step) is moved
        else:
            visited, at = [*visited[: at + 1], item(str(number))], at + 1
            history.push(visited[at])
        assert history.current == visited[at]
