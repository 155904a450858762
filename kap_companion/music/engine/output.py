"""Where rendered blocks go: the sound card, or silence at the same pace."""

from __future__ import annotations

import os
import time
from typing import Any, Protocol

from kap_companion.language import tr, tr_later
from kap_companion.music.engine.block import Block16
from kap_companion.music.engine.devices import Devices
from kap_companion.music.engine.gain import RATE

# A block is four mixer buffers: the device always finds whole buffers, and a block that waits
# behind the one being heard leaves the engine about 35 ms to bring the next.
BUFFER_FRAMES = 512
BLOCK_FRAMES = 4 * BUFFER_FRAMES
_BLOCK_S = BLOCK_FRAMES / RATE
_ROOM_AFTER_S = _BLOCK_S / 4
_STUCK_AFTER_S, _LOOK_S = 1.0, 0.05
# When a block begins follows from the one before it; seen with the eye now and then, because the
# device's clock is not ours.
_SEE_EVERY, _SEE_BEFORE_S = 16, 0.004
_WAKING_BLOCKS, _WAKES_WITHIN_S = 8, 5.0  # Bluetooth headphones take their time
_LOST_END_AFTER_S = 0.01
_UNHEARD_TIMES, _VERY_FAST, _VERY_FAST_TIMES = 8, 5.0, 16

UNNAMED = tr_later("the sound output")
NO_OUTPUT = tr_later("No sound output was found. Connect headphones or a speaker; the music waits.")
OUTPUT_WENT = tr_later("The sound output has gone. Connect it again; the music waits at its place.")
OUTPUT_STUCK = tr_later("The sound output has stopped taking sound. Check it; the music waits.")
DEVICE_WENT = tr_later(
    "'{device}' has gone. Connect it again, or choose another output; the music waits at its place."
)
DEVICE_ABSENT = tr_later(
    "'{device}' is not there. Connect it, or choose another output; the music waits."
)
DEVICE_REFUSES = tr_later(
    "'{device}' cannot be used now. Check it, or choose another output; the music waits."
)
DEVICE_STUCK = tr_later(
    "'{device}' has stopped taking sound. Check it, or choose another output; the music waits."
)


class OutputUnavailableError(Exception):
    """No sound can leave; the message says what the clinician can do."""


class OutputPort(Protocol):
    """Takes blocks of sound and plays them one behind the other."""

    @property
    def device(self) -> str:
        """The output's name, for the clinician."""

    def names(self) -> tuple[str, ...]:
        """The outputs that can be chosen now, in the system's order."""

    def choose(self, name: str | None) -> None:
        """From the next `open` on use this output and no other; None: what the system uses then."""

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

    @property
    def rest_s(self) -> float:
        """Seconds until it is worthwhile to ask for room again, most likely; 0: now."""

    def put(self, block: Block16) -> None:
        """Queue a block; only after `wants_block`."""

    def is_idle(self) -> bool:
        """Whether everything that was put has been heard."""

    def close(self) -> None:
        """Let go of the output. Does nothing where it is not open."""


