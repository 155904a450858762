"""A rehearsal on the screens: its room, its band, its veil and small window; and nothing after it.

It has a vault, a practice and a conductor of its own. There is no Home and no Settings in it: what
is chosen for the practice is chosen where it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kap_companion.companion import Companion
from kap_companion.practice import Opening
from kap_companion.rehearsal_run import SPEEDS, RehearsalRun
from kap_companion.script import Line, Script
from kap_companion.script_acts import ScriptActs
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import Entry, MusicAct
from kap_companion.throw_away import ThrowAway
from kap_companion.ui.acts import act
from kap_companion.ui.compact import Compact
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.curtain import Curtain
from kap_companion.ui.forgetting_screens import empty_fields
from kap_companion.ui.panels.gate_page import REHEARSE_KEY
from kap_companion.ui.panels.rehearsal_band import (
    FASTER_KEY,
    PAUSE_KEY,
    SLOWER_KEY,
    RehearsalBand,
)
from kap_companion.ui.rehearsal_time import RehearsalTime
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.theme import Tone
from kap_companion.ui.veil import Veil
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.clients import ClientFile

if TYPE_CHECKING:
    from kap_companion.ui.screens.home import HomeScreen

_ASK_TWICE_WITHIN_MS = 10_000
_TOLD_MS = 8_000
_LEAVE_ASKED = tr_later("{key} once more leaves it, and all of it is thrown away.")
_OVER = tr_later("The script has ended. Close the session, draft the note, sign it.")
_PASSED_OVER = tr_later("Line {number} of the script was passed over.")
_ANY_WORD = tr_later("In a rehearsal any word opens it.")


class Front(Protocol):
    """What the window does for it."""

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown."""
        ...

    def put_up(self, screen: QWidget) -> None:
        """Take a screen in and show it."""
        ...

    def take_down(self, screen: QWidget) -> None:
        """Take a screen apart."""
        ...

    def wear_band(self, band: QWidget | None) -> None:
        """Show a band over every screen, or none."""
        ...

    def window(self) -> QWidget:
        """Return the window itself."""
        ...


