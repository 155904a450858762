"""What keeping, opening, finding and folding cost, in an empty vault and in one of ten years."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.companion import Companion
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.phases import Phase
from kap_companion.session.state import SessionState
from kap_companion.session.vitals import Reading
from kap_companion.ui import theme
from kap_companion.ui.panels.home_view import look_at_day
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.vault.keys import Slot
from kap_companion.vault.opening import unlock
from kap_companion.vault.vault import Vault
from tests.bench.big_vault import LAST_DAY, BigVault, made_vault
from tests.bench.figures import Figure, Timed, in_turn, p99, said
from tests.bench.practice import (
    PASSPHRASE,
    client_of,
    come_home,
    conductor_of,
    hold_session,
    make_vault,
    practice_of,
)
from tests.made import PROTOCOL, entry

SEARCHED = ("kestrel", "xylophone", "grief", "staircase", "locked room", "breathes slowly", "thank")
"""Words as they are typed to find something: rare ones, common ones, two, and one cut short."""

FIRST = 20
_NOTE = "calm"


class Bench:
    """What the rows have in common: a folder, the vaults copied into it, an app for windows."""

    def __init__(self, folder: Path, *, most: int, quick: bool) -> None:
        self.folder = folder
        self.most = most
        self.quick = quick
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        theme.apply(self.app, theme.DARK, still=True)
        self._copies: dict[int, BigVault] = {}

    def rounds(self, full: int) -> int:
        """How many rounds are made: all of them, or a sixth."""
        return max(2, full // 6) if self.quick else full

    def vault(self, count: int) -> BigVault:
        """Return this run's copy of the vault of `count` entries."""
        if count not in self._copies:
            self._copies[count] = made_vault(count, self.folder / str(count))
        return self._copies[count]


# --- a note ---------------------------------------------------------------------------------------


class NoteDesk:
    """A session in the window, its note box, and when an entry is acknowledged."""

    def __init__(self, app: QApplication, vault: Vault) -> None:
        self._app = app
        self._clock = ScriptedClock(LAST_DAY + timedelta(days=2))
        self.conductor = conductor_of(vault, self._clock)
        practice = self.conductor.practice
        session = hold_session(practice, client_of(practice, "Z.Z. bench"), self._clock, 12)
        self.conductor.resume(session.session_id)
        self._window = QWidget()
        self._window.resize(1280, 800)
        room = SessionRoom(self.conductor, self._window)
        room.resize(self._window.size())
        room.go_to(SESSION)
        self._window.show()
        app.processEvents()
        box = room.session.writing.box.focusProxy()
        assert isinstance(box, QWidget)
        self._box = box
        self._told_at = 0.0
        # The first of all that are told: what is painted because of it comes afterwards.
        self.conductor.companion._listeners.insert(0, self._acknowledged)

    def enter(self) -> float:
        """Type a note and press Enter; return the seconds until it was acknowledged."""
        self._clock.advance(timedelta(seconds=2))
        QTest.keyClicks(self._box, _NOTE)
        self._app.processEvents()
        self._told_at = 0.0
        begun = time.perf_counter()
        QTest.keyClick(self._box, Qt.Key.Key_Return)
        if not self._told_at:
            raise RuntimeError("The note was not acknowledged.")
        took = self._told_at - begun
        self._app.processEvents()
        return took

    def close(self) -> None:
        """End the session and close its window."""
        self.conductor.companion.end()
        self._window.close()
        self.conductor.close()

    def _acknowledged(self, _change: object) -> None:
        self._told_at = time.perf_counter()


def durable_notes(bench: Bench) -> tuple[Figure, Figure]:
    """Return what a note takes against sqlite3, and in the largest vault against an empty one."""
    rounds = bench.rounds(1_200)
    with ExitStack() as stack:
        empty = stack.enter_context(make_vault(bench.folder / "empty"))
        big = stack.enter_context(bench.vault(bench.most).open())
        insert = stack.enter_context(_one_insert(bench.folder / "plain.db"))
        app = bench.app
        assert isinstance(app, QApplication)
        desks = [NoteDesk(app, vault) for vault in (empty, big)]
        for desk in desks:
            stack.callback(desk.close)
        ours: tuple[list[float], list[float]] = ([], [])
        plain = Timed()
        for n in range(rounds + 20):
            told = [desk.enter() for desk in desks]
            plain.take(insert)
            if n < 20:
                plain = Timed()
                continue
            for values, one in zip(ours, told, strict=True):
                values.append(one)
    reference = p99(plain.wall)
    small, large = (p99(values) for values in ours)
    medians = [median(values) for values in (*ours, plain.wall)]
    first = (
        f"median {said(medians[0], 's')}, sqlite3's {said(medians[2], 's')}, "
        f"{medians[0] / medians[2]:.2f} times; {rounds} notes",
    )
    second = (f"median {said(medians[1], 's')}, {medians[1] / medians[0]:.2f} times",)
    return Figure(small, reference, "s", first), Figure(large, small, "s", second)


