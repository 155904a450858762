"""The music of a session as a restart finds it: which was chosen, and where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kap_companion.companion import Companion
from kap_companion.music.arc import Arc, from_form, to_form
from kap_companion.music.player import PlayerStatus
from kap_companion.music.track import track_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where the music was: `key` is the track's, None where there was none.

    `under_lu` is how far under the target its place in the arc had it.
    """

    key: str | None
    position_s: float
    is_playing: bool
    volume: float
    under_lu: float = 0.0


class KeptMusic:
    """Keeps it in the session's scratch, which is overwritten; the record says what sounded."""

    def __init__(self, companion: Companion) -> None:
        self._companion = companion

    def keep(self, arc: Arc, chosen_from: Sequence[str], elsewhere: str) -> None:
        """Keep which music was chosen, and the name of that from elsewhere."""
        kept: dict[str, Any] = {"elsewhere": elsewhere}
        if arc.placed:
            kept |= {"arc": to_form(arc), "paths": list(chosen_from)}
        self._companion.save_arc(kept)

    @property
    def arc(self) -> Arc | None:
        """Return the arc that was chosen. Raises ArcError where it cannot be read."""
        form = self._form.get("arc")
        return from_form(form) if form is not None else None

    @property
    def chosen_from(self) -> tuple[str, ...]:
        """Return where the music was chosen from, as the clinician named it."""
        return tuple(self._form.get("paths", ()))

    @property
    def elsewhere(self) -> str | None:
        """Return the name of music from elsewhere; None where nothing is kept of it."""
        name = self._form.get("elsewhere")
        return None if name is None else str(name)

    def keep_place(self, status: PlayerStatus) -> None:
        """Keep where the music is."""
        self._companion.save_music(
            {
                "key": track_key(status.track.path) if status.track is not None else None,
                "position_s": status.position_s,
                "playing": status.playing and not status.faded,
                "volume": status.volume,
                "under_lu": status.cued.under_lu if status.cued is not None else 0.0,
            }
        )

    @property
    def place(self) -> Place | None:
        """Return where the music was."""
        form = self._companion.music_place()
        if not form:
            return None
        return Place(
            form["key"],
            float(form["position_s"]),
            bool(form["playing"]),
            float(form["volume"]),
            float(form.get("under_lu", 0.0)),
        )

    @property
    def _form(self) -> dict[str, Any]:
        return self._companion.arc() or {}
