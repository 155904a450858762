"""An arc as it lies on the session's clock, as values for the view: what played, what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kap_companion.collection import Problem
from kap_companion.music.arc import Arc, Placed
from kap_companion.music.course import course_of
from kap_companion.music.cued import Joint
from kap_companion.music.planner import Plan, Slot
from kap_companion.session import entries as e
from kap_companion.session.phases import WINDOW_PHASES, Phase, phase_words
from kap_companion.session.standing import Standing
from kap_companion.session.state import SessionState
from kap_companion.ui import presenting
from kap_companion.ui.panels.music_words import is_missing
from kap_companion.ui.panels.prepare_words import length_words
from kap_companion.ui.widgets.arc_blocks import ArcShown, Block, PhaseSpan
from kap_companion.ui.words import tr

_LEAD_S = 600.0
_LONGEST_LEAD_S = 1800.0
_BEYOND_S = 1800.0
_QUARTER_S = 900
_MOST_TICKS = 13
_MOST_SPARES = 40


@dataclass(frozen=True, slots=True)
class Sounding:
    """The track at the player's place, once it has begun, and how long it has left."""

    key: str
    left_s: float | None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the arc is laid from."""

    arc: Arc
    plan: Plan
    state: SessionState
    now: datetime
    rows: Sequence[Standing[Any]] = ()
    sounding: Sounding | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    planned_end: str = ""
    """The planned end on the clinician's clock: '11:41'."""


def arc_shown(scene: Scene) -> ArcShown:
    """Return the arc on the session's clock; before the dose, as if it were taken now."""
    zero = _zero(scene)
    now_s = (scene.now - zero).total_seconds()
    end = scene.state.planned_end()
    end_s = (end - zero).total_seconds() if end is not None else None
    played = list(_played(scene, zero, now_s))
    fresh = [slot for slot in scene.plan.slots if not slot.again]
    begins_s = max(-_LONGEST_LEAD_S, min([-_LEAD_S, *(one.begins_s or 0.0 for one in played)]))
    most_s = max(end_s or 0.0, now_s)
    reach_s = now_s + (fresh[-1].ends_s if fresh else 0.0)
    ends_s = max(most_s, min(reach_s, most_s + _BEYOND_S if end_s else reach_s), 60.0)
    phases = _phases(scene, zero, begins_s, ends_s)
    blocks = [*played, *_coming(scene, now_s, end_s, ends_s)]
    seen = {block.key for block in blocks}
    blocks += _spares(scene, seen)
    return ArcShown(
        begins_s=begins_s,
        ends_s=ends_s,
        phases=phases,
        blocks=tuple(blocks),
        ticks=_ticks(ends_s),
        planned_end=(end_s, tr("planned end {time}", time=scene.planned_end))
        if end_s is not None
        else None,
        now_s=now_s if scene.state.first_dose is not None else None,
    )


def assigned_as_laid(arc: Arc, plan: Plan) -> Arc:
    """Return `arc` with what belongs to no phase assigned to the one it is laid in.

    So that moving one track leaves the others where they are seen.
    """
    if all(one.phase is not None for one in arc.placed):
        return arc
    laid: dict[str, Phase] = {}
    for slot in plan.slots:
        laid.setdefault(slot.placed.key, slot.phase)
    placed = (
        one if one.phase is not None else replace(one, phase=laid.get(one.key, Phase.INTEGRATION))
        for one in arc.placed
    )
    return replace(arc, placed=tuple(placed))


def laid_order(arc: Arc, plan: Plan) -> tuple[Placed, ...]:
    """Return the tracks in the order in which they are laid, then the spares."""
    first: dict[str, int] = {}
    for at, slot in enumerate(plan.slots):
        first.setdefault(slot.placed.key, at)
    return tuple(sorted(arc.placed, key=lambda one: first.get(one.key, len(first) + 1)))


def _zero(scene: Scene) -> datetime:
    first = scene.state.first_dose
    return first.at if first is not None else scene.now


def _phases(scene: Scene, zero: datetime, begins_s: float, ends_s: float) -> tuple[PhaseSpan, ...]:
    turns = [(begins_s, Phase.PREPARATION), *_turns(scene, zero)]
    spans: list[PhaseSpan] = []
    has_dose = scene.state.first_dose is not None
    now_s = (scene.now - zero).total_seconds()
    for n, (begin, phase) in enumerate(turns):
        until = turns[n + 1][0] if n + 1 < len(turns) else ends_s
        until = min(until, ends_s)
        if until <= begin:
            continue
        is_before = phase is Phase.PREPARATION
        is_last = all(later is not phase for _, later in turns[n + 1 :])
        is_past = has_dose and until <= now_s
        spans.append(
            PhaseSpan(
                phase.value if is_last else f"{phase.value}@{n}",
                tr("prepare") if is_before else phase_words(phase),
                begin,
                until,
                presenting.tone_of(phase),
                is_silent=phase in scene.arc.silent_before and is_last,
                takes_tracks=is_last and not is_before and not is_past,
            )
        )
    return tuple(spans)


