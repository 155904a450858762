"""The music of a session: the arc follows the session, the player does what was asked, the log says
what sounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from kap_companion.collection import Collection
from kap_companion.companion import Change, Companion
from kap_companion.music import events
from kap_companion.music.arc import Arc, Placed, correct, from_form, phase_named, to_form
from kap_companion.music.course import course_of
from kap_companion.music.cued import Cued
from kap_companion.music.loudness import gain_db
from kap_companion.music.outside import Outside
from kap_companion.music.planner import Plan, Playing, Slot, plan
from kap_companion.music.player import Player, PlayerStatus
from kap_companion.music.playlist import Playlist, read_playlist
from kap_companion.music.settings import SoundSettings
from kap_companion.music.steering import Listening
from kap_companion.music.track import Track, track_key
from kap_companion.session import entries as e
from kap_companion.session.entries import Entry, MusicAct

_STEERING = (MusicAct.GENTLER, MusicAct.DEEPER, MusicAct.AS_PLANNED)
_SILENCE = (MusicAct.PAUSE, MusicAct.FADE)
# So close to the next track what was announced stands: its sound is already being read.
_SETTLED_S = 4.0
_FOLLOW_EVERY = 50  # pumps: about five seconds
_REGAIN_OVER_S = 20.0


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


class Accompaniment:
    """One player for one session; acts are logged, and so is each track as it begins to sound.

    The music does not end by itself: what is left of the arc is planned anew as the session goes
    on, and where nothing is left tracks come again.
    """

    def __init__(
        self,
        player: Player,
        companion: Companion,
        collection: Collection,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """Let `player` sound for `companion`'s session, by the sound settings of `collection`."""
        self.player = player
        self.collection = collection
        self.arc = Arc("", ())
        self.report = Playlist(())
        self._companion = companion
        self._elsewhere = elsewhere
        self._listening = Listening()
        self._outside = Outside()
        self._is_silence_asked = False
        for row in companion.rows():
            self._hear(row.entry.body)
        named = (companion.arc() or {}).get("elsewhere")
        if named is not None and named != self._outside.name:
            self._outside = Outside(str(named))
        self._queued: tuple[Cued, ...] = ()
        self._has_begun = False
        self._unplayable: set[str] = set()
        self._is_stale = False
        self._pumps = 0
        self._gain_now: float | None = None
        self._last_lufs: float | None = None
        self._device = ""
        self._output: tuple[str | None] | None = None
        player.set_volume(self.sound.first_volume)
        self.apply_sound()
        self.plan = self._planned(None)
        companion.subscribe(self._on_change)

    @property
    def sound(self) -> SoundSettings:
        """Return what the clinician chose for the sound."""
        return self.collection.sound

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Return the tracks of the arc in the order of its list."""
        return tuple(placed.track for placed in self.arc.placed)

    @property
    def announced(self) -> Slot | None:
        """Return what plays next: what is announced is what will follow."""
        return self.plan.slots[0] if self.plan.slots else None

    def at_once(self) -> Slot | None:
        """Return what would follow if the music were led on now."""
        current = self.now_placed
        playing = self._playing(current, 0.0) if current is not None else None
        slots = self._planned(playing, at_once=True).slots
        return slots[0] if slots else None

    @property
    def listening(self) -> Listening:
        """Return what was heard and asked for so far, as the record has it."""
        return self._listening

    @property
    def outside(self) -> Outside:
        """Return the music from elsewhere that was named for this session, as the record has it."""
        return self._outside

    def name_outside(self, name: str) -> None:
        """Say where music comes from that is not the app's own; empty: there is none any more."""
        if name != self._outside.name:
            self._outside = Outside(name)
            self._keep_arc(self.chosen_from)

    @property
    def now_placed(self) -> Placed | None:
        """Return the track at the player's place, as the arc has it."""
        status = self.player.status
        return self._placed(status.track) if status.track is not None else None

    # --- what is played -------------------------------------------------------------------------

    def choose(self, paths: Sequence[Path]) -> Playlist:
        """Take what lies under `paths`; the answer names what was not found."""
        return self.take_playlist(read_playlist(paths), paths)

    def take_playlist(self, playlist: Playlist, paths: Sequence[Path]) -> Playlist:
        """Take a list that was read from `paths`, in its order.

        Tracks in folders that are named after a phase belong to it, the others to none.
        """
        self.report = playlist
        placed = [
            Placed(track, phase_named(track.path), self.collection.intensity(track))
            for track in {track.path: track for track in playlist.tracks}.values()
        ]
        self.set_arc(Arc(", ".join(path.name for path in paths), tuple(placed)), paths)
        return playlist

    def plan_of(self, arc: Arc) -> Plan:
        """Return how `arc` would be laid from now on; it is looked at, not taken."""
        current = self.now_placed if self._has_begun else None
        left = _left_s(self.player.status)
        return self._planned(self._playing(current, left) if current else None, arc=arc)

    def set_arc(self, arc: Arc, paths: Sequence[Path] | None = None) -> None:
        """Let `arc` be the session's music from now on; what sounds is never cut for it.

        Music that plays is led over to the new one where the old track has no place in it.
        """
        self.arc = self._with_intensities(arc)
        self.collection.add(self.tracks, self._companion.now())
        self.collection.measure(self.tracks)
        self._keep_arc(self.chosen_from if paths is None else [str(path) for path in paths])
        status = self.player.status
        if status.playing and status.track is not None and self._placed(status.track) is None:
            self._move_on(self.sound.led_over_s)
        elif status.playing:
            self.follow()
        else:
            self._has_begun = False
            self._load()
        self.save_place()

    def correct(self, track: Track, intensity: float) -> None:
        """Keep the clinician's own intensity of a track, 0 to 1; steering goes by it from now."""
        self.collection.correct(track, intensity)
        self.arc = correct(self.arc, track_key(track.path), intensity)
        self._keep_arc(self.chosen_from)
        self.follow()

    @property
    def chosen_from(self) -> tuple[str, ...]:
        """Return where the music was chosen from, as the clinician named it."""
        return tuple((self._companion.arc() or {}).get("paths", ()))

    def act(
        self,
        act: MusicAct,
        name: str | None = None,
        late_by: timedelta | None = None,
        to: float | None = None,
    ) -> Entry[Any]:
        """Do to the music what the clinician asked, and keep that they did.

        `to` is where: seconds into the track for a seek, 0-1 for the volume; without it these
        two are kept as done already. With `name` it is done to music from elsewhere, as far as the
        desktop reaches it.
        """
        if name is not None:
            self.name_outside(name)
            self._move_elsewhere(act, name)
        elif act not in _STEERING:
            self._move(act, to)
        entry = self._companion.music(act, name, late_by)
        if name is None and act in _STEERING and self.arc.placed:
            # What follows is decided by the record alone, so the record comes first.
            if self._listening.at_once:
                self._move_on(self.sound.led_over_s)
            else:
                self.follow()
        return entry

    def follow(self) -> None:
        """Plan what follows by how the session stands now, and let the player know."""
        self._is_stale = False
        if not self.arc.placed:
            return
        status = self.player.status
        if not self._has_begun:
            self._load()
            return
        left = _left_s(status)
        is_settled = left is not None and left < self.sound.crossfade_s + _SETTLED_S
        if status.playing and (is_settled or status.crossfading):
            self._is_stale = True
            return
        self._plan_and_queue(left)

    def take(self, event: events.PlayerEvent) -> events.PlayerEvent:
        """Keep what one event of the player says about what sounds; return it, told whole.

        The player knows only its own list: whether a track comes again the record tells.
        """
        match event:
            case events.TrackStarted(track=track, position_s=position_s):
                self._has_begun = True
                if self._queued and self._queued[0].track == track:
                    self._queued = self._queued[1:]
                self._gain_now = event.cued.gain_db if event.cued is not None else None
                self._is_stale = True
                was_heard = track_key(track.path) in self._listening.played
                if not self._companion.state.is_signed:
                    self._log_started(track, position_s)
                return replace(event, again=event.again or (was_heard and position_s == 0))
            case events.TrackSkipped(track=track):
                self._unplayable.add(track_key(track.path))
                self._is_stale = True
            case _:
                pass
        return event

    def pump(self) -> list[events.PlayerEvent]:
        """Return what happened to the music since the last time, after keeping it."""
        told = [self.take(event) for event in self.player.pump()]
        device = self.player.status.device
        if device and device != self._device:
            self._device = device
            self.player.set_ceiling(self.ceiling)
        self._pumps += 1
        if self.collection.pump():
            self._take_measurements()
        elif self._is_stale or (self.player.status.playing and self._pumps % _FOLLOW_EVERY == 0):
            self.follow()
        return told

    def apply_sound(self) -> None:
        """Let the player know the sound settings, and the ceiling of the output there is."""
        if self._output != (self.sound.output,):
            # Only a choice moves the sound: asked for anew once the headphones went, the system's
            # own output would be the laptop's speaker.
            self._output = (self.sound.output,)
            self.player.set_output(self.sound.output)
        self.player.set_crossfade(self.sound.crossfade_s)
        self.player.set_ceiling(self.ceiling)
        self._is_stale = True

    @property
    def ceiling(self) -> float:
        """Return the greatest volume, 0 to 1, that the output may have.

        While it is not known which one that is, the lowest ceiling of any holds.
        """
        sound, name = self.sound, self.sound.output or self._device
        if name:
            return sound.ceiling(name)
        return min((sound.ceiling(one) for one in sound.ceilings_lufs), default=1.0)

    # --- what a restart finds -------------------------------------------------------------------

    def save_place(self) -> None:
        """Keep where the music is, so that a restart finds it."""
        status = self.player.status
        self._companion.save_music(
            {
                "key": track_key(status.track.path) if status.track is not None else None,
                "position_s": status.position_s,
                "playing": status.playing and not status.faded,
                "volume": status.volume,
            }
        )

    def restore(self) -> None:
        """Load what was playing before a restart, at its place; it plays on if it was playing."""
        place, kept = self._companion.music_place(), self._companion.arc()
        if not place or not kept or "arc" not in kept:
            return
        self.arc = self._with_intensities(from_form(kept["arc"]))
        self.collection.measure(self.tracks)
        self.player.set_volume(float(place["volume"]))
        current = next((one for one in self.arc.placed if one.key == place["key"]), None)
        if current is None:
            self._load()
            return
        position_s = float(place["position_s"])
        length_s = current.track.length_s
        left = None if length_s is None else max(0.0, length_s - position_s)
        self.plan = self._planned(self._playing(current, left))
        now = self._cued(current, None)
        self._queued = self._cues()
        self._has_begun = True
        self.player.load(
            (now, *self._queued),
            position_s=position_s,
            # A restart breaks no silence that was asked for, though the place was kept before it.
            playing=bool(place["playing"]) and not self._is_silence_asked,
            repeat_last=True,
        )

    def close(self) -> None:
        """Let the player go."""
        self.player.close()

    # --- how it is done -------------------------------------------------------------------------

    def _load(self) -> None:
        """Put the plan into a player in which nothing has begun yet."""
        self.plan = self._planned(None)
        cues = self._cues()
        if cues != self._queued or self.player.status.track is None:
            self._queued = cues
            self.player.load(cues, repeat_last=True)

    def _plan_and_queue(self, left_s: float | None, at_once: bool = False) -> None:
        current = self.now_placed
        self.plan = self._planned(self._playing(current, left_s) if current else None, at_once)
        cues = self._cues()
        if cues != self._queued:
            self._queued = cues
            self.player.queue(cues)

    def _move_on(self, over_s: float | None) -> None:
        """Go to what fits now, at once."""
        if not self._has_begun:
            self._load()
            self.player.play()
            return
        self._plan_and_queue(0.0, at_once=True)
        self.player.next(over_s)

    def _planned(
        self, playing: Playing | None, at_once: bool = False, arc: Arc | None = None
    ) -> Plan:
        bad = self._unplayable | self.collection.unplayable
        arc = self.arc if arc is None else arc
        if any(placed.key in bad for placed in arc.placed):
            arc = replace(arc, placed=tuple(one for one in arc.placed if one.key not in bad))
        course = course_of(self._companion.state, self._companion.now())
        crossfade_s = self.sound.crossfade_s
        return plan(arc, course, playing, self._listening, crossfade_s, at_once=at_once)

    def _playing(self, placed: Placed, left_s: float | None) -> Playing:
        return Playing(placed.key, left_s, self._listening.phase, placed.step)

    def _cues(self) -> tuple[Cued, ...]:
        last = self._last_lufs
        cues = []
        for slot in self.plan.slots:
            cues.append(self._cued(slot.placed, last, slot))
        return tuple(cues)

    def _cued(self, placed: Placed, last_lufs: float | None, slot: Slot | None = None) -> Cued:
        album = self.sound.album_mode
        known = self.collection
        loudness = (
            known.loudness_in_album(placed.track, self.tracks)
            if album
            else known.loudness(placed.track)
        )
        gain = gain_db(loudness, self.sound.target_lufs, last_lufs=last_lufs, album=album)
        return Cued(placed.track, gain) if slot is None else Cued(placed.track, gain, slot.joint)

    def _placed(self, track: Track) -> Placed | None:
        key = track_key(track.path)
        return next((placed for placed in self.arc.placed if placed.key == key), None)

    def _keep_arc(self, paths: Sequence[str]) -> None:
        kept: dict[str, Any] = {"elsewhere": self._outside.name}
        if self.arc.placed:
            kept |= {"arc": to_form(self.arc), "paths": list(paths)}
        self._companion.save_arc(kept)

    def _log_started(self, track: Track, position_s: float) -> None:
        companion, placed = self._companion, self._placed(track)
        loudness = self.collection.loudness(track)
        if loudness is not None and self._gain_now is not None:
            self._last_lufs = loudness.integrated_lufs + self._gain_now
        companion.track_started(
            track.title,
            track.artist,
            track.length_s,
            position_s,
            track_id=track_key(track.path),
            step=placed.step if placed is not None else None,
        )

    def _with_intensities(self, arc: Arc) -> Arc:
        """Return an arc that was kept before all of it was measured with what is known now."""
        known = self.collection.intensity
        placed = (
            one if one.intensity is not None else replace(one, intensity=known(one.track))
            for one in arc.placed
        )
        return replace(arc, placed=tuple(placed))

    def _take_measurements(self) -> None:
        """Use what was measured meanwhile: for what follows at once, for what sounds slowly."""
        placed = tuple(
            replace(one, intensity=self.collection.intensity(one.track)) for one in self.arc.placed
        )
        self.arc = replace(self.arc, placed=placed)
        status = self.player.status
        if status.cued is not None and self._has_begun:
            found = self._cued(Placed(status.cued.track, None), self._last_lufs).gain_db
            if self._gain_now is not None and abs(found - self._gain_now) > 0.05:
                self._gain_now = found
                self.player.set_gain(status.cued, found, _REGAIN_OVER_S)
        self.follow()

    def _on_change(self, change: Change) -> None:
        self._hear(change.entry.body)
        if not isinstance(change.row.body, e.NoteTaken | e.Marked):
            self._is_stale = True

    def _hear(self, body: object) -> None:
        if isinstance(body, e.TrackStarted | e.MusicChanged):
            self._listening = self._listening.after(body)
        match body:
            case e.MusicChanged(name=str()):
                self._outside = self._outside.after(body)
            case e.MusicChanged(act=act) if act in _SILENCE:
                self._is_silence_asked = True
            case e.TrackStarted() | e.MusicChanged(act=MusicAct.RESUME | MusicAct.FADE_BACK):
                self._is_silence_asked = False
            case _:
                pass

    def _move_elsewhere(self, act: MusicAct, name: str) -> None:
        if self._elsewhere is None:
            return
        match act:
            case MusicAct.PLAY | MusicAct.RESUME | MusicAct.FADE_BACK:
                self._elsewhere.play(name)
            case MusicAct.PAUSE | MusicAct.FADE:
                self._elsewhere.pause(name)
            case MusicAct.LOWER:
                self._elsewhere.lower(name)
            case MusicAct.RAISE:
                self._elsewhere.raise_(name)
            case _:
                pass

    def _move(self, act: MusicAct, to: float | None) -> None:
        player = self.player
        match act:
            case MusicAct.PLAY:
                player.play()
            case MusicAct.PAUSE:
                player.pause()
            case MusicAct.RESUME:
                player.resume()
            case MusicAct.NEXT:
                self._move_on(None)
            case MusicAct.PREVIOUS:
                player.previous()
            case MusicAct.LOWER:
                player.lower()
            case MusicAct.RAISE:
                player.raise_()
            case MusicAct.FADE:
                player.fade_to_silence(self.sound.fade_s)
            case MusicAct.FADE_BACK:
                player.fade_back(self.sound.fade_s)
            case MusicAct.FOLLOW:
                self._move_on(self.sound.led_over_s)
            case MusicAct.SEEK:
                if to is not None:
                    player.seek(to)
            case MusicAct.VOLUME:
                if to is not None:
                    player.set_volume(to)
            case MusicAct.GENTLER | MusicAct.DEEPER | MusicAct.AS_PLANNED:
                pass


def _left_s(status: PlayerStatus) -> float | None:
    if status.length_s is None:
        return None
    return max(0.0, status.length_s - status.position_s)
