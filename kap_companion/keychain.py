"""Lets the system's keychain open a vault too: it holds a random secret, never the passphrase.

macOS Keychain, Windows Credential Locker, Secret Service and KWallet, through `keyring`, which is
imported only where somebody asked for this. Whoever can use the account while it is logged in can
ask the keychain as this app does: that is what the settings say before it is switched on.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.vault.errors import VaultError
from kap_companion.vault.keys import Slot, load_keys

SERVICE = "KAP Companion"

_NONE = tr_later(
    "This computer has no keychain that can be used; the passphrase opens the vault as ever."
)
_LOCKED = tr_later(
    "The keychain is locked or gave nothing; the passphrase opens the vault as ever."
)
_SECRET_BYTES = 32
_UNFIT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeychainError(VaultError):
    """The keychain cannot be used now; the message is the sentence to show."""


def opens(folder: Path) -> bool:
    """Whether the vault in `folder` is one that the keychain opens too. Asks no keychain."""
    try:
        return Slot.KEYCHAIN in load_keys(folder).slots
    except VaultError:
        return False


def keep_new_secret(vault_id: str) -> str:
    """Put a new random secret into the keychain, and return it once it was read back from there.

    It may ask the person for the keychain's own password. Raises KeychainError.
    """
    keychain = _keychain()
    secret = secrets.token_hex(_SECRET_BYTES)
    if _asked(lambda: _kept(keychain, vault_id, secret)) != secret:
        raise KeychainError(tr(_LOCKED))
    return secret


def secret_of(folder: Path) -> str:
    """Return the secret that opens the vault in `folder`. Raises KeychainError."""
    vault_id = load_keys(folder).vault_id
    keychain = _keychain()
    secret = _asked(lambda: keychain.get_password(SERVICE, vault_id))
    if not isinstance(secret, str) or not secret:
        raise KeychainError(tr(_LOCKED))
    return secret


def forget_secret(vault_id: str) -> None:
    """Take the secret out of the keychain; one that is not there is fine. Raises KeychainError."""
    keychain = _keychain()

    def forget() -> None:
        if keychain.get_password(SERVICE, vault_id) is not None:
            keychain.delete_password(SERVICE, vault_id)

    _asked(forget)


def _kept(keychain: Any, vault_id: str, secret: str) -> Any:
    keychain.set_password(SERVICE, vault_id, secret)
    return keychain.get_password(SERVICE, vault_id)


def _keychain() -> Any:
    """Return the system's own keychain; a file in clear that calls itself one is none."""
    import keyring

    found = _asked(keyring.get_keyring)
    parts = list(getattr(found, "backends", [found]))
    if not parts or any(type(one).__module__.startswith(_UNFIT) for one in parts):
        raise KeychainError(tr(_NONE))
    return found


def _asked(act: Any) -> Any:
    """Do `act`; whatever a keychain says when it will not is one sentence for the person."""
    try:
        return act()
    except Exception as trouble:
        # Each system's keychain has errors of its own, of many kinds.
        raise KeychainError(tr(_LOCKED)) from trouble
