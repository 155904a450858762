"""A deck: one run of tracks with the gains that are its own."""

from __future__ import annotations

from kap_companion.music.engine.gain import RATE, Curve, Floats, Ramp, product, with_gain
from kap_companion.music.engine.lineup import Lineup
from kap_companion.music.engine.messages import Happening, Item, Skipped, Started, Stopped
from kap_companion.music.engine.pieces import Begin, Broken
from kap_companion.music.engine.source import Source

JOINT_RAMP = round(0.08 * RATE)
READY_FRAMES = round(0.75 * RATE)
"""Read before a deck begins: more than the longest block."""


def amplitude(gain_db: float) -> float:
    """A gain in dB as a factor."""
    return 1.0 if gain_db == 0.0 else float(10 ** (gain_db / 20))


class Deck:
    """What sounds of one source: its place, the gain of its track, and its own fade."""

    def __init__(self, source: Source, fade: Ramp, announced: Item | None = None) -> None:
        self.source = source
        self.fade = fade
        self.gain = Ramp(amplitude(source.items[0].gain_db) if source.items else 1.0)
        self.position = round(source.position_s * RATE)
        self.length_s: float | None = None
        self.is_leaving = False
        self.announced = announced
        self._announce = source.announce
        self.has_begun = False

    @property
    def can_begin(self) -> bool:
        """Whether it has begun, or enough has been read for that."""
        return self.has_begun or self.source.is_ready(READY_FRAMES)

    def leave(self, frames: int, curve: Curve) -> None:
        """Fall silent within so many frames."""
        self.is_leaving = True
        self.fade.go_within(0.0, max(1, frames), curve)

    def take_marks(self, at_s: float, lineup: Lineup) -> list[Happening]:
        """What happens at this frame; the list learns which tracks gave sound and which do not."""
        happened: list[Happening] = []
        for mark in self.source.take_marks():
            item, place = self.source.items[mark.index], self.source.index + mark.index
            if self.announced is not None and (
                self.announced.id != item.id or (isinstance(mark, Broken) and mark.has_begun)
            ):
                happened += self.stopped(at_s, lineup)
            if isinstance(mark, Broken):
                happened.append(Skipped(item.id, place, mark.reason, at_s))
                if not mark.has_begun:
                    lineup.note_dead(item)
            else:
                happened += self._begin(mark, item, place, at_s)
        return happened

    def stopped(self, at_s: float, lineup: Lineup) -> list[Happening]:
        """What is to be told when its track sounds no more."""
        if self.announced is None:
            return []
        lineup.note_good(self.announced, self.position / RATE)
        number, self.announced = self.announced.id, None
        return [Stopped(number, at_s)]

    def prepare_gain(self) -> int | None:
        """Begin to turn down for a quieter track behind this one, or frames until that is due."""
        following = self.source.next_track()
        if following is None or self.is_leaving:
            return None
        frames, goal = following[0], amplitude(following[1].gain_db)
        if goal >= self.gain.target:
            return None
        if frames > JOINT_RAMP:
            return frames - JOINT_RAMP
        self.gain.go(goal, frames / RATE)
        return None

    def take(self, frames: int) -> Floats | None:
        """The next frames with all its gains on them; fewer where the sound ends or is late."""
        got, sound = self.source.take(frames)
        self.position += got
        if self.is_leaving and got < frames:
            self.fade.skip(frames - got)
        if sound is None:
            self.gain.skip(got)
            self.fade.skip(got)
            return None
        return with_gain(sound, product(self.gain.take(got), self.fade.take(got)))

    def ahead(self, frames: int) -> Floats | None:
        """What `take` will give, as far as it has been read."""
        sound = self.source.peek(frames)
        if sound is None:
            return None
        frames = len(sound)
        return with_gain(sound, product(self.gain.ahead(frames), self.fade.ahead(frames)))

    def _begin(self, mark: Begin, item: Item, place: int, at_s: float) -> list[Happening]:
        self.position, self.length_s = round(mark.position_s * RATE), mark.length_s
        goal = amplitude(item.gain_db)
        if not self.has_begun:
            self.gain.jump(goal)
        elif goal != self.gain.target:
            self.gain.go(goal, JOINT_RAMP / RATE)
        is_news = self._announce or self.has_begun
        self.has_begun = True
        self.announced = item
        if not is_news:
            return []
        return [Started(item.id, place, mark.position_s, at_s, self.source.is_again)]
