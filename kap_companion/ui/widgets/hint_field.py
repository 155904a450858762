"""A field of one line with its key shown at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import key_words, tr

_PAD = 14
_LEFT_TO_SHORTCUTS = (Qt.Key.Key_E, Qt.Key.Key_U)


class HintField(QLineEdit):
    """Asks for a line; Enter emits `entered` with it as typed.

    Nothing is cleared by the field itself: its owner does so once the line is kept.
    """

    entered = Signal(str)

    def __init__(self, hint: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_words(key)
        self._composed = ""
        self._told = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        if key:
            self.setAccessibleDescription(tr("Key {key}", key=self._key))
        self.returnPressed.connect(lambda: self.entered.emit(self.text()))
        self._make_room()

    @property
    def key(self) -> str:
        return self._key

    def suggest(self, words: Sequence[str]) -> None:
        """Complete what is typed to one of `words`, in the line itself; typing on takes it back."""
        completer = QCompleter(list(words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCompleter(completer)

    def set_problem(self, problem: bool) -> None:
        """Edge the field in amber while what it holds cannot be taken."""
        theme.mark(self, "problem", problem)

    def event(self, event: QEvent) -> bool:
        """On X11 a field takes Ctrl+E and Ctrl+U for itself: here they are the app's."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _LEFT_TO_SHORTCUTS
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.look()
        second = look.colour(Tone.SECOND)
        inside = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        with QPainter(self) as painter:
            painting.begin(painter)
            if not self.text() and not self._composed:
                hint = inside.adjusted(painting.CARET_GAP - 1, 0, -self.textMargins().right(), 0)
                painting.line_of_text(
                    painter, hint, self.placeholderText(), look.font(Words.BODY), second
                )
            if self._key:
                painting.line_of_text(
                    painter, inside, self._key, look.font(Words.LABEL), second, painting.RIGHT
                )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self._make_room()
        super().changeEvent(event)

    def setPlaceholderText(self, hint: str) -> None:
        """Ask for something else."""
        super().setPlaceholderText(hint)
        self._tell_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_hint()

    def _tell_hint(self) -> None:
        """Have a hint that has no room be read whole where the mouse rests."""
        if self.toolTip() not in ("", self._told):
            return
        margins = self.textMargins()
        room = self.width() - 2 * _PAD - margins.left() - margins.right()
        wide = painting.width_of(self.placeholderText(), theme.look().font(Words.BODY))
        self._told = self.placeholderText() if wide > room else ""
        self.setToolTip(self._told)

    def _make_room(self) -> None:
        key = painting.width_of(self._key, theme.look().font(Words.LABEL)) if self._key else 0
        self.setTextMargins(0, 0, key + 8 if key else 0, 0)
