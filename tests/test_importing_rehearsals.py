"""A rehearsal goes into no vault of real clients; between vaults of rehearsals it may go."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion.importing import ImportRefusedError, bring_in
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.throw_away import make_throw_away
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.vault.made import Place

CHECKER = Path(__file__).parents[1] / "docs" / "check_export.py"


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Path, Path]:
    """The JSON of a rehearsal's record, and of its psychotherapy notes."""
    made, clock = make_throw_away(tmp_path / "rehearsals"), ScriptedClock(START)
    practice = Practice(made.vault, clock, PROTOCOL)
    client = practice.save_client(None, e.ClientSaved("M.R."))
    session = practice.open_session(client, Opening(rehearsal=True))
    session.dose(Decimal(150))
    clock.advance(timedelta(minutes=3))
    session.note("Warmth in the hands.")
    session.note("my own pull", private=True)
    session.end()
    (record,) = practice.export_record(session.session_id, ("json",), tmp_path / "out").paths
    (notes,) = practice.export_psychotherapy_notes(
        session.session_id, ("json",), tmp_path / "out"
    ).paths
    made.clear()
    return record, notes


def entries_in(vault: Vault) -> int:
    return sum(len(vault.journal.record(row.id)) for row in vault.sessions.all())


def test_a_rehearsal_is_refused_among_real_clients_in_one_sentence(
    tmp_path: Path, exported: tuple[Path, Path]
) -> None:
    vault, _ = Place(tmp_path / "real", tmp_path / "state").create()
    with vault:
        with pytest.raises(ImportRefusedError) as refused:
            bring_in(vault, ScriptedClock(START), *exported)
        assert str(refused.value) == (
            f"{exported[0].name} holds a rehearsal, which is not kept among real clients: "
            "nothing was imported."
        )
        assert vault.clients.all() == []
        assert entries_in(vault) == 0


def test_a_vault_of_rehearsals_takes_it(tmp_path: Path, exported: tuple[Path, Path]) -> None:
    other = make_throw_away(tmp_path / "others")
    came = bring_in(other.vault, ScriptedClock(START), *exported)
    assert (came.client, came.entries, came.notes) == ("M.R.", 4, 1)
    other.clear()


def test_its_files_are_named_for_what_they_are_and_stand_the_check_of_strangers(
    exported: tuple[Path, Path],
) -> None:
    assert [path.name.split("-")[0] for path in exported] == ["rehearsal", "rehearsal"]
    for path in exported:
        command = [sys.executable, "-I", "-S", str(CHECKER), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
