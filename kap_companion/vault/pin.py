"""A short PIN that opens the veil of one session: a salted Argon2id hash, in memory alone."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from kap_companion.language import tr
from kap_companion.vault.errors import VaultError
from kap_companion.vault.keys import RESTING_COST, KeyCost

SHORTEST, LONGEST = 4, 8
_BYTES = 32
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class PinHash:
    """What is kept of a PIN. It is never written anywhere."""

    salt: bytes
    hashed: bytes
    cost: KeyCost


def is_like_a_pin(text: str) -> bool:
    """Whether `text` is 4 to 8 digits. (A passphrase is longer than that.)"""
    return text.isascii() and text.isdigit() and SHORTEST <= len(text) <= LONGEST


def hash_pin(pin: str, cost: KeyCost = RESTING_COST) -> PinHash:
    """Return the hash of a PIN; takes as long as one guess. Raises VaultError without memory."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return PinHash(salt, _hashed(pin, salt, cost), cost)


def is_right_pin(pin: str, kept: PinHash) -> bool:
    """Whether it is that PIN; takes as long as one guess. Raises VaultError without memory."""
    return hmac.compare_digest(_hashed(pin, kept.salt, kept.cost), kept.hashed)


def _hashed(pin: str, salt: bytes, cost: KeyCost) -> bytes:
    try:
        return hash_secret_raw(
            pin.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, _BYTES, Type.ID
        )
    except HashingError as trouble:
        raise VaultError(
            tr(
                "This needs {mebibytes} MiB of free memory: close other programs.",
                mebibytes=cost.memory_kib // 1024,
            )
        ) from trouble
