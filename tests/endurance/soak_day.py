"""A day-long session at the real window: notes, vitals and music, the session screen painted.

As a module of its own it plays a rehearsal of two hours and prints, as JSON, what the app and its
music engine held as it began and when it was over: `python -m tests.endurance.soak_day`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtCore import Qt

from kap_companion.music.player import Output, Player
from kap_companion.session.entries import MusicAct
from kap_companion.ui import theme
from tests.endurance.memory import resident_mib
from tests.endurance.soak_desk import SoakDesk
from tests.endurance.soak_measures import Held, faults_of, held, told_of
from tests.endurance.tally import LEFT_OUT, SHOWN_FAULTS, Tally
from tests.music.sounds import RATE, pitched, write

FULL = 24
_KIND, _WHAT = "soak_day", "hours of one session"
_BEAT_S, _SETTLED_S = 5, 60
"""Much is made when it is first shown: the first minute is over before the first look."""
_NOTE_EVERY_S, _VITALS_EVERY_S = 210, 20 * 60
_TRACK_S, _TRACKS, _FEW_TRACKS = 120, 12, 2
_HOUR_S, _SHORT_HOUR_S = 3600, 60
_REHEARSAL_HOURS = 2
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Growth:
    """What the window's process and the music engine's held, in MiB."""

    window_begin: float
    window_end: float
    engine_begin: float
    engine_end: float


def run(rounds: int, seed: int) -> Tally:
    """Hold one session of so many hours; where there are few, each is a minute."""
    if not sys.platform.startswith("linux"):
        return Tally(_KIND, 0, _WHAT, more=f"{LEFT_OUT}only Linux tells what a process holds")
    app = theme.make_app("kap-companion")
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="kap-soak-") as name:
        desk = SoakDesk(Path(name), seed, lambda: Player(Output.SCRIPTED))
        hour_s = _HOUR_S if rounds >= FULL else _SHORT_HOUR_S
        looks = list(hours_of(desk, Path(name), rounds, hour_s))
        entries = len(desk.companion.rows())
        desk.end_and_sign()
        desk.close()
    del app
    faults = faults_of("hour", looks)
    return Tally(
        _KIND,
        rounds,
        _WHAT,
        missed=len(faults),
        more=f"{entries} entries; {told_of('hour', looks)}",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )


def hours_of(desk: SoakDesk, folder: Path, hours: int, seconds: int = _HOUR_S) -> Iterator[Held]:
    """Hold one session of so many hours, each of `seconds`; yields what is held as each is over.

    The first is as it begins: the client has taken the dose, the music plays, all was painted.
    """
    desk.begin()
    _choose_music(desk, folder, _TRACKS if seconds == _HOUR_S else _FEW_TRACKS)
    for _ in range(_SETTLED_S // _BEAT_S):
        desk.play(_BEAT_S)
    yield held(0)
    for hour in range(1, hours + 1):
        for second in range(0, seconds, _BEAT_S):
            desk.play(_BEAT_S)
            if second % _NOTE_EVERY_S == 0:
                desk.say()
            if second % _VITALS_EVERY_S == 0:
                desk.press(Key.Key_F2)
                desk.enter("126/80 74 98")
        now = held(hour)
        print(now.line(), flush=True)
        yield now


def two_hours() -> Growth:
    """Play a rehearsal of two hours in a window of its own, in this process."""
    app = theme.make_app("kap-companion")
    with tempfile.TemporaryDirectory(prefix="kap-soak-") as name:
        desk = SoakDesk(Path(name), 1, lambda: Player(Output.SCRIPTED))
        window, engine = [], []
        for now in hours_of(desk, Path(name), _REHEARSAL_HOURS):
            window.append(now.memory_mib)
            engine.append(_engine_mib(desk))
        desk.end_and_sign()
        desk.close()
    del app
    return Growth(window[0], window[-1], engine[0], engine[-1])


def _choose_music(desk: SoakDesk, folder: Path, tracks: int) -> None:
    for number in range(tracks):
        path = folder / "music" / f"track {number:02}.flac"
        path.parent.mkdir(exist_ok=True)
        write(path, pitched(_TRACK_S * RATE, 200 + 40 * number))
    desk.press(Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.enter(str(folder / "music"))
    desk.wait(lambda: bool(desk.conductor.music.tracks), "the music")
    desk.conductor.do_music(MusicAct.PLAY)


def _engine_mib(desk: SoakDesk) -> float:
    pid = desk.conductor.music.player.engine_pid if desk.conductor.has_session else None
    return resident_mib(pid) if pid is not None else 0.0


if __name__ == "__main__":
    begun = time.monotonic()
    told = asdict(two_hours())
    print(json.dumps({**told, "took_s": round(time.monotonic() - begun, 1)}))
    sys.exit(0)
