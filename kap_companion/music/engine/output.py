"""Where rendered blocks go: the sound card, or silence at the same pace."""

from __future__ import annotations

import os
import time
from typing import Any, Protocol

from kap_companion.music.engine.gain import RATE
from kap_companion.music.engine.mixer import Block16

# A block is four mixer buffers: the device always finds whole buffers, and a block that waits
# behind the one being heard leaves the engine 35 ms or more to bring the next.
BUFFER_FRAMES = 512
BLOCK_FRAMES = 4 * BUFFER_FRAMES
_BLOCK_S = BLOCK_FRAMES / RATE
_STUCK_AFTER_S, _LOOK_S = 1.0, 0.05
_LOST_END_AFTER_S = 0.01
_UNHEARD_TIMES = 8

NO_OUTPUT = "No sound output was found. Connect headphones or a speaker; the music waits."
OUTPUT_WENT = "The sound output has gone. Connect it again; the music waits at its place."
OUTPUT_STUCK = "The sound output has stopped taking sound. Check it; the music waits."


class OutputUnavailableError(Exception):
    """No sound can leave; the message says what the clinician can do."""


class OutputPort(Protocol):
    """Takes blocks of sound and plays them one behind the other."""

    @property
    def device(self) -> str:
        """The output's name, for the clinician."""

    @property
    def blocks_begun(self) -> int:
        """How many blocks have begun to be heard since `open`."""

    @property
    def block_frames(self) -> int:
        """How many frames the next block shall have."""

    def open(self) -> None:
        """Be ready for blocks, or raise OutputUnavailableError."""

    def wants_block(self) -> bool:
        """Whether there is room for a block; raises OutputUnavailableError when lost."""

    def put(self, block: Block16) -> None:
        """Queue a block; only after `wants_block`."""

    def is_idle(self) -> bool:
        """Whether everything that was put has been heard."""

    def close(self) -> None:
        """Let go of the output. Does nothing where it is not open."""