class RehearsalStage(QObject):
    """`left` says that the person goes. All of it is gone once `clear` returns."""

    left = Signal()

    def __init__(
        self,
        made: ThrowAway,
        conductor: Conductor,
        clock: ScriptedClock,
        music: Path | None,
        front: Front,
        settings_folder: Path,
        keys: QAction,
    ) -> None:
        """Rehearse on `made` in the window `front`, which has the act of all `keys`."""
        super().__init__(front.window())
        self._made = made
        self._clock = clock
        self._music = music
        self._front = front
        self._keys = keys
        self.conductor = conductor
        conductor.setParent(self)
        self.home: HomeScreen | None = None
        """There is none, which the curtain asks for."""
        self.room: SessionRoom | None = None
        self.time = RehearsalTime(conductor, clock, self)
        self.band = RehearsalBand()
        veil = Veil(_any_word, clock, parent=self)
        self.curtain: Curtain | None = Curtain(conductor, veil, self, self)
        self.compact = Compact(conductor, self, settings_folder, self)
        self._was_over = False
        self._asked = _once(self, _ASK_TWICE_WITHIN_MS, self._say_what_it_is)
        self._told = _once(self, _TOLD_MS, self._say_what_it_is)
        self._acts = self._make_acts(front.window())
        self._connect()
        front.wear_band(self.band)

    def begin(self, script: Script, speed: int) -> None:
        """Let the script play, at its first line.

        Raises VaultNotWritable where the disk does not take it.
        """
        acts = ScriptActs(self.conductor.practice, self._clock, self.conductor.checklists, self)
        run = RehearsalRun(script, acts, self.time.let_pass, self._on_passed_over)
        self.time.begin(run, speed)

    def ask_leave(self) -> None:
        """Leave, once it was asked for twice."""
        if self._asked.isActive():
            self.left.emit()
            return
        self._asked.start()
        self._told.stop()
        self.band.say(tr(_LEAVE_ASKED, key=REHEARSE_KEY), Tone.DUE)

    def clear(self) -> None:
        """Take it from the screens, and remove all that was written for it."""
        self.time.stop()
        self.compact.put_away()
        self.conductor.opened.disconnect(self._on_opened)
        self.conductor.close()
        if self.curtain is not None:
            self.curtain.close()
        if self.room is not None:
            self.take_down(self.room)
            empty_fields(self.room)
        self.room = self.curtain = None
        for action in self._acts:
            action.deleteLater()
        self._front.wear_band(None)
        self.band.deleteLater()
        self._made.clear()
        self.deleteLater()

    # --- what the script asks for ---------------------------------------------------------------

    def open_session(self, client: ClientFile, opening: Opening) -> Companion:
        """Open the session on the screens, with the app's own music."""
        conductor = self.conductor
        conductor.open_session(client, opening)
        if self._music is not None:
            conductor.music.choose([self._music])
            conductor.music.pump()
            conductor.music.player.play()
        return conductor.companion

    def do_music(
        self, companion: Companion, act: MusicAct, name: str | None, late_by: timedelta | None
    ) -> Entry[Any]:
        """Do to the music what a line of the script says."""
        return self.conductor.music.act(act, name, late_by)

    # --- what curtain and small window ask for --------------------------------------------------

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown."""
        return self._front.current_screen()

    def make_home(self) -> None:
        """There is no Home here."""

    def make_room(self) -> SessionRoom:
        """Make the room of the session anew."""
        room = SessionRoom(self.conductor)
        room.setAccessibleName(tr("Rehearsal"))
        room.home_asked.connect(self.ask_leave)
        room.lock_asked.connect(self._veil)
        room.veil_asked.connect(self._veil)
        room.veil_pin_asked.connect(lambda: self._veil(asks_pin=True))
        room.compact_asked.connect(self._shrink)
        room.addActions(self._acts)
        room.addAction(self._keys)
        self.room = room
        self._front.put_up(room)
        return room

    def put_up(self, screen: QWidget) -> None:
        """Take a screen in and show it."""
        self._front.put_up(screen)

    def take_down(self, screen: QWidget) -> None:
        """Take a screen apart."""
        self._front.take_down(screen)

    def window(self) -> QWidget:
        """Return the window itself."""
        return self._front.window()

    # --- how it is done -------------------------------------------------------------------------

    def _make_acts(self, window: QWidget) -> Sequence[QAction]:
        """Give the window the acts of a rehearsal, live wherever in it the keyboard is."""
        told: Sequence[tuple[str, str, Callable[[], object]]] = (
            (tr("Pause the rehearsal, or go on"), PAUSE_KEY, self._pause),
            (tr("Rehearse slower"), SLOWER_KEY, lambda: self._step(-1)),
            (tr("Rehearse faster"), FASTER_KEY, lambda: self._step(1)),
            (tr("Leave the rehearsal"), REHEARSE_KEY, self.ask_leave),
        )
        return [act(window, words, key, do, group="rehearsal") for words, key, do in told]

    def _connect(self) -> None:
        band, curtain = self.band, self.curtain
        assert curtain is not None
        curtain.lock_asked.connect(self._veil)
        curtain.compact_asked.connect(self._shrink)
        curtain.changed.connect(self.compact.follow)
        band.pause_asked.connect(self._pause)
        band.speed_asked.connect(self.time.set_speed)
        band.leave_asked.connect(self.ask_leave)
        self.time.moved.connect(self._on_moved)
        self.conductor.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        if self.room is None:
            self.make_room()

    def _on_moved(self) -> None:
        run = self.time.run
        self.band.show_time(min(run.elapsed, run.length), run.length)
        self.band.show_pace(run.speed, is_paused=run.is_paused, is_over=run.is_over)
        if run.is_over and not self._was_over:
            self._was_over = True
            self._say_what_it_is()

    def _on_passed_over(self, line: Line, why: str) -> None:
        self.band.say(f"{tr(_PASSED_OVER, number=line.number)} {why}")
        self._told.start()

    def _say_what_it_is(self) -> None:
        if not self._asked.isActive():
            self.band.say(tr(_OVER) if self._was_over else "")

    def _pause(self) -> None:
        self.time.set_paused(not self.time.run.is_paused)

    def _step(self, by: int) -> None:
        at = SPEEDS.index(self.time.run.speed) + by
        if 0 <= at < len(SPEEDS):
            self.time.set_speed(SPEEDS[at])

    def _veil(self, *, asks_pin: bool = False) -> None:
        curtain = self.curtain
        if curtain is None:
            return
        if self.compact.is_shown and curtain.screen is not None:
            self.compact.put_away()
        curtain.draw(asks_pin=asks_pin)
        if curtain.screen is not None:
            curtain.screen.panel.say_why(tr(_ANY_WORD))

    def _shrink(self) -> None:
        if not self.compact.is_shown:
            self.compact.take_over()


def _any_word(typed: str) -> None:
    """Open the veil: nobody knows the passphrase, and nothing behind it is anybody's."""


def _once(parent: QObject, after_ms: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(do)
    return timer
