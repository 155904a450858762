"""The music player as the rest of the program knows it: commands in, events and status out."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import assert_never

from kap_companion.music.engine import messages
from kap_companion.music.events import (
    EngineRestarted,
    OutputBack,
    OutputLost,
    PlayerEvent,
    PlaylistEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.link import CANNOT_START, EngineLink, Restarted
from kap_companion.music.track import Track

__all__ = ["FADE_S", "Output", "Player", "PlayerStatus"]

FADE_S = 8.0
_LEVEL_HOLDS_S = 1.0
_ADVANCE_WITHIN_S = 300.0


class Output(enum.Enum):
    """Where the sound goes."""

    SOUND_CARD = "sound_card"
    SILENCE = "silence"
    SCRIPTED = "scripted"


@dataclass(frozen=True, slots=True)
class PlayerStatus:
    """What the player panel shows.

    `level_dbfs` is what left in the last moment, RMS over a 46 ms block; -inf in silence.
    `faded` is true from the begin of a fade to silence until the music fades back.
    """

    playing: bool
    index: int
    track: Track | None
    position_s: float
    length_s: float | None
    volume: float
    lowered: bool
    faded: bool
    level_dbfs: float
    output_problem: str | None


class Player:
    """Plays tracks through an engine in a process of its own. No call here ever waits for it,
    but `advance` and `close`.

    For one thread; call `pump` about ten times a second.
    """

    def __init__(self, output: Output = Output.SOUND_CARD) -> None:
        self._output = output
        self._tracks: tuple[Track, ...] = ()
        self._tracks_before: tuple[Track, ...] = ()
        self._is_output_lost = False
        self._loaded_seq = 0
        self._loaded: tuple[int, float] = (0, 0.0)
        self._volume_seq, self._volume = 0, 1.0
        self._link = EngineLink(output.value)

    def load(
        self,
        tracks: Sequence[Track],
        index: int = 0,
        position_s: float = 0.0,
        playing: bool = False,
        repeat_last: bool = False,
    ) -> None:
        """Take a playlist and stand at a place in it, playing or not.

        With `repeat_last` the music does not end by itself: the last track begins again where
        another would follow, if it lasts a minute or more.
        """
        self._tracks_before, self._tracks = self._tracks, tuple(tracks)
        self._loaded = (index, position_s)
        self._loaded_seq = self._link.send(
            messages.Load(
                [str(track.path) for track in tracks],
                index,
                position_s,
                playing,
                repeat_last=repeat_last,
            )
        )

    def play(self) -> None:
        """Start, or go on; from the first track if the playlist has ended."""
        self._link.send(messages.Play())

    def pause(self) -> None:
        """Stop at this place."""
        self._link.send(messages.Pause())

    def resume(self) -> None:
        """Go on from where the music was paused; after a fade it fades back."""
        self._link.send(messages.Play())

    def next(self) -> None:
        """Go to the next track that gives sound."""
        self._link.send(messages.Next())

    def previous(self) -> None:
        """Go to the track before."""
        self._link.send(messages.Previous())

    def seek(self, seconds: float) -> None:
        """Go to a place in the present track."""
        self._link.send(messages.Seek(seconds))

    def set_volume(self, volume: float) -> None:
        """Set the volume, an amplitude from 0 to 1."""
        self._volume = min(1.0, max(0.0, volume))
        self._volume_seq = self._link.send(messages.SetVolume(volume))

    def lower(self) -> None:
        """Make the music quiet while somebody talks: 15 dB down within half a second."""
        self._link.send(messages.Lower(lowered=True))

    def raise_(self) -> None:
        """Bring the music back from `lower`, within two seconds."""
        self._link.send(messages.Lower(lowered=False))

    def fade_to_silence(self, seconds: float = FADE_S) -> None:
        """Fade out and pause at the place that is reached."""
        self._link.send(messages.Fade(out=True, seconds=seconds))

    def fade_back(self, seconds: float = FADE_S) -> None:
        """Fade in from the place where the music fell silent."""
        self._link.send(messages.Fade(out=False, seconds=seconds))

    def advance(self, seconds: float) -> list[PlayerEvent]:
        """Scripted output only: let exactly this much time pass for the music.

        The files are decoded for it, as fast as that goes, and heard by nobody. Returns what
        happened meanwhile, in order, with its place on the audio clock (`at_s`).
        """
        if self._output is not Output.SCRIPTED:
            raise RuntimeError("only a scripted player can be advanced")
        seq = self._link.send(messages.Advance(seconds))
        if not self._link.wait_confirmed(seq, _ADVANCE_WITHIN_S):
            raise RuntimeError("the music engine does not answer")
        return self.pump()

    def pump(self) -> list[PlayerEvent]:
        """What happened since the last time. Never waits."""
        events: list[PlayerEvent] = []
        for answer in self._link.take_answers():
            event = self._event(answer)
            if event is not None:
                events.append(event)
        return events

    @property
    def status(self) -> PlayerStatus:
        """How the player stands, as last told by the engine."""
        report = self._link.report
        is_volume_set = report is not None and report.seq >= self._volume_seq
        volume = report.volume if report is not None and is_volume_set else self._volume
        if report is None or report.seq < self._loaded_seq:
            index, position_s = self._loaded
            problem = CANNOT_START if self._link.cannot_start else None
            return PlayerStatus(
                *(False, index, self._track(index), position_s, self._length(index, None)),
                *(volume, False, False, -math.inf, problem),
            )
        is_fresh = self._link.report_age_s < _LEVEL_HOLDS_S
        level = report.level_db if is_fresh and report.level_db is not None else -math.inf
        return PlayerStatus(
            playing=report.playing,
            index=report.index,
            track=self._track(report.index),
            position_s=report.position_s,
            length_s=self._length(report.index, report.length_s),
            volume=volume,
            lowered=report.lowered,
            faded=report.faded,
            level_dbfs=level,
            output_problem=CANNOT_START if self._link.cannot_start else report.output_problem,
        )

    @property
    def engine_pid(self) -> int | None:
        """The engine's process, for tests and the crash note."""
        return self._link.pid

    def close(self) -> None:
        """Fall silent and end the engine."""
        self._link.close()

    def __enter__(self) -> Player:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _event(self, answer: messages.Answer | Restarted) -> PlayerEvent | None:
        match answer:
            case messages.Started(index, path, position_s, at_s, again):
                return TrackStarted(index, self._track_of(index, path), position_s, at_s, again)
            case messages.Skipped(index, path, reason, at_s):
                return TrackSkipped(self._track_of(index, path), reason, index, at_s)
            case messages.Ended(at_s):
                return PlaylistEnded(at_s)
            case messages.Lost(reason, at_s):
                was_lost, self._is_output_lost = self._is_output_lost, True
                return None if was_lost else OutputLost(reason, at_s)
            case messages.Back(device, at_s):
                self._is_output_lost = False
                return OutputBack(device, at_s)
            case Restarted():
                report = self._link.report
                return EngineRestarted(report.at_s if report else 0.0)
            case messages.Report() | messages.Reading():
                return None  # the link keeps them to itself
            case _:
                assert_never(answer)

    def _track_of(self, index: int, path: str) -> Track:
        """The track an event is about, also where another playlist was loaded since."""
        for tracks in (self._tracks, self._tracks_before):
            if index < len(tracks) and str(tracks[index].path) == path:
                return tracks[index]
        return Track(Path(path), Path(path).stem)

    def _track(self, index: int) -> Track | None:
        return self._tracks[index] if 0 <= index < len(self._tracks) else None

    def _length(self, index: int, told_s: float | None) -> float | None:
        track = self._track(index)
        return track.length_s if track and track.length_s else told_s
