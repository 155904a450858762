"""How much memory a process holds, where the system says it in a file (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

MOST_GROWTH_MIB = 5.0


def resident_mib(pid: int) -> float:
    """Return what this process holds in memory now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
