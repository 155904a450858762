"""Simulated hours of crossfaded playing: the engine's memory does not grow."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kap_companion.music.events import TrackEnded, TrackStarted
from kap_companion.music.player import Output, Player
from kap_companion.music.track import Track
from tests.endurance.asked import asked
from tests.endurance.memory import MOST_GROWTH_MIB, resident_mib
from tests.music.sounds import CODECS, RATE, pitched, write

_TRACK_S, _CROSSFADE_S, _STEP_S = 60, 6.0, 20.0


def main() -> int:
    """Play a few files of every kind over and over, in as many queues as there are hours."""
    if not sys.platform.startswith("linux"):
        print("Left out: only Linux says in a file how much memory a process holds.")
        return 0
    seconds = asked().hours * 3600
    with tempfile.TemporaryDirectory(prefix="kap-endurance-") as name:
        tracks = [
            Track(write(Path(name) / f"{number}.{ending}", pitched(_TRACK_S * RATE, hertz)), ending)
            for number, (ending, hertz) in enumerate(
                zip(CODECS, range(200, 1000, 60), strict=False)
            )
        ]
        with Player(Output.SCRIPTED) as player:
            return _played(player, tracks, seconds)


def _played(player: Player, tracks: list[Track], seconds: float) -> int:
    player.set_crossfade(_CROSSFADE_S)
    plenty = round(seconds / (_TRACK_S - _CROSSFADE_S) / len(tracks)) + 2
    player.load(tracks * plenty, playing=True)
    memory: list[float] = []
    started = ended = 0
    while player.status.output_problem is None and len(memory) * _STEP_S < seconds:
        for event in player.advance(_STEP_S):
            started += isinstance(event, TrackStarted)
            ended += isinstance(event, TrackEnded)
        assert player.engine_pid is not None
        memory.append(resident_mib(player.engine_pid))
    after_a_minute = memory[round(60 / _STEP_S) :]
    growth = max(after_a_minute) - after_a_minute[0]
    expected = seconds / (_TRACK_S - _CROSSFADE_S)
    print(
        f"{seconds / 3600:.1f} hours, {started} tracks; the engine held {after_a_minute[0]:.1f} MiB"
        f" after a minute, {max(after_a_minute):.1f} at most: {growth:.1f} MiB more"
    )
    is_played = abs(started - expected) <= 2 and 0 <= started - ended <= 2
    if not is_played:
        print(f"There should have been about {expected:.0f} tracks; {ended} ended.")
    return 0 if is_played and growth < MOST_GROWTH_MIB else 1


if __name__ == "__main__":
    raise SystemExit(main())
