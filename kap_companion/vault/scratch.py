"""What is half done: overwritable, durable, and inside the vault like everything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from kap_companion.language import tr, tr_later
from kap_companion.vault.database import Database
from kap_companion.vault.reading import json_of
from kap_companion.vault.schema import scratch

# As they stand: it is saved while the person types, and a note clears its box.
_SAVE = (
    "INSERT INTO scratch (key, value) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_CLEAR = "DELETE FROM scratch WHERE key = ?"


UNREADABLE = tr_later(
    "What was half done in this vault was changed and cannot be read: run verify, and restore it "
    "from a backup."
)


class Scratch:
    """The half-done things of one open vault, each a JSON object under a key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value` in place of what was there. Raises VaultNotWritable."""
        with self._database.writing() as connection:
            save_in(connection, key, value)

    def load(self, key: str) -> dict[str, Any] | None:
        """Return what was last saved, or None. Raises VaultDamaged."""
        with self._database.reading() as connection:
            value = connection.scalar(select(scratch.c.value).where(scratch.c.key == key))
        return None if value is None else json_of(value, tr(UNREADABLE))

    def clear(self, key: str) -> None:
        """Forget what is under `key`, if anything. Raises VaultNotWritable."""
        with self._database.writing() as connection:
            clear_in(connection, key)

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys that begin with `prefix`, sorted."""
        with self._database.reading() as connection:
            rows = connection.scalars(
                select(scratch.c.key)
                .where(scratch.c.key.startswith(prefix, autoescape=True))
                .order_by(scratch.c.key)
            ).all()
        # LIKE knows no case.
        return [key for key in rows if key.startswith(prefix)]


def save_in(connection: Connection, key: str, value: Mapping[str, Any]) -> None:
    """Save within a transaction that is already open."""
    # ASCII: half-typed text may hold what no store can, such as half a surrogate pair.
    connection.exec_driver_sql(_SAVE, (key, json.dumps(dict(value))))


def clear_in(connection: Connection, key: str) -> None:
    """Clear within a transaction that is already open."""
    connection.exec_driver_sql(_CLEAR, (key,))
