"""Sound read ahead: a thread decodes a second or two before it is needed, the mixer takes it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kap_companion.music.engine.decode import Audio, Begin, Broken, End, Piece, read_through
from kap_companion.music.engine.gain import RATE, Floats

_AHEAD_FRAMES = round(1.5 * RATE)


@dataclass(frozen=True, slots=True)
class Taken:
    """Frames of sound, the marks that lie in them by offset, and whether nothing follows."""

    frames: int
    samples: Floats | None
    marks: tuple[tuple[int, Begin | Broken], ...]
    is_last: bool


class Source:
    """A playlist from one place on, as sound to take. Made anew for every jump."""

    def __init__(
        self,
        paths: Sequence[str],
        index: int,
        position_s: float = 0.0,
        *,
        announce: bool = True,
        known_bad: Mapping[str, str],
        on_reading: Callable[[str], None],
        ahead: bool = True,
        repeat_last: bool = False,
    ) -> None:
        """Begin to read; `ahead` by a thread, else no more than is asked for, unheard.

        `announce` says whether the first track is one that begins, or one that goes on.
        """
        self.paths, self.index, self.position_s = paths, index, position_s
        self.announce = announce
        self.reading_index = index
        self._pieces: deque[Piece] = deque()
        self._frames = 0
        self._has_end = False
        self._is_dropped = False
        self._failure: BaseException | None = None
        self._on_reading = on_reading
        self._changed = threading.Condition()
        self._reader: Iterator[Piece] = read_through(
            paths,
            index,
            position_s,
            known_bad=known_bad,
            on_reading=self._note_reading,
            keep_samples=ahead,
            repeat_last=repeat_last,
        )
        self._is_ahead = ahead
        if ahead:
            threading.Thread(target=self._read_ahead, name="music reader", daemon=True).start()

    def is_ready(self, frames: int) -> bool:
        """Whether that much can be taken now, or all that is left."""
        if not self._is_ahead:
            while self._frames < frames and not self._has_end:
                self._keep(next(self._reader))
            return True
        with self._changed:
            if self._failure is not None:
                raise self._failure
            return self._has_end or self._frames >= frames

    @property
    def frames_to_end(self) -> int | None:
        """Frames left in the playlist, None while the end has not been read yet."""
        with self._changed:
            return self._frames if self._has_end else None

    def take(self, frames: int) -> Taken:
        """Up to `frames` frames; fewer only at the end of the playlist."""
        with self._changed:
            parts: list[Floats] = []
            marks: list[tuple[int, Begin | Broken]] = []
            got = 0
            is_last = False
            while self._pieces:
                piece = self._pieces[0]
                if isinstance(piece, End):
                    is_last = True
                    break
                if isinstance(piece, Audio):
                    if got == frames:
                        break
                    got += self._take_audio(piece, frames - got, parts)
                else:
                    marks.append((got, piece))
                    self._pieces.popleft()
            self._frames -= got
            self._changed.notify_all()
        samples = np.concatenate(parts) if parts else None
        return Taken(got, samples, tuple(marks), is_last)

    def drop(self) -> None:
        """Stop reading; what was read is forgotten."""
        with self._changed:
            self._is_dropped = True
            self._pieces.clear()
            self._frames = 0
            self._changed.notify_all()

    def _take_audio(self, piece: Audio, wanted: int, parts: list[Floats]) -> int:
        """Move at most `wanted` frames of the first piece to `parts`."""
        self._pieces.popleft()
        taken = min(wanted, piece.frames)
        if piece.samples is not None:
            parts.append(piece.samples[:taken])
        if taken < piece.frames:
            rest = None if piece.samples is None else piece.samples[taken:]
            self._pieces.appendleft(Audio(piece.frames - taken, rest))
        return taken

    def _keep(self, piece: Piece) -> None:
        self._pieces.append(piece)
        if isinstance(piece, Audio):
            self._frames += piece.frames
        elif isinstance(piece, End):
            self._has_end = True

    def _note_reading(self, index: int) -> None:
        if not self._is_dropped:
            self.reading_index = index
            self._on_reading(self.paths[index])

    def _read_ahead(self) -> None:
        try:
            for piece in self._reader:
                with self._changed:
                    self._changed.wait_for(lambda: self._frames < _AHEAD_FRAMES or self._is_dropped)
                    if self._is_dropped:
                        return
                    self._keep(piece)
        except BaseException as error:  # a bug: told to the thread that plays, which ends on it
            with self._changed:
                self._failure = error
