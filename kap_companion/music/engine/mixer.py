"""Renders the next block of sound: what plays, at which place, and how loud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kap_companion.music.engine.decode import Broken
from kap_companion.music.engine.gain import RATE, SHORTEST_RAMP_S, Floats, Ramp, closing
from kap_companion.music.engine.messages import Ended, Happening, Skipped, Started
from kap_companion.music.engine.source import Source, Taken

Block16: TypeAlias = NDArray[np.int16]

LOWERED = 10 ** (-15 / 20)
LOWER_S, RAISE_S = 0.5, 2.0
VOLUME_S = 0.05
_TAIL_FRAMES = round(SHORTEST_RAMP_S * RATE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block to be heard (no samples where nobody listens), with what is true once it is."""

    samples: Block16 | None
    happened: tuple[Happening, ...]
    level_db: float | None


class Mixer:
    """The music's place and loudness. Time here is frames rendered, never a clock."""

    def __init__(self) -> None:
        self.volume = Ramp()
        self.lowering = Ramp()
        self.fade = Ramp()
        self.is_playing = False
        self.has_ended = False
        self.index = 0
        self.length_s: float | None = None
        self.frames_rendered = 0
        self._gate = Ramp(0.0)
        self._source: Source | None = None
        self._next: Source | None = None
        self._position = 0
        self._announce = True
        self._happened: list[Happening] = []

    @property
    def source(self) -> Source | None:
        """Where the sound comes from, or will as soon as the present one has fallen silent."""
        return self._next or self._source

    @property
    def place(self) -> tuple[int, float, float | None]:
        """Track, seconds and the track's length: what is rendered next."""
        if self._next is not None:
            return self._next.index, self._next.position_s, None
        return self.index, self._position / RATE, self.length_s

    @property
    def at_s(self) -> float:
        """Seconds rendered so far."""
        return self.frames_rendered / RATE

    @property
    def is_lowered(self) -> bool:
        """Whether the music is quiet for talking, or on its way there."""
        return self.lowering.target < 1.0

    @property
    def is_faded(self) -> bool:
        """Whether the music fades to silence or has."""
        return self.fade.target == 0.0

    @property
    def is_silent(self) -> bool:
        """Whether nothing is to be rendered now."""
        return self._gate.is_closed or self._source is None

    @property
    def is_closing(self) -> bool:
        """Whether the sound is on its way to a pause or to another place."""
        return self._gate.target == 0.0

    def jump(self, source: Source) -> None:
        """Go on with `source`: at once in silence, else after a ramp that cannot be heard."""
        self.has_ended = False
        if self._next is not None:
            self._next.drop()
            self._next = None
        if self._source is None:
            self._enter(source)
        else:
            self._next = source
            self._close_gate()

    def play(self) -> None:
        """Sound from the present place."""
        self.is_playing = True
        if self._next is None:
            self._gate.go(1.0)

    def pause(self) -> None:
        """Fall silent within 30 ms, at a place where `play` goes on without a gap."""
        self.is_playing = False
        self._close_gate()

    def hush(self) -> None:
        """Be silent at once, because nothing is heard anyway; `resume` comes back gently."""
        self._gate.jump(0.0)
        if self._next is not None:
            self._enter(self._next)
        self._gate.jump(0.0)

    def resume(self) -> None:
        """Sound again after `hush`, if the music plays at all."""
        if self.is_playing:
            self.play()

    def is_ready(self, frames: int) -> bool:
        """Whether a block of so many frames can be rendered now, without waiting."""
        return self._source is not None and self._source.is_ready(frames)

    def note(self, happening: Happening) -> None:
        """Something to be told with the next block."""
        self._happened.append(happening)

    def frames_until_closed(self) -> list[int]:
        """Frames to the end of each ramp that closes. Sound behind it is not taken, nor lost."""
        return [ramp.remaining for ramp in (self._gate, self.fade) if ramp.target == 0.0]

    def render(self, frames: int) -> Block:
        """The next block. Ask `is_silent` and `is_ready` first."""
        source = self._source
        if source is None:
            raise RuntimeError("there is nothing to render")
        to_end = source.frames_to_end
        taken = source.take(min([frames, *self.frames_until_closed()]))
        self._follow(taken, source)
        sound, level_db = self._shaped(taken, to_end, frames)
        if taken.is_last and self._next is None:
            self._happened.append(Ended((self.frames_rendered + taken.frames) / RATE))
            self.has_ended, self.is_playing = True, False
            self._gate.jump(0.0)
        self.frames_rendered += frames
        self._settle()
        happened, self._happened = tuple(self._happened), []
        return Block(sound, happened, level_db)

    def _follow(self, taken: Taken, source: Source) -> None:
        """Take over the marks that lie in the sound."""
        begun_at = 0
        for offset, mark in taken.marks:
            at_s = (self.frames_rendered + offset) / RATE
            path = source.paths[mark.index]
            if isinstance(mark, Broken):
                self._happened.append(Skipped(mark.index, path, mark.reason, at_s))
                continue
            if self._announce or mark.again or mark.index != source.index:
                self._happened.append(Started(mark.index, path, mark.position_s, at_s, mark.again))
            self._announce = True
            self.index, self.length_s = mark.index, mark.length_s
            self._position, begun_at = round(mark.position_s * RATE), offset
        self._position += taken.frames - begun_at

    def _shaped(
        self, taken: Taken, to_end: int | None, frames: int
    ) -> tuple[Block16 | None, float | None]:
        """The sound with all gains on it, padded with silence, and its level."""
        ramps = (self._gate, self.fade, self.lowering, self.volume)
        sound = taken.samples
        if sound is None:
            for ramp in ramps:
                ramp.skip(taken.frames)
            return (None, None) if taken.frames else (np.zeros((frames, 2), np.int16), None)
        gains: list[Floats] = [
            gain for ramp in ramps if (gain := ramp.take(taken.frames)) is not None
        ]
        if to_end is not None and to_end - taken.frames < _TAIL_FRAMES:
            gains.append(closing(to_end, taken.frames))
        for gain in gains:
            sound = sound * gain[:, np.newaxis]
        block = np.zeros((frames, 2), np.int16)
        block[: taken.frames] = np.clip(np.rint(sound * 32768.0), -32768, 32767)
        power = float(np.mean(np.square(block, dtype=np.float64))) / 32768.0**2
        return block, 10 * float(np.log10(power)) if power > 0 else None

    def _settle(self) -> None:
        """What follows from a ramp that has closed: a pause, a jump."""
        if self.fade.is_closed and self.is_playing:
            self.is_playing = False
            self._gate.jump(0.0)
        self._enter_if_closed()

    def _close_gate(self) -> None:
        """Ramp to silence; where nothing has sounded yet there is none to wait for."""
        self._gate.go(0.0)
        self._enter_if_closed()

    def _enter_if_closed(self) -> None:
        if self._gate.is_closed and self._next is not None:
            self._enter(self._next)

    def _enter(self, source: Source) -> None:
        if self._source is not None:
            self._source.drop()
        self._source, self._next = source, None
        self._announce = source.announce
        self.index, self._position = source.index, round(source.position_s * RATE)
        self.length_s = None
        if self.is_playing:
            self._gate.go(1.0)
