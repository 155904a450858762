"""The client's intention: carried over from the last session, kept when its box is left."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.state import SessionState
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_MOST_LINES = 3
_AROUND = 20


class IntentionPanel(QWidget):
    """Enter or leaving the box keeps the words if they are new; a line break is Shift+Enter."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._carried: str | None = None
        self._is_of_meeting = False
        self._kept = ""
        self._heading = SectionLabel(tr("Intention"))
        self._edit = _IntentionEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._edit)
        self._edit.enter_pressed.connect(self.keep)
        self._edit.left.connect(self.keep)
        self._edit.textChanged.connect(self._say)

    def begin(self) -> None:
        """Take up the open session: its intention, else the last session's, not kept yet."""
        state = self._conductor.companion.state
        opened = state.facts.opened
        self._kept = state.facts.intention or ""
        self._carried = None
        if not self._kept and opened is not None and not state.is_signed:
            practice = self._conductor.practice
            self._carried = practice.last_intention(opened.client_id)
            told = practice.course.carried(opened.client_id)
            of_meeting = self._carried is not None and told.intention == self._carried
            self._is_of_meeting = of_meeting
        self._edit.setPlainText(self._kept or self._carried or "")
        self._say()

    def refresh(self, state: SessionState) -> None:
        """Show the intention as it stands; what the person is typing stays."""
        was_edited = self._edit.text().strip() != self._kept
        self._kept = state.facts.intention or ""
        if not was_edited and self._edit.text() != self._kept:
            self._edit.setPlainText(self._kept)
        self._say()

    def keep(self) -> None:
        """Keep the words, if they are new."""
        if not self._conductor.has_session:
            return
        text = self._edit.text().strip()
        state = self._conductor.companion.state
        if text and text != self._kept and not state.is_signed:
            self._conductor.attempt(lambda: self._conductor.companion.intention(text))

    def forget(self) -> None:
        """Leave nothing of a session that was put away."""
        self._kept, self._carried = "", None
        self._edit.setPlainText("")

    def focus_first(self) -> None:
        """Give the keyboard to the box."""
        self._edit.setFocus()

    def _say(self) -> None:
        text = self._edit.text().strip()
        if text == self._kept:
            self._heading.set_aside("")
        elif text == (self._carried or "").strip():
            self._heading.set_aside(
                tr("carried over from the last meeting, Enter keeps it")
                if self._is_of_meeting
                else tr("carried over from the last session, Enter keeps it")
            )
        elif text:
            self._heading.set_aside(tr("Enter keeps it"))
        else:
            self._heading.set_aside(tr("the one that was kept stays"))


class _IntentionEdit(NoteEdit):
    """Grows from one line to three."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", False)
        self.setProperty("words", Words.BODY.key)
        self.setPlaceholderText(tr("In the client’s own words"))
        self.setAccessibleName(tr("Intention"))
        self.textChanged.connect(self._fit)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fit()

    def _fit(self) -> None:
        line = QFontMetricsF(theme.look().font(Words.BODY)).lineSpacing()
        lines = min(_MOST_LINES, max(1, round(self.document().size().height())))
        high = math.ceil(line * lines) + _AROUND
        if self.height() != high or self.maximumHeight() != high:
            self.setFixedHeight(high)
