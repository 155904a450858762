"""What the window says of backups: the honest sentences, and one line for one backup."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kap_companion.backups import DAYS, LATEST, MONTHS, WEEKS
from kap_companion.language import day_words, decimal_words
from kap_companion.ui.times import time_words
from kap_companion.ui.words import tr, tr_later, trn

if TYPE_CHECKING:
    from kap_companion.vault.backup import BackupInfo

_KB, _MB, _GB = 1_000, 1_000_000, 1_000_000_000

WHEN_MADE = tr_later(
    "A backup is made by itself after a session has ended, after it is signed, and on closing "
    "where something was kept since. It is encrypted as the vault is, and checked by opening it."
)
WHAT_STAYS = tr_later(
    "A note that was withdrawn, or a file that was destroyed, stays in backups made before. An "
    "older backup opens with the passphrase the vault had when it was made."
)
SAME_DISK = tr_later(
    "This folder is on the same disk as the vault. That helps against damage and mistakes, not "
    "against a lost or stolen laptop: choose another disk or a stick for that."
)
CANNOT_BE_SEEN = tr_later(
    "This folder cannot be seen just now. The next backup says whether it can be written."
)
NONE_YET = tr_later("No backup has been made in this folder yet.")


def what_is_kept() -> str:
    """Return which backups stay and which are removed."""
    return tr(
        "Kept are the latest {latest}, one a day for {days} days, one a week for {weeks} weeks and "
        "one a month for {months} months. Older ones of this vault are removed; other files are "
        "not touched.",
        latest=LATEST,
        days=DAYS,
        weeks=WEEKS,
        months=MONTHS,
    )


def moment_words(at: datetime) -> str:
    """Return a local moment as '14 March 2026 at 10:12'."""
    return tr("{day} at {time}", day=day_words(at.date()), time=time_words(at))


def size_words(size_bytes: int) -> str:
    """Return a file's size: '340 KB', '3.4 MB', '1.2 GB'."""
    if size_bytes < _MB:
        return f"{max(1, round(size_bytes / _KB))} KB"
    unit, name = (_MB, "MB") if size_bytes < _GB else (_GB, "GB")
    return f"{decimal_words(f'{size_bytes / unit:.1f}')} {name}"


def held_words(info: BackupInfo) -> str:
    """Return how much a backup holds: '1204 entries, 3.4 MB'."""
    entries = trn("1 entry", "{n} entries", info.entries)
    return f"{entries}, {size_words(info.size_bytes)}"
