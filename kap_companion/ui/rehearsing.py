"""Leads into a rehearsal and out of it again, from the gate or from Home."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kap_companion.session.clock import Clock, ScriptedClock, at_offset
from kap_companion.ui.background import Background
from kap_companion.ui.rehearsal_ground import Ground
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.errors import VaultError

if TYPE_CHECKING:
    from kap_companion.music.player import Player
    from kap_companion.script import Script
    from kap_companion.throw_away import ThrowAway
    from kap_companion.ui.rehearsal_stage import RehearsalStage
    from kap_companion.ui.screens.rehearsal import RehearsalScreen

_GOES_ON = tr_later("A session goes on: end it before you rehearse.")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A script that was read and tried, and the vault to play it in."""

    script: Script
    made: ThrowAway


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why the script cannot be rehearsed."""

    why: str


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

    def close_up(self) -> str:
        """Close the vault that is open, if one is; return why it cannot be, if so."""
        ...

    def window(self) -> QWidget:
        """Return the window itself."""
        ...


class Rehearsing(QObject):
    """`back_asked` wants shown what was there before, `left` the gate: a rehearsal is over.

    A rehearsal has the window to itself: the clinician's own vault is closed before it begins.
    """

    back_asked = Signal()
    left = Signal()

    def __init__(self, ground: Ground, front: Front, settings_folder: Path, keys: QAction) -> None:
        """Rehearse on `ground` in the window `front`, whose act of all keys is `keys`."""
        super().__init__(front.window())
        self._ground = ground
        self._front = front
        self._settings_folder = settings_folder
        self._keys = keys
        self._screen: RehearsalScreen | None = None
        self.stage: RehearsalStage | None = None
        self._background = Background(self)

    @property
    def is_busy(self) -> bool:
        """Whether a rehearsal is being made ready just now."""
        return self._screen is not None and self._background.is_busy

    @property
    def screen(self) -> RehearsalScreen | None:
        """Return where it is chosen what to rehearse, while that is shown."""
        return self._screen

    def ask(self, script: Path | None, *, closes_vault: bool) -> None:
        """Show what a rehearsal is, and ask for its speed and session: `script`, where known."""
        from kap_companion.ui.screens.rehearsal import RehearsalScreen

        if self.is_busy or self.stage is not None:
            return
        # A lock may have come over the one that was asked before.
        self._put_screen_away()
        screen = self._screen = RehearsalScreen()
        screen.show_closed(closes_vault)
        if script is not None:
            screen.script.setText(str(script))
        screen.begin_asked.connect(self._make_ready)
        screen.back_asked.connect(self._go_back)
        self._front.put_up(screen)
        screen.focus_first()

    def sweep(self) -> None:
        """Remove what rehearsals left that a crash ended."""
        home = self._ground.home
        if home.is_dir():
            from kap_companion.throw_away import sweep

            self._background.do(lambda: sweep(home), lambda _: None, lambda _: None)

    def clear(self) -> None:
        """Leave whatever goes on; nothing of it stays."""
        self._background.settle()
        stage, self.stage = self.stage, None
        if stage is not None:
            stage.clear()
        self._put_screen_away()

    # --- how it is done -------------------------------------------------------------------------

    def _make_ready(self, path: Path | None, speed: int) -> None:
        screen = self._screen
        if screen is None:
            return
        screen.set_busy(True)

        def done(ready: _Ready | _Refused) -> None:
            if isinstance(ready, _Refused):
                screen.refuse(ready.why, is_of_script=True)
            else:
                self._begin(ready, speed)

        def failed(trouble: VaultError) -> None:
            screen.refuse(str(trouble), is_of_script=False)

        self._background.do(
            lambda: _ready(self._ground, path), done, failed, lambda: screen.set_busy(False)
        )

    def _begin(self, ready: _Ready, speed: int) -> None:
        trouble = self._front.close_up()
        if trouble and self._screen is not None:
            ready.made.clear()
            self._screen.refuse(trouble, is_of_script=False)
            return
        from kap_companion.ui.rehearsal_stage import RehearsalStage

        ground = self._ground
        clock = _clock(ground.clock, ready.script.length)

        def new_player() -> Player:
            stage = self.stage
            return ground.new_player(speed <= 1 if stage is None else stage.time.is_heard)

        conductor = ground.conduct(ready.made.vault, clock, new_player)
        stage = self.stage = RehearsalStage(
            ready.made,
            conductor,
            clock,
            ground.music(),
            self._front,
            self._settings_folder,
            self._keys,
        )
        stage.left.connect(self._leave)
        try:
            stage.begin(ready.script, speed)
        except VaultError as full:
            self.stage = None
            stage.clear()
            if self._screen is not None:
                self._front.put_up(self._screen)
                self._screen.refuse(str(full), is_of_script=False)
            return
        self._put_screen_away()

    def _leave(self) -> None:
        self.clear()
        self.left.emit()

    def _go_back(self) -> None:
        self._put_screen_away()
        self.back_asked.emit()

    def _put_screen_away(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            self._front.take_down(screen)


def goes_on() -> str:
    """Return why no rehearsal begins while a session runs."""
    return tr(_GOES_ON)


def _ready(ground: Ground, path: Path | None) -> _Ready | _Refused:
    """Read the script and make the vault, in a thread. Raises VaultNotWritable."""
    from kap_companion.rehearsal_run import check_script
    from kap_companion.script import ScriptError, parse_script
    from kap_companion.throw_away import make_throw_away, sweep

    try:
        script = parse_script(ground.own_script() if path is None else path.read_bytes())
        check_script(script)
        if path is not None:
            ground.try_script(script, ground.home)
    except ScriptError as trouble:
        return _Refused(str(trouble))
    except OSError as trouble:
        why = trouble.strerror or tr("the disk did not give it")
        return _Refused(tr("{path} cannot be read: {why}.", path=path, why=why))
    sweep(ground.home)
    return _Ready(script, make_throw_away(ground.home))


def _clock(here: Clock, length: timedelta) -> ScriptedClock:
    """Return a clock that begins so long ago that nothing of the script lies in the future."""
    wall = here.now().wall
    begun = at_offset(wall, here.utc_offset(wall)) - length
    return ScriptedClock(begun, f"rehearsal-{secrets.token_hex(8)}")
