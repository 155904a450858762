"""A row of what happened grows at its end, and what was kept of it before stays as it was."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.trail import Trail


def trail(values: list[int]) -> Trail[int]:
    made: Trail[int] = Trail()
    for value in values:
        made = made.append(value)
    return made


@given(st.lists(st.integers()), st.integers(-3, 3))
def test_it_reads_like_the_list_of_what_was_appended(values: list[int], place: int) -> None:
    made = trail(values)
    assert list(made) == values
    assert list(reversed(made)) == values[::-1]
    assert (len(made), bool(made)) == (len(values), bool(values))
    assert made[-2:] == tuple(values[-2:])
    assert made == trail(values)
    assert hash(made) == hash(trail(values))
    assert made != made.append(1)
    if -len(values) <= place < len(values):
        assert made[place] == values[place]
    else:
        with pytest.raises(IndexError):
            made[place]


def test_a_shorter_one_stays_as_it_was() -> None:
    short = trail([1, 2])
    assert (list(short.append(3)), list(short.append(4)), list(short)) == (
        [1, 2, 3],
        [1, 2, 4],
        [1, 2],
    )


def test_the_search_for_garbage_meets_each_of_what_happened_once() -> None:
    steps = [trail([])]
    for n in range(2_000):
        steps.append(steps[-1].append(n))
    met = sum(len(gc.get_referents(one)) for one in steps)
    # Its class and number, the one before, and what happened: first and last.
    assert met <= 5 * len(steps)
