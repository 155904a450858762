"""A field whose answer is picked from a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting

_PAD = 13
_ARROW = 24


class PickField(QComboBox):
    """Offers options of (key, words); `picked` says the key the person chose.

    The wheel scrolls the page over it instead of changing an answer unseen.
    """

    picked = Signal(str)

    def __init__(
        self,
        options: tuple[tuple[str, str], ...] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(hint)
        for key, words in options:
            self.addItem(words, key)
        self.setCurrentIndex(-1)
        self.activated.connect(self._say)

    def picked_key(self) -> str | None:
        """Return the key that is picked, None where none is."""
        return str(self.currentData()) if self.currentIndex() >= 0 else None

    def set_picked(self, key: str | None) -> None:
        """Show `key` as picked; None, or a key that is not offered, shows the hint."""
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def sizeHint(self) -> QSize:
        look = theme.look()
        font = look.font(Words.BODY)
        words = [self._hint, *(self.itemText(n) for n in range(self.count()))]
        widest = max(painting.width_of(text, font) for text in words)
        return QSize(widest + 2 * _PAD + _ARROW, look.height(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.look().height(40))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        edge = look.colour(Tone.NOW) if self.hasFocus() else QColor(look.theme.edge)
        is_picked = self.currentIndex() >= 0
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), 8, fill=QColor(look.theme.panel), edge=edge)
            painting.line_of_text(
                painter,
                self.rect().adjusted(_PAD, 0, -_PAD - _ARROW, 0),
                self.currentText() if is_picked else self._hint,
                look.font(Words.BODY),
                look.colour(Tone.TEXT if is_picked else Tone.SECOND),
            )
            pen = QPen(look.colour(Tone.SECOND), 1.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = self.width() - _PAD - 8.0, self.height() / 2 - 2
            painter.drawPolyline(
                QPolygonF([QPointF(x, y), QPointF(x + 4, y + 4), QPointF(x + 8, y)])
            )

    def _say(self, index: int) -> None:
        self.picked.emit(str(self.itemData(index)))
