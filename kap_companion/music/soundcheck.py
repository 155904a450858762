"""`kap-companion play`: the engine alone, as a sound check."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import assert_never

from kap_companion.beside import Priority
from kap_companion.language import Spoken, speaking, tr, tr_later
from kap_companion.music.cued import Cued
from kap_companion.music.events import (
    EngineRestarted,
    OutputBack,
    OutputLost,
    PlaylistEnded,
    TrackEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.link import CANNOT_START
from kap_companion.music.loudness import gain_db
from kap_companion.music.measurement import Measurement
from kap_companion.music.measuring import Measured, Measurer
from kap_companion.music.player import Player
from kap_companion.music.playlist import read_playlist
from kap_companion.music.sound_events import EventsError, SoundEvent, read_events, rests_from
from kap_companion.music.track import Track

_FINE, _FAILED, _USAGE, _INTERRUPTED = 0, 1, 2, 130
_PUMP_EVERY_S = 0.05
_FALLS_SILENT_S = 0.1
_WAITS_FOR_OUTPUT_S = 60.0
_NOTHING_NAMED = tr_later("name a file, a folder or a playlist to play")
_NO_MUSIC = tr_later("there is no music in what was given; name files or a folder")
_NONE_PLAYED = tr_later("none of it could be played")


def run(
    paths: Sequence[str | Path],
    crossfade_s: float = 0.0,
    target_lufs: float | None = None,
    events: str | Path | None = None,
) -> int:
    """Play `paths` to their end, one JSON line on stdout for each thing that happens.

    With a target every track is measured first, and played at that loudness. `events` names a
    file of what is done to the music meanwhile; where that leaves it paused or faded for good,
    it ends there. An output that goes is waited for, for a minute.

    Returns the exit code: 0 where sound was played, 1 where none could be, 2 for an events file
    that is refused, or nothing to play.
    """
    try:
        acts = read_events(Path(events)) if events is not None else ()
    except EventsError as refused:
        return _refuse(str(refused), _USAGE)
    if not paths:
        return _refuse(tr(_NOTHING_NAMED), _USAGE)
    # What it prints is for programs, so its reasons are in one language: the engine's too.
    with speaking(Spoken()):
        code, why = _play([Path(path) for path in paths], crossfade_s, target_lufs, acts)
    return _refuse(tr(why), code) if why else code


def _play(
    paths: Sequence[Path],
    crossfade_s: float,
    target_lufs: float | None,
    acts: Sequence[SoundEvent],
) -> tuple[int, str]:
    """Play; return the exit code, and what is to be said of it, if anything."""
    playlist = read_playlist(paths)
    for lost in playlist.lost:
        _say("skipped", lost.name, 0.0, lost.reason)
    if not playlist.tracks:
        return _FAILED, _NO_MUSIC
    try:
        cued = _levelled(playlist.tracks, target_lufs)
        # In silence the clock runs on too: what is to be done later is counted in it.
        with Player(paced_silence=bool(acts)) as player:
            player.set_crossfade(crossfade_s)
            _schedule(player, acts)
            player.load(cued, playing=True)
            return _follow(player)
    except KeyboardInterrupt:
        return _INTERRUPTED, ""
    except BrokenPipeError:  # whoever read our lines has left
        return _FAILED, ""


def _levelled(tracks: Sequence[Track], target_lufs: float | None) -> list[Cued]:
    """The tracks with the gain that brings each to the target, after measuring them all.

    One that cannot be measured is taken to be very loud; the engine will tell what is wrong.
    """
    if target_lufs is None:
        return [Cued(track) for track in tracks]
    measured = _measured({track.path for track in tracks})
    cued: list[Cued] = []
    last_lufs: float | None = None
    for track in tracks:
        measurement = measured.get(track.path)
        loudness = measurement.loudness if measurement is not None else None
        is_silent = measurement is not None and loudness is None
        gain = 0.0 if is_silent else gain_db(loudness, target_lufs, last_lufs=last_lufs)
        if loudness is not None:
            last_lufs = loudness.integrated_lufs + gain
        cued.append(Cued(track, gain))
    return cued


def _measured(paths: Collection[Path]) -> dict[Path, Measurement]:
    measured = {}
    with closing(Measurer(Priority.BELOW)) as measurer:
        for path in paths:
            measurer.measure(path)
        waiting = len(paths)
        while waiting:
            time.sleep(_PUMP_EVERY_S)
            for result in measurer.pump():
                waiting -= 1
                if isinstance(result, Measured):
                    measured[result.path] = result.measurement
    return measured


def _schedule(player: Player, acts: Sequence[SoundEvent]) -> None:
    """Hand over all that is to be done; music that rests for good afterwards ends."""
    for act in acts:
        player.at(act.at_s, act.ask)
    rests_s = rests_from(acts)
    if rests_s is not None:
        player.at(rests_s + _FALLS_SILENT_S, lambda player: player.load((), playing=True))


def _follow(player: Player) -> tuple[int, str]:
    """Tell what happens until the music has ended; return what `_play` does."""
    was_heard = False
    lost_at: float | None = None
    while True:
        for event in player.pump():
            match event:
                case TrackStarted(track=track, at_s=at_s):
                    was_heard = True
                    _say("started", track.path.name, at_s)
                case TrackEnded(track, at_s):
                    _say("ended", track.path.name, at_s)
                case TrackSkipped(track=track, reason=reason, at_s=at_s):
                    _say("skipped", track.path.name, at_s, reason)
                case PlaylistEnded():
                    return (_FINE, "") if was_heard else (_FAILED, _NONE_PLAYED)
                case OutputLost(reason):
                    lost_at = time.monotonic()
                    _refuse(reason, _FAILED)
                    if not was_heard:
                        return _FAILED, ""
                case OutputBack():
                    lost_at = None
                case EngineRestarted():
                    pass
                case _:
                    assert_never(event)
        if lost_at is not None and time.monotonic() - lost_at > _WAITS_FOR_OUTPUT_S:
            return _FAILED, ""
        if player.status.output_problem == tr(CANNOT_START):
            return _FAILED, CANNOT_START
        time.sleep(_PUMP_EVERY_S)


def _say(event: str, name: str, at_s: float, reason: str | None = None) -> None:
    line = {"event": event, "file": name, "at": round(at_s, 6), "reason": reason}
    print(json.dumps(line), flush=True)


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
