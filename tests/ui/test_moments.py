"""From second to second: what the fast way says is what the whole screen would say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import entries as e
from kap_companion.session.cues import due_share, open_cues
from kap_companion.session.phases import Phase
from kap_companion.session.state import SessionState
from kap_companion.ui import presenting
from kap_companion.ui.moments import pace, still_until
from tests.made import START, dose, entries, opened, vitals


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def wall(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def state_of(*told: tuple[float, Any]) -> SessionState:
    state = SessionState()
    for one in entries(*told):
        state = state.after(one)
    return state


DOSED = ((0, opened()), (12.3, dose()))
STATES = {
    "before the dose": state_of((0, opened())),
    "after the dose": state_of(*DOSED),
    "spat": state_of(*DOSED, (24.1, e.Spat()), (30.7, vitals())),
    "marked": state_of(*DOSED, (26.2, e.PhaseMarked(Phase.PEAK))),
    "telehealth": state_of((0, opened(modality=e.Modality.TELEHEALTH)), (12.3, dose())),
    "booster": state_of(*DOSED, (33.4, dose(50, booster=True))),
    "ended": state_of(*DOSED, (80.2, e.SessionEnded())),
}
_states = st.sampled_from(list(STATES.values()))


@given(_states, st.floats(34, 200))
def test_the_seconds_are_those_of_the_whole_face(state: SessionState, minute: float) -> None:
    here, now = pace(state), at(minute)
    assert here is not None
    face = presenting.ring_face(state, now, wall)
    assert here.clock(now) == face.clock
    left = here.left(now)
    assert left == face.left if left is not None else "left" not in face.left
    if state.is_running:
        assert here.first_dose(now) == presenting.first_dose_words(state, now)


@given(_states, st.floats(34, 200), st.floats(0, 1))
def test_until_then_nothing_but_the_seconds_changes(
    state: SessionState, minute: float, share: float
) -> None:
    now = at(minute)
    until = still_until(state, now)
    assert now < until <= now + timedelta(minutes=1)
    # What is to come is rounded up a little early, by a twentieth of a second.
    later = now + max(until - now - timedelta(seconds=0.1), timedelta(0)) * share
    assert _all_but_seconds(state, later) == _all_but_seconds(state, now)


def _all_but_seconds(state: SessionState, now: datetime) -> tuple[object, ...]:
    face = presenting.ring_face(state, now, wall)
    return (
        [(arc.phase, arc.shade) for arc in face.arcs],
        (face.phase, face.phase_tone, face.caption, face.spoken, face.marker is None),
        presenting.progress(state, now).words,
        presenting.progress(state, now).is_over,
        presenting.cue_rows(state, now, wall),
        presenting.soonest_asking(state, now),
        due_share(state, now) if due_share(state, now) in (0.0, 1.0) else None,
        state.phase(now),
    )


def test_what_falls_due_comes_into_view_second_by_second() -> None:
    state = STATES["after the dose"]
    due = next(one.due_at for one in open_cues(state, at(13)) if one.asks)
    assert still_until(state, due + timedelta(seconds=5)) <= due + timedelta(seconds=6)
    assert still_until(state, due - timedelta(seconds=5)) == due


@pytest.mark.parametrize("state", [SessionState()])
def test_where_no_session_was_opened_there_is_no_pace(state: SessionState) -> None:
    assert pace(state) is None
