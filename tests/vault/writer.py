"""A process that keeps notes in a vault until it is killed, telling what was acknowledged.

Arguments: vault folder, state folder, passphrase, how many notes. Prints a JSON line an append that
was acknowledged, one where the disk took nothing (it then tries once more), and `end`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kap_companion.session.entries import NoteTaken, PrivateNoteTaken, Stream
from kap_companion.vault.errors import VaultError, VaultNotWritable
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.vault import Vault


def main() -> None:
    folder, state, passphrase, count = sys.argv[1:]
    try:
        vault = Vault.open(Path(folder), passphrase, state_folder=Path(state), working=True)
    except VaultError as trouble:
        tell(sentence=str(trouble))
        return
    tell(open=True)
    keep_notes(vault, new_id(), range(int(count)), tell)
    vault.close()
    tell(end=True)


def keep_notes(
    vault: Vault, session: str, numbers: Iterable[int], tell: Callable[..., None]
) -> None:
    """Keep a note a number, every other with a private one, and the number itself in the box.

    `tell` gets `kept`, the hashes by id, and `box` once they are durable; `sentence` where the disk
    took nothing, and it is tried once more.
    """
    for number in numbers:
        text = f"{number} " + "words " * (number % 7 * 40)
        pending: list[Pending[Any]] = [
            Pending(Stream.RECORD, session, NoteTaken(text)),
            Pending(Stream.PSYCHOTHERAPY_NOTES, session, PrivateNoteTaken(text)),
        ]
        for _ in range(2):
            try:
                kept = vault.journal.append(
                    pending[: 1 + number % 2],
                    at=datetime.now(UTC),
                    utc_offset="-08:00",
                    saves={"notes": {"number": number}},
                )
            except VaultNotWritable as trouble:
                tell(sentence=str(trouble))
            else:
                tell(kept={entry.id: entry.hash for entry in kept}, box=number)
                break


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
