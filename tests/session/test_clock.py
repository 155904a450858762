"""Session time under sleep, clock changes and restarts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.clock import (
    ScriptedClock,
    anchor_form,
    anchor_of,
    anchored,
    at_offset,
    session_time,
)
from kap_companion.session.clock_changes import noticed, taken_up
from kap_companion.session.entries import ClockWhy

START = datetime(2026, 3, 14, 10, 11, tzinfo=timezone(timedelta(hours=-8)))

moves = st.lists(
    st.tuples(
        st.sampled_from(["advance", "sleep", "wall"]), st.integers(-100_000, 100_000).map(abs)
    )
    | st.tuples(st.just("wall"), st.integers(-100_000, 100_000)),
    max_size=40,
)


@given(moves)
def test_session_time_never_jumps_whatever_the_wall_does(done: list[tuple[str, int]]) -> None:
    clock = ScriptedClock(START)
    anchor, passed, last = anchored(clock), 0, START.astimezone(UTC)
    for what, seconds in done:
        by = timedelta(seconds=seconds)
        if what == "advance":
            clock.advance(by)
        elif what == "sleep":
            clock.sleep(by)
        else:
            clock.move_wall(by)
        passed += seconds if what != "wall" else 0
        anchor, _ = noticed(anchor, clock.now())
        at = session_time(anchor, clock.now())
        assert at >= last
        assert abs(at - (START + timedelta(seconds=passed))) < timedelta(milliseconds=1)
        last = at


def test_a_moved_wall_is_told_once_and_a_small_step_not_at_all() -> None:
    clock = ScriptedClock(START)
    anchor = anchored(clock)
    clock.move_wall(timedelta(seconds=2))
    anchor, told = noticed(anchor, clock.now())
    assert told == ()
    clock.move_wall(timedelta(hours=-1))
    anchor, told = noticed(anchor, clock.now())
    assert [(one.why, one.moved_s) for one in told] == [(ClockWhy.WALL_MOVED, Decimal("-3598"))]
    assert noticed(anchor, clock.now())[1] == ()


def test_a_drift_is_told_once_it_adds_up() -> None:
    clock = ScriptedClock(START)
    anchor, told = anchored(clock), 0
    for _ in range(10):
        clock.move_wall(timedelta(seconds=1))
        anchor, said = noticed(anchor, clock.now())
        told += len(said)
    assert told == 3


def test_sleep_is_told_and_does_not_count_as_a_moved_wall() -> None:
    clock = ScriptedClock(START)
    anchor = anchored(clock)
    clock.sleep(timedelta(minutes=5))
    _, told = noticed(anchor, clock.now())
    assert [(one.why, one.away_s) for one in told] == [(ClockWhy.ASLEEP, Decimal(300))]


def test_after_a_crash_the_time_goes_on_as_if_nothing_had_happened() -> None:
    clock = ScriptedClock(START)
    anchor = anchored(clock)
    clock.advance(timedelta(minutes=20))
    last_at = session_time(anchor, clock.now())
    clock.move_wall(timedelta(hours=2))
    clock.advance(timedelta(minutes=1))
    anchor, told = taken_up(anchor, clock, last_at)
    assert session_time(anchor, clock.now()) - last_at == timedelta(minutes=1)
    assert (told.why, told.away_s) == (ClockWhy.RESTARTED, Decimal(60))


def test_after_a_reboot_the_wall_counts_but_never_before_the_last_entry() -> None:
    before = anchored(ScriptedClock(START, boot_id="monday"))
    last_at = START.astimezone(UTC) + timedelta(minutes=20)
    later = ScriptedClock(START + timedelta(minutes=23), boot_id="tuesday")
    anchor, told = taken_up(before, later, last_at)
    assert session_time(anchor, later.now()) == last_at + timedelta(minutes=3)
    assert told.away_s == 180
    set_back = ScriptedClock(START - timedelta(days=365), boot_id="tuesday")
    anchor, told = taken_up(before, set_back, last_at)
    assert session_time(anchor, set_back.now()) == last_at
    assert noticed(anchor, set_back.now())[1] == (), "the difference is known, not told again"


def test_after_a_reboot_a_wall_that_was_set_anew_before_it_does_not_count_twice() -> None:
    clock = ScriptedClock(START, boot_id="monday")
    anchor = anchored(clock)
    clock.advance(timedelta(minutes=20))
    clock.move_wall(timedelta(days=365))
    anchor, _ = noticed(anchor, clock.now())
    last_at = session_time(anchor, clock.now())
    later = ScriptedClock(START + timedelta(days=365, minutes=23), boot_id="tuesday")
    anchor, told = taken_up(anchor, later, last_at)
    assert session_time(anchor, later.now()) == last_at + timedelta(minutes=3)
    assert told.away_s == 180
    assert noticed(anchor, later.now())[1] == (), "the year was told before"


def test_a_step_too_small_to_be_told_is_known_after_a_reboot() -> None:
    clock = ScriptedClock(START, boot_id="monday")
    anchor = anchored(clock)
    clock.move_wall(timedelta(seconds=1.9))
    anchor, told = noticed(anchor, clock.now())
    assert told == ()
    later = ScriptedClock(START + timedelta(minutes=3, seconds=1.9), boot_id="tuesday")
    anchor, _ = taken_up(anchor_of(anchor_form(anchor)), later, START.astimezone(UTC))
    assert session_time(anchor, later.now()) == START + timedelta(minutes=3)


def test_what_an_earlier_version_kept_of_the_clock_counts_as_told() -> None:
    clock = ScriptedClock(START)
    form = anchor_form(anchored(clock)) | {"skew_s": 3600.0}
    del form["told_skew_s"]
    clock.move_wall(timedelta(hours=1))
    assert noticed(anchor_of(form), clock.now())[1] == ()


def test_the_clinicians_offset_is_kept() -> None:
    clock = ScriptedClock(START)
    assert clock.utc_offset(clock.now().wall) == "-08:00"
    assert at_offset(clock.now().wall, "-08:00").strftime("%H:%M") == "10:11"
    assert at_offset(clock.now().wall, "+05:30").strftime("%H:%M") == "23:41"
