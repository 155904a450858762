"""What a key costs while a session of 2,000 entries is exported, against the same keys in quiet.

Both are typed into the session's own note box in one run; what the export asks of the window's
thread, as it begins, is printed apart.
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.notes.export import Exported
from kap_companion.session.clock import ScriptedClock
from kap_companion.ui import theme
from kap_companion.ui.exporting import Exporting, Outcome
from kap_companion.ui.room import SESSION, SessionRoom
from tests.bench.practice import client_of, conductor_of, hold_session, in_order, make_vault

_ENTRIES = 2_000
_KEYS = 200
_FORMATS = ("pdf", "docx", "md", "txt", "json")


def main() -> int:
    """Print the figures; it judges nothing."""
    app = QApplication([])
    theme.apply(app, theme.DARK)
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        _type(app, Path(name))
    return 0


def _type(app: QApplication, folder: Path) -> None:
    vault = make_vault(folder)
    clock = ScriptedClock(datetime(2026, 3, 14, 10, 11, tzinfo=UTC))
    conductor = conductor_of(vault, clock)
    practice = conductor.practice
    session = hold_session(practice, client_of(practice), clock, _ENTRIES)
    conductor.resume(session.session_id)
    window = QWidget()
    window.resize(1280, 800)
    room = SessionRoom(conductor, window)
    room.resize(window.size())
    room.go_to(SESSION)
    window.show()
    edit = room.session.writing.box.focusProxy()
    assert isinstance(edit, QWidget)
    quiet = [_key(app, edit) for _ in range(_KEYS)]
    begun = time.perf_counter()
    order = practice.order_record(session.session_id, _FORMATS, folder / "out")
    asked_ms = (time.perf_counter() - begun) * 1000
    exporting, ended = Exporting(window), list[Outcome]()
    begun = time.perf_counter()
    exporting.start(order, lambda _order, outcome: ended.append(outcome))
    meanwhile: list[float] = []
    while exporting.is_busy:
        meanwhile.append(_key(app, edit))
    took_s = time.perf_counter() - begun
    assert isinstance(ended[0], Exported), ended
    print(f"{_ENTRIES} entries in {len(_FORMATS)} formats: {took_s:.1f} s, in a process of its own")
    print(f"  what the window's thread does as it begins: {asked_ms:.0f} ms, once")
    for words, values in (("in quiet", quiet), ("while it is exported", meanwhile)):
        median, p95, most = (in_order(values, share) for share in (0.5, 0.95, 1.0))
        print(
            f"  key to paint, {words}, {len(values)} keys: "
            f"median {median:.1f} ms, p95 {p95:.1f} ms, most {most:.1f} ms"
        )
    ratio = in_order(meanwhile, 0.95) / in_order(quiet, 0.95)
    print(f"  at p95 a key costs {ratio:.1f} times what it costs in quiet")
    conductor.close()
    vault.close()


def _key(app: QApplication, into: QWidget) -> float:
    """Type a letter; return what it took until all was painted."""
    begun = time.perf_counter()
    QTest.keyClicks(into, "a")
    app.processEvents()
    took = (time.perf_counter() - begun) * 1000
    QTest.qWait(30)
    return took


if __name__ == "__main__":
    raise SystemExit(main())
