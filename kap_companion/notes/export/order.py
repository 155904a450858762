"""What is to be exported, in plain values, so that it can be made in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kap_companion.notes.document import (
    Document,
    PrivateDocument,
    psychotherapy_document,
    record_document,
)
from kap_companion.notes.draft import DEFAULT_TEMPLATE
from kap_companion.session import codec
from kap_companion.session.entries import BodyTakenOut, Entry, Stream


@dataclass(frozen=True, slots=True)
class Order:
    """Documents of one stream of one session: `lines` are its entries as the log prints them.

    `subject` says which session, in the psychotherapy notes' document. `file` holds the lines of
    the client's file that FHIR tells of, `password` is asked for before the PDF opens. `text` is
    the note where none was saved, or what is handed out by `template`. `language` is the code of
    the documents' language; empty is what is spoken. `is_rehearsal` is for the psychotherapy notes,
    whose own entries do not say it.
    """

    session_id: str
    stream: Stream
    lines: tuple[Mapping[str, Any], ...]
    formats: tuple[str, ...]
    folder: Path
    name: str
    subject: str = ""
    appendix: bool = True
    file: tuple[Mapping[str, Any], ...] = ()
    password: str | None = None
    text: str | None = None
    template: str = DEFAULT_TEMPLATE
    language: str = ""
    is_rehearsal: bool = False


def document_of(order: Order) -> Document | PrivateDocument:
    """Return the document that is asked for."""
    entries = [entry_of_line(line) for line in order.lines]
    if order.stream is Stream.PSYCHOTHERAPY_NOTES:
        return psychotherapy_document(entries, order.subject, is_rehearsal=order.is_rehearsal)
    return record_document(entries, order.text, order.appendix, order.template)


def entry_of_line(line: Mapping[str, Any]) -> Entry[Any]:
    """Return the entry of a line of the log; a body that was taken out says what it was."""
    stream, kind = Stream(line["stream"]), str(line["kind"])
    body: Any = BodyTakenOut(was=kind)
    if "body" in line:
        body = codec.from_json(stream, kind, line["version"], line["body"])
    return Entry(
        id=line["id"],
        subject_id=line["subject_id"],
        stream=stream,
        seq=line["seq"],
        at=datetime.fromisoformat(line["at"]),
        utc_offset=line["utc_offset"],
        body=body,
        hash=line["hash"],
    )
