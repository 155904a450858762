"""The one window: the gate, home, and the room of the open session, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.appearance import Appearance
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.key_help import KeyHelp
from kap_companion.ui.preferences import Preferences, load_preferences, save_preferences
from kap_companion.ui.screens.gate import Gate
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.errors import VaultError

if TYPE_CHECKING:
    from kap_companion.ui.compact import Compact
    from kap_companion.ui.conductor import Conductor
    from kap_companion.ui.curtain import Curtain
    from kap_companion.ui.home_backups import HomeBackups
    from kap_companion.ui.last_backup import LastBackup
    from kap_companion.ui.lock_keeper import LockKeeper
    from kap_companion.ui.rehearsal_ground import Ground
    from kap_companion.ui.rehearsing import Rehearsing
    from kap_companion.ui.room import SessionRoom
    from kap_companion.ui.screens.home import HomeScreen
    from kap_companion.ui.sharing_guard import SharingGuard
    from kap_companion.vault.vault import Vault

_TITLE = "KAP Companion"
_SIZE = (1280, 800)
_LEAST = (1024, 700)
_CLOSE_TWICE_WITHIN_MS = 10_000
_ONE_MOMENT = tr_later("One moment: the passphrase is being changed.")
_MADE_READY = tr_later("One moment: the rehearsal is being made ready.")
_THROWN_AWAY = tr_later(
    "This is a rehearsal. Close the window once more within ten seconds to leave it: all of it is "
    "thrown away."
)
_GOES_ON = tr_later(
    "The session has not been ended. Close the window once more within ten seconds to leave it: "
    "all is kept, and it can be resumed."
)


class Window(QMainWindow):
    """Gate, home and room. It never shows a client in its title."""

    def __init__(
        self,
        entrance: Entrance,
        conduct: Callable[[Vault], Conductor],
        settings_folder: Path,
        parent: QWidget | None = None,
        *,
        rehearsals: Ground | None = None,
    ) -> None:
        """Stand before `entrance`; `conduct` makes the conductor of a vault that was opened.

        Without `rehearsals` none is offered.
        """
        super().__init__(parent)
        self._conduct = conduct
        self._settings_folder = settings_folder
        self._preferences = load_preferences(settings_folder)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._appearance = Appearance(app, self)
        self._conductor: Conductor | None = None
        self._close_again = QTimer(self)
        self._close_again.setSingleShot(True)
        self._close_again.timeout.connect(self._forget_close)
        self._apply_look()
        self._entrance = entrance
        self.gate = Gate(entrance)
        self.curtain: Curtain | None = None
        self.compact: Compact | None = None
        self._keeper: LockKeeper | None = None
        self._sharing: SharingGuard | None = None
        self._last_backup: LastBackup | None = None
        self._backups: HomeBackups | None = None
        self.home: HomeScreen | None = None
        self.room: SessionRoom | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.gate)
        self._notice = InlineMessage("", Tone.DUE)
        set_margins(self._notice, 28, 8, 24, 8)
        self._lay_out()
        self.keys = KeyHelp(self, self._stack)
        self._rehearsals = rehearsals
        self._rehearsing: Rehearsing | None = None
        self._band: QWidget | None = None
        self.gate.opened.connect(self._enter)
        self.gate.rehearsal_asked.connect(self.rehearse)
        self.gate.offer_rehearsal(rehearsals is not None)
        self.gate.show_way_in()

    # --- what goes on ---------------------------------------------------------------------------

    @property
    def conductor(self) -> Conductor | None:
        """Return the conductor of the vault that is open, if one is."""
        return self._conductor

    def lock(self) -> None:
        """Lock by hand: the vault is closed; while a session runs the veil is drawn instead."""
        if self._keeper is not None:
            self._keeper.lock()

    def close_up(self) -> str:
        """Close the vault and show the gate; one comes back to the same place.

        Where the disk takes not what is half typed, return why: then nothing is closed.
        """
        conductor = self._conductor
        if conductor is None:
            return ""
        from kap_companion.ui.closing_up import keep_place

        if self.home is not None and self.home.is_busy:
            self.home.settings.settle()
        trouble = keep_place(self, conductor)
        if not trouble:
            self._let_go()
            self._show(self.gate)
            self.gate.show_way_in()
            # The act that asked for it may be one of a screen that goes.
            QTimer.singleShot(0, self, self._forget)
        return trouble

    def veil(self, *, asks_pin: bool = False) -> None:
        """Veil names, notes and vitals; where that is so, ask for what opens the veil."""
        if self.curtain is None:
            return
        if self.home is not None and self.home.is_busy:
            self.show_notice(tr(_ONE_MOMENT))
            return
        if self.compact is not None and self.curtain.screen is not None:
            self.compact.put_away()
        self.curtain.draw(asks_pin=asks_pin)

    def shrink(self) -> None:
        """Show the open session as the small window beside a video call."""
        if self.compact is not None and not self.compact.is_shown:
            self.compact.take_over()

    @property
    def rehearsing(self) -> Rehearsing | None:
        """Return what leads into rehearsals, where they are offered; made when first asked for."""
        if self._rehearsing is None and self._rehearsals is not None:
            from kap_companion.ui.rehearsing import Rehearsing

            made = Rehearsing(self._rehearsals, self, self._settings_folder, self.keys.action)
            made.back_asked.connect(self._come_back)
            made.left.connect(self._to_gate)
            self._rehearsing = made
        return self._rehearsing

    def rehearse(self, script: Path | None = None) -> None:
        """Ask whether to rehearse `script`, or which one; beside a session that runs none is."""
        from kap_companion.ui.rehearsing import goes_on

        rehearsing = self.rehearsing
        if rehearsing is None or self._is_doing_something_else():
            return
        if self._goes_on() and self.home is not None:
            self.home.clients.say(goes_on())
            return
        rehearsing.ask(script, closes_vault=self._conductor is not None)

    def sweep_rehearsals(self) -> None:
        """Remove what rehearsals left that a crash ended."""
        rehearsing = self.rehearsing
        if rehearsing is not None:
            rehearsing.sweep()

    def wear_band(self, band: QWidget | None) -> None:
        """Show a band over every screen, with its word in the title too; or none."""
        if self._band is not None:
            self._column.removeWidget(self._band)
            self._band.hide()
        self._band = band
        title = _TITLE
        if band is not None:
            self._column.insertWidget(0, band)
            band.show()
            title = tr("REHEARSAL") + f" · {title}"
        self.setWindowTitle(title)

    def notice(self) -> str:
        """Return the sentence that is shown."""
        return self._notice.text() if self._notice_strip.isVisible() else ""

    def show_notice(self, sentence: str) -> None:
        """Show one sentence under whatever is on the screen; empty takes it away."""
        self._notice_strip.setVisible(bool(sentence))
        self._notice.say(sentence, Tone.DUE)

    def keep_half_typed(self) -> None:
        """Save what stands in the note box and the draft, so that not even an error takes it."""
        conductor = self._conductor
        if conductor is None or not conductor.has_session:
            return
        if self.compact is not None:
            self.compact.keep_half_typed()
        if self.curtain is not None:
            self.curtain.keep_half_typed()
        if self.room is None:
            return
        from kap_companion.ui.resting import Resting

        for resting in self.room.findChildren(Resting):
            resting.settle()
        self.room.keep_half_typed()

    def closeEvent(self, event: QCloseEvent) -> None:
        busy = self.gate.while_busy()
        if self.home is not None and self.home.is_busy:
            busy = tr(_ONE_MOMENT)
        if self._rehearsing is not None and self._rehearsing.is_busy:
            busy = tr(_MADE_READY)
        asks = busy or ("" if self._is_close_confirmed() else self._before_closing())
        if asks:
            self.show_notice(asks)
            event.ignore()
            return
        if self._rehearsing is not None:
            self._rehearsing.clear()
        self._let_go()
        self.gate.let_go()
        super().closeEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle(_TITLE)
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self._notice_strip = QWidget()
        self._notice_strip.setProperty("surface", "panel")
        self._notice_strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip = QVBoxLayout(self._notice_strip)
        set_margins(strip, 28, 8, 24, 8)
        strip.addWidget(self._notice)
        self._notice_strip.hide()
        whole = QWidget()
        self._column = column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice_strip)
        self.setCentralWidget(whole)

    def _enter(self, vault: Vault) -> None:
        from kap_companion.ui.closing_up import come_back
        from kap_companion.ui.last_backup import LastBackup

        self._appearance.heed_platform()
        conductor = self._conduct(vault)
        conductor.setParent(self)
        self._conductor = conductor
        self._stand_guard(conductor)
        self.make_home()
        backing_up = conductor.backing_up
        self._last_backup = LastBackup(backing_up, self.show_notice, self.close, conductor)
        conductor.opened.connect(self._last_backup.forget)
        conductor.opened.connect(self._on_opened)
        conductor.left.connect(self._show_home)
        self._show_home()
        come_back(self, conductor)
        self.show_notice(vault.warning or "")

    def _stand_guard(self, conductor: Conductor) -> None:
        """Make what keeps the session from other eyes: veil, lock by itself, sharing."""
        from kap_companion.ui.compact import Compact
        from kap_companion.ui.curtain import Curtain
        from kap_companion.ui.lock_keeper import LockKeeper
        from kap_companion.ui.screen_sharing import of_this_platform
        from kap_companion.ui.sharing_guard import SharingGuard
        from kap_companion.ui.system_lock import lock_with_system
        from kap_companion.ui.veil import Veil

        clock = conductor.practice.clock
        veil = Veil(self._entrance.check, clock, parent=conductor, wait_s=self._entrance.wait_s)
        self.curtain = Curtain(conductor, veil, self, conductor)
        self.curtain.lock_asked.connect(self.lock)
        self.curtain.compact_asked.connect(self.shrink)
        self.compact = Compact(conductor, self, self._settings_folder, conductor)
        self.curtain.changed.connect(self.compact.follow)
        self._keeper = LockKeeper(conductor, self._preferences.idle_minutes, self, conductor)
        self._keeper.watch(self.windowHandle())
        lock_with_system(self, self._keeper.lock_by_itself, self._keeper)
        self.compact.shown.connect(self._on_compact_shown)
        self._sharing = SharingGuard(
            conductor,
            lambda: (self, *(self.compact.windows() if self.compact is not None else ())),
            lambda: self._preferences.hides_from_sharing,
            of_this_platform(),
            conductor,
        )

    def make_home(self) -> HomeScreen:
        """Make Home, out of sight."""
        from kap_companion.ui.home_about import HomeAbout
        from kap_companion.ui.home_backups import HomeBackups
        from kap_companion.ui.screens.home import HomeScreen

        assert self._conductor is not None
        home = HomeScreen(
            self._conductor, self._preferences, rehearses=self._rehearsals is not None
        )
        home.rehearsal_asked.connect(self.rehearse)
        home.lock_asked.connect(self.lock)
        home.room_asked.connect(self._show_room)
        home.quit_asked.connect(self.close)
        home.preferences_chosen.connect(self._choose)
        home.menu.addAction(act(home, tr("Veil"), "F12", self.veil, group="leave"))
        home.menu.addActions((self.keys.action, self.keys.guide))
        home.keys_asked.connect(self.keys.toggle)
        HomeAbout(home)
        self._backups = HomeBackups(home, self._conductor)
        self._backups.restore_asked.connect(self._go_to_restore)
        self.home = home
        self._stack.addWidget(home)
        return home

    def make_room(self) -> SessionRoom:
        """Make the room of the open session, out of sight."""
        from kap_companion.ui.room import SessionRoom

        assert self._conductor is not None
        room = SessionRoom(self._conductor)
        room.home_asked.connect(self._on_home_asked)
        room.lock_asked.connect(self.lock)
        room.veil_asked.connect(self.veil)
        room.veil_pin_asked.connect(lambda: self.veil(asks_pin=True))
        room.compact_asked.connect(self.shrink)
        room.addActions((self.keys.action, self.keys.guide))
        self.room = room
        self._stack.addWidget(room)
        return room

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown."""
        return self._stack.currentWidget()

    def put_up(self, screen: QWidget) -> None:
        """Take a screen in and show it."""
        self._stack.addWidget(screen)
        self._show(screen)

    def take_down(self, screen: QWidget) -> None:
        """Take a screen apart, once what is being done on it is done."""
        screen.hide()
        self._stack.removeWidget(screen)
        screen.deleteLater()

    def _on_compact_shown(self) -> None:
        if self._keeper is not None and self.compact is not None:
            for window in self.compact.windows():
                self._keeper.watch(window.windowHandle())
        if self._sharing is not None:
            self._sharing.apply()

    def _on_opened(self) -> None:
        assert self._conductor is not None
        if self.room is None:
            self.make_room()
        self._show_room()

    def _on_home_asked(self) -> None:
        """Go home; a session that runs goes on behind it, with its music."""
        conductor = self._conductor
        if conductor is None:
            return
        if conductor.has_session and not conductor.companion.state.is_running:
            conductor.leave()
        else:
            self._show_home()

    def _show_room(self) -> None:
        if self.room is not None:
            self._show(self.room)

    def _show_home(self) -> None:
        if self.home is not None:
            self.home.refresh()
            self._show(self.home)
            if self._stack.currentWidget() is self.home:
                self.home.focus_first()
            if self._backups is not None:
                self._backups.come_home()

    def _show(self, screen: QWidget) -> None:
        self.show_notice("")
        self._stack.setCurrentWidget(screen)

    def _let_go(self) -> None:
        """Put the session away, close the vault, and leave nothing of it on any screen."""
        from kap_companion.ui.forgetting_screens import empty_fields

        conductor = self._conductor
        if conductor is None:
            return
        try:
            self.keep_half_typed()
        except VaultError as trouble:
            self.show_notice(str(trouble))
        self._conductor = None
        conductor.left.disconnect(self._show_home)
        if self.compact is not None:
            self.compact.put_away()
        conductor.close()
        if self.curtain is not None:
            self.curtain.close()
        for screen in (self.home, self.room):
            if screen is not None:
                self.take_down(screen)
                empty_fields(screen)
        self.home = self.room = self.curtain = self.compact = None
        self._keeper = self._sharing = None
        self._last_backup = self._backups = None
        conductor.practice.vault.close()
        conductor.deleteLater()

    def _go_to_restore(self) -> None:
        """Close the vault, and show where a backup is put back in its place."""
        trouble = self.close_up()
        if trouble:
            self.show_notice(trouble)
        else:
            self.gate.show_restore()

    def _is_doing_something_else(self) -> bool:
        """Whether a vault is being opened or made, or its passphrase changed."""
        is_busy = self.home is not None and self.home.is_busy
        return is_busy or bool(self.gate.while_busy() or self.gate.before_closing())

    def _come_back(self) -> None:
        """Show again what was there before it was asked for a rehearsal."""
        if self._conductor is None:
            self._to_gate()
        else:
            self._show_home()

    def _to_gate(self) -> None:
        self._show(self.gate)
        self.gate.show_way_in()

    def _forget(self) -> None:
        from kap_companion.ui.forgetting_screens import let_screens_go

        if self._conductor is None:
            let_screens_go()
            self.gate.wash()

    def _before_closing(self) -> str:
        """Return what to say before the window closes; empty where nothing speaks against it."""
        if self._rehearsing is not None and self._rehearsing.stage is not None:
            return tr(_THROWN_AWAY)
        if self._goes_on():
            return tr(_GOES_ON)
        last_backup = self._last_backup.hold_up() if self._last_backup is not None else ""
        return last_backup or self.gate.before_closing()

    def _goes_on(self) -> bool:
        conductor = self._conductor
        if conductor is None or not conductor.has_session:
            return False
        return conductor.companion.state.is_running

    def _is_close_confirmed(self) -> bool:
        """Whether the window was asked to close a moment ago too, or the system is going down."""
        app = QApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            return True
        is_second = self._close_again.isActive()
        self._close_again.start(_CLOSE_TWICE_WITHIN_MS)
        return is_second

    def _forget_close(self) -> None:
        if self.notice() in (tr(_GOES_ON), tr(_THROWN_AWAY), self.gate.before_closing()):
            self.show_notice("")

    def _choose(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._apply_look()
        if self._keeper is not None:
            self._keeper.set_minutes(preferences.idle_minutes)
        if self._sharing is not None:
            self._sharing.apply()
        if not save_preferences(self._settings_folder, preferences):
            self.show_notice(tr("The choice holds until the app closes: the disk did not keep it."))

    def _apply_look(self) -> None:
        self._appearance.wear(self._preferences)
