"""A player for the settings alone: it knows the outputs, and lets a ceiling be heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kap_companion.music.cued import Cued
from kap_companion.music.events import PlaylistEnded, TrackSkipped
from kap_companion.music.library import Library
from kap_companion.music.player import Player, PlayerStatus
from kap_companion.music.settings import SoundSettings
from kap_companion.music.track import Track

# The app's own music is made at this loudness (packaging/make_music.py).
_MADE_LUFS = -20.0
# Nobody with headphones on is startled.
_COMES_IN_S, _GOES_S = 3.0, 2.0


class SoundTrial:
    """Runs while the settings are open and no session has a player; `pump` it."""

    def __init__(
        self, new_player: Callable[[], Player], music: Path | None, library: Callable[[], Library]
    ) -> None:
        """Play from `music`, the folder of the app's own, where there is one.

        Without it nothing sounds here, and any track of the library opens the output.
        """
        self._new_player = new_player
        self._library = library
        self._player: Player | None = None
        self._track = _track_in(music)
        self._cued: Cued | None = None
        self._output: str | None = None
        self._is_sounding = False

    @property
    def can_sound(self) -> bool:
        """Whether there is any music to hear it by."""
        return self._track is not None

    @property
    def is_sounding(self) -> bool:
        """Whether it was asked to sound, and has not ended."""
        return self._is_sounding

    @property
    def status(self) -> PlayerStatus | None:
        """Return how its player stands, None while it has none."""
        return self._player.status if self._player is not None else None

    def open(self, sound: SoundSettings) -> None:
        """Start a player, silent, on the output that is chosen."""
        if self._player is None:
            self._player = self._new_player()
            self._output = sound.output
            self._player.set_output(sound.output)
            # The engine looks for outputs only once it has something to play.
            track = self._track or _first_of(self._library())
            self._player.load((track,) if track is not None else ())

    def close(self) -> None:
        """Fall silent and let the player go."""
        player, self._player = self._player, None
        self._is_sounding = False
        if player is not None:
            player.close()

    def hear(self, sound: SoundSettings, volume: float) -> None:
        """Let music at the target sound as loud as `volume` (0 to 1), coming in slowly."""
        player, track = self._player, self._track
        if player is None or track is None:
            return
        self._is_sounding = True
        self._cued = Cued(track, _gain_db(sound))
        player.set_volume(1.0)
        player.set_ceiling(volume)
        player.load((self._cued,))
        player.fade_to_silence(_GOES_S)
        player.fade_back(_COMES_IN_S)

    def rest(self) -> None:
        """Fall silent; the player stays."""
        if self._is_sounding and self._player is not None:
            self._is_sounding = False
            self._player.fade_to_silence(_GOES_S)

    def follow(self, sound: SoundSettings, volume: float) -> None:
        """Go by other settings at once."""
        player = self._player
        if player is None:
            return
        if sound.output != self._output:
            self._output = sound.output
            player.set_output(sound.output)
        player.set_ceiling(volume)
        if self._is_sounding and self._cued is not None:
            gain = _gain_db(sound)
            if gain != self._cued.gain_db:
                player.set_gain(self._cued, gain, 0.5)

    def pump(self) -> None:
        """Take in what happened; at the end of the music it is over."""
        if self._player is None:
            return
        for event in self._player.pump():
            if isinstance(event, PlaylistEnded | TrackSkipped):
                self._is_sounding = False


def _track_in(music: Path | None) -> Track | None:
    found = sorted(music.glob("*.opus")) if music is not None else []
    return Track(found[0], found[0].stem) if found else None


def _first_of(library: Library) -> Track | None:
    return next((row.track for row in library if row.track.path.exists()), None)


def _gain_db(sound: SoundSettings) -> float:
    return sound.target_lufs - _MADE_LUFS
