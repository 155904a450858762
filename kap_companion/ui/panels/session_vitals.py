"""Vitals in the session: the latest reading, its change, and the line that takes another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.vitals_line import VitalsLine
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.vitals_panel import VitalsPanel
from kap_companion.ui.words import tr

_HINT = "128/82 72 98"


class SessionVitals(QWidget):
    """Enter keeps the line; one that cannot be right stays, with the reason under it.

    `done` says that the keyboard may go back to the note box, `resized` that the height is new.
    """

    done = Signal()
    resized = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._panel = VitalsPanel()
        self.field = VitalsLine(conductor, _HINT)
        self.field.setAccessibleName(tr("Vitals: pressure, heart rate, SpO₂, breaths"))
        self.message = InlineMessage("", Tone.DUE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panel)
        column.addSpacing(12)
        column.addWidget(self.field)
        self._gap = QSpacerItem(0, 0)
        column.addItem(self._gap)
        column.addWidget(self.message)
        self.field.kept.connect(self.done)
        self.field.troubled.connect(self._say)
        self.field.begun_anew.connect(self.refresh)

    def take_keyboard(self, time: str = "") -> None:
        """Let a reading be typed, taken at `time` such as '-3m' where one was told already."""
        if time and not self.field.text():
            self.field.setText(f"{time} ")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the latest reading, and plainly what of it is outside the prescriber's limits."""
        shown = presenting.vitals_shown(
            self._conductor.companion.state, self._conductor.clock_words
        )
        self._panel.set_readings(shown.readings, shown.when)
        offers = presenting.offers_mean(self._conductor.companion.state)
        self.field.setPlaceholderText(tr("{figures}, or avg", figures=_HINT) if offers else _HINT)
        if not self.field.property("problem"):
            self._say(shown.outside)

    def clear(self) -> None:
        """Begin with an empty line, as for another session."""
        self.field.begin()

    def _say(self, words: str) -> None:
        self.message.say(words, Tone.DUE)
        self._gap.changeSize(0, 6 if words else 0)
        self.updateGeometry()
        self.resized.emit()