class SoundCard:
    """A sound output of this computer, by way of pygame.

    It is opened by its name, so that no sound server can move the sound elsewhere, and the
    name stays: music never comes out of the laptop's speaker because the headphones went.
    """

    def __init__(self) -> None:
        self._name: str | None = None
        self._was_open = False
        self._devices_asked: Devices | None = None
        self._names: tuple[str, ...] = ()
        self._names_at_opening: frozenset[str] = frozenset()
        self._missing: frozenset[str] = frozenset()
        self._mixer: Any = None
        self._channel: Any = None
        self._blocks_begun = 0
        self._waiting_frames = 0
        self._quiet_since: float | None = None
        self._stuck_s = self._looked_at = self._removal_looked_at = 0.0
        self._begun_at = self._waited_at = 0.0
        self._times_longer = 1

    @property
    def device(self) -> str:
        """The output that is used or waited for, by its name where that is known."""
        return self._name or tr(UNNAMED)

    def names(self) -> tuple[str, ...]:
        """The outputs that can be chosen now; as last seen, where the sound server is gone."""
        if self._devices_asked is None:
            self._devices.wake()
        self._names = self._devices.names() or self._names
        return self._names

    def choose(self, name: str | None) -> None:
        """From the next `open` on use this output and no other; None: what the system uses then.

        What is open now is not touched.
        """
        self._name, self._was_open, self._missing = name, False, frozenset()

    @property
    def blocks_begun(self) -> int:
        """How many blocks have begun to be heard since `open`."""
        self._notice_begun()
        return self._blocks_begun

    @property
    def block_frames(self) -> int:
        """Four buffers, so that what is done to the music is heard within a tenth of a second.

        SDL's disk driver that writes a file faster than music has no listener to wait: there
        blocks are long, so that a busy machine leaves no gap in the file.
        """
        return BLOCK_FRAMES * self._times_longer

    def open(self) -> None:
        """Open the chosen output, else the one used before, else the system's."""
        if not self._devices.wake():
            self._names = ()
            raise self._absent()
        self._mixer = self._opened_by_name() if self._name else self._opened_by_the_system()
        if self._mixer is None:
            raise self._unavailable(DEVICE_REFUSES, NO_OUTPUT)
        self._names = self._devices.names()
        if not self._missing.issubset(self._names):
            self._name = None
            raise self._unavailable(DEVICE_WENT, OUTPUT_WENT)
        self._names_at_opening = frozenset(self._names)
        self._channel = self._mixer.Channel(0)
        self._was_open, self._missing = True, frozenset()
        self._blocks_begun = self._waiting_frames = 0
        self._removal_looked_at = 0.0
        self._times_longer = _times_longer_unheard()

    def wants_block(self) -> bool:
        """Whether there is room behind the block that is being heard."""
        now = time.monotonic()
        if now - self._removal_looked_at >= _LOOK_S:
            self._removal_looked_at = now
            self._notice_removal()
        self._notice_begun()
        if not self._channel.get_busy():
            return not self._waiting_frames
        # Only time in which we looked counts: a machine that stood still is no stuck output.
        self._stuck_s += min(now - self._looked_at, _LOOK_S)
        self._looked_at = now
        if self._stuck_s > (
            _STUCK_AFTER_S if self._blocks_begun > _WAKING_BLOCKS else _WAKES_WITHIN_S
        ):
            raise self._unavailable(DEVICE_STUCK, OUTPUT_STUCK)
        # The block just begun first gives up a quarter, so that never more than 90 ms lie
        # here, and pause and volume act within a tenth of a second.
        is_room = self._times_longer > 1 or now - self._begun_at >= _ROOM_AFTER_S
        return is_room and not self._waiting_frames

    @property
    def rest_s(self) -> float:
        """Seconds until the block that waits, or is heard, has most likely left room behind it."""
        if self._times_longer > 1 or self._quiet_since is not None:
            return 0.0
        after_s = _ROOM_AFTER_S
        if self._waiting_frames:
            is_to_be_seen = self._blocks_begun % _SEE_EVERY == 0
            after_s = _BLOCK_S + (-_SEE_BEFORE_S if is_to_be_seen else _ROOM_AFTER_S)
        return max(0.0, self._begun_at + after_s - time.monotonic())

    def put(self, block: Block16) -> None:
        """Queue a block behind the one being heard."""
        has_run_dry = not self._channel.get_busy()
        self._channel.queue(self._mixer.Sound(buffer=block.tobytes()))
        self._waiting_frames = len(block)
        self._waited_at = time.monotonic()
        # A block just ended may still be about to hand over: then this one waits behind it, and
        # another put now would take its place.
        if has_run_dry and self._channel.get_queue() is None:
            self._begin(self._waited_at)

    def is_idle(self) -> bool:
        """Whether the mixer has given everything to the device."""
        self._notice_begun()
        return not self._waiting_frames and not self._channel.get_busy()

    def close(self) -> None:
        """Give the device back to the system."""
        self._mixer = self._channel = None
        self._waiting_frames = 0
        if self._devices_asked is not None:
            self._devices_asked.sleep()

    @property
    def _devices(self) -> Devices:
        if self._devices_asked is None:
            self._devices_asked = Devices()  # only now: it brings in pygame
        return self._devices_asked

    def _opened_by_name(self) -> Any:
        there = self._devices.names()
        if there and self._name not in there:
            self._names = there
            raise self._absent()
        return self._devices.open(self._name, RATE, BUFFER_FRAMES)

    def _opened_by_the_system(self) -> Any:
        """The system's output, by its name; where that is not told, the only one there is."""
        devices = self._devices
        name = devices.default()
        only = None if name else _only(devices.names())
        mixer = devices.open(name or only, RATE, BUFFER_FRAMES)
        if mixer is None and only is not None:  # some cards are only to be had unnamed
            only = None
            mixer = devices.open(None, RATE, BUFFER_FRAMES)
        elif mixer is not None and name is None:
            only = _only(devices.names())
        self._name = None if mixer is None else name or only
        return mixer

    def _absent(self) -> OutputUnavailableError:
        return self._unavailable(DEVICE_WENT if self._was_open else DEVICE_ABSENT, NO_OUTPUT)

    def _unavailable(self, named: str, unnamed: str) -> OutputUnavailableError:
        """The error that says so of the output, which is let go."""
        self.close()
        return OutputUnavailableError(tr(named, device=self._name) if self._name else tr(unnamed))

    def _begin(self, at: float) -> None:
        self._begun_at = at
        self._waiting_frames = 0
        self._stuck_s = 0.0
        self._quiet_since = None
        self._blocks_begun += 1

    def _notice_begun(self) -> None:
        if not self._waiting_frames:
            return
        queued, now = self._channel.get_queue(), time.monotonic()
        if queued is None:
            # Some time since it was last seen waiting: most likely when the other one was over.
            self._begin(max(self._waited_at, min(now, self._begun_at + _BLOCK_S)))
            return
        self._waited_at = now
        if self._channel.get_busy():
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = now  # most likely the next block is just starting
        elif now - self._quiet_since > _LOST_END_AFTER_S:
            # pygame can lose the end of a block and then never starts the one behind it.
            self._channel.stop()
            self._channel.play(queued)
            self._begin(now)

    def _notice_removal(self) -> None:
        for was_open in self._devices.removed():
            there = self._devices.names()
            if self._name is None:
                # Which of them was ours SDL does not say, and waiting for all is the safe side.
                gone = self._names_at_opening.difference(there)
                self._missing = gone or (self._names_at_opening if was_open else gone)
            self._names = there
            if was_open or self._missing or (self._name and self._name not in there):
                raise self._unavailable(DEVICE_WENT, OUTPUT_WENT)


