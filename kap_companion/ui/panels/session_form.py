"""A few fields in the screen itself, for an act that needs more than one word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.asking_box import AskingBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.long_field import LongField
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Field:
    """A line to be typed: its name, what it begins with, and whether it may stay empty.

    One that `is_long` keeps its line breaks and grows to three lines. `suggests` are words that a
    short one completes what is typed to.
    """

    key: str
    hint: str
    text: str = ""
    is_needed: bool = True
    is_long: bool = False
    suggests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words to be chosen."""

    key: str
    name: str
    options: tuple[tuple[str, str], ...]
    chosen: str


class SessionForm(AskingBox):
    """Asks for `fields`; Enter goes to the next one and from the last keeps all of them.

    Ctrl+Enter keeps at once what is needed, whatever else is still empty.

    Emits `confirmed` with a dict of what was typed and chosen, or `cancelled`.
    """

    confirmed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.NOW, parent)
        self._fields: list[tuple[Field, HintField | LongField]] = []
        self._choices: list[tuple[Choice, Segmented]] = []
        self._question = Label("", Words.BODY, Tone.TEXT, wrap=True)
        self._trouble = InlineMessage("", Tone.DUE)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._keep = KeyButton(tr("Keep"), tr("Enter"), ButtonTone.CURRENT)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._trouble, 1)
        buttons.addStretch(0)
        buttons.addWidget(self._keep)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        self._keep.clicked.connect(self._try_keep)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def ask(self, question: str, parts: tuple[Field | Choice, ...], keep: str = "") -> None:
        """Show `parts`, fields two in a row where they are many; the first has the keyboard."""
        self._clear()
        self._question.setText(question)
        self.setAccessibleName(question)
        self._keep.setText(keep or tr("Keep"))
        may_stay_empty = any(isinstance(part, Field) and not part.is_needed for part in parts)
        self._keep.set_key("Ctrl+Enter" if may_stay_empty else tr("Enter"))
        self._trouble.say("")
        before: QWidget = self
        row, is_half = -1, False
        for n, part in enumerate(parts):
            shown: QWidget
            if isinstance(part, Choice):
                shown = Segmented(part.options, part.chosen, part.name)
                self._choices.append((part, shown))
            else:
                field = LongField(part.hint) if part.is_long else HintField(part.hint)
                if part.suggests and isinstance(field, HintField):
                    field.suggest(part.suggests)
                field.setText(part.text)
                field.returnPressed.connect(self._next_or_keep)
                field.installEventFilter(self)
                self._fields.append((part, field))
                shown = field
            shares = (
                len(parts) > 2
                and isinstance(part, Field)
                and (is_half or (n + 1 < len(parts) and isinstance(parts[n + 1], Field)))
            )
            if not is_half:
                row += 1
            self._grid.addWidget(shown, row, 1 if is_half else 0, 1, 1 if shares else 2)
            is_half = shares and not is_half
            shown.show()
            QWidget.setTabOrder(before, shown)
            before = shown
        QWidget.setTabOrder(before, self._keep)
        QWidget.setTabOrder(self._keep, self._cancel)
        self.show()
        if self._fields:
            first = self._fields[0][1]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.end(False)

    def close_form(self) -> None:
        """Ask no more."""
        self._clear()
        self.hide()

    def values(self) -> Mapping[str, str]:
        """Return what is typed and chosen now, by key."""
        told = {part.key: shown.text().strip() for part, shown in self._fields}
        return told | {part.key: shown.chosen_key() or "" for part, shown in self._choices}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._try_keep()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A field hands its Enter on after it has said so itself.
        in_field = any(shown.hasFocus() for _, shown in self._fields)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not in_field:
            self._next_or_keep()
            return
        super().keyPressEvent(event)

    def _next_or_keep(self) -> None:
        """Go to the first line that still wants words, else keep."""
        order = [shown for _, shown in self._fields]
        here = next((n for n, shown in enumerate(order) if shown.hasFocus()), -1)
        # What was filled in before is passed by: Enter means that it is right.
        empty = next((shown for shown in order[here + 1 :] if not shown.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._try_keep()

    def _try_keep(self) -> None:
        for part, shown in self._fields:
            shown.set_problem(False)
            if part.is_needed and not shown.text().strip():
                shown.set_problem(True)
                self._trouble.say(
                    tr("Still needed: {field}.", field=part.hint.casefold()), Tone.DUE
                )
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.confirmed.emit(dict(self.values()))

    def _clear(self) -> None:
        for shown in [*(one for _, one in self._fields), *(one for _, one in self._choices)]:
            self._grid.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._fields, self._choices = [], []
