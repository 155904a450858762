"""An arc as the clinician puts it together in Prepare, keeps it, and begins it from a template."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music.arc import (
    Arc,
    ArcError,
    Placed,
    add,
    arc_of,
    assign_by_plan,
    begin_in_silence,
    correct,
    from_form,
    move,
    pool,
    to_form,
    without,
)
from kap_companion.music.arc_template import (
    ArcTemplate,
    arc_from_template,
    parse_arc_template,
)
from kap_companion.music.track import Loudness, Track, track_key
from kap_companion.session.phases import Phase
from tests.music.arcs import (
    CONTOUR,
    COURSE,
    HOLD,
    INTEGRATION,
    ONSET,
    PEAK,
    RETURN,
    arc,
    arcs,
    key,
    placed,
    track,
)

TEMPLATE: dict[str, Any] = {
    "name": "One window",
    "phases": [
        {"phase": "hold", "minutes": 12, "words": ["still", "warm"], "target_lufs": [-24, -22]},
        {"phase": "onset", "minutes": 8, "words": ["rising"], "target_lufs": [-22, -20]},
        {"phase": "peak", "minutes": 18, "words": ["deep", "wide"], "target_lufs": [-20, -20]},
        {"phase": "return", "minutes": 7, "words": ["softening"], "target_lufs": [-20, -22]},
        {"phase": "integration", "minutes": 45, "words": ["calm"], "target_lufs": [-23, -24]},
    ],
    "sources": {"phases": "The practice's own page."},
}


def template(**changes: Any) -> ArcTemplate:
    return parse_arc_template(json.dumps({**TEMPLATE, **changes}))


def names(of: Arc, phase: Phase | None) -> list[str]:
    return [one.track.title for one in pool(of, phase)]


# --- put together by hand -----------------------------------------------------------------------


def test_a_track_is_known_by_its_path() -> None:
    assert placed("a").key == track_key(Path("/music/a.flac")) != placed("b").key
    assert placed("a", PEAK, 3).key == placed("a").key


def test_a_track_dragged_to_another_phase_stands_before_the_one_it_was_dropped_on() -> None:
    of = arc(placed("a", HOLD), placed("b", PEAK), placed("c", PEAK), placed("d", RETURN))
    assert names(move(of, key("a"), PEAK, key("c")), PEAK) == ["b", "a", "c"]
    assert names(move(of, key("a"), PEAK), PEAK) == ["b", "c", "a"]
    assert names(move(of, key("a"), None), None) == ["a"]
    assert names(move(of, key("c"), PEAK, key("b")), PEAK) == ["c", "b"]


def test_a_track_dropped_on_itself_or_one_that_is_gone_changes_nothing() -> None:
    of = arc(placed("a", HOLD), placed("b", PEAK))
    assert move(of, key("a"), PEAK, key("a")) == of
    assert move(of, key("gone"), PEAK) == of


@given(arcs(least=1), st.data())
def test_moving_loses_and_doubles_no_track(of: Arc, data: st.DataObject) -> None:
    keys = [one.key for one in of.placed]
    phase = data.draw(st.sampled_from([None, HOLD, PEAK]))
    what, before = data.draw(st.sampled_from(keys)), data.draw(st.none() | st.sampled_from(keys))
    after = move(of, what, phase, before)
    assert sorted(one.key for one in after.placed) == sorted(keys)
    if what != before:
        assert next(one.phase for one in after.placed if one.key == what) is phase


def test_a_track_stands_in_an_arc_once() -> None:
    of = add(arc_of("Plain", [track("a"), track("b"), track("a")]), [placed("b", PEAK)])
    assert [(one.track.title, one.phase) for one in of.placed] == [("a", None), ("b", None)]


def test_an_intensity_is_corrected_by_hand() -> None:
    of = correct(arc(placed("a", PEAK, 5), placed("b", PEAK, 1)), key("a"), 0.3)
    assert [one.step for one in of.placed] == [2, 1]
    assert correct(of, key("a"), 7.0).placed[0].step == 5
    assert correct(of, key("a"), None).placed[0].step is None


def test_tracks_can_be_taken_out() -> None:
    assert names(without(arc(placed("a"), placed("b")), {key("a")}), None) == ["b"]


def test_a_phase_can_be_told_to_begin_in_silence() -> None:
    of = begin_in_silence(arc(), PEAK, True)
    assert of.silent_before == {PEAK}
    assert begin_in_silence(of, PEAK, False).silent_before == frozenset()


def test_a_plain_playlist_is_assigned_to_the_phases_in_which_its_tracks_begin() -> None:
    of = assign_by_plan(arc_of("Plain", [track(str(n), 11) for n in range(9)]), COURSE)
    four = [HOLD, HOLD, PEAK, PEAK]
    assert [one.phase for one in of.placed] == [*four, RETURN, *[INTEGRATION] * 4]
    nine = assign_by_plan(arc_of("Plain", [track(str(n), 9) for n in range(6)]), COURSE)
    assert [one.phase for one in nine.placed] == [HOLD, HOLD, ONSET, PEAK, PEAK, INTEGRATION]


# --- kept ---------------------------------------------------------------------------------------


@given(arcs())
def test_an_arc_is_kept_as_it_is(of: Arc) -> None:
    assert from_form(json.loads(json.dumps(to_form(of)))) == of


def test_names_of_files_that_are_not_utf_8_are_kept() -> None:
    path = Path(os.fsdecode(b"/music/\xe9t\xe9.flac"))
    tagged = Loudness(-14.5, -0.1)
    of = Arc("Été", (Placed(Track(path, path.stem, "\udce9", tagged=tagged), PEAK, 0.25),))
    kept = from_form(json.loads(json.dumps(to_form(of))))
    assert kept == of
    assert kept.placed[0].key == of.placed[0].key


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"name": "x", "tracks": None, "silent_before": []},
        {"name": "x", "tracks": [{}], "silent_before": []},
        {"name": "x", "tracks": [3], "silent_before": []},
        {"name": "x", "tracks": [], "silent_before": ["noon"]},
        {"name": "x", "tracks": [], "silent_before": [], "contour": [["noon", -20, -20]]},
        {"name": "x", "tracks": [], "silent_before": [], "contour": [["peak", -20, 12]]},
        {"name": "x", "tracks": [], "silent_before": [], "contour": [["peak", -20]]},
        {"name": "x", "tracks": [], "silent_before": [], "contour": 3},
    ],
)
def test_a_damaged_arc_is_refused_in_one_sentence(form: dict[str, Any]) -> None:
    with pytest.raises(ArcError, match="cannot be read"):
        from_form(form)


def test_an_arc_kept_before_there_was_a_contour_plays_at_one_loudness() -> None:
    shaped = replace(arc(placed("a", PEAK)), contour=CONTOUR)
    older = {name: told for name, told in to_form(shaped).items() if name != "contour"}
    assert from_form(older) == replace(shaped, contour=())
    assert to_form(from_form(older)) == older


def test_the_contour_stays_however_the_tracks_are_rearranged() -> None:
    of = replace(arc(placed("a", HOLD), placed("b", PEAK)), contour=CONTOUR)
    changed = begin_in_silence(move(correct(of, key("a"), 0.4), key("b"), RETURN), PEAK, True)
    assert add(without(changed, {key("a")}), [placed("c", PEAK)]).contour == CONTOUR


# --- templates ----------------------------------------------------------------------------------


def test_a_template_says_how_long_each_phase_is_and_what_its_music_is_like() -> None:
    read = template()
    assert [one.phase for one in read.phases] == [HOLD, ONSET, PEAK, RETURN, INTEGRATION]
    assert (read.phases[0].words, read.phases[0].target_lufs) == (("still", "warm"), (-24, -22))
    assert read.sources["phases"] == "The practice's own page."


def test_gentle_words_ask_for_gentler_music_than_deep_ones() -> None:
    levels = {one.phase: one.intensity for one in template().phases}
    assert levels[HOLD] < levels[ONSET] < levels[PEAK]
    assert levels[PEAK] > levels[RETURN] > levels[INTEGRATION]


def test_words_that_are_not_known_ask_for_what_is_usual_in_the_phase() -> None:
    strange = [{**one, "words": ["mauve"]} for one in TEMPLATE["phases"]]
    levels = {one.phase: one.intensity for one in template(phases=strange).phases}
    assert levels[INTEGRATION] < levels[ONSET] < levels[PEAK]


@pytest.mark.parametrize(
    "change",
    [
        {"phases": []},
        {"phases": "hold"},
        {"phases": [{**TEMPLATE["phases"][0], "phase": "noon"}]},
        {"phases": [{**TEMPLATE["phases"][0], "phase": "preparation"}]},
        {"phases": [{**TEMPLATE["phases"][0], "minutes": 0}]},
        {"phases": [{**TEMPLATE["phases"][0], "words": "still"}]},
        {"phases": [{**TEMPLATE["phases"][0], "target_lufs": [-20]}]},
        {"phases": [{**TEMPLATE["phases"][0], "target_lufs": [-20, 12]}]},
        {"phases": [TEMPLATE["phases"][2], TEMPLATE["phases"][0]]},
        {"sources": 3},
    ],
)
def test_a_template_that_makes_no_sense_is_refused_in_one_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(ArcError, match="The arc template cannot be read"):
        template(**change)


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ArcError, match="The arc template cannot be read"):
        parse_arc_template(text)


def test_a_template_proposes_gentle_tracks_for_gentle_phases() -> None:
    tracks = [placed(f"{step}{part}", None, step) for step in (5, 3, 1, 4, 2) for part in "ab"]
    proposed = arc_from_template(template(), tracks)
    middle = {
        phase: sum(one.intensity or 0.0 for one in pool(proposed, phase))
        / len(pool(proposed, phase))
        for phase in (HOLD, ONSET, PEAK, RETURN, INTEGRATION)
    }
    assert max(middle, key=lambda phase: middle[phase]) is PEAK
    assert middle[INTEGRATION] < middle[ONSET]
    assert middle[HOLD] < middle[PEAK]
    rising = [one.intensity or 0.0 for one in pool(proposed, PEAK)]
    assert rising == sorted(rising)


def test_an_arc_by_a_template_keeps_its_loudness_contour() -> None:
    proposed = arc_from_template(template(), [placed("a", None, 1), placed("b", None, 4)])
    assert [(one.phase, one.begins_lufs, one.ends_lufs) for one in proposed.contour] == [
        (HOLD, -24, -22),
        (ONSET, -22, -20),
        (PEAK, -20, -20),
        (RETURN, -20, -22),
        (INTEGRATION, -23, -24),
    ]


@given(arcs())
def test_a_proposal_holds_every_track_once_and_leaves_no_phase_empty(of: Arc) -> None:
    proposed = arc_from_template(template(), of.placed)
    assert sorted(one.key for one in proposed.placed) == sorted(one.key for one in of.placed)
    assert {replace(one, phase=None) for one in proposed.placed} == {
        replace(one, phase=None) for one in of.placed
    }
    if len(of.placed) >= 5:
        assert {one.phase for one in proposed.placed} == {HOLD, ONSET, PEAK, RETURN, INTEGRATION}
