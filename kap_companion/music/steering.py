"""Which track follows: the arc's next one, or what fits when gentler or deeper is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kap_companion.music.arc import Arc, Placed
from kap_companion.music.course import for_music
from kap_companion.music.measurement import STEPS
from kap_companion.session.entries import MusicAct, MusicChanged, TrackStarted
from kap_companion.session.phases import Phase

MIDDLE_STEP = 3
"""What steering counts from while nothing plays, or a track whose intensity is not known."""

_INWARD = {
    Phase.HOLD: (Phase.HOLD, Phase.ONSET, Phase.PEAK, None),
    Phase.ONSET: (Phase.ONSET, Phase.PEAK, Phase.HOLD, None),
    Phase.PEAK: (Phase.PEAK, Phase.ONSET, Phase.HOLD, None),
}
_OUTWARD = {
    Phase.RETURN: (Phase.RETURN, Phase.INTEGRATION, None),
    Phase.INTEGRATION: (Phase.INTEGRATION, Phase.RETURN, None),
}
# Where a pool and all that may stand in for it hold nothing at all.
_INSTEAD_INWARD = (Phase.RETURN, Phase.INTEGRATION)
_INSTEAD_OUTWARD = (Phase.HOLD, Phase.ONSET, Phase.PEAK)


@dataclass(frozen=True, slots=True)
class Listening:
    """What the record says about the music so far: a pure fold of it.

    `played` holds the keys of the tracks that began, each once, the latest last. `step` and
    `phase` are those of the last one: the phase is the session's when it began (Slot.phase).
    `held` is the step that an answered request holds the music at; None: as planned. `waiting`
    is a request that no track has answered yet: -1 gentler, +1 deeper. `at_once` says that it
    was asked twice: the answer is to come now, by a long crossfade. `is_steered` says that a
    request was answered in this phase, so that the music may be off its plan.
    """

    played: tuple[str, ...] = ()
    step: int | None = None
    phase: Phase | None = None
    held: int | None = None
    waiting: int = 0
    at_once: bool = False
    is_steered: bool = False

    @property
    def target(self) -> int | None:
        """The step that the music is asked to move to; None: as planned.

        A waiting request asks for one step from what plays, however often it is repeated.
        """
        if not self.waiting:
            return self.held
        return min(STEPS, max(1, (self.step or MIDDLE_STEP) + self.waiting))

    def after(self, body: TrackStarted | MusicChanged) -> Listening:
        """Return what is so after one more entry of the record about the music.

        Gentler and deeper cancel each other out while they wait; what was held before holds
        again then. Acts on music from elsewhere change nothing here.
        """
        if isinstance(body, TrackStarted):
            resumed = body.position_s > 0 and body.track_id in self.played[-1:]
            return self if resumed else self.began(body.track_id, body.phase, body.step)
        if body.name is not None:
            return self
        match body.act:
            case MusicAct.GENTLER:
                return self._asked(-1)
            case MusicAct.DEEPER:
                return self._asked(1)
            case MusicAct.AS_PLANNED:
                return replace(self, held=None, waiting=0, at_once=False)
            case _:
                return self

    def began(self, key: str | None, phase: Phase | None, step: int | None) -> Listening:
        """Return what is so once a track began in `phase` of the session.

        It answers a waiting request, which then holds. A request answered earlier ends where the
        phase is another than that of the track before.
        """
        phase = for_music(phase) if phase is not None else self.phase
        turned = self.phase is not None and phase is not self.phase
        held = self.target if self.waiting or not turned else None
        played = self.played
        if key is not None:
            played = (*(one for one in played if one != key), key)
        steered = held is not None or (self.is_steered and not turned)
        return Listening(played, step, phase, held, is_steered=steered)

    def _asked(self, direction: int) -> Listening:
        if self.waiting == direction:
            return replace(self, at_once=True)
        return replace(self, waiting=self.waiting + direction, at_once=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The track that follows; `again`: it was played before in this session."""

    placed: Placed
    again: bool


def choose(
    arc: Arc,
    phase: Phase,
    listening: Listening,
    playing_key: str | None = None,
) -> Choice | None:
    """Return the track that follows at a boundary in `phase` of the session.

    `playing_key` is what sounds now, else the last track played. None only where the arc holds no
    track. The same arguments give the same track, so what is announced is what plays.

    As planned: the unplayed tracks of the phase in list order. In hold, onset and peak then
    those of later phases up to the peak, then of earlier ones; in return those of integration,
    in integration those left of return. Then tracks without a phase. Then one plays again: the
    least recently played of the first of these pools that has any, not the one that sounds unless
    it is alone. Music of return and integration plays in hold, onset and peak, and theirs in
    return and integration, only where nothing else is there at all.

    Steered (a request waits, or was answered in this phase and holds):
    1. Among the unplayed tracks of the phase and those without one, not more than one step from
       what plays: exactly one step the way asked for; else the same step and further that way;
       else the same step; else one step the other way. Once the target is reached, the same step
       first. Nearest intensity first, then list order.
    2. The same in the pools that would follow as planned, in their order.
    3. Unplayed tracks of unknown intensity, in that order.
    4. The nearest unplayed one of these pools, the gentler first: nothing is heard twice while
       there is anything new.
    5. A track played before, within one step, the fitting and least recently played.
    6. As planned.

    After `as planned`, and for the first track of the next phase, music that was steered finds
    its way back: the first in list order that is within one step, else the nearest of the pool.
    """
    return _Boundary(arc, phase, listening, playing_key).choice()


