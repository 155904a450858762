"""The arc follows the session: the player's list is kept in step with the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kap_companion.collection import Collection
from kap_companion.companion import Companion
from kap_companion.kept_music import Place
from kap_companion.levels import Levels
from kap_companion.music.arc import Arc, Placed, correct
from kap_companion.music.course import course_of
from kap_companion.music.cued import Cued
from kap_companion.music.planner import Plan, Playing, Slot, plan
from kap_companion.music.player import Player, PlayerStatus
from kap_companion.music.steering import Listening
from kap_companion.music.track import Track, track_key

# So close to the next track what was announced stands: its sound is already being read.
_SETTLED_S = 4.0


class Following:
    """What is left of the arc is planned anew as the session goes on, and where nothing is left
    tracks come again. No track is cut for it, unless the clinician asks for that.

    `is_stale` says that something happened that the plan does not know yet.
    """

    def __init__(
        self,
        player: Player,
        companion: Companion,
        collection: Collection,
        levels: Levels,
        heard: Callable[[], Listening],
    ) -> None:
        """Plan for `companion`'s session; `heard` tells what was heard and asked for so far."""
        self.arc = Arc("")
        self.is_stale = False
        self._player = player
        self._companion = companion
        self._collection = collection
        self._levels = levels
        self._heard = heard
        self._queued: tuple[Cued, ...] = ()
        self._has_begun = False
        self._skipped: set[str] = set()
        self.plan = self._planned(None)

    # --- what is seen ---------------------------------------------------------------------------

    @property
    def now_placed(self) -> Placed | None:
        """Return the track at the player's place, as the arc has it."""
        status = self._player.status
        return self.placed(status.track) if status.track is not None else None

    def placed(self, track: Track) -> Placed | None:
        """Return a track as the arc has it."""
        key = track_key(track.path)
        return next((placed for placed in self.arc.placed if placed.key == key), None)

    def at_once(self) -> Slot | None:
        """Return what would follow if the music were led on now."""
        current = self.now_placed
        playing = self._playing(current, 0.0) if current is not None else None
        slots = self._planned(playing, at_once=True).slots
        return slots[0] if slots else None

    def plan_of(self, arc: Arc) -> Plan:
        """Return how `arc` would be laid from now on; it is looked at, not taken."""
        current = self.now_placed if self._has_begun else None
        left = _left_s(self._player.status)
        return self._planned(self._playing(current, left) if current else None, arc=arc)

    # --- what is done ---------------------------------------------------------------------------

    def take(self, arc: Arc) -> None:
        """Let `arc` be the music from now on, and have measured what is not known of it."""
        self.arc = arc
        self.look_up_intensities(anew=False)
        tracks = tuple(placed.track for placed in arc.placed)
        self._levels.among = tracks
        self._collection.measure(tracks)

    def begin(self) -> None:
        """Go by an arc that was taken: music that has no place in it is led over to what has."""
        status = self._player.status
        if status.playing and status.track is not None and self.placed(status.track) is None:
            self.move_on(self._collection.sound.led_over_s)
        elif status.playing:
            self.follow()
        else:
            self._has_begun = False
            self._load()

    def take_up(self, place: Place, is_playing: bool) -> None:
        """Stand where the music was before a restart, playing or not."""
        self._player.set_volume(place.volume)
        current = next((one for one in self.arc.placed if one.key == place.key), None)
        if current is None:
            self._load()
            return
        length_s = current.track.length_s
        left = None if length_s is None else max(0.0, length_s - place.position_s)
        self.plan = self._planned(self._playing(current, left))
        now = self._levels.cue(current.track, under_lu=place.under_lu)
        self._queued = self._cues()
        self._has_begun = True
        self._player.load(
            (now, *self._queued),
            position_s=place.position_s,
            playing=is_playing,
            repeat_last=True,
        )

    def correct(self, track: Track, intensity: float) -> None:
        """Go by the clinician's own intensity of a track, 0 to 1."""
        self.arc = correct(self.arc, track_key(track.path), intensity)

    def look_up_intensities(self, *, anew: bool) -> None:
        """Take what was measured of the arc's tracks: of all `anew`, else of those without."""
        known = self._collection.intensity
        placed = (
            replace(one, intensity=known(one.track)) if anew or one.intensity is None else one
            for one in self.arc.placed
        )
        self.arc = replace(self.arc, placed=tuple(placed))

    def follow(self) -> None:
        """Plan what follows by how the session stands now, and let the player know."""
        self.is_stale = False
        if not self.arc.placed:
            return
        status = self._player.status
        if not self._has_begun:
            self._load()
            return
        left = _left_s(status)
        is_settled = left is not None and left < self._collection.sound.crossfade_s + _SETTLED_S
        if status.playing and (is_settled or status.crossfading):
            self.is_stale = True
            return
        self._plan_and_queue(left)

    def move_on(self, over_s: float | None) -> None:
        """Go to what fits now, at once; by a long crossfade where `over_s` says so."""
        if not self._has_begun:
            self._load()
            self._player.play()
            return
        self._plan_and_queue(0.0, at_once=True)
        self._player.next(over_s)

    def began(self, track: Track) -> None:
        """Note that a track began to sound."""
        self._has_begun = self.is_stale = True
        if self._queued and self._queued[0].track == track:
            self._queued = self._queued[1:]

    def skipped(self, track: Track) -> None:
        """Note that a track cannot be played."""
        self._skipped.add(track_key(track.path))
        self.is_stale = True

    # --- how it is done -------------------------------------------------------------------------

    def _load(self) -> None:
        """Put the plan into a player in which nothing has begun yet."""
        self.plan = self._planned(None)
        cues = self._cues()
        if cues != self._queued or self._player.status.track is None:
            self._queued = cues
            self._player.load(cues, repeat_last=True)

    def _plan_and_queue(self, left_s: float | None, at_once: bool = False) -> None:
        current = self.now_placed
        self.plan = self._planned(self._playing(current, left_s) if current else None, at_once)
        cues = self._cues()
        if cues != self._queued:
            self._queued = cues
            self._player.queue(cues)

    def _planned(
        self, playing: Playing | None, at_once: bool = False, arc: Arc | None = None
    ) -> Plan:
        bad = self._skipped | self._collection.unplayable
        arc = self.arc if arc is None else arc
        if any(placed.key in bad for placed in arc.placed):
            arc = replace(arc, placed=tuple(one for one in arc.placed if one.key not in bad))
        course = course_of(self._companion.state, self._companion.now())
        sound = self._collection.sound
        return plan(
            *(arc, course, playing, self._heard(), sound.crossfade_s),
            led_over_s=sound.led_over_s,
            at_once=at_once,
        )

    def _playing(self, placed: Placed, left_s: float | None) -> Playing:
        return Playing(placed.key, left_s, self._heard().phase, placed.step)

    def _cues(self) -> tuple[Cued, ...]:
        cue = self._levels.cue
        slots = self.plan.slots
        return tuple(cue(slot.placed.track, slot.joint, slot.under_lu) for slot in slots)


def _left_s(status: PlayerStatus) -> float | None:
    if status.length_s is None:
        return None
    return max(0.0, status.length_s - status.position_s)
