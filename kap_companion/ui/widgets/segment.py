"""One part of a segmented choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting

_PAD = 12
_RADIUS = 7.0


class Segment(QRadioButton):
    """A radio button drawn as a part of a bar."""

    def __init__(
        self, text: str, *, is_first: bool, is_last: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._is_first = is_first
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = painting.width_of(self.text(), look.font(Words.STRONG))
        return QSize(wide + 2 * _PAD, look.height(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - _PAD, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipPath(self._shape())
            if self.isChecked():
                painter.fillRect(self.rect(), QColor(look.theme.selection))
            elif self.underMouse():
                painter.fillRect(self.rect(), QColor(look.theme.block))
            if not self._is_last:
                painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, self._divider())
            if self.hasFocus():
                inner = self.rect().adjusted(2, 3, -3, -3)
                painting.box(painter, inner, 5, edge=look.colour(Tone.NOW), width=2.0)
            painting.line_of_text(
                painter,
                self.rect().adjusted(4, 0, -4, 0),
                self.text(),
                look.font(Words.STRONG if self.isChecked() else Words.BODY),
                look.colour(Tone.TEXT if self.isChecked() and self.isEnabled() else Tone.SECOND),
                painting.CENTRE,
            )

    def _divider(self) -> QColor:
        return QColor(theme.look().theme.line)

    def _shape(self) -> QPainterPath:
        """Return the inside of the bar's edge, round where this part is at an end."""
        path = QPainterPath()
        path.setFillRule(path.fillRule().WindingFill)
        left = 1 if self._is_first else 0
        right = 1 if self._is_last else 0
        inside = QRectF(self.rect()).adjusted(left, 1, -right, -1)
        path.addRoundedRect(inside, _RADIUS, _RADIUS)
        if not self._is_first:
            path.addRect(inside.adjusted(0, 0, -_RADIUS, 0))
        if not self._is_last:
            path.addRect(inside.adjusted(_RADIUS, 0, 0, 0))
        return path
