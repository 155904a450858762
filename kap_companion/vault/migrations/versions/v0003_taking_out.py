"""Bodies may go, but only those of a withdrawal or a destruction that is in the log."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

STEPS = (
    "DROP TRIGGER bodies_never_go",
    """\
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
)


def upgrade() -> None:
    """Put the narrower guard in the place of the one that let nothing go."""
    for step in STEPS:
        op.get_bind().exec_driver_sql(step)
