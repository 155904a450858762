"""What a vault asks of its database does not grow with what it holds: steps counted, not seconds.

SQLite says how many steps of its own machine it takes; the number is the same in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kap_companion.session import state as states
from kap_companion.session.entries import (
    ClientSaved,
    FileDestroyed,
    Limits,
    LimitsGiven,
    MeetingHeld,
    MeetingKind,
    NoteTaken,
    PrivateNoteTaken,
    RecordSigned,
    SessionEnded,
    SessionOpened,
    Stream,
    VaultUnlocked,
    VitalsTaken,
)
from kap_companion.session.state import SessionState
from kap_companion.session.vitals import Reading
from kap_companion.vault import database
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.vault import Vault
from tests.made import entry
from tests.vault.made import NOON, Place

FEW, MANY = 3, 30
NEARLY = 1.1


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The steps that databases opened from now on have taken so far, as the one item."""
    taken = [0]
    connect = database._connect

    def counted(*told: Any) -> Any:
        connection = connect(*told)

        def step() -> int:
            taken[0] += 1
            return 0

        connection.set_progress_handler(step, 1)
        return connection

    monkeypatch.setattr(database, "_connect", counted)
    yield taken


def vault_in(folder: Path) -> Vault:
    vault, _ = Place(folder / "vault", folder / "state").create(with_recovery=False)
    return vault


def keep(vault: Vault, stream: Stream, subject: str, *bodies: Any) -> None:
    pending = [Pending(stream, subject, body) for body in bodies]
    vault.journal.append(pending, at=NOON, utc_offset="+00:00")


def taken_for(steps: list[int], act: Callable[[], object]) -> int:
    act()  # the first time statements are prepared, and the schema is read
    before = steps[0]
    act()
    return steps[0] - before


def take_on(vault: Vault, code: str, meetings: int = 2) -> str:
    """Keep the file of a client, with so many meetings."""
    client = new_id()
    keep(vault, Stream.CLIENT, client, ClientSaved(code, None, "Dr. P."), LimitsGiven(Limits(160)))
    held = MeetingHeld(MeetingKind.INTEGRATION, date(2026, 3, 1), note="calm " * 30)
    keep(vault, Stream.CLIENT, client, *[held] * meetings)
    return client


def hold(vault: Vault, opened: SessionOpened, client: str, notes: int = 3) -> str:
    """Keep a signed session of a client, with so many notes and a private one."""
    session = new_id()
    told = [NoteTaken(f"breathing slowly, note {n}") for n in range(notes)]
    signed = RecordSigned("A. C.", "narrative", "ab" * 32)
    opening = replace(opened, client_id=client)
    keep(vault, Stream.RECORD, session, opening, *told, SessionEnded(), signed)
    keep(vault, Stream.PSYCHOTHERAPY_NOTES, session, PrivateNoteTaken("my own pull"))
    return session


def lived(folder: Path, opened: SessionOpened, sessions: int) -> Vault:
    """Return a vault in which so many sessions were held, each of another client."""
    vault = vault_in(folder)
    for n in range(sessions):
        hold(vault, opened, take_on(vault, f"C{n}"))
    return vault


def test_a_note_asks_no_more_of_a_vault_with_many_sessions(
    steps: list[int], tmp_path: Path, opened: SessionOpened
) -> None:
    taken = []
    for sessions in (FEW, MANY):
        with lived(tmp_path / str(sessions), opened, sessions) as vault:
            session = new_id()
            keep(vault, Stream.RECORD, session, opened)

            def note() -> None:
                keep(vault, Stream.RECORD, session, NoteTaken("tingling"))  # noqa: B023

            taken.append(taken_for(steps, note))
    assert taken[0] == taken[1]


def test_a_note_is_two_rows_one_count_and_nothing_else(vault: Vault, opened: SessionOpened) -> None:
    session = new_id()
    keep(vault, Stream.RECORD, session, opened, NoteTaken("first"))
    said: list[str] = []
    vault._database.raw.set_trace_callback(said.append)
    keep(vault, Stream.RECORD, session, NoteTaken("tingling"))
    vault._database.raw.set_trace_callback(None)
    # Each guard that looks on tells the same statement again.
    acts = [sql.split()[0] for sql in dict.fromkeys(said)]
    assert acts == ["BEGIN", "INSERT", "INSERT", "UPDATE", "COMMIT"]


