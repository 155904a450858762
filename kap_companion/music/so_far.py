"""What the record says of a session's music so far: heard, asked for, silenced, from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kap_companion.music.outside import Outside
from kap_companion.music.steering import Listening
from kap_companion.session.entries import MusicAct, MusicChanged, TrackStarted

_SILENCE = (MusicAct.PAUSE, MusicAct.FADE)
_SOUND = (MusicAct.RESUME, MusicAct.FADE_BACK)


@dataclass(frozen=True, slots=True)
class SoFar:
    """A pure fold of the record. `is_silence_asked`: the clinician let the app's music rest."""

    listening: Listening = field(default_factory=Listening)
    outside: Outside = field(default_factory=Outside)
    is_silence_asked: bool = False

    def after(self, body: object) -> SoFar:
        """Return what is so after one more entry; one that is not about music changes nothing."""
        match body:
            case TrackStarted():
                heard = self.listening.after(body)
                return replace(self, listening=heard, is_silence_asked=False)
            case MusicChanged(name=str()):
                return replace(self, outside=self.outside.after(body))
            case MusicChanged(act=act):
                is_silent = act in _SILENCE or (self.is_silence_asked and act not in _SOUND)
                heard = self.listening.after(body)
                return replace(self, listening=heard, is_silence_asked=is_silent)
            case _:
                return self

    def named(self, name: str) -> SoFar:
        """Return the same with music from elsewhere under another name; empty: there is none."""
        return self if name == self.outside.name else replace(self, outside=Outside(name))