@contextmanager
def _one_insert(path: Path) -> Iterator[Callable[[], object]]:
    """One insert of the same text into plain sqlite3, as durable as the vault."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    connection.execute("CREATE TABLE notes (n INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    try:
        yield lambda: connection.execute("INSERT INTO notes (text) VALUES (?)", (_NOTE,))
    finally:
        connection.close()


# --- opening --------------------------------------------------------------------------------------


def opening(bench: Bench, few: int) -> Figure:
    """Return what it takes from Enter in the gate to Home painted, against a vault of `few`."""
    rounds = bench.rounds(12)
    app = bench.app
    assert isinstance(app, QApplication)
    vaults = [bench.vault(count) for count in (bench.most, few)]
    taken: list[list[tuple[float, float]]] = [[], []]
    for n in range(rounds + 1):
        for values, vault in zip(taken, vaults, strict=True):
            one = come_home(app, vault.folder, ScriptedClock(LAST_DAY + timedelta(days=3)))
            if n:
                values.append(one)
    ours, reference = (median(wall for wall, _ in values) for values in taken)
    cpu = [median(one for _, one in values) for values in taken]
    more = f"of CPU {said(cpu[0], 's')} and {said(cpu[1], 's')}, {cpu[0] / cpu[1]:.2f} times"
    return Figure(ours, reference, "s", (more,))


# --- searching ------------------------------------------------------------------------------------


def searching(bench: Bench) -> Figure:
    """Return what the first hits take against the same FTS5 made and asked by hand."""
    rounds = bench.rounds(60)
    with bench.vault(bench.most).open() as vault, by_hand(vault, bench.folder) as ask:
        pairs = {}
        for words in SEARCHED:
            found, by = vault.search.record(words, FIRST), ask(words)
            if [hit.entry_id for hit in found] != list(dict.fromkeys(row[1] for row in by)):
                raise RuntimeError(f"{words!r} finds something else by hand.")
            pairs[words] = in_turn(
                rounds, partial(vault.search.record, words, FIRST), partial(ask, words)
            )
    ours, reference = (
        mean(median(pair[which].wall) for pair in pairs.values()) for which in (0, 1)
    )
    each = ", ".join(
        f"{words} {median(one.wall) * 1e3:.2f}/{median(other.wall) * 1e3:.2f}"
        for words, (one, other) in pairs.items()
    )
    return Figure(ours, reference, "s", (f"ms, ours/by hand: {each}",))


@contextmanager
def by_hand(vault: Vault, folder: Path) -> Iterator[Callable[[str], Sequence[Any]]]:
    """Copy the words of the vault into an FTS5 table of its own, encrypted; yield its search."""
    import sqlcipher3.dbapi2 as driver

    path, key = folder / "hand.db", f"\"x'{'5a' * 32}'\""
    raw = vault._database.raw
    path.unlink(missing_ok=True)
    raw.execute(f"ATTACH DATABASE ? AS hand KEY {key}", (str(path),))
    raw.execute(
        "CREATE VIRTUAL TABLE hand.notes USING fts5 "
        "(words, entry_id UNINDEXED, session_id UNINDEXED, at UNINDEXED)"
    )
    raw.execute(
        "INSERT INTO hand.notes (rowid, words, entry_id, session_id, at) "
        "SELECT rowid, words, entry_id, session_id, at FROM record_words"
    )
    raw.execute("DETACH DATABASE hand")
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA key = {key}")

    def ask(words: str) -> Sequence[Any]:
        asked = " ".join(f'"{word}"*' for word in words.split())
        found: Sequence[Any] = connection.execute(
            "SELECT words, entry_id, session_id, at FROM notes WHERE notes MATCH ? "
            "ORDER BY rowid DESC LIMIT ?",
            (asked, FIRST),
        ).fetchall()
        return found

    try:
        yield ask
    finally:
        connection.close()


# --- folding --------------------------------------------------------------------------------------


def folding(bench: Bench, many: int, few: int) -> Figure:
    """Return what one entry of `many` costs to fold, against one of `few`."""
    # As many entries in each round, so that both are looked at for as long.
    again = many // few
    long, short = record_of(many), record_of(few)

    def shorts() -> None:
        for _ in range(again):
            fold(short)

    ours, reference = in_turn(bench.rounds(30), lambda: fold(long), shorts)
    return Figure(median(ours.cpu) / many, median(reference.cpu) / (few * again), "s")


def fold(record: Sequence[e.Entry[Any]]) -> SessionState:
    """Fold a record from its beginning."""
    state = SessionState()
    for one in record:
        state = state.after(one)
    return state


def record_of(count: int) -> list[e.Entry[Any]]:
    """Return a session's record of `count` entries: half of them acts that the facts rest on."""
    begun = datetime(2026, 3, 14, 10, 11, tzinfo=UTC)
    opened = e.SessionOpened(
        client_id="c",
        client="M.R.",
        modality=e.Modality.IN_PERSON,
        planned_minutes=90,
        session_number=1,
        phases=PROTOCOL.phases,
        cues=PROTOCOL.cues,
    )
    bodies: tuple[Any, ...] = (
        e.NoteTaken("breathes slowly, hands warm"),
        e.VitalsTaken("124/80 72 98", Reading(124, 80, 72, 98)),
        e.Marked("tears"),
        e.CueAnswered("check_in", "all well"),
        e.TrackStarted("Slow water"),
        e.ChecklistTicked("Oriented", checklist="readiness"),
        e.NoteTaken("speaks of the sea"),
        e.PhaseMarked(Phase.PEAK),
    )
    told = [entry(opened, begun), entry(e.DoseTaken(Decimal(150)), begun, 2)]
    for seq in range(3, count + 1):
        told.append(entry(bodies[seq % len(bodies)], begun + timedelta(seconds=seq), seq))
    return told


