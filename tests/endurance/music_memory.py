"""Simulated hours of crossfaded playing: the engine's memory does not grow."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kap_companion.music.events import TrackEnded, TrackStarted
from kap_companion.music.player import Output, Player
from kap_companion.music.track import Track
from tests.endurance.memory import MOST_GROWTH_MIB, resident_mib
from tests.endurance.tally import LEFT_OUT, Tally
from tests.music.sounds import CODECS, RATE, pitched, write

FULL = 120
_KIND, _WHAT = "music_memory", "minutes of music"
_TRACK_S, _CROSSFADE_S, _STEP_S = 60, 6.0, 20.0


def run(rounds: int, seed: int) -> Tally:
    """Play a few files of every kind over and over, for so many minutes."""
    if not sys.platform.startswith("linux"):
        return Tally(_KIND, 0, _WHAT, more=f"{LEFT_OUT}only Linux says what a process holds")
    with tempfile.TemporaryDirectory(prefix="kap-endurance-") as name:
        tracks = [
            Track(write(Path(name) / f"{number}.{ending}", pitched(_TRACK_S * RATE, hertz)), ending)
            for number, (ending, hertz) in enumerate(
                zip(CODECS, range(200, 1000, 60), strict=False)
            )
        ]
        # Which one is first decides where each comes to lie.
        first = seed % len(tracks)
        with Player(Output.SCRIPTED) as player:
            return _played(player, [*tracks[first:], *tracks[:first]], rounds)


def _played(player: Player, tracks: list[Track], minutes: int) -> Tally:
    player.set_crossfade(_CROSSFADE_S)
    seconds = 60.0 * minutes
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
    after_a_minute = memory[round(60 / _STEP_S) :] or memory[-1:]
    growth = max(after_a_minute) - after_a_minute[0]
    expected = seconds / (_TRACK_S - _CROSSFADE_S)
    faults = []
    if abs(started - expected) > 2 or not 0 <= started - ended <= 2:
        faults.append(f"{started} tracks began and {ended} ended, not about {expected:.0f}")
    if growth >= MOST_GROWTH_MIB:
        faults.append(f"the engine held {growth:.1f} MiB more than after a minute")
    return Tally(
        _KIND,
        minutes,
        _WHAT,
        missed=len(faults),
        more=(
            f"{started} tracks; the engine held {after_a_minute[0]:.1f} MiB after a minute,"
            f" {max(after_a_minute):.1f} at most"
        ),
        faults=tuple(faults),
    )
