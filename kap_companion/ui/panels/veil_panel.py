"""What stands in place of what is veiled: one line, and once asked the field that opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.countdown import Countdown
from kap_companion.ui.panels.new_passphrase import secret_field
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.veil import Veil
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.pin import LONGEST

_COLUMN = 360
_MARGIN = 24
_VEILED = tr_later("Veiled. F12 opens it.")
_PASSPHRASE = tr_later("Passphrase")
_PASSPHRASE_OR_PIN = tr_later("PIN or passphrase")
_NEW_PIN = tr_later("PIN for this session, 4 to 8 digits")
_KEPT = tr_later("The PIN opens the veil until this session is put away.")


class VeilPanel(EscBox):
    """`left` says that the keyboard may go back to the note box."""

    def __init__(self, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._veil = veil
        self._is_choosing = False
        self._words = Label(tr(_VEILED), Words.NOTE, Tone.SECOND)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.offer = KeyButton(
            tr("Choose a short PIN for this session"), "Shift+F12", ButtonTone.LINK
        )
        self.offer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.why = InlineMessage("", Tone.SECOND)
        self.why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = secret_field(tr(_PASSPHRASE))
        self.message = InlineMessage("", Tone.SECOND)
        self._countdown = Countdown(
            veil.wait_s, lambda words: self.message.say(words, Tone.DUE), self
        )
        self._lay_out()
        self.field.entered.connect(self._enter)
        self.field.textEdited.connect(self._begin_anew)
        self.offer.clicked.connect(self.ask_pin)
        self.left.connect(self.put_away)
        veil.refused.connect(self._refuse)
        veil.pin_kept.connect(self._on_pin_kept)
        self.put_away()

    @property
    def is_asking(self) -> bool:
        """Whether the field is open."""
        return not self.field.isHidden()

    @property
    def offers_pin(self) -> bool:
        """Whether a PIN may be chosen now."""
        return self._veil.offers_pin

    def beat(self) -> None:
        """Let the offer of a PIN run out."""
        self.offer.setVisible(self._veil.offers_pin and not self.is_asking)
        has_run_out = not self._veil.offers_pin and not self._veil.is_busy
        if self._is_choosing and self.is_asking and has_run_out:
            self.left.emit()

    def say_why(self, why: str) -> None:
        """Say in one sentence why the veil was drawn where a lock was meant."""
        self.why.say(why, Tone.SECOND)

    def ask_to_open(self) -> None:
        """Ask for what opens the veil."""
        self._is_choosing = False
        self._ask(tr(_PASSPHRASE_OR_PIN) if self._veil.has_pin else tr(_PASSPHRASE))

    def ask_pin(self) -> None:
        """Ask for a PIN, while one may be chosen."""
        self._is_choosing = True
        self._ask(tr(_NEW_PIN))

    def put_away(self) -> None:
        """Ask no more, and forget what was typed."""
        self.field.clear()
        self.field.hide()
        self._countdown.stop()
        self.message.say("")
        self._is_choosing = False
        self.beat()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._measure()

    # --- how it is done -------------------------------------------------------------------------

    def _measure(self) -> None:
        room = self.width() - 2 * _MARGIN
        self._middle.setFixedWidth(max(_COLUMN, min(room, theme.look().px(_COLUMN))))

    def _lay_out(self) -> None:
        self._middle = middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.why)
        column.addSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.message)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)

    def _ask(self, hint: str) -> None:
        self.field.clear()
        self.field.setMaxLength(LONGEST if self._is_choosing else 32767)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.set_problem(False)
        self.message.say(tr("Enter keeps it, Esc goes back.") if self._is_choosing else "")
        self.message.set_tone(Tone.SECOND)
        self.field.show()
        self.offer.hide()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self, typed: str) -> None:
        if not typed or self._veil.is_busy:
            return
        if self._is_choosing:
            self._veil.choose_pin(typed)
        else:
            self._countdown.stop()
            self.message.say(tr("Checking."), Tone.SECOND)
            self._veil.try_to_open(typed)

    def _refuse(self, why: str) -> None:
        if self.is_asking:
            self._countdown.begin(why)
            self.field.set_problem(True)
            self.field.selectAll()

    def _on_pin_kept(self) -> None:
        self.left.emit()
        self.message.say(tr(_KEPT), Tone.SECOND)

    def _begin_anew(self) -> None:
        self.field.set_problem(False)
        self._countdown.stop()
        self.message.say("")
