"""Whether the battery will last: charged enough, and charging."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kap_companion.language import tr
from kap_companion.readiness.platform import Platform, Untold

LOW_BATTERY_PERCENT = 40


def power(computer: Platform) -> str | None:
    """Return what spoils the power, if anything. Raises Untold."""
    match computer.system:
        case "linux":
            told = _power_of_linux(computer)
        case "darwin":
            told = _power_of_macos(computer)
        case "win32":
            told = _power_of_windows(computer)
        case _:
            raise Untold
    if told.percent is None:
        return None
    if not told.connected:
        return tr(
            "The battery is at {percent} % and not charging: connect the power supply.",
            percent=told.percent,
        )
    if told.losing:
        return tr(
            "The battery is at {percent} % and falling although power is connected: use a "
            "stronger power supply.",
            percent=told.percent,
        )
    if told.percent < LOW_BATTERY_PERCENT:
        return tr(
            "The battery is at {percent} %: keep the power supply connected until the session "
            "is over.",
            percent=told.percent,
        )
    return None


@dataclass(frozen=True, slots=True)
class _Power:
    """No percent means no battery; `losing` that it discharges, though maybe connected."""

    percent: int | None
    connected: bool = True
    losing: bool = False


def _power_of_linux(computer: Platform) -> _Power:
    folder = "sys/class/power_supply"
    try:
        supplies = sorted(path.name for path in (computer.root / folder).iterdir())
    except OSError:
        raise Untold from None
    batteries: list[tuple[float, float]] = []
    states: list[str] = []
    plugged: list[bool] = []
    for name in supplies:
        here = f"{folder}/{name}"
        if computer.read(f"{here}/scope") == "Device":
            # The battery of a mouse or a headset.
            continue
        if computer.read(f"{here}/type") != "Battery":
            if (online := computer.read(f"{here}/online")) is not None:
                plugged.append(online != "0")
        elif computer.read(f"{here}/present") != "0":
            batteries.append(_charge_of(computer, here))
            states.append(computer.read(f"{here}/status") or "")
    if not batteries:
        return _Power(None)
    full = sum(of for _, of in batteries)
    if not full:
        raise Untold
    is_losing = "Discharging" in states and "Charging" not in states
    connected = any(plugged) if plugged else not is_losing
    percent = round(100 * sum(now for now, _ in batteries) / full)
    return _Power(min(percent, 100), connected, is_losing)


def _charge_of(computer: Platform, battery: str) -> tuple[float, float]:
    """Return how much a battery holds and how much it can; several may differ in size."""
    for unit in ("energy", "charge"):
        now, full = (_number(computer.read(f"{battery}/{unit}_{end}")) for end in ("now", "full"))
        if now is not None and full:
            return now, full
    percent = _number(computer.read(f"{battery}/capacity"))
    return (0.0, 0.0) if percent is None else (percent, 100.0)


def _power_of_macos(computer: Platform) -> _Power:
    said = computer.run("pmset", "-g", "batt")
    if said is None or "drawing from" not in said:
        raise Untold
    battery = re.search(r"InternalBattery.*?(\d+)%;\s*([^;]*)", said)
    if battery is None:
        return _Power(None)
    connected = "'AC Power'" in said
    return _Power(int(battery[1]), connected, connected and battery[2].strip() == "discharging")


def _power_of_windows(computer: Platform) -> _Power:
    status = computer.power_status()
    no_battery, unknown = 128, 255
    if status is None or status.battery_flag == unknown:
        raise Untold
    if status.battery_flag & no_battery:
        return _Power(None)
    if status.percent > 100 or status.ac_line == unknown:
        raise Untold
    return _Power(status.percent, status.ac_line == 1)


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
