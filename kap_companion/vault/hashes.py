"""The hashes of an entry, of its stream's chain and of the vault's ledger (DESIGN.md, Entries)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

NOTHING_BEFORE = "0" * 64
"""What the first entry of a chain, and of the ledger, points back at."""

ENVELOPE = (
    *("id", "subject_id", "stream", "seq", "at"),
    *("utc_offset", "kind", "version", "prev_hash", "body_hash"),
)
"""The fields of an envelope."""


def canonical(form: Mapping[str, Any]) -> bytes:
    """Return the one byte form of a JSON object (RFC 8785)."""
    return rfc8785.dumps(form)


def body_hash(salt: str, body: bytes) -> str:
    """Return hex SHA-256 of the salt's bytes followed by the body's canonical bytes."""
    return hashlib.sha256(bytes.fromhex(salt) + body).hexdigest()


def entry_hash(envelope: bytes) -> str:
    """Return hex SHA-256 of the envelope's canonical bytes."""
    return hashlib.sha256(envelope).hexdigest()


def ledger_head(previous: str, entry: str) -> str:
    """Return the ledger's next head.

    Hex SHA-256 over 64 bytes: the 32 bytes of the previous head, then the 32 bytes of the entry's
    hash. Before the first entry the head is 32 zero bytes.
    """
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(entry)).hexdigest()
