"""How intense music is, 0 (still) to 1 (dense and driving), told from its sound alone.

What is heard, all of it relative to the track's own level, so that turning it down changes nothing:

- *onsets* and *flux*: spectral flux, the half-wave rectified rise of a spectrum on a decibel scale
  over 35 ms, peaks picked above a running median (Bello et al., "A Tutorial on Onset Detection in
  Music Signals", IEEE TSAP 13(5), 2005; the overlapping bands are coarse, as in Boeck and Widmer,
  "Maximum Filter Vibrato Suppression for Onset Detection", DAFx 2013, so that a wavering tone is
  no onset). The bar rises with the median: rain and wind rise and fall at random all the time.
  `onsets_per_s` counts them, `flux` adds them up, the strong ones for more.
- *attack*: how much of what rises at an onset lies above 1.7 kHz: hats against a low pulse.
- *swell*: the slow rise of six wide bands over 0.4 s, for a pulse without attacks.
- *centroid*: the centre of gravity of the power spectrum (Peeters, "A Large Set of Audio Features
  for Sound Description", IRCAM 2004). It only adds to what moves: a bright drone is still.
- *loudness range*: EBU Tech 3342, as libavfilter's ebur128 tells it.

The features are other people's; how they are weighted here is ours. It is a preference and not a
measurement, made so that pads, pulses, arpeggios and rhythms come out in that order, and meant to
be corrected by hand where an ear disagrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

RATE = 22_050
MOST_PARTS = 60
_SHORTEST_PART_S = 2.0

_WINDOW, _HOP, _AT_ONCE = 1024, 256, 64
_FRAMES_PER_S = RATE / _HOP
_BANDS, _LOWEST_HZ, _HIGHEST_HZ = 24, 50.0, 10_000.0
_ATTACK_FROM = 16  # the first of the bands above 1.7 kHz
_OVERLAP = 0.25

_RISE_OVER = 3  # frames: 35 ms
_QUIETEST = 1e-4  # 40 dB under the loud parts: what rises below that is not heard as an onset
_MEDIAN_REACH, _MEDIAN_STEP = 43, 8  # frames: half a second to each side
_PEAK_REACH = 4  # frames: two onsets are at least 46 ms apart
_BAR_DB, _BAR_BY_MEDIAN = 1.8, 0.6
_STRENGTH = 0.6  # a hit of 20 dB counts for 2.3 of 5 dB

_WIDE, _SMOOTH, _SWELL_OVER = 6, 17, 35  # bands; frames: 0.2 s and 0.4 s
_SWELL_BAR_DB, _SWELL_QUIETEST = 1.0, 1e-3


@dataclass(frozen=True, slots=True)
class Intensity:
    """What was heard of a whole track, and its intensity along the way in equal parts."""

    onsets_per_s: float
    centroid_hz: float
    flux: float
    intensity: float
    curve: tuple[float, ...]


class Ear:
    """Takes a track bit by bit, one channel at 22,050 Hz, and tells its intensity at the end."""

    def __init__(self) -> None:
        self._rest: Floats = np.zeros(_WINDOW // 2, np.float32)
        self._window = np.hanning(_WINDOW).astype(np.float32)
        self._edges = _band_edges()
        self._heard: list[Floats] = []

    def hear(self, samples: Floats) -> None:
        """Go on with these samples."""
        sound = np.concatenate((self._rest, samples))
        whole = max(0, (len(sound) - _WINDOW) // _HOP + 1)
        whole -= whole % _AT_ONCE
        if whole:
            self._take(sound[: (whole - 1) * _HOP + _WINDOW])
        self._rest = sound[whole * _HOP :]

    def judge(self, loudness_range_lu: float) -> Intensity:
        """The intensity of all that was heard."""
        self._take(np.concatenate((self._rest, np.zeros(_WINDOW // 2, np.float32))))
        bands = np.concatenate(self._heard)
        loud = _loud_power(bands)
        if loud <= 0:
            return Intensity(0.0, 0.0, 0.0, 0.0, ())
        moves = _Moves.of(bands, loud)
        parts = max(1, min(MOST_PARTS, int(len(bands) / _FRAMES_PER_S / _SHORTEST_PART_S)))
        cuts = np.linspace(0, len(bands), parts + 1).round().astype(int)
        curve = [
            _weigh(moves.between(first, last), loudness_range_lu) for first, last in pairwise(cuts)
        ]
        whole = moves.between(0, len(bands))
        return Intensity(
            onsets_per_s=whole.onsets_per_s,
            centroid_hz=whole.centroid_hz,
            flux=whole.flux,
            intensity=_weigh(whole, loudness_range_lu),
            curve=tuple(curve),
        )

    def _take(self, sound: Floats) -> None:
        if len(sound) < _WINDOW:
            sound = np.pad(sound, (0, _WINDOW - len(sound)))
        frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP]
        for first in range(0, len(frames), _AT_ONCE):
            spectrum = np.fft.rfft(frames[first : first + _AT_ONCE] * self._window)
            power = spectrum.real**2 + spectrum.imag**2
            bands = np.add.reduceat(power, self._edges, axis=1)[:, :_BANDS]
            self._heard.append(bands.astype(np.float32, copy=False))


@dataclass(frozen=True, slots=True)
class _Heard:
    """The features of one stretch of a track."""

    onsets_per_s: float
    flux: float
    attack: float
    swell: float
    centroid_hz: float


@dataclass(frozen=True, slots=True)
class _Moves:
    """The same along the track: one value a frame, onsets with the frame they stand at."""

    at: NDArray[np.intp]
    strength: Floats
    rises: Floats
    high_rises: Floats
    swell: Floats
    power: Floats
    weighted: Floats

    @classmethod
    def of(cls, bands: Floats, loud: float) -> _Moves:
        rise, rises, high_rises = _rises(bands, loud)
        above = rise - _running_median(rise)
        around = np.lib.stride_tricks.sliding_window_view(
            np.pad(rise, _PEAK_REACH), 2 * _PEAK_REACH + 1
        ).max(axis=1)
        bar = _BAR_DB + _BAR_BY_MEDIAN * (rise - above)
        at = np.flatnonzero((rise == around) & (above > bar))
        centres = _LOWEST_HZ * (_HIGHEST_HZ / _LOWEST_HZ) ** ((np.arange(_BANDS) + 0.5) / _BANDS)
        return cls(
            at=at,
            strength=above[at] ** _STRENGTH,
            rises=rises[at],
            high_rises=high_rises[at],
            swell=_swell(bands, loud),
            power=bands.sum(axis=1),
            weighted=bands @ centres.astype(np.float32),
        )

    def between(self, first: int, last: int) -> _Heard:
        """The features from one frame to another."""
        seconds = max((last - first) / _FRAMES_PER_S, 0.9 * _SHORTEST_PART_S)
        begin, end = (int(place) for place in np.searchsorted(self.at, (first, last)))
        onsets = slice(begin, end)
        rises = float(self.rises[onsets].sum())
        power = float(self.power[first:last].sum(dtype=np.float64))
        weighted = float(self.weighted[first:last].sum(dtype=np.float64))
        swell = self.swell[first:last]
        return _Heard(
            onsets_per_s=(end - begin) / seconds,
            flux=float(self.strength[onsets].sum()) / seconds,
            attack=float(self.high_rises[onsets].sum()) / rises if rises > 0 else 0.0,
            swell=float(swell.mean()) if len(swell) else 0.0,
            centroid_hz=weighted / power if power > 0 else 0.0,
        )


def _weigh(heard: _Heard, loudness_range_lu: float) -> float:
    """Our own weighting of what was heard; see the top of this module."""
    drive = math.log1p(heard.flux * (1 + 0.4 * min(heard.attack, 2.0)) / 3) / math.log1p(45 / 3)
    bright = math.log(max(heard.centroid_hz, 1.0) / 150) / math.log(3000 / 150)
    total = (
        0.77 * min(drive, 1.0)
        + 0.15 * min(heard.swell / 6, 1.0)
        + 0.11 * min(drive, 1.0) * min(max(bright, 0.0), 1.0)
        + 0.04 * min(max(loudness_range_lu, 0.0) / 15, 1.0)
    )
    return round(min(max(total, 0.0), 1.0), 4)


def _band_edges() -> NDArray[np.intp]:
    """The first bin of each band, and of what lies above them."""
    edges = np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, _BANDS + 1) * _WINDOW / RATE
    firsts = [round(float(edges[0]))]
    for edge in edges[1:]:
        firsts.append(max(firsts[-1] + 1, round(float(edge))))
    return np.array(firsts)


def _loud_power(bands: Floats) -> float:
    """The mean power of the frames that are at most 10 dB under the mean."""
    power = bands.sum(axis=1, dtype=np.float64)
    heard = power[power > power.max() * 1e-6]
    if not len(heard):
        return 0.0
    return float(heard[heard > heard.mean() * 0.1].mean())


def _rises(bands: Floats, loud: float) -> tuple[Floats, Floats, Floats]:
    """For each frame the root mean square rise in dB, the mean one, and that of the high bands."""
    padded = np.pad(bands, ((0, 0), (1, 1)))
    overlapping = bands + np.float32(_OVERLAP) * (padded[:, :-2] + padded[:, 2:])
    level = 10 * np.log10(overlapping / np.float32(loud) + np.float32(_QUIETEST))
    rise = np.zeros_like(level)
    if len(level) > _RISE_OVER:
        rise[_RISE_OVER:] = np.maximum(level[_RISE_OVER:] - level[:-_RISE_OVER], 0)
    rise[: _RISE_OVER + 2] = 0  # the first sound of all is no onset,
    rise[-_RISE_OVER - 2 :] = 0  # and the end cut off is none either
    root_mean_square = np.sqrt((rise**2).mean(axis=1))
    return root_mean_square, rise.mean(axis=1), rise[:, _ATTACK_FROM:].mean(axis=1)


def _running_median(values: Floats) -> Floats:
    padded = np.pad(
        values, _MEDIAN_REACH, mode="reflect" if len(values) > _MEDIAN_REACH else "edge"
    )
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _MEDIAN_REACH + 1)
    some = np.median(windows[::_MEDIAN_STEP], axis=1).astype(np.float32)
    return np.repeat(some, _MEDIAN_STEP)[: len(values)]


def _swell(bands: Floats, loud: float) -> Floats:
    """For each frame how fast the wide bands rise, in dB a second."""
    swell = np.zeros(len(bands), np.float32)
    if len(bands) <= _SMOOTH + _SWELL_OVER:
        return swell
    wide = bands.reshape(len(bands), _WIDE, -1).sum(axis=2, dtype=np.float64)
    sums = np.cumsum(np.vstack((np.zeros((1, _WIDE)), wide)), axis=0)
    level = 10 * np.log10((sums[_SMOOTH:] - sums[:-_SMOOTH]) / _SMOOTH / loud + _SWELL_QUIETEST)
    rise = np.maximum(level[_SWELL_OVER:] - level[:-_SWELL_OVER] - _SWELL_BAR_DB, 0)
    slope = (rise.mean(axis=1) * _FRAMES_PER_S / _SWELL_OVER).astype(np.float32)
    swell[len(swell) - len(slope) :] = slope
    return swell
