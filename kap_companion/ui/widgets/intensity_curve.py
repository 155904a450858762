"""How intense a track is: a small curve along it, and its step of five, which can be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

STEPS = 5
CURVE = QSize(60, 16)
MARKS = QSize(28, 16)
"""The px that the five marks take."""
_MARK, _MARK_GAP, _MARK_HIGH, _FOOT = 4, 2, 10, 2
RISE = 2
"""By how much a curve stands higher than the marks beside it, so that both have one ground line."""
_GAP = 12
_RIM = 4


class IntensityCurve(QLabel):
    """Up to 60 values of 0 to 1 along a track, and a step of 1 to 5 as marks beside them.

    Where it can be corrected, the keys 1 to 5, + and -, and a press on a mark say `step_chosen`;
    what is shown changes once the owner says so.
    """

    step_chosen = Signal(int)

    def __init__(self, *, can_correct: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.from_the_left(self)
        self._values: tuple[float, ...] = ()
        self._step: int | None = None
        self._is_corrected = False
        self._can_correct = can_correct
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Intensity"))
        if can_correct:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._describe()

    def set_intensity(
        self, values: Sequence[float], step: int | None, *, is_corrected: bool = False
    ) -> None:
        """Show the curve and the step; None where it was not measured yet."""
        shown = (tuple(values), step, is_corrected)
        if shown != (self._values, self._step, self._is_corrected):
            self._values, self._step, self._is_corrected = shown
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        rim = 2 * _RIM if self._can_correct else 0
        return QSize(CURVE.width() + _GAP + MARKS.width() + rim, CURVE.height() + rim)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = step_asked(event, self._step) if self._can_correct else None
        if wanted is None:
            super().keyPressEvent(event)
            event.ignore()
        else:
            self._choose(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        over = event.position().x() - self._marks().left()
        if self._can_correct and event.button() is Qt.MouseButton.LeftButton and over >= 0:
            self._choose(min(STEPS, 1 + int(over / (_MARK + _MARK_GAP))))
        else:
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        rim = _RIM if self._can_correct else 0
        with QPainter(self) as painter:
            painting.begin(painter)
            if self.hasFocus():
                painting.box(painter, self.rect(), 6, edge=look.colour(Tone.NOW), width=2.0)
            paint_curve(painter, QRect(rim, rim - RISE, *CURVE.toTuple()), self._values)
            paint_marks(painter, self._marks(), self._step, stands_out=self._is_corrected)

    def _marks(self) -> QRect:
        rim = _RIM if self._can_correct else 0
        return QRect(rim + CURVE.width() + _GAP, rim, MARKS.width(), MARKS.height())

    def _choose(self, step: int) -> None:
        if step != self._step:
            self.step_chosen.emit(step)

    def _describe(self) -> None:
        self.setAccessibleDescription(step_words(self._step, is_corrected=self._is_corrected))


def step_words(step: int | None, *, is_corrected: bool = False) -> str:
    """Return how a step is read out: 'intensity 3 of 5, by hand'."""
    if step is None:
        return tr("intensity not measured")
    if is_corrected:
        return tr("intensity {step} of {steps}, by hand", step=step, steps=STEPS)
    return tr("intensity {step} of {steps}", step=step, steps=STEPS)


def step_asked(event: QKeyEvent, step: int | None) -> int | None:
    """Return the step that a key asks for: 1 to 5, or one more or less than `step`; else None."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return None
    typed = event.text()
    if typed in ("+", "=", "-", "\u2212"):
        by = -1 if typed in ("-", "\u2212") else 1
        return min(STEPS, max(1, (step or 3) + by))
    return int(typed) if typed in tuple("12345") else None


def paint_curve(painter: QPainter, rect: QRect, values: Sequence[float]) -> None:
    """Paint a curve of 0 to 1 along `rect`; where nothing was measured, its ground line alone."""
    look = theme.look()
    second = look.colour(Tone.SECOND)
    foot = rect.bottom() + 0.5
    if len(values) < 2:
        painter.setPen(QPen(QColor(look.theme.edge), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right() + 1, foot))
        return
    high, wide = rect.height() - 2.0, rect.width() / (len(values) - 1)
    points = [
        QPointF(rect.left() + n * wide, foot - min(1.0, max(0.0, value)) * high)
        for n, value in enumerate(values)
    ]
    under = QPainterPath(QPointF(rect.left(), foot))
    for point in points:
        under.lineTo(point)
    under.lineTo(QPointF(rect.right() + 1, foot))
    painter.fillPath(under, theme.mixed(second, QColor(look.theme.ground), 0.28))
    painter.setPen(QPen(second, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))


def paint_marks(
    painter: QPainter, rect: QRect, step: int | None, *, stands_out: bool = False
) -> None:
    """Paint five marks at the left of `rect`: as many high ones as the step, the rest are low.

    They stand out, in the colour of text, where the step was given by hand.
    """
    if step is None:
        return
    look = theme.look()
    lit = look.colour(Tone.TEXT if stands_out else Tone.SECOND)
    foot = rect.center().y() + _MARK_HIGH // 2
    for n in range(STEPS):
        high = _MARK_HIGH if n < step else _FOOT
        mark = QRect(rect.left() + n * (_MARK + _MARK_GAP), foot - high, _MARK, high)
        painting.box(painter, mark, 1, fill=lit if n < step else QColor(look.theme.edge))
