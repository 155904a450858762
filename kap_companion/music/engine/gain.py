"""Gains that never jump: every change of loudness is a curve, so that nothing clicks."""

from __future__ import annotations

import enum
import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

RATE = 44_100
SHORTEST_RAMP_S = 0.03

# A fade to silence goes down evenly in decibels, which is evenly to the ear, to where music is
# hardly heard in a quiet room; what is left is closed in the last part of its time.
_HARDLY_HEARD = 10 ** (-50 / 20)
_EVEN_PART = 0.92


class Curve(enum.Enum):
    """How a gain goes from one value to another."""

    SMOOTH = enum.auto()
    """Half a cosine: for short ramps."""

    EQUAL_POWER = enum.auto()
    """Cosine down, sine up: two of them together keep the power of unrelated music."""

    EVEN = enum.auto()
    """Straight in decibels: for long fades."""


class Ramp:
    """A gain (amplitude, 1 = unchanged) on its way to a target."""

    def __init__(self, gain: float = 1.0) -> None:
        self._from = self.target = gain
        self._length = self._done = 0
        self._curve = Curve.SMOOTH

    @property
    def remaining(self) -> int:
        """Frames until the target is reached."""
        return self._length - self._done

    @property
    def now(self) -> float:
        """The gain at this moment."""
        if not self.remaining:
            return self.target
        return float(self._gains(np.array([self._done / self._length]))[0])

    @property
    def is_closed(self) -> bool:
        """Whether nothing at all comes through."""
        return self.target == 0.0 and not self.remaining

    @property
    def is_one(self) -> bool:
        """Whether everything comes through unchanged."""
        return self.target == 1.0 and not self.remaining

    def go(
        self, target: float, seconds: float = SHORTEST_RAMP_S, curve: Curve = Curve.SMOOTH
    ) -> None:
        """Head for `target`, from wherever the gain is now, in at least 30 ms."""
        self.go_within(target, round(max(seconds, SHORTEST_RAMP_S) * RATE), curve)

    def go_within(self, target: float, frames: int, curve: Curve = Curve.SMOOTH) -> None:
        """Be at `target` after exactly so many frames."""
        self._from, self.target, self._curve = self.now, target, curve
        self._done = 0
        self._length = 0 if self._from == target else frames

    def jump(self, gain: float) -> None:
        """Be at `gain` at once: only while nothing sounds."""
        self._from = self.target = gain
        self._length = self._done = 0

    def skip(self, frames: int) -> None:
        """Let time pass without computing gains."""
        self._done = min(self._length, self._done + frames)

    @property
    def most(self) -> float:
        """The greatest gain from now on."""
        return max(self.now, self.target)

    def take(self, frames: int) -> float | Floats:
        """The next gains: one a frame, or one for all."""
        gains = self.ahead(frames)
        self.skip(frames)
        return gains

    def ahead(self, frames: int) -> float | Floats:
        """What `take` would give, and time stands still."""
        if not self.remaining:
            return self.target
        steps = np.arange(self._done + 1, self._done + frames + 1, dtype=np.float64)
        return self._gains(np.minimum(steps / self._length, 1.0)).astype(np.float32)

    def _gains(self, part: NDArray[np.float64]) -> NDArray[np.float64]:
        begin, end = self._from, self.target
        match self._curve:
            case Curve.SMOOTH:
                return begin + (end - begin) * (0.5 - 0.5 * np.cos(np.pi * part))
            case Curve.EQUAL_POWER if end < begin:
                # Exactly nothing at its end, where the cosine has some 1e-17.
                falling = np.where(part < 1.0, np.cos(0.5 * np.pi * part), 0.0)
                return end + (begin - end) * falling
            case Curve.EQUAL_POWER:
                return begin + (end - begin) * np.sin(0.5 * np.pi * part)
            case Curve.EVEN if end == 0.0:
                return begin * _to_silence(part)
            case Curve.EVEN if begin == 0.0:
                return end * _to_silence(1.0 - part)
            case Curve.EVEN:
                return begin * np.exp(math.log(end / begin) * part)


def product(*gains: float | Floats) -> float | Floats:
    """All gains in one; one number where each is one."""
    alike, curve = 1.0, None
    for gain in gains:
        if isinstance(gain, float):
            alike *= gain
        else:
            curve = gain if curve is None else curve * gain
    return alike if curve is None else curve * np.float32(alike)


def with_gain(sound: Floats, gain: float | Floats) -> Floats:
    """The sound with a gain on it: itself, to the bit, where that is 1."""
    if not isinstance(gain, float):
        return sound * gain[:, np.newaxis]
    return sound if gain == 1.0 else sound * np.float32(gain)


def _to_silence(part: NDArray[np.float64]) -> NDArray[np.float64]:
    even = _HARDLY_HEARD ** np.minimum(part / _EVEN_PART, 1.0)
    last = np.clip((part - _EVEN_PART) / (1.0 - _EVEN_PART), 0.0, 1.0)
    return even * (0.5 + 0.5 * np.cos(np.pi * last))
