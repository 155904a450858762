"""Music from elsewhere, such as a streaming app or the room's own player, as the record has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kap_companion.session.entries import MusicAct, MusicChanged

_ON = (MusicAct.PLAY, MusicAct.RESUME, MusicAct.FADE_BACK)
_OFF = (MusicAct.PAUSE, MusicAct.FADE)


@dataclass(frozen=True, slots=True)
class Outside:
    """How it stands by what the clinician did to it, as nobody else tells.

    `name` is what it was named, empty where there is none.
    """

    name: str = ""
    is_playing: bool = False
    is_lowered: bool = False

    def after(self, body: MusicChanged) -> Outside:
        """Return how it stands after one more act; acts on the app's own music change nothing."""
        if body.name is None:
            return self
        known = self if body.name == self.name else Outside(body.name)
        match body.act:
            case act if act in _ON:
                return replace(known, is_playing=True)
            case act if act in _OFF:
                return replace(known, is_playing=False)
            case MusicAct.LOWER:
                return replace(known, is_lowered=True)
            case MusicAct.RAISE:
                return replace(known, is_lowered=False)
            case _:
                return known
