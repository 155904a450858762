"""Checks the lines of another vault's log before any of them is kept: shapes, hashes, the chain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kap_companion.language import tr
from kap_companion.session import codec
from kap_companion.session.entries import (
    BodyTakenOut,
    DraftSaved,
    Entry,
    EntryAmended,
    EntryWithdrawn,
    Stream,
)
from kap_companion.session.standing import target_of
from kap_companion.vault import hashes

_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"(?:[0-9a-f]{2}){16,64}")
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")
_FIELDS = frozenset((*hashes.ENVELOPE, "hash"))
_WITH_BODY = _FIELDS | {"body", "salt"}


class NotAsKept(Exception):
    """The lines are not a chain as a vault writes it; the message says where and why."""


class NewerEntry(Exception):
    """An entry that this app cannot read."""


def checked(
    lines: Sequence[Mapping[str, Any]], stream: Stream, session_id: str
) -> list[Entry[Any]]:
    """Return the entries of a whole stream of one session, every hash of it recomputed.

    Raises NotAsKept and NewerEntry.
    """
    entries: list[Entry[Any]] = []
    previous = hashes.NOTHING_BEFORE
    for seq, line in enumerate(lines, start=1):
        try:
            entry = _entry(line)
        except (ValueError, TypeError, KeyError, AttributeError) as trouble:
            if isinstance(trouble, codec.CodecError):
                if not _fits(line):
                    raise NotAsKept(tr("entry {seq} does not fit its hash", seq=seq)) from trouble
                raise NewerEntry from trouble
            raise NotAsKept(tr("entry {seq} cannot be read", seq=seq)) from trouble
        if (entry.stream, entry.subject_id) != (stream, session_id):
            raise NotAsKept(tr("entry {seq} belongs to something else", seq=seq))
        if entry.seq != seq or line["prev_hash"] != previous:
            raise NotAsKept(tr("entry {seq} does not follow the one before it", seq=seq))
        if hashes.entry_hash(_envelope(line)) != line["hash"]:
            raise NotAsKept(tr("entry {seq} does not fit its hash", seq=seq))
        if "body" in line and _body_hash(line) != line["body_hash"]:
            raise NotAsKept(tr("the words of entry {seq} do not fit their hash", seq=seq))
        previous = entry.hash
        entries.append(entry)
    _check_places(entries)
    return entries


def _entry(line: Mapping[str, Any]) -> Entry[Any]:
    """Return the entry of a line. Raises ValueError where it is not of the form that is kept."""
    if set(line) not in (_FIELDS, _WITH_BODY):
        raise ValueError("other fields")
    stream = Stream(line["stream"])
    texts = ("id", "subject_id", "at", "utc_offset", "kind", "prev_hash", "body_hash", "hash")
    if not all(type(line[name]) is str for name in texts):
        raise ValueError("not a text")
    if not all(type(line[name]) is int and line[name] > 0 for name in ("seq", "version")):
        raise ValueError("not a number")
    at = datetime.fromisoformat(line["at"])
    if at.tzinfo is None or codec.instant_text(at) != line["at"]:
        raise ValueError("not a moment")
    if any(str(UUID(line[name])) != line[name] for name in ("id", "subject_id")):
        raise ValueError("not an id")
    if not _OFFSET.fullmatch(line["utc_offset"]):
        raise ValueError("not an offset")
    if not all(_HASH.fullmatch(line[name]) for name in ("prev_hash", "body_hash", "hash")):
        raise ValueError("not a hash")
    body: Any = BodyTakenOut(was=line["kind"])
    if "body" in line:
        if not _SALT.fullmatch(line["salt"]):
            raise ValueError("not a salt")
        hashes.canonical(line["body"])
        body = codec.from_json(stream, line["kind"], line["version"], line["body"])
    return Entry(
        id=line["id"],
        subject_id=line["subject_id"],
        stream=stream,
        seq=line["seq"],
        at=at,
        utc_offset=line["utc_offset"],
        body=body,
        hash=line["hash"],
    )


def _check_places(entries: Sequence[Entry[Any]]) -> None:
    """Look whether each correction has its target, and each missing body a withdrawal."""
    known: dict[str, Entry[Any]] = {}
    withdrawn: set[str] = set()
    last_withdrawal = 0
    for entry in entries:
        target = target_of(entry.body)
        if entry.id in known or (target is not None and target not in known):
            raise NotAsKept(tr("entry {seq} points at no other", seq=entry.seq))
        known[entry.id] = entry
        if isinstance(entry.body, EntryWithdrawn):
            withdrawn.add(entry.body.target)
            last_withdrawal = entry.seq
    for entry in entries:
        if not isinstance(entry.body, BodyTakenOut):
            if entry.id in withdrawn:
                raise NotAsKept(
                    tr("entry {seq} was withdrawn and still has its words", seq=entry.seq)
                )
            continue
        # Amendments and drafts may have held the words too; which of them did went with them.
        may_go = entry.body.was in (EntryAmended.kind, DraftSaved.kind)
        if entry.id not in withdrawn and not (may_go and entry.seq < last_withdrawal):
            raise NotAsKept(tr("the words of entry {seq} are missing", seq=entry.seq))


def _envelope(line: Mapping[str, Any]) -> bytes:
    return hashes.canonical({key: line[key] for key in hashes.ENVELOPE})


def _fits(line: Mapping[str, Any]) -> bool:
    """Whether a line that cannot be read is at least as whoever wrote it hashed it."""
    try:
        return bool(
            hashes.entry_hash(_envelope(line)) == line["hash"]
            and _body_hash(line) == line["body_hash"]
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _body_hash(line: Mapping[str, Any]) -> str:
    return hashes.body_hash(line["salt"], hashes.canonical(line["body"]))
