"""An arc: tracks assigned to the phases of a session, and how the clinician rearranges them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kap_companion.language import tr
from kap_companion.music.contour import Contour, contour_form, contour_from
from kap_companion.music.course import Course, for_music
from kap_companion.music.library import Kept, row_from_form, row_to_form
from kap_companion.music.measurement import step_of
from kap_companion.music.track import Track, track_key
from kap_companion.session.phases import Phase

MUSIC_PHASES = (Phase.HOLD, Phase.ONSET, Phase.PEAK, Phase.RETURN, Phase.INTEGRATION)
"""The phases that have a pool of music of their own."""

UNKNOWN_LENGTH_S = 240.0
"""What a track counts whose file does not tell its length: a guess, said as one."""


class ArcError(ValueError):
    """An arc, or the text of a template, cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A track in its place in an arc.

    `phase` None: it belongs to no phase; PREPARATION becomes HOLD. `intensity` is 0 (still) to 1
    (dense and driving), as measured or corrected by hand; None while it is not known.
    """

    track: Track
    phase: Phase | None = None
    intensity: float | None = None
    key: str = field(init=False, compare=False, repr=False)
    """Tells the track apart from others of the same title: a hash of its path."""

    def __post_init__(self) -> None:
        if self.phase is not None:
            object.__setattr__(self, "phase", for_music(self.phase))
        object.__setattr__(self, "key", track_key(self.track.path))

    @property
    def step(self) -> int | None:
        """How intense it is, from 1 (gentle) to 5; None while it is not known."""
        return step_of(self.intensity) if self.intensity is not None else None

    @property
    def length_s(self) -> float:
        """How long it plays, or counts where that is not known."""
        known = self.track.length_s
        return known if known is not None and self.is_length_known else UNKNOWN_LENGTH_S

    @property
    def is_length_known(self) -> bool:
        """Whether its file tells how long it plays."""
        known = self.track.length_s
        return known is not None and math.isfinite(known) and known > 0


@dataclass(frozen=True, slots=True)
class Arc:
    """Tracks in the order in which they are to play, each phase's among themselves.

    A track stands in an arc once. `silent_before` holds the phases that are to begin out of
    silence: the music does not cross over into them. `contour` says how loud each phase is to be
    beside the others; empty: all alike.
    """

    name: str
    placed: tuple[Placed, ...] = ()
    silent_before: frozenset[Phase] = frozenset()
    contour: Contour = ()


def arc_of(name: str, tracks: Sequence[Track]) -> Arc:
    """Return a plain playlist as an arc: in list order, no track assigned to a phase."""
    return Arc(name, _once(Placed(track) for track in tracks))


def phase_named(path: Path) -> Phase | None:
    """Return the phase that a file's folder is named after, such as '3 Peak', else None.

    Also that of a file named like '3 peak - Open Sea'.
    """
    folder = re.sub(r"[^a-z]", "", path.parent.name.casefold())
    numbered = re.match(r"\d+ ([a-z]+) - ", path.name)
    names = (folder, numbered[1] if numbered else "")
    return next((phase for phase in MUSIC_PHASES if phase.value in names), None)


def pool(arc: Arc, phase: Phase | None) -> tuple[Placed, ...]:
    """Return the tracks of a phase in their order; None: those that belong to none."""
    return tuple(one for one in arc.placed if one.phase is phase)


def move(arc: Arc, key: str, phase: Phase | None, before_key: str | None = None) -> Arc:
    """Put a track into `phase`, before another one, or behind that phase's last."""
    moved = next((one for one in arc.placed if one.key == key), None)
    if moved is None or key == before_key:
        return arc
    rest = [one for one in arc.placed if one.key != key]
    before = next((at for at, one in enumerate(rest) if one.key == before_key), None)
    if before is None:
        own = [at for at, one in enumerate(rest) if one.phase is phase]
        before = own[-1] + 1 if own else len(rest)
    rest.insert(before, replace(moved, phase=phase))
    return replace(arc, placed=tuple(rest))


def correct(arc: Arc, key: str, intensity: float | None) -> Arc:
    """Say by hand how intense a track is, 0 to 1; None: not known."""
    told = None if intensity is None else min(1.0, max(0.0, intensity))
    placed = (replace(one, intensity=told) if one.key == key else one for one in arc.placed)
    return replace(arc, placed=tuple(placed))


def add(arc: Arc, placed: Iterable[Placed]) -> Arc:
    """Put tracks behind the last one; those that stand in the arc already keep their place."""
    return replace(arc, placed=_once((*arc.placed, *placed)))


def without(arc: Arc, keys: Collection[str]) -> Arc:
    """Take tracks out: by hand, or because they cannot be played."""
    return replace(arc, placed=tuple(one for one in arc.placed if one.key not in keys))


def begin_in_silence(arc: Arc, phase: Phase, silent: bool) -> Arc:
    """Say whether a phase is to begin out of silence rather than by a crossfade."""
    phases = arc.silent_before | {phase} if silent else arc.silent_before - {phase}
    return replace(arc, silent_before=phases)


def assign_by_plan(arc: Arc, course: Course, crossfade_s: float = 0.0) -> Arc:
    """Assign the tracks, in list order, to the phases in which they begin by `course`.

    They are laid one after another from now on; what lies behind the planned end belongs to the
    phase that the course ends with. Intensities stay.
    """
    at, placed = 0.0, []
    for one in arc.placed:
        placed.append(replace(one, phase=course.phase_at(at)))
        at += one.length_s - min(max(0.0, crossfade_s), one.length_s / 2)
    return replace(arc, placed=tuple(placed))


def to_form(arc: Arc) -> dict[str, Any]:
    """Return an arc as plain JSON values; names of files that are not UTF-8 stay byte for byte."""
    tracks = []
    for one in arc.placed:
        row = row_to_form(Kept(one.track, intensity=one.intensity))
        tracks.append(row if one.phase is None else {**row, "phase": one.phase.value})
    silent = sorted(arc.silent_before, key=list(Phase).index)
    form = {"name": arc.name, "tracks": tracks, "silent_before": [one.value for one in silent]}
    return {**form, "contour": contour_form(arc.contour)} if arc.contour else form


def from_form(form: Mapping[str, Any]) -> Arc:
    """Return the arc that `to_form` made `form` of. Raises ArcError for any other.

    One that was kept before arcs had a contour has none.
    """
    try:
        placed = []
        for row in form["tracks"]:
            kept, phase = row_from_form(row), row.get("phase")
            placed.append(Placed(kept.track, phase and Phase(phase), kept.intensity))
        silent = frozenset(Phase(one) for one in form["silent_before"])
        contour = contour_from(form.get("contour", ()))
        return Arc(str(form["name"]), _once(placed), silent, contour)
    except (AttributeError, KeyError, TypeError, ValueError) as trouble:
        raise ArcError(tr("This arc cannot be read. Put its music together again.")) from trouble


def _once(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    kept: dict[str, Placed] = {}
    for one in placed:
        kept.setdefault(one.key, one)
    return tuple(kept.values())
