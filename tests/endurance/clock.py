"""Sleeps, moved walls, travel, daylight changes, crashes and reboots in sessions on real vaults.

Each session is a random one of its own, made by its number: `--seed` of a fault's session does it
again. What the product shows is compared with `clock_reckoning`, which shares no code with it.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from kap_companion import resources
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.cues import open_cues
from kap_companion.session.phases import Phase, parse_protocol
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify
from tests.blank_vault import lay_vault
from tests.endurance.clock_laptop import ZONES, Laptop, daylight_change
from tests.endurance.clock_reckoning import MINUTE, SECOND, Reckoning
from tests.endurance.tally import SHOWN_FAULTS, Tally

FULL = 10_000
_A_SESSION = 25
"""Events in one session."""
_PASSPHRASE = "moss lantern harbour"
_PROTOCOL = parse_protocol(resources.text("phases/lozenge.json"))
_EVENTS = ("nap", "sleep", "small step", "set", "year", "travel", "daylight", "crash", "reboot")
_OFTEN = (12, 12, 12, 14, 6, 10, 14, 12, 8)
_MOST_ERROR = SECOND
_SURELY_TOLD, _SURELY_NOT = 2.4, 1.6
"""Seconds that the wall moved; at 2 the log tells, and what was seen of it may be a little old."""
_DAY = timedelta(days=1)
_YEARS = timedelta(days=365)


def run(rounds: int, seed: int) -> Tally:
    """Put so many events into sessions of 25; session i is that of seed + i."""
    faults: list[str] = []
    kinds: Counter[str] = Counter()
    worst, sessions, entries, done = 0, 0, 0, 0
    while done < rounds:
        drive = Drive(seed + sessions, min(_A_SESSION, rounds - done))
        try:
            with tempfile.TemporaryDirectory(prefix="kap-clock-") as name:
                drive.run(Path(name))
        except Exception as trouble:  # whatever it is, it is a fault of the product or of the check
            drive.faults.append(f"session {drive.seed}, {drive.happening}: {trouble!r:.300}")
            drive.is_broken = True
        faults += drive.faults
        kinds += drive.kinds
        worst = max(worst, drive.worst)
        entries += len(drive.expected.told)
        sessions += 1
        done += drive.events
    told = ", ".join(f"{kinds[one]} {one}" for one in _EVENTS)
    return Tally(
        "clock",
        done,
        "clock events",
        missed=len(faults),
        more=f"{sessions} sessions, {entries} entries, worst error {worst / SECOND:.3f} s; {told}",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )


class Drive:
    """One session: what happens to it, and what has to be there afterwards."""

    def __init__(self, seed: int, events: int) -> None:
        self.seed, self.events = seed, events
        self.faults: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.worst = 0
        self.is_broken = False
        self.happening = "the opening"
        self._random = Random(seed)
        zone = self._random.choice(ZONES)
        year = self._random.choice((2024, 2025, 2026, 2027))
        start = datetime(year, 1, 1, tzinfo=UTC) + self._random.random() * _YEARS
        change = daylight_change(zone, start, _YEARS)
        if change is not None and self._random.random() < 0.8:
            start = change - timedelta(seconds=self._random.randrange(60, 4 * 3600))
        self._laptop = Laptop(start, zone, up_s=self._random.uniform(5, 2_000_000))
        self.expected = Reckoning(start, self._laptop.zone, self._random.random() < 0.3)
        # How far the wall is ahead of the session's time: now, as last seen, and as last told.
        self._ahead = self._seen = self._told_ahead = 0
        self._asleep = 0
        self._words = 0

    # --- the session ----------------------------------------------------------------------------

    def run(self, home: Path) -> None:
        """Hold the session from its opening to its export, and look at it all along."""
        lay_vault(home / "v", home / "s", _PASSPHRASE)
        self._home = home
        self._open_vault()
        try:
            self._open_session()
            for number in range(self.events):
                kind = self._random.choices(_EVENTS, _OFTEN)[0]
                self.happening = f"event {number + 1}, {kind}"
                self._pass(self._random.randrange(100_000, 6 * MINUTE))
                self._act()
                getattr(self, f"_{kind.replace(' ', '_')}")()
                self._look()
                if self._random.random() < 0.8:
                    self._notice()
                    self._look()
            self.happening = "the end"
            self._act()
            self._end()
        finally:
            self._vault.close()
        verdict = verify(home / "v", _PASSPHRASE, state_folder=home / "s")
        self._hold(verdict.is_fine, f"verify: {verdict}")

    def _open_vault(self) -> None:
        self._vault = Vault.open(self._home / "v", _PASSPHRASE, state_folder=self._home / "s")
        self._practice = Practice(self._vault, self._laptop, _PROTOCOL)

    def _open_session(self) -> None:
        client = self._practice.save_client(None, e.ClientSaved("M.R."))
        modality = e.Modality.TELEHEALTH if self.expected.telehealth else e.Modality.IN_PERSON
        people = (e.Person("Ola", "support person"),)
        self._companion = self._practice.open_session(client, Opening(modality, present=people))
        self.expected.tell("session_opened")

    def _end(self) -> None:
        self._notice()
        self._companion.end()
        self.expected.tell("session_ended")
        self._look()
        record = self._vault.journal.record(self._companion.session_id)
        private = self._vault.journal.psychotherapy_notes(self._companion.session_id)
        self._compare_log(record, private=False)
        self._compare_log(private, private=True)
        self._compare_documents()
        self._companion.sign("A. Clinician, LCSW", self._practice.template(None))
        signed = self._vault.journal.record(self._companion.session_id)
        self._hold(signed[-1].at >= record[-1].at, "the signature lies before the end")

    # --- what happens to the laptop -------------------------------------------------------------

    def _nap(self) -> None:
        self._sleeps(self._random.randrange(50_000, 30 * SECOND))

    def _sleep(self) -> None:
        # Some minutes most often, some hours now and then.
        self._sleeps(round(MINUTE * 200 ** self._random.random()))

    def _small_step(self) -> None:
        self._move(self._random.choice((-1, 1)) * self._random.randrange(1_000, 1_900_000))

    def _set(self) -> None:
        self._move(self._random.choice((-1, 1)) * self._random.randrange(2_500_000, 1440 * MINUTE))

    def _year(self) -> None:
        self._move(self._random.choice((-1, 1)) * 365 * 1440 * MINUTE)

    def _travel(self) -> None:
        self._laptop.travel(self._random.choice(ZONES))
        self.expected.zone = self._laptop.zone
        self.kinds["travel"] += 1

    def _daylight(self) -> None:
        """Let time pass over the next change of the zone's offset, with the wall's own lie left."""
        now = self.expected.at(self.expected.now)
        change = daylight_change(self._laptop.zone.key, now, _DAY / 4)
        if change is None:
            # Nothing changes here soon: be carried to where it does, or take a nap instead.
            there = {one: daylight_change(one, now, _DAY / 4) for one in ZONES}
            soon = {one: at for one, at in there.items() if at is not None}
            if not soon:
                self._nap()
                return
            zone = self._random.choice(list(soon))
            self._laptop.travel(zone)
            self.expected.zone = self._laptop.zone
            change = soon[zone]
        self._act()
        until = (change - now) // timedelta(microseconds=1)
        past = until + self._random.randrange(SECOND, 20 * MINUTE)
        if self._random.random() < 0.5:
            self._pass(past)
        else:
            self._sleeps(past, as_kind=None)
        self._act()
        self.kinds["daylight"] += 1

    def _crash(self) -> None:
        """Drop the session as it is, now and then the vault too, and take it up after a while."""
        is_process = self._random.random() < 0.5
        if is_process:
            self._vault.close()
        self._pass(self._random.randrange(SECOND, 30 * MINUTE))
        if is_process:
            self._open_vault()
        self._take_up()
        self.kinds["crash"] += 1

    def _reboot(self) -> None:
        """Switch it off and on; the wall may be set anew meanwhile, which nobody can know."""
        self._vault.close()
        off, up = self._random.randrange(SECOND, 60 * MINUTE), self._random.randrange(3, 120)
        moved = 0
        if self._random.random() < 0.25:
            moved = self._random.choice((-1, 1)) * self._random.randrange(SECOND, 48 * 60 * MINUTE)
        last = max(one.at for one in self.expected.told)
        self._laptop.reboot(timedelta(microseconds=off), float(up), timedelta(microseconds=moved))
        wall = self.expected.now + off + up * SECOND + self._ahead + moved
        # The log goes by the wall, less what the wall is known to be ahead, never before its end.
        self.expected.now = max(wall - self._seen, last)
        self._ahead = self._seen = self._told_ahead = wall - self.expected.now
        self._asleep = 0
        self._open_vault()
        self._take_up()
        self.kinds["reboot"] += 1

    def _take_up(self) -> None:
        unended = self._practice.unended()
        assert unended is not None, "the unended session is not offered"
        self._hold(unended.id == self._companion.session_id, "another session is offered")
        last = max(one.at for one in self.expected.told)
        self._companion = self._practice.resume(unended.id)
        away = (self.expected.now - last) / SECOND
        self.expected.tell("clock_changed", why="restarted", seconds=away)

    def _pass(self, time: int) -> None:
        self._laptop.advance(timedelta(microseconds=time))
        self.expected.now += time

    def _sleeps(self, time: int, as_kind: str | None = "") -> None:
        self._laptop.sleep(timedelta(microseconds=time))
        self.expected.now += time
        self._asleep += time
        if as_kind is not None:
            self.kinds["nap" if time < MINUTE else "sleep"] += 1

    def _move(self, by: int) -> None:
        self._laptop.move_wall(timedelta(microseconds=by))
        self._ahead += by
        kind = "year" if abs(by) == 365 * 1440 * MINUTE else "set"
        self.kinds["small step" if abs(by) < 2 * SECOND else kind] += 1

    # --- what the clinician does ----------------------------------------------------------------

    def _act(self) -> None:
        """Do something that the log keeps; what it has to say of the clock comes before it."""
        does = self._random.choice(
            ("note", "note", "private", "late", "dose", "vitals", "spit", "phase", "check_in")
        )
        if does == "dose" and len(self.expected.doses) == 3:
            does = "note"
        self._expect_clock()
        companion, expected = self._companion, self.expected
        self._words += 1
        words = f"word{self._words}x"
        match does:
            case "note":
                companion.note(words)
                expected.tell("note_taken", words=words)
            case "private":
                companion.note(words, private=True)
                expected.tell("private_note_taken", words=words, private=True)
            case "late":
                late = min(expected.now, self._random.randrange(SECOND, 20 * MINUTE))
                companion.note(words, late_by=timedelta(microseconds=late))
                expected.tell("note_taken", late, words=words)
            case "dose":
                companion.dose(Decimal(100))
                expected.tell("dose_taken")
                expected.doses.append(expected.now)
            case "vitals":
                companion.vitals("124/80 72 98")
                expected.tell("vitals_taken")
                expected.readings.append(expected.now)
            case "spit":
                companion.spit()
                expected.tell("spat")
                expected.spat.append(expected.now)
            case "phase":
                phase = self._random.choice(list(Phase)[1:])
                companion.phase(phase)
                expected.tell("phase_marked")
                expected.marked = (phase.value, expected.now)
            case _:
                companion.answer_cue("check_in", "seen")
                expected.tell("cue_answered")
                expected.checked_in.append(expected.now)

    def _notice(self) -> None:
        """Look at the laptop's clock, as the window does every few seconds."""
        self._expect_clock()
        self._companion.notice_clock()

    def _expect_clock(self) -> None:
        if self._asleep > 2 * SECOND:
            self.expected.tell("clock_changed", why="asleep", seconds=self._asleep / SECOND)
            self._asleep = 0
        moved = (self._ahead - self._told_ahead) / SECOND
        is_told = abs(moved) > 2
        if _SURELY_NOT < abs(moved) < _SURELY_TOLD:
            # Too near to call: let it be a clear case, for the next look.
            by = round((_SURELY_TOLD + 0.1 - abs(moved)) * SECOND) * (1 if moved > 0 else -1)
            self._laptop.move_wall(timedelta(microseconds=by))
            self._ahead += by
            moved += by / SECOND
            is_told = True
        if is_told:
            self.expected.tell("clock_changed", why="wall_moved", seconds=moved)
            self._told_ahead = self._ahead
        self._seen = self._ahead

    # --- what has to be there -------------------------------------------------------------------

    def _look(self) -> None:
        """Compare all that is shown of time with the reckoning."""
        now, expected, state = self._companion.now(), self.expected, self._companion.state
        self._near(now - expected.begun, expected.now, "the session's time")
        opened_at = state.facts.opened_at
        assert opened_at is not None
        self._near(opened_at - expected.begun, 0, "the opening")
        left = state.window_left(now)
        self._hold((left is None) == (expected.window_left is None), "window where there is none")
        if left is not None and expected.window_left is not None:
            self._near(left, expected.window_left, "what is left of the window")
            since = state.since_dose(now)
            assert since is not None
            self._near(since, expected.now - expected.doses[-1], "the time since the dose")
        if state.is_running:
            phase = state.phase(now).value
            self._hold(phase == expected.phase, f"phase {phase}, not {expected.phase}")
            self._compare_cues(now)

    def _compare_cues(self, now: datetime) -> None:
        shown = {(one.kind.value, one.due_at) for one in open_cues(self._companion.state, now)}
        expected = self.expected.cues()
        kinds = sorted(kind for kind, _ in shown)
        if kinds != sorted(kind for kind, _ in expected):
            self.faults.append(self._fault(f"cues {kinds}, not {sorted(expected)}"))
            return
        for (kind, due), (_, due_expected) in zip(sorted(shown), sorted(expected), strict=True):
            self._near(due - self.expected.begun, due_expected, f"the cue {kind}")

    def _compare_log(self, entries: list[Any], *, private: bool) -> None:
        expected = [one for one in self.expected.told if one.private is private]
        kinds = [entry.body.kind for entry in entries]
        self._hold(kinds == [one.kind for one in expected], f"the log holds {kinds}")
        for number, entry in enumerate(entries, 1):
            self._hold(entry.seq == number, f"seq {entry.seq} in place {number}")
        for before, after in pairwise(entries):
            self._hold(before.at <= after.at, f"{after.body.kind} before {before.body.kind}")
        for entry, one in zip(entries, expected, strict=False):
            self._near(entry.at - self.expected.begun, one.at, f"at of {one.kind}")
            self._near(entry.happened_at - self.expected.begun, one.happened, f"when {one.kind}")
            offset = f"{self.expected.begun.astimezone(timezone(one.offset)):%z}"
            offset = f"{offset[:3]}:{offset[3:]}"
            self._hold(entry.utc_offset == offset, f"offset {entry.utc_offset}, not {offset}")
            if isinstance(entry.body, e.ClockChanged):
                body = entry.body
                told = body.moved_s if body.why is e.ClockWhy.WALL_MOVED else body.away_s
                self._hold(body.why.value == one.why, f"{body.why.value}, not {one.why}")
                self._near(timedelta(seconds=float(told)), round(one.seconds * SECOND), one.why)

    def _compare_documents(self) -> None:
        session, folder = self._companion.session_id, self._home / "out"
        folder.mkdir()
        record = self._practice.export_record(session, ["txt", "json"], folder)
        told = next(one for one in record.paths if one.suffix == ".txt").read_text("utf-8")
        rows = told.partition("Session log\n")[2].splitlines()
        self._compare_rows(rows, private=False)
        lines = next(one for one in record.paths if one.suffix == ".json").read_text("utf-8")
        self._hold(json.loads(lines) is not None, "the export is no JSON")
        private = [one for one in self.expected.told if one.private]
        if private:
            apart = self._practice.export_psychotherapy_notes(session, ["txt"], folder)
            self._compare_rows(apart.paths[0].read_text("utf-8").splitlines(), private=True)

    def _compare_rows(self, rows: list[str], *, private: bool) -> None:
        """Each note has its line with the right times, and the lines follow each other in time."""
        notes = [one for one in self.expected.told if one.words and one.private is private]
        for one in notes:
            right = self.expected.rows(one)
            found = next((line for line in rows if f"  {one.words}" in line), "nothing")
            if found not in right:
                self.faults.append(self._fault(f"the document says {found!r}, not {right[0]!r}"))
        written = [word for line in rows for word in line.split() if word.startswith("word")]
        in_order = [one.words for one in sorted(notes, key=lambda one: one.happened)]
        self._hold(written == in_order, f"the document's order is {written}, not {in_order}")

    def _near(self, shown: timedelta, expected: int, what: str) -> None:
        error = abs(shown // timedelta(microseconds=1) - expected)
        self.worst = max(self.worst, error)
        if error >= _MOST_ERROR:
            self.faults.append(self._fault(f"{what} is off by {error / SECOND:.3f} s"))

    def _hold(self, is_so: bool, what: str) -> None:
        if not is_so:
            self.faults.append(self._fault(what))

    def _fault(self, what: str) -> str:
        return f"session {self.seed}, {self.happening}: {what}"
