"""The list of marks, edited in the screen itself: add, rename, move and take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.session.marks import LONGEST_MARK, MARKS, MOST_MARKS, MarksError, tidied
from kap_companion.ui import theme
from kap_companion.ui.kept_words import as_kept, kept
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.asking_box import AskingBox
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.words import tr, tr_later

_COLUMNS = 3
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_QUESTION = tr_later("Marks. Earlier ones keep their words.")


class MarksEditor(AskingBox):
    """Nine places in the order of their keys; an empty one is no mark.

    Emits `kept(marks, for_this_client)` with a tuple that `tidied` has let through, or `cancelled`.
    """

    kept = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.NOW, parent)
        self.setAccessibleName(tr("Edit marks"))
        self.fields = tuple(
            HintField(tr("Mark {n}", n=n + 1), str(n + 1)) for n in range(MOST_MARKS)
        )
        self.only_here = CheckRow(tr("For this client only"))
        self._question = Label(tr(_QUESTION), Words.BODY, Tone.TEXT, wrap=True)
        self._earlier = KeyButton(tr("Earlier"), "Ctrl+Up", ButtonTone.QUIET)
        self._later = KeyButton(tr("Later"), "Ctrl+Down", ButtonTone.QUIET)
        self._usual = KeyButton(tr("The usual set"), "", ButtonTone.QUIET)
        self._keep = KeyButton(tr("Keep"), tr("Enter"), ButtonTone.CURRENT)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        self._area = ScrollArea()
        self._last = 0
        self._lay_out()
        for n, field in enumerate(self.fields):
            field.setMaxLength(2 * LONGEST_MARK)
            field.installEventFilter(self)
            field.textEdited.connect(lambda _text, n=n: self._forget_trouble(n))
        self._earlier.clicked.connect(lambda: self._move(-1))
        self._later.clicked.connect(lambda: self._move(1))
        self._usual.clicked.connect(lambda: self._show(MARKS))
        self._keep.clicked.connect(self._try_keep)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def ask(self, marks: Sequence[str], client: str, *, only_here: bool) -> None:
        """Show `marks` with the keyboard in the first; `only_here`: they are that client's own."""
        self._show(marks)
        self._say("")
        self.only_here.setText(tr("For {client} only", client=client))
        self.only_here.setChecked(only_here)
        self.show()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[0].selectAll()

    def close_editor(self) -> None:
        """Ask no more."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, HintField) and watched in self.fields:
            if event.type() is QEvent.Type.FocusIn:
                self._last = self.fields.index(watched)
                self._area.ensureWidgetVisible(watched, 0, 0)
            elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event) and (inside := self._area.widget()) is not None:
            self._area.setMinimumHeight(theme.look().height(40))
            self._area.setMaximumHeight(inside.sizeHint().height())

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "panel")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for n, field in enumerate(self.fields):
            grid.addWidget(field, n // _COLUMNS, n % _COLUMNS)
        # In a low window with large text the fields scroll: nothing lies over anything else.
        self._area.setWidget(inside)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMinimumHeight(theme.look().height(40))
        self._area.setMaximumHeight(inside.sizeHint().height())
        moving = QHBoxLayout()
        moving.setSpacing(12)
        for button in (self._earlier, self._later, self._usual):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            moving.addWidget(button)
        moving.insertStretch(2, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.only_here, 1)
        buttons.addWidget(self._keep)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addWidget(self._area, 1)
        column.addLayout(moving)
        column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _show(self, marks: Sequence[str]) -> None:
        for n, field in enumerate(self.fields):
            field.setText(kept(marks[n]) if n < len(marks) else "")
            field.set_problem(False)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self._try_keep()
            return True
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & _CTRL:
            self._move(by)
            return True
        if by is not None:
            self._go_to(self._last + by * _COLUMNS)
            return True
        return False

    def _move(self, by: int) -> None:
        """Let the mark in hand and its neighbour change places."""
        here, there = self._last, self._last + by
        if 0 <= there < MOST_MARKS:
            one, other = self.fields[here], self.fields[there]
            text = one.text()
            one.setText(other.text())
            other.setText(text)
            self._go_to(there)

    def _go_to(self, n: int) -> None:
        if 0 <= n < MOST_MARKS:
            self.fields[n].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, trouble: str) -> None:
        """Say what is wrong in place of the question: here there is no room for both."""
        self._question.setText(trouble or tr(_QUESTION))
        self._question.set_tone(Tone.DUE if trouble else Tone.TEXT)

    def _forget_trouble(self, n: int) -> None:
        self.fields[n].set_problem(False)
        self._say("")

    def _try_keep(self) -> None:
        try:
            marks = tidied(as_kept(field.text(), MARKS) for field in self.fields)
        except MarksError as trouble:
            self.fields[self._last].set_problem(True)
            self._say(str(trouble))
            return
        self.kept.emit(marks, self.only_here.isChecked())
