"""From one piece of music into the next: never louder, never quieter, never a click."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kap_companion.music.cued import Cued, Joint
from kap_companion.music.engine import messages as m
from kap_companion.music.events import PlayerEvent, TrackEnded, TrackSkipped, TrackStarted
from kap_companion.music.player import Player
from kap_companion.music.track import Track
from tests.music.sounds import (
    CODECS,
    RATE,
    Sound,
    level_db,
    noise,
    pitched,
    sharpest,
    write,
)
from tests.music.tape import TapeMachine

FULL = 9000
# The steepest corner of the tones below is 9000 (2 pi 330 / 44100)^2 = 20, and two may sound.
SMOOTH = 60


def _track(path: Path, sound: Sound) -> Track:
    return Track(write(path, sound), path.stem, length_s=len(sound) / RATE)


@pytest.fixture(scope="module")
def noises(tmp_path_factory: pytest.TempPathFactory) -> tuple[Track, ...]:
    folder = tmp_path_factory.mktemp("noises")
    return tuple(
        _track(folder / f"{n}.flac", noise(seconds * RATE, n))
        for n, seconds in enumerate((15, 17, 14))
    )


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Track, ...]:
    folder = tmp_path_factory.mktemp("tones")
    return tuple(
        _track(folder / f"{n}.wav", pitched(20 * RATE, hertz))
        for n, hertz in enumerate((220.0, 277.0, 330.0))
    )


def test_the_power_stays_the_same_through_a_crossfade(noises: tuple[Track, ...]) -> None:
    tape = TapeMachine(crossfade_s=6)
    tape.load(noises)
    levels = level_db(tape.run_to_end())[1:-2]
    assert tape.started() == [(1, 0.0), (2, 9.0), (3, 20.0)]
    assert tape.happened()[2] == ("Stopped", 1, 15.0)
    assert np.abs(levels[: 4 * 33] - np.median(levels)).max() < 0.5


@pytest.mark.parametrize("ending", CODECS)
def test_tracks_of_every_format_cross_over_at_their_true_end(ending: str, tmp_path: Path) -> None:
    tracks = [
        _track(tmp_path / f"{n}.{ending}", pitched(6 * RATE, hertz))
        for n, hertz in enumerate((220.0, 277.0))
    ]
    tape = TapeMachine(crossfade_s=2)
    tape.load(tracks)
    sound = tape.run_to_end()
    assert tape.started() == [(1, 0.0), (2, pytest.approx(4.0, abs=0.03))]
    assert sharpest(sound[RATE // 10 : 9 * RATE]) < 2 * SMOOTH


def test_a_crossfade_takes_at_most_half_of_the_shorter_track(tmp_path: Path) -> None:
    tracks = [
        _track(tmp_path / f"{n}.wav", pitched(seconds * RATE, 200 + 50 * n))
        for n, seconds in enumerate((10, 4, 10))
    ]
    tape = TapeMachine(crossfade_s=6)
    tape.load(tracks)
    sound = tape.run_to_end()
    assert tape.started() == [(1, 0.0), (2, 8.0), (3, 10.0)]
    assert sharpest(sound) < SMOOTH


def test_a_file_that_breaks_off_fades_into_the_next_all_the_same(
    tones: tuple[Track, ...], tmp_path: Path
) -> None:
    whole = tones[0].path.read_bytes()
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole[: len(whole) // 2])
    for crossfade_s, starts_at in ((6, 5.0), (0, 9.0)):  # 6 s would be more than half of it
        tape = TapeMachine(crossfade_s=crossfade_s)
        tape.load([Track(cut, "cut"), tones[1]])
        sound = tape.run_to_end()
        assert tape.started() == [(1, 0.0), (2, pytest.approx(starts_at, abs=0.01))]
        assert "Skipped" in [kind for kind, *_ in tape.happened()]
        assert sharpest(sound) < SMOOTH


def test_an_item_can_ask_for_no_seam_or_for_silence(tones: tuple[Track, ...]) -> None:
    tape = TapeMachine(crossfade_s=6)
    tape.load([tones[0], Cued(tones[1], joint=Joint.GAPLESS), Cued(tones[2], joint=Joint.SILENCE)])
    sound = tape.run_to_end()
    assert tape.started() == [(1, 0.0), (2, 20.0), (3, 44.0)]
    assert not sound[round(40.0 * RATE) : round(44.0 * RATE)].any()
    loud = np.abs(sound[:, 0]).reshape(-1, 1024).max(axis=1)
    fade_out = loud[round(38.1 * RATE) // 1024 : round(39.9 * RATE) // 1024].astype(int)
    fade_in = loud[round(44.1 * RATE) // 1024 : round(45.9 * RATE) // 1024].astype(int)
    assert (np.diff(fade_out) <= 30).all()
    assert (np.diff(fade_in) >= -30).all()
    assert sharpest(np.delete(sound, slice(20 * RATE - 9, 20 * RATE + 9), axis=0)) < 2 * FULL


def test_the_next_track_comes_by_a_crossfade_at_once_when_asked(tones: tuple[Track, ...]) -> None:
    tape = TapeMachine(crossfade_s=6)
    tape.load(tones)
    tape.at(5.0, m.Next())
    tape.at(9.0, m.Next(over_s=8.0))
    sound = tape.run(40)
    (_, first), (_, second), (_, third) = tape.started()
    assert (first, 5.0 <= second < 5.5, 9.0 <= third < 9.5) == (0.0, True, True)
    ended = {number: at_s for kind, number, at_s in tape.happened() if kind == "Stopped"}
    assert ended[1] - second == pytest.approx(2.0, abs=0.001)
    assert ended[2] - third == pytest.approx(8.0, abs=0.001)
    assert sharpest(sound) < SMOOTH


def test_the_last_good_track_crosses_over_into_itself(
    tones: tuple[Track, ...], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"nothing" * 999)
    tape = TapeMachine(crossfade_s=4)
    tape.load([tones[0], Track(broken, "broken")], repeat_last=True)
    sound = tape.run(60)
    assert tape.started() == [(1, 0.0), (1, 16.0), (1, 32.0), (1, 48.0)]
    assert [t.again for t in tape.told if isinstance(t, m.Started)] == [False, True, True, True]
    assert sum(isinstance(t, m.Skipped) for t in tape.told) == 1
    assert sharpest(sound[: round(59 * RATE)]) < SMOOTH


def test_pause_seek_fade_and_next_in_the_midst_of_a_crossfade_make_no_click(
    tones: tuple[Track, ...],
) -> None:
    acts: list[tuple[m.Command, ...]] = [
        (m.Pause(), m.Play()),
        (m.Seek(3.0), m.Play()),
        (m.Fade(out=True, seconds=2.0), m.Fade(out=False, seconds=2.0)),
        (m.Next(), m.Previous()),
        (m.Lower(lowered=True), m.Lower(lowered=False)),
        (m.SetVolume(0.3), m.SetVolume(0.9)),
        (m.SetCrossfade(0), m.SetCrossfade(9)),
    ]
    for first, second in acts:
        tape = TapeMachine(crossfade_s=6)
        tape.load([*tones, *tones])
        tape.at(16.0 + 1 / 7, first)
        tape.at(17.0 + 1 / 7, second)
        sound = tape.run(30)
        assert sharpest(sound) < SMOOTH, (first, second)
        assert tape.report.playing


def test_music_without_sound_keeps_the_same_times(
    scripted: Player, tones: tuple[Track, ...], noises: tuple[Track, ...], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.flac"
    broken.write_bytes(noises[1].path.read_bytes()[:900_000])
    other: list[Track | Cued] = [
        Track(write(tmp_path / f"48.{ending}", noise(9 * RATE, 5), rate=rate), "48")
        for ending, rate in (("mp3", 48_000), ("opus", 48_000), ("m4a", 32_000))
    ]
    tracks: list[Track | Cued] = [
        *(noises[0], Track(broken, "broken"), tones[1], Cued(tones[0], joint=Joint.SILENCE)),
        *(Cued(noises[2], joint=Joint.GAPLESS), *other),
        Track(tmp_path / "gone.mp3", "gone"),
        tones[2],
    ]
    tape = TapeMachine(crossfade_s=5)
    tape.load(tracks)
    tape.run_to_end()
    scripted.set_crossfade(5)
    scripted.load(tracks, playing=True)
    kinds = {TrackStarted: "Started", TrackEnded: "Stopped", TrackSkipped: "Skipped"}
    events: list[PlayerEvent] = scripted.advance(300)
    unheard = [(kinds[type(e)], e.at_s) for e in events if type(e) in kinds]
    heard = [(kind, at_s) for kind, _, at_s in tape.happened()]
    played = {"Started", "Stopped"}
    assert [row[0] for row in unheard if row[0] in played] == [
        r[0] for r in heard if r[0] in played
    ]
    assert [row[1] for row in unheard if row[0] in played] == pytest.approx(
        [row[1] for row in heard if row[0] in played], abs=0.001
    )
