"""An engine in this process that plays onto a tape: every sample, as fast as it is rendered."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from kap_companion.music.cued import Cued
from kap_companion.music.engine import messages as m
from kap_companion.music.engine.block import Block16
from kap_companion.music.engine.process import Engine
from kap_companion.music.track import Track
from tests.music.sounds import RATE, Sound

BLOCK = 2048


class _Tape:
    """An output that takes blocks as long as there is tape."""

    device = "tape"
    block_frames = BLOCK
    rest_s = 0.0

    def __init__(self) -> None:
        self.blocks: list[Block16] = []
        self.room = 0

    @property
    def blocks_begun(self) -> int:
        return len(self.blocks)

    def names(self) -> tuple[str, ...]:
        return ("tape",)

    def choose(self, name: str | None) -> None:
        pass

    def open(self) -> None:
        pass

    def wants_block(self) -> bool:
        return self.room > 0

    def put(self, block: Block16) -> None:
        self.blocks.append(block)
        self.room -= len(block)

    def is_idle(self) -> bool:
        return True

    def close(self) -> None:
        pass


class TapeMachine:
    """Obeys commands at exact frames; what it played and told can be looked at."""

    def __init__(self, crossfade_s: float = 0.0) -> None:
        self.told: list[m.Answer] = []
        self.port = _Tape()
        self.engine = Engine(self.port, self)
        self._id = 0
        self.do(m.Pace(silence=True))
        self.do(m.SetCrossfade(crossfade_s))

    def send(self, message: m.Answer) -> None:
        self.told.append(message)

    def flush(self, timeout_s: float) -> bool:
        return True

    def items(self, tracks: Sequence[Track | Cued]) -> list[m.Item]:
        made = []
        for track in tracks:
            cued = track if isinstance(track, Cued) else Cued(track)
            self._id += 1
            made.append(m.Item(self._id, str(cued.track.path), cued.gain_db, cued.joint.value))
        return made

    def load(self, tracks: Sequence[Track | Cued], *, repeat_last: bool = False) -> None:
        """Play these from the start."""
        self.do(m.Load(self.items(tracks), 0, 0.0, True, repeat_last=repeat_last))

    def do(self, command: m.Command) -> None:
        """Obey before the next block."""
        self.engine.obey(command)

    def at(self, at_s: float, command: m.Command) -> None:
        """Obey at this place of the tape."""
        self.engine.obey(m.At(at_s, command))

    def run(self, seconds: float) -> Sound:
        """Play so much more, in whole blocks; returns all that was played."""
        return self._run(seconds, lambda: False)

    def run_to_end(self, within_s: float = 600) -> Sound:
        """Play to the end of the list; returns all that was played."""
        return self._run(within_s, lambda: any(isinstance(t, m.Ended) for t in self.told))

    def _run(self, seconds: float, is_done: Callable[[], bool]) -> Sound:
        target = len(self.port.blocks) + -(-round(seconds * RATE) // BLOCK)
        ends_at = time.monotonic() + 120
        while len(self.port.blocks) < target and not is_done():
            assert time.monotonic() < ends_at, "the engine does not go on"
            if self._are_readers_behind():
                time.sleep(0.001)  # as they would not be where music takes its time
                continue
            self.port.room = BLOCK
            self.engine.feed()
        return np.concatenate(self.port.blocks) if self.port.blocks else np.zeros((0, 2), np.int16)

    def _are_readers_behind(self) -> bool:
        mixer = self.engine._mixer
        sources = [deck.source for deck in mixer._decks]
        if mixer._coming is not None:
            sources.append(mixer._coming.source)
        if mixer._following is not None and mixer._following.source is not None:
            sources.append(mixer._following.source)
        return any(source.hungry_s > 0 for source in sources)

    def happened(self) -> list[tuple[str, int, float]]:
        """What was told of tracks: the kind, the item's id, when."""
        kinds = (m.Started, m.Stopped, m.Skipped)
        return [(type(t).__name__, t.id, t.at_s) for t in self.told if isinstance(t, kinds)]

    def started(self) -> list[tuple[int, float]]:
        return [(number, at_s) for kind, number, at_s in self.happened() if kind == "Started"]

    @property
    def report(self) -> m.Report:
        self.engine._report()
        return next(t for t in reversed(self.told) if isinstance(t, m.Report))