def _turns(scene: Scene, zero: datetime) -> Iterator[tuple[float, Phase]]:
    """Yield when each phase begins, in seconds from the first dose; earlier windows too."""
    opened, doses = scene.state.facts.opened, scene.state.facts.doses
    for n, dose in enumerate(doses[:-1]):
        assert opened is not None
        begin, until = dose.at, doses[n + 1].at
        for phase in (*WINDOW_PHASES, Phase.INTEGRATION):
            after = phase is Phase.INTEGRATION
            start = begin + (opened.phases.window if after else opened.phases.span(phase)[0])
            if start < until:
                yield (start - zero).total_seconds(), phase
    now_s = (scene.now - zero).total_seconds()
    for at, phase in course_of(scene.state, scene.now).turns:
        yield now_s + at, phase


def _played(scene: Scene, zero: datetime, now_s: float) -> Iterator[Block]:
    """Yield what the record says has sounded, and what sounds now."""
    rows = [
        row for row in scene.rows if isinstance(row.body, e.TrackStarted) and row.struck is None
    ]
    known = {placed.key: placed for placed in scene.arc.placed}
    seen: set[str] = set()
    for n, row in enumerate(rows):
        body = row.body
        key = body.track_id or f"{body.title}\n{body.artist}"
        begin = (row.happened_at - zero).total_seconds()
        until = now_s
        if n + 1 < len(rows):
            until = (rows[n + 1].happened_at - zero).total_seconds()
        if body.length_s is not None:
            until = min(until, begin + float(body.length_s - body.position_s))
        sounding = scene.sounding if n + 1 == len(rows) else None
        is_current = sounding is not None and sounding.key == key
        if is_current and sounding is not None:
            until = now_s + (sounding.left_s if sounding.left_s is not None else 240.0)
        placed = known.get(key)
        yield Block(
            key,
            body.title,
            (placed.phase or body.phase or Phase.HOLD).value if placed else _phase_of(body),
            length_words(float(body.length_s) if body.length_s is not None else None),
            round(begin),
            round(max(until, begin + 1)),
            body.step,
            detail=body.artist or "",
            fades_in=n > 0,
            is_again=key in seen,
            is_current=is_current,
            is_past=not is_current,
        )
        seen.add(key)


def _phase_of(body: e.TrackStarted) -> str:
    return (body.phase or Phase.HOLD).value


def _coming(scene: Scene, now_s: float, end_s: float | None, ends_s: float) -> Iterator[Block]:
    for n, slot in enumerate(scene.plan.slots):
        begin = now_s + slot.begins_s
        if begin >= ends_s or (slot.again and end_s is not None and begin >= end_s):
            continue
        yield _slot_block(scene, slot, begin, min(now_s + slot.ends_s, ends_s), is_first=n == 0)


def _slot_block(
    scene: Scene, slot: Slot, begins_s: float, ends_s: float, *, is_first: bool
) -> Block:
    follows = scene.sounding is not None or not is_first
    return replace(
        _spare(scene, slot.placed),
        phase=(slot.placed.phase or slot.phase).value,
        begins_s=round(begins_s),
        ends_s=round(max(ends_s, begins_s + 1)),
        fades_in=follows and slot.joint is Joint.CROSSFADE and slot.crossfade_s > 0,
        is_again=slot.again,
    )


def _spares(scene: Scene, seen: set[str]) -> Iterator[Block]:
    """Yield what is not on the clock: of a whole library a few a phase, and what is wrong."""
    room: dict[Phase | None, int] = {}
    for placed in scene.arc.placed:
        if placed.key in seen:
            continue
        room[placed.phase] = room.get(placed.phase, _MOST_SPARES) - 1
        if room[placed.phase] >= 0 or placed.key in scene.problems:
            yield _spare(scene, placed)


def _spare(scene: Scene, placed: Placed) -> Block:
    """Return a track that is there, but not on the clock."""
    problem = scene.problems.get(placed.key)
    artist = placed.track.artist or ""
    detail = f"{artist}. {problem.sentence}" if artist and problem else artist
    return Block(
        placed.key,
        placed.track.title,
        (placed.phase or Phase.INTEGRATION).value,
        length_words(placed.track.length_s),
        step=placed.step,
        problem=_problem_word(problem),
        detail=problem.sentence if problem is not None and not artist else detail,
    )


def _problem_word(problem: Problem | None) -> str:
    if problem is None:
        return ""
    return tr("missing") if is_missing(problem) else tr("damaged")


def _ticks(ends_s: float) -> tuple[tuple[float, str], ...]:
    step = _QUARTER_S
    while ends_s / step > _MOST_TICKS:
        step *= 2
    return tuple(
        (float(at), str(at // 60) if at else tr("dose")) for at in range(0, int(ends_s) + 1, step)
    )
