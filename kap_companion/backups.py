"""Backups that are made by themselves: when one is due, what it is called, which older ones go."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

from kap_companion.session.clock import Clock, at_offset
from kap_companion.vault.backup import (
    SUFFIX,
    BackupError,
    BackupInfo,
    BackupRun,
    has_kept_since_backup,
    last_backup,
    read_info,
)
from kap_companion.vault.errors import VaultError
from kap_companion.vault.vault import Vault

DEFAULT_NAME = "backups"
LATEST, DAYS, WEEKS, MONTHS = 5, 7, 5, 24
"""How many are kept: the latest, and one for each of so many days, weeks and months."""

_TRIED_AGAIN_AFTER_S = (60.0, 300.0, 900.0, 3600.0)
_NAME = re.compile(r"kap-(\d{4}-\d\d-\d\dT\d{6})Z-([0-9a-f]{8})" + re.escape(SUFFIX))
_AT = "%Y-%m-%dT%H%M%S"
_ID_DIGITS = 8

MakeRun = Callable[..., BackupRun]


def default_folder(vault_folder: Path) -> Path:
    """Return where backups go unless the clinician chose a folder: beside that of the vault."""
    return vault_folder.absolute().parent / DEFAULT_NAME


def backup_name(vault_id: str, made_at: datetime) -> str:
    """Return the name of a backup of that vault made at that moment."""
    return f"kap-{made_at.astimezone(UTC).strftime(_AT)}Z-{_mark(vault_id)}{SUFFIX}"


def made_at_of(name: str, vault_id: str) -> datetime | None:
    """Return when a backup was made by its name; None for a file that is not this vault's own."""
    found = _NAME.fullmatch(name)
    if found is None or found[2] != _mark(vault_id):
        return None
    try:
        return datetime.strptime(found[1], _AT).replace(tzinfo=UTC)
    except ValueError:
        return None


