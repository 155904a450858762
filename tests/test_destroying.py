"""A client's file is destroyed after its time, on two confirmations, and the vault says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kap_companion.companion import ActError
from kap_companion.destroying import Destroying
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.retention import retention
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify
from tests.blank_vault import new_vault
from tests.made import PROTOCOL

START = datetime(2026, 3, 14, 18, 11, tzinfo=UTC)
PASSPHRASE = "moss lantern harbour"
EIGHT_YEARS = timedelta(days=8 * 366)


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(START)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with new_vault(tmp_path / "v", tmp_path / "s", PASSPHRASE) as made:
        yield made


def treated(vault: Vault, clock: ScriptedClock, **file: object) -> str:
    """Return a client with one ended session with a private note."""
    practice = Practice(vault, clock, PROTOCOL)
    client = practice.save_client(None, e.ClientSaved("M.R.", **file))  # type: ignore[arg-type]
    session = practice.open_session(client, Opening())
    session.note("zinnoberrot")
    session.note("zinnoberrot apart", private=True)
    session.end()
    return client.id


@pytest.mark.parametrize(
    ("last", "born", "until"),
    [
        (date(2026, 3, 14), None, date(2033, 3, 14)),
        (date(2026, 3, 14), date(1980, 1, 1), date(2033, 3, 14)),
        (date(2026, 3, 14), date(2010, 6, 1), date(2035, 6, 1)),
        (date(2024, 2, 29), None, date(2031, 3, 1)),
    ],
)
def test_a_file_is_kept_for_its_time(last: date, born: date | None, until: date) -> None:
    kept = retention(last, born)
    assert kept.keep_until == until
    assert not kept.is_over(until)
    assert kept.is_over(until + timedelta(days=1))


def test_before_its_time_a_file_cannot_be_destroyed(vault: Vault, clock: ScriptedClock) -> None:
    client = treated(vault, clock)
    with pytest.raises(ActError, match="kept until 14 March 2033: 7 years from the last service"):
        Destroying(vault, clock).destroy(client, "M.R.", "its time is over")
    assert vault.search.record("zinnoberrot")


def test_a_minors_file_is_kept_until_they_are_of_age_and_seven_years_more(
    vault: Vault, clock: ScriptedClock
) -> None:
    client = treated(vault, clock, born_on=date(2010, 6, 1))
    clock.advance(EIGHT_YEARS)
    with pytest.raises(ActError, match="1 June 2035: 7 years from the day the client comes of age"):
        Destroying(vault, clock).destroy(client, "M.R.", "its time is over")


def test_after_its_time_it_goes_on_two_confirmations_and_the_ledger_keeps_that_it_did(
    vault: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    client = treated(vault, clock)
    clock.advance(EIGHT_YEARS)
    destroying = Destroying(vault, clock)
    with pytest.raises(ActError, match=r"Type M\.R\. to confirm"):
        destroying.destroy(client, "X.Y.", "its time is over")
    destroying.destroy(client, "M.R.", "its time is over")
    assert vault.clients.all() == []
    assert vault.sessions.all() == []
    assert vault.search.record("zinnoberrot") == []
    assert vault.search.psychotherapy_notes("zinnoberrot") == []
    told = [one.body for one in vault.journal.access() if isinstance(one.body, e.FileDestroyed)]
    assert [one.client_id for one in told] == [client]
    vault.sessions.rebuild()
    assert vault.sessions.all() == []
    vault.close()
    assert verify(tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s").findings == ()


def test_a_session_that_was_not_ended_holds_the_file(vault: Vault, clock: ScriptedClock) -> None:
    practice = Practice(vault, clock, PROTOCOL)
    client = practice.save_client(None, e.ClientSaved("M.R."))
    practice.open_session(client, Opening())
    clock.advance(EIGHT_YEARS)
    with pytest.raises(ActError, match="not been ended"):
        Destroying(vault, clock).destroy(client.id, "M.R.", "its time is over")
