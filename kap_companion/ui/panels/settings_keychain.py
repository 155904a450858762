"""Settings for the system's keychain: whether it opens the vault too. Off until it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.errors import VaultError

_WORDS = tr_later(
    "A random secret in the system’s keychain opens the vault at a click; the passphrase is not "
    "kept there and always works. Whoever can use your account while you are logged in can then "
    "open the vault, also after it has locked. Leave it off where others use this computer."
)
_ON = tr_later("The keychain opens the vault from now on.")
_OFF = tr_later("The keychain opens it no longer; its secret is gone.")
_LEFT = tr_later(
    "The keychain opens it no longer. A secret that opens nothing is left in it: {why}"
)


class KeychainPanel(QWidget):
    """One switch. The keychain is asked in a thread: it may ask the person for its own password."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._background = Background(self)
        self.opens = CheckRow(tr("The system’s keychain opens the vault too"))
        self.opens.setChecked(conductor.practice.vault.opens_by_keychain)
        self._message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Keychain")))
        column.addWidget(self.opens)
        column.addWidget(Label(tr(_WORDS), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(self._message)
        self.opens.clicked.connect(self._choose)

    def message(self) -> str:
        """Return the line that is shown."""
        return self._message.text()

    def focus_first(self) -> None:
        """Put the keyboard on the switch."""
        self.opens.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- how it is done -------------------------------------------------------------------------

    def _choose(self, opens: bool) -> None:
        # It is brought in only by who wants it.
        from kap_companion import keychain

        vault = self._conductor.practice.vault
        if self._background.is_busy:
            self._show()
            return
        self._message.say("")
        if opens:
            self._message.say(tr("Asking the keychain."), Tone.SECOND)
            self._background.do(
                lambda: keychain.keep_new_secret(vault.id), self._switch_on, self._refuse
            )
        elif self._set(None):
            self._message.say(tr(_OFF), Tone.WELL)
            self._background.do(
                lambda: keychain.forget_secret(vault.id), lambda _: None, self._tell_left
            )
        self._show()

    def _switch_on(self, secret: str) -> None:
        if self._set(secret):
            self._message.say(tr(_ON), Tone.WELL)
        self._show()

    def _set(self, secret: str | None) -> bool:
        practice = self._conductor.practice
        try:
            practice.vault.set_keychain(secret, at=practice.local_now())
        except VaultError as trouble:
            self._refuse(trouble)
            return False
        return True

    def _refuse(self, trouble: VaultError) -> None:
        self._message.say(str(trouble), Tone.DUE)
        self._show()

    def _tell_left(self, trouble: VaultError) -> None:
        self._message.say(tr(_LEFT, why=trouble), Tone.DUE)

    def _show(self) -> None:
        self.opens.setChecked(self._conductor.practice.vault.opens_by_keychain)
