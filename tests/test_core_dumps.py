"""No crash puts the memory of the app, or of a process that it starts, onto the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Its own interpreter: what is given up here cannot be had back.
_ENGINE = """
import resource
from functools import partial
from kap_companion.beside import Priority
from kap_companion.crash import keep_memory_off_the_disk
from kap_companion.music.launch import start_engine, start_measuring
from kap_companion.notes.launch import start_maker
keep_memory_off_the_disk()
print(resource.getrlimit(resource.RLIMIT_CORE))
measuring = partial(start_measuring, Priority.IDLE)
for start in (partial(start_engine, "silence"), measuring, start_maker):
    child = start()
    with open(f"/proc/{child.pid}/limits") as limits:
        print(*next(line for line in limits if "core file" in line).split()[4:6])
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the limits of a process in /proc")
def test_neither_the_app_nor_a_process_that_it_starts_leaves_a_core_dump() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ENGINE],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=ROOT,
    )
    assert done.stdout.splitlines() == ["(0, 0)", "0 0", "0 0", "0 0"]
