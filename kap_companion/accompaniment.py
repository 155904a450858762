"""The music of a session: the arc follows the session, the player does what was asked, the log says
what sounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from kap_companion.collection import Collection
from kap_companion.companion import Change, Companion
from kap_companion.elsewhere import Elsewhere, move_elsewhere
from kap_companion.following import Following
from kap_companion.kept_music import KeptMusic
from kap_companion.levels import Levels
from kap_companion.music import events
from kap_companion.music.arc import Arc, Placed, phase_named
from kap_companion.music.moves import move
from kap_companion.music.outside import Outside
from kap_companion.music.planner import Plan, Slot
from kap_companion.music.player import Player
from kap_companion.music.playlist import Playlist, read_playlist
from kap_companion.music.settings import SoundSettings
from kap_companion.music.so_far import SoFar
from kap_companion.music.steering import Listening
from kap_companion.music.track import Track, track_key
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import Entry, MusicAct

_STEERING = (MusicAct.GENTLER, MusicAct.DEEPER, MusicAct.AS_PLANNED)
_FOLLOW_EVERY = 50  # pumps: about five seconds


class Accompaniment:
    """One player for one session; acts are logged, and so is each track as it begins to sound.

    The music does not end by itself. What follows is Following's, how loud it is Levels'.
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
        self.report = Playlist(())
        self._companion = companion
        self._elsewhere = elsewhere
        self._kept = KeptMusic(companion)
        self._so_far = SoFar()
        for row in companion.rows():
            self._so_far = self._so_far.after(row.entry.body)
        if self._kept.elsewhere is not None:
            self._so_far = self._so_far.named(self._kept.elsewhere)
        self._levels = Levels(player, collection)
        self._following = Following(
            player, companion, collection, self._levels, lambda: self.listening
        )
        self._pumps = 0
        player.set_volume(self.sound.first_volume)
        self.apply_sound()
        companion.subscribe(self._on_change)

    # --- what is seen ---------------------------------------------------------------------------

    @property
    def sound(self) -> SoundSettings:
        """Return what the clinician chose for the sound."""
        return self.collection.sound

    @property
    def ceiling(self) -> float:
        """Return the greatest volume, 0 to 1, that the output may have."""
        return self._levels.ceiling

    @property
    def arc(self) -> Arc:
        """Return the session's music."""
        return self._following.arc

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Return the tracks of the arc in the order of its list."""
        return tuple(placed.track for placed in self.arc.placed)

    @property
    def chosen_from(self) -> tuple[str, ...]:
        """Return where the music was chosen from, as the clinician named it."""
        return self._kept.chosen_from

    @property
    def now_placed(self) -> Placed | None:
        """Return the track at the player's place, as the arc has it."""
        return self._following.now_placed

    @property
    def plan(self) -> Plan:
        """Return what follows, as the player has it."""
        return self._following.plan

    @property
    def announced(self) -> Slot | None:
        """Return what plays next: what is announced is what will follow."""
        return self.plan.slots[0] if self.plan.slots else None

    def at_once(self) -> Slot | None:
        """Return what would follow if the music were led on now."""
        return self._following.at_once()

    def plan_of(self, arc: Arc) -> Plan:
        """Return how `arc` would be laid from now on; it is looked at, not taken."""
        return self._following.plan_of(arc)

    @property
    def listening(self) -> Listening:
        """Return what was heard and asked for so far, as the record has it."""
        return self._so_far.listening

    @property
    def outside(self) -> Outside:
        """Return the music from elsewhere that was named for this session, as the record has it."""
        return self._so_far.outside

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

    def set_arc(self, arc: Arc, paths: Sequence[Path] | None = None) -> None:
        """Let `arc` be the session's music from now on; what sounds is never cut for it.

        Music that plays is led over to the new one where the old track has no place in it.
        """
        self.collection.add([placed.track for placed in arc.placed], self._companion.now())
        self._following.take(arc)
        self._keep(self.chosen_from if paths is None else [str(path) for path in paths])
        self._following.begin()
        self.save_place()

    def correct(self, track: Track, intensity: float) -> None:
        """Keep the clinician's own intensity of a track, 0 to 1; steering goes by it from now."""
        self.collection.correct(track, intensity)
        self._following.correct(track, intensity)
        self._keep(self.chosen_from)
        self.follow()

    def name_outside(self, name: str) -> None:
        """Say where music comes from that is not the app's own; empty: there is none any more."""
        if name != self.outside.name:
            self._so_far = self._so_far.named(name)
            self._keep(self.chosen_from)

    # --- what is asked of it --------------------------------------------------------------------

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
        desktop reaches it. To lead over (FOLLOW) brings what fits the session now: a wish for
        gentler or deeper that still waits is answered by it, and none is taken back.
        """
        led_over_s = self.sound.led_over_s
        match act:
            case _ if name is not None:
                self.name_outside(name)
                if self._elsewhere is not None:
                    move_elsewhere(self._elsewhere, act, name)
            case MusicAct.NEXT:
                self._following.move_on(None)
            case MusicAct.FOLLOW:
                self._following.move_on(led_over_s)
            case _:
                move(self.player, act, to, self.sound.fade_s)
        entry = self._companion.music(act, name, late_by)
        if name is None and act in _STEERING and self.arc.placed:
            # What follows is decided by the record alone, so the record comes first.
            if self.listening.at_once:
                self._following.move_on(led_over_s)
            else:
                self.follow()
        return entry

    def apply_sound(self) -> None:
        """Go by the sound settings from now on; what sounds is led to them slowly."""
        self._levels.apply()
        self._following.is_stale = True

    # --- as the session goes on -----------------------------------------------------------------

    def follow(self) -> None:
        """Plan what follows by how the session stands now, and let the player know."""
        self._following.follow()

    def pump(self) -> list[events.PlayerEvent]:
        """Return what happened to the music since the last time, after keeping it."""
        told = [self.take(event) for event in self.player.pump()]
        following = self._following
        following.is_stale |= self._levels.pump()
        self._pumps += 1
        if self.collection.pump():
            following.look_up_intensities(anew=True)
            self._levels.regain()
            self.follow()
        elif following.is_stale or self._is_time_to_follow():
            self.follow()
        return told

    def pass_scripted(self, step: timedelta, clock: ScriptedClock, begun_s: float) -> None:
        """Move `clock` and the music by `step`, so that each track is kept when it began to sound.

        `begun_s` is how much of the music had passed before. The player follows a scripted clock.
        """
        passed = timedelta(0)
        for event in self.player.advance(step.total_seconds()):
            due = timedelta(seconds=event.at_s - begun_s)
            clock.advance(max(due - passed, timedelta(0)))
            passed = max(due, passed)
            self.take(event)
        clock.advance(step - passed)

    def take(self, event: events.PlayerEvent) -> events.PlayerEvent:
        """Keep what one event of the player says about what sounds; return it, told whole.

        The player knows only its own list: whether a track comes again the record tells.
        """
        match event:
            case events.TrackStarted(track=track, position_s=position_s):
                was_heard = track_key(track.path) in self.listening.played
                self._following.began(track)
                self._levels.began(track, event.cued)
                if not self._companion.state.is_signed:
                    self._log_started(track, position_s)
                return replace(event, again=event.again or (was_heard and position_s == 0))
            case events.TrackSkipped(track=track):
                self._following.skipped(track)
            case _:
                pass
        return event

    # --- what a restart finds -------------------------------------------------------------------

    def save_place(self) -> None:
        """Keep where the music is, so that a restart finds it."""
        self._kept.keep_place(self.player.status)

    def restore(self) -> None:
        """Load what was playing before a restart, at its place; it plays on if it was playing."""
        place, arc = self._kept.place, self._kept.arc
        if place is not None and arc is not None:
            self._following.take(arc)
            # A restart breaks no silence that was asked for, though the place was kept before it.
            is_playing = place.is_playing and not self._so_far.is_silence_asked
            self._following.take_up(place, is_playing)

    def close(self) -> None:
        """Let the player go."""
        self.player.close()

    # --- how it is done -------------------------------------------------------------------------

    def _keep(self, chosen_from: Sequence[str]) -> None:
        self._kept.keep(self.arc, chosen_from, self.outside.name)

    def _log_started(self, track: Track, position_s: float) -> None:
        placed = self._following.placed(track)
        self._companion.track_started(
            track.title,
            track.artist,
            track.length_s,
            position_s,
            track_id=track_key(track.path),
            step=placed.step if placed is not None else None,
        )

    def _is_time_to_follow(self) -> bool:
        return self._pumps % _FOLLOW_EVERY == 0 and self.player.status.playing

    def _on_change(self, change: Change) -> None:
        self._so_far = self._so_far.after(change.entry.body)
        if not isinstance(change.row.body, e.NoteTaken | e.Marked):
            self._following.is_stale = True
