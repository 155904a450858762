"""Keeps the true peak of the sum under -1 dBTP where sounds add up; touches nothing below that."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kap_companion.music.engine.gain import RATE, Floats

_CEILING = 10 ** (-1.0 / 20)
# What goes over is brought a little lower than it must be: the estimate of a true peak from four
# times as many samples reads up to a few tenths of a decibel low.
_GOAL = 10 ** (-1.3 / 20)
NEAR = _CEILING * 10 ** (-3 / 20)  # between two lower samples the wave is no 3 dB higher
_LOOK = round(0.005 * RATE)
_RELEASE_A_FRAME = 1.0 / (0.3 * RATE)
_HALF_TAPS = 12
LOOK_AHEAD = _LOOK + _HALF_TAPS


def _between(quarter: int) -> NDArray[np.float32]:
    """A filter that gives the wave a quarter, a half or three quarters behind each sample."""
    at = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1) - quarter / 4
    taps = np.sinc(at) * np.cos(np.pi * at / (2 * _HALF_TAPS + 1)) ** 2
    return np.ascontiguousarray((taps / taps.sum())[::-1], np.float32)


_FILTERS = tuple(_between(quarter) for quarter in (1, 2, 3))


class Limiter:
    """A gain that is down before the peak comes and comes back slowly."""

    def __init__(self) -> None:
        self._before = np.zeros((_HALF_TAPS, 2), np.float32)
        self._past = np.ones(_LOOK)
        self.is_active = False

    def forget(self) -> None:
        """The next sound has nothing to do with the last."""
        self._before = np.zeros((_HALF_TAPS, 2), np.float32)
        self._past = np.ones(_LOOK)
        self.is_active = False

    def pass_by(self, sound: Floats) -> None:
        """Sound that is none of its business; only to know what came before the next."""
        last = sound[-_HALF_TAPS:]
        self._before = last if len(last) == _HALF_TAPS else _last_of(self._before, last)

    def limited(self, sound: Floats, ahead: Floats) -> Floats:
        """The same sound, with no peak too high. `ahead` is what follows, LOOK_AHEAD frames.

        Returned unchanged, to the bit, where it needs nothing.
        """
        frames, before = len(sound), self._before
        self.pass_by(sound)
        is_loud = any(
            part.size and max(float(part.max()), -float(part.min())) > NEAR
            for part in (before, sound, ahead)
        )
        if not (is_loud or self.is_active):
            return sound
        whole = np.concatenate((before, sound, ahead))
        needed = np.ones(frames + _LOOK)
        if is_loud:
            peaks = _true_peaks(whole)[_HALF_TAPS : _HALF_TAPS + frames + _LOOK]
            is_over = peaks > _CEILING
            needed[: len(peaks)][is_over] = _GOAL / peaks[is_over]
        if not self.is_active and needed.min() >= 1.0:
            return sound
        limited: Floats = sound * self._gain(needed, frames)[:, np.newaxis]
        return limited

    def _gain(self, needed: NDArray[np.float64], frames: int) -> Floats:
        lowest = _lowest_ahead(needed, _LOOK)[:frames]
        rise = _RELEASE_A_FRAME * np.arange(1, frames + 1)
        released = np.minimum.accumulate(np.r_[self._past[-1], lowest - rise])[1:] + rise
        path = np.r_[self._past, np.minimum(released, 1.0)]
        self._past = path[-_LOOK:]
        self.is_active = bool((self._past < 1.0).any())
        sums = np.cumsum(path)
        gain: Floats = ((sums[_LOOK:] - sums[:-_LOOK]) / _LOOK).astype(np.float32)
        return gain


def _last_of(before: Floats, sound: Floats) -> Floats:
    return np.concatenate((before, sound))[-_HALF_TAPS:]


def _lowest_ahead(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """For each place the lowest of itself and the `reach` values behind it."""
    lowest, width = values.copy(), 1
    while width <= reach:
        by = min(width, reach + 1 - width)
        lowest[:-by] = np.minimum(lowest[:-by], lowest[by:])
        width += by
    return lowest


def _true_peaks(sound: Floats) -> NDArray[np.float64]:
    """The height of the wave at each sample and beside it, the louder of both channels."""
    peaks: NDArray[np.float64] = np.abs(sound).max(axis=1).astype(np.float64)
    for taps in _FILTERS:
        for channel in (0, 1):
            wave = np.abs(np.convolve(sound[:, channel], taps, "full"))
            behind = wave[_HALF_TAPS : _HALF_TAPS + len(sound)]
            np.maximum(peaks, behind, out=peaks)
            np.maximum(peaks[1:], behind[:-1], out=peaks[1:])
    return peaks
