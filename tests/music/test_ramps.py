"""Loudness never jumps: every gain is a curve, and some are promises to the ear."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kap_companion.music.cued import Cued
from kap_companion.music.engine import messages as m
from kap_companion.music.engine.gain import Curve, Ramp
from kap_companion.music.engine.limiter import LOOK_AHEAD, Limiter
from kap_companion.music.track import Track
from tests.music.sounds import RATE, Sound, noise, pitched, sharpest, write
from tests.music.tape import TapeMachine


def _gain(sound: Sound, reference: Sound) -> NDArray[np.float64]:
    """How loud each 10 ms is, against what it would be untouched."""
    frames = min(len(sound), len(reference)) // 441 * 441
    ours, theirs = (
        np.sqrt(np.square(s[:frames, 0].astype(float)).reshape(-1, 441).mean(axis=1))
        for s in (sound, reference)
    )
    gains: NDArray[np.float64] = ours / np.maximum(theirs, 1)
    return gains


@pytest.fixture(scope="module")
def hum(tmp_path_factory: pytest.TempPathFactory) -> tuple[Track, Sound]:
    sound = pitched(70 * RATE, 300, 12_000)
    return Track(write(tmp_path_factory.mktemp("hum") / "hum.wav", sound), "hum"), sound


@pytest.mark.parametrize("seconds", [2, 8, 30])
def test_a_fade_to_silence_is_even_done_in_its_time_and_comes_back_at_its_place(
    seconds: float, hum: tuple[Track, Sound]
) -> None:
    track, reference = hum
    tape = TapeMachine()
    tape.load([track])
    tape.at(2.0, m.Fade(out=True, seconds=seconds))
    tape.run(2.0 + seconds + 1.0)
    silent_at = 2.0 + seconds
    assert tape.report.position_s == pytest.approx(silent_at, abs=1e-4)
    assert (tape.report.faded, tape.report.playing) == (True, False)
    tape.at(silent_at + 3, m.Fade(out=False, seconds=seconds))
    sound = tape.run(2.0 + seconds + 3.0)
    gain = _gain(sound, reference)
    down = gain[200 : round(silent_at * 100)]
    assert (np.diff(down) < 0.002).all()
    loud = down[down > 10 ** (-48 / 20)]
    steps = np.diff(20 * np.log10(loud))[5:]
    assert np.ptp(steps) < 0.2  # as many decibels in each moment
    assert not sound[round(silent_at * RATE) + 1 : round((silent_at + 3) * RATE)].any()
    back = sound[round((silent_at + 3) * RATE) :]
    after = reference[round(silent_at * RATE) :]
    gain = _gain(back, after)
    assert (np.diff(gain[: round(seconds * 100)]) > -0.002).all()
    assert gain[round(seconds * 100) + 1] == pytest.approx(1.0, abs=0.001)
    rest = round(seconds * RATE) + 1
    assert np.array_equal(back[rest : rest + RATE], after[rest : rest + RATE])
    assert sharpest(sound) < 40


def test_nothing_is_louder_than_the_ceiling(hum: tuple[Track, Sound]) -> None:
    track, reference = hum
    tape = TapeMachine()
    tape.load([track])
    tape.at(1.0, m.SetCeiling(0.25))
    tape.at(2.0, m.SetVolume(0.5))
    tape.at(3.0, m.Lower(lowered=True))
    tape.at(4.0, m.Lower(lowered=False))
    tape.at(7.0, m.SetVolume(0.125))
    sound = tape.run(8)
    gain = _gain(sound, reference)
    assert gain[110:].max() < 0.2505
    assert gain[380] == pytest.approx(0.25 * 10 ** (-15 / 20), rel=0.01)
    assert gain[350] == pytest.approx(gain[380], rel=0.01)
    assert gain[650] == pytest.approx(0.25, rel=0.01)
    assert gain[750] == pytest.approx(0.125, rel=0.01)
    assert sharpest(sound) < 40


def test_every_change_takes_at_least_thirty_milliseconds(hum: tuple[Track, Sound]) -> None:
    track, reference = hum
    acts = (m.Pause(), m.SetVolume(0.0), m.Fade(out=True, seconds=0.0), m.SetCeiling(0.0))
    for act in acts:
        tape = TapeMachine()
        tape.load([track])
        tape.at(1.0, act)
        sound = tape.run(2)
        gain = _gain(sound, reference)
        assert gain[101] > 0.04
        assert gain[107] < 0.01
        assert sharpest(sound) < 60


def test_between_tracks_of_different_gain_it_turns_down_before_and_up_after(
    hum: tuple[Track, Sound], tmp_path: Path
) -> None:
    _, reference = hum
    pieces = [
        Track(write(tmp_path / f"{n}.flac", reference[n * 3 * RATE : (n + 1) * 3 * RATE]), f"{n}")
        for n in range(3)
    ]
    tape = TapeMachine()
    tape.load([pieces[0], Cued(pieces[1], gain_db=-12.0), Cued(pieces[2], gain_db=-3.0)])
    sound = tape.run_to_end()
    gain = _gain(sound, reference)
    assert gain[280] == pytest.approx(1.0, abs=0.001)
    assert gain[300:599] == pytest.approx(10 ** (-12 / 20), abs=0.001)
    assert gain[610:890] == pytest.approx(10 ** (-3 / 20), abs=0.001)
    assert sharpest(sound) < 40


def test_a_gain_that_is_known_late_comes_slowly(hum: tuple[Track, Sound]) -> None:
    track, reference = hum
    tape = TapeMachine()
    tape.load([track])
    tape.at(1.0, m.SetGain(1, -6.0, 2.0))
    gain = _gain(tape.run(4), reference)
    assert gain[99] == pytest.approx(1.0, abs=0.001)
    assert gain[200] == pytest.approx((1 + 10 ** (-6 / 20)) / 2, abs=0.01)
    assert gain[310] == pytest.approx(10 ** (-6 / 20), abs=0.001)


def test_two_loud_tracks_that_cross_stay_under_the_limit(tmp_path: Path) -> None:
    loud = [
        Track(write(tmp_path / f"{n}.wav", pitched(8 * RATE, hertz, 28_000)), f"{n}")
        for n, hertz in enumerate((220, 223))
    ]
    tape = TapeMachine(crossfade_s=4)
    tape.load(loud)
    sound = tape.run_to_end()
    assert np.abs(sound.astype(int)).max() <= 32768 * 10 ** (-1 / 20)
    assert sharpest(sound) < 120


def test_what_is_loud_by_itself_is_played_to_the_bit(tmp_path: Path) -> None:
    whole = noise(6 * RATE, 3, 20_000)
    tracks = [
        Track(write(tmp_path / f"{n}.flac", whole[n * 3 * RATE : (n + 1) * 3 * RATE]), f"{n}")
        for n in range(2)
    ]
    tape = TapeMachine()
    tape.load(tracks)
    sound = tape.run_to_end()
    assert np.array_equal(sound[1400 : 6 * RATE - 1400], whole[1400:-1400])


@pytest.mark.parametrize("hertz", [997.0, 11_025.0, 9_000.0])
def test_the_limiter_knows_the_wave_between_the_samples(hertz: float) -> None:
    wave = np.sin(2 * np.pi * hertz * np.arange(3 * RATE) / RATE + np.pi / 4)
    swell = 0.3 + 1.1 * np.abs(np.sin(np.arange(3 * RATE) * np.pi / RATE))
    sound = np.repeat((wave * swell)[:, np.newaxis], 2, axis=1).astype(np.float32)
    quiet = (sound * 0.6).astype(np.float32)
    for loudness, given in (("loud", sound), ("quiet", quiet)):
        limiter = Limiter()
        parts = [
            limiter.limited(given[n : n + 2000], given[n + 2000 : n + 2000 + LOOK_AHEAD])
            for n in range(0, 2 * RATE, 2000)
        ]
        limited = np.concatenate(parts)
        if loudness == "quiet":
            assert np.array_equal(limited, given[: len(limited)])
        else:
            fine = np.fft.irfft(np.fft.rfft(limited[:, 0]), 8 * len(limited)) * 8
            assert np.abs(fine[4000:-4000]).max() <= 10 ** (-1 / 20)
            assert np.abs(fine[4000:-4000]).max() > 0.8


@pytest.mark.parametrize("curve", Curve)
@pytest.mark.parametrize(("begin", "end"), [(1.0, 0.0), (0.0, 0.7), (0.2, 0.9), (0.9, 0.1)])
def test_every_curve_goes_one_way_and_arrives(curve: Curve, begin: float, end: float) -> None:
    ramp = Ramp(begin)
    ramp.go_within(end, 5000, curve)
    gains = np.concatenate([np.atleast_1d(ramp.take(n)) for n in (1, 999, 3000, 1000)])
    assert (np.diff(gains) * np.sign(end - begin) >= 0).all()
    assert gains[-1] == pytest.approx(end, abs=1e-7)
    assert ramp.remaining == 0
    assert ramp.now == end
