"""A rehearsal's music: it follows the script's clock to the sample and makes no sound."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from kap_companion.music.events import (
    EngineRestarted,
    PlayerEvent,
    PlaylistEnded,
    TrackEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.player import Output, Player
from kap_companion.music.playlist import Track, read_playlist
from tests.music.sounds import RATE, tone, write

Tracks = tuple[Track, ...]


def _started(events: list[PlayerEvent]) -> list[TrackStarted]:
    return [event for event in events if isinstance(event, TrackStarted)]


def test_each_track_starts_where_the_one_before_ends(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, playing=True)
    events = scripted.advance(60)
    assert [(type(event).__name__, event.at_s) for event in events] == [
        ("TrackStarted", 0.0),
        ("TrackEnded", 6.0),
        ("TrackStarted", 6.0),
        ("TrackEnded", 10.0),
        ("TrackStarted", 10.0),
        ("TrackEnded", 15.0),
        ("PlaylistEnded", 15.0),
    ]
    assert not scripted.status.playing


def test_time_stands_still_for_paused_music_but_not_for_its_clock(
    scripted: Player, tracks: Tracks
) -> None:
    scripted.load(tracks, playing=True)
    scripted.advance(2)
    scripted.pause()
    scripted.advance(100)
    assert scripted.status.position_s == pytest.approx(2.03, abs=0.001)
    scripted.resume()
    ended, started = scripted.advance(7)
    assert isinstance(ended, TrackEnded)
    assert isinstance(started, TrackStarted)
    assert ended.at_s == started.at_s == pytest.approx(102 + 3.97, abs=0.001)


def test_a_fade_to_silence_pauses_at_its_end_and_comes_back_from_there(
    scripted: Player, tracks: Tracks
) -> None:
    scripted.load(tracks, position_s=1.0, playing=True)
    scripted.fade_to_silence(3.0)
    scripted.advance(2.9)
    assert scripted.status.playing
    scripted.advance(60)
    status = scripted.status
    assert (status.playing, status.faded, status.position_s) == (False, True, 4.0)
    scripted.fade_back()
    scripted.advance(1)
    assert (scripted.status.playing, scripted.status.faded) == (True, False)
    assert scripted.status.position_s == 5.0


def test_next_previous_and_seek_go_where_they_say(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, playing=True)
    scripted.advance(1)
    scripted.next()
    scripted.advance(1)
    assert scripted.status.index == 1
    scripted.seek(3.5)
    scripted.advance(0.2)
    assert scripted.status.position_s == pytest.approx(3.67, abs=0.001)
    scripted.previous()
    events = scripted.advance(0.5)
    assert [event.index for event in events if isinstance(event, TrackStarted)] == [0]
    scripted.pause()
    scripted.advance(0.1)
    scripted.next()
    scripted.next()
    scripted.next()  # there is none after the last one
    scripted.advance(5)
    assert (scripted.status.index, scripted.status.playing) == (2, False)


def test_a_jump_right_behind_play_does_not_stay_silent(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks)
    scripted.play()
    scripted.next()
    scripted.pause()
    scripted.play()
    scripted.seek(1.0)
    scripted.advance(1)
    assert (scripted.status.index, scripted.status.position_s) == (1, 2.0)


def test_play_after_the_end_begins_again(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, index=2, position_s=4.0, playing=True)
    assert isinstance(scripted.advance(5)[-1], PlaylistEnded)
    scripted.play()
    (started,) = scripted.advance(1)
    assert isinstance(started, TrackStarted)
    assert (started.index, started.at_s) == (0, 5.0)


@pytest.fixture
def ends_with_a_minute(tracks: Tracks, tmp_path: Path) -> Tracks:
    return (tracks[0], *read_playlist([write(tmp_path / "minute.flac", tone(60 * RATE))]).tracks)


def test_the_last_track_begins_again_where_music_must_not_end_by_itself(
    scripted: Player, ends_with_a_minute: Tracks
) -> None:
    scripted.load(ends_with_a_minute, playing=True, repeat_last=True)
    last = ends_with_a_minute[1]
    assert _started(scripted.advance(190))[1:] == [
        TrackStarted(1, last, 0.0, 6.0),
        TrackStarted(1, last, 0.0, 66.0, again=True),
        TrackStarted(1, last, 0.0, 126.0, again=True),
        TrackStarted(1, last, 0.0, 186.0, again=True),
    ]
    scripted.next()
    (started,) = _started(scripted.advance(10))
    assert started.again
    assert (scripted.status.index, scripted.status.playing) == (1, True)


def test_a_killed_engine_still_knows_that_the_last_track_is_repeated(
    scripted: Player, ends_with_a_minute: Tracks
) -> None:
    scripted.load(ends_with_a_minute, index=1, position_s=50.0, playing=True, repeat_last=True)
    scripted.advance(5)
    assert scripted.engine_pid is not None
    os.kill(scripted.engine_pid, signal.SIGKILL)
    started = scripted.advance(10)[-1]
    assert isinstance(started, TrackStarted)
    assert (started.index, started.again) == (1, True)
    assert started.at_s == pytest.approx(10.0)


def test_short_tracks_are_repeated_where_there_are_no_others(
    scripted: Player, tracks: Tracks
) -> None:
    scripted.load(tracks, playing=True, repeat_last=True)
    again = [(event.index, event.at_s) for event in _started(scripted.advance(26)) if event.again]
    assert again == [(2, 15.0), (2, 20.0), (2, 25.0)]
    scripted.load((), playing=True, repeat_last=True)
    ended = scripted.advance(1)[-1]
    assert isinstance(ended, PlaylistEnded)
    assert ended.at_s == pytest.approx(26.0, abs=0.1)
    scripted.next()
    assert scripted.advance(1) == []


def test_a_bell_at_the_end_is_not_rung_again_and_again(
    scripted: Player, ends_with_a_minute: Tracks
) -> None:
    bell, minute = ends_with_a_minute
    scripted.load((minute, bell), playing=True, repeat_last=True)
    again = _started(scripted.advance(200))[2:]
    assert [(event.track, event.again) for event in again] == [(minute, True)] * 3


def test_volume_and_lowering_are_told_back(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, playing=True)
    scripted.set_volume(0.25)
    scripted.lower()
    scripted.advance(1)
    assert (scripted.status.volume, scripted.status.lowered) == (0.25, True)
    scripted.raise_()
    scripted.set_volume(7)
    scripted.advance(1)
    assert (scripted.status.volume, scripted.status.lowered) == (1.0, False)


def test_an_empty_playlist_ends_at_once(scripted: Player) -> None:
    scripted.load((), playing=True)
    assert scripted.advance(1) == [PlaylistEnded(0.0)]
    assert scripted.status.track is None


def test_a_killed_engine_goes_on_where_it_was(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, playing=True)
    scripted.advance(7)
    assert scripted.engine_pid is not None
    os.kill(scripted.engine_pid, signal.SIGKILL)
    events = scripted.advance(5)
    assert [type(event) for event in events] == [EngineRestarted, TrackEnded, TrackStarted]
    assert events[-1].at_s == pytest.approx(10.0)
    assert scripted.status.position_s == pytest.approx(2.0)


def test_a_file_that_ends_the_engine_twice_is_skipped(scripted: Player, tracks: Tracks) -> None:
    scripted.load(tracks, playing=True)
    scripted.advance(1)
    for _ in range(2):
        assert scripted.engine_pid is not None
        os.kill(scripted.engine_pid, signal.SIGSEGV)
        events = scripted.advance(0.5)
    skipped = next(event for event in events if isinstance(event, TrackSkipped))
    assert skipped.track == tracks[0]
    assert scripted.status.index == 1


def test_ninety_minutes_pass_in_seconds(scripted: Player, tmp_path: Path) -> None:
    (track,) = read_playlist([write(tmp_path / "minute.wav", tone(60 * RATE))]).tracks
    began = time.monotonic()
    scripted.load((track,) * 90, playing=True)
    events = scripted.advance(5401)
    assert events[-3::2] == [TrackStarted(89, track, 0.0, 5340.0), PlaylistEnded(5400.0)]
    assert time.monotonic() - began < 20 * 60


def test_only_a_scripted_player_can_be_advanced(silent: Player) -> None:
    assert Output.SILENCE.value == "silence"
    with pytest.raises(RuntimeError, match="scripted"):
        silent.advance(1)
