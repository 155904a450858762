"""A disk that fails under the window: what is typed stays, time and music go on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.endurance.apart import let_others_look_on, may_trace
from tests.endurance.failing_window import FailingWindow, refusing
from tests.journeys.clinic import Clinic


@pytest.fixture
def at_window(clinic: Clinic) -> Iterator[FailingWindow]:
    let_others_look_on()
    window = FailingWindow(clinic)
    yield window
    assert window.end() == []


@pytest.mark.skipif(not may_trace(), reason="strace refuses the calls")
def test_a_note_that_the_disk_refuses_stays_in_its_box_and_is_kept_with_room_again(
    at_window: FailingWindow,
) -> None:
    found = [
        f"{error}: {one}"
        for number, error in enumerate(("ENOSPC", "EIO", "EROFS", "EDQUOT"))
        for one in at_window.try_out(number, partial(refusing, error))
    ]
    assert found == []
