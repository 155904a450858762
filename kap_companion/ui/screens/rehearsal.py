"""Before a rehearsal: what it is, which session is played, and how fast its time passes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.rehearsal_run import SPEEDS
from kap_companion.ui.files import choose_script
from kap_companion.ui.panels.gate_page import GatePage, side_by_side
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_WHAT_IT_IS = tr_later(
    "A session with a made-up client plays by itself, in a vault of its own that is thrown away "
    "at the end. Join in whenever you like: notes, vitals, a booster. Then change the draft, sign "
    "it and export it: every page says that it is a rehearsal."
)
_YOURS_IS_CLOSED = tr_later("Your own vault is closed meanwhile.")
_SLOW = tr_later("As long as the session itself, about an hour and a half. The music is heard.")
_FAST = tr_later("About ten minutes. Above 1× the music makes no sound.")
_FASTEST = tr_later("About a minute and a half. Above 1× the music makes no sound.")
_OF_A_SCRIPT = tr_later("Above 1× the music makes no sound.")
_TAKES = {1: _SLOW, 10: _FAST, 60: _FASTEST}


class RehearsalScreen(GatePage):
    """Emits `begin_asked` with the script's Path, None for the app's own, and the speed.

    `back_asked` leads to where one came from.
    """

    begin_asked = Signal(object, int)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rehearse a session"), tr(_WHAT_IT_IS), parent)
        self._is_busy = False
        self.script = HintField(tr("The app’s own session, or a script of yours"))
        self._choose = KeyButton(tr("Choose"))
        self._choose.setAccessibleName(tr("Choose a session script"))
        self.speed = Segmented(
            tuple((str(speed), f"{speed}×") for speed in SPEEDS), str(SPEEDS[0]), tr("Speed")
        )
        self._takes = InlineMessage(tr(_SLOW), Tone.SECOND)
        self.begin = KeyButton(tr("Begin the rehearsal"), tr("Enter"), ButtonTone.PRIMARY)
        self._back = KeyButton(tr("Back"), tr("Esc"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.script, 1)
        row.addWidget(self._choose)
        self.add(SectionLabel(tr("Session")))
        self.add(row)
        self.add(SectionLabel(tr("Speed")), space_before=8)
        self.add(self.speed)
        self.add(self._takes)
        self.add(side_by_side(self.begin, self._back), space_before=8)
        self.script.entered.connect(lambda _: self.ask())
        self.script.textChanged.connect(self._begin_anew)
        self._choose.clicked.connect(self._browse)
        self.speed.chosen.connect(lambda _: self._show_what_it_takes())
        self.begin.clicked.connect(self.ask)
        self._back.clicked.connect(self.back_asked)

    def show_closed(self, is_closed: bool) -> None:
        """Say where one's own vault is closed for it."""
        told = f"{tr(_WHAT_IT_IS)} {tr(_YOURS_IS_CLOSED)}" if is_closed else tr(_WHAT_IT_IS)
        self.tell(told)

    def focus_first(self) -> None:
        """Put the keyboard on what begins it."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Say that it is being made ready, or let it be asked for again."""
        self._is_busy = busy
        self.script.setReadOnly(busy)
        for button in (self._choose, self.begin, self._back):
            button.setEnabled(not busy)
        self.speed.setEnabled(not busy)
        self.say(tr("Making the rehearsal ready.") if busy else "", Tone.SECOND)

    def refuse(self, sentence: str, *, is_of_script: bool) -> None:
        """Say why it does not begin; `is_of_script` where the script is what has to be mended."""
        self.set_busy(False)
        self.say(sentence)
        self.script.set_problem(is_of_script)
        if is_of_script:
            self.script.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def ask(self) -> None:
        """Ask for the rehearsal as it is chosen."""
        if self._is_busy:
            return
        typed = self.script.text().strip()
        speed = int(self.speed.chosen_key() or SPEEDS[0])
        self.begin_asked.emit(Path(typed).expanduser() if typed else None, speed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._is_busy:
            self.back_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _browse(self) -> None:
        chosen = choose_script(self, tr("A session script"))
        if chosen is not None:
            self.script.setText(str(chosen))
            self.script.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_anew(self) -> None:
        self.script.set_problem(False)
        self.say("")
        self._show_what_it_takes()

    def _show_what_it_takes(self) -> None:
        speed = int(self.speed.chosen_key() or SPEEDS[0])
        words = tr(_OF_A_SCRIPT) if self.script.text().strip() else tr(_TAKES[speed])
        self._takes.say(words, Tone.SECOND)
