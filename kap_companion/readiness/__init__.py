"""Names what would spoil the session while there is still time to mend it.

Nothing here is needed for a session to run: it tells what the computer tells, and what it does not
tell it says too. It asks programs that may not be there and disks that may not answer, so `check`
belongs off the window's thread; it takes a second at the most.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from kap_companion.language import tr, tr_later
from kap_companion.readiness.bluetooth import bluetooth
from kap_companion.readiness.notifications import notifications
from kap_companion.readiness.platform import Platform, Untold
from kap_companion.readiness.power import power

LOW_DISK_BYTES = 1_000_000_000

_WITHIN_S = 0.9


class Kind(StrEnum):
    """What is looked at, in the order in which it is told."""

    POWER = "power"
    DISK = "disk"
    AWAKE = "awake"
    NOTIFICATIONS = "notifications"
    BLUETOOTH = "bluetooth"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that would spoil the session; the sentence says what to do about it."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found, and what this computer does not tell, in the words after 'whether'."""

    troubles: tuple[Trouble, ...]
    unknown: tuple[str, ...]


_UNKNOWN = {
    Kind.POWER: tr_later("the battery is charged and charging"),
    Kind.DISK: tr_later("there is room on the disk of the vault"),
    Kind.AWAKE: tr_later("the computer will stay awake"),
    Kind.NOTIFICATIONS: tr_later("desktop notifications are off"),
    Kind.BLUETOOTH: tr_later("the sound goes over Bluetooth"),
    Kind.RESTART: tr_later("a restart is pending"),
}


def check(
    vault_folder: Path,
    output_device: str | None,
    kept_awake: bool | None,
    *,
    platform: Platform | None = None,
    within_s: float = _WITHIN_S,
) -> Readiness:
    """Return what would spoil a session that began now.

    `output_device` is the name of the output that is played to, None for the system's own choice.
    `kept_awake` says whether the computer is really kept awake (`KeptAwake.is_held` once it was
    asked to), None where it was not asked yet. What does not answer within `within_s` seconds
    counts as not told.
    """
    computer = platform or Platform.here()
    probes: dict[Kind, Callable[[], str | None]] = {
        Kind.POWER: partial(power, computer),
        Kind.DISK: partial(_disk, computer, vault_folder),
        Kind.AWAKE: partial(_awake, kept_awake),
        Kind.NOTIFICATIONS: partial(notifications, computer),
        Kind.BLUETOOTH: partial(bluetooth, computer, output_device),
        Kind.RESTART: partial(_restart, computer),
    }
    told = _answers(probes, within_s)
    return Readiness(
        tuple(Trouble(kind, sentence) for kind in Kind if (sentence := told.get(kind))),
        tuple(tr(_UNKNOWN[kind]) for kind in Kind if kind not in told),
    )


def _answers(
    probes: Mapping[Kind, Callable[[], str | None]], within_s: float
) -> dict[Kind, str | None]:
    """Ask all at once, each in a thread that may be left behind: a dead disk never answers."""
    told: dict[Kind, str | None] = {}

    def ask(kind: Kind) -> None:
        try:
            told[kind] = probes[kind]()
        except Untold:
            return

    until = time.monotonic() + within_s
    asking = [threading.Thread(target=ask, args=(kind,), daemon=True) for kind in probes]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(max(0.0, until - time.monotonic()))
    return dict(told)


def _disk(computer: Platform, folder: Path) -> str | None:
    free = computer.free_bytes(folder)
    if free is None:
        raise Untold
    if free >= LOW_DISK_BYTES:
        return None
    return tr(
        "Only {megabytes} MB are free on the disk of the vault: make room for 1 GB.",
        megabytes=free // 1_000_000,
    )


def _awake(kept_awake: bool | None) -> str | None:
    if kept_awake is None:
        raise Untold
    if kept_awake:
        return None
    return tr("The system refuses to stay awake: set its screen and sleep times to never for now.")


_RESTART = tr_later(
    "A restart is pending: restart the computer now, so that it is not due in the session."
)
_RESTART_KEYS = (
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending",
)
# The second is systemd's sign that the next start installs updates.
_RESTART_FILES = ("var/run/reboot-required", "run/reboot-required", "system-update")


def _restart(computer: Platform) -> str | None:
    match computer.system:
        case "win32":
            if any(computer.registry(key) is not None for key in _RESTART_KEYS):
                return tr(_RESTART)
            return None
        case "linux":
            if any(os.path.lexists(computer.root / name) for name in _RESTART_FILES):
                return tr(_RESTART)
            if (computer.root / "etc/debian_version").exists():
                return None
            # Elsewhere no file says so.
            raise Untold
        case _:
            raise Untold
