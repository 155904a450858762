"""The prescriber's limits for this client, and whether the latest reading is within them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import limit_rows, limits_given, within_words
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_MOST_ROWS = 3


class LimitsPanel(QWidget):
    """The app holds the limits and compares; it never makes one up and decides nothing.

    `override_asked` says that the clinician wants to go on outside a limit, for a reason.
    """

    override_asked = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._heading = SectionLabel(tr("Limits"))
        self._rows = [
            (Label(tone=Tone.SECOND, wrap=True), Label(keeps_whole=True)) for _ in range(_MOST_ROWS)
        ]
        self._given = Label(words=Words.LABEL, tone=Tone.SECOND, wrap=True)
        self._standing = InlineMessage()
        self._override = KeyButton(tr("Go on with a reason"), tone=ButtonTone.LINK)
        self._override.clicked.connect(self.override_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addSpacing(2)
        for name, limit in self._rows:
            row = QHBoxLayout()
            row.addWidget(name, 1)
            limit.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(limit, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self._given)
        column.addWidget(self._standing)
        column.addWidget(self._override, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show the limits of the open session, and how the latest reading stands to them."""
        companion = self._conductor.companion
        state = companion.state
        opened = state.facts.opened
        limits = opened.limits if opened else None
        rows = limit_rows(limits)
        self._heading.set_aside(tr("for {client}", client=opened.client) if opened and rows else "")
        for n, (name, limit) in enumerate(self._rows):
            name.setVisible(n < len(rows))
            limit.setVisible(n < len(rows))
            if n < len(rows):
                name.setText(rows[n][0])
                limit.setText(rows[n][1])
        if limits is None or not rows:
            self._given.setText(tr("No limits given by the prescriber."))
        else:
            self._given.setText(limits_given(limits))
        latest, passed = state.latest_reading, companion.outside_limits()
        is_overridden = latest is not None and state.facts.overridden == latest.entry_id
        if latest is None or limits is None or not rows:
            self._standing.say("")
        elif passed:
            line = "; ".join(passed)
            told = f"{line[:1].upper()}{line[1:]}."
            self._standing.say(
                " ".join((told, tr("Gone on with a reason."))) if is_overridden else told, Tone.DUE
            )
        else:
            self._standing.say(within_words(latest.reading, limits), Tone.WELL)
        may_override = bool(passed) and not is_overridden and not state.facts.doses
        self._override.setVisible(may_override and not state.is_signed)
