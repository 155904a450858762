"""How loud the music of a session is: the gain of each track, and the ceiling of the output."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from kap_companion.collection import Collection
from kap_companion.music.cued import Cued, Joint
from kap_companion.music.loudness import gain_db
from kap_companion.music.player import Player
from kap_companion.music.settings import SoundSettings
from kap_companion.music.track import Track

# What the clinician turns is heard soon, and nobody is startled.
_TURNED_DB_PER_S = 2.0
_PUMPS_PER_S = 10
# What was only found out meanwhile nobody shall notice.
_REGAIN_OVER_S = 20.0
_SAME_DB = 0.05


class Levels:
    """A gain changes where a track begins; what sounds is only ever led to another one slowly.

    Where another target is chosen, gain and ceiling go there side by side: were one of them there
    first, the music would pass the ceiling or drop under it.
    """

    def __init__(self, player: Player, collection: Collection) -> None:
        self.among: Sequence[Track] = ()
        """The tracks of the arc, in which those of one album are found."""
        self._player = player
        self._collection = collection
        self._target_lufs = self._sound.target_lufs
        self._gain_now: float | None = None
        self._last_lufs: float | None = None
        self._device = ""
        self._output: tuple[str | None] | None = None

    def cue(self, track: Track, joint: Joint = Joint.CROSSFADE, under_lu: float = 0.0) -> Cued:
        """Return a track with its gain; its place in the arc wants it `under_lu` softer."""
        return Cued(track, self._gain(track, under_lu), joint, under_lu)

    def began(self, track: Track, cued: Cued | None) -> None:
        """Note how loud what begins is: an unmeasured one to follow shall not be louder."""
        self._gain_now = cued.gain_db if cued is not None else None
        # What was chosen or found out as it was about to begin was too late for its gain.
        self._turn(cued)
        self._note_loudness(track)

    def regain(self) -> None:
        """Lead what sounds to the gain it should have by what was measured meanwhile."""
        self._turn(self._player.status.cued, _REGAIN_OVER_S)

    def apply(self) -> None:
        """Let the player know the sound settings, and the ceiling of the output there is."""
        sound, player = self._sound, self._player
        if self._output != (sound.output,):
            # Only a choice moves the sound: asked for anew once the headphones went, the system's
            # own output would be the laptop's speaker.
            self._output = (sound.output,)
            player.set_output(sound.output)
        player.set_crossfade(sound.crossfade_s)
        if not player.status.playing:
            self._target_lufs = sound.target_lufs
        player.set_ceiling(self.ceiling)
        if self._target_lufs == sound.target_lufs:
            self._turn(player.status.cued)

    def pump(self) -> bool:
        """Go by the output there is and lead on towards the chosen target; whether it is reached.

        That is said once.
        """
        player, device = self._player, self._player.status.device
        if device and device != self._device:
            self._device = device
            player.set_ceiling(self.ceiling)
        missing_db = self._sound.target_lufs - self._target_lufs
        # The track that goes out keeps its gain, so the ceiling waits for it.
        if not missing_db or player.status.crossfading:
            return False
        most_db = _TURNED_DB_PER_S / _PUMPS_PER_S if player.status.playing else math.inf
        if abs(missing_db) <= most_db:
            self._target_lufs = self._sound.target_lufs
        else:
            self._target_lufs += math.copysign(most_db, missing_db)
        self._turn(player.status.cued)
        following = player.status.next_cued
        if following is not None:
            player.set_gain(following, self._gain(following.track, following.under_lu))
        player.set_ceiling(self.ceiling)
        return self._target_lufs == self._sound.target_lufs

    @property
    def ceiling(self) -> float:
        """Return the greatest volume, 0 to 1, that the output may have.

        While it is not known which one that is, the lowest ceiling of any holds.
        """
        sound = replace(self._sound, target_lufs=self._target_lufs)
        name = sound.output or self._device
        if name:
            return sound.ceiling(name)
        return min((sound.ceiling(one) for one in sound.ceilings_lufs), default=1.0)

    @property
    def _sound(self) -> SoundSettings:
        return self._collection.sound

    def _gain(self, track: Track, under_lu: float) -> float:
        sound, known = self._sound, self._collection
        target_lufs = self._target_lufs - (under_lu if sound.follows_contour else 0.0)
        album = sound.album_mode
        loudness = known.loudness_in_album(track, self.among) if album else known.loudness(track)
        return gain_db(loudness, target_lufs, last_lufs=self._last_lufs, album=album)

    def _turn(self, cued: Cued | None, over_s: float | None = None) -> None:
        """Lead what sounds to the gain it should have; without `over_s` as a hand turns it."""
        now = self._gain_now
        if cued is None or now is None:
            return
        wanted = self._gain(cued.track, cued.under_lu)
        if abs(wanted - now) > _SAME_DB:
            over_s = abs(wanted - now) / _TURNED_DB_PER_S if over_s is None else over_s
            self._player.set_gain(cued, wanted, over_s)
            self._gain_now = wanted
            self._note_loudness(cued.track)

    def _note_loudness(self, track: Track) -> None:
        loudness = self._collection.loudness(track)
        if loudness is not None and self._gain_now is not None:
            self._last_lufs = loudness.integrated_lufs + self._gain_now
