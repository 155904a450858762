"""Decoded sound becomes stereo at 44,100 Hz, with nothing lost where tracks meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import av
import numpy as np

from kap_companion.music.engine.gain import RATE, Floats
from kap_companion.music.engine.pieces import Audio, Begin, Piece


class Converter:
    """Brings sound to 44,100 Hz. Its filter runs on from one track into the next.

    A running filter holds a few frames back until more sound follows, so where two tracks of
    another rate meet, the second one's `Begin` waits until the first one's last frame is out.
    """

    def __init__(self, rate: int, keep_samples: bool) -> None:
        self.rate = rate
        self._keep_samples = keep_samples
        self._taken = self._given = 0
        self._waiting: Begin | None = None
        self._frames_before = 0
        self._resampler: Any = None
        if rate != RATE and keep_samples:
            self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)

    def begin(self, begin: Begin) -> Iterator[Piece]:
        """A track begins with the sound converted next."""
        yield from self._begin_now()
        self._waiting, self._frames_before = begin, self._due()
        if self._frames_before <= 0:
            yield from self._begin_now()

    def convert(self, frames: int, samples: Floats | None) -> Iterator[Piece]:
        """The same sound at 44,100 Hz."""
        self._taken += frames
        if samples is None:
            yield from self._give(None, self._due())
        elif self._resampler is None:
            yield from self._give(samples, frames)
        else:
            packed = np.ascontiguousarray(samples).reshape(1, -1)
            frame: Any = av.AudioFrame.from_ndarray(packed, format="flt", layout="stereo")
            frame.sample_rate = self.rate
            for out in self._resampler.resample(frame):
                yield from self._give(as_stereo(out), out.samples)

    def hand_over(self, rate: int) -> tuple[list[Piece], Converter]:
        """The converter for what follows, and what this one still held if it is another."""
        if rate == self.rate:
            return [], self
        return list(self.finish()), Converter(rate, self._keep_samples)

    def finish(self) -> Iterator[Piece]:
        """What is still held, to the last frame."""
        if self._resampler is not None and self._taken:
            for out in self._resampler.resample(None):
                frames = min(out.samples, self._due())
                yield from self._give(as_stereo(out)[:frames], frames)
        yield from self._begin_now()

    def _due(self) -> int:
        return round(self._taken * RATE / self.rate) - self._given

    def _give(self, samples: Floats | None, frames: int) -> Iterator[Piece]:
        before = min(frames, self._frames_before)
        if self._waiting is not None:
            self._frames_before -= before
            if before > 0:
                self._given += before
                yield Audio(before, None if samples is None else samples[:before])
            if self._frames_before <= 0:
                yield from self._begin_now()
            frames -= before
            samples = None if samples is None else samples[before:]
        if frames > 0:
            self._given += frames
            yield Audio(frames, samples)

    def _begin_now(self) -> Iterator[Piece]:
        if self._waiting is not None:
            begin, self._waiting, self._frames_before = self._waiting, None, 0
            yield begin


def as_stereo(frame: Any) -> Floats:
    """A frame's samples as (frames, 2) between -1 and 1; one channel goes to both ears."""
    if frame.layout.nb_channels > 2:
        down = av.AudioResampler(format="flt", layout="stereo", rate=frame.sample_rate)
        frame.pts = None
        parts = [as_stereo(part) for part in (*down.resample(frame), *down.resample(None))]
        return np.concatenate(parts)
    raw = frame.to_ndarray()
    by_frame = raw.T if frame.format.is_planar else raw.reshape(-1, frame.layout.nb_channels)
    if by_frame.dtype == np.uint8:
        floats = (by_frame.astype(np.float32) - 128.0) / 128.0
    elif by_frame.dtype.kind == "i":
        floats = by_frame.astype(np.float32) / np.float32(-float(np.iinfo(by_frame.dtype).min))
    else:
        floats = by_frame.astype(np.float32, copy=False)
    return np.repeat(floats, 2, axis=1) if floats.shape[1] == 1 else floats
