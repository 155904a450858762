"""The left of Home: today's sessions, and what waits to be signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.home_list import HomeList, inset
from kap_companion.ui.panels.home_rows import (
    to_sign_columns,
    to_sign_row,
    today_columns,
    today_row,
)
from kap_companion.ui.panels.home_view import Day
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.section_label import SectionLabel


class DayPanel(QWidget):
    """Emits `session_asked` with the id of the session that was chosen."""

    session_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = HomeList("Sessions today", today_columns, 36, fits=True)
        self.to_sign = HomeList("To sign", to_sign_columns, 32, fits=True)
        self._no_session = InlineMessage("None yet.", Tone.SECOND)
        self._more_to_sign = InlineMessage("", Tone.SECOND)
        self._none_to_sign = InlineMessage("Nothing waits to be signed.", Tone.SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 16, 16)
        column.setSpacing(8)
        column.addLayout(inset(SectionLabel("Sessions today")))
        column.addLayout(inset(self._no_session))
        column.addWidget(self.today)
        column.addSpacing(24)
        column.addLayout(inset(SectionLabel("To sign")))
        column.addLayout(inset(self._none_to_sign))
        column.addWidget(self.to_sign)
        column.addLayout(inset(self._more_to_sign))
        column.addStretch(1)
        for one in (self.today, self.to_sign):
            one.opened.connect(self.session_asked)

    def show_day(self, day: Day) -> None:
        """Show the day."""
        self.today.set_rows([today_row(one, day.now) for one in day.today])
        self.to_sign.set_rows([to_sign_row(one, day.now) for one in day.to_sign])
        more = "1 more waits" if day.more_to_sign == 1 else f"{day.more_to_sign:,} more wait"
        words = f"{more}; these have waited longest." if day.more_to_sign else ""
        self._more_to_sign.say(words, Tone.SECOND)
        self.today.setVisible(bool(day.today))
        self.to_sign.setVisible(bool(day.to_sign))
        self._no_session.setVisible(not day.today)
        self._none_to_sign.setVisible(not day.to_sign)
