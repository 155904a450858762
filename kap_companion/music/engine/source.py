"""Sound read ahead: a thread decodes some seconds before they are needed, the mixer takes them."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence

import numpy as np

from kap_companion.music.engine.decode import read_through
from kap_companion.music.engine.gain import RATE, Floats
from kap_companion.music.engine.messages import Item
from kap_companion.music.engine.pieces import Audio, Begin, Broken, End, Piece

AHEAD_FRAMES = round(2.5 * RATE)
# The reader fills up and then rests until so much was taken: waking it for every block costs more
# than all its decoding.
_AT_ONCE = RATE


class Source:
    """A run of tracks that join without a seam, from one place on, as sound to take.

    The sound comes as the mixer asks for it: `marks` that lie before the next frame, then frames
    up to the next mark. Made anew for every jump.
    """

    def __init__(
        self,
        items: Sequence[Item],
        index: int,
        position_s: float = 0.0,
        *,
        again_before: int | None = None,
        announce: bool = True,
        lead: int = AHEAD_FRAMES,
        known_bad: Mapping[str, str],
        on_reading: Callable[[str], None],
        ahead: bool = True,
    ) -> None:
        """Begin to read `items`, of which the first stands at `index` of the whole list.

        `ahead`: by a thread, `lead` frames before they are taken; else without samples, by whoever
        asks. `announce` says whether the first track is one that begins, or one that goes on.
        Where a track is repeated because nothing followed, `again_before` is where on the list
        that was.
        """
        self.items, self.index, self.position_s = list(items), index, position_s
        self.again_before, self.announce, self.lead = again_before, announce, lead
        self.is_broken_off = False
        self._taking = self._reading = 0
        self._begun: int | None = None
        self._pieces: deque[Piece] = deque()
        self._frames = self._marks = 0
        self._has_end = False
        self._is_dropped = False
        self._is_filling = True
        self._failure: BaseException | None = None
        self._hungry_since = time.monotonic()
        self._changed = threading.Condition()
        self._reader: Generator[Piece, None, None] = read_through(
            self._path_of,
            0,
            position_s,
            known_bad=known_bad,
            on_reading=lambda path: None if self._is_dropped else on_reading(path),
            keep_samples=ahead,
        )
        self._is_ahead = ahead
        if ahead:
            threading.Thread(target=self._read_ahead, name="music reader", daemon=True).start()

    def is_ready(self, frames: int) -> bool:
        """Whether that much can be taken now, or all that is left."""
        if not self._is_ahead:
            while self._frames < max(frames, self.lead) and not self._has_end:
                self._keep(next(self._reader))
            return True
        with self._changed:
            if self._failure is not None:
                raise self._failure
            return self._has_end or self._frames >= frames

    @property
    def item(self) -> Item | None:
        """The track that is being taken."""
        return self.items[self._taking] if self._taking < len(self.items) else None

    @property
    def place(self) -> int:
        """Where it stands on the whole list."""
        return self.index + self._taking

    @property
    def is_again(self) -> bool:
        """Whether a track is repeated because nothing followed."""
        return self.again_before is not None

    @property
    def place_behind(self) -> int:
        """Where on the whole list the track behind the one being taken stands."""
        return self.place + 1 if self.again_before is None else self.again_before

    @property
    def next_place(self) -> int:
        """Where on the whole list what follows this run begins, once its end is known."""
        if self.again_before is not None:
            return self.again_before
        return self.index + (self._reading + 1 if self.items else 0)

    @property
    def frames(self) -> int:
        """Frames that can be taken now."""
        return self._frames

    @property
    def frames_to_end(self) -> int | None:
        """Frames left in the run, None while its end has not been read yet."""
        with self._changed:
            return self._frames if self._has_end else None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left, not even a mark."""
        with self._changed:
            return self._has_end and not self._pieces

    @property
    def hungry_s(self) -> float:
        """Seconds since the reader last gave anything, where it still has to."""
        with self._changed:
            is_waiting = self._is_filling and not self._has_end
            return 0.0 if not is_waiting else time.monotonic() - self._hungry_since

    def next_track(self) -> tuple[int, Item] | None:
        """The next track of this run and how far it is, where it has been read already."""
        with self._changed:
            before = 0
            for piece in self._pieces if self._marks else ():
                if isinstance(piece, Audio):
                    before += piece.frames
                elif isinstance(piece, Begin):
                    return before, self.items[piece.index]
        return None

    def frames_to_mark(self) -> int | None:
        """Frames up to the next mark, None where none has been read."""
        with self._changed:
            before = 0
            for piece in self._pieces if self._marks else ():
                if not isinstance(piece, Audio):
                    return before
                before += piece.frames
        return None

    def first_track_frames(self) -> int | None:
        """How much there is of the first track; None: more than was read."""
        with self._changed:
            frames = begun = 0
            for piece in self._pieces:
                if isinstance(piece, Audio):
                    frames += piece.frames
                elif isinstance(piece, Begin):
                    begun += 1
                    if begun > 1:
                        return frames
            return frames if self._has_end else None

    def take_marks(self) -> list[Begin | Broken]:
        """The marks before the next frame."""
        marks: list[Begin | Broken] = []
        with self._changed:
            while self._pieces and isinstance(piece := self._pieces[0], (Begin, Broken)):
                self._pieces.popleft()
                self._marks -= 1
                self._taking = max(self._taking, piece.index)
                marks.append(piece)
        return marks

    def take(self, frames: int) -> tuple[int, Floats | None]:
        """Up to `frames` frames and how many they are; fewer before a mark or the end."""
        with self._changed:
            parts: list[Floats] = []
            got = 0
            while got < frames and self._pieces and isinstance(piece := self._pieces[0], Audio):
                got += self._take_audio(piece, frames - got, parts)
            self._frames -= got
            if self._frames < self.lead - _AT_ONCE:
                self._fill_up()
        return got, _joined(parts)

    def peek(self, frames: int) -> Floats | None:
        """The samples that `take` will give, across marks too; fewer where no more are read."""
        parts: list[Floats] = []
        with self._changed:
            for piece in self._pieces:
                if frames <= 0:
                    break
                if isinstance(piece, Audio) and piece.samples is not None:
                    parts.append(piece.samples[:frames])
                    frames -= piece.frames
        return _joined(parts)

    def follow_with(self, items: Sequence[Item]) -> None:
        """Let these follow the track that is being taken, instead of whatever followed it.

        Sound that was read already is kept where it would sound the same; where not, the run ends.
        """
        with self._changed:
            first = self._taking + 1
            wanted = [*self.items[:first], *items]
            for place in range(first, self._reading + 1):
                if place >= len(wanted) or not _sounds_as(self.items[place], wanted[place]):
                    self._cut(place)
                    break
            self.items[first:] = wanted[first : self._reading + 1 if self._has_end else None]

    def adopt(self, items: Sequence[Item]) -> bool:
        """Whether this run, of which nothing was taken yet, can stand for these items."""
        if not items or not self.items or not _sounds_as(self.items[0], items[0]):
            return False
        self.items[0] = items[0]
        self.follow_with(items[1:])
        return True

    def give_up(self, reason: str) -> None:
        """Wait for the reader no longer: the run ends, broken off, with what is there."""
        with self._changed:
            if not self._has_end and self.items:
                self._is_dropped = True
                self._keep(Broken(self._reading, reason, self._begun == self._reading))
                self._keep(End())

    def read_ahead(self, frames: int) -> None:
        """Have so much read before it is taken, from now on."""
        with self._changed:
            self.lead = frames
            if self._frames < frames:
                self._fill_up()

    def drop(self) -> None:
        """Stop reading; what was read is forgotten."""
        with self._changed:
            self._is_dropped = self._has_end = True
            self._pieces.clear()
            self._frames = self._marks = 0
            self._changed.notify_all()
        if not self._is_ahead:
            self._reader.close()  # else its reader does

    def _fill_up(self) -> None:
        if not self._is_filling:
            self._is_filling = True
            self._hungry_since = time.monotonic()
            self._changed.notify_all()

    def _cut(self, place: int) -> None:
        """End the run before item `place`."""
        pieces = list(self._pieces)
        for at, piece in enumerate(pieces):
            if isinstance(piece, (Begin, Broken)) and piece.index >= place:
                pieces = pieces[:at]
                break
        self._pieces = deque(pieces)
        self._frames = sum(piece.frames for piece in pieces if isinstance(piece, Audio))
        self._marks = sum(not isinstance(piece, Audio) for piece in pieces)
        self._reading = place - 1
        self.is_broken_off = False
        self._is_dropped = self._has_end = True

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
        self._hungry_since = time.monotonic()
        if isinstance(piece, End):
            self._has_end = True
            return
        self._pieces.append(piece)
        if isinstance(piece, Audio):
            self._frames += piece.frames
            return
        self._marks += 1
        if isinstance(piece, Begin):
            self._begun = piece.index
        elif piece.has_begun:
            self.is_broken_off = True

    def _path_of(self, place: int) -> str | None:
        """The file at a place of the run; the reader is at work on it from now on."""
        with self._changed:
            if place >= len(self.items) or self._is_dropped:
                return None
            self._reading = place
            return self.items[place].path

    def _read_ahead(self) -> None:
        try:
            for piece in self._reader:
                with self._changed:
                    self._changed.wait_for(lambda: self._is_filling or self._is_dropped)
                    if self._is_dropped:
                        return
                    self._keep(piece)
                    self._is_filling = self._frames < self.lead
        except BaseException as error:  # a bug: told to the thread that plays, which ends on it
            with self._changed:
                self._failure = error
        finally:
            # The reader knows us and we it: left open, its file would wait for the collector.
            self._reader.close()


def _joined(parts: Sequence[Floats]) -> Floats | None:
    if len(parts) > 1:
        return np.concatenate(parts)
    return parts[0] if parts else None


def _sounds_as(one: Item, other: Item) -> bool:
    return one.path == other.path  # gains are put on later
