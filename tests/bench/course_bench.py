"""What a client's course costs to look at: eight long sessions, sixty entries of the file.

The reference is reading one of its records from the vault, in the same run. Opening it anew reads
all eight; once seen only what changed is read. Home's outline of the same course opens no record.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kap_companion.course_acts import CourseActs
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.ui import theme
from kap_companion.ui.screens.course import CourseScreen
from tests.bench.practice import client_of, conductor_of, hold_session, make_vault, practice_of

_SESSIONS, _NOTES, _ROUNDS = 8, 300, 7


def main() -> int:
    """Print the figures; it judges nothing."""
    app = QApplication([])
    theme.apply(app, theme.DARK, still=True)
    clock = ScriptedClock(datetime(2025, 3, 3, 10, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder, make_vault(Path(folder)) as vault:
        practice = practice_of(vault, clock)
        client = client_of(practice)
        ids = []
        for n in range(_SESSIONS):
            clock.advance(timedelta(days=13))
            session = hold_session(practice, client, clock, _NOTES)
            session.end()
            ids.append(session.session_id)
            _between(practice.course, client.id, n)
        acts = practice.course
        one = _best(lambda: vault.journal.record(ids[0]))
        anew = _best(lambda: CourseActs(vault, clock).look(client))
        again = _best(lambda: acts.look(client))
        outline = _best(lambda: acts.outline(client))
        screen = CourseScreen(conductor_of(vault, clock))
        screen.resize(1280, 744)
        screen.show()
        screen.show_client(client)
        app.processEvents()

        def show() -> None:
            screen.refresh()
            screen.grab()

        painted = _best(show)
        print(f"  one record of {_NOTES} notes read: {one * 1000:.1f} ms")
        for name, took in (
            ("the course opened anew", anew),
            ("looked at again", again),
            ("Home's outline of it", outline),
            ("looked at again and painted", painted),
        ):
            print(f"  {name}: {took * 1000:.1f} ms, {took / one:.2f} times")
        screen.hide()
    return 0


def _between(acts: CourseActs, client_id: str, n: int) -> None:
    phq9, gad7 = acts.scale("phq9"), acts.scale("gad7")
    assert phq9 is not None
    assert gad7 is not None
    acts.take_measure(client_id, phq9, acts.today, [1] * 8 + [0, 1])
    acts.take_measure(client_id, gad7, acts.today, [1] * 8)
    held = e.MeetingHeld(e.MeetingKind.INTEGRATION, acts.today, note="words " * 60, themes=("a",))
    acts.hold_meeting(client_id, held)
    acts.plan_meeting(client_id, e.MeetingPlanned(e.MeetingKind.DOSING, acts.today))
    if n % 2 == 0:
        acts.prescribe(client_id, e.PrescriptionGiven(acts.today, "Dr. P.N.", sessions=2))


def _best(do: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    raise SystemExit(main())
