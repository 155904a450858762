"""One tampering: what was done, what the app said of it, and what it had to say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kap_companion.vault.errors import VaultError, WrongPassphrase
from kap_companion.vault.vault import Vault
from tests.endurance.tamper_ground import Ground
from tests.vault.made import Place

WRONG = "wrong passphrase: "
NOT_FOUND = "no entry has that hash"


@dataclass(frozen=True)
class Case:
    """`wants` are patterns, each of which one sentence of `said` must meet: what and where.

    `is_same` says that all which is logged is there, word for word, where that can be so: then
    nothing need be said. `may_be_wrong` is for what no one can tell from a wrong passphrase.
    """

    what: str
    said: tuple[str, ...]
    wants: tuple[str, ...]
    is_same: bool = False
    may_be_wrong: bool = False

    @property
    def is_told(self) -> bool:
        """Whether it was told with what and where."""
        if not self.said:
            return self.is_same
        return all(any(re.search(want, one) for one in self.said) for want in self.wants)

    @property
    def is_told_rightly(self) -> bool:
        """Whether each is one sentence, and none blames the passphrase for damage."""
        return all(
            "\n" not in one and (self.may_be_wrong or not one.startswith(WRONG))
            for one in self.said
        )


Attack = Callable[[Ground, random.Random], Case]


def verified(place: Place, against: str | None = None) -> tuple[str, ...]:
    """Return what `verify` says of a vault, one sentence a finding; nothing where it is fine."""
    try:
        verdict = place.verify(against)
    except WrongPassphrase as trouble:
        return (f"{WRONG}{trouble}",)
    except VaultError as trouble:
        return (str(trouble),)
    missed = (NOT_FOUND,) if verdict.found_against is False else ()
    return (*verdict.findings, *missed)


def unseen(place: Place) -> tuple[str, ...]:
    """Return what `verify` says that it had nothing to hold against."""
    return place.verify().unseen


def looked_at(place: Place, *, working: bool) -> tuple[str, ...]:
    """Open a vault as the window does and read all of it; what it says may only be of its kind."""
    try:
        with Vault.open(
            place.folder, place.passphrase, state_folder=place.state, working=working
        ) as vault:
            for row in vault.sessions.all():
                vault.journal.record(row.id)
                vault.journal.psychotherapy_notes(row.id)
                list(vault.sessions.find(row.id[:8]))
            for client in vault.clients.all():
                vault.journal.client(client.id)
            vault.journal.access()
            vault.search.record("tingling")
            vault.search.psychotherapy_notes("pull")
            vault.scratch.load("box")
            vault.shelf.all("outputs")
            return () if vault.warning is None else (vault.warning,)
    except WrongPassphrase as trouble:
        return (f"{WRONG}{trouble}",)
    except VaultError as trouble:
        return (str(trouble),)


def flip(path: Path, position: int, chance: random.Random) -> str:
    """Change one byte of a file; return what was done."""
    mask = chance.randrange(1, 256)
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ mask]))
    return f"byte {position} of {path.name}, {byte:#04x} to {byte ^ mask:#04x}"
