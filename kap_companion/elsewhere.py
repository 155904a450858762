"""Music from elsewhere, moved by the clinician's acts as far as the desktop reaches it."""

from __future__ import annotations

from typing import Protocol

from kap_companion.session.entries import MusicAct


class Elsewhere(Protocol):
    """Another program's music, as far as the desktop lets it be reached; each act may fail."""

    def play(self, name: str) -> bool:
        """Let it play."""

    def pause(self, name: str) -> bool:
        """Let it pause."""

    def lower(self, name: str) -> bool:
        """Make it quiet for talking."""

    def raise_(self, name: str) -> bool:
        """Bring it back."""


def move_elsewhere(elsewhere: Elsewhere, act: MusicAct, name: str) -> None:
    """Do `act` to the music of that name; what cannot be done to it from here is only logged."""
    match act:
        case MusicAct.PLAY | MusicAct.RESUME | MusicAct.FADE_BACK:
            elsewhere.play(name)
        case MusicAct.PAUSE | MusicAct.FADE:
            elsewhere.pause(name)
        case MusicAct.LOWER:
            elsewhere.lower(name)
        case MusicAct.RAISE:
            elsewhere.raise_(name)
        case _:
            pass
