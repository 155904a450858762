"""Says again in the psychotherapy notes what is withdrawn from the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session.codec import instant_text
from kap_companion.vault.journal import Pending, new_id


def moved_to_private(
    record: Iterable[e.Entry[e.RecordBody]], target: str
) -> list[Pending[e.PrivateBody]]:
    """Return a note or mark of `record` as a private note, with its amendments and its strike.

    It is written now and happened when it happened. Raises KeyError where `target` is not there.
    """
    moved: list[Pending[e.PrivateBody]] = []
    private_id = new_id()

    def keep(session_id: str, body: e.PrivateBody, entry_id: str | None = None) -> None:
        moved.append(Pending(e.Stream.PSYCHOTHERAPY_NOTES, session_id, body, entry_id))

    for entry in record:
        match entry.body:
            case e.NoteTaken(text=text) | e.Marked(tag=text) if entry.id == target:
                body = e.PrivateNoteTaken(text, entry.happened_at, withdrawn_from=target)
                keep(entry.subject_id, body, private_id)
            case e.EntryAmended(reason=reason, changes=changes) if entry.body.target == target:
                told = e.PrivateNoteAmended(private_id, reason, _as_private(changes, entry))
                keep(entry.subject_id, told)
            case e.EntryStruck(target=struck, reason=reason) if struck == target:
                keep(entry.subject_id, e.PrivateNoteStruck(private_id, reason))
            case _:
                pass
    if not moved:
        raise KeyError(target)
    return moved


def _as_private(changes: Any, entry: e.Entry[Any]) -> dict[str, Any]:
    """A mark's word is a note's text."""
    renamed = {"text" if key == "tag" else key: value for key, value in changes.items()}
    if "happened_at" in renamed and renamed["happened_at"] is None:
        renamed["happened_at"] = instant_text(entry.at)
    return renamed
