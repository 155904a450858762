"""The laptop's own clock, on the laptop that runs the tests."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kap_companion.system_clock import SystemClock

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def _own_zone() -> Iterator[None]:
    yield
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its zone elsewhere")
@pytest.mark.usefixtures("_own_zone")
def test_a_laptop_carried_to_another_zone_shows_its_time_without_a_restart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SystemClock()
    offsets = []
    for zone in ("EST5", "NPT-5:45"):
        monkeypatch.setenv("TZ", zone)
        offsets.append(clock.utc_offset(SUMMER))
    assert offsets == ["-05:00", "+05:45"]


def test_time_goes_on_in_one_run_of_the_machine() -> None:
    clock = SystemClock()
    before, after = clock.now(), clock.now()
    assert before.mono <= after.mono
    assert before.wall.tzinfo is UTC
    assert clock.boot_id == SystemClock().boot_id
