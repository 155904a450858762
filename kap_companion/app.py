"""The composition root: the only place that builds clock, vault, engine and window."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kap_companion import crash, resources
from kap_companion.language import tr, tr_later
from kap_companion.paths import Paths, app_paths
from kap_companion.system_clock import SystemClock
from kap_companion.ui import theme
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.preferences import load_preferences
from kap_companion.ui.rehearsal_ground import Ground
from kap_companion.ui.window import Window
from kap_companion.ui.words import speak_in

if TYPE_CHECKING:
    from kap_companion.music.player import Player
    from kap_companion.practice import Practice
    from kap_companion.script import Script
    from kap_companion.session.checklists import Checklist
    from kap_companion.session.clock import Clock
    from kap_companion.ui.conductor import Conductor
    from kap_companion.vault.keys import KeyCost
    from kap_companion.vault.vault import Vault

_NO_SCREEN = 2
_ICON = "icon/kap-companion.svg"
SORRY = tr_later(
    "Something went wrong inside the app. What was kept is safe, and so is what you were typing; "
    "a crash note without any of your words lies in {folder}."
)


def run_window(vault: Path | None, script: Path | None = None) -> int:
    """Open the window on `vault`, the default one where None; return the exit code.

    With a session `script` it is asked at once whether to rehearse it. Without a screen, one line
    on stderr says so and the answer is 2.
    """
    trouble = no_screen(sys.platform, os.environ)
    if trouble:
        print(trouble, file=sys.stderr)
        return _NO_SCREEN
    crash.keep_memory_off_the_disk()
    # Ctrl+C in the terminal ends the app as a kill would: what was kept is on disk already.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = QApplication.instance() or theme.make_app("kap-companion")
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName(tr("KAP Companion"))
    app.setDesktopFileName("kap-companion")
    speak_in(app, load_preferences(app_paths().settings).spoken)
    window = make_window(vault)
    crash.catch_errors(app_paths().state, lambda folder: tell_of_error(window, folder))
    first_paint = _FirstPaint(window)
    window.show()
    # Where no window manager gives out the keyboard, nothing else would.
    window.activateWindow()
    window.gate.focus_first()
    first_paint.then(_look_for_garbage)
    if os.environ.get("KAP_EXIT_AFTER_PAINT") == "1":
        first_paint.then(app.quit)
    else:
        first_paint.then(window.gate.warm_up)
        first_paint.then(window.sweep_rehearsals)
        if script is not None:
            first_paint.then(lambda: window.rehearse(script))
        first_paint.then(lambda: app.setWindowIcon(QIcon(str(resources.path(_ICON)))))
    return app.exec()


def make_window(vault: Path | None, cost: Callable[[], KeyCost] | None = None) -> Window:
    """Return the window with all that stands behind it; nothing is opened yet.

    `cost` is what one guess of a passphrase is to cost; calibrated on this computer if left out.
    """
    paths = app_paths()
    clock = SystemClock()
    entrance = Entrance(vault or paths.vault, paths.state, clock, cost)

    def conduct(opened: Vault) -> Conductor:
        # Brought in once the gate has been painted: together they take most of a second.
        from kap_companion.music.measuring import Measurer
        from kap_companion.music.player import Output, Player
        from kap_companion.ui.conductor import Conductor, Settings

        practice, checklists = _practice(opened, clock, paths)
        settings = Settings(checklists, lambda: Player(Output.SOUND_CARD), Measurer, backs_up=True)
        return Conductor(practice, settings)

    return Window(entrance, conduct, paths.settings, rehearsals=rehearsal_ground(paths, clock))


def rehearsal_ground(paths: Paths, clock: Clock) -> Ground:
    """Return what rehearsals stand on: vaults that are thrown away, and the app's own music."""

    def try_script(script: Script, home: Path) -> None:
        from kap_companion.rehearsal import Rehearsal
        from kap_companion.session.clock import ScriptedClock
        from kap_companion.throw_away import make_throw_away

        made = make_throw_away(home)
        try:
            tried = ScriptedClock(clock.now().wall)
            practice, checklists = _practice(made.vault, tried, paths)
            Rehearsal(practice, tried, checklists).play(script, lambda line, entry: None)
        finally:
            made.clear()

    def conduct(vault: Vault, by: Clock, new_player: Callable[[], Player]) -> Conductor:
        from kap_companion.music.measuring import Measurer
        from kap_companion.ui.conductor import Conductor, Settings

        practice, checklists = _practice(vault, by, paths)
        return Conductor(practice, Settings(checklists, new_player, Measurer, is_rehearsal=True))

    def own_session() -> bytes:
        from kap_companion.script import own_script

        return own_script()

    def new_player(is_heard: bool) -> Player:
        from kap_companion.music.player import Output, Player

        return Player(Output.SOUND_CARD if is_heard else Output.SCRIPTED)

    return Ground(
        home=paths.state / "rehearsals",
        clock=clock,
        own_script=own_session,
        music=resources.music,
        try_script=try_script,
        conduct=conduct,
        new_player=new_player,
    )


def _practice(vault: Vault, clock: Clock, paths: Paths) -> tuple[Practice, Sequence[Checklist]]:
    """Return the practice in a vault, and its checklists."""
    from kap_companion.practice import Practice
    from kap_companion.session.checklists import parse_checklists
    from kap_companion.session.phases import parse_protocol

    protocol = parse_protocol(resources.text("phases/lozenge.json"))
    practice = Practice(vault, clock, protocol, paths.templates, paths.scales)
    return practice, parse_checklists(resources.text("checklists/lozenge.json"))


def no_screen(system: str, environment: Mapping[str, str]) -> str:
    """Return why no window can be opened here, in one line; empty where one can.

    Qt itself would end the process without a word that helps.
    """
    if environment.get("QT_QPA_PLATFORM") or system in ("win32", "darwin"):
        return ""
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    if not environment.get("DISPLAY"):
        return tr("There is no screen here: open the window on a desktop, or play `rehearse`.")
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as trouble:
        return tr("The window needs a library that is missing: {trouble}.", trouble=trouble)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        return tr(
            "The screen {environment} cannot be reached: check DISPLAY.",
            environment=environment["DISPLAY"],
        )
    return ""


def tell_of_error(window: Window, folder: Path) -> None:
    """After an unexpected error: keep the half-typed note and say one sentence."""
    try:
        window.keep_half_typed()
    finally:
        window.show_notice(tr(SORRY).format(folder=folder))


def _look_for_garbage() -> None:
    """Begin to look for garbage, as Python does; what the start brought in stays and is left out.

    So the start does not look through it again and again (see `cli.py`), nor do the hours after.
    """
    gc.freeze()
    gc.enable()


class _FirstPaint(QObject):
    """Calls back once, right after the window was first painted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[object] = []
        window.installEventFilter(self)

    def then(self, act: object) -> None:
        self._waiting.append(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            for act in self._waiting:
                QTimer.singleShot(0, act)  # type: ignore[call-overload]
        return False
