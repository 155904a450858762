"""Checks a whole vault against itself and against what is known outside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kap_companion.language import tr
from kap_companion.vault.checks import check
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged, VaultNewer
from kap_companion.vault.head import Head
from kap_companion.vault.journal import head_at
from kap_companion.vault.keys import KEY_FILE, Slot, written_keys
from kap_companion.vault.opening import DATA_FILE, Unlocked, unlock
from kap_companion.vault.pages import why_unreadable


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; without findings the vault is as it was kept.

    `found_against` says whether the hash that was asked about is that of an entry; None where none
    was asked about. `unseen` are sentences about what this check had nothing to hold against.
    """

    findings: tuple[str, ...]
    entries: int
    found_against: bool | None = None
    unseen: tuple[str, ...] = ()

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
            told = why_unreadable(folder / DATA_FILE, unlocked.data_key) or [str(trouble)]
            return Verdict(tuple(told), 0, None if against is None else False)
        try:
            return _verdict(database, unlocked, against)
        finally:
            database.close()
    finally:
        unlocked.release()


def _verdict(database: Database, unlocked: Unlocked, against: str | None) -> Verdict:
    sought = None if against is None else against.strip().lower()
    findings, unseen = _of_key_file(unlocked), []
    count, found, is_newer = 0, False, False
    try:
        # What a killed process left in the WAL belongs to the file that is checked.
        database.checkpoint()
        checked = check(database, sought)
        findings += checked.findings
        count, found, is_newer = checked.ledger.n, checked.found, checked.is_newer
        if checked.is_read:
            findings += _of_end(unlocked.outside.head, count)
            with database.reading() as connection:
                findings += unlocked.outside.findings(lambda n: head_at(connection, n))
            unseen = _not_outside(unlocked.outside.head, count)
    except VaultDamaged as trouble:
        findings.append(str(trouble))
    if is_newer and not findings and (sought is None or found):
        raise VaultNewer
    unique = tuple(dict.fromkeys(findings))
    return Verdict(unique, count, None if sought is None else found, tuple(unseen))


def _of_key_file(unlocked: Unlocked) -> list[str]:
    """Look at what its checksum leaves out, so that no byte of it changes unseen."""
    try:
        content = (unlocked.folder / KEY_FILE).read_bytes()
    except OSError:
        return [tr("{file} cannot be read a second time: check the disk.", file=KEY_FILE)]
    if content != written_keys(unlocked.keys):
        return [
            tr(
                "{file} was edited: its bytes are not as this app writes them.",
                file=KEY_FILE,
            )
        ]
    if not unlocked.keys.is_sealed_with(unlocked.data_key):
        # Whoever has no passphrase can still write another recovery code's slot and the checksum.
        return [
            tr(
                "{file} was changed by another program, though its passphrase opens "
                "the vault: its recovery code may no longer. Change the passphrase to "
                "write it anew.",
                file=KEY_FILE,
            )
        ]
    return []


def _of_end(outside: Head | None, count: int) -> list[str]:
    if outside is None or outside.n <= count:
        return []
    if outside.n == count + 1:
        return [tr("Entry {n} of the ledger, its last, is missing.", n=outside.n)]
    return [
        tr(
            "Entries {first} to {last} of the ledger, its last, are missing.",
            first=count + 1,
            last=outside.n,
        )
    ]


def _not_outside(outside: Head | None, count: int) -> list[str]:
    if outside is None:
        return [
            tr(
                "No head of this ledger is kept outside the vault, as is so for a copy or a "
                "restored one: whether newer entries were in it cannot be told."
            )
        ]
    if outside.n < count:
        return [
            tr(
                "The head kept outside the vault is that after {n} entries: whether more "
                "than these {count} were in it cannot be told.",
                n=outside.n,
                count=count,
            )
        ]
    return []
