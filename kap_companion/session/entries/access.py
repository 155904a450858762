"""Who came to the vault, and what left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, TypeAlias

from kap_companion.session.entries.shared import Stream


@dataclass(frozen=True, slots=True)
class VaultMade:
    """The vault was made."""

    kind: ClassVar[str] = "vault_made"
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class VaultUnlocked:
    """The vault was opened to work in, after `failures_before` wrong passphrases.

    `by` says how where it was not the passphrase, such as keychain.
    """

    kind: ClassVar[str] = "vault_unlocked"
    version: ClassVar[int] = 1
    failures_before: int = 0
    by: str | None = None


@dataclass(frozen=True, slots=True)
class VeilOpened:
    """The veil was opened, after `failures_before` wrong passphrases; `by_pin` not by one."""

    kind: ClassVar[str] = "veil_opened"
    version: ClassVar[int] = 1
    failures_before: int = 0
    by_pin: bool = False


@dataclass(frozen=True, slots=True)
class KeychainChanged:
    """From now on the system's keychain opens the vault too, or no longer."""

    kind: ClassVar[str] = "keychain_changed"
    version: ClassVar[int] = 1
    opens: bool


@dataclass(frozen=True, slots=True)
class LimitsChanged:
    """A client's limits were given or changed; the numbers are in the client's own file."""

    kind: ClassVar[str] = "limits_changed"
    version: ClassVar[int] = 1
    client_id: str


@dataclass(frozen=True, slots=True)
class PassphraseChanged:
    """The passphrase was changed; `by_recovery` where the recovery code opened the way."""

    kind: ClassVar[str] = "passphrase_changed"
    version: ClassVar[int] = 1
    by_recovery: bool = False


@dataclass(frozen=True, slots=True)
class RecordExported:
    """Documents left the vault: which formats, of which stream of which session.

    `to` is for whom, in the clinician's words; `files` their names and `folder` where they went.
    """

    kind: ClassVar[str] = "record_exported"
    version: ClassVar[int] = 1
    session_id: str
    of: Stream
    formats: tuple[str, ...]
    to: str | None = None
    files: tuple[str, ...] = ()
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class RecordPrinted:
    """A document was handed to the system's printer, or its text to the clipboard."""

    kind: ClassVar[str] = "record_printed"
    version: ClassVar[int] = 1
    session_id: str
    of: Stream
    way: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class CourseExported:
    """A document about a client's course left the vault: its name in `what`, such as superbill."""

    kind: ClassVar[str] = "course_exported"
    version: ClassVar[int] = 1
    client_id: str
    what: str
    to: str | None = None
    files: tuple[str, ...] = ()
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class LogExported:
    """The vault's own log, of which this is an entry, left the vault as a table."""

    kind: ClassVar[str] = "log_exported"
    version: ClassVar[int] = 1
    to: str | None = None
    files: tuple[str, ...] = ()
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class RecordImported:
    """A session came in from an export; `head_hash` is the hash of the stream's last entry."""

    kind: ClassVar[str] = "record_imported"
    version: ClassVar[int] = 1
    session_id: str
    of: Stream
    head_hash: str
    entries: int


@dataclass(frozen=True, slots=True)
class DefaultChanged:
    """A clinical default of the practice was changed, from what to what."""

    kind: ClassVar[str] = "default_changed"
    version: ClassVar[int] = 1
    key: str
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class FileDestroyed:
    """A client's file was destroyed after its retention time, twice confirmed.

    The bodies are gone; every envelope stays, so that the chains and the ledger still verify.
    """

    kind: ClassVar[str] = "file_destroyed"
    version: ClassVar[int] = 1
    client_id: str
    sessions: tuple[str, ...]
    last_service_on: date
    kept_years: int
    reason: str


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup was made: its file, its folder, and how many entries of the vault it holds."""

    kind: ClassVar[str] = "backup_made"
    version: ClassVar[int] = 1
    file: str
    folder: str
    entries: int


@dataclass(frozen=True, slots=True)
class BackupFailed:
    """No backup could be made, and why, in the sentence the clinician was told."""

    kind: ClassVar[str] = "backup_failed"
    version: ClassVar[int] = 1
    file: str
    folder: str
    why: str


@dataclass(frozen=True, slots=True)
class VaultRestored:
    """This vault came out of a backup of `made_at`, which held `entries` entries."""

    kind: ClassVar[str] = "vault_restored"
    version: ClassVar[int] = 1
    file: str
    folder: str
    made_at: datetime
    entries: int


AccessBody: TypeAlias = (
    VaultMade
    | VaultUnlocked
    | VeilOpened
    | KeychainChanged
    | LimitsChanged
    | PassphraseChanged
    | RecordExported
    | RecordPrinted
    | CourseExported
    | LogExported
    | RecordImported
    | DefaultChanged
    | FileDestroyed
    | BackupMade
    | BackupFailed
    | VaultRestored
)
