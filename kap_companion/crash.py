"""What happens when the app itself goes wrong: a note without a clinical word, and it goes on."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from kap_companion import __version__

_FOLDER = "crash-notes"
_MOST_NOTES = 50

Told = Callable[[Path], None]


def catch_errors(state_folder: Path, tell: Told) -> None:
    """Write a note for each unexpected error from now on, then `tell` where the notes lie.

    An error that comes back, as from a timer, is noted and told once.
    """
    folder = state_folder / _FOLDER
    known: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        note = crash_note(error)
        if note in known:
            return
        known.add(note)
        write_note(folder, note)
        tell(folder)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        # Another thread may not touch the window: only the note is written.
        if args.exc_value is not None:
            write_note(folder, crash_note(args.exc_value))

    def unraisable_hook(args: sys.UnraisableHookArgs) -> None:
        # Python itself would print it with its message, which ends up in the system's log.
        if args.exc_value is not None:
            write_note(folder, crash_note(args.exc_value))

    sys.excepthook = hook
    threading.excepthook = thread_hook
    sys.unraisablehook = unraisable_hook


def crash_note(error: BaseException) -> str:
    """Return types, modules, functions and line numbers. No message: it may hold clinical text."""
    import platform  # the start has no use for it

    lines = [
        f"KAP Companion {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
    ]
    one: BaseException | None = error
    seen: set[int] = set()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        for frame, line in traceback.walk_tb(one.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            lines.append(f"  {module}.{frame.f_code.co_qualname} line {line}")
        one = one.__cause__ or one.__context__
    return "\n".join(lines) + "\n"


def write_note(folder: Path, note: str) -> Path | None:
    """Write a note into `folder`; None where the disk refuses or it holds many already."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(list(folder.iterdir())) >= _MOST_NOTES:
            return None
        path = folder / f"{datetime.now():%Y-%m-%d-%H%M%S-%f}.txt"
        path.write_text(note, encoding="utf-8")
    except OSError:
        return None
    return path


def keep_memory_off_the_disk() -> None:
    """Let no core dump put the memory of this process, and the notes in it, onto the disk."""
    try:
        import resource
    except ImportError:  # Windows writes none by itself
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
