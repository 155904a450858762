"""The items of a checklist, one a line, with where they come from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kap_companion.session.checklists import READINESS, Checklist
from kap_companion.session.defaults import DefaultError, parse_items
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.kept_words import as_kept
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, trn

_FRAME = 20
_LEAST_LINES = 2


class ChecklistItems(QWidget):
    """Kept on leaving the field; what cannot be answered later is refused in one sentence."""

    def __init__(
        self, conductor: Conductor, checklist: Checklist, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._name, self._title = checklist.name, tr(checklist.title)
        self.field = _ItemsField(tr("{title}, one item a line", title=self._title))
        when = (
            tr("Before the client leaves. One item a line.")
            if checklist.name == READINESS
            else tr("Before the dose. One item a line.")
        )
        self._lines = SourceLines(
            when,
            conductor.practice.defaults.sources.get(checklist.name, ""),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self._title, Words.BODY))
        column.addWidget(self.field)
        column.addWidget(self._lines)
        self.setFocusProxy(self.field)
        self.field.left.connect(self.keep)
        self._lines.back_asked.connect(self._go_back)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds for the sessions to come."""
        items, usual = self._items(), self._usual()
        text = "\n".join(tr(item) for item in items)
        if self.field.toPlainText() != text:
            self.field.setPlainText(text)
        theme.mark(self.field, "problem", False)
        self._lines.say("")
        self._lines.show_usual(
            self._title, trn("1 item", "{n} items", len(usual)), is_chosen=items != usual
        )

    def keep(self) -> None:
        """Keep what stands in the field."""
        usual = self._usual()
        typed = tuple(as_kept(one, usual) for one in parse_items(self.field.toPlainText()))
        if typed == self._items():
            self.refresh()
            return
        self._choose(typed)

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(self._usual())

    def _choose(self, items: tuple[str, ...]) -> None:
        conductor = self._conductor
        defaults = conductor.practice.defaults
        try:
            conductor.attempt(lambda: defaults.choose_items(self._name, items))
        except DefaultError as trouble:
            # What was typed stays, to be mended.
            theme.mark(self.field, "problem", True)
            self._lines.say(str(trouble))
            return
        self.refresh()

    def _items(self) -> tuple[str, ...]:
        defaults = self._conductor.practice.defaults
        return next(one.items for one in defaults.checklists if one.name == self._name)

    def _usual(self) -> tuple[str, ...]:
        defaults = self._conductor.practice.defaults
        return next(one.items for one in defaults.usual_checklists if one.name == self._name)


class _ItemsField(QPlainTextEdit):
    """As high as its lines; Tab leaves it."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._follow_lines)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._follow_lines()

    def _follow_lines(self) -> None:
        lines = max(_LEAST_LINES, self.blockCount())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _FRAME)
