"""What is measured once of a music file: how loud it is, and how intense."""

from __future__ import annotations

from dataclasses import dataclass

from kap_companion.music.track import Loudness

STEPS = 5
"""Intensity in steps, from 1 (gentle) to 5: what steering moves by one."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A file's loudness and intensity, known again by the SHA-256 of its content.

    `intensity` is 0 (still) to 1 (dense and driving); `curve` the same along the track, in up to
    60 parts of equal length. `loudness` is None for a file that holds silence only.
    """

    content_hash: str
    length_s: float
    loudness: Loudness | None
    loudness_range_lu: float
    onsets_per_s: float
    centroid_hz: float
    flux: float
    intensity: float
    curve: tuple[float, ...] = ()


def step_of(intensity: float) -> int:
    """Return the step, 1 to 5, that an intensity of 0 to 1 falls in."""
    return min(STEPS, 1 + int(max(0.0, intensity) * STEPS))
