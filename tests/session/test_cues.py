"""The silent reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kap_companion.session import entries as e
from kap_companion.session.cues import CueKind, due_share, open_cues, outside
from kap_companion.session.vitals import Reading
from tests.made import START, dose, entries, opened, vitals
from tests.session.test_state import fold, minute


def due(now: float, *told: tuple[float, Any]) -> dict[CueKind, float]:
    state = fold(entries((0, opened()), *told))
    cues = open_cues(state, minute(now))
    assert list(cues) == sorted(cues, key=lambda cue: cue.due_at)
    return {cue.kind: (cue.due_at - START) / timedelta(minutes=1) for cue in cues}


def test_before_the_dose_only_the_planned_end_is_told() -> None:
    assert due(5) == {CueKind.PLANNED_END: 90}


def test_after_the_dose_spit_vitals_phase_and_the_close_are_due() -> None:
    assert due(12, (12, dose())) == {
        CueKind.SPIT: 24,
        CueKind.PHASE: 24,
        CueKind.VITALS: 52,
        CueKind.PLANNED_END: 90,
        CueKind.VITALS_AT_CLOSE: 90,
    }


def test_spitting_answers_the_spit_cue() -> None:
    assert CueKind.SPIT not in due(25, (12, dose()), (23, e.Spat()))


def test_a_reading_long_before_it_is_due_does_not_answer_the_vitals_cue() -> None:
    assert due(26, (12, dose()), (25, vitals()))[CueKind.VITALS] == 52
    assert CueKind.VITALS not in due(46, (12, dose()), (45, vitals()))


def test_a_booster_asks_for_vitals_of_its_own() -> None:
    told = [(0.0, dose()), (30.0, dose(50, booster=True)), (41.0, vitals())]
    assert due(42, *told)[CueKind.VITALS] == 70
    assert due(31, *told[:2])[CueKind.SPIT] == 42
    assert CueKind.VITALS not in due(72, *told, (71.0, vitals()))


def awaited(*told: tuple[float, Any], now: float = 5, **opening: Any) -> bool:
    state = fold(entries((0, opened(**{"modality": e.Modality.TELEHEALTH} | opening)), *told))
    return any(cue.kind is CueKind.SUPPORT and cue.asks for cue in open_cues(state, minute(now)))


def test_at_telehealth_the_support_person_is_awaited_from_the_opening_until_they_came() -> None:
    assert awaited()
    assert awaited((2, e.PersonArrived("Jo", "interpreter")))
    assert not awaited((2, e.PersonArrived("Jo", "Support person")))
    assert not awaited((2, e.PersonArrived("Jo", "sister")), support_person="Jo")
    assert not awaited(present=(e.Person("Jo", "support person"),))
    assert not awaited((2, e.CueAnswered("support_person", "Jo, since nine")))
    assert awaited((2, e.PersonArrived("Jo", "chaperone")), (4, e.PersonLeft("Jo", "chaperone")))
    assert not awaited(modality=e.Modality.IN_PERSON)


def test_once_a_dose_is_taken_the_check_ins_ask_what_the_support_person_sees() -> None:
    assert not awaited((10, dose()), now=11)


def test_the_support_person_looks_in_every_quarter_of_an_hour_at_telehealth() -> None:
    opening = opened(modality=e.Modality.TELEHEALTH)
    answer = e.CueAnswered("check_in", "well")
    state = fold(entries((0, opening), (10, dose()), (26, answer)))
    cues = {cue.kind: cue.due_at for cue in open_cues(state, minute(27))}
    assert cues[CueKind.CHECK_IN] == minute(41)


def test_a_reading_after_the_window_answers_the_one_at_the_close() -> None:
    assert CueKind.VITALS_AT_CLOSE in due(56, (0, dose()), (44, vitals()))
    assert CueKind.VITALS_AT_CLOSE not in due(56, (0, dose()), (55, vitals()))


def test_nothing_is_due_once_the_session_ended() -> None:
    assert due(95, (0, dose()), (90, e.SessionEnded())) == {}


def test_an_answered_cue_is_gone() -> None:
    told = [(0.0, dose()), (38.0, e.CueAnswered("vitals", "asleep, left in peace"))]
    assert CueKind.VITALS not in due(41, *told)


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (Reading(149, 94, 99, 94), 0),
        (Reading(150, 80, 72, 98), 1),
        (Reading(150, 95, 100, 93), 4),
        (Reading(), 0),
    ],
)
def test_within_means_under_the_number_and_for_oxygen_at_or_over_it(
    reading: Reading, told: int
) -> None:
    assert len(outside(reading, e.Limits(150, 95, 100, 94))) == told


def test_without_limits_nothing_is_outside() -> None:
    assert outside(Reading(250, 140, 180, 80), None) == ()
    assert outside(Reading(250, 140, 180, 80), e.Limits()) == ()


def test_what_is_due_comes_into_view_within_a_minute_and_goes_once_it_is_answered() -> None:
    told: list[tuple[float, Any]] = [(0, opened()), (12, dose())]
    state = fold(entries(*told))
    shares = [due_share(state, minute(at)) for at in (23, 24, 24.5, 25, 40)]
    assert shares == [0, 0, 0.5, 1, 1]
    spat = fold(entries(*told, (26, e.Spat())))
    assert due_share(spat, minute(27)) == 0


def test_the_planned_end_alone_colours_nothing() -> None:
    state = fold(entries((0, opened())))
    assert due_share(state, minute(200)) == 0
