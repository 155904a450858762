"""The vault: made once, opened with the passphrase, closed; what is kept is reached through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kap_companion.language import day_words, tr
from kap_companion.session.clock import at_offset
from kap_companion.session.entries import (
    Body,
    Entry,
    FileDestroyed,
    KeychainChanged,
    PassphraseChanged,
    Stream,
    VaultMade,
    VaultUnlocked,
)
from kap_companion.vault.clients import Clients
from kap_companion.vault.database import Database, Still
from kap_companion.vault.errors import (
    BackupError,
    ChangeHolds,
    VaultDamaged,
    VaultNotWritable,
    WrongPassphrase,
)
from kap_companion.vault.guessing import (
    count_failure,
    failures,
    forget_failures,
    refuse_too_soon,
)
from kap_companion.vault.head import LOST, Head
from kap_companion.vault.journal import Journal, Pending, head_at, last_head
from kap_companion.vault.keys import (
    KEY_FILE,
    RANDOM_COST,
    RESTING_COST,
    KeyCost,
    Keys,
    Slot,
    load_keys,
    save_keys,
)
from kap_companion.vault.opening import Unlocked, make, unlock
from kap_companion.vault.scratch import Scratch
from kap_companion.vault.search import Search
from kap_companion.vault.shelf import Shelf
from kap_companion.vault.summary import Sessions
from kap_companion.vault.taking_out import take_out_file, take_out_withdrawn

_CLOCK_IS_BACK = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """A vault whose data file stands still to be copied, and what a copy of it needs."""

    data_file: Path
    key_file: bytes
    data_key: bytes = field(repr=False)
    ledger: Head
    schema: str
    still: Still


_QUICK_S = 0.25
_WORTHWHILE = 1.5


class Vault:
    """An open vault. `warning` is a sentence for the clinician, or None where all is well."""

    def __init__(self, unlocked: Unlocked, *, working: bool = True) -> None:
        """Open the data file of an unlocked vault; from here on closing releases it all.

        `working` says that it may be brought to this app's schema. Raises VaultDamaged, VaultNewer,
        VaultNotWritable or VaultNotUpdated.
        """
        self._unlocked = unlocked
        self.id = unlocked.keys.vault_id
        self.folder = unlocked.folder
        try:
            self._database: Database = unlocked.open_database(working=working)
        except BaseException:
            unlocked.release()
            raise
        self._is_open = True
        try:
            self._database.check_guards()
            self.search = Search(self._database)
            self.journal = Journal(self.id, self._database, unlocked.outside, self.search.remember)
            self.scratch = Scratch(self._database)
            self.shelf = Shelf(self._database)
            self.clients = Clients(self._database)
            self.sessions = Sessions(self._database)
            self._lost = self._look_outside()
            self.warning: str | None = tr(LOST) if self._lost else None
        except BaseException:
            self._let_go()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        state_folder: Path,
        cost: KeyCost = RESTING_COST,
        with_recovery: bool = True,
        at: datetime | None = None,
    ) -> tuple[Vault, str | None]:
        """Make a vault and open it; also return the recovery code, which is nowhere else.

        `at` is an aware local time, the present one if left out. Raises VaultExists, VaultInUse or
        VaultNotWritable.
        """
        unlocked, code = make(
            folder, passphrase, state_folder=state_folder, cost=cost, with_recovery=with_recovery
        )
        vault = cls(unlocked)
        vault._log(VaultMade(), at=at)
        return vault, code

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        *,
        state_folder: Path,
        working: bool = False,
        at: datetime | None = None,
    ) -> Vault:
        """Open a vault; `working` says that the clinician comes to work in it, which is logged.

        Working, a vault that an earlier version left is brought up first, a checked copy beside it;
        only read, it stays as it is, and may lie where nothing can be written. Raises
        WrongPassphrase, VaultMissing, VaultInUse, VaultUnreadable, VaultDamaged, VaultNewer or,
        when working, VaultNotWritable, VaultReadOnly and VaultNotUpdated.
        """
        unlocked = unlock(
            folder, Slot.PASSPHRASE, passphrase, state_folder=state_folder, reads=not working, at=at
        )
        vault = cls(unlocked, working=working)
        if working:
            vault._come_to_work(at)
        return vault

    @classmethod
    def open_with_recovery(
        cls,
        folder: Path,
        code: str,
        *,
        state_folder: Path,
        working: bool = False,
        at: datetime | None = None,
    ) -> Vault:
        """Open a vault with its recovery code.

        Raises WrongRecoveryCode and what `open` raises.
        """
        unlocked = unlock(
            folder, Slot.RECOVERY, code, state_folder=state_folder, reads=not working, at=at
        )
        vault = cls(unlocked, working=working)
        if working:
            vault._come_to_work(at)
        return vault

    @classmethod
    def open_with_keychain(
        cls, folder: Path, secret: str, *, state_folder: Path, at: datetime | None = None
    ) -> Vault:
        """Open a vault to work in it with what the system's keychain holds.

        Raises KeychainRefused and what `open` raises.
        """
        vault = cls(unlock(folder, Slot.KEYCHAIN, secret, state_folder=state_folder, at=at))
        vault._come_to_work(at, by="keychain")
        return vault

    @classmethod
    def recover(
        cls,
        folder: Path,
        code: str,
        new_passphrase: str,
        *,
        state_folder: Path,
        cost: KeyCost | None = None,
        at: datetime | None = None,
    ) -> Vault:
        """Open a vault with its recovery code to work in it, and give it a new passphrase.

        The code stays good. `cost` is that of the old passphrase if left out. Raises
        WrongRecoveryCode, VaultNotWritable (and the old one holds, but ChangeHolds) and what `open`
        raises.
        """
        vault = cls(unlock(folder, Slot.RECOVERY, code, state_folder=state_folder, at=at))
        try:
            told = PassphraseChanged(by_recovery=True)
            vault._change_keys(
                vault._wrapped(new_passphrase, cost), lambda: vault._tell_unlocked(at, told)
            )
            forget_failures(folder)
            # What the index lacks now it gets at the next opening.
            with suppress(VaultNotWritable):
                vault.search.settle()
        except BaseException:
            vault.close()
            raise
        return vault

    @property
    def opens_by_keychain(self) -> bool:
        """Whether the system's keychain opens it too."""
        return Slot.KEYCHAIN in self._unlocked.keys.slots

    @property
    def has_recovery_code(self) -> bool:
        """Whether a recovery code opens it; a vault that was made for rehearsals alone has none."""
        return Slot.RECOVERY in self._unlocked.keys.slots

    def set_keychain(self, secret: str | None, *, at: datetime | None = None) -> None:
        """Let `secret`, random and in the system's keychain, open the vault too; None ends that.

        Raises VaultNotWritable, and it is as it was.
        """
        keys, data_key = self._unlocked.keys, self._unlocked.data_key
        if secret is None:
            keys = keys.without(Slot.KEYCHAIN, data_key)
        else:
            keys = keys.with_secret(Slot.KEYCHAIN, secret, data_key, RANDOM_COST)
        told = KeychainChanged(opens=secret is not None)
        self._change_keys(keys, lambda: self._log(told, at=at))

    def change_passphrase(
        self, old: str, new: str, *, cost: KeyCost | None = None, at: datetime | None = None
    ) -> None:
        """Give the vault another passphrase; nothing in it is encrypted anew.

        Raises WrongPassphrase (counted), or VaultNotWritable and the old one still holds; but the
        new one after ChangeHolds.
        """
        self._check(old, at)
        self._change_keys(self._wrapped(new, cost), lambda: self._log(PassphraseChanged(), at=at))

    @property
    def is_cheap_to_guess(self) -> bool:
        """Whether one guess of the passphrase is far quicker here than it should be."""
        cost = self._unlocked.keys.slots[Slot.PASSPHRASE].cost
        took_s = self._unlocked.key_took_s
        return 0 < took_s < _QUICK_S or cost.memory_kib < RESTING_COST.memory_kib

    def strengthen(self, passphrase: str, cost: KeyCost) -> bool:
        """Let one guess of the passphrase, which is known to be right, cost `cost` from now on.

        False where it costs about that much already. Raises VaultNotWritable, and then it costs
        what it did.
        """
        if cost.work < _WORTHWHILE * self._unlocked.keys.slots[Slot.PASSPHRASE].cost.work:
            return False
        self._change_keys(self._wrapped(passphrase, cost), lambda: None)
        return True

    def withdraw(
        self,
        session_id: str,
        target: str,
        pending: Sequence[Pending[Any]],
        *,
        at: datetime,
        utc_offset: str,
        clears: Sequence[str] = (),
        saves: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> list[Entry[Any]]:
        """Keep `pending`, which tells that the record's `target` is withdrawn, and take it out.

        Its words, those of its amendments and the drafts saved so far are gone from the vault when
        this returns, all in one transaction. Raises what `Journal.append` raises.
        """
        kept = self.journal.append(
            pending,
            at=at,
            utc_offset=utc_offset,
            clears=clears,
            saves=saves,
            takes_out=lambda connection: take_out_withdrawn(connection, session_id, target),
        )
        self.search.forget([session_id], target)
        self._wash()
        return kept

    def destroy(self, told: FileDestroyed, *, at: datetime, utc_offset: str) -> None:
        """Take out a client's whole file and say so in the vault's own log.

        The envelopes stay: chains and ledger still verify. Raises VaultNotWritable, and then all of
        it is still there.
        """
        self.journal.append(
            [Pending(Stream.ACCESS, self.id, told)],
            at=at,
            utc_offset=utc_offset,
            takes_out=lambda connection: take_out_file(connection, told.client_id, told.sessions),
        )
        self.search.forget(told.sessions)
        self._wash()

    @property
    def is_read_only(self) -> bool:
        """Whether it lies where nothing can be written, and is read from a copy."""
        return self._unlocked.is_read_only

    @property
    def is_open(self) -> bool:
        """Whether it can be read and written; `close` ends that."""
        return self._is_open

    def stand_still(self) -> Standing:
        """Let the data file stand still, so that another process can copy it, until `move_on`.

        Entries are kept meanwhile as ever. Raises BackupError, VaultNotWritable and VaultDamaged.
        """
        if not self._is_open:
            raise BackupError(tr("The vault is closed: unlock it, then make the backup."))
        try:
            key_file = (self.folder / KEY_FILE).read_bytes()
        except OSError as trouble:
            raise VaultDamaged(tr("The vault's key file keys.json cannot be read.")) from trouble
        still = self._database.stand_still()
        try:
            with self._database.reading() as connection:
                ledger = last_head(connection)
            schema = self._database.revision
        except BaseException:
            self._database.move_on(still)
            raise
        return Standing(
            self._database.path, key_file, self._unlocked.data_key, ledger, schema, still
        )

    def move_on(self, standing: Standing) -> bool:
        """Let the data file change again; return whether it stood still all the while."""
        return self._database.move_on(standing.still)

    def close(self) -> None:
        """Write what the search index lacks, checkpoint, and let go; a second time does nothing."""
        if not self._is_open:
            return
        # The index is caught up at the next opening where the disk is full now.
        with suppress(VaultNotWritable, VaultDamaged):
            self.search.settle()
        self._let_go()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    def _wash(self) -> None:
        # Pages that still hold the words lie in the WAL until it is emptied. Where the disk takes
        # nothing now, closing does it.
        with suppress(VaultNotWritable, VaultDamaged):
            self._database.checkpoint()

    def _let_go(self) -> None:
        self._is_open = False
        self._database.close()
        self._unlocked.release()

    def _come_to_work(self, at: datetime | None, by: str | None = None) -> None:
        try:
            self._tell_unlocked(at, by=by)
            forget_failures(self.folder)
            self.search.settle()
        except BaseException:
            self.close()
            raise

    def _tell_unlocked(self, at: datetime | None, *after: Body, by: str | None = None) -> None:
        if self._lost:
            # Or the next append would write over the only sign of it.
            self._unlocked.outside.set_aside()
        self._look_at_clock(at)
        bodies: list[Body] = [VaultUnlocked(failures(self.folder), by), *after]
        if self.journal.last_access() is None:
            # Its making was cut short right after it had become a vault.
            bodies.insert(0, VaultMade())
        self._log(*bodies, at=at)

    def _look_at_clock(self, at: datetime | None) -> None:
        """Warn where the clock stands before the moment at which somebody last came to work."""
        last = self.journal.last_access()
        now = at or datetime.now().astimezone()
        if last is None or isinstance(last.body, VaultMade) or last.at - now < _CLOCK_IS_BACK:
            return
        before = at_offset(last.at, last.utc_offset)
        told = tr(
            "This laptop's clock shows {now}, but the vault was last used on {before}: "
            "set the clock right before a session; nothing was lost.",
            now=_moment(now),
            before=_moment(before),
        )
        self.warning = f"{self.warning} {told}" if self.warning else told

    def _log(self, *bodies: Body, at: datetime | None) -> None:
        moment = at or datetime.now().astimezone()
        offset = moment.strftime("%z")
        self.journal.append(
            [Pending(Stream.ACCESS, self.id, body) for body in bodies],
            at=moment,
            utc_offset=f"{offset[:3]}:{offset[3:5]}",
        )

    def _check(self, passphrase: str, at: datetime | None) -> None:
        refuse_too_soon(self.folder, at)
        try:
            self._unlocked.keys.data_key(Slot.PASSPHRASE, passphrase)
        except WrongPassphrase:
            count_failure(self.folder, at)
            raise

    def _wrapped(self, passphrase: str, cost: KeyCost | None) -> Keys:
        keys = self._unlocked.keys
        cost = cost or keys.slots[Slot.PASSPHRASE].cost
        return keys.with_secret(Slot.PASSPHRASE, passphrase, self._unlocked.data_key, cost)

    def _change_keys(self, keys: Keys, then: Callable[[], None]) -> None:
        """Write the key file and do `then`, which tells of it: both, or the old keys hold."""
        before = self._unlocked.keys
        try:
            save_keys(self.folder, keys)
            self._unlocked = replace(self._unlocked, keys=keys)
            then()
        except VaultNotWritable as trouble:
            # Refused after it got its name, the new file is there all the same.
            with suppress(VaultNotWritable):
                save_keys(self.folder, before)
            if load_keys(self.folder) != before:
                raise ChangeHolds from trouble
            self._unlocked = replace(self._unlocked, keys=before)
            raise

    def _look_outside(self) -> bool:
        with self._database.reading() as connection:
            return self._unlocked.outside.is_lost(lambda n: head_at(connection, n))


def _moment(at: datetime) -> str:
    return tr("{date} at {time}", date=day_words(at.date()), time=f"{at:%H:%M}")
