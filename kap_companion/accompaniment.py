"""The music of a session: the player does what was asked, the log says what sounded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from kap_companion.companion import Companion
from kap_companion.music import events
from kap_companion.music.player import Player
from kap_companion.music.playlist import Playlist, read_playlist
from kap_companion.session.entries import Entry, MusicAct

# A preference, no finding: headphones at full volume would be too much to begin with.
FIRST_VOLUME = 0.6


class Accompaniment:
    """One player for one session; acts are logged, and so is each track as it begins to sound.

    The music does not end by itself: a last track of a minute or more begins again.
    """

    def __init__(
        self, player: Player, companion: Companion, first_volume: float = FIRST_VOLUME
    ) -> None:
        """Let `player` sound for `companion`'s session, beginning at `first_volume` (0-1)."""
        self.player = player
        player.set_volume(first_volume)
        self.playlist = Playlist((), ())
        self._companion = companion

    def choose(self, paths: Sequence[Path]) -> Playlist:
        """Load what lies under `paths`; the answer names what could not be found."""
        self.playlist = read_playlist(paths)
        self.player.load(self.playlist.tracks, repeat_last=True)
        self.save_place(paths)
        return self.playlist

    def act(
        self,
        act: MusicAct,
        name: str | None = None,
        late_by: timedelta | None = None,
        to: float | None = None,
    ) -> Entry[Any]:
        """Do to the music what the clinician asked, and keep that they did.

        `to` is where: seconds into the track for a seek, 0-1 for the volume; without it these
        two are kept as done already. Gentler and deeper are kept for the log alone, and so is
        music from elsewhere (`name`).
        """
        if name is None:
            self._move(act, to)
        return self._companion.music(act, name, late_by)

    def take(self, event: events.PlayerEvent) -> None:
        """Keep what one event of the player says about what sounds."""
        if isinstance(event, events.TrackStarted) and not self._companion.state.is_signed:
            track = event.track
            self._companion.track_started(
                track.title, track.artist, track.length_s, event.position_s
            )

    def pump(self) -> list[events.PlayerEvent]:
        """Return what happened to the music since the last time, after keeping it."""
        told = self.player.pump()
        for event in told:
            self.take(event)
        return told

    def save_place(self, paths: Sequence[Path] | None = None) -> None:
        """Keep where the music is, so that a restart finds it."""
        status = self.player.status
        before = self._companion.music_place() or {}
        self._companion.save_music(
            {
                "paths": before.get("paths", []) if paths is None else [str(p) for p in paths],
                "index": status.index,
                "position_s": status.position_s,
                "playing": status.playing,
                "volume": status.volume,
            }
        )

    def restore(self) -> None:
        """Load what was playing before a restart, at its place; it plays on if it was playing."""
        place = self._companion.music_place()
        if not place or not place["paths"]:
            return
        self.playlist = read_playlist([Path(path) for path in place["paths"]])
        self.player.set_volume(float(place["volume"]))
        self.player.load(
            self.playlist.tracks,
            index=max(0, min(int(place["index"] or 0), len(self.playlist.tracks) - 1)),
            position_s=float(place["position_s"]),
            playing=bool(place["playing"]),
            repeat_last=True,
        )

    def close(self) -> None:
        """Let the player go."""
        self.player.close()

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
                player.next()
            case MusicAct.PREVIOUS:
                player.previous()
            case MusicAct.LOWER:
                player.lower()
            case MusicAct.RAISE:
                player.raise_()
            case MusicAct.FADE:
                player.fade_to_silence()
            case MusicAct.FADE_BACK:
                player.fade_back()
            case MusicAct.SEEK:
                if to is not None:
                    player.seek(to)
            case MusicAct.VOLUME:
                if to is not None:
                    player.set_volume(to)
            case MusicAct.GENTLER | MusicAct.DEEPER:
                pass
