"""The tables of a vault as the code sees them; migrations/ makes them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

HEAD = "0004"
"""The schema this app reads and writes; it is the last revision in migrations/versions."""

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("n", Integer, primary_key=True),  # the ledger's order, 1, 2, 3 ... over all streams
    Column("envelope", Text, nullable=False),  # the very bytes that were hashed
    Column("hash", Text, nullable=False),
    Column("head", Text, nullable=False),  # of the ledger, after this entry
    # What follows is read out of the envelope by SQLite itself, so the two cannot disagree.
    Column("id", Text),
    Column("stream", Text),
    Column("subject_id", Text),
    Column("seq", Integer),
    Column("kind", Text),
)

bodies = Table(
    "bodies",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("body", Text, nullable=False),
)

scratch = Table(
    "scratch",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("session_number", Integer, nullable=False),
    Column("modality", Text, nullable=False),
    Column("planned_minutes", Integer, nullable=False),
    Column("rehearsal", Integer, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("first_dose_at", Text),
    Column("last_dose_at", Text),
    Column("ended_at", Text),
    Column("signed_at", Text),
    Column("entries", Integer, nullable=False),
    Column("last_at", Text, nullable=False),
)
clients = Table(
    "clients",
    metadata,
    Column("id", Text, primary_key=True),
    Column("file", Text, nullable=False),
)

shelf = Table(
    "shelf",
    metadata,
    Column("room", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

search_state = Table("search_state", metadata, Column("indexed_to", Integer, nullable=False))

TABLES = {*metadata.tables, "record_words", "private_words"}
"""Every table that a vault holds, those of the search included."""

SINCE = {"shelf": "0002", "clients": "0004"}
"""The schema that brought a table, where that was not the first."""

TRIGGERS: dict[str, str] = {
    "entries_only_grow": """\
CREATE TRIGGER entries_only_grow BEFORE INSERT ON entries
WHEN NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM entries)
  OR EXISTS (SELECT 1 FROM entries WHERE id = json_extract(NEW.envelope, '$.id'))
  OR json_extract(NEW.envelope, '$.seq') IS NOT (
    SELECT coalesce(max(seq), 0) + 1 FROM entries
    WHERE stream = json_extract(NEW.envelope, '$.stream')
      AND subject_id = json_extract(NEW.envelope, '$.subject_id'))
BEGIN SELECT RAISE(ABORT, 'entries are only ever added, one after the other'); END""",
    "entries_never_change": """\
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    "entries_never_go": """\
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END""",
    "bodies_only_grow": """\
CREATE TRIGGER bodies_only_grow BEFORE INSERT ON bodies
WHEN EXISTS (SELECT 1 FROM bodies WHERE n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'a body is written once'); END""",
    "bodies_never_change": """\
CREATE TRIGGER bodies_never_change BEFORE UPDATE ON bodies
BEGIN SELECT RAISE(ABORT, 'bodies are never changed'); END""",
    "bodies_go_only_as_told": """\
CREATE TRIGGER bodies_go_only_as_told BEFORE DELETE ON bodies
WHEN NOT EXISTS (
    SELECT 1 FROM entries AS gone, entries AS told, bodies AS why
    WHERE gone.n = OLD.n AND gone.stream = 'record'
      AND told.stream = 'record' AND told.subject_id = gone.subject_id
      AND told.n > gone.n AND told.kind = 'entry_withdrawn' AND why.n = told.n
      AND (gone.kind = 'draft_saved'
        OR gone.kind IN ('note_taken', 'marked')
          AND gone.id = json_extract(why.body, '$.target')
        OR gone.kind = 'entry_amended'
          AND json_extract(OLD.body, '$.target') = json_extract(why.body, '$.target'))
      AND NOT EXISTS (
        SELECT 1 FROM entries AS signing
        WHERE signing.stream = 'record' AND signing.subject_id = gone.subject_id
          AND signing.n < told.n AND signing.kind = 'record_signed'))
  AND NOT EXISTS (
    SELECT 1 FROM entries AS gone, entries AS told, bodies AS why
    WHERE gone.n = OLD.n AND gone.stream IN ('record', 'psychotherapy_notes', 'client')
      AND told.stream = 'access' AND told.n > gone.n
      AND told.kind = 'file_destroyed' AND why.n = told.n
      AND (gone.subject_id = json_extract(why.body, '$.client_id')
        OR gone.subject_id IN (SELECT value FROM json_each(why.body, '$.sessions'))))
BEGIN SELECT RAISE(ABORT, 'a body goes only as the log tells'); END""",
}
"""What refuses change, REPLACE included, by name: the SQL as the vault must hold it."""


_EARLIER_TRIGGERS = {
    "bodies_never_go": """\
CREATE TRIGGER bodies_never_go BEFORE DELETE ON bodies
BEGIN SELECT RAISE(ABORT, 'bodies are never removed'); END""",
}
_TRIGGERS_SINCE = {"bodies_go_only_as_told": "0003"}
_TRIGGERS_BEFORE = {"bodies_never_go": "0003"}


def triggers_of(revision: str) -> dict[str, str]:
    """Return what refuses change in a vault of that schema, by name."""
    return {
        name: sql
        for name, sql in (_EARLIER_TRIGGERS | TRIGGERS).items()
        if _TRIGGERS_SINCE.get(name, "0001") <= revision < _TRIGGERS_BEFORE.get(name, "9999")
    }


def tables_of(revision: str) -> set[str]:
    """Return the tables that a vault of that schema holds."""
    return {name for name in TABLES if SINCE.get(name, "0001") <= revision}
