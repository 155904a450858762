"""Gains that never jump: every change of loudness is a curve, so that nothing clicks."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

RATE = 44_100
SHORTEST_RAMP_S = 0.03


class Ramp:
    """A gain (amplitude, 1 = unchanged) on its way to a target along half a cosine."""

    def __init__(self, gain: float = 1.0) -> None:
        self._from = self.target = gain
        self._length = self._done = 0

    @property
    def remaining(self) -> int:
        """Frames until the target is reached."""
        return self._length - self._done

    @property
    def now(self) -> float:
        """The gain at this moment."""
        if not self.remaining:
            return self.target
        return float(self._curve(np.array([self._done / self._length]))[0])

    @property
    def is_closed(self) -> bool:
        """Whether nothing at all comes through."""
        return self.target == 0.0 and not self.remaining

    def go(self, target: float, seconds: float = SHORTEST_RAMP_S) -> None:
        """Head for `target`, from wherever the gain is now, in at least 30 ms."""
        self._from, self.target = self.now, target
        self._done = 0
        self._length = 0 if self._from == target else round(max(seconds, SHORTEST_RAMP_S) * RATE)

    def jump(self, gain: float) -> None:
        """Be at `gain` at once: only while nothing sounds."""
        self._from = self.target = gain
        self._length = self._done = 0

    def skip(self, frames: int) -> None:
        """Let time pass without computing gains."""
        self._done = min(self._length, self._done + frames)

    def take(self, frames: int) -> Floats | None:
        """The next gains, one a frame; None where all are exactly 1."""
        if not self.remaining:
            return None if self.target == 1.0 else np.full(frames, self.target, np.float32)
        steps = np.arange(self._done + 1, self._done + frames + 1, dtype=np.float64)
        self.skip(frames)
        return self._curve(np.minimum(steps / self._length, 1.0)).astype(np.float32)

    def _curve(self, part: NDArray[np.float64]) -> NDArray[np.float64]:
        return self._from + (self.target - self._from) * (0.5 - 0.5 * np.cos(np.pi * part))


def closing(frames_left: int, frames: int) -> Floats:
    """Gains of a curve that reaches 0 as the last of `frames_left` frames is played."""
    left = np.arange(frames_left - 1, frames_left - 1 - frames, -1, dtype=np.float64)
    part = np.clip(left / (SHORTEST_RAMP_S * RATE), 0.0, 1.0)
    return (0.5 - 0.5 * np.cos(np.pi * part)).astype(np.float32)
