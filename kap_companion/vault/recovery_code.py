"""The recovery code: 130 random bits in letters that survive handwriting and the telephone."""

from __future__ import annotations

import hashlib
import secrets

from kap_companion.language import tr
from kap_companion.vault.errors import WrongRecoveryCode

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_MEANT = str.maketrans("OIL", "011")
_RANDOM_LETTERS = 26
_CHECK_LETTERS = 2
_GROUP = 4


def new_recovery_code() -> str:
    """Return a new code, such as 7K2M-...-4TQ9: seven groups of four, the last two a check."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM_LETTERS))
    whole = letters + _check(letters)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def read_recovery_code(typed: str) -> str:
    """Return what was typed as bare letters; case, spaces, hyphens, O for 0 and I or L for 1 pass.

    Raises WrongRecoveryCode where it is too short, too long or mistyped.
    """
    letters = "".join(typed.upper().split()).translate(_MEANT)
    letters = "".join(letter for letter in letters if letter not in "-–—_.")
    expected = _RANDOM_LETTERS + _CHECK_LETTERS
    if len(letters) != expected:
        raise WrongRecoveryCode(
            tr(
                "A recovery code has {expected} letters and digits, not {letters}: look again.",
                expected=expected,
                letters=len(letters),
            )
        )
    is_of_letters = set(letters) <= set(_LETTERS)
    if not is_of_letters or _check(letters[:_RANDOM_LETTERS]) != letters[_RANDOM_LETTERS:]:
        raise WrongRecoveryCode(
            tr("A letter or digit of the recovery code is mistyped: look again.")
        )
    return letters


def reads_as_recovery_code(typed: str) -> bool:
    """Whether it is a recovery code, of whichever vault, and not a passphrase."""
    try:
        return bool(read_recovery_code(typed))
    except WrongRecoveryCode:
        return False


def _check(letters: str) -> str:
    number = int.from_bytes(hashlib.sha256(letters.encode()).digest()[:2], "big")
    return _LETTERS[number >> 11] + _LETTERS[(number >> 6) & 31]
