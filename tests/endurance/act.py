"""What an act is: something a person does that may be cut short, and what must then hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from kap_companion.companion import ActError
from kap_companion.importing import ImportRefusedError
from kap_companion.notes.export import ExportError
from kap_companion.practice import Practice
from kap_companion.session.entries import Entry
from kap_companion.system_clock import SystemClock
from kap_companion.vault.errors import VaultError
from kap_companion.vault.vault import Vault
from tests.endurance import lying
from tests.endurance.apart import Tell
from tests.endurance.lying import NEW_PASSPHRASE
from tests.made import PROTOCOL
from tests.vault.made import PASSPHRASE

Told = Sequence[Mapping[str, Any]]
Hashes = Mapping[str, str]
_REFUSALS = (VaultError, ExportError, ImportRefusedError, ActError)


class Act:
    """One act. `lay` prepares a home, `do` is the act itself, `wrong` looks at what it left."""

    name = ""
    weight = 3
    """How often it comes in a turn: about once for twelve places where it can be cut."""

    def lay(self, home: Path, chance: Random) -> None:
        """Put into `home` what must be there before."""
        lying.lay(lying.practice(), home)

    def last_touch(self, home: Path) -> None:
        """Change what was laid into `home`, once it was looked at and before the act."""

    def do(self, home: Path, tell: Tell) -> None:
        """Do it; `tell` says what was acknowledged, and in which sentence it was refused."""
        try:
            self._do(home, tell)
        except _REFUSALS as trouble:
            tell(refused=str(trouble))
        else:
            tell(done=True)

    def again(self, home: Path, tell: Tell) -> None:
        """Do it once more after it was cut short."""
        self.do(home, tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        """Return what is not as it must be; the vault itself is looked at elsewhere."""
        return []

    def passphrases(self, told: Told) -> tuple[str, ...]:
        """Return those of which exactly one must open the vault."""
        return (PASSPHRASE,)

    def standings(self, home: Path, told: Told, was: Hashes) -> tuple[Hashes, ...]:
        """Return the states of which one must be in the vault: hashes of entries by id."""
        return (was,)

    def _do(self, home: Path, tell: Tell) -> None:
        raise NotImplementedError


def opening_one(home: Path) -> str:
    """Return the passphrase that opens the vault in `home`."""
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        if lying.opens(lying.place_in(home, passphrase)):
            return passphrase
    raise AssertionError("no passphrase opens it")


def practice_of(vault: Vault) -> Practice:
    """Return the practice on a vault, by the clock of this machine."""
    return Practice(vault, SystemClock(), PROTOCOL)


def ids_of(entries: Sequence[Entry[Any]]) -> dict[str, str]:
    """Return the hashes of entries by their ids."""
    return {entry.id: entry.hash for entry in entries}
