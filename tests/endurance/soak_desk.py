"""A clinician's day at the real window: the passphrase, sessions by the keyboard, the lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion import resources
from kap_companion.companion import Companion
from kap_companion.music.player import Player
from kap_companion.practice import Practice
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import ClientSaved
from kap_companion.session.phases import parse_protocol
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.room import CLOSE, DRAFT, SESSION, SessionRoom
from kap_companion.ui.window import Window
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.blank_vault import lay_vault

_PASSPHRASE = "moss lantern harbour"
_CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_CLIENTS = ("A.B.", "C.D.", "E.F.", "G.H.", "I.J.", "K.L.", "M.R.", "S.T.")
_WORDS = (
    *("breath slow, hands warm", "says the house is finally warm", "eyes closed", "hums"),
    *("turns to the left", "a long silence", "tears, then laughter", "asks for water"),
    *("'it is all one piece'", "jaw lets go"),
)
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_WITHIN_S = 30.0
Key = Qt.Key


class SoakDesk:
    """The window on a vault of its own, a clock moved by hand, and the keys."""

    def __init__(self, home: Path, seed: int, new_player: Callable[[], Player]) -> None:
        self.random = Random(seed)
        self.clock = ScriptedClock(_MORNING)
        self._new_player = new_player
        self._protocol = parse_protocol(resources.text("phases/lozenge.json"))
        self._checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        self._sessions = 0
        lay_vault(home / "vault", home / "state", _PASSPHRASE)
        with Vault.open(home / "vault", _PASSPHRASE, state_folder=home / "state") as vault:
            practice = Practice(vault, self.clock, self._protocol)
            for code in _CLIENTS:
                practice.save_client(None, ClientSaved(code, None, "Dr. P.N.", 8))
        # Its clock runs thousands of times as fast as the keys: it would lock before each of them.
        save_preferences(home / "settings", Preferences(idle_minutes=0))
        entrance = Entrance(home / "vault", home / "state", self.clock, cost=lambda: _CHEAP)
        self.window = Window(entrance, self._conduct, home / "settings")
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.gate.focus_first()
        self.unlock()

    def _conduct(self, vault: Vault) -> Conductor:
        practice = Practice(vault, self.clock, self._protocol)
        return Conductor(practice, Settings(self._checklists, self._new_player))

    # --- what can be asked ----------------------------------------------------------------------

    @property
    def conductor(self) -> Conductor:
        """What stands behind the screens."""
        assert self.window.conductor is not None
        return self.window.conductor

    @property
    def companion(self) -> Companion:
        """The open session."""
        return self.conductor.companion

    @property
    def room(self) -> SessionRoom:
        """The room of the open session."""
        assert self.window.room is not None
        return self.window.room

    # --- a session by the keyboard --------------------------------------------------------------

    def begin(self) -> None:
        """From Home: a client's first letter, Enter, Enter; vitals, and the dose is taken."""
        code = _CLIENTS[self._sessions % len(_CLIENTS)]
        self._sessions += 1
        self.type(code[0].lower())
        self.press(Key.Key_Return)
        self.press(Key.Key_Return)
        self.wait(lambda: self.conductor.has_session, "the session opens")
        self.press(Key.Key_F2)
        self.enter("124/80 72 98")
        self.pass_time(60 * self.random.randrange(5, 15))
        self.press(Key.Key_Tab, _CTRL)
        assert self.room.tab == SESSION
        self.press(Key.Key_F5)
        self.press(Key.Key_A, _CTRL)
        self.enter("150")
        self.enter("checklist done on paper")
        assert self.companion.state.first_dose is not None

    def say(self) -> None:
        """Keep a note, now and then a private one, or a mark."""
        self.enter(f"{self.random.choice(_WORDS)}, {self.random.randrange(10_000)}")
        if self.random.random() < 0.2:
            self.press(Key.Key_P, _CTRL | _SHIFT)
            self.enter("my own pull to reassure")
        if self.random.random() < 0.2:
            self.press(Key.Key_1, _CTRL)

    def hold(self, notes: int) -> None:
        """Hold a whole session and sign its note; back at Home."""
        self.begin()
        for number in range(notes):
            self.pass_time(self.random.randrange(60, 600))
            self.say()
            if number == notes // 2:
                self.press(Key.Key_F6)
                self.press(Key.Key_F2)
                self.enter("132/84 78 97")
        self.pass_time(60 * self.random.randrange(20, 50))
        self.end_and_sign()

    def end_and_sign(self) -> None:
        """End the session, draft its note, sign it, and go home."""
        self.press(Key.Key_F8)
        if self.room.tab != CLOSE:
            self.enter("all is well")
        assert self.room.tab == CLOSE and not self.companion.state.is_running
        self.press(Key.Key_D, _CTRL)
        assert self.room.tab == DRAFT
        self.press(Key.Key_End, _CTRL)
        self.type("Integration on Thursday.")
        self.press(Key.Key_S, _CTRL | _SHIFT)
        self.press(Key.Key_A, _CTRL)
        self.enter("A. Clinician, LCSW")
        self.enter()
        assert self.companion.state.is_signed
        self.press(Key.Key_Home, _ALT)
        self.wait(lambda: not self.conductor.has_session, "the session is put away")
        assert self.window.home is not None and self.window.home.isVisible()

    def back_up(self) -> None:
        """Make a backup, and wait until it is there."""
        backing_up = self.conductor.backing_up
        backing_up.begin()
        self.wait(lambda: not backing_up.is_running, "the backup")
        assert not backing_up.trouble and backing_up.last_made_at() is not None

    def lock_and_unlock(self) -> None:
        """Lock at Home, and open again."""
        self.press(Key.Key_L, _CTRL)
        self.wait(lambda: self.window.home is None, "the lock")
        self.unlock()

    def unlock(self) -> None:
        """Type the passphrase at the gate."""
        self.type(_PASSPHRASE)
        self.press(Key.Key_Return)
        self.wait(lambda: self.window.home is not None, "home")

    def pass_time(self, seconds: float) -> None:
        """Let time pass, let the second go by that shows it, and paint."""
        self.clock.advance(timedelta(seconds=seconds))
        self.beat()

    def play(self, seconds: float) -> None:
        """Let time pass for the music too, which is a scripted player's."""
        music = self.conductor.music
        for event in music.player.advance(seconds):
            music.take(event)
        self.pass_time(seconds)

    def beat(self) -> None:
        """Let the second go by that the window counts, and paint what it shows."""
        self.conductor._on_second()
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window, however often it asks."""
        self.window.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- the keyboard ---------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key in whatever has the keyboard."""
        QTest.keyClick(_at_keyboard(), key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(_at_keyboard(), text)

    def enter(self, text: str = "") -> None:
        """Type a text and press Enter."""
        if text:
            self.type(text)
        self.press(Key.Key_Return)

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the events go on until it is so."""
        end = time.monotonic() + _WITHIN_S
        while not is_so():
            assert time.monotonic() < end, f"{what} did not come"
            QTest.qWait(5)


def _at_keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found
