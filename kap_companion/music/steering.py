"""Which track follows: the arc's next one, or what fits gentler and deeper as asked for."""

from __future__ import annotations

from dataclasses import dataclass

from kap_companion.music.arc import Placed
from kap_companion.session.entries import MusicChanged, TrackStarted
from kap_companion.session.phases import Phase


@dataclass(frozen=True, slots=True)
class Listening:
    """What the record says about the music so far: a pure fold of it.

    `played` holds the keys of the tracks that began, each once, the latest last. `step` and
    `phase` are those of the last one: the phase is the session's when it began (Slot.phase).
    `held` is the step that an earlier request holds the music at, None: as planned. `waiting`
    is a request that no track has answered yet: -1 gentler, +1 deeper. `at_once` says that it
    was pressed twice: the answer is to come now, by a long crossfade. `is_steered` says that a
    request has been answered in this phase.
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
        """The step that the next track is to move towards; None: as planned."""
        raise NotImplementedError

    def after(self, body: TrackStarted | MusicChanged) -> Listening:
        """Return what is so after one more entry of the record about the music."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Choice:
    """The track that follows; `again`: it was played before in this session."""

    placed: Placed
    again: bool