class _Boundary:
    """All that one choice looks at."""

    def __init__(
        self, arc: Arc, phase: Phase, listening: Listening, playing_key: str | None
    ) -> None:
        self._phase = for_music(phase)
        self._listening = listening
        self._heard = {key: at for at, key in enumerate(listening.played)}
        last = listening.played[-1] if listening.played else None
        self._playing = playing_key if playing_key is not None else last
        self._pools: dict[Phase | None, list[Placed]] = {}
        self._order: dict[str, int] = {}
        self._intensity = ((listening.step or MIDDLE_STEP) - 0.5) / STEPS
        for at, one in enumerate(arc.placed):
            self._pools.setdefault(one.phase, []).append(one)
            self._order.setdefault(one.key, at)
            if one.key == self._playing and one.intensity is not None:
                self._intensity = one.intensity
        inward = self._phase in _INWARD
        self._chain = _INWARD[self._phase] if inward else _OUTWARD[self._phase]
        self._instead = _INSTEAD_INWARD if inward else _INSTEAD_OUTWARD

    def choice(self) -> Choice | None:
        listening = self._listening
        turned = listening.phase is not None and listening.phase is not self._phase
        target = listening.target if listening.waiting or not turned else None
        chosen: Placed | None = None
        if target is not None:
            chosen = self._steered(target)
        elif listening.is_steered and listening.step is not None:
            chosen = self._way_back(listening.step)
        chosen = chosen or self._as_planned()
        return Choice(chosen, chosen.key in self._heard) if chosen is not None else None

    def _as_planned(self) -> Placed | None:
        chain, instead = self._chain, self._instead
        return (
            _first(self._unplayed(pool) for pool in chain)
            or _first(self._heard_again(pool) for pool in chain)
            or self._sounding(chain)
            or _first(self._unplayed(pool) for pool in instead)
            or _first(self._heard_again(pool) for pool in instead)
            or self._sounding(instead)
        )

    def _steered(self, target: int) -> Placed | None:
        here = self._listening.step or MIDDLE_STEP
        way = self._listening.waiting or (target > here) - (target < here)

        def near(one: Placed) -> bool:
            return one.step is not None and abs(one.step - here) <= 1

        def fit(one: Placed) -> tuple[int, float, bool, int]:
            away = abs((one.intensity or 0.0) - self._intensity)
            return self._kind_of_fit(one, here, way), away, one.phase is None, self._at(one)

        def fit_again(one: Placed) -> tuple[int, int]:
            return self._kind_of_fit(one, here, way), self._heard.get(one.key, -1)

        def nearest(one: Placed) -> tuple[int, int, float, int]:
            step = one.step or MIDDLE_STEP
            away = abs((one.intensity or 0.0) - self._intensity)
            return abs(step - here), step, away, self._at(one)

        own: tuple[Phase | None, ...] = (self._phase, None)
        groups = [own, *((pool,) for pool in self._chain if pool not in own)]
        fresh = [[one for pool in group for one in self._unplayed(pool)] for group in groups]
        again = [[one for pool in group for one in self._heard_again(pool)] for group in groups]
        return (
            _best(([one for one in few if near(one)] for few in fresh), fit)
            or _first([one for one in few if one.step is None] for few in fresh)
            or _best([[one for few in fresh for one in few]], nearest)
            or _best(([one for one in few if near(one)] for few in again), fit_again)
        )

    def _way_back(self, here: int) -> Placed | None:
        for pool in self._chain:
            fresh = self._unplayed(pool)
            if fresh:
                # min keeps the first of equals, and so list order within one step.
                return min(fresh, key=lambda one: _jump(one, here))
        return None

    def _kind_of_fit(self, one: Placed, here: int, way: int) -> int:
        """Return 0 for what fits best, 3 for the least."""
        step = one.step if one.step is not None else here
        if way == 0:
            return abs(step - here)
        if step != here:
            return 0 if step - here == way else 3
        return 1 if ((one.intensity or 0.0) - self._intensity) * way > 0 else 2

    def _at(self, one: Placed) -> int:
        return self._order[one.key]

    def _unplayed(self, pool: Phase | None) -> list[Placed]:
        return [
            one
            for one in self._pools.get(pool, ())
            if one.key not in self._heard and one.key != self._playing
        ]

    def _heard_again(self, pool: Phase | None) -> list[Placed]:
        heard = [
            one
            for one in self._pools.get(pool, ())
            if one.key in self._heard and one.key != self._playing
        ]
        return sorted(heard, key=lambda one: self._heard[one.key])

    def _sounding(self, pools: Iterable[Phase | None]) -> Placed | None:
        tracks = (one for pool in pools for one in self._pools.get(pool, ()))
        return next((one for one in tracks if one.key == self._playing), None)


def _jump(one: Placed, here: int) -> tuple[int, int]:
    """Return how far a track lies beyond one step; the gentler first where that is equal."""
    if one.step is None or abs(one.step - here) <= 1:
        return 0, 0
    return abs(one.step - here), one.step


def _first(groups: Iterable[Sequence[Placed]]) -> Placed | None:
    return next((group[0] for group in groups if group), None)


def _best(
    groups: Iterable[Sequence[Placed]], rank: Callable[[Placed], tuple[float, ...]]
) -> Placed | None:
    """Return the best of the first group that has any."""
    return next((min(group, key=rank) for group in groups if group), None)