def _only(names: tuple[str, ...]) -> str | None:
    return names[0] if len(names) == 1 else None


def _times_longer_unheard() -> int:
    """How much longer blocks are where SDL writes a file faster than music: else 1."""
    delay_ms = os.environ.get("SDL_DISKAUDIODELAY", "")
    if os.environ.get("SDL_AUDIODRIVER") != "disk" or not delay_ms.isdecimal():
        return 1
    pace = BUFFER_FRAMES / RATE * 1000 / max(1, int(delay_ms))
    if pace <= 1.0:
        return 1
    return _UNHEARD_TIMES if pace < _VERY_FAST else _VERY_FAST_TIMES


class Silence:
    """Takes blocks at the pace of a sound card and lets nobody hear them."""

    def __init__(self) -> None:
        self.device = "silence"
        self.block_frames = BLOCK_FRAMES
        self._put = 0
        self._ends_at = 0.0

    def names(self) -> tuple[str, ...]:
        """There is one silence only, and it needs no name."""
        return ()

    def choose(self, name: str | None) -> None:
        """There is one silence only."""

    @property
    def blocks_begun(self) -> int:
        """How many blocks have begun; the last one put may still wait."""
        return self._put - (self._ends_at - time.monotonic() > _BLOCK_S)

    def open(self) -> None:
        """There is always silence."""
        self._put, self._ends_at = 0, 0.0

    def wants_block(self) -> bool:
        """Whether at most one block is left."""
        return self.rest_s <= 0.0

    @property
    def rest_s(self) -> float:
        """Seconds until there is room."""
        return max(0.0, self._ends_at - time.monotonic() - _BLOCK_S + _ROOM_AFTER_S)

    def put(self, block: Block16) -> None:
        """Let the time of a block pass behind those that wait."""
        self._ends_at = max(self._ends_at, time.monotonic()) + len(block) / RATE
        self._put += 1

    def is_idle(self) -> bool:
        """Whether the time of all blocks has passed."""
        return time.monotonic() >= self._ends_at

    def close(self) -> None:
        """Nothing to let go of."""
