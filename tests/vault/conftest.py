"""A real vault in a folder of its own, at a cost that lets tests be quick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.session.entries import Modality, NoteTaken, PrivateNoteTaken, SessionOpened
from kap_companion.session.phases import CuePlan, PhasePlan
from kap_companion.vault.journal import new_id
from kap_companion.vault.vault import Vault
from tests.vault.made import Keep, Place, keep_bodies


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "vault", tmp_path / "state")


@pytest.fixture
def vault(place: Place) -> Iterator[Vault]:
    made, _ = place.create()
    with made:
        yield made


@pytest.fixture
def keep() -> Keep:
    return keep_bodies


@pytest.fixture
def opened() -> SessionOpened:
    """What begins a session."""
    return SessionOpened(
        client_id="client-1",
        client="M.R.",
        modality=Modality.IN_PERSON,
        planned_minutes=90,
        session_number=1,
        phases=PhasePlan(12, 20, 38, 45),
        cues=CuePlan(40, 15),
    )


@pytest.fixture
def session_id(vault: Vault, keep: Keep, opened: SessionOpened) -> str:
    """A session with a note and a private note."""
    session = new_id()
    keep(vault, session, opened, NoteTaken("Tingling"), PrivateNoteTaken("my own pull"))
    return session
