"""A template of the clinician's while it is written, with what it makes of a session beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kap_companion.note_templates import LONGEST_TITLE
from kap_companion.notes.draft import DraftError, Template, write_draft
from kap_companion.notes.facts import Facts
from kap_companion.session import entries as e
from kap_companion.ui import theme
from kap_companion.ui.resting import Resting
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_HIGH, _SIDE_BY_SIDE, _PAUSE_MS = 420, 720, 250
NAMES = ", ".join(field.name for field in fields(Facts))


class TemplateEditor(QWidget):
    """`keep_asked` and `remove_asked` say what is wanted of the template that is shown."""

    keep_asked = Signal()
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: str | None = None
        self._record: Sequence[e.Entry[e.RecordBody]] = ()
        self.title = HintField(tr("Title"))
        self.title.setMaxLength(LONGEST_TITLE)
        self.source, self.preview = _text(tr("Template")), _text(tr("Preview"))
        self.preview.setReadOnly(True)
        self._trouble = InlineMessage()
        self._about = SectionLabel(tr("Preview"))
        self._keep = KeyButton(tr("Keep"), tone=ButtonTone.PRIMARY)
        self._remove = KeyButton(tr("Take away"))
        self._resting = Resting(_PAUSE_MS, self)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(16)
        for heading, edit in (
            (SectionLabel(tr("Template")), self.source),
            (self._about, self.preview),
        ):
            side = QVBoxLayout()
            side.setSpacing(8)
            side.addWidget(heading)
            side.addWidget(edit)
            self._sides.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self._keep)
        head.addWidget(self._remove)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addLayout(self._sides)
        column.addWidget(
            Label(
                tr(
                    "Jinja2 with the names {names}. Lists are gone through with for. Blanks "
                    "are written [Your words: …], headings with ## and ###.",
                    names=NAMES,
                ),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        self.source.textChanged.connect(self._resting.stir)
        self._resting.due.connect(self._show_preview)
        self._keep.clicked.connect(lambda _checked=False: self.keep_asked.emit())
        self._remove.clicked.connect(lambda _checked=False: self.remove_asked.emit())

    @property
    def name(self) -> str | None:
        """The template's name, None while it is new."""
        return self._name

    def show_template(
        self,
        template: Template | None,
        source: str,
        record: Sequence[e.Entry[e.RecordBody]],
        about: str,
    ) -> None:
        """Show a template, or a new one that begins with `source`; `record` is for the preview."""
        self._name = template.name if template is not None else None
        self._record = record
        self.title.setText(template.title if template is not None else "")
        self.source.setPlainText(template.source if template is not None else source)
        self._remove.setVisible(template is not None)
        self._about.set_aside(about)
        self._show_preview()

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Say one line under the template."""
        self._trouble.say(sentence, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = event.size().width() >= theme.look().px(_SIDE_BY_SIDE)
        self._sides.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def _show_preview(self) -> None:
        self._resting.forget()
        title = self.title.text().strip() or tr("new")
        try:
            told = write_draft(Template(title, title, self.source.toPlainText()), self._record)
        except DraftError as trouble:
            # What it made before stays in sight while a line is being mended.
            self._trouble.say(str(trouble), Tone.DUE)
            return
        self._trouble.say("")
        if told != self.preview.toPlainText():
            bar = self.preview.verticalScrollBar()
            at = bar.value()
            self.preview.setPlainText(told)
            bar.setValue(at)


def _text(name: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setProperty("words", Words.BODY.key)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(_HIGH)
    edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    edit.setAccessibleName(name)
    return edit
