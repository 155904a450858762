"""Checks a whole vault against itself and against what is known outside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kap_companion.vault.checks import check
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.journal import head_at
from kap_companion.vault.keys import Slot
from kap_companion.vault.opening import Unlocked, unlock


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; without findings the vault is as it was kept.

    `found_against` says whether the hash that was asked about is that of an entry; None where none
    was asked about.
    """

    findings: tuple[str, ...]
    entries: int
    found_against: bool | None = None

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong and what was asked about is there."""
        return not self.findings and self.found_against is not False


def verify(
    folder: Path, passphrase: str, against: str | None = None, *, state_folder: Path
) -> Verdict:
    """Check pages, database, guards, every chain, the ledger and its head outside the vault.

    `against` is the hash on a signed page. A damaged data file is a finding. Raises
    WrongPassphrase, VaultMissing, VaultInUse, VaultUnreadable, VaultNewer, and VaultDamaged where
    the key file is damaged or a whole file is missing.
    """
    unlocked = unlock(folder, Slot.PASSPHRASE, passphrase, state_folder=state_folder, reads=True)
    try:
        try:
            database = unlocked.open_database()
        except VaultDamaged as trouble:
            return Verdict((str(trouble),), 0, None if against is None else False)
        try:
            return _verdict(database, unlocked, against)
        finally:
            database.close()
    finally:
        unlocked.release()


def _verdict(database: Database, unlocked: Unlocked, against: str | None) -> Verdict:
    sought = None if against is None else against.strip().lower()
    findings: list[str] = []
    count, found = 0, False
    try:
        # What a killed process left in the WAL belongs to the file that is checked.
        database.checkpoint()
        checked = check(database, sought)
        findings += checked.findings
        count, found = checked.ledger.n, checked.found
        if not database.missing_tables():
            with database.reading() as connection:
                findings += unlocked.outside.findings(lambda n: head_at(connection, n))
    except VaultDamaged as trouble:
        findings.append(str(trouble))
    unique = tuple(dict.fromkeys(findings))
    return Verdict(unique, count, None if sought is None else found)
