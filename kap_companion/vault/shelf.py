"""What may be changed or made anew: the music library, measurements, arcs, outputs; never clinical.

It lies in the vault because names of music and devices can tell of a person, and that is all it has
in common with the record: it is overwritten at will, in no ledger, and never exported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.reading import json_of
from kap_companion.vault.schema import SINCE

_UNREADABLE = tr_later(
    "What lies on this vault's shelf was changed and cannot be read: run verify, and restore it "
    "from a backup."
)
_PUT = (
    "INSERT INTO shelf (room, key, value) VALUES (?, ?, ?) "
    "ON CONFLICT (room, key) DO UPDATE SET value = excluded.value"
)


class Shelf:
    """The rooms of one open vault, each holding JSON objects under keys.

    Rooms and keys are free text that UTF-8 can hold; no number in a value is NaN or infinite. A
    vault that an earlier version left and that is only read has an empty shelf.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, room: str, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value` in place of what was there. Raises VaultNotWritable."""
        self.put_all(room, {key: value})

    def put_all(self, room: str, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep all of them, or none; what the room holds under other keys stays.

        Raises VaultNotWritable.
        """
        rows = [(room, key, _text(value)) for key, value in values.items()]
        if not rows:
            return
        with self._database.writing() as connection:
            connection.exec_driver_sql(_PUT, rows)

    def get(self, room: str, key: str) -> dict[str, Any] | None:
        """Return what lies under `key`, or None."""
        if not self._is_up:
            return None
        with self._database.reading() as connection:
            value = connection.exec_driver_sql(
                "SELECT value FROM shelf WHERE room = ? AND key = ?", (room, key)
            ).scalar()
        return None if value is None else json_of(value, tr(_UNREADABLE))

    def all(self, room: str) -> dict[str, dict[str, Any]]:
        """Return everything in a room, by key."""
        if not self._is_up:
            return {}
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT key, value FROM shelf WHERE room = ? ORDER BY key", (room,)
            ).all()
        # One text for all: half the time of one call a row.
        text = f'{{"all": [{",".join(row[1] for row in rows)}]}}'
        values = json_of(text, tr(_UNREADABLE))["all"]
        if len(values) != len(rows) or not all(isinstance(value, dict) for value in values):
            raise VaultDamaged(tr(_UNREADABLE))
        return {row[0]: value for row, value in zip(rows, values, strict=True)}

    def remove(self, room: str, *keys: str) -> None:
        """Take away what lies under the keys, if anything. Raises VaultNotWritable."""
        if not keys:
            return
        with self._database.writing() as connection:
            connection.exec_driver_sql(
                "DELETE FROM shelf WHERE room = ? AND key = ?", [(room, key) for key in keys]
            )

    @property
    def _is_up(self) -> bool:
        return self._database.revision >= SINCE["shelf"]


def _text(value: Mapping[str, Any]) -> str:
    # ASCII: names of files may hold what no store can, such as half a surrogate pair.
    return json.dumps(dict(value), allow_nan=False, separators=(",", ":"))
