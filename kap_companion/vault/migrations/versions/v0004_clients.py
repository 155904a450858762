"""Who the clients are, a row each, so that Home reads no entry; destructions found at once."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STEPS = (
    """\
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL CHECK (json_valid(file))
) STRICT, WITHOUT ROWID""",
    # With all that Home counts by client, so that it reads no row of a session for that.
    "CREATE INDEX sessions_by_client ON sessions "
    "(client_id, opened_at, id, first_dose_at, ended_at, signed_at)",
    # The guard of the bodies asks for each one that goes, among all that the log ever told.
    "CREATE INDEX entries_destroyed ON entries (stream) WHERE kind = 'file_destroyed'",
)


def upgrade() -> None:
    """Make the table, fill it from the entries, and make the index."""
    from kap_companion.vault import clients

    for step in STEPS:
        op.get_bind().exec_driver_sql(step)
    # As the app of the day folds them: the table can be made anew at any time.
    clients.rebuild(op.get_bind())
