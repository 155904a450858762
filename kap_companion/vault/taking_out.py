"""Takes bodies out of the vault, with all that was derived from their words; envelopes stay.

Each works within the transaction that keeps the entry which tells of it: the guard in the vault
lets nothing go that no entry tells of (schema.TRIGGERS).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from kap_companion.session.entries import (
    DraftSaved,
    EntryAmended,
    Marked,
    NoteTaken,
    Stream,
)
from kap_companion.vault.schema import bodies, clients, entries, scratch, sessions, shelf

WITHDRAWABLE = (NoteTaken, Marked)
"""What may move to the psychotherapy notes (DESIGN: Withdraw)."""

_SEARCHED = ("record_words", "private_words")


def take_out_withdrawn(connection: Connection, session_id: str, target: str) -> None:
    """Take out a note or mark of a record, its amendments, and the drafts that may quote it."""
    of_record = (entries.c.stream == Stream.RECORD.value, entries.c.subject_id == session_id)
    aims = func.json_extract(bodies.c.body, "$.target")
    found = (
        select(entries.c.n)
        .join(bodies, bodies.c.n == entries.c.n)
        .where(
            *of_record,
            (entries.c.id == target)
            | (entries.c.kind == DraftSaved.kind)
            | ((entries.c.kind == EntryAmended.kind) & (aims == target)),
        )
    )
    numbers = list(connection.scalars(found))
    connection.execute(delete(bodies).where(bodies.c.n.in_(numbers)))
    for n in numbers:
        connection.exec_driver_sql("DELETE FROM record_words WHERE rowid = ?", (n,))


def take_out_file(connection: Connection, client_id: str, session_ids: Sequence[str]) -> None:
    """Take out a client's file: all bodies of its streams, what is half done, Home's rows.

    What the search index holds of it goes too, and what lies on the shelf under the client's own
    key, such as the marks that were made for them.
    """
    connection.execute(delete(shelf).where(shelf.c.key == client_id))
    connection.execute(delete(clients).where(clients.c.id == client_id))
    subjects = (client_id, *session_ids)
    kept = (Stream.RECORD.value, Stream.PSYCHOTHERAPY_NOTES.value, Stream.CLIENT.value)
    gone = select(entries.c.n).where(entries.c.stream.in_(kept), entries.c.subject_id.in_(subjects))
    numbers = [(n,) for n in connection.scalars(gone)]
    connection.execute(delete(bodies).where(bodies.c.n.in_(gone)))
    if numbers:
        # By number: to ask the index for a session's words is to read all words of the vault.
        for table in _SEARCHED:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", numbers)
    for session_id in session_ids:
        connection.execute(
            delete(scratch).where(scratch.c.key.contains(f":{session_id}", autoescape=True))
        )
        connection.execute(delete(sessions).where(sessions.c.id == session_id))
