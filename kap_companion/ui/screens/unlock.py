"""Unlock: one field for the passphrase, and a way in for who has only the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.countdown import Countdown
from kap_companion.ui.panels.gate_page import REHEARSE_KEY, RESTORE_KEY, GatePage, side_by_side
from kap_companion.ui.panels.new_passphrase import secret_field
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr

_KEYCHAIN_KEY = "Ctrl+K"


class UnlockScreen(GatePage):
    """Emits `unlock_asked` with the passphrase as typed."""

    unlock_asked = Signal(str)
    recovery_asked = Signal()
    restore_asked = Signal()
    rehearsal_asked = Signal()
    keychain_asked = Signal()

    def __init__(
        self, folder: Path, wait_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        """`wait_s` tells how many seconds the next passphrase has to wait."""
        super().__init__(tr("Unlock"), tr("The vault in {folder}", folder=_short(folder)), parent)
        self._countdown = Countdown(wait_s, self.say, self)
        self._field = secret_field(tr("Passphrase"))
        self._unlock = KeyButton(tr("Unlock"), tr("Enter"), ButtonTone.PRIMARY)
        self._recover = KeyButton(tr("Use the recovery code"), tone=ButtonTone.LINK)
        self._restore = KeyButton(tr("Restore from a backup"), RESTORE_KEY, ButtonTone.LINK)
        self.rehearse = KeyButton(tr("Rehearse a session"), REHEARSE_KEY, ButtonTone.LINK)
        self.add(self._field)
        self._keychain = KeyButton(tr("Use the keychain"), _KEYCHAIN_KEY, ButtonTone.LINK)
        links = (self._recover, self._restore, self._keychain, self.rehearse)
        self.add(side_by_side(self._unlock, *links), space_before=8)
        self._field.entered.connect(self._ask)
        self._unlock.clicked.connect(self._ask)
        self._recover.clicked.connect(self.recovery_asked)
        self._restore.clicked.connect(self.restore_asked)
        act(self, tr("Restore from a backup"), RESTORE_KEY, self._restore.click, group="leave")
        self.rehearse.clicked.connect(self.rehearsal_asked)
        act(self, tr("Rehearse a session"), REHEARSE_KEY, self.rehearse.click, group="leave")
        self._keychain.clicked.connect(self.keychain_asked)
        act(self, tr("Use the keychain"), _KEYCHAIN_KEY, self._keychain.click, group="leave")
        self._field.textEdited.connect(self._begin_anew)
        self.show_keychain(False)

    def show_keychain(self, opens: bool) -> None:
        """Offer the system's keychain, where it opens the vault too."""
        self._keychain.setVisible(opens)
        self._keychain.setEnabled(opens)

    def reset(self) -> None:
        """Forget what was typed and said, with the keyboard in the field."""
        self._field.clear()
        self._countdown.begin()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool, words: str | None = None) -> None:
        """Say in `words` what is being done, or let the passphrase be typed again."""
        self._field.setReadOnly(busy)
        self._unlock.setEnabled(not busy)
        self._recover.setEnabled(not busy)
        self._restore.setEnabled(not busy)
        self.rehearse.setEnabled(not busy)
        self._keychain.setEnabled(not busy and not self._keychain.isHidden())
        if busy:
            self._countdown.stop()
            self.say(tr("Checking the passphrase.") if words is None else words, Tone.SECOND)
        self.focus_first()

    def refuse(self, sentence: str) -> None:
        """Say why the vault did not open; what was typed stands selected, to be typed over.

        Where the next try has to wait it counts down; meanwhile anything can be typed.
        """
        self.set_busy(False)
        self._countdown.begin(sentence)
        self._field.set_problem(True)
        self._field.selectAll()

    def _ask(self) -> None:
        if self._field.isReadOnly():
            return
        if not self._field.text():
            self.say(tr("Type the passphrase first."), Tone.SECOND)
            self.focus_first()
            return
        self.unlock_asked.emit(self._field.text())

    def _begin_anew(self) -> None:
        self._field.set_problem(False)
        self._countdown.begin()


def _short(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
