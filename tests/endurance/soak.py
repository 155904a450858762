"""Hundreds of sessions in a row in one process: it holds no more after the last than half-way.

They go through the real window, painted, by the keyboard, on a vault of their own: opened, dosed,
noted, ended, drafted, signed, and home again; now and then a backup is made and the vault locked.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from kap_companion.music.player import Output, Player
from kap_companion.ui import theme
from tests.endurance.soak_desk import SoakDesk
from tests.endurance.soak_measures import Held, faults_of, held, told_of
from tests.endurance.tally import LEFT_OUT, SHOWN_FAULTS, Tally

FULL = 500
_KIND, _WHAT = "soak", "sessions in a row"
_NOTES, _FEW_NOTES = 5, 2
_LOOK_EVERY, _LOCK_EVERY = 10, 50


def run(rounds: int, seed: int) -> Tally:
    """Hold so many sessions; every tenth is followed by a backup, every fiftieth by the lock."""
    if not sys.platform.startswith("linux"):
        return Tally(_KIND, 0, _WHAT, more=f"{LEFT_OUT}only Linux tells what a process holds")
    app = theme.make_app("kap-companion")
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="kap-soak-") as name:
        looks = _in_a_row(Path(name), rounds, seed)
    del app
    faults = faults_of("session", looks)
    return Tally(
        _KIND,
        rounds,
        _WHAT,
        missed=len(faults),
        more=told_of("session", looks),
        faults=tuple(faults[:SHOWN_FAULTS]),
    )


def _in_a_row(home: Path, rounds: int, seed: int) -> list[Held]:
    desk = SoakDesk(home, seed, lambda: Player(Output.SILENCE))
    is_short = rounds < 2 * _LOOK_EVERY
    found = list[Held]()
    for number in range(1, rounds + 1):
        desk.hold(_FEW_NOTES if is_short else _NOTES)
        if number == 1 or number % _LOOK_EVERY == 0:
            desk.back_up()
        if is_short or number % _LOOK_EVERY == 0:
            found.append(held(number))
            print(found[-1].line(), flush=True)
        if number % _LOCK_EVERY == 0:
            desk.lock_and_unlock()
    desk.close()
    return found
