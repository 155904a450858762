"""Slows down who guesses passphrases: each wrong one is counted and, from the third on, waited for.

The count lies beside the vault and outlasts a restart. It is no secret and no guard against who
copies the vault's files: against that there is only what one guess costs (`keys.py`). It never
locks for good, whatever the clock does.
"""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kap_companion.language import tr
from kap_companion.vault.errors import VaultError, VaultNotWritable, WrongPassphrase
from kap_companion.vault.files import write_whole

FAILURES_FILE = "unlocks.json"

_FREE, _LONGEST_S = 2, 60


class TooSoon(WrongPassphrase):
    """The passphrase was not looked at: after so many wrong ones the next try waits."""

    def __init__(self, count: int, wait_s: float) -> None:
        self.wait_s = wait_s
        VaultError.__init__(
            self,
            tr(
                "{count} wrong passphrases were tried: wait {seconds} s, then try again.",
                count=count,
                seconds=math.ceil(wait_s),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Failed:
    count: int
    at: datetime | None


def failures(folder: Path) -> int:
    """Return how many secrets failed since the vault was last opened to work in."""
    return _read(folder).count


def count_failure(folder: Path, now: datetime | None = None) -> None:
    """Count one more failed secret; a disk that refuses does not hide that the secret was wrong."""
    with suppress(VaultNotWritable):
        _write(folder, _Failed(failures(folder) + 1, now or datetime.now(UTC)))


def forget_failures(folder: Path) -> None:
    """Begin to count anew."""
    with suppress(OSError):
        (folder / FAILURES_FILE).unlink(missing_ok=True)


def wait_left_s(folder: Path, now: datetime | None = None) -> float:
    """Return how many seconds the next try has to wait, 0 where it need not."""
    now = now or datetime.now(UTC)
    failed = _read(folder)
    if failed.at is None or failed.count <= _FREE:
        return 0.0
    wait_s = min(2.0 ** min(failed.count - _FREE - 1, 10), _LONGEST_S)
    gone_s = (now - failed.at).total_seconds()
    if gone_s >= 0:
        return max(0.0, wait_s - gone_s)
    # The clock was set back since: it is waited for once more, and not until then.
    try:
        _write(folder, _Failed(failed.count, now))
    except VaultNotWritable:
        return 0.0
    return wait_s


def refuse_too_soon(folder: Path, now: datetime | None = None) -> None:
    """Raise TooSoon where the next try has to wait."""
    wait_s = wait_left_s(folder, now)
    if wait_s > 0:
        raise TooSoon(failures(folder), wait_s)


def _read(folder: Path) -> _Failed:
    try:
        form = json.loads((folder / FAILURES_FILE).read_bytes())
        count = form["failures"]
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            return _Failed(0, None)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return _Failed(0, None)
    try:
        at = datetime.fromisoformat(form["at"])
    except (ValueError, KeyError, TypeError):
        return _Failed(count, None)
    return _Failed(count, at if at.tzinfo is not None else None)


def _write(folder: Path, failed: _Failed) -> None:
    at = failed.at.astimezone(UTC).isoformat() if failed.at is not None else None
    form = {"failures": failed.count, "at": at}
    write_whole(folder / FAILURES_FILE, json.dumps(form).encode())
