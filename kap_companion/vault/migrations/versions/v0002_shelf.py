"""The shelf: what may be changed or made anew, such as the music library."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STEPS = (
    """\
CREATE TABLE shelf (
  room TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (room, key)
) STRICT, WITHOUT ROWID""",
)


def upgrade() -> None:
    """Put the shelf up, empty."""
    for step in STEPS:
        op.get_bind().exec_driver_sql(step)
