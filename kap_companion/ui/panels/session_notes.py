"""The notes of the session as they stand, the newest on top by when they happened."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session import entries as e
from kap_companion.session.finding import wanted
from kap_companion.session.standing import Standing
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.session_correcting import Correcting, keys_words
from kap_companion.ui.panels.session_finding import FindingLine
from kap_companion.ui.widgets.note_list import NoteList, NoteRow
from kap_companion.ui.words import tr

_Place = tuple[datetime, datetime, str]


class NotesPanel(QWidget):
    """Rows of both streams side by side, for the eye.

    In the list: E or Enter corrects the selected row in its place, Delete strikes it, Esc goes back
    to the note box, and what is typed goes there too.
    """

    back_asked = Signal()
    typed = Signal(str)

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._order: list[_Place] = []
        self._places: dict[str, _Place] = {}
        self._counted_from: object = None
        self._matches: list[str] = []
        self.finding = FindingLine()
        self.list = NoteList()
        self.list.setMinimumHeight(24)  # a question over the note box may take nearly all
        self.correcting = Correcting(conductor, self.list, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finding)
        column.addWidget(self.list)
        self.list.installEventFilter(self)
        self.list.chosen.connect(self.correcting.correct)
        self.correcting.closed.connect(self.back_asked)
        self.list.typed.connect(self.typed)
        self.list.menu_asked.connect(self._show_menu)
        self.finding.sought.connect(self._seek)
        self.finding.stepped.connect(self._step)
        self.finding.left.connect(self._leave_finding)

    def begin(self) -> None:
        """Show the open session's rows."""
        self.correcting.close()
        self.stop_finding()
        self._show_all()

    def _show_all(self) -> None:
        companion = self._conductor.companion
        rows = [row for row in companion.rows() if presenting.is_shown(row.body)]
        self._counted_from = companion.state.first_dose
        self._places = {row.entry.id: _place(row) for row in rows}
        self._order = sorted(self._places.values())
        by_key = {row.entry.id: row for row in rows}
        self.list.set_rows(self._row(by_key[key]) for _, _, key in self._order)

    def take(self, change: Change) -> None:
        """Show what one entry added or corrected."""
        row = change.row
        first = self._conductor.companion.state.first_dose
        if (
            first != self._counted_from
            or isinstance(row.body, e.RecordSigned)
            or (isinstance(row.body, e.DoseTaken) and not change.is_new_row)
        ):
            self._show_all()  # every time counts from the dose; once signed no key corrects
        elif presenting.is_shown(row.body):
            self._put(row)
        elif isinstance(change.entry.body, e.EntryWithdrawn):
            self._take_out(row.entry.id)
        if not self.finding.isHidden():
            self._count()

    def _put(self, row: Standing[Any]) -> None:
        key, place = row.entry.id, _place(row)
        was = self._places.get(key)
        shown = self._row(row)
        if was == place:
            self.list.replace(shown)
        else:
            if was is not None:
                self._order.remove(was)
                self.list.remove(key)
            self._places[key] = place
            insort(self._order, place)
            above = len(self._order) - 1 - bisect_left(self._order, place)
            self.list.append(shown, above)

    def _take_out(self, key: str) -> None:
        """Show a withdrawn entry no more: its words stand in the private note it became."""
        place = self._places.pop(key, None)
        if place is not None:
            self._order.remove(place)
            self.list.remove(key)

    def take_keyboard(self) -> None:
        """Select the newest row."""
        rows = self.list.rows()
        if rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.select(rows[0].key)

    def go_to(self, key: str) -> None:
        """Select the row of `key`."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.select(key)

    def open_finding(self) -> None:
        """Let words be looked for in the notes as they now stand; what was struck is left out."""
        self.finding.open()
        self._seek(self.finding.text())

    def stop_finding(self) -> None:
        """Look for nothing any more."""
        self.finding.hide()
        self._matches = []
        self.list.look_for(None)

    def let_go(self) -> None:
        """Select nothing and look for nothing any more; the newest is in view again."""
        self.stop_finding()
        if self.list.selected_key() is not None:
            self.list.scrollToTop()
        self._select_nothing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, selected = event.key(), self.list.selected_key()
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and key == Qt.Key.Key_E and selected:
                self.correcting.correct(selected)
                return True
            if plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and selected:
                self.correcting.strike(selected)
                return True
            if plain and key == Qt.Key.Key_P and selected:
                self.correcting.withdraw(selected)
                return True
            if key == Qt.Key.Key_Up and self._is_newest(selected):
                self.back_asked.emit()
                return True
        return super().eventFilter(watched, event)

    def _select_nothing(self) -> None:
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.model().index(-1, -1))

    def _seek(self, text: str) -> None:
        """Show every match, and select the newest one."""
        if self.finding.isHidden():
            return
        sought = wanted(text)
        self.list.look_for(sought if sought.folded else None)
        self._count()
        if not self._matches:
            self._select_nothing()
        elif self.list.selected_key() not in self._matches:
            self.list.select(self._matches[0])
            self._count()

    def _count(self) -> None:
        """Find the matches anew, and say how many there are and which of them is selected."""
        sought = wanted(self.finding.text())
        rows = self.list.rows() if sought.folded else ()
        self._matches = [row.key for row in rows if not row.is_struck and sought.places(row.text)]
        count, selected = len(self._matches), self.list.selected_key()
        if not sought.folded:
            self.finding.say("")
        elif selected in self._matches:
            self.finding.say(
                tr("{number} of {count}", number=self._matches.index(selected) + 1, count=count)
            )
        else:
            self.finding.say(str(count) if count else tr("none"))

    def _step(self, by: int) -> None:
        """Go to the next match further down, or up; after the last comes the first."""
        if not self._matches:
            return
        selected = self.list.selected_key()
        if selected in self._matches:
            at = self._matches.index(selected) + by
        else:
            at = 0 if by > 0 else -1
        self.list.select(self._matches[at % len(self._matches)])
        self._count()

    def _leave_finding(self) -> None:
        self.stop_finding()
        self.back_asked.emit()

    def _is_newest(self, key: str | None) -> bool:
        return bool(self._order) and self._order[-1][2] == key

    def _row(self, row: Standing[Any]) -> NoteRow:
        state = self._conductor.companion.state
        shown = presenting.note_row(row, state, self._conductor.clock_words)
        return replace(shown, hint=keys_words(row, is_signed=state.is_signed))

    def _show_menu(self, key: str, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{tr('Correct')}\tE", lambda: self.correcting.correct(key))
        menu.addAction(f"{tr('Strike')}\tDel", lambda: self.correcting.strike(key))
        menu.addAction(f"{tr('Make private')}\tP", lambda: self.correcting.withdraw(key))
        menu.popup(where)


def _place(row: Standing[Any]) -> _Place:
    return row.happened_at, row.entry.at, row.entry.id