# --- how it grows ---------------------------------------------------------------------------------


def growth_of(bench: Bench, count: int) -> dict[str, float]:
    """Return, in seconds, what each act takes in the vault of `count` entries."""
    big = bench.vault(count)
    grown: dict[str, float] = {}
    grown["open, key derived"] = median(in_turn(bench.rounds(9), partial(_open, big))[0].wall)
    with big.open() as vault:
        clock = ScriptedClock(LAST_DAY + timedelta(days=4))
        practice = practice_of(vault, clock)
        home = in_turn(bench.rounds(12), lambda: _first_page(vault, clock))[0]
        grown["Home’s first page"] = median(home.wall)
        found = [
            median(in_turn(bench.rounds(24), partial(vault.search.record, words, FIRST))[0].wall)
            for words in SEARCHED
        ]
        grown["search, first 20"] = mean(found)
        row = vault.sessions.all()[len(vault.sessions.all()) // 2]
        with tempfile.TemporaryDirectory(dir=bench.folder) as out:
            exported = in_turn(
                bench.rounds(12), lambda: _export(practice, row.id, Path(tempfile.mkdtemp(dir=out)))
            )[0]
        grown["export of a session"] = median(exported.wall)
        companion = hold_session(practice, client_of(practice, "G.G. bench"), clock, 12)
        kept = in_turn(bench.rounds(600), lambda: _note(companion, clock))[0]
        grown["durable note"] = median(kept.wall)
        grown["durable note, p99"] = p99(kept.wall, 3)
        companion.end()
    grown["fold, an entry"] = _fold_s(count) / count
    return grown


def _fold_s(count: int) -> float:
    """Return the least time that folding so many entries of one session takes, of CPU."""
    gc.disable()
    record = record_of(count)
    # The entries themselves are not what is measured: as the app does with what its start made.
    gc.freeze()
    gc.enable()
    folded = Timed()
    for _ in range(max(1, 20_000 // count)):
        folded.take(lambda: fold(record))
    gc.unfreeze()
    return min(folded.cpu)


def _open(big: BigVault) -> None:
    unlocked = unlock(
        big.folder / "vault", Slot.PASSPHRASE, PASSPHRASE, state_folder=big.folder / "state"
    )
    Vault(unlocked).close()


def _first_page(vault: Vault, clock: ScriptedClock) -> object:
    return look_at_day(vault.clients.all(), vault.sessions, clock.now().wall, lambda at: at)


def _export(practice: Any, session_id: str, folder: Path) -> None:
    practice.export_record(session_id, ("pdf", "docx", "md", "fhir"), folder)


def _note(companion: Companion, clock: ScriptedClock) -> None:
    clock.advance(timedelta(seconds=2))
    companion.note("she is breathing slowly")
