"""A real vault in a folder of its own, at a cost that lets tests be quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kap_companion.session.entries import (
    Entry,
    Modality,
    NoteTaken,
    PrivateNoteTaken,
    SessionOpened,
    Stream,
)
from kap_companion.session.phases import CuePlan, PhasePlan
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import Verdict, verify

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "four quiet words here"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where a vault and the app's state lie, and what one does with them."""

    folder: Path
    state: Path
    passphrase: str = PASSPHRASE

    def create(self, **settings: Any) -> tuple[Vault, str | None]:
        return Vault.create(
            self.folder, self.passphrase, **{"state_folder": self.state, "cost": CHEAP} | settings
        )

    def open(self, passphrase: str | None = None, **settings: Any) -> Vault:
        word = passphrase or self.passphrase
        return Vault.open(self.folder, word, state_folder=self.state, **settings)

    def verify(self, against: str | None = None) -> Verdict:
        return verify(self.folder, self.passphrase, against, state_folder=self.state)

    @property
    def data_file(self) -> Path:
        return self.folder / "vault.db"

    @property
    def head_file(self) -> Path:
        (found,) = self.state.glob("*.head")
        return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "vault", tmp_path / "state")


@pytest.fixture
def vault(place: Place) -> Iterator[Vault]:
    made, _ = place.create()
    with made:
        yield made


Keep = Callable[..., list[Entry[Any]]]


@pytest.fixture
def keep() -> Keep:
    """Append bodies of a session, the private ones to the psychotherapy notes."""

    def _keep(vault: Vault, session_id: str, *bodies: Any, **settings: Any) -> list[Entry[Any]]:
        pending = [Pending(_stream_of(body), session_id, body) for body in bodies]
        settings = {"at": NOON, "utc_offset": "-08:00"} | settings
        return vault.journal.append(pending, **settings)

    return _keep


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


def _stream_of(body: Any) -> Stream:
    return Stream.PSYCHOTHERAPY_NOTES if body.kind.startswith("private") else Stream.RECORD
