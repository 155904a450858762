"""Close: is the client ready to leave, vitals once more, the last note, the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session import entries as e
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.close_course import CoursePanel
from kap_companion.ui.panels.close_leaving import LeavingPanel
from kap_companion.ui.panels.close_note import LastNote
from kap_companion.ui.panels.close_readings import ReadingsPanel
from kap_companion.ui.panels.close_words import (
    asks_before_end,
    course_rows,
    end_head,
    open_at_close,
    reading_at_close,
)
from kap_companion.ui.panels.prepare_asking import Asking
from kap_companion.ui.panels.prepare_checklist import ChecklistPanel
from kap_companion.ui.panels.prepare_field import forget_typed
from kap_companion.ui.panels.prepare_people import PeoplePanel
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.prepare_vitals import VitalsEntry
from kap_companion.ui.panels.prepare_words import answers
from kap_companion.ui.screens.three_columns import ThreeColumns
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_WIDE, _NARROW = (352, 328), (316, 280)


class CloseScreen(ThreeColumns):
    """Readiness at the left, vitals and the last note in the middle, the end at the right.

    `draft_asked` says that the note was drafted and is to be shown.
    """

    draft_asked = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(_WIDE, _NARROW, parent)
        self._conductor = conductor
        self._lists = [
            ChecklistPanel(conductor, one) for one in conductor.checklists if not one.is_before_dose
        ]
        self._leaving = LeavingPanel(conductor)
        self._people = PeoplePanel(conductor, adds=False)
        self._vitals = VitalsEntry(conductor, tr("Vitals at the close"))
        self._readings = ReadingsPanel(conductor)
        self._note = LastNote(conductor)
        self._course = CoursePanel()
        self._head = Label(words=Words.TITLE, wrap=True)
        self._open = Label(wrap=True)
        self._rest = Label(tone=Tone.SECOND, wrap=True)
        self._end = KeyButton(tr("End session"), "F8", ButtonTone.CURRENT, height=44)
        self._draft = KeyButton(tr("Draft the note"), "Ctrl+D", ButtonTone.PRIMARY, height=44)
        self._strike = KeyButton(
            tr("Ended by mistake? Strike the end"), tone=ButtonTone.LINK, wraps=True
        )
        self._bar = ReasonBar()
        self._asking = Asking(self._bar, self)
        self._bar.installEventFilter(self)
        self._fill_columns()
        self._end.clicked.connect(self.end_session)
        self._draft.clicked.connect(self.draft_note)
        self._strike.clicked.connect(self.strike_end)
        conductor.changed.connect(self._on_change)
        conductor.beat.connect(self._on_beat)
        conductor.left.connect(self._put_away)

    # --- what the room asks of it ---------------------------------------------------------------

    def refresh(self) -> None:
        """Show the open session as it stands, and go on with the half-typed note."""
        if not self._conductor.has_session:
            return
        if self.isVisible():
            self._note.begin(self._vitals.field)
        self._show_all()

    def focus_first(self) -> None:
        """Give the keyboard to what comes next: the readiness, or the draft after the end."""
        if self._conductor.has_session and self._conductor.companion.state.facts.ended_at:
            self._draft.setFocus()
        elif self._lists:
            self._lists[0].focus_first()
        else:
            self.focus_vitals()

    def focus_vitals(self) -> None:
        """Give the keyboard to the field that takes a reading."""
        self._vitals.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_private(self) -> None:
        """Make the last note private, or one for the record."""
        self._note.toggle_private()

    def end_session(self) -> None:
        """End the session; where something is open a reason is asked first."""
        companion = self._conductor.companion
        if not companion.state.is_running or not self._bar.isHidden():
            return
        asks = asks_before_end(companion.state, companion.now(), self._conductor.checklists)
        if not asks:
            self._conductor.attempt(companion.end)
            self._draft.setFocus()
            return

        def end(reason: str) -> None:
            self._conductor.attempt(lambda: companion.end(reason))
            self._draft.setFocus()

        self._asking.ask(tr("{open} Why end now?", open=" ".join(asks)), end, tr("End session"))

    def strike_end(self) -> None:
        """Take a mistaken end back, for a reason; the session goes on."""
        companion = self._conductor.companion
        ends = [
            row.entry.id
            for row in companion.rows()
            if isinstance(row.body, e.SessionEnded) and row.struck is None
        ]
        if not ends or companion.state.is_signed:
            return

        def strike(reason: str) -> None:
            self._conductor.attempt(lambda: companion.strike(ends[-1], reason))

        self._asking.ask(
            tr("The session goes on. Why was its end a mistake?"), strike, tr("Strike the end")
        )

    def draft_note(self) -> None:
        """Draft the note from the log, unless there is one already, and show it."""
        companion = self._conductor.companion
        if companion.draft_in_hand() is None:
            template = self._conductor.attempt(lambda: self._conductor.practice.template(None))
            if template is None:
                return
            if self._conductor.attempt(lambda: companion.draft(template)) is None:
                return
        self.draft_asked.emit()

    # --- how it is done -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._note.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._note.setVisible(self._bar.isHidden())
        return super().eventFilter(watched, event)

    def _on_change(self, change: Change) -> None:
        if self.isVisible() and not isinstance(change.row.body, e.TrackStarted | e.MusicChanged):
            self._show_all()

    def _on_beat(self) -> None:
        if self.isVisible() and self._conductor.has_session:
            self._show_end()

    def _put_away(self) -> None:
        forget_typed(self)

    def _show_all(self) -> None:
        companion = self._conductor.companion
        state = companion.state
        told = answers(companion.rows())
        for panel in self._lists:
            panel.refresh(told)
        self._leaving.refresh()
        self._people.refresh(state)
        empty = tr("No reading since the dose") if state.facts.doses else tr("No reading yet")
        shown = reading_at_close(state) if state.facts.doses else state.latest_reading
        self._vitals.show_reading(shown, state.facts.baseline, empty)
        self._readings.refresh(state)
        for column in (self.left, self.middle):
            column.setEnabled(not state.is_signed)
        self._show_end()

    def _show_end(self) -> None:
        companion = self._conductor.companion
        state, now = companion.state, companion.now()
        has_ended = state.facts.ended_at is not None
        self._course.show_rows(course_rows(state, now, self._conductor.clock_words))
        self._tell(self._head, end_head(state, now, self._conductor.clock_words))
        self._end.setVisible(not has_ended)
        self._draft.setVisible(has_ended)
        self._draft.setText(tr("Draft the note") if state.draft is None else tr("Go to the note"))
        self._strike.setVisible(has_ended and not state.is_signed)
        if has_ended:
            done = (
                tr("Signed. Only addenda follow.")
                if state.is_signed
                else tr("Notes go on until signing.")
            )
            self._tell(self._open, done, Tone.SECOND)
            self._tell(self._rest, "")
            return
        lists = self._conductor.checklists
        left = " ".join(open_at_close(state, now, lists))
        self._tell(self._open, left or tr("Nothing is open."), Tone.DUE if left else Tone.WELL)
        asks = asks_before_end(state, now, lists)
        self._tell(self._rest, tr("Ending now asks for a reason, and goes on.") if asks else "")

    def _tell(self, label: Label, words: str, tone: Tone | None = None) -> None:
        if label.text() != words:
            label.setText(words)
        if tone is not None:
            label.set_tone(tone)
        label.setVisible(bool(words))

    def _fill_columns(self) -> None:
        column = QVBoxLayout(self.left)
        set_margins(column, 28, 24, 12, 24)
        column.addWidget(ScrollColumn().fill(*self._lists, self._leaving, self._people), 1)

        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = ScrollColumn(right=24)
        upper.column.setContentsMargins(24, 24, 24, 24)
        upper.fill(self._vitals, self._readings)
        lower = QVBoxLayout()
        lower.setContentsMargins(24, 16, 24, 24)
        lower.setSpacing(8)
        lower.addWidget(SectionLabel(tr("Last note"), tr("kept like any other")))
        lower.addWidget(self._note)
        lower.addWidget(self._bar)
        column.addWidget(upper, 1)
        column.addWidget(Hairline())
        column.addLayout(lower)

        column = QVBoxLayout(self.right)
        set_margins(column, 24, 24, 12, 24)
        column.setSpacing(0)
        column.addWidget(ScrollColumn().fill(self._course), 1)
        foot = QVBoxLayout()
        set_margins(foot, 0, 12, 12, 0)
        foot.setSpacing(4)
        for part in (self._head, self._open, self._rest):
            foot.addWidget(part)
        foot.addSpacing(12)
        for button in (self._end, self._draft):
            foot.addWidget(button)
        foot.addWidget(self._strike, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(foot)
