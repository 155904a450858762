"""A day-long session and hundreds of sessions in a row in one process: it holds no more at the end.

Both go through the real window, painted, by the keyboard, on a vault of their own. `FULL` rounds
are 500 sessions and 24 hours of one; fewer than 24 rounds are as many sessions, and as many hours
of one minute each.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from kap_companion.music.player import Output, Player
from kap_companion.ui import theme
from tests.endurance.memory import MOST_GROWTH_MIB
from tests.endurance.soak_day import hours_of
from tests.endurance.soak_desk import SoakDesk
from tests.endurance.soak_measures import Held, grown, held, slope
from tests.endurance.tally import LEFT_OUT, SHOWN_FAULTS, Tally

FULL = 500
_HOURS = 24
_HOUR_S, _SHORT_HOUR_S = 3600, 60
_NOTES, _FEW_NOTES = 5, 2
_LOOK_EVERY, _LOCK_EVERY = 10, 50
_MOST_PYTHON = 10_000
"""Python objects may be so many more: a vault remembers where each session's stream ends."""
_SAME = 25
"""Qt objects may be so many more: rows of a list come and go with what is in them."""
_FEW_LOOKS, _UNDER_WAY = 8, 3
"""A backup that is being made has a thread and handles of its own: among a few looks that shows."""


def run(rounds: int, seed: int) -> Tally:
    """Hold a long session, then many short ones."""
    if not sys.platform.startswith("linux"):
        return Tally(
            "soak", 0, "sessions in a row", more=f"{LEFT_OUT}only Linux tells what is held"
        )
    app = theme.make_app("kap-companion")
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="kap-soak-") as name:
        day = _day(Path(name), rounds, seed)
    with tempfile.TemporaryDirectory(prefix="kap-soak-") as name:
        row = _in_a_row(Path(name), rounds, seed)
    del app
    faults = [*_faults("the long session", day), *_faults("sessions in a row", row)]
    return Tally(
        "soak",
        rounds,
        f"sessions in a row and {day[-1].done} hours of one",
        missed=len(faults),
        more=f"{_told('hour', day)}; {_told('session', row)}",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )


def _day(home: Path, rounds: int, seed: int) -> list[Held]:
    desk = SoakDesk(home, seed, lambda: Player(Output.SCRIPTED))
    is_full = rounds >= _HOURS
    looks = hours_of(desk, home, min(rounds, _HOURS), _HOUR_S if is_full else _SHORT_HOUR_S)
    found = [_printed("hour", one) for one in looks]
    desk.close()
    return found


def _in_a_row(home: Path, rounds: int, seed: int) -> list[Held]:
    desk = SoakDesk(home, seed, lambda: Player(Output.SILENCE))
    found = []
    for number in range(1, rounds + 1):
        desk.hold(_NOTES if rounds >= _HOURS else _FEW_NOTES)
        if rounds < 2 * _LOOK_EVERY or number % _LOOK_EVERY == 0:
            found.append(_printed("session", held(number)))
        if number % _LOCK_EVERY == 0:
            desk.lock_and_unlock()
    desk.close()
    return found


def _printed(what: str, one: Held) -> Held:
    print(f"{what} {one.line()}", flush=True)
    return one


def _faults(what: str, looks: Sequence[Held]) -> list[str]:
    """Say what there is more of in the last quarter than in the second, whatever comes and goes."""
    few = len(looks) < _FEW_LOOKS
    earlier = looks[:-1] if few else looks[len(looks) // 4 : len(looks) // 2 + 1]
    later = looks[-1:] if few else looks[-(len(looks) // 4) :]
    found = []

    def compare(name: str, of: Callable[[Held], float], most: float) -> None:
        before, after = max(map(of, earlier)), min(map(of, later))
        if after > before + most:
            more = f"{after:.0f} {name} at {later[-1].done}, {before:.0f} at {earlier[-1].done}"
            python = grown(earlier[-1].python_objects, later[-1].python_objects, 20)
            qt = grown(earlier[-1].qt_objects, later[-1].qt_objects, 3)
            found.append(f"{what}: {more}; of Python {python}; of Qt {qt}")

    compare("MiB", lambda one: one.memory_mib, MOST_GROWTH_MIB)
    compare("handles", lambda one: one.handles, _UNDER_WAY if few else 0)
    compare("threads", lambda one: one.threads, _UNDER_WAY if few else 0)
    compare("timers", lambda one: one.timers, 0)
    compare("Qt objects", lambda one: one.qt_objects.total(), _SAME)
    compare("Python objects", lambda one: one.python_objects.total(), _MOST_PYTHON)
    return found


def _told(what: str, looks: Sequence[Held]) -> str:
    half = looks[(len(looks) - 1) // 2 :]
    a_round = slope([(one.done, one.memory_mib) for one in half]) * 1024
    first, last = looks[0], looks[-1]
    return (
        f"from {what} {first.done} to {last.done} {first.memory_mib:.1f} to {last.memory_mib:.1f}"
        f" MiB, {a_round:.1f} KiB a {what} in the second half, {first.handles} to {last.handles}"
        f" handles, {first.threads} to {last.threads} threads, {first.timers} to {last.timers}"
        f" timers, {first.qt_objects.total()} to {last.qt_objects.total()} Qt objects"
    )
