"""Opens the encrypted file with every setting that matters, and tells its errors plainly."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from kap_companion.forgetting import wipe
from kap_companion.language import tr, tr_later
from kap_companion.vault.errors import (
    BackupError,
    VaultDamaged,
    VaultInUse,
    VaultNewer,
    VaultNotWritable,
    VaultReadOnly,
)
from kap_companion.vault.schema import HEAD, TABLES, TRIGGERS, tables_of, triggers_of

PLAIN_HEADER = b"SQLite format 3\0"
KEY_BYTES = 32
DAMAGED = tr_later("The vault's data file is damaged: restore it from a backup.")
UNREADABLE = tr_later(
    "The vault's data file cannot be read: check the disk, or restore it from a backup."
)
REFUSALS = (
    tr_later("entries are only ever added, one after the other"),
    tr_later("entries are never changed"),
    tr_later("entries are never removed"),
    tr_later("a body is written once"),
    tr_later("bodies are never changed"),
    tr_later("a body goes only as the log tells"),
)
"""What the guards in the file itself say (schema.TRIGGERS)."""

_PAGE_BYTES = 4096
_AUTOCHECKPOINT_PAGES = 1000  # SQLite's own default
# A WAL that cannot be made is "cannot open"; it is met while reading too.
_NOT_WRITABLE = {driver.SQLITE_FULL, driver.SQLITE_READONLY, driver.SQLITE_CANTOPEN}
_NOT_WRITABLE |= {driver.SQLITE_PERM}
_DAMAGED = {driver.SQLITE_CORRUPT, driver.SQLITE_NOTADB}
_IN_USE = {driver.SQLITE_BUSY, driver.SQLITE_LOCKED}


@dataclass(slots=True)
class Still:
    """A stretch in which the main file stands still; whether a checkpoint waits for its end."""

    checkpoint_waits: bool = False


class Database:
    """The one connection to a vault's file.

    Everything goes through `writing` or `reading`, one at a time. It may move to another thread,
    since a window unlocks in the background, but is never used by two at once.
    """

    def __init__(
        self, path: Path, data_key: bytes, *, fresh: bool = False, read_only: bool = False
    ) -> None:
        """Open the file; with `fresh` it is an empty one of ours.

        With `read_only` it is a copy to read from, and `writing` raises VaultReadOnly.

        Raises VaultDamaged, VaultInUse or VaultNotWritable.
        """
        if not fresh:
            _look_at_header(path)
        if len(data_key) != KEY_BYTES:
            # SQLCipher would silently take it for a passphrase.
            raise ValueError(f"A data key has {KEY_BYTES} bytes, not {len(data_key)}.")
        self.path = path
        self._revision: str | None = None
        self._is_read_only = read_only
        self._still: Still | None = None
        with told_plainly(writing=fresh):
            self.raw: Any = _connect(path, data_key)
        # Its errors quote what was to be kept, unless told not to.
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=lambda: self.raw,
            poolclass=StaticPool,
            hide_parameters=True,
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # The driver would begin too late, and only before some statements.
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        self._engine = engine
        try:
            with told_plainly(writing=fresh):
                self._connection = engine.connect()
        except BaseException:
            self.raw.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is durable at the end of the block, or none of it is.

        Raises VaultNotWritable or VaultDamaged.
        """
        if self._is_read_only:
            raise VaultReadOnly
        with told_plainly(writing=True), self._connection.begin():
            yield self._connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One steady look. Raises VaultDamaged."""
        with told_plainly(writing=False), self._connection.begin():
            yield self._connection

    @property
    def revision(self) -> str:
        """The schema that the file has.

        Raises VaultNewer where a newer app has been here, VaultDamaged where nothing says it.
        """
        if self._revision is None:
            self._revision = self._read_revision()
        return self._revision

    def bring_up(self) -> None:
        """Bring the schema of a new or an older file to this app's, in one transaction.

        Raises VaultNotWritable and VaultDamaged; the file then is as it was.
        """
        # Costs a quarter of a second to import, and is needed once a version of the schema.
        from kap_companion.vault.migrations import bring_up

        with self.writing() as connection:
            bring_up(connection)
            if TABLES - _tables(connection) or _guards(connection) != TRIGGERS:
                raise RuntimeError("The steps do not lead to the schema: nothing was changed.")
        self._revision = HEAD

    def check_guards(self) -> None:
        """Look whether the tables, and what refuses change in them, are all there.

        Raises VaultDamaged.
        """
        if self.missing_tables():
            raise VaultDamaged(tr(DAMAGED))
        if self.missing_guards():
            raise VaultDamaged(
                tr(
                    "The vault's guards against changed entries are missing: restore it "
                    "from a backup."
                )
            )

    def missing_guards(self) -> list[str]:
        """Return the names of triggers that are missing or differ."""
        with self.reading() as connection:
            found = _guards(connection)
        wanted = triggers_of(self.revision)
        return sorted(name for name in wanted | found if found.get(name) != wanted.get(name))

    def missing_tables(self) -> list[str]:
        """Return the names of tables that a file of this schema should hold and does not."""
        wanted = tables_of(self.revision)
        with self.reading() as connection:
            return sorted(wanted - _tables(connection))

    def checkpoint(self) -> None:
        """Move everything from the WAL into the main file; where that stands still, afterwards."""
        if self._still is not None:
            self._still.checkpoint_waits = True
            return
        with told_plainly(writing=True):
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def stand_still(self) -> Still:
        """Move everything into the main file, and change nothing in it until `move_on`.

        What is written meanwhile lies in the WAL. Raises VaultNotWritable, and BackupError where it
        stands still for another backup.
        """
        if self._still is not None:
            raise BackupError(tr("A backup is being made already: wait until it is done."))
        self.checkpoint()
        with told_plainly(writing=True):
            self.raw.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        self._still = Still()
        return self._still

    def move_on(self, still: Still) -> bool:
        """Let the main file change again; return whether it stood still all the while."""
        if self._still is not still:
            return False
        self._still = None
        with suppress(VaultNotWritable, VaultDamaged), told_plainly(writing=True):
            self.raw.execute(f"PRAGMA wal_autocheckpoint = {_AUTOCHECKPOINT_PAGES}").fetchall()
            if still.checkpoint_waits:
                self.checkpoint()
        return True

    def close(self) -> None:
        """Checkpoint and close; the WAL goes. Where that cannot be, it stays and loses nothing."""
        self._still = None
        with suppress(VaultNotWritable, VaultDamaged):
            self.checkpoint()
        with suppress(driver.Error):
            self._connection.close()
        with suppress(driver.Error):
            self._engine.dispose()
        with suppress(driver.Error):
            self.raw.close()

    def _read_revision(self) -> str:
        with self.reading() as connection:
            if "alembic_version" not in _tables(connection):
                raise VaultDamaged(tr(DAMAGED))
            row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        revision = "" if row is None else str(row[0])
        if not revision:
            raise VaultDamaged(
                tr(
                    "The vault's data file does not say which schema it has: restore it "
                    "from a backup."
                )
            )
        if not (re.fullmatch(r"\d{4}", revision) and revision <= HEAD):
            raise VaultNewer
        return revision


@contextmanager
def told_plainly(*, writing: bool) -> Iterator[None]:
    """Turn the database's errors into the clinician's; a bug of ours goes through as it is."""
    try:
        yield
    except DBAPIError as trouble:
        told = _told(trouble.orig, writing=writing)
        if told is None:
            raise
        raise told from trouble
    except driver.Error as trouble:
        told = _told(trouble, writing=writing)
        if told is None:
            raise
        raise told from trouble


def _told(trouble: BaseException | None, *, writing: bool) -> Exception | None:
    code = getattr(trouble, "sqlite_errorcode", None)
    if code is None:
        return None
    if any(f"'{trouble}')" in guard for guard in TRIGGERS.values()):
        # Nothing that follows the chains is refused by a guard: something stands in its way.
        return VaultDamaged(
            tr(
                "The vault refuses what was to be kept, since {why}: run verify, and "
                "restore it from a backup.",
                why=tr(str(trouble)),
            )
        )
    primary = code & 0xFF
    if primary in _IN_USE:
        return VaultInUse()
    if primary in _DAMAGED:
        return VaultDamaged(tr(DAMAGED))
    if primary in _NOT_WRITABLE:
        return VaultNotWritable()
    if primary == driver.SQLITE_IOERR:
        return VaultNotWritable() if writing else VaultDamaged(tr(UNREADABLE))
    return None


def _tables(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row.name for row in rows}


def _guards(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in rows}


def _look_at_header(path: Path) -> None:
    # Only before SQLite has the file: closing any handle of ours would drop SQLite's own lock.
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
            size = file.seek(0, 2)
    except OSError as trouble:
        raise VaultDamaged(
            tr("The vault's data file cannot be read: check the disk and that the file is yours.")
        ) from trouble
    if header == PLAIN_HEADER or size == 0 or size % _PAGE_BYTES:
        # A file without a key, or an empty one, SQLCipher would take as it is, unencrypted or new.
        raise VaultDamaged(tr(DAMAGED))


def _give_key(connection: Any, data_key: bytes) -> None:
    in_hex = data_key.hex()
    asked = f"PRAGMA key = \"x'{in_hex}'\""
    try:
        connection.execute(asked).fetchall()
    finally:
        wipe(in_hex)
        wipe(asked)


def _connect(path: Path, data_key: bytes) -> Any:
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False, timeout=1)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        _give_key(connection, data_key)
        for setting in (
            "cipher_compatibility = 4",
            # EXCLUSIVE before WAL: then there is no shared-memory file, which on a full disk kills.
            "locking_mode = EXCLUSIVE",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            *(("fullfsync = ON", "checkpoint_fullfsync = ON") if sys.platform == "darwin" else ()),
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
        if not connection.execute("PRAGMA cipher_version").fetchall():
            raise RuntimeError("This SQLite has no cipher: nothing may be written with it.")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
