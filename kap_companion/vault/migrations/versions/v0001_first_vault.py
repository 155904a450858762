"""The first vault: entries and bodies that only grow, scratch, the summary of sessions, search."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

# The SQL stands here a second time, beside schema.py, because a step never changes once it is out.
STEPS = (
    """\
CREATE TABLE entries (
  n INTEGER PRIMARY KEY,
  envelope TEXT NOT NULL CHECK (json_valid(envelope)),
  hash TEXT NOT NULL,
  head TEXT NOT NULL,
  id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(envelope, '$.id')),
  stream TEXT NOT NULL GENERATED ALWAYS AS (json_extract(envelope, '$.stream')),
  subject_id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(envelope, '$.subject_id')),
  seq INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(envelope, '$.seq')),
  kind TEXT NOT NULL GENERATED ALWAYS AS (json_extract(envelope, '$.kind'))
) STRICT""",
    "CREATE UNIQUE INDEX entries_by_id ON entries (id)",
    "CREATE UNIQUE INDEX entries_by_subject ON entries (stream, subject_id, seq)",
    """\
CREATE TABLE bodies (
  n INTEGER PRIMARY KEY REFERENCES entries (n),
  salt TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT""",
    "CREATE TABLE scratch (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """\
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  client TEXT NOT NULL,
  session_number INTEGER NOT NULL,
  modality TEXT NOT NULL,
  planned_minutes INTEGER NOT NULL,
  rehearsal INTEGER NOT NULL,
  opened_at TEXT NOT NULL,
  first_dose_at TEXT,
  last_dose_at TEXT,
  ended_at TEXT,
  signed_at TEXT,
  entries INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sessions_by_time ON sessions (opened_at)",
    "CREATE TABLE search_state (indexed_to INTEGER NOT NULL) STRICT",
    "INSERT INTO search_state VALUES (0)",
    "CREATE VIRTUAL TABLE record_words USING fts5 "
    "(words, entry_id UNINDEXED, session_id UNINDEXED, at UNINDEXED)",
    "CREATE VIRTUAL TABLE private_words USING fts5 "
    "(words, entry_id UNINDEXED, session_id UNINDEXED, at UNINDEXED)",
    # Without it FTS5 keeps deleted words in its blocks.
    "INSERT INTO record_words (record_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO private_words (private_words, rank) VALUES ('secure-delete', 1)",
    """\
CREATE TRIGGER entries_only_grow BEFORE INSERT ON entries
WHEN NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM entries)
  OR EXISTS (SELECT 1 FROM entries WHERE id = json_extract(NEW.envelope, '$.id'))
  OR json_extract(NEW.envelope, '$.seq') IS NOT (
    SELECT coalesce(max(seq), 0) + 1 FROM entries
    WHERE stream = json_extract(NEW.envelope, '$.stream')
      AND subject_id = json_extract(NEW.envelope, '$.subject_id'))
BEGIN SELECT RAISE(ABORT, 'entries are only ever added, one after the other'); END""",
    """\
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """\
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END""",
    """\
CREATE TRIGGER bodies_only_grow BEFORE INSERT ON bodies
WHEN EXISTS (SELECT 1 FROM bodies WHERE n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'a body is written once'); END""",
    """\
CREATE TRIGGER bodies_never_change BEFORE UPDATE ON bodies
BEGIN SELECT RAISE(ABORT, 'bodies are never changed'); END""",
    """\
CREATE TRIGGER bodies_never_go BEFORE DELETE ON bodies
BEGIN SELECT RAISE(ABORT, 'bodies are never removed'); END""",
)


def upgrade() -> None:
    """Make the tables and what guards them."""
    for step in STEPS:
        # As it stands: a colon in the SQL is not a parameter.
        op.get_bind().exec_driver_sql(step)
