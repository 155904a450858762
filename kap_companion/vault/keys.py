"""The key file: the vault's data key, wrapped under the passphrase and under the recovery code."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import secrets
import time
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kap_companion.language import tr, tr_later
from kap_companion.vault.errors import (
    KeychainRefused,
    VaultDamaged,
    VaultError,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kap_companion.vault.files import write_whole
from kap_companion.vault.hashes import canonical
from kap_companion.vault.recovery_code import read_recovery_code

KEY_FILE = "keys.json"

_FORMAT = 1
_DATA_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 1000
_MOST_LANES = 64
_DAMAGED = tr_later(
    "The vault's key file keys.json is damaged: put it back from a backup of the vault."
)


class Slot(StrEnum):
    """Which secret opens the way to the data key."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    KEYCHAIN = "keychain"


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess costs (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def work(self) -> int:
        """How much memory is gone through in all, in KiB."""
        return self.memory_kib * self.passes


RANDOM_COST = KeyCost(memory_kib=8 * 1024, passes=1, lanes=1)
"""What a secret of 256 random bits needs: nobody can guess it, whatever a guess costs."""

RESTING_COST = KeyCost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The least a vault is made with: the second recommendation of RFC 9106, section 4."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The data key under one secret, and what it takes to try a secret."""

    cost: KeyCost
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """What the key file holds; nothing of it is secret without a passphrase or a recovery code.

    `seal` is its HMAC under a key derived from the data key, None in what earlier versions wrote.
    """

    vault_id: str
    slots: dict[Slot, Wrapped]
    seal: str | None = None

    def with_secret(self, slot: Slot, secret: str, data_key: bytes, cost: KeyCost) -> Keys:
        """Return the keys with `slot` opened by `secret` from now on."""
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        wrapping = AESGCM(_derive(_read(slot, secret), salt, cost))
        sealed = wrapping.encrypt(nonce, data_key, _bound_to(self.vault_id, slot))
        keys = replace(self, slots={**self.slots, slot: Wrapped(cost, salt, nonce, sealed)})
        return replace(keys, seal=_seal(keys, data_key))

    def is_sealed_with(self, data_key: bytes) -> bool:
        """Whether all of it was written by somebody who had the data key, as far as it says."""
        if self.seal is None:
            return True
        return hmac.compare_digest(self.seal.encode(), _seal(self, data_key).encode())

    def without(self, slot: Slot, data_key: bytes) -> Keys:
        """Return the keys with `slot` opened by nothing from now on."""
        slots = {key: one for key, one in self.slots.items() if key is not slot}
        keys = replace(self, slots=slots)
        return replace(keys, seal=_seal(keys, data_key))

    def data_key(self, slot: Slot, secret: str) -> bytes:
        """Return the data key.

        Raises WrongPassphrase, WrongRecoveryCode, or KeychainRefused.
        """
        wrapped = self.slots.get(slot)
        if wrapped is None and slot is Slot.KEYCHAIN:
            raise KeychainRefused
        if wrapped is None:
            raise WrongRecoveryCode(
                tr("This vault has no recovery code: open it with its passphrase.")
            )
        if slot is Slot.PASSPHRASE and not secret:
            raise WrongPassphrase
        wrapping = AESGCM(_derive(_read(slot, secret), wrapped.salt, wrapped.cost))
        try:
            bound = _bound_to(self.vault_id, slot)
            return wrapping.decrypt(wrapped.nonce, wrapped.sealed, bound)
        except InvalidTag:
            if slot is Slot.PASSPHRASE:
                raise WrongPassphrase from None
            if slot is Slot.KEYCHAIN:
                raise KeychainRefused from None
            raise WrongRecoveryCode(tr("That is not this vault's recovery code.")) from None


def new_data_key() -> bytes:
    """Return a random key for a new vault."""
    return secrets.token_bytes(_DATA_KEY_BYTES)


def derived_key(data_key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose beside the vault's encryption (HKDF-SHA256)."""
    return HKDF(SHA256(), length=32, salt=None, info=f"kap-companion {purpose}".encode()).derive(
        data_key
    )


def calibrated_cost(at_least_s: float = 0.5) -> KeyCost:
    """Return a cost of at least `at_least_s` seconds on this machine; finding it takes seconds."""
    cost = replace(RESTING_COST, memory_kib=4 * RESTING_COST.memory_kib)
    try:
        took = _time(cost)
    except VaultError:  # not as much memory as that
        cost = RESTING_COST
        took = _time(cost)
    while took < at_least_s:
        # A little more than seems needed: a machine is not equally fast twice.
        needed = math.ceil(cost.passes * at_least_s * 1.15 / took)
        cost = replace(cost, passes=max(needed, cost.passes + 1))
        took = _time(cost)
    return cost


def save_keys(folder: Path, keys: Keys) -> None:
    """Write the key file, durably, the old or the new.

    Raises VaultNotWritable.
    """
    write_whole(folder / KEY_FILE, written_keys(keys))


def written_keys(keys: Keys) -> bytes:
    """Return the bytes of the key file, each of which follows from `keys`."""
    form = _form(keys)
    if keys.seal is not None:
        form["seal"] = keys.seal
    form["checksum"] = hashlib.sha256(canonical(form)).hexdigest()
    return json.dumps(form, indent=2).encode() + b"\n"


def _form(keys: Keys) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "vault_id": keys.vault_id,
        "slots": {
            slot.value: {
                "kdf": "argon2id",
                "memory_kib": wrapped.cost.memory_kib,
                "passes": wrapped.cost.passes,
                "lanes": wrapped.cost.lanes,
                "salt": wrapped.salt.hex(),
                "cipher": "aes-256-gcm",
                "nonce": wrapped.nonce.hex(),
                "sealed": wrapped.sealed.hex(),
            }
            for slot, wrapped in keys.slots.items()
        },
    }


def _seal(keys: Keys, data_key: bytes) -> str:
    key = derived_key(data_key, "seal of the key file")
    return hmac.new(key, canonical(_form(keys)), hashlib.sha256).hexdigest()


def load_keys(folder: Path) -> Keys:
    """Read the key file.

    Raises VaultDamaged where it is not as it was written, VaultNewer where a newer app wrote it.
    """
    try:
        content = (folder / KEY_FILE).read_bytes()
    except OSError as trouble:
        raise VaultDamaged(
            tr("The vault's key file keys.json cannot be found or read: put it back from a backup.")
        ) from trouble
    return read_keys(content)


def read_keys(content: bytes) -> Keys:
    """Return the keys in a key file's `content`. Raises VaultDamaged and VaultNewer."""
    try:
        form = json.loads(content)
        checksum = form.pop("checksum")
        if hashlib.sha256(canonical(form)).hexdigest() != checksum:
            raise VaultDamaged(tr(_DAMAGED))
        if form["format"] > _FORMAT:
            raise VaultNewer
        slots = {Slot(name): _wrapped(slot) for name, slot in form["slots"].items()}
        seal = form.get("seal")
        if seal is not None and not (isinstance(seal, str) and seal.isascii()):
            raise ValueError("no seal")
        keys = Keys(str(form["vault_id"]), slots, seal)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise VaultDamaged(tr(_DAMAGED)) from trouble
    if Slot.PASSPHRASE not in keys.slots:
        raise VaultDamaged(tr(_DAMAGED))
    return keys


def _wrapped(form: dict[str, Any]) -> Wrapped:
    cost = KeyCost(int(form["memory_kib"]), int(form["passes"]), int(form["lanes"]))
    wrapped = Wrapped(cost, *(bytes.fromhex(form[key]) for key in ("salt", "nonce", "sealed")))
    if not (
        8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
        and 1 <= cost.passes <= _MOST_PASSES
        and 1 <= cost.lanes <= _MOST_LANES
        and len(wrapped.salt) == _SALT_BYTES
        and len(wrapped.nonce) == _NONCE_BYTES
        and len(wrapped.sealed) == _DATA_KEY_BYTES + _TAG_BYTES
    ):
        raise ValueError("a slot out of bounds")
    return wrapped


def _read(slot: Slot, secret: str) -> bytes:
    if slot is Slot.RECOVERY:
        return read_recovery_code(secret).encode()
    if slot is Slot.KEYCHAIN:
        return secret.encode()
    # The same letter typed on another system may arrive in another form.
    plain = unicodedata.normalize("NFC", secret)
    if not plain:
        raise VaultError(tr("The passphrase is empty: type one."))
    return plain.encode("utf-8", "surrogatepass")


def _derive(secret: bytes, salt: bytes, cost: KeyCost) -> bytes:
    try:
        return hash_secret_raw(
            secret, salt, cost.passes, cost.memory_kib, cost.lanes, _DATA_KEY_BYTES, Type.ID
        )
    except HashingError as trouble:
        raise VaultError(
            tr(
                "This needs {mebibytes} MiB of free memory: close other programs.",
                mebibytes=cost.memory_kib // 1024,
            )
        ) from trouble


def _bound_to(vault_id: str, slot: Slot) -> bytes:
    return f"kap-companion key slot\0{vault_id}\0{slot.value}".encode()


def _time(cost: KeyCost) -> float:
    began = time.perf_counter()
    _derive(b"a passphrase to measure with", bytes(_SALT_BYTES), cost)
    return time.perf_counter() - began
