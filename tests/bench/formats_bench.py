"""What the documents of a session of 300 entries cost: PDF, DOCX, Markdown and FHIR, and the rest.

Once in a process that has made none yet, libraries and all, as the first export of a day is, and
again when everything is loaded; the plain text is the reference in the same run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kap_companion.notes.document import record_document
from kap_companion.notes.export import FORMATS, content_of, endings_of, export
from kap_companion.notes.export.source import Source
from tests.notes import made
from tests.notes.random_session import RandomSession

_ENTRIES = 300
_TIMES = 5
_FOUR = ("pdf", "docx", "md", "fhir")


def main() -> int:
    """Print the figures; it judges nothing."""
    if sys.argv[1:] == ["first"]:
        print(*_four())
        return 0
    if sys.argv[1:] == ["again"]:
        print(*min(_four() for _ in range(_TIMES)))
        return 0
    command = [sys.executable, "-m", "tests.bench.formats_bench", "first"]
    runs = [subprocess.check_output(command, text=True).split() for _ in range(3)]
    first = min((float(took), float(busy)) for took, busy in runs)
    again = min(_four() for _ in range(_TIMES))
    print(f"{_ENTRIES} entries as {', '.join(_FOUR)}, all four:")
    for words, (took, busy) in (("in a process that made none yet", first), ("again", again)):
        print(f"  {words}: {took:.2f} s, of it {busy:.2f} s of the processors")
    session = _session()
    document = record_document(session.record)
    source = Source(document, tuple(made.lines(session.record)))
    costs = {ending: _cost(ending, source) for ending in endings_of(FORMATS, of_record=True)}
    reference = costs["txt"]
    for ending, took in costs.items():
        print(f"  {ending}: {took * 1000:.0f} ms, {took / reference:.1f} times the plain text")
    return 0


def _session() -> RandomSession:
    return RandomSession(1, notes=_ENTRIES - 25)


def _four() -> tuple[float, float]:
    """Return the seconds from the entries to four files on the disk, by the wall and at work."""
    session = _session()
    lines = made.lines(session.record)
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as folder:
        begun, busy = time.perf_counter(), time.process_time()
        export(record_document(session.record), lines, _FOUR, Path(folder), "note")
        return time.perf_counter() - begun, time.process_time() - busy


def _cost(ending: str, source: Source) -> float:
    best = float("inf")
    for _ in range(_TIMES):
        begun = time.perf_counter()
        content_of(ending, source)
        best = min(best, time.perf_counter() - begun)
    return best


if __name__ == "__main__":
    raise SystemExit(main())
