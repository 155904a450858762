"""Intensity goes up from slow pads to dense rhythm, whoever made the music and however loud."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from kap_companion.music.measurement import step_of
from kap_companion.music.measuring.intensity import MOST_PARTS, RATE, Ear, Intensity
from kap_companion.music.measuring.measure import measure
from tests.music.sounds import RATE as FILE_RATE
from tests.music.sounds import write

Wave: TypeAlias = NDArray[np.float64]
SECONDS = 16
FRAMES = SECONDS * RATE
CHORDS = ((0, 7, 12, 16), (-3, 4, 9, 12), (-7, 0, 5, 9), (-5, 2, 7, 11))


def tone(hz: float, frames: int = FRAMES, phase: float = 0.0) -> Wave:
    return cast("Wave", np.sin(2 * np.pi * hz * np.arange(frames) / RATE + phase))


def place(onto: Wave, at_s: float, sound: Wave) -> None:
    begin = round(at_s * RATE)
    part = sound[: max(0, len(onto) - begin)]
    onto[begin : begin + len(part)] += part


def decay(frames: int, attack_s: float, decay_s: float) -> Wave:
    times = np.arange(frames) / RATE
    return cast("Wave", np.minimum(times / attack_s, 1) * np.exp(-times / decay_s))


def pads(key_hz: float, rng: np.random.Generator) -> Wave:
    """Chords of eight seconds that grow out of each other."""
    out = np.zeros(FRAMES)
    length = 11 * RATE
    for number in range(SECONDS // 8):
        chord = np.zeros(length)
        for step in CHORDS[number % 4]:
            hz = key_hz * 2 ** (step / 12)
            for partial in range(1, 6):
                chord += tone(hz * partial, length, rng.uniform(0, 6.28)) / partial**1.5
        place(out, 8 * number, chord * np.sin(np.pi * np.arange(length) / length))
    return cast("Wave", out / np.abs(out).max())


def pluck(hz: float) -> Wave:
    frames = round(0.8 * RATE)
    return (tone(hz, frames) + 0.4 * tone(2 * hz, frames)) * decay(frames, 0.012, 0.25)


def kick() -> Wave:
    frames = round(0.35 * RATE)
    times = np.arange(frames) / RATE
    sweep = 50 * times + 3.6 * (1 - np.exp(-times / 0.03))
    return np.sin(2 * np.pi * sweep) * decay(frames, 0.002, 0.12)


def noise_hit(rng: np.random.Generator, seconds: float, decay_s: float, lowest_hz: float) -> Wave:
    frames = round(seconds * RATE)
    spectrum = np.fft.rfft(rng.standard_normal(frames))
    spectrum[np.fft.rfftfreq(frames, 1 / RATE) < lowest_hz] = 0
    return np.fft.irfft(spectrum, frames) * decay(frames, 0.001, decay_s)


def series(bpm: float, key_hz: float, seed: int) -> list[Wave]:
    """Five pieces by one maker, each more intense than the one before."""
    rng = np.random.default_rng(seed)
    beat_s = 60 / bpm
    bed = pads(key_hz, rng)
    times = np.arange(FRAMES) / RATE
    pulse = bed * (0.3 + 0.7 * (0.5 - 0.5 * np.cos(2 * np.pi * times / (2 * beat_s))))
    arpeggio, rhythm, dense = np.zeros(FRAMES), np.zeros(FRAMES), np.zeros(FRAMES)
    for number in range(int(SECONDS / beat_s * 2)):
        chord = CHORDS[int(number * beat_s / 16) % 4]
        hz = 2 * key_hz * 2 ** (chord[number % 4] / 12)
        place(arpeggio, number * beat_s / 2, 0.5 * pluck(hz))
    for number in range(int(SECONDS / beat_s)):
        place(rhythm, number * beat_s, 0.8 * kick())
        if number % 2:
            place(rhythm, number * beat_s, 0.4 * noise_hit(rng, 0.2, 0.06, 300))
    for number in range(int(SECONDS / beat_s * 4)):
        place(dense, number * beat_s / 4, 0.3 * noise_hit(rng, 0.06, 0.018, 6000))
        if number % 8 in (3, 6):
            place(dense, number * beat_s / 4, 0.5 * kick())
    groove = 0.4 * bed + 0.3 * arpeggio + rhythm
    return [bed, pulse, 0.5 * bed + arpeggio, groove, groove + dense]


def heard(sound: Wave, peak: float = 0.5) -> Intensity:
    ear = Ear()
    scaled = (sound / max(np.abs(sound).max(initial=0.0), 1e-9) * peak).astype(np.float32)
    for part in np.array_split(scaled, 7):  # however it is cut up
        ear.hear(part)
    return ear.judge(4.0)


MAKERS = [
    (bpm, key_hz, seed)
    for seed, (bpm, key_hz) in enumerate(itertools.product((60, 84, 110, 140), (98.0, 147.0)))
]


@pytest.mark.parametrize(("bpm", "key_hz", "seed"), MAKERS)
def test_pads_pulse_arpeggio_rhythm_and_dense_rhythm_come_in_this_order(
    bpm: float, key_hz: float, seed: int
) -> None:
    found = [heard(piece).intensity for piece in series(bpm, key_hz, seed)]
    assert found == sorted(found)
    assert min(np.diff(found)) > 0.01, found
    assert step_of(found[0]) == 1
    assert step_of(found[-1]) == 5


def test_the_order_holds_from_one_maker_to_another() -> None:
    """Only neighbours may meet, where one maker's slow pulse is another one's arpeggio."""
    by_kind = list(
        zip(*([heard(p).intensity for p in series(*maker)] for maker in MAKERS), strict=True)
    )
    for gentle, deep in zip(by_kind, by_kind[2:], strict=False):
        assert max(gentle) < min(deep)


def test_turning_it_down_changes_nothing() -> None:
    for piece in series(90, 110.0, 3):
        loud, soft = heard(piece, 0.9), heard(piece, 0.9 / 10 ** (40 / 20))
        assert soft.intensity == pytest.approx(loud.intensity, abs=0.01)


def noise(colour: float) -> Wave:
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(FRAMES))
    hz = np.maximum(np.fft.rfftfreq(FRAMES, 1 / RATE), 20)
    return np.fft.irfft(spectrum / hz**colour, FRAMES)


STILL: dict[str, Callable[[], Wave]] = {
    "rain": lambda: noise(0.0),
    "a waterfall": lambda: noise(0.5),
    "distant thunder": lambda: noise(1.0),
    "waves": lambda: noise(0.5) * (1.2 - np.cos(2 * np.pi * np.arange(FRAMES) / RATE / 8)),
    "a bright drone": lambda: sum(
        (tone(hz) for hz in (1500.0, 2250.0, 3000.0, 4507.0)), np.zeros(FRAMES)
    ),
    "a low drone": lambda: tone(60) + 0.5 * tone(90),
}


@pytest.mark.parametrize("name", STILL)
def test_noise_and_drones_are_still(name: str) -> None:
    assert heard(STILL[name]()).intensity < 0.2


def test_silence_has_no_intensity() -> None:
    assert heard(np.zeros(FRAMES)).intensity == 0.0
    assert heard(np.zeros(0)).curve == ()


def test_the_curve_shows_where_a_piece_becomes_intense() -> None:
    pieces = series(110, 110.0, 1)
    curve = heard(np.concatenate((pieces[0], pieces[4], pieces[0]))).curve
    third = len(curve) // 3
    assert 12 <= len(curve) <= MOST_PARTS
    assert max(curve[: third - 1]) < min(curve[third + 1 : 2 * third - 1])


@pytest.mark.parametrize("ending", ["mp3", "m4a", "opus"])
def test_the_same_music_is_as_intense_in_every_format(tmp_path: Path, ending: str) -> None:
    for number, piece in enumerate(series(100, 110.0, 2)[::2]):
        times = np.arange(SECONDS * FILE_RATE) / FILE_RATE
        sound = np.interp(times, np.arange(FRAMES) / RATE, piece / np.abs(piece).max() * 16000)
        stereo = np.repeat(np.rint(sound).astype(np.int16)[:, np.newaxis], 2, axis=1)
        rate = 48_000 if ending == "opus" else FILE_RATE
        kept = measure(write(tmp_path / f"{number}.flac", stereo, rate=rate), lambda: None)
        small = measure(write(tmp_path / f"{number}.{ending}", stereo, rate=rate), lambda: None)
        assert small.intensity == pytest.approx(kept.intensity, abs=0.05)
