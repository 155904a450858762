"""How this computer is asked: a small port, so that tests can play any computer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_COMMAND_S = 0.8


class Untold(Exception):
    """The computer does not tell."""


@dataclass(frozen=True, slots=True)
class PowerStatus:
    """What Windows says of its power, in its own numbers (SYSTEM_POWER_STATUS)."""

    ac_line: int
    battery_flag: int
    percent: int


@dataclass(frozen=True, slots=True)
class Platform:
    """The computer that is asked; whatever it does not tell is None.

    `run` takes the words of a command and returns what it printed; `registry` takes a key such as
    HKCU\\Software and returns its values, None where there is no such key.
    """

    system: str
    root: Path
    variables: Mapping[str, str]
    run: Callable[..., str | None]
    free_bytes: Callable[[Path], int | None]
    registry: Callable[[str], Mapping[str, object] | None]
    power_status: Callable[[], PowerStatus | None]

    @classmethod
    def here(cls) -> Platform:
        """Return this computer."""
        return cls(
            system=sys.platform,
            root=Path("/"),
            variables=os.environ,
            run=_run,
            free_bytes=_free_bytes,
            registry=_registry,
            power_status=_power_status,
        )

    def read(self, path: str) -> str | None:
        """Return what a small file says, such as one of the kernel's."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return None


def parsed(text: str | None) -> Any:
    """Return what a program said as JSON, or None where it said nothing of the kind."""
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the JSON objects in a list; of anything else there are none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _run(*command: str) -> str | None:
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_COMMAND_S,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            # No console window flashes up on Windows.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _free_bytes(folder: Path) -> int | None:
    for there in (folder, *folder.absolute().parents):
        try:
            return shutil.disk_usage(there).free
        except FileNotFoundError:
            # A vault that is to be made.
            continue
        except OSError:
            return None
    return None


if sys.platform == "win32":
    import ctypes
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    def _registry(path: str) -> Mapping[str, object] | None:
        hive, _, key = path.partition("\\")
        try:
            with winreg.OpenKey(_HIVES[hive], key) as handle:
                count = winreg.QueryInfoKey(handle)[1]
                values = [winreg.EnumValue(handle, number) for number in range(count)]
        except OSError:
            return None
        return {name: value for name, value, _ in values}

    def _power_status() -> PowerStatus | None:
        # SYSTEM_POWER_STATUS: four bytes, then two numbers of four bytes each.
        answer = (ctypes.c_uint32 * 3)()
        if not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(answer)):
            return None
        ac_line, battery_flag, percent, _ = bytes(answer)[:4]
        return PowerStatus(ac_line, battery_flag, percent)

else:

    def _registry(_path: str) -> Mapping[str, object] | None:
        return None

    def _power_status() -> PowerStatus | None:
        return None
