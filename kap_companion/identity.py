"""Who the clinician and the practice are, as superbills, emergency cards and signatures name them.

It lies on the vault's shelf: it is in no record by itself, and what a record needs of it is copied
into the record when it is needed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from kap_companion.vault.shelf import Shelf

_ROOM, _KEY = "identity", "practice"


@dataclass(frozen=True, slots=True)
class Identity:
    """The practice's particulars, each as typed; empty where it was not given.

    `npi` is the National Provider Identifier, `tax_id` the EIN or SSN that a superbill needs.
    """

    credentials: str = ""
    licence: str = ""
    npi: str = ""
    tax_id: str = ""
    practice: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


def identity(shelf: Shelf) -> Identity:
    """Return what was given; what there cannot be read is as if it were not there."""
    kept = shelf.get(_ROOM, _KEY) or {}
    known = {field.name for field in fields(Identity)}
    return Identity(
        **{key: value for key, value in kept.items() if key in known and isinstance(value, str)}
    )


def keep_identity(shelf: Shelf, given: Identity) -> None:
    """Keep the particulars. Raises VaultNotWritable."""
    shelf.put(_ROOM, _KEY, {key: value.strip() for key, value in asdict(given).items()})
