"""Hands a document to the system's print service, through a pipe and never over a file.

CUPS' own `lp` takes it from its standard input, on Linux and macOS. What the print service then
keeps of it in its spool is the system's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from kap_companion.ui.words import tr, tr_later

SPOOL = tr_later(
    "The system keeps what is printed in its spool, in clear, until it is printed, and may keep it "
    "longer."
)
_TITLE = tr_later("Document")  # what the print queue shows to everybody
_LOOK_S, _TAKE_S = 5, 60


class PrintError(Exception):
    """Nothing was printed; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this system; `others` counts those that are there beside it."""

    name: str
    others: int = 0


def usual_printer() -> Printer:
    """Return the system's default printer, else the first. Raises PrintError where there is none.

    May take seconds where the print service does not answer: not for the window's own thread.
    """
    if sys.platform == "win32":
        raise PrintError(
            tr(
                "On Windows export a PDF (Ctrl+E), print that, and delete it: from here it would "
                "leave a copy in clear."
            )
        )
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        raise PrintError(
            tr(
                "This system has no print service (CUPS) that takes a document without a file: "
                "export a PDF (Ctrl+E) and print that."
            )
        )
    names = [line.split()[0] for line in _asked("-e").splitlines() if line.strip()]
    if not names:
        raise PrintError(
            tr(
                "No printer is set up on this computer, or its print service does not run: look "
                "into the system’s settings, or export a PDF (Ctrl+E)."
            )
        )
    _, _, default = _asked("-d").partition(":")
    name = default.strip() if default.strip() in names else names[0]
    return Printer(name, len(names) - 1)


def hand_over(content: bytes, printer: Printer) -> None:
    """Let the print service take a PDF. Raises PrintError where it does not."""
    command = ["lp", "-d", printer.name, "-t", tr(_TITLE), "-"]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=_TAKE_S,
            check=False,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise PrintError(
            tr("{name} did not answer: look at the printer, then print again.", name=printer.name)
        ) from trouble
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        told = f" ({why[0].removeprefix('lp: ').rstrip('.')})" if why else ""
        raise PrintError(
            tr(
                "{name} did not take it{told}: look at it, then print again.",
                name=printer.name,
                told=told,
            )
        )


def _asked(about: str) -> str:
    try:
        done = subprocess.run(
            ["lpstat", about],
            capture_output=True,
            timeout=_LOOK_S,
            check=False,
            stdin=subprocess.DEVNULL,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise PrintError(
            tr("The system’s print service does not answer: try again, or export a PDF (Ctrl+E).")
        ) from trouble
    return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "KAP_PASSPHRASE"}
    return {**kept, "LC_ALL": "C.UTF-8"}
