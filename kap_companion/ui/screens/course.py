"""A client's course: its sessions, charts and entries, and the forms that add to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.session.standing import Standing
from kap_companion.ui import theme
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels import course_head as head
from kap_companion.ui.panels.course_charts import ChartsPanel
from kap_companion.ui.panels.course_day import DayForm
from kap_companion.ui.panels.course_export import CourseExport
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.panels.course_head import CourseHead
from kap_companion.ui.panels.course_headings import Headings
from kap_companion.ui.panels.course_measure import MeasureForm
from kap_companion.ui.panels.course_meeting import MeetingForm
from kap_companion.ui.panels.course_rows import (
    NEXT_KEY,
    SESSION_HEADINGS,
    file_columns,
    file_row,
    next_row,
    session_columns,
    session_row,
)
from kap_companion.ui.panels.course_supply import SupplyForm
from kap_companion.ui.panels.home_list import HomeList, ListRow
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr
from kap_companion.vault.clients import ClientFile

_ROW = 36
# So high a page shows the charts under the sessions; a lower one where these are few.
_BOTH_FROM, _BOTH_FROM_WITH_FEW, _FEW = 680, 600, 3
_CHARTS_HIGH = 208


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """Where a course was: its view, the form that was open, and what stood half typed in it."""

    client: ClientFile
    view: str
    form: str | None = None
    corrects: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)


class CourseScreen(QWidget):
    """Emits `session_asked` with a session's id, and `changed` when the course was added to."""

    session_asked = Signal(str)
    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._acts = conductor.practice.course
        self._client: ClientFile | None = None
        self._course: Course | None = None
        self._filed: tuple[Standing[e.ClientBody], ...] = ()
        self._view = head.SESSIONS
        self.head = CourseHead()
        self.sessions = HomeList(
            tr("Sessions of this course"), session_columns, _ROW, is_ruled=True
        )
        self.file = HomeList(tr("All entries of this course"), file_columns, _ROW, is_ruled=True)
        self.charts = ChartsPanel()
        self._no_rows = InlineMessage("", Tone.SECOND)
        set_margins(self._no_rows, 8, 0, 0, 0)  # where the rows would begin
        self.forms = self._make_forms()
        self._lay_out()
        self._connect()

    # --- what it shows --------------------------------------------------------------------------

    @property
    def client(self) -> ClientFile | None:
        """Whose course it is."""
        return self._client

    @property
    def course(self) -> Course | None:
        """The course as it was last looked at."""
        return self._course

    @property
    def is_in_form(self) -> bool:
        """Whether an entry is being written."""
        return self._client is not None and isinstance(self._pages.currentWidget(), CourseForm)

    def show_client(self, client: ClientFile) -> None:
        """Show a client's course."""
        if self._client is None or self._client.id != client.id:
            self._leave_form()
            self.head.message.say("")
            self._show_view(head.SESSIONS)
            self.sessions.clear_selection()
            self.file.clear_selection()
        self._client = client
        self.refresh()

    def refresh(self) -> None:
        """Look at the vault anew."""
        client = self._client
        if client is None:
            return
        course = self._course = self._acts.look(client)
        self._filed = self._acts.filed(client.id)
        self.head.show_course(course, self._acts.title)
        rows = [session_row(course, one) for one in course.sessions]
        following = next_row(course)
        self.sessions.set_rows([*rows, following] if following is not None else rows)
        self.file.set_rows(self._file_rows(course))
        self.charts.show_course(course, self._acts.scale)
        self._arrange()

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line: under the form that is open, else under the acts."""
        form = self._pages.currentWidget()
        if isinstance(form, CourseForm):
            form.say(sentence, tone)
        else:
            self.head.message.say(sentence, tone)

    def focus_first(self) -> None:
        """Put the keyboard where one goes on: the form, else the list."""
        form = self._pages.currentWidget()
        if isinstance(form, CourseForm):
            form.focus_first()
        elif self._view == head.FILE and self.file.keys():
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view == head.SESSIONS and self.sessions.keys():
            self.sessions.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.head.focusNextChild()

    def step_back(self) -> bool:
        """Take back the last thing; False where there is nothing to take back."""
        if self.is_in_form:
            self._leave_form()
            self.focus_first()
            return True
        return False

    def place(self) -> CoursePlace | None:
        """Return where one is, to go back there once the screen was made anew."""
        if self._client is None:
            return None
        form = self._pages.currentWidget()
        if not isinstance(form, CourseForm):
            return CoursePlace(self._client, self._view)
        key = next(key for key, one in self.forms.items() if one is form)
        return CoursePlace(self._client, self._view, key, form.corrects, form.half_typed())

    def go_back(self, place: CoursePlace) -> None:
        """Show a course as it was, with what stood half typed in its form."""
        self.show_client(place.client)
        self._show_view(place.view)
        if place.form is None:
            return
        corrects = next((one for one in self._filed if one.entry.id == place.corrects), None)
        self.open_form(place.form, corrects)
        self.forms[place.form].put_back(place.typed)

    # --- acts -----------------------------------------------------------------------------------

    def open_form(self, key: str, entry: Standing[e.ClientBody] | None = None) -> None:
        """Open the form of an act, filled with an entry where one is to be corrected."""
        if self._client is None or self._course is None:
            return
        if self.is_in_form:
            self.say(tr("Save this first, or leave it with Esc."))
            return
        form = self.forms[key]
        self.head.message.say("")
        if isinstance(form, SupplyForm):
            form.set_prescriber(self._client.prescriber or "")
        if isinstance(form, CourseExport):
            form.begin_export(self._course, self._client.prescriber or "")
        elif entry is not None:
            form.begin(self._course, entry.entry.id, entry.body)
        else:
            form.begin(self._course, None, None)
        self._pages.setCurrentWidget(form)
        if entry is not None:
            form.focus_reason()
        else:
            form.focus_first()

    def correct(self, entry_id: str) -> None:
        """Open the form of an entry of the file, to correct or strike it."""
        row = next((one for one in self._filed if one.entry.id == entry_id), None)
        if row is None or row.struck is not None:
            self.say(tr("This entry was struck: it stays readable, and is corrected no more."))
            return
        key = _form_of(row.body)
        if key is None:
            return
        if isinstance(row.body, e.MeasureTaken) and self._acts.scale(row.body.measure) is None:
            self.say(
                tr(
                    "{title} is no scale of this app any more: strike it from a new one.",
                    title=row.body.title,
                )
            )
            return
        self.open_form(key, row)

    # --- how it is done -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.step_back():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _make_forms(self) -> dict[str, CourseForm]:
        clock = self._conductor.practice.clock
        return {
            head.MEETING: MeetingForm(clock.utc_offset),
            head.DAY: DayForm(),
            head.SUPPLY: SupplyForm(),
            head.MEASURE: MeasureForm(self._acts.scales, self._acts.scale_troubles),
            head.EXPORT: CourseExport(),
        }

    def _lay_out(self) -> None:
        self._headings = Headings(SESSION_HEADINGS, session_columns)
        self._under = Hairline()
        self._chart_scroll = ScrollColumn(right=8)
        self._chart_scroll.setAccessibleName(tr("Charts"))
        self._chart_scroll.column.setContentsMargins(8, 8, 8, 8)
        self._chart_scroll.column.addWidget(self.charts, 1)
        overview = QWidget()
        column = QVBoxLayout(overview)
        set_margins(column, 20, 16, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._headings)
        column.addWidget(self.sessions, 3)
        column.addWidget(self._no_rows)
        column.addWidget(self.file, 3)
        column.addWidget(self._under)
        column.addWidget(self._chart_scroll, 2)
        self._pages = QStackedWidget()
        self._pages.addWidget(overview)
        for form in self.forms.values():
            self._pages.addWidget(form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.head.asked.connect(self.open_form)
        self.head.view_chosen.connect(self._show_view)
        self.sessions.opened.connect(self._open_session)
        self.file.opened.connect(self.correct)
        for key, words, keys in head.ACTS:
            act(self, words, keys, partial(self.open_form, key), group="course")
        for form in self.forms.values():
            form.save_asked.connect(self._save)
            form.strike_asked.connect(self._strike)
            form.cancelled.connect(self.step_back)

    def _open_session(self, key: str) -> None:
        if key == NEXT_KEY:
            self.open_form(head.DAY)
        else:
            self.session_asked.emit(key)

    def _show_view(self, view: str) -> None:
        self._view = view
        self.head.view.set_chosen(view)
        self._arrange()

    def _arrange(self) -> None:
        """Show what was chosen; the charts stand under the sessions where there is room."""
        look = theme.look()
        least = _BOTH_FROM_WITH_FEW if len(self.sessions.keys()) <= _FEW else _BOTH_FROM
        is_high = self.height() >= least * max(1.0, look.text_size)
        has_sessions = bool(self.sessions.keys())
        in_sessions, in_file = self._view == head.SESSIONS, self._view == head.FILE
        self._headings.setVisible(in_sessions and has_sessions)
        self.sessions.setVisible(in_sessions and has_sessions)
        self.file.setVisible(in_file and bool(self.file.keys()))
        empty = {head.SESSIONS: tr("No dosing session yet."), head.FILE: tr("No entry yet.")}
        is_empty = (in_sessions and not has_sessions) or (in_file and not self.file.keys())
        self._no_rows.say(empty.get(self._view, "") if is_empty else "", Tone.SECOND)
        shows_charts = self._view == head.CHARTS or (in_sessions and is_high)
        self._chart_scroll.setVisible(shows_charts)
        self.charts.set_roomy(self._view == head.CHARTS)
        # The arrows scroll them where they do not fit.
        in_charts = self._view == head.CHARTS
        keys = Qt.FocusPolicy.StrongFocus if in_charts else Qt.FocusPolicy.NoFocus
        self._chart_scroll.setFocusPolicy(keys)
        self._under.setVisible(shows_charts and in_sessions)
        high = look.px(_CHARTS_HIGH) if in_sessions else 16_777_215
        self._chart_scroll.setMaximumHeight(high)
        self._chart_scroll.setMinimumHeight(high if shows_charts and in_sessions else 0)

    def _leave_form(self) -> None:
        self._pages.setCurrentIndex(0)

    def _save(self) -> None:
        form, client = self._pages.currentWidget(), self._client
        if not isinstance(form, CourseForm) or client is None:
            return
        if isinstance(form, CourseExport):
            self._export(form, client)
            return
        body = form.filled()
        if body is None:
            return
        target, reason = form.corrects, form.reason
        if target is not None and not reason:
            form.refuse("reason", tr("Say why it is corrected."))
            return

        def do() -> e.Entry[Any] | None:
            if target is not None:
                return self._acts.amend(client.id, target, body, reason)
            return self._keep(client.id, body)

        kept = self._conductor.attempt(do)
        if kept is not None:
            self._go_on(tr("Corrected.") if target is not None else tr("Kept."))

    def _keep(self, client_id: str, body: e.ClientBody) -> e.Entry[Any] | None:
        match body:
            case e.MeetingHeld():
                return self._acts.hold_meeting(client_id, body)
            case e.MeetingPlanned():
                return self._acts.plan_meeting(client_id, body)
            case e.PrescriptionGiven():
                return self._acts.prescribe(client_id, body)
            case e.MeasureTaken():
                return self._acts.keep_measure(client_id, body)
            case _:
                return None

    def _strike(self) -> None:
        form, client = self._pages.currentWidget(), self._client
        if not isinstance(form, CourseForm) or client is None or form.corrects is None:
            return
        target, reason = form.corrects, form.reason
        if self._conductor.attempt(lambda: self._acts.strike(client.id, target, reason)):
            self._go_on(tr("Struck. It stays readable among all entries."))

    def _go_on(self, said: str) -> None:
        self._leave_form()
        self.refresh()
        self.head.message.say(said, Tone.WELL)
        self.changed.emit()
        self.focus_first()

    def _export(self, form: CourseExport, client: ClientFile) -> None:
        folder, to = form.folder, form.to
        if folder is None:
            form.refuse("folder", tr("Choose a folder first."))
            return
        done = self._conductor.attempt(
            lambda: self._acts.export(client, folder, to, with_themes=form.has_themes)
        )
        if done is None:
            return
        self._leave_form()
        names = ", ".join(path.name for path in done.paths)
        self.head.message.say(
            " ".join((tr("{names} in {folder}.", names=names, folder=folder), *done.warnings)),
            Tone.WELL,
        )
        self.focus_first()

    def _file_rows(self, course: Course) -> Sequence[ListRow]:
        """Return every entry the course rests on, the latest day first."""
        made = [(row, file_row(row, course.today)) for row in self._filed]
        shown = [(row, told) for row, told in made if told is not None]
        shown.sort(key=lambda one: (_day(one[0].body), one[0].entry.seq), reverse=True)
        return [told for _, told in shown]


def _form_of(body: e.ClientBody) -> str | None:
    match body:
        case e.MeetingHeld():
            return head.MEETING
        case e.MeetingPlanned():
            return head.DAY
        case e.PrescriptionGiven():
            return head.SUPPLY
        case e.MeasureTaken():
            return head.MEASURE
        case _:
            return None


def _day(body: e.ClientBody) -> str:
    day = getattr(body, "on", None) or getattr(body, "given_on", None)
    return str(day or "")
