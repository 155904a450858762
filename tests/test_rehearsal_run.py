"""A script that goes on while a person joins in: on a real vault, by a clock moved by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kap_companion import resources
from kap_companion.companion import Companion
from kap_companion.practice import Opening, Practice
from kap_companion.rehearsal_run import RehearsalRun, check_script
from kap_companion.script import Line, ScriptError, parse_script
from kap_companion.script_acts import ScriptActs
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL

START = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
OPEN: dict[str, object] = {"at": "-2:00", "do": "open", "client": "M.R."}
DOSE: dict[str, object] = {"at": "0:00", "do": "dose", "mg": 150}
SPIT: dict[str, object] = {"at": "2:00", "do": "spit"}
END: dict[str, object] = {"at": "5:00", "do": "end"}


@dataclass
class Room:
    """Where a person sits beside the script."""

    practice: Practice
    clock: ScriptedClock
    told: list[str] = field(default_factory=list)
    script_acts: ScriptActs | None = None

    def begin(self, *lines: Mapping[str, object]) -> RehearsalRun:
        script = parse_script("\n".join(json.dumps(line) for line in lines).encode())
        check_script(script)
        self.script_acts = ScriptActs(self.practice, self.clock, (), self)
        return RehearsalRun(script, self.script_acts, self.clock.advance, self.passed_over)

    def passed_over(self, line: Line, why: str) -> None:
        self.told.append(f"{line.number}: {why}")

    def open_session(self, client: ClientFile, opening: Opening) -> Companion:
        return self.practice.open_session(client, opening)

    def do_music(
        self, companion: Companion, act: e.MusicAct, name: str | None, late_by: timedelta | None
    ) -> e.Entry[Any]:
        return companion.music(act, name, late_by)

    @property
    def session(self) -> Companion:
        assert self.script_acts is not None and self.script_acts.companion is not None
        return self.script_acts.companion

    def kinds(self) -> list[str]:
        return [row.body.kind for row in self.session.rows()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made, _ = Vault.create(
        tmp_path / "v", "moss lantern", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with made:
        clock = ScriptedClock(START)
        yield Room(Practice(made, clock, PROTOCOL), clock)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_at_sixty_a_minute_of_the_session_passes_in_a_second_and_each_line_at_its_time(
    room: Room,
) -> None:
    run = room.begin(OPEN, DOSE, SPIT, END)
    run.speed = 60
    run.pass_time(seconds(1.5))
    assert room.kinds() == ["session_opened"]
    run.pass_time(seconds(4))
    assert room.kinds() == ["session_opened", "dose_taken", "spat"]
    opened, dose, spat = room.session.rows()
    assert dose.entry.at - opened.entry.at == timedelta(minutes=2)
    assert spat.entry.at - dose.entry.at == timedelta(minutes=2)
    assert room.clock.now().wall == START + timedelta(minutes=5.5)


def test_the_speed_changes_on_the_way_and_nothing_passes_in_a_pause(room: Room) -> None:
    run = room.begin(OPEN, DOSE, END)
    run.speed = 10
    run.pass_time(seconds(6))
    run.is_paused = True
    run.pass_time(seconds(3600))
    assert run.elapsed == timedelta(minutes=1)
    assert room.kinds() == ["session_opened"]
    run.is_paused = False
    run.speed = 1
    run.pass_time(seconds(60))
    assert room.kinds() == ["session_opened", "dose_taken"]


def test_what_the_person_writes_stands_in_the_same_record_at_the_rehearsals_time(
    room: Room,
) -> None:
    run = room.begin(OPEN, DOSE, END)
    run.speed = 60
    run.pass_time(seconds(3))
    note = room.session.note("I was here")
    room.session.dose(Decimal(50), booster=True, reason="asked for")
    run.pass_time(seconds(10))
    assert note.at == START + timedelta(minutes=3)
    assert room.kinds() == [
        "session_opened",
        "dose_taken",
        "note_taken",
        "dose_taken",
        *("session_ended",),
    ]


def test_a_dose_or_a_spit_that_the_person_took_is_not_taken_again(room: Room) -> None:
    run = room.begin(OPEN, DOSE, SPIT, END)
    run.pass_time(seconds(60))
    room.session.dose(Decimal(100))
    run.pass_time(seconds(90))
    room.session.spit()
    run.pass_time(seconds(3600))
    assert room.kinds() == ["session_opened", "dose_taken", "spat", "session_ended"]
    assert room.told == []


def test_a_line_that_no_longer_fits_is_passed_over_and_told_and_the_next_is_done(
    room: Room,
) -> None:
    note = {"at": "1:00", "do": "note", "text": "Tingling", "ref": "n"}
    amend = {"at": "2:00", "do": "amend", "target": "n", "text": "Warmth"}
    run = room.begin(OPEN, DOSE, note, amend, END)
    run.pass_time(seconds(190))
    room.session.strike(room.session.rows()[-1].entry.id, "a slip")
    run.pass_time(seconds(600))
    assert [line.split(":")[0] for line in room.told] == ["4"]
    assert room.kinds()[-1] == "session_ended"


def test_a_session_that_the_person_ends_ends_the_script(room: Room) -> None:
    run = room.begin(OPEN, DOSE, SPIT, END)
    run.speed = 60
    run.pass_time(seconds(2.5))
    room.session.end("the client asked to stop")
    run.pass_time(seconds(60))
    assert run.is_over
    assert run.speed == 1
    assert room.kinds() == ["session_opened", "dose_taken", "session_ended"]


def test_after_the_end_time_goes_as_the_persons_own_and_the_paper_is_theirs(room: Room) -> None:
    draft = {"at": "6:00", "do": "draft"}
    sign = {"at": "7:00", "do": "sign", "name": "A. Clinician"}
    run = room.begin(OPEN, DOSE, END, draft, sign)
    run.speed = 60
    run.pass_time(seconds(8))
    assert run.is_over
    assert room.kinds()[-1] == "session_ended"
    before = room.clock.now().wall
    run.pass_time(seconds(30))
    assert room.clock.now().wall - before == seconds(30)
    assert not room.session.state.is_signed


def test_the_apps_own_session_is_played_whole_with_nothing_passed_over(room: Room) -> None:
    script = parse_script(resources.path("rehearsal/first_session.jsonl").read_bytes())
    check_script(script)
    room.script_acts = ScriptActs(room.practice, room.clock, (), room)
    run = RehearsalRun(script, room.script_acts, room.clock.advance, room.passed_over)
    run.speed = 60
    for _ in range(1200):
        run.pass_time(seconds(0.1))
    assert run.is_over
    assert room.told == []
    assert room.session.state.facts.ended_at is not None


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "The script is empty"),
        ([DOSE], "Line 1 of the script is refused: a session is opened first."),
        (
            [OPEN, END, {**OPEN, "at": "9:00"}],
            "Line 3 of the script is refused: one session is rehearsed at a time.",
        ),
        ([OPEN, {"at": "1:00", "do": "dance"}], "Line 2 of the script is refused: unknown verb"),
    ],
)
def test_a_script_that_cannot_be_rehearsed_is_refused_with_its_line(
    lines: list[dict[str, object]], said: str
) -> None:
    script = parse_script("\n".join(json.dumps(line) for line in lines).encode())
    with pytest.raises(ScriptError, match=said):
        check_script(script)