class SoundCard:
    """The system's sound output, by way of pygame."""

    def __init__(self) -> None:
        self.device = "the sound output"
        self._pygame: Any = None
        self._channel: Any = None
        self._names: frozenset[str] = frozenset()
        self._missing: frozenset[str] = frozenset()
        self._blocks_begun = 0
        self._waiting_frames = 0
        self._quiet_since: float | None = None
        self._stuck_s = self._looked_at = 0.0
        self._begun_at = 0.0
        self._is_unheard = False

    @property
    def blocks_begun(self) -> int:
        """How many blocks have begun to be heard since `open`."""
        self._notice_begun()
        return self._blocks_begun

    @property
    def block_frames(self) -> int:
        """Four buffers, so that what is done to the music is heard within a tenth of a second.

        Where SDL's disk driver writes a file faster than music has no listener to wait: there
        blocks are long, so that a busy machine leaves no gap in the file.
        """
        return BLOCK_FRAMES * (_UNHEARD_TIMES if self._is_unheard else 1)

    def open(self) -> None:
        """Open the system's output; after a loss, only once the one that went is back."""
        pygame = self._import()
        try:
            pygame.mixer.init(RATE, -16, 2, BUFFER_FRAMES, allowedchanges=0)
            # Only to be told of outputs that go; SDL gives no events without a display.
            pygame.display.init()
        except pygame.error as error:
            self.close()
            raise OutputUnavailableError(NO_OUTPUT) from error
        names = _present()
        if not self._missing <= names:
            self.close()
            raise OutputUnavailableError(OUTPUT_WENT)
        self._channel = pygame.mixer.Channel(0)
        self._names, self._missing = names, frozenset()
        if len(self._names) == 1:
            (self.device,) = self._names
        self._blocks_begun = self._waiting_frames = 0
        self._is_unheard = _writes_a_file_fast()

    def wants_block(self) -> bool:
        """Whether there is room behind the block that is being heard."""
        self._notice_removal()
        self._notice_begun()
        if not self._channel.get_busy():
            return not self._waiting_frames
        now = time.monotonic()
        # Only time in which we looked counts: a machine that stood still is no stuck output.
        self._stuck_s += min(now - self._looked_at, _LOOK_S)
        self._looked_at = now
        if self._stuck_s > _STUCK_AFTER_S:
            raise OutputUnavailableError(OUTPUT_STUCK)
        # The block just begun first gives up a quarter, so that never more than 90 ms lie
        # here, and pause and volume act within a tenth of a second.
        is_room = self._is_unheard or now - self._begun_at >= _BLOCK_S / 4
        return is_room and not self._waiting_frames

    def put(self, block: Block16) -> None:
        """Queue a block behind the one being heard."""
        has_run_dry = not self._channel.get_busy()
        self._channel.queue(self._pygame.mixer.Sound(buffer=block.tobytes()))
        self._waiting_frames = len(block)
        # A block just ended may still be about to hand over: then this one waits behind it, and
        # another put now would take its place.
        if has_run_dry and self._channel.get_queue() is None:
            self._begin()

    def is_idle(self) -> bool:
        """Whether the mixer has given everything to the device."""
        self._notice_begun()
        return not self._waiting_frames and not self._channel.get_busy()

    def close(self) -> None:
        """Give the device back to the system."""
        if self._pygame is not None:
            self._pygame.mixer.quit()
            self._channel = None

    def _begin(self) -> None:
        self._begun_at = time.monotonic()
        self._waiting_frames = 0
        self._stuck_s = 0.0
        self._quiet_since = None
        self._blocks_begun += 1

    def _notice_begun(self) -> None:
        if not self._waiting_frames:
            return
        queued = self._channel.get_queue()
        if queued is None:
            self._begin()
        elif self._channel.get_busy():
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = time.monotonic()  # most likely the next block is just starting
        elif time.monotonic() - self._quiet_since > _LOST_END_AFTER_S:
            # pygame can lose the end of a block and then never starts the one behind it.
            self._channel.stop()
            self._channel.play(queued)
            self._begin()

    def _notice_removal(self) -> None:
        pygame = self._pygame
        for event in pygame.event.get(pygame.AUDIODEVICEREMOVED):
            gone = self._names - _present()
            if not event.iscapture and gone:
                # Which of them was ours SDL does not say. Waiting for all of them is the safe
                # side: music must not come out of the laptop's speaker instead.
                self._missing = gone
                raise OutputUnavailableError(OUTPUT_WENT)

    def _import(self) -> Any:
        if self._pygame is None:
            os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
            os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
            os.environ["SDL_VIDEODRIVER"] = "dummy"
            import pygame.display
            import pygame.event
            import pygame.mixer

            self._pygame = pygame
        return self._pygame


def _present() -> frozenset[str]:
    """The names of the outputs there are now; only while the mixer is open."""
    from pygame._sdl2.audio import get_audio_device_names

    return frozenset(get_audio_device_names(False))


def _writes_a_file_fast() -> bool:
    """Whether SDL was told to write a file, and to wait less for it than the sound takes."""
    delay_ms = os.environ.get("SDL_DISKAUDIODELAY", "")
    is_fast = delay_ms.isdecimal() and int(delay_ms) < BUFFER_FRAMES / RATE * 1000
    return is_fast and os.environ.get("SDL_AUDIODRIVER") == "disk"


class Silence:
    """Takes blocks at the pace of a sound card and lets nobody hear them."""

    def __init__(self) -> None:
        self.device = "silence"
        self.block_frames = BLOCK_FRAMES
        self._put = 0
        self._ends_at = 0.0

    @property
    def blocks_begun(self) -> int:
        """How many blocks have begun; the last one put may still wait."""
        return self._put - (self._ends_at - time.monotonic() > _BLOCK_S)

    def open(self) -> None:
        """There is always silence."""
        self._put, self._ends_at = 0, 0.0

    def wants_block(self) -> bool:
        """Whether at most one block is left."""
        return self._ends_at - time.monotonic() <= _BLOCK_S * 3 / 4

    def put(self, block: Block16) -> None:
        """Let the time of a block pass behind those that wait."""
        self._ends_at = max(self._ends_at, time.monotonic()) + len(block) / RATE
        self._put += 1

    def is_idle(self) -> bool:
        """Whether the time of all blocks has passed."""
        return time.monotonic() >= self._ends_at

    def close(self) -> None:
        """Nothing to let go of."""
