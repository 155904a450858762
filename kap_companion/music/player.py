"""The music player as the rest of the program knows it: commands in, events and status out."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import assert_never

from kap_companion.language import tr
from kap_companion.music.cued import Cued
from kap_companion.music.engine import messages
from kap_companion.music.events import (
    EngineRestarted,
    OutputBack,
    OutputLost,
    PlayerEvent,
    PlaylistEnded,
    TrackEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.link import CANNOT_START, EngineLink, Restarted
from kap_companion.music.track import Track

__all__ = ["FADE_S", "Output", "Player", "PlayerStatus"]

FADE_S = 8.0
LONGEST_CROSSFADE_S = 20.0
_LEVEL_HOLDS_S = 1.0
_MOST_REMEMBERED = 20_000
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
    `faded` is true from the begin of a fade to silence until the music fades back. `crossfading`:
    another track is still heard beside this one. `device` is empty where its name is not known.
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
    cued: Cued | None = None
    next_cued: Cued | None = None
    crossfading: bool = False
    crossfade_s: float = 0.0
    device: str = ""
    outputs: tuple[str, ...] = ()


class Player:
    """Plays tracks through an engine in a process of its own. No call here ever waits for it,
    but `advance` and `close`.

    For one thread; call `pump` about ten times a second.
    """

    def __init__(self, output: Output = Output.SOUND_CARD, *, paced_silence: bool = False) -> None:
        """Start the engine. With `paced_silence` its audio clock runs on while the music rests."""
        self._output = output
        self._cued: dict[int, Cued] = {}
        self._next_id = self._latest_from = 0
        self._is_output_lost = False
        self._loaded_seq = 0
        self._loaded: tuple[Cued | None, int, float] = (None, 0, 0.0)
        self._volume_seq, self._volume = 0, 1.0
        self._scheduled_at_s: float | None = None
        self._link = EngineLink(output.value)
        if paced_silence:
            self._send(messages.Pace(silence=True))

    def load(
        self,
        tracks: Sequence[Track | Cued],
        index: int = 0,
        position_s: float = 0.0,
        playing: bool = False,
        repeat_last: bool = False,
    ) -> None:
        """Take a list and stand at a place in it, playing or not.

        With `repeat_last` the music does not end by itself: where nothing follows, the last track
        that gave sound begins again.
        """
        items = self._items(tracks)
        seq = self._send(messages.Load(items, index, position_s, playing, repeat_last=repeat_last))
        if self._scheduled_at_s is None:
            cued = self._cued[items[index].id] if 0 <= index < len(items) else None
            self._loaded_seq, self._loaded = seq, (cued, index, position_s)

    def queue(self, following: Sequence[Track | Cued]) -> None:
        """Let these follow the track that plays now, instead of whatever followed it.

        Nothing that sounds is touched. Where the next track has begun meanwhile, it plays on and
        these follow it.
        """
        self._send(messages.Queue(self._items(following)))

    def play(self) -> None:
        """Start, or go on; from the first track if the playlist has ended."""
        self._send(messages.Play())

    def pause(self) -> None:
        """Stop at this place."""
        self._send(messages.Pause())

    def resume(self) -> None:
        """Go on from where the music was paused; after a fade it fades back."""
        self._send(messages.Play())

    def next(self, over_s: float | None = None) -> None:
        """Go to the next track that gives sound, by a long crossfade where `over_s` says so."""
        self._send(messages.Next(over_s))

    def previous(self) -> None:
        """Go to the track before."""
        self._send(messages.Previous())

    def seek(self, seconds: float) -> None:
        """Go to a place in the present track."""
        self._send(messages.Seek(seconds))

    def set_volume(self, volume: float) -> None:
        """Set the volume, an amplitude from 0 to 1."""
        seq = self._send(messages.SetVolume(volume))
        if self._scheduled_at_s is None:
            self._volume_seq, self._volume = seq, min(1.0, max(0.0, volume))

    def set_ceiling(self, gain: float) -> None:
        """Set an amplitude (0 to 1) that no volume can make the music exceed."""
        self._send(messages.SetCeiling(gain))

    def set_crossfade(self, seconds: float) -> None:
        """Let tracks overlap by so much, at most 20 s; with 0 they join to the sample."""
        self._send(messages.SetCrossfade(min(LONGEST_CROSSFADE_S, max(0.0, seconds))))

    def set_gain(self, track: Cued, gain_db: float, over_s: float = 5.0) -> None:
        """Give a track on the list another gain; where it is playing, slowly."""
        report = self._link.report
        now = (report.id, report.next_id) if report else ()
        for number, cued in self._cued.items():
            if cued == track and (number >= self._latest_from or number in now):
                self._send(messages.SetGain(number, gain_db, over_s))

    def set_output(self, name: str | None) -> None:
        """Play through the output of this name; None: the one the system chooses."""
        self._send(messages.SetOutput(name))

    def lower(self) -> None:
        """Make the music quiet while somebody talks: 15 dB down within half a second."""
        self._send(messages.Lower(lowered=True))

    def raise_(self) -> None:
        """Bring the music back from `lower`, within two seconds."""
        self._send(messages.Lower(lowered=False))

    def fade_to_silence(self, seconds: float = FADE_S) -> None:
        """Fade out, evenly to the ear (2 to 30 s), and pause at the place that is reached."""
        self._send(messages.Fade(out=True, seconds=seconds))

    def fade_back(self, seconds: float = FADE_S) -> None:
        """Fade in from the place where the music fell silent."""
        self._send(messages.Fade(out=False, seconds=seconds))

    def at(self, at_s: float, act: Callable[[Player], object]) -> None:
        """Let what `act` asks of the player happen at this moment of the audio clock, exactly.

        `act` is called at once; what it asks is kept until then: `player.at(9.5, Player.pause)`.
        """
        self._scheduled_at_s = at_s
        try:
            act(self)
        finally:
            self._scheduled_at_s = None

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
            cued, index, position_s = self._loaded
            problem = tr(CANNOT_START) if self._link.cannot_start else None
            return PlayerStatus(
                *(False, index, cued.track if cued else None, position_s, _length(cued, None)),
                *(volume, False, False, -math.inf, problem),
                cued=cued,
            )
        is_fresh = self._link.report_age_s < _LEVEL_HOLDS_S
        level = report.level_db if is_fresh and report.level_db is not None else -math.inf
        cued = self._known(report.id)
        return PlayerStatus(
            playing=report.playing,
            index=report.index,
            track=cued.track if cued else None,
            position_s=report.position_s,
            length_s=_length(cued, report.length_s),
            volume=volume,
            lowered=report.lowered,
            faded=report.faded,
            level_dbfs=level,
            output_problem=tr(CANNOT_START) if self._link.cannot_start else report.output_problem,
            cued=cued,
            next_cued=self._known(report.next_id),
            crossfading=report.crossfading,
            crossfade_s=report.crossfade_s,
            device=report.device,
            outputs=tuple(report.outputs),
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

    def _send(self, command: messages.Command) -> int:
        if self._scheduled_at_s is not None:
            command = messages.At(self._scheduled_at_s, command)
        return self._link.send(command)

    def _items(self, tracks: Sequence[Track | Cued]) -> tuple[messages.Item, ...]:
        """The same as the engine takes it, each with an id that it alone ever had."""
        items = []
        self._latest_from = self._next_id + 1
        for track in tracks:
            cued = track if isinstance(track, Cued) else Cued(track)
            self._next_id += 1
            self._cued[self._next_id] = cued
            items.append(
                messages.Item(self._next_id, str(cued.track.path), cued.gain_db, cued.joint.value)
            )
        while len(self._cued) > _MOST_REMEMBERED + len(items):
            self._cued.pop(next(iter(self._cued)))
        return tuple(items)

    def _event(self, answer: messages.Answer | Restarted) -> PlayerEvent | None:
        match answer:
            case messages.Started(number, index, position_s, at_s, again):
                cued = self._cued[number]
                return TrackStarted(index, cued.track, position_s, at_s, again, cued)
            case messages.Stopped(number, at_s):
                return TrackEnded(self._cued[number].track, at_s)
            case messages.Skipped(number, index, reason, at_s):
                return TrackSkipped(self._cued[number].track, reason, index, at_s)
            case messages.Ended(at_s):
                return PlaylistEnded(at_s)
            case messages.Lost(reason, at_s, device):
                was_lost, self._is_output_lost = self._is_output_lost, True
                return None if was_lost else OutputLost(reason, at_s, device)
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

    def _known(self, number: int | None) -> Cued | None:
        return None if number is None else self._cued.get(number)


def _length(cued: Cued | None, told_s: float | None) -> float | None:
    return cued.track.length_s if cued and cued.track.length_s else told_s
