"""Before a lock closes the vault: keep what is half typed and where one was; then come back."""

from __future__ import annotations

from typing import Protocol

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.lock_place import (
    SCRATCH,
    Place,
    come_back_home,
    come_back_to_room,
    place_form,
    place_now,
    place_of,
)


class Closing(Place, Protocol):
    """What the window does for it."""

    def keep_half_typed(self) -> None:
        """Save what stands in the note box and the draft."""
        ...


def keep_place(window: Closing, conductor: Conductor) -> str:
    """Keep what is half typed, and where the window is; return why the disk took it not, if so."""
    refused: list[str] = []

    def remember(why: str) -> None:
        refused.append(why)

    def keep() -> None:
        window.keep_half_typed()
        vault = conductor.practice.vault
        vault.scratch.save(SCRATCH, place_form(place_now(window, conductor)))

    conductor.not_kept.connect(remember)
    try:
        conductor.attempt(keep)
    finally:
        conductor.not_kept.disconnect(remember)
    return refused[0] if refused else ""


def come_back(window: Closing, conductor: Conductor) -> None:
    """Go to where the window was as it locked; what is not there any more is left out."""
    scratch = conductor.practice.vault.scratch
    form = conductor.attempt(lambda: scratch.load(SCRATCH))
    if form is None:
        return
    place = place_of(form, conductor.practice.vault.clients)
    if place is not None and window.home is not None:
        come_back_home(window.home, place)
        if place.session_id is not None:
            _take_up(window, conductor, place.session_id)
        if conductor.has_session and window.room is not None:
            come_back_to_room(window.room, place)
    conductor.attempt(lambda: scratch.clear(SCRATCH))


def _take_up(window: Closing, conductor: Conductor, session_id: str) -> None:
    if conductor.practice.vault.sessions.find(session_id):
        conductor.attempt(lambda: conductor.resume(session_id))
