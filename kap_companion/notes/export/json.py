"""Writes a stream as JSON that a stranger can check and that can be imported again.

    {"format": "kap-companion-export",
     "version": 1,
     "stream": "record" or "psychotherapy_notes",
     "session": the session's id,
     "note": the note's text as in the other documents; not there for psychotherapy notes, nor
             where a summary was exported in the note's place,
     "entries": [the stream's log lines, the first entry first, one a line]}

An entry holds its envelope's ten fields (id, subject_id, stream, seq, at, utc_offset, kind,
version, prev_hash, body_hash), its `hash`, and `body` and `salt` where they stand. To check it:
`body_hash` = hex SHA-256(salt bytes + JCS(body)), `hash` = hex SHA-256(JCS(the ten fields)), JCS is
RFC 8785, `prev_hash` is the hash of the entry before, 64 zeros for the first. Corrected and struck
entries are in it with their first words: it is the whole chain. Text is UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kap_companion.notes.document import Document, PrivateDocument
from kap_companion.session.entries import Stream

FORMAT = "kap-companion-export"
VERSION = 1


def json_text(document: Document | PrivateDocument, lines: Iterable[Mapping[str, Any]]) -> str:
    """Return the whole chain of the document's stream as JSON, one entry a line.

    Raises ValueError where a line belongs to another stream than the document's.
    """
    is_record = isinstance(document, Document)
    stream = Stream.RECORD if is_record else Stream.PSYCHOTHERAPY_NOTES
    entries = list(lines)
    if any(line["stream"] != stream.value for line in entries):
        raise ValueError("a line of another stream in this export")
    head: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "stream": stream.value,
        "session": entries[0]["subject_id"] if entries else None,
    }
    if isinstance(document, Document) and document.is_record:
        head["note"] = document.note
    told = ",\n".join(f"{_compact(key)}: {_compact(value)}" for key, value in head.items())
    rows = ",\n".join(_compact(dict(line)) for line in entries)
    return f'{{{told},\n"entries": [\n{rows}\n]}}\n'


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
