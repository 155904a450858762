"""The endurance command itself: what it finds, how it sums up, and that its checks can fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kap_companion import practice
from kap_companion.session.clock import Anchor, Clock
from kap_companion.session.clock_changes import taken_up
from kap_companion.session.entries import ClockChanged
from tests.endurance import __main__ as command
from tests.endurance import clock
from tests.endurance.soak_measures import Held, faults_of
from tests.endurance.tally import LEFT_OUT, Tally, read, summed_up, written

CLEAN = Tally("kill", 1_000, "kills", more="by act: 212 session")


def test_every_kind_is_found_without_being_imported(tmp_path: Path) -> None:
    (tmp_path / "kill.py").write_text("FULL: int = 3\ndef run(rounds, seed): ...\nraise SystemExit")
    (tmp_path / "kill_helper.py").write_text("def run(rounds, seed): ...")
    (tmp_path / "soak.py").write_text("FULL = 3\ndef run(rounds, seed): ...")
    assert command.kinds(tmp_path) == ["soak", "kill"]
    assert {"kill", "disk", "tamper", "clock", "soak", "music_gapless"} <= set(command.kinds())


def test_a_tally_goes_from_one_process_to_the_other_unchanged() -> None:
    told = replace(CLEAN, missed=1, faults=("seed 7: gone",))
    assert read(written(told)) == told


@pytest.mark.parametrize(
    ("tally", "is_clean"),
    [
        (CLEAN, True),
        (replace(CLEAN, lost=1), False),
        (replace(CLEAN, crashed=1), False),
        (replace(CLEAN, missed=1), False),
        (replace(CLEAN, faults=("seed 7: gone",)), False),
        (replace(CLEAN, done=0), False),
        (replace(CLEAN, done=0, more=f"{LEFT_OUT}only Linux tells it"), True),
    ],
)
def test_only_what_was_done_and_found_nothing_is_clean(tally: Tally, is_clean: bool) -> None:
    assert tally.is_clean is is_clean


def test_the_last_line_sums_up() -> None:
    other = Tally("fuzz", 100_000, "inputs", lost=0, crashed=2, missed=1)
    assert summed_up([CLEAN, other], 5) == (
        "Seed 5: 1,000 kills, 100,000 inputs: 0 lost, 2 crashed, 1 missed. Look at: fuzz."
    )


def test_a_kind_that_dies_is_named_and_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "kinds", lambda: ["no_such_kind"])
    assert command.main(["--rounds", "3"]) == 1
    said = capsys.readouterr().out
    assert "No module named 'tests.endurance.no_such_kind'" in said
    assert said.splitlines()[-1].endswith("0 lost, 1 crashed, 0 missed. Look at: no_such_kind.")


def test_sessions_keep_their_time_whatever_the_laptop_goes_through() -> None:
    told = clock.run(50, seed=1)
    assert told.done == 50
    assert told.is_clean, told.faults


def test_the_clock_check_sees_a_session_that_believes_a_moved_wall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def believing(anchor: Anchor, laptop: Clock, last_at: datetime) -> tuple[Anchor, ClockChanged]:
        return taken_up(replace(anchor, skew=anchor.skew * 0), laptop, last_at)

    monkeypatch.setattr(practice, "taken_up", believing)
    assert clock.run(25, seed=1).missed


def _held(done: int, **changes: object) -> Held:
    usual = {"QTimer": 20, "QWidget": 300}
    held = Held(done, 200.0, 12, 5, Counter(usual), Counter({"dict": 4_000}))
    return replace(held, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "leak"),
    [
        ("MiB", lambda n: {"memory_mib": 200 + n / 10}),
        ("handles", lambda n: {"handles": 12 + n // 50}),
        ("threads", lambda n: {"threads": 5 + n // 50}),
        ("timers", lambda n: {"qt_objects": Counter({"QTimer": 20 + n // 50})}),
        ("Qt objects", lambda n: {"qt_objects": Counter({"QTimer": 20, "QWidget": 300 + n})}),
        ("Python objects", lambda n: {"python_objects": Counter({"dict": 4_000 + 100 * n})}),
    ],
)
def test_what_each_session_leaves_behind_is_seen(
    what: str, leak: Callable[[int], dict[str, object]]
) -> None:
    looks = range(10, 501, 10)
    faults = faults_of("sessions", [_held(n, **leak(n)) for n in looks])
    assert any(what in fault for fault in faults)
    assert faults_of("sessions", [_held(n) for n in looks]) == []


def test_what_is_there_for_a_moment_is_no_leak() -> None:
    looks = [_held(n, handles=12 + 2 * (n % 30 == 0)) for n in range(10, 501, 10)]
    assert faults_of("sessions", looks) == []
