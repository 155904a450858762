"""Make a vault: a passphrase that holds, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.panels.gate_page import REHEARSE_KEY, RESTORE_KEY, GatePage, side_by_side
from kap_companion.ui.panels.new_passphrase import NewPassphrase
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr


class CreateScreen(GatePage):
    """Emits `make_asked` with the passphrase, `restore_asked` or `rehearsal_asked`."""

    make_asked = Signal(str)
    restore_asked = Signal()
    rehearsal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Make your vault"),
            tr(
                "All that you write is kept encrypted in one vault on this laptop. Its passphrase "
                "is not kept anywhere: nobody can open the vault without it."
            ),
            parent,
        )
        self._new = NewPassphrase(tr("A new passphrase"))
        self._make = KeyButton(tr("Make the vault"), tr("Enter"), ButtonTone.PRIMARY)
        self._restore = KeyButton(tr("Restore from a backup"), RESTORE_KEY, ButtonTone.LINK)
        self.rehearse = KeyButton(tr("Rehearse a session"), REHEARSE_KEY, ButtonTone.LINK)
        self.add(self._new)
        self.add(side_by_side(self._make, self._restore, self.rehearse), space_before=8)
        self._new.entered.connect(self.ask)
        self._new.changed.connect(lambda: self.say(""))
        self._make.clicked.connect(self.ask)
        self._restore.clicked.connect(self.restore_asked)
        act(self, tr("Restore from a backup"), RESTORE_KEY, self._restore.click, group="leave")
        self.rehearse.clicked.connect(self.rehearsal_asked)
        act(self, tr("Rehearse a session"), REHEARSE_KEY, self.rehearse.click, group="leave")

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._new.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Say that the vault is being made, or let the passphrase be typed again."""
        self._new.set_busy(busy)
        self._make.setEnabled(not busy)
        self._restore.setEnabled(not busy)
        self.rehearse.setEnabled(not busy)
        self.say(
            tr("Making the vault: measuring how slow a guess must be on this laptop.")
            if busy
            else "",
            Tone.SECOND,
        )

    def refuse(self, sentence: str) -> None:
        """Say why no vault was made."""
        self.set_busy(False)
        self.say(sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self._new.clear()

    def ask(self) -> None:
        """Ask for the vault, or say what is not right yet."""
        problem = self._new.problem()
        if problem:
            self.say(problem)
            return
        self.make_asked.emit(self._new.passphrase())
