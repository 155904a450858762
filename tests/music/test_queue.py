"""What follows can be changed at any time; what sounds is never touched by it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.music.cued import Cued, Joint
from kap_companion.music.engine import messages as m
from kap_companion.music.events import TrackStarted
from kap_companion.music.player import Player
from kap_companion.music.track import Track
from tests.music.sounds import RATE, noise, pitched, write
from tests.music.tape import TapeMachine

Tracks = tuple[Track, ...]
LONGEST_WALK_S = 40.0
SMOOTH = 90  # three tones of 9000 at 220 to 330 Hz may sound at once


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Tracks:
    folder = tmp_path_factory.mktemp("tones")
    return tuple(
        Track(write(folder / f"{n}.wav", pitched(round(seconds * RATE), hertz)), f"{n}")
        for n, (seconds, hertz) in enumerate(((12, 220), (7, 247), (9, 277), (3, 294), (10, 330)))
    )


@pytest.mark.parametrize("crossfade_s", [0, 4])
def test_another_track_follows_even_where_the_old_one_was_read_already(
    tones: Tracks, crossfade_s: float
) -> None:
    for asked_at in (3.0, 7.5, 11.5):
        tape = TapeMachine(crossfade_s)
        tape.load([tones[0], tones[1], tones[2]])
        following = tape.items([tones[4], tones[3]])
        tape.at(asked_at, m.Queue(following))
        tape.run_to_end()
        begins = [number for number, _ in tape.started()]
        # With a crossfade of 4 s the old second track has begun at 11.5 s, and plays on.
        assert begins == ([1, 2, 4, 5] if crossfade_s and asked_at > 8 else [1, 4, 5])


def test_the_same_music_queued_again_joins_to_the_sample(tmp_path: Path) -> None:
    whole = noise(9 * RATE, 1)
    tracks = [
        Track(write(tmp_path / f"{n}.flac", whole[n * 3 * RATE : (n + 1) * 3 * RATE]), f"{n}")
        for n in range(3)
    ]
    tape = TapeMachine()
    tape.load(tracks)
    for asked_at in (0.5, 1.0, 2.9, 2.99, 3.5, 5.9):
        tape.at(asked_at, m.Queue(tape.items(tracks[2:] if asked_at > 3 else tracks[1:])))
    sound = tape.run_to_end()
    assert np.array_equal(sound[1400 : 9 * RATE - 1400], whole[1400:-1400])
    assert [at_s for _, at_s in tape.started()] == [0.0, 3.0, 6.0]


def test_a_queue_is_kept_by_a_killed_engine(scripted: Player, tones: Tracks) -> None:
    scripted.set_crossfade(2)
    scripted.set_ceiling(0.5)
    scripted.load(tones[:2], playing=True)
    scripted.advance(1)
    last = Cued(tones[3], gain_db=-6.0, joint=Joint.SILENCE)
    scripted.queue([tones[4], last])
    scripted.at(25.0, Player.lower)
    scripted.advance(1)
    before = scripted.status
    assert before.next_cued == Cued(tones[4])
    assert scripted.engine_pid is not None
    os.kill(scripted.engine_pid, signal.SIGKILL)
    events = scripted.advance(21)
    started = [e.cued for e in events if isinstance(e, TrackStarted)]
    assert started[-1] == Cued(tones[4])
    unlowered = scripted.status
    events = scripted.advance(4)
    assert [e.cued for e in events if isinstance(e, TrackStarted)] == [last]
    status = scripted.status
    assert (unlowered.lowered, status.lowered) == (False, True)
    assert (status.crossfade_s, status.next_cued) == (2.0, None)


def test_more_can_be_queued_while_the_last_track_is_repeated(tones: Tracks) -> None:
    tape = TapeMachine(2)
    tape.load([tones[1], tones[3]], repeat_last=True)
    tape.run(15)
    tape.do(m.Queue(tape.items([tones[4]])))
    tape.run(20)
    begins = tape.started()
    assert [number for number, _ in begins][:3] == [1, 2, 2]
    assert 3 in [number for number, _ in begins]
    assert begins[-1][0] == 3


def test_a_first_queue_is_a_list(scripted: Player, tones: Tracks) -> None:
    scripted.queue(tones)
    scripted.play()
    (started,) = scripted.advance(1)
    assert isinstance(started, TrackStarted)
    assert started.track == tones[0]


_Act: TypeAlias = m.Command | list[tuple[int, float, Joint]]
_moments = st.floats(0.0, 30.0, allow_nan=False)
_acts = st.one_of(
    st.sampled_from(
        [
            *(m.Play(), m.Play(), m.Pause(), m.Next(), m.Previous(), m.Next(over_s=5.0)),
            *(m.Lower(lowered=True), m.Lower(lowered=False)),
            *(m.Fade(out=True, seconds=1.5), m.Fade(out=False, seconds=2.0)),
            *(m.SetCrossfade(0), m.SetCrossfade(6), m.SetVolume(0.4), m.SetVolume(1.0)),
            *(m.SetCeiling(0.5), m.SetCeiling(1.0), m.SetGain(2, -9.0, 1.0)),
        ]
    ),
    st.builds(m.Seek, st.floats(0.0, 12.0, allow_nan=False)),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([0.0, -8.0]), st.sampled_from(list(Joint))),
        max_size=3,
    ),
)


@settings(max_examples=40)
@given(
    acts=st.lists(st.tuples(_moments, _acts), max_size=14),
    crossfade_s=st.sampled_from([0.0, 1.0, 6.0]),
    repeat_last=st.booleans(),
)
def test_whatever_is_pressed_there_is_no_click_and_no_standstill(
    acts: list[tuple[float, _Act]], crossfade_s: float, repeat_last: bool, tones: Tracks
) -> None:
    gone = Track(Path("gone.mp3"), "gone")
    tape = TapeMachine(crossfade_s)
    tape.load([tones[0], tones[1], gone, *tones[2:]], repeat_last=repeat_last)
    for at_s, act in sorted(acts, key=lambda pair: pair[0]):
        if isinstance(act, list):
            following = [Cued((*tones, gone)[n], gain, joint) for n, gain, joint in act]
            tape.at(at_s, m.Queue(tape.items(following)))
        else:
            tape.at(at_s, act)
    sound = tape.run(LONGEST_WALK_S)
    joints = _seams(tape)
    for at in np.flatnonzero(np.abs(np.diff(sound[:, 0].astype(int), 2)) > SMOOTH):
        assert at in joints, f"a click at {at / RATE} s; {tape.happened()}"
    report = tape.report
    assert 0 <= report.position_s <= 12.5
    assert report.at_s == pytest.approx(len(sound) / RATE)
    if repeat_last:
        assert not any(isinstance(told, m.Ended) for told in tape.told)


def _seams(tape: TapeMachine) -> set[int]:
    """Frames where one tone follows another without a crossfade: their waves need not meet."""
    stops = {round(at_s * RATE) for kind, _, at_s in tape.happened() if kind == "Stopped"}
    starts = {round(at_s * RATE) for _, at_s in tape.started()}
    return {frame + by for frame in stops & starts for by in range(-3, 3)}
