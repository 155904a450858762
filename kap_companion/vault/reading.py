"""Turns stored rows back into entries; the statements that several readers share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from kap_companion.language import tr, tr_later
from kap_companion.session import codec
from kap_companion.session.entries import BodyTakenOut, Entry, Stream
from kap_companion.vault.errors import VaultDamaged, VaultNewer
from kap_companion.vault.schema import bodies, entries

_CHANGED = tr_later(
    "An entry of this vault was changed and cannot be read: run verify, and restore it from a "
    "backup."
)

ENTRY_AND_BODY: Select[Any] = (
    select(entries.c.n, entries.c.envelope, entries.c.hash, bodies.c.salt, bodies.c.body)
    .select_from(entries.outerjoin(bodies, entries.c.n == bodies.c.n))
    .order_by(entries.c.n)
)


def rows_of(
    connection: Connection, stream: Stream, subject_id: str | None, kinds: Sequence[str] = ()
) -> Sequence[Row[Any]]:
    """Return one stream's rows, of one subject or of all, in the order they were written.

    Only those of `kinds`, where any is named.
    """
    asked = ENTRY_AND_BODY.where(entries.c.stream == stream.value)
    if kinds:
        asked = asked.where(entries.c.kind.in_(kinds))
    if subject_id is not None:
        asked = asked.where(entries.c.subject_id == subject_id)
    return connection.execute(asked).all()


def entry_of(row: Row[Any]) -> Entry[Any]:
    """Return the entry in a row of ENTRY_AND_BODY; a body that was taken out says what it was.

    Raises VaultNewer where a newer app wrote the body, VaultDamaged where it is not as it was kept.
    """
    envelope = json_of(row.envelope)
    try:
        return _entry(row, envelope)
    except codec.CodecError as trouble:
        # What this app wrote it can read.
        raise VaultNewer from trouble
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise VaultDamaged(tr(_CHANGED)) from trouble


def _entry(row: Row[Any], envelope: dict[str, Any]) -> Entry[Any]:
    stream = Stream(envelope["stream"])
    body: Any
    if row.body is None:
        body = BodyTakenOut(was=envelope["kind"])
    else:
        form = json_of(row.body)
        body = codec.from_json(stream, envelope["kind"], envelope["version"], form)
    return Entry(
        id=envelope["id"],
        subject_id=envelope["subject_id"],
        stream=stream,
        seq=envelope["seq"],
        at=datetime.fromisoformat(envelope["at"]),
        utc_offset=envelope["utc_offset"],
        body=body,
        hash=row.hash,
    )


def json_of(text: str, damaged: str | None = None) -> dict[str, Any]:
    """Return the JSON object in a stored text. Raises VaultDamaged, which says `damaged`."""
    try:
        form: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise VaultDamaged(damaged or tr(_CHANGED)) from trouble
    if not isinstance(form, dict):
        raise VaultDamaged(damaged or tr(_CHANGED))
    return form
