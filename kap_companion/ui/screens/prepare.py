"""Prepare: what is asked, agreed, measured and chosen before the dose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session import entries as e
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.dosing import DoseFlow
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.music_beside import MusicBeside
from kap_companion.ui.panels.music_check import FilesCheck, ReadinessPanel
from kap_companion.ui.panels.music_reading import MusicReading
from kap_companion.ui.panels.prepare_asking import Asking
from kap_companion.ui.panels.prepare_carried import CarriedPanel
from kap_companion.ui.panels.prepare_checklist import ChecklistPanel
from kap_companion.ui.panels.prepare_columns import PrepareColumns
from kap_companion.ui.panels.prepare_contacts import ContactsPanel
from kap_companion.ui.panels.prepare_field import forget_typed
from kap_companion.ui.panels.prepare_intention import IntentionPanel
from kap_companion.ui.panels.prepare_limits import LimitsPanel
from kap_companion.ui.panels.prepare_music import MusicPanel
from kap_companion.ui.panels.prepare_people import PeoplePanel
from kap_companion.ui.panels.prepare_plan import DosePlan, LengthPlan
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.prepare_vitals import VitalsEntry
from kap_companion.ui.panels.prepare_where import WherePanel
from kap_companion.ui.panels.prepare_words import answers, open_before_dose
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.words import tr

_ROOMY = 700
_NOT_HERE = (e.TrackStarted, e.MusicChanged, e.NoteTaken, e.Marked)


class PrepareScreen(PrepareColumns):
    """Checklists at the left, the plan and vitals in the middle, place and people at the right.

    Below them lies the music; its library opens over the middle.
    """

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._lists = [
            ChecklistPanel(conductor, one) for one in conductor.checklists if one.is_before_dose
        ]
        self._intention = IntentionPanel(conductor)
        self._carried = CarriedPanel(conductor)
        self._dose_plan, self._length_plan = DosePlan(conductor), LengthPlan(conductor)
        self._vitals = VitalsEntry(conductor)
        self._limits = LimitsPanel(conductor)
        self._where = WherePanel(conductor)
        self._people = PeoplePanel(conductor)
        self._contacts = ContactsPanel()
        self._hand, self._reading = ArcHand(conductor, self), MusicReading(self)
        self._check = FilesCheck(conductor, self)
        self._music = MusicPanel(conductor, self._hand, self._reading, self._check)
        self._beside = MusicBeside(conductor, self._hand, self._reading, self._music, self.beside)
        self._ready = ReadinessPanel(conductor)
        self._open = Label(wrap=True)
        self._rest = Label(tone=Tone.SECOND, wrap=True)
        self._dose = KeyButton(tr("Dose taken"), "F5", ButtonTone.CURRENT, height=44)
        self._dose_bar, self._override_bar = ReasonBar(), ReasonBar()
        self._flow = DoseFlow(conductor, self._dose_bar)
        self._override = Asking(self._override_bar, self)
        for bar in (self._dose_bar, self._override_bar):
            bar.installEventFilter(self)
        self._fill_columns()
        self._dose.clicked.connect(self.take_dose)
        self._flow.prepare_asked.connect(self.focus_missing)
        self._limits.override_asked.connect(self._ask_override)
        self._music.check_asked.connect(self.check_again)
        self._ready.found.connect(self._show_ready)
        for words, keys, do in (
            (tr("Undo the last change of the arc"), "Ctrl+Z", self._hand.undo),
            (tr("Library"), "Ctrl+Shift+L", self._beside.toggle_library),
            (tr("Arcs: keep, assign, save"), "Ctrl+Shift+J", self._beside.toggle_arcs),
            (tr("Check the files and this computer"), "Ctrl+Shift+K", self.check_again),
        ):
            act(self, words, keys, do, group="music")
        conductor.changed.connect(self._on_change)
        conductor.music_moved.connect(self._on_music)
        conductor.left.connect(self._put_away)

    # --- what the room asks of it ---------------------------------------------------------------

    def refresh(self) -> None:
        """Show the open session as it stands."""
        if not self._conductor.has_session:
            return
        self._intention.begin()
        self._carried.begin()
        self._music.begin()
        self._show_all()
        if self._is_before_dose():
            self._ready.check()

    def focus_first(self) -> None:
        """Give the keyboard to the first open item of the checklists."""
        self._lists[0].focus_first() if self._lists else self._intention.focus_first()

    def focus_vitals(self) -> None:
        """Give the keyboard to the field that takes a reading."""
        self._vitals.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_missing(self) -> None:
        """Give the keyboard to what a telehealth dose still lacks."""
        self._where.focus_missing()

    def keep_typed(self) -> None:
        """Keep what stands in the fields, as if each had been left."""
        for panel in (self._intention, self._dose_plan, self._length_plan, self._where):
            panel.keep()

    def take_dose(self) -> None:
        """Keep what is typed, then the dose; what is open is asked about first."""
        if self._conductor.companion.state.facts.doses:
            return
        self.keep_typed()
        self._flow.ask(None)

    def choose_music(self) -> None:
        """Open the choice of music in place, or put it away."""
        self._music.toggle_choosing()

    def check_again(self) -> None:
        """Have every file opened again, and look at the computer again."""
        self._check.look(again=True)
        self._ready.check()
        self._music.refresh()

    # --- how it is done -------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._conductor.has_session:
            self._dose_plan.keep()
            self._length_plan.keep()
            self._where.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for plan in (self._dose_plan, self._length_plan):
            plan.set_roomy(event.size().height() >= _ROOMY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            asks = not (self._dose_bar.isHidden() and self._override_bar.isHidden())
            self._music.setVisible(not asks)
        return super().eventFilter(watched, event)

    def _on_change(self, change: Change) -> None:
        if self.isVisible() and not isinstance(change.row.body, _NOT_HERE):
            self._show_all()

    def _put_away(self) -> None:
        forget_typed(self)
        self._intention.forget()
        self._carried.forget()
        self._music.forget()
        self._beside.forget()
        self._ready.hide()

    def _on_music(self) -> None:
        if self.isVisible() and self._conductor.has_session:
            self._music.refresh()
            self._beside.refresh()

    def _is_before_dose(self) -> bool:
        state = self._conductor.companion.state
        return state.first_dose is None and state.is_running

    def _show_ready(self) -> None:
        self._ready.setVisible(self._conductor.has_session and self._is_before_dose())

    def _show_all(self) -> None:
        companion = self._conductor.companion
        state = companion.state
        told = answers(companion.rows())
        for panel in self._lists:
            panel.refresh(told)
        self._intention.refresh(state)
        self._dose_plan.refresh(state)
        self._length_plan.refresh(state)
        before = state.facts.baseline if state.facts.doses else state.latest_reading
        self._vitals.show_reading(before, None, tr("No reading yet"))
        self._limits.refresh()
        self._where.refresh(state)
        self._people.refresh(state)
        self._contacts.refresh(state)
        self._music.refresh()
        self._show_open()
        if not self._is_before_dose():
            self._ready.hide()
        for column in (self.left, self.beside, self.right, self.foot):
            column.setEnabled(not state.is_signed)

    def _show_open(self) -> None:
        state = self._conductor.companion.state
        first = state.first_dose
        self._dose.setEnabled(first is None and state.is_running)
        if first is not None:
            self._say(
                tr(
                    "Dose taken at {time}.",
                    time=self._conductor.clock_words(first.at),
                ),
                Tone.WELL,
            )
            return
        told = open_before_dose(self._conductor.companion, self._conductor.checklists)
        if told.is_empty:
            self._say(tr("Nothing is open."), Tone.WELL)
        else:
            self._say(told.head, Tone.DUE, told.rest)

    def _say(self, head: str, tone: Tone, rest: str = "") -> None:
        self._open.setText(head)
        self._open.set_tone(tone)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))

    def _ask_override(self) -> None:
        companion = self._conductor.companion

        def keep(reason: str) -> None:
            self._conductor.attempt(lambda: companion.override(reason))

        self._override.ask(tr("Why go on outside the prescriber’s limits?"), keep)

    def _fill_columns(self) -> None:
        column = _column(self.left, 28)
        set_margins(column, 28, 24, 4, 24)
        column.addWidget(ScrollColumn().fill(*self._lists, self._ready), 1)
        foot = QVBoxLayout()
        set_margins(foot, 0, 12, 12, 0)
        foot.setSpacing(0)
        column.addLayout(foot)

        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = ScrollColumn(right=24)
        upper.column.setContentsMargins(24, 24, 24, 24)
        upper.column.addWidget(self._intention)
        upper.column.addWidget(self._carried)
        upper.column.addLayout(_pair(self._dose_plan, self._length_plan))
        upper.column.addLayout(_pair(self._vitals, self._limits))
        upper.column.addStretch(1)
        column.addWidget(upper)

        column = _column(self.right, 24)
        set_margins(column, 24, 24, 12, 24)
        column.addWidget(ScrollColumn().fill(self._where, self._people, self._contacts), 1)

        column = _column(self.foot, 24)
        column.setContentsMargins(24, 16, 24, 16)
        for part in (self._dose_bar, self._override_bar, self._music):
            column.addWidget(part)

        foot.addWidget(self._open)
        foot.addWidget(self._rest)
        foot.addSpacing(16)
        # The dose comes last of all: a word typed after the checklists is never a key press on it.
        foot.addWidget(self._dose)


def _column(parent: QWidget, left: int) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    set_margins(column, left, 24, 24, 24)
    column.setSpacing(0)
    return column


def _pair(one: QWidget, other: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addWidget(one, 1)
    row.addWidget(other, 1)
    return row
