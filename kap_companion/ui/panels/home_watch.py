"""Keeps the banner true to the session that was not ended, and ends it from Home."""

from __future__ import annotations

from datetime import datetime

from kap_companion.companion import Companion
from kap_companion.session.clock import at_offset
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.home_unended import UnendedBanner
from kap_companion.ui.panels.home_view import (
    Glance,
    kept_words,
    unended_words,
)
from kap_companion.ui.presenting import ring_face


class UnendedWatch:
    """Looks at the session without taking it up; where it goes on behind Home, at that itself."""

    def __init__(self, conductor: Conductor, banner: UnendedBanner) -> None:
        """Begin with nothing to watch."""
        self._conductor = conductor
        self._banner = banner
        self._companion: Companion | None = None
        self._kept = ""
        self.session: Glance | None = None

    def watch(self, session: Glance | None) -> None:
        """Watch another session, or none; this reads the vault."""
        self.session = session
        self._companion = None
        if session is None:
            return
        goes_on = self.goes_on(session.id)
        practice = self._conductor.practice
        companion = self._conductor.companion if goes_on else practice.look_at(session.id)
        self._companion = companion
        self._kept = kept_words(companion, self.local, is_open=goes_on)
        self.show()

    def show(self) -> None:
        """Show the session as it stands this second; nothing is read."""
        session, companion = self.session, self._companion
        if session is None or companion is None:
            return
        goes_on = self.goes_on(session.id)
        words = unended_words(session, companion, self.local, self._kept, is_open=goes_on)
        face = ring_face(companion.state, companion.now(), self._conductor.clock_words)
        is_old = session.last_at.date() != self.now().date()
        self._banner.show_session(words, face, is_old=is_old)

    def end(self, reason: str) -> None:
        """End the session; a refusal is told by the conductor."""
        session, conductor = self.session, self._conductor
        if session is None:
            return
        why = reason or None
        if self.goes_on(session.id):
            if conductor.attempt(lambda: conductor.companion.end(why)) is not None:
                conductor.leave()
        else:
            conductor.attempt(lambda: conductor.practice.resume(session.id).end(why))

    def goes_on(self, session_id: str) -> bool:
        """Whether this session is open, behind Home."""
        conductor = self._conductor
        return conductor.has_session and conductor.companion.session_id == session_id

    def now(self) -> datetime:
        """Return the clinician's own time."""
        return self.local(self._conductor.practice.clock.now().wall)

    def local(self, at: datetime) -> datetime:
        """Return a moment in the clinician's own time."""
        return at_offset(at, self._conductor.practice.clock.utc_offset(at))
