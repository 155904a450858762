"""The practice's fees: a line a service, an empty one below, and how time is rounded."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.course_words import meeting_words
from kap_companion.session.entries import MeetingKind
from kap_companion.session.fees import FeeSchedule, FeesError, Service
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_fee_row import FeeRow
from kap_companion.ui.panels.settings_rounding import RoundingPanel
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_USED = tr_later(
    "For superbills. A line called Consultation or Follow-up is used for those meetings. Codes are "
    "yours to type: the app knows none. Empty a line of your own to take it away."
)


class FeesPanel(QWidget):
    """A line is kept on leaving it, once service, fee and minutes are there."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fees = conductor.practice.fees
        self._conductor = conductor
        self.rows: list[FeeRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(SectionLabel(tr("Services")))
        column.addWidget(Label(tr(_USED), Words.LABEL, Tone.SECOND, wrap=True))
        column.addLayout(self._lines)
        column.addSpacing(8)
        self._show_rows()
        # Made after the first lines: Tab comes to it after them.
        self.rounding = RoundingPanel(conductor)
        column.addWidget(self.rounding)
        self.rounding.refresh()

    def parts(self) -> tuple[QWidget, ...]:
        """Return its settings."""
        return (*self.rows, self.rounding)

    def refresh(self) -> None:
        """Show the fees as they are kept."""
        self._show_rows()
        self.rounding.refresh()

    def keep(self) -> None:
        """Keep what stands in the fields."""
        for row in tuple(self.rows):
            row.keep()
        self.rounding.keep()

    # --- how it is done -------------------------------------------------------------------------

    def _show_rows(self) -> None:
        schedule = self._fees.schedule
        kept = {one.key: one for one in schedule.services}
        usual = [one.key for one in self._fees.usual.services]
        keys = [*usual, *(key for key in kept if key not in usual)]
        wanted = [*keys, self._free_key(keys)]
        if [row.key for row in self.rows] != wanted:
            self._lay_rows(wanted)
        for row in self.rows:
            row.show_service(kept.get(row.key))

    def _lay_rows(self, keys: list[str]) -> None:
        known = {row.key: row for row in self.rows}
        for row in self.rows:
            self._lines.removeWidget(row)
            if row.key not in keys:
                row.hide()
                row.deleteLater()
        self.rows = [known.get(key) or self._made(key, n + 1) for n, key in enumerate(keys)]
        for row in self.rows:
            self._lines.addWidget(row)
        stops = [stop for row in self.rows for stop in row.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _made(self, key: str, nth: int) -> FeeRow:
        row = FeeRow(key, self._fees.usual.service(key), self._fees.sources.get(key, ""), nth)
        row.kept.connect(partial(self._keep, row))
        row.back_asked.connect(partial(self._go_back, row))
        return row

    def _keep(self, row: FeeRow) -> None:
        row.say("")
        services = {one.key: one for one in self._fees.schedule.services}
        if row.is_empty and not row.is_usual:
            services.pop(row.key, None)
        elif row.is_half and row.key not in services:
            return  # it waits for the rest
        else:
            try:
                typed = row.service()
            except FeesError as trouble:
                row.say(str(trouble))
                return
            services[row.key] = replace(typed, key=self._key_of(row, typed, services))
            if services[row.key].key != row.key:
                named = services.pop(row.key)
                services[named.key] = named
        self._choose(replace(self._fees.schedule, services=tuple(services.values())), row)

    def _go_back(self, row: FeeRow) -> None:
        usual = self._fees.usual.service(row.key)
        if usual is None:
            return
        schedule = self._fees.schedule
        services = tuple(usual if one.key == row.key else one for one in schedule.services)
        row.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(replace(schedule, services=services), row)

    def _choose(self, schedule: FeeSchedule, row: FeeRow) -> None:
        try:
            self._conductor.attempt(lambda: self._fees.choose(schedule))
        except FeesError as trouble:
            row.say(str(trouble))
            return
        self.refresh()

    def _key_of(self, row: FeeRow, typed: Service, services: dict[str, Service]) -> str:
        """Return the key of the meeting that a line of one's own is called after, else its own."""
        if row.is_usual:
            return row.key
        for kind in MeetingKind:
            is_free = kind.value not in services or kind.value == row.key
            if is_free and meeting_words(kind).casefold() == typed.title.casefold():
                return kind.value
        return row.key

    def _free_key(self, keys: list[str]) -> str:
        n = 1
        while f"own-{n}" in keys:
            n += 1
        return f"own-{n}"
