"""What the forms of a course share: fields that scroll, a reason for a correction, one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.ui.acts import act
from kap_companion.ui.panels.course_choice import ChipChoice
from kap_companion.ui.panels.course_typed import Refused
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.long_field import LongField
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_REASON = "reason"


class CourseForm(QWidget):
    """One form: `save_asked`, then `filled` says what to keep; `strike_asked`; `cancelled`.

    While it `corrects` an entry it asks why, and offers to strike it.
    """

    save_asked = Signal()
    strike_asked = Signal()
    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = title
        self.corrects: str | None = None
        self.fields: dict[str, HintField | LongField] = {}
        self.choices: dict[str, ChipChoice] = {}
        self._title = Label(title, Words.TITLE)
        self.message = InlineMessage("", Tone.DUE)
        self._save = KeyButton(tr("Save"), "Ctrl+S", ButtonTone.PRIMARY)
        self._strike = KeyButton(tr("Strike it"), "Ctrl+Shift+X")
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        self.area = ScrollColumn(gap=12, right=24)
        self.column = self.area.column
        self._why = QWidget()
        self._lay_out()
        act(self, tr("Save"), "Ctrl+S", self.save_asked.emit)
        act(self, tr("Strike it"), "Ctrl+Shift+X", self._ask_strike)
        self._save.clicked.connect(self.save_asked)
        self._strike.clicked.connect(self._ask_strike)
        self._cancel.clicked.connect(self.cancelled)

    # --- what a form of its own says ------------------------------------------------------------

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        """Fill the form with an entry, or empty it for a new one."""
        raise NotImplementedError

    def read(self, typed: dict[str, str]) -> e.ClientBody:
        """Return what was typed as a body. Raises Refused, naming the field."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = next(field for field in self.fields.values() if not field.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what they share ------------------------------------------------------------------------

    def begin(self, course: Course, entry_id: str | None, body: e.ClientBody | None) -> None:
        """Show an entry to be corrected, or a form for a new one."""
        self.corrects = entry_id
        self._title.setText(
            tr("Correct: {form}", form=self._name.lower()) if entry_id else self._name
        )
        self.setAccessibleName(self._title.text())
        self._why.setVisible(entry_id is not None)
        self._strike.setVisible(entry_id is not None)
        self.fields[_REASON].setText("")
        self.show_body(course, body)
        self.begin_anew()
        self.area.verticalScrollBar().setValue(0)

    def focus_reason(self) -> None:
        """Put the keyboard where it is said why."""
        self.fields[_REASON].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """Why it is corrected or struck, as typed."""
        return self.fields[_REASON].text().strip()

    def filled(self) -> e.ClientBody | None:
        """Return what the form holds; None where a field cannot be taken, which is then said."""
        self.begin_anew()
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        try:
            return self.read(typed)
        except Refused as trouble:
            self.refuse(trouble.field, str(trouble))
            return None

    def refuse(self, field: str, sentence: str) -> None:
        """Say what cannot be taken, with the keyboard in its field."""
        self.say(sentence)
        found = self.fields.get(field)
        if found is not None:
            found.set_problem(True)
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(found)

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the form; empty shows none."""
        self.message.say(sentence, tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def field(self, name: str, words: str, hint: str = "") -> HintField:
        """Make a field of one line."""
        made = HintField(hint)
        made.setAccessibleName(words)
        made.entered.connect(lambda _: self.save_asked.emit())
        made.textEdited.connect(lambda _: self.begin_anew())
        self.fields[name] = made
        return made

    def row(self, wanted: Sequence[tuple[str, str, int]]) -> FieldRow:
        """Make a row of fields of one line: name, words, share."""
        return FieldRow(
            [NamedField(words, self.field(name, words), share) for name, words, share in wanted]
        )

    def long_field(self, name: str, words: str, hint: str = "", *, most_lines: int = 3) -> QWidget:
        """Make a field for words that may be long, under its name."""
        made = LongField(hint, most_lines=most_lines)
        made.returnPressed.connect(self.save_asked)
        made.edit.setAccessibleName(words)
        self.fields[name] = made
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(words, Words.LABEL, Tone.SECOND))
        column.addWidget(made)
        return whole

    def add(self, *parts: QWidget) -> None:
        """Put parts below each other."""
        for part in parts:
            self.column.addWidget(part)

    def name_save(self, words: str) -> None:
        """Say what saving does here."""
        self._save.setText(words)

    def half_typed(self) -> dict[str, str]:
        """Return all that stands in the form, to be put back where it is made anew."""
        told = {name: field.text() for name, field in self.fields.items()}
        return told | {name: one.chosen_key() or "" for name, one in self.choices.items()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Let the form hold what stood half typed in it."""
        for name, choice in self.choices.items():
            choice.set_chosen(typed.get(name, ""))
            choice.chosen.emit(typed.get(name, ""))
        for name, field in self.fields.items():
            field.setText(typed.get(name, ""))

    def finish(self) -> None:
        """Put the buttons below all parts: Tab comes to them last."""
        self.column.addStretch(1)
        foot = QVBoxLayout()
        set_margins(foot, 28, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.message)
        foot.addWidget(Flow(self._save, self._strike, self._cancel))
        self._whole.addLayout(foot)

    def buttons(self) -> tuple[KeyButton, ...]:
        """Return the buttons below, from the left."""
        return self._save, self._strike, self._cancel

    def begin_anew(self) -> None:
        """Say nothing of an earlier try."""
        self.say("")
        for field in self.fields.values():
            field.set_problem(False)

    def _ask_strike(self) -> None:
        if self.corrects is None:
            return
        if not self.reason:
            self.refuse(_REASON, tr("Say why it is struck."))
            return
        self.strike_asked.emit()

    def _lay_out(self) -> None:
        set_margins(self.area.column, 28, 24, 24, 8)
        self.column.addWidget(self._title)
        why = QVBoxLayout(self._why)
        why.setContentsMargins(0, 0, 0, 0)
        why.setSpacing(4)
        why.addWidget(SectionLabel(tr("Why it is corrected"), tr("the old words stay readable")))
        why.addWidget(self.field(_REASON, tr("Why it is corrected"), tr("Reason")))
        self.column.addWidget(self._why)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.area, 1)
