"""Brings a session in from its JSON export: the same entries, ids, salts and hashes, or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from kap_companion.language import tr
from kap_companion.notes.draft import text_hash
from kap_companion.notes.export.json import FORMAT, VERSION
from kap_companion.session import entries as e
from kap_companion.session.clock import Clock
from kap_companion.session.codec import CodecError
from kap_companion.session.standing import private_standing, record_standing
from kap_companion.session.state import SessionState
from kap_companion.system_words import system_words
from kap_companion.vault.incoming import NewerEntry, NotAsKept, checked
from kap_companion.vault.journal import Pending
from kap_companion.vault.vault import Vault

_FIELDS = frozenset(("format", "version", "stream", "session", "note", "entries"))


class ImportRefusedError(Exception):
    """Nothing was imported; the message is one sentence that says why."""


class AlteredFileError(ImportRefusedError):
    """The file is not as it was exported."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: how many entries of which session; none where all of it was here already.

    `told` are sentences for the clinician about what was found on the way.
    """

    session_id: str
    client: str
    entries: int
    notes: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream of a session as a file holds it, checked."""

    of: e.Stream
    session_id: str
    lines: Sequence[dict[str, Any]]
    entries: Sequence[e.Entry[Any]]
    note: str | None = None


def bring_in(vault: Vault, clock: Clock, record: Path, notes: Path | None = None) -> Imported:
    """Import a record, and its psychotherapy notes from the file of their own, into `vault`.

    It is one transaction. A client that the vault does not know gets a file with the code that the
    session names. What is here already, entry for entry, is left as it is. Raises AlteredFileError,
    ImportRefusedError, VaultNotWritable and VaultDamaged.
    """
    came = _read(record, e.Stream.RECORD)
    streams = [came]
    state = _folded(record, came)
    opened = state.facts.opened
    assert opened is not None
    if opened.rehearsal and vault.has_recovery_code:
        # A vault of rehearsals alone has none: they go from one such vault to another.
        raise ImportRefusedError(
            tr(
                "{name} holds a rehearsal, which is not kept among real clients: nothing was "
                "imported.",
                name=record.name,
            )
        )
    if notes is not None:
        private = _read(notes, e.Stream.PSYCHOTHERAPY_NOTES)
        if private.lines and private.session_id != came.session_id:
            raise ImportRefusedError(
                tr(
                    "{name} holds the notes of another session than {record}: nothing was "
                    "imported.",
                    name=notes.name,
                    record=record.name,
                )
            )
        streams.append(private)
    new = [one for one in streams if _is_new(vault, one)]
    _check_ids(vault, new)
    if came in new and state.is_running and not state.is_signed and vault.sessions.unended():
        raise ImportRefusedError(
            tr(
                "Another session has not been ended: end it, then import this one, which is "
                "open too."
            )
        )
    pending: list[Pending[Any]] = []
    told: tuple[str, ...] = ()
    if came in new:
        saved, told = _client_file(vault, opened)
        if saved is not None:
            pending.append(Pending(e.Stream.CLIENT, opened.client_id, saved))
    for one in new:
        head = one.entries[-1].hash
        body = e.RecordImported(came.session_id, one.of, head, len(one.entries))
        pending.append(Pending(e.Stream.ACCESS, vault.id, body))
    if new:
        at = clock.now().wall
        vault.journal.append(
            pending,
            at=at,
            utc_offset=clock.utc_offset(at),
            brings=[line for one in new for line in one.lines],
        )
    counts = {one.of: len(one.lines) for one in new}
    return Imported(
        came.session_id,
        opened.client,
        counts.get(e.Stream.RECORD, 0),
        counts.get(e.Stream.PSYCHOTHERAPY_NOTES, 0),
        told,
    )


def _read(path: Path, stream: e.Stream) -> _Stream:
    told = _json(path)
    if told.get("format") != FORMAT:
        _no_export(path)
    version = told.get("version")
    if type(version) is not int or version < 1:
        _no_export(path)
    if version > VERSION:
        _newer(path)
    if told.get("stream") != stream.value:
        _other_stream(path, told.get("stream"))
    unknown = sorted(set(told) - _FIELDS)
    if unknown:
        _altered(path, tr("it has a field {field}, which none has", field=_short(unknown[0])))
    lines, session_id = told.get("entries"), told.get("session")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        _altered(path, tr("it has no entries"))
    if not lines and stream is e.Stream.PSYCHOTHERAPY_NOTES:
        return _Stream(stream, str(session_id), (), ())
    try:
        entries = checked(lines, stream, str(session_id))
    except NotAsKept as trouble:
        _altered(path, str(trouble))
    except NewerEntry:
        _newer(path)
    if stream is e.Stream.PSYCHOTHERAPY_NOTES:
        try:
            private_standing(entries)
        except CodecError:
            _altered(path, tr("a correction does not fit"))
    note = told.get("note")
    if "note" in told and (not isinstance(note, str) or stream is not e.Stream.RECORD):
        _altered(path, tr("its note is none"))
    return _Stream(stream, str(session_id), lines, entries, note)


