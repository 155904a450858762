"""A process that works in a vault until it is killed, telling what was acknowledged.

Arguments: vault folder, state folder, passphrase, how many appends. Prints a JSON line an
acknowledged append, `refused` where the disk took nothing (it then tries once more), and `end`.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from kap_companion.session.entries import NoteTaken, PrivateNoteTaken, Stream
from kap_companion.vault.errors import VaultError, VaultNotWritable
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.vault import Vault


def main() -> None:
    folder, state, passphrase, count = sys.argv[1:]
    try:
        vault = Vault.open(Path(folder), passphrase, state_folder=Path(state), working=True)
    except VaultError as trouble:
        tell(refused=str(trouble))
        return
    session = new_id()
    tell(open=True)
    for number in range(int(count)):
        text = f"{number} " + "words " * (number % 7 * 40)
        pending = [
            Pending(Stream.RECORD, session, NoteTaken(text)),
            Pending(Stream.PSYCHOTHERAPY_NOTES, session, PrivateNoteTaken(text)),
        ]
        for _ in range(2):
            try:
                kept = vault.journal.append(
                    pending[: 1 + number % 2],
                    at=datetime.now(UTC),
                    utc_offset="-08:00",
                    saves={"box": {"number": number}},
                )
            except VaultNotWritable as trouble:
                tell(refused=str(trouble))
            else:
                tell(acked=[entry.hash for entry in kept])
                break
    vault.close()
    tell(end=True)


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
