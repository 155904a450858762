"""`kap-companion play`: the engine alone, as a sound check."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from kap_companion.music.events import (
    EngineRestarted,
    OutputBack,
    OutputLost,
    PlayerEvent,
    PlaylistEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.player import Player
from kap_companion.music.playlist import read_playlist
from kap_companion.music.track import Track

_FINE, _FAILED, _USAGE, _INTERRUPTED = 0, 1, 2, 130
_PUMP_EVERY_S = 0.05
_NOT_FOUND = "it is not there, may not be read, or holds no music"


def run(
    paths: Sequence[str | Path],
    crossfade_s: float | None = None,
    target: str | None = None,
    events: str | Path | None = None,
) -> int:
    """Play `paths` to their end, one JSON line on stdout for each thing that happens.

    Returns the exit code: 0 where sound was played, 1 where none could be, 2 for what this
    version cannot do yet.
    """
    if crossfade_s:
        return _refuse("crossfades come later; use --crossfade 0", _USAGE)
    if target not in (None, "off"):
        return _refuse("loudness comes later; use --target off", _USAGE)
    if events is not None:
        return _refuse("an events file comes later; leave --events out", _USAGE)
    if not paths:
        return _refuse("name a file, a folder or a playlist to play", _USAGE)
    playlist = read_playlist([Path(path) for path in paths])
    for name in playlist.missing:
        _say("skipped", name, 0.0, _NOT_FOUND)
    if not playlist.tracks:
        return _refuse("there is no music in what was given; name files or a folder", _FAILED)
    try:
        with Player() as player:
            player.load(playlist.tracks, playing=True)
            return _follow(player)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read our lines has left
        return _FAILED


def _follow(player: Player) -> int:
    """Tell what happens until the playlist has ended."""
    playing: Track | None = None
    played_any = False
    while True:
        for event in player.pump():
            if isinstance(event, OutputLost):
                return _refuse(event.reason, _FAILED)
            playing = _told(event, playing)
            played_any = played_any or playing is not None
            if isinstance(event, PlaylistEnded):
                return _FINE if played_any else _refuse("none of it could be played", _FAILED)
        time.sleep(_PUMP_EVERY_S)


def _told(event: PlayerEvent, playing: Track | None) -> Track | None:
    """Print an event; returns the track that plays after it."""
    match event:
        case TrackStarted(_, track, _, at_s):
            if playing is not None:
                _say("ended", playing.path.name, at_s)
            _say("started", track.path.name, at_s)
            return track
        case TrackSkipped(track, reason, _, at_s):
            if playing is not None:
                _say("ended", playing.path.name, at_s)
            _say("skipped", track.path.name, at_s, reason)
            return None
        case PlaylistEnded(at_s):
            if playing is not None:
                _say("ended", playing.path.name, at_s)
            return None
        case OutputLost() | OutputBack() | EngineRestarted():
            return playing
        case _:
            assert_never(event)


def _say(event: str, name: str, at_s: float, reason: str | None = None) -> None:
    line = {"event": event, "file": name, "at": round(at_s, 6), "reason": reason}
    print(json.dumps(line), flush=True)


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
