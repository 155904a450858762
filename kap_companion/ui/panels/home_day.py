"""The left of Home: today's sessions, and what waits to be signed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.panels.gate_page import REHEARSE_KEY
from kap_companion.ui.panels.home_list import HomeList, inset
from kap_companion.ui.panels.home_overdue import Overdue
from kap_companion.ui.panels.home_rows import (
    overdue_row,
    to_sign_columns,
    to_sign_row,
    today_columns,
    today_row,
)
from kap_companion.ui.panels.home_view import Day
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn

_MOST_OVERDUE = 8


class DayPanel(QWidget):
    """Emits `session_asked` with a session's id, `course_asked` with a client's, and
    `rehearsal_asked`.
    """

    session_asked = Signal(str)
    course_asked = Signal(str)
    rehearsal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = HomeList(tr("Sessions today"), today_columns, 36, fits=True)
        self.to_sign = HomeList(tr("To sign"), to_sign_columns, 32, fits=True)
        self.overdue = HomeList(tr("Overdue"), to_sign_columns, 32, fits=True)
        self._more_overdue = InlineMessage("", Tone.SECOND)
        self._no_session = InlineMessage(tr("None yet."), Tone.SECOND)
        self._more_to_sign = InlineMessage("", Tone.SECOND)
        self._none_to_sign = InlineMessage(tr("Nothing waits to be signed."), Tone.SECOND)
        column = QVBoxLayout(self)
        set_margins(column, 20, 24, 16, 16)
        column.setSpacing(8)
        column.addLayout(inset(SectionLabel(tr("Sessions today"))))
        column.addLayout(inset(self._no_session))
        column.addWidget(self.today)
        column.addSpacing(24)
        column.addLayout(inset(SectionLabel(tr("To sign"))))
        column.addLayout(inset(self._none_to_sign))
        column.addWidget(self.to_sign)
        column.addLayout(inset(self._more_to_sign))
        column.addSpacing(24)
        self._overdue_label = SectionLabel(tr("Overdue"))
        column.addLayout(inset(self._overdue_label))
        column.addWidget(self.overdue)
        column.addLayout(inset(self._more_overdue))
        column.addStretch(1)
        self.rehearse = KeyButton(tr("Rehearse a session"), REHEARSE_KEY, ButtonTone.LINK)
        beside = QHBoxLayout()
        beside.addWidget(self.rehearse)
        beside.addStretch(1)
        column.addLayout(inset(beside))
        self.rehearse.clicked.connect(self.rehearsal_asked)
        self.offer_rehearsal(False)
        self.show_overdue(())
        self.overdue.opened.connect(self.course_asked)
        for one in (self.today, self.to_sign):
            one.opened.connect(self.session_asked)

    def show_day(self, day: Day) -> None:
        """Show the day."""
        self.today.set_rows([today_row(one, day.now) for one in day.today])
        self.to_sign.set_rows([to_sign_row(one, day.now) for one in day.to_sign])
        words = trn(
            "1 more waits; these have waited longest.",
            "{count} more wait; these have waited longest.",
            day.more_to_sign,
            count=f"{day.more_to_sign:,}",
        )
        if not day.more_to_sign:
            words = ""
        self._more_to_sign.say(words, Tone.SECOND)
        self.today.setVisible(bool(day.today))
        self.to_sign.setVisible(bool(day.to_sign))
        self._no_session.setVisible(not day.today)
        self._none_to_sign.setVisible(not day.to_sign)

    def offer_rehearsal(self, offers: bool) -> None:
        """Offer to rehearse a session, or not."""
        self.rehearse.setVisible(offers)

    def show_overdue(self, overdue: Sequence[Overdue]) -> None:
        """Show whose course has something overdue; without any nothing is said."""
        self.overdue.set_rows([overdue_row(one) for one in overdue[:_MOST_OVERDUE]])
        more = len(overdue) - _MOST_OVERDUE
        words = trn(
            "1 more client has something overdue.",
            "{n} more clients have something overdue.",
            more,
        )
        self._more_overdue.say(words if more > 0 else "", Tone.SECOND)
        self._overdue_label.setVisible(bool(overdue))
        self.overdue.setVisible(bool(overdue))
