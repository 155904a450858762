"""The clinical defaults: what each may be, and the sentence where it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.defaults import (
    FIGURES,
    LENGTH,
    PHASE_ENDS,
    QUESTIONS,
    DefaultError,
    parse_items,
    parse_minutes,
    values_of,
    with_items,
    with_values,
)
from kap_companion.session.phases import parse_sources
from tests.made import PROTOCOL

LISTS = parse_checklists(resources.text("checklists/lozenge.json"))


def test_the_defaults_are_those_of_the_field() -> None:
    assert values_of(PROTOCOL) == {
        "hold": 12,
        "onset": 20,
        "peak": 38,
        "return": 45,
        "planned_minutes": 90,
        "hold_timer_min": 12,
        "vitals_after_dose_min": 40,
        "check_in_every_min": 15,
        "support_before_min": 15,
        "vitals_before": 1,
        "vitals_at_close": 1,
    }


def test_every_default_says_its_source_or_that_it_is_a_preference() -> None:
    sources = parse_sources(resources.text("phases/lozenge.json"))
    assert sources.keys() == FIGURES.keys() | QUESTIONS.keys()
    lists = parse_sources(resources.text("checklists/lozenge.json"))
    assert lists.keys() == {one.name for one in LISTS}
    for source in (*sources.values(), *lists.values()):
        assert source.endswith(".")
        assert "(" in source or "preference" in source


def test_no_default_is_a_number_that_a_dose_depends_on() -> None:
    told = " ".join(f"{one.name} {one.words}" for one in FIGURES.values())
    told += " ".join(f"{one.name} {one.words}" for one in QUESTIONS.values())
    for word in ("mmHg", "systolic", "heart rate", "SpO", "limit for", "mg"):
        assert word not in told


def test_other_values_are_taken_over_and_the_rest_stays() -> None:
    changed = with_values(PROTOCOL, {"return": 60, "vitals_before": 0, "hold_timer_min": 10})
    assert changed.phases.window_min == 60
    assert not changed.cues.vitals_before
    assert changed.cues.hold_timer_min == 10
    assert changed.phases.hold_until_min == 12
    assert with_values(PROTOCOL, {}) == PROTOCOL


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"hold": 20}, "The hold must end before the onset does, at 20 minutes."),
        ({"peak": 50}, "The peak must end before the return does, at 45 minutes."),
        ({"return": 0}, "It can be 1 to 480 minutes."),
        ({"check_in_every_min": 999}, "It can be 1 to 120 minutes."),
        ({"blood": 1}, "There is no default ‘blood’."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(changes: dict[str, int], why: str) -> None:
    with pytest.raises(DefaultError) as refused:
        with_values(PROTOCOL, changes)
    assert str(refused.value) == why


@given(st.lists(st.integers(1, 120), min_size=4, max_size=4))
def test_phases_are_taken_only_where_each_ends_after_the_last(ends: list[int]) -> None:
    changes = {one.key: end for one, end in zip(PHASE_ENDS, ends, strict=True)}
    if sorted(set(ends)) == ends:
        assert values_of(with_values(PROTOCOL, changes)) == values_of(PROTOCOL) | changes
    else:
        with pytest.raises(DefaultError):
            with_values(PROTOCOL, changes)


@pytest.mark.parametrize(
    ("text", "minutes"), [("100", 100), (" 100 min ", 100), ("100 minutes", 100), ("100m", 100)]
)
def test_minutes_are_typed_with_or_without_their_unit(text: str, minutes: int) -> None:
    assert parse_minutes(LENGTH, text) == minutes


@pytest.mark.parametrize("text", ["", "an hour", "12.5", "-3", "1 2", "٣", "99999999999"])
def test_anything_else_is_no_length(text: str) -> None:
    with pytest.raises(DefaultError):
        parse_minutes(LENGTH, text)


def test_a_checklist_is_typed_one_item_a_line() -> None:
    assert parse_items("  Oriented \n\nSteady  on their feet\n") == (
        "Oriented",
        "Steady on their feet",
    )
    changed = with_items(LISTS, "readiness", ("Oriented", "Shoes on"))
    assert [one.items for one in changed if one.name == "readiness"] == [("Oriented", "Shoes on")]
    assert [one for one in changed if one.name != "readiness"] == list(LISTS[:2])


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ((), "A checklist needs at least one item."),
        (("Oriented", "oriented"), "‘oriented’ stands there twice."),
        (("Medicines unchanged",), "‘Medicines unchanged’ stands under Checklist already."),
        (("x" * 61,), f"‘{'x' * 24}…’ is too long: at most 60 characters."),
        (tuple(map(str, range(25))), "A checklist has at most 24 items: join a few of them."),
    ],
)
def test_a_checklist_that_cannot_be_answered_is_refused(items: tuple[str, ...], why: str) -> None:
    with pytest.raises(DefaultError) as refused:
        with_items(LISTS, "readiness", items)
    assert str(refused.value) == why
