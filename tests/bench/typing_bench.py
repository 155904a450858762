"""From key to paint, and from Enter to 'saved', in a session of 2,000 entries while music plays.

A person types at six keys a second; every fifth note is typed into a bare QLineEdit too, in the
same process, as the reference. Paint is when the event loop has nothing left to do for the key: the
repaint of the box and whatever else the key set going are in the figure. `--notes 300` types them
all (20 minutes); without it, 40.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kap_companion import resources
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import MusicAct
from kap_companion.ui import theme
from kap_companion.ui.room import SESSION, SessionRoom
from tests.bench.practice import client_of, conductor_of, hold_session, in_order, make_vault

_ENTRIES = 2_000
_A_KEY_MS = 1000 // 6
_EVERY = 5
_NOTE = "she is breathing slowly"


def main() -> int:
    """Print the figures; it judges nothing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=40)
    told, _ = parser.parse_known_args()
    app = QApplication([])
    theme.apply(app, theme.DARK)
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        _type(app, Path(name), told.notes)
    return 0


def _type(app: QApplication, folder: Path, notes: int) -> None:
    vault = make_vault(folder)
    clock = ScriptedClock(datetime(2026, 3, 14, 10, 11, tzinfo=UTC))
    conductor = conductor_of(vault, clock)
    session = hold_session(conductor.practice, client_of(conductor.practice), clock, _ENTRIES)
    conductor.resume(session.session_id)
    window = QWidget()
    window.resize(1280, 800)
    room = SessionRoom(conductor, window)
    room.resize(window.size())
    room.go_to(SESSION)
    bare = QLineEdit()
    bare.setFont(QFont("Inter", 12))
    for one in (window, bare):
        one.show()
    conductor.music.choose([resources.path("music")])
    conductor.do_music(MusicAct.PLAY)
    _go_on(1000)
    playing = conductor.music.player.status.playing
    ours: list[float] = []
    saved: list[float] = []
    reference: list[float] = []
    edit = room.session.writing.box.focusProxy()
    assert isinstance(edit, QWidget)
    for n in range(notes):
        ours += _keys(app, edit, f"{_NOTE} {n}")
        before = conductor.companion.state.seq
        saved.append(_press(app, lambda: QTest.keyClick(edit, Qt.Key.Key_Return)))
        assert conductor.companion.state.seq > before, "the note was not kept"
        _go_on(_A_KEY_MS)
        if n % _EVERY == 0:
            reference += _keys(app, bare, f"{_NOTE} {n}")
            bare.clear()
    heard = "plays" if playing and conductor.music.player.status.playing else "does NOT play"
    print(f"{notes} notes, then {conductor.companion.state.seq} entries; the music {heard}")
    for words, values in (
        ("key to paint", ours),
        ("key to paint, bare QLineEdit", reference),
        ("Enter to 'saved'", saved),
    ):
        median, p95, most = (in_order(values, share) for share in (0.5, 0.95, 1.0))
        print(f"  {words}: median {median:.1f} ms, p95 {p95:.1f} ms, most {most:.1f} ms")
    ratio = in_order(ours, 0.95) / in_order(reference, 0.95)
    print(f"  at p95 a key costs {ratio:.1f} times what it costs the bare one")
    conductor.close()
    vault.close()


def _keys(app: QApplication, into: QWidget, text: str) -> list[float]:
    """Type at the pace of a person; return what each key took until all was painted."""
    took = []
    for letter in text:
        took.append(_press(app, partial(QTest.keyClicks, into, letter)))
        _go_on(_A_KEY_MS)
    return took


def _press(app: QApplication, key: Callable[[], object]) -> float:
    begun = time.perf_counter()
    key()
    app.processEvents()
    return (time.perf_counter() - begun) * 1000


def _go_on(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
