"""Makes a backup of a vault in use, reads and checks one; `restore` puts one back."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kap_companion.language import tr, tr_later
from kap_companion.session.entries import (
    AccessBody,
    BackupFailed,
    BackupMade,
    Body,
    Entry,
    Stream,
    VaultMade,
    VaultRestored,
    VaultUnlocked,
)
from kap_companion.vault import schema
from kap_companion.vault.backup_file import (
    DATA_FILE,
    SUFFIX,
    BackupInfo,
    facts_of,
    read_contents,
)
from kap_companion.vault.backup_launch import start_copier
from kap_companion.vault.backup_opening import Progress, data_key_of, unpack, verdict_on
from kap_companion.vault.backup_restore import Restored, restore
from kap_companion.vault.errors import (
    BackupDamaged,
    BackupError,
    BackupMissing,
    VaultError,
    VaultNotWritable,
)
from kap_companion.vault.journal import Pending
from kap_companion.vault.keys import Slot
from kap_companion.vault.vault import Standing, Vault
from kap_companion.vault.verify import Verdict

__all__ = [
    "SUFFIX",
    "BackupDamaged",
    "BackupError",
    "BackupInfo",
    "BackupMissing",
    "BackupRun",
    "Progress",
    "Restored",
    "back_up",
    "check_backup",
    "has_kept_since_backup",
    "last_backup",
    "read_info",
    "restore",
]

# What the vault's own log says of these alone is worth no backup.
_COMING_AND_GOING = tuple(
    one.kind for one in (VaultMade, VaultUnlocked, VaultRestored, BackupMade, BackupFailed)
)
_SILENT_S = 120.0
_ENDS_WITHIN_S = 10.0
_LOOK_EVERY_S = 0.02
_DIED = tr_later(
    "No backup was made: what copies the vault ended. Try again, or choose another folder."
)
_SILENT = tr_later(
    "No backup was made: the folder {folder} does not answer. Choose another folder."
)
_CLOSED = tr_later(
    "No backup was made, since the vault was closed meanwhile: open it and try again."
)
_STOPPED = tr_later("The backup was stopped; none was made.")


def back_up(
    vault: Vault, to: Path, *, at: datetime, utc_offset: str, progress: Progress | None = None
) -> BackupInfo:
    """Make the backup `to` of a vault that stays in use; it is checked before it gets its name.

    The vault's own log says that it was made. Raises BackupError, and then there is no file.
    """
    run = BackupRun(vault, to, at=at, utc_offset=utc_offset)
    try:
        run.start()
        while not run.poll():
            if progress is not None:
                progress(run.fraction)
            time.sleep(_LOOK_EVERY_S)
    finally:
        run.stop()
        run.wait_until_gone()
    if run.done is None:
        kind = BackupDamaged if run.is_vault_damaged else BackupError
        raise kind(run.failed or tr(_DIED))
    if progress is not None:
        progress(1.0)
    return run.done


class BackupRun:
    """A backup in steps, for whoever must not wait: `start`, then `poll` now and then.

    Each call is short and is made on the vault's own thread. `fraction` goes from 0 to 1; at the
    end there is either `done` or, in one sentence, `failed`.
    """

    def __init__(
        self, vault: Vault, to: Path, *, at: datetime, utc_offset: str, told: str | None = None
    ) -> None:
        """`told` is why it failed last, which the vault's log need not hear again."""
        self.to = to
        self.fraction = 0.0
        self.done: BackupInfo | None = None
        self.failed: str | None = None
        self.is_vault_damaged = False
        self._vault = vault
        self._told = told
        self._at, self._utc_offset = at, utc_offset
        self._began = time.monotonic()
        self._heard_at = self._began
        self._standing: Standing | None = None
        self._facts: dict[str, Any] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._seeing_off: threading.Thread | None = None
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    @property
    def is_over(self) -> bool:
        """Whether it has come to an end, a good one or not."""
        return self.done is not None or self.failed is not None

    def start(self) -> None:
        """Begin. Raises BackupError where it cannot be begun; then it is over."""
        try:
            self._begin()
        except OSError as trouble:
            self._fail(
                tr(
                    "No backup was made: what copies the vault did not start ({why}).",
                    why=trouble,
                )
            )
            raise BackupError(self.failed) from trouble
        except VaultNotWritable as trouble:
            self._fail(tr("No backup was made: the vault's own disk is full or cannot be written."))
            raise BackupError(self.failed) from trouble
        except VaultError as trouble:
            self._fail(str(trouble))
            raise BackupError(self.failed) from trouble

    def poll(self) -> bool:
        """Hear what came meanwhile; return whether it is over."""
        while not self.is_over:
            try:
                told = self._answers.get_nowait()
            except queue.Empty:
                # Only copying keeps the vault's log growing; a check may well take long.
                is_silent = time.monotonic() - self._heard_at > _SILENT_S
                if self._standing is not None and is_silent:
                    self._fail(tr(_SILENT, folder=self.to.parent))
                break
            self._heard_at = time.monotonic()
            self._hear(told)
        return self.is_over

    def stop(self) -> None:
        """Stop it, so that no file is left in a moment; does nothing where it is over."""
        if not self.is_over:
            self.failed = tr(_STOPPED)
        self._let_go()

    @property
    def is_gone(self) -> bool:
        """Whether the copying process, stopped or done, has ended and cleared away."""
        gone = self._process is None
        return gone and (self._seeing_off is None or not self._seeing_off.is_alive())

    def wait_until_gone(self) -> None:
        """Wait until the copying process, which has been stopped or is done, has ended."""
        if self._seeing_off is not None:
            self._seeing_off.join()

    def _begin(self) -> None:
        self._heard_at = time.monotonic()
        # The folder is looked at by the other process alone: a dead network drive makes that wait.
        self._standing = standing = self._vault.stand_still()
        self._facts = facts_of(
            self._vault.id, self._at, standing.ledger.n, standing.ledger.head, standing.schema
        )
        order = {
            "source": str(standing.data_file.resolve()),
            "to": str(self.to.absolute()),
            "key_file": standing.key_file.hex(),
            "data_key": standing.data_key.hex(),
            "facts": self._facts,
        }
        self._process = process = start_copier()
        threading.Thread(
            target=_listen, args=(process, self._answers), name="backup", daemon=True
        ).start()
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
        process.stdin.flush()

    def _hear(self, told: dict[str, Any]) -> None:
        if "fraction" in told:
            self.fraction = max(self.fraction, float(told["fraction"]))
        elif "copied" in told:
            self._go_on()
        elif "done" in told:
            self._succeed(int(told["done"]))
        else:
            self.is_vault_damaged = bool(told.get("damaged", False))
            self._fail(str(told.get("failed") or tr(_DIED)))

    def _go_on(self) -> None:
        standing, self._standing = self._standing, None
        if standing is None or not self._vault.move_on(standing):
            self._fail(tr(_CLOSED))
            return
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(b"go on\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it says itself why it ended
        except OSError as trouble:
            # It would wait for this for ever, and we for it.
            self._fail(
                tr(
                    "No backup was made: what copies the vault cannot be reached ({why}).",
                    why=trouble,
                )
            )

    def _succeed(self, size: int) -> None:
        self.fraction = 1.0
        facts = self._facts
        made_at = datetime.fromisoformat(facts["made_at"])
        self.done = BackupInfo(
            self.to,
            self._vault.id,
            made_at,
            facts["entries"],
            facts["head"],
            facts["schema"],
            size,
        )
        self._tell(BackupMade(self.to.name, str(self.to.parent), facts["entries"]))
        self._let_go()

    def _fail(self, why: str) -> None:
        self.failed = why
        self._let_go()
        if why != self._told:
            self._tell(BackupFailed(self.to.name, str(self.to.parent), why))

    def _tell(self, body: Body) -> None:
        """Say it in the vault's own log, unless that is closed by now or its disk takes nothing."""
        if not self._vault.is_open:
            return
        now = self._at + timedelta(seconds=time.monotonic() - self._began)
        with contextlib.suppress(VaultError):
            self._vault.journal.append(
                [Pending(Stream.ACCESS, self._vault.id, body)], at=now, utc_offset=self._utc_offset
            )

    def _let_go(self) -> None:
        standing, self._standing = self._standing, None
        if standing is not None and self._vault.is_open:
            self._vault.move_on(standing)
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        # The end of the pipe is what stops it: it clears away what it has written.
        with contextlib.suppress(OSError):
            process.stdin.close()
        self._seeing_off = threading.Thread(
            target=_see_off, args=(process,), name="backup", daemon=True
        )
        self._seeing_off.start()


def read_info(path: Path) -> BackupInfo:
    """Return what a backup says of itself; needs no passphrase, and does not read its data file.

    Raises BackupMissing, BackupDamaged, BackupError or VaultNewer.
    """
    return read_contents(path).info


def last_backup(vault: Vault, folder: Path) -> Entry[AccessBody] | None:
    """Return the entry that tells of the last backup made in `folder`, if there was one."""
    for entry in reversed(vault.journal.access([BackupMade.kind])):
        if isinstance(entry.body, BackupMade) and entry.body.folder == str(folder):
            return entry
    return None


def has_kept_since_backup(vault: Vault, folder: Path) -> bool:
    """Whether anything was kept since the last backup in `folder` but that somebody came."""
    last = last_backup(vault, folder)
    entries = last.body.entries if last is not None and isinstance(last.body, BackupMade) else 0
    asked = select(schema.entries.c.n).where(
        schema.entries.c.n > entries, schema.entries.c.kind.not_in(_COMING_AND_GOING)
    )
    with vault._database.reading() as connection:
        return connection.scalar(asked.limit(1)) is not None


def check_backup(
    path: Path,
    passphrase: str,
    *,
    against: str | None = None,
    slot: Slot = Slot.PASSPHRASE,
    progress: Progress | None = None,
) -> Verdict:
    """Check every byte of a backup, and the vault in it as `verify` does.

    `against` is the hash on a signed page, looked for among the entries that the backup holds.
    Raises BackupMissing, VaultNewer, WrongBackupPassphrase, and BackupError where it cannot be read
    or there is no room to unpack it. Damage is a finding.
    """
    told = progress or (lambda _: None)
    try:
        contents = read_contents(path)
        data_key = data_key_of(contents, slot, passphrase)
    except BackupDamaged as trouble:
        return Verdict((str(trouble),), 0, None if against is None else False)
    findings: list[str] = []
    # Encrypted as it is, so it may lie where other things do.
    try:
        with tempfile.TemporaryDirectory(prefix="kap-check-", ignore_cleanup_errors=True) as name:
            copy = Path(name) / DATA_FILE
            try:
                unpack(contents, copy, lambda fraction: told(fraction / 2))
            except BackupDamaged as trouble:
                findings.append(str(trouble))
            verdict = verdict_on(
                copy, data_key, contents.form, lambda part: told((1 + part) / 2), against
            )
    except (OSError, VaultNotWritable) as trouble:
        raise BackupError(
            tr(
                "The backup could not be unpacked to be checked: make room for {megabytes} MB "
                "in {folder}.",
                megabytes=contents.data.size // 1_000_000 + 1,
                folder=tempfile.gettempdir(),
            )
        ) from trouble
    told(1.0)
    return replace(verdict, findings=tuple(dict.fromkeys((*findings, *verdict.findings))))


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Hand on what the copying process says, and at last that it ended."""
    assert process.stdout is not None
    with process.stdout as said:
        for line in said:
            with contextlib.suppress(ValueError):
                answers.put(json.loads(line))
    answers.put({"failed": tr(_DIED)})


def _see_off(process: subprocess.Popen[bytes]) -> None:
    """Wait for its end, which may take a moment, apart from whoever must not wait."""
    try:
        process.wait(_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # it may hang in a dead drive
            process.wait(1)