def _json(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as trouble:
        why = system_words(trouble) or tr("the disk did not give it")
        raise ImportRefusedError(
            tr("{path} cannot be read: {why}.", path=path, why=why)
        ) from trouble
    except UnicodeDecodeError as trouble:
        _altered(path, tr("it is not text at byte {at}", at=trouble.start))
    try:
        told = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_pairs,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError) as trouble:
        if FORMAT not in text[:200]:
            _no_export(path)
        if isinstance(trouble, json.JSONDecodeError):
            _altered(path, tr("it is not whole, line {line}", line=trouble.lineno))
        _altered(path, tr("it is not whole"))
    if not isinstance(told, dict):
        _no_export(path)
    return told


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    form = dict(pairs)
    if len(form) != len(pairs):
        raise ValueError("a key twice")
    return form


def _refuse(number: str) -> NoReturn:
    # Numbers that are not whole are texts in an export.
    raise ValueError(number)


def _folded(path: Path, record: _Stream) -> SessionState:
    """Return the session as it stands: what cannot be folded could never be opened again."""
    if not record.entries or not isinstance(record.entries[0].body, e.SessionOpened):
        _altered(path, tr("it does not begin with the opening of a session"))
    state = SessionState()
    try:
        record_standing(record.entries)
        for entry in record.entries:
            state = state.after(entry)
    except CodecError:
        _altered(path, tr("a correction does not fit"))
    if state.facts.opened is None:
        _altered(path, tr("its opening was struck"))
    if record.note is not None:
        signed = [one.body for one in record.entries if isinstance(one.body, e.RecordSigned)]
        if signed and text_hash(record.note) != signed[-1].text_hash:
            _altered(path, tr("its note is not the one that was signed"))
    return state


def _is_new(vault: Vault, stream: _Stream) -> bool:
    """Whether nothing of the stream is here. Raises ImportRefusedError where it is, otherwise."""
    here = [line["hash"] for line in vault.journal.lines(stream.of, stream.session_id)]
    came = [entry.hash for entry in stream.entries]
    if here and here[: len(came)] != came:
        raise ImportRefusedError(
            tr("This session is here already with other entries: nothing was imported or changed.")
        )
    return bool(came) and not here


def _check_ids(vault: Vault, streams: Sequence[_Stream]) -> None:
    ids = [entry.id for one in streams for entry in one.entries]
    if len(set(ids)) != len(ids) or vault.journal.holds_any(ids):
        raise ImportRefusedError(
            tr("An entry of this session is here already in another one: nothing was imported.")
        )


def _client_file(
    vault: Vault, opened: e.SessionOpened
) -> tuple[e.ClientSaved | None, tuple[str, ...]]:
    """Return the file to make for a client the vault does not know, and what to say of it."""
    if vault.clients.get(opened.client_id) is not None:
        return None, ()
    code, number = opened.client, 1
    while vault.clients.by_code(code) is not None:
        number += 1
        code = f"{opened.client} ({number})"
    saved = e.ClientSaved(
        code=code,
        prescriber=opened.prescriber,
        planned_sessions=opened.planned_sessions,
        contacts=opened.contacts,
        born_on=opened.born_on,
    )
    if code == opened.client:
        return saved, (
            tr("A file was made for the client {code}: look whether it is complete.", code=code),
        )
    return saved, (
        tr(
            "There is another client {client} here: the file of the imported one is {code}.",
            client=opened.client,
            code=code,
        ),
    )


def _altered(path: Path, why: str) -> NoReturn:
    raise AlteredFileError(
        tr(
            "{name} is damaged or was changed ({why}): nothing was imported.",
            name=path.name,
            why=why,
        )
    )


def _short(text: str) -> str:
    return "'" + " ".join(text[:20].split()) + "'"


def _no_export(path: Path) -> NoReturn:
    raise ImportRefusedError(
        tr("{name} is no export of a session: choose the JSON file of one.", name=path.name)
    )


def _newer(path: Path) -> NoReturn:
    raise ImportRefusedError(
        tr(
            "{name} was written by a newer version of this app: update it, then import again.",
            name=path.name,
        )
    )


def _other_stream(path: Path, stream: object) -> NoReturn:
    if stream == e.Stream.PSYCHOTHERAPY_NOTES.value:
        raise ImportRefusedError(
            tr(
                "{name} holds psychotherapy notes: name the record's file first, and these "
                "as its psychotherapy notes.",
                name=path.name,
            )
        )
    if stream == e.Stream.RECORD.value:
        raise ImportRefusedError(
            tr(
                "{name} is a record and no file of psychotherapy notes: nothing was imported.",
                name=path.name,
            )
        )
    _no_export(path)
