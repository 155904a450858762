"""The desktop's media keys in a session: they do what the buttons do, and are kept like these.

What goes out is the track's title and artist, its length and place: nothing of the client or the
session. Under the veil the names go too, since the desktop's lock screen shows them to everybody,
and a piece may be called after the person it was made for; pausing works there all the same. What
comes in is for the app's own music: music from elsewhere has a place of its own on the desktop.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kap_companion.session.entries import MusicAct
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.media_keys import MediaKeys, Transport
from kap_companion.ui.panels.session_music_acts import MusicActs
from kap_companion.ui.words import tr, tr_later

_UNNAMED = tr_later("Music")


class DesktopTransport(QObject):
    """Offered to the desktop while a session with music is open, and withdrawn after."""

    def __init__(
        self,
        conductor: Conductor,
        acts: MusicActs,
        parent: QObject | None = None,
        *,
        names_tracks: bool = True,
    ) -> None:
        """Do what `acts` do; the desktop is told what plays only where it `names_tracks`."""
        super().__init__(parent)
        self._names_tracks = names_tracks
        self._conductor = conductor
        self._was_refused = False
        self.keys = MediaKeys(self)
        keys = self.keys
        keys.play_asked.connect(lambda: self._do(acts.play_own))
        keys.pause_asked.connect(lambda: self._do(acts.pause_own))
        keys.play_or_pause_asked.connect(lambda: self._do(acts.play_or_pause_own))
        keys.next_asked.connect(lambda: self._do(lambda: acts.step(MusicAct.NEXT)))
        keys.previous_asked.connect(lambda: self._do(lambda: acts.step(MusicAct.PREVIOUS)))
        conductor.opened.connect(self._begin)
        conductor.left.connect(keys.withdraw)
        conductor.beat.connect(self.tell)

    def tell(self) -> None:
        """Tell the desktop how the music stands: once a second is enough."""
        if not self._conductor.has_session:
            return
        music = self._conductor.music
        if not music.arc.placed:
            self.keys.withdraw()
            return
        if not self.keys.is_offered and not self._was_refused:
            self._was_refused = not self.keys.offer()
        if not self.keys.is_offered:
            return
        status = music.player.status
        track = status.track
        shown = Transport(
            title=(track.title if self._names_tracks else tr(_UNNAMED)) if track else "",
            artist=(track.artist or "") if track and self._names_tracks else "",
            length_s=status.length_s,
            has_music=track is not None,
            is_playing=status.playing,
            volume=status.volume,
        )
        self.keys.show_transport(shown, status.position_s)

    def _begin(self) -> None:
        self._was_refused = False
        self.tell()

    def _do(self, act: Callable[[], None]) -> None:
        if self._conductor.has_session:
            act()
