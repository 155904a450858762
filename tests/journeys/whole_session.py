"""The real app in a process of its own, through a whole session, with words that are found again.

Run with a folder: it holds words.json, takes what is to be told of each moment, and lies outside of
all that is searched. At each moment the process stands still until the folder says that it may go
on; at the last it is killed, or closes, as the folder says.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.cli import main
from kap_companion.session.entries import MusicAct, RecordExported
from kap_companion.ui import theme
from kap_companion.ui.clipboard import LentClipboard
from kap_companion.ui.panels.draft_chip import ToggleChip
from kap_companion.ui.panels.draft_export import ExportPanel
from kap_companion.ui.panels.prepare_intention import IntentionPanel
from kap_companion.ui.room import DRAFT, PREPARE, SESSION, SessionRoom
from kap_companion.ui.window import Window
from tests.ui.spoken import all_that_is_said

Key = Qt.Key
Steps = Iterator[Callable[[], bool]]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
_LOOK_MS = 10
_PAUSE_S = 0.1
_WAIT_S = 300
_LENT_MS = 200


class WholeSession:
    """Each method is what the clinician does next."""

    def __init__(self, told: Path) -> None:
        self._told = told
        self._words: dict[str, str] = json.loads((told / "words.json").read_text())
        self._files = {name: Path(path) for name, path in self._read("files.json").items()}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        (self.window,) = (w for w in app.topLevelWidgets() if isinstance(w, Window))

    def hold(self) -> Steps:
        """Do all of it; then wait to be killed, or be locked, come back and close."""
        yield from self.make_vault()
        yield from self.open_session()
        yield from self.prepare()
        yield from self.take_notes()
        yield from self.go_wrong()
        yield from self.veil()
        yield from self.end()
        yield from self.draft()
        yield from self.leave_half_typed()
        yield from self.stand_still("half typed")
        if self._words["ending"] == "killed":
            return
        self.select_all()
        self.press(Key.Key_L, CTRL)
        yield (lambda: self.window.home is None)
        yield from self.stand_still("locked")
        self.enter(self._words["passphrase"])
        yield (lambda: self.window.room is not None)
        yield from self.stand_still("come back")
        self.window.close()
        self.window.close()
        QApplication.quit()

    def make_vault(self) -> Steps:
        for _ in range(2):
            self.enter(self._words["passphrase"])
        gate = self.window.gate
        yield (lambda: gate.currentWidget() is gate.code)
        self.tell("code", {"code": gate.code.code()})
        self.press(Key.Key_Tab)
        self.press(Key.Key_Tab)
        self.press(Key.Key_Space)
        self.press(Key.Key_Return)
        yield (lambda: self.window.home is not None)
        self.press(Key.Key_Escape)

    def open_session(self) -> Steps:
        practice = self.conductor.practice
        begun_with = practice.note_templates.default.source
        source = f"{self._words['template']}\n\n{begun_with}"
        kept = practice.note_templates.keep(None, "Mine", source)
        practice.note_templates.choose_default(kept.name)
        self.press(Key.Key_Return)
        self.enter(self._words["client"])
        self.press(Key.Key_Return)
        self.press(Key.Key_Return)
        yield (lambda: self.window.room is not None)

    def prepare(self) -> Steps:
        assert self.room.tab == PREPARE
        self.press(Key.Key_F2)
        self.enter("124/80 72 98")
        intention = self.room.findChild(IntentionPanel)
        assert isinstance(intention, IntentionPanel)
        intention.focus_first()
        self.type(self._words["intention"])
        self.room.go_to(SESSION)
        self.press(Key.Key_F5)
        self.press(Key.Key_A, CTRL)
        self.enter("150")
        self.enter(self._words["answer"])
        yield (lambda: self.conductor.companion.state.first_dose is not None)

    def take_notes(self) -> Steps:
        self.enter(f"Says {self._words['note']} again")
        self.press(Key.Key_P, CTRL | SHIFT)
        self.enter(f"my own {self._words['private']}")
        self.press(Key.Key_P, CTRL | SHIFT)
        self.press(Key.Key_1, CTRL)
        self.press(Key.Key_M, CTRL | SHIFT)
        self.enter(str(self._files["music"]))
        yield (lambda: bool(self.conductor.music.tracks))
        self.press(Key.Key_F4)
        yield (lambda: self.conductor.companion.state.playing is not None)
        self.room.transport.tell()
        yield from self.stand_still("in the session")
        self.press(Key.Key_F, CTRL)
        self.type(self._words["search"])
        yield from self.pause()
        self.press(Key.Key_Escape)

    def go_wrong(self) -> Steps:
        """Let errors happen whose messages hold what was said: in the window, in a thread."""

        def break_down() -> None:
            raise RuntimeError(self._words["error"])

        class Breaks:
            def __del__(self) -> None:
                break_down()

        QTimer.singleShot(0, break_down)
        thread = threading.Thread(target=break_down)
        thread.start()
        thread.join()
        Breaks()
        yield (lambda: bool(self.window.notice()))

    def veil(self) -> Steps:
        self.room.session.focus_first()
        self.type(self._words["veiled"])
        self.select_all()
        yield from self.stand_still("before the veil")
        self.press(Key.Key_F12)
        yield (lambda: self.window.room is None)
        yield from self.stand_still("veiled")
        self.press(Key.Key_F12)
        self.enter(self._words["passphrase"])
        yield (lambda: self.window.room is not None)
        self.room.session.focus_first()
        self.select_all()
        self.press(Key.Key_Delete)

    def end(self) -> Steps:
        self.conductor.do_music(MusicAct.PAUSE)
        self.press(Key.Key_F8)
        self.enter(self._words["answer"])
        yield (lambda: not self.conductor.companion.state.is_running)

    def draft(self) -> Steps:
        self.room.go_to(DRAFT)
        yield from self.pause()
        self.press(Key.Key_End, CTRL)
        self.type(f" {self._words['draft']}")
        panel = self.room.draft.findChild(ExportPanel)
        assert isinstance(panel, ExportPanel)
        panel._folder.setText(str(self._files["exports"]))
        for chip in panel.findChildren(ToggleChip):
            chip.setChecked(True)
        panel.password.wanted.setChecked(True)
        panel.password.field.setText(self._words["password"])
        yield from self.pause()
        # Wherever the keyboard is, also in a field that knows this key for its own on X11.
        self.press(Key.Key_E, CTRL)
        yield (lambda: any(self._files["exports"].glob("*.csv")))
        yield (self._export_is_told)
        self.room.draft.focus_first()
        yield from self.pause()
        self.press(Key.Key_C, CTRL | SHIFT)
        lent = self.room.draft.findChild(LentClipboard)
        assert isinstance(lent, LentClipboard)
        yield (lambda: lent.is_lent)
        yield from self.stand_still("copied")
        (after,) = lent.findChildren(QTimer)
        after.start(_LENT_MS)
        yield (lambda: not lent.is_lent)
        yield from self.stand_still("taken back")

    def leave_half_typed(self) -> Steps:
        self.room.go_to(SESSION)
        self.room.session.focus_first()
        self.press(Key.Key_P, CTRL | SHIFT)
        self.type(f"half of {self._words['half typed']}")
        companion = self.conductor.companion
        yield (lambda: self._words["half typed"] in companion.box()[0])

    # --- hands ----------------------------------------------------------------------------------

    @property
    def conductor(self) -> Any:
        assert self.window.conductor is not None
        return self.window.conductor

    @property
    def room(self) -> SessionRoom:
        assert self.window.room is not None
        return self.window.room

    def at_keyboard(self) -> QWidget:
        found = QApplication.focusWidget() or self.window.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.at_keyboard(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.at_keyboard(), text)

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(Key.Key_Return)

    def select_all(self) -> None:
        self.press(Key.Key_A, CTRL)

    def pause(self) -> Steps:
        ends = time.monotonic() + _PAUSE_S
        yield lambda: time.monotonic() > ends

    # --- what is told ---------------------------------------------------------------------------

    def stand_still(self, moment: str) -> Steps:
        """Tell how the app looks from outside at this moment, and wait."""
        board = QGuiApplication.clipboard()
        told = {
            "titles": [window.title() for window in QGuiApplication.allWindows()],
            "said": list(all_that_is_said().values()),
            "clipboard": board.text(),
            "selection": board.text(QClipboard.Mode.Selection),
        }
        self.tell(moment, told)
        yield (self._told / f"{moment}.go").exists

    def tell(self, moment: str, told: object) -> None:
        fresh = self._told / f"{moment}.new"
        fresh.write_text(json.dumps(told))
        fresh.replace(self._told / f"{moment}.json")

    def _read(self, name: str) -> Any:
        return json.loads((self._told / name).read_text())

    def _export_is_told(self) -> bool:
        journal = self.conductor.practice.vault.journal
        return any(isinstance(one.body, RecordExported) for one in journal.access())


def go_through(told: Path) -> int:
    """Open the window by the app's own front door, and hold a session in it."""
    theme.make_app("kap-companion")

    each = QTimer()
    each.setInterval(_LOOK_MS)
    steps: list[Steps] = []
    until: list[Callable[[], bool]] = []
    began = [0.0]

    def step() -> None:
        # Never a loop within the loop: what goes wrong in the app is to meet what it meets in life.
        try:
            if not steps:
                steps.append(WholeSession(told).hold())
            while not until or until[0]():
                until.clear()
                until.append(next(steps[0], _never))
                began[0] = time.monotonic()
            assert time.monotonic() - began[0] < _WAIT_S, f"too long at {_line_of(steps[0])}"
        except BaseException:
            (told / "trouble.txt").write_text(traceback.format_exc())
            os._exit(9)

    each.timeout.connect(step)
    each.start()
    return main([])


def _never() -> bool:
    """Wait for what ends the process."""
    return False


def _line_of(steps: Any) -> str:
    """Return the line that it waits at."""
    line = 0
    while steps is not None and getattr(steps, "gi_frame", None) is not None:
        line, steps = steps.gi_frame.f_lineno, steps.gi_yieldfrom
    return f"line {line}"


if __name__ == "__main__":
    raise SystemExit(go_through(Path(sys.argv[1])))
