"""Backups from Home: one made now, one put back, and a quiet sentence where none could be made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from kap_companion.ui.acts import act, let_words_breathe
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.gate_page import NOW_KEY, RESTORE_KEY
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr, tr_later

_GROUP_AFTER = "help"
_GOES_ON = tr_later("A session goes on: restore a backup when it has ended.")


class HomeBackups(QObject):
    """Adds its acts to Home's menu. `restore_asked` is to close the vault and go to the gate."""

    restore_asked = Signal()

    def __init__(self, home: HomeScreen, conductor: Conductor) -> None:
        super().__init__(home)
        self._home, self._conductor = home, conductor
        self._told = ""
        before = next(one for one in home.menu.actions() if one.property("group") == _GROUP_AFTER)
        self._put_before(before, act(home, tr("Back up now"), NOW_KEY, self.begin, group="vault"))
        self._put_before(
            before,
            act(home, tr("Restore from a backup"), RESTORE_KEY, self.ask_restore, group="vault"),
        )
        home.menu.insertSeparator(before)
        let_words_breathe(home.menu)
        backing_up = conductor.backing_up
        backing_up.restore_asked.connect(self.ask_restore)
        backing_up.failed.connect(self.tell)
        backing_up.made.connect(lambda _: self.tell(""))

    def begin(self) -> None:
        """Make a backup, and show how far it is."""
        self._home.show_settings()
        self._home.settings.back_up_now()

    def ask_restore(self) -> None:
        """Go to where a backup is put back; not while a session is open."""
        if self._conductor.has_session:
            self._home.clients.say(tr(_GOES_ON))
            return
        self.restore_asked.emit()

    def tell(self, trouble: str) -> None:
        """Say why no backup was made, at Home and never in a session; empty takes it back."""
        clients = self._home.clients
        if trouble and not self._conductor.has_session:
            clients.say(trouble, Tone.SECOND)
            self._told = trouble
        elif self._told and not trouble:
            self._told = ""
            clients.say("")

    def come_home(self) -> None:
        """Say once more what could not be said in a session, or is still so."""
        self.tell(self._conductor.backing_up.trouble)

    def _put_before(self, before: QAction, action: QAction) -> None:
        self._home.menu.insertAction(before, action)
