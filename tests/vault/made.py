"""Where a test's vault lies, and how tests keep entries in it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from kap_companion.session.entries import Entry, Stream
from kap_companion.vault.journal import Pending
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

    def create(self, *, with_recovery: bool = True) -> tuple[Vault, str]:
        vault, code = Vault.create(
            self.folder,
            self.passphrase,
            state_folder=self.state,
            cost=CHEAP,
            with_recovery=with_recovery,
        )
        return vault, code or ""

    def open(self, passphrase: str | None = None, *, working: bool = False) -> Vault:
        word = passphrase or self.passphrase
        return Vault.open(self.folder, word, state_folder=self.state, working=working)

    def verify(self, against: str | None = None) -> Verdict:
        return verify(self.folder, self.passphrase, against, state_folder=self.state)

    @property
    def data_file(self) -> Path:
        return self.folder / "vault.db"

    @property
    def head_file(self) -> Path:
        (found,) = self.state.glob("*.head")
        return found


class Keep(Protocol):
    """Append bodies of a session, the private ones to the psychotherapy notes."""

    def __call__(
        self,
        vault: Vault,
        session_id: str,
        *bodies: Any,
        at: datetime = NOON,
        utc_offset: str = "-08:00",
        clears: Sequence[str] = (),
        saves: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> list[Entry[Any]]: ...


def keep_bodies(
    vault: Vault,
    session_id: str,
    *bodies: Any,
    at: datetime = NOON,
    utc_offset: str = "-08:00",
    clears: Sequence[str] = (),
    saves: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Entry[Any]]:
    pending = [Pending(_stream_of(body), session_id, body) for body in bodies]
    return vault.journal.append(pending, at=at, utc_offset=utc_offset, clears=clears, saves=saves)


def _stream_of(body: Any) -> Stream:
    return Stream.PSYCHOTHERAPY_NOTES if body.kind.startswith("private") else Stream.RECORD


def line_of(child: subprocess.Popen[bytes]) -> bytes:
    """Return the next line that a process says."""
    assert child.stdout is not None
    return child.stdout.readline()
