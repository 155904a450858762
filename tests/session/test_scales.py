"""Questionnaires: what is asked, the published bands, the notice, and a clinician's own file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.session.scales import (
    Scale,
    ScaleError,
    band_of,
    notices_of,
    parse_scale,
    score,
    typed_total,
)

KEYS = ("phq9", "gad7", "pcl5", "cadss", "meq30", "ebi")


def scale(key: str) -> Scale:
    return parse_scale(resources.text(f"scales/{key}.json"))


# Kroenke, Spitzer, Williams 2001, table of severity: 0-4, 5-9, 10-14, 15-19, 20-27.
PHQ9_BANDS = (
    [(n, "minimal") for n in range(5)]
    + [(n, "mild") for n in range(5, 10)]
    + [(n, "moderate") for n in range(10, 15)]
    + [(n, "moderately severe") for n in range(15, 20)]
    + [(n, "severe") for n in range(20, 28)]
)
# Spitzer, Kroenke, Williams, Löwe 2006: 5, 10 and 15 begin mild, moderate and severe.
GAD7_BANDS = (
    [(n, "minimal") for n in range(5)]
    + [(n, "mild") for n in range(5, 10)]
    + [(n, "moderate") for n in range(10, 15)]
    + [(n, "severe") for n in range(15, 22)]
)


@pytest.mark.parametrize(("total", "band"), PHQ9_BANDS)
def test_every_total_of_the_phq9_has_its_published_band(total: int, band: str) -> None:
    assert band_of(scale("phq9"), total) == band


@pytest.mark.parametrize(("total", "band"), GAD7_BANDS)
def test_every_total_of_the_gad7_has_its_published_band(total: int, band: str) -> None:
    assert band_of(scale("gad7"), total) == band


@pytest.mark.parametrize(
    ("key", "scored", "asked", "most"),
    [("phq9", 9, 10, 27), ("gad7", 7, 8, 21), ("pcl5", 20, 20, 80)],
)
def test_the_published_number_of_items_and_their_range(
    key: str, scored: int, asked: int, most: int
) -> None:
    form = scale(key)
    assert sum(item.scored for item in form.items) == scored
    assert len(form.items) == asked
    assert (form.least, form.most) == (0, most)


@pytest.mark.parametrize("key", KEYS)
def test_every_scale_names_its_credit_and_its_source(key: str) -> None:
    form = scale(key)
    assert form.key == key
    assert form.credit
    assert form.source


def test_the_phq9_and_gad7_credit_pfizer_and_say_that_no_permission_is_required() -> None:
    for key in ("phq9", "gad7"):
        assert "Pfizer" in scale(key).credit
        assert "No permission required" in scale(key).credit


@given(st.lists(st.integers(0, 3), min_size=10, max_size=10))
def test_the_difficulty_question_is_kept_and_never_added_up(answers: list[int]) -> None:
    told = score(scale("phq9"), answers)
    assert told.total == sum(answers[:9])
    assert told.band == dict(PHQ9_BANDS)[told.total]


@pytest.mark.parametrize(("ninth", "says"), [(0, False), (1, True), (2, True), (3, True)])
def test_item_nine_above_zero_gives_a_notice_and_nothing_else_does(ninth: int, says: bool) -> None:
    form = scale("phq9")
    told = score(form, [3] * 8 + [ninth, 3])
    assert bool(told.notices) is says
    assert bool(notices_of(form, {8: ninth})) is says
    assert not notices_of(form, {})
    assert not score(scale("gad7"), [3] * 8).notices


def test_a_question_without_an_answer_is_not_scored_as_if_it_were_zero() -> None:
    with pytest.raises(ScaleError, match="PHQ-9 has 10 questions, 9 were answered"):
        score(scale("phq9"), [0] * 9)


def test_an_answer_that_the_form_has_not_is_refused() -> None:
    with pytest.raises(ScaleError, match="4 is no answer"):
        score(scale("gad7"), [4] + [0] * 7)


def test_of_the_cadss_only_a_total_is_kept() -> None:
    form = scale("cadss")
    assert not form.has_items
    assert typed_total(form, 31).total == 31
    assert typed_total(form, 31).band is None
    with pytest.raises(ScaleError, match="cannot be right"):
        typed_total(form, -1)
    with pytest.raises(ScaleError, match="type its total"):
        score(form, [])


OWN: dict[str, Any] = {
    "key": "calm",
    "title": "Calm",
    "name": "Two questions",
    "version": "1",
    "credit": "ours",
    "source": "ours",
    "lead": "Today",
    "choices": [{"value": 0, "words": "no"}, {"value": 2, "words": "yes"}],
    "items": ["Rested", "At ease"],
    "bands": [{"from": 0, "to": 2, "words": "low"}, {"from": 3, "to": 4, "words": "high"}],
    "notices": [{"item": 1, "from": 2, "words": "Ask about sleep."}],
}


def test_a_clinicians_own_scale_is_added_up_as_its_file_says() -> None:
    form = parse_scale(json.dumps(OWN))
    assert score(form, [2, 2]).total == 4
    assert score(form, [2, 2]).band == "high"
    assert [one.words for one in score(form, [2, 0]).notices] == ["Ask about sleep."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"key": "Two words"}, "'key' may hold small letters"),
        ({"title": None}, "'title' needs words"),
        ({"choices": [{"value": 0, "words": "no"}]}, "at least two answers"),
        ({"choices": [{"value": 0, "words": "a"}, {"value": 0, "words": "b"}]}, "the same value"),
        ({"choices": [{"value": 0.5, "words": "a"}, {"value": 1, "words": "b"}]}, "whole number"),
        ({"items": []}, "no list of questions"),
        ({"bands": [{"from": 0, "to": 2, "words": "low"}]}, "do not reach from 0 to 4"),
        (
            {
                "bands": [
                    {"from": 0, "to": 1, "words": "low"},
                    {"from": 3, "to": 4, "words": "high"},
                ]
            },
            "'high' does not follow on 'low'",
        ),
        ({"notices": [{"item": 3, "from": 1, "words": "x"}]}, "names item 3, which there is not"),
        ({"most": 4}, "belongs to a scale without items"),
        ({"colour": "red"}, "a key 'colour' that is not known"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_one_clear_sentence(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ScaleError) as refused:
        parse_scale(json.dumps(OWN | change))
    assert sentence in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_json_is_refused() -> None:
    with pytest.raises(ScaleError, match="not JSON"):
        parse_scale("{")
    with pytest.raises(ScaleError, match="no object"):
        parse_scale("[]")


def test_a_scale_without_items_needs_its_ends() -> None:
    bare = {key: OWN[key] for key in ("key", "title", "name", "version", "credit", "source")}
    assert parse_scale(json.dumps(bare | {"most": 10})).most == 10
    with pytest.raises(ScaleError, match="'most' needs a whole number"):
        parse_scale(json.dumps(bare))
    with pytest.raises(ScaleError, match="'choices' but no 'items'"):
        parse_scale(json.dumps(bare | {"most": 10, "choices": OWN["choices"]}))
