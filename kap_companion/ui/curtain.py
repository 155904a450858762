"""Draws the veil over the window's screens and opens it again, each of them made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.screens.veiled_home import VeiledHome
from kap_companion.ui.screens.veiled_places import places_in
from kap_companion.ui.veil import Veil
from kap_companion.ui.veiling import (
    HomePlace,
    RoomPlace,
    go_back_home,
    go_back_to_room,
    hand_over,
    home_place,
    keep_half_typed,
    room_place,
)

if TYPE_CHECKING:
    from kap_companion.ui.screens.home import HomeScreen


class Stage(Protocol):
    """What the window does for the curtain."""

    home: HomeScreen | None
    room: SessionRoom | None

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown, or is to be shown once the lock is lifted."""
        ...

    def make_home(self) -> HomeScreen | None:
        """Make Home anew, where there is one."""
        ...

    def make_room(self) -> SessionRoom:
        """Make the open session's room anew."""
        ...

    def put_up(self, screen: QWidget) -> None:
        """Take a screen in and show it."""
        ...

    def take_down(self, screen: QWidget) -> None:
        """Take a screen apart."""
        ...


class Curtain(QObject):
    """`changed` says that the veil was drawn or opened."""

    changed = Signal()
    lock_asked = Signal()
    compact_asked = Signal()

    def __init__(
        self, conductor: Conductor, veil: Veil, stage: Stage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._veil = veil
        self._stage = stage
        self._home: HomePlace | None = None
        self._room: RoomPlace | None = None
        self._spared: SessionRoom | None = None
        self.screen: VeiledRoom | VeiledHome | None = None
        veil.opened.connect(self._open)
        conductor.left.connect(veil.forget)

    @property
    def veiled_room(self) -> VeiledRoom | None:
        """Return the veiled room, while there is one."""
        return self.screen if isinstance(self.screen, VeiledRoom) else None

    @property
    def places(self) -> tuple[HomePlace | None, RoomPlace | None]:
        """Return where Home and the room were as the veil was drawn."""
        return self._home, self._room

    @property
    def opens_at(self) -> str | None:
        """The tab of the room that comes when the veil is opened; None where Home does."""
        return self.veiled_room.tab if self.veiled_room is not None else None

    def draw(self, *, asks_pin: bool = False, by_itself: bool = False) -> None:
        """Draw the veil; where it is drawn, ask for what opens it.

        A PIN is offered where there is none yet, and asked for where `asks_pin`. Drawn `by_itself`
        it offers none: nobody may be there, or somebody else.
        """
        if self.screen is not None:
            if not by_itself:
                self.screen.ask_to_open()
            return
        stage, room, home = self._stage, self._stage.room, self._stage.home
        has_session = self._conductor.has_session and room is not None
        in_room = room is not None and has_session and stage.current_screen() is room
        self._home = home_place(home) if home is not None else None
        offers_pin = in_room and not by_itself and (asks_pin or not self._veil.has_pin)
        self._veil.draw(offers_pin=offers_pin)
        is_kept = True
        if room is not None and has_session:
            self._room = room_place(room)
            is_kept = keep_half_typed(self._conductor, room)
        if in_room and room is not None:
            self.screen = self._veil_room(room)
        else:
            self.screen = VeiledHome(self._conductor, self._veil)
            stage.put_up(self.screen)
        self.screen.lock_asked.connect(self.lock_asked)
        if room is not None:
            # What the disk refuses stays where it is, out of sight.
            self._spared = None if is_kept else room
            stage.room = None
            if is_kept:
                stage.take_down(room)
        if home is not None:
            stage.home = None
            stage.take_down(home)
        if asks_pin and isinstance(self.screen, VeiledRoom):
            self.screen.panel.ask_pin()
        self.changed.emit()

    def keep_half_typed(self) -> None:
        """Keep what stands in the veiled note box, now."""
        if self.veiled_room is not None:
            self.veiled_room.keep_half_typed()

    def close(self) -> None:
        """Let go of everything: the vault is closed."""
        self._veil.lift()
        for screen in (self.screen, self._spared):
            if screen is not None:
                self._stage.take_down(screen)
        self.screen = self._spared = None

    # --- how it is done -------------------------------------------------------------------------

    def _veil_room(self, room: SessionRoom) -> VeiledRoom:
        veiled = VeiledRoom(self._conductor, self._veil, places_in(room))
        veiled.compact_asked.connect(self.compact_asked)
        writing = room.session.writing
        if writing.isVisible():
            hand_over(writing, veiled.writing)
            self._stage.put_up(veiled)
        else:
            # The close keeps the box that it was lent as it is hidden.
            self._stage.put_up(veiled)
            veiled.writing.begin()
        room.transport.keys.withdraw()
        veiled.transport.tell()
        return veiled

    def _open(self, by_pin: bool) -> None:
        stage, screen = self._stage, self.screen
        if screen is None:
            return
        veiled = self.veiled_room
        self.screen = None
        if veiled is not None:
            veiled.keep_half_typed()
            veiled.transport.keys.withdraw()
        home = stage.make_home()
        if home is not None:
            home.refresh()
        if home is not None and self._home is not None:
            go_back_home(home, self._home)
        room = self._make_room()
        back_to = room if room is not None and (veiled is not None or home is None) else home
        if back_to is not None:
            stage.put_up(back_to)
        if room is not None and self._room is not None:
            go_back_to_room(room, self._room, veiled.tab if veiled else self._room.tab)
            room.transport.tell()
        if veiled is not None and room is not None and room.session.isVisible():
            hand_over(veiled.writing, room.session.writing)
        if home is not None and home.isVisible():
            home.focus_first()
        stage.take_down(screen)
        self._home = self._room = None
        self.changed.emit()
        practice = self._conductor.practice
        self._conductor.attempt(lambda: practice.tell_veil_opened(by_pin=by_pin))

    def _make_room(self) -> SessionRoom | None:
        spared, self._spared = self._spared, None
        if spared is not None:
            self._stage.room = spared
            return spared
        return self._stage.make_room() if self._conductor.has_session else None
