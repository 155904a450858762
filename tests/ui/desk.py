"""A session on the clinician's desk: a real vault, a clock moved by hand, the real room, keys."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion import resources
from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.vault.vault import Vault
from tests.blank_vault import new_vault
from tests.made import PROTOCOL

PLANNED = Decimal(150)
MORNING = datetime(2026, 3, 14, 10, 11, tzinfo=UTC)
LIMITS = e.Limits(150, 95, 100, 94, "Dr. P.N.", date(2026, 3, 3))
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
CHECKLISTS = parse_checklists(resources.text("checklists/lozenge.json"))


@dataclass
class Desk:
    """What a test has at hand. `press` and `type` go to whatever has the keyboard."""

    qtbot: QtBot
    vault: Vault
    clock: ScriptedClock
    conductor: Conductor
    room: SessionRoom | None = None
    # It puts no limits on the room: the offscreen platform knows none.
    window: QWidget = field(default_factory=QWidget)

    @property
    def companion(self) -> Companion:
        """Return the open session."""
        return self.conductor.companion

    def open(self, *, dosed: bool = True, checked: bool = True, **planned: Any) -> SessionRoom:
        """Open a session and show its room; where `dosed`, 10 minutes later with 150 mg taken."""
        practice = self.conductor.practice
        client = practice.save_client(None, e.ClientSaved("M.R.", None, "Dr. P.N.", 8))
        practice.give_limits(client.id, LIMITS)
        client = practice.vault.clients.get(client.id) or client
        opening: dict[str, Any] = {"planned_dose_mg": PLANNED, "planned_minutes": 90} | planned
        self.conductor.open_session(client, Opening(**opening))
        if checked:
            for one in CHECKLISTS:
                for item in one.items:
                    self.companion.check(item)
        if dosed:
            self.companion.vitals("124/80 72 98")
            self.pass_time(minutes=10)
            self.companion.dose(PLANNED)
        return self.show()

    def show(self) -> SessionRoom:
        """Show the room of the open session, on the session's own screen."""
        if self.room is None:
            self.room = SessionRoom(self.conductor, self.window)
        self.resize(1280, 800)
        self.room.show()
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.room.go_to(SESSION)
        return self.room

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        assert self.room is not None
        self.window.resize(width, height)
        self.room.resize(width, height)

    def pass_time(self, **by: float) -> None:
        """Let time pass, and let the second go by that shows it."""
        self.clock.advance(timedelta(**by))
        if self.conductor.has_session:
            self.conductor.beat.emit()

    def at_keyboard(self) -> QWidget:
        """Return what has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key."""
        self.qtbot.keyClick(self.at_keyboard(), key, modifier)

    def type(self, text: str) -> None:
        """Type a text."""
        self.qtbot.keyClicks(self.at_keyboard(), text)

    def enter(self, text: str = "") -> None:
        """Type a text and press Enter."""
        if text:
            self.type(text)
        self.press(Qt.Key.Key_Return)

    def kept(self, kind: Any) -> list[Any]:
        """Return the bodies of one kind that the vault holds of this session, as written."""
        journal, session = self.vault.journal, self.companion.session_id
        both = [*journal.record(session), *journal.psychotherapy_notes(session)]
        return [entry.body for entry in both if isinstance(entry.body, kind)]


class _SharedPlayer(Player):
    """Goes from session to session: to start an engine for each test takes most of a second."""

    def close(self) -> None:
        self.load(())
        self.raise_()
        self.pump()


@cache
def shared_player() -> Player:
    """Return the one silent player of this run."""
    player = _SharedPlayer(Output.SILENCE)
    atexit.register(Player.close, player)
    return player


def lay_desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Lay a desk in a folder of its own, and clear it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.DARK)
    with new_vault(tmp_path / "v", tmp_path / "s", "moss lantern harbour") as vault:
        clock = ScriptedClock(MORNING)
        practice = Practice(vault, clock, PROTOCOL)
        settings = Settings(CHECKLISTS, shared_player)
        conductor = Conductor(practice, settings)
        desk = Desk(qtbot, vault, clock, conductor)
        qtbot.addWidget(desk.window)
        yield desk
        conductor.leave()
