"""A block for the output: 16-bit sound, and what is true once it is heard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kap_companion.music.engine.gain import Floats
from kap_companion.music.engine.messages import Happening

Block16: TypeAlias = NDArray[np.int16]

_FULL_SCALE = np.float32(32768.0)
_LEAST, _MOST = np.float32(-32768.0), np.float32(32767.0)


@dataclass(frozen=True, slots=True)
class Block:
    """A block to be heard (no samples where nobody listens), with what is true once it is."""

    samples: Block16 | None
    happened: tuple[Happening, ...]

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to hear in it."""
        return self.samples is None or not self.samples.any()

    @property
    def level_db(self) -> float | None:
        """How loud it is (RMS, dB of full scale); None where it is silent."""
        if self.samples is None:
            return None
        sound = self.samples.ravel().astype(np.float32)
        power = float(sound @ sound) / (max(1, sound.size) * float(_FULL_SCALE) ** 2)
        return 10 * math.log10(power) if power > 0 else None


def in_16_bits(parts: Sequence[tuple[int, Floats | None]]) -> Block16:
    """The parts one behind the other, each so many frames long; None is silence."""
    blocks = [_rounded(length, sound) for length, sound in parts]
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def joined(blocks: Sequence[Block]) -> Block:
    """Blocks that are heard one behind the other, as one."""
    return Block(
        np.concatenate([block.samples for block in blocks if block.samples is not None]),
        tuple(happening for block in blocks for happening in block.happened),
    )


def _rounded(length: int, sound: Floats | None) -> Block16:
    if sound is None:
        return np.zeros((length, 2), np.int16)
    scaled = sound * _FULL_SCALE
    np.rint(scaled, out=scaled)
    np.minimum(scaled, _MOST, out=scaled)
    np.maximum(scaled, _LEAST, out=scaled)
    rounded = scaled.astype(np.int16)
    if len(rounded) == length:
        return rounded
    return np.concatenate((rounded, np.zeros((length - len(rounded), 2), np.int16)))
