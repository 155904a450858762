"""What files are made of: a document with the log lines of its own stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kap_companion.notes.document import Document, PrivateDocument
from kap_companion.notes.export.order import entry_of_line
from kap_companion.session import entries as e


@dataclass(frozen=True, slots=True)
class Source:
    """A document, its stream's lines as the log prints them, and lines of the client's file.

    `password` is asked for before the PDF opens; None where it opens to anybody.
    """

    document: Document | PrivateDocument
    lines: tuple[Mapping[str, Any], ...] = ()
    file: tuple[Mapping[str, Any], ...] = ()
    password: str | None = None

    def record(self) -> list[e.Entry[e.RecordBody]]:
        """Return the record's entries. Raises ValueError where a line is of another stream."""
        return _entries(self.lines, e.Stream.RECORD)

    def psychotherapy_notes(self) -> list[e.Entry[e.PrivateBody]]:
        """Return the psychotherapy notes. Raises ValueError where a line is of another stream."""
        return _entries(self.lines, e.Stream.PSYCHOTHERAPY_NOTES)

    def client_file(self) -> list[e.Entry[e.ClientBody]]:
        """Return what is known of the client. Raises ValueError as `record` does."""
        return _entries(self.file, e.Stream.CLIENT)


def _entries(lines: Iterable[Mapping[str, Any]], stream: e.Stream) -> list[e.Entry[Any]]:
    entries = [entry_of_line(line) for line in lines]
    if any(entry.stream is not stream for entry in entries):
        raise ValueError("a line of another stream in this export")
    return entries
