"""The form that stands in a row of the notes while its entry is corrected or struck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.asking_box import AskingBox
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.long_field import LongField
from kap_companion.ui.widgets.row_field import RowField
from kap_companion.ui.words import tr

REASON = "reason_for_correction"
"""The key of the reason among the values."""

_WIDE = 400
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowForm(AskingBox):
    """The words of an entry to be edited, why, and the usual reasons.

    Enter goes on to what still wants words, and from the last confirms; Down in the reason offers
    the usual ones in turn. Emits `confirmed` with what was typed, by key, `cancelled`, `edited`
    with each letter, and `entered` with the field that has the keyboard.
    """

    confirmed = Signal(dict)
    edited = Signal()
    entered = Signal(object)

    def __init__(
        self,
        tone: Tone,
        fields: Sequence[RowField],
        reasons: Sequence[str],
        confirm: str,
        before: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`before` is said under the fields, such as the words as they were first written."""
        super().__init__(tone, parent)
        self._parts = tuple(fields)
        self._reasons = tuple(reasons)
        self._shown = tuple(_field_of(one, is_named=len(fields) > 1) for one in fields)
        self._reason = HintField(tr("Reason"), "Down")
        self._reason.setAccessibleDescription(tr("Down offers the usual reasons"))
        self._line = Label(before, Words.LABEL, Tone.SECOND, wrap=True)
        if not before:
            self._line.hide()  # shown on its own, before it has a parent, it would be a window
        self._confirm = KeyButton(confirm, tr("Enter"), ButtonTone.CURRENT)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        self._usual = Flow(gap=12)
        for reason in reasons:
            usual = KeyButton(reason, "", ButtonTone.LINK)
            usual.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            usual.clicked.connect(partial(self._take_reason, reason))
            self._usual.add(usual)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for one, shown in zip(self._parts, self._shown, strict=True):
            shown.setText(one.text)
        for field in self._all:
            field.returnPressed.connect(self._go_on)
            watched = field.focusProxy() or field
            watched.installEventFilter(self)
            changed = field.edit.textChanged if isinstance(field, LongField) else field.textChanged
            changed.connect(self._on_edited)
        self._confirm.clicked.connect(self._try_confirm)
        self._cancel.clicked.connect(self.cancelled)

    def values(self) -> Mapping[str, str]:
        """Return what is typed now, by key."""
        keys = (*(one.key for one in self._parts), REASON)
        return {key: field.text().strip() for key, field in zip(keys, self._all, strict=True)}

    def go_on_with(self, half_typed: Mapping[str, str]) -> None:
        """Put in what was half typed; Ctrl+Z in a field brings back what stands."""
        keys = [one.key for one in self._parts]
        for key, field in zip((*keys, REASON), self._all, strict=True):
            text = half_typed.get(key)
            if text is not None and text != field.text():
                field.type_anew(text) if isinstance(field, LongField) else _type_anew(field, text)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first field, at the end of its words."""
        first = self._all[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.end(False)

    def say(self, trouble: str) -> None:
        """Say what stands in the way."""
        self._line.setText(trouble)
        self._line.set_tone(Tone.DUE)
        self._line.setVisible(bool(trouble))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(watched)
        elif (
            watched is self._reason
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        ):
            self._offer(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing goes on to the list below, where a letter or an arrow would leave the row.
        if event.key() in _ENTER:
            focus = self.focusWidget()
            if isinstance(focus, KeyButton) and not event.isAutoRepeat():
                focus.click()
        else:
            super().keyPressEvent(event)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= theme.look().px(_WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if is_wide else down)

    # --- how it is done -------------------------------------------------------------------------

    @property
    def _all(self) -> tuple[HintField | LongField, ...]:
        return (*self._shown, self._reason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._confirm)
        buttons.addWidget(self._cancel)
        self._row.setSpacing(8)
        self._row.addWidget(self._reason, 1)
        self._row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        for field in self._shown:
            column.addWidget(field)
        column.addWidget(self._line)
        column.addLayout(self._row)
        column.addWidget(self._usual)
        before: QWidget = self
        usual = self._usual.findChildren(KeyButton)
        for one in (*self._all, *usual, self._confirm, self._cancel):
            QWidget.setTabOrder(before, one)
            before = one

    def _take_reason(self, reason: str, _checked: bool = False) -> None:
        self._reason.setText(reason)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, by: int) -> None:
        """Put the next usual reason into its field, unless it holds words of the clinician's."""
        text = self._reason.text().strip()
        if not self._reasons or (text and text not in self._reasons):
            return
        at = self._reasons.index(text) + by if text else (0 if by > 0 else -1)
        self._reason.setText(self._reasons[at % len(self._reasons)])

    def _on_edited(self) -> None:
        if self._line.tone is Tone.DUE:
            self.say("")
        for field in self._all:
            field.set_problem(False)
        self.edited.emit()

    def _go_on(self) -> None:
        """Go to the first field that still wants words, else confirm."""
        fields = self._all
        here = next((n for n, field in enumerate(fields) if field.hasFocus()), -1)
        empty = next((field for field in fields[here + 1 :] if not field.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._try_confirm()

    def _try_confirm(self) -> None:
        wanted = [one.is_needed for one in self._parts]
        names = [one.hint.casefold() for one in self._parts]
        for field, needs, name in zip(
            self._all, (*wanted, True), (*names, tr("a reason")), strict=True
        ):
            if needs and not field.text().strip():
                field.set_problem(True)
                self.say(tr("Still needed: {name}.", name=name))
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.confirmed.emit(dict(self.values()))


def _field_of(one: RowField, *, is_named: bool) -> HintField | LongField:
    """Return its field; where there are several each names itself, also while it is full."""
    if one.is_long:
        return LongField(one.hint)
    field = HintField(one.hint, one.hint if is_named else "")
    field.setAccessibleDescription("")
    return field


def _type_anew(field: HintField, text: str) -> None:
    field.selectAll()
    field.insert(text)
