"""One item of a checklist: a box, its words, and at the right when it was ticked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.heard_click import HeardClick
from kap_companion.ui.widgets.row_size import RowSize
from kap_companion.ui.widgets.two_sided import TwoSided

_BOX = 16
_INDENT = 28


class CheckRow(HeardClick, RowSize, QCheckBox):
    """The whole row is the target; Space ticks. `clicked(bool)` says what the person did."""

    def __init__(
        self,
        text: str = "",
        aside: str = "",
        *,
        least_aside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._least_aside = least_aside
        self._aside = aside
        self._aside_tone = Tone.SECOND
        self._size_by_row()
        self._describe()
        self.toggled.connect(self._on_toggled)

    def aside(self) -> str:
        return self._aside

    def set_aside(self, aside: str, tone: Tone = Tone.SECOND) -> None:
        """Show when it was ticked, or that it is open; a due tone edges the open box too."""
        if (aside, tone) != (self._aside, self._aside_tone):
            self._aside, self._aside_tone = aside, tone
            self._describe()
            self.updateGeometry()
            self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            self._paint_box(painter, look)
            words = look.colour(Tone.TEXT if self.isEnabled() else Tone.SECOND)
            self._row().paint(painter, self.rect(), words, look.colour(self._aside_tone))

    def _paint_box(self, painter: QPainter, look: Look) -> None:
        top = 4 + (look.line(Words.BODY) - _BOX) // 2
        box = QRect(1, top, _BOX, _BOX)
        is_open_and_due = not self.isChecked() and self._aside_tone is Tone.DUE
        edge = look.colour(Tone.DUE) if is_open_and_due else QColor(look.theme.edge)
        width = 1.0
        if self.hasFocus():
            edge, width = look.colour(Tone.NOW), 2.0
        elif is_open_and_due:
            width = 1.5
        painting.box(painter, box, 4, edge=edge, width=width)
        if self.isChecked():
            pen = QPen(look.colour(Tone.TEXT if self.isEnabled() else Tone.SECOND), 1.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = painting.mirrored_x(painter, box.left(), _BOX), box.top()
            painter.drawPolyline(
                QPolygonF(
                    [
                        QPointF(x + 4.5, y + 8.2),
                        QPointF(x + 7, y + 10.7),
                        QPointF(x + 11.8, y + 5.4),
                    ]
                )
            )

    def _row(self) -> TwoSided:
        return TwoSided(
            theme.look(),
            self.text(),
            self._aside,
            aside_words=Words.LABEL,
            indent=_INDENT,
            least_aside=self._least_aside,
        )

    def _describe(self) -> None:
        self.setAccessibleDescription(self._aside)
