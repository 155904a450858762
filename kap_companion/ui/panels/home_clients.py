"""The right of Home: the search, the clients, what was found, and the question before a start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.panels.home_list import HomeList, RowsToMake, inset
from kap_companion.ui.panels.home_rows import client_columns, client_row, hit_columns, hit_row
from kap_companion.ui.panels.home_start import StartBar
from kap_companion.ui.panels.home_view import Course, Day, Local, meant
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.empty_state import EmptyState
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.search import Hit

_ROW = 48
_MOST_CLIENTS_BESIDE_HITS = 4
_LEAST_HEADING = 40
_HEADINGS = (
    tr_later("Client"),
    tr_later("Course"),
    "",
    tr_later("Last session"),
    tr_later("Prescriber"),
)
_HOW_TO_START = tr_later("To start a session: the client’s first letter, Enter, Enter.")


class ClientsPanel(QWidget):
    """Says which client is selected or entered, what is searched, and that a start is confirmed."""

    client_selected = Signal(str)
    client_entered = Signal(str)
    nothing_entered = Signal()
    new_client_asked = Signal()
    start_confirmed = Signal()
    searched = Signal(str)
    session_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: Day | None = None
        self.search = HintField(tr("Find a client, or words in a note"), "Ctrl+F")
        self.table = HomeList(
            tr("Clients"), client_columns, _ROW, opens_by_click=False, is_ruled=True
        )
        self.hits = HomeList(tr("Found in notes"), hit_columns, 36)
        self.start = StartBar()
        self._how = Label(tr(_HOW_TO_START), Words.BODY, Tone.SECOND, wrap=True)
        self._begin = KeyButton(tr("Start a session"), tr("Enter"), ButtonTone.LINK)
        self._begin.hide()
        self._new = KeyButton(tr("New client"), "Ctrl+N", ButtonTone.QUIET)
        self._message = InlineMessage("", Tone.DUE)
        self._headings = _Headings()
        self._found = SectionLabel(tr("In notes"))
        self._none_found = InlineMessage(tr("No note holds these words."), Tone.SECOND)
        self._empty = EmptyState(
            tr("No clients yet"),
            tr("A client is initials or a code; a full name is not needed."),
            tr("New client"),
            "Ctrl+N",
        )
        self._lay_out()
        self._connect()
        self._show_searching(False)

    # --- what it shows --------------------------------------------------------------------------

    def show_day(self, day: Day) -> None:
        """Show the clients."""
        self._day = day
        self._show_courses()

    def show_hits(self, hits: Sequence[Hit], codes: Mapping[str, str], local: Local) -> None:
        """Show where the words that are searched were found; `codes` are of clients, by session."""
        day = self._day
        if day is None:
            return
        self.hits.set_rows(
            [hit_row(hit, codes.get(hit.session_id, ""), local(hit.at), day.now) for hit in hits]
        )
        self._found.set_aside(str(len(hits)) if hits else "")
        self._show_searching(bool(self.search.text().strip()))

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line above the clients; empty shows none."""
        self._message.say(sentence, tone)

    def ask_start(self, course: Course, intention: str | None) -> None:
        """Ask whether to start a session with this client."""
        self.say("")
        number = course.held + 1
        planned = course.file.planned_sessions
        code = course.file.code
        self.start.ask(
            tr(
                "Start a session with {code}? It is session {number} of {planned}.",
                code=code,
                number=number,
                planned=planned,
            )
            if planned
            else tr(
                "Start a session with {code}? It is session {number}.", code=code, number=number
            ),
            intention,
        )

    def stop_asking(self) -> None:
        """Put the question away."""
        if self.start.isVisibleTo(self):
            self.start.hide()
            self.focus_first()

    # --- what is chosen -------------------------------------------------------------------------

    def selected_client(self) -> Course | None:
        """Return the selected client."""
        key = self.table.selected_key()
        courses = self._day.courses if self._day else ()
        return next((one for one in courses if one.file.id == key), None)

    def select(self, client_id: str) -> None:
        """Select a client, with the keyboard in the table."""
        self.table.select(client_id)
        self.focus_first()

    def type_letter(self, letters: str) -> None:
        """Select the next client that begins with what was typed."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.keyboardSearch(letters)

    def step_back(self) -> None:
        """Take back the last thing: the question, the search, the selection."""
        if self.start.isVisibleTo(self):
            self.stop_asking()
        elif self.search.text():
            self.search.clear()
        else:
            self.table.clear_selection()
        self.say("")

    def focus_first(self) -> None:
        """Put the keyboard into the table, or on what is to do where there are no clients."""
        into = self.table if self.table.keys() else self._empty.findChild(KeyButton)
        if into is not None:
            into.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrow goes from the search down into what was found.
        if (
            watched is self.search
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            self._go_into_found()
            return True
        return super().eventFilter(watched, event)

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._above = above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        above.setSpacing(24)
        above.addWidget(self._how, 1)
        above.addWidget(Flow(self._begin, self._new, gap=24))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 8)
        column.setSpacing(8)
        column.addLayout(inset(self.search))
        column.addLayout(inset(above))
        column.addLayout(inset(self._message))
        column.addLayout(inset(self.start))
        column.addWidget(self._headings)
        column.addWidget(self.table, 1)
        column.addLayout(inset(self._empty))
        column.addLayout(inset(self._found))
        column.addLayout(inset(self._none_found))
        column.addWidget(self.hits, 1)
        column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fold()

    def _fold(self) -> None:
        """Set the acts below the words where both do not fit side by side."""
        acts = (self._begin, self._new)
        needed = self._how.sizeHint().width() + sum(one.sizeHint().width() + 24 for one in acts)
        is_folded = needed > self.width() - 64
        direction = QBoxLayout.Direction
        self._above.setDirection(direction.TopToBottom if is_folded else direction.LeftToRight)
        self._above.setSpacing(4 if is_folded else 24)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_search)
        self.search.entered.connect(lambda _: self._open_first())
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(self.client_entered)
        self.table.doubleClicked.connect(
            lambda _: self.client_entered.emit(self.table.selected_key())
        )
        self.table.entered_nothing.connect(self.nothing_entered)
        self.hits.opened.connect(self._on_hit)
        self._begin.clicked.connect(lambda: self.client_entered.emit(self.table.selected_key()))
        self._new.clicked.connect(self.new_client_asked)
        self._empty.acted.connect(self.new_client_asked)
        self.start.started.connect(self.start_confirmed)
        self.start.cancelled.connect(self.stop_asking)

    def _show_courses(self) -> None:
        day = self._day
        if day is None:
            return
        words = self.search.text()
        found = tuple(one for one in day.courses if meant(one, words)) if words else day.courses
        self.table.set_rows(
            RowsToMake(
                [one.file.id for one in found],
                lambda n: client_row(found[n], day.now),
                (found, day.now.date()),
            )
        )
        self._show_searching(bool(words.strip()))

    def _show_searching(self, is_searching: bool) -> None:
        has_clients = self._day is None or bool(self._day.courses)
        found_clients = bool(self.table.keys())
        has_hits = bool(self.hits.keys())
        self._empty.setVisible(not has_clients)
        self._headings.setVisible(found_clients)
        self.table.setVisible(found_clients)
        self._how.setVisible(has_clients)
        self._new.setVisible(has_clients)
        self._found.setVisible(is_searching)
        self._none_found.setVisible(is_searching and not has_hits)
        self.hits.setVisible(is_searching and has_hits)
        most = self.table.content_height()
        if is_searching:
            most = min(most, _MOST_CLIENTS_BESIDE_HITS * theme.look().height(_ROW))
        self.table.setMaximumHeight(most if is_searching else 16_777_215)

    def _on_search(self, words: str) -> None:
        self.say("")
        self._show_courses()
        self.searched.emit(words)

    def _on_selected(self, client_id: str) -> None:
        if self.start.isVisibleTo(self):
            self.start.hide()
        self.say("")
        course = self.selected_client()
        self._how.setText(
            tr("{code} is selected.", code=course.file.code) if course else tr(_HOW_TO_START)
        )
        is_running = course is not None and course.is_running
        self._begin.setText(tr("Resume") if is_running else tr("Start a session"))
        self._begin.setVisible(course is not None)
        self.client_selected.emit(client_id)

    def _on_hit(self, key: str) -> None:
        self.session_asked.emit(key.split(" ", maxsplit=1)[0])

    def _go_into_found(self) -> None:
        into = self.table if self.table.keys() else self.hits
        if into.keys():
            into.setFocus(Qt.FocusReason.TabFocusReason)
            into.select(into.keys()[0])

    def _open_first(self) -> None:
        """Enter in the search goes on with what was found; the first client is only selected."""
        self._go_into_found()


class _Headings(QWidget):
    """The names of the columns, over them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.look().line(Words.CAPITALS) + 12)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.setFixedHeight(theme.look().line(Words.CAPITALS) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            starts = client_columns(self.width())
            ends = (*starts[1:-1], self.width(), self.width())
            waiting = ""
            for heading, left, end in zip(_HEADINGS, starts, ends, strict=True):
                # The course keeps its heading where its dashes are left out.
                name = tr(heading) or waiting
                waiting = ""
                if end - left < _LEAST_HEADING:
                    waiting = name
                    continue
                rect = self.rect().adjusted(left, 0, 0, -8)
                painting.line_of_text(
                    painter, rect, name, look.font(Words.CAPITALS), look.colour(Tone.SECOND)
                )
