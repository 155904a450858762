"""The session as one bar of phases with a line where it is now, over the notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.presenting import PhasesBar
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting

_BAR_AT = 3
_BAR = 6
_GAP = 4
_NOW = 1.5
_DOT = 7
_LABELS = 20
_LABEL_WIDTH = 64


class PhasesStrip(QLabel):
    """Phases, the present moment, what was noted as dots, and minutes since the dose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = PhasesBar()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("The session so far, by phases")

    def set_bar(self, bar: PhasesBar) -> None:
        """Show `bar`; where only the line moved, only its surroundings are painted again."""
        old, self._bar = self._bar, bar
        if bar == old:
            return
        if (bar.labels, bar.due, bar.dots) != (old.labels, old.due, old.dots) or len(
            bar.stretches
        ) != len(old.stretches):
            self.update()
            return
        moved = (old.now, bar.now)
        if None not in moved and round(self._x(old.now)) == round(self._x(bar.now)):
            return
        for at in moved:
            if at is not None:
                self.update(QRect(round(self._x(at)) - 4, 0, 9, self.height()))

    def sizeHint(self) -> QSize:
        return QSize(552, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipRegion(event.region())
            self._paint_phases(painter, look)
            self._paint_dots(painter, look)
            self._paint_labels(painter, look)
            self._paint_due(painter, look)
            if self._bar.now is not None:
                x = self._x(self._bar.now)
                painter.setPen(QPen(look.colour(Tone.TEXT), _NOW))
                painter.drawLine(QPointF(x, 0), QPointF(x, self._foot(look) + _DOT))

    def _paint_phases(self, painter: QPainter, look: Look) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        stretches = self._bar.stretches
        for n, one in enumerate(stretches):
            # A phase that is partly past goes on without a gap; two phases are parted by one.
            goes_on = n > 0 and stretches[n - 1].tone is one.tone and one.start == self._bar.now
            stops = (
                n + 1 < len(stretches)
                and stretches[n + 1].tone is one.tone
                and one.end == self._bar.now
            )
            left = self._x(one.start) + (0 if goes_on else _GAP / 2 if one.start > 0 else 0)
            right = self._x(one.end) - (0 if stops else _GAP / 2 if one.end < 1 else 0)
            if right <= left:
                continue
            painter.setBrush(look.phase(one.tone, one.shade))
            painter.drawRoundedRect(QRectF(left, _BAR_AT, right - left, _BAR), 3, 3)

    def _paint_dots(self, painter: QPainter, look: Look) -> None:
        foot = self._foot(look)
        painter.setPen(QPen(QColor(look.theme.line), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        for at, tone in self._bar.dots:
            painting.dot(painter, QPointF(self._x(at), foot), _DOT, look.colour(tone))

    def _paint_labels(self, painter: QPainter, look: Look) -> None:
        high = look.line(Words.LABEL)
        wide = look.px(_LABEL_WIDTH)
        reached = -float(_LABEL_WIDTH)
        for at, words in self._bar.labels:
            half = painting.width_of(words, look.font(Words.LABEL)) / 2 + 1
            # A label at an edge is moved inside; one that would touch the last is left out.
            middle = min(max(self._x(at), half), self.width() - half)
            if middle - half < reached + 12:
                continue
            reached = middle + half
            painting.line_of_text(
                painter,
                QRect(round(middle) - wide // 2, self.height() - high - 4, wide, high),
                words,
                look.font(Words.LABEL),
                look.colour(Tone.SECOND),
                painting.CENTRE,
            )

    def _paint_due(self, painter: QPainter, look: Look) -> None:
        due, now = self._bar.due, self._bar.now
        if due is None or now is None:
            return
        x = self._x(due)
        pen = QPen(look.colour(Tone.DUE), 1)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        top = _BAR_AT + _BAR + 10
        painter.drawLine(QPointF(x, top), QPointF(x, self._foot(look) - 16))
        words = "vitals due"
        wide = painting.width_of(words, look.font(Words.LABEL)) + 2
        at_now = self._x(now)
        right = x + 6 + wide <= self.width() and not x <= at_now <= x + 12 + wide
        rect = QRect(
            round(x) + 6 if right else round(x) - 6 - wide, top, wide, look.line(Words.LABEL)
        )
        painting.line_of_text(painter, rect, words, look.font(Words.LABEL), look.colour(Tone.DUE))

    def _foot(self, look: Look) -> float:
        """Return where the line of dots lies."""
        return self.height() - look.line(Words.LABEL) - 4 - _LABELS

    def _x(self, at: float | None) -> float:
        return (at or 0.0) * (self.width() - 2) + 1
