"""The ledger's head, kept outside the vault, so that a tail that went missing is noticed.

A file of records of one length: the first is the head after the latest append, further ones are
heads that an opening looked for and did not find. It is written after the commit and not synced, so
it may lag behind the vault and never leads it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kap_companion.language import tr, tr_later
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.files import make_private_folder

LOST = tr_later(
    "Entries that were kept are missing from this vault, or it is an older copy: run verify, "
    "and look for a newer backup."
)

KEY_PURPOSE = "head of the ledger, kept outside"
"""What the key of a head file is derived from the data key for."""

_RECORD_BYTES = 160
_N_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The ledger after its `n`-th entry."""

    n: int
    head: str


def head_path(state_folder: Path, vault_id: str, folder: Path) -> Path:
    """Return where the head of the vault that lies in `folder` is kept."""
    place = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return state_folder / f"{vault_id}-{place}.head"


class OutsideHead:
    """The head file of one vault in one folder."""

    def __init__(self, state_folder: Path, vault_id: str, folder: Path, key: bytes) -> None:
        self.path = head_path(state_folder, vault_id, folder)
        self._key = key
        self._file: BinaryIO | None = None

    @property
    def head(self) -> Head | None:
        """Return the latest head that was kept, None where there is none or it cannot be read."""
        records = self._records()
        return self._read(records[0]) if records else None

    def is_lost(self, head_at: Callable[[int], str | None]) -> bool:
        """Return whether the latest head that was kept is not in the ledger."""
        records = self._records()
        return bool(records) and self._finding(records[0], head_at) is not None

    def findings(self, head_at: Callable[[int], str | None]) -> list[str]:
        """Return what does not agree with the ledger, whose head after n entries `head_at` gives.

        No file, or an empty one, is fine: the vault may have come from elsewhere.
        """
        found = (self._finding(record, head_at) for record in self._records())
        return [finding for finding in found if finding is not None]

    def keep(self, head: Head) -> None:
        """Write the head after an append; what the disk refuses makes it lag and no more."""
        with suppress(OSError, VaultNotWritable):
            file = self._open()
            file.seek(0)
            file.write(self._written(head))

    def set_aside(self) -> None:
        """Keep the present head, which was not found, so that `verify` goes on to say so."""
        with suppress(OSError, VaultNotWritable):
            records = self._records()
            file = self._open()
            file.seek(0, 2)
            if records:
                file.write(records[0])

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _finding(self, record: bytes, head_at: Callable[[int], str | None]) -> str | None:
        kept = self._read(record)
        if kept is None:
            return tr(
                "The ledger's head kept outside the vault is damaged or not its own: {path}.",
                path=self.path,
            )
        if kept.n and head_at(kept.n) != kept.head:
            return tr(
                "The ledger as it stood after {n} entries is not in the vault: entries "
                "that were kept are missing, or this is an older copy.",
                n=kept.n,
            )
        return None

    def _open(self) -> BinaryIO:
        if self._file is None:
            make_private_folder(self.path.parent)
            handle = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
            self._file = os.fdopen(handle, "r+b", buffering=0)
        return self._file

    def _records(self) -> list[bytes]:
        try:
            content = self.path.read_bytes()
        except OSError:
            return []
        return [
            content[start : start + _RECORD_BYTES]
            for start in range(0, len(content), _RECORD_BYTES)
        ]

    def _written(self, head: Head) -> bytes:
        text = f"{head.n:0{_N_DIGITS}d} {head.head}"
        return f"{text} {self._mac(text)}".ljust(_RECORD_BYTES - 1).encode() + b"\n"

    def _read(self, record: bytes) -> Head | None:
        try:
            n, head, mac = record.decode("ascii").split()
        except ValueError:
            return None
        if len(record) != _RECORD_BYTES or not hmac.compare_digest(mac, self._mac(f"{n} {head}")):
            return None
        read = Head(int(n), head)
        # The blanks are under no MAC.
        return read if self._written(read) == record else None

    def _mac(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
