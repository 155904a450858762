"""The list the engine plays: what makes one run, what follows it, and what to do at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kap_companion.music.cued import Joint
from kap_companion.music.engine.gain import RATE
from kap_companion.music.engine.messages import Item
from kap_companion.music.engine.source import Source

LEAST_LEAD_S = 2.0
_MORE_S = 2.5

# A shorter track, a bell perhaps, would be heard as an alarm when it is repeated: a longer one is
# taken where there is any.
_BEARS_REPEATING_S = 30.0


@dataclass(frozen=True, slots=True)
class Follow:
    """What comes behind a run, and how it joins; no source: nothing does."""

    source: Source | None
    joint: Joint = Joint.CROSSFADE


class Lineup:
    """Items in their order, which of them gave sound, and which do not."""

    def __init__(self, on_reading: Callable[[str], None], *, ahead: bool) -> None:
        self.items: tuple[Item, ...] = ()
        self.repeat_last = False
        self.known_bad: dict[str, str] = {}
        self.crossfade = 0
        self._on_reading = on_reading
        self._is_ahead = ahead
        self._dead: set[int] = set()
        self._good: dict[int, float] = {}

    def load(self, items: Sequence[Item], *, repeat_last: bool) -> None:
        """Begin a new list."""
        self.items, self.repeat_last = tuple(items), repeat_last
        self._dead.clear()
        self._good.clear()

    def replace_from(self, place: int, items: Sequence[Item]) -> None:
        """Let `items` stand from `place` on."""
        self.items = (*self.items[:place], *items)

    def set_gain(self, number: int, gain_db: float) -> None:
        """Give an item another gain."""
        self.items = tuple(
            replace(item, gain_db=gain_db) if item.id == number else item for item in self.items
        )

    @property
    def lead(self) -> int:
        """Frames to read ahead: enough to know the end of one track when the fade has to begin,
        and that the next is long enough for it.
        """
        return max(2 * self.crossfade, round(LEAST_LEAD_S * RATE)) + round(_MORE_S * RATE)

    def source(
        self,
        place: int,
        position_s: float = 0.0,
        *,
        announce: bool = True,
        is_again: bool = False,
    ) -> Source:
        """The run that begins at this place of the list."""
        run = self.run(place)
        return Source(
            run[:1] if is_again else run,
            place,
            position_s,
            again_before=len(self.items) if is_again else None,
            announce=announce,
            lead=self.lead,
            known_bad=self.known_bad,
            on_reading=self._on_reading,
            ahead=self._is_ahead,
        )

    def tail(self, source: Source) -> Sequence[Item]:
        """What joins without a seam behind the track that `source` plays."""
        return () if source.is_again else self.run(source.place)[1:]

    def follow(self, source: Source) -> Follow:
        """What comes behind a run whose end is known."""
        place = source.next_place
        while place < len(self.items) and self.items[place].id in self._dead:
            place += 1
        if place < len(self.items):
            return Follow(self.source(place), Joint(self.items[place].joint))
        again = self.again()
        return Follow(None if again is None else self.source(again, is_again=True))

    def again(self) -> int | None:
        """The place of the track to repeat where nothing follows."""
        if not self.repeat_last:
            return None
        places = {item.id: n for n, item in enumerate(self.items) if item.id not in self._dead}
        good = [number for number in reversed(self._good) if number in places]
        bearable = [number for number in good if self._good[number] >= _BEARS_REPEATING_S]
        for number in (*bearable, *good, *reversed(places)):
            return places[number]
        return None

    def playable(self, place: int, step: int) -> int:
        """This place, or the next in that direction that is not known to give no sound."""
        while 0 <= place < len(self.items) and self.items[place].id in self._dead:
            place += step
        return max(0, place)

    def note_good(self, item: Item, seconds: float) -> None:
        """A track gave sound."""
        self._dead.discard(item.id)
        self._good.pop(item.id, None)
        self._good[item.id] = seconds

    def note_dead(self, item: Item) -> None:
        """A track gave none."""
        self._dead.add(item.id)
        self._good.pop(item.id, None)

    def run(self, place: int) -> tuple[Item, ...]:
        """The items that join without a seam from this place on."""
        end = place + 1
        while end < len(self.items) and self._joins(self.items[end]):
            end += 1
        return self.items[place:end]

    def _joins(self, item: Item) -> bool:
        joint = Joint(item.joint)
        return joint is Joint.GAPLESS or (joint is Joint.CROSSFADE and not self.crossfade)
