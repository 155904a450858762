"""The vault's own log to read: what left it, when and for whom, who came, and what was changed.

It also writes the log as a table, which is itself an export that the log tells of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kap_companion.language import speaking, tr
from kap_companion.note_language import NoteLanguage
from kap_companion.notes.export import Exported, free_targets, put_down
from kap_companion.session import entries as e
from kap_companion.session.access_words import LEFT_KINDS, access_words, has_left
from kap_companion.session.clock import Clock, at_offset
from kap_companion.vault.journal import Pending
from kap_companion.vault.vault import Vault

COLUMNS = ("time", "utc_offset", "what", "about", "for_whom", "files", "folder", "kind", "id")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: `at` in the clinician's time then, `about` which client and session."""

    id: str
    at: datetime
    utc_offset: str
    what: str
    about: str
    to: str
    files: tuple[str, ...]
    folder: str
    kind: str
    has_left: bool


class VaultLog:
    """The log of one vault."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def lines(self, *, only_left: bool = False) -> tuple[LogLine, ...]:
        """Return the log, the newest first; only what left the vault where that is asked for."""
        entries = self._vault.journal.access(LEFT_KINDS if only_left else ())
        told = {getattr(entry.body, "session_id", "") for entry in entries}
        clients = {file.id: file.code for file in self._vault.clients.all()}
        sessions = {
            row.id: tr("{client}, session {number}", client=row.client, number=row.session_number)
            for row in self._vault.sessions.known(told)
        }
        return tuple(_line(entry, clients | sessions) for entry in reversed(entries))

    def export(self, folder: Path, to: str | None = None) -> Exported:
        """Write the log into `folder` as a table in the notes' language, and say so in it.

        Raises ExportError where a file stands in the way or cannot be written.
        """
        from kap_companion.notes.export.csv import table

        at = self._clock.now().wall
        offset = self._clock.utc_offset(at)
        name = f"vault-log-{at_offset(at, offset):%Y-%m-%d-%H%M%S}"
        targets = free_targets(("csv",), folder, name)
        with speaking(NoteLanguage(self._vault.shelf).spoken):
            content = table(COLUMNS, map(_row, self.lines()))
        put_down(targets, [content], folder)
        files = tuple(path.name for path in targets)
        told = e.LogExported(to, files, str(folder))
        self._vault.journal.append(
            [Pending(e.Stream.ACCESS, self._vault.id, told)], at=at, utc_offset=offset
        )
        return Exported(tuple(targets), ())


def _line(entry: e.Entry[e.AccessBody], about: Mapping[str, str]) -> LogLine:
    body = entry.body
    return LogLine(
        id=entry.id,
        at=at_offset(entry.at, entry.utc_offset),
        utc_offset=entry.utc_offset,
        what=access_words(body),
        about=_about(body, about),
        to=getattr(body, "to", None) or "",
        files=tuple(getattr(body, "files", ()) or filter(None, [getattr(body, "file", "")])),
        folder=getattr(body, "folder", None) or "",
        kind=body.kind,
        has_left=has_left(body),
    )


def _about(body: e.AccessBody, about: Mapping[str, str]) -> str:
    match body:
        case e.RecordExported() | e.RecordPrinted() | e.RecordImported():
            return about.get(body.session_id, tr("a file that was destroyed"))
        case e.CourseExported(client_id=client_id) | e.LimitsChanged(client_id=client_id):
            return about.get(client_id, tr("a file that was destroyed"))
        case _:
            return ""


def _row(line: LogLine) -> Sequence[str]:
    from kap_companion.notes.export.csv import guarded

    return (
        f"{line.at:%Y-%m-%d %H:%M:%S}",
        f"UTC{line.utc_offset}",
        guarded(line.what),
        guarded(line.about),
        guarded(line.to),
        guarded("; ".join(line.files)),
        guarded(line.folder),
        line.kind,
        line.id,
    )