def to_spare(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Return which of the backups made at these moments need not be kept any longer.

    The latest of each day, week (from Monday) and month count as that day's, week's and month's, by
    the calendar where `now` is. What is dated after `now` is kept and counts for nothing: it says
    only that a clock was wrong.
    """
    past = sorted((moment for moment in set(made) if moment <= now), reverse=True)
    kept = set(past[:LATEST])
    here = now.tzinfo
    for period, how_many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        seen: set[int] = set()
        for moment in past:
            number = period(moment.astimezone(here))
            if number not in seen and period(now) - number < how_many:
                seen.add(number)
                kept.add(moment)
    return set(past) - kept


def own_backups(folder: Path, vault_id: str) -> list[BackupInfo]:
    """Return the sound backups of this vault in `folder` that it made itself, the latest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            made_at = made_at_of(path.name, vault_id)
            if made_at is None:
                continue
            with contextlib.suppress(VaultError):
                info = read_info(path)
                # Under another's name, or with other contents, it is not this vault's to remove.
                if info.vault_id == vault_id and info.made_at.replace(microsecond=0) == made_at:
                    found.append(info)
    return sorted(found, key=lambda info: info.made_at, reverse=True)


def remove_spare(folder: Path, vault_id: str, now: datetime) -> list[Path]:
    """Remove this vault's own backups in `folder` that need not be kept; return which."""
    own = own_backups(folder, vault_id)
    spare = to_spare([info.made_at for info in own], now)
    removed = []
    for info in own:
        if info.made_at in spare:
            with contextlib.suppress(OSError):
                info.path.unlink()
                removed.append(info.path)
    return removed


class Backups:
    """Makes the backups of one open vault, one at a time, whenever it is asked for one.

    Whoever has the window calls `poll` now and then, a few times a second while one `is_running`;
    each call is short. `trouble` is one sentence as long as the latest one failed, which is tried
    again by itself.
    """

    def __init__(
        self, vault: Vault, clock: Clock, folder: Path, *, make_run: MakeRun = BackupRun
    ) -> None:
        self.trouble: str | None = None
        self.latest: BackupInfo | None = None
        self._vault, self._clock = vault, clock
        self._folder = folder
        self._make_run = make_run
        self._run: BackupRun | None = None
        self._stopped: BackupRun | None = None
        self._is_asked = False
        self._failures = 0
        self._not_before = 0.0
        self._tidying: threading.Thread | None = None

    @property
    def folder(self) -> Path:
        """Where they go."""
        return self._folder

    def use(self, folder: Path) -> None:
        """Make them in `folder` from the next one on; what lies in the earlier one stays there."""
        if folder != self._folder:
            self._folder = folder
            self.trouble = None
            self._failures, self._not_before = 0, 0.0

    @property
    def is_running(self) -> bool:
        """Whether one is being made at this moment."""
        return self._run is not None

    @property
    def is_due(self) -> bool:
        """Whether one was asked for that is not made yet."""
        return self._is_asked

    @property
    def fraction(self) -> float:
        """How far the one that is being made is, from 0 to 1."""
        return 0.0 if self._run is None else self._run.fraction

    def ask(self) -> None:
        """Ask for one: a session has ended or was signed, or the clinician wants one now.

        What was kept since the one that is being made began waits for another.
        """
        self._is_asked = True
        self._not_before = 0.0

    def ask_if_kept(self) -> bool:
        """Ask for one where something was kept since the last in this folder; whether it was.

        For closing the app, and for opening it after it was not closed.
        """
        if self._run is None and not self._is_asked and self.has_kept():
            self.ask()
        return self._run is not None or self._is_asked

    def has_kept(self) -> bool:
        """Whether anything was kept since the last backup in this folder."""
        return has_kept_since_backup(self._vault, self._folder)

    def last_made_at(self) -> datetime | None:
        """When the last one was made in this folder, on the clinician's clock of then."""
        entry = last_backup(self._vault, self._folder)
        return None if entry is None else at_offset(entry.at, entry.utc_offset)

    def poll(self) -> bool:
        """Take the next step; return whether one is being made, or a stopped one clears away."""
        if self._run is not None and self._run.poll():
            run, self._run = self._run, None
            self._end(run)
        if self._stopped is not None:
            if not self._stopped.is_gone:
                return True
            self._stopped = None
        if self._run is None and self._is_asked and self._clock.now().mono >= self._not_before:
            self._start()
        return self._run is not None

    def stop(self) -> None:
        """Stop the one that is being made: in a moment nothing of it is left, and it is due."""
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            self._stopped = run
            self._is_asked = True

    def cancel(self) -> None:
        """Stop the one that is being made or due, because the clinician wants none now."""
        self.stop()
        self._is_asked = False

    def wait_for_tidying(self) -> None:
        """Wait until older ones are removed."""
        if self._tidying is not None:
            self._tidying.join()

    def _start(self) -> None:
        self._is_asked = False
        at = self._clock.now().wall
        offset = self._clock.utc_offset(at)
        to = self._folder / backup_name(self._vault.id, at)
        run = self._make_run(self._vault, to, at=at, utc_offset=offset, told=self.trouble)
        try:
            run.start()
        except BackupError:
            self._end(run)
        else:
            self._run = run

    def _end(self, run: BackupRun) -> None:
        if run.done is not None:
            self.trouble, self._failures = None, 0
            self.latest = run.done
            self._tidy()
            return
        self.trouble = run.failed
        wait = _TRIED_AGAIN_AFTER_S[min(self._failures, len(_TRIED_AGAIN_AFTER_S) - 1)]
        self._failures += 1
        self._is_asked = True
        self._not_before = self._clock.now().mono + wait

    def _tidy(self) -> None:
        """Remove older ones; apart, since a slow disk would hold up what is typed."""
        at = self._clock.now().wall
        here = at_offset(at, self._clock.utc_offset(at))
        self._tidying = threading.Thread(
            target=remove_spare,
            args=(self._folder, self._vault.id, here),
            name="backups",
            daemon=True,
        )
        self._tidying.start()


def _mark(vault_id: str) -> str:
    # The last digits: the first are those of the time.
    return re.sub("[^0-9a-f]", "", vault_id.lower())[-_ID_DIGITS:].rjust(_ID_DIGITS, "0")


def _day(moment: datetime) -> int:
    return moment.date().toordinal()


def _week(moment: datetime) -> int:
    return (moment.date().toordinal() - 1) // 7  # day 1 was a Monday


def _month(moment: datetime) -> int:
    return moment.year * 12 + moment.month