def test_coming_to_work_asks_no_more_of_a_vault_that_was_opened_hundreds_of_times(
    steps: list[int], tmp_path: Path, opened: SessionOpened
) -> None:
    taken = []
    for times in (FEW, 300):
        place = Place(tmp_path / str(times) / "vault", tmp_path / str(times) / "state")
        vault, _ = place.create(with_recovery=False)
        with vault:
            keep(vault, Stream.ACCESS, vault.id, *[VaultUnlocked()] * times)
            hold(vault, opened, take_on(vault, "M.R."), notes=times)

        def come(place: Place = place) -> None:
            place.open(working=True).close()

        taken.append(taken_for(steps, come))
    assert taken[1] <= NEARLY * taken[0]


def test_who_the_clients_are_is_told_without_reading_their_files(
    steps: list[int], tmp_path: Path
) -> None:
    taken = []
    for meetings in (1, 200):
        with vault_in(tmp_path / str(meetings)) as vault:
            clients = [take_on(vault, f"C{n}", meetings) for n in range(FEW)]
            assert [one.id for one in vault.clients.all()] == clients
            taken.append(
                (
                    taken_for(steps, vault.clients.all),
                    taken_for(steps, lambda: vault.clients.get(clients[0])),  # noqa: B023
                )
            )
    assert taken[0] == taken[1]


def test_home_counts_sessions_without_reading_their_records(
    steps: list[int], tmp_path: Path, opened: SessionOpened
) -> None:
    taken = []
    for notes in (1, 200):
        with vault_in(tmp_path / str(notes)) as vault:
            for n in range(FEW):
                hold(vault, opened, take_on(vault, f"C{n}"), notes)
            assert all(held.sessions == 1 for held in vault.sessions.by_client().values())
            taken.append(taken_for(steps, vault.sessions.by_client))
    assert taken[0] == taken[1]


def test_home_counts_sessions_in_an_index_alone(vault: Vault, opened: SessionOpened) -> None:
    hold(vault, opened, take_on(vault, "M.R."))
    said: list[str] = []
    raw = vault._database.raw
    raw.set_trace_callback(said.append)
    (held,) = vault.sessions.by_client().values()
    raw.set_trace_callback(None)
    (asked,) = [sql for sql in said if sql.startswith("SELECT")]
    (step,) = raw.execute(f"EXPLAIN QUERY PLAN {asked}").fetchall()
    assert step[3] == "SCAN sessions USING COVERING INDEX sessions_by_client"
    assert (held.sessions, held.dosed, held.last_signed_at) == (1, 0, NOON)


def test_a_clients_sessions_are_found_among_those_of_many(
    steps: list[int], tmp_path: Path, opened: SessionOpened
) -> None:
    taken = []
    for sessions in (FEW, MANY):
        with lived(tmp_path / str(sessions), opened, sessions) as vault:
            client = vault.clients.all()[0].id
            assert len(vault.sessions.of_client(client)) == 1
            taken.append(taken_for(steps, lambda: vault.sessions.of_client(client)))  # noqa: B023
    assert taken[0] == taken[1]


def test_a_file_is_destroyed_without_reading_those_of_others(
    steps: list[int], tmp_path: Path, opened: SessionOpened
) -> None:
    taken = []
    for sessions in (FEW, MANY):
        with lived(tmp_path / str(sessions), opened, sessions) as vault:
            keep(vault, Stream.ACCESS, vault.id, *[VaultUnlocked()] * 10 * sessions)
            vault.search.settle()
            (mine,) = vault.sessions.of_client(vault.clients.all()[0].id)
            told = FileDestroyed(mine.client_id, (mine.id,), date(2018, 1, 1), 7, "after its time")
            before = steps[0]
            vault.destroy(told, at=NOON + timedelta(days=1), utc_offset="+00:00")
            taken.append(steps[0] - before)
            assert vault.clients.get(mine.client_id) is None
            assert len(vault.search.record("breathing slowly")) == min(50, 3 * (sessions - 1))
    assert taken[1] <= NEARLY * taken[0]


def test_an_entry_told_in_its_time_is_one_step_however_long_the_session(
    monkeypatch: pytest.MonkeyPatch, opened: SessionOpened
) -> None:
    told, folded = states._told, [0]

    def counted(*one: Any) -> states.Facts:
        folded[0] += 1
        return told(*one)

    monkeypatch.setattr(states, "_told", counted)
    state = SessionState().after(entry(opened, NOON))
    reading = VitalsTaken("124/80 72 98", Reading(124, 80, 72, 98))
    for n in range(2, 2_002):
        body = reading if n % 2 else NoteTaken("breathing slowly")
        state = state.after(entry(body, NOON + timedelta(seconds=n), n))
    assert folded == [1 + 1_000]
