"""What the session says of its music, as values: from the arc, its plan, the player, the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kap_companion.music.arc import Arc, Placed
from kap_companion.music.course import for_music
from kap_companion.music.measurement import STEPS
from kap_companion.music.planner import Coverage, Slot, coverage_words
from kap_companion.music.player import PlayerStatus
from kap_companion.music.steering import MIDDLE_STEP, Listening
from kap_companion.music.track import track_key
from kap_companion.session.entries import MusicChanged, TrackStarted
from kap_companion.session.phases import Phase, phase_words
from kap_companion.ui.panels.prepare_words import length_words
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.player_panel import UpNext
from kap_companion.ui.widgets.steering_row import Steer, Steering
from kap_companion.ui.words import tr, tr_later

NO_MUSIC = tr_later("No music is chosen: Ctrl+Shift+M chooses a folder or files.")
_MOST_ROWS = 24
_STEPS = {
    -4: tr_later("four steps gentler"),
    -3: tr_later("three steps gentler"),
    -2: tr_later("two steps gentler"),
    -1: tr_later("one step gentler"),
    1: tr_later("one step deeper"),
    2: tr_later("two steps deeper"),
    3: tr_later("three steps deeper"),
    4: tr_later("four steps deeper"),
}


def left_s(status: PlayerStatus) -> float | None:
    """Return for how long what plays still lasts; None where its length is not known."""
    if status.length_s is None:
        return None
    return max(0.0, status.length_s - status.position_s)


def to_come(slots: Sequence[Slot], status: PlayerStatus) -> Sequence[Slot]:
    """Return what follows what stands in the player: a plan names first what has not begun."""
    first = slots[0] if slots else None
    if first is None or status.track is None or first.again:
        return slots
    return slots[1:] if first.placed.key == track_key(status.track.path) else slots


def up_next(slots: Sequence[Slot]) -> tuple[UpNext, ...]:
    """Return the rows of what comes: the phase in which each begins, or that it comes again."""
    return tuple(
        UpNext(
            slot.placed.track.title,
            tr("again") if slot.again else phase_words(slot.phase),
            length_words(slot.placed.track.length_s),
            is_announced=n == 0,
        )
        for n, slot in enumerate(slots[:_MOST_ROWS])
    )


def reach(coverage: Coverage) -> tuple[str, Tone]:
    """Return how far the music reaches; which phase its own music does not fill Prepare says."""
    words = coverage_words(coverage)
    if not coverage.covers:
        return words, Tone.DUE
    is_whole = not coverage.short_by_phase and not coverage.borrowed and not coverage.unknown
    return words, Tone.WELL if is_whole else Tone.SECOND


def phase_playing(placed: Placed | None, listening: Listening, now: Phase) -> Phase:
    """Return the phase that what plays belongs to, else the one in which it began, else `now`."""
    if placed is None:
        return now
    began = listening.phase if placed.key in listening.played[-1:] else None
    return placed.phase or began or now


def why_not_lead(
    arc: Arc, placed: Placed | None, listening: Listening, now: Phase, would: Placed | None
) -> str:
    """Return why the music cannot be led over to the phase `now`; empty where it can.

    `would` is the track that would follow at once.
    """
    phase = for_music(now)
    if placed is not None and placed.phase is phase:
        return tr("What plays belongs to the {phase} already.", phase=phase_words(phase))
    if not any(one.phase is phase and one.key not in listening.played for one in arc.placed):
        return tr("No unplayed music of the {phase} is left in this arc.", phase=phase_words(phase))
    if would is not None and would.phase is not phase:
        return tr(
            "Gentler or deeper leads elsewhere: ask for the music as planned first, by Alt+End."
        )
    return ""


def is_steerable(arc: Arc) -> bool:
    """Whether gentler and deeper mean anything: the intensity of some track is known."""
    return any(one.intensity is not None for one in arc.placed)


def why_not_steer(way: int, listening: Listening) -> str:
    """Return why gentler (-1) or deeper (1) cannot be asked for now; empty where it can."""
    here = listening.step or MIDDLE_STEP
    if listening.waiting * way < 0:  # it takes back what waits
        return ""
    if way < 0 and here <= 1:
        return tr("this is the gentlest step")
    if way > 0 and here >= STEPS:
        return tr("this is the deepest step")
    return ""


def answered_way(bodies: Iterable[object]) -> int:
    """Return which way the request went that holds now: -1 gentler, 1 deeper, 0: none holds."""
    listening, way = Listening(), 0
    for body in bodies:
        if not isinstance(body, TrackStarted | MusicChanged):
            continue
        before, listening = listening, listening.after(body)
        if isinstance(body, TrackStarted) and before.waiting:
            way = before.waiting
    return way if listening.held is not None else 0


def steering(
    listening: Listening, way: int, playing: Placed | None, coming: Slot | None, in_s: float | None
) -> Steering:
    """Return how the steering stands; `way` is that of the request that holds.

    `in_s` is when the next track begins; None where that is not known or nothing plays.
    """
    asked = listening.waiting or way
    ends = [why_not_steer(one, listening) for one in (-1, 1)]
    when = "" if in_s is None else tr("in {time}", time=length_words(in_s))
    return Steering(
        asked=Steer.DEEPER if asked > 0 else Steer.GENTLER if asked else Steer.AS_PLANNED,
        is_waiting=listening.waiting != 0,
        comes=coming.placed.track.title if coming is not None else "",
        how=_how(listening, playing, coming.placed) if coming is not None else "",
        when=when,
        end="; ".join(one for one in ends if one),
        says="" if coming is not None else "; ".join(end for end in ends if end),
        can_gentler=not ends[0],
        can_deeper=not ends[1],
    )


def _how(listening: Listening, playing: Placed | None, coming: Placed) -> str:
    """Return how the next track differs, and where it is not what was asked for, that too."""
    waiting, here, then = listening.waiting, listening.step or MIDDLE_STEP, coming.step
    if not waiting and listening.held is None:
        return ""  # as planned: nobody asked
    if then is None:
        return tr("its intensity is not known yet")
    steps = then - here
    if steps * waiting > 0 or (steps and not waiting):
        return tr(_STEPS[steps])
    if not waiting:
        return tr("the same step")
    if playing is not None and playing.intensity is not None and coming.intensity is not None:
        further = (coming.intensity - playing.intensity) * waiting
        if not steps and further > 0:
            return tr("a little deeper") if waiting > 0 else tr("a little gentler")
    if waiting > 0:
        return tr("nothing deeper that fits is left")
    return tr("nothing gentler that fits is left")
