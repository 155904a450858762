"""What the system itself says of a file it cannot read or write, in the language that is spoken.

The system says it in English whatever its own language is, since Python asks it so. On Windows, and
for what is not listed here, it stays as the system says it.
"""

from __future__ import annotations

from kap_companion.language import tr, tr_later

_SAID = (
    tr_later("No such file or directory"),
    tr_later("Permission denied"),
    tr_later("Operation not permitted"),
    tr_later("Is a directory"),
    tr_later("Not a directory"),
    tr_later("File exists"),
    tr_later("File name too long"),
    tr_later("File too large"),
    tr_later("No space left on device"),
    tr_later("Disk quota exceeded"),
    tr_later("Read-only file system"),
    tr_later("Input/output error"),
    tr_later("Device or resource busy"),
    tr_later("No such device"),
    tr_later("Stale file handle"),
    tr_later("Connection timed out"),
    tr_later("Host is down"),
    tr_later("Too many levels of symbolic links"),
    tr_later("Too many open files"),
    tr_later("Cannot allocate memory"),
    tr_later("Invalid argument"),
)


def system_words(trouble: OSError) -> str:
    """Return why, in the system's words; empty where it gives none."""
    return tr(trouble.strerror) if trouble.strerror in _SAID else trouble.strerror or ""
