"""Starts a process that works beside the window, from a checkout, installed or frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from kap_companion.language import language, speak, spoken

_PACKAGE_HOME = Path(__file__).resolve().parents[1]
# With -P no file in the folder the program was started from is taken for a library. The
# program's own main module is not run again, so it may do whatever it likes when imported.
_BEGIN = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from {module} import {name}; {name}(sys.argv[2:])"
)
_LANGUAGE = "KAP_LANGUAGE"
_NOTHING: Mapping[str, str] = MappingProxyType({})

Become = Callable[[Sequence[str]], None]
"""Turns a process into what its arguments ask for, and does not return; else does nothing."""


class Priority(StrEnum):
    """Before or after what else Windows has to do; elsewhere the process sees to that itself."""

    ABOVE = "ABOVE_NORMAL_PRIORITY_CLASS"
    BELOW = "BELOW_NORMAL_PRIORITY_CLASS"
    IDLE = "IDLE_PRIORITY_CLASS"


def start_beside(
    become: Become,
    arguments: Sequence[str],
    priority: Priority,
    defaults: Mapping[str, str] = _NOTHING,
) -> subprocess.Popen[bytes]:
    """The process, with a pipe for what it is asked and one for its answers.

    `become`, a public function of a module, finds its `arguments` there; `defaults` are for its
    environment. It speaks the language that is spoken here, once it calls `speak_as_told`. It gets
    no passphrase, and what goes wrong there is printed nowhere, since it may quote what was typed.
    Raises OSError.
    """
    environment = {name: value for name, value in os.environ.items() if name != "KAP_PASSPHRASE"}
    environment[_LANGUAGE] = spoken().code
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | getattr(subprocess, priority.value)
    return subprocess.Popen(
        command(become, arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**defaults, **environment},
        creationflags=flags,
    )


def speak_as_told() -> None:
    """Speak the language of whoever started this process, so that its sentences are in that one."""
    speak(language(os.environ.get(_LANGUAGE, "")))


def command(become: Become, arguments: Sequence[str]) -> list[str]:
    """Return the command line. A frozen program has only itself, and asks in `__main__`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    begin = _BEGIN.format(module=become.__module__, name=become.__name__)
    return [sys.executable, "-P", "-c", begin, str(_PACKAGE_HOME), *arguments]
