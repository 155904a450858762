"""The command line: hands on what is asked, and turns what goes wrong into one line and a code.

What can be asked for lies in `asked.py`, how it is done in `commands.py` (see README).
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kap_companion.language import language, language_of_system, speak, tr
from kap_companion.paths import NoHomeError

FINE, FAILED, USAGE, WRONG_PASSPHRASE, NO_VAULT = range(5)
DOCUMENTS = ("pdf", "docx", "md", "txt", "fhir", "csv", "json")


class UsageError(Exception):
    """What was asked for cannot be understood or done; the message says why in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    speak(language(language_of_system()))
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:  # a window on Windows has none
            sys.stdout.flush()
        return code
    except (UsageError, NoHomeError) as trouble:
        return fail(trouble, USAGE)
    except BrokenPipeError:
        _let_output_go()
        return FINE
    except OSError as trouble:
        if trouble.errno != errno.ENOSPC:
            raise
        _let_output_go()
        return fail(tr("The output could not be written, the disk is full: make room."), USAGE)
    except KeyboardInterrupt:
        return fail(tr("Stopped. All that was acknowledged is kept."), FAILED)


def fail(trouble: object, code: int) -> int:
    """Say in one line on stderr what is wrong, and return the exit code."""
    print(" ".join(str(trouble).split()), file=sys.stderr)
    return code


def _let_output_go() -> None:
    """Let what could not be written go, or Python tries once more at its end and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: list[str]) -> int:
    # Each brings in only what it needs: the window has no use for the rest and is to be there soon.
    if not argv:
        return _open_window(None, None)
    from kap_companion.asked import parser

    asked = parser().parse_args(argv)
    if asked.command is None:
        return _open_window(asked.vault, asked.rehearse)
    from kap_companion.commands import run

    return run(asked)


def _open_window(vault: Path | None, script: Path | None) -> int:
    # What the start brings in stays: to look for garbage in it only takes time. `app.py` begins to.
    gc.disable()
    from kap_companion.app import run_window

    return run_window(vault, script)
