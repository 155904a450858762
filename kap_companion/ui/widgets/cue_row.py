"""One row of the cue list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.row_size import RowSize
from kap_companion.ui.widgets.two_sided import TwoSided

_DOT = 8
_INDENT = 20


class CueRow(RowSize, QAbstractButton):
    """A dot, words and when; an answerable one is a button, another only tells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._when = ""
        self._tone = Tone.SECOND
        self._is_strong = False
        self._size_by_row()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_cue(
        self, text: str, when: str, tone: Tone, *, is_strong: bool, is_answerable: bool
    ) -> None:
        """Show one cue; painted again only where something changed."""
        if is_answerable != (self.focusPolicy() is Qt.FocusPolicy.StrongFocus):
            self.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_answerable else Qt.FocusPolicy.NoFocus
            )
        if (text, when, tone, is_strong) == (self.text(), self._when, self._tone, self._is_strong):
            return
        self._when, self._tone, self._is_strong = when, tone, is_strong
        self.setText(text)
        self.setAccessibleName(f"{text}, {when}" if when else text)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            if self.hasFocus():
                painting.box(painter, self.rect(), 4, edge=look.colour(Tone.NOW))
            middle = 4 + look.line(self._row().words) / 2
            painting.dot(painter, QPointF(_DOT / 2, middle), _DOT, look.colour(self._tone))
            words = look.colour(Tone.TEXT if self._is_strong else Tone.SECOND)
            self._row().paint(painter, self.rect(), words, look.colour(Tone.SECOND))

    def _row(self) -> TwoSided:
        return TwoSided(theme.look(), self.text(), self._when, indent=_INDENT)
